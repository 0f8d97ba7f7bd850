/*
 * builtin.h - the built-in functions of DMN 1.5, 10.3.4.
 *
 * builtins.def lists every overload once, with its parameters:
 *
 *     BUILTIN(substring, "substring", STR, P(STR, "string") P(NUM, "start position") O(NUM, "length"))
 *
 * That row is what binds arguments, checks types, documents the function and
 * explains a wrong call. In its signature `?` marks an optional parameter,
 * `...` after the last one any number of them, `|null` a parameter (or list)
 * that accepts null. In all others a null argument makes the result null
 * (unknown) without a call.
 */
#ifndef IJK_FEEL_BUILTIN_H
#define IJK_FEEL_BUILTIN_H

#include "feel/run.h"
#include "feel/type.h"

struct builtin; /* one name with its overloads */

/* The function called `name` ("string length"); NULL when there is none. */
const struct builtin *builtin_find(str name);

/* All names, sorted, for the parser and for suggestions. */
const str *builtin_names(size_t *n);

/* The name it was found by. */
str builtin_name(const struct builtin *b);

/* The signatures, one per line, for messages and help. */
void builtin_signatures(struct sbuf *b, const struct builtin *f);

/* The arguments of a call of which only the static types are known. */
struct builtin_args {
    const str *names; /* NULL: positional */
    const struct type *const *type;
    size_t n;
};

/*
 * Prepare a call at compile time: which overload fits the arguments. Gives the
 * type of the result (which may depend on them, as for concatenate).
 * False with an err (ERR_TYPE or ERR_NAME: names the function, the argument,
 * what was given and what is allowed) when no overload can ever fit.
 */
bool builtin_check(struct arena *mem, const struct builtin *f,
                   const struct builtin_args *args, const struct type **result,
                   struct err *err);

/* Run it: positional (names NULL) or named arguments. Picks the overload by the
 * kinds of the values, converts singleton lists as DMN 1.5 10.3.2.9.4 says, and fails the run (strict) or gives null (lenient) when none fits. */
struct value builtin_call(struct run *r, const struct builtin *f, const str *names,
                          const struct value *arg, size_t n);

#endif
