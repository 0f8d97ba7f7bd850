#include "feel/compile.h"

#include "base/sbuf.h"
#include "base/utf8.h"
#include "feel/lex.h"

enum { INDEX_FROM = 12 }; /* scopes with fewer names are searched in order */

static uint32_t hash(str s)
{
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < s.n; i++)
        h = (h ^ (unsigned char)s.at[i]) * 16777619u;
    return h;
}

struct scope *scope_new(struct arena *mem, const struct scope *outer,
                        enum scope_kind kind)
{
    struct scope *s = arena_new(mem, struct scope, 1);
    s->outer = outer;
    s->kind = kind;
    return s;
}

static void index_put(struct scope *s, size_t i)
{
    size_t at = hash(s->symbol[i].name) % s->n_index;
    while (s->index[at])
        at = (at + 1) % s->n_index;
    s->index[at] = (uint32_t)i + 1;
}

static void index_build(struct arena *mem, struct scope *s)
{
    s->n_index = s->cap * 2 + 1;
    s->index = arena_new(mem, uint32_t, s->n_index);
    for (size_t i = 0; i < s->n; i++)
        index_put(s, i);
}

void scope_add(struct arena *mem, struct scope *s, struct symbol symbol)
{
    bool grown = s->n == s->cap;
    if (grown) {
        s->cap = s->cap ? s->cap * 2 : 4;
        struct symbol *at = arena_new(mem, struct symbol, s->cap);
        if (s->n)
            memcpy(at, s->symbol, s->n * sizeof *at);
        s->symbol = at;
    }
    symbol.complex = feel_name_is_complex(symbol.name);
    s->n_complex += symbol.complex;
    s->symbol[s->n++] = symbol;
    if (s->n >= INDEX_FROM && grown)
        index_build(mem, s);
    else if (s->index)
        index_put(s, s->n - 1);
}

const struct symbol *scope_find_here(const struct scope *s, str name)
{
    if (s->index) {
        size_t at = hash(name) % s->n_index;
        for (; s->index[at]; at = (at + 1) % s->n_index)
            if (str_eq(s->symbol[s->index[at] - 1].name, name))
                return &s->symbol[s->index[at] - 1];
        return NULL;
    }
    for (size_t i = s->n; i-- > 0;)
        if (str_eq(s->symbol[i].name, name))
            return &s->symbol[i];
    return NULL;
}

uint16_t compiler_take_slot(struct compiler *c)
{
    /* Past the limit everybody shares the last slot: wrong, but reported. */
    unsigned slot = c->next_slot < FEEL_SLOTS_MAX ? c->next_slot : FEEL_SLOTS_MAX - 1;
    if (c->next_slot++ == FEEL_SLOTS_MAX)
        findings_add(c->findings, SEVERITY_ERROR, ERR_LIMIT,
                     "a function has more than %d local names", FEEL_SLOTS_MAX);
    if (c->max_slot <= slot)
        c->max_slot = slot + 1;
    return (uint16_t)slot;
}

void compiler_drop_slots(struct compiler *c, unsigned n)
{
    c->next_slot -= n < c->next_slot ? n : c->next_slot;
}

bool feel_is_dash(str text)
{
    str t = str_trim(text);
    return t.n == 0 || str_is(t, "-");
}

bool feel_name_is_complex(str name)
{
    return lex_word(name, 0) != name.n;
}

str feel_name(struct arena *mem, str text)
{
    text = str_trim(text);
    struct sbuf b;
    sbuf_init(&b, mem);
    bool changed = false, space = false;
    for (size_t i = 0; i < text.n;) {
        size_t next = i;
        if (utf8_is_space(utf8_next(text, &next))) {
            changed |= space || text.at[i] != ' ';
            if (!space)
                sbuf_char(&b, ' ');
            space = true;
        } else {
            sbuf_add(&b, text.at + i, next - i);
            space = false;
        }
        i = next;
    }
    return changed ? sbuf_str(&b) : text;
}

/* Where in the model: decision "x", rule 3, column "y". */
static void model_place(const struct source *s, struct err *e)
{
    if (!s->place.n)
        return;
    if (s->rule && s->column.n)
        err_place(e, "%.*s, rule %d, column \"%.*s\"", STR_ARG(s->place), s->rule,
                  STR_ARG(s->column));
    else if (s->column.n)
        err_place(e, "%.*s, column \"%.*s\"", STR_ARG(s->place), STR_ARG(s->column));
    else
        err_place(e, "%.*s", STR_ARG(s->place));
}

void source_place(const struct source *s, uint32_t pos, struct err *e)
{
    int line, col;
    text_place(s->text, pos, &line, &col);
    if (s->line) {
        if (line == 1)
            col = s->col ? col + s->col - 1 : 0;
        line += s->line - 1;
    }
    err_at(e, s->file, line, col);
    model_place(s, e);
}
