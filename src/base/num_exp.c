#include "base/num.h"

#include "base/num_int.h"

/*
 * Exponential, logarithm and power, rounded as if they were exact: the decimal
 * library's own are wrong in the last digits. They are computed in fixed point
 * with 96 decimals, which leaves so many digits to spare that the rounding can
 * be read off; only what is within 10^-33 of the last digit of a number of 34
 * digits, or of half of it, counts as being just that.
 */

enum {
    LIMBS = 7,
    FRACTION = 5,      /* limbs behind the point, the lowest first */
    HALVINGS = 10,     /* of an argument, before its series is summed */
    TERMS = 28,        /* (ln 10 / 2^10)^28 / 28! < 2^-320 */
    TOO_LARGE = 15000, /* e to this power overflows, and underflows below zero */
};

struct wide {
    uint64_t w[LIMBS];
};

static const struct wide ln_ten = { { 0x58bc0b5ec6a04173, 0x0f187a0807c0b5ca,
                                      0x8a3fb3e76977e43a, 0xa95b58ae0b4c28a3,
                                      0x4d763776aaa2b05b, 2, 0 } };

static int wide_cmp(const struct wide *a, const struct wide *b)
{
    for (int i = LIMBS - 1; i >= 0; i--)
        if (a->w[i] != b->w[i])
            return a->w[i] < b->w[i] ? -1 : 1;
    return 0;
}

static void wide_add(struct wide *a, const struct wide *b)
{
    u128 sum = 0;
    for (int i = 0; i < LIMBS; i++) {
        sum += (u128)a->w[i] + b->w[i];
        a->w[i] = (uint64_t)sum;
        sum >>= 64;
    }
}

/* a - b for a >= b. */
static void wide_sub(struct wide *a, const struct wide *b)
{
    uint64_t borrow = 0;
    for (int i = 0; i < LIMBS; i++) {
        uint64_t x = a->w[i], y = b->w[i];
        a->w[i] = x - y - borrow;
        borrow = x < y || (x == y && borrow);
    }
}

/* False when the product does not fit. */
static bool wide_mul(struct wide *a, const struct wide *b)
{
    uint64_t all[2 * LIMBS] = { 0 };
    for (int i = 0; i < LIMBS; i++) {
        uint64_t carry = 0;
        for (int j = 0; a->w[i] && j < LIMBS; j++) {
            u128 x = (u128)a->w[i] * b->w[j] + all[i + j] + carry;
            all[i + j] = (uint64_t)x;
            carry = (uint64_t)(x >> 64);
        }
        all[i + LIMBS] = carry;
    }
    memcpy(a->w, all + FRACTION, sizeof a->w);
    return !all[FRACTION + LIMBS] && !all[FRACTION + LIMBS + 1];
}

static void wide_mul_small(struct wide *a, uint64_t m)
{
    u128 x = 0;
    for (int i = 0; i < LIMBS; i++) {
        x += (u128)a->w[i] * m;
        a->w[i] = (uint64_t)x;
        x >>= 64;
    }
}

static void wide_div_small(struct wide *a, uint64_t d)
{
    uint64_t rest = 0;
    for (int i = LIMBS - 1; i >= 0; i--) {
        u128 x = (u128)rest << 64 | a->w[i];
        a->w[i] = (uint64_t)(x / d);
        rest = (uint64_t)(x % d);
    }
}

static void wide_halve(struct wide *a, int times)
{
    for (int i = 0; i < LIMBS; i++) {
        uint64_t above = i + 1 < LIMBS ? a->w[i + 1] : 0;
        a->w[i] = a->w[i] >> times | above << (64 - times);
    }
}

/* |p|; false when it has more than 128 bits before the point. */
static bool wide_of(struct num_parts p, struct wide *out)
{
    if (p.e > 0 && (p.e > 38 || p.c > ~(u128)0 / num_ten(p.e)))
        return false;
    if (p.e > 0)
        p.c *= num_ten(p.e);
    *out = (struct wide){ 0 };
    if (p.e < -200) /* nothing of it is left */
        return true;
    out->w[FRACTION] = (uint64_t)p.c;
    out->w[FRACTION + 1] = num_high(p.c);
    for (int left = -p.e; left > 0; left -= 19)
        wide_div_small(out, num_ten64[left < 19 ? left : 19]);
    return true;
}

/* e ** x for x <= ln 10. */
static void wide_exp(struct wide *x)
{
    struct wide sum = { { [FRACTION] = 1 } };
    wide_halve(x, HALVINGS);
    for (uint64_t n = TERMS; n > 0; n--) {
        wide_mul(&sum, x);
        wide_div_small(&sum, n);
        sum.w[FRACTION]++;
    }
    for (int i = 0; i < HALVINGS; i++) {
        struct wide same = sum;
        wide_mul(&sum, &same);
    }
    *x = sum;
}

/* (-1)^neg * v * 10^k as a number; 1 <= v < 20. */
static bool wide_round(struct wide *v, int64_t k, bool neg, num *out)
{
    static const u128 near = (u128)1 << 18, half = (u128)1 << 127;
    if (v->w[FRACTION] >= 10) {
        wide_div_small(v, 10);
        k++;
    }
    wide_mul_small(v, num_ten64[19]);
    wide_mul_small(v, num_ten64[NUM_DIGITS - 1 - 19]);
    struct num_parts p = { (u128)v->w[FRACTION + 1] << 64 | v->w[FRACTION], 0, neg };
    u128 rest = (u128)v->w[FRACTION - 1] << 64 | v->w[FRACTION - 2];
    enum num_tail tail = rest < half ? TAIL_BELOW_HALF : TAIL_ABOVE_HALF;
    if (rest - half + near < 2 * near)
        tail = TAIL_HALF;
    if (rest + near < 2 * near) {
        p.c += rest >= half;
        p = num_strip(p);
        tail = TAIL_NONE;
    }
    bool exact;
    return num_encode(p, k - (NUM_DIGITS - 1) + p.e, tail, out, &exact);
}

/* (-1)^odd * e ** x, or e ** -x. */
static bool exp_of(struct wide *x, bool minus, bool odd, num *out)
{
    if (x->w[FRACTION + 1] || x->w[FRACTION] > TOO_LARGE) {
        *out = num_int(0);
        return minus;
    }
    int64_t k = (int64_t)(x->w[FRACTION] * 10000 / 23026);
    struct wide whole = ln_ten;
    wide_mul_small(&whole, (uint64_t)k);
    wide_sub(x, &whole);
    for (; wide_cmp(x, &ln_ten) >= 0; k++)
        wide_sub(x, &ln_ten);
    if (minus) {
        whole = ln_ten;
        wide_sub(&whole, x);
        *x = whole;
        k = -k - 1;
    }
    wide_exp(x);
    return wide_round(x, k, odd, out);
}

/* |ln p| for p > 0; *minus when p < 1. With y near ln m, m = e^y * (1 + u) and
 * ln(1 + u) = u - u^2 / 2 to 96 decimals, as y is right to 32. */
static bool ln_of(struct num_parts p, struct wide *out, bool *minus)
{
    int places = num_digits(p.c) - 1, power = p.e + places;
    struct wide m, back, u, one = { { [FRACTION] = 1 } };
    num near;
    p.e = -places; /* 1 <= p < 10 */
    if (!num_log_rough(num_pack(false, p.c, p.e), &near) || !wide_of(p, &m) ||
        !wide_of(num_unpack(near), out))
        return false;
    back = ln_ten;
    wide_sub(&back, out);
    wide_exp(&back); /* 10 * e ** -y */
    wide_mul(&m, &back);
    wide_div_small(&m, 10);
    bool below = wide_cmp(&m, &one) < 0;
    u = below ? one : m;
    wide_sub(&u, below ? &m : &one);
    struct wide square = u;
    wide_mul(&square, &u);
    wide_halve(&square, 1);
    below ? wide_sub(out, &u) : wide_add(out, &u);
    wide_sub(out, &square);
    struct wide tens = ln_ten;
    wide_mul_small(&tens, (uint64_t)(power < 0 ? -power : power));
    *minus = power < 0;
    if (*minus) {
        wide_sub(&tens, out);
        *out = tens;
    } else {
        wide_add(out, &tens);
    }
    return true;
}

bool num_exp(num a, num *out)
{
    struct num_parts p = num_unpack(a);
    struct wide x;
    if (!wide_of(p, &x)) {
        *out = num_int(0);
        return p.neg;
    }
    return exp_of(&x, p.neg, false, out);
}

bool num_log(num a, num *out)
{
    struct wide x, one = { { [FRACTION] = 1 } };
    bool minus;
    int64_t k = 0;
    if (num_sign(a) <= 0)
        return false;
    if (num_cmp(a, num_int(1)) == 0) {
        *out = num_int(0);
        return true;
    }
    if (!ln_of(num_unpack(a), &x, &minus))
        return false;
    for (; x.w[FRACTION] >= 10; k++)
        wide_div_small(&x, 10);
    for (; wide_cmp(&x, &one) < 0; k--)
        wide_mul_small(&x, 10);
    return wide_round(&x, k, minus, out);
}

bool num_pow_wide(num a, num b, bool odd, num *out)
{
    struct num_parts y = num_unpack(b);
    struct wide power, factor;
    bool below_one;
    if (!ln_of(num_unpack(a), &power, &below_one))
        return false;
    bool minus = below_one != y.neg;
    if (!wide_of(y, &factor) || !wide_mul(&power, &factor)) {
        *out = num_int(0);
        return minus;
    }
    return exp_of(&power, minus, odd, out);
}
