#include "base/calendar.h"
#include "unit.h"

static date day_of(const char *text)
{
    date d;
    if (!date_parse(str_of(text), &d))
        fail_msg("\"%s\" is no date", text);
    return d;
}

static void check_day(date d, const char *want)
{
    struct arena mem;
    struct sbuf b;
    arena_init(&mem, SIZE_MAX);
    sbuf_init(&b, &mem);
    date_format(&b, d);
    assert_str(sbuf_str(&b), want);
    arena_release(&mem);
}

static const struct day_case {
    const char *name, *day;
    int64_t days;
    int weekday, of_year, week;
} day_cases[] = {
    // clang-format off
    { "day: the epoch",            "1970-01-01",         0, 4, 1, 1 },
    { "day: before it",            "1969-12-31",        -1, 3, 365, 1 },
    { "day: leap day",             "2000-02-29",     11016, 2, 60, 9 },
    { "day: end of a leap year",   "2020-12-31",     18627, 4, 366, 53 },
    { "day: week 53 of last year", "2010-01-01",     14610, 5, 1, 53 },
    { "day: week 52 of last year", "2023-01-01",     19358, 7, 1, 52 },
    { "day: week 1 of next year",  "2003-12-29",     12415, 1, 363, 1 },
    { "day: week 53 after leap",   "2021-01-03",     18630, 7, 3, 53 },
    { "day: no leap century",      "1900-03-01",    -25508, 4, 60, 9 },
    { "day: Wmo 2015 in force",    "2015-01-01",     16436, 4, 1, 1 },
    { "day: year 0",               "0000-01-01",   -719528, 6, 1, 52 },
    { "day: the first",            "-999999999-01-01", -365243219162, 1, 1, 1 },
    { "day: the last",             "999999999-12-31", 365241780471, 5, 365, 52 },
    // clang-format on
};

static void counts_days(void **state)
{
    const struct day_case *c = *state;
    date d = day_of(c->day), back;
    assert_int_equal(date_to_days(d), c->days);
    assert_int_equal(date_weekday(d), c->weekday);
    assert_int_equal(date_day_of_year(d), c->of_year);
    assert_int_equal(date_week_of_year(d), c->week);
    assert_true(date_from_days(c->days, &back));
    check_day(back, c->day);
}

/* 800 years, day by day, against the length of the months. */
static void days_follow_each_other(void **state)
{
    (void)state;
    date d = { -400, 1, 1 };
    int64_t days = date_to_days(d);
    int weekday = date_weekday(d);
    while (d.year < 400) {
        date same;
        assert_true(date_from_days(days, &same));
        assert_int_equal(date_cmp(d, same), 0);
        assert_int_equal(date_to_days(d), days);
        assert_int_equal(date_weekday(d), weekday);
        if (++d.day > date_days_in_month(d.year, d.month)) {
            d.day = 1;
            d.month++;
        }
        if (d.month > 12)
            d = (date){ d.year + 1, 1, 1 };
        days++;
        weekday = weekday % 7 + 1;
    }
}

static void dates_have_an_end(void **state)
{
    (void)state;
    date d = { 1, 2, 3 };
    static const int64_t outside[] = { 365241780472, -365243219163, INT64_MAX,
                                       INT64_MIN };
    for (size_t i = 0; i < sizeof outside / sizeof *outside; i++)
        assert_false(date_from_days(outside[i], &d));
    assert_int_equal(date_cmp(d, (date){ 1, 2, 3 }), 0);
    assert_true(date_is_valid(-999999999, 1, 1));
    assert_false(date_is_valid(1000000000, 1, 1));
    assert_false(date_is_valid(INT64_MIN, 1, 1));
    assert_false(date_is_valid(2020, 0, 1));
    assert_false(date_is_valid(2020, 13, 1));
    assert_false(date_is_valid(2020, 1, 0));
    assert_false(date_is_valid(2020, INT64_MAX, INT64_MAX));
    assert_false(date_is_valid(2100, 2, 29));
}

static const struct months_case {
    const char *name, *day;
    int64_t months;
    const char *want; /* NULL: out of range */
} months_cases[] = {
    // clang-format off
    { "months: one",              "2025-01-15", 1,     "2025-02-15" },
    { "months: to a short month", "2025-01-31", 1,     "2025-02-28" },
    { "months: to a leap day",    "2024-01-31", 1,     "2024-02-29" },
    { "months: from a leap day",  "2024-02-29", 12,    "2025-02-28" },
    { "months: none",             "2024-02-29", 0,     "2024-02-29" },
    { "months: back",             "2024-03-31", -1,    "2024-02-29" },
    { "months: back over a year", "2024-01-31", -2,    "2023-11-30" },
    { "months: through year 0",   "0001-01-01", -13,   "-0001-12-01" },
    { "months: negative year",    "-2021-01-01", -1,   "-2022-12-01" },
    { "months: to the end",       "999999999-11-30", 1, "999999999-12-30" },
    { "months: past the end",     "999999999-12-01", 1, NULL },
    { "months: before the first", "-999999999-01-01", -1, NULL },
    { "months: too many",         "2025-01-01", INT64_MAX, NULL },
    { "months: too many back",    "2025-01-01", INT64_MIN, NULL },
    // clang-format on
};

static void adds_months(void **state)
{
    const struct months_case *c = *state;
    date d = { 0 };
    assert_int_equal(date_add_months(day_of(c->day), c->months, &d), c->want != NULL);
    if (c->want)
        check_day(d, c->want);
}

static const struct instant_case {
    const char *name, *local;
    int64_t seconds;
    int32_t nanos;
    const char *zone, *there; /* the same instant on another clock */
} instant_cases[] = {
    // clang-format off
    { "instant: epoch",        "1970-01-01T00:00:00Z",      0, 0, NULL, "1970-01-01T00:00:00" },
    { "instant: no zone",      "1970-01-02T00:00:00.5", 86400, 500000000, "Z",
      "1970-01-02T00:00:00.5Z" },
    { "instant: offset",       "1970-01-01T00:00:00+01:00", -3600, 0, "-05:00",
      "1969-12-31T18:00:00-05:00" },
    { "instant: below zero",   "1969-12-31T23:59:59.75Z",   0, -250000000, NULL,
      "1969-12-31T23:59:59.75" },
    { "instant: further below", "1969-12-31T23:59:58.75Z", -1, -250000000, NULL,
      "1969-12-31T23:59:58.75" },
    { "instant: summer",       "2025-07-01T12:00:00@Europe/Amsterdam", 1751364000, 0,
      "America/New_York", "2025-07-01T06:00:00@America/New_York" },
    { "instant: skipped hour", "2025-03-30T02:30:00@Europe/Amsterdam", 1743298200, 0,
      "Europe/Amsterdam", "2025-03-30T03:30:00@Europe/Amsterdam" },
    { "instant: double hour",  "2025-10-26T02:30:00@Europe/Amsterdam", 1761438600, 0,
      "Z", "2025-10-26T00:30:00Z" },
    { "instant: last",         "999999999-12-31T23:59:59.999999999-18:00",
      31556889832845599, 999999999, "-18:00", "999999999-12-31T23:59:59.999999999-18:00" },
    // clang-format on
};

static void knows_instants(void **state)
{
    const struct instant_case *c = *state;
    struct arena mem;
    struct sbuf b;
    struct moment m, there;
    arena_init(&mem, SIZE_MAX);
    sbuf_init(&b, &mem);
    assert_true(moment_parse(&mem, str_of(c->local), &m));
    struct span at = moment_instant(&m);
    assert_int_equal(at.seconds, c->seconds);
    assert_int_equal(at.nanos, c->nanos);
    const struct zone *z = c->zone ? zone_find(&mem, str_of(c->zone)) : NULL;
    assert_true(moment_from_instant(at, z, &there));
    moment_format(&b, &there);
    assert_str(sbuf_str(&b), c->there);
    arena_release(&mem);
}

static void instants_have_an_end(void **state)
{
    (void)state;
    struct arena mem;
    struct moment m;
    arena_init(&mem, SIZE_MAX);
    const struct zone *east = zone_offset(&mem, 3600);
    struct span last = { 31556889832780799, 999999999 };
    assert_true(moment_from_instant(last, NULL, &m));
    assert_false(moment_from_instant(last, east, &m));
    last.seconds++;
    assert_false(moment_from_instant(last, NULL, &m));
    assert_false(moment_from_instant((struct span){ INT64_MAX, 0 }, east, &m));
    assert_false(moment_from_instant((struct span){ -INT64_MAX, -1 }, east, &m));
    arena_release(&mem);
}

static const struct sum_case {
    const char *name;
    struct span a, b, want;
    bool fits;
} sum_cases[] = {
    // clang-format off
    { "sum: seconds",           { 1, 0 }, { 2, 0 }, { 3, 0 }, true },
    { "sum: carry",             { 1, 600000000 }, { 2, 700000000 }, { 4, 300000000 }, true },
    { "sum: borrow",            { 1, 0 }, { 0, -1 }, { 0, 999999999 }, true },
    { "sum: to negative nanos", { 0, 5 }, { 0, -9 }, { 0, -4 }, true },
    { "sum: signs agree",       { -2, 0 }, { 0, 500000000 }, { -1, -500000000 }, true },
    { "sum: to nothing",        { 3, 7 }, { -3, -7 }, { 0, 0 }, true },
    { "sum: negative carry",    { -1, -600000000 }, { -1, -600000000 }, { -3, -200000000 }, true },
    { "sum: largest",           { INT64_MAX - 1, 999999999 }, { 0, 1 }, { INT64_MAX, 0 }, true },
    { "sum: too large",         { INT64_MAX, 999999999 }, { 0, 1 }, { 0, 0 }, false },
    { "sum: far too large",     { INT64_MAX, 0 }, { INT64_MAX, 0 }, { 0, 0 }, false },
    { "sum: too small",         { -INT64_MAX, 0 }, { -1, 0 }, { 0, 0 }, false },
    { "sum: too small by nanos", { -INT64_MAX, -999999999 }, { 0, -2 }, { 0, 0 }, false },
    // clang-format on
};

static void adds_spans(void **state)
{
    const struct sum_case *c = *state;
    struct span got = { 0 };
    assert_int_equal(span_add(c->a, c->b, &got), c->fits);
    assert_int_equal(span_cmp(got, c->want), 0);
    if (!c->fits)
        return;
    assert_true(span_add(c->b, c->a, &got));
    assert_int_equal(span_cmp(got, c->want), 0);
    assert_true(span_add(span_neg(c->a), span_neg(c->b), &got));
    assert_int_equal(span_cmp(got, span_neg(c->want)), 0);
    assert_true(c->want.seconds >= 0 ? c->want.nanos >= 0 || c->want.seconds == 0
                                     : c->want.nanos <= 0);
}

static const struct number_case {
    const char *name, *seconds;
    struct span span;
    const char *back; /* NULL: does not fit */
} number_cases[] = {
    // clang-format off
    { "number: whole",         "86400", { 86400, 0 }, "86400" },
    { "number: fraction",      "1.5",   { 1, 500000000 }, "1.5" },
    { "number: negative",      "-1.5",  { -1, -500000000 }, "-1.5" },
    { "number: nanos",         "0.000000001", { 0, 1 }, "0.000000001" },
    { "number: cut, not rounded", "0.0000000019", { 0, 1 }, "0.000000001" },
    { "number: negative, cut", "-0.9999999999", { 0, -999999999 }, "-0.999999999" },
    { "number: longest",       "9223372036854775807.999999999", { INT64_MAX, 999999999 },
      "9223372036854775807.999999999" },
    { "number: too long",      "9223372036854775808", { 0, 0 }, NULL },
    { "number: too short",     "-9223372036854775808", { 0, 0 }, NULL },
    { "number: far too long",  "1e100", { 0, 0 }, NULL },
    // clang-format on
};

static void is_a_number(void **state)
{
    const struct number_case *c = *state;
    num n, back;
    struct span got = { 0 };
    assert_true(num_parse(str_of(c->seconds), &n, NULL));
    assert_int_equal(span_from_num(n, &got), c->back != NULL);
    assert_int_equal(span_cmp(got, c->span), 0);
    if (c->back) {
        assert_true(num_parse(str_of(c->back), &back, NULL));
        assert_int_equal(num_cmp(span_num(got), back), 0);
    }
}

static void orders(void **state)
{
    (void)state;
    assert_true(date_cmp(day_of("2025-01-31"), day_of("2025-02-01")) < 0);
    assert_true(date_cmp(day_of("2025-02-01"), day_of("2024-12-31")) > 0);
    assert_true(date_cmp(day_of("-0001-01-01"), day_of("0000-01-01")) < 0);
    assert_true(span_cmp((struct span){ 0, -1 }, (struct span){ 0, 1 }) < 0);
    assert_true(span_cmp((struct span){ 1, 0 }, (struct span){ 0, 999999999 }) > 0);
}

int main(void)
{
    static struct suite s;
    suite_rows(&s, counts_days, day_cases);
    suite_rows(&s, adds_months, months_cases);
    suite_rows(&s, knows_instants, instant_cases);
    suite_rows(&s, adds_spans, sum_cases);
    suite_rows(&s, is_a_number, number_cases);
    suite_add(&s, "days follow each other", days_follow_each_other, NULL);
    suite_add(&s, "dates have an end", dates_have_an_end, NULL);
    suite_add(&s, "instants have an end", instants_have_an_end, NULL);
    suite_add(&s, "orders dates and durations", orders, NULL);
    return suite_run("calendar", &s);
}
