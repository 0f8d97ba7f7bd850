/* Load a model from any bytes; when it loads, verify all its tables. */
#include <assert.h>

#include "dmn/verify.h"
#include "fuzz.h"

enum { MEMORY_MAX = 128 << 20 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct arena mem;
    struct findings findings;
    struct verify_report report;
    struct dmn_options options = { .file = STR("fuzz.dmn") };
    arena_init(&mem, MEMORY_MAX);
    findings_init(&findings, &mem);
    const struct dmn_model *m = dmn_load(&mem, (str){ (const char *)data, n }, &options,
                                         &findings);
    if (m) {
        dmn_verify(&mem, m, &findings, &report);
        for (size_t i = 0; i < report.n_table; i++)
            assert(report.table[i].cover <= VERIFY_TOO_LARGE);
        for (const struct finding *f = findings.first; f; f = f->next)
            assert(f->err.msg[0] && f->err.line > 0);
    }
    arena_release(&mem);
    return 0;
}
