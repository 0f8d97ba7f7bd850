#include "policy/request.h"

#include "base/utf8.h"

/* The state of checking the facts of one module. */
struct giver {
    const struct request *rq;
    const struct module *m;
    struct dmn_run *run;
    struct arena *mem;
    struct value
        number[MODULE_FACT_DEPTH_MAX + 1]; /* place in the lists around, from 1 */
    size_t n_number;
};

static struct value read_value(struct giver *g, const struct module_fact *f,
                               const struct type *type, const struct json *j, str path);

static str shown(struct giver *g, const struct json *j)
{
    struct sbuf b;
    sbuf_init(&b, g->mem);
    if (j->kind == JSON_LIST || j->kind == JSON_OBJECT)
        return str_of(json_kind_name(j->kind));
    json_write(&b, j, 0);
    str s = sbuf_str(&b);
    return s.n <= 60 ? s
                     : arena_printf(g->mem, "%.*s...",
                                    STR_ARG(str_slice(s, 0, utf8_offset(s, 40))));
}

static void put_choices(struct sbuf *b, const struct type *type)
{
    switch (type->allowed && type->allowed->n ? TYPE_ANY : type->kind) {
    case TYPE_ANY:
        sbuf_put(b, type->allowed ? str_trim(type->allowed->text) : STR("alles"));
        break;
    case TYPE_BOOL:
        sbuf_raw(b, "true, false");
        break;
    case TYPE_NUM:
        sbuf_raw(b, "een getal");
        break;
    case TYPE_STR:
        sbuf_raw(b, "een tekst");
        break;
    case TYPE_DATE:
        sbuf_raw(b, "een dag die bestaat, zoals 2025-06-01");
        break;
    case TYPE_CONTEXT:
        sbuf_raw(b, "een object met ");
        for (uint32_t i = 0; i < type->n_member; i++) {
            sbuf_put(b, i ? STR(", ") : STR(""));
            sbuf_put(b, type->member[i].name);
        }
        break;
    default:
        type_format(b, type);
    }
}

/* What may stand here, in words: the model's own, or made from the type. */
static void hint_allowed(struct giver *g, struct err *e, const struct module_fact *f,
                         const struct type *type)
{
    struct sbuf b;
    sbuf_init(&b, g->mem);
    if (f->toegestaan.n && type->kind != TYPE_LIST) {
        sbuf_put(&b, f->toegestaan);
    } else if (type->kind == TYPE_LIST) {
        sbuf_raw(&b, "een lijst van ");
        put_choices(&b, type->of ? type->of : &type_any);
    } else {
        put_choices(&b, type);
    }
    err_hint(e, "Allowed: %.*s.", STR_ARG(sbuf_str(&b)));
}

static struct value wrong_type(struct giver *g, const struct module_fact *f,
                               const struct type *type, const struct json *j, str path)
{
    struct err *e = request_fault(g->rq, ERR_TYPE, j, path, "%.*s is not allowed here",
                                  STR_ARG(shown(g, j)));
    hint_allowed(g, e, f, type);
    return VALUE_NULL;
}

static bool is_one_of(const struct allowed *a, struct value v)
{
    for (size_t i = 0; i < a->n; i++)
        if (a->value[i].kind == V_RANGE ? range_has(a->value[i].u.range, v) == TRI_TRUE
                                        : value_same(a->value[i], v))
            return true;
    return false;
}

/* A choice that is nearly right gets a suggestion beside the list. */
static void not_allowed(struct giver *g, const struct module_fact *f,
                        const struct type *type, const struct json *j, str path)
{
    const struct allowed *a = type->allowed;
    size_t n_value = a ? a->n : 0, n = 0;
    str *text = arena_new(g->mem, str, n_value);
    for (size_t i = 0; i < n_value; i++)
        if (a->value[i].kind == V_STR)
            text[n++] = a->value[i].u.s;
    str near = j->kind == JSON_STR ? str_nearest(j->u.s, text, n) : STR("");
    struct err *e = request_fault(g->rq, ERR_VALUE, j, path,
                                  near.n
                                      ? "%.*s is not allowed here; did you mean \"%.*s\"?"
                                      : "%.*s is not allowed here",
                                  STR_ARG(shown(g, j)), STR_ARG(near));
    hint_allowed(g, e, f, type);
}

static struct value check_allowed(struct giver *g, const struct module_fact *f,
                                  const struct type *type, const struct json *j, str path,
                                  struct value v)
{
    struct err ignored = { 0 };
    if (!type->allowed)
        return v;
    bool fine = type->allowed->n ? is_one_of(type->allowed, v)
                                 : dmn_allowed(g->run, type, v, &ignored);
    if (!fine)
        not_allowed(g, f, type, j, path);
    return fine ? v : VALUE_NULL;
}

static struct value unknown(struct giver *g, const struct module_fact *f, str path)
{
    if (f->standard.node)
        return feel_run(&g->run->run, f->standard.node, f->standard.n_slot, NULL, 0);
    return f->required.node ? value_unknown(g->mem, path) : VALUE_NULL;
}

static const struct module_fact *find_part(const struct module_fact *f, str name)
{
    for (size_t i = 0; i < f->n_part; i++)
        if (str_eq(f->part[i].name, name))
            return &f->part[i];
    return NULL;
}

static void unknown_name(struct giver *g, const struct json_member *m, str path,
                         const struct module_fact *known, size_t n)
{
    if (g->rq->findings->n == FINDINGS_MAX) {
        g->rq->findings->dropped++;
        g->rq->findings->errors++;
        return;
    }
    str *name = arena_new(g->mem, str, n);
    for (size_t i = 0; i < n; i++)
        name[i] = known[i].name;
    struct err *e = request_fault(g->rq, ERR_NAME, &m->value, path,
                                  "there is no fact \"%.*s\" here", STR_ARG(m->key));
    str near = str_nearest(m->key, name, n);
    if (near.n)
        err_hint(e, "Did you mean \"%.*s\"?", STR_ARG(near));
}

static struct value read_context(struct giver *g, const struct module_fact *f,
                                 const struct json *j, str path)
{
    struct entry *at = arena_new(g->mem, struct entry, f->n_part);
    for (size_t i = 0; i < j->u.object.n; i++) {
        const struct json_member *m = &j->u.object.at[i];
        str inner = arena_printf(g->mem, "%.*s.%.*s", STR_ARG(path), STR_ARG(m->key));
        if (!find_part(f, m->key))
            unknown_name(g, m, inner, f->part, f->n_part);
    }
    for (size_t i = 0; i < f->n_part; i++) {
        const struct module_fact *p = &f->part[i];
        str inner = arena_printf(g->mem, "%.*s.%.*s", STR_ARG(path), STR_ARG(p->name));
        const struct json *v = json_find_str(j, p->name);
        at[i].name = p->name;
        at[i].value = v ? read_value(g, p, p->type, v, inner) : unknown(g, p, inner);
    }
    return value_context(at, f->n_part);
}

/* An element that nobody knows: each of its fields is unknown. */
static struct value read_hole(struct giver *g, const struct module_fact *f,
                              const struct type *of, str path)
{
    static const struct json nothing = { .kind = JSON_OBJECT };
    return of->kind == TYPE_CONTEXT ? read_context(g, f, &nothing, path)
                                    : value_unknown(g->mem, path);
}

static struct value read_list(struct giver *g, const struct module_fact *f,
                              const struct type *type, const struct json *j, str path)
{
    size_t n = j->u.list.n;
    const struct type *of = type->of ? type->of : &type_any;
    struct value *at = arena_new(g->mem, struct value, n);
    for (size_t i = 0; i < n && run_pay(&g->run->run, 1); i++) {
        const struct json *one = &j->u.list.at[i];
        str inner = arena_printf(g->mem, "%.*s[%zu]", STR_ARG(path), i);
        if (one->kind == JSON_NULL && f->holes)
            at[i] = read_hole(g, f, of, inner);
        else if (one->kind == JSON_NULL)
            wrong_type(g, f, of, one, inner);
        else
            at[i] = read_value(g, f, of, one, inner);
    }
    return value_list(at, n);
}

/* A text as the type asks for it; an empty free text is not given. */
static struct value read_text(struct giver *g, const struct module_fact *f,
                              const struct type *type, const struct json *j, str path)
{
    date d;
    if (type->kind == TYPE_DATE)
        return date_parse(j->u.s, &d) ? value_date(d) : wrong_type(g, f, type, j, path);
    if (type->kind != TYPE_STR && type->kind != TYPE_ANY)
        return wrong_type(g, f, type, j, path);
    if (type->allowed)
        return check_allowed(g, f, type, j, path, value_str(j->u.s));
    for (size_t i = 0; i < j->u.s.n;)
        if (!utf8_is_space(utf8_next(j->u.s, &i)))
            return value_str(j->u.s);
    return unknown(g, f, path);
}

/* No amount or count is this large; what is made of it could have no value at all. */
static bool is_absurd(num n)
{
    return num_cmp(num_abs(n), num_int(INT64_C(1000000000000000))) >= 0;
}

static struct value read_number(struct giver *g, const struct module_fact *f,
                                const struct type *type, const struct json *j, str path)
{
    if (!is_absurd(j->u.n))
        return check_allowed(g, f, type, j, path, value_num(j->u.n));
    struct err *e = request_fault(g->rq, ERR_LIMIT, j, path, "%.*s is too large",
                                  STR_ARG(shown(g, j)));
    err_hint(e, "A number has at most 15 digits before the point.");
    return VALUE_NULL;
}

static struct value read_value(struct giver *g, const struct module_fact *f,
                               const struct type *type, const struct json *j, str path)
{
    switch (j->kind) {
    case JSON_NULL:
        return unknown(g, f, path);
    case JSON_BOOL:
        if (type->kind == TYPE_BOOL)
            return check_allowed(g, f, type, j, path, value_bool(j->u.b));
        break;
    case JSON_NUM:
        if (type->kind == TYPE_NUM)
            return read_number(g, f, type, j, path);
        break;
    case JSON_STR:
        return read_text(g, f, type, j, path);
    case JSON_LIST:
        if (type->kind == TYPE_LIST)
            return read_list(g, f, type, j, path);
        break;
    case JSON_OBJECT:
        if (type->kind == TYPE_CONTEXT)
            return read_context(g, f, j, path);
        break;
    }
    return wrong_type(g, f, type, j, path);
}

static void give_fact(struct giver *g, const struct module_fact *f, const struct json *j)
{
    str path = arena_printf(g->mem, "%.*s.%.*s", STR_ARG(g->m->name), STR_ARG(f->name));
    bool null = !j || j->kind == JSON_NULL;
    struct value v = null ? unknown(g, f, path) : read_value(g, f, f->type, j, path);
    g->run->run.global[f->node->slot] = v;
    g->run->done[f->node->slot] = 1;
}

static void check_parts(struct giver *g, const struct module_fact *f,
                        const struct json *j, struct value v, str path);

/* Is the condition on a fact that was given not false? Then look at its components. */
static void check_valid(struct giver *g, const struct module_fact *f,
                        const struct json *j, struct value v, str path,
                        const struct value *element)
{
    const struct module_feel *c = &f->valid;
    struct value local[MODULE_PART_LOCALS];
    if (!j || j->kind == JSON_NULL || v.kind == V_NULL)
        return;
    if (element) {
        local[0] = *element;
        local[1] = value_list(g->number, g->n_number);
    }
    if (c->node && value_is_false(feel_run(&g->run->run, c->node, c->n_slot, local,
                                           element ? MODULE_PART_LOCALS : 0)))
        not_allowed(g, f, f->type, j, path);
    check_parts(g, f, j, v, path);
}

static void check_parts(struct giver *g, const struct module_fact *f,
                        const struct json *j, struct value v, str path)
{
    if (!f->n_part || !run_pay(&g->run->run, f->n_part))
        return;
    size_t depth = g->n_number;
    for (uint32_t i = 0; v.kind == V_LIST && i < v.n; i++) {
        g->number[depth] = value_num(num_int((int64_t)i + 1));
        g->n_number = depth + 1;
        check_parts(g, f, &j->u.list.at[i], v.u.list[i],
                    arena_printf(g->mem, "%.*s[%u]", STR_ARG(path), (unsigned)i));
    }
    g->n_number = depth;
    for (size_t i = 0; v.kind == V_CONTEXT && i < f->n_part; i++) {
        const struct module_fact *p = &f->part[i];
        const struct value *inner = value_find(v, p->name);
        check_valid(g, p, json_find_str(j, p->name), inner ? *inner : VALUE_NULL,
                    arena_printf(g->mem, "%.*s.%.*s", STR_ARG(path), STR_ARG(p->name)),
                    &v);
    }
}

/* Facts that are right by themselves may still not fit the policy or each other. */
static void check_all(struct giver *g, const struct json *facts)
{
    for (size_t i = 0; i < g->m->n_fact; i++) {
        const struct module_fact *f = &g->m->fact[i];
        check_valid(
            g, f, json_find_str(facts, f->name), g->run->run.global[f->node->slot],
            arena_printf(g->mem, "%.*s.%.*s", STR_ARG(g->m->name), STR_ARG(f->name)),
            NULL);
    }
}

static bool is_fact(const struct module *m, str name)
{
    for (size_t i = 0; i < m->n_fact; i++)
        if (str_eq(m->fact[i].name, name))
            return true;
    return false;
}

bool request_give_facts(const struct request *rq, const struct module *m,
                        const struct json *facts, struct dmn_run *run)
{
    struct giver g = { .rq = rq, .m = m, .run = run, .mem = run->run.mem };
    unsigned errors = rq->findings->errors;
    if (facts->kind != JSON_OBJECT && facts->kind != JSON_NULL) {
        request_fault(rq, ERR_TYPE, facts, m->name,
                      "an object with facts must stand here, not %s",
                      json_kind_name(facts->kind));
        return false;
    }
    for (size_t i = 0; facts->kind == JSON_OBJECT && i < facts->u.object.n; i++) {
        const struct json_member *f = &facts->u.object.at[i];
        if (!is_fact(m, f->key))
            unknown_name(
                &g, f,
                arena_printf(g.mem, "%.*s.%.*s", STR_ARG(m->name), STR_ARG(f->key)),
                m->fact, m->n_fact);
    }
    for (size_t i = 0; i < m->n_fact; i++)
        give_fact(&g, &m->fact[i], json_find_str(facts, m->fact[i].name));
    if (facts->kind == JSON_OBJECT)
        check_all(&g, facts);
    if (run->run.failed)
        *findings_add(rq->findings, SEVERITY_ERROR, run->run.err.code, "%s",
                      run->run.err.msg) = run->run.err;
    return rq->findings->errors == errors;
}
