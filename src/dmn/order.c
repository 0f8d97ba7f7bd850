#include "dmn/link.h"

enum { PLAN_TOTAL_MAX = 8 * 1000 * 1000 };

struct walk {
    struct linker *l;
    uint8_t *state; /* 0 new, 1 on the path, 2 done */
    uint16_t *path;
    size_t *next; /* per place on the path: the requirement to look at next */
    uint16_t *order, *rank;
    size_t n_order;
};

static void report_cycle(struct walk *w, size_t depth, uint16_t again)
{
    size_t from = depth;
    while (from > 0 && w->path[from - 1] != again)
        from--;
    from -= from > 0;
    struct sbuf b;
    sbuf_init(&b, w->l->mem);
    for (size_t i = from; i < depth && i < from + 8; i++)
        sbuf_printf(&b, "\"%.*s\" needs ", STR_ARG(w->l->node[w->path[i]].name));
    sbuf_printf(&b, "\"%.*s\"", STR_ARG(w->l->node[again].name));
    const struct dmn_node *n = &w->l->node[again];
    struct err *e = link_error(w->l, n->doc, n->element->line, ERR_MODEL,
                               "the requirements form a circle: %.*s",
                               STR_ARG(sbuf_str(&b)));
    err_hint(e,
             "A decision cannot depend on itself; take one of these requirements out.");
}

/* Depth first, without recursion: a chain may be as long as the model. */
static bool visit(struct walk *w, uint16_t start)
{
    size_t depth = 0;
    bool ok = true;
    w->path[depth] = start;
    w->next[depth++] = 0;
    w->state[start] = 1;
    while (depth) {
        const struct dmn_node *n = &w->l->node[w->path[depth - 1]];
        if (w->next[depth - 1] == n->n_needs) {
            w->state[n->slot] = 2;
            w->order[w->n_order++] = n->slot;
            depth--;
            continue;
        }
        uint16_t to = n->needs[w->next[depth - 1]++];
        if (w->state[to] == 1) {
            report_cycle(w, depth, to);
            ok = false;
        } else if (w->state[to] == 0) {
            w->state[to] = 1;
            w->path[depth] = to;
            w->next[depth++] = 0;
        }
    }
    return ok;
}

/* Decisions that must run before `n`, in order. `mark` holds the number of the
 * last node that claimed a slot. */
static bool make_plan(struct linker *l, const struct walk *w, struct dmn_node *n,
                      uint32_t *mark, size_t *total)
{
    const uint16_t *rank = w->rank, *order = w->order;
    uint16_t *todo = w->path; /* free after the walk */
    size_t n_todo = 0, count = 0;
    uint32_t claim = (uint32_t)n->slot + 1;
    todo[n_todo++] = n->slot;
    mark[n->slot] = claim;
    uint16_t lowest = rank[n->slot];
    while (n_todo) {
        const struct dmn_node *d = &l->node[todo[--n_todo]];
        for (size_t i = 0; i < d->n_needs; i++) {
            uint16_t to = d->needs[i];
            if (l->node[to].kind != DMN_DECISION || mark[to] == claim)
                continue;
            mark[to] = claim;
            todo[n_todo++] = to;
            count++;
            if (rank[to] < lowest)
                lowest = rank[to];
        }
    }
    *total += count;
    if (*total > PLAN_TOTAL_MAX)
        return false;
    uint16_t *plan = arena_new(l->mem, uint16_t, count + 1);
    size_t k = 0;
    for (size_t i = lowest; k < count; i++)
        if (mark[order[i]] == claim && order[i] != n->slot)
            plan[k++] = order[i];
    n->plan = plan;
    n->n_plan = count;
    return true;
}

static bool make_plans(struct linker *l, const struct walk *w)
{
    uint32_t *mark = arena_new(l->mem, uint32_t, l->n_node + 1);
    size_t total = 0;
    for (size_t i = 0; i < w->n_order; i++)
        w->rank[w->order[i]] = (uint16_t)i;
    for (size_t i = 0; i < l->n_node; i++) {
        struct dmn_node *n = &l->node[i];
        if (n->kind == DMN_DECISION && n->n_needs && !make_plan(l, w, n, mark, &total)) {
            link_error(l, n->doc, n->element->line, ERR_LIMIT,
                       "the decisions depend on each other in more than %d ways",
                       PLAN_TOTAL_MAX);
            return false;
        }
    }
    return true;
}

bool link_order(struct linker *l)
{
    struct walk w = { .l = l };
    size_t n = l->n_node + 1;
    w.state = arena_new(l->mem, uint8_t, n);
    w.path = arena_new(l->mem, uint16_t, n);
    w.next = arena_new(l->mem, size_t, n);
    w.order = arena_new(l->mem, uint16_t, n);
    w.rank = arena_new(l->mem, uint16_t, n);
    bool ok = true;
    for (size_t i = 0; i < l->n_node && l->findings->errors < FINDINGS_MAX; i++)
        if (w.state[i] == 0)
            ok &= visit(&w, (uint16_t)i);
    if (!ok)
        return false;
    l->order = w.order;
    return make_plans(l, &w);
}
