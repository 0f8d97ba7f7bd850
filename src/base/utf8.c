#include "base/utf8.h"

/* Bit 7 of every byte in a word. */
#define HIGH_BITS 0x8080808080808080u

static bool is_tail(unsigned char c)
{
    return (c & 0xC0) == 0x80;
}

/* Bytes of the well-formed code point at p (Unicode, table 3-7), of which `left`
 * bytes exist; 0 when there is none. */
static size_t sequence(const unsigned char *p, size_t left)
{
    unsigned char c = p[0];
    if (c < 0x80)
        return 1;
    if (c >= 0xC2 && c <= 0xDF)
        return left >= 2 && is_tail(p[1]) ? 2 : 0;
    if ((c & 0xF0) == 0xE0) {
        unsigned char low = c == 0xE0 ? 0xA0 : 0x80, high = c == 0xED ? 0x9F : 0xBF;
        return left >= 3 && p[1] >= low && p[1] <= high && is_tail(p[2]) ? 3 : 0;
    }
    if (c >= 0xF0 && c <= 0xF4) {
        unsigned char low = c == 0xF0 ? 0x90 : 0x80, high = c == 0xF4 ? 0x8F : 0xBF;
        bool fits = left >= 4 && p[1] >= low && p[1] <= high;
        return fits && is_tail(p[2]) && is_tail(p[3]) ? 4 : 0;
    }
    return 0;
}

bool utf8_is_valid(str s, size_t *bad)
{
    const unsigned char *p = (const unsigned char *)s.at;
    size_t i = 0;
    while (i < s.n) {
        uint64_t word;
        if (s.n - i >= sizeof word) {
            memcpy(&word, p + i, sizeof word);
            if ((word & HIGH_BITS) == 0) {
                i += sizeof word;
                continue;
            }
        }
        size_t n = sequence(p + i, s.n - i);
        if (n == 0) {
            *bad = i;
            return false;
        }
        i += n;
    }
    return true;
}

size_t utf8_length(str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        n += !is_tail((unsigned char)s.at[i]);
    return n;
}

uint32_t utf8_next(str s, size_t *i)
{
    const unsigned char *p = (const unsigned char *)s.at + *i;
    uint32_t c = p[0];
    if (c < 0x80) {
        *i += 1;
        return c;
    }
    size_t n = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;
    c &= 0x7Fu >> n;
    for (size_t k = 1; k < n; k++)
        c = c << 6 | (p[k] & 0x3F);
    *i += n;
    return c;
}

size_t utf8_offset(str s, size_t k)
{
    for (size_t i = 0; i < s.n; i++) {
        if (is_tail((unsigned char)s.at[i]))
            continue;
        if (k-- == 0)
            return i;
    }
    return s.n;
}

size_t utf8_put(char *to, uint32_t code)
{
    if (code < 0x80) {
        to[0] = (char)code;
        return 1;
    }
    size_t n = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    static const unsigned char lead[5] = { 0, 0, 0xC0, 0xE0, 0xF0 };
    for (size_t k = n - 1; k > 0; k--, code >>= 6)
        to[k] = (char)(0x80 | (code & 0x3F));
    to[0] = (char)(lead[n] | code);
    return n;
}

struct range {
    uint32_t from, to;
};

static bool in_ranges(const struct range *r, size_t n, uint32_t c)
{
    for (size_t i = 0; i < n && c >= r[i].from; i++)
        if (c <= r[i].to)
            return true;
    return false;
}

/* DMN 1.5, 10.3.1.2, grammar rule 28, less the white space that it holds. */
bool utf8_is_name_start(uint32_t c)
{
    static const struct range start[] = {
        { 0xC0, 0xD6 },     { 0xD8, 0xF6 },     { 0xF8, 0x2FF },    { 0x370, 0x37D },
        { 0x37F, 0x1FFF },  { 0x200C, 0x200D }, { 0x2070, 0x218F }, { 0x2C00, 0x2FEF },
        { 0x3001, 0xD7FF }, { 0xF900, 0xFDCF }, { 0xFDF0, 0xFFFD }, { 0x10000, 0xEFFFF },
    };
    if (c < 0x80)
        return (c | 0x20) - 'a' < 26 || c == '_' || c == '?';
    return in_ranges(start, sizeof start / sizeof *start, c) && !utf8_is_space(c);
}

/* Rule 29. */
bool utf8_is_name_part(uint32_t c)
{
    return utf8_is_name_start(c) || c - '0' < 10 || c == 0xB7 ||
           (c >= 0x300 && c <= 0x36F) || c == 0x203F || c == 0x2040;
}

/* Rules 61 and 62: white space, vertical space included. */
bool utf8_is_space(uint32_t c)
{
    return c == ' ' || (c >= 0x09 && c <= 0x0D) || c == 0x85 || c == 0xA0 ||
           c == 0x1680 || c == 0x180E || (c >= 0x2000 && c <= 0x200B) || c == 0x2028 ||
           c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}
