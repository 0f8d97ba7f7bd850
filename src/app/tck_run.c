#include "app/tck_run.h"

#include "app/files.h"
#include "dmn/eval.h"

enum {
    FILE_BYTES_MAX = 256 * 1024 * 1024, /* memory for one file and its model */
    CASE_BYTES_MAX = 128 * 1024 * 1024,
};

struct job {
    const struct tck_runner *runner;
    const struct tck_file *file;
    const struct dmn_model *model; /* NULL: did not load */
    str trouble;                   /* why not */
    struct arena *mem;             /* of the case */
};

static str describe(struct arena *mem, struct value v)
{
    struct sbuf b;
    sbuf_init(&b, mem);
    value_format(&b, v);
    return sbuf_str(&b);
}

/* The node with this name; of another model when `ns` says so. */
static const struct dmn_node *find_node(const struct dmn_model *m, enum dmn_kind kind,
                                        str name, str ns)
{
    const struct dmn_node *node = dmn_find(m, kind, name);
    if (ns.n == 0 || (node && str_eq(node->doc->namespace_, ns)))
        return node;
    for (size_t i = 0; i < m->n_node; i++) {
        const struct dmn_node *n = &m->node[i];
        if (n->kind == kind && str_eq(n->element->name, name) &&
            str_eq(n->doc->namespace_, ns))
            return n;
    }
    return NULL;
}

/* A value that an input does not accept becomes null, as the specification has it. */
static bool set_inputs(struct job *j, struct dmn_run *r, const struct tck_case *t,
                       str *why)
{
    for (size_t i = 0; i < t->n_input; i++) {
        const struct tck_node *in = &t->input[i];
        const struct dmn_node *node = find_node(j->model, DMN_INPUT, in->name,
                                                in->namespace_);
        struct err err = { 0 };
        if (!node)
            node = find_node(j->model, DMN_DECISION, in->name, in->namespace_);
        if (!node) {
            *why = arena_printf(j->mem, "there is no input \"%.*s\"", STR_ARG(in->name));
            return false;
        }
        if (!dmn_set(r, node, in->value, &err)) {
            err = (struct err){ 0 };
            if (!dmn_set(r, node, VALUE_NULL, &err)) {
                *why = err_format(j->mem, &err);
                return false;
            }
        }
    }
    return true;
}

static bool eval_service(struct dmn_run *r, const struct dmn_node *service, str result,
                         struct value *out, struct err *err)
{
    if (!dmn_eval_service(r, service->service, out, err))
        return false;
    const struct value *one = value_find(*out, result);
    if (service->service->n_output > 1 && one)
        *out = *one;
    return true;
}

/* A BKM gets the inputs of the case by the names of its parameters. */
static bool eval_bkm(struct job *j, struct dmn_run *r, const struct dmn_node *bkm,
                     const struct tck_case *t, struct value *out, struct err *err)
{
    const struct doc_expr *logic = bkm->of.bkm->logic;
    size_t n = logic ? logic->u.function.n : 0;
    struct value *arg = arena_new(j->mem, struct value, n);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < t->n_input; k++)
            if (str_eq(logic->u.function.parameter[i].node.name, t->input[k].name))
                arg[i] = t->input[k].value;
    return dmn_invoke(r, bkm, arg, n, out, err);
}

static bool eval_result(struct job *j, struct dmn_run *r, const struct tck_case *t,
                        const struct tck_node *result, struct value *out, struct err *err)
{
    static const enum dmn_kind kinds[] = {
        [TCK_DECISION] = DMN_DECISION, [TCK_BKM] = DMN_BKM, [TCK_SERVICE] = DMN_SERVICE
    };
    str name = t->kind == TCK_DECISION ? result->name : t->invocable,
        ns = result->namespace_;
    const struct dmn_node *node = find_node(j->model, kinds[t->kind], name, ns);
    if (!node)
        return err_set(err, ERR_NOTFOUND, "there is no \"%.*s\" in the model",
                       STR_ARG(name));
    if (node->kind == DMN_SERVICE)
        return eval_service(r, node, result->name, out, err);
    if (node->kind == DMN_BKM)
        return eval_bkm(j, r, node, t, out, err);
    return dmn_eval(r, node, out, err);
}

static str difference(struct job *j, const struct tck_case *t,
                      const struct tck_node *result, str got)
{
    str want = describe(j->mem, result->value);
    if (str_eq(result->name, t->id))
        return arena_printf(j->mem, "expected %.*s, got %.*s", STR_ARG(want),
                            STR_ARG(got));
    return arena_printf(j->mem, "%.*s: expected %.*s, got %.*s", STR_ARG(result->name),
                        STR_ARG(want), STR_ARG(got));
}

/* True when the result is as expected; else says what came out instead. */
static bool run_result(struct job *j, const struct tck_case *t,
                       const struct tck_node *result, str *why)
{
    struct dmn_run r;
    struct value got = VALUE_NULL;
    struct err err = { 0 };
    dmn_run_init(&r, j->model, j->mem);
    r.run.now = j->runner->now;
    if (t->kind != TCK_BKM && !set_inputs(j, &r, t, why))
        return false;
    if (eval_result(j, &r, t, result, &got, &err)) {
        *why = difference(j, t, result, describe(j->mem, got));
        return tck_equal(result->value, got);
    }
    *why = difference(j, t, result, err_format(j->mem, &err));
    return result->error_result && err.code != ERR_NOTFOUND && err.code != ERR_LIMIT;
}

static void run_case(struct job *j, const struct tck_case *t)
{
    struct tck_outcome out = { .file = j->file, .id = t->id, .passed = j->model != NULL };
    out.why = j->trouble;
    for (size_t i = 0; i < t->n_result; i++)
        out.has_value |= t->result[i].value.kind != V_NULL;
    for (size_t i = 0; i < t->n_result && out.passed; i++)
        out.passed = run_result(j, t, &t->result[i], &out.why);
    j->runner->report(j->runner->ctx, &out);
}

static const struct dmn_model *load(struct job *j, struct arena *mem, str folder)
{
    struct findings findings;
    struct err err = { 0 };
    str bytes,
        path = arena_printf(mem, "%.*s%.*s", STR_ARG(folder), STR_ARG(j->file->model));
    findings_init(&findings, mem);
    if (str_find(j->file->model, STR("/"), 0) != SIZE_MAX || j->file->model.n == 0)
        err_set(&err, ERR_USAGE, "the model \"%.*s\" is not in the folder of the test",
                STR_ARG(j->file->model));
    else if (files_read(mem, path.at, XML_BYTES_MAX, &bytes, &err)) {
        struct dmn_options options = { .file = path,
                                       .lenient = true,
                                       .loader = &files_loader };
        const struct dmn_model *m = dmn_load(mem, bytes, &options, &findings);
        if (m)
            return m;
        const struct finding *f = findings.first;
        while (f && f->severity != SEVERITY_ERROR)
            f = f->next;
        if (f)
            err = f->err;
    }
    str said = err_format(mem, &err);
    j->trouble = arena_printf(mem, "the model does not load: %.*s", STR_ARG(said));
    return NULL;
}

bool tck_run(const struct tck_runner *runner, const char *path, struct err *err)
{
    struct arena mem, scratch;
    struct tck_file file;
    str bytes;
    arena_init(&mem, FILE_BYTES_MAX);
    arena_init(&scratch, CASE_BYTES_MAX);
    bool ok = files_read(&mem, path, XML_BYTES_MAX, &bytes, err) &&
              tck_read(&mem, str_of(path), bytes, &file, err);
    if (ok) {
        struct job j = { .runner = runner, .file = &file, .mem = &scratch };
        struct arena_mark start = arena_mark(&scratch);
        j.model = load(&j, &mem, files_folder(str_of(path)));
        for (size_t i = 0; i < file.n_test; i++) {
            run_case(&j, &file.test[i]);
            arena_rewind(&scratch, start);
        }
    }
    arena_release(&scratch);
    arena_release(&mem);
    return ok;
}
