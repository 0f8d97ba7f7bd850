#include "feel/builtin_int.h"

struct value builtin_run_count(struct run *r, const struct value *arg)
{
    (void)r;
    return value_num(num_int(arg->n));
}

struct value builtin_run_list_contains(struct run *r, const struct value *arg)
{
    if (!run_pay(r, arg[0].n))
        return VALUE_NULL;
    for (uint32_t i = 0; i < arg[0].n && !r->failed; i++)
        if (builtin_same(r, arg[0].u.list[i], arg[1]))
            return value_bool(true);
    return value_bool(false);
}

struct value builtin_run_index_of(struct run *r, const struct value *arg)
{
    struct value *at = builtin_room(r, arg[0].n);
    size_t n = 0;
    if (!at)
        return VALUE_NULL;
    for (uint32_t i = 0; i < arg[0].n && !r->failed; i++)
        if (builtin_same(r, arg[0].u.list[i], arg[1]))
            at[n++] = value_num(num_int((int64_t)i + 1));
    return value_list(at, n);
}

struct value builtin_run_reverse(struct run *r, const struct value *arg)
{
    struct value *at = builtin_room(r, arg->n);
    if (!at)
        return VALUE_NULL;
    for (uint32_t i = 0; i < arg->n; i++)
        at[i] = arg->u.list[arg->n - 1 - i];
    return value_list(at, arg->n);
}

struct value builtin_run_sublist(struct run *r, const struct value *arg)
{
    size_t from;
    if (!builtin_index(r, "sublist", arg[0].n, arg[1], &from))
        return VALUE_NULL;
    size_t n = arg[0].n - from;
    if (arg[2].kind == V_NUM) {
        int64_t wanted = builtin_int(arg[2]);
        if (wanted < 0 || wanted > (int64_t)n)
            return run_fail(
                r, ERR_VALUE,
                "\"sublist\" cannot take %s elements: from there the list has %zu",
                value_brief(r->mem, arg[2]) + sizeof "number", n);
        n = (size_t)wanted;
    }
    return value_list(arg[0].u.list + from, n);
}

static void copy(struct value *to, const struct value *from, size_t n)
{
    if (n)
        memcpy(to, from, n * sizeof *to);
}

struct value builtin_run_append(struct run *r, const struct value *arg)
{
    size_t n = arg[0].n, more = arg[1].n;
    struct value *at = builtin_room(r, n + more);
    if (!at)
        return VALUE_NULL;
    copy(at, arg[0].u.list, n);
    copy(at + n, arg[1].u.list, more);
    return value_list(at, n + more);
}

struct value builtin_run_concatenate(struct run *r, const struct value *arg)
{
    const struct value *list = arg->u.list;
    size_t n = 0, done = 0;
    for (uint32_t i = 0; i < arg->n; i++)
        n += list[i].n;
    struct value *at = builtin_room(r, n);
    if (!at)
        return VALUE_NULL;
    for (uint32_t i = 0; i < arg->n; i++) {
        copy(at + done, list[i].u.list, list[i].n);
        done += list[i].n;
    }
    return value_list(at, n);
}

struct value builtin_run_insert_before(struct run *r, const struct value *arg)
{
    size_t at, n = arg[0].n;
    if (!builtin_index(r, "insert before", n, arg[1], &at))
        return VALUE_NULL;
    struct value *to = builtin_room(r, n + 1);
    if (!to)
        return VALUE_NULL;
    copy(to, arg[0].u.list, at);
    to[at] = arg[2];
    copy(to + at + 1, arg[0].u.list + at, n - at);
    return value_list(to, n + 1);
}

struct value builtin_run_remove(struct run *r, const struct value *arg)
{
    size_t at, n = arg[0].n;
    if (!builtin_index(r, "remove", n, arg[1], &at))
        return VALUE_NULL;
    struct value *to = builtin_room(r, n - 1);
    if (!to)
        return VALUE_NULL;
    copy(to, arg[0].u.list, at);
    copy(to + at, arg[0].u.list + at + 1, n - at - 1);
    return value_list(to, n - 1);
}

static struct value replace_matching(struct run *r, const struct value *arg,
                                     struct value *to)
{
    for (uint32_t i = 0; i < arg[0].n; i++) {
        struct value pair[] = { arg[0].u.list[i], arg[2] };
        struct value hit = run_call(r, arg[1], pair, 2);
        if (r->failed || hit.kind == V_NULL)
            return hit;
        if (hit.kind != V_BOOL)
            return run_fail(
                r, ERR_TYPE,
                "the function given to \"list replace\" must return a boolean, not %s",
                value_brief(r->mem, hit));
        to[i] = hit.u.b ? arg[2] : arg[0].u.list[i];
    }
    return value_list(to, arg[0].n);
}

struct value builtin_run_list_replace(struct run *r, const struct value *arg)
{
    size_t at;
    struct value *to = builtin_room(r, arg[0].n);
    if (!to)
        return VALUE_NULL;
    if (arg[1].kind == V_FUNCTION)
        return replace_matching(r, arg, to);
    if (!builtin_index(r, "list replace", arg[0].n, arg[1], &at))
        return VALUE_NULL;
    copy(to, arg[0].u.list, arg[0].n);
    to[at] = arg[2];
    return value_list(to, arg[0].n);
}

/* The first of each of the values that are the same. */
static struct value distinct(struct run *r, const struct value *v, size_t n)
{
    struct value_set set;
    struct value *at = builtin_room(r, n);
    if (!at || !value_set_init(&set, r, n))
        return VALUE_NULL;
    for (size_t i = 0; i < n && !r->failed; i++) {
        at[set.n] = v[i];
        value_set_add(&set, r, &at[set.n]);
    }
    return value_list(at, set.n);
}

struct value builtin_run_distinct_values(struct run *r, const struct value *arg)
{
    return distinct(r, arg->u.list, arg->n);
}

struct value builtin_run_union(struct run *r, const struct value *arg)
{
    struct value all = builtin_run_concatenate(r, arg);
    return all.kind == V_LIST ? distinct(r, all.u.list, all.n) : VALUE_NULL;
}

/* How many elements a list has when inner lists are taken apart. */
static size_t count_flat(struct run *r, struct value list, int depth)
{
    size_t n = 0;
    if (depth > VALUE_DEPTH_MAX) {
        run_fail(r, ERR_LIMIT, "\"flatten\" takes lists nested at most %d deep",
                 VALUE_DEPTH_MAX);
        return 0;
    }
    if (!run_pay(r, list.n))
        return 0;
    for (uint32_t i = 0; i < list.n && !r->failed; i++)
        n += list.u.list[i].kind == V_LIST ? count_flat(r, list.u.list[i], depth + 1) : 1;
    return n;
}

static struct value *put_flat(struct value *to, struct value list)
{
    for (uint32_t i = 0; i < list.n; i++) {
        if (list.u.list[i].kind == V_LIST)
            to = put_flat(to, list.u.list[i]);
        else
            *to++ = list.u.list[i];
    }
    return to;
}

struct value builtin_run_flatten(struct run *r, const struct value *arg)
{
    size_t n = count_flat(r, *arg, 0);
    if (r->failed)
        return VALUE_NULL;
    struct value *at = builtin_room(r, n);
    if (!at)
        return VALUE_NULL;
    put_flat(at, *arg);
    return value_list(at, n);
}

struct sort {
    struct run *r;
    struct value precedes;
    struct value unknown; /* what a comparison gave instead of an answer */
};

/* Does b have to stand before a? False as well when there was no answer. */
static bool must_swap(struct sort *s, struct value a, struct value b)
{
    struct value pair[] = { b, a };
    struct value first = run_call(s->r, s->precedes, pair, 2);
    if (first.kind == V_BOOL)
        return first.u.b;
    s->unknown = first;
    if (first.kind != V_NULL)
        s->unknown = run_fail(
            s->r, ERR_TYPE,
            "the function given to \"sort\" must return a boolean, not %s",
            value_brief(s->r->mem, first));
    return false;
}

/* Merge from[low, mid) and from[mid, high), both in order; equals keep their order. */
static bool merge(struct sort *s, const struct value *from, struct value *to,
                  const size_t bound[3])
{
    size_t i = bound[0], k = bound[1], at = bound[0];
    while (i < bound[1] && k < bound[2]) {
        bool swap = must_swap(s, from[i], from[k]);
        if (s->r->failed || s->unknown.kind == V_NULL)
            return false;
        to[at++] = swap ? from[k++] : from[i++];
    }
    copy(to + at, from + i, bound[1] - i);
    copy(to + at + (bound[1] - i), from + k, bound[2] - k);
    return run_pay(s->r, bound[2] - bound[0]);
}

static size_t min_size(size_t a, size_t b)
{
    return a < b ? a : b;
}

struct value builtin_run_sort(struct run *r, const struct value *arg)
{
    struct sort s = { .r = r, .precedes = arg[1], .unknown = { .kind = V_ABSENT } };
    size_t n = arg[0].n;
    struct value *from = builtin_room(r, n), *to = from ? builtin_room(r, n) : NULL;
    if (!to)
        return VALUE_NULL;
    copy(from, arg[0].u.list, n);
    for (size_t width = 1; width < n; width *= 2) {
        for (size_t i = 0; i < n; i += 2 * width) {
            size_t bound[] = { i, min_size(i + width, n), min_size(i + 2 * width, n) };
            if (!merge(&s, from, to, bound))
                return s.unknown.kind == V_NULL ? s.unknown : VALUE_NULL;
        }
        struct value *other = from;
        from = to;
        to = other;
    }
    return value_list(from, n);
}
