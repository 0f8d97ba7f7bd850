#include "feel/parse_int.h"

struct nodes {
    const struct node **at;
    size_t n, cap;
};

static void nodes_add(struct arena *mem, struct nodes *l, const struct node *one)
{
    if (l->n == l->cap) {
        l->cap = l->cap ? l->cap * 2 : 4;
        const struct node **at = arena_new(mem, const struct node *, l->cap);
        if (l->n)
            memcpy(at, l->at, l->n * sizeof *at);
        l->at = at;
    }
    l->at[l->n++] = one;
}

static struct node *constant(struct parser *p, uint32_t from, struct value v,
                             const struct type *type)
{
    struct node *n = node_new(p->mem, NODE_CONST, from);
    n->u.value = v;
    n->type = type;
    n->end = p->end;
    return n;
}

static struct node *parse_number(struct parser *p)
{
    struct token t = parse_next(p);
    num n;
    if (!lex_number(&p->lx, t, &n))
        return parse_fail(p, t.from, "%s", p->lx.err.msg);
    return constant(p, t.from, value_num(n), &type_num);
}

static struct node *parse_string(struct parser *p)
{
    struct token t = parse_next(p);
    str s;
    if (!lex_string(&p->lx, t, &s))
        return parse_fail(p, t.from, "%s", p->lx.err.msg);
    return constant(p, t.from, value_str(s), &type_str);
}

/* @"2020-01-01", @"10:00:00", @"P1D": the form of the text decides the type. */
static struct node *parse_at(struct parser *p)
{
    struct token at = parse_next(p);
    struct token t = p->tok;
    str s;
    if (t.kind != TOKEN_STRING)
        return parse_fail(p, at.from, "a text in double quotes expected after \"@\"");
    parse_next(p);
    if (!lex_string(&p->lx, t, &s))
        return parse_fail(p, t.from, "%s", p->lx.err.msg);
    date d;
    struct clock_time time;
    struct moment m;
    struct span span;
    int64_t months;
    if (date_parse(s, &d))
        return constant(p, at.from, value_date(d), &type_date);
    if (moment_parse(p->mem, s, &m))
        return constant(p, at.from, value_moment(p->mem, m), &type_moment);
    if (time_parse(p->mem, s, &time))
        return constant(p, at.from, value_time(time), &type_time);
    if (months_parse(s, &months))
        return constant(p, at.from, value_months(months), &type_months);
    if (span_parse(s, &span))
        return constant(p, at.from, value_span(span), &type_span);
    parse_note(p, ERR_VALUE, t.from,
               "\"%.*s\" is not a date, time, date and time, or duration", STR_ARG(s));
    return node_new(p->mem, NODE_ERROR, at.from);
}

static bool is_comparison(enum token_kind k)
{
    return k == TOKEN_LT || k == TOKEN_LE || k == TOKEN_GT || k == TOKEN_GE ||
           k == TOKEN_EQ || k == TOKEN_NE;
}

/* A range of constants is a constant. */
static struct node *fold_range(struct parser *p, struct node *n)
{
    const struct node *low = n->u.range.low, *high = n->u.range.high;
    if ((low && low->kind != NODE_CONST) || (high && high->kind != NODE_CONST))
        return n;
    struct value absent = { .kind = V_ABSENT };
    struct range r = { .low = low ? low->u.value : absent,
                       .high = high ? high->u.value : absent,
                       .low_closed = n->u.range.low_closed,
                       .high_closed = n->u.range.high_closed };
    int order;
    bool both = low && high && r.low.kind != V_NULL && r.high.kind != V_NULL;
    if (both && (!value_order(r.low, r.high, &order) || order > 0))
        return n;
    r.except = n->flags & NODE_NEGATED;
    struct node *c = node_new(p->mem, NODE_CONST, n->pos);
    *c = (struct node){ .kind = NODE_CONST,
                        .flags = n->flags,
                        .pos = n->pos,
                        .from = n->from,
                        .end = n->end,
                        .type = n->type };
    c->u.value = value_range(p->mem, r);
    return c;
}

/* `low..` has been read; the high end, the closing bracket and the node. */
static struct node *parse_range(struct parser *p, uint32_t from, bool closed,
                                struct node *low)
{
    struct node *n = node_new(p->mem, NODE_RANGE, from);
    bool outer = p->in_endpoint;
    parse_next(p);
    p->in_endpoint = true;
    n->u.range.low = low;
    n->u.range.high = parse_binary_level(p, 3);
    p->in_endpoint = outer;
    n->u.range.low_closed = closed;
    n->u.range.high_closed = p->tok.kind == TOKEN_RBRACK;
    if (p->tok.kind == TOKEN_RBRACK || p->tok.kind == TOKEN_RPAREN ||
        p->tok.kind == TOKEN_LBRACK)
        parse_next(p);
    else
        parse_expect(p, TOKEN_RBRACK, "\"]\" or \")\" to close the range");
    n = parse_finish(p, n, from);
    return p->failed ? n : fold_range(p, n);
}

/* `(< 5)`, `(= 5)` and `(!= 5)` as values: ranges. */
static struct node *parse_comparison_value(struct parser *p)
{
    struct token op = p->tok;
    if (op.kind != TOKEN_EQ && op.kind != TOKEN_NE)
        return parse_test(p);
    parse_next(p);
    struct node *n = node_new(p->mem, NODE_RANGE, op.from);
    n->u.range.low = n->u.range.high = parse_binary_level(p, 3);
    n->u.range.low_closed = n->u.range.high_closed = true;
    if (op.kind == TOKEN_NE)
        n->flags |= NODE_NEGATED;
    n = parse_finish(p, n, op.from);
    return p->failed ? n : fold_range(p, n);
}

static struct node *parse_inside(struct parser *p)
{
    bool outer = p->in_endpoint;
    p->in_endpoint = false;
    struct node *n = is_comparison(p->tok.kind) ? parse_comparison_value(p)
                                                : parse_expression(p);
    p->in_endpoint = outer;
    return n;
}

static struct node *parse_paren(struct parser *p)
{
    struct token open = parse_next(p);
    struct node *n = parse_inside(p);
    if (p->tok.kind == TOKEN_DOTS)
        return parse_range(p, open.from, false, n);
    parse_expect(p, TOKEN_RPAREN, "\")\"");
    n->flags |= NODE_PAREN;
    return n;
}

static struct node *fold_list(struct parser *p, struct node *n)
{
    if (n->u.list.n > 1000)
        return n;
    for (size_t i = 0; i < n->u.list.n; i++)
        if (n->u.list.at[i]->kind != NODE_CONST)
            return n;
    struct value *at = arena_new(p->mem, struct value, n->u.list.n + 1);
    for (size_t i = 0; i < n->u.list.n; i++)
        at[i] = n->u.list.at[i]->u.value;
    size_t count = n->u.list.n;
    n->kind = NODE_CONST;
    n->u.value = value_list(at, count);
    return n;
}

static struct node *parse_list(struct parser *p)
{
    struct token open = parse_next(p);
    struct nodes items = { 0 };
    if (p->tok.kind != TOKEN_RBRACK) {
        struct node *first = parse_inside(p);
        if (p->tok.kind == TOKEN_DOTS)
            return parse_range(p, open.from, true, first);
        nodes_add(p->mem, &items, first);
        while (parse_accept(p, TOKEN_COMMA))
            nodes_add(p->mem, &items, parse_inside(p));
    }
    parse_expect(p, TOKEN_RBRACK, "\"]\" or \",\"");
    struct node *n = node_new(p->mem, NODE_LIST, open.from);
    n->u.list.at = items.at;
    n->u.list.n = items.n;
    n = parse_finish(p, n, open.from);
    return p->failed ? n : fold_list(p, n);
}

/* `]1..5[`: a range whose ends are open. */
static struct node *parse_open_range(struct parser *p)
{
    struct token open = parse_next(p);
    struct node *low = parse_inside(p);
    if (p->tok.kind != TOKEN_DOTS)
        return parse_fail(p, p->tok.from, "\"..\" of a range expected");
    return parse_range(p, open.from, false, low);
}

static struct node *parse_tested(struct parser *p)
{
    struct token t = parse_next(p);
    if (!p->tested)
        return parse_fail(p, t.from,
                          "\"?\" stands for the tested value of a table cell; "
                          "there is none here");
    struct node *n = node_new(p->mem, NODE_LOCAL, t.from);
    n->depth = (uint16_t)p->tested_depth;
    n->slot = p->tested->slot;
    n->type = p->tested_type;
    n->flags |= NODE_USES_TESTED;
    n->end = t.to;
    p->uses_tested = true;
    return n;
}

static struct node *not_required(struct parser *p, const struct symbol *s, uint32_t from)
{
    struct err *e = parse_note(p, ERR_NAME, from, "\"%.*s\" is not required here",
                               STR_ARG(s->name));
    if (s->type->kind == TYPE_FUNCTION)
        err_hint(e, "Add a knowledgeRequirement for it.");
    else
        err_hint(
            e, "Add an informationRequirement for it to this decision; a knowledge model "
               "gets it as a parameter.");
    return node_new(p->mem, NODE_ERROR, from);
}

static struct node *unknown_name(struct parser *p)
{
    uint32_t from = p->tok.from;
    const struct symbol *elsewhere = parse_name_elsewhere(p);
    if (elsewhere)
        return not_required(p, elsewhere, from);
    struct token t = parse_next(p);
    str name = t.word;
    str visible[256];
    size_t n = 0;
    for (const struct scope *s = p->scope; s; s = s->outer) {
        for (size_t i = 0; i < s->n && n < 256; i++)
            visible[n++] = s->symbol[i].name;
        const struct type *e = s->kind == SCOPE_ELEMENT ? s->element : NULL;
        for (uint32_t i = 0; e && e->kind == TYPE_CONTEXT && i < e->n_member && n < 256;
             i++)
            visible[n++] = e->member[i].name;
    }
    str near = str_nearest(name, visible, n);
    if (!near.n && p->tok.kind == TOKEN_LPAREN) {
        size_t count;
        const str *builtins = builtin_names(&count);
        near = str_nearest(name, builtins, count);
    }
    struct err *e = parse_note(p, ERR_NAME, t.from, "there is no \"%.*s\" here",
                               STR_ARG(name));
    if (near.n)
        err_hint(e, "Did you mean \"%.*s\"?", STR_ARG(near));
    else
        err_hint(
            e,
            "A text goes in double quotes; a name must be an input, a decision that is "
            "required, or an earlier entry.");
    return node_new(p->mem, NODE_ERROR, t.from);
}

static struct node *parse_name_operand(struct parser *p)
{
    struct token t = p->tok;
    static const char *const words[] = { "null", "true", "false" };
    size_t after = lex_skip(p->lx.text, t.to);
    bool paren = after < p->lx.text.n && p->lx.text.at[after] == '(';
    for (size_t i = 0; i < 3; i++)
        if (str_is(t.word, words[i])) {
            parse_next(p);
            return constant(p, t.from, i ? value_bool(i == 1) : VALUE_NULL,
                            i ? &type_bool : &type_null);
        }
    if (paren && str_is(t.word, "function"))
        return parse_function(p);
    struct node *n = parse_known_name(p);
    if (n) {
        n->from = t.from;
        n->end = p->end;
        return n;
    }
    if (parse_is_word(p, "if") || parse_is_word(p, "for") || parse_is_word(p, "some") ||
        parse_is_word(p, "every"))
        return parse_expression(p);
    return unknown_name(p);
}

static struct node *parse_operand(struct parser *p)
{
    switch (p->tok.kind) {
    case TOKEN_NUMBER:
        return parse_number(p);
    case TOKEN_STRING:
        return parse_string(p);
    case TOKEN_AT:
        return parse_at(p);
    case TOKEN_LPAREN:
        return parse_paren(p);
    case TOKEN_LBRACK:
        return parse_list(p);
    case TOKEN_RBRACK:
        return parse_open_range(p);
    case TOKEN_LBRACE:
        return parse_context(p);
    case TOKEN_QUESTION:
        return parse_tested(p);
    case TOKEN_NAME:
        return parse_name_operand(p);
    default:
        return parse_fail(p, p->tok.from, "a value or a name expected, found %.*s",
                          STR_ARG(lex_describe(p->mem, &p->lx, p->tok)));
    }
}

static struct node *parse_path(struct parser *p, struct node *left)
{
    struct token dot = parse_next(p);
    struct node *n = node_new(p->mem, NODE_PATH, dot.from);
    uint32_t at = p->tok.from;
    n->u.pick.from = left;
    n->u.pick.name = parse_member_name(p, left->type);
    if (!p->failed)
        n->type = check_path(p, left, n->u.pick.name, at);
    return parse_finish(p, n, left->from);
}

static struct node *parse_filter(struct parser *p, struct node *left)
{
    struct token open = parse_next(p);
    struct node *n = node_new(p->mem, NODE_FILTER, open.from);
    struct scope *s = scope_new(p->mem, p->scope, SCOPE_ELEMENT);
    bool endpoint = p->in_endpoint;
    s->element = check_element(left->type);
    s->slot = n->slot = compiler_take_slot(p->c);
    p->scope = s;
    p->in_endpoint = false;
    n->u.op.a = left;
    n->u.op.b = parse_expression(p);
    p->in_endpoint = endpoint;
    p->scope = s->outer;
    compiler_drop_slots(p->c, 1);
    parse_expect(p, TOKEN_RBRACK, "\"]\"");
    return parse_finish(p, n, left->from);
}

static void add_name(struct arena *mem, str **names, size_t n, str name)
{
    if ((n & (n - 1)) == 0) { /* at 0, 1, 2, 4, ...: make room */
        str *at = arena_new(mem, str, n ? n * 2 : 1);
        if (n)
            memcpy(at, *names, n * sizeof *at);
        *names = at;
    }
    (*names)[n] = name;
}

static const struct node_args *parse_args(struct parser *p)
{
    struct node_args *args = arena_new(p->mem, struct node_args, 1);
    struct nodes values = { 0 };
    str *names = NULL;
    if (p->tok.kind == TOKEN_RPAREN)
        return args;
    do {
        size_t colon = parse_find_colon(p);
        if (colon) {
            if (values.n && !names) {
                parse_fail(p, p->tok.from, "named and positional arguments do not mix");
                break;
            }
            add_name(p->mem, &names, values.n, parse_new_name(p, colon));
            parse_next(p);
        } else if (names) {
            parse_fail(p, p->tok.from, "named and positional arguments do not mix");
        }
        nodes_add(p->mem, &values, parse_inside(p));
    } while (parse_accept(p, TOKEN_COMMA) && !p->failed);
    args->at = values.at;
    args->n = values.n;
    args->name = names;
    return args;
}

static struct node *parse_call(struct parser *p, struct node *left)
{
    parse_next(p);
    struct node *n = node_new(p->mem, NODE_CALL, left->from);
    bool endpoint = p->in_endpoint;
    p->in_endpoint = false;
    n->u.call.args = parse_args(p);
    p->in_endpoint = endpoint;
    if (!parse_expect(p, TOKEN_RPAREN, "\")\" or \",\""))
        return n;
    n->u.call.callee = left;
    if (n->u.call.args->name)
        n->flags |= NODE_NAMED;
    if (left->kind == NODE_CONST && left->u.value.kind == V_FUNCTION) {
        n->kind = NODE_BUILTIN;
        n->u.call.builtin = left->u.value.u.function->builtin;
    }
    n->pos = left->from;
    n = parse_finish(p, n, left->from);
    if (!p->failed)
        check_call(p, n);
    return n;
}

/* In the high end of a range a `[` closes it unless an index or filter follows. */
static bool bracket_closes(struct parser *p)
{
    static const char *const words[] = { "and",    "or",        "then", "else",
                                         "return", "satisfies", "in" };
    struct lexer ahead = p->lx;
    struct token t = lex_at(&ahead, p->tok.to);
    if (!p->in_endpoint)
        return false;
    if (t.kind == TOKEN_END || t.kind == TOKEN_RPAREN || t.kind == TOKEN_RBRACK ||
        t.kind == TOKEN_COMMA || t.kind == TOKEN_RBRACE || is_comparison(t.kind))
        return true;
    for (size_t i = 0; t.kind == TOKEN_NAME && i < sizeof words / sizeof *words; i++)
        if (str_is(t.word, words[i]))
            return true;
    return false;
}

struct node *parse_atom(struct parser *p)
{
    if (++p->depth > FEEL_DEPTH_MAX)
        return parse_fail(p, p->tok.from, "expression is nested deeper than %d",
                          FEEL_DEPTH_MAX);
    struct node *n = parse_operand(p);
    for (int chain = 0; !p->failed; chain++) {
        if (chain > FEEL_DEPTH_MAX)
            return parse_fail(p, p->tok.from, "more than %d steps in a path",
                              FEEL_DEPTH_MAX);
        if (p->tok.kind == TOKEN_DOT)
            n = parse_path(p, n);
        else if (p->tok.kind == TOKEN_LBRACK && !bracket_closes(p))
            n = parse_filter(p, n);
        else if (p->tok.kind == TOKEN_LPAREN)
            n = parse_call(p, n);
        else
            break;
    }
    p->depth--;
    return n;
}

/* `< 5` and the like: a range with one end; `!= 5` a negated test. */
static struct node *parse_comparison_test(struct parser *p)
{
    struct token op = parse_next(p);
    struct node *end = parse_binary_level(p, 3);
    end->flags |= NODE_EXACT;
    if (op.kind == TOKEN_EQ)
        return end;
    if (op.kind == TOKEN_NE) {
        struct node *n = node_new(p->mem, NODE_TESTS, op.from);
        n->flags |= NODE_NEGATED;
        n->u.in.test = arena_new(p->mem, const struct node *, 1);
        n->u.in.test[0] = end;
        n->u.in.n = 1;
        n->type = &type_bool;
        return n;
    }
    end->flags &= (uint8_t)~NODE_EXACT;
    struct node *n = node_new(p->mem, NODE_RANGE, op.from);
    bool below = op.kind == TOKEN_LT || op.kind == TOKEN_LE;
    bool closed = op.kind == TOKEN_LE || op.kind == TOKEN_GE;
    *(below ? &n->u.range.high : &n->u.range.low) = end;
    n->u.range.high_closed = below && closed;
    n->u.range.low_closed = !below && closed;
    n = parse_finish(p, n, op.from);
    return p->failed ? n : fold_range(p, n);
}

struct node *parse_test(struct parser *p)
{
    if (is_comparison(p->tok.kind))
        return parse_comparison_test(p);
    if (p->tok.kind == TOKEN_MINUS) {
        struct token t = lex_at(&p->lx, p->tok.to);
        if (t.kind == TOKEN_END || t.kind == TOKEN_COMMA || t.kind == TOKEN_RPAREN) {
            parse_next(p);
            struct node *n = constant(p, p->end, value_bool(true), &type_bool);
            n->flags |= NODE_USES_TESTED;
            return n;
        }
    }
    return parse_expression(p);
}
