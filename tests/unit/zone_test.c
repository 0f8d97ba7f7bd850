#include "base/zone_int.h"
#include "unit.h"

/* Made by zone_cases.py: the offset when `at` is UTC and when it is read from
 * the clock on the wall. */
static const struct zone_case {
    const char *zone;
    int64_t at;
    int32_t utc, wall;
} zone_cases[] = {
#include "zone_cases.inc"
};

static void agrees_with_python(void **state)
{
    (void)state;
    size_t n = sizeof zone_cases / sizeof *zone_cases;
    assert_true(n > 8000);
    for (size_t i = 0; i < n; i++) {
        const struct zone_case *c = &zone_cases[i];
        const struct zone *z = zone_named(str_of(c->zone));
        struct moment m;
        assert_non_null(z);
        assert_true(moment_from_instant((struct span){ c->at, 0 }, NULL, &m));
        int32_t utc = zone_offset_utc(z, c->at), wall = zone_offset_at(z, &m);
        if (utc != c->utc || wall != c->wall)
            fail_msg("%s at %lld: got %d and %d, want %d and %d", c->zone,
                     (long long)c->at, utc, wall, c->utc, c->wall);
    }
}

static const struct far_case {
    const char *name, *zone, *local;
    int32_t offset;
} far_cases[] = {
    // clang-format off
    { "far: summer of 2500",        "Europe/Amsterdam", "2500-07-01T12:00:00", 7200 },
    { "far: winter of 999999999",   "Europe/Amsterdam", "999999999-12-31T23:59:59", 3600 },
    { "far: summer down under",     "Australia/Sydney", "12345-01-01T00:00:00", 39600 },
    { "far: winter down under",     "Australia/Sydney", "12345-07-01T00:00:00", 36000 },
    { "far: before all rules",      "Europe/Paris",     "-999999999-01-01T00:00:00", 561 },
    { "far: Dublin in winter",      "Europe/Dublin",    "3000-01-01T00:00:00", 0 },
    { "far: Dublin in summer",      "Europe/Dublin",    "3000-07-01T00:00:00", 3600 },
    { "far: skipped hour",          "Europe/Amsterdam", "2099-03-29T02:30:00", 3600 },
    { "far: hour after it",         "Europe/Amsterdam", "2099-03-29T03:00:00", 7200 },
    { "far: hour that comes twice", "Europe/Amsterdam", "2099-10-25T02:30:00", 7200 },
    { "far: hour after that",       "Europe/Amsterdam", "2099-10-25T03:00:00", 3600 },
    // clang-format on
};

static void knows_the_far_future(void **state)
{
    const struct far_case *c = *state;
    struct moment m;
    assert_true(moment_parse(NULL, str_of(c->local), &m));
    assert_int_equal(zone_offset_at(zone_named(str_of(c->zone)), &m), c->offset);
}

static const struct name_case {
    const char *name, *zone;
    bool known;
} name_cases[] = {
    // clang-format off
    { "name: canonical",      "America/Argentina/Buenos_Aires", true },
    { "name: alias",          "Asia/Calcutta",    true },
    { "name: first",          "Africa/Abidjan",   true },
    { "name: last",           "Zulu",             true },
    { "name: with a sign",    "Etc/GMT-14",       true },
    { "name: UTC",            "UTC",              true },
    { "name: other case",     "europe/amsterdam", false },
    { "name: half",           "Europe",           false },
    { "name: too long",       "Europe/Amsterdam ", false },
    { "name: nothing",        "",                 false },
    { "name: no zone at all", "Factory",          false },
    { "name: a file",         "../../etc/passwd", false },
    // clang-format on
};

static void finds_names(void **state)
{
    const struct name_case *c = *state;
    const struct zone *z = zone_named(str_of(c->zone));
    assert_int_equal(z != NULL, c->known);
    if (z)
        assert_str(z->name, c->zone);
}

static void table_is_in_order(void **state)
{
    (void)state;
    assert_true(zone_count > 500);
    for (size_t i = 1; i < zone_count; i++)
        assert_true(str_cmp(zone_table[i - 1].name, zone_table[i].name) < 0);
}

int main(void)
{
    static struct suite s;
    suite_add(&s, "offsets as Python", agrees_with_python, NULL);
    suite_add(&s, "table is in order", table_is_in_order, NULL);
    suite_rows(&s, knows_the_far_future, far_cases);
    suite_rows(&s, finds_names, name_cases);
    return suite_run("zone", &s);
}
