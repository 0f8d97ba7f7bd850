#include "policy/module_int.h"

#include "policy/disk.h"
#include "policy/typed.h"

struct err *module_fault(struct module_loader *l, enum err_code code, int line,
                         const char *place, str name)
{
    struct err *e = findings_add(l->compiler.findings, SEVERITY_ERROR, code,
                                 "%s \"%.*s\"", place, STR_ARG(name));
    err_at(e, l->file, line, 1);
    return e;
}

str module_public_name(const struct dmn_node *n)
{
    return n->kind == DMN_DECISION && n->of.decision->naam.n ? n->of.decision->naam
                                                             : n->name;
}

const struct module_figure *module_find_figure(const struct module *m,
                                               const struct dmn_node *n)
{
    for (size_t i = 0; i < m->n_figure; i++)
        if (m->figure[i].node == n)
            return &m->figure[i];
    return NULL;
}

static void suggest_figure(struct module_loader *l, struct err *e, str wrong)
{
    const struct dmn_service *s = l->module->service;
    str *name = arena_new(l->compiler.mem, str, s->n_input_decision);
    for (size_t i = 0; i < s->n_input_decision; i++)
        name[i] = module_public_name(&l->module->model->node[s->input_decision[i]]);
    str near = str_nearest(wrong, name, s->n_input_decision);
    if (near.n)
        err_hint(e, "Did you mean \"%.*s\"?", STR_ARG(near));
    else
        err_hint(e, "The model asks for figures as input decisions of the service.");
}

/* Every figure of the package must be one that the model asks for. */
static void check_figures(struct module_loader *l)
{
    const struct module *m = l->module;
    for (size_t i = 0; i < m->package->n_figure; i++) {
        const struct package_figure *f = &m->package->figure[i];
        bool known = !str_eq(f->module, m->name);
        for (size_t k = 0; k < m->n_figure && !known; k++)
            known = str_eq(m->figure[k].name, f->name);
        if (known)
            continue;
        struct err *e = findings_add(l->compiler.findings, SEVERITY_ERROR, ERR_NAME,
                                     "figure \"%.*s\" is not asked for by \"%.*s\"",
                                     STR_ARG(f->name), STR_ARG(l->file));
        err_at(e, f->file, f->line, 1);
        suggest_figure(l, e, f->name);
    }
}

static void read_figure(struct module_loader *l, const struct dmn_node *n,
                        struct module_figure *out)
{
    struct arena *mem = l->compiler.mem;
    struct err err = { 0 };
    out->node = n;
    out->name = module_public_name(n);
    out->figure = package_find_figure(l->module->package, l->module->name, out->name);
    if (!out->figure) {
        struct err *e = module_fault(l, ERR_NOTFOUND, n->element->line,
                                     "parameters.yaml does not give figure", out->name);
        err_hint(e, "Add it; without a value its herkomst is \"ontbreekt\".");
        return;
    }
    if (out->figure->waarde && !typed_read(mem, n->type, out->figure->waarde,
                                           out->figure->file, &out->value, &err)) {
        err_place(&err, "figure \"%.*s\"", STR_ARG(out->name));
        *findings_add(l->compiler.findings, SEVERITY_ERROR, err.code, "%s",
                      err.msg) = err;
    }
    if (out->value.kind == V_NULL && out->figure->herkomst == HERKOMST_ONTBREEKT)
        out->value = value_unknown(mem, arena_printf(mem, "parameters.%.*s.%.*s",
                                                     STR_ARG(l->module->name),
                                                     STR_ARG(out->name)));
}

static void read_figures(struct module_loader *l)
{
    struct module *m = l->module;
    const struct dmn_service *s = m->service;
    struct module_figure *at = arena_new(l->compiler.mem, struct module_figure,
                                         s->n_input_decision);
    for (size_t i = 0; i < s->n_input_decision; i++)
        read_figure(l, &m->model->node[s->input_decision[i]], &at[i]);
    m->figure = at;
    m->n_figure = s->n_input_decision;
    check_figures(l);
}

static void does_not_fit(struct module_loader *l, const struct module_figure *f)
{
    const struct doc_ext *ext = f->node->element->ext;
    struct err *e = findings_add(l->compiler.findings, SEVERITY_ERROR, ERR_VALUE,
                                 "figure \"%.*s\" does not fit the policy",
                                 STR_ARG(f->name));
    err_at(e, f->figure->file, f->figure->line, 1);
    if (ext->toelichting.n)
        err_hint(e, "%.*s", STR_ARG(ext->toelichting));
    else
        err_hint(e, "It must hold that %.*s.", STR_ARG(str_trim(ext->geldig.text)));
}

/* The model may say what must hold of a figure, alone or among the others. */
static void check_values(struct module_loader *l)
{
    const struct module *m = l->module;
    struct dmn_run run;
    dmn_run_init(&run, m->model, l->compiler.mem);
    for (size_t i = 0; i < m->n_figure; i++)
        run.run.global[m->figure[i].node->slot] = m->figure[i].value;
    for (size_t i = 0; i < m->n_figure; i++) {
        const struct module_figure *f = &m->figure[i];
        const struct doc_ext *ext = f->node->element->ext;
        if (!f->figure || !ext || !doc_has(&ext->geldig))
            continue;
        struct module_feel c = module_compile(l, &ext->geldig, f->name, l->scope, 0);
        if (!c.node)
            continue;
        struct value holds = feel_run(&run.run, c.node, c.n_slot, NULL, 0);
        if (run.run.failed || value_is_false(holds))
            does_not_fit(l, f);
        run.run.failed = false;
    }
}

static void read_outcomes(struct module_loader *l)
{
    struct module *m = l->module;
    const struct dmn_service *s = m->service;
    struct module_outcome *at = arena_new(l->compiler.mem, struct module_outcome,
                                          s->n_output);
    for (size_t i = 0; i < s->n_output; i++) {
        const struct dmn_node *n = &m->model->node[s->output[i]];
        if (str_is(n->name, "signalen"))
            m->signals = n;
        else if (str_is(n->name, "ontbreekt"))
            m->missing = n;
        else
            at[m->n_outcome++] = (struct module_outcome){ module_public_name(n), n };
    }
    m->outcome = at;
}

static void read_scope(struct module_loader *l)
{
    const struct dmn_model *model = l->module->model;
    struct scope *s = scope_new(l->compiler.mem, NULL, SCOPE_BLOCK);
    for (size_t i = 0; i < model->n_node; i++)
        scope_add(l->compiler.mem, s,
                  (struct symbol){ .name = model->node[i].name,
                                   .type = model->node[i].type,
                                   .kind = SYMBOL_GLOBAL,
                                   .slot = model->node[i].slot });
    l->scope = s;
    l->compiler.types = model->types;
    l->compiler.n_types = model->n_type;
}

static bool read_model(struct module_loader *l, const struct package_module *where)
{
    struct module *m = l->module;
    struct findings *findings = l->compiler.findings;
    struct err err = { 0 };
    str bytes;
    if (!disk_read(l->compiler.mem, where->file, &bytes, &err)) {
        *findings_add(findings, SEVERITY_ERROR, err.code, "%s", err.msg) = err;
        return false;
    }
    struct dmn_options options = { .file = where->file };
    m->model = dmn_load(l->compiler.mem, bytes, &options, findings);
    if (!m->model)
        return false;
    const struct dmn_node *service = dmn_find(m->model, DMN_SERVICE, m->name);
    if (service)
        m->service = service->service;
    else
        module_fault(l, ERR_MODEL, 0, "the model has no decision service", m->name);
    return service != NULL;
}

const struct module *module_load(struct arena *mem, const struct package *p, str name,
                                 struct findings *findings)
{
    const struct package_module *where = package_find_module(p, name);
    struct module *m = arena_new(mem, struct module, 1);
    struct module_loader l = { .module = m,
                               .compiler = { .mem = mem, .findings = findings } };
    unsigned errors = findings->errors;
    if (!where) {
        findings_add(findings, SEVERITY_ERROR, ERR_NOTFOUND,
                     "policy \"%.*s\" has no module \"%.*s\"", STR_ARG(p->id),
                     STR_ARG(name));
        return NULL;
    }
    l.file = where->file;
    m->name = name;
    m->package = p;
    if (!read_model(&l, where))
        return NULL;
    read_scope(&l);
    read_figures(&l);
    if (findings->errors == errors)
        check_values(&l);
    read_outcomes(&l);
    module_read_facts(&l);
    module_read_motives(&l);
    return findings->errors == errors ? m : NULL;
}
