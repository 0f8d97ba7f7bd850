#include "feel/run_int.h"

static struct value whole(int64_t n)
{
    return value_num(num_int(n));
}

/* Seconds since midnight, with their fraction. */
static struct value second_of(int64_t nanos)
{
    num n = num_int(nanos % 60000000000), s = num_int(0);
    num_div(n, num_int(1000000000), &s);
    return value_num(s);
}

static bool time_property(const struct moment *m, str name, struct value *out)
{
    const struct clock_time *t = &m->time;
    if (str_is(name, "hour"))
        *out = whole(t->nanos / 3600000000000);
    else if (str_is(name, "minute"))
        *out = whole(t->nanos / 60000000000 % 60);
    else if (str_is(name, "second"))
        *out = second_of(t->nanos);
    else if (str_is(name, "time offset"))
        *out = t->zone ? value_span((struct span){ zone_offset_at(t->zone, m), 0 })
                       : VALUE_NULL;
    else if (str_is(name, "timezone"))
        *out = t->zone && t->zone->name.n ? value_str(t->zone->name) : VALUE_NULL;
    else
        return false;
    return true;
}

static bool date_property(date d, str name, struct value *out)
{
    if (str_is(name, "year"))
        *out = whole(d.year);
    else if (str_is(name, "month"))
        *out = whole(d.month);
    else if (str_is(name, "day"))
        *out = whole(d.day);
    else if (str_is(name, "weekday"))
        *out = whole(date_weekday(d));
    else
        return false;
    return true;
}

static bool span_property(struct span s, str name, struct value *out)
{
    if (str_is(name, "days"))
        *out = whole(s.seconds / 86400);
    else if (str_is(name, "hours"))
        *out = whole(s.seconds / 3600 % 24);
    else if (str_is(name, "minutes"))
        *out = whole(s.seconds / 60 % 60);
    else if (str_is(name, "seconds"))
        *out = value_num(span_num((struct span){ s.seconds % 60, s.nanos }));
    else
        return false;
    return true;
}

static struct value endpoint(struct value v)
{
    return v.kind == V_ABSENT ? VALUE_NULL : v;
}

static bool range_property(const struct range *r, str name, struct value *out)
{
    if (str_is(name, "start"))
        *out = endpoint(r->low);
    else if (str_is(name, "end"))
        *out = endpoint(r->high);
    else if (str_is(name, "start included"))
        *out = value_bool(r->low_closed);
    else if (str_is(name, "end included"))
        *out = value_bool(r->high_closed);
    else
        return false;
    return true;
}

static bool property(struct value v, str name, struct value *out)
{
    switch (v.kind) {
    case V_DATE: {
        static const struct zone utc = { .name = { "", 0 } };
        struct moment m = { .day = v.u.date, .time = { 0, &utc } };
        return date_property(v.u.date, name, out) || time_property(&m, name, out);
    }
    case V_TIME: {
        struct moment m = { .day = { 1970, 1, 1 }, .time = v.u.time };
        return time_property(&m, name, out);
    }
    case V_MOMENT:
        return date_property(v.u.moment->day, name, out) ||
               time_property(v.u.moment, name, out);
    case V_SPAN:
        return span_property(v.u.span, name, out);
    case V_MONTHS:
        *out = whole(str_is(name, "years") ? v.u.months / 12 : v.u.months % 12);
        return str_is(name, "years") || str_is(name, "months");
    case V_RANGE:
        return range_property(v.u.range, name, out);
    default:
        return false;
    }
}

struct value run_path(struct run *r, struct value from, str name)
{
    if (from.kind == V_NULL)
        return from;
    if (from.kind == V_CONTEXT) {
        const struct value *v = value_find(from, name);
        if (v)
            return *v;
        return run_fail(r, ERR_NAME, "the context has no entry \"%.*s\"", STR_ARG(name));
    }
    if (from.kind == V_LIST) {
        if (!run_pay(r, from.n) || r->depth <= 0)
            return run_fail(r, ERR_LIMIT, "a list is nested too deep");
        struct value *at = arena_raw(r->mem, struct value, from.n);
        r->depth--;
        for (uint32_t i = 0; i < from.n; i++)
            at[i] = run_path(r, from.u.list[i], name);
        r->depth++;
        return value_list(at, from.n);
    }
    struct value out;
    if (property(from, name, &out))
        return out;
    return run_fail(r, ERR_NAME, "%s has no property \"%.*s\"",
                    value_kind_name(from.kind), STR_ARG(name));
}

static struct value at_position(struct run *r, struct value list, num position)
{
    int64_t i;
    if (!num_int64(position, &i))
        return run_fail(r, ERR_VALUE, "a position in a list must be a whole number");
    if (i > 0 && i <= list.n)
        return list.u.list[i - 1];
    if (i < 0 && i >= -(int64_t)list.n)
        return list.u.list[list.n + i];
    return run_fail(r, ERR_VALUE, "position %lld is outside the list of %u", (long long)i,
                    (unsigned)list.n);
}

/* Elements for which the condition holds. An element of which that is unknown
 * makes the whole selection unknown; lenient leaves it out. */
static struct value select_elements(struct run *r, const struct frame *f,
                                    const struct node *n, struct value list)
{
    struct values kept = { 0 };
    struct value unknown = VALUE_NULL;
    bool doubt = false;
    for (uint32_t i = 0; i < list.n && run_pay(r, 1); i++) {
        f->slot[n->slot] = list.u.list[i];
        struct value c = run_node(r, f, n->u.op.b);
        if (value_is_true(c)) {
            if (!values_add(r, &kept, list.u.list[i]))
                return VALUE_NULL;
        } else if (c.kind == V_NUM && i == 0) {
            return at_position(r, list, c.u.num);
        } else if (c.kind != V_BOOL && c.kind != V_NULL) {
            r->pos = n->pos;
            return run_not_boolean(r, c, "a filter");
        } else if (c.kind == V_NULL) {
            unknown = doubt ? value_null_of(r->mem, unknown, c) : c;
            doubt = true;
        }
    }
    if (doubt && !r->lenient)
        return unknown;
    return value_list(kept.at, kept.n);
}

struct value run_filter(struct run *r, const struct frame *f, const struct node *n)
{
    struct value list = run_node(r, f, n->u.op.a);
    struct value one = list;
    if (list.kind == V_NULL)
        return list;
    if (list.kind != V_LIST)
        list = value_list(&one, 1);
    if (n->u.op.b->type->kind != TYPE_NUM)
        return select_elements(r, f, n, list);
    f->slot[n->slot] = VALUE_NULL;
    struct value position = run_node(r, f, n->u.op.b);
    r->pos = n->pos;
    if (position.kind == V_NULL)
        return position;
    if (position.kind != V_NUM)
        return select_elements(r, f, n, list);
    return at_position(r, list, position.u.num);
}
