/* Speed of decision models: a graph of five tables over a thousand cases, whose
 * outcomes are first compared with the right ones. One thread; each figure is the
 * median of its rounds. Argument: the root of the project. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "dmn/eval.h"
#include "feel/from_json.h"
#include "ijkpunt.h"

enum { ROUNDS = 9, CASES = 1000, INPUTS_MAX = 32, REPEAT = 100, REPEAT_JSON = 20 };

static const char decision_name[] = "eindUren";

struct bench {
    struct arena mem;
    str model_text, cases_text;
    const struct dmn_model *model;
    const struct dmn_node *decision;
    const struct dmn_node *input[INPUTS_MAX];
    size_t n_input;
    struct value value[CASES][INPUTS_MAX]; /* ready to be set */
    str text[CASES];                       /* as JSON */
    num want[CASES];
};

/* CPU time: what else runs here must not count. */
static int64_t now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static void die(const char *what, const char *why)
{
    fprintf(stderr, "perf_dmn: %s: %s\n", what, why);
    exit(2);
}

static str slurp(struct arena *mem, const char *root, const char *name)
{
    const char *path = arena_printf(mem, "%s/tests/perf/data/%s", root, name).at;
    FILE *f = fopen(path, "rb");
    if (!f || fseek(f, 0, SEEK_END) != 0)
        die(path, "cannot be read");
    long n = ftell(f);
    rewind(f);
    char *at = arena_raw(mem, char, (size_t)n + 1);
    if (fread(at, 1, (size_t)n, f) != (size_t)n)
        die(path, "cannot be read");
    fclose(f);
    return (str){ at, (size_t)n };
}

static void load_model(struct bench *b)
{
    struct findings findings;
    struct dmn_options options = { .file = STR("wmo.dmn") };
    findings_init(&findings, &b->mem);
    b->model = dmn_load(&b->mem, b->model_text, &options, &findings);
    if (!b->model)
        die("wmo.dmn", findings.first->err.msg);
    b->decision = dmn_find(b->model, DMN_DECISION, str_of(decision_name));
    for (size_t i = 0; i < b->model->n_node; i++)
        if (b->model->node[i].kind == DMN_INPUT)
            b->input[b->n_input++] = &b->model->node[i];
}

static void prepare_case(struct bench *b, size_t i, const struct json *j)
{
    struct findings findings;
    struct sbuf text;
    findings_init(&findings, &b->mem);
    sbuf_init(&text, &b->mem);
    sbuf_raw(&text, "{");
    for (size_t k = 0; k < b->n_input; k++) {
        const struct dmn_node *in = b->input[k];
        const struct json *v = json_find_str(j, in->name);
        if (!v ||
            !value_from_json(&b->mem, v, in->type, in->name, &b->value[i][k], &findings))
            die("cases.json", "a case lacks an input");
        if (k)
            sbuf_raw(&text, ",");
        sbuf_json(&text, in->name);
        sbuf_raw(&text, ":");
        json_write(&text, v, 0);
    }
    sbuf_raw(&text, "}");
    b->text[i] = sbuf_str(&text);
}

static void prepare(struct bench *b, const char *root)
{
    struct json cases, expected;
    struct err err = { 0 };
    arena_init(&b->mem, SIZE_MAX);
    b->model_text = slurp(&b->mem, root, "wmo.dmn");
    load_model(b);
    b->cases_text = slurp(&b->mem, root, "cases.json");
    if (!json_parse(&b->mem, b->cases_text, &cases, &err) ||
        !json_parse(&b->mem, slurp(&b->mem, root, "expected.json"), &expected, &err))
        die("the cases", err.msg);
    const struct json *graph = json_find(&expected, "graph");
    if (cases.u.list.n != CASES || !graph || graph->u.list.n != CASES)
        die("the cases", "there must be a thousand");
    for (size_t i = 0; i < CASES; i++) {
        prepare_case(b, i, &cases.u.list.at[i]);
        /* Made with binary floating point: 3.85 stands there as 3.8499999999999996. */
        if (!num_round(graph->u.list.at[i].u.n, 9, NUM_HALF_EVEN, &b->want[i]))
            die("expected.json", "an outcome is out of range");
    }
}

/* All cases once; each outcome is compared in the first round. */
static void run_prepared(struct bench *b, struct arena *mem, bool explain, bool compare)
{
    static const struct arena_mark start = { 0 };
    struct dmn_trace trace;
    struct dmn_run run;
    for (size_t i = 0; i < CASES; i++) {
        struct err err = { 0 };
        struct value v;
        arena_rewind(mem, start);
        dmn_run_init(&run, b->model, mem);
        if (explain)
            dmn_explain(&run, &trace);
        for (size_t k = 0; k < b->n_input; k++)
            if (!dmn_set(&run, b->input[k], b->value[i][k], &err))
                die("a case", err.msg);
        if (!dmn_eval(&run, b->decision, &v, &err))
            die("a case", err.msg);
        if (compare && (v.kind != V_NUM || num_cmp(v.u.num, b->want[i]) != 0))
            die("a case", "the outcome is not the expected one");
    }
}

static int compare_times(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static int64_t median(int64_t *t)
{
    qsort(t, ROUNDS, sizeof *t, compare_times);
    return t[ROUNDS / 2];
}

/* Plain and explained in turns of a millisecond, so that both meet the same machine;
 * *cost is what a trace costs, in thousandths. */
static void measure_prepared(struct bench *b, int64_t *plain, int64_t *explained,
                             int64_t *cost)
{
    struct arena mem;
    int64_t t[2][ROUNDS], ratio[ROUNDS];
    arena_init(&mem, RUN_MEMORY_MAX);
    for (int round = 0; round < ROUNDS; round++) {
        t[0][round] = t[1][round] = 0;
        for (int i = 0; i < 2 * REPEAT; i++) {
            int64_t start = now();
            run_prepared(b, &mem, i % 2, round == 0);
            t[i % 2][round] += now() - start;
        }
        ratio[round] = (t[1][round] - t[0][round]) * 1000 / t[0][round];
    }
    *plain = median(t[0]);
    *explained = median(t[1]);
    *cost = median(ratio);
    arena_release(&mem);
}

/* Through the public API: facts as JSON in, outcome (and trace) as JSON out. */
static int64_t measure_json(struct bench *b, bool explain, size_t *bytes)
{
    struct ijk_error err;
    int64_t t[ROUNDS];
    struct ijk_model *m = ijk_load(b->model_text.at, b->model_text.n, NULL, NULL, &err);
    if (!m)
        die("wmo.dmn", err.message);
    struct ijk_session *s = ijk_session_new(m);
    const struct ijk_element *e = ijk_find(m, IJK_DECISION, decision_name);
    ijk_session_explain(s, explain);
    for (int round = 0; round < ROUNDS; round++) {
        int64_t start = now();
        *bytes = 0;
        for (size_t i = 0; i < (size_t)CASES * REPEAT_JSON; i++) {
            size_t n = 0, n_trace = 0;
            const char *out = ijk_run_json(s, e, b->text[i % CASES].at,
                                           b->text[i % CASES].n, &n, &err);
            if (!out || (explain && !ijk_trace_json(s, &n_trace)))
                die("a case", err.message);
            num got;
            if (round == 0 && (!num_parse((str){ out, n }, &got, NULL) ||
                               num_cmp(got, b->want[i % CASES]) != 0))
                die("a case", "the outcome is not the expected one");
            *bytes += n + n_trace;
        }
        t[round] = now() - start;
    }
    *bytes /= (size_t)CASES * REPEAT_JSON;
    ijk_session_free(s);
    ijk_model_free(m);
    return median(t);
}

/* One line; false when it is slower than `least` per second. */
static bool report(const char *name, int64_t ns, int64_t count, int64_t least)
{
    int64_t rate = count * 1000000000 / ns;
    printf("%-44s %10lld /s   %6lld ns", name, (long long)rate, (long long)(ns / count));
    if (least)
        printf("   promised %lld /s", (long long)least);
    printf("\n");
    return rate >= least;
}

int main(int argc, char **argv)
{
    static struct bench b;
    int64_t plain, explained, cost;
    size_t bytes;
    prepare(&b, argc > 1 ? argv[1] : ".");
    printf("wmo.dmn, %d cases, all outcomes as expected, one thread, median of %d\n",
           CASES, ROUNDS);
    measure_prepared(&b, &plain, &explained, &cost);
    bool ok = report("graph, inputs ready", plain, (int64_t)CASES * REPEAT, 500000);
    report("graph, inputs ready, with trace", explained, (int64_t)CASES * REPEAT, 0);
    printf("%-44s %10lld.%lld %%   promised at most 10 %%\n", "what the trace costs",
           (long long)(cost / 10), (long long)(llabs(cost) % 10));
    ok &= cost <= 100;
    int64_t json = measure_json(&b, false, &bytes);
    report("JSON in, value as JSON out", json, (int64_t)CASES * REPEAT_JSON, 0);
    json = measure_json(&b, true, &bytes);
    ok &= report("JSON in, full explanation as JSON out", json,
                 (int64_t)CASES * REPEAT_JSON, 100000);
    printf("%-44s %10zu bytes\n", "the explanation, on average", bytes);
    arena_release(&b.mem);
    return !ok;
}
