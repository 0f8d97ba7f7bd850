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

static void say_gap(struct rules *r, const struct hole_box *box)
{
    struct example e = { .n = box->n };
    memcpy(e.input, box->input, box->n * sizeof *e.input);
    memcpy(e.seg, box->at, box->n * sizeof *e.seg);
    str at = verify_example(r->v, r->g, &e);
    if (verify_is_possible(r->v, r->g, &e)) {
        struct err *err = verify_say_table(r->v, r->g->site, SEVERITY_WARNING,
                                           "no rule fits when %.*s", STR_ARG(at));
        err_hint(err, "Add a rule for it, or a default output.");
        return;
    }
    struct err *err = verify_say_table(r->v, r->g->site, SEVERITY_INFO,
                                       "no rule fits if it can be that %.*s",
                                       STR_ARG(at));
    err_hint(
        err,
        "These inputs are computed; if it can happen, add a rule or a default output.");
}

static void find_gaps(struct rules *r, struct verify_table *out)
{
    unsigned fits = 1 << FIT_YES | 1 << FIT_MAYBE | 1 << FIT_UNKNOWN;
    struct cover *c = verify_cover(r->v, r->g, fits, true);
    struct hole_box box;
    enum hole hole = HOLE_GIVEN_UP;
    while (c && (hole = cover_find(c, &box)) == HOLE_FOUND && out->gaps < GAPS_SHOWN) {
        out->gaps++;
        say_gap(r, &box);
    }
    if (hole == HOLE_FOUND)
        verify_say_table(r->v, r->g->site, SEVERITY_INFO,
                         "there are more inputs without a rule");
    if (out->gaps) {
        out->cover = VERIFY_GAPS;
        return;
    }
    if (hole == HOLE_NONE) {
        c = verify_cover(r->v, r->g, 1 << FIT_YES | 1 << FIT_UNKNOWN, false);
        hole = c ? cover_find(c, NULL) : HOLE_GIVEN_UP;
    }
    out->cover = hole == HOLE_NONE    ? VERIFY_COMPLETE
                 : hole == HOLE_FOUND ? VERIFY_UNDECIDED
                                      : VERIFY_TOO_LARGE;
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
        struct err *e = verify_say_cell(
            r->v, s, g->open[j] - 1, j, SEVERITY_INFO,
            arena_printf(r->v->mem,
                         "the table cannot be verified fully: column \"%.*s\" asks "
                         "more than a comparison with constants",
                         STR_ARG(label)));
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
    else if (r.undecided || out->cover == VERIFY_UNDECIDED)
        say_undecided(&r, out);
}
