#include "policy/typed.h"

struct typing {
    struct arena *mem;
    str file;
    struct err *err;
};

static bool read(struct typing *t, const struct type *type, const struct yaml_tree *y,
                 struct value *out);

static bool fault(struct typing *t, const struct yaml_tree *y, enum err_code code,
                  const char *want)
{
    if (y->kind == YAML_TREE_TEXT)
        err_set(t->err, code, "\"%.*s\" is not %s", STR_ARG(y->u.text), want);
    else
        err_set(t->err, code, "%s must stand here, not %s", want,
                yaml_kind_name(y->kind));
    err_at(t->err, t->file, y->line, y->col);
    return false;
}

static bool read_text(struct typing *t, const struct type *type,
                      const struct yaml_tree *y, struct value *out)
{
    str s = y->u.text;
    num n;
    date d;
    bool exact;
    switch (type->kind) {
    case TYPE_STR:
        *out = value_str(s);
        return true;
    case TYPE_NUM:
        if (y->quoted || !num_parse(s, &n, &exact) || !exact)
            return fault(t, y, ERR_TYPE, "a number");
        *out = value_num(n);
        return true;
    case TYPE_BOOL:
        if (y->quoted || (!str_is(s, "true") && !str_is(s, "false")))
            return fault(t, y, ERR_TYPE, "true or false");
        *out = value_bool(str_is(s, "true"));
        return true;
    case TYPE_DATE:
        if (!date_parse(s, &d))
            return fault(t, y, ERR_VALUE, "a date like 2025-01-31");
        *out = value_date(d);
        return true;
    default:
        return fault(t, y, ERR_TYPE,
                     type->kind == TYPE_LIST      ? "a list"
                     : type->kind == TYPE_CONTEXT ? "a map"
                                                  : "of a type that a figure may have");
    }
}

static bool read_list(struct typing *t, const struct type *type,
                      const struct yaml_tree *y, struct value *out)
{
    struct value *at = arena_new(t->mem, struct value, y->n);
    for (size_t i = 0; i < y->n; i++)
        if (!read(t, type->of ? type->of : &type_any, &y->u.item[i], &at[i]))
            return false;
    *out = value_list(at, y->n);
    return true;
}

static bool read_context(struct typing *t, const struct type *type,
                         const struct yaml_tree *y, struct value *out)
{
    struct entry *at = arena_new(t->mem, struct entry, type->n_member);
    for (size_t i = 0; i < y->n; i++)
        if (!type_find_member(type, y->u.member[i].key)) {
            err_set(t->err, ERR_NAME, "there is no \"%.*s\" here",
                    STR_ARG(y->u.member[i].key));
            err_at(t->err, t->file, y->u.member[i].line, y->u.member[i].col);
            return false;
        }
    for (size_t i = 0; i < type->n_member; i++) {
        const struct yaml_member *m = yaml_find(y, type->member[i].name);
        at[i].name = type->member[i].name;
        if (m && !read(t, type->member[i].type, &m->value, &at[i].value))
            return false;
    }
    *out = value_context(at, type->n_member);
    return true;
}

static bool is_pair(const struct type *type)
{
    return type && type->kind == TYPE_CONTEXT && type->n_member == 2 &&
           type->member[0].type->kind == TYPE_STR;
}

static bool read_pairs(struct typing *t, const struct type *pair,
                       const struct yaml_tree *y, struct value *out)
{
    struct value *at = arena_new(t->mem, struct value, y->n);
    for (size_t i = 0; i < y->n; i++) {
        struct entry *e = arena_new(t->mem, struct entry, 2);
        e[0] = (struct entry){ pair->member[0].name, value_str(y->u.member[i].key) };
        e[1].name = pair->member[1].name;
        if (!read(t, pair->member[1].type, &y->u.member[i].value, &e[1].value))
            return false;
        at[i] = value_context(e, 2);
    }
    *out = value_list(at, y->n);
    return true;
}

static bool read(struct typing *t, const struct type *type, const struct yaml_tree *y,
                 struct value *out)
{
    if (yaml_is_null(y)) {
        *out = VALUE_NULL;
        return true;
    }
    if (y->kind == YAML_TREE_LIST && type->kind == TYPE_LIST)
        return read_list(t, type, y, out);
    if (y->kind == YAML_TREE_MAP && type->kind == TYPE_LIST && is_pair(type->of))
        return read_pairs(t, type->of, y, out);
    if (y->kind == YAML_TREE_MAP && type->kind == TYPE_CONTEXT)
        return read_context(t, type, y, out);
    if (y->kind == YAML_TREE_TEXT)
        return read_text(t, type, y, out);
    struct sbuf b;
    sbuf_init(&b, t->mem);
    type_format(&b, type);
    return fault(t, y, ERR_TYPE, arena_cstr(t->mem, sbuf_str(&b)));
}

bool typed_read(struct arena *mem, const struct type *type, const struct yaml_tree *y,
                str file, struct value *out, struct err *err)
{
    struct typing t = { mem, file, err };
    struct value v;
    if (!read(&t, type, y, &v))
        return false;
    *out = v;
    return true;
}
