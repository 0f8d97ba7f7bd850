#include "feel/builtin_int.h"

#include "base/utf8.h"
#include "feel/regex.h"

static bool pay_text(struct run *r, str s)
{
    return run_pay(r, s.n / 64 + 1);
}

static bool fits(struct run *r, size_t n)
{
    if (arena_fits(r->mem, n, 1))
        return true;
    run_fail(r, ERR_LIMIT, "a string of %zu bytes needs more memory than is allowed", n);
    return false;
}

static struct value no_position(struct run *r, struct value k, size_t length)
{
    if (r->lenient)
        return VALUE_NULL;
    return run_fail(r, ERR_VALUE,
                    "\"substring\" has no position %s in a string of length %zu",
                    value_brief(r->mem, k) + sizeof "number", length);
}

struct value builtin_run_substring(struct run *r, const struct value *arg)
{
    str s = arg[0].u.s;
    if (!pay_text(r, s))
        return VALUE_NULL;
    int64_t size = (int64_t)utf8_length(s), start = builtin_int(arg[1]);
    if (start == 0 || start > size || start < -size)
        return no_position(r, arg[1], (size_t)size);
    int64_t from = start > 0 ? start - 1 : size + start;
    int64_t length = size - from;
    if (arg[2].kind == V_NUM) {
        int64_t wanted = builtin_int(arg[2]);
        if (wanted < 0)
            return run_fail(r, ERR_VALUE, "\"substring\" cannot take a negative length");
        if (wanted < length)
            length = wanted;
    }
    size_t at = utf8_offset(s, (size_t)from);
    str rest = str_slice(s, at, s.n);
    return value_str(str_slice(rest, 0, utf8_offset(rest, (size_t)length)));
}

struct value builtin_run_string_length(struct run *r, const struct value *arg)
{
    pay_text(r, arg->u.s);
    return value_num(num_int((int64_t)utf8_length(arg->u.s)));
}

/* Another case may take up to three times the bytes. */
struct value builtin_run_upper_case(struct run *r, const struct value *arg)
{
    if (!pay_text(r, arg->u.s) || !fits(r, arg->u.s.n * 3))
        return VALUE_NULL;
    return value_str(utf8_upper(r->mem, arg->u.s));
}

struct value builtin_run_lower_case(struct run *r, const struct value *arg)
{
    if (!pay_text(r, arg->u.s) || !fits(r, arg->u.s.n * 3))
        return VALUE_NULL;
    return value_str(utf8_lower(r->mem, arg->u.s));
}

struct value builtin_run_substring_before(struct run *r, const struct value *arg)
{
    size_t at = str_find(arg[0].u.s, arg[1].u.s, 0);
    pay_text(r, arg[0].u.s);
    return value_str(at == SIZE_MAX ? STR("") : str_slice(arg[0].u.s, 0, at));
}

struct value builtin_run_substring_after(struct run *r, const struct value *arg)
{
    str s = arg[0].u.s, match = arg[1].u.s;
    size_t at = str_find(s, match, 0);
    pay_text(r, s);
    return value_str(at == SIZE_MAX ? STR("") : str_slice(s, at + match.n, s.n));
}

struct value builtin_run_contains(struct run *r, const struct value *arg)
{
    pay_text(r, arg[0].u.s);
    return value_bool(str_find(arg[0].u.s, arg[1].u.s, 0) != SIZE_MAX);
}

struct value builtin_run_starts_with(struct run *r, const struct value *arg)
{
    pay_text(r, arg[1].u.s);
    return value_bool(str_starts(arg[0].u.s, arg[1].u.s));
}

struct value builtin_run_ends_with(struct run *r, const struct value *arg)
{
    pay_text(r, arg[1].u.s);
    return value_bool(str_ends(arg[0].u.s, arg[1].u.s));
}

struct value builtin_run_string_join(struct run *r, const struct value *arg)
{
    str between = arg[1].kind == V_STR ? arg[1].u.s : STR("");
    const struct value *v = arg[0].u.list;
    size_t size = 0;
    for (uint32_t i = 0; i < arg[0].n; i++)
        size += v[i].kind == V_STR ? v[i].u.s.n + between.n : 0;
    if (!run_pay(r, arg[0].n + size / 64) || !fits(r, size))
        return VALUE_NULL;
    struct sbuf b;
    sbuf_init(&b, r->mem);
    sbuf_room(&b, size);
    bool first = true;
    for (uint32_t i = 0; i < arg[0].n; i++) {
        if (v[i].kind != V_STR)
            continue;
        if (!first)
            sbuf_put(&b, between);
        sbuf_put(&b, v[i].u.s);
        first = false;
    }
    return value_str(sbuf_str(&b));
}

static str flags_of(struct value v)
{
    return v.kind == V_STR ? v.u.s : STR("");
}

struct value builtin_run_matches(struct run *r, const struct value *arg)
{
    struct regex_span span[REGEX_GROUPS_MAX + 1];
    struct regex *x = regex_new(r, "matches", arg[1].u.s, flags_of(arg[2]));
    if (!x)
        return VALUE_NULL;
    bool found = regex_find(x, arg[0].u.s, 0, span);
    regex_free(x);
    return r->failed ? VALUE_NULL : value_bool(found);
}

/* A pattern that matches nothing at all would match everywhere (XPath FORX0003). */
static bool matches_empty(struct run *r, const char *name, struct regex *x)
{
    struct regex_span span[REGEX_GROUPS_MAX + 1];
    if (!regex_find(x, STR(""), 0, span))
        return r->failed;
    run_fail(r, ERR_VALUE, "\"%s\" needs a pattern that does not match the empty string",
             name);
    return true;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The group that `$1`, `$12`, ... at `*i` of the replacement names: as many digits
 * as still name a group; at least one. Moves past it. */
static unsigned group_number(str s, size_t *i, unsigned groups)
{
    unsigned k = (unsigned)(s.at[(*i)++] - '0');
    while (*i < s.n && is_digit(s.at[*i])) {
        unsigned longer = k * 10 + (unsigned)(s.at[*i] - '0');
        if (longer > groups)
            break;
        k = longer;
        (*i)++;
    }
    return k;
}

/* Is every `$` followed by a digit, and every `\` by `$` or `\`? */
static bool replacement_is_valid(struct run *r, str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char next = '\0';
        if (i + 1 < s.n)
            next = s.at[i + 1];
        if (s.at[i] == '\\' ? next != '\\' && next != '$'
                            : s.at[i] == '$' && !is_digit(next)) {
            run_fail(r, ERR_VALUE,
                     "\"replace\" cannot use the replacement \"%.*s\": \"%c\" is "
                     "for groups ($1) and escapes (\\$ and \\\\)",
                     STR_ARG(s), s.at[i]);
            return false;
        }
        i += s.at[i] == '\\';
    }
    return true;
}

static void put_replacement(struct sbuf *b, str with, str text,
                            const struct regex_span *span, unsigned groups)
{
    size_t i = 0;
    while (i < with.n) {
        if (with.at[i] == '$') {
            i++;
            unsigned k = group_number(with, &i, groups);
            if (k <= groups && span[k].from != SIZE_MAX)
                sbuf_put(b, str_slice(text, span[k].from, span[k].to));
        } else {
            i += with.at[i] == '\\';
            sbuf_char(b, with.at[i++]);
        }
    }
}

enum next { NEXT_NONE, NEXT_FOUND, NEXT_BAD };

/* A match of nothing in the midst of a text is refused as well, so that every
 * step gets further. */
static enum next find_next(struct run *r, const char *name, struct regex *x, str text,
                           size_t at, struct regex_span *span)
{
    if (!regex_find(x, text, at, span))
        return r->failed ? NEXT_BAD : NEXT_NONE;
    if (span[0].to > span[0].from)
        return NEXT_FOUND;
    run_fail(r, ERR_VALUE, "\"%s\" needs a pattern that does not match the empty string",
             name);
    return NEXT_BAD;
}

static bool replace_all(struct run *r, struct regex *x, struct sbuf *b, str text,
                        str with, bool literal)
{
    struct regex_span span[REGEX_GROUPS_MAX + 1];
    enum next next;
    size_t at = 0;
    while ((next = find_next(r, "replace", x, text, at, span)) == NEXT_FOUND) {
        sbuf_put(b, str_slice(text, at, span[0].from));
        if (literal)
            sbuf_put(b, with);
        else
            put_replacement(b, with, text, span, regex_groups(x));
        at = span[0].to;
        if (!run_pay(r, 1 + (with.n + span[0].to - span[0].from) / 64))
            return false;
    }
    sbuf_put(b, str_slice(text, at, text.n));
    return next == NEXT_NONE;
}

struct value builtin_run_replace(struct run *r, const struct value *arg)
{
    struct sbuf b;
    str text = arg[0].u.s, with = arg[2].u.s, flags = flags_of(arg[3]);
    if (!pay_text(r, text) || !fits(r, text.n))
        return VALUE_NULL;
    struct regex *x = regex_new(r, "replace", arg[1].u.s, flags);
    if (!x)
        return VALUE_NULL;
    sbuf_init(&b, r->mem);
    bool literal = flags.n && memchr(flags.at, 'q', flags.n);
    bool done = (literal || replacement_is_valid(r, with)) &&
                !matches_empty(r, "replace", x) &&
                replace_all(r, x, &b, text, with, literal);
    regex_free(x);
    return done ? value_str(sbuf_str(&b)) : VALUE_NULL;
}

struct parts {
    struct value *at;
    size_t n, cap;
};

static bool add_part(struct run *r, struct parts *p, str s)
{
    if (p->n == p->cap) {
        size_t cap = p->cap ? p->cap * 2 : 8;
        struct value *wider = builtin_room(r, cap);
        if (!wider)
            return false;
        if (p->n)
            memcpy(wider, p->at, p->n * sizeof *wider);
        p->at = wider;
        p->cap = cap;
    }
    p->at[p->n++] = value_str(s);
    return true;
}

static bool split_all(struct run *r, struct regex *x, str text, struct parts *out)
{
    struct regex_span span[REGEX_GROUPS_MAX + 1];
    enum next next;
    size_t at = 0;
    while ((next = find_next(r, "split", x, text, at, span)) == NEXT_FOUND) {
        if (!add_part(r, out, str_slice(text, at, span[0].from)))
            return false;
        at = span[0].to;
    }
    return next == NEXT_NONE && add_part(r, out, str_slice(text, at, text.n));
}

struct value builtin_run_split(struct run *r, const struct value *arg)
{
    struct parts parts = { 0 };
    if (!pay_text(r, arg[0].u.s))
        return VALUE_NULL;
    struct regex *x = regex_new(r, "split", arg[1].u.s, STR(""));
    if (!x)
        return VALUE_NULL;
    bool done = !matches_empty(r, "split", x) && split_all(r, x, arg[0].u.s, &parts);
    regex_free(x);
    return done ? value_list(parts.at, parts.n) : VALUE_NULL;
}
