#include "capi/capi_int.h"

_Static_assert((int)IJK_INPUT == (int)DMN_INPUT &&
                   (int)IJK_DECISION == (int)DMN_DECISION &&
                   (int)IJK_KNOWLEDGE == (int)DMN_BKM &&
                   (int)IJK_SERVICE == (int)DMN_SERVICE,
               "the public kinds are ours by number");

enum { MODEL_MEMORY_MAX = 256 * 1024 * 1024, NAME_MAX_BYTES = 4096 };

struct ijk_import {
    struct arena *mem;
    const char *location, *name_space, *from;
    str file, bytes;
    bool given;
};

const char *ijk_import_location(const struct ijk_import *import)
{
    return import->location;
}

const char *ijk_import_namespace(const struct ijk_import *import)
{
    return import->name_space;
}

const char *ijk_import_from(const struct ijk_import *import)
{
    return import->from;
}

void ijk_import_give(struct ijk_import *import, const char *file, const void *bytes,
                     size_t n)
{
    import->file = arena_str(import->mem, str_of(file ? file : import->location));
    import->bytes = (str){ bytes, n };
    import->given = arena_fits(import->mem, n, 1);
    if (import->given)
        import->bytes = arena_str(import->mem, import->bytes);
}

static bool read_import(void *ctx, struct arena *mem, const struct doc_import *want,
                        str from, struct dmn_file *out, struct err *err)
{
    const struct ijk_options *o = ctx;
    struct ijk_import import = { .mem = mem,
                                 .location = arena_cstr(mem, want->location),
                                 .name_space = arena_cstr(mem, want->namespace_),
                                 .from = arena_cstr(mem, from) };
    bool found = o->import(o->import_context, &import);
    if (mem->over)
        return err_set(err, ERR_LIMIT, "the imported model does not fit in memory");
    if (!found || !import.given)
        return err_set(err, ERR_NOTFOUND,
                       "the program that loads this model does not have it");
    *out = (struct dmn_file){ import.file, import.bytes };
    return true;
}

/* The options as a caller built them, who may know fewer fields than we. */
static struct ijk_options known_options(const struct ijk_options *given)
{
    struct ijk_options o = IJK_OPTIONS;
    if (given)
        memcpy(&o, given, given->size < sizeof o ? given->size : sizeof o);
    if (!o.memory_max)
        o.memory_max = MODEL_MEMORY_MAX;
    return o;
}

static const char *short_copy(struct arena *mem, str s)
{
    return s.n ? arena_cstr(mem, str_slice(s, 0, NAME_MAX_BYTES)) : "";
}

static void list_elements(struct ijk_model *m)
{
    const struct dmn_model *d = m->dmn;
    m->element = arena_new(&m->mem, struct ijk_element, d->n_node + 1);
    for (int k = 0; k < 4; k++)
        m->kind[k] = arena_new(&m->mem, const struct ijk_element *, d->n_node + 1);
    for (size_t i = 0; i < d->n_node; i++) {
        const struct dmn_node *n = &d->node[i];
        struct ijk_element *e = &m->element[i];
        *e = (struct ijk_element){ .model = m,
                                   .node = n,
                                   .name = short_copy(&m->mem, n->name),
                                   .id = short_copy(&m->mem, n->element->id),
                                   .label = short_copy(&m->mem, n->element->label),
                                   .type = type_cstr(&m->mem, n->type) };
        m->kind[n->kind][m->n_kind[n->kind]++] = e;
    }
}

static struct ijk_model *load(struct arena *mem, str bytes, struct ijk_options *o,
                              struct findings *findings)
{
    struct dmn_loader loader = { read_import, o };
    struct dmn_options options = { .file = str_of(o->file),
                                   .lenient = o->lenient,
                                   .loader = o->import ? &loader : NULL };
    const struct dmn_model *dmn = dmn_load(mem, bytes, &options, findings);
    if (!dmn)
        return NULL;
    struct ijk_model *m = arena_new(mem, struct ijk_model, 1);
    m->mem = *mem;
    m->dmn = dmn;
    atomic_init(&m->owners, 1);
    list_elements(m);
    return m;
}

struct ijk_model *ijk_load(const void *bytes, size_t n, const struct ijk_options *options,
                           struct ijk_findings **findings, struct ijk_error *err)
{
    struct ijk_options o = known_options(options);
    struct arena mem, list_mem;
    arena_init(&mem, o.memory_max);
    arena_init(&list_mem, SIZE_MAX);
    struct ijk_findings *f = arena_new(&list_mem, struct ijk_findings, 1);
    findings_init(&f->list, &list_mem);
    struct ijk_model *m = load(&mem, (str){ bytes, n }, &o, &f->list);
    if (!m) {
        capi_fail_first(err, &f->list);
        arena_release(&mem);
    }
    f->mem = list_mem;
    f->list.mem = &f->mem;
    if (findings)
        *findings = f;
    else
        ijk_findings_free(f);
    return m;
}

struct ijk_model *ijk_model_keep(struct ijk_model *m)
{
    atomic_fetch_add(&m->owners, 1);
    return m;
}

void ijk_model_free(struct ijk_model *m)
{
    if (!m || atomic_fetch_sub(&m->owners, 1) > 1)
        return;
    struct arena mem = m->mem; /* which holds *m */
    arena_release(&mem);
}

size_t ijk_count(const struct ijk_model *m, enum ijk_kind kind)
{
    return (unsigned)kind <= DMN_SERVICE ? m->n_kind[kind] : 0;
}

const struct ijk_element *ijk_at(const struct ijk_model *m, enum ijk_kind kind, size_t i)
{
    return i < ijk_count(m, kind) ? m->kind[kind][i] : NULL;
}

const struct ijk_element *ijk_find(const struct ijk_model *m, enum ijk_kind kind,
                                   const char *name)
{
    const struct dmn_node *n = dmn_find(m->dmn, (enum dmn_kind)kind, str_of(name));
    return n ? &m->element[n->slot] : NULL;
}

enum ijk_kind ijk_element_kind(const struct ijk_element *e)
{
    return (enum ijk_kind)e->node->kind;
}

const char *ijk_element_name(const struct ijk_element *e)
{
    return e->name;
}

const char *ijk_element_id(const struct ijk_element *e)
{
    return e->id;
}

const char *ijk_element_label(const struct ijk_element *e)
{
    return e->label;
}

const char *ijk_element_type(const struct ijk_element *e)
{
    return e->type;
}

const struct ijk_element *ijk_related(const struct ijk_element *e,
                                      enum ijk_relation relation, size_t i)
{
    const struct dmn_service *s = e->node->service;
    const uint16_t *slot = e->node->needs;
    size_t n = e->node->n_needs;
    if (relation != IJK_REQUIRES) {
        if (!s)
            return NULL;
        slot = relation == IJK_SERVICE_INPUT    ? s->input
               : relation == IJK_SERVICE_OUTPUT ? s->output
                                                : s->input_decision;
        n = relation == IJK_SERVICE_INPUT    ? s->n_input
            : relation == IJK_SERVICE_OUTPUT ? s->n_output
                                             : s->n_input_decision;
    }
    return i < n ? &e->model->element[slot[i]] : NULL;
}
