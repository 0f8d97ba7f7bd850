#include "policy/sentence.h"

#include "base/utf8.h"

enum { SENTENCE_PARTS_MAX = 100 };

/* Literal text, or, where `node` is set, an expression. */
struct part {
    str text;
    const struct node *node;
    unsigned n_slot;
};

struct sentence {
    const struct part *part;
    size_t n;
};

struct splitter {
    struct compiler *c;
    const struct doc_text *whole;
    str file, place;
    const struct scope *scope;
    unsigned n_local;
    struct part part[SENTENCE_PARTS_MAX];
    size_t n;
};

static struct err *fault(struct splitter *s, const char *msg)
{
    struct err *e = findings_add(s->c->findings, SEVERITY_ERROR, ERR_SYNTAX, "%s", msg);
    err_at(e, s->file, s->whole->line, s->whole->col);
    err_place(e, "%.*s", STR_ARG(s->place));
    return e;
}

static bool add(struct splitter *s, struct part p)
{
    if (s->n == SENTENCE_PARTS_MAX) {
        fault(s, "a sentence has too many parts");
        return false;
    }
    s->part[s->n++] = p;
    return true;
}

/* End of the expression that starts at `from`: its `}`, outside texts and inner braces. */
static size_t expression_end(str text, size_t from)
{
    size_t depth = 0;
    for (size_t i = from; i < text.n; i++) {
        char c = text.at[i];
        if (c == '"') {
            for (i++; i < text.n && text.at[i] != '"'; i++)
                i += text.at[i] == '\\';
        } else if (c == '{') {
            depth++;
        } else if (c == '}' && depth-- == 0) {
            return i;
        }
    }
    return SIZE_MAX;
}

static bool add_expression(struct splitter *s, size_t from, size_t to)
{
    struct compiler *c = s->c;
    struct source *src = arena_new(c->mem, struct source, 1);
    *src = (struct source){ .text = str_slice(s->whole->text, from, to),
                            .file = s->file,
                            .place = s->place,
                            .line = s->whole->line,
                            .col = s->whole->col };
    if (s->whole->line)
        text_place(s->whole->text, from, &src->line, &src->col);
    src->col += src->line == 1 ? s->whole->col - 1 : 0;
    src->line += s->whole->line - 1;
    unsigned next_slot = c->next_slot, max_slot = c->max_slot;
    c->next_slot = c->max_slot = s->n_local;
    const struct node *node = feel_expression(c, src, s->scope);
    struct part p = { src->text, node, c->max_slot };
    c->next_slot = next_slot;
    c->max_slot = max_slot;
    return add(s, p);
}

static bool add_text(struct splitter *s, struct sbuf *b)
{
    str text = sbuf_str(b);
    bool ok = text.n == 0 || add(s, (struct part){ .text = arena_str(s->c->mem, text) });
    b->n = 0;
    return ok;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

static void split(struct splitter *s)
{
    str text = s->whole->text;
    struct sbuf b;
    sbuf_init(&b, s->c->mem);
    for (size_t i = 0; i < text.n; i++) {
        char c = text.at[i];
        bool twice = i + 1 < text.n && text.at[i + 1] == c;
        if (c == '{' && !twice) {
            size_t end = expression_end(text, i + 1);
            if (end == SIZE_MAX)
                fault(s, "a \"{\" has no \"}\"");
            if (end == SIZE_MAX || !add_text(s, &b) || !add_expression(s, i + 1, end))
                return;
            i = end;
        } else if (c == '}' && !twice) {
            fault(s, "a \"}\" has no \"{\"");
            return;
        } else if (is_space(c)) {
            if (i + 1 < text.n && !is_space(text.at[i + 1]))
                sbuf_char(&b, ' ');
        } else {
            i += c == '{' || c == '}';
            sbuf_char(&b, c);
        }
    }
    add_text(s, &b);
}

const struct sentence *sentence_compile(struct compiler *c, const struct doc_text *text, str file,
                                        str place, const struct scope *scope, unsigned n_local)
{
    struct splitter s = { .c = c, .file = file, .place = place, .scope = scope,
                          .n_local = n_local };
    struct doc_text trimmed = *text;
    trimmed.text = str_trim(text->text);
    s.whole = &trimmed;
    split(&s);
    struct sentence *out = arena_new(c->mem, struct sentence, 1);
    struct part *part = arena_new(c->mem, struct part, s.n);
    if (s.n)
        memcpy(part, s.part, s.n * sizeof *part);
    *out = (struct sentence){ part, s.n };
    return out;
}

void sentence_value(struct sbuf *to, struct value v)
{
    size_t from = to->n;
    if (v.kind == V_NULL)
        sbuf_raw(to, "onbekend");
    else if (v.kind == V_BOOL)
        sbuf_put(to, v.u.b ? STR("ja") : STR("nee"));
    else
        value_text(to, v);
    for (size_t i = from; v.kind == V_NUM && i < to->n; i++)
        if (to->at[i] == '.')
            to->at[i] = ',';
}

void sentence_write(struct sbuf *to, const struct run *r, const struct sentence *s,
                    const struct value *local, size_t n_local)
{
    for (size_t i = 0; i < s->n; i++) {
        const struct part *p = &s->part[i];
        if (!p->node) {
            sbuf_put(to, p->text);
            continue;
        }
        struct run own = *r;
        own.failed = false;
        own.err = (struct err){ 0 };
        sentence_value(to, feel_run(&own, p->node, p->n_slot, local, n_local));
    }
}
