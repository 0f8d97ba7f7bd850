/*
 * sentence.h - Dutch text with FEEL in braces: "Er komt {minuten} minuten bij."
 *
 * `{{` and `}}` are literal braces; runs of white space become one space.
 */
#ifndef IJK_POLICY_SENTENCE_H
#define IJK_POLICY_SENTENCE_H

#include "dmn/doc.h"
#include "feel/compile.h"

struct sentence;

/* Compile once, with the names in `scope`. `n_local` is the number of locals that
 * sentence_write gives. Faults become findings; what does not compile is written
 * as it stands in the model. */
const struct sentence *sentence_compile(struct compiler *c, const struct doc_text *text, str file,
                                        str place, const struct scope *scope, unsigned n_local);

/* Write it for a case. A part without a value is written as "onbekend"; numbers
 * have a decimal comma. Never fails and leaves `r` as it was. */
void sentence_write(struct sbuf *to, const struct run *r, const struct sentence *s,
                    const struct value *local, size_t n_local);

/* A value as it stands in Dutch text. */
void sentence_value(struct sbuf *to, struct value v);

#endif
