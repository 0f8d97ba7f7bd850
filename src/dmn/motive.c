#include "dmn/motive.h"

static struct err *brace_error(struct compiler *c, const struct source *src, size_t at,
                               const char *msg)
{
    struct err *e = findings_add(c->findings,
                                 c->lenient ? SEVERITY_WARNING : SEVERITY_ERROR,
                                 ERR_SYNTAX, "%s", msg);
    source_place(src, (uint32_t)at, e);
    err_hint(e, "Write {{ or }} for a brace that is meant as text.");
    return e;
}

struct parts {
    struct motive_part *at;
    size_t n, cap;
};

static void add_part(struct arena *mem, struct parts *l, struct motive_part p)
{
    if (l->n == l->cap) {
        l->cap = l->cap ? l->cap * 2 : 4;
        struct motive_part *at = arena_new(mem, struct motive_part, l->cap);
        if (l->n)
            memcpy(at, l->at, l->n * sizeof *at);
        l->at = at;
    }
    l->at[l->n++] = p;
}

/* Byte of the brace that closes the one before `from`; texts in quotes may hold
 * braces, contexts may nest them. SIZE_MAX when it is not closed. */
static size_t closing(str t, size_t from)
{
    int depth = 0;
    bool quoted = false;
    for (size_t i = from; i < t.n; i++) {
        char c = t.at[i];
        if (quoted && c == '\\')
            i++;
        else if (c == '"')
            quoted = !quoted;
        else if (!quoted && c == '{')
            depth++;
        else if (!quoted && c == '}' && depth-- == 0)
            return i;
    }
    return SIZE_MAX;
}

static const struct node *compile_part(struct compiler *c, const struct source *src,
                                       const struct scope *scope, size_t from, size_t to)
{
    struct source *s = arena_new(c->mem, struct source, 1);
    struct err place = { .code = ERR_SYNTAX };
    source_place(src, (uint32_t)from, &place);
    *s = *src;
    s->text = str_slice(src->text, from, to);
    s->line = place.line;
    s->col = place.col;
    return feel_expression(c, s, scope);
}

const struct motive *motive_compile(struct compiler *c, const struct source *src,
                                    const struct scope *scope)
{
    str t = src->text;
    struct parts parts = { 0 };
    struct sbuf literal;
    sbuf_init(&literal, c->mem);
    if (str_is_blank(t))
        return NULL;
    unsigned max_slot = c->max_slot;
    c->max_slot = c->next_slot;
    for (size_t i = 0; i < t.n; i++) {
        bool twice = i + 1 < t.n && t.at[i + 1] == t.at[i];
        if ((t.at[i] != '{' && t.at[i] != '}') || twice) {
            sbuf_char(&literal, t.at[i]);
            i += twice && (t.at[i] == '{' || t.at[i] == '}');
            continue;
        }
        size_t end = t.at[i] == '{' ? closing(t, i + 1) : SIZE_MAX;
        if (end == SIZE_MAX) {
            brace_error(c, src, i,
                        t.at[i] == '{' ? "\"{\" is not closed"
                                       : "\"}\" without a \"{\" before it");
            break;
        }
        if (literal.n)
            add_part(c->mem, &parts, (struct motive_part){ .text = sbuf_str(&literal) });
        sbuf_init(&literal, c->mem);
        add_part(c->mem, &parts,
                 (struct motive_part){ .expr = compile_part(c, src, scope, i + 1, end) });
        i = end;
    }
    if (literal.n)
        add_part(c->mem, &parts, (struct motive_part){ .text = sbuf_str(&literal) });
    struct motive *m = arena_new(c->mem, struct motive, 1);
    *m = (struct motive){ parts.at, parts.n, c->max_slot };
    c->max_slot = max_slot;
    return m;
}

static void write_num(struct sbuf *b, num n)
{
    size_t from = b->n;
    num_format(b, n);
    for (size_t i = from; i < b->n; i++)
        if (b->at[i] == '.')
            b->at[i] = ',';
}

void motive_value(struct sbuf *b, struct value v)
{
    switch (v.kind) {
    case V_NULL:
        sbuf_raw(b, "onbekend");
        break;
    case V_BOOL:
        sbuf_put(b, v.u.b ? STR("ja") : STR("nee"));
        break;
    case V_NUM:
        write_num(b, v.u.num);
        break;
    case V_DATE:
        sbuf_printf(b, "%d-%d-%d", v.u.date.day, v.u.date.month, (int)v.u.date.year);
        break;
    case V_LIST:
        if (!v.n)
            sbuf_raw(b, "geen");
        for (uint32_t i = 0; i < v.n; i++) {
            if (i)
                sbuf_put(b, i + 1 == v.n ? STR(" en ") : STR(", "));
            motive_value(b, v.u.list[i]);
        }
        break;
    default:
        value_text(b, v);
    }
}

void motive_write(struct sbuf *b, struct run *r, const struct motive *m)
{
    for (size_t i = 0; i < m->n; i++) {
        if (!m->part[i].expr) {
            sbuf_put(b, m->part[i].text);
            continue;
        }
        struct run aside = *r; /* a sentence cannot fail a decision */
        motive_value(b, feel_run(&aside, m->part[i].expr, m->n_slot, NULL, 0));
    }
}
