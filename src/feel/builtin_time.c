#include "feel/builtin_int.h"

static date day_of(struct value v)
{
    return v.kind == V_DATE ? v.u.date : v.u.moment->day;
}

struct value builtin_run_day_of_year(struct run *r, const struct value *arg)
{
    (void)r;
    return value_num(num_int(date_day_of_year(day_of(*arg))));
}

struct value builtin_run_week_of_year(struct run *r, const struct value *arg)
{
    (void)r;
    return value_num(num_int(date_week_of_year(day_of(*arg))));
}

struct value builtin_run_day_of_week(struct run *r, const struct value *arg)
{
    static const char *const name[] = { "Monday", "Tuesday",  "Wednesday", "Thursday",
                                        "Friday", "Saturday", "Sunday" };
    (void)r;
    return value_str(str_of(name[date_weekday(day_of(*arg)) - 1]));
}

struct value builtin_run_month_of_year(struct run *r, const struct value *arg)
{
    static const char *const name[] = { "January",   "February", "March",    "April",
                                        "May",       "June",     "July",     "August",
                                        "September", "October",  "November", "December" };
    (void)r;
    return value_str(str_of(name[day_of(*arg).month - 1]));
}

static bool same_zone(const struct zone *a, const struct zone *b)
{
    if (!a || !b)
        return a == b;
    return str_eq(a->name, b->name) && (a->name.n || a->offset == b->offset);
}

static bool same_time(struct clock_time a, struct clock_time b)
{
    return a.nanos == b.nanos && same_zone(a.zone, b.zone);
}

/* The very same value: two clocks that show one instant differently are not. */
struct value builtin_run_is(struct run *r, const struct value *arg)
{
    struct value a = arg[0], b = arg[1].kind == V_ABSENT ? VALUE_NULL : arg[1];
    if (a.kind != b.kind)
        return value_bool(false);
    if (a.kind == V_TIME)
        return value_bool(same_time(a.u.time, b.u.time));
    if (a.kind == V_MOMENT)
        return value_bool(date_cmp(a.u.moment->day, b.u.moment->day) == 0 &&
                          same_time(a.u.moment->time, b.u.moment->time));
    return value_bool(builtin_same(r, a, b));
}

struct value builtin_run_now(struct run *r, const struct value *arg)
{
    (void)arg;
    if (!r->now)
        return run_fail(r, ERR_VALUE, "\"now\" has no answer: this run has no clock");
    return value_moment(r->mem, *r->now);
}

struct value builtin_run_today(struct run *r, const struct value *arg)
{
    (void)arg;
    if (!r->now)
        return run_fail(r, ERR_VALUE, "\"today\" has no answer: this run has no clock");
    return value_date(r->now->day);
}

/* Our own: null because the fact at this path is missing. */
struct value builtin_run_onbekend(struct run *r, const struct value *arg)
{
    return value_unknown(r->mem, arg->u.s);
}
