#include "feel/parse_int.h"

#include <assert.h>

#include "base/utf8.h"

static bool is_name_char(str t, size_t i)
{
    return i < t.n && lex_word(t, i) > i;
}

static bool is_part_at(str t, size_t i)
{
    if (i >= t.n)
        return false;
    unsigned char c = (unsigned char)t.at[i];
    if (c < 0x80)
        return (c >= '0' && c <= '9') || is_name_char(t, i);
    size_t next = i;
    return utf8_is_name_part(utf8_next(t, &next));
}

/* Byte after `name` when the text at `from` reads as that name (a space in the
 * name matches any white space); 0 when not. A name does not end inside a word. */
static size_t match(str text, size_t from, str name)
{
    size_t i = from;
    for (size_t k = 0; k < name.n; k++) {
        if (name.at[k] == ' ') {
            size_t after = i;
            while (after < text.n) {
                size_t next = after;
                if (!utf8_is_space(utf8_next(text, &next)))
                    break;
                after = next;
            }
            if (after == i)
                return 0;
            i = after;
        } else if (i >= text.n || text.at[i++] != name.at[k]) {
            return 0;
        }
    }
    bool word = name.n && is_part_at(name, name.n - 1);
    unsigned char last = name.n ? (unsigned char)name.at[name.n - 1] : 0;
    return (word || last >= 0x80) && is_part_at(text, i) ? 0 : i;
}

struct found {
    size_t end; /* byte after the name; 0: nothing found */
    const struct symbol *symbol;
    const struct type_member *member; /* entry of an element scope */
    const struct scope *scope;
    const struct builtin *builtin;
    bool item;
    unsigned depth;
};

static void take_longer(struct found *best, struct found one)
{
    if (one.end > best->end)
        *best = one;
}

static void find_in_symbols(struct parser *p, const struct scope *s, unsigned depth,
                            struct found *best)
{
    const struct symbol *simple = scope_find_here(s, p->tok.word);
    if (simple)
        take_longer(best,
                    (struct found){ .end = p->tok.to, .symbol = simple, .depth = depth });
    if (!s->n_complex)
        return;
    for (size_t i = 0; i < s->n; i++)
        if (s->symbol[i].complex) {
            size_t end = match(p->lx.text, p->tok.from, s->symbol[i].name);
            take_longer(best, (struct found){
                                  .end = end, .symbol = &s->symbol[i], .depth = depth });
        }
}

static void find_in_element(struct parser *p, const struct scope *s, unsigned depth,
                            struct found *best)
{
    const struct type *t = s->element;
    for (uint32_t i = 0; t && t->kind == TYPE_CONTEXT && i < t->n_member; i++) {
        size_t end = match(p->lx.text, p->tok.from, t->member[i].name);
        take_longer(
            best, (struct found){
                      .end = end, .member = &t->member[i], .scope = s, .depth = depth });
    }
    if (str_is(p->tok.word, "item"))
        take_longer(
            best,
            (struct found){ .end = p->tok.to, .scope = s, .item = true, .depth = depth });
}

static void find_builtin(struct parser *p, struct found *best)
{
    size_t n;
    const str *names = builtin_names(&n);
    for (size_t i = 0; i < n; i++) {
        if (names[i].at[0] != p->tok.word.at[0])
            continue;
        size_t end = match(p->lx.text, p->tok.from, names[i]);
        if (end > best->end)
            *best = (struct found){ .end = end, .builtin = builtin_find(names[i]) };
    }
}

/* A built-in stays callable where a fact happens to have its name. */
static bool builtin_wins(struct parser *p, const struct found *f)
{
    if (!f->symbol || f->symbol->type->kind == TYPE_FUNCTION ||
        f->symbol->type->kind == TYPE_ANY)
        return false;
    size_t after = lex_skip(p->lx.text, f->end);
    return after < p->lx.text.n && p->lx.text.at[after] == '(';
}

static bool element_is_open(const struct scope *s)
{
    return !s->element || s->element->kind == TYPE_ANY ||
           (s->element->kind == TYPE_CONTEXT && s->element->n_member == 0);
}

static void take_to(struct parser *p, size_t end)
{
    p->end = (uint32_t)end;
    p->tok = lex_at(&p->lx, end);
    if (p->tok.kind == TOKEN_BAD)
        parse_fail(p, p->tok.from, "%s", p->lx.err.msg);
}

static struct node *local_node(struct parser *p, uint16_t slot, unsigned depth,
                               const struct type *type)
{
    struct node *n = node_new(p->mem, NODE_LOCAL, p->tok.from);
    n->slot = slot;
    n->depth = (uint16_t)depth;
    n->type = type ? type : &type_any;
    return n;
}

static struct node *found_node(struct parser *p, const struct found *f)
{
    uint32_t at = p->tok.from;
    if (f->builtin) {
        struct function *fn = arena_new(p->mem, struct function, 1);
        fn->builtin = f->builtin;
        struct node *n = node_new(p->mem, NODE_CONST, at);
        n->u.value = (struct value){ .kind = V_FUNCTION, .u.function = fn };
        n->type = &type_any_function;
        return n;
    }
    if (f->item || f->member) {
        struct node *n = local_node(p, f->scope->slot, f->depth, f->scope->element);
        if (f->item)
            return n;
        struct node *path = node_new(p->mem, NODE_PATH, at);
        path->u.pick.from = n;
        path->u.pick.name = f->member->name;
        path->type = f->member->type ? f->member->type : &type_any;
        return path;
    }
    const struct symbol *s = f->symbol;
    assert(s);
    if (str_is(s->name, "partial"))
        p->uses_partial = true;
    if (s->kind == SYMBOL_LOCAL)
        return local_node(p, s->slot, f->depth, s->type);
    struct node *n = node_new(p->mem, NODE_GLOBAL, at);
    n->slot = s->slot;
    n->type = s->type;
    return n;
}

/* The longest name at the current word that the scope or a built-in has. */
static struct found find_name(struct parser *p)
{
    struct found best = { 0 };
    unsigned depth = 0;
    for (const struct scope *s = p->scope; s; s = s->outer) {
        if (s->kind == SCOPE_ELEMENT)
            find_in_element(p, s, depth, &best);
        find_in_symbols(p, s, depth, &best);
        depth += s->kind == SCOPE_FUNCTION;
    }
    if (!best.end || builtin_wins(p, &best)) {
        struct found builtin = { 0 };
        find_builtin(p, &builtin);
        if (builtin.end >= best.end && builtin.builtin)
            best = builtin;
    } else {
        find_builtin(p, &best);
    }
    return best;
}

/* Names of the model with spaces, where a value of unknown type may have them. */
static size_t known_end(const struct parser *p, size_t end)
{
    for (size_t i = 0; i < p->c->n_known; i++) {
        size_t to = match(p->lx.text, p->tok.from, p->c->known[i]);
        if (to > end)
            end = to;
    }
    return end;
}

/* Inside filters on values of unknown type a name may be an entry of the element:
 * ask the innermost first when it runs, and fall back on what is known. */
static struct node *with_open_elements(struct parser *p, struct node *fallback, str name)
{
    const struct scope *open[8] = { 0 };
    unsigned depths[8] = { 0 }, depth = 0;
    size_t n = 0;
    for (const struct scope *s = p->scope; s && n < 8; s = s->outer) {
        if (s->kind == SCOPE_ELEMENT && element_is_open(s)) {
            open[n] = s;
            depths[n++] = depth;
        }
        depth += s->kind == SCOPE_FUNCTION;
    }
    while (n-- > 0) {
        struct node *e = node_new(p->mem, NODE_ELEMENT, p->tok.from);
        e->slot = open[n]->slot;
        e->depth = (uint16_t)depths[n];
        e->u.pick.from = fallback;
        e->u.pick.name = name;
        fallback = e;
    }
    return fallback;
}

static bool has_open_element(const struct parser *p)
{
    for (const struct scope *s = p->scope; s; s = s->outer)
        if (s->kind == SCOPE_ELEMENT && element_is_open(s))
            return true;
    return false;
}

bool parse_is_long_name(struct parser *p)
{
    return find_name(p).end > p->tok.to;
}

struct node *parse_known_name(struct parser *p)
{
    struct found f = find_name(p);
    struct node *n = f.end ? found_node(p, &f) : NULL;
    size_t end = f.end;
    bool inner = f.item || f.member || (f.symbol && f.symbol->kind == SYMBOL_LOCAL);
    if (has_open_element(p) && !inner) {
        size_t to = known_end(p, end ? end : p->tok.to);
        str name = feel_name(p->mem, str_slice(p->lx.text, p->tok.from, to));
        n = with_open_elements(p, to > end ? NULL : n, name);
        end = to;
    }
    if (n)
        take_to(p, end);
    return n;
}

const struct symbol *parse_name_elsewhere(struct parser *p)
{
    struct found f = { 0 };
    if (p->c->elsewhere)
        find_in_symbols(p, p->c->elsewhere, 0, &f);
    if (f.symbol)
        take_to(p, f.end);
    return f.symbol;
}

str parse_member_name(struct parser *p, const struct type *t)
{
    static const char *const spaced[] = { "time offset", "start included",
                                          "end included" };
    if (p->tok.kind != TOKEN_NAME) {
        parse_fail(p, p->tok.from, "a name expected after \".\", found %.*s",
                   STR_ARG(lex_describe(p->mem, &p->lx, p->tok)));
        return STR("");
    }
    while (t && t->kind == TYPE_LIST)
        t = t->of;
    size_t end = p->tok.to;
    for (uint32_t i = 0; t && t->kind == TYPE_CONTEXT && i < t->n_member; i++) {
        size_t to = match(p->lx.text, p->tok.from, t->member[i].name);
        end = to > end ? to : end;
    }
    for (size_t i = 0; i < 3; i++) {
        size_t to = match(p->lx.text, p->tok.from, str_of(spaced[i]));
        end = to > end ? to : end;
    }
    if (!t || t->kind == TYPE_ANY || (t->kind == TYPE_CONTEXT && !t->n_member))
        end = known_end(p, end);
    str name = feel_name(p->mem, str_slice(p->lx.text, p->tok.from, end));
    take_to(p, end);
    return name;
}

str parse_new_name(struct parser *p, size_t stop)
{
    str name = feel_name(p->mem, str_slice(p->lx.text, p->tok.from, stop));
    take_to(p, stop);
    return name;
}

size_t parse_find_colon(const struct parser *p)
{
    str t = p->lx.text;
    if (p->tok.kind != TOKEN_NAME)
        return 0;
    size_t i = p->tok.from;
    for (; i < t.n && t.at[i] != ':'; i++) {
        unsigned char c = (unsigned char)t.at[i];
        bool symbol = c == '.' || c == '/' || c == '-' || c == '\'' || c == '+' ||
                      c == '*';
        bool space = c == ' ' || (c >= 9 && c <= 13);
        bool word = c >= 0x80 || c == '_' || c == '?' || (c >= '0' && c <= '9') ||
                    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!symbol && !space && !word)
            return 0;
    }
    return i < t.n ? i : 0;
}
