#include "feel_file.h"

static str take_line(str *rest)
{
    size_t end = str_find(*rest, STR("\n"), 0);
    str line = str_slice(*rest, 0, end);
    *rest = str_slice(*rest, end == SIZE_MAX ? rest->n : end + 1, rest->n);
    return line;
}

static bool is_continuation(str text)
{
    return text.n && (text.at[0] == ' ' || text.at[0] == '\t') &&
           !str_is_blank(str_slice(text, 0, str_find(text, STR("\n"), 0)));
}

static bool add_with(struct feel_case *c, str value, struct err *err)
{
    size_t equals = str_find(value, STR(" = "), 0);
    if (equals == SIZE_MAX || c->n_with == WITH_MAX)
        return err_set(err, ERR_SYNTAX, "expected \"with name = value\", at most %d",
                       WITH_MAX);
    c->with[c->n_with].name = str_trim(str_slice(value, 0, equals));
    c->with[c->n_with++].expr = str_slice(value, equals + 3, value.n);
    return true;
}

static void set_error(struct feel_case *c, str value)
{
    size_t at = str_find(value, STR(" at "), 0);
    c->error_code = str_trim(str_slice(value, 0, at));
    if (at != SIZE_MAX)
        c->error_at = str_trim(str_slice(value, at + 4, value.n));
}

static bool set_key(struct feel_case *c, str key, str value, struct err *err)
{
    if (str_is(key, "expr") || str_is(key, "tests")) {
        c->expr = value;
        c->is_tests = str_is(key, "tests");
    } else if (str_is(key, "with")) {
        return add_with(c, value, err);
    } else if (str_is(key, "mode") && str_is(value, "lenient")) {
        c->is_lenient = true;
    } else if (str_is(key, "gives")) {
        c->gives = value;
    } else if (str_is(key, "text")) {
        c->text = value;
    } else if (str_is(key, "type")) {
        c->type = value;
    } else if (str_is(key, "why")) {
        c->why = value;
    } else if (str_is(key, "says")) {
        c->says = value;
    } else if (str_is(key, "error")) {
        set_error(c, value);
    } else {
        return err_set(err, ERR_SYNTAX, "unknown line \"%.*s %.*s\"", STR_ARG(key),
                       STR_ARG(value));
    }
    return true;
}

static bool is_complete(const struct feel_case *c, struct err *err)
{
    bool expects = c->gives.at || c->text.at || c->type.at || c->why.at ||
                   c->error_code.at;
    if (!c->expr.at || !expects)
        return err_set(err, ERR_SYNTAX,
                       "case \"%.*s\" lacks an expression or an expectation",
                       STR_ARG(c->name));
    return true;
}

static bool start_case(struct feel_file *f, str name, struct err *err)
{
    if (str_find(name, STR("\n"), 0) != SIZE_MAX)
        return err_set(err, ERR_SYNTAX, "the name of a case is one line");
    for (size_t i = 0; i < f->n; i++)
        if (str_eq(f->at[i].name, name))
            return err_set(err, ERR_SYNTAX, "a second case \"%.*s\"", STR_ARG(name));
    if (f->n && !is_complete(&f->at[f->n - 1], err))
        return false;
    f->at[f->n++].name = name;
    return true;
}

static size_t count_lines(str text)
{
    size_t n = 1;
    for (size_t i = 0; i < text.n; i++)
        n += text.at[i] == '\n';
    return n;
}

bool feel_file_parse(struct arena *mem, str text, struct feel_file *out, struct err *err)
{
    struct feel_file f = { arena_new(mem, struct feel_case, count_lines(text)), 0 };
    int line = 0;
    while (text.n) {
        line++;
        int first = line;
        str start = text, got = take_line(&text);
        if (str_is_blank(got) || got.at[0] == '#')
            continue;
        for (; is_continuation(text); line++)
            take_line(&text);
        got = str_trim(str_slice(start, 0, start.n - text.n));
        size_t space = str_find(got, STR(" "), 0);
        str key = str_slice(got, 0, space),
            value = str_trim(str_slice(got, space, got.n));
        bool good = str_is(key, "case") ? start_case(&f, value, err)
                    : f.n               ? set_key(&f.at[f.n - 1], key, value, err)
                                        : err_set(err, ERR_SYNTAX, "expected \"case\"");
        if (!good) {
            err_at(err, (str){ 0 }, first, 1);
            return false;
        }
        if (str_is(key, "case"))
            f.at[f.n - 1].line = first;
    }
    if (f.n && !is_complete(&f.at[f.n - 1], err))
        return false;
    *out = f;
    return true;
}
