#include "dmn/canon.h"

#include <stdlib.h>

#define INLINE SIZE_MAX

enum {
    INDENT = 2,
    LINE_MAX_BYTES = 110, /* a longer tag gets one attribute per line */
};

/* The attributes of DMN in order; others follow by name. */
static const char *const attr_order[] = {
    "id",
    "name",
    "label",
    "namespace",
    "locationURI",
    "importType",
    "href",
    "typeRef",
    "isCollection",
    "outputTypeRef",
    "kind",
    "iteratorVariable",
    "hitPolicy",
    "aggregation",
    "preferredOrientation",
    "outputLabel",
    "expressionLanguage",
    "typeLanguage",
    "exporter",
    "exporterVersion",
    "regel",
    "document",
    "plaats",
    "herkomst",
    NULL,
};

/* The parts of an element in the order of the schema, for those that people get
 * wrong; EXPR is every other element (the boxed expression). */
static const struct {
    const char *element;
    const char *parts[14];
} part_order[] = {
    { "decision",
      { "question", "allowedAnswers", "variable", "informationRequirement",
        "knowledgeRequirement", "authorityRequirement", "supportedObjective",
        "impactedPerformanceIndicator", "decisionMaker", "decisionOwner", "usingProcess",
        "usingTask", "EXPR" } },
    { "businessKnowledgeModel",
      { "variable", "encapsulatedLogic", "knowledgeRequirement", "authorityRequirement",
        "EXPR" } },
    { "decisionService",
      { "variable", "outputDecision", "encapsulatedDecision", "inputDecision",
        "inputData", "EXPR" } },
    { "itemDefinition",
      { "typeRef", "allowedValues", "typeConstraint", "itemComponent", "functionItem",
        "EXPR" } },
    { "itemComponent",
      { "typeRef", "allowedValues", "typeConstraint", "itemComponent", "functionItem",
        "EXPR" } },
    { "decisionTable", { "input", "output", "annotation", "rule", "EXPR" } },
    { "rule", { "inputEntry", "outputEntry", "annotationEntry", "EXPR" } },
    { "functionDefinition", { "formalParameter", "EXPR" } },
    { "encapsulatedLogic", { "formalParameter", "EXPR" } },
    { "contextEntry", { "variable", "EXPR" } },
    { "binding", { "parameter", "EXPR" } },
    { "relation", { "column", "row", "EXPR" } },
    { "input", { "inputExpression", "inputValues", "EXPR" } },
    { "output", { "outputValues", "defaultOutputEntry", "EXPR" } },
};

static const char *const head_parts[] = { "description", "extensionElements", NULL };

/* Elements of DMN that hold text; in the others white space means nothing. */
static const char *const text_elements[] = {
    "text",    "description", "question",        "allowedAnswers",
    "typeRef", "type",        "importedElement", NULL
};

/* The index of `s` in a list that ends in NULL; the index of that when absent. */
static size_t find_text(const char *const *list, str s)
{
    size_t i = 0;
    while (list[i] && !str_is(s, list[i]))
        i++;
    return i;
}

static bool is_dmn(const struct xml_node *e)
{
    return str_find(e->name->uri, STR("www.omg.org/spec/DMN/"), 0) != SIZE_MAX &&
           str_find(e->name->uri, STR("DI/"), 0) == SIZE_MAX &&
           str_find(e->name->uri, STR("/DC/"), 0) == SIZE_MAX;
}

/* ---- attributes ---- */

static size_t attr_group(const struct xml_attr *a)
{
    if (str_is(a->name->uri, XML_NS_XMLNS))
        return 0;
    return a->name->uri.n ? 2 : 1;
}

static int by_order(const void *x, const void *y)
{
    const struct xml_attr *a = *(const struct xml_attr *const *)x;
    const struct xml_attr *b = *(const struct xml_attr *const *)y;
    size_t ga = attr_group(a), gb = attr_group(b);
    if (ga != gb)
        return ga < gb ? -1 : 1;
    if (ga == 1) {
        size_t ra = find_text(attr_order, a->name->local);
        size_t rb = find_text(attr_order, b->name->local);
        if (ra != rb)
            return ra < rb ? -1 : 1;
    }
    int c = str_cmp(a->name->uri, b->name->uri);
    return c ? c : str_cmp(a->name->local, b->name->local);
}

static void write_name(struct sbuf *b, const struct xml_name *name)
{
    if (name->prefix.n) {
        sbuf_put(b, name->prefix);
        if (name->local.n)
            sbuf_char(b, ':');
    }
    sbuf_put(b, name->local);
}

static void write_attr(struct sbuf *b, const struct xml_attr *a)
{
    write_name(b, a->name);
    sbuf_raw(b, "=\"");
    sbuf_attr(b, a->value);
    sbuf_raw(b, "\"");
}

static size_t tag_width(const struct xml_node *e)
{
    size_t width = e->name->prefix.n + e->name->local.n + 2;
    for (size_t i = 0; i < e->n_attr; i++) {
        const struct xml_attr *a = &e->u.e.attr[i];
        width += a->name->prefix.n + a->name->local.n + a->value.n + 4;
    }
    return width;
}

/* The tag without its `>`. At a depth of INLINE it stays on one line. */
static void write_tag(struct sbuf *b, const struct xml_node *e, size_t depth)
{
    const struct xml_attr *sorted[XML_ATTRS_MAX];
    size_t n = e->n_attr;
    bool wrap = depth != INLINE && tag_width(e) + depth * INDENT > LINE_MAX_BYTES;
    for (size_t i = 0; i < n; i++)
        sorted[i] = &e->u.e.attr[i];
    if (n)
        qsort(sorted, n, sizeof(const struct xml_attr *), by_order);
    sbuf_raw(b, "<");
    write_name(b, e->name);
    for (size_t i = 0; i < n; i++) {
        if (wrap && i > 0) {
            sbuf_raw(b, "\n");
            sbuf_pad(b, depth * INDENT + 2 * INDENT);
        } else {
            sbuf_raw(b, " ");
        }
        write_attr(b, sorted[i]);
    }
}

static void write_end(struct sbuf *b, const struct xml_node *e)
{
    sbuf_raw(b, "</");
    write_name(b, e->name);
    sbuf_raw(b, ">");
}

/* ---- nodes ---- */

static void write_text(struct sbuf *b, const struct xml_node *t)
{
    bool plain = str_find(t->u.text, STR("]]>"), 0) != SIZE_MAX ||
                 str_find(t->u.text, STR("\r"), 0) != SIZE_MAX;
    if (!t->cdata || plain) {
        sbuf_xml(b, t->u.text);
        return;
    }
    sbuf_raw(b, "<![CDATA[");
    sbuf_put(b, t->u.text);
    sbuf_raw(b, "]]>");
}

static void write_aside(struct sbuf *b, const struct xml_node *n)
{
    if (n->kind == XML_COMMENT) {
        sbuf_raw(b, "<!--");
        sbuf_put(b, n->u.text);
        sbuf_raw(b, "-->");
        return;
    }
    sbuf_raw(b, "<?");
    write_name(b, n->name);
    if (n->u.text.n) {
        sbuf_raw(b, " ");
        sbuf_put(b, n->u.text);
    }
    sbuf_raw(b, "?>");
}

static bool keeps_space(const struct xml_node *e)
{
    return !is_dmn(e) || text_elements[find_text(text_elements, e->name->local)];
}

/* Has it text that counts? Then it is written inline. */
static bool has_text(const struct xml_node *e)
{
    bool keep = keeps_space(e);
    for (const struct xml_node *n = e->u.e.child; n; n = n->next)
        if (n->kind == XML_TEXT && (keep || !str_is_blank(n->u.text)))
            return true;
    return false;
}

static bool is_empty(const struct xml_node *e)
{
    for (const struct xml_node *n = e->u.e.child; n; n = n->next)
        if (n->kind != XML_TEXT)
            return false;
    return !has_text(e);
}

/* Elements and text next to one another: every character between them counts. */
static void write_inline(struct sbuf *b, const struct xml_node *e)
{
    for (const struct xml_node *n = e->u.e.child; n; n = n->next) {
        if (n->kind == XML_TEXT) {
            write_text(b, n);
        } else if (n->kind != XML_ELEMENT) {
            write_aside(b, n);
        } else {
            write_tag(b, n, INLINE);
            sbuf_put(b, is_empty(n) ? STR("/>") : STR(">"));
            if (is_empty(n))
                continue;
            write_inline(b, n);
            write_end(b, n);
        }
    }
}

static const char *const *parts_of(const struct xml_node *e)
{
    static const char *const none[] = { NULL };
    for (size_t i = 0; is_dmn(e) && i < sizeof part_order / sizeof *part_order; i++)
        if (str_is(e->name->local, part_order[i].element))
            return part_order[i].parts;
    return none;
}

/* Where a part belongs: the head first, then by the schema. */
static size_t part_rank(const char *const *parts, const struct xml_node *e)
{
    size_t head = find_text(head_parts, e->name->local);
    if (!is_dmn(e))
        return 2 + find_text(parts, STR("EXPR"));
    if (head_parts[head])
        return head;
    size_t k = find_text(parts, e->name->local);
    return 2 + (parts[k] ? k : find_text(parts, STR("EXPR")));
}

/* The order in which the children of an element are written. */
struct ranks {
    const char *const *parts;
    bool dmn;         /* else they stay as they are */
    size_t now, last; /* the rank that is being written, the highest one */
};

static void write_node(struct sbuf *b, const struct xml_node *n, size_t depth);

static void write_group(struct sbuf *b, const struct xml_node *from,
                        const struct xml_node *to, size_t depth)
{
    for (;; from = from->next) {
        write_node(b, from, depth);
        if (from == to)
            break;
    }
}

/* The children of one rank, each with the asides before it; those after the last
 * element have the rank `last`. Returns how many were written so far. */
static size_t write_rank(struct sbuf *b, const struct xml_node *e, size_t depth,
                         const struct ranks *ranks, size_t written)
{
    bool spaced = ranks->dmn && str_is(e->name->local, "definitions");
    const struct xml_node *from = NULL; /* asides that wait for their element */
    for (const struct xml_node *n = e->u.e.child; n; n = n->next) {
        size_t rank = ranks->last;
        if (!from)
            from = n;
        if (n->kind == XML_ELEMENT && ranks->dmn)
            rank = part_rank(ranks->parts, n);
        else if (n->kind != XML_ELEMENT && n->next)
            continue;
        if (rank == ranks->now) {
            if (spaced && written++)
                sbuf_raw(b, "\n");
            write_group(b, from, n, depth);
        }
        from = NULL;
    }
    return written;
}

/* The children in order. Top-level elements get an empty line between them. */
static void write_children(struct sbuf *b, const struct xml_node *e, size_t depth)
{
    struct ranks ranks = { .parts = parts_of(e), .dmn = is_dmn(e), .last = 3 };
    size_t written = 0;
    for (size_t i = 0; ranks.dmn && ranks.parts[i]; i++)
        ranks.last++;
    for (ranks.now = ranks.dmn ? 0 : ranks.last; ranks.now <= ranks.last; ranks.now++)
        written = write_rank(b, e, depth, &ranks, written);
}

/* A cell or a reference: one part, without parts of its own, that fits on the line. */
static bool is_short(const struct xml_node *e, size_t depth)
{
    const struct xml_node *part = e->u.e.child;
    if (!is_dmn(e) || part->next || part->kind != XML_ELEMENT)
        return false;
    const struct xml_node *text = is_empty(part) ? NULL : part->u.e.child;
    if (text && (text->next || text->kind != XML_TEXT || text->cdata ||
                 str_find(text->u.text, STR("\n"), 0) != SIZE_MAX))
        return false;
    return depth * INDENT + tag_width(e) + tag_width(part) +
               (text ? text->u.text.n : 0) <=
           LINE_MAX_BYTES - 20;
}

static void write_element(struct sbuf *b, const struct xml_node *e, size_t depth)
{
    write_tag(b, e, depth);
    if (is_empty(e)) {
        sbuf_raw(b, "/>");
        return;
    }
    sbuf_raw(b, ">");
    if (has_text(e) || is_short(e, depth)) {
        write_inline(b, e);
    } else {
        sbuf_raw(b, "\n");
        write_children(b, e, depth + 1);
        sbuf_pad(b, depth * INDENT);
    }
    write_end(b, e);
}

static void write_node(struct sbuf *b, const struct xml_node *n, size_t depth)
{
    if (n->kind == XML_TEXT)
        return; /* white space: a node with other text is written inline */
    sbuf_pad(b, depth * INDENT);
    if (n->kind == XML_ELEMENT)
        write_element(b, n, depth);
    else
        write_aside(b, n);
    sbuf_raw(b, "\n");
}

void canon_write(struct sbuf *b, const struct xml_doc *doc)
{
    sbuf_raw(b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    for (const struct xml_node *n = doc->first; n; n = n->next)
        write_node(b, n, 0);
}
