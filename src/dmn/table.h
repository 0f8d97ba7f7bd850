/*
 * table.h - a decision table, compiled.
 *
 * A cell that compares its input with constants is kept as those constants and
 * needs no interpreter; all others are FEEL unary tests. Rules are tried in
 * the order of the file, cell by cell from the left.
 *
 * In a strict run a cell on an unknown input is unknown, and a rule is then
 * neither hit nor missed. Such a rule makes the outcome unknown when it could
 * change it, unless the table says ijk:onbekend="geen_treffer".
 */
#ifndef IJK_DMN_TABLE_H
#define IJK_DMN_TABLE_H

#include "dmn/doc.h"
#include "dmn/motive.h"
#include "feel/compile.h"

enum cell_kind {
    CELL_ANY,   /* everything passes */
    CELL_EQUAL, /* u.value */
    CELL_SET,   /* one of u.set, n of them */
    CELL_RANGE, /* u.range */
    CELL_TESTS, /* u.tests */
};

struct cell {
    uint8_t kind;
    bool negated;
    bool null_too; /* a test for null: an unknown input is no unknown outcome */
    uint8_t of;    /* the value_kind of all its constants; V_NULL: several, or unusual */
    uint32_t n;
    union {
        const struct value *value; /* CELL_EQUAL: one; CELL_SET: n */
        const struct range *range;
        const struct node *tests;
    } u;
};

struct table_input {
    const struct node *expression;
    str label; /* of the column, or its expression */
    const struct type *type;
    const struct node *allowed; /* inputValues, NULL: none */
    uint16_t slot;              /* local that holds the value: `?` */
};

struct table_output {
    str name;
    const struct type *type;
    const struct node *otherwise; /* default entry, or NULL */
    const struct node *allowed;   /* outputValues as tests, NULL: none */
    const struct value *priority; /* outputValues as constants, highest first */
    size_t n_priority;
};

struct dmn_table {
    const struct doc_table *doc;
    const struct source *where;
    const struct table_input *input;
    const struct table_output *output;
    size_t n_input, n_output, n_rule;
    const struct cell *cell;            /* n_rule x n_input */
    const struct node *const *entry;    /* n_rule x n_output */
    const struct motive *const *motive; /* n_rule, each may be NULL; or NULL */
    bool has_default;
    bool unknown_is_no_match;
    unsigned id; /* running number in the model, for coverage */
};

/* What became of a rule. A failed rule says which column failed first. */
enum rule_fate {
    RULE_NOT_TRIED = -1,
    RULE_HIT = -2,
    RULE_UNKNOWN_FROM = -1000, /* RULE_UNKNOWN_FROM - c: unknown because of column c */
};

/* One run of a table, for explanation. */
struct table_trace {
    const struct dmn_table *table;
    const struct value *input; /* n_input */
    const int16_t *fate;       /* n_rule: a column number, or a rule_fate */
    struct value value;
    struct table_trace *next;
};

/* Where a cell stands; made when asked for, as there are many cells and few questions. */
struct source table_cell_source(const struct dmn_table *t, size_t rule, size_t column);

/* Node host: run the table in a frame. `data` is the struct dmn_table. */
struct value table_run(struct run *r, const struct frame *f, const void *data);

/* Does `v` pass the cell? unknown (null, with causes) when that cannot be said. */
struct value cell_run(struct run *r, const struct frame *f, const struct cell *c,
                      struct value v);

#endif
