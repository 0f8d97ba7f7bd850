/*
 * run_dmn FILE.json... - run tests of whole models that are data, and print TAP.
 *
 * README.md here describes the files.
 */
#include <ctype.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>

#include "app/files.h"
#include "dmn/eval.h"

enum { FILE_MAX_BYTES = 1 << 20, MEMORY_MAX = 256 << 20, CAUSES_MAX = 32 };

struct tester {
    struct arena *mem;
    const char *folder;
    const struct dmn_model *model; /* of the file, or NULL */
    bool lenient;
    struct sbuf why;
};

static bool differs(struct tester *t, const char *what, str got, str want)
{
    sbuf_printf(&t->why, "%s is %.*s, not %.*s", what, STR_ARG(got), STR_ARG(want));
    return false;
}

static str text_of(const struct json *j, const char *key)
{
    const struct json *v = json_find(j, key);
    return v && v->kind == JSON_STR ? v->u.s : (str){ 0 };
}

static str show(struct tester *t, struct value v)
{
    struct sbuf b;
    sbuf_init(&b, t->mem);
    value_json(&b, v);
    return sbuf_str(&b);
}

static str show_json(struct tester *t, const struct json *j)
{
    struct sbuf b;
    sbuf_init(&b, t->mem);
    json_write(&b, j, 0);
    return sbuf_str(&b);
}

static const struct dmn_model *load(struct tester *t, str name, struct findings *f)
{
    struct dmn_options options = { .lenient = t->lenient, .loader = &files_loader };
    struct err err = { 0 };
    str bytes;
    options.file = arena_printf(t->mem, "%s/%.*s", t->folder, STR_ARG(name));
    findings_init(f, t->mem);
    if (!files_read(t->mem, options.file.at, FILE_MAX_BYTES, &bytes, &err)) {
        *findings_add(f, SEVERITY_ERROR, err.code, "%s", err.msg) = err;
        return NULL;
    }
    return dmn_load(t->mem, bytes, &options, f);
}

static str all_findings(struct tester *t, const struct findings *f)
{
    struct sbuf b;
    sbuf_init(&b, t->mem);
    for (const struct finding *one = f->first; one; one = one->next) {
        sbuf_put(&b, err_format(t->mem, &one->err));
        sbuf_raw(&b, "\n");
    }
    return sbuf_str(&b);
}

/* A model that must not load (or must warn): each text stands in some finding. */
static bool test_findings(struct tester *t, const struct json *c,
                          const struct json *wanted)
{
    struct findings f;
    const struct dmn_model *m = load(t, text_of(c, "model"), &f);
    const struct json *loads = json_find(c, "loads");
    str all = all_findings(t, &f);
    if ((m != NULL) != (loads && loads->u.b))
        return differs(t, "loading", m ? STR("done") : all,
                       m ? STR("refused") : STR("done"));
    for (size_t i = 0; i < wanted->u.list.n; i++)
        if (str_find(all, wanted->u.list.at[i].u.s, 0) == SIZE_MAX)
            return differs(t, "what was found", all, wanted->u.list.at[i].u.s);
    if (!wanted->u.list.n && f.n)
        return differs(t, "what was found", all, STR("nothing"));
    return true;
}

static bool evaluate(struct tester *t, struct dmn_run *r, const struct json *c,
                     struct value *out, struct err *err)
{
    str decision = text_of(c, "decision"), service = text_of(c, "service");
    const struct dmn_node *n = dmn_find(t->model, decision.n ? DMN_DECISION : DMN_SERVICE,
                                        decision.n ? decision : service);
    struct findings f;
    const struct json *input = json_find(c, "input");
    findings_init(&f, t->mem);
    if (!n)
        return err_set(err, ERR_NOTFOUND, "the model has no such decision or service");
    if (input && !dmn_set_json(r, input, &f)) {
        *err = f.first->err;
        return false;
    }
    return decision.n ? dmn_eval(r, n, out, err)
                      : dmn_eval_service(r, n->service, out, err);
}

static bool error_fits(struct tester *t, const struct json *c, const struct err *err)
{
    str code = text_of(c, "error"), says = text_of(c, "says");
    str text = err_format(t->mem, err);
    if (!str_is(code, err_word(err->code)))
        return differs(t, "the error", text, code);
    if (says.n && str_find(text, says, 0) == SIZE_MAX)
        return differs(t, "the message", text, says);
    return true;
}

static bool causes_fit(struct tester *t, struct value v, const struct json *wanted)
{
    str fact[CAUSES_MAX];
    size_t n = value_causes(t->mem, v, fact, CAUSES_MAX);
    struct sbuf got;
    sbuf_init(&got, t->mem);
    for (size_t i = 0; i < n; i++)
        sbuf_printf(&got, "%s%.*s", i ? "," : "", STR_ARG(fact[i]));
    struct sbuf want;
    sbuf_init(&want, t->mem);
    for (size_t i = 0; i < wanted->u.list.n; i++)
        sbuf_printf(&want, "%s%.*s", i ? "," : "", STR_ARG(wanted->u.list.at[i].u.s));
    return str_eq(sbuf_str(&got), sbuf_str(&want)) ||
           differs(t, "the cause", sbuf_str(&got), sbuf_str(&want));
}

static bool test_outcome(struct tester *t, const struct json *c)
{
    struct dmn_run r;
    struct dmn_trace trace;
    struct value v = VALUE_NULL;
    struct err err = { 0 };
    const struct json *expect = json_find(c, "expect"),
                      *unknown = json_find(c, "unknown");
    dmn_run_init(&r, t->model, t->mem);
    dmn_explain(&r, &trace);
    bool ok = evaluate(t, &r, c, &v, &err);
    if (text_of(c, "error").n)
        return ok ? differs(t, "the outcome", show(t, v), STR("an error"))
                  : error_fits(t, c, &err);
    if (!ok)
        return differs(t, "the outcome", err_format(t->mem, &err), STR("a value"));
    if (!expect || !str_eq(show(t, v), show_json(t, expect)))
        return differs(t, "the outcome", show(t, v),
                       expect ? show_json(t, expect) : STR("given"));
    return !unknown || causes_fit(t, v, unknown);
}

static bool run_case(struct tester *t, const struct json *c)
{
    const struct json *findings = json_find(c, "findings");
    sbuf_init(&t->why, t->mem);
    if (findings)
        return test_findings(t, c, findings);
    return t->model ? test_outcome(t, c)
                    : differs(t, "the model", STR("not loaded"), STR("there"));
}

static bool run_cases(struct tester *t, const char *path, const struct json *cases,
                      unsigned *number)
{
    bool good = true;
    for (size_t i = 0; cases && i < cases->u.list.n; i++) {
        const struct json *c = &cases->u.list.at[i];
        bool ok = run_case(t, c);
        printf("%sok %u - %.*s\n", ok ? "" : "not ", ++*number,
               STR_ARG(text_of(c, "name")));
        if (!ok)
            printf("# %s: %.*s\n", path, STR_ARG(sbuf_str(&t->why)));
        good &= ok;
    }
    return good;
}

static bool run_file(const char *path, unsigned *number)
{
    struct arena mem;
    struct err err = { 0 };
    struct json j;
    struct findings f;
    str bytes;
    bool good = true;
    char *folder = strdup(path);
    arena_init(&mem, MEMORY_MAX);
    struct tester t = { .mem = &mem, .folder = dirname(folder) };
    if (!files_read(&mem, path, FILE_MAX_BYTES, &bytes, &err) ||
        !json_parse(&mem, bytes, &j, &err)) {
        printf("not ok %u - %s:%d: %s\n", ++*number, path, err.line, err.msg);
        good = false;
        goto done;
    }
    const struct json *lenient = json_find(&j, "lenient"),
                      *cases = json_find(&j, "cases");
    t.lenient = lenient && lenient->u.b;
    if (text_of(&j, "model").n && !(t.model = load(&t, text_of(&j, "model"), &f)))
        printf("# %.*s", STR_ARG(all_findings(&t, &f)));
    good = run_cases(&t, path, cases, number);
done:
    arena_release(&mem);
    free(folder);
    return good;
}

int main(int argc, char **argv)
{
    unsigned number = 0;
    bool good = true;
    for (int i = 1; i < argc; i++)
        good &= run_file(argv[i], &number);
    printf("1..%u\n", number);
    return good ? 0 : 1;
}
