/*
 * motive.h - sentences with FEEL in braces: `ijk:motivering`.
 *
 * "Voor {aantal} kamers komt er {minuten} minuten bij." The parts in braces are
 * compiled when the model is loaded, in the scope of their decision, which may
 * also name itself. `{{` and `}}` are braces. Values are written the Dutch way:
 * a decimal comma, "ja" and "nee", days as 1-3-2021, "onbekend" for null.
 */
#ifndef IJK_DMN_MOTIVE_H
#define IJK_DMN_MOTIVE_H

#include "dmn/doc.h"
#include "feel/compile.h"

struct motive_part {
    str text; /* literal text, when expr is NULL */
    const struct node *expr;
};

struct motive {
    const struct motive_part *part;
    size_t n;
    unsigned n_slot;
};

/* Compile; faults become findings of the source. NULL when there is no text. */
const struct motive *motive_compile(struct compiler *c, const struct source *src,
                                    const struct scope *scope);

/* The sentence for the values of this run. A part that fails (never in a checked
 * model) reads "onbekend"; the run itself does not fail by it. */
void motive_write(struct sbuf *b, struct run *r, const struct motive *m);

/* One value as a Dutch reader expects it. */
void motive_value(struct sbuf *b, struct value v);

#endif
