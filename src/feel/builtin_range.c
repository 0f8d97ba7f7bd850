#include "feel/builtin_int.h"

/* One end of a range; without a value it lies at infinity. */
struct end {
    struct value value;
    bool closed;
    int infinite; /* -1, 0 or 1 */
};

/* A range, or a point as the range of itself. */
struct interval {
    struct end low, high;
    bool point;
};

static struct end end_of(struct value v, bool closed, int side)
{
    bool none = v.kind == V_ABSENT;
    return (struct end){ v, closed && !none, none ? side : 0 };
}

static struct interval interval_of(struct value v)
{
    struct interval i;
    i.point = v.kind != V_RANGE;
    if (i.point) {
        i.low = i.high = end_of(v, true, 0);
        return i;
    }
    i.low = end_of(v.u.range->low, v.u.range->low_closed, -1);
    i.high = end_of(v.u.range->high, v.u.range->high_closed, 1);
    return i;
}

/* <0, 0, >0; both values are known to have an order. */
static int cmp(struct end a, struct end b)
{
    int order = 0;
    if (a.infinite || b.infinite)
        return (a.infinite > b.infinite) - (a.infinite < b.infinite);
    value_order(a.value, b.value, &order);
    return order;
}

typedef bool relation_fn(const struct interval *a, const struct interval *b);

/* Everything but one value is not between two ends. */
static bool has_ends(struct value v)
{
    return v.kind != V_RANGE || !v.u.range->except;
}

/* Every end must be comparable with every other; a null end makes the answer null. */
static struct value relate(struct run *r, const char *name, const struct value *arg,
                           relation_fn *holds)
{
    if (!has_ends(arg[0]) || !has_ends(arg[1]))
        return run_fail(r, ERR_TYPE, "\"%s\" needs ranges with ends, not %s", name,
                        value_brief(r->mem, has_ends(arg[0]) ? arg[1] : arg[0]));
    struct interval a = interval_of(arg[0]), b = interval_of(arg[1]);
    struct value end[] = { a.low.value, a.high.value, b.low.value, b.high.value };
    const struct value *known = NULL;
    int order;
    for (size_t i = 0; i < 4; i++) {
        if (end[i].kind == V_NULL)
            return builtin_null_of(r, end, 4);
        if (end[i].kind == V_ABSENT)
            continue;
        if (known && !value_order(*known, end[i], &order))
            return run_fail(r, ERR_TYPE, "\"%s\" cannot compare %s with %s", name,
                            value_brief(r->mem, *known), value_brief(r->mem, end[i]));
        known = &end[i];
    }
    return value_bool(holds(&a, &b));
}

/* The relations of DMN 1.5, 10.3.4.7, table 78. */

static bool before(const struct interval *a, const struct interval *b)
{
    int c = cmp(a->high, b->low);
    return c < 0 || (c == 0 && !(a->high.closed && b->low.closed));
}

static bool after(const struct interval *a, const struct interval *b)
{
    return before(b, a);
}

static bool meets(const struct interval *a, const struct interval *b)
{
    return a->high.closed && b->low.closed && cmp(a->high, b->low) == 0;
}

static bool met_by(const struct interval *a, const struct interval *b)
{
    return meets(b, a);
}

static bool overlaps(const struct interval *a, const struct interval *b)
{
    return !before(a, b) && !before(b, a);
}

/* Does a start before b: at a lower value, or at the same one that only a includes? */
static bool starts_before(const struct end *a, const struct end *b)
{
    int c = cmp(*a, *b);
    return c < 0 || (c == 0 && a->closed && !b->closed);
}

/* Does a end no later than b? */
static bool ends_within(const struct end *a, const struct end *b)
{
    int c = cmp(*a, *b);
    return c < 0 || (c == 0 && (!a->closed || b->closed));
}

/* Does a start no earlier than b? */
static bool starts_within(const struct end *a, const struct end *b)
{
    int c = cmp(*a, *b);
    return c > 0 || (c == 0 && (!a->closed || b->closed));
}

static bool overlaps_before(const struct interval *a, const struct interval *b)
{
    return starts_before(&a->low, &b->low) && !before(a, b) &&
           ends_within(&a->high, &b->high);
}

static bool overlaps_after(const struct interval *a, const struct interval *b)
{
    return overlaps_before(b, a);
}

static bool same_end(const struct end *a, const struct end *b)
{
    return a->closed == b->closed && cmp(*a, *b) == 0;
}

static bool finishes(const struct interval *a, const struct interval *b)
{
    return same_end(&a->high, &b->high) && (a->point || starts_within(&a->low, &b->low));
}

static bool finished_by(const struct interval *a, const struct interval *b)
{
    return finishes(b, a);
}

static bool starts(const struct interval *a, const struct interval *b)
{
    return same_end(&a->low, &b->low) && (a->point || ends_within(&a->high, &b->high));
}

static bool started_by(const struct interval *a, const struct interval *b)
{
    return starts(b, a);
}

static bool during(const struct interval *a, const struct interval *b)
{
    return starts_within(&a->low, &b->low) && ends_within(&a->high, &b->high);
}

static bool includes(const struct interval *a, const struct interval *b)
{
    return during(b, a);
}

static bool coincides(const struct interval *a, const struct interval *b)
{
    return same_end(&a->low, &b->low) && same_end(&a->high, &b->high);
}

#define RELATION(id, name)                                                               \
    struct value builtin_run_##id(struct run *r, const struct value *arg)                \
    {                                                                                    \
        return relate(r, name, arg, id);                                                 \
    }

RELATION(before, "before")
RELATION(after, "after")
RELATION(meets, "meets")
RELATION(met_by, "met by")
RELATION(overlaps, "overlaps")
RELATION(overlaps_before, "overlaps before")
RELATION(overlaps_after, "overlaps after")
RELATION(finishes, "finishes")
RELATION(finished_by, "finished by")
RELATION(includes, "includes")
RELATION(during, "during")
RELATION(starts, "starts")
RELATION(started_by, "started by")
RELATION(coincides, "coincides")
