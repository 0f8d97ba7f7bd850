#include "base/json.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/json_int.h"
#include "base/utf8.h"

enum {
    FEW_MEMBERS = 16,  /* an object with more has its keys checked when it closes */
    SHORT_DIGITS = 18, /* surely fit in 64 bits */
    FOUND_MAX = 24,    /* characters of the text that a message quotes */
};

#define EVERY_BYTE(b) (0x0101010101010101u * (b))

struct parser {
    struct arena *mem;
    struct arena scratch;
    const char *text, *at, *end;
    struct json *stack; /* of all lists and objects that are open: values, and names
                         * (as texts) before theirs */
    size_t n, cap;
    int depth;
    struct err *err;
};

static bool parse_value(struct parser *p, struct json *out);

static bool fail(struct parser *p, const char *at, enum err_code code, const char *fmt,
                 ...) __attribute__((format(printf, 4, 5)));

static bool fail(struct parser *p, const char *at, enum err_code code, const char *fmt,
                 ...)
{
    char msg[sizeof p->err->msg];
    int line, col;
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(msg, sizeof msg, fmt, ap);
    va_end(ap);
    err_set(p->err, code, "%s", msg);
    text_place((str){ p->text, (size_t)(p->end - p->text) }, (size_t)(at - p->text),
               &line, &col);
    err_at(p->err, (str){ 0 }, line, col);
    return false;
}

static bool is_word(char c)
{
    unsigned char u = (unsigned char)c;
    return (unsigned)((u | 0x20) - 'a') < 26 || (unsigned)(u - '0') < 10 || u == '_' ||
           u == '.' || u == '-' || u == '+' || u >= 0x80;
}

/* What stands at `at`, for a message: a word, a character or the end. */
static str found(struct parser *p, const char *at)
{
    if (at == p->end)
        return STR("the end of the text");
    if ((unsigned char)*at < 0x20)
        return arena_printf(&p->scratch, "control character U+%04X", (unsigned char)*at);
    size_t n = 0, whole = 0, left = (size_t)(p->end - at);
    str rest = { at, left };
    while (n < left && is_word(at[n]) && whole < FOUND_MAX) {
        utf8_next(rest, &n);
        whole++;
    }
    if (n == 0)
        n = 1;
    return arena_printf(&p->scratch, "\"%.*s\"", (int)n, at);
}

static bool fail_expected(struct parser *p, const char *expected)
{
    str got = found(p, p->at);
    fail(p, p->at, ERR_SYNTAX, "expected %s, found %.*s", expected, STR_ARG(got));
    if (p->at < p->end && *p->at == '\'')
        err_hint(p->err, "JSON has texts and names in double quotes.");
    else if (p->at < p->end && (*p->at == '/' || *p->at == '#'))
        err_hint(p->err, "JSON has no comments.");
    return false;
}

static bool fits(struct parser *p, size_t n, size_t size)
{
    size_t used = arena_used(p->mem) + p->cap * sizeof *p->stack, budget = p->mem->budget;
    if (used <= budget && n <= (budget - used) / size)
        return true;
    return fail(p, p->at, ERR_LIMIT, "JSON text needs more memory than is allowed");
}

static bool push(struct parser *p, const struct json *value)
{
    if (p->n == p->cap) {
        size_t cap = p->cap ? p->cap * 2 : 256;
        if (!fits(p, cap, sizeof *p->stack))
            return false;
        p->stack = realloc(p->stack, cap * sizeof *p->stack);
        if (!p->stack)
            abort();
        p->cap = cap;
    }
    p->stack[p->n++] = *value;
    return true;
}

/* The first double quote, backslash or control character at or after `at`. */
static const char *scan_plain(const char *at, const char *end)
{
    while (end - at >= 8) {
        uint64_t w;
        memcpy(&w, at, sizeof w);
        uint64_t quote = w ^ EVERY_BYTE('"'), slash = w ^ EVERY_BYTE('\\');
        uint64_t hit = ((quote - EVERY_BYTE(1)) & ~quote) |
                       ((slash - EVERY_BYTE(1)) & ~slash) | ((w - EVERY_BYTE(0x20)) & ~w);
        if (hit & EVERY_BYTE(0x80))
            break;
        at += 8;
    }
    while (at < end && *at != '"' && *at != '\\' && (unsigned char)*at >= 0x20)
        at++;
    return at;
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Four hexadecimal digits at p->at, which moves past them. */
static bool take_hex(struct parser *p, uint32_t *out)
{
    uint32_t code = 0;
    for (int i = 0; i < 4; i++) {
        int d = p->at < p->end ? hex_digit(*p->at) : -1;
        if (d < 0)
            return fail_expected(p, "four hexadecimal digits after \"\\u\"");
        code = code << 4 | (uint32_t)d;
        p->at++;
    }
    *out = code;
    return true;
}

/* p->at is behind "\u". */
static bool take_code(struct parser *p, uint32_t *out)
{
    const char *from = p->at - 2;
    uint32_t code = 0, low = 0;
    if (!take_hex(p, &code))
        return false;
    if (code == 0)
        return fail(p, from, ERR_VALUE, "text contains the character NUL (\"\\u0000\")");
    if (code < 0xD800 || code > 0xDFFF) {
        *out = code;
        return true;
    }
    if (code < 0xDC00 && p->end - p->at >= 2 && p->at[0] == '\\' && p->at[1] == 'u') {
        p->at += 2;
        if (!take_hex(p, &low))
            return false;
        if (low >= 0xDC00 && low <= 0xDFFF) {
            *out = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
            return true;
        }
    }
    return fail(p, from, ERR_SYNTAX, "\"\\u%04x\" is half of a surrogate pair",
                (unsigned)code);
}

/* p->at is behind the backslash; the character goes to *to, which moves. */
static bool take_escape(struct parser *p, char **to)
{
    static const char name[] = "\"\\/bfnrt", means[] = "\"\\/\b\f\n\r\t";
    const char *hit = p->at < p->end && *p->at ? strchr(name, *p->at) : NULL;
    uint32_t code = 0;
    if (hit) {
        *(*to)++ = means[hit - name];
        p->at++;
        return true;
    }
    if (p->at == p->end || *p->at != 'u')
        return fail_expected(p, "one of \"\\/bfnrtu after a backslash");
    p->at++;
    if (!take_code(p, &code))
        return false;
    *to += utf8_put(*to, code);
    return true;
}

/* Where the text that goes on at `at` surely ends, escapes or not. */
static size_t raw_length(const char *at, const char *end)
{
    const char *from = at;
    while ((at = scan_plain(at, end)) < end && *at != '"')
        at += *at == '\\' && end - at > 1 ? 2 : 1;
    return (size_t)(at - from);
}

static bool fail_text(struct parser *p, const char *from)
{
    if (p->at == p->end)
        return fail(p, from, ERR_SYNTAX, "text is not closed by a double quote");
    unsigned char c = (unsigned char)*p->at;
    fail(p, p->at, ERR_SYNTAX, "text contains the control character U+%04X", c);
    if (c == '\n')
        err_hint(p->err, "Write a line break in a text as \\n, or close the text first.");
    else
        err_hint(p->err, "Write it as \\u%04x.", c);
    return false;
}

/* From the first escape on; `from` is the opening quote. */
static bool parse_escaped(struct parser *p, const char *from, str *out)
{
    const char *plain = from + 1;
    size_t most = (size_t)(p->at - plain) + raw_length(p->at, p->end);
    if (!fits(p, most, 1))
        return false;
    char *room = arena_raw(p->mem, char, most), *to = room;
    for (;;) {
        memcpy(to, plain, (size_t)(p->at - plain));
        to += p->at - plain;
        if (p->at == p->end || (unsigned char)*p->at < 0x20)
            return fail_text(p, from);
        if (*p->at++ == '"')
            break;
        if (!take_escape(p, &to))
            return false;
        plain = p->at;
        p->at = scan_plain(p->at, p->end);
    }
    *out = (str){ room, (size_t)(to - room) };
    return true;
}

/* p->at is the opening quote. */
static bool parse_text(struct parser *p, str *out)
{
    const char *from = p->at;
    p->at = scan_plain(from + 1, p->end);
    if (p->at < p->end && *p->at == '"') {
        *out = (str){ from + 1, (size_t)(p->at - from - 1) };
        p->at++;
        return true;
    }
    if (p->at < p->end && *p->at == '\\')
        return parse_escaped(p, from, out);
    return fail_text(p, from);
}

static bool is_digit_at(const struct parser *p)
{
    return p->at < p->end && (unsigned)(*p->at - '0') < 10;
}

static bool fail_number(struct parser *p, const char *from, bool large)
{
    str s = { from, (size_t)(p->at - from) };
    const char *cut = s.n > 60 ? "..." : "";
    s = str_slice(s, 0, 60);
    if (large)
        return fail(p, from, ERR_VALUE, "number %.*s%s is too large", STR_ARG(s), cut);
    fail(p, from, ERR_VALUE, "number %.*s%s cannot be kept exactly", STR_ARG(s), cut);
    err_hint(p->err, "A number has at most 34 significant digits.");
    return false;
}

/* Digits at p->at; at least one. Their value is right up to 19 of them. */
static bool take_digits(struct parser *p, uint64_t *value)
{
    if (!is_digit_at(p))
        return fail_expected(p, "a digit");
    for (; is_digit_at(p); p->at++)
        *value = *value * 10 + (uint64_t)(*p->at - '0');
    return true;
}

static bool parse_number(struct parser *p, num *out)
{
    const char *from = p->at, *point = NULL;
    bool neg = *from == '-', power = false, exact;
    uint64_t c = 0, ignored = 0;
    p->at += neg;
    const char *first = p->at;
    if (!take_digits(p, &c))
        return false;
    if (*first == '0' && p->at - first > 1)
        return fail(p, first, ERR_SYNTAX, "number starts with a zero too many");
    if (p->at < p->end && *p->at == '.') {
        point = ++p->at;
        if (!take_digits(p, &c))
            return false;
    }
    const char *last = p->at;
    if (p->at < p->end && (*p->at | 0x20) == 'e') {
        power = true;
        p->at++;
        p->at += p->at < p->end && (*p->at == '+' || *p->at == '-');
        if (!take_digits(p, &ignored))
            return false;
    }
    if (!power && last - first <= SHORT_DIGITS) {
        *out = num_scaled(neg ? -(int64_t)c : (int64_t)c,
                          point ? (int)(last - point) : 0);
        return true;
    }
    if (!num_parse((str){ from, (size_t)(p->at - from) }, out, &exact))
        return fail_number(p, from, true);
    return exact ? true : fail_number(p, from, false);
}

static void skip_space(struct parser *p)
{
    while (p->at < p->end &&
           (*p->at == ' ' || *p->at == '\n' || *p->at == '\r' || *p->at == '\t'))
        p->at++;
}

static bool take(struct parser *p, char c)
{
    skip_space(p);
    if (p->at == p->end || *p->at != c)
        return false;
    p->at++;
    return true;
}

/* After an element: true when the next one follows, false at the end of the
 * list or object or on an error; then *closed tells which. */
static bool goes_on(struct parser *p, const char *from, char close, bool *closed)
{
    *closed = false;
    if (take(p, ','))
        return true;
    *closed = take(p, close);
    if (*closed)
        return false;
    const char *kind = close == ']' ? "list" : "object";
    fail_expected(p, close == ']' ? "\",\" or \"]\"" : "\",\" or \"}\"");
    if (p->at == p->end) {
        int line, col;
        text_place((str){ p->text, (size_t)(p->end - p->text) }, (size_t)(from - p->text),
                   &line, &col);
        err_hint(p->err, "The %s that starts at line %d, column %d is not closed.", kind,
                 line, col);
    }
    return false;
}

static bool fail_comma(struct parser *p, const char *expected)
{
    bool closes = p->at < p->end && (*p->at == ']' || *p->at == '}');
    fail_expected(p, expected);
    if (closes)
        err_hint(p->err, "JSON has no comma after the last element.");
    return false;
}

static bool parse_list(struct parser *p, const char *from, struct json *out)
{
    size_t base = p->n;
    bool closed = take(p, ']'), after_comma = false;
    while (!closed) {
        struct json item;
        skip_space(p);
        if (after_comma && p->at < p->end && *p->at == ']')
            return fail_comma(p, "a value");
        if (!parse_value(p, &item) || !push(p, &item))
            return false;
        after_comma = goes_on(p, from, ']', &closed);
        if (!after_comma && !closed)
            return false;
    }
    size_t n = p->n - base;
    if (!fits(p, n, sizeof *out))
        return false;
    struct json *at = arena_raw(p->mem, struct json, n);
    if (n)
        memcpy(at, p->stack + base, n * sizeof *at);
    p->n = base;
    out->kind = JSON_LIST;
    out->u.list.at = at;
    out->u.list.n = n;
    return true;
}

static bool fail_duplicate(struct parser *p, str key, uint32_t pos)
{
    return fail(p, p->text + pos, ERR_VALUE, "object has the name \"%.*s\" twice",
                STR_ARG(key));
}

/* Members of the object that is open, from `base` on, when there are few of
 * them. *seen has a bit for every key that was there, to spare comparisons. */
static bool is_repeated(const struct parser *p, size_t base, str key, uint64_t *seen)
{
    uint64_t mix = key.n * 31;
    if (key.n)
        mix += (uint64_t)(unsigned char)key.at[0] * 7 + (unsigned char)key.at[key.n - 1] +
               (uint64_t)(unsigned char)key.at[key.n / 2] * 3;
    uint64_t bit = (uint64_t)1 << (mix & 63);
    bool perhaps = *seen & bit;
    *seen |= bit;
    if (!perhaps || p->n - base > 2 * FEW_MEMBERS)
        return false;
    for (size_t i = base; i < p->n; i += 2)
        if (str_eq(p->stack[i].u.s, key))
            return true;
    return false;
}

static bool parse_member(struct parser *p, size_t base, bool after_comma, uint64_t *seen)
{
    struct json key = { .kind = JSON_STR }, value;
    skip_space(p);
    const char *from = p->at;
    if (from == p->end || *from != '"')
        return after_comma ? fail_comma(p, "a name in double quotes")
                           : fail_expected(p, "a name in double quotes or \"}\"");
    if (!parse_text(p, &key.u.s))
        return false;
    key.pos = (uint32_t)(from - p->text);
    if (is_repeated(p, base, key.u.s, seen))
        return fail_duplicate(p, key.u.s, key.pos);
    if (!take(p, ':'))
        return fail_expected(p, "\":\" after a name");
    skip_space(p);
    return push(p, &key) && parse_value(p, &value) && push(p, &value);
}

/* The `n` members of an object with more than a few: all names at once. */
static bool are_unique(struct parser *p, size_t base, const struct json_member *m,
                       size_t n)
{
    if (!fits(p, n, sizeof(uint64_t) * 2))
        return false;
    struct arena_mark mark = arena_mark(&p->scratch);
    const struct json_member *twice = json_duplicate(&p->scratch, m, n);
    arena_rewind(&p->scratch, mark);
    return twice ? fail_duplicate(p, twice->key,
                                  p->stack[base + 2 * (size_t)(twice - m)].pos)
                 : true;
}

static bool parse_object(struct parser *p, const char *from, struct json *out)
{
    size_t base = p->n;
    uint64_t seen = 0;
    bool closed = take(p, '}'), after_comma = false;
    while (!closed) {
        if (!parse_member(p, base, after_comma, &seen))
            return false;
        after_comma = goes_on(p, from, '}', &closed);
        if (!after_comma && !closed)
            return false;
    }
    size_t n = (p->n - base) / 2;
    if (!fits(p, n, sizeof(struct json_member)))
        return false;
    struct json_member *at = arena_raw(p->mem, struct json_member, n);
    for (size_t i = 0; i < n; i++) {
        const struct json *pair = p->stack + base + 2 * i;
        at[i] = (struct json_member){ pair[0].u.s, pair[1] };
    }
    if (n > FEW_MEMBERS && !are_unique(p, base, at, n))
        return false;
    p->n = base;
    out->kind = JSON_OBJECT;
    out->u.object.at = at;
    out->u.object.n = n;
    return true;
}

static bool parse_nested(struct parser *p, struct json *out)
{
    const char *from = p->at++;
    if (p->depth == JSON_DEPTH_MAX)
        return fail(p, from, ERR_LIMIT, "JSON text is nested deeper than %d",
                    JSON_DEPTH_MAX);
    p->depth++;
    bool ok = *from == '{' ? parse_object(p, from, out) : parse_list(p, from, out);
    p->depth--;
    return ok;
}

static bool take_word(struct parser *p, str word)
{
    if ((size_t)(p->end - p->at) < word.n || memcmp(p->at, word.at, word.n) != 0)
        return false;
    p->at += word.n;
    return p->at == p->end || !is_word(*p->at);
}

static bool parse_word(struct parser *p, struct json *out)
{
    const char *from = p->at;
    out->kind = JSON_BOOL;
    out->u.b = true;
    if (take_word(p, STR("true")))
        return true;
    p->at = from;
    out->u.b = false;
    if (take_word(p, STR("false")))
        return true;
    p->at = from;
    out->kind = JSON_NULL;
    if (take_word(p, STR("null")))
        return true;
    p->at = from;
    return fail_expected(p, "a value (object, list, text in double quotes, number, true, "
                            "false or null)");
}

/* p->at is where the value starts, white space skipped. */
static bool parse_value(struct parser *p, struct json *out)
{
    out->pos = (uint32_t)(p->at - p->text);
    char c = (char)(p->at < p->end ? *p->at : '\0');
    if (c == '"') {
        out->kind = JSON_STR;
        return parse_text(p, &out->u.s);
    }
    if (c == '{' || c == '[')
        return parse_nested(p, out);
    if (c == '-' || (unsigned)(c - '0') < 10) {
        out->kind = JSON_NUM;
        return parse_number(p, &out->u.n);
    }
    return parse_word(p, out);
}

static bool parse_document(struct parser *p, struct json *out)
{
    size_t bad;
    str text = { p->text, (size_t)(p->end - p->text) };
    if (text.n > UINT32_MAX)
        return fail(p, p->text, ERR_LIMIT, "JSON text is larger than 4 GB");
    if (!utf8_is_valid(text, &bad))
        return fail(p, p->text + bad, ERR_SYNTAX, "text is not valid UTF-8 (byte 0x%02X)",
                    (unsigned char)p->text[bad]);
    if (str_starts(text, STR("\xEF\xBB\xBF"))) /* a byte order mark */
        p->at += 3;
    skip_space(p);
    if (!parse_value(p, out))
        return false;
    skip_space(p);
    return p->at == p->end ? true : fail_expected(p, "nothing after the JSON value");
}

bool json_parse(struct arena *mem, str text, struct json *out, struct err *err)
{
    struct parser p = {
        .mem = mem, .text = text.at, .at = text.at, .end = text.at + text.n, .err = err
    };
    struct json root;
    arena_init(&p.scratch, SIZE_MAX);
    bool ok = parse_document(&p, &root);
    free(p.stack);
    arena_release(&p.scratch);
    if (ok)
        *out = root;
    return ok;
}
