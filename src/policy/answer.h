/*
 * answer.h - what the two forms of an answer share: reading a trace.
 */
#ifndef IJK_POLICY_ANSWER_H
#define IJK_POLICY_ANSWER_H

#include "policy/decide.h"

/* The trace of a decision; NULL when it did not run. */
const struct decision_trace *answer_trace(const struct decided *d,
                                          const struct dmn_node *n);

/* The rule that was hit in a table that gives one outcome; SIZE_MAX when none was. */
size_t answer_rule(const struct table_trace *t);

/* The sources of what happened: of the rule that was hit, else of the decision. */
const struct doc_ext *answer_sources(const struct decision_trace *t);

/* The sentences of a decision: its own, and that of the rule that was hit. */
str answer_sentence(struct decided *d, const struct decision_trace *t);

/* Did the name play a part: in the expression, or in the outcome of the rule that was hit? */
bool answer_uses(const struct decision_trace *t, str name);

/* Title of a source document; its id when the policy does not list it. */
str answer_title(const struct package *p, str document);

/* One signal: the rule of the table `signalen` that was hit. */
struct answer_signal {
    str code, ernst, plaats, tekst;
    struct value betreft;
    const struct doc_ext *ext;
};

/* All signals; a code without place once, with its heaviest `ernst`. */
size_t answer_signals(struct decided *d, struct answer_signal **out);

#endif
