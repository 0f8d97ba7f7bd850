/* First line: an expression for the value under test. The rest: unary tests. */
#include <assert.h>

#include "base/utf8.h"
#include "feel_bench.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    str text = { (const char *)data, n };
    size_t bad;
    if (!utf8_is_valid(text, &bad))
        return 0;
    size_t line = str_find(text, STR("\n"), 0);
    for (int lenient = 0; lenient < 2; lenient++) {
        struct feel_bench b;
        feel_bench_init(&b, lenient);
        struct value tested = feel_bench_run(&b, str_slice(text, 0, line), NULL);
        if (line != SIZE_MAX && !b.run.failed)
            feel_bench_run(&b, str_slice(text, line + 1, text.n), &tested);
        feel_bench_release(&b);
    }
    return 0;
}
