#include "policy/module_int.h"

static const struct doc_itemdef *find_itemdef(const struct doc *doc, str name)
{
    for (size_t i = 0; i < doc->n_itemdef; i++)
        if (str_eq(doc->itemdef[i].node.name, name))
            return &doc->itemdef[i];
    return NULL;
}

/* An element of `type` stands in local 0, and its entries are names; local 1,
 * `nummers`, holds its place (from 1) in each list around it, the outermost first. */
static const struct scope *element_scope(struct module_loader *l, const struct type *type)
{
    struct arena *mem = l->compiler.mem;
    struct scope *frame = scope_new(mem, l->scope, SCOPE_FUNCTION);
    scope_add(mem, frame,
              (struct symbol){ .name = STR("item"), .type = type, .kind = SYMBOL_LOCAL });
    scope_add(mem, frame,
              (struct symbol){ .name = STR("nummers"),
                               .type = type_list_of(mem, &type_num),
                               .kind = SYMBOL_LOCAL,
                               .slot = 1 });
    struct scope *element = scope_new(mem, frame, SCOPE_ELEMENT);
    element->element = type;
    return element;
}

struct module_feel module_compile(struct module_loader *l, const struct doc_text *text,
                                  str place, const struct scope *scope, unsigned n_local)
{
    if (!doc_has(text))
        return (struct module_feel){ 0 };
    struct compiler *c = &l->compiler;
    struct source *src = arena_new(c->mem, struct source, 1);
    *src = (struct source){ .text = text->text,
                            .file = l->file,
                            .place = place,
                            .line = text->line,
                            .col = text->col };
    c->next_slot = c->max_slot = n_local;
    const struct node *node = feel_expression(c, src, scope);
    return (struct module_feel){ node, c->max_slot };
}

static void check_condition(struct module_loader *l, const struct module_feel *feel,
                            const struct doc_text *text, const char *name, str place)
{
    const struct type *t = feel->node ? feel->node->type : NULL;
    if (t && t->kind != TYPE_BOOL && t->kind != TYPE_ANY && t->kind != TYPE_NULL)
        err_hint(module_fault(l, ERR_TYPE, text->line,
                              "a condition must be true or false, at", place),
                 "It stands in \"ijk:%s\".", name);
}

static void read_ext(struct module_loader *l, const struct doc_ext *ext, str place,
                     const struct scope *scope, unsigned n_local, struct module_fact *out)
{
    out->ext = ext;
    if (!ext)
        return;
    out->required = module_compile(l, &ext->vereist, place, scope, n_local);
    out->standard = module_compile(l, &ext->standaard, place, scope, n_local);
    out->valid = module_compile(l, &ext->geldig, place, scope, n_local);
    check_condition(l, &out->required, &ext->vereist, "vereist", place);
    check_condition(l, &out->valid, &ext->geldig, "geldig", place);
}

static void read_parts(struct module_loader *l, const struct doc_itemdef *def,
                       const struct type *type, str place, int depth,
                       struct module_fact *out);

/* Follow a typeRef: what is allowed, and which components there are. */
static void read_type(struct module_loader *l, str ref, str place, int depth,
                      struct module_fact *out)
{
    const struct doc *doc = l->module->model->doc;
    const struct doc_itemdef *def = find_itemdef(doc, ref);
    for (int i = 0; def && i < MODULE_FACT_DEPTH_MAX; i++) {
        out->holes |= def->unknown_elements;
        if (def->node.ext && !out->toegestaan.n)
            out->toegestaan = def->node.ext->toegestaan;
        if (def->n_component) {
            const struct type *t = out->type->kind == TYPE_LIST ? out->type->of
                                                                : out->type;
            read_parts(l, def, t, place, depth + 1, out);
            return;
        }
        def = find_itemdef(doc, def->type_ref);
    }
}

static void read_parts(struct module_loader *l, const struct doc_itemdef *def,
                       const struct type *type, str place, int depth,
                       struct module_fact *out)
{
    if (depth > MODULE_FACT_DEPTH_MAX) {
        module_fault(l, ERR_LIMIT, def->node.line, "a fact is nested too deeply:", place);
        return;
    }
    struct arena *mem = l->compiler.mem;
    const struct scope *scope = element_scope(l, type);
    struct module_fact *part = arena_new(mem, struct module_fact, def->n_component);
    for (size_t i = 0; i < def->n_component; i++) {
        const struct doc_itemdef *c = &def->component[i];
        const struct type_member *m = type_find_member(type, c->node.name);
        str inner = arena_printf(mem, "%.*s.%.*s", STR_ARG(place), STR_ARG(c->node.name));
        part[i].name = c->node.name;
        part[i].type = m ? m->type : &type_any;
        read_ext(l, c->node.ext, inner, scope, MODULE_PART_LOCALS, &part[i]);
        if (c->node.ext)
            part[i].toegestaan = c->node.ext->toegestaan;
        read_type(l, c->type_ref, inner, depth, &part[i]);
    }
    out->part = part;
    out->n_part = def->n_component;
}

void module_read_facts(struct module_loader *l)
{
    struct module *m = l->module;
    const struct dmn_service *s = m->service;
    struct module_fact *at = arena_new(l->compiler.mem, struct module_fact, s->n_input);
    for (size_t i = 0; i < s->n_input; i++) {
        const struct dmn_node *n = &m->model->node[s->input[i]];
        if (str_is(n->name, "peildatum")) {
            m->peildatum = n;
            continue;
        }
        struct module_fact *f = &at[m->n_fact++];
        f->name = n->name;
        f->type = n->type;
        f->node = n;
        read_ext(l, n->element->ext, n->name, l->scope, 0, f);
        read_type(l, n->variable->type_ref, n->name, 0, f);
    }
    m->fact = at;
}
