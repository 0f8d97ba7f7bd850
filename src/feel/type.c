#include "feel/type.h"

#include "feel/node.h"

const struct type type_any = { .kind = TYPE_ANY };
const struct type type_null = { .kind = TYPE_NULL };
const struct type type_bool = { .kind = TYPE_BOOL };
const struct type type_num = { .kind = TYPE_NUM };
const struct type type_str = { .kind = TYPE_STR };
const struct type type_date = { .kind = TYPE_DATE };
const struct type type_time = { .kind = TYPE_TIME };
const struct type type_moment = { .kind = TYPE_MOMENT };
const struct type type_span = { .kind = TYPE_SPAN };
const struct type type_months = { .kind = TYPE_MONTHS };
const struct type type_any_list = { .kind = TYPE_LIST };
const struct type type_any_context = { .kind = TYPE_CONTEXT };
const struct type type_any_range = { .kind = TYPE_RANGE };
const struct type type_any_function = { .kind = TYPE_FUNCTION, .open = true };

/* In the order of enum type_kind, then the names of other DMN versions. */
static const struct {
    const char *name;
    const struct type *type;
} known[] = {
    { "Any", &type_any },
    { "Null", &type_null },
    { "boolean", &type_bool },
    { "number", &type_num },
    { "string", &type_str },
    { "date", &type_date },
    { "time", &type_time },
    { "date and time", &type_moment },
    { "days and time duration", &type_span },
    { "years and months duration", &type_months },
    { "list", &type_any_list },
    { "context", &type_any_context },
    { "range", &type_any_range },
    { "function", &type_any_function },
    { "any", &type_any },
    { "dateTime", &type_moment },
    { "dayTimeDuration", &type_span },
    { "yearMonthDuration", &type_months },
};

static const struct type *or_any(const struct type *t)
{
    return t ? t : &type_any;
}

const struct type *type_builtin(str name)
{
    if (str_starts(name, STR("feel:")))
        name = str_slice(name, 5, name.n);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_is(name, known[i].name))
            return known[i].type;
    return NULL;
}

static const struct type *with_of(struct arena *mem, const struct type *plain,
                                  const struct type *of)
{
    if (!of || of == &type_any)
        return plain;
    struct type *t = arena_new(mem, struct type, 1);
    t->kind = plain->kind;
    t->of = of;
    return t;
}

const struct type *type_list_of(struct arena *mem, const struct type *element)
{
    return with_of(mem, &type_any_list, element);
}

const struct type *type_range_of(struct arena *mem, const struct type *endpoint)
{
    return with_of(mem, &type_any_range, endpoint);
}

const struct type_member *type_find_member(const struct type *t, str name)
{
    for (uint32_t i = 0; i < t->n_member; i++)
        if (str_eq(t->member[i].name, name))
            return &t->member[i];
    return NULL;
}

/* The member of `t` called `name`, which mostly stands at place `i`. */
static const struct type_member *member_near(const struct type *t, uint32_t i, str name)
{
    if (i < t->n_member && str_eq(t->member[i].name, name))
        return &t->member[i];
    return type_find_member(t, name);
}

static const struct value *entry_near(struct value v, uint32_t i, str name)
{
    if (i < v.n && str_eq(v.u.context[i].name, name))
        return &v.u.context[i].value;
    return value_find(v, name);
}

static bool conforms(const struct type *a, const struct type *b, int depth);

/* A context of which nothing is known may turn out to have every member. */
static bool context_conforms(const struct type *a, const struct type *b, int depth)
{
    if (!a->n_member)
        return true;
    for (uint32_t i = 0; i < b->n_member; i++) {
        const struct type_member *m = member_near(a, i, b->member[i].name);
        if (!m || !conforms(m->type, b->member[i].type, depth))
            return false;
    }
    return true;
}

static bool function_conforms(const struct type *a, const struct type *b, int depth)
{
    if (!conforms(a->of, b->of, depth))
        return false;
    if (a->open || b->open)
        return true;
    if (a->n_member != b->n_member)
        return false;
    for (uint32_t i = 0; i < a->n_member; i++)
        if (!conforms(b->member[i].type, a->member[i].type, depth))
            return false;
    return true;
}

static bool conforms(const struct type *a, const struct type *b, int depth)
{
    a = or_any(a);
    b = or_any(b);
    if (a == b || a->kind == TYPE_ANY || b->kind == TYPE_ANY || a->kind == TYPE_NULL)
        return true;
    if (a->kind != b->kind)
        return false;
    if (++depth > VALUE_DEPTH_MAX)
        return true;
    switch (a->kind) {
    case TYPE_LIST:
    case TYPE_RANGE:
        return conforms(a->of, b->of, depth);
    case TYPE_CONTEXT:
        return context_conforms(a, b, depth);
    case TYPE_FUNCTION:
        return function_conforms(a, b, depth);
    default:
        return true;
    }
}

bool type_conforms(const struct type *a, const struct type *b)
{
    return conforms(a, b, 0);
}

static const struct type *join(struct arena *mem, const struct type *a,
                               const struct type *b, int depth);

/* The members that both have. */
static const struct type *join_contexts(struct arena *mem, const struct type *a,
                                        const struct type *b, int depth)
{
    struct type_member *m = arena_new(mem, struct type_member, a->n_member);
    uint32_t n = 0;
    for (uint32_t i = 0; i < a->n_member; i++) {
        const struct type_member *other = member_near(b, i, a->member[i].name);
        if (!other)
            continue;
        m[n].name = a->member[i].name;
        m[n++].type = join(mem, a->member[i].type, other->type, depth);
    }
    if (!n)
        return &type_any_context;
    struct type *t = arena_new(mem, struct type, 1);
    t->kind = TYPE_CONTEXT;
    t->member = m;
    t->n_member = n;
    return t;
}

static const struct type *plain_of(enum type_kind kind)
{
    return known[kind].type;
}

static const struct type *join(struct arena *mem, const struct type *a,
                               const struct type *b, int depth)
{
    a = or_any(a);
    b = or_any(b);
    if (a == b || b->kind == TYPE_NULL)
        return a;
    if (a->kind == TYPE_NULL)
        return b;
    if (a->kind != b->kind || ++depth > VALUE_DEPTH_MAX)
        return &type_any;
    switch (a->kind) {
    case TYPE_LIST:
        return type_list_of(mem, join(mem, a->of, b->of, depth));
    case TYPE_RANGE:
        return type_range_of(mem, join(mem, a->of, b->of, depth));
    case TYPE_CONTEXT:
        return join_contexts(mem, a, b, depth);
    case TYPE_FUNCTION:
        return type_conforms(a, b) && type_conforms(b, a) ? a : &type_any_function;
    default:
        return plain_of(a->kind);
    }
}

const struct type *type_join(struct arena *mem, const struct type *a,
                             const struct type *b)
{
    return join(mem, a, b, 0);
}

static enum type_kind kind_of(enum value_kind kind)
{
    static const enum type_kind of[] = {
        [V_NULL] = TYPE_NULL,         [V_BOOL] = TYPE_BOOL,
        [V_NUM] = TYPE_NUM,           [V_STR] = TYPE_STR,
        [V_DATE] = TYPE_DATE,         [V_TIME] = TYPE_TIME,
        [V_MOMENT] = TYPE_MOMENT,     [V_SPAN] = TYPE_SPAN,
        [V_MONTHS] = TYPE_MONTHS,     [V_LIST] = TYPE_LIST,
        [V_CONTEXT] = TYPE_CONTEXT,   [V_RANGE] = TYPE_RANGE,
        [V_FUNCTION] = TYPE_FUNCTION, [V_ABSENT] = TYPE_NULL,
    };
    return of[kind];
}

static bool lambda_has(const struct type *t, const struct lambda *l)
{
    if (!type_conforms(l->result ? l->result : l->body->type, t->of))
        return false;
    if (t->open)
        return true;
    if (l->n_param != t->n_member)
        return false;
    for (size_t i = 0; i < l->n_param; i++)
        if (!type_conforms(t->member[i].type, l->param[i].type))
            return false;
    return true;
}

static bool has(const struct type *t, struct value v, int depth)
{
    t = or_any(t);
    if (t->kind == TYPE_ANY || v.kind == V_NULL)
        return true;
    if (kind_of(v.kind) != t->kind || depth > VALUE_DEPTH_MAX)
        return false;
    switch (t->kind) {
    case TYPE_LIST:
        for (uint32_t i = 0; t->of && i < v.n; i++)
            if (!has(t->of, v.u.list[i], depth + 1))
                return false;
        return true;
    case TYPE_CONTEXT:
        for (uint32_t i = 0; i < t->n_member; i++) {
            const struct value *entry = entry_near(v, i, t->member[i].name);
            if (!entry || !has(t->member[i].type, *entry, depth + 1))
                return false;
        }
        return true;
    case TYPE_RANGE:
        return (v.u.range->low.kind == V_ABSENT ||
                has(t->of, v.u.range->low, depth + 1)) &&
               (v.u.range->high.kind == V_ABSENT ||
                has(t->of, v.u.range->high, depth + 1));
    case TYPE_FUNCTION:
        return !v.u.function->lambda || lambda_has(t, v.u.function->lambda);
    default:
        return true;
    }
}

bool type_has(const struct type *t, struct value v)
{
    return has(t, v, 0);
}

static const struct type *of_value(struct arena *mem, struct value v, int depth);

static const struct type *of_list(struct arena *mem, struct value v, int depth)
{
    const struct type *element = &type_null;
    for (uint32_t i = 0; i < v.n && element != &type_any; i++)
        if (element == &type_null || !has(element, v.u.list[i], 0))
            element = join(mem, element, of_value(mem, v.u.list[i], depth), 0);
    return type_list_of(mem, element == &type_null ? &type_any : element);
}

static const struct type *of_context(struct arena *mem, struct value v, int depth)
{
    if (!v.n)
        return &type_any_context;
    struct type_member *m = arena_raw(mem, struct type_member, v.n);
    for (uint32_t i = 0; i < v.n; i++) {
        m[i].name = v.u.context[i].name;
        m[i].type = of_value(mem, v.u.context[i].value, depth);
    }
    struct type *t = arena_new(mem, struct type, 1);
    t->kind = TYPE_CONTEXT;
    t->member = m;
    t->n_member = v.n;
    return t;
}

static const struct type *of_value(struct arena *mem, struct value v, int depth)
{
    if (++depth > VALUE_DEPTH_MAX || mem->over)
        return &type_any;
    switch (v.kind) {
    case V_LIST:
        return of_list(mem, v, depth);
    case V_CONTEXT:
        return of_context(mem, v, depth);
    case V_RANGE:
        return type_range_of(mem, join(mem, of_value(mem, v.u.range->low, depth),
                                       of_value(mem, v.u.range->high, depth), 0));
    default:
        return plain_of(kind_of(v.kind));
    }
}

const struct type *type_of(struct arena *mem, struct value v)
{
    return of_value(mem, v, 0);
}

static void format(struct sbuf *b, const struct type *t, int depth);

static void format_members(struct sbuf *b, const struct type *t, int depth)
{
    sbuf_char(b, '<');
    for (uint32_t i = 0; i < t->n_member; i++) {
        if (i)
            sbuf_raw(b, ", ");
        if (t->kind == TYPE_CONTEXT) {
            sbuf_put(b, t->member[i].name);
            sbuf_raw(b, ": ");
        }
        format(b, t->member[i].type, depth);
    }
    sbuf_char(b, '>');
}

static void format(struct sbuf *b, const struct type *t, int depth)
{
    t = or_any(t);
    if (t->name.n) {
        sbuf_put(b, t->name);
        return;
    }
    sbuf_put(b, str_of(known[t->kind].name));
    if (++depth > VALUE_DEPTH_MAX)
        return;
    if ((t->kind == TYPE_LIST || t->kind == TYPE_RANGE) && t->of) {
        sbuf_char(b, '<');
        format(b, t->of, depth);
        sbuf_char(b, '>');
    } else if (t->kind == TYPE_CONTEXT && t->n_member) {
        format_members(b, t, depth);
    } else if (t->kind == TYPE_FUNCTION && !t->open) {
        format_members(b, t, depth);
        sbuf_raw(b, " -> ");
        format(b, t->of, depth);
    }
}

void type_format(struct sbuf *b, const struct type *t)
{
    format(b, t, 0);
}

const char *type_cstr(struct arena *mem, const struct type *t)
{
    struct sbuf b;
    sbuf_init(&b, mem);
    format(&b, t, 0);
    return arena_cstr(mem, sbuf_str(&b));
}
