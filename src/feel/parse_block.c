#include "feel/parse_int.h"

enum { LOOPS_MAX = 32, PARAMS_MAX = 64 };

struct node *parse_if(struct parser *p)
{
    struct token at = parse_next(p);
    struct node *n = node_new(p->mem, NODE_IF, at.from);
    if (++p->depth > FEEL_DEPTH_MAX)
        return parse_fail(p, at.from, "expression is nested deeper than %d",
                          FEEL_DEPTH_MAX);
    n->u.op.a = parse_expression(p);
    parse_expect_word(p, "then");
    n->u.op.b = parse_expression(p);
    parse_expect_word(p, "else");
    n->u.op.c = parse_expression(p);
    p->depth--;
    return parse_finish(p, n, at.from);
}

/* Byte of the next word `in` (on its own), where a loop variable ends. */
static size_t find_in(struct parser *p)
{
    struct lexer ahead = p->lx;
    struct token t = p->tok;
    while (t.kind != TOKEN_END && t.kind != TOKEN_BAD && t.kind != TOKEN_COLON) {
        if (t.kind == TOKEN_NAME && str_is(t.word, "in") && t.from > p->tok.from)
            return t.from;
        t = lex_at(&ahead, t.to);
    }
    return 0;
}

/* One `name in list` or `name in low..high`; its name becomes visible after it. */
static bool parse_one_loop(struct parser *p, struct node_loop *l, struct scope *s)
{
    size_t in = p->tok.kind == TOKEN_NAME ? find_in(p) : 0;
    if (!in) {
        parse_fail(p, p->tok.from, "\"name in list\" expected, found %.*s",
                   STR_ARG(lex_describe(p->mem, &p->lx, p->tok)));
        return false;
    }
    l->name = parse_new_name(p, in);
    parse_next(p);
    l->over = parse_expression(p);
    const struct type *element = check_element(l->over->type);
    if (l->over->type->kind == TYPE_RANGE)
        element = l->over->type->of;
    if (parse_accept(p, TOKEN_DOTS)) {
        l->to = parse_expression(p);
        element = l->over->type;
    }
    l->slot = compiler_take_slot(p->c);
    scope_add(p->mem, s,
              (struct symbol){ .name = l->name,
                               .type = element ? element : &type_any,
                               .kind = SYMBOL_LOCAL,
                               .slot = l->slot });
    return !p->failed;
}

struct node *parse_loop(struct parser *p, enum node_kind kind)
{
    struct token at = parse_next(p);
    struct node *n = node_new(p->mem, kind, at.from);
    struct scope *s = scope_new(p->mem, p->scope, SCOPE_BLOCK);
    struct node_loop loops[LOOPS_MAX];
    size_t count = 0;
    if (++p->depth > FEEL_DEPTH_MAX)
        return parse_fail(p, at.from, "expression is nested deeper than %d",
                          FEEL_DEPTH_MAX);
    p->scope = s;
    do {
        if (count == LOOPS_MAX)
            return parse_fail(p, p->tok.from, "more than %d variables in one loop",
                              LOOPS_MAX);
        memset(&loops[count], 0, sizeof loops[count]);
        if (!parse_one_loop(p, &loops[count], s))
            break;
        count++;
    } while (parse_accept(p, TOKEN_COMMA));
    uint16_t partial = 0;
    if (kind == NODE_FOR) {
        partial = compiler_take_slot(p->c);
        scope_add(p->mem, s,
                  (struct symbol){ .name = STR("partial"),
                                   .type = &type_any_list,
                                   .kind = SYMBOL_LOCAL,
                                   .slot = partial });
    }
    bool outer_partial = p->uses_partial;
    p->uses_partial = false;
    parse_expect_word(p, kind == NODE_FOR ? "return" : "satisfies");
    n->u.loop.body = parse_expression(p);
    if (p->uses_partial)
        n->flags |= NODE_PARTIAL;
    p->uses_partial = outer_partial;
    struct node_loop *kept = arena_new(p->mem, struct node_loop, count + 1);
    memcpy(kept, loops, count * sizeof *kept);
    for (size_t i = 0; i < count; i++)
        kept[i].partial_slot = partial;
    n->u.loop.at = kept;
    n->u.loop.n = count;
    compiler_drop_slots(p->c, (unsigned)count + (kind == NODE_FOR));
    p->scope = s->outer;
    p->depth--;
    return parse_finish(p, n, at.from);
}

/* Byte where a parameter's name ends: at `:`, `,` or `)`. */
static size_t param_end(const struct parser *p)
{
    str t = p->lx.text;
    size_t i = p->tok.from;
    while (i < t.n && t.at[i] != ':' && t.at[i] != ',' && t.at[i] != ')')
        i++;
    return i;
}

static bool parse_params(struct parser *p, struct lambda *f, struct scope *s)
{
    struct type_member param[PARAMS_MAX] = { 0 };
    while (p->tok.kind != TOKEN_RPAREN && !p->failed) {
        if (p->tok.kind != TOKEN_NAME || f->n_param == PARAMS_MAX) {
            parse_fail(p, p->tok.from, "a parameter name expected, found %.*s",
                       STR_ARG(lex_describe(p->mem, &p->lx, p->tok)));
            return false;
        }
        struct type_member *m = &param[f->n_param++];
        m->name = parse_new_name(p, param_end(p));
        m->type = NULL;
        if (parse_accept(p, TOKEN_COLON))
            m->type = parse_type(p);
        scope_add(p->mem, s,
                  (struct symbol){ .name = m->name,
                                   .type = m->type ? m->type : &type_any,
                                   .kind = SYMBOL_LOCAL,
                                   .slot = compiler_take_slot(p->c) });
        if (!parse_accept(p, TOKEN_COMMA))
            break;
    }
    struct type_member *kept = arena_new(p->mem, struct type_member, f->n_param + 1);
    memcpy(kept, param, f->n_param * sizeof *kept);
    f->param = kept;
    return parse_expect(p, TOKEN_RPAREN, "\")\" or \",\"");
}

static const struct type *function_type(struct parser *p, const struct lambda *f)
{
    struct type *t = arena_new(p->mem, struct type, 1);
    struct type_member *m = arena_new(p->mem, struct type_member, f->n_param + 1);
    for (size_t i = 0; i < f->n_param; i++)
        m[i] = (struct type_member){ f->param[i].name,
                                     f->param[i].type ? f->param[i].type : &type_any };
    t->kind = TYPE_FUNCTION;
    t->member = m;
    t->n_member = (uint32_t)f->n_param;
    t->of = f->body->type;
    return t;
}

struct node *parse_function(struct parser *p)
{
    struct token at = parse_next(p);
    struct node *n = node_new(p->mem, NODE_LAMBDA, at.from);
    struct lambda *f = arena_new(p->mem, struct lambda, 1);
    struct scope *s = scope_new(p->mem, p->scope, SCOPE_FUNCTION);
    unsigned next_slot = p->c->next_slot, max_slot = p->c->max_slot;
    if (++p->depth > FEEL_DEPTH_MAX)
        return parse_fail(p, at.from, "expression is nested deeper than %d",
                          FEEL_DEPTH_MAX);
    parse_next(p);
    p->c->next_slot = p->c->max_slot = 0;
    p->scope = s;
    p->tested_depth++;
    if (parse_params(p, f, s)) {
        if (parse_is_word(p, "external"))
            f->body = parse_fail(p, p->tok.from,
                                 "external functions are not supported: a policy "
                                 "runs FEEL only");
        else
            f->body = parse_expression(p);
    } else {
        f->n_param = 0;
        f->body = n;
    }
    p->tested_depth--;
    f->n_slot = p->c->max_slot;
    p->c->next_slot = next_slot;
    p->c->max_slot = max_slot;
    p->scope = s->outer;
    p->depth--;
    n->u.lambda.lambda = f;
    n->type = function_type(p, f);
    return parse_finish(p, n, at.from);
}

static bool parse_key(struct parser *p, str *out)
{
    if (p->tok.kind == TOKEN_STRING) {
        struct token t = parse_next(p);
        if (!lex_string(&p->lx, t, out)) {
            parse_fail(p, t.from, "%s", p->lx.err.msg);
            return false;
        }
        return true;
    }
    size_t colon = parse_find_colon(p);
    if (!colon) {
        parse_fail(p, p->tok.from, "a key and \":\" expected, found %.*s",
                   STR_ARG(lex_describe(p->mem, &p->lx, p->tok)));
        return false;
    }
    *out = parse_new_name(p, colon);
    return true;
}

struct entries {
    struct node_entry *at;
    size_t n, cap;
};

static void entry_add(struct parser *p, struct entries *l, struct node_entry e)
{
    if (l->n == l->cap) {
        l->cap = l->cap ? l->cap * 2 : 4;
        struct node_entry *at = arena_new(p->mem, struct node_entry, l->cap);
        if (l->n)
            memcpy(at, l->at, l->n * sizeof *at);
        l->at = at;
    }
    l->at[l->n++] = e;
}

/* Later entries see this one. A name that is there already gets its type. */
static void add_key(struct parser *p, struct scope *s, const struct node_entry *e,
                    const struct type *type)
{
    for (size_t i = s->n; i-- > 0 && s->symbol[i].slot == e->slot;) {
        s->symbol[i].type = type;
        return;
    }
    scope_add(p->mem, s,
              (struct symbol){
                  .name = e->name, .type = type, .kind = SYMBOL_LOCAL, .slot = e->slot });
}

struct node *parse_context(struct parser *p)
{
    struct token open = parse_next(p);
    struct node *n = node_new(p->mem, NODE_CONTEXT, open.from);
    struct scope *s = scope_new(p->mem, p->scope, SCOPE_BLOCK);
    struct entries entries = { 0 };
    bool endpoint = p->in_endpoint, twice = false;
    p->scope = s;
    p->in_endpoint = false;
    while (p->tok.kind != TOKEN_RBRACE && !p->failed) {
        struct node_entry e = { 0 };
        uint32_t pos = p->tok.from;
        if (!parse_key(p, &e.name) || !parse_expect(p, TOKEN_COLON, "\":\""))
            break;
        e.slot = compiler_take_slot(p->c);
        bool twice_here = scope_find_here(s, e.name);
        bool function = parse_is_word(p, "function");
        if (function) /* it may call itself */
            add_key(p, s, &e, &type_any_function);
        struct node *value = parse_expression(p);
        e.value = value;
        if (twice_here) {
            parse_note(p, ERR_NAME, pos, "key \"%.*s\" stands in this context twice",
                       STR_ARG(e.name));
            twice = true;
        }
        entry_add(p, &entries, e);
        add_key(p, s, &e, value->type);
        if (!parse_accept(p, TOKEN_COMMA))
            break;
    }
    p->scope = s->outer;
    p->in_endpoint = endpoint;
    compiler_drop_slots(p->c, (unsigned)entries.n);
    parse_expect(p, TOKEN_RBRACE, "\"}\" or \",\"");
    n->u.context.at = entries.at;
    n->u.context.n = entries.n;
    n = parse_finish(p, n, open.from);
    if (twice && !p->failed)
        n->kind = NODE_ERROR;
    return n;
}
