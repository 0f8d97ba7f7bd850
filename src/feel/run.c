#include "feel/run_int.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>

#include "feel/arith.h"

void run_init(struct run *r, struct arena *mem)
{
    memset(r, 0, offsetof(struct run, err));
    r->err.code = ERR_NONE; /* its texts are not looked at */
    r->mem = mem;
    r->steps = RUN_STEPS_MAX;
    r->depth = RUN_DEPTH_MAX;
}

struct value run_fail(struct run *r, enum err_code code, const char *fmt, ...)
{
    if (r->failed || (r->lenient && code != ERR_LIMIT))
        return VALUE_NULL;
    char msg[sizeof r->err.msg];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(msg, sizeof msg, fmt, ap);
    va_end(ap);
    r->failed = true;
    r->err = (struct err){ 0 };
    err_set(&r->err, code, "%s", msg);
    if (r->source)
        source_place(r->source, r->pos, &r->err);
    return VALUE_NULL;
}

bool run_pay(struct run *r, uint64_t n)
{
    if (r->failed)
        return false;
    if (r->mem->over) {
        run_fail(r, ERR_LIMIT, "the work needs more memory than is allowed");
        return false;
    }
    if (r->steps < n) {
        run_fail(r, ERR_LIMIT, "the work takes more steps than are allowed");
        return false;
    }
    r->steps -= n;
    return true;
}

bool values_add(struct run *r, struct values *l, struct value v)
{
    if (l->n == l->cap) {
        size_t cap = l->cap ? l->cap * 2 : 8;
        if (cap > UINT32_MAX / 2 || !arena_fits(r->mem, cap, sizeof v)) {
            run_fail(r, ERR_LIMIT, "a list grows beyond what is allowed");
            return false;
        }
        struct value *at = arena_raw(r->mem, struct value, cap);
        if (l->n)
            memcpy(at, l->at, l->n * sizeof v);
        l->at = at;
        l->cap = cap;
    }
    l->at[l->n++] = v;
    return run_pay(r, 1);
}

struct value run_not_boolean(struct run *r, struct value v, const char *where)
{
    if (v.kind == V_NULL)
        return v;
    return run_fail(r, ERR_TYPE, "%s must be boolean, not %s", where,
                    value_kind_name(v.kind));
}

static struct value single(struct value v)
{
    return v.kind == V_LIST && v.n == 1 ? v.u.list[0] : v;
}

static bool is_null_literal(const struct node *n)
{
    return n->kind == NODE_CONST && n->u.value.kind == V_NULL;
}

/*
 * Equality where null is involved. `x = null` asks whether x is unknown and has
 * an answer; two facts of which one is unknown have none. Lenient: DMN 1.5
 * table 42, where null equals null and nothing else.
 */
static struct value compare_null(struct run *r, const struct node *n, struct value a,
                                 struct value b)
{
    bool equality = n->kind == NODE_EQ || n->kind == NODE_NE;
    if (!equality ||
        (!r->lenient && !is_null_literal(n->u.op.a) && !is_null_literal(n->u.op.b)))
        return value_null_of(r->mem, a, b);
    bool equal = a.kind == b.kind;
    return value_bool(equal == (n->kind == NODE_EQ));
}

static struct value run_compare(struct run *r, const struct frame *f,
                                const struct node *n)
{
    struct value a = run_node(r, f, n->u.op.a);
    struct value b = run_node(r, f, n->u.op.b);
    r->pos = n->pos;
    if (a.kind == V_NULL || b.kind == V_NULL)
        return compare_null(r, n, a, b);
    return compare_run(r, n->kind, a, b);
}

static struct value run_arith(struct run *r, const struct frame *f, const struct node *n)
{
    struct value a = run_node(r, f, n->u.op.a);
    struct value b = run_node(r, f, n->u.op.b);
    r->pos = n->pos;
    return arith_run(r, n->kind, a, b);
}

/* Three-valued and/or: the deciding value wins, whatever the other side is. */
static struct value run_logic(struct run *r, const struct frame *f, const struct node *n)
{
    bool decides = n->kind == NODE_OR;
    const char *where = decides ? "each side of \"or\"" : "each side of \"and\"";
    struct value a = single(run_node(r, f, n->u.op.a));
    if (a.kind == V_BOOL && a.u.b == decides)
        return a;
    struct value b = single(run_node(r, f, n->u.op.b));
    if (b.kind == V_BOOL && b.u.b == decides)
        return b;
    if (a.kind == V_BOOL && b.kind == V_BOOL)
        return b;
    r->pos = n->pos;
    if (a.kind != V_BOOL)
        a = run_not_boolean(r, a, where);
    if (b.kind != V_BOOL)
        b = run_not_boolean(r, b, where);
    return value_null_of(r->mem, a, b);
}

static struct value run_between(struct run *r, const struct frame *f,
                                const struct node *n)
{
    struct value v = run_node(r, f, n->u.op.a);
    struct value low = run_node(r, f, n->u.op.b);
    struct value high = run_node(r, f, n->u.op.c);
    struct value below = VALUE_NULL, above = VALUE_NULL;
    r->pos = n->pos;
    if (v.kind != V_NULL && low.kind != V_NULL)
        above = compare_run(r, NODE_GE, v, low);
    if (v.kind != V_NULL && high.kind != V_NULL)
        below = compare_run(r, NODE_LE, v, high);
    if (value_is_false(above) || value_is_false(below))
        return value_bool(false);
    if (value_is_true(above) && value_is_true(below))
        return value_bool(true);
    return value_null_of(r->mem, v, value_null_of(r->mem, low, high));
}

static struct value run_range(struct run *r, const struct frame *f, const struct node *n)
{
    struct range range = { .low = { .kind = V_ABSENT }, .high = { .kind = V_ABSENT } };
    range.low_closed = n->u.range.low_closed;
    range.high_closed = n->u.range.high_closed;
    if (n->u.range.low)
        range.low = single(run_node(r, f, n->u.range.low));
    if (n->u.range.high)
        range.high = single(run_node(r, f, n->u.range.high));
    r->pos = n->pos;
    range.except = n->flags & NODE_NEGATED;
    /* A literal null, or any null when lenient, is an end that nothing compares with. */
    struct value unknown = VALUE_NULL;
    bool low_null = range.low.kind == V_NULL, high_null = range.high.kind == V_NULL;
    if (!r->lenient && ((low_null && !is_null_literal(n->u.range.low)) ||
                        (high_null && !is_null_literal(n->u.range.high))))
        return value_null_of(r->mem, low_null ? range.low : unknown,
                             high_null ? range.high : unknown);
    int order;
    if (range.low.kind != V_ABSENT && range.high.kind != V_ABSENT && !low_null &&
        !high_null) {
        if (!value_order(range.low, range.high, &order))
            return run_fail(r, ERR_TYPE, "a range cannot go from %s to %s",
                            value_kind_name(range.low.kind),
                            value_kind_name(range.high.kind));
        if (order > 0)
            return run_fail(r, ERR_VALUE, "the range starts above its end");
    }
    return value_range(r->mem, range);
}

static struct value run_list(struct run *r, const struct frame *f, const struct node *n)
{
    if (!run_pay(r, n->u.list.n))
        return VALUE_NULL;
    struct value *at = arena_raw(r->mem, struct value, n->u.list.n);
    for (size_t i = 0; i < n->u.list.n; i++)
        at[i] = run_node(r, f, n->u.list.at[i]);
    return value_list(at, n->u.list.n);
}

/* A function defined as an entry may call itself: its own copy of the frame was
 * made before the entry had its value, so put it there too. */
static void tie_recursion(struct value v, uint16_t slot)
{
    if (v.kind == V_FUNCTION && v.u.function->outer && slot < v.u.function->outer->n)
        v.u.function->outer->slot[slot] = v;
}

static struct value run_context(struct run *r, const struct frame *f,
                                const struct node *n)
{
    size_t count = n->u.context.n;
    if (!run_pay(r, count + 1))
        return VALUE_NULL;
    struct entry *at = arena_raw(r->mem, struct entry, count);
    for (size_t i = 0; i < count; i++) {
        const struct node_entry *e = &n->u.context.at[i];
        at[i] = (struct entry){ e->name, run_node(r, f, e->value) };
        f->slot[e->slot] = at[i].value;
        tie_recursion(at[i].value, e->slot);
    }
    if (n->u.context.result)
        return run_node(r, f, n->u.context.result);
    return value_context(at, count);
}

static struct value run_if(struct run *r, const struct frame *f, const struct node *n)
{
    struct value c = single(run_node(r, f, n->u.op.a));
    if (c.kind == V_BOOL)
        return run_node(r, f, c.u.b ? n->u.op.b : n->u.op.c);
    r->pos = n->pos;
    if (r->lenient && c.kind == V_NULL)
        return run_node(r, f, n->u.op.c);
    return run_not_boolean(r, c, "what comes after \"if\"");
}

/* Join the outcomes of alternatives: true wins, else unknown, else false. */
static struct value test_or(struct run *r, struct value so_far, struct value one)
{
    if (value_is_true(so_far) || value_is_false(one))
        return so_far;
    return one.kind == V_NULL && so_far.kind == V_NULL
               ? value_null_of(r->mem, so_far, one)
               : one;
}

static struct value test_range(struct run *r, struct value tested, struct value v)
{
    enum tri t = range_has(v.u.range, tested);
    if (t != TRI_UNKNOWN)
        return value_bool(t == TRI_TRUE);
    if (tested.kind == V_NULL || v.u.range->low.kind == V_NULL ||
        v.u.range->high.kind == V_NULL)
        return value_null_of(r->mem, tested, VALUE_NULL);
    return run_fail(r, ERR_TYPE, "%s cannot be compared with this range",
                    value_kind_name(tested.kind));
}

/* One of the elements, or in one that is a range; what does not compare is not it. */
static struct value test_elements(struct run *r, struct value tested, struct value list)
{
    struct value any = value_bool(false);
    for (uint32_t i = 0; i < list.n && !value_is_true(any) && run_pay(r, 1); i++) {
        struct value e = list.u.list[i];
        enum tri t = e.kind == V_RANGE && tested.kind != V_RANGE
                         ? range_has(e.u.range, tested)
                         : value_equal(tested, e);
        bool unknown = !r->lenient && (e.kind == V_NULL || tested.kind == V_NULL);
        struct value one = unknown ? value_null_of(r->mem, tested, e)
                                   : value_bool(t == TRI_TRUE);
        any = test_or(r, any, one);
    }
    return any;
}

/* Does `tested` equal `v`, or lie in it when it is a range or a list? */
static struct value test_against(struct run *r, struct value tested, struct value v,
                                 const struct node *n)
{
    bool exact = n->flags & NODE_EXACT;
    if (v.kind == V_RANGE && tested.kind != V_RANGE && !exact)
        return test_range(r, tested, v);
    if (v.kind == V_NULL || tested.kind == V_NULL) {
        if (is_null_literal(n) || r->lenient)
            return value_bool(v.kind == tested.kind);
        return value_null_of(r->mem, tested, v);
    }
    enum tri t = value_equal(tested, v);
    if (t == TRI_TRUE || exact)
        return value_bool(t == TRI_TRUE);
    if (v.kind == V_LIST)
        return test_elements(r, tested, v);
    if (t == TRI_UNKNOWN && tested.kind == V_LIST && tested.n == 1)
        return test_against(r, tested.u.list[0], v, n);
    if (t == TRI_UNKNOWN)
        return run_fail(r, ERR_TYPE, "%s cannot be compared with %s",
                        value_kind_name(tested.kind), value_kind_name(v.kind));
    return value_bool(false);
}

static struct value test_any(struct run *r, const struct frame *f, const struct node *n,
                             struct value tested)
{
    struct value any = value_bool(false);
    for (size_t i = 0; i < n->u.in.n && !value_is_true(any); i++)
        any = test_or(r, any, run_test(r, f, n->u.in.test[i], tested));
    if ((n->flags & NODE_NEGATED) && any.kind == V_BOOL)
        any.u.b = !any.u.b;
    return any;
}

struct value run_test(struct run *r, const struct frame *f, const struct node *n,
                      struct value tested)
{
    if (n->kind == NODE_TESTS)
        return test_any(r, f, n, tested);
    struct value v = run_node(r, f, n);
    r->pos = n->pos;
    if ((n->flags & NODE_USES_TESTED) && (v.kind == V_BOOL || v.kind == V_NULL))
        return v;
    if (v.kind == V_BOOL && n->kind != NODE_CONST && tested.kind != V_BOOL &&
        tested.kind != V_NULL)
        return v;
    return test_against(r, tested, v, n);
}

static struct value run_in(struct run *r, const struct frame *f, const struct node *n)
{
    struct value tested = run_node(r, f, n->u.in.value);
    r->pos = n->pos;
    return test_any(r, f, n, tested);
}

static struct value run_instance(struct run *r, const struct frame *f,
                                 const struct node *n)
{
    struct value v = run_node(r, f, n->u.instance.value);
    const struct type *t = n->u.instance.type;
    r->pos = n->pos;
    if (!t)
        return run_fail(r, ERR_NAME, "the type after \"instance of\" does not exist");
    if (v.kind == V_NULL)
        return value_bool(t->kind == TYPE_NULL);
    return value_bool(type_has(t, v));
}

static struct value run_local(const struct frame *f, const struct node *n)
{
    for (uint16_t d = n->depth; d && f; d--)
        f = f->outer;
    assert(f);
    return f->slot[n->slot];
}

static struct value run_element(struct run *r, const struct frame *f,
                                const struct node *n)
{
    struct value element = run_local(f, n);
    if (element.kind == V_CONTEXT) {
        const struct value *v = value_find(element, n->u.pick.name);
        if (v)
            return *v;
    }
    if (n->u.pick.from)
        return run_node(r, f, n->u.pick.from);
    r->pos = n->pos;
    if (element.kind == V_NULL)
        return element;
    return run_fail(r, ERR_NAME, "there is no \"%.*s\" here", STR_ARG(n->u.pick.name));
}

static struct value run_source(struct run *r, const struct frame *f, const struct node *n)
{
    const struct source *outer = r->source;
    uint32_t pos = r->pos;
    r->source = n->u.source.source;
    struct value v = run_node(r, f, n->u.source.inner);
    r->source = outer;
    r->pos = pos;
    return v;
}

static struct value run_negate(struct run *r, const struct frame *f, const struct node *n)
{
    struct value a = run_node(r, f, n->u.op.a);
    r->pos = n->pos;
    return arith_negate(r, a);
}

static struct value run_pick(struct run *r, const struct frame *f, const struct node *n)
{
    struct value from = run_node(r, f, n->u.pick.from);
    r->pos = n->pos;
    return run_path(r, from, n->u.pick.name);
}

static struct value run_kind(struct run *r, const struct frame *f, const struct node *n)
{
    switch ((enum node_kind)n->kind) {
    case NODE_LOCAL:
        return run_local(f, n);
    case NODE_ELEMENT:
        return run_element(r, f, n);
    case NODE_PATH:
        return run_pick(r, f, n);
    case NODE_NEGATE:
        return run_negate(r, f, n);
    case NODE_ADD:
    case NODE_SUB:
    case NODE_MUL:
    case NODE_DIV:
    case NODE_POW:
        return run_arith(r, f, n);
    case NODE_EQ:
    case NODE_NE:
    case NODE_LT:
    case NODE_LE:
    case NODE_GT:
    case NODE_GE:
        return run_compare(r, f, n);
    case NODE_AND:
    case NODE_OR:
        return run_logic(r, f, n);
    case NODE_BETWEEN:
        return run_between(r, f, n);
    case NODE_IN:
        return run_in(r, f, n);
    case NODE_TESTS:
        return test_any(r, f, n, f->slot[n->slot]);
    case NODE_RANGE:
        return run_range(r, f, n);
    case NODE_LIST:
        return run_list(r, f, n);
    case NODE_CONTEXT:
        return run_context(r, f, n);
    case NODE_IF:
        return run_if(r, f, n);
    case NODE_FOR:
        return run_for(r, f, n);
    case NODE_SOME:
    case NODE_EVERY:
        return run_quantified(r, f, n);
    case NODE_FILTER:
        return run_filter(r, f, n);
    case NODE_INSTANCE:
        return run_instance(r, f, n);
    case NODE_LAMBDA:
        return run_lambda(r, f, n);
    case NODE_CALL:
    case NODE_BUILTIN:
        return run_call_node(r, f, n);
    case NODE_SOURCE:
        return run_source(r, f, n);
    case NODE_HOST:
        return n->u.host.run(r, f, n->u.host.data);
    case NODE_CONST: /* see run_node */
    case NODE_GLOBAL:
    case NODE_ERROR:
        break;
    }
    r->pos = n->pos;
    return run_fail(r, ERR_SYNTAX,
                    "this expression was not understood when the model was read");
}

struct value run_node(struct run *r, const struct frame *f, const struct node *n)
{
    if (r->failed)
        return VALUE_NULL;
    if (n->kind == NODE_CONST)
        return n->u.value;
    if (n->kind == NODE_GLOBAL)
        return r->global[n->slot];
    if (r->depth <= 0)
        return run_fail(r, ERR_LIMIT, "calls are nested deeper than %d", RUN_DEPTH_MAX);
    r->depth--;
    struct value v = run_kind(r, f, n);
    r->depth++;
    return v;
}

struct value feel_run(struct run *r, const struct node *root, unsigned n_slot,
                      const struct value *arg, size_t n)
{
    struct frame f = { .slot = arena_new(r->mem, struct value, n_slot + 1), .n = n_slot };
    if (n)
        memcpy(f.slot, arg, n * sizeof *arg);
    struct value v = run_node(r, &f, root);
    return r->failed ? VALUE_NULL : v;
}
