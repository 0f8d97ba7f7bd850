/*
 * yaml.h - read YAML as texts, lists and maps, and let a schema give them meaning.
 *
 * No type is ever guessed: `no`, `1e3` and `2020-01-01` stay texts until the
 * caller, who knows what belongs there, reads them as something else. What has
 * no use in a policy package and can hurt is refused: anchors and aliases, tags,
 * a second document, a duplicate key, keys that are not texts, and more than the
 * limits below. Every node keeps its line and column.
 */
#ifndef IJK_POLICY_YAML_H
#define IJK_POLICY_YAML_H

#include "base/err.h"

enum {
    YAML_TREE_DEPTH_MAX = 20,
    YAML_TREE_MEMBERS_MAX = 1000, /* of one map */
    YAML_TREE_BYTES_MAX = 1024 * 1024,
};

enum yaml_tree_kind { YAML_TREE_TEXT, YAML_TREE_LIST, YAML_TREE_MAP };

struct yaml_tree {
    enum yaml_tree_kind kind;
    int line, col;
    bool quoted; /* a text in quotes or a block: never null */
    uint32_t n;  /* items of a list, members of a map */
    union {
        str text;
        const struct yaml_tree *item;
        const struct yaml_member *member;
    } u;
};

struct yaml_member {
    str key;
    int line, col;
    struct yaml_tree value;
};

/* Read all of `bytes`. An empty document is an empty map. `file` is for messages. */
bool yaml_read(struct arena *mem, str file, str bytes, struct yaml_tree *out,
               struct err *err);

/* The member `key` of a map; NULL when absent or `y` is no map. */
const struct yaml_member *yaml_find(const struct yaml_tree *y, str key);

/* Nothing was filled in: an empty or plain `null` or `~` scalar. */
bool yaml_is_null(const struct yaml_tree *y);

/* "a text", "a list", "a map": for messages. */
const char *yaml_kind_name(enum yaml_tree_kind kind);

/* What a map may hold. A list ends with a field without name. */
struct yaml_field {
    const char *name;
    enum yaml_tree_kind kind; /* may always be null as well, unless required */
    bool required;
};

/* Report every unknown, missing or wrongly formed member of the map `y`, which
 * `what` names in messages. True when there was nothing to report. */
bool yaml_check(const struct yaml_tree *y, str file, const char *what,
                const struct yaml_field *field, struct findings *findings);

/* The text of a member that passed yaml_check; empty when absent or null. */
str yaml_text(const struct yaml_tree *y, const char *key);

/* The list or map of a member that passed yaml_check; NULL when absent or null. */
const struct yaml_tree *yaml_part(const struct yaml_tree *y, const char *key);

#endif
