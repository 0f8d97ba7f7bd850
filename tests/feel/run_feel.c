/*
 * run_feel FILE.t... - run language tests that are data, and print TAP.
 */
#include <ctype.h>
#include <stdio.h>

#include "base/sbuf.h"
#include "feel/compile.h"
#include "feel_file.h"

enum { FILE_MAX_BYTES = 1 << 20, MEMORY_MAX = 256 << 20, CAUSES_MAX = 32 };

/* What a case came to: a value, or an error at a place. */
struct outcome {
    struct value value;
    const struct type *type;
    struct err err;
};

struct bench {
    struct arena *mem;
    struct compiler compiler;
    struct findings findings;
    struct scope *scope;
    struct run run;
    struct value slot[WITH_MAX];
    struct symbol tested; /* `?`, the first local; its value is cell */
    struct value cell;
    struct moment now;
};

static void bench_init(struct bench *b, struct arena *mem, bool is_lenient)
{
    *b = (struct bench){ .mem = mem };
    findings_init(&b->findings, mem);
    b->compiler =
        (struct compiler){ .mem = mem, .findings = &b->findings, .lenient = is_lenient };
    b->scope = scope_new(mem, NULL, SCOPE_BLOCK);
    b->tested = (struct symbol){ .name = STR("?"),
                                 .type = &type_any,
                                 .kind = SYMBOL_LOCAL,
                                 .slot = compiler_take_slot(&b->compiler) };
    moment_parse(mem, STR("2025-03-01T12:00:00Z"), &b->now);
    run_init(&b->run, mem);
    b->run.now = &b->now;
    b->run.lenient = is_lenient;
    b->run.global = b->slot;
}

static struct outcome evaluate(struct bench *b, str text, bool is_tests)
{
    struct source *src = arena_new(b->mem, struct source, 1);
    *src = (struct source){ .text = text, .line = 1, .col = 1 };
    const struct node *root = is_tests
                                  ? feel_tests(&b->compiler, src, b->scope, &b->tested)
                                  : feel_expression(&b->compiler, src, b->scope);
    struct outcome out = { .type = root->type };
    for (const struct finding *f = b->findings.first; f; f = f->next)
        if (f->severity == SEVERITY_ERROR && !out.err.code)
            out.err = f->err;
    if (out.err.code)
        return out;
    out.value = feel_run(&b->run, root, b->compiler.max_slot, &b->cell, 1);
    if (b->run.failed)
        out.err = b->run.err;
    return out;
}

/* Evaluate `name = text` and bring it into scope; null is unknown because of it. */
static bool define(struct bench *b, size_t i, str name, str text, struct err *err)
{
    struct outcome got = evaluate(b, text, false);
    if (got.err.code) {
        *err = got.err;
        return false;
    }
    bool is_null = got.value.kind == V_NULL;
    struct value v = is_null ? value_unknown(b->mem, name) : got.value;
    if (str_is(name, "?")) {
        b->cell = v;
        return true;
    }
    b->slot[i] = v;
    scope_add(
        b->mem, b->scope,
        (struct symbol){ .name = name,
                         .kind = SYMBOL_GLOBAL,
                         .slot = (uint16_t)i,
                         .type = is_null ? &type_any : type_of(b->mem, got.value) });
    return true;
}

static bool differs(struct sbuf *why, const char *what, str got, str want)
{
    sbuf_printf(why, "%s is %.*s, not %.*s", what, STR_ARG(got), STR_ARG(want));
    return false;
}

static bool error_fits(struct bench *b, const struct feel_case *c, const struct err *e,
                       struct sbuf *why)
{
    struct sbuf code;
    sbuf_init(&code, b->mem);
    sbuf_raw(&code, "ERR_");
    for (const char *w = err_word(e->code); *w; w++)
        sbuf_char(&code, (char)toupper(*w));
    str place = arena_printf(b->mem, "%d:%d", e->line, e->col);
    str message = arena_printf(b->mem, "%s\n%s", e->msg, e->hint);
    if (!str_eq(sbuf_str(&code), c->error_code))
        return differs(why, "the error", err_format(b->mem, e), c->error_code);
    if (c->error_at.at && !str_eq(place, c->error_at))
        return differs(why, "its place", place, c->error_at);
    if (c->says.at && str_find(message, c->says, 0) == SIZE_MAX)
        return differs(why, "the message", message, c->says);
    return true;
}

static str causes(struct bench *b, struct value v)
{
    struct sbuf text;
    str fact[CAUSES_MAX];
    sbuf_init(&text, b->mem);
    size_t n = v.kind == V_NULL ? value_causes(b->mem, v, fact, CAUSES_MAX) : 0;
    for (size_t i = 0; i < n; i++)
        sbuf_printf(&text, "%sinput \"%.*s\" is missing", i ? ", " : "",
                    STR_ARG(fact[i]));
    return sbuf_str(&text);
}

static str show(struct bench *b, struct value v)
{
    struct sbuf text;
    sbuf_init(&text, b->mem);
    value_format(&text, v);
    return sbuf_str(&text);
}

static bool value_fits(struct bench *b, const struct feel_case *c,
                       const struct outcome *got, struct sbuf *why)
{
    if (c->gives.at) {
        struct outcome want = evaluate(b, c->gives, false);
        if (want.err.code)
            return differs(why, "what it should give", err_format(b->mem, &want.err),
                           c->gives);
        if (!value_same(got->value, want.value))
            return differs(why, "the value", show(b, got->value), show(b, want.value));
    }
    if (c->text.at && !str_eq(show(b, got->value), c->text))
        return differs(why, "the text", show(b, got->value), c->text);
    if (c->type.at && !str_is(c->type, type_cstr(b->mem, got->type)))
        return differs(why, "the type", str_of(type_cstr(b->mem, got->type)), c->type);
    if (c->why.at && !str_eq(causes(b, got->value), c->why))
        return differs(why, "the cause", causes(b, got->value), c->why);
    return true;
}

static bool run_case(struct arena *mem, const struct feel_case *c, struct sbuf *why)
{
    struct bench b;
    struct err err = { 0 };
    bench_init(&b, mem, c->is_lenient);
    for (size_t i = 0; i < c->n_with; i++)
        if (!define(&b, i, c->with[i].name, c->with[i].expr, &err))
            return differs(why, "its input", err_format(mem, &err), c->with[i].name);
    struct outcome got = evaluate(&b, c->expr, c->is_tests);
    if (c->error_code.at && got.err.code)
        return error_fits(&b, c, &got.err, why);
    if (c->error_code.at)
        return differs(why, "the value", show(&b, got.value), c->error_code);
    if (got.err.code)
        return differs(why, "the outcome", err_format(mem, &got.err), STR("a value"));
    return value_fits(&b, c, &got, why);
}

static str read_file(struct arena *mem, const char *path)
{
    char *text = arena_raw(mem, char, FILE_MAX_BYTES);
    FILE *f = fopen(path, "rb");
    size_t n = f ? fread(text, 1, FILE_MAX_BYTES, f) : 0;
    if (f)
        fclose(f);
    return (str){ text, n };
}

static bool run_file(const char *path, unsigned *number)
{
    struct arena kept, mem;
    struct feel_file file = { 0 };
    struct err err = { 0 };
    bool good = true;
    arena_init(&kept, MEMORY_MAX);
    arena_init(&mem, MEMORY_MAX);
    if (!feel_file_parse(&kept, read_file(&kept, path), &file, &err) || !file.n) {
        printf("not ok %u - %s:%d: %s\n", ++*number, path, err.line, err.msg);
        good = false;
    }
    for (size_t i = 0; i < file.n; i++) {
        struct arena_mark start = arena_mark(&mem);
        struct sbuf why;
        sbuf_init(&why, &kept);
        bool passed = run_case(&mem, &file.at[i], &why);
        printf("%s %u - %.*s\n", passed ? "ok" : "not ok", ++*number,
               STR_ARG(file.at[i].name));
        if (!passed)
            printf("# %s:%d: %.*s\n", path, file.at[i].line, STR_ARG(sbuf_str(&why)));
        good = good && passed;
        arena_rewind(&mem, start);
    }
    arena_release(&mem);
    arena_release(&kept);
    return good;
}

int main(int argc, char **argv)
{
    bool good = argc > 1;
    unsigned number = 0;
    for (int i = 1; i < argc; i++)
        good = run_file(argv[i], &number) && good;
    printf("1..%u\n", number);
    return !good;
}
