#include "dmn/xml_decode.h"

#include <strings.h>

#include "base/json.h"
#include "base/utf8.h"
#include "dmn/xml.h"

enum encoding { ENC_UTF8, ENC_UTF16LE, ENC_UTF16BE, ENC_LATIN1, ENC_OTHER };

static enum encoding by_mark(str s, size_t *skip)
{
    static const struct {
        const char *bytes;
        size_t n, skip;
        enum encoding encoding;
    } mark[] = {
        { "\xFF\xFE\0\0", 4, 0, ENC_OTHER }, { "\0\0\xFE\xFF", 4, 0, ENC_OTHER },
        { "<\0\0\0", 4, 0, ENC_OTHER },      { "\0\0\0<", 4, 0, ENC_OTHER },
        { "\xFF\xFE", 2, 2, ENC_UTF16LE },   { "\xFE\xFF", 2, 2, ENC_UTF16BE },
        { "<\0", 2, 0, ENC_UTF16LE },        { "\0<", 2, 0, ENC_UTF16BE },
        { "\xEF\xBB\xBF", 3, 3, ENC_UTF8 },
    };
    for (size_t i = 0; i < sizeof mark / sizeof *mark; i++) {
        if (str_starts(s, (str){ mark[i].bytes, mark[i].n })) {
            *skip = mark[i].skip;
            return mark[i].encoding;
        }
    }
    *skip = 0;
    return ENC_UTF8;
}

/* The value of encoding="..." in the XML declaration, or "". */
static str declared(str s)
{
    if (!str_starts(s, STR("<?xml")))
        return STR("");
    size_t end = str_find(str_slice(s, 0, 512), STR("?>"), 0);
    str decl = str_slice(s, 0, end);
    size_t at = str_find(decl, STR("encoding"), 0);
    if (end == SIZE_MAX || at == SIZE_MAX)
        return STR("");
    size_t i = at + 8;
    while (i < decl.n && decl.at[i] != '"' && decl.at[i] != '\'')
        i++;
    size_t from = i + 1, to = from;
    while (to < decl.n && decl.at[to] != decl.at[i])
        to++;
    return str_slice(decl, from, to);
}

static bool is_one_of(str name, const char *const *list)
{
    for (; *list; list++)
        if (strlen(*list) == name.n && strncasecmp(*list, name.at, name.n) == 0)
            return true;
    return false;
}

static enum encoding by_name(str name)
{
    static const char *const utf8[] = { "utf-8", "utf8", "us-ascii", "ascii", NULL };
    static const char *const latin1[] = { "iso-8859-1", "iso8859-1", "latin1", "latin-1",
                                          NULL };
    if (name.n == 0 || is_one_of(name, utf8))
        return ENC_UTF8;
    return is_one_of(name, latin1) ? ENC_LATIN1 : ENC_OTHER;
}

static str from_latin1(struct arena *mem, str s)
{
    char *to = arena_raw(mem, char, s.n * 2 + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        n += utf8_put(to + n, (unsigned char)s.at[i]);
    return (str){ to, n };
}

static uint32_t unit16(str s, size_t i, bool little)
{
    uint32_t a = (unsigned char)s.at[i], b = (unsigned char)s.at[i + 1];
    return little ? a | b << 8 : a << 8 | b;
}

static bool from_utf16(struct arena *mem, str s, bool little, str *out)
{
    char *to = arena_raw(mem, char, s.n * 2 + 1);
    size_t n = 0;
    if (s.n % 2)
        return false;
    for (size_t i = 0; i < s.n; i += 2) {
        uint32_t u = unit16(s, i, little);
        if (u >= 0xD800 && u <= 0xDFFF) {
            uint32_t low = i + 3 < s.n ? unit16(s, i + 2, little) : 0;
            if (u >= 0xDC00 || low < 0xDC00 || low > 0xDFFF)
                return false;
            u = 0x10000 + ((u - 0xD800) << 10) + (low - 0xDC00);
            i += 2;
        }
        n += utf8_put(to + n, u);
    }
    *out = (str){ to, n };
    return true;
}

static bool fail_at(str file, str text, size_t pos, struct err *err)
{
    int line, col;
    text_place(text, pos, &line, &col);
    err_at(err, file, line, col);
    return false;
}

static bool unsupported(str file, str name, struct err *err)
{
    err_set(err, ERR_SYNTAX, "the encoding \"%.*s\" is not supported", STR_ARG(name));
    err_hint(err, "Save the file as UTF-8.");
    err_at(err, file, 1, 1);
    return false;
}

bool xml_decode(struct arena *mem, str file, str bytes, str *out, struct err *err)
{
    size_t skip, bad;
    enum encoding enc = by_mark(bytes, &skip);
    str text = str_slice(bytes, skip, bytes.n), name = STR("UTF-32");
    if (enc == ENC_UTF8 && skip == 0) {
        name = declared(text);
        enc = by_name(name);
    }
    if (enc == ENC_OTHER)
        return unsupported(file, name, err);
    if (enc == ENC_LATIN1)
        text = from_latin1(mem, text);
    if ((enc == ENC_UTF16LE || enc == ENC_UTF16BE) &&
        !from_utf16(mem, text, enc == ENC_UTF16LE, &text)) {
        err_set(err, ERR_SYNTAX,
                "the file starts as UTF-16 but is not well-formed UTF-16");
        err_at(err, file, 1, 1);
        return false;
    }
    if (!utf8_is_valid(text, &bad)) {
        err_set(err, ERR_SYNTAX, "the file holds bytes that are not UTF-8");
        err_hint(err,
                 "Save the file as UTF-8, or name its encoding in the XML declaration.");
        return fail_at(file, str_slice(text, 0, bad), bad, err);
    }
    const char *nul = text.n ? memchr(text.at, '\0', text.n) : NULL;
    if (nul) {
        err_set(err, ERR_SYNTAX, "the file holds a NUL character");
        return fail_at(file, text, (size_t)(nul - text.at), err);
    }
    *out = text;
    return true;
}

/* Could a tag start with this character? Not exact: only a bound is wanted. */
static bool starts_tag(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' ||
           (unsigned char)c >= 0x80;
}

/* The number of values, `="..."`, in the tag that starts at *i, which moves to
 * the end of the tag. A `<` always ends it, as it does for the parser. */
static size_t count_values(str text, size_t *i)
{
    size_t values = 0;
    bool equals = false;
    char quote = 0;
    for (*i += 1; *i < text.n; ++*i) {
        char c = text.at[*i];
        if (c == '<' || (c == '>' && !quote))
            break;
        if (quote) {
            if (c == quote)
                quote = 0;
        } else if ((c == '"' || c == '\'') && equals) {
            quote = c;
            values++;
        }
        if (c != ' ' && c != '\t' && c != '\n' && c != '\r')
            equals = c == '=' && !quote;
    }
    return values;
}

/* Comments and CDATA are looked at like everything else: after a fault the
 * parser may take what is in them for tags. */
bool xml_check_tags(str file, str text, size_t max, struct err *err)
{
    for (size_t i = 0; i < text.n;) {
        const char *lt = memchr(text.at + i, '<', text.n - i);
        if (!lt)
            break;
        size_t start = (size_t)(lt - text.at);
        i = start + 1;
        if (i >= text.n || !starts_tag(text.at[i]))
            continue;
        i = start;
        if (count_values(text, &i) > max) {
            err_set(err, ERR_LIMIT, "a tag has more than %zu attributes", max);
            return fail_at(file, text, start, err);
        }
    }
    return true;
}
