#include "feel/builtin_int.h"

#include <stdlib.h>

static struct value of_nothing(struct run *r, const char *name)
{
    return run_fail(r, ERR_VALUE, "\"%s\" of an empty list has no value", name);
}

static struct value too_large(struct run *r, const char *name)
{
    return run_fail(r, ERR_VALUE, "the outcome of \"%s\" is too large", name);
}

static struct value extreme(struct run *r, const char *name, struct value list, int sign)
{
    if (!list.n)
        return of_nothing(r, name);
    struct value best = list.u.list[0];
    for (uint32_t i = 1; i < list.n; i++) {
        int order;
        struct value v = list.u.list[i];
        if (!value_order(v, best, &order))
            return run_fail(r, ERR_TYPE, "\"%s\" cannot compare %s with %s", name,
                            value_brief(r->mem, best), value_brief(r->mem, v));
        if (order * sign > 0)
            best = v;
    }
    return best;
}

struct value builtin_run_min(struct run *r, const struct value *arg)
{
    return extreme(r, "min", *arg, -1);
}

struct value builtin_run_max(struct run *r, const struct value *arg)
{
    return extreme(r, "max", *arg, 1);
}

static bool add_up(struct value list, num *out)
{
    num sum = num_int(0);
    for (uint32_t i = 0; i < list.n; i++)
        if (!num_add(sum, list.u.list[i].u.num, &sum))
            return false;
    *out = sum;
    return true;
}

struct value builtin_run_sum(struct run *r, const struct value *arg)
{
    num sum;
    if (!arg->n)
        return of_nothing(r, "sum");
    return add_up(*arg, &sum) ? value_num(sum) : too_large(r, "sum");
}

struct value builtin_run_product(struct run *r, const struct value *arg)
{
    num product = num_int(1);
    if (!arg->n)
        return of_nothing(r, "product");
    for (uint32_t i = 0; i < arg->n; i++)
        if (!num_mul(product, arg->u.list[i].u.num, &product))
            return too_large(r, "product");
    return value_num(product);
}

struct value builtin_run_mean(struct run *r, const struct value *arg)
{
    num sum, mean;
    if (!arg->n)
        return of_nothing(r, "mean");
    if (!add_up(*arg, &sum) || !num_div(sum, num_int(arg->n), &mean))
        return too_large(r, "mean");
    return value_num(mean);
}

static int compare(const void *a, const void *b)
{
    return num_cmp(*(const num *)a, *(const num *)b);
}

/* The numbers from low to high; NULL when the run has failed. */
static num *sorted(struct run *r, struct value list)
{
    if (!arena_fits(r->mem, list.n, sizeof(num)) || !run_pay(r, (uint64_t)list.n * 4)) {
        run_pay(r, 0);
        return NULL;
    }
    num *n = arena_raw(r->mem, num, list.n);
    for (uint32_t i = 0; i < list.n; i++)
        n[i] = list.u.list[i].u.num;
    if (list.n)
        qsort(n, list.n, sizeof *n, compare);
    return n;
}

struct value builtin_run_median(struct run *r, const struct value *arg)
{
    num sum, half;
    if (!arg->n)
        return of_nothing(r, "median");
    num *n = sorted(r, *arg);
    if (!n)
        return VALUE_NULL;
    if (arg->n % 2)
        return value_num(n[arg->n / 2]);
    if (!num_add(n[arg->n / 2 - 1], n[arg->n / 2], &sum) ||
        !num_div(sum, num_int(2), &half))
        return too_large(r, "median");
    return value_num(half);
}

/* From `from` on: where the run of equal numbers ends. */
static size_t end_of_run(const num *n, size_t count, size_t from)
{
    size_t to = from + 1;
    while (to < count && num_cmp(n[to], n[from]) == 0)
        to++;
    return to;
}

struct value builtin_run_mode(struct run *r, const struct value *arg)
{
    num *n = sorted(r, *arg);
    struct value *at = n ? builtin_room(r, arg->n) : NULL;
    size_t most = 0, found = 0;
    if (!at)
        return VALUE_NULL;
    for (size_t i = 0, to; i < arg->n; i = to) {
        to = end_of_run(n, arg->n, i);
        if (to - i > most) {
            most = to - i;
            found = 0;
        }
        if (to - i == most)
            at[found++] = value_num(n[i]);
    }
    return value_list(at, found);
}

/*
 * Sample standard deviation. With S the sum, each n*x - S is exact where the mean
 * itself would be rounded; only the last division and the root round.
 */
static bool deviation(struct value list, num *out)
{
    num count = num_int(list.n), sum, squares = num_int(0), divisor, variance;
    if (!add_up(list, &sum))
        return false;
    for (uint32_t i = 0; i < list.n; i++) {
        num d;
        if (!num_mul(list.u.list[i].u.num, count, &d) || !num_sub(d, sum, &d) ||
            !num_mul(d, d, &d) || !num_add(squares, d, &squares))
            return false;
    }
    return num_mul(count, count, &divisor) &&
           num_mul(divisor, num_int((int64_t)list.n - 1), &divisor) &&
           num_div(squares, divisor, &variance) && num_sqrt(variance, out);
}

struct value builtin_run_stddev(struct run *r, const struct value *arg)
{
    num n;
    if (arg->n < 2)
        return run_fail(r, ERR_VALUE, "\"stddev\" needs at least two numbers");
    return deviation(*arg, &n) ? value_num(n) : too_large(r, "stddev");
}

/* Three-valued: one `decisive` value settles it, else a null leaves it open. */
static struct value decide(struct run *r, struct value list, bool decisive)
{
    bool open = false;
    for (uint32_t i = 0; i < list.n; i++) {
        struct value v = list.u.list[i];
        if (v.kind == V_NULL)
            open = true;
        else if (v.u.b == decisive)
            return value_bool(decisive);
    }
    return open ? builtin_null_of(r, list.u.list, list.n) : value_bool(!decisive);
}

struct value builtin_run_all(struct run *r, const struct value *arg)
{
    return decide(r, *arg, false);
}

struct value builtin_run_any(struct run *r, const struct value *arg)
{
    return decide(r, *arg, true);
}
