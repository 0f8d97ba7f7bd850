#include "feel/parse_int.h"

static const struct type *named_type(const struct compiler *c, str name)
{
    for (size_t i = 0; i < c->n_types; i++)
        if (str_eq(c->types[i].name, name))
            return c->types[i].type;
    return type_builtin(name);
}

/* Bytes that may stand in a type name: words, spaces, dots and hyphens. */
static size_t name_end(str t, size_t from)
{
    size_t i = from, end = from;
    while (i < t.n) {
        size_t word = lex_word(t, i);
        if (word > i) {
            i = end = word;
        } else if (t.at[i] == '.' || t.at[i] == '-' ||
                   (t.at[i] >= '0' && t.at[i] <= '9')) {
            if (t.at[i] == '-' && i + 1 < t.n && t.at[i + 1] == '>')
                break;
            i++;
        } else if (t.at[i] == ' ' || t.at[i] == '\n' || t.at[i] == '\t' ||
                   t.at[i] == '\r') {
            i++;
        } else {
            break;
        }
    }
    return end;
}

/* The longest run of words that names a type. */
static const struct type *longest(struct parser *p, str *name)
{
    size_t from = p->tok.from, end = name_end(p->lx.text, from);
    for (size_t to = end; to > from; to--) {
        if (to < end && p->lx.text.at[to] != ' ' && p->lx.text.at[to] != '.' &&
            p->lx.text.at[to] != '\n' && p->lx.text.at[to] != '-')
            continue;
        *name = feel_name(p->mem, str_slice(p->lx.text, from, to));
        const struct type *t = named_type(p->c, *name);
        if (t) {
            p->end = (uint32_t)to;
            p->tok = lex_at(&p->lx, to);
            return t;
        }
    }
    *name = str_slice(p->lx.text, from, end);
    return NULL;
}

static const struct type *parse_context_type(struct parser *p)
{
    struct type_member member[64] = { 0 };
    struct type *t = arena_new(p->mem, struct type, 1);
    t->kind = TYPE_CONTEXT;
    while (p->tok.kind == TOKEN_NAME && t->n_member < 64) {
        size_t colon = parse_find_colon(p);
        if (!colon) {
            parse_fail(p, p->tok.from, "\"name: type\" expected in a context type");
            break;
        }
        member[t->n_member].name = parse_new_name(p, colon);
        parse_next(p);
        member[t->n_member++].type = parse_type(p);
        if (!parse_accept(p, TOKEN_COMMA))
            break;
    }
    struct type_member *at = arena_new(p->mem, struct type_member, t->n_member + 1);
    memcpy(at, member, t->n_member * sizeof *at);
    t->member = at;
    return t;
}

static const struct type *parse_function_type(struct parser *p)
{
    struct type_member param[64] = { 0 };
    struct type *t = arena_new(p->mem, struct type, 1);
    t->kind = TYPE_FUNCTION;
    while (p->tok.kind != TOKEN_GT && !p->failed && t->n_member < 64) {
        param[t->n_member++] = (struct type_member){ STR(""), parse_type(p) };
        if (!parse_accept(p, TOKEN_COMMA))
            break;
    }
    struct type_member *at = arena_new(p->mem, struct type_member, t->n_member + 1);
    memcpy(at, param, t->n_member * sizeof *at);
    t->member = at;
    return t;
}

/* What stands between `<` and `>` of list, range, context and function. */
static const struct type *parse_generic(struct parser *p, str word)
{
    const struct type *t;
    parse_next(p);
    parse_next(p);
    if (str_is(word, "list"))
        t = type_list_of(p->mem, parse_type(p));
    else if (str_is(word, "range"))
        t = type_range_of(p->mem, parse_type(p));
    else if (str_is(word, "context"))
        t = parse_context_type(p);
    else
        t = parse_function_type(p);
    parse_expect(p, TOKEN_GT, "\">\"");
    if (t->kind == TYPE_FUNCTION) {
        struct type *fn = arena_new(p->mem, struct type, 1);
        *fn = *t;
        if (parse_expect(p, TOKEN_ARROW, "\"->\""))
            fn->of = parse_type(p);
        return fn;
    }
    return t;
}

const struct type *parse_type(struct parser *p)
{
    if (p->tok.kind != TOKEN_NAME) {
        parse_fail(p, p->tok.from, "a type expected, found %.*s",
                   STR_ARG(lex_describe(p->mem, &p->lx, p->tok)));
        return &type_any;
    }
    if (++p->depth > FEEL_DEPTH_MAX) {
        parse_fail(p, p->tok.from, "type is nested deeper than %d", FEEL_DEPTH_MAX);
        return &type_any;
    }
    str word = p->tok.word;
    size_t after = lex_skip(p->lx.text, p->tok.to);
    bool generic = after < p->lx.text.n && p->lx.text.at[after] == '<';
    const struct type *t;
    if (generic && (str_is(word, "list") || str_is(word, "range") ||
                    str_is(word, "context") || str_is(word, "function"))) {
        t = parse_generic(p, word);
    } else {
        uint32_t at = p->tok.from;
        str name;
        t = longest(p, &name);
        if (!t) {
            parse_note(p, ERR_NAME, at, "there is no type \"%.*s\"", STR_ARG(name));
            p->tok = lex_at(&p->lx, at + name.n);
            p->end = (uint32_t)(at + name.n);
        }
    }
    p->depth--;
    return t;
}

const struct type *feel_type(struct compiler *c, str text)
{
    struct findings ignored;
    findings_init(&ignored, c->mem);
    struct compiler quiet = *c;
    quiet.findings = &ignored;
    struct source src = { .text = text };
    struct parser p = { .c = &quiet, .mem = c->mem, .src = &src };
    p.lx = (struct lexer){ .mem = c->mem, .text = text };
    const struct type *whole = named_type(c, feel_name(c->mem, text));
    if (whole)
        return whole;
    p.tok = lex_at(&p.lx, 0);
    const struct type *t = parse_type(&p);
    return p.failed || p.tok.kind != TOKEN_END ? NULL : t;
}
