/*
 * compile.h - from FEEL text to a typed, linked program.
 *
 * FEEL names may hold spaces and operators, so text can only be parsed by
 * someone who knows which names there are: a scope. Parsing, name resolution
 * and type inference therefore happen in one pass, and every fault becomes a
 * finding with its line and column. Compiling never fails: a part that does
 * not compile becomes a node that fails (strict) or is null (lenient) when run.
 */
#ifndef IJK_FEEL_COMPILE_H
#define IJK_FEEL_COMPILE_H

#include "feel/run.h"
#include "feel/type.h"

enum {
    FEEL_DEPTH_MAX = 250,           /* nesting of an expression */
    FEEL_TEXT_MAX = 1024 * 1024,    /* bytes of one expression */
};

struct node;

/* Where an expression stands. `file` and `place` are for people. */
struct source {
    str text;
    str file;
    str place;     /* decision "x", rule 3, column "y" */
    int line, col; /* of the first character of `text`; 0 unknown */
};

enum symbol_kind {
    SYMBOL_GLOBAL, /* run.global[slot] */
    SYMBOL_LOCAL,  /* slot of the running frame */
};

struct symbol {
    str name;
    const struct type *type;
    enum symbol_kind kind;
    uint16_t slot;
};

/*
 * Names in force, innermost scope first. SCOPE_FUNCTION starts a new frame (its
 * symbols are the parameters, slots from 0). SCOPE_ELEMENT brings the entries of
 * a value in local slot `slot` into scope (filters: `item` and its entries).
 */
enum scope_kind { SCOPE_BLOCK, SCOPE_FUNCTION, SCOPE_ELEMENT };

struct scope {
    const struct scope *outer;
    enum scope_kind kind;
    const struct symbol *symbol;
    size_t n;
    const struct type *element; /* SCOPE_ELEMENT */
    uint16_t slot;
};

/* One per model. Names of every scope that may turn up in untyped contexts are
 * collected in `known`, so that `x.first name` parses when x has no type. */
struct compiler {
    struct arena *mem;
    struct findings *findings;
    bool lenient;        /* names that do not exist are warnings */
    const str *known;    /* multi-word names of the model; may be NULL */
    size_t n_known;
    uint16_t n_slot;     /* highest frame size used so far in the current function */
};

struct program {
    const struct node *root;
    const struct type *type;
    const struct source *source;
    uint16_t n_slot; /* size of the frame to run it in */
};

/* Compile an expression, or the unary tests of a cell (symbol `?` must be in
 * scope). The source must outlive the program. True when without errors. */
bool feel_compile(struct compiler *c, const struct source *src, const struct scope *scope,
                  struct program *out);
bool feel_compile_tests(struct compiler *c, const struct source *src, const struct scope *scope,
                        struct program *out);

/* Run with `n` arguments in the first slots of its frame. */
struct value program_run(struct run *r, const struct program *p, const struct value *arg,
                         size_t n);

#endif
