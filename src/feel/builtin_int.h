/*
 * builtin_int.h - what the files of the built-in functions share.
 *
 * builtins.def is the one list. From it come the table that binds arguments,
 * the declarations below, the signatures in messages and the names.
 */
#ifndef IJK_FEEL_BUILTIN_INT_H
#define IJK_FEEL_BUILTIN_INT_H

#include "feel/builtin.h"

/* Sets of kinds of values. */
enum {
    K_BOOL = 1 << V_BOOL,
    K_NUM = 1 << V_NUM,
    K_STR = 1 << V_STR,
    K_DATE = 1 << V_DATE,
    K_TIME = 1 << V_TIME,
    K_MOMENT = 1 << V_MOMENT,
    K_SPAN = 1 << V_SPAN,
    K_MONTHS = 1 << V_MONTHS,
    K_LIST = 1 << V_LIST,
    K_CONTEXT = 1 << V_CONTEXT,
    K_RANGE = 1 << V_RANGE,
    K_FUNCTION = 1 << V_FUNCTION,
    K_DAY = K_DATE | K_MOMENT,
    K_POINT = K_NUM | K_STR | K_DATE | K_TIME | K_MOMENT | K_SPAN | K_MONTHS,
    K_ANY = K_BOOL | K_POINT | K_LIST | K_CONTEXT | K_RANGE | K_FUNCTION,
};

enum {
    PARAM_OPTIONAL = 1,
    PARAM_NULL = 2,  /* null is a value like any other here */
    PARAM_REST = 4,  /* all further arguments, handed over as one list */
    PARAM_NULLS = 8, /* elements of the list may be null */
};

enum {
    PARAM_MAX = 4, /* of one overload */
};

struct param {
    const char *name; /* NULL after the last one */
    uint16_t kinds;
    uint16_t of; /* kinds of the elements of a list; 0: any */
    uint8_t flags;
};

/* The type of the result: fixed, or made from the arguments. */
enum result {
    RESULT_ANY,
    RESULT_BOOL,
    RESULT_NUM,
    RESULT_STR,
    RESULT_DATE,
    RESULT_TIME,
    RESULT_MOMENT,
    RESULT_MONTHS,
    RESULT_CONTEXT,
    RESULT_RANGE,
    RESULT_NUMS,    /* list<number> */
    RESULT_STRS,    /* list<string> */
    RESULT_ENTRIES, /* list<context<key: string, value: Any>> */
    RESULT_FIRST,   /* the type of the first argument */
    RESULT_LIST,    /* the first argument, made a list */
    RESULT_ITEM,    /* an element of the first argument */
    RESULT_JOIN,    /* what all arguments have in common */
    RESULT_APPEND,  /* the first list, with the last or further arguments as elements */
    RESULT_CONCAT,  /* one list of the elements of all arguments */
    RESULT_FLAT,    /* the first argument without inner lists */
};

/* The type of a result as far as no argument decides it. */
const struct type *builtin_result_type(enum result result);

/* `arg` has one value per parameter: of a kind it takes, null only with
 * PARAM_NULL, V_ABSENT for an optional one that was not given. */
typedef struct value builtin_fn(struct run *r, const struct value *arg);

/* One overload; those of one name follow each other. */
struct builtin {
    const char *name;
    builtin_fn *run;
    const struct param *param;
    uint8_t n_param, result;
    bool also; /* a further overload of the name before it */
};

#define BUILTIN(id, name, result, params) builtin_fn builtin_run_##id;
#define ALSO(id, name, result, params)
#include "feel/builtins.def"
#undef BUILTIN
#undef ALSO

/* The type of a parameter and the signature of one overload, as people read them. */
void builtin_param_type(struct sbuf *b, const struct param *p);
void builtin_signature(struct sbuf *b, const struct builtin *f);

/* A number used as a position, length or scale: its fraction is cut off, one
 * that does not fit an int64 becomes INT64_MAX or INT64_MIN. */
int64_t builtin_int(struct value v);

/* The null that the nulls among `n` elements give together. */
struct value builtin_null_of(struct run *r, const struct value *v, size_t n);

/* value_same, paid for. */
bool builtin_same(struct run *r, struct value a, struct value b);

/* Room for `n` values or entries; NULL (and the run has failed) when that does not fit. */
struct value *builtin_room(struct run *r, size_t n);
struct entry *builtin_entries(struct run *r, size_t n);

/* The element of a list of `n` at position `k` (from 1; negative from the end) as
 * an index from 0; false, and the run of `name` has failed, when there is none. */
bool builtin_index(struct run *r, const char *name, size_t n, struct value k,
                   size_t *out);

/* Values in a hash table, by value_same: for sets and duplicate keys. */
struct value_set {
    const struct value **slot;
    size_t size; /* a power of two */
    size_t n;
};

/* Room for at most `n` values; false when the run has failed. */
bool value_set_init(struct value_set *s, struct run *r, size_t n);

/* Add `*v`, which must stay where it is; the one that was there, or NULL. */
const struct value *value_set_add(struct value_set *s, struct run *r,
                                  const struct value *v);

#endif
