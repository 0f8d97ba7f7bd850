/* An expression over a few names of every kind, strict and lenient. */
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
    for (int lenient = 0; lenient < 2; lenient++) {
        struct feel_bench b;
        feel_bench_init(&b, lenient);
        feel_bench_run(&b, text, NULL);
        feel_bench_release(&b);
    }
    return 0;
}
