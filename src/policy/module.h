/*
 * module.h - one module of a policy, ready to decide cases: its model, its facts
 * with what the specification says of them, and its figures with their values.
 *
 * The contract of a module is the decision service of its name: input data are
 * facts, input decisions figures, output decisions outcomes; the output decision
 * `signalen` holds the signals, and `ontbreekt` a list of paths that are missing
 * besides the facts that `ijk:vereist` asks for: facts that the dossier has no place
 * for, figures. With `ijk:ontbreekt="oorzaken"` on the service the facts that are
 * missing are those that made an outcome unknown instead. Inputs called `peildatum` come from the request.
 * A module is immutable, so threads may share it.
 */
#ifndef IJK_POLICY_MODULE_H
#define IJK_POLICY_MODULE_H

#include "dmn/eval.h"
#include "policy/package.h"

enum {
    MODULE_FACT_DEPTH_MAX = 5,
    MODULE_PART_LOCALS = 2, /* of conditions on components: the element, its places */
};

/* FEEL of an extension element; node NULL: absent. */
struct module_feel {
    const struct node *node;
    unsigned n_slot;
};

/* An input, or a component of one. */
struct module_fact {
    str name;
    const struct type *type;
    const struct doc_ext *ext;   /* its own; NULL: none */
    str toegestaan;              /* what is allowed, in words; or "" */
    struct module_feel required; /* absent: optional */
    struct module_feel standard;
    struct module_feel valid; /* sees facts and figures; false: the request is refused */
    const struct dmn_node *node;    /* NULL for a component */
    const struct module_fact *part; /* components of the value, or of its elements */
    size_t n_part;
    bool holes; /* a list whose elements may be unknown */
};

struct module_figure {
    str name; /* in parameters.yaml */
    const struct dmn_node *node;
    const struct package_figure *figure;
    struct value value; /* unknown because of `parameters.<module>.<name>` when missing */
};

struct module_outcome {
    str name;
    const struct dmn_node *node;
};

/* The sentence of a rule of a table in a BKM; decisions have theirs in the model. */
struct module_motive {
    const struct doc_ext *ext;
    const struct motive *motive;
};

struct module {
    str name;
    const struct package *package;
    const struct dmn_model *model;
    const struct dmn_service *service;
    const struct module_fact *fact;
    size_t n_fact;
    const struct module_figure *figure;
    size_t n_figure;
    const struct module_outcome *outcome; /* without `signalen` */
    size_t n_outcome;
    const struct dmn_node *signals;     /* NULL: none */
    const struct dmn_node *missing;     /* NULL: none */
    const struct dmn_node *peildatum;   /* NULL: not asked */
    const struct module_motive *motive; /* in order of `ext` */
    size_t n_motive;
};

/*
 * Load a module of a package into `mem`, together with the package. All faults of
 * model and figures go to `findings`, with file and line; NULL when there were errors.
 */
const struct module *module_load(struct arena *mem, const struct package *p, str name,
                                 struct findings *findings);

/* Write the sentence of rule `i` of a table that was run; nothing when it has none. */
void module_write_rule(struct sbuf *b, const struct module *m, struct run *r,
                       const struct table_trace *t, size_t i);

/* The figure that belongs to a node; NULL when it is no figure. */
const struct module_figure *module_find_figure(const struct module *m,
                                               const struct dmn_node *n);

/* What an element is called outside the model: `ijk:naam`, or its name. */
str module_public_name(const struct dmn_node *n);

#endif
