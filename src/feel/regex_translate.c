#include "feel/regex.h"

#include "base/utf8.h"
#include "feel/regex_int.h"

enum {
    GROUP_DEPTH_MAX = 100,
    SUBTRACT_DEPTH_MAX = 20,
    REPEAT_MAX = 65535,
};

struct translation {
    struct arena *mem;
    str in;
    size_t i; /* byte to read next */
    struct sbuf out;
    unsigned groups;
    bool closed[REGEX_GROUPS_MAX + 1];
    unsigned open[GROUP_DEPTH_MAX]; /* group numbers; 0 for (?: */
    int depth;
    bool atom; /* a quantifier may follow */
    bool dot_all, back_reference;
    struct err *err;
};

static bool wrong(struct translation *t, const char *what)
{
    return err_set(t->err, ERR_SYNTAX, "at position %zu: %s",
                   utf8_length(str_slice(t->in, 0, t->i)) + 1, what);
}

static bool ended(const struct translation *t)
{
    return t->i >= t->in.n;
}

/* The byte `ahead` of the next one; NUL past the end. */
static char peek_at(const struct translation *t, size_t ahead)
{
    if (t->in.n - t->i <= ahead)
        return '\0';
    return t->in.at[t->i + ahead];
}

static char peek(const struct translation *t)
{
    return peek_at(t, 0);
}

static bool take(struct translation *t, char c)
{
    if (ended(t) || t->in.at[t->i] != c)
        return false;
    t->i++;
    return true;
}

static bool is_one_of(char c, const char *set)
{
    return c && strchr(set, c);
}

static void put_literal(struct sbuf *b, uint32_t code)
{
    char utf8[4];
    bool plain = code >= 0x80 || (code >= '0' && code <= '9') ||
                 (code >= 'A' && code <= 'Z') || (code >= 'a' && code <= 'z');
    if (plain)
        sbuf_add(b, utf8, utf8_put(utf8, code));
    else
        sbuf_printf(b, "\\x{%x}", (unsigned)code);
}

/* The character that a one-character escape stands for; false when `e` is none. */
static bool single_escape(char e, uint32_t *code)
{
    if (e == 'n')
        *code = '\n';
    else if (e == 'r')
        *code = '\r';
    else if (e == 't')
        *code = '\t';
    else if (is_one_of(e, "\\|.?*+(){}-[]^$"))
        *code = (unsigned char)e;
    else
        return false;
    return true;
}

/* `{name}` after \p or \P. */
static bool read_property(struct translation *t, struct sbuf *b, bool negated)
{
    if (!take(t, '{'))
        return wrong(t, "\"{\" must follow \\p and \\P");
    size_t from = t->i;
    while (!ended(t) && peek(t) != '}')
        t->i++;
    str name = str_slice(t->in, from, t->i);
    if (!take(t, '}'))
        return wrong(t, "\\p{ has no end");
    if (regex_put_property(b, name, negated))
        return true;
    t->i = from;
    return wrong(t, "this character category or block is not known");
}

/* One member of a class: a character in *code, or a set that was written to `b`. */
static bool read_member(struct translation *t, struct sbuf *b, uint32_t *code,
                        bool *is_set)
{
    *is_set = false;
    if (peek(t) == '[')
        return wrong(t, "\"[\" inside a class must be written \\[");
    if (!take(t, '\\')) {
        *code = utf8_next(t->in, &t->i);
        return true;
    }
    char e = peek(t);
    if (single_escape(e, code)) {
        t->i++;
        return true;
    }
    *is_set = true;
    if (is_one_of(e, "dDwWsSiIcC")) {
        t->i++;
        regex_put_set(b, e);
        return true;
    }
    if (e == 'p' || e == 'P') {
        t->i++;
        return read_property(t, b, e == 'P');
    }
    return wrong(t, "this escape is not known inside a class");
}

/* A member, or a range of two characters. */
static bool read_range(struct translation *t, struct sbuf *b, bool first)
{
    uint32_t low = 0, high;
    bool is_set;
    if (peek(t) == '-' && !first && peek_at(t, 1) != ']')
        return wrong(t, "\"-\" in the midst of a class must be written \\-");
    if (!read_member(t, b, &low, &is_set))
        return false;
    if (is_set)
        return true;
    high = low;
    char after = peek_at(t, 1);
    if (peek(t) == '-' && after != ']' && after != '[' && after) {
        t->i++;
        if (!read_member(t, b, &high, &is_set))
            return false;
        if (is_set || high < low)
            return wrong(t, "a range must run from a lower to a higher character");
    }
    regex_put_range(b, low, high);
    return true;
}

/* What follows "[", to and with its "]": `[a-z-[aeiou]]` becomes a look-ahead for
 * what is taken away, and the class. */
static bool read_class(struct translation *t, struct sbuf *out, int depth)
{
    struct sbuf members, minus;
    sbuf_init(&members, t->mem);
    sbuf_init(&minus, t->mem);
    if (depth > SUBTRACT_DEPTH_MAX)
        return wrong(t, "classes are nested too deep");
    bool negated = take(t, '^');
    for (bool first = true; first || peek(t) != ']'; first = false) {
        if (ended(t) || (first && peek(t) == ']'))
            return wrong(t, "a class needs at least one character and a \"]\"");
        bool subtracts = peek(t) == '-' && peek_at(t, 1) == '[';
        if (subtracts && !first) {
            t->i += 2;
            if (!read_class(t, &minus, depth + 1))
                return false;
            if (peek(t) != ']')
                return wrong(t, "\"]\" must follow what is subtracted from a class");
            break;
        }
        if (!read_range(t, &members, first))
            return false;
    }
    t->i++;
    if (minus.n) {
        sbuf_raw(out, "(?:(?!");
        sbuf_put(out, sbuf_str(&minus));
        sbuf_char(out, ')');
    }
    sbuf_char(out, '[');
    if (negated)
        sbuf_char(out, '^');
    sbuf_put(out, sbuf_str(&members));
    sbuf_char(out, ']');
    if (minus.n)
        sbuf_char(out, ')');
    return true;
}

/* `\1`: as many digits as still name a group that is closed. */
static bool read_reference(struct translation *t)
{
    unsigned k = (unsigned)(t->in.at[t->i++] - '0');
    while (peek(t) >= '0' && peek(t) <= '9') {
        unsigned longer = k * 10 + (unsigned)(peek(t) - '0');
        if (longer > t->groups)
            break;
        k = longer;
        t->i++;
    }
    if (k > t->groups || !t->closed[k])
        return wrong(t, "this refers to a group that does not stand before it");
    sbuf_printf(&t->out, "\\g{%u}", k);
    t->back_reference = true;
    return true;
}

static bool read_escape(struct translation *t)
{
    uint32_t code;
    char e = peek(t);
    t->atom = true;
    if (single_escape(e, &code)) {
        t->i++;
        put_literal(&t->out, code);
        return true;
    }
    if (e >= '1' && e <= '9')
        return read_reference(t);
    if (!is_one_of(e, "dDwWsSiIcCpP"))
        return wrong(t, "this escape is not known");
    t->i++;
    sbuf_char(&t->out, '[');
    if (e == 'p' || e == 'P') {
        if (!read_property(t, &t->out, e == 'P'))
            return false;
    } else {
        regex_put_set(&t->out, e);
    }
    sbuf_char(&t->out, ']');
    return true;
}

static bool open_group(struct translation *t)
{
    unsigned number = 0;
    if (t->depth == GROUP_DEPTH_MAX)
        return wrong(t, "groups are nested too deep");
    if (take(t, '?')) {
        if (!take(t, ':'))
            return wrong(t, "after \"(?\" only \":\" is known");
        sbuf_raw(&t->out, "(?:");
    } else {
        if (t->groups == REGEX_GROUPS_MAX)
            return wrong(t, "there are too many groups");
        number = ++t->groups;
        sbuf_char(&t->out, '(');
    }
    t->open[t->depth++] = number;
    t->atom = false;
    return true;
}

static bool close_group(struct translation *t)
{
    if (!t->depth)
        return wrong(t, "\")\" closes no group");
    t->closed[t->open[--t->depth]] = true;
    sbuf_char(&t->out, ')');
    t->atom = true;
    return true;
}

static bool read_count(struct translation *t, unsigned *out)
{
    if (peek(t) < '0' || peek(t) > '9')
        return wrong(t, "a number must stand between \"{\" and \"}\"");
    unsigned n = 0;
    while (peek(t) >= '0' && peek(t) <= '9') {
        n = n * 10 + (unsigned)(t->in.at[t->i++] - '0');
        if (n > REPEAT_MAX)
            return wrong(t, "a repeat count may not be above 65535");
    }
    *out = n;
    return true;
}

/* After "{": `n}`, `n,}` or `n,m}`. */
static bool read_repeat(struct translation *t)
{
    unsigned low = 0, high;
    if (!read_count(t, &low))
        return false;
    high = low;
    sbuf_printf(&t->out, "{%u", low);
    if (take(t, ',')) {
        sbuf_char(&t->out, ',');
        if (peek(t) != '}') {
            if (!read_count(t, &high))
                return false;
            sbuf_printf(&t->out, "%u", high);
        }
    }
    if (!take(t, '}') || high < low)
        return wrong(t, "a repeat is written {n}, {n,} or {n,m}");
    sbuf_char(&t->out, '}');
    return true;
}

static bool read_quantifier(struct translation *t, char c)
{
    if (!t->atom)
        return wrong(t, "there is nothing to repeat");
    if (c == '{') {
        if (!read_repeat(t))
            return false;
    } else {
        sbuf_char(&t->out, c);
    }
    if (take(t, '?'))
        sbuf_char(&t->out, '?');
    t->atom = false;
    return true;
}

static bool read_piece(struct translation *t)
{
    char c = peek(t);
    if (is_one_of(c, "\\([)|^$.*+?{}]"))
        t->i++;
    switch (c) {
    case '\\':
        return read_escape(t);
    case '(':
        return open_group(t);
    case ')':
        return close_group(t);
    case '[':
        t->atom = true;
        return read_class(t, &t->out, 0);
    case '|':
    case '^':
    case '$':
        t->atom = false;
        sbuf_char(&t->out, c);
        return true;
    case '.':
        t->atom = true;
        sbuf_put(&t->out, t->dot_all ? STR(".") : STR("[^\\n\\r]"));
        return true;
    case '*':
    case '+':
    case '?':
    case '{':
        return read_quantifier(t, c);
    case '}':
    case ']':
        return wrong(t, "a bracket without its partner must be escaped");
    default:
        t->atom = true;
        put_literal(&t->out, utf8_next(t->in, &t->i));
        return true;
    }
}

static bool is_white(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Flag x: the pattern without white space, but for that inside classes. */
static str without_space(struct arena *mem, str s)
{
    char *at = arena_raw(mem, char, s.n + 1);
    size_t n = 0;
    int classes = 0;
    bool escaped = false;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.at[i];
        if (!classes && is_white(c))
            continue;
        at[n++] = c;
        if (!escaped) {
            classes += c == '[';
            classes -= c == ']' && classes;
        }
        escaped = c == '\\' && !escaped;
    }
    return (str){ at, n };
}

static bool read_flags(str flags, struct regex_pcre *out, bool *spaced, bool *quoted,
                       struct err *err)
{
    for (size_t i = 0; i < flags.n; i++) {
        switch (flags.at[i]) {
        case 's':
            out->dot_all = true;
            break;
        case 'm':
            out->multi_line = true;
            break;
        case 'i':
            out->ignore_case = true;
            break;
        case 'x':
            *spaced = true;
            break;
        case 'q':
            *quoted = true;
            break;
        default:
            return err_set(err, ERR_SYNTAX, "flags may be s, m, i, x and q only");
        }
    }
    return true;
}

bool regex_translate(struct arena *mem, str pattern, str flags, struct regex_pcre *out,
                     struct err *err)
{
    struct regex_pcre x = { 0 };
    bool spaced = false, quoted = false;
    if (!read_flags(flags, &x, &spaced, &quoted, err))
        return false;
    struct translation *t = arena_new(mem, struct translation, 1);
    t->mem = mem;
    t->in = spaced && !quoted ? without_space(mem, pattern) : pattern;
    t->dot_all = x.dot_all;
    t->err = err;
    sbuf_init(&t->out, mem);
    while (!ended(t)) {
        if (quoted)
            put_literal(&t->out, utf8_next(t->in, &t->i));
        else if (!read_piece(t))
            return false;
    }
    if (t->depth)
        return wrong(t, "a group has no \")\"");
    x.pattern = sbuf_str(&t->out);
    x.groups = t->groups;
    x.back_reference = t->back_reference;
    *out = x;
    return true;
}
