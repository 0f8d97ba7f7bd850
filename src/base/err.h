/*
 * err.h - how a function in this program says that it failed.
 *
 * A function that can fail returns false (or NULL) and fills the `struct err`
 * its caller handed in. On success it leaves that struct alone, so one `err`
 * can serve a whole chain of calls. Library code never prints and never exits.
 *
 * "The citizen is not eligible" is an outcome, not an error; so is an input
 * that is unknown. Errors are for work that could not be done at all.
 */
#ifndef IJK_BASE_ERR_H
#define IJK_BASE_ERR_H

#include "base/arena.h"

enum err_code {
    ERR_NONE = 0,
    ERR_SYNTAX,   /* text, rule or request does not parse */
    ERR_TYPE,     /* parses, but a value or operand has the wrong type */
    ERR_VALUE,    /* right type, but a value that is not allowed or has no result */
    ERR_NAME,     /* a name that does not exist here */
    ERR_RULE,     /* a decision table without the one outcome it promises */
    ERR_MODEL,    /* the model contradicts itself: cycle, missing requirement */
    ERR_NOTFOUND, /* no such decision, version, case or file */
    ERR_CONFLICT, /* somebody else changed it first */
    ERR_LIMIT,    /* input larger, deeper or slower than allowed */
    ERR_USAGE,    /* the command or call itself is not of the right form */
    ERR_IO,       /* file, socket or database trouble */
    ERR_CODE_COUNT
};

struct err {
    enum err_code code;
    int line, col;   /* 1-based place in the source; 0 when not applicable */
    char file[160];  /* source file or "" */
    char place[200]; /* where in the model: decision "x", rule 3, column "y"; or "" */
    char msg[320];   /* one line, lower case, no full stop, names in quotes */
    char hint[200];  /* a full sentence on how to repair it; may be empty */
};

/* Record a failure and return false, so callers can `return err_set(...)`.
 * Keeps the first failure: a later call does not overwrite it. */
bool err_set(struct err *e, enum err_code code, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* Add to a failure what the raiser could not know. Each keeps what was set
 * before, so the innermost place wins. Without a failure they do nothing. */
void err_hint(struct err *e, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void err_place(struct err *e, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void err_at(struct err *e, str file, int line, int col);

/* "syntax", "type", ...: the stable word for a code, in messages and JSON. */
const char *err_word(enum err_code code);

/* A list of findings about a model or a request: all at once, not one by one. */
enum { FINDINGS_MAX = 50 };

enum severity { SEVERITY_ERROR, SEVERITY_WARNING, SEVERITY_INFO };

struct finding {
    struct finding *next;
    enum severity severity;
    struct err err;
};

struct findings {
    struct arena *mem;
    struct finding *first, **last;
    unsigned n, errors, dropped; /* kept; all errors; what did not fit in FINDINGS_MAX */
    struct finding *spare;       /* what is not kept is written here */
};

/* An empty list whose findings will live in `mem`. */
void findings_init(struct findings *f, struct arena *mem);

/* Add one and return it, so the caller can give it a place; never NULL. */
struct err *findings_add(struct findings *f, enum severity severity, enum err_code code,
                         const char *fmt, ...) __attribute__((format(printf, 4, 5)));

/* `file:line:col: place: message` and an indented hint, as people read it. */
str err_format(struct arena *mem, const struct err *e);

#endif
