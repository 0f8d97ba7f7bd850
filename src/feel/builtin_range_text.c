#include "feel/builtin_int.h"
#include "feel/lex.h"

/* The text of a range: literals only, no names and no operators. */
struct reader {
    struct lexer lx;
    struct token tok;
};

static void next(struct reader *x)
{
    x->tok = lex_at(&x->lx, x->tok.to);
}

static bool take(struct reader *x, enum token_kind kind)
{
    if (x->tok.kind != kind)
        return false;
    next(x);
    return true;
}

static bool read_string(struct reader *x, str *out)
{
    struct token t = x->tok;
    return take(x, TOKEN_STRING) && lex_string(&x->lx, t, out);
}

static bool read_number(struct reader *x, struct value *out)
{
    bool minus = take(x, TOKEN_MINUS);
    struct token t = x->tok;
    num n;
    if (!take(x, TOKEN_NUMBER) || !lex_number(&x->lx, t, &n))
        return false;
    *out = value_num(minus ? num_neg(n) : n);
    return true;
}

/* The kinds that `date(`, `time(`, ... make; any of them after `@`. */
static bool read_temporal(struct arena *mem, str s, unsigned kinds, struct value *out)
{
    date d;
    struct clock_time t;
    struct moment m;
    struct span span;
    int64_t months;
    if (kinds & K_DATE && date_parse(s, &d))
        *out = value_date(d);
    else if (kinds & K_MOMENT && moment_parse(mem, s, &m))
        *out = value_moment(mem, m);
    else if (kinds & K_TIME && time_parse(mem, s, &t))
        *out = value_time(t);
    else if (kinds & K_MONTHS && months_parse(s, &months))
        *out = value_months(months);
    else if (kinds & K_SPAN && span_parse(s, &span))
        *out = value_span(span);
    else
        return false;
    return true;
}

/* `date and time`, `duration`, ...: the kinds it makes; 0 for another word. */
static unsigned read_name(struct reader *x)
{
    static const struct {
        const char *name;
        unsigned kinds;
    } function[] = {
        { "time", K_TIME },
        { "duration", K_SPAN | K_MONTHS },
    };
    str word = x->tok.word;
    if (!take(x, TOKEN_NAME))
        return 0;
    for (size_t i = 0; i < sizeof function / sizeof *function; i++)
        if (str_is(word, function[i].name))
            return function[i].kinds;
    if (!str_is(word, "date"))
        return 0;
    if (x->tok.kind != TOKEN_NAME)
        return K_DATE;
    bool both = str_is(x->tok.word, "and");
    next(x);
    both = both && x->tok.kind == TOKEN_NAME && str_is(x->tok.word, "time");
    next(x);
    return both ? K_MOMENT : 0;
}

static bool read_call(struct reader *x, struct value *out)
{
    unsigned kinds = read_name(x);
    str s;
    if (!kinds || !take(x, TOKEN_LPAREN) || !read_string(x, &s) || !take(x, TOKEN_RPAREN))
        return false;
    if (read_temporal(x->lx.mem, s, kinds, out))
        return true;
    struct moment m = { 0 }; /* date and time("2025-01-31") is midnight */
    if (kinds != K_MOMENT || !date_parse(s, &m.day))
        return false;
    *out = value_moment(x->lx.mem, m);
    return true;
}

static bool read_endpoint(struct reader *x, struct value *out)
{
    str s;
    switch (x->tok.kind) {
    case TOKEN_STRING:
        if (!read_string(x, &s))
            return false;
        *out = value_str(s);
        return true;
    case TOKEN_AT:
        next(x);
        return read_string(x, &s) &&
               read_temporal(x->lx.mem, s, K_DATE | K_MOMENT | K_TIME | K_MONTHS | K_SPAN,
                             out);
    case TOKEN_NAME:
        return read_call(x, out);
    default:
        return read_number(x, out);
    }
}

/* `< 5`, `>= 5`: a range without an end on the other side; `!= 5`: all but one value. */
static bool read_unary(struct reader *x, struct range *out)
{
    enum token_kind sign = x->tok.kind;
    struct value v;
    next(x);
    if (!read_endpoint(x, &v))
        return false;
    *out = (struct range){ .low = { .kind = V_ABSENT }, .high = { .kind = V_ABSENT } };
    if (sign == TOKEN_NE) {
        *out = (struct range){ v, v, .low_closed = true, .high_closed = true,
                               .except = true };
    } else if (sign == TOKEN_LT || sign == TOKEN_LE) {
        out->high = v;
        out->high_closed = sign == TOKEN_LE;
    } else {
        out->low = v;
        out->low_closed = sign == TOKEN_GE;
    }
    return true;
}

static bool is_unary(enum token_kind k)
{
    return k == TOKEN_LT || k == TOKEN_LE || k == TOKEN_GT || k == TOKEN_GE ||
           k == TOKEN_NE;
}

/* `low..high]`, `..high)`, `low..)` after the bracket; an open end is never closed. */
static bool read_ends(struct reader *x, bool low_closed, struct range *out)
{
    struct range r = { .low = { .kind = V_ABSENT }, .high = { .kind = V_ABSENT } };
    if (!take(x, TOKEN_DOTS)) {
        if (!read_endpoint(x, &r.low) || !take(x, TOKEN_DOTS))
            return false;
        r.low_closed = low_closed;
    } else if (low_closed) {
        return false;
    }
    bool ends = x->tok.kind == TOKEN_RPAREN || x->tok.kind == TOKEN_LBRACK;
    if (!ends || r.low.kind == V_ABSENT)
        if (!read_endpoint(x, &r.high))
            return false;
    r.high_closed = x->tok.kind == TOKEN_RBRACK;
    if (!take(x, TOKEN_RPAREN) && !take(x, TOKEN_LBRACK) && !take(x, TOKEN_RBRACK))
        return false;
    *out = r;
    return true;
}

static bool read_range(struct reader *x, struct range *out)
{
    if (is_unary(x->tok.kind))
        return read_unary(x, out);
    bool closed = x->tok.kind == TOKEN_LBRACK, paren = x->tok.kind == TOKEN_LPAREN;
    if (!take(x, TOKEN_LBRACK) && !take(x, TOKEN_LPAREN) && !take(x, TOKEN_RBRACK))
        return false;
    if (paren && is_unary(x->tok.kind))
        return read_unary(x, out) && take(x, TOKEN_RPAREN);
    return read_ends(x, closed, out);
}

/* Both ends of one kind, and in order? */
static bool is_range(const struct range *r)
{
    int order;
    if (r->low.kind == V_ABSENT || r->high.kind == V_ABSENT)
        return true;
    return value_order(r->low, r->high, &order) && order <= 0;
}

struct value builtin_run_range(struct run *r, const struct value *arg)
{
    struct reader x = { .lx = { .mem = r->mem, .text = arg->u.s } };
    struct range range;
    if (!run_pay(r, arg->u.s.n / 16 + 1))
        return VALUE_NULL;
    x.tok = lex_at(&x.lx, 0);
    if (read_range(&x, &range) && x.tok.kind == TOKEN_END && is_range(&range))
        return value_range(r->mem, range);
    if (r->lenient)
        return VALUE_NULL;
    return run_fail(
        r, ERR_VALUE,
        "\"range\" cannot read %s; it must be a range of literals such as [1..3)",
        value_brief(r->mem, *arg));
}
