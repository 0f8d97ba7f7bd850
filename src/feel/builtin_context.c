#include "feel/builtin_int.h"

struct value builtin_run_get_value(struct run *r, const struct value *arg)
{
    const struct value *v = value_find(arg[0], arg[1].u.s);
    if (!run_pay(r, arg[0].n / 8))
        return VALUE_NULL;
    if (v)
        return *v;
    return run_fail(r, ERR_VALUE, "\"get value\" finds no entry \"%.*s\" in the context",
                    STR_ARG(arg[1].u.s));
}

struct value builtin_run_get_entries(struct run *r, const struct value *arg)
{
    size_t n = arg->n;
    struct value *list = builtin_room(r, n);
    struct entry *e = list ? builtin_entries(r, n * 2) : NULL;
    if (!e)
        return VALUE_NULL;
    for (size_t i = 0; i < n; i++, e += 2) {
        e[0] = (struct entry){ STR("key"), value_str(arg->u.context[i].name) };
        e[1] = (struct entry){ STR("value"), arg->u.context[i].value };
        list[i] = value_context(e, 2);
    }
    return value_list(list, n);
}

/* Entries by name. `key` and `entry` run side by side: a key in the set stands for
 * the entry with its index. */
struct builder {
    struct run *r;
    struct value_set set;
    struct value *key;
    struct entry *entry;
    size_t n;
};

static bool builder_init(struct builder *b, struct run *r, size_t max)
{
    *b = (struct builder){ .r = r };
    b->key = builtin_room(r, max);
    b->entry = b->key ? builtin_entries(r, max) : NULL;
    return b->entry && value_set_init(&b->set, r, max);
}

/* Add an entry; false when its name is there already, and *old is its index. */
static bool builder_add(struct builder *b, str name, struct value v, size_t *old)
{
    b->key[b->n] = value_str(name);
    const struct value *there = value_set_add(&b->set, b->r, &b->key[b->n]);
    if (there) {
        *old = (size_t)(there - b->key);
        return false;
    }
    b->entry[b->n++] = (struct entry){ name, v };
    return true;
}

struct value builtin_run_context(struct run *r, const struct value *arg)
{
    struct builder b;
    size_t old;
    if (!builder_init(&b, r, arg->n))
        return VALUE_NULL;
    for (uint32_t i = 0; i < arg->n && !r->failed; i++) {
        const struct value *key = value_find(arg->u.list[i], STR("key"));
        const struct value *v = value_find(arg->u.list[i], STR("value"));
        if (!key || !v)
            return run_fail(r, ERR_VALUE,
                            "\"context\" needs a \"key\" and a \"value\" in %s",
                            value_brief(r->mem, arg->u.list[i]));
        if (key->kind == V_NULL)
            return *key;
        if (key->kind != V_STR)
            return run_fail(r, ERR_TYPE, "\"context\" needs a string as \"key\", not %s",
                            value_brief(r->mem, *key));
        if (!builder_add(&b, key->u.s, *v, &old))
            return run_fail(r, ERR_VALUE, "\"context\" gets the key \"%.*s\" twice",
                            STR_ARG(key->u.s));
    }
    return value_context(b.entry, b.n);
}

struct value builtin_run_context_merge(struct run *r, const struct value *arg)
{
    struct builder b;
    size_t max = 0, old;
    for (uint32_t i = 0; i < arg->n; i++)
        max += arg->u.list[i].n;
    if (!builder_init(&b, r, max))
        return VALUE_NULL;
    for (uint32_t i = 0; i < arg->n; i++) {
        struct value c = arg->u.list[i];
        for (uint32_t k = 0; k < c.n && !r->failed; k++)
            if (!builder_add(&b, c.u.context[k].name, c.u.context[k].value, &old))
                b.entry[old].value = c.u.context[k].value;
    }
    return value_context(b.entry, b.n);
}

/* A copy of `context` with the entry set. */
static struct value put(struct run *r, struct value context, str name, struct value v)
{
    struct entry *e = builtin_entries(r, (size_t)context.n + 1);
    uint32_t at = 0, n = context.n;
    if (!e)
        return VALUE_NULL;
    if (n)
        memcpy(e, context.u.context, n * sizeof *e);
    while (at < n && !str_eq(e[at].name, name))
        at++;
    e[at] = (struct entry){ name, v };
    return value_context(e, at < n ? n : n + 1);
}

struct value builtin_run_context_put(struct run *r, const struct value *arg)
{
    enum { PATH_MAX_KEYS = 100 };
    struct value level[PATH_MAX_KEYS];
    if (arg[1].kind == V_STR)
        return put(r, arg[0], arg[1].u.s, arg[2]);
    const struct value *key = arg[1].u.list;
    uint32_t n = arg[1].n;
    if (!n)
        return run_fail(r, ERR_VALUE, "\"context put\" needs at least one key");
    if (n > PATH_MAX_KEYS)
        return run_fail(r, ERR_LIMIT, "\"context put\" takes at most %d keys",
                        PATH_MAX_KEYS);
    level[0] = arg[0];
    for (uint32_t i = 1; i < n; i++) {
        const struct value *inner = value_find(level[i - 1], key[i - 1].u.s);
        if (inner && inner->kind == V_NULL)
            return *inner;
        if (!inner || inner->kind != V_CONTEXT)
            return run_fail(r, ERR_VALUE, "\"context put\" finds no context \"%.*s\"",
                            STR_ARG(key[i - 1].u.s));
        level[i] = *inner;
    }
    struct value v = arg[2];
    for (uint32_t i = n; i-- > 0 && !r->failed;)
        v = put(r, level[i], key[i].u.s, v);
    return r->failed ? VALUE_NULL : v;
}
