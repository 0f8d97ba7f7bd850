/* Load a model from any bytes; when it loads, run all its decisions, explained. */
#include <assert.h>

#include "dmn/eval.h"
#include "fuzz.h"

enum { MEMORY_MAX = 128 << 20, STEPS_MAX = 200000 };

static void run_all(struct arena *mem, const struct dmn_model *m)
{
    for (size_t i = 0; i < m->n_node; i++) {
        struct dmn_run r;
        struct dmn_trace trace;
        struct value v;
        struct err err = { 0 };
        struct arena_mark start = arena_mark(mem);
        dmn_run_init(&r, m, mem);
        dmn_explain(&r, &trace);
        r.run.steps = STEPS_MAX;
        bool good = true;
        if (m->node[i].kind == DMN_DECISION)
            good = dmn_eval(&r, &m->node[i], &v, &err);
        else if (m->node[i].kind == DMN_SERVICE)
            good = dmn_eval_service(&r, m->node[i].service, &v, &err);
        assert(good || (err.code && err.msg[0]));
        arena_rewind(mem, start);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    for (int lenient = 0; lenient < 2; lenient++) {
        struct arena mem;
        struct findings findings;
        struct dmn_options options = { .file = STR("fuzz.dmn"), .lenient = lenient };
        arena_init(&mem, MEMORY_MAX);
        findings_init(&findings, &mem);
        const struct dmn_model *m = dmn_load(&mem, (str){ (const char *)data, n },
                                             &options, &findings);
        if (m)
            run_all(&mem, m);
        else
            assert(findings.errors);
        arena_release(&mem);
    }
    return 0;
}
