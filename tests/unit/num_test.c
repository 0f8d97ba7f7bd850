#include "base/num.h"
#include "unit.h"

enum op {
    ADD,
    SUB,
    MUL,
    DIV,
    CMP,
    MODULO,
    SQRT,
    EXP,
    LOG,
    POW,
    ROUND_EVEN,
    ROUND_HALF_UP,
    ROUND_HALF_DOWN,
    ROUND_UP,
    ROUND_DOWN,
    ROUND_CEILING,
    ROUND_FLOOR,
    OP_COUNT
};

/* `want` is "" when there is no answer; made by num_cases.py. */
static const struct num_case {
    enum op op;
    const char *a, *b, *want;
} num_cases[] = {
#include "num_cases.inc"
};

struct op_row {
    const char *name;
    enum op op;
    bool (*run)(num a, num b, num *out);
    enum num_round mode;
};

static num parse(const char *text)
{
    num n;
    bool exact = false;
    if (!num_parse(str_of(text), &n, &exact) || !exact)
        fail_msg("\"%s\" is not an exact number", text);
    return n;
}

static bool run_cmp(num a, num b, num *out)
{
    int c = num_cmp(a, b);
    assert_int_equal(num_cmp(b, a), -c);
    if (c == 0)
        assert_int_equal(num_hash(a), num_hash(b));
    *out = num_int((c > 0) - (c < 0));
    return true;
}

static bool run_sqrt(num a, num b, num *out)
{
    (void)b;
    return num_sqrt(a, out);
}

static bool run_exp(num a, num b, num *out)
{
    (void)b;
    return num_exp(a, out);
}

static bool run_log(num a, num b, num *out)
{
    (void)b;
    return num_log(a, out);
}

static const struct op_row op_rows[OP_COUNT] = {
    // clang-format off
    { "add as Python",             ADD,             num_add,    0 },
    { "subtract as Python",        SUB,             num_sub,    0 },
    { "multiply as Python",        MUL,             num_mul,    0 },
    { "divide as Python",          DIV,             num_div,    0 },
    { "compare as Python",         CMP,             run_cmp,    0 },
    { "modulo as Python",          MODULO,          num_modulo, 0 },
    { "square root as Python",     SQRT,            run_sqrt,   0 },
    { "exponential as Python",     EXP,             run_exp,    0 },
    { "logarithm as Python",       LOG,             run_log,    0 },
    { "power as Python",           POW,             num_pow,    0 },
    { "round half even as Python", ROUND_EVEN,      NULL,       NUM_HALF_EVEN },
    { "round half up as Python",   ROUND_HALF_UP,   NULL,       NUM_HALF_UP },
    { "round half down as Python", ROUND_HALF_DOWN, NULL,       NUM_HALF_DOWN },
    { "round up as Python",        ROUND_UP,        NULL,       NUM_UP },
    { "round down as Python",      ROUND_DOWN,      NULL,       NUM_DOWN },
    { "round to ceiling as Python", ROUND_CEILING,  NULL,       NUM_CEILING },
    { "round to floor as Python",  ROUND_FLOOR,     NULL,       NUM_FLOOR },
    // clang-format on
};

static bool run_case(const struct op_row *op, const struct num_case *c, num *out)
{
    num a = parse(c->a), b = c->b[0] ? parse(c->b) : num_int(0);
    int64_t scale;
    if (op->run)
        return op->run(a, b, out);
    return num_int64(b, &scale) && num_round(a, (int)scale, op->mode, out);
}

static void agrees(void **state)
{
    const struct op_row *op = *state;
    struct arena mem;
    arena_init(&mem, SIZE_MAX);
    size_t ran = 0, wrong = 0;
    for (size_t i = 0; i < sizeof num_cases / sizeof *num_cases; i++) {
        const struct num_case *c = &num_cases[i];
        if (c->op != op->op)
            continue;
        ran++;
        num got = num_int(77);
        bool ok = run_case(op, c, &got);
        if (ok == (c->want[0] != '\0') && (!ok || num_cmp(got, parse(c->want)) == 0))
            continue;
        struct sbuf b;
        sbuf_init(&b, &mem);
        num_format(&b, got);
        print_error("%s, %s: got %s%.*s, want %s\n", c->a, c->b, ok ? "" : "none, not ",
                    STR_ARG(sbuf_str(&b)), c->want[0] ? c->want : "none");
        wrong++;
    }
    arena_release(&mem);
    assert_true(ran > 50);
    assert_int_equal(wrong, 0);
}

int main(void)
{
    static struct suite s;
    suite_rows(&s, agrees, op_rows);
    return suite_run("num", &s);
}
