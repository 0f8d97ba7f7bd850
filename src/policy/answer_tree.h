/*
 * answer_tree.h - the build-up of an outcome: sums of sums, so that every amount
 * can be added up again by hand.
 *
 * A decision written as `a + b - c` has its terms as branches. A decision that
 * only passes on the value of another (rounding that changed nothing, a choice
 * between areas) has the branches of that other. A sum over a list has a branch
 * per element, with the sentence of the rule that gave it.
 */
#ifndef IJK_POLICY_ANSWER_TREE_H
#define IJK_POLICY_ANSWER_TREE_H

#include "policy/answer.h"

enum { TREE_DEPTH_MAX = 12 };

struct tree {
    str label, eenheid;
    struct value amount;         /* with the sign it has in the sum above it */
    const struct dmn_node *node; /* NULL for an element of a list */
    bool silent;                 /* zero because it was not asked for */
    const struct tree *branch;   /* the first */
    const struct tree *next;
};

/* Build-ups that are not part of another one, the last decision first. */
size_t answer_trees(struct decided *d, const struct tree ***out);

/* What a node is called: its label, or its name. */
str answer_label(const struct dmn_node *n);

/* "minuten per week"; "" when it has no unit. */
str answer_unit(struct arena *mem, const struct dmn_node *n);

#endif
