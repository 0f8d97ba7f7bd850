#include "unit.h"

static const struct slice_case {
    const char *name, *text;
    size_t from, to;
    const char *want;
} slice_cases[] = {
    // clang-format off
    { "slice inside",              "gemeente", 2, 5,        "mee" },
    { "slice of everything",       "gemeente", 0, 8,        "gemeente" },
    { "slice clips its end",       "gemeente", 6, SIZE_MAX, "te" },
    { "slice clips its beginning", "gemeente", 9, 12,       "" },
    { "slice upside down",         "gemeente", 5, 2,        "" },
    { "slice of nothing",          NULL,       0, 4,        "" },
    // clang-format on
};

static void slices(void **state)
{
    const struct slice_case *c = *state;
    assert_str(str_slice(str_of(c->text), c->from, c->to), c->want);
}

static const struct order_case {
    const char *name, *a, *b;
    int want;
} order_cases[] = {
    // clang-format off
    { "equal texts",                    "abc", "abc",   0 },
    { "empty before all",               "",    "a",    -1 },
    { "nothing equals empty",           NULL,  "",      0 },
    { "prefix before longer",           "abc", "ab",    1 },
    { "bytes above 127 are not signed", "z",   "\xC3", -1 },
    { "order of code points",           "é",   "€",    -1 },
    // clang-format on
};

static void orders(void **state)
{
    const struct order_case *c = *state;
    str a = str_of(c->a), b = str_of(c->b);
    int forth = str_cmp(a, b), back = str_cmp(b, a);
    assert_int_equal((forth > 0) - (forth < 0), c->want);
    assert_int_equal((back > 0) - (back < 0), -c->want);
    assert_int_equal(str_eq(a, b), c->want == 0);
}

static const struct find_case {
    const char *name, *text, *needle;
    size_t from, want;
} find_cases[] = {
    // clang-format off
    { "find at the start",         "aanvraag", "aan",       0, 0 },
    { "find past the first",       "aanvraag", "aa",        1, 5 },
    { "find at the end",           "aanvraag", "ag",        0, 6 },
    { "find nothing",              "aanvraag", "x",         0, SIZE_MAX },
    { "find longer than the text", "aan",      "aanvraag",  0, SIZE_MAX },
    { "find from past the end",    "aan",      "a",         9, SIZE_MAX },
    { "find empty",                "aan",      "",          2, 2 },
    { "find empty at the end",     "aan",      "",          3, 3 },
    { "find empty past the end",   "aan",      "",          4, SIZE_MAX },
    { "find in nothing",           NULL,       "a",         0, SIZE_MAX },
    // clang-format on
};

static void finds(void **state)
{
    const struct find_case *c = *state;
    assert_int_equal(str_find(str_of(c->text), str_of(c->needle), c->from), c->want);
}

static const struct trim_case {
    const char *name, *text, *want;
} trim_cases[] = {
    // clang-format off
    { "trim both sides",          " \t\r\nja nee \n", "ja nee" },
    { "trim nothing",             "ja",               "ja" },
    { "trim only white",          " \n ",             "" },
    { "trim of nothing",          NULL,               "" },
    { "no-break space is kept",   "\u00A0ja",         "\u00A0ja" },
    // clang-format on
};

static void trims(void **state)
{
    const struct trim_case *c = *state;
    assert_str(str_trim(str_of(c->text)), c->want);
    assert_int_equal(str_is_blank(str_of(c->text)), c->want[0] == '\0');
}

static const struct affix_case {
    const char *name, *text, *affix;
    bool starts, ends;
} affix_cases[] = {
    // clang-format off
    { "starts",            "leeftijd", "leef",      true,  false },
    { "ends",              "leeftijd", "tijd",      false, true },
    { "whole",             "leeftijd", "leeftijd",  true,  true },
    { "empty affix",       "leeftijd", "",          true,  true },
    { "affix is longer",   "leef",     "leeftijd",  false, false },
    { "nothing of nothing", NULL,      NULL,        true,  true },
    // clang-format on
};

static void has_affixes(void **state)
{
    const struct affix_case *c = *state;
    assert_int_equal(str_starts(str_of(c->text), str_of(c->affix)), c->starts);
    assert_int_equal(str_ends(str_of(c->text), str_of(c->affix)), c->ends);
}

static const struct nearest_case {
    const char *name, *wanted, *want;
} nearest_cases[] = {
    // clang-format off
    { "one letter missing",        "leeftid",       "leeftijd" },
    { "one letter more",           "inkommen",      "inkomen" },
    { "letters swapped",           "inkoemn",       "inkomen" },
    { "exact",                     "inkomen",       "inkomen" },
    { "too far",                   "vermogenstoets", "" },
    { "short names need be exact", "x",             "" },
    { "empty name",                "",              "" },
    // clang-format on
};

static void suggests(void **state)
{
    const struct nearest_case *c = *state;
    static const char too_long[] =
        "een_naam_die_veel_langer_is_dan_de_vierenzestig_bytes_"
        "die_nog_worden_vergeleken";
    const str names[] = { STR("leeftijd"), STR("inkomen"), str_of(too_long), STR("ja") };
    assert_str(str_nearest(str_of(c->wanted), names, 4), c->want);
    assert_str(str_nearest(str_of(too_long), names, 4), "");
}

int main(void)
{
    static struct suite s;
    suite_rows(&s, slices, slice_cases);
    suite_rows(&s, orders, order_cases);
    suite_rows(&s, finds, find_cases);
    suite_rows(&s, trims, trim_cases);
    suite_rows(&s, has_affixes, affix_cases);
    suite_rows(&s, suggests, nearest_cases);
    return suite_run("str", &s);
}
