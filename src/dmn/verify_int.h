/*
 * verify_int.h - the parts of verification, one file each.
 *
 * verify.c         all tables of a model, one by one
 * verify_look.c    what a cell asks of its input, and where its answer changes
 * verify_between.c a value between two others
 * verify_domain.c  the values of an input, in segments on which all cells are constant
 * verify_grid.c    which rule fits which segment
 * verify_cover.c   the search for a combination without a rule
 * verify_depend.c  can inputs take values independently?
 * verify_say.c     examples and places, in words
 * verify_rules.c   overlaps, and rules that can never matter
 * verify_table.c   one table: its gaps, and all of the above
 * verify_use.c     requirements and inputs that nothing uses
 */
#ifndef IJK_DMN_VERIFY_INT_H
#define IJK_DMN_VERIFY_INT_H

#include "dmn/verify.h"

enum {
    VERIFY_VARS_MAX = 64,          /* inputs that rules distinguish */
    VERIFY_MEMORY_MAX = 96 << 20,  /* for one table */
    VERIFY_WORK_TABLE = 150000000, /* words of rule sets looked at, for one table */
    VERIFY_WORK_MODEL = 400000000,
    VERIFY_EVAL_STEPS = 20000, /* of one cell on one value */
};

struct verifier {
    const struct dmn_model *model;
    struct findings *findings;
    struct arena *keep; /* for the report */
    struct arena *mem;  /* of this table, gone after it */
    struct run run;     /* for cells and constants: it has no facts */
    struct frame frame;
    uint64_t work; /* left for this table */
};

/* A table with what stands around it. */
struct site {
    const struct dmn_table *table;
    const struct dmn_node *node;
    size_t n_param; /* locals from 0 that are parameters of the function around it */
};

bool verify_pay(struct verifier *v, uint64_t n);

/* The expression itself, without what says where it stands or what it must be. */
const struct node *verify_unwrap(const struct node *n);

/* Run tests or an expression on `?` in slot `slot`; false when it fails. What it
 * gives lives in v->mem unless the caller rewinds. */
bool verify_run(struct verifier *v, const struct node *n, uint16_t slot,
                struct value tested, struct value *out);

/* The same in two steps, for what is run in another way. */
void verify_start_run(struct verifier *v, uint16_t slot, struct value tested);
bool verify_end_run(struct verifier *v);

/* ---- verify_look.c ---- */

/* Values at which an answer may change; all of one kind. */
struct cuts {
    struct value *at;
    size_t n, cap;
    enum value_kind kind; /* V_ABSENT: not known yet */
};

struct look {
    bool closed;     /* the answer depends on `?` alone */
    bool steps;      /* and is constant between two cuts; */
    bool whole_too;  /* ... on whole numbers: it asks whether `?` is whole */
    bool whole_only; /* false for every number that is not whole */
    bool ordered;    /* compares by order, not only by equality */
    bool null;       /* tests for null */
};

/* Add one; false when it is of another kind or has no order among them. */
bool verify_cut(struct verifier *v, struct cuts *c, struct value cut);

/* What do these unary tests ask of `?`, in local `slot`? Adds their constants. */
struct look verify_look(struct verifier *v, const struct node *tests, uint16_t slot,
                        struct cuts *cuts);

/* The same of a cell of the table. */
struct look verify_look_cell(struct verifier *v, const struct cell *c, uint16_t slot,
                             struct cuts *cuts);

/* ---- verify_between.c ---- */

/* A value strictly between two of one kind; V_ABSENT does not bound. False when there
 * is none. `whole`: numbers without fraction. */
bool verify_between(struct arena *mem, enum value_kind kind, const struct value bound[2],
                    bool whole, struct value *out);

/* Can values of this kind be cut and put in order, all of them? */
bool verify_is_ordered(enum value_kind kind);

/* ---- verify_domain.c ---- */

struct segment {
    struct value v; /* stands for all of it */
    bool sure;      /* v is certainly possible */
    bool other;     /* any text but those of the other segments */
};

enum origin {
    ORIGIN_GIVEN,    /* a fact or parameter, or an entry of one */
    ORIGIN_DECIDED,  /* a decision, or an entry of one */
    ORIGIN_COMPUTED, /* an expression */
};

/* An input of the table; columns with the same expression are one input. */
struct input {
    const size_t *column;
    size_t n_column;
    str label, text; /* for people; and the expression as it stands there */
    const struct node *expression;
    enum origin origin;
    bool bounded; /* its possible values are known, though it is computed */
    bool finite;  /* and few: each is a segment of its own */
    bool opaque;  /* nothing is known but whether it is null */
    bool whole;
    enum value_kind kind;
    struct segment *seg;
    size_t n_seg;
    size_t words; /* of a set of segments */
};

/* What kind of values its columns say it has; V_ABSENT when they do not say. */
enum value_kind verify_kind(const struct site *site, const struct input *in);

/* Fill in everything from `origin` on, given the cuts of its cells. `null_too`: null is
 * a segment of its own. False when there are too many. */
bool verify_domain(struct verifier *v, const struct site *site, struct cuts *cuts,
                   bool null_too, struct input *in);

/* Is the answer of a cell that asks this the same on each whole segment? */
bool verify_decides(const struct input *in, const struct cuts *cuts,
                    const struct look *look);

/* ---- verify_grid.c ---- */

/* Which rules fit where: for each rule and input three sets of segments; a segment
 * in none of them does not fit. */
enum fit {
    FIT_YES,
    FIT_MAYBE,   /* depends on more than this input */
    FIT_UNKNOWN, /* the input is null and the cell does not ask for that */
    FIT_COUNT
};

struct grid {
    const struct site *site;
    struct input *in;
    size_t n_in, n_rule;
    size_t words;       /* of the sets of all inputs together */
    size_t *first;      /* n_in: where its sets begin */
    uint64_t *set;      /* n_rule x FIT_COUNT x words */
    const size_t *open; /* per column: rule + 1 of a cell that is not decided, or 0 */
};

static inline uint64_t *grid_set(const struct grid *g, size_t rule, enum fit fit,
                                 size_t in)
{
    return g->set + (rule * FIT_COUNT + fit) * g->words + g->first[in];
}

static inline bool grid_has(const uint64_t *set, size_t i)
{
    return set[i / 64] >> (i % 64) & 1;
}

static inline void grid_put(uint64_t *set, size_t i)
{
    set[i / 64] |= (uint64_t)1 << (i % 64);
}

/* False when the table is too large. */
bool verify_grid(struct verifier *v, const struct site *site, struct grid *out);

/* ---- verify_cover.c ---- */

struct cover;

/* Prepare a search among the first `n_rule` rules. A rule covers a segment when one
 * of the fits in `fits` (bits) does; `sure`: only segments that are certainly possible.
 * NULL when the table is too large. */
struct cover *verify_cover(struct verifier *v, const struct grid *g, unsigned fits,
                           bool sure);

/* Only look at segments of `rule` that fit by `fits`, and only at the rules in `among`
 * (a set); NULL lifts it: all segments, all rules. */
void cover_within(struct cover *c, size_t rule, unsigned fits, const uint64_t *among);

enum hole { HOLE_NONE, HOLE_FOUND, HOLE_GIVEN_UP };

/* A combination that no rule covers, as a box: per input a set of segments, of
 * which any will do. box[i] is NULL when the input does not matter; at[i] is an example. */
struct hole_box {
    const uint64_t *set[VERIFY_VARS_MAX];
    size_t at[VERIFY_VARS_MAX];
    size_t input[VERIFY_VARS_MAX]; /* of the table */
    size_t n;
};

/* Later searches look outside the boxes found before. */
enum hole cover_find(struct cover *c, struct hole_box *out);

/* ---- verify_depend.c ---- */

/* Can these inputs take any values together? */
bool verify_independent(struct verifier *v, const struct site *site,
                        const struct input *a, const struct input *b);

/* What the expression of an input is. */
enum origin verify_origin(const struct verifier *v, const struct site *site,
                          const struct node *expression);

/* The only values an expression can give besides null: false when that is not known. */
struct values_of {
    struct value *at;
    size_t n, cap;
};
bool verify_values(struct verifier *v, const struct node *n, struct values_of *out);

/* Is it a number of things: whole and never negative? */
bool verify_is_count(const struct verifier *v, const struct node *n);

/* ---- verify_say.c ---- */

/* One segment per input that matters. */
struct example {
    size_t input[VERIFY_VARS_MAX], seg[VERIFY_VARS_MAX];
    size_t n;
};

/* Can the inputs certainly take these values together? */
bool verify_is_possible(struct verifier *v, const struct grid *g,
                        const struct example *e);

/* ` when x = 3 and y = "a"`, or `, whatever the input`. */
str verify_example(struct verifier *v, const struct grid *g, const struct example *e);

/* A finding with its place: of the table, of a rule, of a cell. */
struct err *verify_say_table(struct verifier *v, const struct site *s,
                             enum severity severity, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));
struct err *verify_say_rule(struct verifier *v, const struct site *s, size_t rule,
                            enum severity severity, str text);
struct err *verify_say_cell(struct verifier *v, const struct site *s, size_t rule,
                            size_t column, enum severity severity, str text);

/* ---- verify_rules.c ---- */

/* What is wrong with pairs of rules, and rules that never matter. */
struct rules {
    struct verifier *v;
    const struct grid *g;
    uint64_t *dead; /* set of rules that cannot fit anything */
    bool open;      /* some cell is not decided */
    bool undecided; /* something depends on a cell that is not decided */
    bool given_up;
};

void verify_impossible(struct rules *r, struct verify_table *out);
void verify_overlaps(struct rules *r, struct verify_table *out);
void verify_covered(struct rules *r, struct verify_table *out);

/* ---- verify_table.c, verify_use.c ---- */

void verify_table(struct verifier *v, const struct site *site, struct verify_table *out);
void verify_uses(struct arena *mem, const struct dmn_model *m, struct findings *findings);

#endif
