#include "capi/capi_int.h"

_Static_assert((int)IJK_NULL == (int)V_NULL && (int)IJK_TEXT == (int)V_STR &&
                   (int)IJK_DATE_AND_TIME == (int)V_MOMENT &&
                   (int)IJK_LIST == (int)V_LIST && (int)IJK_FUNCTION == (int)V_FUNCTION,
               "the public kinds are ours by number");

enum { UNKNOWN_MAX = 64 };

const char *capi_text(struct sbuf *b, size_t *n)
{
    sbuf_char(b, '\0');
    if (b->mem->over)
        return NULL;
    if (n)
        *n = b->n - 1;
    return b->at;
}

enum ijk_value_kind ijk_kind_of(const struct ijk_value *v)
{
    return (enum ijk_value_kind)capi_inner(v)->kind;
}

bool ijk_get_bool(const struct ijk_value *v, bool *out)
{
    const struct value *in = capi_inner(v);
    if (in->kind != V_BOOL)
        return false;
    *out = in->u.b;
    return true;
}

bool ijk_get_int(const struct ijk_value *v, int64_t *out)
{
    const struct value *in = capi_inner(v);
    return in->kind == V_NUM && num_int64(in->u.num, out);
}

const char *ijk_get_text(struct ijk_session *s, const struct ijk_value *v, size_t *n)
{
    struct sbuf b;
    sbuf_init(&b, &s->mem);
    value_text(&b, *capi_inner(v));
    return capi_text(&b, n);
}

const char *ijk_get_json(struct ijk_session *s, const struct ijk_value *v, size_t *n)
{
    struct sbuf b;
    sbuf_init(&b, &s->mem);
    value_json(&b, *capi_inner(v));
    return capi_text(&b, n);
}

size_t ijk_size(const struct ijk_value *v)
{
    const struct value *in = capi_inner(v);
    return in->kind == V_LIST || in->kind == V_CONTEXT ? in->n : 0;
}

const struct ijk_value *ijk_item(const struct ijk_value *v, size_t i)
{
    const struct value *in = capi_inner(v);
    if (i >= ijk_size(v))
        return NULL;
    return capi_value(in->kind == V_LIST ? &in->u.list[i] : &in->u.context[i].value);
}

const struct ijk_value *ijk_entry(const struct ijk_value *v, const char *name)
{
    const struct value *in = capi_inner(v);
    return in->kind == V_CONTEXT ? capi_value(value_find(*in, str_of(name))) : NULL;
}

const char *ijk_entry_name(struct ijk_session *s, const struct ijk_value *v, size_t i)
{
    const struct value *in = capi_inner(v);
    if (in->kind != V_CONTEXT || i >= in->n)
        return NULL;
    return arena_cstr(&s->mem, in->u.context[i].name);
}

const char *ijk_unknown(struct ijk_session *s, const struct ijk_value *v, size_t i)
{
    str fact[UNKNOWN_MAX];
    const struct value *in = capi_inner(v);
    if (in->kind != V_NULL || i >= value_causes(&s->mem, *in, fact, UNKNOWN_MAX))
        return NULL;
    return arena_cstr(&s->mem, fact[i]);
}
