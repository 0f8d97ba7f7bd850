/*
 * json.h - read JSON (RFC 8259) without losing anything.
 *
 * Numbers become exact decimals (one of more than 34 digits is refused, not
 * rounded); objects keep their order; a duplicate key is an error; so are
 * invalid UTF-8, unpaired surrogates, NUL and anything after the document.
 * Nesting deeper than JSON_DEPTH_MAX is ERR_LIMIT. Errors carry line and
 * column (in code points) and say what was expected.
 */
#ifndef IJK_BASE_JSON_H
#define IJK_BASE_JSON_H

#include "base/err.h"
#include "base/num.h"

enum { JSON_DEPTH_MAX = 200 };

enum json_kind { JSON_NULL, JSON_BOOL, JSON_NUM, JSON_STR, JSON_LIST, JSON_OBJECT };

struct json {
    enum json_kind kind;
    uint32_t pos; /* byte position in the text, for messages */
    union {
        bool b;
        num n;
        str s;
        struct {
            struct json *at;
            size_t n;
        } list;
        struct {
            struct json_member *at;
            size_t n;
        } object;
    } u;
};

struct json_member {
    str key;
    struct json value;
};

/* Parse all of `text`; strings without escapes are views of it, the rest lives in `mem`. */
bool json_parse(struct arena *mem, str text, struct json *out, struct err *err);

/* The member `key` of an object; NULL when absent or `j` is no object. */
const struct json *json_find(const struct json *j, const char *key);
const struct json *json_find_str(const struct json *j, str key);

/* "an object", "a text", ...: for messages. */
const char *json_kind_name(enum json_kind kind);

/* Write `j` back, compact; with `indent` > 0, on lines of their own. */
void json_write(struct sbuf *b, const struct json *j, int indent);

/* Line and column (from 1, in code points) of byte `pos` of `text`. */
void text_place(str text, size_t pos, int *line, int *col);

#endif
