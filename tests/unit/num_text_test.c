#include "base/num.h"
#include "unit.h"

static const struct parse_case {
    const char *name, *text;
    const char *want; /* as num_format writes it; NULL: no number */
    bool exact;
} parse_cases[] = {
    // clang-format off
    { "parse: zero",                 "0", "0", true },
    { "parse: minus zero",           "-0.00", "0", true },
    { "parse: integer",              "1250", "1250", true },
    { "parse: leading zeros",        "000000000000000000000000000000000000000001", "1", true },
    { "parse: fraction",             "12.50", "12.5", true },
    { "parse: no whole part",        ".5", "0.5", true },
    { "parse: minus, no whole part", "-.25", "-0.25", true },
    { "parse: 18 characters",        "99999999999999999.", NULL, false },
    { "parse: 18 digits",            "123456789012345678", "123456789012345678", true },
    { "parse: 19 digits",            "9999999999999999999", "9999999999999999999", true },
    { "parse: 34 digits",            "-9999999999999999999999999999999999",
      "-9999999999999999999999999999999999", true },
    { "parse: 35 digits, even",      "10000000000000000000000000000000005", "1e34", false },
    { "parse: 35 digits, odd",       "10000000000000000000000000000000015",
      "1.000000000000000000000000000000002e34", false },
    { "parse: just above half",      "1000000000000000000000000000000000.50000000000000001",
      "1000000000000000000000000000000001", false },
    { "parse: just below half",      "1000000000000000000000000000000000.49999999999999999",
      "1000000000000000000000000000000000", false },
    { "parse: rounds to more digits", "99999999999999999999999999999999995", "1e35", false },
    { "parse: zeros beyond 34",      "1234567890123456789012345678901234.000000", "1234567890123456789012345678901234", true },
    { "parse: a digit far beyond",   "1.00000000000000000000000000000000000000000000000001", "1", false },
    { "parse: exponent",             "1.5e3", "1500", true },
    { "parse: capital exponent",     "1.5E+3", "1500", true },
    { "parse: negative exponent",    "15e-1", "1.5", true },
    { "parse: largest",              "9999999999999999999999999999999999e6111",
      "9.999999999999999999999999999999999e6144", true },
    { "parse: largest as one digit", "1e6144", "1e6144", true },
    { "parse: too large",            "1e6145", NULL, false },
    { "parse: rounds to too large",  "99999999999999999999999999999999999e6110", NULL, false },
    { "parse: far too large",        "1e99999999999999999999", NULL, false },
    { "parse: zero with a large exponent", "0e99999999999", "0", true },
    { "parse: smallest",             "1e-6176", "1e-6176", true },
    { "parse: half of the smallest", "5e-6177", "0", false },
    { "parse: more than half of it", "5.1e-6177", "1e-6176", false },
    { "parse: digits below the smallest", "1.5e-6176", "2e-6176", false },
    { "parse: far too small",        "-1e-99999999999999999999", "0", false },
    { "parse: nothing",              "", NULL, false },
    { "parse: minus",                "-", NULL, false },
    { "parse: point",                ".", NULL, false },
    { "parse: minus point",          "-.", NULL, false },
    { "parse: plus",                 "+1", NULL, false },
    { "parse: two minuses",          "--1", NULL, false },
    { "parse: point at the end",     "1.", NULL, false },
    { "parse: two points",           "1.2.3", NULL, false },
    { "parse: space",                "1 ", NULL, false },
    { "parse: comma",                "1,5", NULL, false },
    { "parse: exponent alone",       "e5", NULL, false },
    { "parse: no exponent",          "1e", NULL, false },
    { "parse: sign of no exponent",  "1e-", NULL, false },
    { "parse: broken exponent",      "1e5.5", NULL, false },
    { "parse: word in the exponent", "1e5x", NULL, false },
    { "parse: hexadecimal",          "0x10", NULL, false },
    { "parse: infinity",             "Infinity", NULL, false },
    { "parse: NaN",                  "NaN", NULL, false },
    { "format: 1e33",                "1e33", "1000000000000000000000000000000000", true },
    { "format: 1e34",                "1e34", "1e34", true },
    { "format: 1.5e40",              "15e39", "1.5e40", true },
    { "format: many zeros",          "100e31", "1000000000000000000000000000000000", true },
    { "format: 1e-20",               "1e-20", "0.00000000000000000001", true },
    { "format: 1e-21",               "1e-21", "1e-21", true },
    { "format: 9.9e-21",             "9.90e-21", "9.9e-21", true },
    { "format: zeros after the point", "7.000", "7", true },
    { "format: zeros before the point", "7000", "7000", true },
    { "format: fraction alone",      "0.00100", "0.001", true },
    // clang-format on
};

static void reads_and_writes(void **state)
{
    const struct parse_case *c = *state;
    struct arena mem;
    struct sbuf b;
    num n, again;
    bool exact = !c->exact;
    arena_init(&mem, SIZE_MAX);
    sbuf_init(&b, &mem);
    assert_int_equal(num_parse(str_of(c->text), &n, &exact), c->want != NULL);
    assert_int_equal(num_parse(str_of(c->text), &n, NULL), c->want != NULL);
    if (c->want) {
        assert_int_equal(exact, c->exact);
        num_format(&b, n);
        assert_str(sbuf_str(&b), c->want);
        assert_true(num_parse(sbuf_str(&b), &again, NULL));
        assert_int_equal(num_cmp(n, again), 0);
    }
    arena_release(&mem);
}

static const struct int_case {
    const char *name, *text;
    bool integer, fits;
    int64_t want;
} int_cases[] = {
    // clang-format off
    { "int: zero",           "0.00", true, true, 0 },
    { "int: negative",       "-17", true, true, -17 },
    { "int: zeros",          "1.2500e3", true, true, 1250 },
    { "int: exponent",       "9e18", true, true, 9000000000000000000 },
    { "int: largest",        "9223372036854775807", true, true, INT64_MAX },
    { "int: largest, point", "9223372036854775807.000", true, true, INT64_MAX },
    { "int: smallest",       "-9223372036854775808", true, true, INT64_MIN },
    { "int: too large",      "9223372036854775808", true, false, 0 },
    { "int: too small",      "-9223372036854775809", true, false, 0 },
    { "int: 2^64",           "18446744073709551616", true, false, 0 },
    { "int: 1e19",           "1e19", true, false, 0 },
    { "int: 1e6144",         "1e6144", true, false, 0 },
    { "int: 0e100",          "0e100", true, true, 0 },
    { "int: fraction",       "0.5", false, false, 0 },
    { "int: small fraction", "1.000000000000000000000000000000001", false, false, 0 },
    { "int: tiny",           "1e-6176", false, false, 0 },
    // clang-format on
};

static void is_an_integer(void **state)
{
    const struct int_case *c = *state;
    num n;
    int64_t i = 99;
    assert_true(num_parse(str_of(c->text), &n, NULL));
    assert_int_equal(num_is_integer(n), c->integer);
    assert_int_equal(num_int64(n, &i), c->fits);
    assert_int_equal(i, c->fits ? c->want : 99);
    if (c->fits) {
        assert_int_equal(num_cmp(n, num_int(i)), 0);
        assert_int_equal(num_hash(n), num_hash(num_int(i)));
        assert_int_equal(num_sign(n), (i > 0) - (i < 0));
        assert_int_equal(num_cmp(num_neg(n), num_int(0)), (i < 0) - (i > 0));
        assert_int_equal(num_sign(num_abs(n)), i != 0);
    }
}

static void hashes_what_is_equal(void **state)
{
    (void)state;
    static const char *const same[][2] = {
        { "1", "1.000" },
        { "100", "1e2" },
        { "0", "-0.0e5" },
        { "-2.50", "-25e-1" },
        { "1000000000000000000000000000000000", "1e33" },
    };
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        num a, b;
        assert_true(num_parse(str_of(same[i][0]), &a, NULL));
        assert_true(num_parse(str_of(same[i][1]), &b, NULL));
        assert_int_equal(num_cmp(a, b), 0);
        assert_int_equal(num_hash(a), num_hash(b));
    }
    assert_int_not_equal(num_hash(num_int(1)), num_hash(num_int(-1)));
    assert_int_not_equal(num_hash(num_int(1)), num_hash(num_int(10)));
}

static void rounds_within_limits(void **state)
{
    (void)state;
    num n = num_scaled(-12345, 3);
    assert_false(num_round(n, -6112, NUM_UP, &n));
    assert_false(num_round(n, 6177, NUM_UP, &n));
    assert_true(num_round(n, 6176, NUM_UP, &n));
    assert_int_equal(num_cmp(n, num_scaled(-12345, 3)), 0);
    num far;
    assert_true(num_round(n, -6111, NUM_HALF_UP, &far));
    assert_int_equal(num_sign(far), 0);
    assert_true(num_round(n, -6111, NUM_FLOOR, &far));
    assert_int_equal(num_sign(far), -1);
}

int main(void)
{
    static struct suite s;
    suite_rows(&s, reads_and_writes, parse_cases);
    suite_rows(&s, is_an_integer, int_cases);
    suite_add(&s, "equal numbers hash alike", hashes_what_is_equal, NULL);
    suite_add(&s, "rounds within limits", rounds_within_limits, NULL);
    return suite_run("num_text", &s);
}
