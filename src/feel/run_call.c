#include "feel/run_int.h"

struct value run_lambda(struct run *r, const struct frame *f, const struct node *n)
{
    /* The function keeps the values its text could see, not the frame itself,
     * which loops go on writing in. */
    struct function *fn = arena_new(r->mem, struct function, 1);
    struct frame *kept = arena_new(r->mem, struct frame, 1);
    if (!run_pay(r, f->n / 8 + 1))
        return VALUE_NULL;
    kept->slot = arena_raw(r->mem, struct value, f->n + 1);
    if (f->n)
        memcpy(kept->slot, f->slot, f->n * sizeof *f->slot);
    kept->outer = f->outer;
    kept->n = f->n;
    fn->lambda = n->u.lambda.lambda;
    fn->outer = kept;
    return (struct value){ .kind = V_FUNCTION, .u.function = fn };
}

static const char *lambda_name(struct run *r, const struct lambda *l)
{
    return l->name.n ? arena_cstr(r->mem, l->name) : "the function";
}

/* Arguments in the order of the parameters; those not given are null. */
static bool bind(struct run *r, const struct lambda *l, const str *names,
                 const struct value *arg, size_t n, struct value *slot)
{
    if (n != l->n_param) {
        run_fail(r, ERR_TYPE, "%s takes %zu arguments, %zu are given", lambda_name(r, l),
                 l->n_param, n);
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        size_t k = i;
        if (names)
            for (k = 0; k < n && !str_eq(l->param[k].name, names[i]); k++)
                ;
        if (k == n) {
            run_fail(r, ERR_NAME, "%s has no parameter \"%.*s\"", lambda_name(r, l),
                     STR_ARG(names[i]));
            return false;
        }
        slot[k] = arg[i];
    }
    for (size_t i = 0; i < n; i++) {
        const struct type *t = l->param[i].type;
        if (t && !value_coerce(r->mem, t, &slot[i])) {
            run_fail(r, ERR_TYPE, "argument \"%.*s\" of %s must be %s, not %s",
                     STR_ARG(l->param[i].name), lambda_name(r, l), type_cstr(r->mem, t),
                     value_kind_name(slot[i].kind));
            return false;
        }
    }
    return true;
}

static struct value call_lambda(struct run *r, const struct function *fn,
                                const str *names, const struct value *arg, size_t n)
{
    const struct lambda *l = fn->lambda;
    unsigned n_slot = l->n_slot > l->n_param ? l->n_slot : (unsigned)l->n_param;
    if (!run_pay(r, n_slot / 8 + 1))
        return VALUE_NULL;
    struct frame f = { arena_new(r->mem, struct value, n_slot + 1), fn->outer, n_slot };
    if (!bind(r, l, names, arg, n, f.slot))
        return VALUE_NULL;
    struct value v = run_node(r, &f, l->body);
    if (l->result && !r->failed && !value_coerce(r->mem, l->result, &v))
        return run_fail(r, ERR_TYPE, "%s must give %s, not %s", lambda_name(r, l),
                        type_cstr(r->mem, l->result), value_kind_name(v.kind));
    return v;
}

static struct value call(struct run *r, struct value callee, const str *names,
                         const struct value *arg, size_t n)
{
    if (callee.kind == V_NULL)
        return run_fail(r, ERR_TYPE, "null cannot be called as a function");
    if (callee.kind != V_FUNCTION)
        return run_fail(r, ERR_TYPE, "a value of type %s cannot be called as a function",
                        value_kind_name(callee.kind));
    const struct function *fn = callee.u.function;
    if (r->depth <= 0)
        return run_fail(r, ERR_LIMIT, "calls are nested deeper than %d", RUN_DEPTH_MAX);
    r->depth--;
    struct value v = fn->builtin ? builtin_call(r, fn->builtin, names, arg, n)
                                 : call_lambda(r, fn, names, arg, n);
    r->depth++;
    return v;
}

struct value run_call(struct run *r, struct value function, const struct value *arg,
                      size_t n)
{
    return call(r, function, NULL, arg, n);
}

struct value run_call_node(struct run *r, const struct frame *f, const struct node *n)
{
    const struct node_args *args = n->u.call.args;
    struct value few[8], *arg = few;
    struct value callee = VALUE_NULL;
    if (n->kind == NODE_CALL)
        callee = run_node(r, f, n->u.call.callee);
    if (args->n > 8) {
        if (!run_pay(r, args->n))
            return VALUE_NULL;
        arg = arena_raw(r->mem, struct value, args->n);
    }
    for (size_t i = 0; i < args->n; i++)
        arg[i] = run_node(r, f, args->at[i]);
    if (r->failed)
        return VALUE_NULL;
    r->pos = n->pos;
    if (n->kind == NODE_BUILTIN)
        return builtin_call(r, n->u.call.builtin, args->name, arg, args->n);
    return call(r, callee, args->name, arg, args->n);
}
