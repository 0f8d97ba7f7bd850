/*
 * package.h - a policy package: its manifest, figures and what it is based on.
 *
 *     <policies>/<id>/policy.yaml       who, what, when, sources, basis, modules
 *     <policies>/<id>/parameters.yaml   figures per module
 *     <policies>/<id>/parameters/<module>.yaml   the same, of that module alone
 *     <policies>/<id>/<module>.dmn      the rules; absent where a basis has them
 *
 * A package takes over the modules, sources and figures of its bases, and
 * replaces only figures. What contradicts is an error that names both places:
 * a figure with another unit than in the basis, two bases with the same module.
 * The package PACKAGE_GENERAL is the last basis of every other one, named or not:
 * what it offers (sums, terms, ...) every policy offers, and may replace.
 * Models are not read here (module.h does that, one at a time); all other
 * files are, for the digest. A loaded package is immutable.
 */
#ifndef IJK_POLICY_PACKAGE_H
#define IJK_POLICY_PACKAGE_H

#include "base/calendar.h"
#include "dmn/doc.h"
#include "policy/yaml.h"

enum { PACKAGE_BASES_MAX = 16, PACKAGE_CHAIN_MAX = 8 };

#define PACKAGE_GENERAL "algemeen"

/* A document that rules and figures refer to by `id`. */
struct package_source {
    str id, titel, uitgever, datum;
    str file;
    int line;
};

/* Where a figure stands. */
struct package_bron {
    str document, plaats;
};

/* A figure of a module, as the most specific package gives it. */
struct package_figure {
    str module, name, eenheid;
    enum doc_herkomst herkomst;
    const struct yaml_tree *waarde; /* typed by the model, see figure.h */
    const struct package_bron *bron;
    size_t n_bron;
    const struct package *owner;
    str file;
    int line;
};

struct package_module {
    str name;
    str file;                    /* of the model */
    const struct package *owner; /* whose folder holds it */
};

struct package {
    str id, versie, titel, overgangsrecht;
    str gemeente; /* empty: a framework for many */
    bool has_van, has_tot;
    date geldig_van, geldig_tot; /* both days included */
    const struct package *const *basis;
    size_t n_basis;
    const struct package_source *source; /* own first, then those of the bases */
    size_t n_source;
    const struct package_module *module;
    size_t n_module;
    const struct package_figure *figure;
    size_t n_figure;
    str folder;
    str sha256; /* of all its files but the cases, bases included */
};

/*
 * Load the package `id` of the folder `policies`, and its bases. All faults go
 * to `findings`; NULL when there were errors. Lives in `mem`.
 */
const struct package *package_load(struct arena *mem, str policies, str id,
                                   struct findings *findings);

/* The ids of all packages: folders with a policy.yaml, in byte order. */
bool package_ids(struct arena *mem, str policies, const str **out, size_t *n,
                 struct err *err);

/* NULL when absent. */
const struct package_module *package_find_module(const struct package *p, str name);
const struct package_figure *package_find_figure(const struct package *p, str module,
                                                 str name);
const struct package_source *package_find_source(const struct package *p, str id);

/* A one-word id is a name of letters, digits, ".", "_" and "-", never a path. */
bool package_is_id(str id);

#endif
