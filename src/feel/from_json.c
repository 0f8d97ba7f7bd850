#include "feel/from_json.h"

/* Where we are, as a chain; written out only when somebody asks. */
struct path {
    const struct path *up;
    str name;
    size_t index; /* of a list element, when name is empty */
};

struct reader {
    struct arena *mem;
    struct findings *findings;
    bool failed;
};

static void path_put(struct sbuf *b, const struct path *p)
{
    if (p->up)
        path_put(b, p->up);
    if (p->name.n && p->up)
        sbuf_char(b, '.');
    if (p->name.n || !p->up)
        sbuf_put(b, p->name);
    else
        sbuf_printf(b, "[%zu]", p->index);
}

static str path_text(struct reader *r, const struct path *p)
{
    struct sbuf b;
    sbuf_init(&b, r->mem);
    path_put(&b, p);
    return sbuf_str(&b);
}

static struct err *fault(struct reader *r, const struct path *p, enum severity severity,
                         enum err_code code, const char *what, const char *detail)
{
    struct err *e = findings_add(r->findings, severity, code, "%s%s", what, detail);
    err_place(e, "%.*s", STR_ARG(path_text(r, p)));
    r->failed |= severity == SEVERITY_ERROR;
    return e;
}

static struct value read_value(struct reader *r, const struct json *j,
                               const struct type *t, const struct path *p);

static struct value unknown(struct reader *r, const struct path *p)
{
    return value_unknown(r->mem, path_text(r, p));
}

static struct value wrong(struct reader *r, const struct json *j, const struct type *t,
                          const struct path *p)
{
    str shown = STR("");
    struct sbuf b;
    sbuf_init(&b, r->mem);
    if (j->kind != JSON_LIST && j->kind != JSON_OBJECT) {
        json_write(&b, j, 0);
        shown = str_slice(sbuf_str(&b), 0, 60);
    }
    const char *type = type_cstr(r->mem, t);
    str text = arena_printf(r->mem, "%s%s%.*s is not %s", json_kind_name(j->kind),
                            shown.n ? " " : "", STR_ARG(shown), type);
    fault(r, p, SEVERITY_ERROR, ERR_TYPE, text.at, "");
    return VALUE_NULL;
}

static bool read_text(struct reader *r, str s, const struct type *t, struct value *out)
{
    struct moment m;
    switch (t->kind) {
    case TYPE_DATE:
        out->kind = V_DATE;
        return date_parse(s, &out->u.date);
    case TYPE_TIME:
        out->kind = V_TIME;
        return time_parse(r->mem, s, &out->u.time);
    case TYPE_MOMENT:
        if (date_parse(s, &m.day)) {
            m.time = (struct clock_time){ 0, NULL };
        } else if (!moment_parse(r->mem, s, &m)) {
            return false;
        }
        *out = value_moment(r->mem, m);
        return true;
    case TYPE_SPAN:
        out->kind = V_SPAN;
        return span_parse(s, &out->u.span);
    case TYPE_MONTHS:
        out->kind = V_MONTHS;
        return months_parse(s, &out->u.months);
    default:
        return false;
    }
}

static struct value read_str(struct reader *r, const struct json *j, const struct type *t,
                             const struct path *p)
{
    if (t->kind == TYPE_STR || t->kind == TYPE_ANY)
        return value_str(j->u.s);
    struct value v = VALUE_NULL;
    if (read_text(r, j->u.s, t, &v))
        return v;
    return wrong(r, j, t, p);
}

static struct value read_list(struct reader *r, const struct json *j,
                              const struct type *t, const struct path *p)
{
    if (t->kind != TYPE_LIST && t->kind != TYPE_ANY)
        return wrong(r, j, t, p);
    const struct type *element = t->kind == TYPE_LIST && t->of ? t->of : &type_any;
    struct value *at = arena_new(r->mem, struct value, j->u.list.n);
    for (size_t i = 0; i < j->u.list.n; i++) {
        struct path here = { .up = p, .index = i };
        at[i] = read_value(r, &j->u.list.at[i], element, &here);
    }
    return value_list(at, j->u.list.n);
}

static void unknown_entry(struct reader *r, const struct type *t, str key,
                          const struct path *p)
{
    str names[64];
    size_t n = 0;
    for (uint32_t i = 0; i < t->n_member && n < 64; i++)
        names[n++] = t->member[i].name;
    struct err *e = fault(r, p, SEVERITY_WARNING, ERR_NAME, "the type has no such entry",
                          "");
    str near = str_nearest(key, names, n);
    if (near.n)
        err_hint(e, "Did you mean \"%.*s\"?", STR_ARG(near));
}

static struct value read_object(struct reader *r, const struct json *j,
                                const struct type *t, const struct path *p)
{
    if (t->kind != TYPE_CONTEXT && t->kind != TYPE_ANY)
        return wrong(r, j, t, p);
    size_t n = j->u.object.n;
    uint32_t n_member = t->kind == TYPE_CONTEXT ? t->n_member : 0;
    struct entry *at = arena_new(r->mem, struct entry, n + n_member);
    for (size_t i = 0; i < n; i++) {
        const struct json_member *m = &j->u.object.at[i];
        struct path here = { .up = p, .name = m->key };
        const struct type_member *tm = n_member ? type_find_member(t, m->key) : NULL;
        if (n_member && !tm)
            unknown_entry(r, t, m->key, &here);
        at[i].name = m->key;
        at[i].value = read_value(r, &m->value, tm && tm->type ? tm->type : &type_any,
                                 &here);
    }
    size_t count = n;
    for (uint32_t i = 0; i < n_member; i++) {
        struct path here = { .up = p, .name = t->member[i].name };
        if (!json_find_str(j, t->member[i].name))
            at[count++] = (struct entry){ t->member[i].name, unknown(r, &here) };
    }
    return value_context(at, count);
}

static struct value read_value(struct reader *r, const struct json *j,
                               const struct type *t, const struct path *p)
{
    switch (j->kind) {
    case JSON_NULL:
        return unknown(r, p);
    case JSON_BOOL:
        if (t->kind == TYPE_BOOL || t->kind == TYPE_ANY)
            return value_bool(j->u.b);
        return wrong(r, j, t, p);
    case JSON_NUM:
        if (t->kind == TYPE_NUM || t->kind == TYPE_ANY)
            return value_num(j->u.n);
        return wrong(r, j, t, p);
    case JSON_STR:
        return read_str(r, j, t, p);
    case JSON_LIST:
        return read_list(r, j, t, p);
    default:
        return read_object(r, j, t, p);
    }
}

bool value_from_json(struct arena *mem, const struct json *j, const struct type *type,
                     str path, struct value *out, struct findings *findings)
{
    struct reader r = { .mem = mem, .findings = findings };
    struct path root = { .name = path };
    struct value v = read_value(&r, j, type, &root);
    if (!r.failed)
        *out = v;
    return !r.failed;
}
