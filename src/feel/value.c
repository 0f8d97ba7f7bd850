#include "feel/value.h"

#include <assert.h>

enum {
    CAUSE_SEEN = 1024,    /* nodes remembered while causes are collected */
    CAUSE_VISITS = 65536, /* nodes looked at, whatever their number */
};

struct value value_moment(struct arena *mem, struct moment m)
{
    struct moment *at = arena_raw(mem, struct moment, 1);
    *at = m;
    return (struct value){ .kind = V_MOMENT, .u.moment = at };
}

struct value value_range(struct arena *mem, struct range r)
{
    struct range *at = arena_raw(mem, struct range, 1);
    *at = r;
    return (struct value){ .kind = V_RANGE, .u.range = at };
}

static struct value null_because(const struct cause *why)
{
    return (struct value){ .kind = V_NULL, .u.why = why };
}

static const struct cause *cause_of(struct value v)
{
    return v.kind == V_NULL ? v.u.why : NULL;
}

struct value value_unknown(struct arena *mem, str fact)
{
    struct cause *why = arena_new(mem, struct cause, 1);
    why->fact = fact;
    return null_because(why);
}

/* Is `b` the same fact as `a`, or one side of the union that `a` is? Catches the
 * repetitions of everyday expressions; value_causes removes the others. */
static bool covers(const struct cause *a, const struct cause *b)
{
    if (a == b || a->a == b || a->b == b)
        return true;
    return !a->a && !b->a && str_eq(a->fact, b->fact);
}

struct value value_null_of(struct arena *mem, struct value a, struct value b)
{
    const struct cause *x = cause_of(a), *y = cause_of(b);
    if (!x || !y)
        return null_because(x ? x : y);
    if (covers(x, y))
        return null_because(x);
    if (covers(y, x))
        return null_because(y);
    struct cause *both = arena_new(mem, struct cause, 1);
    both->a = x;
    both->b = y;
    return null_because(both);
}

/* Causes share parts, so that walking them as a tree could take exponential
 * time: nodes that were seen are remembered by address. */
struct cause_walk {
    const struct cause *seen[CAUSE_SEEN];
    const struct cause *stack[CAUSE_SEEN];
    size_t n_seen, n_stack;
};

static bool first_visit(struct cause_walk *w, const struct cause *c)
{
    size_t at = ((uintptr_t)c >> 4) * 0x9E3779B1u % CAUSE_SEEN;
    for (; w->seen[at]; at = (at + 1) % CAUSE_SEEN)
        if (w->seen[at] == c)
            return false;
    if (w->n_seen < CAUSE_SEEN - 1) {
        w->seen[at] = c;
        w->n_seen++;
    }
    return true;
}

static void push_cause(struct cause_walk *w, const struct cause *c)
{
    if (w->n_stack < CAUSE_SEEN)
        w->stack[w->n_stack++] = c;
}

static bool has_fact(const str *fact, size_t n, str wanted)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(fact[i], wanted))
            return true;
    return false;
}

size_t value_causes(struct arena *mem, struct value v, str *out, size_t max)
{
    const struct cause *why = cause_of(v);
    size_t n = 0;
    if (!why || !max)
        return 0;
    if (!why->a) {
        out[0] = why->fact;
        return 1;
    }
    struct arena_mark start = arena_mark(mem);
    struct cause_walk *w = arena_new(mem, struct cause_walk, 1);
    push_cause(w, why);
    for (int left = CAUSE_VISITS; w->n_stack && n < max && left > 0; left--) {
        const struct cause *c = w->stack[--w->n_stack];
        if (!first_visit(w, c))
            continue;
        if (c->a) {
            push_cause(w, c->b);
            push_cause(w, c->a);
        } else if (!has_fact(out, n, c->fact)) {
            out[n++] = c->fact;
        }
    }
    bool over = mem->over;
    arena_rewind(mem, start);
    mem->over = over;
    return n;
}

const struct value *value_find(struct value context, str name)
{
    if (context.kind != V_CONTEXT)
        return NULL;
    const struct entry *e = context.u.context;
    for (uint32_t i = 0; i < context.n; i++)
        if (e[i].name.n == name.n && str_eq(e[i].name, name))
            return &e[i].value;
    return NULL;
}

const char *value_kind_name(enum value_kind kind)
{
    static const char *const name[] = {
        [V_NULL] = "null",
        [V_BOOL] = "boolean",
        [V_NUM] = "number",
        [V_STR] = "string",
        [V_DATE] = "date",
        [V_TIME] = "time",
        [V_MOMENT] = "date and time",
        [V_SPAN] = "days and time duration",
        [V_MONTHS] = "years and months duration",
        [V_LIST] = "list",
        [V_CONTEXT] = "context",
        [V_RANGE] = "range",
        [V_FUNCTION] = "function",
        [V_ABSENT] = "nothing",
    };
    assert((size_t)kind < sizeof name / sizeof *name);
    return name[kind];
}

static int sign(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

/* A time of day has no date, so a named zone is taken on a fixed day. */
static bool time_order(struct clock_time a, struct clock_time b, int *out)
{
    static const date day = { 2000, 1, 1 };
    if (!a.zone != !b.zone)
        return false;
    if (a.zone == b.zone) {
        *out = sign(a.nanos, b.nanos);
        return true;
    }
    struct moment x = { day, a }, y = { day, b };
    *out = span_cmp(moment_instant(&x), moment_instant(&y));
    return true;
}

static bool moment_order(const struct moment *a, const struct moment *b, int *out)
{
    if (!a->time.zone != !b->time.zone)
        return false;
    if (!a->time.zone) {
        int c = date_cmp(a->day, b->day);
        *out = c ? c : sign(a->time.nanos, b->time.nanos);
        return true;
    }
    *out = span_cmp(moment_instant(a), moment_instant(b));
    return true;
}

bool value_order(struct value a, struct value b, int *out)
{
    if (a.kind != b.kind)
        return false;
    switch (a.kind) {
    case V_NUM:
        *out = num_cmp(a.u.num, b.u.num);
        return true;
    case V_STR:
        *out = str_cmp(a.u.s, b.u.s);
        return true;
    case V_DATE:
        *out = date_cmp(a.u.date, b.u.date);
        return true;
    case V_TIME:
        return time_order(a.u.time, b.u.time, out);
    case V_MOMENT:
        return moment_order(a.u.moment, b.u.moment, out);
    case V_SPAN:
        *out = span_cmp(a.u.span, b.u.span);
        return true;
    case V_MONTHS:
        *out = sign(a.u.months, b.u.months);
        return true;
    default:
        return false;
    }
}

static enum tri tri_of(bool b)
{
    return b ? TRI_TRUE : TRI_FALSE;
}

static enum tri tri_and(enum tri a, enum tri b)
{
    if (a == TRI_FALSE || b == TRI_FALSE)
        return TRI_FALSE;
    return a == TRI_UNKNOWN || b == TRI_UNKNOWN ? TRI_UNKNOWN : TRI_TRUE;
}

/* One comparison of two values. Values may share parts or be nested without
 * end, so both depth and work are limited; past a limit the outcome is unknown. */
struct compare {
    uint64_t left;
    int depth;
};

static enum tri equal(struct compare *c, struct value a, struct value b);

static enum tri equal_lists(struct compare *c, struct value a, struct value b)
{
    if (a.n != b.n)
        return TRI_FALSE;
    if (a.u.list == b.u.list)
        return TRI_TRUE;
    enum tri all = TRI_TRUE;
    for (uint32_t i = 0; i < a.n && all != TRI_FALSE; i++)
        all = tri_and(all, equal(c, a.u.list[i], b.u.list[i]));
    return all;
}

/* The entry of `b` that goes with entry `i` of `a`: mostly at the same place. */
static const struct value *counterpart(struct compare *c, struct value a, uint32_t i,
                                       struct value b)
{
    str name = a.u.context[i].name;
    if (str_eq(b.u.context[i].name, name))
        return &b.u.context[i].value;
    c->left -= c->left < b.n ? c->left : b.n;
    return value_find(b, name);
}

static enum tri equal_contexts(struct compare *c, struct value a, struct value b)
{
    if (a.n != b.n)
        return TRI_FALSE;
    if (a.u.context == b.u.context)
        return TRI_TRUE;
    enum tri all = TRI_TRUE;
    for (uint32_t i = 0; i < a.n && all != TRI_FALSE; i++) {
        const struct value *v = counterpart(c, a, i, b);
        if (!c->left)
            return TRI_UNKNOWN;
        all = v ? tri_and(all, equal(c, a.u.context[i].value, *v)) : TRI_FALSE;
    }
    return all;
}

static enum tri equal_ranges(struct compare *c, const struct range *a,
                             const struct range *b)
{
    if (a == b)
        return TRI_TRUE;
    if (a->except != b->except)
        return TRI_FALSE;
    if ((a->low.kind == V_ABSENT) != (b->low.kind == V_ABSENT) ||
        (a->high.kind == V_ABSENT) != (b->high.kind == V_ABSENT))
        return TRI_FALSE;
    if (a->low.kind != V_ABSENT && a->low_closed != b->low_closed)
        return TRI_FALSE;
    if (a->high.kind != V_ABSENT && a->high_closed != b->high_closed)
        return TRI_FALSE;
    return tri_and(equal(c, a->low, b->low), equal(c, a->high, b->high));
}

static enum tri equal_same_kind(struct compare *c, struct value a, struct value b)
{
    int order;
    switch (a.kind) {
    case V_NULL:
    case V_ABSENT:
        return TRI_TRUE;
    case V_BOOL:
        return tri_of(a.u.b == b.u.b);
    case V_STR:
        return tri_of(str_eq(a.u.s, b.u.s));
    case V_LIST:
        return equal_lists(c, a, b);
    case V_CONTEXT:
        return equal_contexts(c, a, b);
    case V_RANGE:
        return equal_ranges(c, a.u.range, b.u.range);
    case V_FUNCTION:
        return a.u.function == b.u.function ? TRI_TRUE : TRI_UNKNOWN;
    default: /* a time with a zone never equals one without */
        return tri_of(value_order(a, b, &order) && order == 0);
    }
}

static enum tri equal(struct compare *c, struct value a, struct value b)
{
    if (a.kind != b.kind)
        return a.kind == V_NULL || b.kind == V_NULL ? TRI_FALSE : TRI_UNKNOWN;
    if (!c->left || c->depth >= VALUE_DEPTH_MAX)
        return TRI_UNKNOWN;
    c->left--;
    c->depth++;
    enum tri t = equal_same_kind(c, a, b);
    c->depth--;
    return t;
}

enum tri value_equal_within(struct value a, struct value b, uint64_t *left)
{
    struct compare c = { .left = *left };
    enum tri t = equal(&c, a, b);
    *left = c.left;
    return t;
}

enum tri value_equal(struct value a, struct value b)
{
    uint64_t left = VALUE_COMPARE_MAX;
    return value_equal_within(a, b, &left);
}

bool value_same(struct value a, struct value b)
{
    return a.kind == b.kind && value_equal(a, b) == TRI_TRUE;
}

static enum tri on_side(struct value bound, bool closed, struct value v, int wanted)
{
    int order;
    if (bound.kind == V_ABSENT)
        return TRI_TRUE;
    if (!value_order(v, bound, &order))
        return TRI_UNKNOWN;
    return tri_of(order == 0 ? closed : (order > 0) == (wanted > 0));
}

enum tri range_has(const struct range *r, struct value v)
{
    if (v.kind == V_NULL)
        return TRI_UNKNOWN;
    if (r->except) {
        enum tri t = value_equal(r->low, v);
        return t == TRI_UNKNOWN ? t : tri_of(t == TRI_FALSE);
    }
    return tri_and(on_side(r->low, r->low_closed, v, 1),
                   on_side(r->high, r->high_closed, v, -1));
}
