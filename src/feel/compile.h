/*
 * compile.h - from FEEL text to typed, linked nodes.
 *
 * FEEL names may hold spaces and operators, so text can only be parsed by
 * someone who knows which names there are: a scope. Parsing, name resolution
 * and type inference therefore happen in one pass, and every fault becomes a
 * finding with its line and column. Compiling never fails: a part that does
 * not compile becomes a node that fails (strict) or is null (lenient) when run.
 */
#ifndef IJK_FEEL_COMPILE_H
#define IJK_FEEL_COMPILE_H

#include "feel/node.h"

enum {
    FEEL_DEPTH_MAX = 250,        /* nesting of an expression */
    FEEL_TEXT_MAX = 1024 * 1024, /* bytes of one expression */
    FEEL_SLOTS_MAX = 4000,       /* locals of one function */
};

/* Where an expression stands. `file` and `place` are for people. */
struct source {
    str text;
    str file;
    str place;     /* decision "x" */
    str column;    /* of a table cell, or "" */
    int rule;      /* of a table cell, from 1; 0: none */
    int line, col; /* of the first character of `text`; 0 unknown */
};

enum symbol_kind {
    SYMBOL_GLOBAL, /* run.global[slot] */
    SYMBOL_LOCAL,  /* a slot of the frame of the function around it */
};

struct symbol {
    str name;
    const struct type *type;
    enum symbol_kind kind;
    uint16_t slot;
    bool complex; /* set by scope_add: the name holds a space or an operator */
};

/*
 * Names in force, innermost scope first. SCOPE_FUNCTION starts a new frame (its
 * symbols are the parameters, slots from 0). SCOPE_ELEMENT brings the entries of
 * the value in local slot `slot` into scope (filters: `item` and its entries).
 */
enum scope_kind { SCOPE_BLOCK, SCOPE_FUNCTION, SCOPE_ELEMENT };

struct scope {
    const struct scope *outer;
    enum scope_kind kind;
    struct symbol *symbol;
    size_t n, cap;
    const struct type *element; /* SCOPE_ELEMENT */
    uint16_t slot;              /* SCOPE_ELEMENT */
    uint32_t *index;            /* hash of the names once there are many */
    size_t n_index, n_complex;
};

struct type_name {
    str name;
    const struct type *type;
};

/* One per model; the slots belong to the function being compiled. */
struct compiler {
    struct arena *mem;
    struct findings *findings;
    bool lenient;     /* unknown names are warnings */
    const str *known; /* names with spaces or operators of the whole model: what */
    size_t n_known;   /* may follow the dot of a value whose type is not known */
    const struct scope *elsewhere; /* all names of the model, for messages; or NULL */
    const struct type_name *types; /* item definitions, for `instance of` */
    size_t n_types;
    unsigned next_slot, max_slot;
};

/* An empty scope inside `outer` (or NULL); add a name; find one in this scope alone,
 * NULL when absent. */
struct scope *scope_new(struct arena *mem, const struct scope *outer,
                        enum scope_kind kind);
void scope_add(struct arena *mem, struct scope *s, struct symbol symbol);
const struct symbol *scope_find_here(const struct scope *s, str name);

/* A free slot in the current frame, to be given back in reverse order. */
uint16_t compiler_take_slot(struct compiler *c);
void compiler_drop_slots(struct compiler *c, unsigned n);

/*
 * Parse an expression, or the unary tests of a cell (`tested` is the symbol of
 * the value under test, kind and slot used; its type narrows the checks). Both
 * return a node that switches to `src` when run; never NULL.
 */
const struct node *feel_expression(struct compiler *c, const struct source *src,
                                   const struct scope *scope);
const struct node *feel_tests(struct compiler *c, const struct source *src,
                              const struct scope *scope, const struct symbol *tested);

/* Is the text just a `-` (or empty): a test that everything passes? */
bool feel_is_dash(str text);

/* A name as it is compared: outer white space gone, inner runs made one space. */
str feel_name(struct arena *mem, str text);

/* A name that could not be an identifier: holds a space or an operator. */
bool feel_name_is_complex(str name);

/* Parse a FEEL type ("list<number>", an item definition's name); NULL if unknown. */
const struct type *feel_type(struct compiler *c, str text);

/* Run a root with a frame of `n_slot` locals, the first `n` of which are given. */
struct value feel_run(struct run *r, const struct node *root, unsigned n_slot,
                      const struct value *arg, size_t n);

/* Give an error its file, line, column and place: byte `pos` of the source. */
void source_place(const struct source *s, uint32_t pos, struct err *e);

#endif
