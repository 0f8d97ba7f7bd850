/*
 * builtin.h - the built-in functions of DMN 1.5, 10.3.4.
 *
 * builtins.def lists every overload once, with its signature as text:
 *
 *     BUILTIN("substring(string: string, start position: number, length?: number): string", substring)
 *
 * The signature is what binds arguments, checks types, documents the function
 * and explains a wrong call. `?` marks an optional parameter, `...` after the
 * last one any number of them, `|null` a parameter that accepts null. In all
 * others a null argument makes the result null (unknown) without a call.
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

str builtin_name(const struct builtin *b);

/* The signatures, one per line, for messages and help. */
void builtin_signatures(struct sbuf *b, const struct builtin *f);

/*
 * Prepare a call at compile time: which overload fits `n` arguments with static
 * types `type`, named when `names` is not NULL. Gives the type of the result
 * (which may depend on the arguments, as for concatenate).
 * False with an err (ERR_TYPE or ERR_NAME: names the function, the argument,
 * what was given and what is allowed) when no overload can ever fit.
 */
bool builtin_check(struct arena *mem, const struct builtin *f, const str *names,
                   const struct type *const *type, size_t n, const struct type **result,
                   struct err *err);

/* Run it: positional (names NULL) or named arguments. Picks the overload by the
 * kinds of the values, converts singleton lists and dates as DMN 1.5 10.3.2.9.4
 * says, and fails the run (strict) or gives null (lenient) when none fits. */
struct value builtin_call(struct run *r, const struct builtin *f, const str *names,
                          const struct value *arg, size_t n);

#endif
