#include <getopt.h>
#include <stdio.h>

#include "app/clock.h"
#include "app/cmd.h"
#include "dmn/explain.h"

static const char usage[] =
    "usage: ijkpunt eval MODEL.dmn [--decision NAME | --service NAME] [INPUT.json|-]\n"
    "                    [--explain text|json] [--lenient]\n"
    "\n"
    "Evaluate a decision model for one case. INPUT.json holds an object with the inputs "
    "by\n"
    "name; what it lacks is unknown. Without a name every decision is evaluated. The "
    "outcome\n"
    "is printed as JSON; null means that it cannot be known from these inputs.\n"
    "\n"
    "  --decision NAME  this decision only, by its name or id\n"
    "  --service NAME   the output decisions of this decision service\n"
    "  --explain json   an object with \"uitkomst\" and \"uitleg\": which rules fired "
    "and why,\n"
    "                   which did not and why not, sources, and what is unknown\n"
    "  --explain text   the same for people, after the outcome\n"
    "  --lenient        null instead of an error, as DMN 1.5 has it\n"
    "\n"
    "Example: echo '{\"leeftijd\": 81, \"netwerk\": \"zwak\"}' | \\\n"
    "         ijkpunt eval model.dmn --decision eigen_kracht --explain text -\n";

enum explain { EXPLAIN_NOT, EXPLAIN_TEXT, EXPLAIN_JSON };

struct options {
    const char *model, *input, *decision, *service;
    enum explain explain;
    bool lenient, help;
};

static int parse_options(int argc, char **argv, struct options *o)
{
    static const struct option longs[] = {
        { "decision", required_argument, NULL, 'd' },
        { "service", required_argument, NULL, 's' },
        { "explain", required_argument, NULL, 'e' },
        { "lenient", no_argument, NULL, 'l' },
        { "help", no_argument, NULL, 'h' },
        { 0 },
    };
    int c;
    optind = 0;
    while ((c = getopt_long(argc, argv, "", longs, NULL)) != -1) {
        if (c == 'd')
            o->decision = optarg;
        else if (c == 's')
            o->service = optarg;
        else if (c == 'l')
            o->lenient = true;
        else if (c == 'h')
            o->help = true;
        else if (c == 'e' && strcmp(optarg, "text") == 0)
            o->explain = EXPLAIN_TEXT;
        else if (c == 'e' && strcmp(optarg, "json") == 0)
            o->explain = EXPLAIN_JSON;
        else if (c == 'e')
            return cmd_usage_error(
                "eval", "--explain takes \"text\" or \"json\", not \"%s\"", optarg);
        else
            return cmd_bad_option(argv);
    }
    if (o->help)
        return EXIT_OK;
    if (optind >= argc || argc - optind > 2)
        return cmd_usage_error("eval", "one model and at most one input file expected");
    if (o->decision && o->service)
        return cmd_usage_error("eval", "--decision and --service exclude each other");
    o->model = argv[optind];
    o->input = optind + 1 < argc ? argv[optind + 1] : NULL;
    return EXIT_OK;
}

static const struct dmn_node *find(const struct dmn_model *m, enum dmn_kind kind,
                                   const char *name, struct err *err)
{
    const struct dmn_node *n = dmn_find(m, kind, str_of(name));
    if (n)
        return n;
    str names[256];
    size_t count = dmn_names(m, kind, names, 256);
    str near = str_nearest(str_of(name), names, count);
    err_set(err, ERR_NAME, "the model has no %s \"%s\"", dmn_kind_name(kind), name);
    if (near.n)
        err_hint(err, "Did you mean \"%.*s\"?", STR_ARG(near));
    else if (count)
        err_hint(err, "It has, for instance, \"%.*s\".", STR_ARG(names[0]));
    return NULL;
}

/* Every decision of the main document, as one context. */
static bool eval_all(struct dmn_run *r, struct value *out, struct err *err)
{
    const struct dmn_model *m = r->model;
    struct entry *e = arena_new(r->run.mem, struct entry, m->n_node + 1);
    size_t n = 0;
    for (size_t i = 0; i < m->n_node; i++) {
        if (m->node[i].kind != DMN_DECISION || m->node[i].doc != m->doc)
            continue;
        e[n].name = m->node[i].name;
        if (!dmn_eval(r, &m->node[i], &e[n++].value, err))
            return false;
    }
    *out = value_context(e, n);
    return true;
}

static bool evaluate(struct dmn_run *r, const struct options *o, struct value *out,
                     struct err *err)
{
    const struct dmn_node *n;
    if (o->decision)
        return (n = find(r->model, DMN_DECISION, o->decision, err)) &&
               dmn_eval(r, n, out, err);
    if (o->service)
        return (n = find(r->model, DMN_SERVICE, o->service, err)) &&
               dmn_eval_service(r, n->service, out, err);
    return eval_all(r, out, err);
}

static int print_outcome(struct dmn_run *r, const struct options *o, struct value v)
{
    struct sbuf b;
    sbuf_init(&b, r->run.mem);
    if (o->explain == EXPLAIN_JSON) {
        sbuf_raw(&b, "{\"uitkomst\":");
        value_json(&b, v);
        sbuf_raw(&b, ",\"uitleg\":");
        explain_json(&b, r, r->trace);
        sbuf_raw(&b, "}");
    } else {
        value_json(&b, v);
        if (o->explain == EXPLAIN_TEXT) {
            sbuf_raw(&b, "\n\n");
            explain_text(&b, r, r->trace);
            return cmd_print(sbuf_str(&b));
        }
    }
    sbuf_raw(&b, "\n");
    return cmd_print(sbuf_str(&b));
}

static int run(struct arena *mem, const struct dmn_model *m, const struct options *o)
{
    struct dmn_run r;
    struct dmn_trace trace;
    struct moment now = clock_now();
    struct findings findings;
    struct json input = { .kind = JSON_OBJECT };
    int status = EXIT_OK;
    if (o->input && !cmd_read_json(mem, o->input, &input, &status))
        return status;
    dmn_run_init(&r, m, mem);
    r.run.now = &now;
    if (o->explain != EXPLAIN_NOT)
        dmn_explain(&r, &trace);
    findings_init(&findings, mem);
    bool ok = dmn_set_json(&r, &input, &findings);
    cmd_print_findings(&findings);
    if (!ok)
        return EXIT_INPUT;
    struct value v;
    struct err err = { 0 };
    if (!evaluate(&r, o, &v, &err))
        return cmd_fail(&err);
    return print_outcome(&r, o, v);
}

int cmd_eval(int argc, char **argv)
{
    struct options o = { 0 };
    struct arena model_mem, mem;
    int status = parse_options(argc, argv, &o);
    if (status != EXIT_OK)
        return status;
    if (o.help)
        return cmd_print(str_of(usage));
    arena_init(&model_mem, MODEL_MEMORY_MAX);
    arena_init(&mem, RUN_MEMORY_MAX);
    const struct dmn_model *m = cmd_load_model(&model_mem, o.model, o.lenient, o.lenient,
                                               &status);
    if (m)
        status = run(&mem, m, &o);
    arena_release(&mem);
    arena_release(&model_mem);
    return status;
}
