/*
 * model.h - a decision model, linked and ready to run.
 *
 * Loading reads the documents (imports included), gives every input, decision,
 * business knowledge model and service a slot, infers and checks types, and
 * compiles all logic. A loaded model is immutable: any number of threads may
 * run it at once, each with a `struct dmn_run` of its own (eval.h).
 */
#ifndef IJK_DMN_MODEL_H
#define IJK_DMN_MODEL_H

#include "dmn/doc.h"
#include "dmn/motive.h"
#include "feel/compile.h"

enum {
    DMN_NODES_MAX = 60000,
    DMN_IMPORTS_MAX = 100,
    DMN_IMPORT_DEPTH_MAX = 20,
};

enum dmn_kind { DMN_INPUT, DMN_DECISION, DMN_BKM, DMN_SERVICE };

/* An element that has a value: run.global[slot], where slot is its index in model->node. */
struct dmn_node {
    enum dmn_kind kind;
    uint16_t slot;
    str name;                  /* as this model calls it; of an import: "import.name" */
    const struct type *type;   /* of its value; for BKM and service: the function */
    const struct type *stated; /* by its typeRef, or NULL: checked when it runs */
    bool checked;              /* the stated type has allowed values somewhere in it */
    const struct doc *doc;
    const struct doc_node *element; /* the XML element: id, label, extensions */
    const struct doc_item *variable;
    union {
        const struct doc_input *input;
        const struct doc_decision *decision;
        const struct doc_bkm *bkm;
        const struct doc_service *service;
    } of;
    const uint16_t *needs; /* required directly: inputs, decisions, BKMs, services */
    size_t n_needs;
    const uint16_t *plan; /* decisions to run before this one, in order */
    size_t n_plan;
    const struct node *logic;      /* decision: NULL when it has none */
    const struct dmn_table *table; /* decision: its logic, when that is a table */
    unsigned n_slot;               /* locals of the logic */
    const struct motive *motive;   /* its ijk:motivering, or NULL */
    const struct source *where;    /* for messages about the whole element */
    const struct dmn_service *service;
    struct value value; /* what a run starts with */
};

/* Slots of a decision service, in the order of the file. */
struct dmn_service {
    const struct dmn_node *node;
    const uint16_t *input, *input_decision, *output;
    size_t n_input, n_input_decision, n_output;
    const uint16_t *plan; /* all decisions to run, outputs included, in order */
    size_t n_plan;
    const struct type *result;
};

struct dmn_model {
    const struct doc *doc;
    const struct doc *const *docs; /* the main one first, then its imports */
    size_t n_doc;
    const struct dmn_node *node;
    size_t n_node;
    const struct type_name *types;
    size_t n_type;
    const struct value *start; /* n_node values: what run.global starts with */
    bool lenient;
    unsigned n_table;                /* tables, numbered from 0 */
    const uint16_t *by_name, *by_id; /* hash tables of slots + 1, for dmn_find */
    size_t n_index;
    uint64_t hash; /* of the bytes of all documents, for caches */
};

/* A document: its name for messages, and its bytes. */
struct dmn_file {
    str name, bytes;
};

/* How a model finds the documents it imports. */
struct dmn_loader {
    /* The file at `location` (or, when that is empty, the model with this
     * namespace), relative to the file that imports it. False with an err when
     * it cannot be had. */
    bool (*read)(void *ctx, struct arena *mem, const struct doc_import *import, str from,
                 struct dmn_file *out, struct err *err);
    void *ctx;
};

struct dmn_options {
    str file;                        /* name for messages */
    bool lenient;                    /* errors of FEEL are warnings, see run.h */
    const struct dmn_loader *loader; /* NULL: imports are refused */
};

/*
 * Load a model from its bytes. All faults go to `findings` (at most 50). NULL
 * when it has errors. Everything lives in `mem`, which must not be rewound
 * while the model is in use.
 */
const struct dmn_model *dmn_load(struct arena *mem, str bytes,
                                 const struct dmn_options *options,
                                 struct findings *findings);

/* An element by name (or, when no name fits, by id); NULL when absent. */
const struct dmn_node *dmn_find(const struct dmn_model *m, enum dmn_kind kind, str name);

/* Names of all elements of a kind, for suggestions and lists. */
size_t dmn_names(const struct dmn_model *m, enum dmn_kind kind, str *out, size_t max);

/* "input", "decision service", ...: for messages. */
const char *dmn_kind_name(enum dmn_kind kind);

#endif
