/*
 * ijkpunt.h - run decision models (DMN 1.1 to 1.5, FEEL) and hear why.
 *
 *     struct ijk_model *model = ijk_load(bytes, n, NULL, NULL, &err);
 *     struct ijk_session *s = ijk_session_new(model);
 *     const char *json = ijk_run_json(s, ijk_find(model, IJK_DECISION, "uren"),
 *                                     facts, strlen(facts), NULL, &err);
 *
 * A model is loaded once, never changes after that, and may be used by any
 * number of threads at once. A session holds what belongs to one evaluation
 * (inputs, outcomes, memory); it belongs to one thread at a time and is meant
 * to be used again and again. examples/evaluate.c is a whole program.
 *
 * Numbers are exact decimals of 34 digits and never binary floating point, so
 * they come and go as decimal text or as int64_t. Text is UTF-8. null means
 * "unknown": it is a value, and an outcome that is unknown names the facts that
 * were missing (ijk_unknowns).
 *
 * Functions that can fail return false or NULL and fill a `struct ijk_error`,
 * which may be NULL when nobody wants to know. On success they leave it alone.
 * The library does no input or output, reads no clock, starts no threads and
 * keeps no global state. When the machine has no memory left it calls abort(). Threads
 * that load or evaluate need a stack of 4 MB.
 *
 * Versions are semantic: until 1.0 a minor version may change what is here.
 */
#ifndef IJKPUNT_H
#define IJKPUNT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define IJK_VERSION_MAJOR 0
#define IJK_VERSION_MINOR 1
#define IJK_VERSION_PATCH 0

#if defined(__GNUC__)
#define IJK_API __attribute__((visibility("default")))
#else
#define IJK_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* Version of the library that is linked, "0.1.0". */
IJK_API const char *ijk_version(void);

/* ---- errors and findings ---- */

enum ijk_code {
    IJK_OK = 0,
    IJK_SYNTAX,   /* text that does not parse */
    IJK_TYPE,     /* a value of the wrong type */
    IJK_VALUE,    /* the right type, but not allowed or without a result */
    IJK_NAME,     /* a name that does not exist */
    IJK_RULE,     /* a decision table without the one outcome it promises */
    IJK_MODEL,    /* the model contradicts itself */
    IJK_NOTFOUND, /* no such element or import */
    IJK_CONFLICT, /* not used by this library yet */
    IJK_LIMIT,    /* larger, deeper or slower than allowed */
    IJK_USAGE,    /* a call that is not of the right form */
    IJK_IO        /* an import that could not be read */
};

/* What failed. All text is NUL-terminated and may be empty. */
struct ijk_error {
    enum ijk_code code;
    int line, column;  /* from 1, column in code points; 0: does not apply */
    char file[160];    /* the name given at loading, or of an import */
    char place[200];   /* in the model: decision "x", rule 3, column "y" */
    char message[320]; /* one line, lower case, names in quotes */
    char hint[200];    /* a sentence on what to do about it */
};

/* "syntax", "type", ...: the stable word for a code. Never NULL. */
IJK_API const char *ijk_code_word(enum ijk_code code);

enum ijk_severity { IJK_ERROR, IJK_WARNING, IJK_REMARK };

/* All that is wrong or doubtful in a model or an input, at most 50. */
struct ijk_findings;

/* How many there are. `f` may be NULL: none. */
IJK_API size_t ijk_findings_count(const struct ijk_findings *f);

/* Finding `i` in *out; false when there are not so many. */
IJK_API bool ijk_findings_get(const struct ijk_findings *f, size_t i,
                              enum ijk_severity *severity, struct ijk_error *out);

/* Only for findings of ijk_load; those of a session belong to the session. */
IJK_API void ijk_findings_free(struct ijk_findings *f);

/* ---- models ---- */

struct ijk_model;  /* immutable; any number of threads */
struct ijk_import; /* a document that a model asks for, during ijk_load */

/* Called by ijk_load, in its thread, for each document that is imported. Gives it
 * with ijk_import_give and returns true, or returns false: it cannot be had. */
typedef bool ijk_import_fn(void *context, struct ijk_import *import);

/* How to load. Start from IJK_OPTIONS, which also tells the library how many
 * fields the caller knows. Nothing in it is needed after ijk_load. */
struct ijk_options {
    size_t size;           /* of this struct */
    const char *file;      /* name for messages, or NULL */
    bool lenient;          /* errors inside FEEL give null, as DMN 1.5 says */
    ijk_import_fn *import; /* NULL: a model that imports is refused */
    void *import_context;
    size_t memory_max; /* bytes the model may take; 0: 256 MB */
};

/* Braces of an initialiser: strict, without a name or imports. */
#define IJK_OPTIONS                                                                      \
    {                                                                                    \
        sizeof(struct ijk_options), NULL, false, NULL, NULL, 0                           \
    }

/*
 * Load a model from the `n` bytes of a DMN (or STTR) file, which are not kept.
 * Everything is parsed, linked and type-checked here, so that evaluation finds
 * nothing new to complain about in the model.
 *
 * `options` may be NULL. When `findings` is not NULL, *findings becomes all that
 * was found, also when loading succeeds; the caller frees it.
 * NULL when the model has errors; `err` is then the first of them.
 * The caller gives the model back with ijk_model_free. Threads may load at once.
 */
IJK_API struct ijk_model *ijk_load(const void *bytes, size_t n,
                                   const struct ijk_options *options,
                                   struct ijk_findings **findings, struct ijk_error *err);

/* One more owner; returns `m`. Any thread. */
IJK_API struct ijk_model *ijk_model_keep(struct ijk_model *m);

/* One owner less. The last one (sessions count) ends the model and all that
 * points into it. Any thread; NULL does nothing. */
IJK_API void ijk_model_free(struct ijk_model *m);

/* What an import asks for: its location and namespace as the model states them,
 * and the name of the file that asks. "" where there is none; valid in the call. */
IJK_API const char *ijk_import_location(const struct ijk_import *import);
IJK_API const char *ijk_import_namespace(const struct ijk_import *import);
IJK_API const char *ijk_import_from(const struct ijk_import *import);

/* The document: `n` bytes, which are copied, and its name for messages. */
IJK_API void ijk_import_give(struct ijk_import *import, const char *file,
                             const void *bytes, size_t n);

/* ---- what is in a model ---- */

enum ijk_kind {
    IJK_INPUT,
    IJK_DECISION,
    IJK_KNOWLEDGE, /* business knowledge model */
    IJK_SERVICE    /* decision service */
};

/* An element of a model; lives as long as the model. */
struct ijk_element;

/* How many elements of a kind, those of imports included. */
IJK_API size_t ijk_count(const struct ijk_model *m, enum ijk_kind kind);

/* Element `i` of a kind in the order of the file; NULL when there are not so many. */
IJK_API const struct ijk_element *ijk_at(const struct ijk_model *m, enum ijk_kind kind,
                                         size_t i);

/* An element by name or, when no name fits, by id; NULL when absent. Elements of an
 * import are called "import.name". */
IJK_API const struct ijk_element *ijk_find(const struct ijk_model *m, enum ijk_kind kind,
                                           const char *name);

/* Its kind, and its texts: never NULL, "" where the file has none. */
IJK_API enum ijk_kind ijk_element_kind(const struct ijk_element *e);
IJK_API const char *ijk_element_name(const struct ijk_element *e);
IJK_API const char *ijk_element_id(const struct ijk_element *e);
IJK_API const char *ijk_element_label(const struct ijk_element *e);

/* The type of its value: "number", "list<string>", the name of an item definition,
 * "Any". Inferred where the file states none. ijk_type_json tells what is in it. */
IJK_API const char *ijk_element_type(const struct ijk_element *e);

enum ijk_relation {
    IJK_REQUIRES,      /* inputs, decisions and knowledge it requires directly */
    IJK_SERVICE_INPUT, /* of a service: its parameters */
    IJK_SERVICE_GIVEN, /* of a service: decisions that are given to it */
    IJK_SERVICE_OUTPUT /* of a service: what it answers */
};

/* Element `i` of those that `e` has in that relation; NULL when there are not so many. */
IJK_API const struct ijk_element *ijk_related(const struct ijk_element *e,
                                              enum ijk_relation relation, size_t i);

/* ---- sessions ---- */

/* The state of one evaluation at a time; one thread at a time. */
struct ijk_session;

/* A session on a model, which it keeps alive. Free it with ijk_session_free. */
IJK_API struct ijk_session *ijk_session_new(struct ijk_model *m);

/* The end of a session and of every value and text it gave; NULL does nothing. */
IJK_API void ijk_session_free(struct ijk_session *s);

/* Settings stay in force through ijk_reset. */

/* Budgets of one evaluation: bytes (0: 128 MB), and units of work (0: 20 million;
 * a unit is about one list element or call). Beyond: IJK_LIMIT. */
IJK_API void ijk_session_limits(struct ijk_session *s, size_t memory_max,
                                uint64_t steps_max);

/* What now() and today() answer: a date and time in FEEL's notation,
 * "2025-03-01T09:30:00@Europe/Amsterdam". NULL: they have no answer, and fail. */
IJK_API bool ijk_session_now(struct ijk_session *s, const char *date_and_time,
                             struct ijk_error *err);

/* Whether evaluations from now on keep a trace, see ijk_trace_json. Off at first. */
IJK_API void ijk_session_explain(struct ijk_session *s, bool on);

/* Forget inputs and outcomes. Ends every value and text the session gave. Memory is
 * kept for the next evaluation. */
IJK_API void ijk_reset(struct ijk_session *s);

/*
 * Give inputs their values. An input that is not set is unknown (null). The value
 * must be of the type of the input and among its allowed values. A decision may
 * be set too; it is then not computed. Setting something after an evaluation
 * makes the session forget what was computed, not what was set.
 *
 * False with IJK_TYPE, IJK_VALUE, IJK_SYNTAX or IJK_USAGE (an element of another
 * model, a service); the element then keeps the value it had.
 */
IJK_API bool ijk_set_null(struct ijk_session *s, const struct ijk_element *e,
                          struct ijk_error *err);
IJK_API bool ijk_set_bool(struct ijk_session *s, const struct ijk_element *e, bool value,
                          struct ijk_error *err);
IJK_API bool ijk_set_int(struct ijk_session *s, const struct ijk_element *e,
                         int64_t value, struct ijk_error *err);
/* A decimal, "-12.50" or "1e3". One of more than 34 digits is refused, not rounded. */
IJK_API bool ijk_set_number(struct ijk_session *s, const struct ijk_element *e,
                            const char *decimal, struct ijk_error *err);
/* `n` bytes of UTF-8, which are copied. */
IJK_API bool ijk_set_text(struct ijk_session *s, const struct ijk_element *e,
                          const char *text, size_t n, struct ijk_error *err);
/* A date, time, date and time or duration: "2025-03-01", "PT36H". Which one: what the
 * type of the input asks, else what the text looks like. */
IJK_API bool ijk_set_date(struct ijk_session *s, const struct ijk_element *e,
                          const char *text, struct ijk_error *err);
/* Any value, from JSON; a text becomes a date where the type asks for one. */
IJK_API bool ijk_set_json(struct ijk_session *s, const struct ijk_element *e,
                          const char *json, size_t n, struct ijk_error *err);
/* All inputs at once, from a JSON object by name. A name that is no input is a warning in
 * ijk_session_findings; every fault is there, `err` is the first one. */
IJK_API bool ijk_set_inputs(struct ijk_session *s, const char *json, size_t n,
                            struct ijk_error *err);

/* What was found in JSON since the last reset. Belongs to the session. */
IJK_API const struct ijk_findings *ijk_session_findings(const struct ijk_session *s);

/* A value in a session; lives until ijk_reset. */
struct ijk_value;

/*
 * Compute a decision, or the outputs of a service (one: its value; several: a
 * context), and first all that it requires. What was computed before is not
 * computed again. *out may be null (unknown): that is no failure.
 *
 * False when the work could not be done: a strict model gives no answer rather
 * than a wrong one. `err` says where and why, *out is untouched, and the
 * session is fit for use after ijk_reset, and after another set unless it was IJK_LIMIT.
 */
IJK_API bool ijk_evaluate(struct ijk_session *s, const struct ijk_element *e,
                          const struct ijk_value **out, struct ijk_error *err);

/* In one call: reset, set the inputs from a JSON object, evaluate, and give the value as
 * JSON (NUL-terminated, its length in *n_out unless that is NULL). NULL on failure. */
IJK_API const char *ijk_run_json(struct ijk_session *s, const struct ijk_element *e,
                                 const char *inputs, size_t n, size_t *n_out,
                                 struct ijk_error *err);

/* The value an input or decision has now, as it was set or computed; NULL when neither. */
IJK_API const struct ijk_value *ijk_value_of(struct ijk_session *s,
                                             const struct ijk_element *e);

/*
 * Why: a JSON array with an object for each decision that was computed since
 * explaining was switched on (value, inputs, rules that fired, and for each other
 * rule the cell that failed; docs/explanation.md). NUL-terminated; lives until
 * ijk_reset. NULL when the session does not explain, or with no memory left in its
 * budget.
 */
IJK_API const char *ijk_trace_json(struct ijk_session *s, size_t *n);

/* The type of an element in full, as JSON: {"type": "context", "name": "tPersoon",
 * "entries": {...}, "allowed": "..."}. Lives until ijk_reset. */
IJK_API const char *ijk_type_json(struct ijk_session *s, const struct ijk_element *e,
                                  size_t *n);

/* ---- values ---- */

enum ijk_value_kind {
    IJK_NULL, /* unknown */
    IJK_BOOL,
    IJK_NUMBER,
    IJK_TEXT,
    IJK_DATE,
    IJK_TIME,
    IJK_DATE_AND_TIME,
    IJK_DURATION,        /* days and time */
    IJK_MONTHS_DURATION, /* years and months */
    IJK_LIST,
    IJK_CONTEXT,
    IJK_RANGE,
    IJK_FUNCTION
};

/* What it is. */
IJK_API enum ijk_value_kind ijk_kind_of(const struct ijk_value *v);

/* The value as bool or int64_t; false (and *out untouched) when it is something else,
 * has a fraction or does not fit. */
IJK_API bool ijk_get_bool(const struct ijk_value *v, bool *out);
IJK_API bool ijk_get_int(const struct ijk_value *v, int64_t *out);

/* Any value as FEEL's string() gives it: a text as it is, a number with all its digits, a
 * date as 2025-03-01. And as JSON. Both NUL-terminated, with their length in *n unless that is
 * NULL, and valid until ijk_reset. NULL when the budget of the session is too small. */
IJK_API const char *ijk_get_text(struct ijk_session *s, const struct ijk_value *v,
                                 size_t *n);
IJK_API const char *ijk_get_json(struct ijk_session *s, const struct ijk_value *v,
                                 size_t *n);

/* Elements of a list, or entries of a context; 0 for all else. */
IJK_API size_t ijk_size(const struct ijk_value *v);

/* Element or entry `i`; NULL when there are not so many. */
IJK_API const struct ijk_value *ijk_item(const struct ijk_value *v, size_t i);

/* The entry called `name`; NULL when absent. */
IJK_API const struct ijk_value *ijk_entry(const struct ijk_value *v, const char *name);

/* The name of entry `i` of a context, NUL-terminated; NULL when there is none. */
IJK_API const char *ijk_entry_name(struct ijk_session *s, const struct ijk_value *v,
                                   size_t i);

/* Which facts were missing for a value that is null: fact `i`, "huisgenoten[0].leeftijd"; NULL
 * when there are not so many (at most 64 are told). */
IJK_API const char *ijk_unknown(struct ijk_session *s, const struct ijk_value *v,
                                size_t i);

#ifdef __cplusplus
}
#endif

#endif
