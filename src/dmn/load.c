#include "dmn/link.h"

static uint64_t hash_bytes(str bytes)
{
    uint64_t h = 14695981039346656037u;
    for (size_t i = 0; i < bytes.n; i++)
        h = (h ^ (unsigned char)bytes.at[i]) * 1099511628211u;
    return h;
}

static uint32_t hash_name(str s)
{
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < s.n; i++)
        h = (h ^ (unsigned char)s.at[i]) * 16777619u;
    return h ^ h >> 15;
}

/* An open hash table of slots + 1, by name or by id; of equal ones the first comes first. */
static const uint16_t *index_nodes(const struct linker *l, size_t size, bool by_id)
{
    uint16_t *index = arena_new(l->mem, uint16_t, size);
    for (size_t i = 0; i < l->n_node; i++) {
        str key = by_id ? l->node[i].element->id : l->node[i].name;
        size_t at = hash_name(key) % size;
        while (index[at])
            at = (at + 1) % size;
        index[at] = (uint16_t)(i + 1);
    }
    return index;
}

/* Lenient loading keeps going over faults of FEEL: they are warnings there. */
static const struct dmn_model *freeze(struct linker *l, str bytes)
{
    struct dmn_model *m = arena_new(l->mem, struct dmn_model, 1);
    struct value *start = arena_new(l->mem, struct value, l->n_node + 1);
    for (size_t i = 0; i < l->n_node; i++)
        start[i] = l->node[i].value;
    size_t n_index = l->n_node * 2 + 1;
    *m = (struct dmn_model){ .doc = l->doc[0],
                             .docs = l->doc,
                             .n_doc = l->n_doc,
                             .node = l->node,
                             .n_node = l->n_node,
                             .types = l->types,
                             .n_type = l->n_type,
                             .start = start,
                             .lenient = l->lenient,
                             .n_table = l->n_table,
                             .hash = hash_bytes(bytes),
                             .by_name = index_nodes(l, n_index, false),
                             .by_id = index_nodes(l, n_index, true),
                             .n_index = n_index };
    return m;
}

const struct dmn_model *dmn_load(struct arena *mem, str bytes,
                                 const struct dmn_options *options,
                                 struct findings *findings)
{
    struct linker l = { .mem = mem,
                        .findings = findings,
                        .lenient = options->lenient,
                        .loader = options->loader };
    l.compiler = (struct compiler){ .mem = mem,
                                    .findings = findings,
                                    .lenient = options->lenient };
    const struct doc *doc = doc_read(mem, options->file, bytes, findings);
    if (!doc)
        return NULL;
    if (link_collect(&l, doc)) {
        link_types(&l);
        if (link_order(&l))
            link_logic(&l);
    }
    if (mem->over) {
        findings_add(findings, SEVERITY_ERROR, ERR_LIMIT,
                     "the model needs more memory than is allowed (%zu bytes)",
                     mem->budget);
        return NULL;
    }
    return findings->errors ? NULL : freeze(&l, bytes);
}

const struct dmn_node *dmn_find(const struct dmn_model *m, enum dmn_kind kind, str name)
{
    uint32_t h = hash_name(name);
    for (size_t at = h % m->n_index; m->by_name[at]; at = (at + 1) % m->n_index) {
        const struct dmn_node *n = &m->node[m->by_name[at] - 1];
        if (n->kind == kind && str_eq(n->name, name))
            return n;
    }
    for (size_t at = h % m->n_index; m->by_id[at]; at = (at + 1) % m->n_index) {
        const struct dmn_node *n = &m->node[m->by_id[at] - 1];
        if (n->kind == kind && str_eq(n->element->id, name))
            return n;
    }
    return NULL;
}

size_t dmn_names(const struct dmn_model *m, enum dmn_kind kind, str *out, size_t max)
{
    size_t n = 0;
    for (size_t i = 0; i < m->n_node && n < max; i++)
        if (m->node[i].kind == kind)
            out[n++] = m->node[i].name;
    return n;
}

const char *dmn_kind_name(enum dmn_kind kind)
{
    static const char *const name[] = { "input", "decision", "knowledge model",
                                        "decision service" };
    return name[kind];
}
