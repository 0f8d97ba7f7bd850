/*
 * request.h - what is asked of `ijkpunt decide`: a policy, a day and facts.
 *
 *     {"beleid": "...", "peildatum": "2025-06-01", "feiten": {"<module>": {...}}}
 *
 * `gemeente` may stand for `beleid`: the version then follows from the day. Every
 * fault of a request is reported, with its path as place and what is allowed.
 */
#ifndef IJK_POLICY_REQUEST_H
#define IJK_POLICY_REQUEST_H

#include "policy/module.h"

enum { REQUEST_BYTES_MAX = 16 * 1024 * 1024 };

struct request {
    str text;             /* as it came, for places in messages */
    str file;             /* name for messages */
    str beleid, gemeente; /* empty: not given */
    date peildatum;
    const struct json *feiten; /* an object of modules, each an object or null */
    struct findings *findings; /* where its faults go */
};

/* Read the envelope. False when there were errors. */
bool request_read(struct arena *mem, str file, str text, struct request *out,
                  struct findings *findings);

/* A finding at a value of the request, or (at == NULL) about the whole. */
struct err *request_fault(const struct request *rq, enum err_code code,
                          const struct json *at, str path, const char *fmt, ...)
    __attribute__((format(printf, 5, 6)));

/*
 * Check the facts of one module and give them to the run, defaults included. An
 * unknown fact is a null that names its path. False when there were errors.
 */
bool request_give_facts(const struct request *rq, const struct module *m,
                        const struct json *facts, struct dmn_run *run);

#endif
