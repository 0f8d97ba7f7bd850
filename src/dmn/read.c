#include "dmn/read_int.h"

#include "base/sbuf.h"

enum { WORDS_MAX = 48 };

struct word {
    str name;
    char mark; /* 0, '!', '~' or '*' */
};

static size_t split_words(const char *list, struct word *to)
{
    size_t n = 0;
    for (const char *at = list; *at && n < WORDS_MAX;) {
        size_t len = strcspn(at, " ");
        struct word w = { { at, len }, 0 };
        if (len && strchr("!~*", at[len - 1])) {
            w.mark = at[len - 1];
            w.name.n--;
        }
        if (len)
            to[n++] = w;
        at += len + (at[len] == ' ');
    }
    return n;
}

static size_t find_word(const struct word *w, size_t n, str name)
{
    size_t i = 0;
    while (i < n && !str_eq(w[i].name, name))
        i++;
    return i;
}

struct err *read_place(struct reader *r, struct err *e, const struct xml_node *at)
{
    err_at(e, r->doc->file, at->line, at->col);
    if (!r->top)
        return e;
    str name = xml_get_attr(r->top, "name");
    str kind = r->top->name->local;
    if (r->rule)
        err_place(e, "%.*s \"%.*s\", rule %zu", STR_ARG(kind), STR_ARG(name), r->rule);
    else
        err_place(e, "%.*s \"%.*s\"", STR_ARG(kind), STR_ARG(name));
    return e;
}

struct err *read_drop(struct reader *r, enum severity severity)
{
    r->findings->dropped++;
    r->findings->errors += severity == SEVERITY_ERROR;
    r->dropped = (struct err){ .code = ERR_LIMIT };
    return &r->dropped;
}

void read_suggest(struct err *e, str wrong, const char *words)
{
    struct word w[WORDS_MAX];
    str names[WORDS_MAX];
    size_t n = split_words(words, w);
    for (size_t i = 0; i < n; i++)
        names[i] = w[i].name;
    str near = str_nearest(wrong, names, n);
    if (near.n)
        err_hint(e, "Did you mean \"%.*s\"?", STR_ARG(near));
}

bool read_is_dmn(const struct reader *r, const struct xml_node *e)
{
    return str_eq(e->name->uri, r->uri);
}

bool read_is(const struct reader *r, const struct xml_node *e, const char *name)
{
    return str_is(e->name->local, name) && read_is_dmn(r, e);
}

const struct xml_node *read_next(const struct reader *r, const struct xml_node *e,
                                 const char *name)
{
    while (e && !read_is(r, e, name))
        e = xml_next(e);
    return e;
}

const struct xml_node *read_child(const struct reader *r, const struct xml_node *e,
                                  const char *name)
{
    return read_next(r, xml_first(e), name);
}

size_t read_count(const struct reader *r, const struct xml_node *e, const char *name)
{
    size_t n = 0;
    READ_EACH(r, e, c, name)
    n++;
    return n;
}

/* ---- shapes ---- */

static void report_missing(struct reader *r, const struct xml_node *e,
                           const struct word *w, const char *what)
{
    READ_REPORT(r, e, w->mark == '!' ? SEVERITY_ERROR : SEVERITY_WARNING, ERR_MODEL,
                "\"%.*s\" needs %s \"%.*s\"", STR_ARG(e->name->local), what,
                STR_ARG(w->name));
}

static bool is_required(const struct word *w)
{
    return w->mark == '!' || w->mark == '~';
}

static void report_attr(struct reader *r, const struct xml_node *e,
                        const struct xml_name *name, const char *words)
{
    bool ours = str_is(name->uri, DOC_NS_IJK);
    struct err *err = READ_REPORT(
        r, e, SEVERITY_WARNING, ERR_NAME, "\"%.*s\" has no attribute \"%s%.*s\"",
        STR_ARG(e->name->local), ours ? "ijk:" : "", STR_ARG(name->local));
    read_suggest(err, name->local, ours ? "onbekend naam conclusie ontbreekt" : words);
}

/* Attributes in our namespace, on the elements where they mean something. */
static bool is_our_attr(str attr, str element)
{
    return (str_is(attr, "onbekend") &&
            (str_is(element, "decisionTable") || str_is(element, "itemDefinition"))) ||
           (str_is(attr, "ontbreekt") && str_is(element, "decisionService")) ||
           ((str_is(attr, "naam") || str_is(attr, "conclusie")) &&
            str_is(element, "decision"));
}

static void check_attrs(struct reader *r, const struct xml_node *e, const char *words)
{
    struct word w[WORDS_MAX];
    size_t n = split_words(words, w);
    uint64_t seen = 0;
    for (size_t i = 0; i < e->n_attr; i++) {
        const struct xml_name *name = e->u.e.attr[i].name;
        if (str_is(name->uri, DOC_NS_IJK) && !is_our_attr(name->local, e->name->local))
            report_attr(r, e, name, words);
        size_t k = find_word(w, n, name->local);
        if (name->uri.n)
            continue;
        if (k < n)
            seen |= e->u.e.attr[i].value.n ? UINT64_C(1) << k : 0;
        else if (!str_is(name->local, "id") && !str_is(name->local, "label"))
            report_attr(r, e, name, words);
    }
    for (size_t k = 0; k < n; k++)
        if (is_required(&w[k]) && !(seen & UINT64_C(1) << k))
            report_missing(r, e, &w[k], "an attribute");
}

static void report_child(struct reader *r, const struct xml_node *e,
                         const struct xml_node *c, const char *words)
{
    struct err *err = READ_REPORT(r, c, SEVERITY_WARNING, ERR_NAME,
                                  "\"%.*s\" has no part \"%.*s\"; it is ignored",
                                  STR_ARG(e->name->local), STR_ARG(c->name->local));
    if (str_is(c->name->uri, DOC_NS_IJK))
        err_hint(err, "Put it in \"extensionElements\".");
    else
        read_suggest(err, c->name->local, words);
}

/* Which of the words this child is; `n` when it is none. */
static size_t child_word(const struct reader *r, const struct xml_node *c,
                         const struct word *w, size_t n)
{
    size_t k = str_is(c->name->uri, DOC_NS_IJK) ? n : find_word(w, n, c->name->local);
    return k == n && read_is_expr(r, c) ? find_word(w, n, STR("EXPR")) : k;
}

static bool is_of_head(const struct reader *r, const struct xml_node *c)
{
    return read_is(r, c, "description") || read_is(r, c, "extensionElements");
}

static void report_twice(struct reader *r, const struct xml_node *e,
                         const struct xml_node *c, const struct word *w)
{
    if (str_is(w->name, "EXPR"))
        READ_REPORT(r, c, SEVERITY_ERROR, ERR_MODEL,
                    "\"%.*s\" has more than one expression", STR_ARG(e->name->local));
    else
        READ_REPORT(r, c, SEVERITY_ERROR, ERR_MODEL,
                    "\"%.*s\" has more than one \"%.*s\"", STR_ARG(e->name->local),
                    STR_ARG(w->name));
}

static void check_required(struct reader *r, const struct xml_node *e,
                           const struct word *w, size_t n, uint64_t seen)
{
    for (size_t k = 0; k < n; k++) {
        struct word one = w[k];
        if (str_is(one.name, "EXPR"))
            one.name = STR("expression");
        if (is_required(&one) && !(seen & UINT64_C(1) << k))
            report_missing(r, e, &one, "a part");
    }
}

static void check_children(struct reader *r, const struct xml_node *e, const char *words)
{
    struct word w[WORDS_MAX];
    size_t n = split_words(words, w);
    uint64_t seen = 0;
    for (const struct xml_node *c = xml_first(e); c; c = xml_next(c)) {
        bool foreign = !read_is_dmn(r, c) && !str_is(c->name->uri, DOC_NS_IJK);
        if (foreign || is_of_head(r, c))
            continue;
        size_t k = child_word(r, c, w, n);
        if (k == n)
            report_child(r, e, c, words);
        else if (seen & UINT64_C(1) << k && w[k].mark != '*')
            report_twice(r, e, c, &w[k]);
        else
            seen |= UINT64_C(1) << k;
    }
    check_required(r, e, w, n, seen);
}

void read_head(struct reader *r, const struct xml_node *e, const struct shape *shape,
               struct doc_node *out)
{
    check_attrs(r, e, shape->attrs);
    check_children(r, e, shape->children);
    out->xml = e;
    out->line = e->line;
    out->id = str_trim(xml_get_attr(e, "id"));
    out->name = str_trim(xml_get_attr(e, "name"));
    out->label = xml_get_attr(e, "label");
    out->description = read_plain(r, e, "description");
    out->ext = read_ext(r, e);
}

/* ---- text ---- */

struct doc_text read_content(struct reader *r, const struct xml_node *e)
{
    const struct xml_node *t = xml_text_node(e);
    if (!t)
        return (struct doc_text){ { "", 0 }, e->line, e->col };
    return (struct doc_text){ xml_text(r->mem, e), t->line, t->col };
}

struct doc_text read_text(struct reader *r, const struct xml_node *e, const char *name)
{
    const struct xml_node *c = read_child(r, e, name);
    return c ? read_content(r, c) : (struct doc_text){ 0 };
}

str read_plain(struct reader *r, const struct xml_node *e, const char *name)
{
    return str_trim(read_text(r, e, name).text);
}

bool read_bool(struct reader *r, const struct xml_node *e, const char *attr,
               bool otherwise)
{
    str s = str_trim(xml_get_attr(e, attr));
    if (str_is(s, "true") || str_is(s, "1"))
        return true;
    if (s.n && !str_is(s, "false") && !str_is(s, "0"))
        READ_REPORT(r, e, SEVERITY_ERROR, ERR_VALUE,
                    "\"%s\" is \"%.*s\", not true or false", attr, STR_ARG(s));
    return s.n ? false : otherwise;
}

int read_choice(struct reader *r, const struct xml_node *e, str value,
                const char *const *names)
{
    struct sbuf all;
    sbuf_init(&all, r->mem);
    for (int i = 0; names[i]; i++) {
        if (str_is(value, names[i]))
            return i;
        sbuf_printf(&all, "%s%s", i ? ", " : "", names[i]);
    }
    struct err *err = READ_REPORT(r, e, SEVERITY_ERROR, ERR_VALUE,
                                  "\"%.*s\" is not a value that \"%.*s\" can have",
                                  STR_ARG(value), STR_ARG(e->name->local));
    err_hint(err, "It is one of: %.*s.", STR_ARG(sbuf_str(&all)));
    return -1;
}
