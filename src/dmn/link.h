/*
 * link.h - the parts of loading a model, one file each.
 *
 * collect.c   documents and their elements: slots, names, requirements
 * types.c     item definitions to types
 * order.c     cycles, and the order in which decisions run
 * boxed.c     boxed expressions to FEEL nodes
 * table.c     decision tables, see table.h
 * table_check.c   constants in cells against the values that columns allow
 * logic.c     scope, logic and type of each element, in order
 * load.c      all of these in turn
 */
#ifndef IJK_DMN_LINK_H
#define IJK_DMN_LINK_H

#include "dmn/model.h"

struct link_import {
    const struct doc *from;
    const struct doc_import *import;
    const struct doc *doc;
    str prefix; /* how the main model reaches it: "a" or "a.b" */
};

struct building;

struct linker {
    struct arena *mem;
    struct findings *findings;
    bool lenient;
    const struct dmn_loader *loader;
    const struct doc **doc;
    str *prefix; /* per document; the main one has "" */
    size_t n_doc;
    struct link_import *import;
    size_t n_import;
    struct dmn_node *node;
    size_t n_node, cap_node;
    const uint16_t *order; /* slots, what is needed first */
    uint32_t *by_id;       /* hash of (document, id) to node index + 1 */
    size_t n_by_id;
    struct type_name *types;
    struct building *building; /* types.c; n_type */
    uint32_t *building_index;  /* hash of (document, name) to building + 1 */
    size_t n_building_index;
    const struct doc *types_of; /* whose names compiler.types has */
    size_t n_type;
    int depth;           /* of boxed expressions */
    unsigned n_table;    /* numbered so far */
    struct scope *names; /* every name of the model, to explain a missing requirement */
    struct compiler compiler;
};

/* The four passes, in this order: elements and slots, item definitions, order of
 * requirements, logic. Faults go to the findings; false: the next cannot start. */
bool link_collect(struct linker *l, const struct doc *main);
void link_types(struct linker *l);
bool link_order(struct linker *l);
void link_logic(struct linker *l);

/* The type a typeRef of `doc` names; NULL (and a finding) when there is none;
 * `any` for an empty one. */
const struct type *link_type(struct linker *l, const struct doc *doc, str ref,
                             const struct doc_node *where);

/* The node behind a reference; NULL (and a finding) when there is none. */
struct dmn_node *link_find(struct linker *l, const struct doc *doc,
                           const struct doc_ref *ref);

/* Name of `doc` among the documents, and the prefix its elements have in `from`. */
str link_prefix(const struct linker *l, const struct doc *doc, const struct doc *from);

/* Add a finding of severity error at a line of `doc`; never NULL. */
struct err *link_error(struct linker *l, const struct doc *doc, int line,
                       enum err_code code, const char *fmt, ...)
    __attribute__((format(printf, 5, 6)));

/* boxed.c: what an expression is compiled in. */
struct boxed {
    struct linker *l;
    const struct doc *doc;
    const struct scope *scope;
    str place;               /* decision "x" */
    struct dmn_table *table; /* out: the last table compiled */
};

/* A text as source; a boxed expression as a node (never NULL), or as a function. */
struct source *boxed_source(struct boxed *b, const struct doc_text *text, str place);
const struct node *boxed_compile(struct boxed *b, const struct doc_expr *e);
struct lambda *boxed_lambda(struct boxed *b, const struct doc_expr *e, str name);

/* The expression in a node that only holds it to its stated type; NULL for others. */
const struct node *boxed_inner(const struct node *n);

/* table.c */
const struct node *table_compile(struct boxed *b, const struct doc_expr *e);

/* table_check.c: constants that are not among the values a column can have: warnings. */
struct dmn_table;
void table_check(struct linker *l, const struct dmn_table *t);

#endif
