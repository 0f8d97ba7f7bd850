/*
 * run.h - the state of one evaluation: budgets, mode, first error.
 *
 * A run belongs to one thread and one case. Programs and models are immutable
 * and shared. Values made during the run live in `mem`.
 *
 * Errors are sticky: the first one is kept in `err` with the place of the
 * expression, every function then returns null as soon as it can, and the one
 * who started the run looks at `failed` once, at the end.
 *
 * Strict (the default): a wrong type, division by zero, a failed conversion and
 * the like fail the run; null is only ever an unknown fact. Lenient: the same
 * things give null, as DMN 1.5 says. ERR_LIMIT fails the run in both.
 */
#ifndef IJK_FEEL_RUN_H
#define IJK_FEEL_RUN_H

#include "feel/value.h"

enum {
    RUN_DEPTH_MAX = 2500,     /* nested calls and operators */
    RUN_STEPS_MAX = 20000000, /* loop iterations, list elements, characters / 64 */
    RUN_MEMORY_MAX = 128 * 1024 * 1024,
};

struct source; /* where an expression stands, see compile.h */
struct step;   /* sub-values of an explained expression, see explain.h */

struct run {
    struct arena *mem;
    struct value *global;        /* one slot per input, decision and BKM of the model */
    const struct moment *now;    /* what now() and today() answer; NULL: they fail */
    void *host;                  /* whoever started the run, for host nodes */
    const struct source *source; /* of the expression being run */
    uint32_t pos;                /* in that source: the innermost operator or call */
    uint64_t steps;              /* work left */
    int depth;                   /* nesting left */
    bool lenient, failed;
    struct err err;
};

/* Everything at its default: strict, full budgets, no clock. */
void run_init(struct run *r, struct arena *mem);

/* Record that the work could not be done and return null. In a lenient run only
 * ERR_LIMIT fails; for other codes nothing is recorded. */
struct value run_fail(struct run *r, enum err_code code, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* Pay for `n` units of work; false (and the run has failed with ERR_LIMIT) when
 * the budget for work or memory is used up. Every loop over user data pays. */
bool run_pay(struct run *r, uint64_t n);

/* Call a function value with positional arguments (builtins included). */
struct value run_call(struct run *r, struct value function, const struct value *arg,
                      size_t n);

#endif
