#include "base/json.h"

#include <stdio.h>

#include "unit.h"

static const struct good_case {
    const char *name, *text, *want; /* as json_write gives it back */
} good_cases[] = {
    // clang-format off
    { "good: null",              "null", "null" },
    { "good: booleans",          "[true,false]", "[true,false]" },
    { "good: white space",       " \t\r\n[ 1 ,\n2 ] \n", "[1,2]" },
    { "good: byte order mark",   "\xEF\xBB\xBF{}", "{}" },
    { "good: empty ones",        "[[],{},\"\"]", "[[],{},\"\"]" },
    { "good: order is kept",     "{\"z\":1,\"a\":2,\"m\":{\"b\":[],\"a\":null}}",
      "{\"z\":1,\"a\":2,\"m\":{\"b\":[],\"a\":null}}" },
    { "good: numbers",           "[0,-0,0.0,1.50,-12.25,1e3,1E+2,15e-1,0e5]",
      "[0,0,0,1.5,-12.25,1000,100,1.5,0]" },
    { "good: 18 and 19 digits",  "[999999999999999999,9999999999999999999,-99999999999999999.9]",
      "[999999999999999999,9999999999999999999,-99999999999999999.9]" },
    { "good: 34 digits",         "1.234567890123456789012345678901234",
      "1.234567890123456789012345678901234" },
    { "good: 34 digits and zeros", "12345678901234567890123456789012340000",
      "1.234567890123456789012345678901234e37" },
    { "good: large and small",   "[1e6144,-1e-6176]", "[1e6144,-1e-6176]" },
    { "good: escapes",           "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\u20AC\\ud83d\\ude00\"",
      "\"\\\"\\\\/\\u0008\\u000c\\n\\r\\té€😀\"" },
    { "good: escape at the end", "[\"a long text without any before\\n\",\"\\u0041\"]",
      "[\"a long text without any before\\n\",\"A\"]" },
    { "good: UTF-8",             "{\"één\":\"€ 😀\"}", "{\"één\":\"€ 😀\"}" },
    { "good: delete character",  "\"\x7F\"", "\"\x7F\"" },
    { "good: empty name",        "{\"\":1}", "{\"\":1}" },
    // clang-format on
};

static void reads(void **state)
{
    const struct good_case *c = *state;
    struct arena mem;
    struct sbuf b;
    struct json j;
    struct err err = { 0 };
    arena_init(&mem, SIZE_MAX);
    sbuf_init(&b, &mem);
    if (!json_parse(&mem, str_of(c->text), &j, &err))
        fail_msg("%s", err.msg);
    assert_int_equal(err.code, ERR_NONE);
    json_write(&b, &j, 0);
    assert_str(sbuf_str(&b), c->want);
    arena_release(&mem);
}

#define KEYS_16                                                                          \
    "\"a\":0,\"b\":0,\"c\":0,\"d\":0,\"e\":0,\"f\":0,\"g\":0,\"h\":0,"                   \
    "\"i\":0,\"j\":0,\"k\":0,\"l\":0,\"m\":0,\"n\":0,\"o\":0,\"p\":0,"

static const struct bad_case {
    const char *name, *text, *place, *msg, *hint; /* hint NULL: none */
    enum err_code code;
} bad_cases[] = {
    // clang-format off
    { "bad: nothing", "", "1:1",
      "expected a value (object, list, text in double quotes, number, true, false or null), "
      "found the end of the text", NULL, ERR_SYNTAX },
    { "bad: word", "\n [ True ]", "2:4",
      "expected a value (object, list, text in double quotes, number, true, false or null), "
      "found \"True\"", NULL, ERR_SYNTAX },
    { "bad: word too long", "nullen", "1:1",
      "expected a value (object, list, text in double quotes, number, true, false or null), "
      "found \"nullen\"", NULL, ERR_SYNTAX },
    { "bad: not a number", "{\"a\": -Infinity}", "1:8",
      "expected a digit, found \"Infinity\"", NULL, ERR_SYNTAX },
    { "bad: single quotes", "{'a': 1}", "1:2",
      "expected a name in double quotes or \"}\", found \"'\"",
      "JSON has texts and names in double quotes.", ERR_SYNTAX },
    { "bad: comment", "{} // leeg", "1:4", "expected nothing after the JSON value, found \"/\"",
      "JSON has no comments.", ERR_SYNTAX },
    { "bad: two documents", "{}\n{}", "2:1",
      "expected nothing after the JSON value, found \"{\"", NULL, ERR_SYNTAX },
    { "bad: no comma", "[\"één\" 2]", "1:8", "expected \",\" or \"]\", found \"2\"", NULL,
      ERR_SYNTAX },
    { "bad: comma at the end of a list", "[1,]", "1:4", "expected a value, found \"]\"",
      "JSON has no comma after the last element.", ERR_SYNTAX },
    { "bad: comma at the end of an object", "{\"a\":1,\n}", "2:1",
      "expected a name in double quotes, found \"}\"",
      "JSON has no comma after the last element.", ERR_SYNTAX },
    { "bad: no name", "{1:2}", "1:2", "expected a name in double quotes or \"}\", found \"1\"",
      NULL, ERR_SYNTAX },
    { "bad: no colon", "{\"a\" 1}", "1:6", "expected \":\" after a name, found \"1\"", NULL,
      ERR_SYNTAX },
    { "bad: list not closed", "{\n \"a\": [1", "2:9",
      "expected \",\" or \"]\", found the end of the text",
      "The list that starts at line 2, column 7 is not closed.", ERR_SYNTAX },
    { "bad: object not closed", "{\"a\": 1\n", "2:1",
      "expected \",\" or \"}\", found the end of the text",
      "The object that starts at line 1, column 1 is not closed.", ERR_SYNTAX },
    { "bad: wrong bracket", "[1}", "1:3", "expected \",\" or \"]\", found \"}\"", NULL,
      ERR_SYNTAX },
    { "bad: text not closed", "[\"abc", "1:2", "text is not closed by a double quote", NULL,
      ERR_SYNTAX },
    { "bad: escaped text not closed", "[\"a\\\"bc", "1:2",
      "text is not closed by a double quote", NULL, ERR_SYNTAX },
    { "bad: line break in a text", "[\"gemeente\nUtrecht\"]", "1:11",
      "text contains the control character U+000A",
      "Write a line break in a text as \\n, or close the text first.", ERR_SYNTAX },
    { "bad: tab after an escape", "[\"\\n\t\"]", "1:5",
      "text contains the control character U+0009", "Write it as \\u0009.", ERR_SYNTAX },
    { "bad: escape", "\"\\x41\"", "1:3",
      "expected one of \"\\/bfnrtu after a backslash, found \"x41\"", NULL, ERR_SYNTAX },
    { "bad: backslash at the end", "\"\\", "1:3",
      "expected one of \"\\/bfnrtu after a backslash, found the end of the text", NULL,
      ERR_SYNTAX },
    { "bad: hexadecimal", "\"\\u00g0\"", "1:6",
      "expected four hexadecimal digits after \"\\u\", found \"g0\"", NULL, ERR_SYNTAX },
    { "bad: NUL", "\"a\\u0000\"", "1:3", "text contains the character NUL (\"\\u0000\")", NULL,
      ERR_VALUE },
    { "bad: high surrogate", "\"\\ud83d!\"", "1:2", "\"\\ud83d\" is half of a surrogate pair",
      NULL, ERR_SYNTAX },
    { "bad: two high surrogates", "\"\\ud83d\\ud83d\"", "1:2",
      "\"\\ud83d\" is half of a surrogate pair", NULL, ERR_SYNTAX },
    { "bad: low surrogate", "\"\\ude00\"", "1:2", "\"\\ude00\" is half of a surrogate pair",
      NULL, ERR_SYNTAX },
    { "bad: leading zero", "[007]", "1:2", "number starts with a zero too many", NULL,
      ERR_SYNTAX },
    { "bad: plus", "[+7]", "1:2",
      "expected a value (object, list, text in double quotes, number, true, false or null), "
      "found \"+7\"", NULL, ERR_SYNTAX },
    { "bad: point at first", ".5", "1:1",
      "expected a value (object, list, text in double quotes, number, true, false or null), "
      "found \".5\"", NULL, ERR_SYNTAX },
    { "bad: point at last", "[5.]", "1:4", "expected a digit, found \"]\"", NULL, ERR_SYNTAX },
    { "bad: no exponent", "1e", "1:3", "expected a digit, found the end of the text", NULL,
      ERR_SYNTAX },
    { "bad: minus alone", "-", "1:2", "expected a digit, found the end of the text", NULL,
      ERR_SYNTAX },
    { "bad: 35 digits", "[12345678901234567890123456789012345]", "1:2",
      "number 12345678901234567890123456789012345 cannot be kept exactly",
      "A number has at most 34 significant digits.", ERR_VALUE },
    { "bad: too small", "1e-6177", "1:1", "number 1e-6177 cannot be kept exactly",
      "A number has at most 34 significant digits.", ERR_VALUE },
    { "bad: too large", "{\"a\":1e6145}", "1:6", "number 1e6145 is too large", NULL,
      ERR_VALUE },
    { "bad: name twice", "{\"soort\":1, \"duur\":2,\n \"soort\":3}", "2:2",
      "object has the name \"soort\" twice", NULL, ERR_VALUE },
    { "bad: name twice in disguise", "{\"a\":1,\"\\u0061\":2}", "1:8",
      "object has the name \"a\" twice", NULL, ERR_VALUE },
    { "bad: seventeenth name twice", "{" KEYS_16 "\"p\":1}", "1:98",
      "object has the name \"p\" twice", NULL, ERR_VALUE },
    { "bad: eighteenth name twice", "{" KEYS_16 "\"q\":0,\"q\":1}", "1:104",
      "object has the name \"q\" twice", NULL, ERR_VALUE },
    { "bad: and in disguise", "{" KEYS_16 "\"q\":0,\"\\u0070\":1}", "1:104",
      "object has the name \"p\" twice", NULL, ERR_VALUE },
    { "bad: control character", "[\x01]", "1:2",
      "expected a value (object, list, text in double quotes, number, true, false or null), "
      "found control character U+0001", NULL, ERR_SYNTAX },
    { "bad: UTF-8", "{\"a\":\"caf\xE9\"}", "1:10", "text is not valid UTF-8 (byte 0xE9)", NULL,
      ERR_SYNTAX },
    { "bad: UTF-8 surrogate", "\"\xED\xA0\x80\"", "1:2", "text is not valid UTF-8 (byte 0xED)",
      NULL, ERR_SYNTAX },
    // clang-format on
};

static void refuses(void **state)
{
    const struct bad_case *c = *state;
    struct arena mem;
    struct json j = { .kind = JSON_BOOL };
    struct err err = { 0 };
    char place[32];
    arena_init(&mem, SIZE_MAX);
    assert_false(json_parse(&mem, str_of(c->text), &j, &err));
    assert_int_equal(j.kind, JSON_BOOL);
    assert_string_equal(err.msg, c->msg);
    snprintf(place, sizeof place, "%d:%d", err.line, err.col);
    assert_string_equal(place, c->place);
    assert_string_equal(err.hint, c->hint ? c->hint : "");
    assert_int_equal(err.code, c->code);
    arena_release(&mem);
}

/* Every prefix of every good text, in room of its own, is read without looking
 * past its end. */
static void stays_inside(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof good_cases / sizeof *good_cases; i++) {
        size_t n = strlen(good_cases[i].text);
        for (size_t cut = 0; cut <= n; cut++) {
            struct arena mem;
            struct json j;
            struct err err = { 0 };
            arena_init(&mem, SIZE_MAX);
            char *room = test_malloc(cut + 1);
            memcpy(room + 1, good_cases[i].text, cut);
            bool ok = json_parse(&mem, (str){ room + 1, cut }, &j, &err);
            assert_int_equal(ok, err.code == ERR_NONE);
            test_free(room);
            arena_release(&mem);
        }
    }
}

static str repeat(struct arena *mem, const char *open, size_t n, const char *close)
{
    struct sbuf b;
    sbuf_init(&b, mem);
    for (size_t i = 0; i < n; i++)
        sbuf_put(&b, str_of(open));
    for (size_t i = 0; close && i < n; i++)
        sbuf_put(&b, str_of(close));
    return sbuf_str(&b);
}

static void has_a_depth(void **state)
{
    (void)state;
    struct arena mem;
    struct json j;
    struct err err = { 0 };
    arena_init(&mem, SIZE_MAX);
    assert_true(json_parse(&mem, repeat(&mem, "[", JSON_DEPTH_MAX, "]"), &j, &err));
    assert_false(json_parse(&mem, repeat(&mem, "[", JSON_DEPTH_MAX + 1, "]"), &j, &err));
    assert_int_equal(err.code, ERR_LIMIT);
    assert_string_equal(err.msg, "JSON text is nested deeper than 200");
    err = (struct err){ 0 };
    assert_false(json_parse(&mem, repeat(&mem, "{\"a\":", 100000, NULL), &j, &err));
    assert_int_equal(err.code, ERR_LIMIT);
    assert_int_equal(err.col, 1001);
    arena_release(&mem);
}

static void has_a_budget(void **state)
{
    (void)state;
    struct arena text, mem;
    struct json j;
    struct err err = { 0 };
    arena_init(&text, SIZE_MAX);
    arena_init(&mem, 100000);
    struct sbuf b;
    sbuf_init(&b, &text);
    sbuf_raw(&b, "[");
    for (int i = 0; i < 100000; i++)
        sbuf_raw(&b, "0,");
    sbuf_raw(&b, "0]");
    assert_false(json_parse(&mem, sbuf_str(&b), &j, &err));
    assert_int_equal(err.code, ERR_LIMIT);
    assert_true(arena_used(&mem) < 200000);
    arena_release(&mem);
    arena_release(&text);
}

/* `n` keys, all different, then the first one again. */
static str many_keys(struct arena *mem, size_t n, bool again)
{
    struct sbuf b;
    sbuf_init(&b, mem);
    sbuf_raw(&b, "{");
    for (size_t i = 0; i < n; i++) {
        if (i)
            sbuf_raw(&b, ",");
        sbuf_printf(&b, "\"key_%zu_%zu\":%zu", i * 7919 % n, i, i);
    }
    if (again)
        sbuf_raw(&b, ",\"key_0_0\":0");
    sbuf_raw(&b, "}");
    return sbuf_str(&b);
}

static void takes_many_keys(void **state)
{
    (void)state;
    static const size_t sizes[] = { 16, 17, 33, 1000, 100000 };
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct arena mem;
        struct json j;
        struct err err = { 0 };
        arena_init(&mem, SIZE_MAX);
        assert_true(json_parse(&mem, many_keys(&mem, sizes[i], false), &j, &err));
        assert_int_equal(j.u.object.n, sizes[i]);
        assert_false(json_parse(&mem, many_keys(&mem, sizes[i], true), &j, &err));
        assert_string_equal(err.msg, "object has the name \"key_0_0\" twice");
        arena_release(&mem);
    }
}

/* Names that our hash puts in one place; a change of it makes this test idle. */
#define COLLIDING                                                                        \
    "\"k120\":0,\"k345\":0,\"k392\":0,\"k492\":0,\"k844\":0,\"k944\":0,\"k991\":0,"      \
    "\"k1085\":0,"                                                                       \
    "\"k1284\":0,\"k1483\":0,\"k1555\":0,\"k1682\":0,\"k1754\":0,\"k1881\":0,\"k1953\":" \
    "0,\"k2085\":0,"                                                                     \
    "\"k2100\":0,\"k2157\":0,\"k2229\":0,\"k2284\":0,\"k2356\":0,\"k2428\":0,\"k2483\":" \
    "0,\"k2555\":0,"                                                                     \
    "\"k2627\":0,\"k2682\":0,\"k2754\":0,\"k2826\":0,\"k2953\":0,\"k3100\":0,\"k4151\":" \
    "0,\"k4350\":0,"                                                                     \
    "\"k4479\":0,\"k4678\":0,\"k4877\":0,\"k4949\":0,\"k5024\":0,\"k5151\":0,\"k5223\":" \
    "0,\"k5350\":0,"

static void takes_colliding_keys(void **state)
{
    (void)state;
    struct arena mem;
    struct json j;
    struct err err = { 0 };
    arena_init(&mem, SIZE_MAX);
    assert_true(json_parse(&mem, STR("{" COLLIDING "\"x\":0}"), &j, &err));
    assert_int_equal(j.u.object.n, 41);
    assert_false(json_parse(&mem, STR("{" COLLIDING "\"k0\":0,\"k0\":0}"), &j, &err));
    assert_string_equal(err.msg, "object has the name \"k0\" twice");
    assert_int_equal(err.col, 402);
    arena_release(&mem);
}

static void finds_members(void **state)
{
    (void)state;
    struct arena mem;
    struct json j;
    struct err err = { 0 };
    arena_init(&mem, SIZE_MAX);
    str text = STR("{\"a\":1,\n \"b\":\"twee\",\"c\":[3, 4]}");
    assert_true(json_parse(&mem, text, &j, &err));
    const struct json *b = json_find(&j, "b"), *c = json_find_str(&j, STR("c"));
    assert_non_null(b);
    assert_str(b->u.s, "twee");
    assert_ptr_equal(b->u.s.at, text.at + 14); /* a view */
    assert_int_equal(b->pos, 13);
    assert_non_null(c);
    assert_int_equal(c->u.list.n, 2);
    assert_null(json_find(&j, "d"));
    assert_null(json_find(c, "a"));
    int line, col;
    text_place(text, c->u.list.at[1].pos, &line, &col);
    assert_int_equal(line, 2);
    assert_int_equal(col, 21);
    text_place(text, 9999, &line, &col);
    assert_int_equal(col, 24);
    arena_release(&mem);
}

static void writes_lines(void **state)
{
    (void)state;
    struct arena mem;
    struct sbuf b;
    struct json j;
    struct err err = { 0 };
    arena_init(&mem, SIZE_MAX);
    sbuf_init(&b, &mem);
    assert_true(
        json_parse(&mem, STR("{\"a\":[1,{}],\"b\":[],\"c\":{\"d\":null}}"), &j, &err));
    json_write(&b, &j, 2);
    assert_str(sbuf_str(&b), "{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": [],\n"
                             "  \"c\": {\n    \"d\": null\n  }\n}");
    arena_release(&mem);
}

static void names_kinds(void **state)
{
    (void)state;
    assert_string_equal(json_kind_name(JSON_OBJECT), "an object");
    assert_string_equal(json_kind_name(JSON_NULL), "null");
}

int main(void)
{
    static struct suite s;
    suite_rows(&s, reads, good_cases);
    suite_rows(&s, refuses, bad_cases);
    suite_add(&s, "stays inside its text", stays_inside, NULL);
    suite_add(&s, "has a depth", has_a_depth, NULL);
    suite_add(&s, "has a budget", has_a_budget, NULL);
    suite_add(&s, "takes many keys", takes_many_keys, NULL);
    suite_add(&s, "takes colliding keys", takes_colliding_keys, NULL);
    suite_add(&s, "finds members", finds_members, NULL);
    suite_add(&s, "writes lines", writes_lines, NULL);
    suite_add(&s, "names kinds", names_kinds, NULL);
    return suite_run("json", &s);
}
