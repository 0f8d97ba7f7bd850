#include "base/err.h"

#include "unit.h"

static const struct format_case {
    const char *name;
    struct err err;
    const char *want;
} format_cases[] = {
    // clang-format off
    { "only a message", { .code = ERR_VALUE, .msg = "no result" }, "no result" },
    { "place in a file",
      { .code = ERR_SYNTAX, .file = "wmo.dmn", .line = 3, .col = 9, .msg = "expected \")\"" },
      "wmo.dmn:3:9: expected \")\"" },
    { "line without column", { .code = ERR_SYNTAX, .file = "wmo.dmn", .line = 3, .msg = "x" },
      "wmo.dmn:3: x" },
    { "line without file", { .code = ERR_SYNTAX, .line = 3, .col = 1, .msg = "x" }, "3:1: x" },
    { "place in the model and hint",
      { .code = ERR_RULE, .file = "wmo.dmn", .place = "decision \"uren\"", .msg = "no rule matched",
        .hint = "Add a rule or a default." },
      "wmo.dmn: decision \"uren\": no rule matched\n  Add a rule or a default." },
    // clang-format on
};

static void formats(void **state)
{
    const struct format_case *c = *state;
    struct arena mem;
    arena_init(&mem, 1u << 20);
    assert_str(err_format(&mem, &c->err), c->want);
    arena_release(&mem);
}

static void keeps_the_first(void **state)
{
    (void)state;
    struct err e = { 0 };
    assert_false(err_set(&e, ERR_TYPE, "operand \"%s\" is a %s", "a", "string"));
    assert_false(err_set(&e, ERR_LIMIT, "second"));
    assert_int_equal(e.code, ERR_TYPE);
    assert_string_equal(e.msg, "operand \"a\" is a string");

    err_hint(&e, "Use number(%s).", "a");
    err_hint(&e, "second");
    err_place(&e, "decision \"%s\"", "uren");
    err_place(&e, "second");
    err_at(&e, STR("wmo.dmn"), 4, 2);
    err_at(&e, STR("other.dmn"), 9, 9);
    assert_string_equal(e.hint, "Use number(a).");
    assert_string_equal(e.place, "decision \"uren\"");
    assert_string_equal(e.file, "wmo.dmn");
    assert_int_equal(e.line, 4);
    assert_int_equal(e.col, 2);
}

static void needs_a_failure(void **state)
{
    (void)state;
    struct err e = { 0 };
    err_hint(&e, "hint");
    err_place(&e, "place");
    err_at(&e, STR("file"), 1, 1);
    assert_string_equal(e.hint, "");
    assert_string_equal(e.place, "");
    assert_string_equal(e.file, "");
    assert_int_equal(e.line, 0);
    assert_false(err_set(NULL, ERR_TYPE, "nobody listens"));
}

/* `n` ASCII characters and then euro signs of three bytes: is the cut clean? */
static void cuts_at_a_code_point(void **state)
{
    (void)state;
    for (size_t n = 0; n < 4; n++) {
        struct err e = { 0 };
        char text[400] = "aaaa";
        for (size_t i = n; i + 3 < sizeof text; i += 3)
            memcpy(text + i, "€", 4);
        err_set(&e, ERR_NAME, "%s", text);
        size_t length = strlen(e.msg);
        assert_in_range(length, sizeof e.msg - 6, sizeof e.msg - 1);
        assert_string_equal(e.msg + length - 3, "...");
        assert_int_equal((length - 3 - n) % 3, 0);

        err_at(&e, str_of(text), 1, 1);
        length = strlen(e.file);
        assert_string_equal(e.file + length - 3, "...");
        assert_int_equal((length - 3 - n) % 3, 0);
    }
}

static void has_a_word_for_each_code(void **state)
{
    (void)state;
    for (enum err_code code = ERR_NONE; code < ERR_CODE_COUNT; code++)
        assert_non_null(err_word(code));
    assert_string_equal(err_word(ERR_LIMIT), "limit");
}

static void lists_findings(void **state)
{
    (void)state;
    struct arena mem;
    struct findings f;
    arena_init(&mem, 1u << 20);
    findings_init(&f, &mem);
    assert_null(f.first);
    struct err *e = findings_add(&f, SEVERITY_WARNING, ERR_MODEL,
                                 "rule %d can never fire", 3);
    err_at(e, STR("wmo.dmn"), 7, 1);
    for (int i = 0; i < FINDINGS_MAX + 5; i++)
        assert_non_null(findings_add(&f, SEVERITY_ERROR, ERR_NAME, "name %d", i));
    assert_int_equal(f.n, FINDINGS_MAX);
    assert_int_equal(f.dropped, 6);
    assert_int_equal(f.errors, FINDINGS_MAX + 5);

    unsigned n = 0;
    const struct finding *last = NULL;
    for (const struct finding *one = f.first; one; one = one->next, n++)
        last = one;
    assert_int_equal(n, FINDINGS_MAX);
    assert_string_equal(f.first->err.msg, "rule 3 can never fire");
    assert_int_equal(f.first->err.line, 7);
    assert_string_equal(last->err.msg, "name 48");
    arena_release(&mem);
}

/* A flood of warnings neither takes memory without end nor hides an error. */
static void errors_push_warnings_out(void **state)
{
    (void)state;
    struct arena mem;
    struct findings f;
    unsigned errors = 0, n = 0;
    arena_init(&mem, 1u << 20);
    findings_init(&f, &mem);
    for (int i = 0; i < 100000; i++)
        findings_add(&f, SEVERITY_WARNING, ERR_NAME, "warning %d", i);
    struct err *e = findings_add(&f, SEVERITY_ERROR, ERR_TYPE, "it is wrong");
    err_hint(e, "Repair it.");
    assert_false(mem.over);
    for (const struct finding *one = f.first; one; one = one->next, n++)
        if (one->severity == SEVERITY_ERROR) {
            errors++;
            assert_string_equal(one->err.msg, "it is wrong");
            assert_string_equal(one->err.hint, "Repair it.");
        }
    assert_int_equal(errors, 1);
    assert_int_equal(n, FINDINGS_MAX);
    assert_int_equal(f.dropped, 100001 - FINDINGS_MAX);
    arena_release(&mem);
}

int main(void)
{
    static struct suite s;
    suite_rows(&s, formats, format_cases);
    suite_add(&s, "the first failure is kept", keeps_the_first, NULL);
    suite_add(&s, "without failure nothing is added", needs_a_failure, NULL);
    suite_add(&s, "long text is cut at a code point", cuts_at_a_code_point, NULL);
    suite_add(&s, "every code has a word", has_a_word_for_each_code, NULL);
    suite_add(&s, "findings are counted and kept in order", lists_findings, NULL);
    suite_add(&s, "errors push warnings out", errors_push_warnings_out, NULL);
    return suite_run("err", &s);
}
