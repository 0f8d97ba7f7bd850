#include "dmn/link.h"

#include "dmn/table.h"

enum { SUGGESTIONS_MAX = 256, VALUES_SHOWN = 140 };

/* What a cell is held against: allowed values that are constants and ranges. */
struct listed {
    const struct value *at;
    size_t n;
    str text;
};

static bool is_scalar(const struct type *t)
{
    return t->kind != TYPE_LIST && t->kind != TYPE_CONTEXT && t->kind != TYPE_FUNCTION;
}

static struct listed listed_by_type(const struct type *t)
{
    if (!t->allowed || !is_scalar(t))
        return (struct listed){ 0 };
    return (struct listed){ t->allowed->value, t->allowed->n, t->allowed->text };
}

/* Input values, when they are plain. */
static struct listed listed_by_tests(struct arena *mem, const struct node *tests,
                                     str text)
{
    struct listed none = { 0 };
    const struct node *n = tests;
    while (n && n->kind == NODE_SOURCE)
        n = n->u.source.inner;
    if (!n || n->kind != NODE_TESTS || n->flags & NODE_NEGATED)
        return none;
    struct value *at = arena_new(mem, struct value, n->u.in.n + 1);
    for (size_t i = 0; i < n->u.in.n; i++) {
        const struct node *t = n->u.in.test[i];
        if (t->kind != NODE_CONST || t->flags & NODE_USES_TESTED)
            return none;
        at[i] = t->u.value;
    }
    return (struct listed){ at, n->u.in.n, text };
}

static bool is_listed(const struct listed *l, struct value v)
{
    if (l->n == 0 || v.kind == V_NULL || v.kind == V_LIST)
        return true;
    for (size_t i = 0; i < l->n; i++) {
        if (l->at[i].kind == V_RANGE && range_has(l->at[i].u.range, v) != TRI_FALSE)
            return true;
        if (value_same(l->at[i], v))
            return true;
    }
    return false;
}

static void hint_values(struct err *e, const struct listed *l, struct value v)
{
    str names[SUGGESTIONS_MAX];
    size_t n = 0;
    for (size_t i = 0; v.kind == V_STR && i < l->n && n < SUGGESTIONS_MAX; i++)
        if (l->at[i].kind == V_STR)
            names[n++] = l->at[i].u.s;
    str near = n ? str_nearest(v.u.s, names, n) : STR("");
    if (near.n)
        err_hint(e, "Did you mean \"%.*s\"?", STR_ARG(near));
    else
        err_hint(e, "Allowed: %.*s.",
                 STR_ARG(str_slice(str_trim(l->text), 0, VALUES_SHOWN)));
}

/* One finding per cell is enough: the first constant that is not listed. */
static bool check_value(struct linker *l, const struct listed *allowed, struct value v,
                        const char *among, const struct source *src)
{
    if (is_listed(allowed, v))
        return true;
    struct sbuf b;
    sbuf_init(&b, l->mem);
    value_format(&b, v);
    struct err *e = findings_add(l->findings, SEVERITY_WARNING, ERR_VALUE,
                                 "%.*s is not among the %s of this column",
                                 STR_ARG(str_slice(sbuf_str(&b), 0, 80)), among);
    source_place(src, 0, e);
    hint_values(e, allowed, v);
    return false;
}

static void check_input(struct linker *l, const struct dmn_table *t, size_t column)
{
    const struct table_input *in = &t->input[column];
    const struct doc_text *values = &t->doc->input[column].values;
    struct listed by[] = { listed_by_type(in->type), listed_by_type(in->expression->type),
                           listed_by_tests(l->mem, in->allowed, values->text) };
    for (size_t i = 0; i < t->n_rule; i++) {
        const struct cell *c = &t->cell[i * t->n_input + column];
        if (c->kind != CELL_EQUAL && c->kind != CELL_SET)
            continue;
        bool fine = true;
        for (uint32_t k = 0; k < c->n && fine; k++)
            for (size_t b = 0; b < sizeof by / sizeof *by && fine; b++) {
                if (is_listed(&by[b], c->u.value[k]))
                    continue;
                struct source src = table_cell_source(t, i, column);
                fine = check_value(l, &by[b], c->u.value[k], "possible values", &src);
            }
    }
}

static struct source entry_source(const struct dmn_table *t, size_t rule, size_t column)
{
    const struct doc_text *text = &t->doc->rule[rule].output[column].text;
    const struct doc_node *head = &t->doc->output[column].node;
    struct source s = *t->where;
    s.text = text->text;
    s.line = text->line;
    s.col = text->col;
    s.rule = (int)rule + 1;
    s.column = head->label.n ? head->label : head->name;
    return s;
}

static void check_output(struct linker *l, const struct dmn_table *t, size_t column)
{
    const struct table_output *o = &t->output[column];
    const struct doc_text *values = &t->doc->output[column].values;
    struct listed by[] = { listed_by_type(o->type),
                           listed_by_tests(l->mem, o->allowed, values->text) };
    for (size_t i = 0; i < t->n_rule; i++) {
        const struct node *n = t->entry[i * t->n_output + column];
        bool fine = n->kind == NODE_CONST;
        for (size_t b = 0; b < sizeof by / sizeof *by && fine; b++) {
            if (is_listed(&by[b], n->u.value))
                continue;
            struct source src = entry_source(t, i, column);
            fine = check_value(l, &by[b], n->u.value, "output values", &src);
        }
    }
}

void table_check(struct linker *l, const struct dmn_table *t)
{
    for (size_t j = 0; j < t->n_input; j++)
        check_input(l, t, j);
    for (size_t j = 0; j < t->n_output; j++)
        check_output(l, t, j);
}
