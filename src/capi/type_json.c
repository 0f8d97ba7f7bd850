#include "capi/capi_int.h"

enum { TYPE_JSON_DEPTH = 40, TYPE_JSON_MAX = 1024 * 1024 };

/* The words of DMN for the kinds. */
static const char *const kind_word[] = {
    [TYPE_ANY] = "Any",
    [TYPE_NULL] = "Null",
    [TYPE_BOOL] = "boolean",
    [TYPE_NUM] = "number",
    [TYPE_STR] = "string",
    [TYPE_DATE] = "date",
    [TYPE_TIME] = "time",
    [TYPE_MOMENT] = "date and time",
    [TYPE_SPAN] = "days and time duration",
    [TYPE_MONTHS] = "years and months duration",
    [TYPE_LIST] = "list",
    [TYPE_CONTEXT] = "context",
    [TYPE_RANGE] = "range",
    [TYPE_FUNCTION] = "function",
};

static bool write_type(struct sbuf *b, const struct type *t, str within, int depth);

static bool write_part(struct sbuf *b, const char *key, const struct type *t, int depth)
{
    sbuf_printf(b, ", \"%s\": ", key);
    return write_type(b, t ? t : &type_any, STR(""), depth);
}

static bool write_members(struct sbuf *b, const struct type *t, int depth)
{
    sbuf_printf(b, ", \"%s\": {", t->kind == TYPE_CONTEXT ? "entries" : "parameters");
    for (uint32_t i = 0; i < t->n_member; i++) {
        if (i)
            sbuf_raw(b, ", ");
        sbuf_json(b, t->member[i].name);
        sbuf_raw(b, ": ");
        const struct type *of = t->member[i].type ? t->member[i].type : &type_any;
        if (!write_type(b, of, t->member[i].name, depth))
            return false;
    }
    sbuf_raw(b, "}");
    return true;
}

/* The type of an entry is called as the entry `within` a context, which says nothing. */
static bool write_type(struct sbuf *b, const struct type *t, str within, int depth)
{
    if (depth == 0 || b->n > TYPE_JSON_MAX)
        return false;
    sbuf_printf(b, "{\"type\": \"%s\"", kind_word[t->kind]);
    if (t->name.n && !str_eq(t->name, within)) {
        sbuf_raw(b, ", \"name\": ");
        sbuf_json(b, t->name);
    }
    if (t->allowed) {
        sbuf_raw(b, ", \"allowed\": ");
        sbuf_json(b, str_trim(t->allowed->text));
    }
    if ((t->kind == TYPE_LIST || t->kind == TYPE_RANGE) &&
        !write_part(b, "of", t->of, depth - 1))
        return false;
    if ((t->kind == TYPE_CONTEXT || t->kind == TYPE_FUNCTION) &&
        !write_members(b, t, depth - 1))
        return false;
    if (t->kind == TYPE_FUNCTION && !write_part(b, "result", t->of, depth - 1))
        return false;
    sbuf_raw(b, "}");
    return true;
}

const char *ijk_type_json(struct ijk_session *s, const struct ijk_element *e, size_t *n)
{
    struct sbuf b;
    sbuf_init(&b, &s->mem);
    return write_type(&b, e->node->type, STR(""), TYPE_JSON_DEPTH) ? capi_text(&b, n)
                                                                   : NULL;
}
