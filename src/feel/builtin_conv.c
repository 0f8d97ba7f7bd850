#include "feel/builtin_int.h"

/* What every failed conversion says. */
static struct value no_conversion(struct run *r, const char *name, struct value from,
                                  const char *wanted)
{
    if (r->lenient)
        return VALUE_NULL;
    return run_fail(r, ERR_VALUE, "\"%s\" cannot read %s; it must be %s", name,
                    value_brief(r->mem, from), wanted);
}

static struct value out_of_range(struct run *r, const char *name, const char *part,
                                 struct value v)
{
    if (r->lenient)
        return VALUE_NULL;
    return run_fail(r, ERR_VALUE, "\"%s\" has no %s %s", name, part,
                    value_brief(r->mem, v) + sizeof "number");
}

static struct value date_of_parts(struct run *r, const struct value *arg)
{
    static const char *const part[] = { "year", "month", "day" };
    int64_t x[3];
    for (int i = 0; i < 3; i++)
        if (!num_int64(arg[i].u.num, &x[i]))
            return out_of_range(r, "date", part[i], arg[i]);
    if (!date_is_valid(x[0], 1, 1))
        return out_of_range(r, "date", "year", arg[0]);
    if (!date_is_valid(x[0], x[1], 1))
        return out_of_range(r, "date", "month", arg[1]);
    if (!date_is_valid(x[0], x[1], x[2]))
        return out_of_range(r, "date", "day", arg[2]);
    return value_date((date){ (int32_t)x[0], (uint8_t)x[1], (uint8_t)x[2] });
}

struct value builtin_run_date(struct run *r, const struct value *arg)
{
    date d;
    switch (arg->kind) {
    case V_NUM:
        return date_of_parts(r, arg);
    case V_DATE:
        return *arg;
    case V_MOMENT:
        return value_date(arg->u.moment->day);
    default:
        if (!date_parse(arg->u.s, &d))
            return no_conversion(r, "date", *arg, "a date such as 2025-01-31");
        return value_date(d);
    }
}

struct value builtin_run_date_and_time(struct run *r, const struct value *arg)
{
    struct moment m = { 0 };
    if (arg[0].kind == V_STR) {
        if (date_parse(arg->u.s, &m.day) || moment_parse(r->mem, arg->u.s, &m))
            return value_moment(r->mem, m);
        return no_conversion(r, "date and time", *arg, "such as 2025-01-31T09:00:00");
    }
    m.day = arg[0].kind == V_DATE ? arg[0].u.date : arg[0].u.moment->day;
    m.time = arg[1].u.time;
    return value_moment(r->mem, m);
}

enum { OFFSET_MAX = 18 * 3600 }; /* seconds */

static struct value time_of_parts(struct run *r, const struct value *arg)
{
    int64_t hour, minute;
    struct span second;
    struct clock_time t = { 0 };
    if (!num_int64(arg[0].u.num, &hour) || hour < 0 || hour > 23)
        return out_of_range(r, "time", "hour", arg[0]);
    if (!num_int64(arg[1].u.num, &minute) || minute < 0 || minute > 59)
        return out_of_range(r, "time", "minute", arg[1]);
    if (num_sign(arg[2].u.num) < 0 || !span_from_num(arg[2].u.num, &second) ||
        second.seconds > 59)
        return out_of_range(r, "time", "second", arg[2]);
    if (arg[3].kind == V_SPAN) {
        struct span offset = arg[3].u.span;
        if (offset.nanos || offset.seconds < -OFFSET_MAX || offset.seconds > OFFSET_MAX)
            return no_conversion(r, "time", arg[3], "an offset of at most 18 hours");
        t.zone = zone_offset(r->mem, (int32_t)offset.seconds);
    }
    t.nanos = ((hour * 60 + minute) * 60 + second.seconds) * 1000000000 + second.nanos;
    return value_time(t);
}

struct value builtin_run_time(struct run *r, const struct value *arg)
{
    struct clock_time t = { 0 };
    switch (arg->kind) {
    case V_NUM:
        return time_of_parts(r, arg);
    case V_TIME:
        return *arg;
    case V_MOMENT:
        return value_time(arg->u.moment->time);
    case V_DATE: /* a date becomes midnight UTC, DMN 1.5 10.3.2.9.4 */
        t.zone = zone_offset(r->mem, 0);
        return value_time(t);
    default:
        if (!time_parse(r->mem, arg->u.s, &t))
            return no_conversion(r, "time", *arg, "a time such as 09:30:00");
        return value_time(t);
    }
}

struct value builtin_run_duration(struct run *r, const struct value *arg)
{
    struct span span;
    int64_t months;
    if (months_parse(arg->u.s, &months))
        return value_months(months);
    if (span_parse(arg->u.s, &span))
        return value_span(span);
    return no_conversion(r, "duration", *arg, "a duration such as P1Y2M or P3DT4H");
}

static date day_of(struct value v)
{
    return v.kind == V_DATE ? v.u.date : v.u.moment->day;
}

/* Whole months between two dates; the time of day does not count. */
struct value builtin_run_years_and_months_duration(struct run *r, const struct value *arg)
{
    date from = day_of(arg[0]), to = day_of(arg[1]);
    int64_t months = ((int64_t)to.year - from.year) * 12 + to.month - from.month;
    (void)r;
    if (months > 0 && to.day < from.day)
        months--;
    else if (months < 0 && to.day > from.day)
        months++;
    return value_months(months);
}

/* Which character a separator argument stands for; 0 when it was not given, -1
 * when it is not one of `allowed`. */
static int separator(struct value v, const char *allowed)
{
    if (v.kind == V_ABSENT)
        return 0;
    if (v.u.s.n == 1 && strchr(allowed, v.u.s.at[0]))
        return v.u.s.at[0];
    return -1;
}

static struct value bad_separators(struct run *r)
{
    return run_fail(r, ERR_VALUE,
                    "\"number\" takes \" \", \",\" or \".\" as grouping separator and a "
                    "different \",\" or \".\" as decimal separator");
}

/* The digits without grouping separators and with a decimal point. */
static str plain_digits(struct run *r, str s, int grouping, int decimal)
{
    char *at = arena_raw(r->mem, char, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.at[i];
        if (grouping && c == grouping)
            continue;
        if (decimal && c == decimal)
            c = '.';
        else if (c == '.')
            c = '?'; /* a point that is no decimal point: no number */
        at[n++] = c;
    }
    return (str){ at, n };
}

struct value builtin_run_number(struct run *r, const struct value *arg)
{
    int grouping = separator(arg[1], " ,."), decimal = separator(arg[2], ",.");
    num n;
    bool exact;
    if (grouping < 0 || decimal < 0 || (grouping && grouping == decimal))
        return bad_separators(r);
    if (!decimal && grouping != '.')
        decimal = '.';
    if (!run_pay(r, arg->u.s.n / 64 + 1))
        return VALUE_NULL;
    str digits = plain_digits(r, arg->u.s, grouping, decimal);
    if (!num_parse(digits, &n, &exact))
        return no_conversion(r, "number", arg[0], "a number with these separators");
    if (!exact && !r->lenient)
        return no_conversion(r, "number", arg[0], "a number of at most 34 digits");
    return value_num(n);
}

struct value builtin_run_string(struct run *r, const struct value *arg)
{
    struct sbuf b;
    if (arg->kind == V_STR)
        return *arg;
    sbuf_init(&b, r->mem);
    value_text(&b, *arg);
    return run_pay(r, b.n / 64 + 1) ? value_str(sbuf_str(&b)) : VALUE_NULL;
}
