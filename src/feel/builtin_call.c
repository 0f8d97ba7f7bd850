#include "feel/builtin_int.h"

/* A call that looks for its overload. */
struct call {
    struct run *r;
    const struct builtin *f; /* the first overload */
    const str *names;
    const struct value *arg;
    size_t n;
    bool convert; /* singleton lists, DMN 1.5 10.3.2.9.4 */
    bool ordered; /* names must come in the order of the parameters */
    bool unknown; /* a null stands where a value is needed */
};

/* Why the overload that came nearest does not fit. */
struct misfit {
    const struct builtin *f;
    const struct param *param; /* NULL: the number or names of arguments */
    struct value given;
    size_t element; /* from 1; 0: the argument itself */
    size_t fitted;  /* parameters before it that did fit */
    str name;       /* of an argument that is no parameter */
};

static bool is_kind(struct value v, unsigned kinds)
{
    return kinds >> v.kind & 1;
}

static bool unfit(struct misfit *why, const struct param *p, struct value given,
                  size_t element)
{
    why->param = p;
    why->given = given;
    why->element = element;
    return false;
}

/* Do the elements have the kinds the parameter asks for? */
static bool elements_fit(struct call *c, const struct param *p, struct value list,
                         struct misfit *why)
{
    if (!p->of || !run_pay(c->r, list.n / 8 + 1))
        return true;
    for (uint32_t i = 0; i < list.n; i++) {
        struct value v = list.u.list[i];
        if (v.kind == V_NULL)
            c->unknown |= !(p->flags & PARAM_NULLS);
        else if (!is_kind(v, p->of))
            return unfit(why, p, v, i + 1);
    }
    return true;
}

static struct value list_of_one(struct arena *mem, struct value v)
{
    struct value *one = arena_raw(mem, struct value, 1);
    *one = v;
    return value_list(one, 1);
}

/* The value as the parameter wants it, by the implicit conversions. Who takes a date
 * and time takes a date as well. */
static bool converted(struct call *c, const struct param *p, struct value *v)
{
    if (v->kind == V_LIST && v->n == 1) {
        struct value only = v->u.list[0];
        if (is_kind(only, p->kinds) || (only.kind == V_NULL && !(p->kinds & K_LIST))) {
            *v = only;
            return true;
        }
    }
    if (p->kinds & K_LIST && (!p->of || is_kind(*v, p->of))) {
        *v = list_of_one(c->r->mem, *v);
        return true;
    }
    return false;
}

static bool accept(struct call *c, const struct param *p, struct value *v,
                   struct misfit *why)
{
    if (v->kind == V_ABSENT)
        return true;
    if (v->kind != V_NULL && !is_kind(*v, p->kinds)) {
        if (!c->convert || !converted(c, p, v))
            return unfit(why, p, *v, 0);
    }
    if (v->kind == V_NULL) {
        if (!(p->flags & PARAM_NULL))
            c->unknown = true;
        else if (p->flags & PARAM_OPTIONAL)
            v->kind = V_ABSENT;
        return true;
    }
    return v->kind != V_LIST || elements_fit(c, p, *v, why);
}

/* All arguments from `at` on as one list. */
static bool accept_rest(struct call *c, const struct param *p, size_t at,
                        struct value *out, struct misfit *why)
{
    const struct value *v = c->arg + at;
    size_t n = c->n - at;
    if (c->convert && p->of == K_LIST) {
        struct value *lists = arena_raw(c->r->mem, struct value, n);
        for (size_t i = 0; i < n; i++) {
            bool wrap = v[i].kind != V_LIST && v[i].kind != V_NULL;
            lists[i] = wrap ? list_of_one(c->r->mem, v[i]) : v[i];
        }
        v = lists;
    }
    *out = value_list(v, n);
    return elements_fit(c, p, *out, why);
}

static bool bind_positional(struct call *c, const struct builtin *f, struct value *bound,
                            struct misfit *why)
{
    size_t i = 0;
    for (; i < f->n_param && !(f->param[i].flags & PARAM_REST); i++) {
        if (i >= c->n && !(f->param[i].flags & PARAM_OPTIONAL))
            return unfit(why, NULL, VALUE_NULL, 0);
        bound[i] = i < c->n ? c->arg[i] : (struct value){ .kind = V_ABSENT };
    }
    bool rest = i < f->n_param;
    if (rest ? c->n <= i : c->n > i)
        return unfit(why, NULL, VALUE_NULL, 0);
    for (size_t k = 0; k < i; k++, why->fitted++)
        if (!accept(c, &f->param[k], &bound[k], why))
            return false;
    return !rest || accept_rest(c, &f->param[i], i, &bound[i], why);
}

static const struct param *find_param(const struct builtin *f, str name)
{
    for (const struct param *p = f->param; p->name; p++)
        if (str_is(name, p->name))
            return p;
    return NULL;
}

static bool bind_named(struct call *c, const struct builtin *f, struct value *bound,
                       struct misfit *why)
{
    for (size_t k = 0; k < f->n_param; k++)
        bound[k] = (struct value){ .kind = V_ABSENT };
    for (size_t i = 0; i < c->n; i++) {
        const struct param *p = find_param(f, c->names[i]);
        if (c->ordered && p && p != f->param + i)
            return unfit(why, NULL, VALUE_NULL, 0);
        if (!p || bound[p - f->param].kind != V_ABSENT) {
            why->name = c->names[i];
            return unfit(why, NULL, VALUE_NULL, 0);
        }
        bool rest = p->flags & PARAM_REST;
        bound[p - f->param] = rest ? list_of_one(c->r->mem, c->arg[i]) : c->arg[i];
    }
    for (size_t k = 0; k < f->n_param; k++) {
        if (bound[k].kind == V_ABSENT && !(f->param[k].flags & PARAM_OPTIONAL))
            return unfit(why, NULL, VALUE_NULL, 0);
        if (!accept(c, &f->param[k], &bound[k], why))
            return false;
        why->fitted++;
    }
    return true;
}

/* Is `a` worth more to the reader than `b`: the wrong type of an argument further on,
 * or else a wrong name? */
static bool is_nearer(const struct misfit *a, const struct misfit *b)
{
    if (!b->f || (a->param && !b->param))
        return true;
    if (a->param)
        return a->fitted > b->fitted;
    return !b->param && a->name.n && !b->name.n;
}

static bool bind(struct call *c, const struct builtin *f, struct value *bound,
                 struct misfit *nearest)
{
    struct misfit why = { .f = f };
    c->unknown = false;
    if (c->names ? bind_named(c, f, bound, &why) : bind_positional(c, f, bound, &why))
        return true;
    if (is_nearer(&why, nearest))
        *nearest = why;
    return false;
}

static void explain_count(struct sbuf *b, const struct call *c)
{
    const struct builtin *f = c->f;
    size_t n = f->n_param;
    bool fixed = !f[1].also;
    for (size_t i = 0; i < n; i++)
        fixed &= !(f->param[i].flags & (PARAM_OPTIONAL | PARAM_REST));
    if (fixed && !c->names) {
        sbuf_printf(b, "\"%s\" takes %zu argument%s, not %zu", f->name, n,
                    n == 1 ? "" : "s", c->n);
        return;
    }
    sbuf_printf(b, "\"%s\" has no form with these %zu arguments: ", f->name, c->n);
    do {
        builtin_signature(b, f);
        if (f[1].also)
            sbuf_raw(b, "; ");
    } while ((++f)->also);
}

static void explain_names(struct sbuf *b, const struct call *c, str name)
{
    const struct builtin *f = c->f;
    sbuf_printf(b, "\"%s\" has no parameter \"%.*s\" here: ", f->name, STR_ARG(name));
    do {
        builtin_signature(b, f);
        if (f[1].also)
            sbuf_raw(b, "; ");
    } while ((++f)->also);
}

static struct value fail(struct call *c, const struct misfit *why)
{
    struct run *r = c->r;
    struct sbuf b;
    if (r->lenient || r->failed)
        return VALUE_NULL;
    sbuf_init(&b, r->mem);
    if (!why->param) {
        if (why->name.n)
            explain_names(&b, c, why->name);
        else
            explain_count(&b, c);
    } else {
        sbuf_printf(&b, "\"%s\" needs ", why->f->name);
        builtin_param_type(&b, why->param);
        sbuf_printf(&b, " for \"%s\", ", why->param->name);
        if (why->element && why->param->flags & PARAM_REST)
            sbuf_printf(&b, "but argument %zu is ",
                        (size_t)(why->param - why->f->param) + why->element);
        else if (why->element)
            sbuf_printf(&b, "but element %zu is ", why->element);
        else
            sbuf_raw(&b, "not ");
        sbuf_put(&b, str_of(value_brief(r->mem, why->given)));
    }
    return run_fail(r, ERR_TYPE, "%.*s", STR_ARG(sbuf_str(&b)));
}

/* The null that the nulls among the arguments, and among the elements of lists
 * that may not hold any, give together. */
static struct value unknown(struct run *r, const struct builtin *f,
                            const struct value *bound)
{
    struct value null = VALUE_NULL;
    for (size_t k = f->n_param; k-- > 0;) {
        const struct param *p = &f->param[k];
        struct value v = bound[k];
        if (v.kind == V_LIST && p->of && !(p->flags & PARAM_NULLS))
            v = builtin_null_of(r, v.u.list, v.n);
        if (v.kind == V_NULL)
            null = value_null_of(r->mem, v, null);
    }
    return null;
}

static struct value run_bound(struct call *c, const struct builtin *f,
                              const struct value *bound)
{
    if (c->r->failed)
        return VALUE_NULL;
    return c->unknown ? unknown(c->r, f, bound) : f->run(c->r, bound);
}

/* Every element of a kind that the parameter asks for, none null? */
static bool elements_fit_plainly(struct run *r, const struct param *p, struct value list)
{
    for (uint32_t i = 0; i < list.n; i++)
        if (!is_kind(list.u.list[i], p->of))
            return false;
    return run_pay(r, list.n / 8);
}

/* The everyday call: by position, nothing left out, no null, nothing to convert. It
 * is the same as what bind finds, without a copy of the arguments. */
static bool fits_plainly(struct run *r, const struct builtin *f, const struct value *arg,
                         size_t n)
{
    if (n != f->n_param)
        return false;
    for (size_t i = 0; i < n; i++) {
        const struct param *p = &f->param[i];
        if (!is_kind(arg[i], p->kinds) || p->flags & PARAM_REST)
            return false;
        if (p->of && !elements_fit_plainly(r, p, arg[i]))
            return false;
    }
    return !r->failed;
}

/* First what fits as it is. Where the names fit two overloads, as in after(range:
 * .., point: ..), the one with that order is meant. */
static struct value call(struct run *r, const struct builtin *f, const str *names,
                         const struct value *arg, size_t n)
{
    enum { ORDERED, EXACT, CONVERTED, PASSES };
    struct call c = { .r = r, .f = f, .names = names, .arg = arg, .n = n };
    struct value bound[PARAM_MAX] = { 0 };
    struct misfit nearest = { 0 };
    for (int pass = names && f[1].also ? ORDERED : EXACT; pass < PASSES; pass++) {
        const struct builtin *one = f;
        c.convert = pass == CONVERTED;
        c.ordered = pass == ORDERED;
        do {
            if (bind(&c, one, bound, &nearest))
                return run_bound(&c, one, bound);
        } while ((++one)->also);
    }
    return fail(&c, &nearest);
}

struct value builtin_call(struct run *r, const struct builtin *f, const str *names,
                          const struct value *arg, size_t n)
{
    const struct builtin *one = f;
    if (names)
        return call(r, f, names, arg, n);
    do {
        if (fits_plainly(r, one, arg, n))
            return one->run(r, arg);
    } while ((++one)->also);
    return call(r, f, NULL, arg, n);
}
