#include "dmn/verify_int.h"

#include <stdarg.h>
#include <stdio.h>

enum { VALUE_SHOWN = 60, INPUTS_SHOWN = 8 };

bool verify_is_possible(struct verifier *v, const struct grid *g, const struct example *e)
{
    for (size_t i = 0; i < e->n; i++) {
        const struct input *a = &g->in[e->input[i]];
        if (!a->seg[e->seg[i]].sure || (a->origin == ORIGIN_COMPUTED && !a->bounded))
            return false;
        for (size_t k = 0; k < i; k++)
            if (!verify_independent(v, g->site, a, &g->in[e->input[k]]))
                return false;
    }
    return true;
}

static void put_segment(struct verifier *v, struct sbuf *b, const struct input *in,
                        size_t seg)
{
    const struct segment *s = &in->seg[seg];
    sbuf_printf(b, "%.*s", STR_ARG(str_slice(in->label, 0, VALUE_SHOWN)));
    if (s->v.kind == V_NULL) {
        sbuf_raw(b, " is unknown");
        return;
    }
    if (s->other) {
        sbuf_put(b, in->n_seg > 1 ? STR(" is any other text") : STR(" is any text"));
        return;
    }
    struct sbuf value;
    sbuf_init(&value, v->mem);
    value_format(&value, s->v);
    sbuf_printf(b, " = %.*s", STR_ARG(str_slice(sbuf_str(&value), 0, VALUE_SHOWN)));
}

str verify_example(struct verifier *v, const struct grid *g, const struct example *e)
{
    struct sbuf b;
    sbuf_init(&b, v->mem);
    sbuf_put(&b, e->n ? STR(" when ") : STR(", whatever the input"));
    for (size_t i = 0; i < e->n && i < INPUTS_SHOWN; i++) {
        if (i)
            sbuf_raw(&b, " and ");
        put_segment(v, &b, &g->in[e->input[i]], e->seg[i]);
    }
    if (e->n > INPUTS_SHOWN)
        sbuf_raw(&b, " and ...");
    return sbuf_str(&b);
}

struct err *verify_say_table(struct verifier *v, const struct site *s,
                             enum severity severity, const char *fmt, ...)
{
    char msg[sizeof((struct err){ 0 }.msg)];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(msg, sizeof msg, fmt, ap);
    va_end(ap);
    struct err *e = findings_add(v->findings, severity, ERR_RULE, "%s", msg);
    source_place(s->table->where, 0, e);
    return e;
}

struct err *verify_say_rule(struct verifier *v, const struct site *s, size_t rule,
                            enum severity severity, str text)
{
    struct err *e = findings_add(v->findings, severity, ERR_RULE, "%.*s", STR_ARG(text));
    err_at(e, s->table->where->file, s->table->doc->rule[rule].node.line, 0);
    err_place(e, "%.*s, rule %zu", STR_ARG(s->table->where->place), rule + 1);
    return e;
}

struct err *verify_say_cell(struct verifier *v, const struct site *s, size_t rule,
                            size_t column, enum severity severity, str text)
{
    struct err *e = findings_add(v->findings, severity, ERR_RULE, "%.*s", STR_ARG(text));
    struct source src = table_cell_source(s->table, rule, column);
    source_place(&src, 0, e);
    return e;
}
