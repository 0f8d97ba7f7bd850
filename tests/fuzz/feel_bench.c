#include "feel_bench.h"

#include <assert.h>

#include "base/sbuf.h"

enum { MEMORY_MAX = 64 << 20, STEPS_MAX = 200000 };

/* One name of each kind; with spaces and operators, and null. */
static const struct {
    const char *name, *text;
} names[] = {
    { "n", "12.5" },
    { "full name", "\"Jan de Boer\"" },
    { "day", "date(\"2024-02-29\")" },
    { "a-b", "[1, 2, 3]" },
    { "house",
      "{rooms: [{kind: \"bedroom\", area: 12}, {kind: \"hall\", area: 4}], size: 16}" },
    { "double", "function(x) 2 * x" },
    { "unknown", "null" },
};

void feel_bench_init(struct feel_bench *b, bool is_lenient)
{
    memset(b, 0, sizeof *b);
    arena_init(&b->mem, MEMORY_MAX);
    findings_init(&b->findings, &b->mem);
    b->compiler.mem = &b->mem;
    b->compiler.findings = &b->findings;
    b->compiler.lenient = is_lenient;
    b->tested.name = STR("?");
    b->tested.type = &type_any;
    b->tested.kind = SYMBOL_LOCAL;
    b->tested.slot = compiler_take_slot(&b->compiler); /* the first */
    b->scope = scope_new(&b->mem, NULL, SCOPE_BLOCK);
    bool has_clock = moment_parse(&b->mem, STR("2025-03-01T12:00:00Z"), &b->now);
    assert(has_clock);
    run_init(&b->run, &b->mem);
    b->run.now = &b->now;
    b->run.lenient = is_lenient;
    b->run.global = b->slot;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        str name = str_of(names[i].name);
        struct value v = feel_bench_run(b, str_of(names[i].text), NULL);
        assert(!b->run.failed && !b->findings.errors);
        b->slot[i] = v.kind == V_NULL ? value_unknown(&b->mem, name) : v;
        scope_add(
            &b->mem, b->scope,
            (struct symbol){ .name = name,
                             .type = v.kind == V_NULL ? &type_any : type_of(&b->mem, v),
                             .kind = SYMBOL_GLOBAL,
                             .slot = (uint16_t)i });
    }
    b->run.steps = STEPS_MAX;
}

void feel_bench_release(struct feel_bench *b)
{
    arena_release(&b->mem);
}

struct value feel_bench_run(struct feel_bench *b, str text, const struct value *tested)
{
    struct source *src = arena_new(&b->mem, struct source, 1);
    *src = (struct source){ .text = text, .line = 1, .col = 1 };
    const struct node *root = tested ? feel_tests(&b->compiler, src, b->scope, &b->tested)
                                     : feel_expression(&b->compiler, src, b->scope);
    assert(root);
    for (const struct finding *f = b->findings.first; f; f = f->next)
        assert(f->err.code && f->err.msg[0]);
    struct value v = feel_run(&b->run, root, b->compiler.max_slot, tested,
                              tested != NULL);
    struct sbuf out;
    sbuf_init(&out, &b->mem);
    if (b->run.failed)
        assert(b->run.err.code && b->run.err.msg[0]);
    else
        value_format(&out, v);
    return v;
}
