#include "dmn/verify.h"

#include "dmn/link.h"
#include "dmn/verify_int.h"
#include "feel/walk.h"

enum { WALK_DEPTH_MAX = 3000 };

bool verify_pay(struct verifier *v, uint64_t n)
{
    if (v->work < n) {
        v->work = 0;
        return false;
    }
    v->work -= n;
    return true;
}

const struct node *verify_unwrap(const struct node *n)
{
    for (const struct node *inner = n; inner; inner = boxed_inner(n)) {
        n = inner;
        while (n->kind == NODE_SOURCE)
            n = n->u.source.inner;
    }
    return n;
}

void verify_start_run(struct verifier *v, uint16_t slot, struct value tested)
{
    v->frame.slot[slot] = tested;
    v->run.failed = false;
    v->run.steps = VERIFY_EVAL_STEPS;
    v->run.depth = RUN_DEPTH_MAX;
}

bool verify_end_run(struct verifier *v)
{
    bool paid = verify_pay(v, 8 + (VERIFY_EVAL_STEPS - v->run.steps) * 32);
    return paid && !v->run.failed && !v->mem->over;
}

bool verify_run(struct verifier *v, const struct node *n, uint16_t slot,
                struct value tested, struct value *out)
{
    if (v->work == 0)
        return false;
    verify_start_run(v, slot, tested);
    struct value got = run_node(&v->run, &v->frame, n);
    if (!verify_end_run(v))
        return false;
    *out = got;
    return true;
}

/* ---- the tables of a model ---- */

struct sites {
    struct arena *mem;
    struct site *at;
    size_t n, cap;
    const struct dmn_node *node;
    size_t n_param;
    int depth;
};

static void add_site(struct sites *l, const struct dmn_table *t)
{
    if (l->n == l->cap) {
        l->cap = l->cap ? l->cap * 2 : 32;
        struct site *at = arena_new(l->mem, struct site, l->cap);
        if (l->n)
            memcpy(at, l->at, l->n * sizeof *at);
        l->at = at;
    }
    l->at[l->n++] = (struct site){ .table = t, .node = l->node, .n_param = l->n_param };
}

static bool visit(void *ctx, const struct node *n)
{
    struct sites *l = ctx;
    size_t outer = l->n_param;
    n = verify_unwrap(n);
    if (n->kind == NODE_HOST && n->u.host.run == table_run)
        add_site(l, n->u.host.data);
    if (l->depth >= WALK_DEPTH_MAX)
        return true;
    if (n->kind == NODE_LAMBDA)
        l->n_param = n->u.lambda.lambda->n_param;
    l->depth++;
    walk_parts(n, visit, l);
    l->depth--;
    l->n_param = outer;
    return true;
}

static void find_sites(struct sites *l, const struct dmn_model *m)
{
    for (size_t i = 0; i < m->n_node; i++) {
        const struct dmn_node *n = &m->node[i];
        l->node = n;
        l->n_param = 0;
        if (n->kind == DMN_DECISION && n->logic)
            visit(l, n->logic);
        if (n->kind != DMN_BKM || n->value.kind != V_FUNCTION ||
            !n->value.u.function->lambda)
            continue;
        l->n_param = n->value.u.function->lambda->n_param;
        visit(l, n->value.u.function->lambda->body);
    }
}

/* ---- a model ---- */

static void verify_one(struct verifier *v, const struct site *site,
                       struct verify_table *out)
{
    *out = (struct verify_table){ .table = site->table, .node = site->node };
    run_init(&v->run, v->mem);
    v->run.lenient = v->model->lenient;
    verify_table(v, site, out);
}

void dmn_verify(struct arena *mem, const struct dmn_model *m, struct findings *findings,
                struct verify_report *out)
{
    struct arena scratch;
    struct sites sites = { .mem = mem };
    struct verifier v = {
        .model = m, .findings = findings, .keep = mem, .mem = &scratch
    };
    uint64_t total = VERIFY_WORK_MODEL;
    find_sites(&sites, m);
    out->table = arena_new(mem, struct verify_table, sites.n + 1);
    out->n_table = sites.n;
    arena_init(&scratch, VERIFY_MEMORY_MAX);
    v.frame.n = FEEL_SLOTS_MAX;
    v.frame.slot = arena_new(&scratch, struct value, FEEL_SLOTS_MAX + 1);
    struct arena_mark start = arena_mark(&scratch);
    for (size_t i = 0; i < sites.n; i++) {
        uint64_t given = total < VERIFY_WORK_TABLE ? total : VERIFY_WORK_TABLE;
        v.work = given;
        verify_one(&v, &sites.at[i], &out->table[i]);
        total -= given - v.work;
        arena_rewind(&scratch, start);
    }
    arena_release(&scratch);
    verify_uses(mem, m, findings);
}

const char *verify_cover_name(enum verify_cover c)
{
    static const char *const name[] = { "complete", "default",   "no need",
                                        "gaps",     "undecided", "too large" };
    return name[c];
}
