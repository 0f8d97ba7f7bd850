#include "base/utf8.h"

#include <utf8proc.h>

#include "base/sbuf.h"

/* Upper case of the code points that become more than one (Unicode's
 * SpecialCasing, the part without conditions), in order. */
// clang-format off
static const struct wide_upper {
    uint32_t code, to[3];
} wide_upper[] = {
    { 0x00DF, { 0x0053, 0x0053, 0 } },
    { 0x0149, { 0x02BC, 0x004E, 0 } },
    { 0x01F0, { 0x004A, 0x030C, 0 } },
    { 0x0390, { 0x0399, 0x0308, 0x0301 } },
    { 0x03B0, { 0x03A5, 0x0308, 0x0301 } },
    { 0x0587, { 0x0535, 0x0552, 0 } },
    { 0x1E96, { 0x0048, 0x0331, 0 } },
    { 0x1E97, { 0x0054, 0x0308, 0 } },
    { 0x1E98, { 0x0057, 0x030A, 0 } },
    { 0x1E99, { 0x0059, 0x030A, 0 } },
    { 0x1E9A, { 0x0041, 0x02BE, 0 } },
    { 0x1F50, { 0x03A5, 0x0313, 0 } },
    { 0x1F52, { 0x03A5, 0x0313, 0x0300 } },
    { 0x1F54, { 0x03A5, 0x0313, 0x0301 } },
    { 0x1F56, { 0x03A5, 0x0313, 0x0342 } },
    { 0x1F80, { 0x1F08, 0x0399, 0 } },
    { 0x1F81, { 0x1F09, 0x0399, 0 } },
    { 0x1F82, { 0x1F0A, 0x0399, 0 } },
    { 0x1F83, { 0x1F0B, 0x0399, 0 } },
    { 0x1F84, { 0x1F0C, 0x0399, 0 } },
    { 0x1F85, { 0x1F0D, 0x0399, 0 } },
    { 0x1F86, { 0x1F0E, 0x0399, 0 } },
    { 0x1F87, { 0x1F0F, 0x0399, 0 } },
    { 0x1F88, { 0x1F08, 0x0399, 0 } },
    { 0x1F89, { 0x1F09, 0x0399, 0 } },
    { 0x1F8A, { 0x1F0A, 0x0399, 0 } },
    { 0x1F8B, { 0x1F0B, 0x0399, 0 } },
    { 0x1F8C, { 0x1F0C, 0x0399, 0 } },
    { 0x1F8D, { 0x1F0D, 0x0399, 0 } },
    { 0x1F8E, { 0x1F0E, 0x0399, 0 } },
    { 0x1F8F, { 0x1F0F, 0x0399, 0 } },
    { 0x1F90, { 0x1F28, 0x0399, 0 } },
    { 0x1F91, { 0x1F29, 0x0399, 0 } },
    { 0x1F92, { 0x1F2A, 0x0399, 0 } },
    { 0x1F93, { 0x1F2B, 0x0399, 0 } },
    { 0x1F94, { 0x1F2C, 0x0399, 0 } },
    { 0x1F95, { 0x1F2D, 0x0399, 0 } },
    { 0x1F96, { 0x1F2E, 0x0399, 0 } },
    { 0x1F97, { 0x1F2F, 0x0399, 0 } },
    { 0x1F98, { 0x1F28, 0x0399, 0 } },
    { 0x1F99, { 0x1F29, 0x0399, 0 } },
    { 0x1F9A, { 0x1F2A, 0x0399, 0 } },
    { 0x1F9B, { 0x1F2B, 0x0399, 0 } },
    { 0x1F9C, { 0x1F2C, 0x0399, 0 } },
    { 0x1F9D, { 0x1F2D, 0x0399, 0 } },
    { 0x1F9E, { 0x1F2E, 0x0399, 0 } },
    { 0x1F9F, { 0x1F2F, 0x0399, 0 } },
    { 0x1FA0, { 0x1F68, 0x0399, 0 } },
    { 0x1FA1, { 0x1F69, 0x0399, 0 } },
    { 0x1FA2, { 0x1F6A, 0x0399, 0 } },
    { 0x1FA3, { 0x1F6B, 0x0399, 0 } },
    { 0x1FA4, { 0x1F6C, 0x0399, 0 } },
    { 0x1FA5, { 0x1F6D, 0x0399, 0 } },
    { 0x1FA6, { 0x1F6E, 0x0399, 0 } },
    { 0x1FA7, { 0x1F6F, 0x0399, 0 } },
    { 0x1FA8, { 0x1F68, 0x0399, 0 } },
    { 0x1FA9, { 0x1F69, 0x0399, 0 } },
    { 0x1FAA, { 0x1F6A, 0x0399, 0 } },
    { 0x1FAB, { 0x1F6B, 0x0399, 0 } },
    { 0x1FAC, { 0x1F6C, 0x0399, 0 } },
    { 0x1FAD, { 0x1F6D, 0x0399, 0 } },
    { 0x1FAE, { 0x1F6E, 0x0399, 0 } },
    { 0x1FAF, { 0x1F6F, 0x0399, 0 } },
    { 0x1FB2, { 0x1FBA, 0x0399, 0 } },
    { 0x1FB3, { 0x0391, 0x0399, 0 } },
    { 0x1FB4, { 0x0386, 0x0399, 0 } },
    { 0x1FB6, { 0x0391, 0x0342, 0 } },
    { 0x1FB7, { 0x0391, 0x0342, 0x0399 } },
    { 0x1FBC, { 0x0391, 0x0399, 0 } },
    { 0x1FC2, { 0x1FCA, 0x0399, 0 } },
    { 0x1FC3, { 0x0397, 0x0399, 0 } },
    { 0x1FC4, { 0x0389, 0x0399, 0 } },
    { 0x1FC6, { 0x0397, 0x0342, 0 } },
    { 0x1FC7, { 0x0397, 0x0342, 0x0399 } },
    { 0x1FCC, { 0x0397, 0x0399, 0 } },
    { 0x1FD2, { 0x0399, 0x0308, 0x0300 } },
    { 0x1FD3, { 0x0399, 0x0308, 0x0301 } },
    { 0x1FD6, { 0x0399, 0x0342, 0 } },
    { 0x1FD7, { 0x0399, 0x0308, 0x0342 } },
    { 0x1FE2, { 0x03A5, 0x0308, 0x0300 } },
    { 0x1FE3, { 0x03A5, 0x0308, 0x0301 } },
    { 0x1FE4, { 0x03A1, 0x0313, 0 } },
    { 0x1FE6, { 0x03A5, 0x0342, 0 } },
    { 0x1FE7, { 0x03A5, 0x0308, 0x0342 } },
    { 0x1FF2, { 0x1FFA, 0x0399, 0 } },
    { 0x1FF3, { 0x03A9, 0x0399, 0 } },
    { 0x1FF4, { 0x038F, 0x0399, 0 } },
    { 0x1FF6, { 0x03A9, 0x0342, 0 } },
    { 0x1FF7, { 0x03A9, 0x0342, 0x0399 } },
    { 0x1FFC, { 0x03A9, 0x0399, 0 } },
    { 0xFB00, { 0x0046, 0x0046, 0 } },
    { 0xFB01, { 0x0046, 0x0049, 0 } },
    { 0xFB02, { 0x0046, 0x004C, 0 } },
    { 0xFB03, { 0x0046, 0x0046, 0x0049 } },
    { 0xFB04, { 0x0046, 0x0046, 0x004C } },
    { 0xFB05, { 0x0053, 0x0054, 0 } },
    { 0xFB06, { 0x0053, 0x0054, 0 } },
    { 0xFB13, { 0x0544, 0x0546, 0 } },
    { 0xFB14, { 0x0544, 0x0535, 0 } },
    { 0xFB15, { 0x0544, 0x053B, 0 } },
    { 0xFB16, { 0x054E, 0x0546, 0 } },
    { 0xFB17, { 0x0544, 0x053D, 0 } },
};
// clang-format on

enum {
    WIDE_UPPER_COUNT = sizeof wide_upper / sizeof *wide_upper,
    CAPITAL_SIGMA = 0x3A3,
    SMALL_SIGMA = 0x3C3,
    FINAL_SIGMA = 0x3C2,
    CAPITAL_I_DOT = 0x130,
    DOT_ABOVE = 0x307,
};

static bool is_ascii(str s)
{
    unsigned char all = 0;
    for (size_t i = 0; i < s.n; i++)
        all |= (unsigned char)s.at[i];
    return all < 0x80;
}

/* ASCII letters between `from` and `from` + 25 change case. */
static str swap_ascii(struct arena *mem, str s, char from)
{
    char *to = arena_raw(mem, char, s.n);
    for (size_t i = 0; i < s.n; i++) {
        char c = s.at[i];
        to[i] = (char)((unsigned)(c - from) < 26 ? c ^ 0x20 : c);
    }
    return (str){ to, s.n };
}

static void put(struct sbuf *b, uint32_t code)
{
    b->n += utf8_put(sbuf_room(b, 4), code);
}

static const struct wide_upper *find_wide(uint32_t c)
{
    size_t low = 0, high = WIDE_UPPER_COUNT;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (wide_upper[mid].code < c)
            low = mid + 1;
        else
            high = mid;
    }
    return low < WIDE_UPPER_COUNT && wide_upper[low].code == c ? &wide_upper[low] : NULL;
}

str utf8_upper(struct arena *mem, str s)
{
    if (is_ascii(s))
        return swap_ascii(mem, s, 'a');
    struct sbuf b;
    sbuf_init(&b, mem);
    for (size_t i = 0; i < s.n;) {
        uint32_t c = utf8_next(s, &i);
        const struct wide_upper *wide = c < 0x80 ? NULL : find_wide(c);
        for (int k = 0; wide && k < 3 && wide->to[k]; k++)
            put(&b, wide->to[k]);
        if (!wide)
            put(&b, (uint32_t)utf8proc_toupper((utf8proc_int32_t)c));
    }
    return sbuf_str(&b);
}

static bool is_letter(uint32_t c)
{
    utf8proc_category_t k = utf8proc_category((utf8proc_int32_t)c);
    return k >= UTF8PROC_CATEGORY_LU && k <= UTF8PROC_CATEGORY_LO;
}

str utf8_lower(struct arena *mem, str s)
{
    if (is_ascii(s))
        return swap_ascii(mem, s, 'A');
    struct sbuf b;
    bool after_letter = false;
    sbuf_init(&b, mem);
    for (size_t i = 0; i < s.n;) {
        uint32_t c = utf8_next(s, &i);
        size_t ahead = i;
        if (c == CAPITAL_SIGMA) { /* it has another form at the end of a word */
            bool ends = after_letter && (i == s.n || !is_letter(utf8_next(s, &ahead)));
            put(&b, ends ? FINAL_SIGMA : SMALL_SIGMA);
        } else if (c == CAPITAL_I_DOT) {
            put(&b, 'i');
            put(&b, DOT_ABOVE);
        } else {
            put(&b, (uint32_t)utf8proc_tolower((utf8proc_int32_t)c));
        }
        after_letter = is_letter(c);
    }
    return sbuf_str(&b);
}
