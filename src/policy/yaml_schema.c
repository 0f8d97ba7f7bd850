#include "policy/yaml.h"

const char *yaml_kind_name(enum yaml_tree_kind kind)
{
    static const char *const name[] = { "a text", "a list", "a map" };
    return name[kind];
}

bool yaml_is_null(const struct yaml_tree *y)
{
    return y->kind == YAML_TREE_TEXT && !y->quoted &&
           (y->u.text.n == 0 || str_is(y->u.text, "null") || str_is(y->u.text, "~"));
}

const struct yaml_member *yaml_find(const struct yaml_tree *y, str key)
{
    if (y->kind == YAML_TREE_MAP)
        for (size_t i = 0; i < y->n; i++)
            if (str_eq(y->u.member[i].key, key))
                return &y->u.member[i];
    return NULL;
}

static const struct yaml_field *find_field(const struct yaml_field *field, str name)
{
    for (; field->name; field++)
        if (str_is(name, field->name))
            return field;
    return NULL;
}

static void suggest(struct err *e, str wrong, const struct yaml_field *field)
{
    enum { FIELDS_MAX = 32 };
    str name[FIELDS_MAX];
    size_t n = 0;
    for (; field->name && n < FIELDS_MAX; field++)
        name[n++] = str_of(field->name);
    str near = str_nearest(wrong, name, n);
    if (near.n)
        err_hint(e, "Did you mean \"%.*s\"?", STR_ARG(near));
}

static void check_member(const struct yaml_member *m, str file, const char *what,
                         const struct yaml_field *field, struct findings *findings)
{
    const struct yaml_field *known = find_field(field, m->key);
    if (!known) {
        struct err *e = findings_add(findings, SEVERITY_ERROR, ERR_NAME,
                                     "\"%.*s\" is not a part of %s", STR_ARG(m->key),
                                     what);
        err_at(e, file, m->line, m->col);
        suggest(e, m->key, field);
    } else if (m->value.kind != known->kind && !yaml_is_null(&m->value)) {
        struct err *e = findings_add(findings, SEVERITY_ERROR, ERR_TYPE,
                                     "\"%.*s\" of %s must be %s, not %s", STR_ARG(m->key),
                                     what, yaml_kind_name(known->kind),
                                     yaml_kind_name(m->value.kind));
        err_at(e, file, m->value.line, m->value.col);
    }
}

bool yaml_check(const struct yaml_tree *y, str file, const char *what,
                const struct yaml_field *field, struct findings *findings)
{
    unsigned before = findings->errors;
    if (y->kind != YAML_TREE_MAP) {
        struct err *e = findings_add(findings, SEVERITY_ERROR, ERR_TYPE,
                                     "%s must be a map", what);
        err_at(e, file, y->line, y->col);
        return false;
    }
    for (size_t i = 0; i < y->n; i++)
        check_member(&y->u.member[i], file, what, field, findings);
    for (; field->name; field++) {
        const struct yaml_member *m = yaml_find(y, str_of(field->name));
        if (!field->required || (m && !yaml_is_null(&m->value)))
            continue;
        struct err *e = findings_add(findings, SEVERITY_ERROR, ERR_VALUE,
                                     "\"%s\" of %s is missing", field->name, what);
        err_at(e, file, m ? m->line : y->line, m ? m->col : y->col);
    }
    return findings->errors == before;
}

str yaml_text(const struct yaml_tree *y, const char *key)
{
    const struct yaml_member *m = yaml_find(y, str_of(key));
    return m && m->value.kind == YAML_TREE_TEXT && !yaml_is_null(&m->value)
               ? m->value.u.text
               : STR("");
}

const struct yaml_tree *yaml_part(const struct yaml_tree *y, const char *key)
{
    const struct yaml_member *m = yaml_find(y, str_of(key));
    return m && m->value.kind != YAML_TREE_TEXT ? &m->value : NULL;
}
