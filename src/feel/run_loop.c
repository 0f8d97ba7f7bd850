#include "feel/run_int.h"

/* What one loop variable runs over: a list, or steps from low to high. */
struct series {
    struct value list; /* V_LIST, or V_NULL for steps */
    struct value low;
    int64_t n; /* number of values */
    int sign;  /* of a step */
};

static bool steps_of_numbers(struct value low, struct value high, struct series *s)
{
    num diff;
    int64_t n;
    if (!num_is_integer(low.u.num) || !num_is_integer(high.u.num) ||
        !num_sub(high.u.num, low.u.num, &diff))
        return false;
    s->sign = num_sign(diff) < 0 ? -1 : 1;
    if (!num_int64(num_abs(diff), &n) || n == INT64_MAX)
        n = INT64_MAX - 1;
    s->n = n + 1;
    return true;
}

static bool steps_of_dates(struct value low, struct value high, struct series *s)
{
    int64_t n = date_to_days(high.u.date) - date_to_days(low.u.date);
    s->sign = n < 0 ? -1 : 1;
    s->n = (n < 0 ? -n : n) + 1;
    return true;
}

static bool steps(struct run *r, struct value low, struct value high, struct series *s)
{
    s->list = VALUE_NULL;
    s->low = low;
    if (low.kind == V_NUM && high.kind == V_NUM && steps_of_numbers(low, high, s))
        return true;
    if (low.kind == V_DATE && high.kind == V_DATE && steps_of_dates(low, high, s))
        return true;
    run_fail(r, ERR_TYPE,
             "a loop runs from a whole number to a whole number or from a date to a "
             "date, not from %s to %s",
             value_kind_name(low.kind), value_kind_name(high.kind));
    return false;
}

/* A range as the values in it, without the ends that are not included. */
static bool range_steps(struct run *r, const struct range *range, struct series *s)
{
    if (!steps(r, range->low, range->high, s))
        return false;
    if (!range->high_closed)
        s->n--;
    if (!range->low_closed) {
        s->n--;
        num one = num_int(1), n;
        if (range->low.kind == V_NUM && num_add(range->low.u.num, one, &n))
            s->low = value_num(n);
        else if (range->low.kind == V_DATE)
            date_from_days(date_to_days(range->low.u.date) + 1, &s->low.u.date);
    }
    if (s->n < 0)
        s->n = 0;
    return true;
}

enum outcome { READY, UNKNOWN, FAILED };

static enum outcome series_start(struct run *r, const struct frame *f,
                                 const struct node *n, const struct node_loop *l,
                                 struct series *s)
{
    struct value over = run_node(r, f, l->over);
    if (l->to) {
        struct value to = run_node(r, f, l->to);
        r->pos = n->pos;
        if (over.kind == V_NULL || to.kind == V_NULL) {
            s->list = value_null_of(r->mem, over, to);
            return UNKNOWN;
        }
        return steps(r, over, to, s) ? READY : FAILED;
    }
    r->pos = n->pos;
    s->list = over;
    if (over.kind == V_NULL)
        return UNKNOWN;
    if (over.kind == V_RANGE)
        return range_steps(r, over.u.range, s) ? READY : FAILED;
    if (over.kind != V_LIST) {
        struct value *one = arena_raw(r->mem, struct value, 1);
        *one = over;
        s->list = value_list(one, 1);
    }
    s->n = s->list.n;
    return READY;
}

static struct value series_at(const struct series *s, int64_t i)
{
    if (s->list.kind == V_LIST)
        return s->list.u.list[i];
    struct value v = s->low;
    if (v.kind == V_NUM)
        num_add(v.u.num, num_int(s->sign * i), &v.u.num);
    else
        date_from_days(date_to_days(v.u.date) + s->sign * i, &v.u.date);
    return v;
}

/* What the loop does with the value of its body; false stops it. */
struct sink {
    struct values out; /* for */
    bool partial;
    uint16_t partial_slot;
    bool decides; /* some: true, every: false */
    struct value outcome;
};

static bool take(struct run *r, const struct frame *f, const struct node *n,
                 struct sink *k)
{
    if (n->kind == NODE_FOR) {
        if (k->partial)
            f->slot[k->partial_slot] = value_list(k->out.at, k->out.n);
        return values_add(r, &k->out, run_node(r, f, n->u.loop.body));
    }
    struct value v = run_node(r, f, n->u.loop.body);
    if (v.kind == V_BOOL && v.u.b == k->decides) {
        k->outcome = v;
        return false;
    }
    if (v.kind != V_BOOL && v.kind != V_NULL) {
        k->outcome = run_not_boolean(r, v, "what comes after \"satisfies\"");
        return false;
    }
    if (v.kind == V_NULL) {
        k->outcome = k->outcome.kind == V_NULL ? value_null_of(r->mem, k->outcome, v) : v;
    }
    return run_pay(r, 1);
}

/* Loop variable `i` and those after it; false stops the whole loop. */
static bool loop(struct run *r, const struct frame *f, const struct node *n, size_t i,
                 struct sink *k)
{
    if (i == n->u.loop.n)
        return take(r, f, n, k);
    struct series s;
    enum outcome ready = series_start(r, f, n, &n->u.loop.at[i], &s);
    if (ready != READY) {
        k->outcome = ready == UNKNOWN ? value_null_of(r->mem, k->outcome, s.list)
                                      : VALUE_NULL;
        k->out.at = NULL;
        k->out.n = UINT32_MAX;
        return false;
    }
    for (int64_t j = 0; j < s.n; j++) {
        if (!run_pay(r, 1))
            return false;
        f->slot[n->u.loop.at[i].slot] = series_at(&s, j);
        if (!loop(r, f, n, i + 1, k))
            return false;
    }
    return true;
}

struct value run_for(struct run *r, const struct frame *f, const struct node *n)
{
    struct sink k = { .partial = n->flags & NODE_PARTIAL, .outcome = VALUE_NULL };
    k.partial_slot = n->u.loop.n ? n->u.loop.at[0].partial_slot : 0;
    loop(r, f, n, 0, &k);
    if (k.out.n == UINT32_MAX)
        return k.outcome;
    return value_list(k.out.at, k.out.n);
}

struct value run_quantified(struct run *r, const struct frame *f, const struct node *n)
{
    bool some = n->kind == NODE_SOME;
    struct sink k = { .decides = some, .outcome = value_bool(!some) };
    loop(r, f, n, 0, &k);
    if (k.out.n == UINT32_MAX && k.outcome.kind == V_BOOL)
        return VALUE_NULL;
    return k.outcome;
}
