#include "base/num.h"

#include <assert.h>

#define DECIMAL_CALL_BY_REFERENCE      0
#define DECIMAL_GLOBAL_ROUNDING        0
#define DECIMAL_GLOBAL_EXCEPTION_FLAGS 0
#include <bid_conf.h>
#include <bid_functions.h>

#include "base/num_int.h"

/* The library's type has another alignment than ours, hence the copies; both
 * compilers turn them into nothing. */
static BID_UINT128 to_bid(num a)
{
    BID_UINT128 x;
    memcpy(&x, &a, sizeof a);
    return x;
}

/* False for NaN and infinity. */
static bool from_bid(BID_UINT128 x, num *out)
{
    static const uint64_t special = (uint64_t)0x78 << 56;
    if ((x.w[1] & special) == special)
        return false;
    if ((x.w[1] & NUM_HIGH_MASK) == 0 && x.w[0] == 0)
        x.w[1] &= ~NUM_SIGN_BIT;
    memcpy(out, &x, sizeof *out);
    return true;
}

/* A coefficient below 2^62: a signed one, and the sum of two, fits in 64 bits. */
static bool is_small(num a)
{
    return (a.w[1] & NUM_HIGH_MASK) == 0 && a.w[0] >> 62 == 0;
}

static int64_t small_signed(num a)
{
    int64_t c = (int64_t)a.w[0];
    return a.w[1] >> 63 ? -c : c;
}

/* Both small and with the same exponent, in one test. */
static bool are_alike(num a, num b)
{
    return (a.w[1] ^ b.w[1]) << 1 == 0 && is_small(a) && b.w[0] >> 62 == 0;
}

num num_int(int64_t i)
{
    return num_scaled(i, 0);
}

num num_scaled(int64_t i, int places)
{
    assert(places >= 0 && places <= -NUM_E_MIN);
    uint64_t u = i < 0 ? 0 - (uint64_t)i : (uint64_t)i;
    return num_pack(i < 0, u, -places);
}

num num_neg(num a)
{
    if (num_sign(a))
        a.w[1] ^= NUM_SIGN_BIT;
    return a;
}

num num_abs(num a)
{
    a.w[1] &= ~NUM_SIGN_BIT;
    return a;
}

int num_sign(num a)
{
    if ((a.w[1] & NUM_HIGH_MASK) == 0 && a.w[0] == 0)
        return 0;
    return a.w[1] >> 63 ? -1 : 1;
}

/* Coefficients that are small and at most 19 places apart: their sum is exact
 * in 127 bits. */
static bool add_near(num a, num b, num *out)
{
    int ea = num_e(a), eb = num_e(b), e = ea < eb ? ea : eb;
    if (!is_small(a) || !is_small(b) || ea - e > 19 || eb - e > 19)
        return false;
    u128 x = (u128)a.w[0] * num_ten64[ea - e], y = (u128)b.w[0] * num_ten64[eb - e];
    bool neg = a.w[1] >> 63, b_neg = b.w[1] >> 63;
    u128 sum = neg == b_neg ? x + y : x > y ? x - y : y - x;
    if (neg != b_neg && y > x)
        neg = b_neg;
    if (sum >= num_limit())
        return false;
    *out = num_pack(neg, sum, e);
    return true;
}

bool num_add(num a, num b, num *out)
{
    if (are_alike(a, b)) {
        int64_t sum = small_signed(a) + small_signed(b);
        uint64_t exponent = a.w[1] & ~NUM_SIGN_BIT;
        *out = sum < 0 ? (num){ { (uint64_t)-sum, exponent | NUM_SIGN_BIT } }
                       : (num){ { (uint64_t)sum, exponent } };
        return true;
    }
    if (add_near(a, b, out))
        return true;
    unsigned flags = 0;
    return from_bid(bid128_add(to_bid(a), to_bid(b), BID_ROUNDING_TO_NEAREST, &flags),
                    out);
}

bool num_sub(num a, num b, num *out)
{
    b.w[1] ^= NUM_SIGN_BIT;
    return num_add(a, b, out);
}

bool num_mul(num a, num b, num *out)
{
    int e = num_e(a) + num_e(b);
    if (((a.w[1] | b.w[1]) & NUM_HIGH_MASK) == 0 && e >= NUM_E_MIN && e <= NUM_E_MAX) {
        u128 c = (u128)a.w[0] * b.w[0];
        if (c < num_limit()) {
            *out = num_pack((a.w[1] ^ b.w[1]) >> 63, c, e);
            return true;
        }
    }
    unsigned flags = 0;
    return from_bid(bid128_mul(to_bid(a), to_bid(b), BID_ROUNDING_TO_NEAREST, &flags),
                    out);
}

bool num_div(num a, num b, num *out)
{
    int e = num_e(a) - num_e(b);
    if (!num_sign(b))
        return false;
    if (((a.w[1] | b.w[1]) & NUM_HIGH_MASK) == 0 && a.w[0] % b.w[0] == 0 &&
        e >= NUM_E_MIN && e <= NUM_E_MAX) {
        *out = num_pack((a.w[1] ^ b.w[1]) >> 63, a.w[0] / b.w[0], e);
        return true;
    }
    unsigned flags = 0;
    return from_bid(bid128_div(to_bid(a), to_bid(b), BID_ROUNDING_TO_NEAREST, &flags),
                    out);
}

bool num_modulo(num a, num b, num *out)
{
    num rest;
    if (!num_sign(b))
        return false;
    if (are_alike(a, b)) {
        int64_t m = small_signed(b), r = small_signed(a) % m;
        r += r && (r < 0) != (m < 0) ? m : 0;
        *out = num_pack(r < 0, (uint64_t)(r < 0 ? -r : r), num_e(a));
        return true;
    }
    unsigned flags = 0;
    if (!from_bid(bid128_fmod(to_bid(a), to_bid(b), &flags), &rest))
        return false;
    if (num_sign(rest) * num_sign(b) < 0)
        return num_add(rest, b, out);
    *out = rest;
    return true;
}

bool num_sqrt(num a, num *out)
{
    if (num_sign(a) < 0)
        return false;
    unsigned flags = 0;
    return from_bid(bid128_sqrt(to_bid(a), BID_ROUNDING_TO_NEAREST, &flags), out);
}

bool num_log_rough(num a, num *out)
{
    unsigned flags = 0;
    return from_bid(bid128_log(to_bid(a), BID_ROUNDING_TO_NEAREST, &flags), out);
}

/* base ** n for n > 0 and base not 0, when all its digits fit. */
static bool power_exact(num base, int64_t n, num *out)
{
    struct num_parts p = num_strip(num_unpack(base));
    u128 c = 1;
    if (p.c > 1 && n > 113) /* 2^113 has 35 digits */
        return false;
    for (int64_t i = 0; p.c > 1 && i < n; i++) {
        if (p.c > (num_limit() - 1) / c)
            return false;
        c *= p.c;
    }
    if (n > INT64_MAX / 10000)
        return false;
    bool exact = true;
    num found;
    p = (struct num_parts){ c, p.e, p.neg && n % 2 };
    if (!num_encode(p, p.e * n, TAIL_NONE, &found, &exact) || !exact)
        return false;
    *out = found;
    return true;
}

/* base ** b for b an integer other than 0, base not 0. */
static bool power_integer(num base, num b, num *out)
{
    int64_t n;
    num up, odd = num_int(0);
    if (num_int64(num_abs(b), &n) && power_exact(base, n, &up)) {
        if (num_sign(b) < 0)
            return num_div(num_int(1), up, out);
        *out = up;
        return true;
    }
    if (num_sign(base) < 0 && !num_modulo(b, num_int(2), &odd))
        return false;
    if (num_cmp(num_abs(base), num_int(1)) == 0) {
        *out = num_sign(odd) ? num_int(-1) : num_int(1);
        return true;
    }
    return num_pow_wide(base, b, num_sign(odd) != 0, out);
}

bool num_pow(num a, num b, num *out)
{
    if (!num_sign(b) || num_cmp(a, num_int(1)) == 0) {
        *out = num_int(1);
        return true;
    }
    if (!num_sign(a)) {
        if (num_sign(b) < 0)
            return false;
        *out = num_int(0);
        return true;
    }
    if (num_is_integer(b))
        return power_integer(a, b, out);
    return num_sign(a) > 0 && num_pow_wide(a, b, false, out);
}
