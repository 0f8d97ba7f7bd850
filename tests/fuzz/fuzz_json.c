/* What is read is written and read back the same. */
#include <assert.h>

#include "base/json.h"
#include "base/sbuf.h"
#include "fuzz.h"

enum { MEMORY_MAX = 64 << 20 };

static str write(struct arena *mem, const struct json *j, int indent)
{
    struct sbuf b;
    sbuf_init(&b, mem);
    json_write(&b, j, indent);
    return sbuf_str(&b);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct arena mem;
    struct json first, second;
    struct err err = { 0 };
    arena_init(&mem, MEMORY_MAX);
    if (json_parse(&mem, (str){ (const char *)data, n }, &first, &err)) {
        str text = write(&mem, &first, 0);
        bool same = json_parse(&mem, write(&mem, &first, 2), &second, &err);
        assert(same && str_eq(write(&mem, &second, 0), text));
    } else {
        assert(err.code && err.msg[0]);
    }
    arena_release(&mem);
    return 0;
}
