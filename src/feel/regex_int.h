/*
 * regex_int.h - the character sets of the dialect, shared by its two files.
 */
#ifndef IJK_FEEL_REGEX_INT_H
#define IJK_FEEL_REGEX_INT_H

#include "base/sbuf.h"

/* Append what stands between the brackets of a PCRE2 class for the set that
 * `\e` means: one of d w s i c and their negations in upper case. */
void regex_put_set(struct sbuf *b, char e);

/* The same for \p{name} (or \P with `negated`): a general category or a block
 * ("IsGreek"). False when there is no such set. */
bool regex_put_property(struct sbuf *b, str name, bool negated);

/* A code point in a class, or a range when they differ. */
void regex_put_range(struct sbuf *b, uint32_t low, uint32_t high);

#endif
