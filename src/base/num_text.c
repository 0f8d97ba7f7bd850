#include "base/num.h"

#include "base/num_int.h"

enum {
    SHORT_MAX = 18,           /* digits that surely fit in 64 bits */
    EXPONENT_MAX = 1000000000 /* beyond this the outcome is the same */
};

struct scan {
    u128 c;
    int digits;         /* significant ones in c */
    int64_t e;          /* exponent of the last digit in c */
    enum num_tail tail; /* of the digits beyond c */
    bool any;           /* a digit was seen */
};

static bool is_digit(char c)
{
    return (unsigned)(c - '0') < 10;
}

static void scan_digit(struct scan *s, unsigned d, bool fraction)
{
    s->any = true;
    if (s->digits < NUM_DIGITS) {
        s->c = s->c * 10 + d;
        s->digits += s->c != 0;
        s->e -= fraction;
        return;
    }
    s->e += !fraction;
    if (s->digits == NUM_DIGITS) { /* the first digit that does not fit */
        s->tail = d > 5    ? TAIL_ABOVE_HALF
                  : d == 5 ? TAIL_HALF
                  : d > 0  ? TAIL_BELOW_HALF
                           : TAIL_NONE;
        s->digits++;
    } else if (d && s->tail == TAIL_NONE) {
        s->tail = TAIL_BELOW_HALF;
    } else if (d && s->tail == TAIL_HALF) {
        s->tail = TAIL_ABOVE_HALF;
    }
}

/* `[+-]digits` at s.at[i], to the end. */
static bool scan_exponent(str s, size_t i, int64_t *out)
{
    bool neg = i < s.n && s.at[i] == '-';
    int64_t e = 0;
    i += i < s.n && (s.at[i] == '-' || s.at[i] == '+');
    if (i == s.n)
        return false;
    for (; i < s.n; i++) {
        if (!is_digit(s.at[i]))
            return false;
        if (e < EXPONENT_MAX)
            e = e * 10 + (s.at[i] - '0');
    }
    *out = neg ? -e : e;
    return true;
}

static bool parse_long(str s, size_t i, bool neg, num *out, bool *exact)
{
    struct scan x = { 0 };
    int64_t power = 0;
    bool whole = true;
    for (; i < s.n && is_digit(s.at[i]); i++)
        scan_digit(&x, (unsigned)(s.at[i] - '0'), false);
    if (i < s.n && s.at[i] == '.') {
        if (++i == s.n || !is_digit(s.at[i]))
            return false;
        for (; i < s.n && is_digit(s.at[i]); i++)
            scan_digit(&x, (unsigned)(s.at[i] - '0'), true);
    }
    if (!x.any)
        return false;
    if (i < s.n &&
        ((s.at[i] != 'e' && s.at[i] != 'E') || !scan_exponent(s, i + 1, &power)))
        return false;
    struct num_parts p = { x.c, 0, neg };
    if (!num_encode(p, x.e + power, x.tail, out, &whole))
        return false;
    if (exact)
        *exact = whole;
    return true;
}

bool num_parse(str s, num *out, bool *exact)
{
    bool neg = s.n && s.at[0] == '-';
    uint64_t c = 0;
    size_t i = neg, point = SIZE_MAX;
    if (s.n - neg <= SHORT_MAX) {
        for (; i < s.n; i++) {
            if (is_digit(s.at[i]))
                c = c * 10 + (uint64_t)(s.at[i] - '0');
            else if (s.at[i] == '.' && point == SIZE_MAX)
                point = i + 1;
            else
                break;
        }
        if (i == s.n && i > neg && point != s.n) {
            *out = num_pack(neg, c, point == SIZE_MAX ? 0 : -(int)(s.n - point));
            if (exact)
                *exact = true;
            return true;
        }
    }
    return parse_long(s, neg, neg, out, exact);
}

/* The digits of c, at the end of `room`; returns where they start. */
static char *put_digits(char *end, u128 c)
{
    uint64_t part = (uint64_t)c;
    if (c >> 64) {
        part = (uint64_t)(c / num_ten64[17]);
        uint64_t low = (uint64_t)(c % num_ten64[17]);
        for (int i = 0; i < 17; i++, low /= 10)
            *--end = (char)('0' + low % 10);
    }
    do
        *--end = (char)('0' + part % 10);
    while (part /= 10);
    return end;
}

static void put_zeros(struct sbuf *b, int n)
{
    memset(sbuf_room(b, (size_t)n), '0', (size_t)n);
    b->n += (size_t)n;
}

static void put_exponent_form(struct sbuf *b, str digits, int e)
{
    int power = e + (int)digits.n - 1;
    while (digits.n > 1 && digits.at[digits.n - 1] == '0')
        digits.n--;
    sbuf_add(b, digits.at, 1);
    if (digits.n > 1) {
        sbuf_char(b, '.');
        sbuf_put(b, str_slice(digits, 1, digits.n));
    }
    sbuf_char(b, 'e');
    sbuf_int(b, power);
}

static void put_fraction(struct sbuf *b, str digits, int e)
{
    int whole = (int)digits.n + e; /* digits before the point */
    if (whole > 0) {
        sbuf_add(b, digits.at, (size_t)whole);
        sbuf_char(b, '.');
        sbuf_put(b, str_slice(digits, (size_t)whole, digits.n));
        return;
    }
    sbuf_raw(b, "0.");
    put_zeros(b, -whole);
    sbuf_put(b, digits);
}

void num_format(struct sbuf *b, num n)
{
    struct num_parts p = num_unpack(n);
    char room[40] = { 0 }, *end = room + sizeof room;
    if (!p.c) {
        sbuf_char(b, '0');
        return;
    }
    char *start = put_digits(end, p.c);
    str digits = { start, (size_t)(end - start) };
    int first = p.e + (int)digits.n - 1; /* power of ten of the first digit */
    while (p.e < 0 && digits.at[digits.n - 1] == '0') {
        digits.n--;
        p.e++;
    }
    if (p.neg)
        sbuf_char(b, '-');
    if (first < -20 || first >= NUM_DIGITS)
        put_exponent_form(b, digits, p.e);
    else if (p.e < 0)
        put_fraction(b, digits, p.e);
    else {
        sbuf_put(b, digits);
        put_zeros(b, p.e);
    }
}
