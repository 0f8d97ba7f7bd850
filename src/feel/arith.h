/*
 * arith.h - arithmetic and comparison: which kinds go together, and how.
 *
 * One table (arith.c) says for + - * / ** which pairs of kinds have a result
 * and of what type; the checker reads it before a run, the interpreter in it.
 */
#ifndef IJK_FEEL_ARITH_H
#define IJK_FEEL_ARITH_H

#include "feel/node.h"

/* The type of `a op b` for NODE_ADD .. NODE_POW; NULL when there is none; ANY when
 * an operand is not known statically. */
const struct type *arith_type(enum node_kind op, const struct type *a,
                              const struct type *b);

/* Can values of the two types be compared with = (ordered: with <)? */
bool compare_has(const struct type *a, const struct type *b, bool ordered);

/* Both operands are values; null operands give null with both causes. */
struct value arith_run(struct run *r, enum node_kind op, struct value a, struct value b);
struct value arith_negate(struct run *r, struct value a);

/* NODE_EQ .. NODE_GE on values neither of which is null. */
struct value compare_run(struct run *r, enum node_kind op, struct value a,
                         struct value b);

/* The operator as it is written. */
const char *arith_sign(enum node_kind op);

#endif
