#include "base/sbuf.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>

void sbuf_init(struct sbuf *b, struct arena *mem)
{
    *b = (struct sbuf){ .mem = mem };
}

char *sbuf_grow(struct sbuf *b, size_t n)
{
    size_t cap = b->cap ? b->cap * 2 : 128;
    assert(n < SIZE_MAX / 4 && cap < SIZE_MAX / 4);
    while (cap - b->n < n)
        cap *= 2;
    if (!arena_extend(b->mem, b->at, b->cap, cap)) {
        char *at = arena_raw(b->mem, char, cap);
        if (b->at)
            memcpy(at, b->at, b->n);
        b->at = at;
    }
    b->cap = cap;
    return b->at + b->n;
}

void sbuf_int(struct sbuf *b, int64_t i)
{
    char digits[20];
    size_t n = 0;
    uint64_t u = i < 0 ? 0 - (uint64_t)i : (uint64_t)i;
    do
        digits[n++] = (char)('0' + u % 10);
    while (u /= 10);
    if (i < 0)
        sbuf_char(b, '-');
    char *to = sbuf_room(b, n);
    b->n += n;
    while (n)
        *to++ = digits[--n];
}

void sbuf_printf(struct sbuf *b, const char *fmt, ...)
{
    va_list ap, again;
    va_start(ap, fmt);
    va_copy(again, ap);
    char small[256];
    int n = vsnprintf(small, sizeof small, fmt, ap);
    va_end(ap);
    assert(n >= 0);
    if ((size_t)n < sizeof small)
        sbuf_add(b, small, (size_t)n);
    else {
        vsnprintf(sbuf_room(b, (size_t)n + 1), (size_t)n + 1, fmt, again);
        b->n += (size_t)n;
    }
    va_end(again);
}

/* Does any of the eight bytes have to be escaped in JSON? The classic tests for a byte
 * below 32, or zero after an exclusive or; a false alarm (from a byte above) is harmless. */
static bool eight_need_escape(uint64_t x)
{
    const uint64_t ones = 0x0101010101010101u, tops = ones << 7;
    uint64_t quote = x ^ (ones * '"'), slash = x ^ (ones * '\\');
    uint64_t low = (x - ones * 0x20) & ~x;
    return (low | ((quote - ones) & ~quote) | ((slash - ones) & ~slash)) & tops;
}

static bool needs_escape(unsigned char c)
{
    return c < 0x20 || c == '"' || c == '\\';
}

/* Copy eight bytes, or four and four; false when one needs an escape. */
static inline bool copy_eight(char *to, const char *from)
{
    uint64_t x;
    memcpy(&x, from, sizeof x);
    memcpy(to, &x, sizeof x);
    return !eight_need_escape(x);
}

static inline bool copy_fours(char *to, const char *from, size_t last)
{
    uint32_t a, z;
    memcpy(&a, from, sizeof a);
    memcpy(&z, from + last, sizeof z);
    memcpy(to, &a, sizeof a);
    memcpy(to + last, &z, sizeof z);
    return !eight_need_escape(a | (uint64_t)z << 32);
}

/* Copy what needs no escapes, as most text does, in words of which the last two may
 * overlap. False when an escape is needed; what was copied is then worth nothing. */
static bool copy_plain(char *to, str s)
{
    if (s.n >= 8) {
        for (size_t i = 0; i < s.n - 8; i += 8)
            if (!copy_eight(to + i, s.at + i))
                return false;
        return copy_eight(to + s.n - 8, s.at + s.n - 8);
    }
    if (s.n >= 4)
        return copy_fours(to, s.at, s.n - 4);
    for (size_t i = 0; i < s.n; i++) {
        if (needs_escape((unsigned char)s.at[i]))
            return false;
        to[i] = s.at[i];
    }
    return true;
}

void sbuf_json(struct sbuf *b, str s)
{
    static const char hex[] = "0123456789abcdef";
    char *to = sbuf_room(b, s.n + 2);
    if (copy_plain(to + 1, s)) {
        to[0] = to[s.n + 1] = '"';
        b->n += s.n + 2;
        return;
    }
    sbuf_char(b, '"');
    size_t from = 0;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.at[i];
        if (!needs_escape(c))
            continue;
        sbuf_put(b, str_slice(s, from, i));
        from = i + 1;
        if (c == '"' || c == '\\') {
            sbuf_char(b, '\\');
            sbuf_char(b, (char)c);
        } else if (c == '\n') {
            sbuf_raw(b, "\\n");
        } else if (c == '\t') {
            sbuf_raw(b, "\\t");
        } else if (c == '\r') {
            sbuf_raw(b, "\\r");
        } else {
            sbuf_raw(b, "\\u00");
            sbuf_char(b, hex[c >> 4]);
            sbuf_char(b, hex[c & 15]);
        }
    }
    sbuf_put(b, str_slice(s, from, s.n));
    sbuf_char(b, '"');
}

static void put_escaped(struct sbuf *b, str s, bool attribute)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.at[i];
        if (c == '&')
            sbuf_raw(b, "&amp;");
        else if (c == '<')
            sbuf_raw(b, "&lt;");
        else if (c == '>')
            sbuf_raw(b, "&gt;");
        else if (c == '"' && attribute)
            sbuf_raw(b, "&quot;");
        else if ((c == '\n' || c == '\t') && attribute)
            sbuf_printf(b, "&#%d;", c);
        else if (c == '\r')
            sbuf_raw(b, "&#13;");
        else
            sbuf_char(b, c);
    }
}

void sbuf_xml(struct sbuf *b, str s)
{
    put_escaped(b, s, false);
}

void sbuf_attr(struct sbuf *b, str s)
{
    put_escaped(b, s, true);
}

void sbuf_pad(struct sbuf *b, size_t n)
{
    memset(sbuf_room(b, n), ' ', n);
    b->n += n;
}
