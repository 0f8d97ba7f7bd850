/*
 * module_int.h - what the files that load a module share.
 */
#ifndef IJK_POLICY_MODULE_INT_H
#define IJK_POLICY_MODULE_INT_H

#include "policy/module.h"

struct module_loader {
    struct module *module;
    struct compiler compiler;
    const struct scope *scope; /* every element of the model */
    str file;
};

/* A finding on a line of the model: `place "name"`. */
struct err *module_fault(struct module_loader *l, enum err_code code, int line,
                         const char *place, str name);

/* FEEL of an extension element; node NULL when it was absent or wrong. */
struct module_feel module_compile(struct module_loader *l, const struct doc_text *text,
                                  str place, const struct scope *scope, unsigned n_local);

/* The facts of the service, with their extension elements compiled. */
void module_read_facts(struct module_loader *l);

/* The sentences of rules in the tables of BKMs. */
void module_read_motives(struct module_loader *l);

#endif
