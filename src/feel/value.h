/*
 * value.h - the values FEEL computes with.
 *
 * A value is 24 bytes, copied freely; what it points to is immutable and lives
 * in an arena. null means *unknown* and may carry the facts that were missing
 * (`why`), so that an unknown outcome can be followed back to what to ask.
 */
#ifndef IJK_FEEL_VALUE_H
#define IJK_FEEL_VALUE_H

#include "base/calendar.h"
#include "base/err.h"
#include "base/json.h"
#include "base/num.h"

enum {
    VALUE_DEPTH_MAX = 300,       /* nesting that is compared, formatted and typed */
    VALUE_COMPARE_MAX = 5000000, /* elements looked at in one comparison */
};

enum value_kind {
    V_NULL,
    V_BOOL,
    V_NUM,
    V_STR,
    V_DATE,
    V_TIME,
    V_MOMENT, /* date and time */
    V_SPAN,   /* days and time duration */
    V_MONTHS, /* years and months duration */
    V_LIST,
    V_CONTEXT,
    V_RANGE,
    V_FUNCTION,
    V_ABSENT, /* only among arguments: an optional one that was not given */
};

struct value;
struct entry;
struct range;
struct function;

/* Which facts were missing: a fact, or the union of two sets. */
struct cause {
    const struct cause *a, *b; /* both set for a union */
    str fact;                  /* "huisgenoten[0].leeftijd" for a leaf */
};

struct value {
    enum value_kind kind;
    uint32_t n; /* elements of a list, entries of a context */
    union {
        bool b;
        num num;
        str s;
        date date;
        struct clock_time time;
        const struct moment *moment;
        struct span span;
        int64_t months;
        const struct value *list;
        const struct entry *context;
        const struct range *range;
        const struct function *function;
        const struct cause *why; /* of a null; NULL when nobody is to blame */
    } u;
};

struct entry {
    str name;
    struct value value;
};

/* An endpoint that is V_ABSENT does not bound: `< 5` is (absent..5). `except` is
 * the value of `(!= 5)`: everything but low, which is high too. */
struct range {
    struct value low, high;
    bool low_closed, high_closed, except;
};

#define VALUE_NULL ((struct value){ .kind = V_NULL })

static inline struct value value_bool(bool b)
{
    return (struct value){ .kind = V_BOOL, .u.b = b };
}
static inline struct value value_num(num n)
{
    return (struct value){ .kind = V_NUM, .u.num = n };
}
static inline struct value value_str(str s)
{
    return (struct value){ .kind = V_STR, .u.s = s };
}
static inline struct value value_date(date d)
{
    return (struct value){ .kind = V_DATE, .u.date = d };
}
static inline struct value value_time(struct clock_time t)
{
    return (struct value){ .kind = V_TIME, .u.time = t };
}
static inline struct value value_span(struct span s)
{
    return (struct value){ .kind = V_SPAN, .u.span = s };
}
static inline struct value value_months(int64_t m)
{
    return (struct value){ .kind = V_MONTHS, .u.months = m };
}
static inline struct value value_list(const struct value *at, size_t n)
{
    return (struct value){ .kind = V_LIST, .n = (uint32_t)n, .u.list = at };
}
static inline struct value value_context(const struct entry *at, size_t n)
{
    return (struct value){ .kind = V_CONTEXT, .n = (uint32_t)n, .u.context = at };
}
static inline bool value_is_true(struct value v)
{
    return v.kind == V_BOOL && v.u.b;
}
static inline bool value_is_false(struct value v)
{
    return v.kind == V_BOOL && !v.u.b;
}
/* These two are kept by reference. */
struct value value_moment(struct arena *mem, struct moment m);
struct value value_range(struct arena *mem, struct range r);

/* An unknown because of `fact`, and an unknown because of both (either may be
 * any value: only the causes of nulls are joined). */
struct value value_unknown(struct arena *mem, str fact);
struct value value_null_of(struct arena *mem, struct value a, struct value b);

/* The distinct facts behind a null, in order of first use; at most `max`. Gives
 * back the scratch room it takes from `mem`. */
size_t value_causes(struct arena *mem, struct value v, str *out, size_t max);

/* The entry `name` of a context; NULL when absent. */
const struct value *value_find(struct value context, str name);

/* The FEEL name of the kind: "number", "days and time duration". */
const char *value_kind_name(enum value_kind kind);

/* Three-valued results: TRI_UNKNOWN when an operand is null or not comparable. */
enum tri { TRI_FALSE, TRI_TRUE, TRI_UNKNOWN };

/* Equality of DMN 1.5 table 42: null equals only null; different kinds are not
 * comparable (TRI_UNKNOWN); lists, contexts and ranges element by element. */
enum tri value_equal(struct value a, struct value b);

/* The same, taking the number of comparisons off *left; TRI_UNKNOWN when that
 * runs out. For loops over what a user controls. */
enum tri value_equal_within(struct value a, struct value b, uint64_t *left);

/* True equality for sets and messages: same kind and same value, nulls equal. */
bool value_same(struct value a, struct value b);

/* Order of two values of the same ordered kind in *out (<0, 0, >0); false when
 * they have no order (other kinds, null, a time with and one without a zone). */
bool value_order(struct value a, struct value b, int *out);

/* Is `v` inside the range? TRI_UNKNOWN when it cannot be compared. */
enum tri range_has(const struct range *r, struct value v);

/* As a FEEL literal (strings quoted), as `string()` gives it (top-level text
 * bare), and as JSON (numbers exact; dates and durations as text; a range as
 * its FEEL text; a function as "<function>"). Nesting past VALUE_DEPTH_MAX sets
 * `over` of the arena, as does text that does not fit its budget. */
void value_format(struct sbuf *b, struct value v);
void value_text(struct sbuf *b, struct value v);
void value_json(struct sbuf *b, struct value v);

/* For messages: the kind and the literal, cut after 60 characters: `string "abc"`. */
const char *value_brief(struct arena *mem, struct value v);

#endif
