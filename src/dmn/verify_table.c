#include "dmn/verify_int.h"

enum { GAPS_SHOWN = 3 };

/* Does it fail when no rule fits? */
static bool needs_a_rule(const struct dmn_table *t)
{
    switch (t->doc->hit_policy) {
    case HIT_COLLECT:
        return t->doc->aggregation == AGGREGATE_MIN ||
               t->doc->aggregation == AGGREGATE_MAX;
    case HIT_RULE_ORDER:
    case HIT_OUTPUT_ORDER:
        return false;
    default:
        return true;
    }
}

/* False when the gap depends on inputs that may never be so together. */
static bool say_gap(struct rules *r, const struct hole_box *box)
{
    struct example e = { .n = box->n };
    memcpy(e.input, box->input, box->n * sizeof *e.input);
    memcpy(e.seg, box->at, box->n * sizeof *e.seg);
    str at = verify_example(r->v, r->g, &e);
    bool sure = verify_is_possible(r->v, r->g, &e);
    struct err *err = verify_say_table(
        r->v, r->g->site, sure ? SEVERITY_WARNING : SEVERITY_INFO, "%s rule fits%.*s",
        sure ? "no" : "maybe no", STR_ARG(at));
    err_hint(err,
             sure ? "Add a rule for it, or a default output."
                  : "These inputs are computed, so it may never happen; if it can, add a "
                    "rule or a default output.");
    return sure;
}

static void prove_complete(struct rules *r, struct verify_table *out)
{
    struct cover *c = verify_cover(r->v, r->g, 1 << FIT_YES | 1 << FIT_UNKNOWN, false);
    enum hole hole = c ? cover_find(c, NULL) : HOLE_GIVEN_UP;
    out->cover = hole == HOLE_NONE ? VERIFY_COMPLETE : VERIFY_TOO_LARGE;
    if (hole == HOLE_FOUND) {
        out->cover = VERIFY_UNDECIDED;
        r->undecided = true;
    }
}

static void find_gaps(struct rules *r, struct verify_table *out)
{
    unsigned fits = 1 << FIT_YES | 1 << FIT_MAYBE | 1 << FIT_UNKNOWN, found = 0;
    struct cover *c = verify_cover(r->v, r->g, fits, true);
    struct hole_box box;
    enum hole hole = HOLE_GIVEN_UP;
    for (; c && (hole = cover_find(c, &box)) == HOLE_FOUND && found < GAPS_SHOWN; found++)
        out->gaps += say_gap(r, &box);
    if (hole == HOLE_FOUND)
        verify_say_table(r->v, r->g->site, SEVERITY_INFO,
                         "there are more inputs without a rule");
    if (out->gaps)
        out->cover = VERIFY_GAPS;
    else if (found)
        out->why = STR("its inputs are computed");
    else if (hole == HOLE_NONE)
        prove_complete(r, out);
    else
        out->cover = VERIFY_TOO_LARGE;
}

/* Why something is open: the first cell that is not decided, or an input whose
 * possible values are not known. */
static void say_undecided(struct rules *r, struct verify_table *out)
{
    const struct grid *g = r->g;
    const struct site *s = g->site;
    for (size_t j = 0; j < s->table->n_input; j++) {
        if (!g->open[j])
            continue;
        str label = s->table->input[j].label;
        str text = arena_printf(r->v->mem,
                                "the table cannot be verified fully: this cell is not a "
                                "comparison of \"%.*s\" with constants",
                                STR_ARG(label));
        struct err *e = verify_say_cell(r->v, s, g->open[j] - 1, j, SEVERITY_INFO, text);
        err_hint(e, "Gaps and overlaps that depend on this cell are not reported.");
        out->why = arena_printf(r->v->keep, "column \"%.*s\", rule %zu", STR_ARG(label),
                                g->open[j]);
        return;
    }
    out->why = STR("its allowed values are not comparisons with constants");
    verify_say_table(r->v, s, SEVERITY_INFO, "the table cannot be verified fully: %.*s",
                     STR_ARG(out->why));
}

static void say_too_large(struct verifier *v, const struct site *s,
                          struct verify_table *out)
{
    if (out->cover == VERIFY_UNDECIDED)
        out->cover = VERIFY_TOO_LARGE;
    out->why = STR("too large");
    struct err *e = verify_say_table(v, s, SEVERITY_INFO,
                                     "the table is too large to verify fully");
    err_hint(
        e,
        "What was found is right, but there may be more; a table in parts is easier to "
        "read too.");
}

void verify_table(struct verifier *v, const struct site *site, struct verify_table *out)
{
    const struct dmn_table *t = site->table;
    struct grid g;
    struct rules r = { .v = v, .g = &g };
    bool needs = needs_a_rule(t);
    out->cover = !needs           ? VERIFY_NO_NEED
                 : t->has_default ? VERIFY_DEFAULT
                                  : VERIFY_UNDECIDED;
    if (!verify_grid(v, site, &g)) {
        say_too_large(v, site, out);
        return;
    }
    for (size_t j = 0; j < t->n_input; j++)
        r.open |= g.open[j] != 0;
    r.dead = arena_new(v->mem, uint64_t, (g.n_rule + 63) / 64 + 1);
    verify_impossible(&r, out);
    if (needs && !t->has_default)
        find_gaps(&r, out);
    if (t->doc->hit_policy == HIT_UNIQUE || t->doc->hit_policy == HIT_ANY)
        verify_overlaps(&r, out);
    if (t->doc->hit_policy == HIT_FIRST || t->doc->hit_policy == HIT_PRIORITY)
        verify_covered(&r, out);
    if (r.given_up || out->cover == VERIFY_TOO_LARGE)
        say_too_large(v, site, out);
    else if (r.undecided)
        say_undecided(&r, out);
}
