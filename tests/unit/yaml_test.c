#include "policy/yaml.h"

#include "base/sbuf.h"

#include "unit.h"

static const struct fault_case {
    const char *name, *text, *message;
    int line, col;
} faults[] = {
    // clang-format off
    { "a key twice",        "a: 1\nb: 2\na: 3\n", "key \"a\" stands here twice", 3, 1 },
    { "an alias",           "a: &x 1\nb: *x\n",   "tags (\"!\"), anchors (\"&\") and aliases (\"*\") are not allowed here", 1, 4 },
    { "a tag",              "a: !!int 1\n",       "tags (\"!\"), anchors (\"&\") and aliases (\"*\") are not allowed here", 1, 4 },
    { "a map as key",       "{a: 1}: 2\n",        "a key must be a plain text", 1, 1 },
    { "two documents",      "a: 1\n---\nb: 2\n",  "a second document is not allowed", 2, 1 },
    { "a tab as indent",    "a:\n\tb: 1\n",       "found character that cannot start any token", 2, 1 },
    { "an open quote",      "a: \"x\n",           "found unexpected end of stream", 2, 1 },
    { "a list not closed",  "a: [1, 2\n",         "did not find expected ',' or ']'", 2, 1 },
    { "no UTF-8",           "a: \xff\n",          "this file is not UTF-8", 1, 1 },
    { "nested too deeply",  "[[[[[[[[[[[[[[[[[[[[[1", "this is nested too deeply", 1, 21 },
    // clang-format on
};

static void refuses(void **state)
{
    const struct fault_case *c = *state;
    struct arena mem;
    struct err err = { 0 };
    struct yaml_tree y = { .line = -1 };
    arena_init(&mem, 1 << 20);
    assert_false(yaml_read(&mem, STR("x.yaml"), str_of(c->text), &y, &err));
    assert_string_equal(err.msg, c->message);
    assert_string_equal(err.file, "x.yaml");
    assert_int_equal(err.line, c->line);
    assert_int_equal(err.col, c->col);
    assert_int_equal(y.line, -1);
    arena_release(&mem);
}

/* Written back with its kinds visible: texts in quotes, null as `-`. */
static void show(struct sbuf *b, const struct yaml_tree *y)
{
    const char *open = y->kind == YAML_TREE_LIST ? "[" : "{";
    const char *close = y->kind == YAML_TREE_LIST ? "]" : "}";
    if (y->kind == YAML_TREE_TEXT) {
        if (yaml_is_null(y))
            sbuf_raw(b, "-");
        else
            sbuf_json(b, y->u.text);
        return;
    }
    sbuf_put(b, str_of(open));
    for (size_t i = 0; i < y->n; i++) {
        if (i)
            sbuf_raw(b, ", ");
        if (y->kind == YAML_TREE_MAP) {
            sbuf_put(b, y->u.member[i].key);
            sbuf_raw(b, ": ");
        }
        show(b, y->kind == YAML_TREE_MAP ? &y->u.member[i].value : &y->u.item[i]);
    }
    sbuf_put(b, str_of(close));
}

static const struct read_case {
    const char *name, *text, *want;
} reads[] = {
    // clang-format off
    { "nothing is guessed",  "a: no\nb: 1e3\nc: 2020-01-01\nd: 0x10\n", "{a: \"no\", b: \"1e3\", c: \"2020-01-01\", d: \"0x10\"}" },
    { "null in three forms", "a:\nb: null\nc: ~\n",      "{a: -, b: -, c: -}" },
    { "quoted is a text",    "a: ''\nb: \"null\"\nc: '~'\n", "{a: \"\", b: \"null\", c: \"~\"}" },
    { "lists and maps",      "a:\n  - x\n  - b: 1\n",    "{a: [\"x\", {b: \"1\"}]}" },
    { "flow style",          "{a: [1, 2], b: {}, c: []}", "{a: [\"1\", \"2\"], b: {}, c: []}" },
    { "an empty file",       "",                         "{}" },
    { "only a remark",       "# niets\n",                "{}" },
    { "a folded text",       "a: >-\n  een\n  twee\n",   "{a: \"een twee\"}" },
    { "accents",             "naam: cliënt\n",           "{naam: \"cliënt\"}" },
    // clang-format on
};

static void reads_back(void **state)
{
    const struct read_case *c = *state;
    struct arena mem;
    struct err err = { 0 };
    struct yaml_tree y;
    struct sbuf b;
    arena_init(&mem, 1 << 20);
    sbuf_init(&b, &mem);
    assert_true(yaml_read(&mem, STR("x.yaml"), str_of(c->text), &y, &err));
    show(&b, &y);
    assert_str(sbuf_str(&b), c->want);
    arena_release(&mem);
}

static void keeps_places(void **state)
{
    (void)state;
    struct arena mem;
    struct err err = { 0 };
    struct yaml_tree y;
    arena_init(&mem, 1 << 20);
    assert_true(yaml_read(&mem, STR("x"), STR("a: 1\nlang:\n  - x\n  -  y\n"), &y, &err));
    const struct yaml_tree *list = yaml_part(&y, "lang");
    assert_non_null(list);
    assert_int_equal(yaml_find(&y, STR("lang"))->line, 2);
    assert_int_equal(list->u.item[1].line, 4);
    assert_int_equal(list->u.item[1].col, 6);
    assert_null(yaml_part(&y, "a"));
    assert_null(yaml_find(&y, STR("b")));
    assert_str(yaml_text(&y, "a"), "1");
    arena_release(&mem);
}

static const struct yaml_field fields[] = {
    { "naam", YAML_TREE_TEXT, .required = true },
    { "bronnen", YAML_TREE_LIST, .required = false },
    { 0 },
};

static const struct check_case {
    const char *name, *text, *message, *hint;
} checks[] = {
    // clang-format off
    { "a misspelt name",    "naam: x\nbronen: []\n", "\"bronen\" is not a part of a test", "Did you mean \"bronnen\"?" },
    { "a required one",     "bronnen: []\n",         "\"naam\" of a test is missing", "" },
    { "required but empty", "naam:\n",               "\"naam\" of a test is missing", "" },
    { "another form",       "naam: x\nbronnen: y\n", "\"bronnen\" of a test must be a list, not a text", "" },
    { "no map at all",      "- naam\n",              "a test must be a map", "" },
    { "as it should be",    "naam: x\nbronnen:\n",   NULL, NULL },
    // clang-format on
};

static void checks_fields(void **state)
{
    const struct check_case *c = *state;
    struct arena mem;
    struct err err = { 0 };
    struct findings findings;
    struct yaml_tree y;
    arena_init(&mem, 1 << 20);
    findings_init(&findings, &mem);
    assert_true(yaml_read(&mem, STR("x.yaml"), str_of(c->text), &y, &err));
    assert_int_equal(yaml_check(&y, STR("x.yaml"), "a test", fields, &findings),
                     !c->message);
    assert_int_equal(findings.n, c->message ? 1 : 0);
    if (c->message) {
        assert_string_equal(findings.first->err.msg, c->message);
        assert_string_equal(findings.first->err.hint, c->hint);
    }
    arena_release(&mem);
}

static void many_keys_are_refused(void **state)
{
    (void)state;
    struct arena mem;
    struct sbuf b;
    struct err err = { 0 };
    struct yaml_tree y;
    arena_init(&mem, 64 << 20);
    sbuf_init(&b, &mem);
    for (int i = 0; i < YAML_TREE_MEMBERS_MAX + 2; i++)
        sbuf_printf(&b, "k%d: 1\n", i);
    assert_false(yaml_read(&mem, STR("x"), sbuf_str(&b), &y, &err));
    assert_int_equal(err.code, ERR_LIMIT);
    arena_release(&mem);
}

int main(void)
{
    static struct suite s;
    suite_rows(&s, refuses, faults);
    suite_rows(&s, reads_back, reads);
    suite_rows(&s, checks_fields, checks);
    suite_add(&s, "keeps places", keeps_places, NULL);
    suite_add(&s, "many keys are refused", many_keys_are_refused, NULL);
    return suite_run("yaml", &s);
}
