#include "feel/node.h"

static const struct type *or_any(const struct type *t)
{
    return t ? t : &type_any;
}

static bool is_scalar(const struct type *t)
{
    return t->kind != TYPE_LIST && t->kind != TYPE_ANY;
}

bool value_coerce(struct arena *mem, const struct type *type, struct value *v)
{
    if (v->kind == V_NULL || type->kind == TYPE_ANY || type_has(type, *v))
        return true;
    if (is_scalar(type) && v->kind == V_LIST && v->n == 1 && type_has(type, v->u.list[0])) {
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
