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
};

static const struct type *build_def(struct builder *b, const struct doc *doc,
                                    const struct doc_itemdef *def, str place);

static const struct type *built(struct builder *b, struct building *g)
{
    if (g->done)
        return g->type;
    if (g->busy) {
        link_error(b->l, g->doc, g->def->node.line, ERR_MODEL,
                   "item definition \"%.*s\" contains itself", STR_ARG(g->def->node.name));
        return &type_any;
    }
    g->busy = true;
    const struct type *t = build_def(b, g->doc, g->def, g->def->node.name);
    g->busy = false;
    g->done = true;
    *g->type = *t;
    return g->type;
}

static struct building *find_def(struct builder *b, const struct doc *from, str ref)
{
    for (size_t i = 0; i < b->n; i++) {
        struct building *g = &b->at[i];
        str name = g->def->node.name;
        if (g->doc == from ? str_eq(name, ref)
                           : ref.n > name.n + 1 && str_ends(ref, name) &&
                                 ref.at[ref.n - name.n - 1] == '.' &&
                                 str_eq(str_slice(ref, 0, ref.n - name.n - 1),
                                        link_prefix(b->l, g->doc, from)))
            return g;
    }
    return NULL;
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
    struct err *e = link_error(b->l, doc, where->line, ERR_NAME, "there is no type \"%.*s\"",
                               STR_ARG(ref));
    str near = str_nearest(ref, names, n);
    if (near.n)
        err_hint(e, "Did you mean \"%.*s\"?", STR_ARG(near));
    else
        err_hint(e, "A type is an item definition of this model or a FEEL type such as number, "
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
                                           const struct doc_text *text, const struct type *type,
                                           str place)
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
    struct type_member *m = arena_new(b->l->mem, struct type_member, def->n_parameter + 1);
    for (size_t i = 0; i < def->n_parameter; i++) {
        const struct type *of =
            resolve(b, doc, def->parameter[i].type_ref, &def->parameter[i].node);
        m[i] = (struct type_member){ def->parameter[i].node.name, of ? of : &type_any };
    }
    const struct type *result = resolve(b, doc, def->output_type, &def->node);
    *t = (struct type){ .kind = TYPE_FUNCTION, .name = def->node.name, .member = m,
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
        str inner = arena_printf(b->l->mem, "%.*s.%.*s", STR_ARG(place), STR_ARG(c->node.name));
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
    const struct type *base = def->n_component ? context_type(b, doc, def, place)
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
    return prefix.n ? arena_printf(l->mem, "%.*s.%.*s", STR_ARG(prefix), STR_ARG(name)) : name;
}

static struct builder builder_of(struct linker *l)
{
    return (struct builder){ l, l->building, l->n_type };
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
            l->building[k] = (struct building){ .doc = l->doc[i], .def = def, .type = type };
            l->types[k] = (struct type_name){ type_name(l, l->doc[i], def->node.name), type };
        }
    struct builder b = builder_of(l);
    for (size_t i = 0; i < n; i++)
        built(&b, &l->building[i]);
}

const struct type *link_type(struct linker *l, const struct doc *doc, str ref,
                             const struct doc_node *where)
{
    struct builder b = builder_of(l);
    return resolve(&b, doc, ref, where);
}
