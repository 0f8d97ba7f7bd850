/*
 * explain.h - run an expression and keep what its outcome was made of.
 *
 * The steps are the operands of the operators at the top: the terms of a sum,
 * the sides of a comparison, the condition and the branch that was taken, the
 * arguments of a built-in. `a + b - c` has three steps, with their signs.
 */
#ifndef IJK_FEEL_EXPLAIN_H
#define IJK_FEEL_EXPLAIN_H

#include "feel/compile.h"

struct step {
    const char *sign; /* operator before it: "+", "-", "and", "if", "then", ...; or "" */
    str text;         /* as it stands in the expression */
    struct value value;
    struct step *next;
};

enum { EXPLAIN_STEPS_MAX = 200 };

/* Run `n` in the frame and put its steps (none for a constant or a single name)
 * in *steps. The value is the same as run_node gives. */
struct value feel_explain(struct run *r, const struct frame *f, const struct node *n,
                          struct step **steps);

#endif
