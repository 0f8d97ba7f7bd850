#include "dmn/xml.h"

#include <limits.h>

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>

#include "base/sbuf.h"
#include "dmn/xml_decode.h"

enum {
    NAME_BUCKETS = 1024,
    SCOPE_MAX = 1024, /* namespace declarations in force at once */
};

/* libxml2 interns names, so while it parses a name is known by its pointers. */
struct name_slot {
    struct name_slot *next;
    const xmlChar *local, *prefix, *uri;
    struct xml_name name;
};

struct open_element {
    struct xml_node *node;
    const struct xml_node **tail; /* where the next child goes */
    int scope;                    /* declarations in force */
    bool preserve;                /* xml:space */
    bool mixed;                   /* it holds text that is not white space */
    bool has_child;               /* an element, comment or instruction */
};

struct parser {
    struct arena *mem, scratch;
    xmlParserCtxtPtr ctxt;
    str file;
    struct err *err;
    bool failed;
    struct xml_doc *doc;
    struct name_slot *bucket[NAME_BUCKETS];
    size_t n_names;
    struct open_element open[XML_DEPTH_MAX + 1]; /* [0]: the document */
    int depth;
    struct sbuf text; /* not yet a node */
    bool cdata, plain;
    int line, col; /* where the last tag ended */
};

/* Stop after a fault that was recorded in p->err. */
static void stop(struct parser *p)
{
    if (!p->failed)
        err_at(p->err, p->file, p->ctxt->input->line, p->ctxt->input->col);
    p->failed = true;
    xmlStopParser(p->ctxt);
}

static void over_limit(struct parser *p, const char *what, int max)
{
    if (!p->failed)
        err_set(p->err, ERR_LIMIT, "the document has more than %d %s", max, what);
    stop(p);
}

static str of_xml(const xmlChar *s)
{
    return str_of((const char *)s);
}

/* libxml2 leaves an ampersand in an attribute as "&#38;", for its own tree builder. */
static str attr_value(struct arena *mem, str raw)
{
    str found = STR("&#38;");
    size_t at = str_find(raw, found, 0);
    if (at == SIZE_MAX)
        return arena_str(mem, raw);
    char *to = arena_raw(mem, char, raw.n);
    size_t n = 0;
    for (size_t from = 0; from < raw.n; at = str_find(raw, found, from)) {
        size_t end = at == SIZE_MAX ? raw.n : at;
        memcpy(to + n, raw.at + from, end - from);
        n += end - from;
        from = end;
        if (end < raw.n) {
            to[n++] = '&';
            from += found.n;
        }
    }
    return (str){ to, n };
}

static const struct xml_name *intern(struct parser *p, const xmlChar *local,
                                     const xmlChar *prefix, const xmlChar *uri)
{
    uintptr_t h = ((uintptr_t)local >> 3) * 31 + ((uintptr_t)prefix >> 3) * 17 +
                  ((uintptr_t)uri >> 3);
    struct name_slot **at = &p->bucket[(h ^ h >> 10) % NAME_BUCKETS];
    for (struct name_slot *s = *at; s; s = s->next)
        if (s->local == local && s->prefix == prefix && s->uri == uri)
            return &s->name;
    if (++p->n_names > XML_NAMES_MAX)
        over_limit(p, "different names", XML_NAMES_MAX);
    struct name_slot *s = arena_new(p->mem, struct name_slot, 1);
    s->next = *at;
    s->local = local;
    s->prefix = prefix;
    s->uri = uri;
    s->name.local = arena_str(p->mem, of_xml(local));
    s->name.prefix = arena_str(p->mem, of_xml(prefix));
    s->name.uri = attr_value(p->mem, of_xml(uri));
    *at = s;
    return &s->name;
}

/* A reserved name, for declarations and processing instructions. */
static const struct xml_name *intern_in(struct parser *p, const xmlChar *local,
                                        const char *prefix, const char *uri)
{
    xmlDictPtr dict = p->ctxt->dict;
    const xmlChar *l = xmlDictLookup(dict, local ? local : (const xmlChar *)"", -1);
    const xmlChar *x = xmlDictLookup(dict, (const xmlChar *)prefix, -1);
    const xmlChar *u = xmlDictLookup(dict, (const xmlChar *)uri, -1);
    return intern(p, l, x, u);
}

static struct xml_node *append(struct parser *p, enum xml_kind kind, int line, int col)
{
    struct xml_node *n = arena_new(p->mem, struct xml_node, 1);
    n->kind = (uint8_t)kind;
    n->line = line;
    n->col = (uint16_t)(col > 0 && col <= UINT16_MAX ? col : 0);
    struct open_element *top = &p->open[p->depth];
    *top->tail = n;
    top->tail = &n->next;
    if (++p->doc->n_nodes > XML_NODES_MAX)
        over_limit(p, "elements and texts", XML_NODES_MAX);
    if (p->mem->over)
        over_limit(p, "MB of content", (int)(p->mem->budget >> 20));
    return n;
}

/* Turn the text so far into a node; white space between elements is nothing. */
static void flush_text(struct parser *p, bool at_end)
{
    struct open_element *top = &p->open[p->depth];
    str s = sbuf_str(&p->text);
    bool blank = str_is_blank(s);
    bool only = at_end && !top->has_child;
    if (s.n && p->depth > 0 && (!blank || only || top->mixed || top->preserve)) {
        struct xml_node *n = append(p, XML_TEXT, p->line, p->col);
        n->u.text = arena_str(p->mem, s);
        n->cdata = p->cdata && !p->plain;
        top->mixed |= !blank;
    }
    p->text.n = 0;
    p->cdata = p->plain = false;
}

static void mark_place(struct parser *p, int width)
{
    p->line = p->ctxt->input->line;
    p->col = p->ctxt->input->col + width;
}

/* The place of the `<` of the tag whose end the parser has reached. */
static void tag_place(const struct parser *p, int *line, int *col)
{
    const xmlParserInput *in = p->ctxt->input;
    const xmlChar *at = in->cur;
    int back = 0;
    *line = in->line;
    while (at > in->base && *at != '<') {
        at--;
        *line -= *at == '\n';
        back += (*at & 0xC0) != 0x80;
    }
    if (*line == in->line) {
        *col = in->col - back;
        return;
    }
    for (*col = 1; at > in->base && at[-1] != '\n'; at--)
        *col += (at[-1] & 0xC0) != 0x80;
    if (at == in->base)
        *col = 0;
}

/* The 5-tuples of libxml2: local name, prefix, URI, value, end of value. */
static void add_attrs(struct parser *p, struct xml_node *n, const xmlChar **ns, int n_ns,
                      const xmlChar **attr, int n_attr)
{
    struct xml_attr *to = arena_new(p->mem, struct xml_attr, (size_t)(n_ns + n_attr));
    n->u.e.attr = to;
    n->n_attr = (uint16_t)(n_ns + n_attr);
    for (int i = 0; i < n_ns; i++, to++) {
        to->name = intern_in(p, ns[2 * i], "xmlns", XML_NS_XMLNS);
        to->value = attr_value(p->mem, of_xml(ns[2 * i + 1]));
    }
    for (int i = 0; i < n_attr; i++, to++, attr += 5) {
        str value = { (const char *)attr[3], (size_t)(attr[4] - attr[3]) };
        to->name = intern(p, attr[0], attr[1], attr[2]);
        to->value = attr_value(p->mem, value);
    }
}

/* NOLINTNEXTLINE(readability-function-size): libxml2 prescribes the parameters */
static void on_start(void *user, const xmlChar *local, const xmlChar *prefix,
                     const xmlChar *uri, int n_ns, const xmlChar **ns, int n_attr,
                     int n_default, const xmlChar **attr)
{
    struct parser *p = user;
    (void)n_default;
    if (p->failed)
        return;
    flush_text(p, false);
    struct open_element *outer = &p->open[p->depth];
    if (p->depth >= XML_DEPTH_MAX) {
        over_limit(p, "levels of nesting", XML_DEPTH_MAX);
        return;
    }
    if (outer->scope + n_ns > SCOPE_MAX) {
        over_limit(p, "namespaces at once", SCOPE_MAX);
        return;
    }
    int line, col;
    tag_place(p, &line, &col);
    struct xml_node *n = append(p, XML_ELEMENT, line, col);
    n->name = intern(p, local, prefix, uri);
    if (n_ns + n_attr)
        add_attrs(p, n, ns, n_ns, attr, n_attr);
    outer->has_child = true;
    if (p->depth == 0)
        p->doc->root = n;
    p->depth++;
    p->open[p->depth] = (struct open_element){ .node = n,
                                               .tail = &n->u.e.child,
                                               .scope = outer->scope + n_ns,
                                               .preserve = outer->preserve };
    const struct xml_attr *space = xml_find_attr(n, XML_NS_XML, "space");
    if (space)
        p->open[p->depth].preserve = str_is(space->value, "preserve");
    bool empty = p->ctxt->input->cur[0] == '/';
    mark_place(p, empty ? 2 : 1);
}

static void on_end(void *user, const xmlChar *local, const xmlChar *prefix,
                   const xmlChar *uri)
{
    struct parser *p = user;
    (void)local;
    (void)prefix;
    (void)uri;
    if (p->failed)
        return;
    flush_text(p, true);
    p->depth--;
    mark_place(p, 0);
}

static void add_text(struct parser *p, const xmlChar *s, int n)
{
    if (p->failed || p->depth == 0)
        return;
    sbuf_add(&p->text, (const char *)s, (size_t)n);
}

static void on_text(void *user, const xmlChar *s, int n)
{
    struct parser *p = user;
    p->plain |= !str_is_blank((str){ (const char *)s, (size_t)n });
    add_text(p, s, n);
}

static void on_cdata(void *user, const xmlChar *s, int n)
{
    struct parser *p = user;
    if (p->text.n == 0)
        p->col += (int)sizeof "<![CDATA[" - 1;
    p->cdata = true;
    add_text(p, s, n);
}

static int count_lines(str s)
{
    int n = 0;
    for (const char *at = s.at, *end = s.at + s.n; at < end; n++, at++)
        if (!(at = memchr(at, '\n', (size_t)(end - at))))
            break;
    return n;
}

static struct xml_node *append_other(struct parser *p, enum xml_kind kind,
                                     const xmlChar *data)
{
    flush_text(p, false);
    str text = arena_str(p->mem, of_xml(data));
    struct xml_node *n = append(p, kind, p->ctxt->input->line - count_lines(text), 0);
    n->u.text = text;
    p->open[p->depth].has_child = true;
    mark_place(p, 0);
    return n;
}

static void on_comment(void *user, const xmlChar *text)
{
    struct parser *p = user;
    if (!p->failed)
        append_other(p, XML_COMMENT, text);
}

static void on_pi(void *user, const xmlChar *target, const xmlChar *data)
{
    struct parser *p = user;
    if (p->failed)
        return;
    struct xml_node *n = append_other(p, XML_PI, data);
    n->name = intern_in(p, target, "", "");
}

static void on_doctype(void *user, const xmlChar *name, const xmlChar *id,
                       const xmlChar *system)
{
    struct parser *p = user;
    (void)name;
    (void)id;
    (void)system;
    if (p->failed)
        return;
    err_set(p->err, ERR_SYNTAX, "a document type (DOCTYPE) is not allowed");
    err_hint(p->err, "Remove the DOCTYPE and the entities it declares.");
    stop(p);
}

/* What libxml2 says, in our words where that is clearer. */
static void translate(struct err *err, const xmlError *e)
{
    const char *a = e->str1 ? e->str1 : "", *b = e->str2 ? e->str2 : "";
    switch (e->code) {
    case XML_ERR_TAG_NAME_MISMATCH:
        err_set(err, ERR_SYNTAX, "element \"%s\" of line %d is closed by \"/%s\"", a,
                e->int1, b);
        break;
    case XML_ERR_TAG_NOT_FINISHED:
        err_set(err, ERR_SYNTAX, "the file ends before element \"%s\" is closed", a);
        break;
    case XML_ERR_DOCUMENT_EMPTY:
    case XML_ERR_DOCUMENT_START:
        err_set(err, ERR_SYNTAX, "this is not XML: no element found");
        break;
    case XML_ERR_DOCUMENT_END:
        err_set(err, ERR_SYNTAX, "there is something after the end of the document");
        break;
    case XML_ERR_UNDECLARED_ENTITY:
        err_set(err, ERR_SYNTAX, "the entity \"&%s;\" does not exist", a);
        err_hint(err, "Only &lt; &gt; &amp; &quot; &apos; and &#number; are known.");
        break;
    case XML_ERR_ATTRIBUTE_REDEFINED:
        err_set(err, ERR_SYNTAX, "attribute \"%s\" is given twice", a);
        break;
    case XML_NS_ERR_UNDEFINED_NAMESPACE:
        err_set(err, ERR_SYNTAX, "the prefix \"%s\" is not declared", a);
        break;
    default: {
        str msg = str_trim(str_of(e->message));
        int lower = msg.n ? msg.at[0] : 0;
        if (lower >= 'A' && lower <= 'Z' && msg.n > 1 && msg.at[1] >= 'a' &&
            msg.at[1] <= 'z')
            lower += 'a' - 'A';
        err_set(err, ERR_SYNTAX, "this is not well-formed XML: %c%.*s", lower,
                STR_ARG(str_slice(msg, 1, msg.n)));
    }
    }
}

static void on_error(void *user, xmlErrorPtr e)
{
    struct parser *p = user;
    if (p->failed || e->level < XML_ERR_ERROR)
        return;
    p->failed = true;
    translate(p->err, e);
    err_at(p->err, p->file, e->line, e->int2);
}

static void set_handlers(xmlSAXHandler *sax)
{
    *sax = (xmlSAXHandler){ .initialized = XML_SAX2_MAGIC,
                            .internalSubset = on_doctype,
                            .startElementNs = on_start,
                            .endElementNs = on_end,
                            .characters = on_text,
                            .ignorableWhitespace = on_text,
                            .cdataBlock = on_cdata,
                            .comment = on_comment,
                            .processingInstruction = on_pi,
                            .serror = on_error };
}

static bool run(struct parser *p, str text)
{
    p->ctxt = xmlCreateMemoryParserCtxt(text.at, (int)text.n);
    if (!p->ctxt) {
        err_set(p->err, ERR_SYNTAX, "this is not XML: the file is empty");
        err_at(p->err, p->file, 1, 1);
        return false;
    }
    set_handlers(p->ctxt->sax);
    p->ctxt->userData = p;
    xmlCtxtUseOptions(p->ctxt, XML_PARSE_NONET | XML_PARSE_IGNORE_ENC);
    xmlParseDocument(p->ctxt);
    if (!p->failed && (!p->ctxt->wellFormed || !p->doc->root)) {
        err_set(p->err, ERR_SYNTAX, "this is not well-formed XML");
        stop(p);
    }
    xmlFreeDoc(p->ctxt->myDoc); /* libxml2 keeps entities here, whatever the handlers */
    xmlFreeParserCtxt(p->ctxt);
    return !p->failed;
}

bool xml_parse(struct arena *mem, str file, str bytes, struct xml_doc *out,
               struct err *err)
{
    str text;
    if (bytes.n > XML_BYTES_MAX) {
        err_set(err, ERR_LIMIT, "the file is larger than %d MB", XML_BYTES_MAX >> 20);
        err_at(err, file, 0, 0);
        return false;
    }
    struct xml_doc doc = { 0 };
    struct parser p = { .mem = mem, .file = file, .err = err, .doc = &doc, .line = 1 };
    arena_init(&p.scratch, SIZE_MAX);
    sbuf_init(&p.text, &p.scratch);
    p.open[0].tail = &doc.first;
    bool ok = xml_decode(&p.scratch, file, bytes, &text, err) &&
              xml_check_tags(file, text, XML_ATTRS_MAX, err) && run(&p, text);
    arena_release(&p.scratch);
    if (ok)
        *out = doc;
    return ok;
}

const struct xml_attr *xml_find_attr(const struct xml_node *e, const char *uri,
                                     const char *local)
{
    str u = str_of(uri), l = str_of(local);
    for (size_t i = 0; i < e->n_attr; i++) {
        const struct xml_attr *a = &e->u.e.attr[i];
        if (str_eq(a->name->local, l) && str_eq(a->name->uri, u))
            return a;
    }
    return NULL;
}

str xml_get_attr(const struct xml_node *e, const char *local)
{
    const struct xml_attr *a = xml_find_attr(e, NULL, local);
    return a ? a->value : STR("");
}

const struct xml_node *xml_first(const struct xml_node *e)
{
    const struct xml_node *n = e->u.e.child;
    return n && n->kind != XML_ELEMENT ? xml_next(n) : n;
}

const struct xml_node *xml_next(const struct xml_node *e)
{
    do {
        e = e->next;
    } while (e && e->kind != XML_ELEMENT);
    return e;
}

const struct xml_node *xml_text_node(const struct xml_node *e)
{
    const struct xml_node *n = e->u.e.child;
    while (n && n->kind != XML_TEXT)
        n = n->next;
    return n;
}

str xml_text(struct arena *mem, const struct xml_node *e)
{
    const struct xml_node *first = xml_text_node(e);
    if (!first)
        return STR("");
    struct sbuf b;
    sbuf_init(&b, mem);
    size_t n = 0;
    for (const struct xml_node *t = first; t; t = t->next) {
        if (t->kind != XML_TEXT)
            continue;
        if (n++ == 1)
            sbuf_put(&b, first->u.text);
        if (n > 1)
            sbuf_put(&b, t->u.text);
    }
    return n == 1 ? first->u.text : sbuf_str(&b);
}
