/*
 * node.h - the compiled form of an expression: a tree of typed nodes.
 *
 * Names are resolved to slots, constants are values, built-ins are bound. A
 * tree is immutable and shared by threads; run.c walks it.
 */
#ifndef IJK_FEEL_NODE_H
#define IJK_FEEL_NODE_H

#include "feel/builtin.h"
#include "feel/run.h"
#include "feel/type.h"

enum node_kind {
    NODE_ERROR,   /* did not compile: fails, or null when lenient */
    NODE_CONST,   /* u.value */
    NODE_GLOBAL,  /* slot */
    NODE_LOCAL,   /* slot, depth */
    NODE_ELEMENT, /* entry u.pick.name of the local `slot`, else u.pick.from */
    NODE_PATH,    /* u.pick.from . u.pick.name */
    NODE_NEGATE,  /* u.op.a */
    NODE_ADD,     /* u.op.a, u.op.b: this and the next eleven */
    NODE_SUB,
    NODE_MUL,
    NODE_DIV,
    NODE_POW,
    NODE_EQ,
    NODE_NE,
    NODE_LT,
    NODE_LE,
    NODE_GT,
    NODE_GE,
    NODE_AND,
    NODE_OR,
    NODE_BETWEEN, /* a between b and c */
    NODE_IN,      /* u.in: a tested by tests */
    NODE_RANGE,   /* u.range */
    NODE_LIST,    /* u.list */
    NODE_CONTEXT, /* u.context */
    NODE_IF,      /* a, b, c */
    NODE_FOR,     /* u.loop: this and the next two */
    NODE_SOME,
    NODE_EVERY,
    NODE_FILTER,   /* u.op.a [ u.op.b ], element in `slot` */
    NODE_INSTANCE, /* u.instance */
    NODE_LAMBDA,   /* u.lambda */
    NODE_CALL,     /* u.call: callee is an expression */
    NODE_BUILTIN,  /* u.call: callee is a built-in */
    NODE_TESTS,    /* u.in: unary tests of a cell, on the local `slot` */
    NODE_SOURCE,   /* u.source: the subtree stands in another text */
    NODE_HOST,     /* u.host: an expression of the layer above, a decision table */
};

enum {
    NODE_USES_TESTED = 1, /* mentions `?` */
    NODE_NEGATED = 2,     /* unary tests: not(...) */
    NODE_NAMED = 4,       /* call: arguments are named */
    NODE_PARTIAL = 8,     /* for: the body uses `partial` */
    NODE_PAREN = 16,      /* stood in parentheses */
    NODE_EXACT = 32,      /* unary test `= x`: equal, not merely in it */
};

struct frame {
    struct value *slot;
    const struct frame *outer; /* frame of the function around this one */
    unsigned n;
};

typedef struct value node_host_fn(struct run *r, const struct frame *f, const void *data);

struct node {
    uint8_t kind, flags;
    uint16_t slot;
    uint16_t depth;
    uint32_t pos, end; /* bytes in its source: the operator, and where it ends */
    uint32_t from;     /* where it starts */
    const struct type *type;
    union {
        struct value value;
        struct {
            const struct node *a, *b, *c;
        } op;
        struct {
            const struct node *from;
            str name;
        } pick; /* for NODE_ELEMENT `from` is the fallback, or NULL */
        struct {
            const struct node *value; /* NULL in NODE_TESTS */
            const struct node **test;
            size_t n;
        } in;
        struct {
            const struct node *low, *high; /* NULL: no bound */
            bool low_closed, high_closed;
        } range;
        struct {
            const struct node **at;
            size_t n;
        } list;
        struct {
            const struct node_entry *at;
            size_t n;
            const struct node *result; /* boxed context with a result, or NULL */
        } context;
        struct {
            const struct node_loop *at;
            size_t n;
            const struct node *body;
        } loop;
        struct {
            const struct node *value;
            const struct type *type;
        } instance;
        struct {
            const struct lambda *lambda;
        } lambda;
        struct {
            const struct node *callee;     /* NODE_CALL */
            const struct builtin *builtin; /* NODE_BUILTIN */
            const struct node_args *args;
        } call;
        struct {
            const struct node *inner;
            const struct source *source;
        } source;
        struct {
            node_host_fn *run;
            const void *data;
        } host;
    } u;
};

struct node_entry {
    str name;
    const struct node *value;
    uint16_t slot; /* where later entries find it */
};

/* `for x in list` or `for x in low..high`. */
struct node_loop {
    str name;
    const struct node *over, *to; /* to: NULL unless a range of numbers or dates */
    uint16_t slot, partial_slot;
};

struct node_args {
    const struct node **at;
    const str *name; /* NULL when positional */
    size_t n;
};

/* The code of a function: parameters in the first slots of its frame. */
struct lambda {
    str name; /* for messages; may be empty */
    const struct type_member *param;
    size_t n_param;
    const struct node *body;
    const struct type *result; /* NULL: not stated, not checked */
    unsigned n_slot;
};

/* What a V_FUNCTION points to: a lambda with the frame it was made in, or a built-in. */
struct function {
    const struct lambda *lambda;
    const struct frame *outer;
    const struct builtin *builtin;
};

/* A zeroed node of a kind, of type `any`. */
struct node *node_new(struct arena *mem, enum node_kind kind, uint32_t pos);

/* Run a node in a frame; the interpreter proper. */
struct value run_node(struct run *r, const struct frame *f, const struct node *n);

/* Does `tested` pass unary test node `n` (of a NODE_TESTS or NODE_IN)? */
struct value run_test(struct run *r, const struct frame *f, const struct node *n,
                      struct value tested);

/* A value as DMN 1.5 10.3.2.9.4 converts it on its way into a type: singleton
 * lists, dates to date and time. False when it does not belong to the type. */
bool value_coerce(struct arena *mem, const struct type *type, struct value *v);

#endif
