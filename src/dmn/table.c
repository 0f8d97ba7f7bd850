#include "dmn/table.h"

#include "dmn/link.h"

enum { CELL_FEW = 16 }; /* constants of a cell that is made small */

struct building_table {
    struct boxed *b;
    const struct doc_expr *expr;
    const struct doc_table *doc;
    struct dmn_table *table;
    struct cell *cell;
};

static const struct node *unwrap(const struct node *n)
{
    return n->kind == NODE_SOURCE ? n->u.source.inner : n;
}

static bool is_plain(const struct node *n)
{
    return n->kind == NODE_CONST && !(n->flags & NODE_USES_TESTED) &&
           n->u.value.kind != V_NULL && n->u.value.kind != V_LIST &&
           n->u.value.kind != V_FUNCTION;
}

/* The kind of the bounds of a range, when table_run's short way may be taken. */
static uint8_t range_of(const struct range *r)
{
    if (r->except || (r->low.kind != r->high.kind && r->low.kind != V_ABSENT &&
                      r->high.kind != V_ABSENT))
        return V_NULL;
    return (uint8_t)(r->low.kind == V_ABSENT ? r->high.kind : r->low.kind);
}

static struct source *cell_source(struct building_table *t, const struct doc_text *text,
                                  str column, int rule)
{
    struct source *s = boxed_source(t->b, text, t->b->place);
    s->column = column;
    s->rule = rule;
    return s;
}

/*
 * Cells are many, and most hold constants. Of such a cell only these are kept: what
 * compiling it took from the arena is given back. `compiling` is where that began.
 */
struct compiling {
    struct compiler *c;
    struct arena_mark start;
    unsigned findings;
    const struct source *src;
};

static struct compiling start_compiling(struct building_table *t,
                                        const struct doc_text *text, str column, int rule)
{
    struct compiler *c = &t->b->l->compiler;
    struct compiling at = { c, arena_mark(c->mem), c->findings->n + c->findings->dropped,
                            NULL };
    at.src = cell_source(t, text, column, rule);
    return at;
}

/* Does the constant hold no pointer into what would be given back? */
static bool is_loose(const struct compiling *at, const struct value *v)
{
    str text = at->src->text;
    switch (v->kind) {
    case V_BOOL:
    case V_NUM:
    case V_DATE:
    case V_SPAN:
    case V_MONTHS:
    case V_ABSENT:
        return true;
    case V_STR:
        return v->u.s.at >= text.at && v->u.s.at + v->u.s.n <= text.at + text.n;
    default:
        return false;
    }
}

static bool can_give_back(const struct compiling *at, const struct value *v, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!is_loose(at, &v[i]))
            return false;
    return !at->c->mem->over &&
           at->findings == at->c->findings->n + at->c->findings->dropped;
}

static const struct range *keep_range(const struct compiling *at,
                                      const struct range *range)
{
    struct range copy = *range;
    struct value bound[2] = { copy.low, copy.high };
    if (!can_give_back(at, bound, 2))
        return range;
    arena_rewind(at->c->mem, at->start);
    struct range *kept = arena_raw(at->c->mem, struct range, 1);
    *kept = copy;
    return kept;
}

static const struct value *keep_values(const struct compiling *at,
                                       const struct node *tests)
{
    struct value few[CELL_FEW], *kept;
    size_t n = tests->u.in.n;
    bool loose = n <= CELL_FEW;
    for (size_t i = 0; i < n && loose; i++)
        few[i] = tests->u.in.test[i]->u.value;
    if (loose && can_give_back(at, few, n)) {
        arena_rewind(at->c->mem, at->start);
        kept = arena_raw(at->c->mem, struct value, n);
        memcpy(kept, few, n * sizeof *few);
        return kept;
    }
    kept = arena_raw(at->c->mem, struct value, n);
    for (size_t i = 0; i < n; i++)
        kept[i] = tests->u.in.test[i]->u.value;
    return kept;
}

static const struct node *keep_constant(const struct compiling *at, const struct node *n)
{
    struct node copy = *n;
    if (n->kind != NODE_CONST || !can_give_back(at, &copy.u.value, 1))
        return n;
    arena_rewind(at->c->mem, at->start);
    struct node *kept = node_new(at->c->mem, NODE_CONST, 0);
    *kept = copy;
    return kept;
}

/* What a cell compares with, when that is nothing but constants. */
static void classify(const struct compiling *at, const struct node *tests,
                     struct cell *out)
{
    const struct node *n = unwrap(tests);
    *out = (struct cell){ .kind = CELL_TESTS, .u.tests = tests };
    if (n->kind == NODE_CONST && value_is_true(n->u.value)) {
        out->kind = CELL_ANY;
        return;
    }
    if (n->kind != NODE_TESTS)
        return;
    for (size_t i = 0; i < n->u.in.n; i++) {
        const struct node *t = n->u.in.test[i];
        if (t->kind == NODE_CONST && t->u.value.kind == V_NULL)
            out->null_too = true;
        if (!is_plain(t) || (t->u.value.kind == V_RANGE && n->u.in.n > 1))
            return;
    }
    out->negated = n->flags & NODE_NEGATED;
    out->n = (uint32_t)n->u.in.n;
    if (n->u.in.test[0]->u.value.kind == V_RANGE) {
        out->kind = CELL_RANGE;
        out->u.range = keep_range(at, n->u.in.test[0]->u.value.u.range);
        out->of = range_of(out->u.range);
        return;
    }
    out->kind = out->n == 1 ? CELL_EQUAL : CELL_SET;
    out->u.value = keep_values(at, n);
    for (size_t i = 0; i < out->n; i++) {
        uint8_t of = (uint8_t)out->u.value[i].kind;
        out->of = i == 0 || of == out->of ? of : V_NULL;
    }
}

static str column_label(const struct doc_node *node, str otherwise)
{
    if (node->label.n)
        return node->label;
    if (otherwise.n)
        return otherwise;
    return node->name;
}

static void compile_input(struct building_table *t, const struct doc_input_clause *in,
                          struct table_input *out)
{
    struct compiler *c = &t->b->l->compiler;
    out->label = column_label(&in->node, in->expression.text);
    struct source *src = cell_source(t, &in->expression, out->label, 0);
    if (doc_has(&in->expression) && !str_is_blank(in->expression.text)) {
        out->expression = feel_expression(c, src, t->b->scope);
    } else {
        link_error(t->b->l, t->b->doc, in->node.line, ERR_MODEL,
                   "an input column has no expression");
        out->expression = node_new(c->mem, NODE_ERROR, 0);
    }
    const struct type *stated = NULL;
    if (in->type_ref.n)
        stated = link_type(t->b->l, t->b->doc, in->type_ref, &in->node);
    out->type = out->expression->type;
    if (stated && stated->kind != TYPE_ANY) {
        if (!type_conforms(out->type, stated) && !t->b->l->lenient &&
            !(out->type->kind == TYPE_LIST && out->type->of &&
              type_conforms(out->type->of, stated))) {
            struct err *e = findings_add(
                t->b->l->findings, SEVERITY_ERROR, ERR_TYPE,
                "the input gives %s, but its type is stated as %s",
                type_cstr(c->mem, out->type), type_cstr(c->mem, stated));
            source_place(src, 0, e);
        }
        if (out->type->kind == TYPE_ANY || stated->allowed)
            out->type = stated;
    }
    out->slot = compiler_take_slot(c);
    struct symbol tested = {
        .name = STR("?"), .type = out->type, .kind = SYMBOL_LOCAL, .slot = out->slot
    };
    if (doc_has(&in->values) && !feel_is_dash(in->values.text))
        out->allowed = feel_tests(c, cell_source(t, &in->values, out->label, 0),
                                  t->b->scope, &tested);
}

/* Output values as constants in order of priority, where they are nothing else. */
static void compile_priorities(struct building_table *t, const struct node *tests,
                               struct table_output *out)
{
    const struct node *n = unwrap(tests);
    if (n->kind != NODE_TESTS || n->flags & NODE_NEGATED)
        return;
    struct value *v = arena_new(t->b->l->mem, struct value, n->u.in.n + 1);
    for (size_t i = 0; i < n->u.in.n; i++) {
        if (!is_plain(n->u.in.test[i]))
            return;
        v[i] = n->u.in.test[i]->u.value;
    }
    out->priority = v;
    out->n_priority = n->u.in.n;
}

static void compile_output(struct building_table *t, const struct doc_output_clause *o,
                           struct table_output *out)
{
    struct linker *l = t->b->l;
    struct compiler *c = &l->compiler;
    out->name = feel_name(c->mem, o->node.name);
    out->type = &type_any;
    str ref = o->type_ref.n || t->doc->n_output > 1 ? o->type_ref : t->expr->type_ref;
    const struct type *stated = ref.n ? link_type(l, t->b->doc, ref, &o->node) : NULL;
    if (stated)
        out->type = stated;
    if (out->type->kind == TYPE_LIST && t->doc->n_output == 1 && !o->type_ref.n &&
        (t->doc->hit_policy == HIT_COLLECT || t->doc->hit_policy == HIT_RULE_ORDER ||
         t->doc->hit_policy == HIT_OUTPUT_ORDER))
        out->type = out->type->of ? out->type->of : &type_any;
    struct symbol tested = { .name = STR("?"),
                             .type = out->type,
                             .kind = SYMBOL_LOCAL,
                             .slot = compiler_take_slot(c) };
    str label = column_label(&o->node, o->node.name);
    if (doc_has(&o->values) && !feel_is_dash(o->values.text)) {
        out->allowed = feel_tests(c, cell_source(t, &o->values, label, 0), t->b->scope,
                                  &tested);
        compile_priorities(t, out->allowed, out);
    } else if (out->type->allowed && out->type->allowed->n) {
        out->priority = out->type->allowed->value;
        out->n_priority = out->type->allowed->n;
    }
    if (doc_has(&o->default_entry) && !str_is_blank(o->default_entry.text)) {
        out->otherwise = feel_expression(c, cell_source(t, &o->default_entry, label, 0),
                                         t->b->scope);
        t->table->has_default = true;
    }
}

static bool may_be_of(const struct type *t, const struct type *stated)
{
    return type_conforms(t, stated) ||
           (t->kind == TYPE_LIST && t->of && type_conforms(t->of, stated)) ||
           (stated->kind == TYPE_LIST && stated->of && type_conforms(t, stated->of)) ||
           (t->kind == TYPE_DATE && stated->kind == TYPE_MOMENT);
}

static const struct node *compile_entry(struct building_table *t,
                                        const struct doc_cell *cell,
                                        const struct table_output *out, str label,
                                        int rule)
{
    struct compiler *c = &t->b->l->compiler;
    if (!doc_has(&cell->text) || feel_is_dash(cell->text.text)) {
        struct node *null = node_new(c->mem, NODE_CONST, 0);
        null->type = &type_null;
        return null;
    }
    struct compiling at = start_compiling(t, &cell->text, label, rule);
    const struct node *n = feel_expression(c, at.src, t->b->scope);
    if (!may_be_of(n->type, out->type)) {
        struct err *e = findings_add(
            t->b->l->findings, t->b->l->lenient ? SEVERITY_WARNING : SEVERITY_ERROR,
            ERR_TYPE, "the cell gives %s, but the column is %s",
            type_cstr(c->mem, n->type), type_cstr(c->mem, out->type));
        source_place(at.src, 0, e);
    }
    return keep_constant(&at, n);
}

static void compile_rule(struct building_table *t, size_t i, const struct node **entry)
{
    struct compiler *c = &t->b->l->compiler;
    const struct doc_rule *rule = &t->doc->rule[i];
    for (size_t j = 0; j < t->table->n_input; j++) {
        const struct table_input *in = &t->table->input[j];
        struct symbol tested = {
            .name = STR("?"), .type = in->type, .kind = SYMBOL_LOCAL, .slot = in->slot
        };
        struct cell *cell = &t->cell[i * t->table->n_input + j];
        *cell = (struct cell){ .kind = CELL_ANY };
        if (!doc_has(&rule->input[j].text) || feel_is_dash(rule->input[j].text.text))
            continue;
        struct compiling at = start_compiling(t, &rule->input[j].text, in->label,
                                              (int)i + 1);
        classify(&at, feel_tests(c, at.src, t->b->scope, &tested), cell);
    }
    for (size_t j = 0; j < t->table->n_output; j++) {
        const struct doc_node *column = &t->doc->output[j].node;
        entry[i * t->table->n_output + j] = compile_entry(
            t, &rule->output[j], &t->table->output[j], column_label(column, column->name),
            (int)i + 1);
    }
}

static const struct type *output_type(struct building_table *t)
{
    struct arena *mem = t->b->l->mem;
    const struct dmn_table *table = t->table;
    if (table->n_output == 1) {
        const struct type *out = table->output[0].type, *all = NULL;
        if (out->kind != TYPE_ANY)
            return out;
        for (size_t i = 0; i < table->n_rule; i++)
            all = all ? type_join(mem, all, table->entry[i]->type)
                      : table->entry[i]->type;
        if (table->output[0].otherwise)
            all = all ? type_join(mem, all, table->output[0].otherwise->type) : NULL;
        return all ? all : &type_any;
    }
    struct type *t_out = arena_new(mem, struct type, 1);
    struct type_member *m = arena_new(mem, struct type_member, table->n_output);
    for (size_t j = 0; j < table->n_output; j++)
        m[j] = (struct type_member){ table->output[j].name, table->output[j].type };
    *t_out = (struct type){ .kind = TYPE_CONTEXT,
                            .member = m,
                            .n_member = (uint32_t)table->n_output };
    return t_out;
}

static const struct type *table_type(struct building_table *t)
{
    const struct type *one = output_type(t);
    switch (t->doc->hit_policy) {
    case HIT_COLLECT:
        if (t->doc->aggregation == AGGREGATE_COUNT)
            return &type_num;
        if (t->doc->aggregation != AGGREGATE_NONE)
            return one;
        return type_list_of(t->b->l->mem, one);
    case HIT_RULE_ORDER:
    case HIT_OUTPUT_ORDER:
        return type_list_of(t->b->l->mem, one);
    default:
        return one;
    }
}

static void check_policy(struct building_table *t)
{
    const struct doc_table *d = t->doc;
    bool ordered = d->hit_policy == HIT_PRIORITY || d->hit_policy == HIT_OUTPUT_ORDER;
    bool any = false;
    for (size_t j = 0; j < t->table->n_output; j++)
        any |= t->table->output[j].n_priority > 0;
    if (ordered && !any) {
        struct err *e = link_error(
            t->b->l, t->b->doc, t->expr->node.line, ERR_MODEL,
            "hit policy %s needs output values, in order of priority",
            doc_hit_policy_name(d->hit_policy));
        err_place(e, "%.*s", STR_ARG(t->b->place));
    }
    if (d->aggregation != AGGREGATE_NONE && d->n_output > 1) {
        struct err *e = link_error(t->b->l, t->b->doc, t->expr->node.line, ERR_MODEL,
                                   "aggregation %s needs exactly one output",
                                   doc_aggregation_name(d->aggregation));
        err_place(e, "%.*s", STR_ARG(t->b->place));
    }
}

const struct node *table_compile(struct boxed *b, const struct doc_expr *e)
{
    struct compiler *c = &b->l->compiler;
    const struct doc_table *d = e->u.table;
    struct dmn_table *table = arena_new(c->mem, struct dmn_table, 1);
    struct building_table t = { .b = b, .expr = e, .doc = d, .table = table };
    struct table_input *input = arena_new(c->mem, struct table_input, d->n_input + 1);
    struct table_output *output = arena_new(c->mem, struct table_output, d->n_output + 1);
    const struct node **entry = arena_new(c->mem, const struct node *,
                                          d->n_rule * d->n_output + 1);
    struct source *where = arena_new(c->mem, struct source, 1);
    *where =
        (struct source){ .file = b->doc->file, .place = b->place, .line = e->node.line };
    t.cell = arena_new(c->mem, struct cell, d->n_rule * d->n_input + 1);
    *table = (struct dmn_table){ .doc = d,
                                 .where = where,
                                 .input = input,
                                 .output = output,
                                 .n_input = d->n_input,
                                 .n_output = d->n_output,
                                 .n_rule = d->n_rule,
                                 .cell = t.cell,
                                 .entry = entry,
                                 .unknown_is_no_match = d->unknown_is_no_match,
                                 .id = b->l->n_table++ };
    for (size_t i = 0; i < d->n_input; i++)
        compile_input(&t, &d->input[i], &input[i]);
    for (size_t i = 0; i < d->n_output; i++)
        compile_output(&t, &d->output[i], &output[i]);
    for (size_t i = 0; i < d->n_rule; i++)
        compile_rule(&t, i, entry);
    check_policy(&t);
    table_check(b->l, table);
    compiler_drop_slots(c, (unsigned)(d->n_input + d->n_output));
    struct node *n = node_new(c->mem, NODE_HOST, 0);
    n->u.host.run = table_run;
    n->u.host.data = table;
    n->type = table_type(&t);
    b->table = table;
    return n;
}
