#include "base/calendar.h"
#include "unit.h"

/* Each row is read as all five kinds; at most one of them may accept it, and
 * that one writes it back as `want` ("" = as it was read). */
static const struct text_case {
    const char *name;
    char kind; /* d, t, m (moment), s (span), y (months), 0: none */
    const char *text, *want;
} text_cases[] = {
    // clang-format off
    { "date",                          'd', "2020-02-29", "" },
    { "date before the era",           'd', "-2017-12-31", "" },
    { "date in year 0",                'd', "0000-12-31", "" },
    { "date in a year of five digits", 'd', "12017-12-31", "" },
    { "last date",                     'd', "999999999-12-31", "" },
    { "first date",                    'd', "-999999999-01-01", "" },
    { "no date: minus zero",           0, "-0000-12-31", NULL },
    { "no date: ten digits",           0, "9999999999-12-25", NULL },
    { "no date: three digits",         0, "998-12-31", NULL },
    { "no date: leading zero",         0, "01211-12-31", NULL },
    { "no date: plus",                 0, "+2012-12-02", NULL },
    { "no date: slashes",              0, "2012/12/25", NULL },
    { "no date: month 13",             0, "2012-13-25", NULL },
    { "no date: month 0",              0, "2012-00-25", NULL },
    { "no date: no leap year",         0, "2023-02-29", NULL },
    { "no date: one digit",            0, "2023-2-09", NULL },
    { "no date: zone",                 0, "2023-02-09Z", NULL },
    { "no date: a T too many",         0, "2012-12-25T", NULL },
    { "no date: cut",                  0, "2012-12-", NULL },
    { "no date: space",                0, " 2012-12-25", NULL },
    { "nothing",                       0, "", NULL },
    { "time",                          't', "23:59:59", "" },
    { "time with a fraction",          't', "11:22:33.444", "" },
    { "time with nine digits",         't', "11:22:33.123456789", "" },
    { "time with zeros",               't', "11:22:33.5000", "11:22:33.5" },
    { "time with no fraction at all",  't', "11:22:33.0000", "11:22:33" },
    { "time in UTC",                   't', "11:00:00Z", "" },
    { "time at plus zero",             't', "11:00:00+00:00", "11:00:00Z" },
    { "time at minus zero",            't', "11:22:33-00:00", "11:22:33Z" },
    { "time in the west",              't', "13:20:00-05:00", "" },
    { "time with seconds of offset",   't', "13:20:00+01:02:03", "" },
    { "time without those seconds",    't', "13:20:00+01:02:00", "13:20:00+01:02" },
    { "time far east",                 't', "13:20:00+18:00", "" },
    { "time in a zone",                't', "00:01:00.25@Etc/UTC", "" },
    { "time in a zone of three",       't', "00:01:00@America/Argentina/Ushuaia", "" },
    { "no time: ten digits",           0, "11:22:33.1234567890", NULL },
    { "no time: point alone",          0, "11:22:33.", NULL },
    { "no time: 24 hours",             0, "24:00:00", NULL },
    { "no time: after 24 hours",       0, "24:00:01", NULL },
    { "no time: 25 hours",             0, "25:00:00", NULL },
    { "no time: 60 minutes",           0, "23:60:00", NULL },
    { "no time: leap second",          0, "23:59:60", NULL },
    { "no time: one digit of hours",   0, "7:00:00", NULL },
    { "no time: one digit of minutes", 0, "07:1:00", NULL },
    { "no time: no seconds",           0, "07:20", NULL },
    { "no time: no such zone",         0, "13:20:00@xyz/abc", NULL },
    { "no time: no zone",              0, "13:20:00@", NULL },
    { "no time: offset as a name",     0, "13:20:00@+01:00", NULL },
    { "no time: Z as a name",          0, "13:20:00@Z", NULL },
    { "no time: name without at",      0, "13:20:00Europe/Paris", NULL },
    { "no time: lower z",              0, "13:20:00z", NULL },
    { "no time: too far east",         0, "13:20:00+19:00", NULL },
    { "no time: just too far",         0, "13:20:00-18:00:01", NULL },
    { "no time: 60 minutes of offset", 0, "13:20:00+05:60", NULL },
    { "no time: 60 seconds of offset", 0, "13:20:00+05:00:60", NULL },
    { "no time: short offset",         0, "13:20:00+5:00", NULL },
    { "no time: shorter offset",       0, "13:20:00+05", NULL },
    { "no time: offset and zone",      0, "13:20:00+02:00@Europe/Paris", NULL },
    { "moment",                        'm', "2017-12-31T11:22:33", "" },
    { "moment with everything",        'm', "-99999-12-31T11:22:33.000000001@Europe/Paris", "" },
    { "moment with an offset",         'm', "2017-12-31T11:22:33.456+01:35", "" },
    { "moment at the end of the day",  'm', "2021-12-31T24:00:00", "2022-01-01T00:00:00" },
    { "moment at the end, in UTC",     'm', "2020-02-28T24:00:00Z", "2020-02-29T00:00:00Z" },
    { "last moment",                   'm', "999999999-12-31T23:59:59.999999999@Europe/Paris", "" },
    { "no moment: past the end",       0, "999999999-12-31T24:00:00", NULL },
    { "no moment: after 24 hours",     0, "2017-12-31T24:01:00", NULL },
    { "no moment: no T",               0, "2011-12-0310:15:30", NULL },
    { "no moment: space",              0, "2011-12-03 10:15:30", NULL },
    { "no moment: no seconds",         0, "2017-12-31T07:20", NULL },
    { "no moment: no month",           0, "2017-00-10T11:22:33", NULL },
    { "no moment: two zones",          0, "2011-12-03T10:15:30+01:00@Europe/Paris", NULL },
    { "span of a day",                 's', "P1D", "" },
    { "span of all",                   's', "P1DT2H3M4.000000005S", "" },
    { "span of nothing",               's', "PT0.000S", "PT0S" },
    { "span of no days",               's', "P0D", "PT0S" },
    { "span of a negative nothing",    's', "-PT0S", "PT0S" },
    { "span that is negative",         's', "-PT1H2M", "" },
    { "span of half a second",         's', "-PT0.5S", "" },
    { "span with a bare point",        's', "PT3.S", "PT3S" },
    { "span with many minutes",        's', "PT1000M0.999999999S", "PT16H40M0.999999999S" },
    { "span with many hours",          's', "PT240H", "P10D" },
    { "span with many seconds",        's', "P2DT3600S", "P2DT1H" },
    { "span of seconds in a day",      's', "P1DT1S", "" },
    { "longest span",                  's', "PT9223372036854775807S", "P106751991167300DT15H30M7S" },
    { "no span: too long",             0, "PT9223372036854775808S", NULL },
    { "no span: too many days",        0, "P106751991167301D", NULL },
    { "no span: sum too long",         0, "P106751991167300DT56000S", NULL },
    { "no span: empty",                0, "P", NULL },
    { "no span: empty time",           0, "P1DT", NULL },
    { "no span: only T",               0, "PT", NULL },
    { "no span: no P",                 0, "1D", NULL },
    { "no span: plus",                 0, "+P1D", NULL },
    { "no span: inner sign",           0, "P-1D", NULL },
    { "no span: hours as days",        0, "P1H", NULL },
    { "no span: days as time",         0, "PT1D", NULL },
    { "no span: wrong order",          0, "PT1S1M", NULL },
    { "no span: twice",                0, "PT1M1M", NULL },
    { "no span: broken hour",          0, "PT1.5H", NULL },
    { "no span: no number",            0, "PTS", NULL },
    { "no span: no digit",             0, "PT.5S", NULL },
    { "no span: no letter",            0, "PT5", NULL },
    { "no span: ten digits",           0, "PT0.1234567890S", NULL },
    { "no span: two Ts",               0, "PT1HT1M", NULL },
    { "no span: weeks",                0, "P1W", NULL },
    { "no span: mixed",                0, "P1Y1D", NULL },
    { "no span: mixed with time",      0, "P1MT1H", NULL },
    { "months",                        'y', "P26M", "P2Y2M" },
    { "years and months",              'y', "P1Y2M", "" },
    { "years",                         'y', "-P99999999Y", "" },
    { "no years",                      'y', "P0Y", "P0M" },
    { "negative no months",            'y', "-P0M", "P0M" },
    { "years and no months",           'y', "P1Y0M", "P1Y" },
    { "many months",                   'y', "-P999999999M", "-P83333333Y3M" },
    { "no months: wrong order",        0, "P1M1Y", NULL },
    { "no months: too many",           0, "P768614336404564651Y", NULL },
    { "no months: fraction",           0, "P1.5Y", NULL },
    { "no months: end in T",           0, "P1YT", NULL },
    // clang-format on
};

static bool read_as(char kind, struct arena *mem, str s, struct sbuf *b)
{
    date d;
    struct clock_time t;
    struct moment m;
    struct span span;
    int64_t months;
    if (kind == 'd' && date_parse(s, &d)) {
        date_format(b, d);
        return true;
    }
    if (kind == 't' && time_parse(mem, s, &t)) {
        time_format(b, t);
        return true;
    }
    if (kind == 'm' && moment_parse(mem, s, &m)) {
        moment_format(b, &m);
        return true;
    }
    if (kind == 's' && span_parse(s, &span)) {
        span_format(b, span);
        return true;
    }
    if (kind == 'y' && months_parse(s, &months)) {
        months_format(b, months);
        return true;
    }
    return false;
}

static void reads_and_writes(void **state)
{
    const struct text_case *c = *state;
    struct arena mem;
    arena_init(&mem, SIZE_MAX);
    for (const char *kind = "dtmsy"; *kind; kind++) {
        struct sbuf b;
        sbuf_init(&b, &mem);
        bool read = read_as(*kind, &mem, str_of(c->text), &b);
        assert_int_equal(read, *kind == c->kind);
        if (read)
            assert_str(sbuf_str(&b), c->want[0] ? c->want : c->text);
    }
    arena_release(&mem);
}

/* No reader looks past the end: every prefix of every row, in room of its own. */
static void stays_inside(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof text_cases / sizeof *text_cases; i++) {
        size_t n = strlen(text_cases[i].text);
        for (size_t cut = 0; cut <= n; cut++) {
            struct arena mem;
            struct sbuf b;
            arena_init(&mem, SIZE_MAX);
            sbuf_init(&b, &mem);
            char *room = test_malloc(cut + 1);
            memcpy(room + 1, text_cases[i].text, cut);
            for (const char *kind = "dtmsy"; *kind; kind++)
                read_as(*kind, &mem, (str){ room + 1, cut }, &b);
            test_free(room);
            arena_release(&mem);
        }
    }
}

static const struct find_case {
    const char *name, *text;
    bool known;
    int32_t offset;
} find_cases[] = {
    // clang-format off
    { "zone Z",         "Z",       true,  0 },
    { "zone offset",    "-01:30",  true,  -5400 },
    { "zone by name",   "Europe/Amsterdam", true, 3600 },
    { "zone no offset", "+1:30",   false, 0 },
    { "zone no name",   "Utrecht", false, 0 },
    { "zone of nothing", "",       false, 0 },
    // clang-format on
};

static void finds_zones(void **state)
{
    const struct find_case *c = *state;
    struct arena mem;
    arena_init(&mem, SIZE_MAX);
    const struct zone *z = zone_find(&mem, str_of(c->text));
    assert_int_equal(z != NULL, c->known);
    if (z)
        assert_int_equal(zone_offset_utc(z, 1735689600), c->offset); /* 2025-01-01 */
    arena_release(&mem);
}

int main(void)
{
    static struct suite s;
    suite_rows(&s, reads_and_writes, text_cases);
    suite_rows(&s, finds_zones, find_cases);
    suite_add(&s, "stays inside its text", stays_inside, NULL);
    return suite_run("calendar_text", &s);
}
