/*
 * walk.h - look through a compiled expression without running it.
 */
#ifndef IJK_FEEL_WALK_H
#define IJK_FEEL_WALK_H

#include "feel/node.h"

/* Called for one part; false ends the walk. */
typedef bool walk_fn(void *ctx, const struct node *part);

/*
 * Visit the direct parts of `n` in the order of its text: operands, tests,
 * entries, the body of a loop or function. What a NODE_HOST holds is only known
 * to the layer that made it. False when a visit ended the walk.
 */
bool walk_parts(const struct node *n, walk_fn *visit, void *ctx);

#endif
