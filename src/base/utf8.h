/*
 * utf8.h - code points in UTF-8 text. Positions and lengths that users see
 * count code points, never bytes.
 */
#ifndef IJK_BASE_UTF8_H
#define IJK_BASE_UTF8_H

#include "base/arena.h"

/* True when all of `s` is well-formed UTF-8 (no surrogates, no overlong forms);
 * else *bad is the byte position of the first fault. */
bool utf8_is_valid(str s, size_t *bad);

size_t utf8_length(str s); /* in code points */

/* Code point at byte *i, which moves past it. `s` is valid and *i < s.n. */
uint32_t utf8_next(str s, size_t *i);

/* Byte position of code point number `k` (from 0); s.n when past the end. */
size_t utf8_offset(str s, size_t k);

/* Write one code point; returns its 1 to 4 bytes. */
size_t utf8_put(char *to, uint32_t code);

/* As Unicode maps them, also where one letter becomes more ("ß" -> "SS"). */
str utf8_upper(struct arena *mem, str s);
/* The same downwards; a capital sigma that ends a word becomes "ς". */
str utf8_lower(struct arena *mem, str s);

/* Letters and the like that may start or continue a FEEL name (DMN 1.5, 10.3.1.2). */
bool utf8_is_name_start(uint32_t c);
bool utf8_is_name_part(uint32_t c);

/* Unicode white space, as FEEL's grammar counts it. */
bool utf8_is_space(uint32_t c);

#endif
