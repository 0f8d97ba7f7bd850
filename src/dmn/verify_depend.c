#include "dmn/verify_int.h"

#include "feel/walk.h"

enum { VALUES_DEPTH_MAX = 12, VALUES_MAX = 1000 };

/* The name at the start of `a.b.c`; NULL when it is anything else. */
static const struct node *path_root(const struct node *n)
{
    n = verify_unwrap(n);
    while (n->kind == NODE_PATH) {
        n = verify_unwrap(n->u.pick.from);
        if (n->type->kind != TYPE_CONTEXT && n->type->kind != TYPE_ANY)
            return NULL;
    }
    return n->kind == NODE_GLOBAL || n->kind == NODE_LOCAL ? n : NULL;
}

enum origin verify_origin(const struct verifier *v, const struct site *site,
                          const struct node *expression)
{
    const struct node *root = path_root(expression);
    if (!root)
        return ORIGIN_COMPUTED;
    if (root->kind == NODE_LOCAL)
        return root->depth == 0 && root->slot < site->n_param ? ORIGIN_GIVEN
                                                              : ORIGIN_COMPUTED;
    const struct dmn_node *n = &v->model->node[root->slot];
    if (n->kind == DMN_INPUT || (n->kind == DMN_DECISION && !n->logic))
        return ORIGIN_GIVEN;
    return n->kind == DMN_DECISION ? ORIGIN_DECIDED : ORIGIN_COMPUTED;
}

/* ---- do two inputs rest on the same facts? ---- */

struct roots {
    struct verifier *v;
    const struct site *site;
    uint8_t *mark; /* per element of the model, then per parameter */
    uint8_t bit;
    uint16_t *todo;
    unsigned functions;
    uint16_t lowest; /* locals from here on are the expression's own */
};

/* All that element `slot` rests on, itself included. */
static void mark_element(struct roots *k, uint16_t slot)
{
    size_t n = 0;
    k->todo[n++] = slot;
    while (n) {
        const struct dmn_node *d = &k->v->model->node[k->todo[--n]];
        if (k->mark[d->slot] & k->bit)
            continue;
        k->mark[d->slot] |= k->bit;
        for (size_t i = 0; i < d->n_needs; i++)
            if (!(k->mark[d->needs[i]] & k->bit))
                k->todo[n++] = d->needs[i];
    }
}

static bool mark_local(struct roots *k, const struct node *n)
{
    if (n->depth != k->functions)
        return n->depth < k->functions;
    if (n->slot >= k->lowest)
        return true;
    if (n->slot >= k->site->n_param)
        return false;
    k->mark[k->v->model->n_node + n->slot] |= k->bit;
    return true;
}

static bool mark_part(void *ctx, const struct node *n)
{
    struct roots *k = ctx;
    n = verify_unwrap(n);
    if (!verify_pay(k->v, 1) || n->kind == NODE_HOST || n->kind == NODE_ERROR)
        return false;
    if (n->kind == NODE_GLOBAL)
        mark_element(k, n->slot);
    if ((n->kind == NODE_LOCAL || n->kind == NODE_ELEMENT) && !mark_local(k, n))
        return false;
    k->functions += n->kind == NODE_LAMBDA;
    bool known = walk_parts(n, mark_part, k);
    k->functions -= n->kind == NODE_LAMBDA;
    return known;
}

/* `p.a` and `p.b` are facts of their own; `p` and `p.a` are not. */
static bool are_different_paths(const struct input *a, const struct input *b)
{
    str x = a->text, y = b->text;
    str shorter = x.n < y.n ? x : y, longer = x.n < y.n ? y : x;
    return !str_eq(x, y) && !(str_starts(longer, shorter) && longer.at[shorter.n] == '.');
}

bool verify_independent(struct verifier *v, const struct site *site,
                        const struct input *a, const struct input *b)
{
    size_t n = v->model->n_node, all = n + site->n_param;
    struct roots k = { .v = v, .site = site, .bit = 1 };
    size_t edges = 1;
    if (a->origin == ORIGIN_GIVEN && b->origin == ORIGIN_GIVEN)
        return are_different_paths(a, b);
    if (!verify_pay(v, n))
        return false;
    for (size_t i = 0; i < n; i++)
        edges += v->model->node[i].n_needs;
    struct arena_mark start = arena_mark(v->mem);
    k.mark = arena_new(v->mem, uint8_t, all + 1);
    k.todo = arena_new(v->mem, uint16_t, edges + 1);
    k.lowest = site->table->input[0].slot;
    bool apart = mark_part(&k, a->expression);
    k.bit = 2;
    apart = apart && mark_part(&k, b->expression);
    for (size_t i = 0; i < all && apart; i++)
        apart = k.mark[i] != 3 || (i < n && v->model->node[i].kind == DMN_BKM);
    arena_rewind(v->mem, start);
    return apart;
}

/* ---- what can an expression give? ---- */

static bool add_value(struct verifier *v, struct values_of *out, struct value one)
{
    if (one.kind == V_NULL)
        return true;
    if (one.kind != V_BOOL && one.kind != V_NUM && one.kind != V_STR &&
        one.kind != V_DATE)
        return false;
    for (size_t i = 0; i < out->n; i++)
        if (value_same(out->at[i], one))
            return true;
    if (out->n == VALUES_MAX)
        return false;
    if (out->n == out->cap) {
        out->cap = out->cap ? out->cap * 2 : 8;
        struct value *at = arena_new(v->mem, struct value, out->cap);
        if (out->n)
            memcpy(at, out->at, out->n * sizeof *at);
        out->at = at;
    }
    out->at[out->n++] = one;
    return true;
}

static bool values_of(struct verifier *v, const struct node *n, struct values_of *out,
                      int depth);

static bool gives_one_rule(const struct dmn_table *t)
{
    return t->n_output == 1 && t->doc->hit_policy != HIT_COLLECT &&
           t->doc->hit_policy != HIT_RULE_ORDER && t->doc->hit_policy != HIT_OUTPUT_ORDER;
}

static bool table_values(struct verifier *v, const struct dmn_table *t,
                         struct values_of *out, int depth)
{
    if (!gives_one_rule(t))
        return false;
    for (size_t i = 0; i < t->n_rule; i++)
        if (!values_of(v, t->entry[i], out, depth))
            return false;
    return !t->output[0].otherwise || values_of(v, t->output[0].otherwise, out, depth);
}

static bool values_of(struct verifier *v, const struct node *n, struct values_of *out,
                      int depth)
{
    if (depth >= VALUES_DEPTH_MAX || !verify_pay(v, 1))
        return false;
    n = verify_unwrap(n);
    if (n->kind == NODE_CONST)
        return add_value(v, out, n->u.value);
    if (n->kind == NODE_IF)
        return values_of(v, n->u.op.b, out, depth + 1) &&
               values_of(v, n->u.op.c, out, depth + 1);
    if (n->kind == NODE_HOST && n->u.host.run == table_run)
        return table_values(v, n->u.host.data, out, depth + 1);
    if (n->kind == NODE_GLOBAL) {
        const struct dmn_node *d = &v->model->node[n->slot];
        return d->kind == DMN_DECISION && d->logic &&
               values_of(v, d->logic, out, depth + 1);
    }
    return false;
}

bool verify_values(struct verifier *v, const struct node *n, struct values_of *out)
{
    *out = (struct values_of){ 0 };
    return values_of(v, n, out, 0) && out->n > 0;
}

bool verify_is_count(const struct verifier *v, const struct node *n)
{
    for (int depth = 0; depth < VALUES_DEPTH_MAX; depth++) {
        n = verify_unwrap(n);
        if (n->kind == NODE_BUILTIN) {
            str name = builtin_name(n->u.call.builtin);
            return str_is(name, "count") || str_is(name, "string length");
        }
        if (n->kind != NODE_GLOBAL || !v->model->node[n->slot].logic)
            return false;
        n = v->model->node[n->slot].logic;
    }
    return false;
}
