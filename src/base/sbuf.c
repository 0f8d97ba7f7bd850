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
static bool eight_need_escape(const char *at)
{
    const uint64_t ones = 0x0101010101010101u, tops = ones << 7;
    uint64_t x;
    memcpy(&x, at, sizeof x);
    uint64_t quote = x ^ (ones * '"'), slash = x ^ (ones * '\\');
    return (((x - ones * 0x20) & ~x) | ((quote - ones) & ~quote) |
            ((slash - ones) & ~slash)) &
           tops;
}

static bool needs_escape(unsigned char c)
{
    return c < 0x20 || c == '"' || c == '\\';
}

/* Copy text that needs no escapes, looking while copying; false when it needs some. */
static bool put_plain_json(struct sbuf *b, str s)
{
    char *to = sbuf_room(b, s.n + 2);
    size_t i = 0;
    *to++ = '"';
    for (; i + 8 <= s.n; i += 8) {
        if (eight_need_escape(s.at + i))
            return false;
        memcpy(to + i, s.at + i, 8);
    }
    for (; i < s.n; i++) {
        if (needs_escape((unsigned char)s.at[i]))
            return false;
        to[i] = s.at[i];
    }
    to[i] = '"';
    b->n += s.n + 2;
    return true;
}

void sbuf_json(struct sbuf *b, str s)
{
    static const char hex[] = "0123456789abcdef";
    if (put_plain_json(b, s))
        return;
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
