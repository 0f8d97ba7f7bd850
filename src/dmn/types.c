#include "dmn/link.h"

/* Item definitions are few against cells, so they are looked up by name; each
 * is built when first asked for, and being asked for while built is a circle. */
struct building {
    const struct doc *doc;
    const struct doc_itemdef *def;
    struct type *type;
    bool busy, done;
};

struct builder {
    struct linker *l;
    struct building *at;
    size_t n;
    int depth;
};

enum { TYPE_DEPTH_MAX = 100, TYPE_SIZE_MAX = 10000 };

static const struct type *build_def(struct builder *b, const struct doc *doc,
                                    const struct doc_itemdef *def, str place);

/* Parts of a type, the parts of its parts included: small definitions that use
 * each other twice would otherwise grow without end. */
static size_t size_of(const struct type *t)
{
    size_t n = 1;
    if (t->kind == TYPE_LIST && t->of)
        n += size_of(t->of);
    for (uint32_t i = 0; t->kind == TYPE_CONTEXT && i < t->n_member && n <= TYPE_SIZE_MAX;
         i++)
        n += size_of(t->member[i].type);
    return n;
}

static const struct type *built(struct builder *b, struct building *g)
{
    if (g->done)
        return g->type;
    if (g->busy) {
        link_error(b->l, g->doc, g->def->node.line, ERR_MODEL,
                   "item definition \"%.*s\" contains itself",
                   STR_ARG(g->def->node.name));
        return &type_any;
    }
    if (b->depth == TYPE_DEPTH_MAX) {
        link_error(b->l, g->doc, g->def->node.line, ERR_LIMIT,
                   "item definitions refer to each other more than %d deep",
                   TYPE_DEPTH_MAX);
        return &type_any;
    }
    g->busy = true;
    b->depth++;
    const struct type *t = build_def(b, g->doc, g->def, g->def->node.name);
    b->depth--;
    g->busy = false;
    g->done = true;
    *g->type = *t;
    if (size_of(t) > TYPE_SIZE_MAX) {
        link_error(b->l, g->doc, g->def->node.line, ERR_LIMIT,
                   "item definition \"%.*s\" has more than %d parts, all told",
                   STR_ARG(g->def->node.name), TYPE_SIZE_MAX);
        *g->type = type_any;
    }
    return g->type;
}

static uint32_t hash_def(const struct doc *doc, str name)
{
    uint32_t h = 2166136261u ^ (uint32_t)((uintptr_t)doc >> 4);
    for (size_t i = 0; i < name.n; i++)
        h = (h ^ (unsigned char)name.at[i]) * 16777619u;
    return h;
}

static void index_defs(struct linker *l)
{
    l->n_building_index = l->n_type * 2 + 1;
    l->building_index = arena_new(l->mem, uint32_t, l->n_building_index);
    for (size_t i = 0; i < l->n_type; i++) {
        size_t at = hash_def(l->building[i].doc, l->building[i].def->node.name);
        for (at %= l->n_building_index; l->building_index[at];)
            at = (at + 1) % l->n_building_index;
        l->building_index[at] = (uint32_t)i + 1;
    }
}

static struct building *find_own(struct builder *b, const struct doc *doc, str name)
{
    const struct linker *l = b->l;
    size_t at = hash_def(doc, name) % l->n_building_index;
    for (; l->building_index[at]; at = (at + 1) % l->n_building_index) {
        struct building *g = &l->building[l->building_index[at] - 1];
        if (g->doc == doc && str_eq(g->def->node.name, name))
            return g;
    }
    return NULL;
}

/* By its own name, or by the name of an import, a dot, and its name there. */
static struct building *find_def(struct builder *b, const struct doc *from, str ref)
{
    struct building *g = find_own(b, from, ref);
    for (size_t i = 0; i < b->l->n_doc && !g; i++) {
        str prefix = link_prefix(b->l, b->l->doc[i], from);
        if (b->l->doc[i] == from)
            continue;
        if (!prefix.n)
            g = find_own(b, b->l->doc[i], ref);
        else if (ref.n > prefix.n && ref.at[prefix.n] == '.' && str_starts(ref, prefix))
            g = find_own(b, b->l->doc[i], str_slice(ref, prefix.n + 1, ref.n));
    }
    return g;
}

static const struct type *resolve(struct builder *b, const struct doc *doc, str ref,
                                  const struct doc_node *where)
{
    if (ref.n == 0)
        return &type_any;
    struct building *g = find_def(b, doc, ref);
    if (g)
        return built(b, g);
    const struct type *t = type_builtin(ref);
    if (t)
        return t;
    str names[256];
    size_t n = 0;
    for (size_t i = 0; i < b->n && n < 256; i++)
        names[n++] = b->at[i].def->node.name;
    struct err *e = link_error(b->l, doc, where->line, ERR_NAME,
                               "there is no type \"%.*s\"", STR_ARG(ref));
    str near = str_nearest(ref, names, n);
    if (near.n)
        err_hint(e, "Did you mean \"%.*s\"?", STR_ARG(near));
    else
        err_hint(
            e,
            "A type is an item definition of this model or a FEEL type such as number, "
            "string, boolean or date.");
    return NULL;
}

/* Allowed values as constants, where they are nothing but constants. */
static void plain_values(struct linker *l, struct allowed *a)
{
    const struct node *n = a->tests;
    if (n->kind == NODE_SOURCE)
        n = n->u.source.inner;
    if (n->kind != NODE_TESTS || n->flags & NODE_NEGATED)
        return;
    struct value *at = arena_new(l->mem, struct value, n->u.in.n + 1);
    for (size_t i = 0; i < n->u.in.n; i++) {
        const struct node *t = n->u.in.test[i];
        if (t->kind != NODE_CONST || t->flags & NODE_USES_TESTED)
            return;
        at[i] = t->u.value;
    }
    a->value = at;
    a->n = n->u.in.n;
}

static const struct allowed *build_allowed(struct builder *b, const struct doc *doc,
                                           const struct doc_text *text,
                                           const struct type *type, str place)
{
    struct linker *l = b->l;
    struct allowed *a = arena_new(l->mem, struct allowed, 1);
    struct scope *s = scope_new(l->mem, NULL, SCOPE_FUNCTION);
    struct symbol tested = { .name = STR("?"), .type = type, .kind = SYMBOL_LOCAL };
    struct boxed in = { .l = l, .doc = doc };
    l->compiler.next_slot = l->compiler.max_slot = 1;
    scope_add(l->mem, s, tested);
    struct source *src = boxed_source(
        &in, text, arena_printf(l->mem, "allowed values of \"%.*s\"", STR_ARG(place)));
    a->text = text->text;
    a->tests = feel_tests(&l->compiler, src, s, &tested);
    plain_values(l, a);
    return a;
}

static const struct type *function_type(struct builder *b, const struct doc *doc,
                                        const struct doc_itemdef *def)
{
    struct type *t = arena_new(b->l->mem, struct type, 1);
    struct type_member *m = arena_new(b->l->mem, struct type_member,
                                      def->n_parameter + 1);
    for (size_t i = 0; i < def->n_parameter; i++) {
        const struct type *of = resolve(b, doc, def->parameter[i].type_ref,
                                        &def->parameter[i].node);
        m[i] = (struct type_member){ def->parameter[i].node.name, of ? of : &type_any };
    }
    const struct type *result = resolve(b, doc, def->output_type, &def->node);
    *t = (struct type){ .kind = TYPE_FUNCTION,
                        .name = def->node.name,
                        .member = m,
                        .n_member = (uint32_t)def->n_parameter,
                        .of = result ? result : &type_any };
    return t;
}

static const struct type *context_type(struct builder *b, const struct doc *doc,
                                       const struct doc_itemdef *def, str place)
{
    struct type *t = arena_new(b->l->mem, struct type, 1);
    struct type_member *m = arena_new(b->l->mem, struct type_member, def->n_component);
    for (size_t i = 0; i < def->n_component; i++) {
        const struct doc_itemdef *c = &def->component[i];
        str inner = arena_printf(b->l->mem, "%.*s.%.*s", STR_ARG(place),
                                 STR_ARG(c->node.name));
        m[i] = (struct type_member){ feel_name(b->l->mem, c->node.name),
                                     build_def(b, doc, c, inner) };
    }
    t->kind = TYPE_CONTEXT;
    t->member = m;
    t->n_member = (uint32_t)def->n_component;
    return t;
}

static const struct type *build_def(struct builder *b, const struct doc *doc,
                                    const struct doc_itemdef *def, str place)
{
    struct arena *mem = b->l->mem;
    if (def->is_function)
        return function_type(b, doc, def);
    const struct type *base = def->n_component
                                  ? context_type(b, doc, def, place)
                                  : resolve(b, doc, def->type_ref, &def->node);
    if (!base)
        base = &type_any;
    if (doc_has(&def->allowed)) {
        /* On a reference to a list type they are about each element. */
        bool of_list = base->kind == TYPE_LIST && !def->is_collection;
        struct type *narrow = arena_new(mem, struct type, 1);
        *narrow = of_list && base->of ? *base->of : *base;
        narrow->allowed = build_allowed(b, doc, &def->allowed, narrow, place);
        base = of_list ? type_list_of(mem, narrow) : narrow;
    }
    if (def->is_collection)
        base = type_list_of(mem, base);
    struct type *named = arena_new(mem, struct type, 1);
    *named = *base;
    named->name = def->node.name;
    if (doc_has(&def->constraint))
        named->allowed = build_allowed(b, doc, &def->constraint, named, place);
    return named;
}

/* How a type of `doc` is called in the main model. */
static str type_name(struct linker *l, const struct doc *doc, str name)
{
    str prefix = link_prefix(l, doc, l->doc[0]);
    return prefix.n ? arena_printf(l->mem, "%.*s.%.*s", STR_ARG(prefix), STR_ARG(name))
                    : name;
}

static struct builder builder_of(struct linker *l)
{
    return (struct builder){ l, l->building, l->n_type, 0 };
}

void link_types(struct linker *l)
{
    size_t n = 0, k = 0;
    for (size_t i = 0; i < l->n_doc; i++)
        n += l->doc[i]->n_itemdef;
    l->building = arena_new(l->mem, struct building, n + 1);
    l->types = arena_new(l->mem, struct type_name, n + 1);
    l->n_type = n;
    for (size_t i = 0; i < l->n_doc; i++)
        for (size_t j = 0; j < l->doc[i]->n_itemdef; j++, k++) {
            const struct doc_itemdef *def = &l->doc[i]->itemdef[j];
            struct type *type = arena_new(l->mem, struct type, 1);
            l->building[k] =
                (struct building){ .doc = l->doc[i], .def = def, .type = type };
            l->types[k] = (struct type_name){ type_name(l, l->doc[i], def->node.name),
                                              type };
        }
    index_defs(l);
    struct builder b = builder_of(l);
    for (size_t i = 0; i < n && l->findings->errors < FINDINGS_MAX; i++)
        built(&b, &l->building[i]);
}

const struct type *link_type(struct linker *l, const struct doc *doc, str ref,
                             const struct doc_node *where)
{
    struct builder b = builder_of(l);
    return resolve(&b, doc, ref, where);
}
