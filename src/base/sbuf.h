/*
 * sbuf.h - building text, with one verb per target.
 *
 * The text lives in the arena given to sbuf_init. Data only enters through the
 * verb for its target, which escapes; sbuf_raw is for literals of ours.
 */
#ifndef IJK_BASE_SBUF_H
#define IJK_BASE_SBUF_H

#include "base/arena.h"

struct sbuf {
    struct arena *mem;
    char *at;
    size_t n, cap;
};

/* An empty text; takes no memory before the first addition. */
void sbuf_init(struct sbuf *b, struct arena *mem);

/* Room for at least `n` more bytes, for writers that fill it themselves. */
char *sbuf_grow(struct sbuf *b, size_t n);
static inline char *sbuf_room(struct sbuf *b, size_t n)
{
    return b->cap - b->n >= n && b->at ? b->at + b->n : sbuf_grow(b, n);
}

/* `n` bytes as they are; `at` may be NULL when n is 0. */
static inline void sbuf_add(struct sbuf *b, const char *at, size_t n)
{
    char *to = sbuf_room(b, n);
    if (n)
        memcpy(to, at, n);
    b->n += n;
}

/* Text of ours: a string literal. */
#define sbuf_raw(b, lit) sbuf_add((b), "" lit, sizeof(lit) - 1)

/* As it is: plain text targets. */
static inline void sbuf_put(struct sbuf *b, str s)
{
    sbuf_add(b, s.at, s.n);
}
static inline void sbuf_char(struct sbuf *b, char c)
{
    *sbuf_room(b, 1) = c;
    b->n++;
}

/* What is in the name: digits; what printf makes; and text, escaped for its target. */
void sbuf_int(struct sbuf *b, int64_t i);
void sbuf_printf(struct sbuf *b, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
void sbuf_json(struct sbuf *b, str s); /* a JSON string, quotes included */
void sbuf_xml(struct sbuf *b, str s);  /* character data of an element */
void sbuf_attr(struct sbuf *b, str s); /* inside a double-quoted XML or HTML attribute */
void sbuf_pad(struct sbuf *b, size_t n); /* n spaces */

/* What was built so far; valid until the next addition. */
static inline str sbuf_str(const struct sbuf *b)
{
    return (str){ b->at ? b->at : "", b->n };
}

#endif
