/*
 * explain.h - a trace as JSON and as text: why, and why not.
 *
 * docs/explanation.md describes the JSON. Call these while the run's arena
 * still holds the trace.
 */
#ifndef IJK_DMN_EXPLAIN_H
#define IJK_DMN_EXPLAIN_H

#include "dmn/eval.h"

/* An array with one object per decision, in the order in which they ran. */
void explain_json(struct sbuf *b, struct dmn_run *r, const struct dmn_trace *t);

/* For people: paragraphs, the outcome of each decision first. */
void explain_text(struct sbuf *b, struct dmn_run *r, const struct dmn_trace *t);

/* The steps of a single expression. */
void explain_steps_text(struct sbuf *b, const struct step *steps);

/* The facts behind a null, `max` at most, as a JSON array of texts. */
void explain_causes_json(struct sbuf *b, struct arena *mem, struct value v);

#endif
