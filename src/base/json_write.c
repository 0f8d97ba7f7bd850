#include "base/json.h"

const struct json *json_find_str(const struct json *j, str key)
{
    if (j->kind != JSON_OBJECT)
        return NULL;
    for (size_t i = 0; i < j->u.object.n; i++)
        if (str_eq(j->u.object.at[i].key, key))
            return &j->u.object.at[i].value;
    return NULL;
}

const struct json *json_find(const struct json *j, const char *key)
{
    return json_find_str(j, str_of(key));
}

const char *json_kind_name(enum json_kind kind)
{
    static const char *const name[] = {
        [JSON_NULL] = "null",  [JSON_BOOL] = "true or false", [JSON_NUM] = "a number",
        [JSON_STR] = "a text", [JSON_LIST] = "a list",        [JSON_OBJECT] = "an object",
    };
    return name[kind];
}

static void put_line(struct sbuf *b, int indent, int depth)
{
    if (indent <= 0)
        return;
    sbuf_char(b, '\n');
    sbuf_pad(b, (size_t)indent * (size_t)depth);
}

static void write_value(struct sbuf *b, const struct json *j, int indent, int depth);

static void write_list(struct sbuf *b, const struct json *j, int indent, int depth)
{
    sbuf_char(b, '[');
    for (size_t i = 0; i < j->u.list.n; i++) {
        if (i)
            sbuf_char(b, ',');
        put_line(b, indent, depth + 1);
        write_value(b, &j->u.list.at[i], indent, depth + 1);
    }
    if (j->u.list.n)
        put_line(b, indent, depth);
    sbuf_char(b, ']');
}

static void write_object(struct sbuf *b, const struct json *j, int indent, int depth)
{
    sbuf_char(b, '{');
    for (size_t i = 0; i < j->u.object.n; i++) {
        if (i)
            sbuf_char(b, ',');
        put_line(b, indent, depth + 1);
        sbuf_json(b, j->u.object.at[i].key);
        sbuf_char(b, ':');
        if (indent > 0)
            sbuf_char(b, ' ');
        write_value(b, &j->u.object.at[i].value, indent, depth + 1);
    }
    if (j->u.object.n)
        put_line(b, indent, depth);
    sbuf_char(b, '}');
}

static void write_value(struct sbuf *b, const struct json *j, int indent, int depth)
{
    switch (j->kind) {
    case JSON_NULL:
        sbuf_raw(b, "null");
        break;
    case JSON_BOOL:
        if (j->u.b)
            sbuf_raw(b, "true");
        else
            sbuf_raw(b, "false");
        break;
    case JSON_NUM:
        num_format(b, j->u.n);
        break;
    case JSON_STR:
        sbuf_json(b, j->u.s);
        break;
    case JSON_LIST:
        write_list(b, j, indent, depth);
        break;
    case JSON_OBJECT:
        write_object(b, j, indent, depth);
        break;
    }
}

void json_write(struct sbuf *b, const struct json *j, int indent)
{
    write_value(b, j, indent, 0);
}

void text_place(str text, size_t pos, int *line, int *col)
{
    int lines = 1;
    size_t start = 0;
    if (pos > text.n)
        pos = text.n;
    for (size_t i = 0; i < pos; i++) {
        if (text.at[i] == '\n') {
            lines++;
            start = i + 1;
        }
    }
    int column = 1;
    for (size_t i = start; i < pos; i++)
        column += ((unsigned char)text.at[i] & 0xC0) != 0x80;
    *line = lines;
    *col = column;
}
