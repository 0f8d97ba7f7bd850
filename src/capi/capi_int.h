/*
 * capi_int.h - what is behind the opaque types of ijkpunt.h.
 *
 * The public structs wrap those of src/dmn. An ijk_value is a struct value under
 * another name, so that reading one costs nothing.
 */
#ifndef IJK_CAPI_INT_H
#define IJK_CAPI_INT_H

#include <stdatomic.h>

#include "dmn/eval.h"
#include "ijkpunt.h"

struct ijk_element {
    struct ijk_model *model;
    const struct dmn_node *node;
    const char *name, *id, *label, *type;
};

struct ijk_model {
    struct arena mem; /* holds this struct too */
    atomic_size_t owners;
    const struct dmn_model *dmn;
    struct ijk_element *element; /* by slot */
    const struct ijk_element **kind[4];
    size_t n_kind[4];
};

struct ijk_findings {
    struct arena mem; /* holds this struct too; unused in a session */
    struct findings list;
};

struct ijk_session {
    struct arena keep; /* holds this struct too, and the zone of `now` */
    struct arena_mark kept;
    struct arena mem; /* of one evaluation */
    struct ijk_model *model;
    struct dmn_run run;
    struct dmn_trace trace;
    struct ijk_findings findings;
    uint8_t *given; /* by slot: set by the caller */
    struct moment now;
    uint64_t steps;
    bool has_now, explain;
    bool computed; /* something was evaluated since the last set */
};

static inline const struct ijk_value *capi_value(const struct value *v)
{
    return (const struct ijk_value *)v;
}

static inline const struct value *capi_inner(const struct ijk_value *v)
{
    return (const struct value *)v;
}

/* Copy an error for the caller, who may not want it; returns false. */
bool capi_fail(struct ijk_error *out, const struct err *e);

/* A failure of the call itself; returns false. */
bool capi_refuse(struct ijk_error *out, enum err_code code, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* The first error among the findings; returns false. */
bool capi_fail_first(struct ijk_error *out, const struct findings *f);

/* The text as the caller gets it: NUL-terminated, its length in *n. NULL when the
 * budget of its arena ran out. */
const char *capi_text(struct sbuf *b, size_t *n);

#endif
