/*
 * regex.h - regular expressions in the dialect of XPath, as FEEL has them.
 *
 * A pattern is translated to PCRE2, which differs in classes, escapes, anchors
 * and flags; what the translation does not know is refused, never passed on.
 * All matching is paid for per step, so a pattern that explodes ends in
 * ERR_LIMIT.
 */
#ifndef IJK_FEEL_REGEX_H
#define IJK_FEEL_REGEX_H

#include "feel/run.h"

enum {
    REGEX_PATTERN_MAX = 10000, /* bytes of a pattern */
    REGEX_GROUPS_MAX = 99,
};

struct regex;

/* Compile for one use in a run; NULL when the run has failed (or, lenient, the
 * pattern or flags are wrong). `name` is the function to blame in messages. */
struct regex *regex_new(struct run *r, const char *name, str pattern, str flags);
void regex_free(struct regex *x);

/* The bytes [from, to) of the match and of its groups; from is SIZE_MAX for a
 * group that took no part. */
struct regex_span {
    size_t from, to;
};

/* Find the first match at or after byte `start` of `text`. False: none, or the
 * run has failed. `span` has room for regex_groups() + 1. */
bool regex_find(struct regex *x, str text, size_t start, struct regex_span *span);
unsigned regex_groups(const struct regex *x);

/* The pattern for PCRE2; what it needs besides. False with an err: ERR_SYNTAX, with
 * the position in code points in the message. */
struct regex_pcre {
    str pattern;
    unsigned groups;
    bool back_reference;
    bool ignore_case, multi_line, dot_all; /* flags i, m and s */
};
bool regex_translate(struct arena *mem, str pattern, str flags, struct regex_pcre *out,
                     struct err *err);

#endif
