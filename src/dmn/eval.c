#include "dmn/eval.h"

#include <assert.h>

#include "feel/from_json.h"

void dmn_run_init(struct dmn_run *r, const struct dmn_model *m, struct arena *mem)
{
    run_init(&r->run, mem);
    r->model = m;
    r->trace = NULL;
    r->run.lenient = m->lenient;
    r->run.host = r;
    r->run.global = arena_raw(mem, struct value, m->n_node + 1);
    memcpy(r->run.global, m->start, m->n_node * sizeof *m->start);
    r->done = arena_new(mem, uint8_t, m->n_node + 1);
}

void dmn_explain(struct dmn_run *r, struct dmn_trace *t)
{
    *t = (struct dmn_trace){ 0 };
    t->last = &t->first;
    r->trace = t;
}

static void not_allowed(struct dmn_run *r, const struct type *t, struct value v,
                        struct err *err)
{
    struct sbuf b;
    sbuf_init(&b, r->run.mem);
    value_format(&b, v);
    err_set(err, ERR_VALUE, "%.*s is not allowed here; allowed: %.*s",
            STR_ARG(str_slice(sbuf_str(&b), 0, 80)), STR_ARG(str_trim(t->allowed->text)));
}

static bool tests_pass(struct dmn_run *r, const struct node *tests, struct value v)
{
    struct value passed = feel_run(&r->run, tests, 1, &v, 1);
    return value_is_true(passed) && !r->run.failed;
}

static bool members_allowed(struct dmn_run *r, const struct type *t, struct value v,
                            struct err *err)
{
    for (uint32_t i = 0; i < t->n_member; i++) {
        const struct value *m = value_find(v, t->member[i].name);
        if (m && t->member[i].type && !dmn_allowed(r, t->member[i].type, *m, err)) {
            err_place(err, "%.*s", STR_ARG(t->member[i].name));
            return false;
        }
    }
    return true;
}

bool dmn_allowed(struct dmn_run *r, const struct type *t, struct value v, struct err *err)
{
    assert(t);
    if (v.kind == V_NULL)
        return true;
    if (t->allowed && !tests_pass(r, t->allowed->tests, v)) {
        if (!r->run.failed)
            not_allowed(r, t, v, err);
        return false;
    }
    if (t->kind == TYPE_CONTEXT && v.kind == V_CONTEXT)
        return members_allowed(r, t, v, err);
    bool is_list = t->kind == TYPE_LIST && t->of && v.kind == V_LIST;
    for (uint32_t i = 0; is_list && i < v.n; i++)
        if (!dmn_allowed(r, t->of, v.u.list[i], err))
            return false;
    return true;
}

/* The allowed values of an input; in a lenient run what is not one becomes null. */
static bool set_allowed(struct dmn_run *r, const struct dmn_node *node, struct value *v,
                        struct err *err)
{
    struct err why = { 0 };
    if (dmn_allowed(r, node->stated, *v, &why))
        return true;
    *v = VALUE_NULL;
    if (r->run.lenient)
        return true;
    return err_set(err, why.code ? why.code : r->run.err.code, "\"%.*s\": %s",
                   STR_ARG(node->name), why.code ? why.msg : r->run.err.msg);
}

static void put_value(struct dmn_run *r, const struct dmn_node *node, struct value v)
{
    r->run.global[node->slot] = v;
    r->done[node->slot] = 1;
}

bool dmn_set(struct dmn_run *r, const struct dmn_node *node, struct value v,
             struct err *err)
{
    if (node->stated && !value_coerce(r->run.mem, node->stated, &v)) {
        if (!r->run.lenient) {
            err_set(err, ERR_TYPE,
                    "a value of type %s cannot be given to \"%.*s\", which is %s",
                    value_kind_name(v.kind), STR_ARG(node->name),
                    type_cstr(r->run.mem, node->stated));
            return false;
        }
        v = VALUE_NULL;
    }
    if (node->checked && !set_allowed(r, node, &v, err))
        return false;
    put_value(r, node, v);
    return true;
}

static bool set_or_tell(struct dmn_run *r, const struct dmn_node *node, struct value v,
                        struct findings *findings)
{
    if (!node->checked && (!node->stated || value_coerce(r->run.mem, node->stated, &v))) {
        put_value(r, node, v);
        return true;
    }
    struct err err = { 0 };
    if (dmn_set(r, node, v, &err))
        return true;
    *findings_add(findings, SEVERITY_ERROR, err.code, "%s", err.msg) = err;
    return false;
}

static void no_such_input(const struct dmn_run *r, str key, struct findings *findings)
{
    struct err *e = findings_add(findings, SEVERITY_WARNING, ERR_NAME,
                                 "\"%.*s\" is not an input of the model and is not used",
                                 STR_ARG(key));
    if (findings->dropped)
        return; /* nobody reads the suggestion */
    str names[256];
    size_t n = dmn_names(r->model, DMN_INPUT, names, 256);
    str near = str_nearest(key, names, n);
    if (near.n)
        err_hint(e, "Did you mean \"%.*s\"?", STR_ARG(near));
}

bool dmn_set_json(struct dmn_run *r, const struct json *object, struct findings *findings)
{
    bool ok = true;
    if (object->kind != JSON_OBJECT) {
        findings_add(findings, SEVERITY_ERROR, ERR_TYPE,
                     "the input must be an object with the inputs by name, not %s",
                     json_kind_name(object->kind));
        return false;
    }
    for (size_t i = 0; i < object->u.object.n; i++) {
        const struct json_member *m = &object->u.object.at[i];
        const struct dmn_node *node = dmn_find(r->model, DMN_INPUT, m->key);
        struct value v;
        if (!node)
            no_such_input(r, m->key, findings);
        else if (!value_from_json(r->run.mem, &m->value, node->type, node->name, &v,
                                  findings) ||
                 !set_or_tell(r, node, v, findings))
            ok = false;
    }
    return ok;
}

static struct value fit_allowed(struct dmn_run *r, const struct dmn_node *n,
                                struct value v)
{
    struct err err = { 0 };
    if (dmn_allowed(r, n->stated, v, &err))
        return v;
    return run_fail(&r->run, ERR_VALUE, "the outcome %s", err.msg);
}

/* The value a decision's logic gives, made to fit the type it states. */
static struct value fit(struct dmn_run *r, const struct dmn_node *n, struct value v)
{
    if (r->run.failed || v.kind == V_NULL || !n->stated)
        return v;
    r->run.source = n->where;
    r->run.pos = 0;
    if (!value_coerce(r->run.mem, n->stated, &v))
        v = run_fail(&r->run, ERR_TYPE, "the outcome is %s where %s is stated",
                     value_kind_name(v.kind), type_cstr(r->run.mem, n->stated));
    else if (n->checked)
        v = fit_allowed(r, n, v);
    r->run.source = NULL;
    return v;
}

static void run_decision(struct dmn_run *r, const struct dmn_node *n)
{
    struct decision_trace *dt = NULL;
    struct table_trace **outer = NULL;
    r->done[n->slot] = 1;
    if (!n->logic || r->run.failed)
        return;
    if (r->trace) {
        dt = arena_new(r->run.mem, struct decision_trace, 1);
        dt->node = n;
        outer = r->trace->last_table;
        r->trace->last_table = &dt->tables;
    }
    struct frame f = { .n = n->n_slot };
    if (n->n_slot)
        f.slot = arena_new(r->run.mem, struct value, n->n_slot);
    struct value v;
    if (dt && n->of.decision->logic->kind == EXPR_LITERAL)
        v = feel_explain(&r->run, &f, n->logic, &dt->steps);
    else
        v = run_node(&r->run, &f, n->logic);
    v = fit(r, n, v);
    r->run.global[n->slot] = v;
    if (dt) {
        dt->value = v;
        r->trace->last_table = outer;
        *r->trace->last = dt;
        r->trace->last = &dt->next;
    }
}

static void run_plan(struct dmn_run *r, const uint16_t *plan, size_t n)
{
    for (size_t i = 0; i < n && !r->run.failed; i++)
        if (!r->done[plan[i]])
            run_decision(r, &r->model->node[plan[i]]);
}

static bool finish(struct dmn_run *r, struct value v, struct value *out, struct err *err)
{
    if (!r->run.failed && r->run.mem->over)
        run_fail(&r->run, ERR_LIMIT, "the work needs more memory than is allowed");
    if (r->run.failed) {
        if (!err->code)
            *err = r->run.err;
        return false;
    }
    *out = v;
    return true;
}

bool dmn_eval(struct dmn_run *r, const struct dmn_node *decision, struct value *out,
              struct err *err)
{
    run_plan(r, decision->plan, decision->n_plan);
    if (!r->done[decision->slot])
        run_decision(r, decision);
    return finish(r, r->run.global[decision->slot], out, err);
}

static struct value service_value(struct dmn_run *r, const struct dmn_service *s)
{
    if (s->n_output == 1)
        return r->run.global[s->output[0]];
    struct entry *e = arena_raw(r->run.mem, struct entry, s->n_output);
    for (size_t i = 0; i < s->n_output; i++) {
        const struct dmn_node *n = &r->model->node[s->output[i]];
        e[i] = (struct entry){ s->result->member[i].name, r->run.global[n->slot] };
    }
    return value_context(e, s->n_output);
}

bool dmn_eval_service(struct dmn_run *r, const struct dmn_service *service,
                      struct value *out, struct err *err)
{
    for (size_t i = 0; i < service->n_input_decision; i++)
        r->done[service->input_decision[i]] = 1;
    run_plan(r, service->plan, service->n_plan);
    return finish(r, r->run.failed ? VALUE_NULL : service_value(r, service), out, err);
}

struct value dmn_service_host(struct run *run, const struct frame *f, const void *data)
{
    /* A service sees only its parameters: it runs on values of its own. */
    const struct dmn_service *s = data;
    struct dmn_run *r = run->host;
    struct value *global = run->global;
    uint8_t *done = r->done;
    size_t n = r->model->n_node;
    if (!run_pay(run, n / 8 + 1))
        return VALUE_NULL;
    run->global = arena_raw(run->mem, struct value, n + 1);
    memcpy(run->global, r->model->start, n * sizeof *global);
    r->done = arena_new(run->mem, uint8_t, n + 1);
    for (size_t i = 0; i < s->n_input + s->n_input_decision; i++) {
        uint16_t slot = i < s->n_input ? s->input[i] : s->input_decision[i - s->n_input];
        run->global[slot] = f->slot[i];
        r->done[slot] = 1;
    }
    run_plan(r, s->plan, s->n_plan);
    struct value v = run->failed ? VALUE_NULL : service_value(r, s);
    run->global = global;
    r->done = done;
    return v;
}

bool dmn_invoke(struct dmn_run *r, const struct dmn_node *node, const struct value *arg,
                size_t n, struct value *out, struct err *err)
{
    struct value v = run_call(&r->run, node->value, arg, n);
    return finish(r, v, out, err);
}
