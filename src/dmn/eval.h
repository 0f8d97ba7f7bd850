/*
 * eval.h - run a model for one case.
 *
 * A `struct dmn_run` belongs to one thread. dmn_run_init costs a copy of one
 * value per element; rewinding the arena and calling it again is how a server
 * runs the next case.
 */
#ifndef IJK_DMN_EVAL_H
#define IJK_DMN_EVAL_H

#include "dmn/model.h"
#include "dmn/table.h"
#include "feel/explain.h"

/* What happened to one decision, in the order in which they ran. */
struct decision_trace {
    const struct dmn_node *node;
    struct value value;
    struct table_trace *tables; /* tables run for it, its own first */
    struct step *steps;         /* of a literal expression */
    struct decision_trace *next;
};

struct dmn_trace {
    struct decision_trace *first, **last;
    struct table_trace **last_table; /* where the running decision adds tables */
};

struct dmn_run {
    struct run run;
    const struct dmn_model *model;
    uint8_t *done;           /* per slot: its value is known */
    struct dmn_trace *trace; /* NULL: do not explain */
};

/* Start: no inputs set, strict or lenient as the model was loaded. */
void dmn_run_init(struct dmn_run *r, const struct dmn_model *m, struct arena *mem);

/* Explain what follows; `t` lives as long as the run. */
void dmn_explain(struct dmn_run *r, struct dmn_trace *t);

/* Give an input (or a decision, which is then not computed) its value. False with
 * an err when it is not of the type, or not among the allowed values. */
bool dmn_set(struct dmn_run *r, const struct dmn_node *node, struct value v,
             struct err *err);

/* Is `v` among the allowed values of the type, deeply? In strict runs what is not
 * fills `err`. */
bool dmn_allowed(struct dmn_run *r, const struct type *t, struct value v,
                 struct err *err);

/* Inputs from a JSON object; keys that are no inputs are warnings. All faults at
 * once. False when there were errors. */
bool dmn_set_json(struct dmn_run *r, const struct json *object,
                  struct findings *findings);

/* Compute a decision, and first what it requires. False with err on failure. */
bool dmn_eval(struct dmn_run *r, const struct dmn_node *decision, struct value *out,
              struct err *err);

/* Compute the output decisions of a service; its input decisions that were not
 * set are unknown. One output: its value; several: a context. */
bool dmn_eval_service(struct dmn_run *r, const struct dmn_service *service,
                      struct value *out, struct err *err);

/* Node host: the body of a service's function, its arguments in the first slots. */
struct value dmn_service_host(struct run *r, const struct frame *f, const void *data);

/* Call a BKM or service with arguments in the order of its parameters. */
bool dmn_invoke(struct dmn_run *r, const struct dmn_node *node, const struct value *arg,
                size_t n, struct value *out, struct err *err);

#endif
