#include "feel/lex.h"

#include "base/sbuf.h"
#include "base/utf8.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t skip_comment(str t, size_t i)
{
    if (t.at[i + 1] == '/') {
        while (i < t.n && t.at[i] != '\n')
            i++;
        return i;
    }
    size_t close = str_find(t, STR("*/"), i + 2);
    return close == SIZE_MAX ? t.n : close + 2;
}

size_t lex_skip(str t, size_t i)
{
    while (i < t.n) {
        unsigned char c = (unsigned char)t.at[i];
        if (c == ' ' || (c >= 9 && c <= 13)) {
            i++;
        } else if (c == '/' && i + 1 < t.n &&
                   (t.at[i + 1] == '/' || t.at[i + 1] == '*')) {
            i = skip_comment(t, i);
        } else if (c >= 0x80) {
            size_t next = i;
            if (!utf8_is_space(utf8_next(t, &next)))
                return i;
            i = next;
        } else {
            return i;
        }
    }
    return i;
}

static bool is_ascii_start(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

size_t lex_word(str t, size_t from)
{
    size_t i = from;
    while (i < t.n) {
        unsigned char c = (unsigned char)t.at[i];
        if (is_ascii_start(c) || (i > from && is_digit((char)c))) {
            i++;
            continue;
        }
        if (c < 0x80)
            break;
        size_t next = i;
        uint32_t code = utf8_next(t, &next);
        if (!(i > from ? utf8_is_name_part(code) : utf8_is_name_start(code)))
            break;
        i = next;
    }
    return i;
}

static size_t digits(str t, size_t i)
{
    while (i < t.n && is_digit(t.at[i]))
        i++;
    return i;
}

static size_t number_end(str t, size_t i)
{
    i = digits(t, i);
    if (i + 1 < t.n && t.at[i] == '.' && is_digit(t.at[i + 1]))
        i = digits(t, i + 1);
    if (i < t.n && (t.at[i] == 'e' || t.at[i] == 'E')) {
        size_t k = i + 1;
        if (k < t.n && (t.at[k] == '+' || t.at[k] == '-'))
            k++;
        if (k < t.n && is_digit(t.at[k]))
            i = digits(t, k);
    }
    return i;
}

static struct token bad(struct lexer *lx, size_t from, size_t to, const char *why)
{
    err_set(&lx->err, ERR_SYNTAX, "%s", why);
    return (
        struct token){ .kind = TOKEN_BAD, .from = (uint32_t)from, .to = (uint32_t)to };
}

static struct token string_token(struct lexer *lx, size_t from)
{
    str t = lx->text;
    size_t i = from + 1;
    while (i < t.n && t.at[i] != '"')
        i += t.at[i] == '\\' ? 2 : 1;
    if (i >= t.n)
        return bad(lx, from, t.n, "text is not closed with a double quote");
    return (struct token){ .kind = TOKEN_STRING,
                           .from = (uint32_t)from,
                           .to = (uint32_t)i + 1 };
}

static const struct {
    char text[3];
    unsigned char kind;
} operators[] = {
    // clang-format off
    { "**", TOKEN_POWER }, { "!=", TOKEN_NE }, { "<=", TOKEN_LE }, { ">=", TOKEN_GE },
    { "..", TOKEN_DOTS }, { "->", TOKEN_ARROW }, { "+", TOKEN_PLUS }, { "-", TOKEN_MINUS },
    { "*", TOKEN_STAR }, { "/", TOKEN_SLASH }, { "=", TOKEN_EQ }, { "<", TOKEN_LT },
    { ">", TOKEN_GT }, { ".", TOKEN_DOT }, { ",", TOKEN_COMMA }, { ":", TOKEN_COLON },
    { "(", TOKEN_LPAREN }, { ")", TOKEN_RPAREN }, { "[", TOKEN_LBRACK }, { "]", TOKEN_RBRACK },
    { "{", TOKEN_LBRACE }, { "}", TOKEN_RBRACE }, { "@", TOKEN_AT }, { "?", TOKEN_QUESTION },
    // clang-format on
};

static struct token operator_token(struct lexer *lx, size_t from)
{
    str t = lx->text;
    for (size_t k = 0; k < sizeof operators / sizeof *operators; k++) {
        size_t n = operators[k].text[1] ? 2 : 1;
        if (from + n <= t.n && memcmp(t.at + from, operators[k].text, n) == 0)
            return (struct token){ .kind = operators[k].kind,
                                   .from = (uint32_t)from,
                                   .to = (uint32_t)(from + n) };
    }
    size_t to = from;
    utf8_next(t, &to);
    return bad(lx, from, to, "this character has no meaning here");
}

struct token lex_at(struct lexer *lx, size_t from)
{
    str t = lx->text;
    from = lex_skip(t, from);
    if (from >= t.n)
        return (struct token){ .kind = TOKEN_END,
                               .from = (uint32_t)t.n,
                               .to = (uint32_t)t.n };
    char c = t.at[from];
    if (is_digit(c) || (c == '.' && from + 1 < t.n && is_digit(t.at[from + 1])))
        return (struct token){ .kind = TOKEN_NUMBER,
                               .from = (uint32_t)from,
                               .to = (uint32_t)number_end(t, from) };
    if (c == '"')
        return string_token(lx, from);
    size_t to = lex_word(t, from);
    if (to > from)
        return (struct token){ .kind = TOKEN_NAME,
                               .from = (uint32_t)from,
                               .to = (uint32_t)to,
                               .word = str_slice(t, from, to) };
    return operator_token(lx, from);
}

bool lex_number(struct lexer *lx, struct token t, num *out)
{
    bool exact;
    if (!num_parse(str_slice(lx->text, t.from, t.to), out, &exact))
        return err_set(&lx->err, ERR_VALUE, "number is out of range");
    if (!exact)
        return err_set(&lx->err, ERR_VALUE, "number has more than 34 digits");
    return true;
}

static int hex_digit(char c)
{
    if (is_digit(c))
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/* `n` hexadecimal digits at t[i]; UINT32_MAX when they are not there. */
static uint32_t hex_code(str t, size_t i, size_t n)
{
    uint32_t code = 0;
    if (i + n > t.n)
        return UINT32_MAX;
    for (size_t k = 0; k < n; k++) {
        int d = hex_digit(t.at[i + k]);
        if (d < 0)
            return UINT32_MAX;
        code = code * 16 + (uint32_t)d;
    }
    return code;
}

/* Code point of the \u or \U escape whose letter is at *i; moves *i past it.
 * Two \u escapes that form a surrogate pair are one code point. */
static uint32_t unicode_escape(str t, size_t *i)
{
    size_t n = t.at[*i] == 'u' ? 4 : 6;
    uint32_t code = hex_code(t, *i + 1, n);
    *i += 1 + n;
    if (code >= 0xD800 && code < 0xDC00 && *i + 1 < t.n && t.at[*i] == '\\' &&
        t.at[*i + 1] == 'u') {
        uint32_t low = hex_code(t, *i + 2, 4);
        if (low >= 0xDC00 && low < 0xE000) {
            *i += 6;
            return 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
        }
    }
    return code > 0x10FFFF || (code >= 0xD800 && code < 0xE000) ? UINT32_MAX : code;
}

bool lex_string(struct lexer *lx, struct token t, str *out)
{
    str raw = str_slice(lx->text, t.from + 1u, t.to - 1u);
    if (str_find(raw, STR("\\"), 0) == SIZE_MAX) {
        *out = raw;
        return true;
    }
    static const char from[] = "\"\\'nrt", to[] = "\"\\'\n\r\t";
    char *at = arena_raw(lx->mem, char, raw.n);
    size_t n = 0;
    for (size_t i = 0; i < raw.n;) {
        if (raw.at[i] != '\\') {
            at[n++] = raw.at[i++];
            continue;
        }
        char c = raw.at[++i];
        const char *simple = memchr(from, c, sizeof from - 1);
        if (simple) {
            at[n++] = to[simple - from];
            i++;
        } else if (c == 'u' || c == 'U') {
            uint32_t code = unicode_escape(raw, &i);
            if (code == UINT32_MAX)
                return err_set(&lx->err, ERR_SYNTAX, "not a code point after \"\\%c\"",
                               c);
            n += utf8_put(at + n, code);
        } else { /* as other engines do: what is no escape stands for itself */
            at[n++] = '\\';
        }
    }
    *out = (str){ at, n };
    return true;
}

str lex_describe(struct arena *mem, const struct lexer *lx, struct token t)
{
    if (t.kind == TOKEN_END)
        return STR("the end of the text");
    str s = str_slice(lx->text, t.from, t.to > t.from + 40 ? t.from + 40 : t.to);
    return arena_printf(mem, t.kind == TOKEN_STRING ? "%.*s" : "\"%.*s\"", STR_ARG(s));
}
