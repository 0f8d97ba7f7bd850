#include "dmn/xml.h"

#include "base/sbuf.h"
#include "unit.h"

#define BYTES(lit)                                                                       \
    {                                                                                    \
        "" lit, sizeof(lit) - 1                                                          \
    }

static void dump(struct sbuf *b, const struct xml_node *n);

static void dump_element(struct sbuf *b, const struct xml_node *n)
{
    sbuf_put(b, n->name->local);
    sbuf_printf(b, "@%d:%d", n->line, n->col);
    if (n->name->uri.n) {
        sbuf_raw(b, "<");
        sbuf_put(b, n->name->uri);
        sbuf_raw(b, ">");
    }
    for (size_t i = 0; i < n->n_attr; i++) {
        const struct xml_attr *a = &n->u.e.attr[i];
        sbuf_raw(b, "{");
        sbuf_put(b, a->name->prefix);
        sbuf_raw(b, ":");
        sbuf_put(b, a->name->local);
        sbuf_raw(b, "=");
        sbuf_put(b, a->value);
        sbuf_raw(b, "}");
    }
    if (n->u.e.child) {
        sbuf_raw(b, "[");
        dump(b, n->u.e.child);
        sbuf_raw(b, "]");
    }
}

/* name@line:col{attributes}[children]; texts in quotes, with ! a comment, C CDATA. */
static void dump(struct sbuf *b, const struct xml_node *n)
{
    for (; n; n = n->next) {
        if (n->kind == XML_ELEMENT) {
            dump_element(b, n);
        } else {
            sbuf_put(b, str_of(n->kind == XML_COMMENT ? "!" : n->cdata ? "C" : ""));
            sbuf_raw(b, "'");
            sbuf_put(b, n->u.text);
            sbuf_printf(b, "'@%d:%d", n->line, n->col);
        }
        if (n->next)
            sbuf_raw(b, " ");
    }
}

static const struct good_case {
    const char *name;
    str bytes;
    const char *want;
} good_cases[] = {
    { "good: one element", BYTES("<a/>"), "a@1:1" },
    { "good: byte order mark", BYTES("\xEF\xBB\xBF<a/>"), "a@1:1" },
    { "good: places", BYTES("<?xml version=\"1.0\"?>\n<a>\n  <b\n    x='1'/><c/>\n</a>"),
      "a@2:1[b@3:3{:x=1} c@4:12]" },
    { "good: columns count characters", BYTES("<a é='ü'><b/>é<c/></a>"),
      "a@1:1{:é=ü}[b@1:10 'é'@1:14 c@1:15]" },
    { "good: white space between elements is dropped", BYTES("<a>\n <b/>\n <c/>\n</a>"),
      "a@1:1[b@2:2 c@3:2]" },
    { "good: white space alone is kept", BYTES("<a> </a>"), "a@1:1[' '@1:4]" },
    { "good: mixed text is kept", BYTES("<a>x <b/> y <c/> </a>"),
      "a@1:1['x '@1:4 b@1:6 ' y '@1:10 c@1:13 ' '@1:17]" },
    { "good: xml:space", BYTES("<a xml:space='preserve'> <b/></a>"),
      "a@1:1{xml:space=preserve}[' '@1:25 b@1:26]" },
    { "good: entities and references", BYTES("<a x='&lt;&#10;&amp;'>&gt;&#x20AC;</a>"),
      "a@1:1{:x=<\n&}['>€'@1:23]" },
    { "good: CDATA", BYTES("<a><![CDATA[x < 3]]></a>"), "a@1:1[C'x < 3'@1:13]" },
    { "good: CDATA after white space", BYTES("<a>\n<![CDATA[x]]>\n</a>"),
      "a@1:1[C'\nx\n'@1:4]" },
    { "good: CDATA and text", BYTES("<a>x<![CDATA[y]]></a>"), "a@1:1['xy'@1:4]" },
    { "good: comments", BYTES("<!--p--><a>x<!-- c\nd -->y</a><!--e-->"),
      "!'p'@1:0 a@1:9['x'@1:12 !' c\nd '@1:0 'y'@2:6] !'e'@2:0" },
    { "good: namespaces", BYTES("<p:a xmlns:p='urn:p' xmlns='urn:d' p:x='1'><b/></p:a>"),
      "a@1:1<urn:p>{xmlns:p=urn:p}{xmlns:=urn:d}{p:x=1}[b@1:44<urn:d>]" },
    { "good: ampersands", BYTES("<a xmlns='u?a=1&amp;b' x='&amp;#38;&#38;&#x26;amp;'/>"),
      "a@1:1<u?a=1&b>{xmlns:=u?a=1&b}{:x=&#38;&&amp;}" },
    { "good: Latin-1", BYTES("<?xml version='1.0' encoding='ISO-8859-1'?><a>\xE9</a>"),
      "a@1:44['é'@1:47]" },
    { "good: UTF-16, little", BYTES("\xFF\xFE<\0a\0>\0=\xD8\0\xDE<\0/\0a\0>\0"),
      "a@1:1['😀'@1:4]" },
    { "good: UTF-16, big, no mark", BYTES("\0<\0a\0/\0>"), "a@1:1" },
    { "good: windows line ends", BYTES("<a>x\r\n<b/></a>"), "a@1:1['x\n'@1:4 b@2:1]" },
};

static void reads(void **state)
{
    const struct good_case *c = *state;
    struct arena mem;
    struct sbuf b;
    struct xml_doc doc;
    struct err err = { 0 };
    arena_init(&mem, SIZE_MAX);
    sbuf_init(&b, &mem);
    if (!xml_parse(&mem, STR("t.xml"), c->bytes, &doc, &err))
        fail_msg("%s", err.msg);
    dump(&b, doc.first);
    assert_str(sbuf_str(&b), c->want);
    arena_release(&mem);
}

static const struct bad_case {
    const char *name;
    str bytes;
    const char *want;
} bad_cases[] = {
    // clang-format off
    { "bad: nothing", BYTES(""), "t.xml:1:1: this is not XML: the file is empty" },
    { "bad: only space", BYTES(" \n"), "t.xml:2:1: this is not XML: no element found" },
    { "bad: text", BYTES("hello"), "t.xml:1:1: this is not XML: no element found" },
    { "bad: not closed", BYTES("<a>\n<b>"), "t.xml:2:4: the file ends before element \"b\" is closed" },
    { "bad: closed by another", BYTES("<a>\n<b>\n</c></a>"),
      "t.xml:3:5: element \"b\" of line 2 is closed by \"/c\"" },
    { "bad: attribute twice", BYTES("<a x='1' x='2'/>"), "t.xml:1:15: attribute \"x\" is given twice" },
    { "bad: prefix", BYTES("<q:a/>"), "t.xml:1:5: the prefix \"q\" is not declared" },
    { "bad: two roots", BYTES("<a/><b/>"), "t.xml:1:5: there is something after the end of the document" },
    { "bad: entity", BYTES("<a>&foo;</a>"),
      "t.xml:1:9: the entity \"&foo;\" does not exist\n"
      "  Only &lt; &gt; &amp; &quot; &apos; and &#number; are known." },
    { "bad: bomb", BYTES("<!DOCTYPE a [<!ENTITY x \"y\"><!ENTITY z \"&x;&x;\">]><a>&z;</a>"),
      "t.xml:1:13: a document type (DOCTYPE) is not allowed\n"
      "  Remove the DOCTYPE and the entities it declares." },
    { "bad: external", BYTES("<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>"),
      "t.xml:1:40: a document type (DOCTYPE) is not allowed\n"
      "  Remove the DOCTYPE and the entities it declares." },
    { "bad: UTF-8", BYTES("<a>\n  caf\xE9</a>"),
      "t.xml:2:6: the file holds bytes that are not UTF-8\n"
      "  Save the file as UTF-8, or name its encoding in the XML declaration." },
    { "bad: encoding", BYTES("<?xml version='1.0' encoding='windows-1252'?><a/>"),
      "t.xml:1:1: the encoding \"windows-1252\" is not supported\n  Save the file as UTF-8." },
    { "bad: UTF-32", BYTES("<\0\0\0a\0\0\0/\0\0\0>\0\0\0"),
      "t.xml:1:1: the encoding \"UTF-32\" is not supported\n  Save the file as UTF-8." },
    { "bad: UTF-16", BYTES("\xFF\xFE<\0a\0>\0\x00\xD8"),
      "t.xml:1:1: the file starts as UTF-16 but is not well-formed UTF-16" },
    { "bad: UTF-16, odd", BYTES("\xFF\xFE<\0a"),
      "t.xml:1:1: the file starts as UTF-16 but is not well-formed UTF-16" },
    { "bad: NUL", BYTES("<a>\0</a>"), "t.xml:1:4: the file holds a NUL character" },
    { "bad: < in attribute", BYTES("<a b='<x'/>"),
      "t.xml:1:7: this is not well-formed XML: unescaped '<' not allowed in attributes values" },
    // clang-format on
};

static void refuses(void **state)
{
    const struct bad_case *c = *state;
    struct arena mem;
    struct xml_doc doc;
    struct err err = { 0 };
    arena_init(&mem, SIZE_MAX);
    assert_false(xml_parse(&mem, STR("t.xml"), c->bytes, &doc, &err));
    assert_str(err_format(&mem, &err), c->want);
    arena_release(&mem);
}

/* Documents that are too much of something: `head`, `n` times `part`, `tail`. */
static const struct limit_case {
    const char *name, *head, *part, *tail;
    int n;
    const char *want;
} limit_cases[] = {
    // clang-format off
    { "limit: nesting", "", "<a>", "", 100000, "the document has more than 200 levels of nesting" },
    { "limit: deep enough", "", "<a>", "", XML_DEPTH_MAX, "the file ends before element \"a\" is closed" },
    { "limit: attributes", "<a ", "b%d='' ", "/>", 100000, "a tag has more than 256 attributes" },
    { "limit: attributes after a fault", "<a><!-- \x01 <x ", "b%d='' ", "/>", 100000,
      "a tag has more than 256 attributes" },
    { "limit: namespaces", "<a>", "<b xmlns:n%d='u'>", "", XML_DEPTH_MAX - 1,
      "the file ends before element \"b\" is closed" },
    { "limit: names", "<a>", "<n%d/>", "</a>", 50000, "the document has more than 16384 different names" },
    { "limit: nodes", "<a>", "<b/>", "</a>", XML_NODES_MAX + 1,
      "the document has more than 2000000 elements and texts" },
    { "limit: memory", "<a>", "<b>0123456789</b>", "</a>", 200000,
      "the document has more than 16 MB of content" },
    // clang-format on
};

static void stops(void **state)
{
    const struct limit_case *c = *state;
    struct arena mem, text;
    struct sbuf b;
    struct xml_doc doc;
    struct err err = { 0 };
    arena_init(&text, SIZE_MAX);
    arena_init(&mem, strstr(c->name, "memory") ? 16 << 20 : SIZE_MAX);
    sbuf_init(&b, &text);
    sbuf_put(&b, str_of(c->head));
    const char *mark = strstr(c->part, "%d");
    for (int i = 0; i < c->n; i++) {
        if (!mark) {
            sbuf_put(&b, str_of(c->part));
            continue;
        }
        sbuf_put(&b, (str){ c->part, (size_t)(mark - c->part) });
        sbuf_int(&b, i);
        sbuf_put(&b, str_of(mark + 2));
    }
    sbuf_put(&b, str_of(c->tail));
    assert_false(xml_parse(&mem, STR("t.xml"), sbuf_str(&b), &doc, &err));
    assert_string_equal(err.msg, c->want);
    arena_release(&mem);
    arena_release(&text);
}

static void finds(void **state)
{
    struct arena mem;
    struct xml_doc doc;
    struct err err = { 0 };
    (void)state;
    arena_init(&mem, SIZE_MAX);
    assert_true(xml_parse(&mem, STR("t"),
                          STR("<a x='1' xmlns:n='urn:n' n:x='2'>p<b/><!--c-->q<c/></a>"),
                          &doc, &err));
    assert_str(xml_get_attr(doc.root, "x"), "1");
    assert_str(xml_find_attr(doc.root, "urn:n", "x")->value, "2");
    assert_null(xml_find_attr(doc.root, NULL, "n"));
    assert_str(xml_get_attr(doc.root, "y"), "");
    assert_str(xml_first(doc.root)->name->local, "b");
    assert_str(xml_next(xml_first(doc.root))->name->local, "c");
    assert_null(xml_next(xml_next(xml_first(doc.root))));
    assert_str(xml_text(&mem, doc.root), "pq");
    assert_null(xml_text_node(xml_first(doc.root)));
    assert_true(xml_is(doc.root, "", "a"));
    assert_false(xml_is(doc.root, "urn:n", "a"));
    arena_release(&mem);
}

int main(void)
{
    static struct suite s;
    suite_rows(&s, reads, good_cases);
    suite_rows(&s, refuses, bad_cases);
    suite_rows(&s, stops, limit_cases);
    suite_add(&s, "find: attributes, children, text", finds, NULL);
    return suite_run("xml", &s);
}
