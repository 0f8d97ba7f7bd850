/* Any XML is formatted once and for all, and the tables of any model can be printed. */
#include <assert.h>

#include "dmn/canon.h"
#include "dmn/print.h"
#include "fuzz.h"

enum { MEMORY_MAX = 128 << 20 };

static str write(struct arena *mem, const struct xml_doc *doc)
{
    struct sbuf b;
    sbuf_init(&b, mem);
    canon_write(&b, doc);
    return sbuf_str(&b);
}

static void print(struct arena *mem, str text)
{
    struct findings findings;
    struct sbuf b;
    findings_init(&findings, mem);
    const struct doc *doc = doc_read(mem, STR("fuzz.dmn"), text, &findings);
    assert(doc || findings.errors);
    for (int style = PRINT_TEXT; doc && style <= PRINT_MARKDOWN; style++) {
        sbuf_init(&b, mem);
        print_tables(&b, doc, (enum print_style)style);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct arena mem;
    struct xml_doc first, second;
    struct err err = { 0 };
    str text = { (const char *)data, n };
    arena_init(&mem, MEMORY_MAX);
    if (xml_parse(&mem, STR("fuzz.dmn"), text, &first, &err)) {
        str once = write(&mem, &first);
        bool good = xml_parse(&mem, STR("once.dmn"), once, &second, &err);
        assert(good && str_eq(write(&mem, &second), once));
        print(&mem, text);
    } else {
        assert(err.code && err.msg[0] && err.file[0]);
    }
    arena_release(&mem);
    return 0;
}
