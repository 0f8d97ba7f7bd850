#include "feel/node.h"

static const struct type *or_any(const struct type *t)
{
    return t ? t : &type_any;
}

static bool is_scalar(const struct type *t)
{
    return t->kind != TYPE_LIST && t->kind != TYPE_ANY;
}

/* Scalars stand in the same order among kinds and among types. */
static bool is_scalar_of(const struct type *t, const struct value *v)
{
    _Static_assert(TYPE_BOOL - V_BOOL == 1 && TYPE_MONTHS - V_MONTHS == 1,
                   "the same order");
    return t->kind >= TYPE_BOOL && t->kind <= TYPE_MONTHS &&
           (int)t->kind == (int)v->kind + 1;
}

bool value_coerce(struct arena *mem, const struct type *type, struct value *v)
{
    if (v->kind == V_NULL || type->kind == TYPE_ANY || is_scalar_of(type, v) ||
        type_has(type, *v))
        return true;
    if (is_scalar(type) && v->kind == V_LIST && v->n == 1 &&
        type_has(type, v->u.list[0])) {
        *v = v->u.list[0];
        return true;
    }
    if (type->kind == TYPE_LIST && v->kind != V_LIST && type_has(or_any(type->of), *v)) {
        struct value *one = arena_raw(mem, struct value, 1);
        *one = *v;
        *v = value_list(one, 1);
        return true;
    }
    if (type->kind == TYPE_MOMENT && v->kind == V_DATE) {
        struct moment m = { .day = v->u.date, .time = { 0, zone_offset(mem, 0) } };
        *v = value_moment(mem, m);
        return true;
    }
    return false;
}
