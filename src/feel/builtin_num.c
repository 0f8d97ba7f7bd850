#include "feel/builtin_int.h"

#include <inttypes.h>
#include <stdlib.h>

static struct value no_result(struct run *r, const char *name, struct value v)
{
    return run_fail(r, ERR_VALUE, "\"%s\" of %s has no result", name,
                    r->lenient ? "" : value_brief(r->mem, v));
}

static struct value rounded(struct run *r, const char *name, const struct value *arg,
                            enum num_round mode)
{
    int64_t scale = arg[1].kind == V_ABSENT ? 0 : builtin_int(arg[1]);
    num n;
    if (scale < INT32_MIN || scale > INT32_MAX ||
        !num_round(arg[0].u.num, (int)scale, mode, &n))
        return run_fail(r, ERR_VALUE,
                        "\"%s\" cannot round to scale %" PRId64
                        ": it must be -6111 to 6176",
                        name, scale);
    return value_num(n);
}

struct value builtin_run_decimal(struct run *r, const struct value *arg)
{
    return rounded(r, "decimal", arg, NUM_HALF_EVEN);
}

struct value builtin_run_floor(struct run *r, const struct value *arg)
{
    return rounded(r, "floor", arg, NUM_FLOOR);
}

struct value builtin_run_ceiling(struct run *r, const struct value *arg)
{
    return rounded(r, "ceiling", arg, NUM_CEILING);
}

struct value builtin_run_round_up(struct run *r, const struct value *arg)
{
    return rounded(r, "round up", arg, NUM_UP);
}

struct value builtin_run_round_down(struct run *r, const struct value *arg)
{
    return rounded(r, "round down", arg, NUM_DOWN);
}

struct value builtin_run_round_half_up(struct run *r, const struct value *arg)
{
    return rounded(r, "round half up", arg, NUM_HALF_UP);
}

struct value builtin_run_round_half_down(struct run *r, const struct value *arg)
{
    return rounded(r, "round half down", arg, NUM_HALF_DOWN);
}

struct value builtin_run_abs(struct run *r, const struct value *arg)
{
    struct span zero = { 0 };
    switch (arg->kind) {
    case V_SPAN:
        return value_span(span_cmp(arg->u.span, zero) < 0 ? span_neg(arg->u.span)
                                                          : arg->u.span);
    case V_MONTHS:
        if (arg->u.months == INT64_MIN)
            return no_result(r, "abs", *arg);
        return value_months(llabs(arg->u.months));
    default:
        return value_num(num_abs(arg->u.num));
    }
}

struct value builtin_run_modulo(struct run *r, const struct value *arg)
{
    num n;
    if (num_sign(arg[1].u.num) == 0)
        return run_fail(r, ERR_VALUE, "\"modulo\" by zero has no result");
    if (!num_modulo(arg[0].u.num, arg[1].u.num, &n))
        return no_result(r, "modulo", arg[0]);
    return value_num(n);
}

struct value builtin_run_sqrt(struct run *r, const struct value *arg)
{
    num n;
    return num_sqrt(arg->u.num, &n) ? value_num(n) : no_result(r, "sqrt", *arg);
}

struct value builtin_run_exp(struct run *r, const struct value *arg)
{
    num n;
    return num_exp(arg->u.num, &n) ? value_num(n) : no_result(r, "exp", *arg);
}

struct value builtin_run_log(struct run *r, const struct value *arg)
{
    num n;
    return num_log(arg->u.num, &n) ? value_num(n) : no_result(r, "log", *arg);
}

/* A number with a fraction is neither odd nor even. */
static bool remainder_is(num n, int wanted)
{
    num rest;
    return num_modulo(n, num_int(2), &rest) && num_cmp(rest, num_int(wanted)) == 0;
}

struct value builtin_run_odd(struct run *r, const struct value *arg)
{
    (void)r;
    return value_bool(remainder_is(arg->u.num, 1));
}

struct value builtin_run_even(struct run *r, const struct value *arg)
{
    (void)r;
    return value_bool(remainder_is(arg->u.num, 0));
}

/* not() is three-valued by itself: null never gets here. */
struct value builtin_run_not(struct run *r, const struct value *arg)
{
    (void)r;
    return value_bool(!arg->u.b);
}
