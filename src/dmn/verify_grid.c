#include "dmn/verify_int.h"

/* The cells of one column; equal texts are looked at and run once. */
struct column {
    struct look *look; /* per rule */
    size_t *first;     /* per rule: the first rule with this text, itself if it is */
    size_t input;
};

struct filler {
    struct verifier *v;
    struct grid *g;
    struct column *column;
    struct cuts *cuts; /* per input */
    uint64_t *one;     /* FIT_COUNT sets of one cell */
    size_t *open;
};

static const struct cell *cell_at(const struct site *s, size_t rule, size_t column)
{
    return &s->table->cell[rule * s->table->n_input + column];
}

static str cell_text(const struct site *s, size_t rule, size_t column)
{
    struct source src = table_cell_source(s->table, rule, column);
    return feel_is_dash(src.text) ? STR("-") : src.text;
}

static uint32_t hash(str s)
{
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < s.n; i++)
        h = (h ^ (unsigned char)s.at[i]) * 16777619u;
    return h;
}

static size_t *find_equals(struct filler *f, size_t column)
{
    const struct site *site = f->g->site;
    size_t n = f->g->n_rule, size = 2 * n + 1;
    size_t *first = arena_new(f->v->mem, size_t, n + 1);
    size_t *slot = arena_new(f->v->mem, size_t, size);
    for (size_t i = 0; i < n; i++) {
        str text = cell_text(site, i, column);
        size_t at = hash(text) % size;
        while (slot[at] && !str_eq(cell_text(site, slot[at] - 1, column), text))
            at = (at + 1) % size;
        if (!slot[at])
            slot[at] = i + 1;
        first[i] = slot[at] - 1;
    }
    return first;
}

/* ---- inputs ---- */

static str expression_text(const struct site *s, size_t column)
{
    return str_trim(s->table->doc->input[column].expression.text);
}

static void group_columns(struct filler *f)
{
    struct grid *g = f->g;
    const struct dmn_table *t = g->site->table;
    for (size_t j = 0; j < t->n_input; j++) {
        str text = expression_text(g->site, j);
        size_t k = 0;
        while (k < g->n_in && !str_eq(g->in[k].text, text))
            k++;
        f->column[j].input = k;
        if (k == g->n_in)
            g->in[g->n_in++] = (struct input){ .label = t->input[j].label,
                                               .text = text,
                                               .expression = t->input[j].expression };
        g->in[k].n_column++;
    }
    for (size_t k = 0; k < g->n_in; k++) {
        size_t *column = arena_new(f->v->mem, size_t, g->in[k].n_column), n = 0;
        for (size_t j = 0; j < t->n_input; j++)
            if (f->column[j].input == k)
                column[n++] = j;
        g->in[k].column = column;
    }
}

static void look_at_cells(struct filler *f, size_t column)
{
    struct grid *g = f->g;
    struct column *c = &f->column[column];
    uint16_t slot = g->site->table->input[column].slot;
    c->look = arena_new(f->v->mem, struct look, g->n_rule + 1);
    c->first = find_equals(f, column);
    for (size_t i = 0; i < g->n_rule; i++)
        c->look[i] = c->first[i] < i ? c->look[c->first[i]]
                                     : verify_look_cell(f->v, cell_at(g->site, i, column),
                                                        slot, &f->cuts[c->input]);
}

static bool wants_null(struct filler *f, const struct input *in)
{
    const struct dmn_table *t = f->g->site->table;
    if (t->unknown_is_no_match || f->v->model->lenient)
        return true;
    for (size_t k = 0; k < in->n_column; k++)
        for (size_t i = 0; i < f->g->n_rule; i++) {
            const struct look *look = &f->column[in->column[k]].look[i];
            if (look->null || !look->steps)
                return true;
        }
    return false;
}

/* ---- cells ---- */

static enum fit fit_of(struct filler *f, const struct cell *c, uint16_t slot,
                       struct value v)
{
    struct run *r = &f->v->run;
    bool knows = !f->g->site->table->unknown_is_no_match && !r->lenient;
    if (f->v->work == 0)
        return FIT_MAYBE;
    struct arena_mark start = arena_mark(f->v->mem);
    verify_start_run(f->v, slot, v);
    struct value out = cell_run(r, &f->v->frame, c, v);
    bool ran = verify_end_run(f->v);
    arena_rewind(f->v->mem, start);
    if (!ran)
        return FIT_MAYBE;
    if (out.kind == V_BOOL)
        return out.u.b ? FIT_YES : FIT_COUNT;
    return knows ? FIT_UNKNOWN : FIT_COUNT;
}

static void fit_cell(struct filler *f, size_t rule, size_t column)
{
    struct column *c = &f->column[column];
    const struct input *in = &f->g->in[c->input];
    const struct cell *cell = cell_at(f->g->site, rule, column);
    bool decided = verify_decides(in, &f->cuts[c->input], &c->look[rule]);
    memset(f->one, 0, FIT_COUNT * in->words * sizeof *f->one);
    if (!decided && !f->open[column])
        f->open[column] = rule + 1;
    for (size_t s = 0; s < in->n_seg; s++) {
        enum fit fit = FIT_MAYBE;
        if (decided)
            fit = fit_of(f, cell, f->g->site->table->input[column].slot, in->seg[s].v);
        if (fit != FIT_COUNT)
            grid_put(f->one + fit * in->words, s);
    }
}

/* Both cells on the same input must fit. */
static void narrow(struct filler *f, size_t rule, size_t input)
{
    size_t words = f->g->in[input].words;
    uint64_t *yes = grid_set(f->g, rule, FIT_YES, input);
    uint64_t *maybe = grid_set(f->g, rule, FIT_MAYBE, input);
    uint64_t *unknown = grid_set(f->g, rule, FIT_UNKNOWN, input);
    for (size_t w = 0; w < words; w++) {
        uint64_t y = f->one[w], m = f->one[words + w], u = f->one[2 * words + w];
        uint64_t was = yes[w], any = y | m | u;
        uint64_t both_maybe = (maybe[w] & any) | ((was | unknown[w]) & m);
        uint64_t both_unknown = (unknown[w] & (y | u)) | (was & u);
        yes[w] = was & y;
        maybe[w] = both_maybe;
        unknown[w] = both_unknown;
    }
}

static void fill_all(struct grid *g, size_t rule)
{
    for (size_t k = 0; k < g->n_in; k++)
        for (size_t s = 0; s < g->in[k].n_seg; s++)
            grid_put(grid_set(g, rule, FIT_YES, k), s);
}

/* Rules with the same cell get its sets one after the other, so it is run once. */
static bool fit_column(struct filler *f, size_t column)
{
    struct grid *g = f->g;
    struct column *c = &f->column[column];
    size_t *next = arena_new(f->v->mem, size_t, g->n_rule + 1); /* rule + 1, or 0 */
    size_t *last = arena_new(f->v->mem, size_t, g->n_rule + 1);
    for (size_t i = 0; i < g->n_rule; i++) {
        size_t first = c->first[i];
        if (first != i)
            next[last[first]] = i + 1;
        last[first] = i;
    }
    for (size_t i = 0; i < g->n_rule; i++) {
        if (c->first[i] != i || cell_at(g->site, i, column)->kind == CELL_ANY)
            continue;
        if (!verify_pay(f->v, g->in[c->input].n_seg))
            return false;
        fit_cell(f, i, column);
        for (size_t k = i + 1; k; k = next[k - 1])
            narrow(f, k - 1, c->input);
    }
    return true;
}

static bool take_room(struct filler *f)
{
    struct grid *g = f->g;
    size_t most = 1;
    g->first = arena_new(f->v->mem, size_t, g->n_in + 1);
    for (size_t k = 0; k < g->n_in; k++) {
        g->first[k] = g->words;
        g->words += g->in[k].words;
        most = g->in[k].words > most ? g->in[k].words : most;
    }
    if (!arena_fits(f->v->mem, (g->n_rule + 1) * FIT_COUNT,
                    (g->words + 1) * sizeof *g->set))
        return false;
    g->set = arena_new(f->v->mem, uint64_t, g->n_rule * FIT_COUNT * g->words + 1);
    f->one = arena_new(f->v->mem, uint64_t, FIT_COUNT * most);
    for (size_t i = 0; i < g->n_rule; i++)
        fill_all(g, i);
    return true;
}

bool verify_grid(struct verifier *v, const struct site *site, struct grid *out)
{
    const struct dmn_table *t = site->table;
    struct filler f = { .v = v, .g = out };
    *out = (struct grid){ .site = site, .n_rule = t->n_rule };
    if (!arena_fits(v->mem, (t->n_rule + 1) * 4, (t->n_input + 1) * sizeof(struct look)))
        return false;
    out->in = arena_new(v->mem, struct input, t->n_input + 1);
    f.column = arena_new(v->mem, struct column, t->n_input + 1);
    f.open = arena_new(v->mem, size_t, t->n_input + 1);
    out->open = f.open;
    group_columns(&f);
    f.cuts = arena_new(v->mem, struct cuts, out->n_in + 1);
    for (size_t k = 0; k < out->n_in; k++)
        f.cuts[k].kind = verify_kind(site, &out->in[k]);
    for (size_t j = 0; j < t->n_input; j++)
        look_at_cells(&f, j);
    for (size_t k = 0; k < out->n_in; k++)
        if (!verify_domain(v, site, &f.cuts[k], wants_null(&f, &out->in[k]), &out->in[k]))
            return false;
    if (!take_room(&f))
        return false;
    for (size_t j = 0; j < t->n_input; j++)
        if (!fit_column(&f, j))
            return false;
    return v->work > 0 && !v->mem->over;
}
