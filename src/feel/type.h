/*
 * type.h - what a FEEL value may be: the types of DMN 1.5, 7.3.3 and 10.3.2.9.
 *
 * Types are immutable and compared by structure. TYPE_ANY accepts everything;
 * null belongs to every type, because any fact may be unknown.
 */
#ifndef IJK_FEEL_TYPE_H
#define IJK_FEEL_TYPE_H

#include "feel/value.h"

enum type_kind {
    TYPE_ANY,
    TYPE_NULL, /* of the literal null */
    TYPE_BOOL,
    TYPE_NUM,
    TYPE_STR,
    TYPE_DATE,
    TYPE_TIME,
    TYPE_MOMENT,
    TYPE_SPAN,
    TYPE_MONTHS,
    TYPE_LIST,     /* of `of` */
    TYPE_CONTEXT,  /* with at least `member`s; none known: any context */
    TYPE_RANGE,    /* of `of` */
    TYPE_FUNCTION, /* member = parameters, of = result */
};

struct type_member {
    str name;
    const struct type *type;
};

struct type {
    enum type_kind kind;
    str name;              /* of the item definition, or "" */
    const struct type *of; /* element, endpoint or result; NULL = any */
    const struct type_member *member;
    uint32_t n_member;
    bool open;                     /* a function whose parameters are not known */
    const struct allowed *allowed; /* allowed values of an item definition, or NULL */
};

/* Allowed values: unary tests as text and, where they are a plain list of
 * constants or ranges, as values (for checks, forms and proofs). */
struct node;
struct allowed {
    str text;
    const struct node *tests; /* compiled, `?` is the value */
    const struct value *value;
    size_t n; /* 0: not a plain list */
};

extern const struct type type_any, type_null, type_bool, type_num, type_str, type_date,
    type_time, type_moment, type_span, type_months, type_any_list, type_any_context,
    type_any_range, type_any_function;

/* "number", "dayTimeDuration", "days and time duration", "Any", ... of any DMN
 * version, with or without "feel:"; NULL when it is no built-in type name. */
const struct type *type_builtin(str name);

/* The list or range type of an element type (NULL: any), and the member of a
 * context type by name; NULL when it has none. */
const struct type *type_list_of(struct arena *mem, const struct type *element);
const struct type *type_range_of(struct arena *mem, const struct type *endpoint);
const struct type_member *type_find_member(const struct type *t, str name);

/* Can a value of `a` be used where `b` is asked (DMN 1.5, 10.3.2.9.2)? ANY on
 * either side conforms: what is not known statically is checked when it runs. */
bool type_conforms(const struct type *a, const struct type *b);

/* The narrowest type both conform to (for if, list literals, tables). */
const struct type *type_join(struct arena *mem, const struct type *a,
                             const struct type *b);

/* Does the value belong to the type, deeply? Allowed values are not looked at. */
bool type_has(const struct type *t, struct value v);

/* The type of a value, for contexts that come as JSON. */
const struct type *type_of(struct arena *mem, struct value v);

/* `list<number>`, `context<a: string>`, or the item definition's name. */
void type_format(struct sbuf *b, const struct type *t);
const char *type_cstr(struct arena *mem, const struct type *t);

#endif
