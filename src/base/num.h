/*
 * num.h - exact decimal numbers: IEEE 754 decimal128.
 *
 * 34 significant digits, exponents to 6144, results rounded half-even: those of
 * num_exp, num_log and num_pow too, which take microseconds. Every operation
 * says whether it had a result: division by zero, overflow and the square root
 * of a negative number have none. A `num` is never NaN or infinite.
 *
 * Integers and amounts that share an exponent take a fast path without the
 * library, in num_add, num_sub and num_cmp.
 */
#ifndef IJK_BASE_NUM_H
#define IJK_BASE_NUM_H

#include "base/arena.h"
#include "base/sbuf.h"

typedef struct {
    uint64_t w[2]; /* binary integer decimal encoding, low word first */
} num;

/* What to do with the digits that are dropped; always named by the caller. */
enum num_round {
    NUM_HALF_EVEN,
    NUM_HALF_UP,   /* half away from zero */
    NUM_HALF_DOWN, /* half towards zero */
    NUM_UP,        /* away from zero */
    NUM_DOWN,      /* towards zero */
    NUM_CEILING,
    NUM_FLOOR,
};

num num_int(int64_t i);
num num_scaled(int64_t i, int places); /* i / 10^places, 0 <= places <= 6176 */

/* Read `[-]digits[.digits][e[+-]digits]` (or `.digits`), all of `s`. More than 34
 * digits are rounded half-even when `exact` is NULL; else *exact tells whether
 * nothing was lost. False when it is not a number or too large; one that is too
 * small becomes 0. */
bool num_parse(str s, num *out, bool *exact);

/* Shortest plain notation that keeps every significant digit: no exponent
 * between 1e-20 and 1e34 and "1.5e40" outside, no trailing zeros after the point
 * ("1.50" -> 1.5), never "-0". num_parse reads it back to an equal number. */
void num_format(struct sbuf *b, num n);

bool num_add(num a, num b, num *out);
bool num_sub(num a, num b, num *out);
bool num_mul(num a, num b, num *out);
bool num_div(num a, num b, num *out);
/* a ** b; false where it is undefined or overflows. Exact for integer b when it fits. */
bool num_pow(num a, num b, num *out);
/* floor-modulo as FEEL defines it: a - b * floor(a / b). */
bool num_modulo(num a, num b, num *out);
bool num_sqrt(num a, num *out);
bool num_exp(num a, num *out);
bool num_log(num a, num *out);
num num_neg(num a);
num num_abs(num a);

/* To `scale` digits after the point (negative: before it); scale within
 * [-6111, 6176] or false. */
bool num_round(num a, int scale, enum num_round mode, num *out);

/* <0, 0, >0; 1.0 and 1 are equal. What differs in the low word alone needs no call. */
int num_cmp_wide(num a, num b);
static inline int num_cmp(num a, num b)
{
    if (a.w[1] != b.w[1])
        return num_cmp_wide(a, b);
    int c = (a.w[0] > b.w[0]) - (a.w[0] < b.w[0]);
    return a.w[1] >> 63 ? -c : c;
}

int num_sign(num a); /* -1, 0, 1 */
bool num_is_integer(num a);

/* The value as int64; false when it has a fraction or does not fit. */
bool num_int64(num a, int64_t *out);

/* A hash that is equal for equal numbers (1.0 and 1). */
uint64_t num_hash(num a);

#endif
