/*
 * feel_bench.h - a scope and a run with small budgets, for fuzzing expressions.
 */
#ifndef IJK_TESTS_FEEL_BENCH_H
#define IJK_TESTS_FEEL_BENCH_H

#include "feel/compile.h"

enum { BENCH_SLOTS = 8 };

struct feel_bench {
    struct arena mem;
    struct findings findings;
    struct compiler compiler;
    struct scope *scope;
    struct run run;
    struct moment now;
    struct value slot[BENCH_SLOTS];
    struct symbol tested; /* `?` */
};

void feel_bench_init(struct feel_bench *b, bool is_lenient);
void feel_bench_release(struct feel_bench *b);

/* Compile and run an expression, or (with `tested`) unary tests on a value, and
 * print what came out. A failure must have a code and a message. */
struct value feel_bench_run(struct feel_bench *b, str text, const struct value *tested);

#endif
