#include "dmn/verify_int.h"

enum { LOW, HIGH };

bool verify_is_ordered(enum value_kind kind)
{
    return kind == V_NUM || kind == V_DATE || kind == V_TIME || kind == V_MOMENT ||
           kind == V_SPAN || kind == V_MONTHS;
}

static bool has(struct value bound)
{
    return bound.kind != V_ABSENT;
}

static bool is_inside(const struct value bound[2], struct value v)
{
    int order;
    return (!has(bound[LOW]) || (value_order(bound[LOW], v, &order) && order < 0)) &&
           (!has(bound[HIGH]) || (value_order(v, bound[HIGH], &order) && order < 0));
}

/* ---- numbers ---- */

static bool next_whole(const struct value bound[2], num *out)
{
    if (has(bound[LOW]))
        return num_round(bound[LOW].u.num, 0, NUM_FLOOR, out) &&
               num_add(*out, num_int(1), out);
    if (has(bound[HIGH]))
        return num_round(bound[HIGH].u.num, 0, NUM_CEILING, out) &&
               num_sub(*out, num_int(1), out);
    *out = num_int(0);
    return true;
}

/* The number with the fewest decimals between two that have no whole one between. */
static bool fraction(const struct value bound[2], bool whole, struct value *out)
{
    num middle, rounded;
    if (!num_add(bound[LOW].u.num, bound[HIGH].u.num, &middle) ||
        !num_div(middle, num_int(2), &middle))
        return false;
    for (int scale = 1; scale <= 40 && !whole; scale++) {
        if (!num_round(middle, scale, NUM_HALF_EVEN, &rounded))
            break;
        *out = value_num(rounded);
        if (is_inside(bound, *out))
            return true;
    }
    *out = value_num(middle);
    return (!whole || num_is_integer(middle)) && is_inside(bound, *out);
}

/* Beyond 34 digits "one more" is the number itself: further away, then. */
static bool far_off(const struct value bound[2], struct value *out)
{
    num from = has(bound[LOW]) ? bound[LOW].u.num : bound[HIGH].u.num, n;
    bool away = (num_sign(from) > 0) == has(bound[LOW]);
    if (!(away ? num_mul(from, num_int(2), &n) : num_div(from, num_int(2), &n)))
        return false;
    *out = value_num(n);
    return is_inside(bound, *out);
}

static bool between_numbers(const struct value bound[2], bool whole, struct value *out)
{
    num n;
    if (next_whole(bound, &n)) {
        *out = value_num(n);
        if (is_inside(bound, *out))
            return true;
    }
    if (!has(bound[LOW]) || !has(bound[HIGH]))
        return far_off(bound, out);
    return fraction(bound, whole, out);
}

/* ---- dates, times and durations: a step from one of the bounds ---- */

static bool step_date(struct value from, int sign, struct value *out)
{
    date d;
    if (!date_from_days(date_to_days(from.u.date) + sign, &d))
        return false;
    *out = value_date(d);
    return true;
}

static bool step_months(struct value from, int sign, struct value *out)
{
    if (from.u.months == INT64_MAX || from.u.months == INT64_MIN)
        return false;
    *out = value_months(from.u.months + sign);
    return true;
}

static const struct span steps[] = {
    { 86400, 0 }, { 3600, 0 }, { 60, 0 }, { 1, 0 }, { 0, 1 }
};

enum { N_STEPS = sizeof steps / sizeof *steps };

static struct span scaled(struct span s, int sign)
{
    return sign < 0 ? span_neg(s) : s;
}

static bool step_span(struct value from, struct span by, struct value *out)
{
    struct span s;
    if (!span_add(from.u.span, by, &s))
        return false;
    *out = value_span(s);
    return true;
}

static bool step_time(struct value from, struct span by, struct value *out)
{
    int64_t nanos = from.u.time.nanos + by.seconds * 1000000000 + by.nanos;
    if (nanos < 0 || nanos >= CALENDAR_DAY_NANOS)
        return false;
    *out = from;
    out->u.time.nanos = nanos;
    return true;
}

static bool step_moment(struct arena *mem, struct value from, struct span by,
                        struct value *out)
{
    struct moment m;
    struct span at;
    if (!span_add(moment_instant(from.u.moment), by, &at) ||
        !moment_from_instant(at, from.u.moment->time.zone, &m))
        return false;
    *out = value_moment(mem, m);
    return true;
}

static bool step(struct arena *mem, struct value from, int sign, size_t size,
                 struct value *out)
{
    struct span by = scaled(steps[size], sign);
    switch (from.kind) {
    case V_DATE:
        return step_date(from, sign, out);
    case V_MONTHS:
        return step_months(from, sign, out);
    case V_SPAN:
        return step_span(from, by, out);
    case V_TIME:
        return step_time(from, by, out);
    case V_MOMENT:
        return step_moment(mem, from, by, out);
    default:
        return false;
    }
}

/* Any value of the kind, where nothing bounds it. */
static struct value any_of(struct arena *mem, enum value_kind kind)
{
    static const date day = { 2025, 1, 1 };
    switch (kind) {
    case V_DATE:
        return value_date(day);
    case V_TIME:
        return value_time((struct clock_time){ 0, NULL });
    case V_MOMENT:
        return value_moment(mem, (struct moment){ .day = day });
    case V_SPAN:
        return value_span((struct span){ 0, 0 });
    default:
        return value_months(0);
    }
}

bool verify_between(struct arena *mem, enum value_kind kind, const struct value bound[2],
                    bool whole, struct value *out)
{
    if (kind == V_NUM)
        return between_numbers(bound, whole, out);
    if (!has(bound[LOW]) && !has(bound[HIGH])) {
        *out = any_of(mem, kind);
        return true;
    }
    /* Days, months and nanoseconds have nothing between one and the next. */
    bool up = has(bound[LOW]);
    for (size_t i = 0; i < N_STEPS; i++)
        if (step(mem, bound[up ? LOW : HIGH], up ? 1 : -1, i, out) &&
            is_inside(bound, *out))
            return true;
    return false;
}
