#include "dmn/link.h"

#include <stdarg.h>
#include <stdio.h>

struct err *link_error(struct linker *l, const struct doc *doc, int line,
                       enum err_code code, const char *fmt, ...)
{
    char msg[sizeof((struct err){ 0 }.msg)];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(msg, sizeof msg, fmt, ap);
    va_end(ap);
    struct err *e = findings_add(l->findings, SEVERITY_ERROR, code, "%s", msg);
    err_at(e, doc->file, line, 0);
    return e;
}

static size_t doc_index(const struct linker *l, const struct doc *doc)
{
    size_t i = 0;
    while (i < l->n_doc && l->doc[i] != doc)
        i++;
    return i;
}

/* ---- documents ---- */

static bool add_doc(struct linker *l, const struct doc *doc, str prefix);

static const struct doc *find_loaded(const struct linker *l,
                                     const struct doc_import *import)
{
    for (size_t i = 0; i < l->n_doc; i++)
        if (import->namespace_.n && str_eq(l->doc[i]->namespace_, import->namespace_))
            return l->doc[i];
    return NULL;
}

static const struct doc *read_import(struct linker *l, const struct doc *from,
                                     const struct doc_import *import)
{
    struct dmn_file file;
    struct err err = { 0 };
    if (!l->loader) {
        link_error(l, from, import->node.line, ERR_NOTFOUND,
                   "import \"%.*s\" cannot be read here", STR_ARG(import->node.name));
        return NULL;
    }
    if (!l->loader->read(l->loader->ctx, l->mem, import, from->file, &file, &err)) {
        struct err *e = link_error(l, from, import->node.line, err.code,
                                   "import \"%.*s\": %s", STR_ARG(import->node.name),
                                   err.msg);
        err_hint(e,
                 "The file must stand beside the model, under the name in locationURI.");
        return NULL;
    }
    return doc_read(l->mem, file.name, file.bytes, l->findings);
}

static bool is_dmn_import(const struct doc_import *import)
{
    return str_find(import->type, STR("/DMN/"), 0) != SIZE_MAX ||
           str_find(import->type, STR("/dmn"), 0) != SIZE_MAX || import->type.n == 0;
}

static bool add_import(struct linker *l, const struct doc *from,
                       const struct doc_import *import, str prefix)
{
    if (!is_dmn_import(import)) {
        struct err *e = findings_add(l->findings, SEVERITY_WARNING, ERR_MODEL,
                                     "import \"%.*s\" is not a DMN model and is left out",
                                     STR_ARG(import->node.name));
        err_at(e, from->file, import->node.line, 0);
        return true;
    }
    if (l->n_import == DMN_IMPORTS_MAX) {
        link_error(l, from, import->node.line, ERR_LIMIT, "more than %d imports",
                   DMN_IMPORTS_MAX);
        return false;
    }
    str inner = import->node.name;
    if (prefix.n && inner.n)
        inner = arena_printf(l->mem, "%.*s.%.*s", STR_ARG(prefix), STR_ARG(inner));
    else if (prefix.n)
        inner = prefix;
    const struct doc *doc = find_loaded(l, import);
    bool loaded = doc != NULL;
    if (!doc && !(doc = read_import(l, from, import)))
        return false;
    l->import[l->n_import++] = (struct link_import){ from, import, doc, inner };
    return loaded || add_doc(l, doc, inner);
}

static bool imports_itself(const struct linker *l, const struct doc *doc,
                           const struct doc *of, int depth)
{
    if (depth > DMN_IMPORT_DEPTH_MAX)
        return true;
    for (size_t i = 0; i < l->n_import; i++)
        if (l->import[i].from == doc &&
            (l->import[i].doc == of ||
             imports_itself(l, l->import[i].doc, of, depth + 1)))
            return true;
    return false;
}

static bool add_doc(struct linker *l, const struct doc *doc, str prefix)
{
    l->doc[l->n_doc] = doc;
    l->prefix[l->n_doc++] = prefix;
    bool ok = true;
    for (size_t i = 0; i < doc->n_import && ok; i++)
        ok = add_import(l, doc, &doc->import[i], prefix);
    if (ok && imports_itself(l, doc, doc, 0)) {
        link_error(l, doc, doc->node.line, ERR_MODEL,
                   "the imports of this model form a circle");
        return false;
    }
    return ok;
}

/* ---- elements ---- */

static uint32_t hash_id(size_t doc, str id)
{
    uint32_t h = 2166136261u ^ (uint32_t)doc * 31;
    for (size_t i = 0; i < id.n; i++)
        h = (h ^ (unsigned char)id.at[i]) * 16777619u;
    return h;
}

str link_prefix(const struct linker *l, const struct doc *doc, const struct doc *from)
{
    if (doc == from)
        return STR("");
    for (size_t i = 0; i < l->n_import; i++)
        if (l->import[i].from == from && l->import[i].doc == doc)
            return l->import[i].import->node.name;
    return l->prefix[doc_index(l, doc)];
}

static str qualified(struct linker *l, str prefix, str name)
{
    name = feel_name(l->mem, name);
    return prefix.n ? arena_printf(l->mem, "%.*s.%.*s", STR_ARG(prefix), STR_ARG(name))
                    : name;
}

static struct dmn_node *add_node(struct linker *l, enum dmn_kind kind,
                                 const struct doc *doc, const struct doc_node *element,
                                 const struct doc_item *variable)
{
    struct dmn_node *n = &l->node[l->n_node];
    static const char *const what[] = { "input", "decision", "knowledge model",
                                        "decision service" };
    str name = element->name.n ? element->name : variable->node.name;
    *n = (struct dmn_node){ .kind = kind, .slot = (uint16_t)l->n_node, .doc = doc };
    n->name = qualified(l, l->prefix[doc_index(l, doc)], name);
    n->element = element;
    n->variable = variable;
    n->type = &type_any;
    struct source *where = arena_new(l->mem, struct source, 1);
    *where = (struct source){ .file = doc->file, .line = element->line };
    where->place = arena_printf(l->mem, "%s \"%.*s\"", what[kind], STR_ARG(n->name));
    n->where = where;
    n->value = kind == DMN_BKM || kind == DMN_SERVICE ? VALUE_NULL
                                                      : value_unknown(l->mem, n->name);
    l->n_node++;
    return n;
}

static void add_elements(struct linker *l, const struct doc *d)
{
    for (size_t i = 0; i < d->n_input; i++)
        add_node(l, DMN_INPUT, d, &d->input[i].node, &d->input[i].variable)->of.input =
            &d->input[i];
    for (size_t i = 0; i < d->n_decision; i++)
        add_node(l, DMN_DECISION, d, &d->decision[i].node, &d->decision[i].variable)
            ->of.decision = &d->decision[i];
    for (size_t i = 0; i < d->n_bkm; i++)
        add_node(l, DMN_BKM, d, &d->bkm[i].node, &d->bkm[i].variable)->of.bkm =
            &d->bkm[i];
    for (size_t i = 0; i < d->n_service; i++)
        add_node(l, DMN_SERVICE, d, &d->service[i].node, &d->service[i].variable)
            ->of.service = &d->service[i];
}

static void index_ids(struct linker *l)
{
    l->n_by_id = l->n_node * 2 + 1;
    l->by_id = arena_new(l->mem, uint32_t, l->n_by_id);
    for (size_t i = 0; i < l->n_node; i++) {
        const struct dmn_node *n = &l->node[i];
        size_t at = hash_id(doc_index(l, n->doc), n->element->id) % l->n_by_id;
        for (; l->by_id[at]; at = (at + 1) % l->n_by_id) {
            const struct dmn_node *other = &l->node[l->by_id[at] - 1];
            if (n->element->id.n && other->doc == n->doc &&
                str_eq(other->element->id, n->element->id))
                link_error(l, n->doc, n->element->line, ERR_MODEL,
                           "id \"%.*s\" is used twice, first on line %d",
                           STR_ARG(n->element->id), other->element->line);
        }
        l->by_id[at] = (uint32_t)i + 1;
    }
}

static struct dmn_node *find_id(struct linker *l, const struct doc *doc, str id)
{
    size_t d = doc_index(l, doc);
    for (size_t at = hash_id(d, id) % l->n_by_id; l->by_id[at];
         at = (at + 1) % l->n_by_id) {
        struct dmn_node *n = &l->node[l->by_id[at] - 1];
        if (n->doc == doc && str_eq(n->element->id, id))
            return n;
    }
    return NULL;
}

/* The document that a reference in `doc` points into; NULL when it was not loaded. */
static const struct doc *document_of(const struct linker *l, const struct doc *doc,
                                     const struct doc_ref *ref)
{
    const struct doc *in = ref->import ? NULL : doc;
    for (size_t i = 0; ref->import && i < l->n_import; i++)
        if (l->import[i].import == ref->import)
            in = l->import[i].doc;
    return in;
}

static void points_to_nothing(struct linker *l, const struct doc *doc,
                              const struct doc_ref *ref, const struct doc *in)
{
    str ids[512];
    size_t count = 0;
    for (size_t i = 0; i < l->n_node && count < 512; i++)
        if (l->node[i].doc == in)
            ids[count++] = l->node[i].element->id;
    struct err *e = link_error(l, doc, ref->line, ERR_MODEL,
                               "requirement \"%.*s\" points to nothing",
                               STR_ARG(ref->href));
    str near = str_nearest(ref->id, ids, count);
    if (near.n)
        err_hint(e, "Did you mean \"#%.*s\"?", STR_ARG(near));
    else
        err_hint(e, "An href names the id of an element, after a \"#\".");
}

struct dmn_node *link_find(struct linker *l, const struct doc *doc,
                           const struct doc_ref *ref)
{
    const struct doc *in = document_of(l, doc, ref);
    struct dmn_node *n = in ? find_id(l, in, ref->id) : NULL;
    if (!n)
        points_to_nothing(l, doc, ref, in);
    return n;
}

/* ---- requirements ---- */

struct needs {
    uint16_t *at;
    size_t n, cap;
};

static void need(struct linker *l, const struct dmn_node *of, struct needs *k,
                 const struct doc_ref *ref, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const struct dmn_node *target = link_find(l, of->doc, &ref[i]);
        if (!target || (target == of && of->kind == DMN_BKM))
            continue;
        if (k->n == k->cap) {
            k->cap = k->cap ? k->cap * 2 : 8;
            uint16_t *at = arena_new(l->mem, uint16_t, k->cap);
            if (k->n)
                memcpy(at, k->at, k->n * sizeof *at);
            k->at = at;
        }
        k->at[k->n++] = target->slot;
    }
}

static void add_needs(struct linker *l, struct dmn_node *n)
{
    struct needs k = { 0 };
    if (n->kind == DMN_DECISION) {
        need(l, n, &k, n->of.decision->information, n->of.decision->n_information);
        need(l, n, &k, n->of.decision->knowledge, n->of.decision->n_knowledge);
    } else if (n->kind == DMN_BKM) {
        need(l, n, &k, n->of.bkm->knowledge, n->of.bkm->n_knowledge);
    } else if (n->kind == DMN_SERVICE) {
        need(l, n, &k, n->of.service->output, n->of.service->n_output);
        need(l, n, &k, n->of.service->encapsulated, n->of.service->n_encapsulated);
    }
    n->needs = k.at;
    n->n_needs = k.n;
}

static void check_names(struct linker *l)
{
    l->names = scope_new(l->mem, NULL, SCOPE_BLOCK);
    for (size_t i = 0; i < l->n_node; i++) {
        const struct dmn_node *n = &l->node[i];
        const struct symbol *twin = scope_find_here(l->names, n->name);
        bool function = n->kind == DMN_BKM || n->kind == DMN_SERVICE;
        if (twin)
            link_error(l, n->doc, n->element->line, ERR_MODEL,
                       "the name \"%.*s\" is used twice, first on line %d",
                       STR_ARG(n->name), l->node[twin->slot].element->line);
        scope_add(l->mem, l->names,
                  (struct symbol){ .name = n->name,
                                   .type = function ? &type_any_function : &type_any,
                                   .kind = SYMBOL_GLOBAL,
                                   .slot = (uint16_t)i });
    }
}

bool link_collect(struct linker *l, const struct doc *main)
{
    l->doc = arena_new(l->mem, const struct doc *, DMN_IMPORTS_MAX + 1);
    l->prefix = arena_new(l->mem, str, DMN_IMPORTS_MAX + 1);
    l->import = arena_new(l->mem, struct link_import, DMN_IMPORTS_MAX + 1);
    if (!add_doc(l, main, STR("")))
        return false;
    size_t total = 0;
    for (size_t i = 0; i < l->n_doc; i++)
        total += l->doc[i]->n_input + l->doc[i]->n_decision + l->doc[i]->n_bkm +
                 l->doc[i]->n_service;
    if (total > DMN_NODES_MAX) {
        link_error(l, main, 0, ERR_LIMIT, "the model has more than %d elements",
                   DMN_NODES_MAX);
        return false;
    }
    l->node = arena_new(l->mem, struct dmn_node, total + 1);
    for (size_t i = 0; i < l->n_doc; i++)
        add_elements(l, l->doc[i]);
    index_ids(l);
    check_names(l);
    for (size_t i = 0; i < l->n_node; i++)
        add_needs(l, &l->node[i]);
    return true;
}
