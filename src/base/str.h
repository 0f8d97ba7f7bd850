/*
 * str.h - counted text.
 *
 * A `str` is a view of UTF-8 bytes that somebody else owns: an arena, a file
 * buffer or the program itself. It need not end in NUL. Text is verified to be
 * UTF-8 where it enters the program, so code behind the border trusts it.
 */
#ifndef IJK_BASE_STR_H
#define IJK_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct {
    const char *at;
    size_t n;
} str;

/* A literal as str, and the pair of arguments that printf's "%.*s" wants. */
#define STR(lit)   ((str){ "" lit, sizeof(lit) - 1 })
#define STR_ARG(s) (int)((s).n > 4096 ? 4096 : (s).n), (s).at ? (s).at : ""

static inline str str_of(const char *z)
{
    return (str){ z, z ? strlen(z) : 0 };
}

static inline bool str_eq(str a, str b)
{
    return a.n == b.n && (a.at == b.at || a.n == 0 || memcmp(a.at, b.at, a.n) == 0);
}

static inline bool str_is(str a, const char *z)
{
    return str_eq(a, str_of(z));
}

/* Bytes [from, to) of `s`; both are clipped to its length. */
str str_slice(str s, size_t from, size_t to);

/* Order by bytes, which for UTF-8 is the order of code points: <0, 0 or >0. */
int str_cmp(str a, str b);

/* Does `s` begin or end with these bytes? Empty ones always fit. */
bool str_starts(str s, str prefix);
bool str_ends(str s, str suffix);

/* Byte position of the first `needle` in `s` at or after `from`, or SIZE_MAX.
 * Takes time linear in s.n + needle.n for any input. */
size_t str_find(str s, str needle, size_t from);

/* Without white space (space, tab, CR, LF) on both sides. */
str str_trim(str s);

/* True when it holds no character other than white space. */
bool str_is_blank(str s);

/* The candidate that differs least from `wanted` (edit distance of at most a
 * third of its length), to suggest in a message; empty when none is near. */
str str_nearest(str wanted, const str *candidates, size_t n);

#endif
