#include "dmn/print.h"

#include "dmn/grid.h"

enum { CELLS_MAX = 4000000 }; /* of a table that is shown */

struct printer {
    struct sbuf *b;
    enum print_style style;
    size_t n;
};

/* As the corner of a table has it: U, F, P, A, C, C+, C#, C<, C>, R, O. */
static const char *policy_letter(const struct doc_table *t)
{
    static const char *const letters[] = {
        [HIT_UNIQUE] = "U",      [HIT_FIRST] = "F",   [HIT_PRIORITY] = "P",
        [HIT_ANY] = "A",         [HIT_COLLECT] = "C", [HIT_RULE_ORDER] = "R",
        [HIT_OUTPUT_ORDER] = "O"
    };
    static const char *const collects[] = { [AGGREGATE_NONE] = "C",
                                            [AGGREGATE_SUM] = "C+",
                                            [AGGREGATE_COUNT] = "C#",
                                            [AGGREGATE_MIN] = "C<",
                                            [AGGREGATE_MAX] = "C>" };
    return t->hit_policy == HIT_COLLECT ? collects[t->aggregation]
                                        : letters[t->hit_policy];
}

static bool has_sources(const struct doc_table *t)
{
    for (size_t i = 0; i < t->n_rule; i++)
        if (t->rule[i].node.ext && t->rule[i].node.ext->n_bron)
            return true;
    return false;
}

static bool has_values(const struct doc_table *t)
{
    for (size_t i = 0; i < t->n_input; i++)
        if (doc_has(&t->input[i].values))
            return true;
    for (size_t i = 0; i < t->n_output; i++)
        if (doc_has(&t->output[i].values) || doc_has(&t->output[i].default_entry))
            return true;
    return false;
}

static str first_of(str a, str b, str c)
{
    return a.n ? a : b.n ? b : c;
}

static void put_part(struct sbuf *b, const char *before, str s)
{
    if (!s.n)
        return;
    if (b->n)
        sbuf_put(b, str_of(before));
    sbuf_put(b, s);
}

/* Rule numbers, else document and place, of each source. */
static str sources_of(struct arena *mem, const struct doc_node *node)
{
    struct sbuf b;
    sbuf_init(&b, mem);
    for (size_t i = 0; node->ext && i < node->ext->n_bron; i++) {
        const struct doc_bron *s = &node->ext->bron[i];
        put_part(&b, "\n", first_of(s->regel, s->document, s->remark));
        put_part(&b, ", ", s->plaats);
    }
    return sbuf_str(&b);
}

/* Allowed values and default of an output: what a reader needs to judge a table. */
static str output_values(struct arena *mem, const struct doc_output_clause *out)
{
    str values = str_trim(out->values.text);
    if (!doc_has(&out->default_entry))
        return values;
    return arena_printf(mem, "%.*s%sdefault: %.*s", STR_ARG(values), values.n ? "\n" : "",
                        STR_ARG(str_trim(out->default_entry.text)));
}

/* `owner` names the result when the table does not. */
static void fill_head(struct arena *mem, const struct doc_table *t, str owner, str *cell,
                      size_t n_col)
{
    str *values = has_values(t) ? cell + n_col : NULL;
    size_t c = 0;
    cell[c++] = str_of(policy_letter(t));
    for (size_t i = 0; i < t->n_input; i++, c++) {
        const struct doc_input_clause *in = &t->input[i];
        cell[c] = first_of(str_trim(in->expression.text), in->node.label, STR(""));
        if (values)
            values[c] = str_trim(in->values.text);
    }
    for (size_t i = 0; i < t->n_output; i++, c++) {
        const struct doc_output_clause *out = &t->output[i];
        cell[c] = first_of(out->node.name, out->node.label,
                           first_of(t->output_label, owner, owner));
        if (values)
            values[c] = output_values(mem, out);
    }
    for (size_t i = 0; i < t->n_annotation; i++)
        cell[c++] = first_of(t->annotation[i], STR("annotation"), STR(""));
    if (c < n_col)
        cell[c] = STR("source");
}

static void fill_rule(struct arena *mem, const struct doc_table *t, size_t r, str *cell,
                      size_t n_col)
{
    const struct doc_rule *rule = &t->rule[r];
    size_t c = 0;
    cell[c++] = arena_printf(mem, "%zu", r + 1);
    for (size_t i = 0; i < t->n_input; i++)
        cell[c++] = str_trim(rule->input[i].text.text);
    for (size_t i = 0; i < t->n_output; i++)
        cell[c++] = str_trim(rule->output[i].text.text);
    for (size_t i = 0; i < t->n_annotation; i++)
        cell[c++] = str_trim(rule->annotation[i]);
    if (c < n_col)
        cell[c] = sources_of(mem, &rule->node);
}

static void put_title(struct printer *p, const struct doc_table *t, str title)
{
    str policy = str_of(doc_hit_policy_name(t->hit_policy));
    if (p->n++)
        sbuf_raw(p->b, "\n");
    if (p->style == PRINT_MARKDOWN)
        sbuf_raw(p->b, "### ");
    for (size_t i = 0; i < title.n; i++)
        sbuf_char(p->b, (char)((unsigned char)title.at[i] < 0x20 ? ' ' : title.at[i]));
    sbuf_raw(p->b, " (");
    sbuf_put(p->b, policy);
    if (t->aggregation != AGGREGATE_NONE)
        sbuf_printf(p->b, " %s", doc_aggregation_name(t->aggregation));
    sbuf_put(p->b, p->style == PRINT_MARKDOWN ? STR(")\n\n") : STR(")\n"));
}

static void put_table(struct printer *p, const struct doc_table *t, str title)
{
    struct arena *mem = p->b->mem;
    size_t n_head = has_values(t) ? 2 : 1;
    size_t n_col = 1 + t->n_input + t->n_output + t->n_annotation + has_sources(t);
    size_t n_row = n_head + t->n_rule;
    put_title(p, t, title);
    if (n_col > CELLS_MAX / n_row) {
        sbuf_raw(p->b, "(too large to show)\n");
        return;
    }
    str *cell = arena_new(mem, str, n_row * n_col);
    bool *bold = arena_new(mem, bool, n_col + 1);
    bold[1 + t->n_input] = true;
    bold[1 + t->n_input + t->n_output] = true;
    fill_head(mem, t, title, cell, n_col);
    for (size_t r = 0; r < t->n_rule; r++)
        fill_rule(mem, t, r, cell + (n_head + r) * n_col, n_col);
    struct grid g = { n_row, n_col, cell, n_head, bold };
    if (p->style == PRINT_MARKDOWN)
        grid_markdown(p->b, &g);
    else
        grid_text(p->b, &g);
}

static void put_expr(struct printer *p, const struct doc_expr *e, str title);

static str inside(struct printer *p, str title, str part)
{
    return part.n ? arena_printf(p->b->mem, "%.*s: %.*s", STR_ARG(title), STR_ARG(part))
                  : title;
}

static void put_parts(struct printer *p, const struct doc_expr *e, str title)
{
    for (size_t i = 0; e->kind == EXPR_CONTEXT && i < e->u.context.n; i++) {
        const struct doc_entry *entry = &e->u.context.entry[i];
        str name = entry->variable ? entry->variable->node.name : STR("result");
        put_expr(p, entry->value, inside(p, title, name));
    }
    for (size_t i = 0; e->kind == EXPR_LIST && i < e->u.list.n; i++)
        put_expr(p, e->u.list.item[i], title);
    for (size_t i = 0; e->kind == EXPR_INVOCATION && i < e->u.invocation.n; i++)
        put_expr(p, e->u.invocation.binding[i].value,
                 inside(p, title, e->u.invocation.binding[i].parameter.node.name));
    for (size_t i = 0; e->kind == EXPR_RELATION && i < e->u.relation.n_row; i++)
        for (size_t k = 0; k < e->u.relation.row[i].n_cell; k++)
            put_expr(p, e->u.relation.row[i].cell[k], title);
}

static void put_expr(struct printer *p, const struct doc_expr *e, str title)
{
    if (!e)
        return;
    switch (e->kind) {
    case EXPR_LITERAL:
        break;
    case EXPR_TABLE:
        put_table(p, e->u.table, title);
        break;
    case EXPR_INVOCATION:
        put_expr(p, e->u.invocation.callee, title);
        put_parts(p, e, title);
        break;
    case EXPR_FUNCTION:
        put_expr(p, e->u.function.body, title);
        break;
    case EXPR_CONDITIONAL:
        put_expr(p, e->u.conditional.test, title);
        put_expr(p, e->u.conditional.then, inside(p, title, STR("then")));
        put_expr(p, e->u.conditional.otherwise, inside(p, title, STR("else")));
        break;
    case EXPR_FILTER:
        put_expr(p, e->u.filter.in, title);
        put_expr(p, e->u.filter.match, title);
        break;
    case EXPR_FOR:
    case EXPR_SOME:
    case EXPR_EVERY:
        put_expr(p, e->u.iterator.in, title);
        put_expr(p, e->u.iterator.body, title);
        break;
    case EXPR_CONTEXT:
    case EXPR_RELATION:
    case EXPR_LIST:
        put_parts(p, e, title);
        break;
    }
}

size_t print_tables(struct sbuf *b, const struct doc *doc, enum print_style style)
{
    struct printer p = { b, style, 0 };
    for (size_t i = 0; i < doc->n_decision; i++)
        put_expr(&p, doc->decision[i].logic, doc->decision[i].node.name);
    for (size_t i = 0; i < doc->n_bkm; i++)
        put_expr(&p, doc->bkm[i].logic, doc->bkm[i].node.name);
    return p.n;
}
