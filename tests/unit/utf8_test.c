#include "base/utf8.h"
#include "unit.h"

static const struct valid_case {
    const char *name, *text;
    size_t n, bad; /* bad = n: well-formed */
} valid_cases[] = {
    // clang-format off
    { "valid: nothing",                 "", 0, 0 },
    { "valid: ASCII",                   "gemeente Utrecht, 2025", 22, 22 },
    { "valid: two, three, four bytes",  "\xC3\xAB\xE2\x82\xAC\xF0\x9F\x98\x80", 9, 9 },
    { "valid: last of each length",     "\x7F\xDF\xBF\xEF\xBF\xBF\xF4\x8F\xBF\xBF", 10, 10 },
    { "valid: around the surrogates",   "\xED\x9F\xBF\xEE\x80\x80", 6, 6 },
    { "invalid: a tail byte",           "12345678\x80", 9, 8 },
    { "invalid: a tail byte at first",  "\xBF", 1, 0 },
    { "invalid: overlong two",          "a\xC0\xAF", 3, 1 },
    { "invalid: overlong two, C1",      "\xC1\xBF", 2, 0 },
    { "invalid: overlong three",        "\xE0\x9F\xBF", 3, 0 },
    { "invalid: overlong four",         "\xF0\x8F\xBF\xBF", 4, 0 },
    { "invalid: surrogate",             "\xED\xA0\x80", 3, 0 },
    { "invalid: past U+10FFFF",         "\xF4\x90\x80\x80", 4, 0 },
    { "invalid: F5",                    "\xF5\x80\x80\x80", 4, 0 },
    { "invalid: FF",                    "abcdefgh\xFFijklmnop", 17, 8 },
    { "invalid: cut two",               "abcdefgh\xC3", 9, 8 },
    { "invalid: cut three",             "\xE2\x82", 2, 0 },
    { "invalid: cut four",              "\xF0\x9F\x98", 3, 0 },
    { "invalid: third byte no tail",    "\xE2\x82""A", 3, 0 },
    { "invalid: fourth byte no tail",   "\xF0\x9F\x98""A", 4, 0 },
    { "invalid: second byte no tail",   "\xC3(", 2, 0 },
    // clang-format on
};

static void validates(void **state)
{
    const struct valid_case *c = *state;
    size_t bad = c->n;
    assert_int_equal(utf8_is_valid((str){ c->text, c->n }, &bad), c->bad == c->n);
    assert_int_equal(bad, c->bad);
}

static const struct case_case {
    const char *name, *text, *upper, *lower;
} case_cases[] = {
    // clang-format off
    { "case of nothing",           "",            "",             "" },
    { "case of mixed text",        "aZ[`{@1 é",   "AZ[`{@1 É",    "az[`{@1 é" },
    { "case of plain ASCII",       "abc XYZ @[`{", "ABC XYZ @[`{", "abc xyz @[`{" },
    { "case of Dutch letters",     "Zuid-Oosté ĳs", "ZUID-OOSTÉ ĲS", "zuid-oosté ĳs" },
    { "case of sharp s",           "straße",      "STRASSE",      "straße" },
    { "case of a ligature",        "ﬃ",           "FFI",          "ﬃ" },
    { "case with iota",            "ᾷ",           "Α͂Ι",           "ᾷ" },
    { "case of dotted I",          "İ",           "İ",            "i̇" },
    { "case of final sigma",       "ΟΔΟΣ ΣΑΣ, Σ", "ΟΔΟΣ ΣΑΣ, Σ",  "οδος σας, σ" },
    { "case of Cyrillic",          "Жук",         "ЖУК",          "жук" },
    { "case outside the BMP",      "𐐨𐐀",          "𐐀𐐀",           "𐐨𐐨" },
    { "no case",                   "漢字 😀",      "漢字 😀",       "漢字 😀" },
    // clang-format on
};

static void changes_case(void **state)
{
    const struct case_case *c = *state;
    struct arena mem;
    arena_init(&mem, SIZE_MAX);
    assert_str(utf8_upper(&mem, str_of(c->text)), c->upper);
    assert_str(utf8_lower(&mem, str_of(c->text)), c->lower);
    arena_release(&mem);
}

static void counts_code_points(void **state)
{
    (void)state;
    str s = STR("a\xC3\xAB\xE2\x82\xAC\xF0\x9F\x98\x80z");
    static const uint32_t code[] = { 'a', 0xEB, 0x20AC, 0x1F600, 'z' };
    static const size_t at[] = { 0, 1, 3, 6, 10 };
    assert_int_equal(utf8_length(s), 5);
    size_t i = 0;
    for (size_t k = 0; k < 5; k++) {
        assert_int_equal(utf8_offset(s, k), at[k]);
        assert_int_equal(i, at[k]);
        assert_int_equal(utf8_next(s, &i), code[k]);
    }
    assert_int_equal(i, s.n);
    assert_int_equal(utf8_offset(s, 5), s.n);
    assert_int_equal(utf8_offset(s, 99), s.n);
    assert_int_equal(utf8_length(STR("")), 0);
}

static void writes_what_it_reads(void **state)
{
    (void)state;
    for (uint32_t c = 0; c <= 0x10FFFF; c++) {
        char room[4];
        size_t bad, i = 0, n = utf8_put(room, c);
        bool surrogate = c >= 0xD800 && c <= 0xDFFF;
        assert_int_equal(utf8_is_valid((str){ room, n }, &bad), !surrogate);
        assert_int_equal(utf8_next((str){ room, n }, &i), c);
        assert_int_equal(i, n);
    }
}

static const struct class_case {
    const char *name;
    uint32_t code;
    bool start, part, space;
} class_cases[] = {
    // clang-format off
    { "class of a letter",           'q',     true,  true,  false },
    { "class of question mark",      '?',     true,  true,  false },
    { "class of underscore",         '_',     true,  true,  false },
    { "class of at sign",            '@',     false, false, false },
    { "class of [",                  '[',     false, false, false },
    { "class of {",                  '{',     false, false, false },
    { "class of a digit",            '0',     false, true,  false },
    { "class of the digit nine",     '9',     false, true,  false },
    { "class of colon",              ':',     false, false, false },
    { "class of minus",              '-',     false, false, false },
    { "class of space",              ' ',     false, false, true },
    { "class of tab",                '\t',    false, false, true },
    { "class of carriage return",    '\r',    false, false, true },
    { "class of NUL",                0,       false, false, false },
    { "class of next line",          0x85,    false, false, true },
    { "class of no-break space",     0xA0,    false, false, true },
    { "class of middle dot",         0xB7,    false, true,  false },
    { "class of e diaeresis",        0xEB,    true,  true,  false },
    { "class of multiplication",     0xD7,    false, false, false },
    { "class of a combining accent", 0x301,   false, true,  false },
    { "class of Greek question mark", 0x37E,  false, false, false },
    { "class of Ogham space",        0x1680,  false, false, true },
    { "class of Han",                0x6F22,  true,  true,  false },
    { "class of an emoji",           0x1F600, true,  true,  false },
    { "class of undertie",           0x203F,  false, true,  false },
    { "class of line separator",     0x2028,  false, false, true },
    { "class of byte order mark",    0xFEFF,  false, false, true },
    { "class of private use",        0xE000,  false, false, false },
    { "class of the last plane",     0xF0000, false, false, false },
    // clang-format on
};

static void classifies(void **state)
{
    const struct class_case *c = *state;
    assert_int_equal(utf8_is_name_start(c->code), c->start);
    assert_int_equal(utf8_is_name_part(c->code), c->part);
    assert_int_equal(utf8_is_space(c->code), c->space);
}

int main(void)
{
    static struct suite s;
    suite_rows(&s, validates, valid_cases);
    suite_rows(&s, changes_case, case_cases);
    suite_rows(&s, classifies, class_cases);
    suite_add(&s, "counts code points", counts_code_points, NULL);
    suite_add(&s, "writes what it reads", writes_what_it_reads, NULL);
    return suite_run("utf8", &s);
}
