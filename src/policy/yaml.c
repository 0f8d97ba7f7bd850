#include "policy/yaml.h"

#include <yaml.h>

#include "base/utf8.h"

/* Items are collected in a chain, because their number is only known at the end. */
struct link {
    struct link *next;
    struct yaml_member m;
};

struct reader {
    struct arena *mem;
    str file;
    yaml_parser_t parser;
    yaml_event_t event;
    bool has_event;
    int depth;
    struct err *err;
};

static bool fault(struct reader *r, const yaml_mark_t *at, enum err_code code,
                  const char *msg)
{
    err_set(r->err, code, "%s", msg);
    err_at(r->err, r->file, (int)at->line + 1, (int)at->column + 1);
    return false;
}

static bool next(struct reader *r)
{
    if (r->has_event)
        yaml_event_delete(&r->event);
    r->has_event = yaml_parser_parse(&r->parser, &r->event) != 0;
    if (r->has_event)
        return true;
    const char *why = r->parser.problem ? r->parser.problem : "this is not YAML";
    return fault(r, &r->parser.problem_mark, ERR_SYNTAX, why);
}

static str copy(struct reader *r, const yaml_char_t *at, size_t n)
{
    return arena_str(r->mem, (str){ (const char *)at, n });
}

static bool is_tagged(const yaml_event_t *e)
{
    switch (e->type) {
    case YAML_SCALAR_EVENT:
        return e->data.scalar.tag || e->data.scalar.anchor;
    case YAML_SEQUENCE_START_EVENT:
        return e->data.sequence_start.tag || e->data.sequence_start.anchor;
    case YAML_MAPPING_START_EVENT:
        return e->data.mapping_start.tag || e->data.mapping_start.anchor;
    default:
        return e->type == YAML_ALIAS_EVENT;
    }
}

static bool read_node(struct reader *r, struct yaml_tree *out);

static bool is_duplicate(const struct link *first, str key)
{
    for (; first; first = first->next)
        if (str_eq(first->m.key, key))
            return true;
    return false;
}

static bool read_key(struct reader *r, const struct link *first, struct yaml_member *m)
{
    const yaml_event_t *e = &r->event;
    if (e->type != YAML_SCALAR_EVENT || is_tagged(e))
        return fault(r, &e->start_mark, ERR_SYNTAX, "a key must be a plain text");
    m->key = copy(r, e->data.scalar.value, e->data.scalar.length);
    m->line = (int)e->start_mark.line + 1;
    m->col = (int)e->start_mark.column + 1;
    if (!is_duplicate(first, m->key))
        return true;
    err_set(r->err, ERR_SYNTAX, "key \"%.*s\" stands here twice", STR_ARG(m->key));
    err_at(r->err, r->file, m->line, m->col);
    return false;
}

static void take_items(struct reader *r, const struct link *first, struct yaml_tree *out)
{
    struct yaml_tree *item = arena_new(r->mem, struct yaml_tree, out->n);
    for (size_t i = 0; first; first = first->next)
        item[i++] = first->m.value;
    out->u.item = item;
}

static void take_members(struct reader *r, const struct link *first,
                         struct yaml_tree *out)
{
    struct yaml_member *member = arena_new(r->mem, struct yaml_member, out->n);
    for (size_t i = 0; first; first = first->next)
        member[i++] = first->m;
    out->u.member = member;
}

/* A list or a map, from its start event to its end event. */
static bool read_collection(struct reader *r, struct yaml_tree *out)
{
    bool map = out->kind == YAML_TREE_MAP;
    yaml_event_type_t end = map ? YAML_MAPPING_END_EVENT : YAML_SEQUENCE_END_EVENT;
    struct link *first = NULL, **last = &first;
    if (r->depth == YAML_TREE_DEPTH_MAX)
        return fault(r, &r->event.start_mark, ERR_LIMIT, "this is nested too deeply");
    r->depth++;
    for (;;) {
        if (!next(r))
            return false;
        if (r->event.type == end)
            break;
        struct link *l = arena_new(r->mem, struct link, 1);
        if (map && (!read_key(r, first, &l->m) || !next(r)))
            return false;
        if (!read_node(r, &l->m.value))
            return false;
        *last = l;
        last = &l->next;
        out->n++;
        if (r->mem->over || (map && out->n > YAML_TREE_MEMBERS_MAX))
            return fault(r, &r->event.start_mark, ERR_LIMIT,
                         "this is larger than allowed");
    }
    r->depth--;
    if (map)
        take_members(r, first, out);
    else
        take_items(r, first, out);
    return true;
}

/* The node that starts with the current event; afterwards its last event is current. */
static bool read_node(struct reader *r, struct yaml_tree *out)
{
    const yaml_event_t *e = &r->event;
    if (is_tagged(e))
        return fault(
            r, &e->start_mark, ERR_SYNTAX,
            "tags (\"!\"), anchors (\"&\") and aliases (\"*\") are not allowed here");
    out->line = (int)e->start_mark.line + 1;
    out->col = (int)e->start_mark.column + 1;
    switch (e->type) {
    case YAML_SCALAR_EVENT:
        out->kind = YAML_TREE_TEXT;
        out->quoted = e->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
        out->u.text = copy(r, e->data.scalar.value, e->data.scalar.length);
        return true;
    case YAML_SEQUENCE_START_EVENT:
        out->kind = YAML_TREE_LIST;
        return read_collection(r, out);
    case YAML_MAPPING_START_EVENT:
        out->kind = YAML_TREE_MAP;
        return read_collection(r, out);
    default:
        return fault(r, &e->start_mark, ERR_SYNTAX, "a value is missing here");
    }
}

static bool expect(struct reader *r, yaml_event_type_t type, const char *otherwise)
{
    if (!next(r))
        return false;
    return r->event.type == type || fault(r, &r->event.start_mark, ERR_SYNTAX, otherwise);
}

static bool read_stream(struct reader *r, struct yaml_tree *out)
{
    if (!expect(r, YAML_STREAM_START_EVENT, "this is not YAML") || !next(r))
        return false;
    if (r->event.type == YAML_STREAM_END_EVENT)
        return true;
    return next(r) && read_node(r, out) &&
           expect(r, YAML_DOCUMENT_END_EVENT, "the document does not end here") &&
           expect(r, YAML_STREAM_END_EVENT, "a second document is not allowed");
}

bool yaml_read(struct arena *mem, str file, str bytes, struct yaml_tree *out,
               struct err *err)
{
    struct reader r = { .mem = mem, .file = file, .err = err };
    struct yaml_tree tree = { .kind = YAML_TREE_MAP, .line = 1, .col = 1 };
    yaml_mark_t start = { 0 };
    size_t bad;

    if (bytes.n > YAML_TREE_BYTES_MAX)
        return fault(&r, &start, ERR_LIMIT, "this file is too large");
    if (!utf8_is_valid(bytes, &bad))
        return fault(&r, &start, ERR_SYNTAX, "this file is not UTF-8");
    if (!yaml_parser_initialize(&r.parser))
        return fault(&r, &start, ERR_LIMIT, "there is no memory to read this file");
    yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&r.parser, (const unsigned char *)bytes.at, bytes.n);
    bool ok = read_stream(&r, &tree);
    if (r.has_event)
        yaml_event_delete(&r.event);
    yaml_parser_delete(&r.parser);
    if (ok)
        *out = tree;
    return ok;
}
