#include "dmn/verify_int.h"

enum { OVERLAPS_SHOWN = 5, OVERLAPS_COUNTED = 1000, DEAD_SHOWN = 10 };

/* The segments of input `k` where rule `i` fits by any of `fits`, word `w`. */
static uint64_t fitting(const struct grid *g, size_t i, unsigned fits, size_t k, size_t w)
{
    uint64_t set = 0;
    for (unsigned fit = 0; fit < FIT_COUNT; fit++)
        if (fits >> fit & 1)
            set |= grid_set(g, i, (enum fit)fit, k)[w];
    return set;
}

enum { YES = 1 << FIT_YES, MAYBE = 1 << FIT_MAYBE, UNKNOWN = 1 << FIT_UNKNOWN };

static bool fits_nothing(const struct grid *g, size_t rule, size_t k)
{
    for (size_t w = 0; w < g->in[k].words; w++)
        if (fitting(g, rule, YES | MAYBE, k, w))
            return false;
    return true;
}

static bool asks(const struct grid *g, size_t rule, size_t k)
{
    for (size_t s = 0; s < g->in[k].n_seg; s++)
        if (!grid_has(grid_set(g, rule, FIT_YES, k), s))
            return true;
    return false;
}

/* ---- rules that fit nothing ---- */

static bool was_said(const struct findings *f, const struct source *at)
{
    struct err e = { .code = ERR_RULE };
    source_place(at, 0, &e);
    for (const struct finding *one = f->first; one; one = one->next)
        if (one->err.line == e.line && one->err.col == e.col &&
            strcmp(one->err.file, e.file) == 0)
            return true;
    return false;
}

/* The values of an input, as its model states them; "" when that is not short. */
static str stated_values(const struct site *s, const struct input *in)
{
    const struct table_input *column = &s->table->input[in->column[0]];
    const struct doc_text *values = &s->table->doc->input[in->column[0]].values;
    if (column->allowed)
        return str_trim(values->text);
    if (column->type->allowed)
        return str_trim(column->type->allowed->text);
    if (in->expression->type->allowed)
        return str_trim(in->expression->type->allowed->text);
    return STR("");
}

static void say_impossible(struct rules *r, size_t rule, const struct input *in)
{
    const struct site *s = r->g->site;
    size_t column = in->column[0], cells = 0;
    for (size_t i = 0; i < in->n_column; i++)
        if (!feel_is_dash(table_cell_source(s->table, rule, in->column[i]).text)) {
            column = in->column[i];
            cells++;
        }
    struct source src = table_cell_source(s->table, rule, column);
    if (was_said(r->v->findings, &src))
        return;
    str text = arena_printf(r->v->mem, "rule %zu can never fit: %s \"%.*s\"", rule + 1,
                            cells > 1 ? "its cells exclude every value of"
                                      : "this cell excludes every possible value of",
                            STR_ARG(in->label));
    struct err *e = verify_say_cell(r->v, s, rule, column, SEVERITY_WARNING, text);
    str values = stated_values(s, in);
    if (values.n)
        err_hint(e, "Possible values: %.*s.", STR_ARG(str_slice(values, 0, 150)));
    else
        err_hint(e, "Correct the cell, or take the rule out.");
}

void verify_impossible(struct rules *r, struct verify_table *out)
{
    const struct grid *g = r->g;
    for (size_t i = 0; i < g->n_rule; i++)
        for (size_t k = 0; k < g->n_in; k++) {
            if (!fits_nothing(g, i, k))
                continue;
            grid_put(r->dead, i);
            if (out->dead++ < DEAD_SHOWN)
                say_impossible(r, i, &g->in[k]);
            break;
        }
}

/* ---- rules that fit together ---- */

enum same { SAME_NO, SAME_YES, SAME_MAYBE };

static enum same same_entry(const struct dmn_table *t, size_t i, size_t j, size_t column)
{
    const struct node *a = t->entry[i * t->n_output + column];
    const struct node *b = t->entry[j * t->n_output + column];
    str x = str_trim(t->doc->rule[i].output[column].text.text);
    str y = str_trim(t->doc->rule[j].output[column].text.text);
    if (str_eq(x, y))
        return SAME_YES;
    if (a->kind != NODE_CONST || b->kind != NODE_CONST || a->type->kind == TYPE_FUNCTION)
        return SAME_MAYBE;
    return value_same(a->u.value, b->u.value) ? SAME_YES : SAME_NO;
}

static enum same same_outputs(const struct dmn_table *t, size_t i, size_t j)
{
    enum same all = SAME_YES;
    for (size_t k = 0; k < t->n_output; k++) {
        enum same one = same_entry(t, i, j, k);
        if (one == SAME_NO)
            return SAME_NO;
        if (one == SAME_MAYBE)
            all = SAME_MAYBE;
    }
    return all;
}

/* A segment of input `k` where both rules fit for certain, else n_seg. */
static size_t common(const struct grid *g, size_t i, size_t j, size_t k)
{
    const struct input *in = &g->in[k];
    for (size_t w = 0; w < in->words; w++) {
        uint64_t both = fitting(g, i, YES, k, w) & fitting(g, j, YES, k, w);
        for (; both; both &= both - 1) {
            size_t s = w * 64 + (size_t)__builtin_ctzll(both);
            if (in->seg[s].sure)
                return s;
        }
    }
    return in->n_seg;
}

static bool share(const struct grid *g, size_t i, size_t j, size_t k, unsigned fits)
{
    for (size_t w = 0; w < g->in[k].words; w++)
        if (fitting(g, i, fits, k, w) & fitting(g, j, fits, k, w))
            return true;
    return false;
}

/* Most pairs part here, so this is quick: is there an input that keeps them apart? */
static bool are_apart(const struct rules *r, size_t i, size_t j, bool *certain)
{
    const struct grid *g = r->g;
    *certain = true;
    for (size_t k = 0; k < g->n_in; k++) {
        const uint64_t *a = grid_set(g, i, FIT_YES, k), *b = grid_set(g, j, FIT_YES, k);
        uint64_t both = 0;
        for (size_t w = 0; w < g->in[k].words; w++)
            both |= a[w] & b[w];
        if (both)
            continue;
        *certain = false;
        if (!r->open || !share(g, i, j, k, YES | MAYBE))
            return true;
    }
    return false;
}

/* An example of two rules that fit together; what only may be makes the table undecided. */
static bool meet(struct rules *r, size_t i, size_t j, bool certain, struct example *e)
{
    const struct grid *g = r->g;
    e->n = 0;
    for (size_t k = 0; k < g->n_in && certain; k++) {
        size_t s = common(g, i, j, k);
        certain = s < g->in[k].n_seg;
        if (certain && e->n < VERIFY_VARS_MAX && (asks(g, i, k) || asks(g, j, k))) {
            e->input[e->n] = k;
            e->seg[e->n++] = s;
        }
    }
    r->undecided |= !certain;
    return certain;
}

static void say_overlap(struct rules *r, size_t i, size_t j, const struct example *e)
{
    const struct site *s = r->g->site;
    bool any = s->table->doc->hit_policy == HIT_ANY;
    bool sure = verify_is_possible(r->v, r->g, e);
    str at = verify_example(r->v, r->g, e);
    str text = arena_printf(r->v->mem, "rules %zu and %zu %s fit%s%.*s", i + 1, j + 1,
                            sure ? "both" : "may both",
                            any ? ", with different outputs," : "", STR_ARG(at));
    struct err *err = verify_say_rule(r->v, s, j, sure ? SEVERITY_WARNING : SEVERITY_INFO,
                                      text);
    if (!sure)
        err_hint(
            err,
            "The inputs are computed, so they may never have these values together.");
    else if (any)
        err_hint(err,
                 "With hit policy ANY all rules that fit must give the same outputs.");
    else
        err_hint(
            err,
            "With hit policy UNIQUE one rule may fit; narrow one of them, or use FIRST "
            "or PRIORITY.");
}

/* One pair; `more` counts those that are not shown. */
static void check_pair(struct rules *r, size_t i, size_t j, struct verify_table *out,
                       size_t *more)
{
    const struct dmn_table *t = r->g->site->table;
    struct example e;
    bool certain;
    if (are_apart(r, i, j, &certain))
        return;
    enum same same = t->doc->hit_policy == HIT_ANY ? same_outputs(t, i, j) : SAME_NO;
    if (same == SAME_MAYBE)
        r->undecided = true;
    if (same != SAME_NO)
        return;
    if (out->overlaps == OVERLAPS_SHOWN) {
        *more += certain;
    } else if (meet(r, i, j, certain, &e)) {
        out->overlaps++;
        say_overlap(r, i, j, &e);
    }
}

void verify_overlaps(struct rules *r, struct verify_table *out)
{
    const struct grid *g = r->g;
    size_t more = 0;
    for (size_t j = 0; j < g->n_rule && more < OVERLAPS_COUNTED && !r->given_up; j++)
        for (size_t i = 0; i < j && !r->given_up; i++) {
            check_pair(r, i, j, out, &more);
            r->given_up = !verify_pay(r->v, g->n_in + 2);
        }
    if (more)
        verify_say_table(r->v, g->site, SEVERITY_INFO,
                         "%zu%s more pairs of rules overlap", more,
                         more < OVERLAPS_COUNTED && !r->given_up ? "" : " or more");
}

/* ---- rules that others always come before ---- */

static bool rank_of(const struct dmn_table *t, size_t rule, size_t column, size_t *out)
{
    const struct table_output *o = &t->output[column];
    const struct node *n = t->entry[rule * t->n_output + column];
    if (n->kind != NODE_CONST)
        return false;
    for (*out = 0; *out < o->n_priority; ++*out)
        if (value_same(o->priority[*out], n->u.value))
            break;
    return true;
}

/* Does rule `i` for certain go before rule `j` when both fit? */
static bool goes_before(const struct dmn_table *t, size_t i, size_t j)
{
    if (t->doc->hit_policy == HIT_FIRST)
        return i < j;
    for (size_t k = 0; k < t->n_output; k++) {
        size_t a, b;
        if (!rank_of(t, i, k, &a) || !rank_of(t, j, k, &b) || a > b)
            return false;
        if (a < b)
            return true;
    }
    return false;
}

static bool covers_alone(const struct grid *g, size_t i, size_t j)
{
    for (size_t k = 0; k < g->n_in; k++)
        for (size_t w = 0; w < g->in[k].words; w++)
            if (fitting(g, j, YES | MAYBE, k, w) & ~fitting(g, i, YES | UNKNOWN, k, w))
                return false;
    return true;
}

static void say_covered(struct rules *r, size_t rule, size_t by)
{
    const struct site *s = r->g->site;
    bool first = s->table->doc->hit_policy == HIT_FIRST;
    str why = first ? STR("the rules before it cover all that it fits")
                    : STR("rules with priority cover all that it fits");
    if (by < r->g->n_rule)
        why = arena_printf(r->v->mem, "rule %zu %s wherever it fits", by + 1,
                           first ? "comes first" : "has priority");
    str text = arena_printf(r->v->mem, "rule %zu can never %s: %.*s", rule + 1,
                            first ? "fire" : "decide", STR_ARG(why));
    struct err *e = verify_say_rule(r->v, s, rule, SEVERITY_WARNING, text);
    err_hint(e, first ? "Move it up, narrow the rules before it, or take it out."
                      : "Take it out, or give its output a higher priority.");
}

static size_t find_cover(struct rules *r, size_t rule, uint64_t *before, bool *any)
{
    const struct grid *g = r->g;
    size_t alone = g->n_rule;
    *any = false;
    memset(before, 0, (g->n_rule + 63) / 64 * sizeof *before);
    for (size_t i = 0; i < g->n_rule && alone == g->n_rule; i++) {
        if (i == rule || !goes_before(g->site->table, i, rule))
            continue;
        *any = true;
        grid_put(before, i);
        if (verify_pay(r->v, g->n_in) && covers_alone(g, i, rule))
            alone = i;
    }
    return alone;
}

void verify_covered(struct rules *r, struct verify_table *out)
{
    const struct grid *g = r->g;
    struct cover *c = verify_cover(r->v, g, YES | UNKNOWN, false);
    uint64_t *before = arena_new(r->v->mem, uint64_t, (g->n_rule + 63) / 64 + 1);
    if (!c) {
        r->given_up = true;
        return;
    }
    for (size_t i = 0; i < g->n_rule && !r->given_up; i++) {
        bool any;
        if (grid_has(r->dead, i))
            continue;
        size_t alone = find_cover(r, i, before, &any);
        enum hole hole = HOLE_FOUND;
        if (any && alone == g->n_rule) {
            cover_within(c, i, YES | MAYBE, before);
            hole = cover_find(c, NULL);
        }
        r->given_up |= hole == HOLE_GIVEN_UP || r->v->work == 0;
        if ((hole == HOLE_NONE || alone < g->n_rule) && out->dead++ < DEAD_SHOWN)
            say_covered(r, i, alone);
    }
}
