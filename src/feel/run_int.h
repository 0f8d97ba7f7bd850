/*
 * run_int.h - the interpreter's parts, one file each.
 */
#ifndef IJK_FEEL_RUN_INT_H
#define IJK_FEEL_RUN_INT_H

#include "feel/compile.h"
#include "feel/node.h"

/* run_path.c: entries, projections and properties; filters and positions. */
struct value run_path(struct run *r, struct value from, str name);
struct value run_filter(struct run *r, const struct frame *f, const struct node *n);

/* run_loop.c */
struct value run_for(struct run *r, const struct frame *f, const struct node *n);
struct value run_quantified(struct run *r, const struct frame *f, const struct node *n);

/* run_call.c */
struct value run_lambda(struct run *r, const struct frame *f, const struct node *n);
struct value run_call_node(struct run *r, const struct frame *f, const struct node *n);

/* A growing list of values in the run's arena. */
struct values {
    struct value *at;
    size_t n, cap;
};
/* False (and the run has failed) when the budget is used up. */
bool values_add(struct run *r, struct values *l, struct value v);

/* The value that stands for "cannot be decided" when `v`, not a boolean, was met
 * where a boolean is needed: null keeps its causes, other kinds are an error. */
struct value run_not_boolean(struct run *r, struct value v, const char *where);

#endif
