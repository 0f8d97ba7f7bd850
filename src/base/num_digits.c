#include "base/num_int.h"

/* What looks at the digits of a number: rounding, comparison, conversion to
 * integers. None of it needs the decimal library. */

int num_digits(u128 c)
{
    int n = c >= num_ten64[19] ? 19 : 0;
    if (n)
        c /= num_ten64[19];
    int more = 0;
    while (more < 20 && c >= num_ten64[more])
        more++;
    return n + more;
}

u128 num_cut(u128 c, int64_t d, enum num_tail *tail)
{
    if (d == 0)
        return c;
    bool had = *tail != TAIL_NONE;
    if (d > 38) {
        *tail = c || had ? TAIL_BELOW_HALF : TAIL_NONE;
        return 0;
    }
    u128 q, r, half = num_ten((int)d) / 2;
    if (c >> 64 == 0 && d <= 19) {
        q = (uint64_t)c / num_ten64[d];
        r = (uint64_t)c % num_ten64[d];
    } else {
        q = c / num_ten((int)d);
        r = c - q * num_ten((int)d);
    }
    if (r == half)
        *tail = had ? TAIL_ABOVE_HALF : TAIL_HALF;
    else if (r > half)
        *tail = TAIL_ABOVE_HALF;
    else
        *tail = r || had ? TAIL_BELOW_HALF : TAIL_NONE;
    return q;
}

bool num_encode(struct num_parts p, int64_t e, enum num_tail tail, num *out, bool *exact)
{
    if (e > NUM_E_MAX) {
        int64_t pad = p.c ? e - NUM_E_MAX : 0;
        if (pad + num_digits(p.c) > NUM_DIGITS)
            return false;
        p.c *= num_ten((int)pad);
        e = NUM_E_MAX;
    }
    if (e < NUM_E_MIN) {
        p.c = num_cut(p.c, NUM_E_MIN - e, &tail);
        e = NUM_E_MIN;
    }
    if (tail == TAIL_ABOVE_HALF || (tail == TAIL_HALF && p.c % 2))
        p.c++;
    if (p.c == num_limit() && e < NUM_E_MAX) {
        p.c = num_ten(NUM_DIGITS - 1);
        e++;
    }
    if (p.c >= num_limit())
        return false;
    if (tail != TAIL_NONE)
        *exact = false;
    *out = num_pack(p.neg, p.c, (int)e);
    return true;
}

struct num_parts num_strip(struct num_parts p)
{
    if (!p.c)
        return (struct num_parts){ 0 };
    while (p.c >> 64 && p.c % 10 == 0) {
        p.c /= 10;
        p.e++;
    }
    uint64_t c = (uint64_t)p.c;
    if (p.c >> 64)
        return p;
    while (c % 10 == 0) {
        c /= 10;
        p.e++;
    }
    p.c = c;
    return p;
}

/* Whether |x| goes one up when `tail` is cut off. */
static bool rounds_up(struct num_parts x, enum num_tail tail, enum num_round mode)
{
    switch (mode) {
    case NUM_HALF_EVEN:
        return tail == TAIL_ABOVE_HALF || (tail == TAIL_HALF && x.c % 2);
    case NUM_HALF_UP:
        return tail >= TAIL_HALF;
    case NUM_HALF_DOWN:
        return tail == TAIL_ABOVE_HALF;
    case NUM_UP:
        return tail != TAIL_NONE;
    case NUM_CEILING:
        return tail != TAIL_NONE && !x.neg;
    case NUM_FLOOR:
        return tail != TAIL_NONE && x.neg;
    case NUM_DOWN:
        break;
    }
    return false;
}

bool num_round(num a, int scale, enum num_round mode, num *out)
{
    if (scale < -NUM_E_MAX || scale > -NUM_E_MIN)
        return false;
    int e = num_e(a);
    if (e >= -scale) {
        *out = a;
        return true;
    }
    struct num_parts p = num_unpack(a);
    enum num_tail tail = TAIL_NONE;
    p.c = num_cut(p.c, -scale - e, &tail);
    *out = num_pack(p.neg, p.c + rounds_up(p, tail, mode), -scale);
    return true;
}

static int cmp_u128(u128 x, u128 y)
{
    return (x > y) - (x < y);
}

/* |a| against |b|, both not 0. */
static int cmp_magnitude(struct num_parts a, struct num_parts b)
{
    int first_a = num_digits(a.c) + a.e, first_b = num_digits(b.c) + b.e;
    if (first_a != first_b)
        return first_a < first_b ? -1 : 1;
    /* Equally far left, so they are at most 33 places apart and both fit. */
    int e = a.e < b.e ? a.e : b.e;
    return cmp_u128(a.c * num_ten(a.e - e), b.c * num_ten(b.e - e));
}

/* Coefficients of at most 63 bits, at most 19 places apart. */
static bool cmp_near(num a, num b, int *out)
{
    int ea = num_e(a), eb = num_e(b), e = ea < eb ? ea : eb;
    if (((a.w[1] | b.w[1]) & NUM_HIGH_MASK) != 0 || (a.w[0] | b.w[0]) >> 63 != 0 ||
        ea - e > 19 || eb - e > 19)
        return false;
    u128 x = (u128)a.w[0] * num_ten64[ea - e], y = (u128)b.w[0] * num_ten64[eb - e];
    bool a_neg = a.w[1] >> 63, b_neg = b.w[1] >> 63;
    if (a_neg != b_neg)
        *out = !x && !y ? 0 : a_neg ? -1 : 1;
    else
        *out = a_neg ? cmp_u128(y, x) : cmp_u128(x, y);
    return true;
}

int num_cmp_wide(num a, num b)
{
    int near;
    if ((a.w[1] ^ b.w[1]) << 1 == 0 && (a.w[1] & NUM_HIGH_MASK) == 0 &&
        (a.w[0] | b.w[0]) >> 63 == 0) {
        int64_t x = (int64_t)a.w[0], y = (int64_t)b.w[0];
        x = a.w[1] >> 63 ? -x : x;
        y = b.w[1] >> 63 ? -y : y;
        return (x > y) - (x < y);
    }
    if (cmp_near(a, b, &near))
        return near;
    int sign_a = num_sign(a), sign_b = num_sign(b);
    if (sign_a != sign_b || sign_a == 0)
        return (sign_a > sign_b) - (sign_a < sign_b);
    return sign_a * cmp_magnitude(num_unpack(a), num_unpack(b));
}

bool num_is_integer(num a)
{
    enum num_tail tail = TAIL_NONE;
    if (num_e(a) >= 0)
        return true;
    num_cut(num_unpack(a).c, -num_e(a), &tail);
    return tail == TAIL_NONE;
}

bool num_int64(num a, int64_t *out)
{
    struct num_parts p = num_unpack(a);
    enum num_tail tail = TAIL_NONE;
    if (p.e > 0) {
        if (num_digits(p.c) + (p.c ? p.e : 0) > 20)
            return false;
        p.c *= p.c ? num_ten(p.e) : 1;
    } else if (p.e < 0) {
        p.c = num_cut(p.c, -p.e, &tail);
    }
    if (tail != TAIL_NONE || p.c > (uint64_t)INT64_MAX + p.neg)
        return false;
    *out = p.neg ? (int64_t)(0 - (uint64_t)p.c) : (int64_t)p.c;
    return true;
}

/* The one way of writing a value: an integer with exponent 0 when it fits so,
 * else with as many zeros as fit; a fraction without zeros at its end. */
static struct num_parts canonical(struct num_parts p)
{
    if (!p.c)
        return (struct num_parts){ 0 };
    while (p.e < 0 && p.c % 10 == 0) {
        p.c /= 10;
        p.e++;
    }
    while (p.e > 0 && p.c < num_limit() / 10) {
        p.c *= 10;
        p.e--;
    }
    return p;
}

uint64_t num_hash(num a)
{
    struct num_parts p = canonical(num_unpack(a));
    uint64_t h = (uint64_t)p.c ^ (uint64_t)(p.c >> 64) * 0x9E3779B97F4A7C15u;
    h ^= (uint64_t)(p.e - NUM_E_MIN) << 1 | (p.neg && p.c);
    h = (h ^ h >> 32) * 0xD6E8FEB86659FD93u;
    h = (h ^ h >> 32) * 0xD6E8FEB86659FD93u;
    return h ^ h >> 32;
}
