/*
 * package_int.h - what the files that load a package share.
 */
#ifndef IJK_POLICY_PACKAGE_INT_H
#define IJK_POLICY_PACKAGE_INT_H

#include "policy/package.h"

struct package_loaded {
    const struct package *package;
    const struct package_loaded *next;
};

struct package_loader {
    struct arena *mem;
    str policies;
    struct findings *findings;
    str chain[PACKAGE_CHAIN_MAX]; /* ids being loaded, to see a circle */
    size_t n_chain;
    const struct package_loaded *loaded; /* several packages may share a basis */
};

bool package_is_general(const struct package *p);

/* A finding with its place in a file. */
struct err *package_fault(struct package_loader *l, enum err_code code, str file,
                          int line, const char *fmt, ...)
    __attribute__((format(printf, 5, 6)));

/* Read parameters.yaml and parameters/ of `p` (both may be absent) and merge them with
 * the figures of the bases, which are in p->basis. */
void package_read_figures(struct package_loader *l, struct package *p);

/* The digest of the files of `p` and of its bases. */
void package_seal(struct package_loader *l, struct package *p);

#endif
