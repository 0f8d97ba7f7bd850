/*
 * verify.h - what can be proved about a model without running a case.
 *
 * Of each decision table: inputs that no rule covers (gaps), rules that contradict
 * each other (overlaps), rules and cells that can never matter. The answer is exact
 * where cells compare an input with constants: such an input is cut at these
 * constants into values and intervals, and one example of each stands for all. Other
 * cells may or may not fit; what depends on them is never claimed, and said to
 * be open.
 *
 * A finding about one input, or about inputs that do not depend on each other, is a
 * warning. When the inputs of an example are computed from the same facts they may
 * never take these values together: that is information only.
 */
#ifndef IJK_DMN_VERIFY_H
#define IJK_DMN_VERIFY_H

#include "dmn/model.h"
#include "dmn/table.h"

enum verify_cover {
    VERIFY_COMPLETE,  /* every input has a rule */
    VERIFY_DEFAULT,   /* what no rule covers has the default */
    VERIFY_NO_NEED,   /* no rule is an answer too: the outcome is a list or a sum */
    VERIFY_GAPS,      /* an input without a rule was found */
    VERIFY_UNDECIDED, /* a gap could be neither found nor excluded: see `why` */
    VERIFY_TOO_LARGE, /* the search was given up */
};

struct verify_table {
    const struct dmn_table *table;
    const struct dmn_node *node; /* the decision or BKM it stands in */
    enum verify_cover cover;
    unsigned gaps, overlaps, dead; /* shown; there may be more */
    str why;                       /* why it is undecided, else "" */
};

struct verify_report {
    struct verify_table *table;
    size_t n_table;
};

/* Check a whole model: its tables, and what is required or asked for in vain.
 * Findings and report live in `mem`. */
void dmn_verify(struct arena *mem, const struct dmn_model *m, struct findings *findings,
                struct verify_report *out);

/* The stable word for it, in messages and JSON. */
const char *verify_cover_name(enum verify_cover c);

#endif
