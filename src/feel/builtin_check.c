#include "feel/builtin_int.h"

/* A call of which only the static types of the arguments are known. */
struct check {
    struct arena *mem;
    const struct builtin *f;
    const str *names;
    const struct type *const *type;
    size_t n;
    const struct param *bad; /* the parameter that a type does not fit, and that type */
    const struct type *given;
    size_t fitted; /* parameters before `bad` that did fit */
};

static unsigned kinds_of(const struct type *t)
{
    static const uint16_t kinds[] = {
        [TYPE_ANY] = K_ANY,     [TYPE_NULL] = K_ANY,
        [TYPE_BOOL] = K_BOOL,   [TYPE_NUM] = K_NUM,
        [TYPE_STR] = K_STR,     [TYPE_DATE] = K_DATE,
        [TYPE_TIME] = K_TIME,   [TYPE_MOMENT] = K_MOMENT,
        [TYPE_SPAN] = K_SPAN,   [TYPE_MONTHS] = K_MONTHS,
        [TYPE_LIST] = K_LIST,   [TYPE_CONTEXT] = K_CONTEXT,
        [TYPE_RANGE] = K_RANGE, [TYPE_FUNCTION] = K_FUNCTION,
    };
    return t ? kinds[t->kind] : K_ANY;
}

static bool type_fits(const struct type *t, unsigned kinds, unsigned of)
{
    unsigned given = kinds_of(t);
    if (given == K_ANY)
        return true;
    if (given == K_LIST) {
        bool as_list = kinds & K_LIST && (!of || kinds_of(t->of) & of);
        return as_list || kinds_of(t->of) & kinds & ~(unsigned)K_LIST;
    }
    return given & kinds || (kinds & K_LIST && (!of || given & of));
}

static bool param_fits(struct check *c, const struct builtin *f, const struct param *p,
                       const struct type *t)
{
    size_t before = (size_t)(p - f->param);
    if (p->flags & PARAM_REST ? type_fits(t, p->of, 0) : type_fits(t, p->kinds, p->of))
        return true;
    if (!c->bad || before > c->fitted) {
        c->bad = p;
        c->given = t;
        c->fitted = before;
    }
    return false;
}

/* Can the overload take `n` positional arguments? */
static bool takes(const struct builtin *f, size_t n)
{
    const struct param *last = f->param + f->n_param - 1;
    size_t least = f->n_param;
    if (f->n_param && last->flags & PARAM_REST)
        return n >= least;
    while (least && f->param[least - 1].flags & PARAM_OPTIONAL)
        least--;
    return n >= least && n <= f->n_param;
}

static bool fits_positional(struct check *c, const struct builtin *f)
{
    const struct param *p = f->param;
    if (!takes(f, c->n))
        return false;
    for (size_t i = 0; i < c->n; i++) {
        if (!param_fits(c, f, p, c->type[i]))
            return false;
        p += !(p->flags & PARAM_REST);
    }
    return true;
}

static size_t place_of(struct check *c, const char *param)
{
    for (size_t i = 0; i < c->n; i++)
        if (str_is(c->names[i], param))
            return i;
    return SIZE_MAX;
}

static bool fits_named(struct check *c, const struct builtin *f)
{
    size_t used = 0;
    for (const struct param *p = f->param; p->name; p++) {
        size_t i = place_of(c, p->name);
        if (i == SIZE_MAX && !(p->flags & PARAM_OPTIONAL))
            return false;
        if (i != SIZE_MAX && !param_fits(c, f, p, c->type[i]))
            return false;
        used += i != SIZE_MAX;
    }
    return used == c->n;
}

/* Type of the argument for parameter `k`. */
static const struct type *arg_type(struct check *c, const struct builtin *f, size_t k)
{
    size_t i = c->names ? place_of(c, f->param[k].name) : k;
    return i < c->n ? c->type[i] : &type_any;
}

/* Element type of an argument that is, or becomes, a list. */
static const struct type *element(const struct type *t)
{
    if (!t || t->kind == TYPE_ANY)
        return &type_any;
    if (t->kind == TYPE_LIST)
        return t->of ? t->of : &type_any;
    return t;
}

static const struct type *flat(const struct type *t)
{
    for (int depth = 0; t && t->kind == TYPE_LIST && depth < VALUE_DEPTH_MAX; depth++)
        t = t->of;
    return t ? t : &type_any;
}

static const struct type *join_all(struct check *c, bool elements)
{
    const struct type *t = &type_null;
    for (size_t i = 0; i < c->n; i++)
        t = type_join(c->mem, t, elements ? element(c->type[i]) : c->type[i]);
    return t->kind == TYPE_NULL ? &type_any : t;
}

/* append, insert before and list replace: the list, and what is put into it. */
static const struct type *appended(struct check *c, const struct builtin *f)
{
    const struct type *t = element(arg_type(c, f, 0));
    bool rest = f->param[f->n_param - 1].flags & PARAM_REST;
    if (!rest || c->names)
        return type_join(c->mem, t, arg_type(c, f, f->n_param - 1u));
    for (size_t i = 1; i < c->n; i++)
        t = type_join(c->mem, t, c->type[i]);
    return t;
}

static const struct type *entries_type(struct arena *mem)
{
    static const struct type_member member[] = {
        { { "key", 3 }, &type_str },
        { { "value", 5 }, &type_any },
    };
    static const struct type entry = { .kind = TYPE_CONTEXT,
                                       .member = member,
                                       .n_member = 2 };
    return type_list_of(mem, &entry);
}

static const struct type *result_of(struct check *c, const struct builtin *f)
{
    switch ((enum result)f->result) {
    case RESULT_NUMS:
        return type_list_of(c->mem, &type_num);
    case RESULT_STRS:
        return type_list_of(c->mem, &type_str);
    case RESULT_ENTRIES:
        return entries_type(c->mem);
    case RESULT_FIRST:
        return element(arg_type(c, f, 0));
    case RESULT_LIST:
        return type_list_of(c->mem, element(arg_type(c, f, 0)));
    case RESULT_ITEM:
        return element(arg_type(c, f, 0));
    case RESULT_JOIN:
        return join_all(c, false);
    case RESULT_APPEND:
        return type_list_of(c->mem, appended(c, f));
    case RESULT_CONCAT:
        return type_list_of(c->mem, join_all(c, true));
    case RESULT_FLAT:
        return type_list_of(c->mem, flat(arg_type(c, f, 0)));
    default:
        return builtin_result_type(f->result);
    }
}

static bool has_name(const struct builtin *f, str name)
{
    do {
        for (const struct param *p = f->param; p->name; p++)
            if (str_is(name, p->name))
                return true;
    } while ((++f)->also);
    return false;
}

static bool explain(struct check *c, struct err *err)
{
    struct sbuf forms, wanted;
    sbuf_init(&forms, c->mem);
    sbuf_init(&wanted, c->mem);
    builtin_signatures(&forms, c->f);
    for (size_t i = 0; c->names && i < c->n; i++) {
        if (has_name(c->f, c->names[i]))
            continue;
        err_set(err, ERR_NAME, "\"%s\" has no parameter \"%.*s\"", c->f->name,
                STR_ARG(c->names[i]));
        err_hint(err, "Use %.*s.", STR_ARG(sbuf_str(&forms)));
        return false;
    }
    if (!c->bad) {
        err_set(err, ERR_TYPE, "\"%s\" cannot be called with %s%zu argument%s",
                c->f->name, c->names ? "these " : "", c->n, c->n == 1 ? "" : "s");
        err_hint(err, "Use %.*s.", STR_ARG(sbuf_str(&forms)));
        return false;
    }
    builtin_param_type(&wanted, c->bad);
    err_set(err, ERR_TYPE, "\"%s\" needs %.*s for \"%s\", not %s", c->f->name,
            STR_ARG(sbuf_str(&wanted)), c->bad->name, type_cstr(c->mem, c->given));
    err_hint(err, "Use %.*s.", STR_ARG(sbuf_str(&forms)));
    return false;
}

bool builtin_check(struct arena *mem, const struct builtin *f,
                   const struct builtin_args *args, const struct type **result,
                   struct err *err)
{
    struct check c = {
        .mem = mem, .f = f, .names = args->names, .type = args->type, .n = args->n
    };
    const struct builtin *one = f;
    do {
        if (c.names ? fits_named(&c, one) : fits_positional(&c, one)) {
            *result = result_of(&c, one);
            return true;
        }
    } while ((++one)->also);
    return explain(&c, err);
}
