#include "feel/parse_int.h"

#include <stdarg.h>
#include <stdio.h>

struct err *parse_note(struct parser *p, enum err_code code, uint32_t pos,
                       const char *fmt, ...)
{
    char msg[sizeof((struct err){ 0 }.msg)];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(msg, sizeof msg, fmt, ap);
    va_end(ap);
    enum severity severity = p->c->lenient ? SEVERITY_WARNING : SEVERITY_ERROR;
    struct err *e = findings_add(p->c->findings, severity, code, "%s", msg);
    source_place(p->src, pos, e);
    return e;
}

struct node *parse_fail(struct parser *p, uint32_t pos, const char *fmt, ...)
{
    if (!p->failed) {
        char msg[sizeof((struct err){ 0 }.msg)];
        va_list ap;
        va_start(ap, fmt);
        vsnprintf(msg, sizeof msg, fmt, ap);
        va_end(ap);
        parse_note(p, ERR_SYNTAX, pos, "%s", msg);
        p->failed = true;
    }
    uint32_t end = (uint32_t)p->lx.text.n;
    p->tok = (struct token){ .kind = TOKEN_END, .from = end, .to = end };
    struct node *n = node_new(p->mem, NODE_ERROR, pos);
    n->type = &type_any;
    return n;
}

struct node *node_new(struct arena *mem, enum node_kind kind, uint32_t pos)
{
    struct node *n = arena_new(mem, struct node, 1);
    n->kind = (uint8_t)kind;
    n->pos = n->from = n->end = pos;
    n->type = &type_any;
    return n;
}

struct token parse_next(struct parser *p)
{
    struct token t = p->tok;
    p->end = t.to;
    p->tok = lex_at(&p->lx, t.to);
    if (p->tok.kind == TOKEN_BAD)
        parse_fail(p, p->tok.from, "%s", p->lx.err.msg);
    return t;
}

bool parse_is_word(const struct parser *p, const char *word)
{
    return p->tok.kind == TOKEN_NAME && str_is(p->tok.word, word);
}

bool parse_accept(struct parser *p, enum token_kind kind)
{
    if (p->tok.kind != kind)
        return false;
    parse_next(p);
    return true;
}

bool parse_expect(struct parser *p, enum token_kind kind, const char *what)
{
    if (parse_accept(p, kind))
        return true;
    str found = lex_describe(p->mem, &p->lx, p->tok);
    parse_fail(p, p->tok.from, "%s expected, found %.*s", what, STR_ARG(found));
    return false;
}

bool parse_expect_word(struct parser *p, const char *word)
{
    if (parse_is_word(p, word)) {
        parse_next(p);
        return true;
    }
    str found = lex_describe(p->mem, &p->lx, p->tok);
    parse_fail(p, p->tok.from, "\"%s\" expected, found %.*s", word, STR_ARG(found));
    return false;
}

struct node *parse_finish(struct parser *p, struct node *n, uint32_t from)
{
    n->from = from;
    n->end = p->end;
    if (p->uses_tested)
        n->flags |= NODE_USES_TESTED;
    if (!p->failed)
        check_node(p, n);
    return n;
}

/* Binding powers, loosest first; a left operand binds what is at least as tight. */
enum { BIND_OR = 1, BIND_AND, BIND_COMPARE, BIND_ADD, BIND_MUL, BIND_POW, BIND_UNARY };

static int infix_power(const struct parser *p, enum node_kind *kind)
{
    static const struct {
        uint8_t token, kind, power;
    } infix[] = {
        // clang-format off
        { TOKEN_EQ, NODE_EQ, BIND_COMPARE }, { TOKEN_NE, NODE_NE, BIND_COMPARE },
        { TOKEN_LT, NODE_LT, BIND_COMPARE }, { TOKEN_LE, NODE_LE, BIND_COMPARE },
        { TOKEN_GT, NODE_GT, BIND_COMPARE }, { TOKEN_GE, NODE_GE, BIND_COMPARE },
        { TOKEN_PLUS, NODE_ADD, BIND_ADD }, { TOKEN_MINUS, NODE_SUB, BIND_ADD },
        { TOKEN_STAR, NODE_MUL, BIND_MUL }, { TOKEN_SLASH, NODE_DIV, BIND_MUL },
        { TOKEN_POWER, NODE_POW, BIND_POW },
        // clang-format on
    };
    for (size_t i = 0; i < sizeof infix / sizeof *infix; i++)
        if (infix[i].token == p->tok.kind) {
            *kind = infix[i].kind;
            return infix[i].power;
        }
    static const struct {
        const char *word;
        uint8_t kind, power;
    } words[] = {
        { "or", NODE_OR, BIND_OR },
        { "and", NODE_AND, BIND_AND },
        { "between", NODE_BETWEEN, BIND_COMPARE },
        { "in", NODE_IN, BIND_COMPARE },
        { "instance", NODE_INSTANCE, BIND_UNARY },
    };
    if (p->tok.kind == TOKEN_NAME)
        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
            if (str_is(p->tok.word, words[i].word)) {
                *kind = words[i].kind;
                return words[i].power;
            }
    return 0;
}

static struct node *parse_between(struct parser *p, struct node *left, uint32_t pos)
{
    struct node *n = node_new(p->mem, NODE_BETWEEN, pos);
    n->u.op.a = left;
    n->u.op.b = parse_binary_level(p, BIND_COMPARE);
    parse_expect_word(p, "and");
    n->u.op.c = parse_binary_level(p, BIND_COMPARE);
    return n;
}

/* What stands after `in` without parentheses: it binds tighter than `and`. */
static struct node *parse_in_operand(struct parser *p)
{
    switch (p->tok.kind) {
    case TOKEN_LT:
    case TOKEN_LE:
    case TOKEN_GT:
    case TOKEN_GE:
    case TOKEN_EQ:
    case TOKEN_NE:
        return parse_test(p);
    default:
        return parse_binary_level(p, BIND_COMPARE);
    }
}

static void add_test(struct parser *p, struct node *n, size_t *cap,
                     const struct node *test)
{
    if (n->u.in.n == *cap) {
        *cap = *cap ? *cap * 2 : 2;
        const struct node **at = arena_new(p->mem, const struct node *, *cap);
        if (n->u.in.n)
            memcpy(at, n->u.in.test, n->u.in.n * sizeof *at);
        n->u.in.test = at;
    }
    n->u.in.test[n->u.in.n++] = test;
}

/* `x in (<5, >10)`, `x in [1..5]`, `x in list`. */
static struct node *parse_in(struct parser *p, struct node *left, uint32_t pos)
{
    struct node *n = node_new(p->mem, NODE_IN, pos);
    struct token open = p->tok;
    size_t cap = 0;
    n->u.in.value = left;
    if (open.kind != TOKEN_LPAREN) {
        add_test(p, n, &cap, parse_in_operand(p));
        return n;
    }
    parse_next(p);
    struct node *first = parse_test(p);
    if (p->tok.kind == TOKEN_DOTS) { /* an open range `(1..5)`: back to the bracket */
        p->tok = open;
        add_test(p, n, &cap, parse_in_operand(p));
        return n;
    }
    add_test(p, n, &cap, first);
    while (parse_accept(p, TOKEN_COMMA))
        add_test(p, n, &cap, parse_test(p));
    parse_expect(p, TOKEN_RPAREN, "\")\"");
    return n;
}

static struct node *parse_instance(struct parser *p, struct node *left, uint32_t pos)
{
    struct node *n = node_new(p->mem, NODE_INSTANCE, pos);
    parse_expect_word(p, "of");
    n->u.instance.value = left;
    n->u.instance.type = p->failed ? &type_any : parse_type(p);
    return n;
}

static struct node *parse_infix(struct parser *p, struct node *left, enum node_kind kind,
                                int power)
{
    struct token at = parse_next(p);
    if (kind == NODE_BETWEEN)
        return parse_between(p, left, at.from);
    if (kind == NODE_IN)
        return parse_in(p, left, at.from);
    if (kind == NODE_INSTANCE)
        return parse_instance(p, left, at.from);
    struct node *n = node_new(p->mem, kind, at.from);
    n->u.op.a = left;
    n->u.op.b = parse_binary_level(p, power);
    return n;
}

static struct node *parse_unary(struct parser *p)
{
    if (p->tok.kind != TOKEN_MINUS)
        return parse_atom(p);
    struct token at = parse_next(p);
    struct node *n = node_new(p->mem, NODE_NEGATE, at.from);
    if (++p->depth > FEEL_DEPTH_MAX)
        return parse_fail(p, at.from, "expression is nested deeper than %d",
                          FEEL_DEPTH_MAX);
    n->u.op.a = parse_unary(p);
    p->depth--;
    return parse_finish(p, n, at.from);
}

/* Parse operators that bind tighter than `floor`. */
struct node *parse_binary_level(struct parser *p, int floor)
{
    uint32_t from = p->tok.from;
    if (++p->depth > FEEL_DEPTH_MAX)
        return parse_fail(p, from, "expression is nested deeper than %d", FEEL_DEPTH_MAX);
    struct node *left = parse_unary(p);
    enum node_kind kind = NODE_ERROR;
    int power, chain = 0;
    while ((power = infix_power(p, &kind)) > floor && !p->failed) {
        if (++chain > FEEL_DEPTH_MAX * 4)
            return parse_fail(p, p->tok.from,
                              "expression has more than %d operators in a row",
                              FEEL_DEPTH_MAX * 4);
        left = parse_finish(p, parse_infix(p, left, kind, power), from);
    }
    p->depth--;
    return left;
}

struct node *parse_expression(struct parser *p)
{
    static const struct {
        const char *word;
        uint8_t kind;
    } starts[] = { { "if", NODE_IF },
                   { "for", NODE_FOR },
                   { "some", NODE_SOME },
                   { "every", NODE_EVERY } };
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (parse_is_word(p, starts[i].word) && !parse_is_long_name(p))
            return starts[i].kind == NODE_IF ? parse_if(p)
                                             : parse_loop(p, starts[i].kind);
    return parse_binary_level(p, 0);
}

static struct parser parser_start(struct compiler *c, const struct source *src,
                                  const struct scope *scope)
{
    struct parser p = { .c = c, .mem = c->mem, .src = src, .scope = scope };
    p.lx = (struct lexer){ .mem = c->mem, .text = src->text };
    return p;
}

/* Wrap the tree so that running it knows where its text stands. */
static const struct node *with_source(struct parser *p, struct node *inner)
{
    if (inner->kind == NODE_CONST || inner->kind == NODE_GLOBAL)
        return inner; /* cannot fail */
    struct node *n = node_new(p->mem, NODE_SOURCE, 0);
    n->u.source.inner = inner;
    n->u.source.source = p->src;
    n->type = inner->type;
    n->flags = inner->flags;
    n->end = inner->end;
    return n;
}

static bool start_text(struct parser *p)
{
    if (p->src->text.n > FEEL_TEXT_MAX) {
        parse_fail(p, 0, "expression is longer than %d bytes", FEEL_TEXT_MAX);
        return false;
    }
    p->tok = lex_at(&p->lx, 0);
    if (p->tok.kind == TOKEN_BAD)
        parse_fail(p, p->tok.from, "%s", p->lx.err.msg);
    return !p->failed;
}

static void end_text(struct parser *p)
{
    if (p->tok.kind == TOKEN_END || p->failed)
        return;
    str found = lex_describe(p->mem, &p->lx, p->tok);
    parse_fail(p, p->tok.from, "an operator or the end expected, found %.*s",
               STR_ARG(found));
}

const struct node *feel_expression(struct compiler *c, const struct source *src,
                                   const struct scope *scope)
{
    struct parser p = parser_start(c, src, scope);
    struct node *n = node_new(c->mem, NODE_ERROR, 0);
    if (start_text(&p)) {
        if (p.tok.kind == TOKEN_END)
            parse_fail(&p, 0, "an expression expected, found nothing");
        else
            n = parse_expression(&p);
        end_text(&p);
    }
    if (p.failed)
        n = node_new(c->mem, NODE_ERROR, 0);
    return with_source(&p, n);
}

static struct node *parse_tests(struct parser *p)
{
    struct node *n = node_new(p->mem, NODE_TESTS, 0);
    n->slot = p->tested->slot;
    n->type = &type_bool;
    size_t cap = 0;
    if (parse_is_word(p, "not")) {
        size_t after = lex_skip(p->lx.text, p->tok.to);
        if (after < p->lx.text.n && p->lx.text.at[after] == '(') {
            parse_next(p);
            parse_next(p);
            n->flags |= NODE_NEGATED;
        }
    }
    do {
        p->uses_tested = false;
        add_test(p, n, &cap, parse_test(p));
    } while (parse_accept(p, TOKEN_COMMA));
    if (n->flags & NODE_NEGATED)
        parse_expect(p, TOKEN_RPAREN, "\")\"");
    n->end = p->end;
    if (!p->failed)
        check_node(p, n);
    return n;
}

const struct node *feel_tests(struct compiler *c, const struct source *src,
                              const struct scope *scope, const struct symbol *tested)
{
    struct parser p = parser_start(c, src, scope);
    p.tested = tested;
    p.tested_type = tested->type;
    struct node *n = node_new(c->mem, NODE_ERROR, 0);
    if (feel_is_dash(src->text)) {
        n->kind = NODE_CONST;
        n->u.value = value_bool(true);
        n->type = &type_bool;
        return n;
    }
    if (start_text(&p)) {
        /* `not(x) = 1` is an expression, not a negated test: try tests first and
         * fall back when something follows the closing parenthesis. */
        struct parser again = p;
        unsigned findings = c->findings->n;
        n = parse_tests(&p);
        if ((n->flags & NODE_NEGATED) && !p.failed && p.tok.kind != TOKEN_END &&
            c->findings->n == findings) {
            p = again;
            n = node_new(c->mem, NODE_TESTS, 0);
            n->slot = tested->slot;
            n->type = &type_bool;
            n->u.in.test = arena_new(c->mem, const struct node *, 1);
            n->u.in.test[n->u.in.n++] = parse_test(&p);
        }
        end_text(&p);
    }
    if (p.failed)
        n = node_new(c->mem, NODE_ERROR, 0);
    return with_source(&p, n);
}
