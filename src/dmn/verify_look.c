#include "dmn/verify_int.h"

#include "feel/walk.h"

enum { LOOK_DEPTH_MAX = 3000 };

struct looker {
    struct verifier *v;
    struct look look;
    struct cuts *cuts;
    uint16_t slot;
    unsigned functions; /* around the node being looked at, inside the cell */
    int depth;
    bool mentions; /* `?` was seen */
};

/* Locals of the cell itself lie above the slot of `?`. */
static bool local_is_closed(struct looker *k, const struct node *n)
{
    if (n->depth != k->functions)
        return n->depth < k->functions;
    k->mentions |= n->slot == k->slot;
    return n->slot >= k->slot;
}

static bool is_clock(const struct builtin *b)
{
    str name = builtin_name(b);
    return str_is(name, "now") || str_is(name, "today");
}

static bool closed_part(void *ctx, const struct node *n)
{
    struct looker *k = ctx;
    n = verify_unwrap(n);
    bool function = n->kind == NODE_LAMBDA;
    if (n->kind == NODE_GLOBAL || n->kind == NODE_HOST || n->kind == NODE_ERROR ||
        k->depth >= LOOK_DEPTH_MAX || !verify_pay(k->v, 1))
        return false;
    if ((n->kind == NODE_LOCAL || n->kind == NODE_ELEMENT) && !local_is_closed(k, n))
        return false;
    if (n->kind == NODE_BUILTIN && is_clock(n->u.call.builtin))
        return false;
    k->depth++;
    k->functions += function;
    bool closed = walk_parts(n, closed_part, k);
    k->functions -= function;
    k->depth--;
    return closed;
}

static bool is_closed(struct looker *k, const struct node *n, bool *mentions)
{
    k->mentions = false;
    bool closed = closed_part(k, n);
    *mentions = k->mentions;
    return closed;
}

static bool is_tested(const struct looker *k, const struct node *n)
{
    return n->kind == NODE_LOCAL && n->depth == 0 && n->slot == k->slot;
}

/* ---- cuts ---- */

static bool is_orderable(const struct cuts *cuts, struct value v)
{
    int order;
    return v.kind == V_BOOL || value_order(v, cuts->n ? cuts->at[0] : v, &order);
}

bool verify_cut(struct verifier *v, struct cuts *c, struct value cut)
{
    if (c->kind == V_ABSENT)
        c->kind = cut.kind;
    if (cut.kind != c->kind || !is_orderable(c, cut) ||
        (cut.kind == V_TIME && cut.u.time.zone))
        return false;
    if (c->n == c->cap) {
        c->cap = c->cap ? c->cap * 2 : 8;
        struct value *at = arena_new(v->mem, struct value, c->cap);
        if (c->n)
            memcpy(at, c->at, c->n * sizeof *at);
        c->at = at;
    }
    c->at[c->n++] = cut;
    return true;
}

static void add_scalar(struct looker *k, struct value v)
{
    if (!verify_cut(k->v, k->cuts, v))
        k->look.steps = false;
}

static void add_cut(struct looker *k, struct value v, int depth)
{
    switch (v.kind) {
    case V_NULL:
        k->look.null = true;
        break;
    case V_RANGE:
        k->look.ordered = true;
        if (v.u.range->low.kind != V_ABSENT)
            add_scalar(k, v.u.range->low);
        if (v.u.range->high.kind != V_ABSENT)
            add_scalar(k, v.u.range->high);
        break;
    case V_LIST:
        for (uint32_t i = 0; i < v.n && depth < 2; i++)
            add_cut(k, v.u.list[i], depth + 1);
        if (depth >= 2 || !verify_pay(k->v, v.n))
            k->look.steps = false;
        break;
    case V_CONTEXT:
    case V_FUNCTION:
    case V_ABSENT:
        k->look.steps = false;
        break;
    default:
        add_scalar(k, v);
    }
}

/* A part without `?` that comes to a constant. */
static bool get_constant(struct looker *k, const struct node *n, struct value *out)
{
    bool mentions;
    return is_closed(k, n, &mentions) && !mentions &&
           verify_run(k->v, n, k->slot, VALUE_NULL, out);
}

static void add_constant(struct looker *k, const struct node *n)
{
    struct value v;
    if (get_constant(k, n, &v))
        add_cut(k, v, 0);
    else
        k->look.steps = false;
}

/* ---- what is asked ---- */

static const struct node *argument(const struct node *n, size_t i)
{
    const struct node_args *args = n->u.call.args;
    return args && !args->name && i < args->n ? args->at[i] : NULL;
}

static bool is_call(const struct node *n, const char *name, size_t arguments)
{
    return n->kind == NODE_BUILTIN && str_is(builtin_name(n->u.call.builtin), name) &&
           n->u.call.args && !n->u.call.args->name && n->u.call.args->n == arguments;
}

static bool is_number(struct looker *k, const struct node *n, int64_t wanted)
{
    struct value v;
    int64_t i;
    return n && get_constant(k, n, &v) && v.kind == V_NUM && num_int64(v.u.num, &i) &&
           i == wanted;
}

/* `floor(?)` and the like: `?` without its fraction. */
static bool drops_fraction(struct looker *k, const struct node *n)
{
    static const char *const names[] = { "floor",          "ceiling",       "round up",
                                         "round down",     "round half up", "decimal",
                                         "round half down" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (is_call(n, names[i], 1) && is_tested(k, argument(n, 0)))
            return true;
        if (is_call(n, names[i], 2) && is_tested(k, argument(n, 0)))
            return is_number(k, argument(n, 1), 0);
    }
    return false;
}

/* `floor(?) = ?`, `modulo(?, 1) = 0`: is `?` whole? */
static bool asks_whole(struct looker *k, const struct node *n)
{
    const struct node *a = n->u.op.a, *b = n->u.op.b;
    if (n->kind != NODE_EQ)
        return false;
    if ((is_tested(k, a) && drops_fraction(k, b)) ||
        (is_tested(k, b) && drops_fraction(k, a)))
        return true;
    return is_call(a, "modulo", 2) && is_tested(k, argument(a, 0)) &&
           is_number(k, argument(a, 1), 1) && is_number(k, b, 0);
}

static void look_test(struct looker *k, const struct node *n, bool must);

/* `must`: the whole is false where this part is. */
static void look_bool(struct looker *k, const struct node *n, bool must);

static void look_compare(struct looker *k, const struct node *n, bool must)
{
    const struct node *a = n->u.op.a, *b = n->u.op.b;
    if (asks_whole(k, n)) {
        k->look.whole_too = true;
        k->look.whole_only |= must;
        return;
    }
    k->look.ordered |= n->kind != NODE_EQ && n->kind != NODE_NE;
    if (is_tested(k, a))
        add_constant(k, b);
    else if (is_tested(k, b))
        add_constant(k, a);
    else
        k->look.steps = false;
}

static void look_call(struct looker *k, const struct node *n)
{
    if (is_call(n, "not", 1))
        look_bool(k, argument(n, 0), false);
    else if (is_call(n, "list contains", 2) && is_tested(k, argument(n, 1))) {
        add_constant(k, argument(n, 0));
        k->look.null = true; /* a list can do without null, too */
    } else
        k->look.steps = false;
}

static void look_between(struct looker *k, const struct node *n)
{
    k->look.ordered = true;
    if (!is_tested(k, n->u.op.a)) {
        k->look.steps = false;
        return;
    }
    add_constant(k, n->u.op.b);
    add_constant(k, n->u.op.c);
}

static void look_bool(struct looker *k, const struct node *n, bool must)
{
    bool mentions;
    if (!k->look.steps || (is_closed(k, n, &mentions) && !mentions) || is_tested(k, n))
        return;
    switch ((enum node_kind)n->kind) {
    case NODE_AND:
    case NODE_OR:
        look_bool(k, n->u.op.a, must && n->kind == NODE_AND);
        look_bool(k, n->u.op.b, must && n->kind == NODE_AND);
        break;
    case NODE_EQ:
    case NODE_NE:
    case NODE_LT:
    case NODE_LE:
    case NODE_GT:
    case NODE_GE:
        look_compare(k, n, must);
        break;
    case NODE_BETWEEN:
        look_between(k, n);
        break;
    case NODE_IN:
        if (!is_tested(k, n->u.in.value))
            k->look.steps = false;
        for (size_t i = 0; i < n->u.in.n && k->look.steps; i++)
            look_test(k, n->u.in.test[i], must && n->u.in.n == 1);
        break;
    case NODE_IF:
        look_bool(k, n->u.op.a, false);
        look_bool(k, n->u.op.b, false);
        look_bool(k, n->u.op.c, false);
        break;
    case NODE_BUILTIN:
        look_call(k, n);
        break;
    default:
        k->look.steps = false;
    }
}

static void look_test(struct looker *k, const struct node *n, bool must)
{
    bool mentions;
    n = verify_unwrap(n);
    if (n->kind == NODE_TESTS) {
        must &= n->u.in.n == 1 && !(n->flags & NODE_NEGATED);
        for (size_t i = 0; i < n->u.in.n && k->look.steps; i++)
            look_test(k, n->u.in.test[i], must);
        return;
    }
    if (!is_closed(k, n, &mentions))
        k->look.steps = false;
    else if (mentions)
        look_bool(k, n, must);
    else
        add_constant(k, n);
}

struct look verify_look(struct verifier *v, const struct node *tests, uint16_t slot,
                        struct cuts *cuts)
{
    struct looker k = { .v = v, .cuts = cuts, .slot = slot };
    bool mentions;
    k.look.closed = is_closed(&k, tests, &mentions);
    k.look.steps = k.look.closed;
    if (k.look.closed)
        look_test(&k, tests, true);
    return k.look;
}

struct look verify_look_cell(struct verifier *v, const struct cell *c, uint16_t slot,
                             struct cuts *cuts)
{
    struct looker k = { .v = v, .cuts = cuts, .slot = slot };
    k.look = (struct look){ .closed = true, .steps = true };
    if (c->kind == CELL_TESTS)
        return verify_look(v, c->u.tests, slot, cuts);
    if (c->kind == CELL_RANGE)
        add_cut(&k, (struct value){ .kind = V_RANGE, .u.range = c->u.range }, 0);
    for (uint32_t i = 0; (c->kind == CELL_EQUAL || c->kind == CELL_SET) && i < c->n; i++)
        add_cut(&k, c->u.value[i], 0);
    return k.look;
}
