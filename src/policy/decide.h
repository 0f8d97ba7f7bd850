/*
 * decide.h - decide the modules of a request and answer with reasons.
 *
 * A `struct decider` keeps what was loaded (packages, modules), so that the next
 * request finds it. It belongs to one thread; what it loaded is immutable.
 */
#ifndef IJK_POLICY_DECIDE_H
#define IJK_POLICY_DECIDE_H

#include "policy/request.h"

struct decider {
    struct arena *mem; /* of packages and modules */
    str policies;      /* folder */
    const struct loaded *loaded;
};

enum decided_status { DECIDED, DECIDED_NORM_MISSING, DECIDED_INCOMPLETE };

/* One module, decided. Lives as long as the arena of the request. */
struct decided {
    const struct module *module;
    struct dmn_run run;
    struct dmn_trace trace;
    enum decided_status status;
    const str *missing; /* facts first, then figures */
    size_t n_missing, n_missing_fact;
};

struct decision {
    const struct package *package;
    date peildatum;
    struct decided **module; /* in the order of the request */
    size_t n_module;
};

/* What stood in the way. Bad input is the fault of who asks, a bad policy of who wrote it. */
enum decide_fault { DECIDE_OK, DECIDE_BAD_INPUT, DECIDE_BAD_POLICY };

/* Nothing is read yet; `mem` lives as long as the decider. */
void decider_init(struct decider *d, struct arena *mem, str policies);

/*
 * Decide the request in `text`. The outcome lives in `mem`; all faults go to
 * `findings`. `file` names the request in messages.
 */
enum decide_fault decide(struct decider *d, struct arena *mem, str file, str text,
                         struct decision *out, struct findings *findings);

/* "berekend", "norm_ontbreekt", "onvolledig". */
const char *decided_status_name(enum decided_status s);

/* Which facts and figures are missing, and the status that follows. The outcomes
 * have been computed. False with an err when the model fails. */
bool decided_find_missing(struct decided *d, struct err *err);

/* The answer as JSON (see docs), on lines of their own with `indent` > 0. */
void answer_json(struct sbuf *b, struct decision *d);

/* The answer as Dutch text to read aloud. */
void answer_text(struct sbuf *b, struct decision *d);

#endif
