#include "feel/builtin_int.h"

int64_t builtin_int(struct value v)
{
    num whole;
    int64_t i;
    if (num_round(v.u.num, 0, NUM_DOWN, &whole) && num_int64(whole, &i))
        return i;
    return num_sign(v.u.num) < 0 ? INT64_MIN : INT64_MAX;
}

struct value builtin_null_of(struct run *r, const struct value *v, size_t n)
{
    struct value null = VALUE_NULL;
    while (n-- > 0)
        if (v[n].kind == V_NULL)
            null = value_null_of(r->mem, v[n], null);
    return null;
}

bool builtin_same(struct run *r, struct value a, struct value b)
{
    uint64_t allowed = VALUE_COMPARE_MAX, left = allowed;
    if (a.kind != b.kind)
        return false;
    enum tri t = value_equal_within(a, b, &left);
    run_pay(r, (allowed - left) / 2);
    return t == TRI_TRUE;
}

struct value *builtin_room(struct run *r, size_t n)
{
    if (n > UINT32_MAX || !arena_fits(r->mem, n, sizeof(struct value))) {
        run_fail(r, ERR_LIMIT, "a list of %zu elements needs more memory than is allowed",
                 n);
        return NULL;
    }
    return run_pay(r, n) ? arena_raw(r->mem, struct value, n) : NULL;
}

struct entry *builtin_entries(struct run *r, size_t n)
{
    if (n > UINT32_MAX || !arena_fits(r->mem, n, sizeof(struct entry))) {
        run_fail(r, ERR_LIMIT,
                 "a context of %zu entries needs more memory than is allowed", n);
        return NULL;
    }
    return run_pay(r, n) ? arena_raw(r->mem, struct entry, n) : NULL;
}

bool builtin_index(struct run *r, const char *name, size_t n, struct value k, size_t *out)
{
    int64_t i = builtin_int(k), size = (int64_t)n;
    if (i > 0 && i <= size)
        *out = (size_t)(i - 1);
    else if (i < 0 && i >= -size)
        *out = (size_t)(size + i);
    else {
        run_fail(r, ERR_VALUE, "\"%s\" has no position %s in a list of %zu", name,
                 value_brief(r->mem, k) + sizeof "number", n);
        return false;
    }
    return true;
}

static uint64_t mix(uint64_t h, uint64_t x)
{
    h = (h ^ x) * 0x9E3779B97F4A7C15u;
    return h ^ (h >> 29);
}

static uint64_t hash_str(str s)
{
    uint64_t h = 14695981039346656037u;
    for (size_t i = 0; i < s.n; i++)
        h = (h ^ (unsigned char)s.at[i]) * 1099511628211u;
    return mix(h, s.n);
}

/* Moments with a zone are the same when their instant is. */
static uint64_t hash_moment(const struct moment *m)
{
    if (!m->time.zone)
        return mix((uint64_t)date_to_days(m->day), (uint64_t)m->time.nanos);
    struct span at = moment_instant(m);
    return mix((uint64_t)at.seconds, (uint64_t)at.nanos);
}

/* As value_order does: a named zone is taken on a fixed day. */
static uint64_t hash_time(struct clock_time t)
{
    struct moment m = { .day = { 2000, 1, 1 }, .time = t };
    return t.zone ? hash_moment(&m) : (uint64_t)t.nanos;
}

/* The same for values that are value_same. What is inside inner lists and contexts,
 * or far down a list, does not count. */
static uint64_t hash(struct value v, int depth)
{
    enum { DEPTH = 2, ELEMENTS = 16, ENTRIES = 64 };
    uint64_t h = mix(v.kind, v.n);
    switch (v.kind) {
    case V_BOOL:
        return mix(h, v.u.b);
    case V_NUM:
        return mix(h, num_hash(v.u.num));
    case V_STR:
        return mix(h, hash_str(v.u.s));
    case V_DATE:
        return mix(h, (uint64_t)date_to_days(v.u.date));
    case V_MOMENT:
        return mix(h, hash_moment(v.u.moment));
    case V_TIME:
        return mix(h, hash_time(v.u.time));
    case V_SPAN:
        return mix(mix(h, (uint64_t)v.u.span.seconds), (uint64_t)v.u.span.nanos);
    case V_MONTHS:
        return mix(h, (uint64_t)v.u.months);
    case V_LIST:
        for (uint32_t i = 0; depth < DEPTH && i < v.n && i < ELEMENTS; i++)
            h = mix(h, hash(v.u.list[i], depth + 1));
        return h;
    case V_CONTEXT: /* the order of entries does not matter: a sum */
        for (uint32_t i = 0; depth < DEPTH && v.n <= ENTRIES && i < v.n; i++)
            h += mix(hash_str(v.u.context[i].name),
                     hash(v.u.context[i].value, depth + 1));
        return h;
    case V_RANGE:
        return mix(h, mix(hash(v.u.range->low, depth), hash(v.u.range->high, depth)));
    default:
        return h;
    }
}

bool value_set_init(struct value_set *s, struct run *r, size_t n)
{
    size_t size = 16;
    while (size < n * 2)
        size *= 2;
    if (!arena_fits(r->mem, size, sizeof(void *))) {
        run_fail(r, ERR_LIMIT, "%zu values need more memory than is allowed", n);
        return false;
    }
    *s = (struct value_set){ .size = size };
    s->slot = arena_new(r->mem, const struct value *, size);
    return run_pay(r, n);
}

const struct value *value_set_add(struct value_set *s, struct run *r,
                                  const struct value *v)
{
    size_t at = hash(*v, 0) & (s->size - 1);
    for (; s->slot[at] && run_pay(r, 1); at = (at + 1) & (s->size - 1))
        if (builtin_same(r, *s->slot[at], *v))
            return s->slot[at];
    s->slot[at] = v;
    s->n++;
    return NULL;
}
