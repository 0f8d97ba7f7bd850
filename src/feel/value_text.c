#include "feel/value.h"

#include "base/utf8.h"

/* Nesting past VALUE_DEPTH_MAX marks the arena as over its budget, so that
 * whoever made the value reports ERR_LIMIT; what is written then is cut off. */
static bool too_much(struct sbuf *b, int depth)
{
    if (depth > VALUE_DEPTH_MAX)
        b->mem->over = true;
    return b->mem->over;
}

static void put_control(struct sbuf *b, unsigned char c)
{
    static const char hex[] = "0123456789ABCDEF";
    sbuf_raw(b, "\\u00");
    sbuf_char(b, hex[c >> 4]);
    sbuf_char(b, hex[c & 15]);
}

/* The text, or its first part when all of it does not fit the arena's budget. */
static str fitting(struct sbuf *b, str s)
{
    enum { CUT = 100 };
    return arena_fits(b->mem, s.n, 1) ? s : str_slice(s, 0, utf8_offset(s, CUT));
}

/* A FEEL string literal. */
static void format_string(struct sbuf *b, str s)
{
    s = fitting(b, s);
    sbuf_char(b, '"');
    size_t from = 0;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.at[i];
        if (c >= 0x20 && c != '"' && c != '\\')
            continue;
        sbuf_add(b, s.at + from, i - from);
        from = i + 1;
        if (c == '"')
            sbuf_raw(b, "\\\"");
        else if (c == '\\')
            sbuf_raw(b, "\\\\");
        else if (c == '\n')
            sbuf_raw(b, "\\n");
        else if (c == '\r')
            sbuf_raw(b, "\\r");
        else if (c == '\t')
            sbuf_raw(b, "\\t");
        else
            put_control(b, c);
    }
    sbuf_add(b, s.at + from, s.n - from);
    sbuf_char(b, '"');
}

/* The bare text of a scalar other than a string; false for other kinds. */
static bool put_scalar(struct sbuf *b, struct value v)
{
    switch (v.kind) {
    case V_NULL:
    case V_ABSENT:
        sbuf_raw(b, "null");
        return true;
    case V_BOOL:
        if (v.u.b)
            sbuf_raw(b, "true");
        else
            sbuf_raw(b, "false");
        return true;
    case V_NUM:
        num_format(b, v.u.num);
        return true;
    case V_DATE:
        date_format(b, v.u.date);
        return true;
    case V_TIME:
        time_format(b, v.u.time);
        return true;
    case V_MOMENT:
        moment_format(b, v.u.moment);
        return true;
    case V_SPAN:
        span_format(b, v.u.span);
        return true;
    case V_MONTHS:
        months_format(b, v.u.months);
        return true;
    default:
        return false;
    }
}

static bool is_plain(enum value_kind kind)
{
    return kind == V_NULL || kind == V_BOOL || kind == V_NUM || kind == V_ABSENT;
}

static void format(struct sbuf *b, struct value v, int depth);

static void format_list(struct sbuf *b, struct value v, int depth)
{
    sbuf_char(b, '[');
    for (uint32_t i = 0; i < v.n && !b->mem->over; i++) {
        if (i)
            sbuf_raw(b, ", ");
        format(b, v.u.list[i], depth);
    }
    sbuf_char(b, ']');
}

/* May the key stand without quotes? Only what is a name in any scope does. */
static bool is_bare_key(str key)
{
    for (size_t i = 0; i < key.n; i++) {
        unsigned char c = (unsigned char)key.at[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
                      c >= 0x80;
        if (!letter && !(i && ((c >= '0' && c <= '9') || c == ' ')))
            return false;
    }
    return key.n && key.at[key.n - 1] != ' ';
}

static void format_context(struct sbuf *b, struct value v, int depth)
{
    sbuf_char(b, '{');
    for (uint32_t i = 0; i < v.n && !b->mem->over; i++) {
        if (i)
            sbuf_raw(b, ", ");
        if (is_bare_key(v.u.context[i].name))
            sbuf_put(b, v.u.context[i].name);
        else
            format_string(b, v.u.context[i].name);
        sbuf_raw(b, ": ");
        format(b, v.u.context[i].value, depth);
    }
    sbuf_char(b, '}');
}

/* `[1..3)`; with one bound `(< 5)`, as it is written in FEEL; without any
 * bound there is no literal. */
static void format_range(struct sbuf *b, const struct range *r, int depth)
{
    bool low = r->low.kind != V_ABSENT, high = r->high.kind != V_ABSENT;
    if (r->except) {
        sbuf_raw(b, "(!= ");
        format(b, r->low, depth);
        sbuf_char(b, ')');
    } else if (low && high) {
        sbuf_char(b, r->low_closed ? '[' : '(');
        format(b, r->low, depth);
        sbuf_raw(b, "..");
        format(b, r->high, depth);
        sbuf_char(b, r->high_closed ? ']' : ')');
    } else if (low || high) {
        sbuf_char(b, '(');
        sbuf_char(b, low ? '>' : '<');
        if (low ? r->low_closed : r->high_closed)
            sbuf_char(b, '=');
        sbuf_char(b, ' ');
        format(b, low ? r->low : r->high, depth);
        sbuf_char(b, ')');
    } else {
        sbuf_raw(b, "(..)");
    }
}

/* Lists, contexts, ranges and functions, as FEEL. */
static void format_deep(struct sbuf *b, struct value v, int depth)
{
    if (too_much(b, ++depth))
        return;
    if (v.kind == V_LIST)
        format_list(b, v, depth);
    else if (v.kind == V_CONTEXT)
        format_context(b, v, depth);
    else if (v.kind == V_RANGE)
        format_range(b, v.u.range, depth);
    else
        sbuf_raw(b, "<function>");
}

static void format(struct sbuf *b, struct value v, int depth)
{
    if (v.kind == V_STR) {
        format_string(b, v.u.s);
    } else if (is_plain(v.kind)) {
        put_scalar(b, v);
    } else if (v.kind >= V_DATE && v.kind <= V_MONTHS) {
        sbuf_raw(b, "@\"");
        put_scalar(b, v);
        sbuf_char(b, '"');
    } else {
        format_deep(b, v, depth);
    }
}

void value_format(struct sbuf *b, struct value v)
{
    format(b, v, 0);
}

void value_text(struct sbuf *b, struct value v)
{
    if (v.kind == V_STR)
        sbuf_put(b, fitting(b, v.u.s));
    else if (!put_scalar(b, v))
        format(b, v, 0);
}

static void json(struct sbuf *b, struct value v, int depth);

static void json_list(struct sbuf *b, struct value v, int depth)
{
    sbuf_raw(b, "[");
    for (uint32_t i = 0; i < v.n && !b->mem->over; i++) {
        if (i)
            sbuf_raw(b, ",");
        json(b, v.u.list[i], depth);
    }
    sbuf_raw(b, "]");
}

static void json_context(struct sbuf *b, struct value v, int depth)
{
    sbuf_raw(b, "{");
    for (uint32_t i = 0; i < v.n && !b->mem->over; i++) {
        if (i)
            sbuf_raw(b, ",");
        sbuf_json(b, v.u.context[i].name);
        sbuf_raw(b, ":");
        json(b, v.u.context[i].value, depth);
    }
    sbuf_raw(b, "}");
}

/* The FEEL text of a range holds quotes, so it is escaped once more. */
static void json_range(struct sbuf *b, struct value v)
{
    struct sbuf text;
    sbuf_init(&text, b->mem);
    format(&text, v, 0);
    sbuf_json(b, sbuf_str(&text));
}

static void json_deep(struct sbuf *b, struct value v, int depth)
{
    if (too_much(b, ++depth)) {
        sbuf_raw(b, "null");
        return;
    }
    if (v.kind == V_LIST)
        json_list(b, v, depth);
    else if (v.kind == V_CONTEXT)
        json_context(b, v, depth);
    else if (v.kind == V_RANGE)
        json_range(b, v);
    else
        sbuf_raw(b, "\"<function>\"");
}

static void json(struct sbuf *b, struct value v, int depth)
{
    if (v.kind == V_STR) {
        sbuf_json(b, fitting(b, v.u.s));
    } else if (is_plain(v.kind)) {
        put_scalar(b, v);
    } else if (v.kind >= V_DATE && v.kind <= V_MONTHS) {
        sbuf_raw(b, "\"");
        put_scalar(b, v);
        sbuf_raw(b, "\"");
    } else {
        json_deep(b, v, depth);
    }
}

void value_json(struct sbuf *b, struct value v)
{
    json(b, v, 0);
}

const char *value_brief(struct arena *mem, struct value v)
{
    enum { BRIEF_MAX = 60, ENOUGH = 8192 };
    /* A huge value is cut off where it fills this arena. */
    struct arena scratch;
    struct sbuf b;
    arena_init(&scratch, ENOUGH);
    sbuf_init(&b, &scratch);
    if (v.kind != V_NULL && v.kind != V_BOOL && v.kind != V_FUNCTION)
        sbuf_printf(&b, "%s ", value_kind_name(v.kind));
    size_t start = b.n;
    value_format(&b, v);
    str s = sbuf_str(&b);
    if (s.n - start > BRIEF_MAX) {
        s.n = start + utf8_offset(str_slice(s, start, s.n), BRIEF_MAX);
        s = arena_printf(&scratch, "%.*s%s", STR_ARG(s), s.n < b.n ? "..." : "");
    }
    const char *brief = arena_cstr(mem, s);
    arena_release(&scratch);
    return brief;
}
