#include "base/sbuf.h"

#include "unit.h"

/* An initialiser: STR itself is no constant. */
#define TEXT(lit)                                                                        \
    {                                                                                    \
        "" lit, sizeof(lit) - 1                                                          \
    }

enum verb { PUT, JSON, XML, ATTR };

static const struct escape_case {
    const char *name;
    enum verb verb;
    str text;
    const char *want;
} escape_cases[] = {
    // clang-format off
    { "plain text stays",             PUT,  TEXT("a<b>\"&\n"),      "a<b>\"&\n" },
    { "json quotes",                  JSON, TEXT("zeg \"ja\" \\"),  "\"zeg \\\"ja\\\" \\\\\"" },
    { "json white space",             JSON, TEXT("a\nb\tc\rd"),     "\"a\\nb\\tc\\rd\"" },
    { "json control characters",      JSON, TEXT("\x01\x1f"),       "\"\\u0001\\u001f\"" },
    { "json NUL",                     JSON, TEXT("a\0b"),           "\"a\\u0000b\"" },
    { "json keeps letters",           JSON, TEXT("één €"),          "\"één €\"" },
    { "json of nothing",              JSON, { NULL, 0 },           "\"\"" },
    { "xml text",                     XML,  TEXT("a<b>&\"c\"\n"),   "a&lt;b&gt;&amp;\"c\"\n" },
    { "xml keeps a carriage return",  XML,  TEXT("a\r\n"),          "a&#13;\n" },
    { "attribute quotes",             ATTR, TEXT("<\"&\">"),        "&lt;&quot;&amp;&quot;&gt;" },
    { "attribute white space",        ATTR, TEXT("a\tb\nc\r"),      "a&#9;b&#10;c&#13;" },
    { "attribute of nothing",         ATTR, { NULL, 0 },           "" },
    // clang-format on
};

static void put(struct sbuf *b, enum verb verb, str text)
{
    switch (verb) {
    case PUT:
        sbuf_put(b, text);
        break;
    case JSON:
        sbuf_json(b, text);
        break;
    case XML:
        sbuf_xml(b, text);
        break;
    case ATTR:
        sbuf_attr(b, text);
        break;
    }
}

static void escapes(void **state)
{
    const struct escape_case *c = *state;
    struct arena mem;
    struct sbuf b;
    arena_init(&mem, 1u << 20);
    sbuf_init(&b, &mem);
    put(&b, c->verb, c->text);
    assert_str(sbuf_str(&b), c->want);
    arena_release(&mem);
}

static const struct int_case {
    const char *name;
    int64_t i;
    const char *want;
} int_cases[] = {
    // clang-format off
    { "zero",     0,         "0" },
    { "negative", -42,       "-42" },
    { "largest",  INT64_MAX, "9223372036854775807" },
    { "smallest", INT64_MIN, "-9223372036854775808" },
    // clang-format on
};

static void writes_integers(void **state)
{
    const struct int_case *c = *state;
    struct arena mem;
    struct sbuf b;
    arena_init(&mem, 1u << 20);
    sbuf_init(&b, &mem);
    sbuf_int(&b, c->i);
    assert_str(sbuf_str(&b), c->want);
    arena_release(&mem);
}

static void starts_empty(void **state)
{
    (void)state;
    struct arena mem;
    struct sbuf b;
    arena_init(&mem, 1u << 20);
    sbuf_init(&b, &mem);
    assert_str(sbuf_str(&b), "");
    sbuf_put(&b, (str){ 0 });
    assert_str(sbuf_str(&b), "");
    arena_release(&mem);
}

static void grows(void **state)
{
    (void)state;
    struct arena mem;
    struct sbuf b;
    arena_init(&mem, 1u << 30);
    sbuf_init(&b, &mem);
    for (int i = 0; i < 10000; i++) {
        sbuf_raw(&b, "abc");
        sbuf_char(&b, ';');
    }
    assert_int_equal(sbuf_str(&b).n, 40000);
    for (size_t i = 0; i < 40000; i++)
        assert_int_equal(sbuf_str(&b).at[i], "abc;"[i % 4]);
    arena_release(&mem);
}

/* JSON text is looked at in words: a character that needs an escape is found at every
 * place of texts of every length, and no other is taken for one. */
static void escapes_everywhere(void **state)
{
    static const char *const special[] = { "\"\\\"",      "\\\\\\", "\x01\\u0001",
                                           "\x1f\\u001f", " ",      "!",
                                           "\x7f",        "\xc3" };
    (void)state;
    struct arena mem;
    arena_init(&mem, 1u << 30);
    for (size_t k = 0; k < sizeof special / sizeof *special; k++)
        for (size_t n = 1; n <= 40; n++)
            for (size_t at = 0; at < n; at++) {
                struct sbuf b, want;
                char text[40];
                memset(text, 'a', sizeof text);
                text[at] = special[k][0];
                sbuf_init(&b, &mem);
                sbuf_json(&b, (str){ text, n });
                sbuf_init(&want, &mem);
                sbuf_raw(&want, "\"");
                sbuf_add(&want, text, at);
                sbuf_put(&want, str_of(special[k] + (special[k][1] != '\0')));
                sbuf_add(&want, text + at + 1, n - at - 1);
                sbuf_raw(&want, "\"");
                assert_true(str_eq(sbuf_str(&b), sbuf_str(&want)));
            }
    arena_release(&mem);
}

static void formats(void **state)
{
    (void)state;
    struct arena mem;
    struct sbuf b;
    arena_init(&mem, 1u << 20);
    sbuf_init(&b, &mem);
    sbuf_printf(&b, "%d %s", 125, "minuten");
    sbuf_pad(&b, 3);
    sbuf_raw(&b, "|");
    assert_str(sbuf_str(&b), "125 minuten   |");
    sbuf_printf(&b, "%0*d", 1000, 0); /* more than fits in its own buffer */
    assert_int_equal(sbuf_str(&b).n, 1015);
    assert_int_equal(sbuf_str(&b).at[1014], '0');
    arena_release(&mem);
}

int main(void)
{
    static struct suite s;
    suite_rows(&s, escapes, escape_cases);
    suite_rows(&s, writes_integers, int_cases);
    suite_add(&s, "an empty buffer is empty text", starts_empty, NULL);
    suite_add(&s, "a buffer grows", grows, NULL);
    suite_add(&s, "JSON escapes at every place", escapes_everywhere, NULL);
    suite_add(&s, "formatted text", formats, NULL);
    return suite_run("sbuf", &s);
}
