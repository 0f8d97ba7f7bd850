/*
 * num_int.h - the inside of a `num`, for the num_*.c files alone.
 *
 * A number is (-1)^neg * c * 10^e with c < 10^34 and NUM_E_MIN <= e <= NUM_E_MAX;
 * the same value may stand there with different exponents (1.0 and 1).
 */
#ifndef IJK_BASE_NUM_INT_H
#define IJK_BASE_NUM_INT_H

#include <assert.h>

#include "base/num.h"

/* Both compilers have it on every 64-bit machine; without it each of these
 * functions would be three times as long. */
__extension__ typedef unsigned __int128 u128;

enum {
    NUM_E_MIN = -6176,
    NUM_E_MAX = 6111,
    NUM_DIGITS = 34,
    NUM_E_SHIFT = 49, /* place of the exponent in the high word */
};

#define NUM_SIGN_BIT  ((uint64_t)1 << 63)
#define NUM_HIGH_MASK (((uint64_t)1 << NUM_E_SHIFT) - 1)

struct num_parts {
    u128 c;
    int e;
    bool neg;
};

/* What was cut off below the last digit, in units of that digit. */
enum num_tail { TAIL_NONE, TAIL_BELOW_HALF, TAIL_HALF, TAIL_ABOVE_HALF };

static const uint64_t num_ten64[20] = {
    1u,
    10u,
    100u,
    1000u,
    10000u,
    100000u,
    1000000u,
    10000000u,
    100000000u,
    1000000000u,
    10000000000u,
    100000000000u,
    1000000000000u,
    10000000000000u,
    100000000000000u,
    1000000000000000u,
    10000000000000000u,
    100000000000000000u,
    1000000000000000000u,
    10000000000000000000u,
};

/* 10^k for k <= 38. */
static inline u128 num_ten(int k)
{
    assert(k >= 0 && k <= 38);
    return k <= 19 ? num_ten64[k] : (u128)num_ten64[19] * num_ten64[k - 19];
}

/* 10^34, the first coefficient that does not fit. */
static inline u128 num_limit(void)
{
    return (u128)num_ten64[17] * num_ten64[17];
}

static inline int num_e(num a)
{
    return (int)(a.w[1] << 1 >> (NUM_E_SHIFT + 1)) + NUM_E_MIN;
}

static inline struct num_parts num_unpack(num a)
{
    u128 high = a.w[1] & NUM_HIGH_MASK;
    return (struct num_parts){ high << 64 | a.w[0], num_e(a), a.w[1] >> 63 };
}

/* clang-tidy takes the small value that an argument was for a narrow one. */
static inline uint64_t num_high(u128 c)
{
    // NOLINTNEXTLINE(clang-analyzer-core.UndefinedBinaryOperatorResult)
    return (uint64_t)(c >> 64);
}

/* c and e must be in range; zero loses its sign. */
static inline num num_pack(bool neg, u128 c, int e)
{
    uint64_t sign = neg && c ? NUM_SIGN_BIT : 0;
    uint64_t exponent = (uint64_t)(e - NUM_E_MIN) << NUM_E_SHIFT;
    return (num){ { (uint64_t)c, sign | exponent | num_high(c) } };
}

/* Decimal digits of c; 0 for 0. */
int num_digits(u128 c);

/* c divided by 10^d (d >= 0, any size); *tail says what was cut off, given what
 * `*tail` already was. */
u128 num_cut(u128 c, int64_t d, enum num_tail *tail);

/* The number nearest to (-1)^neg * (c + tail) * 10^e, half-even, for any e and
 * c < 10^34. False on overflow; *exact becomes false when something was lost. */
bool num_encode(struct num_parts p, int64_t e, enum num_tail tail, num *out, bool *exact);

/* ln a for a >= 1, good to 32 digits: where num_exp.c starts from. */
bool num_log_rough(num a, num *out);

/* (-1)^odd * |a| ** b for a other than 0, 1 and -1. */
bool num_pow_wide(num a, num b, bool odd, num *out);

/* Without the trailing zeros of the coefficient; 0 becomes 0 * 10^0. */
struct num_parts num_strip(struct num_parts p);

#endif
