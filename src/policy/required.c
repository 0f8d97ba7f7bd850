#include "policy/decide.h"

/* Missing things are few; each is kept once. */
enum { MISSING_MAX = 2000, CAUSES_MAX = 200 };

/* Where a component stands: the places in the lists around it, from 1. */
struct spot {
    struct value number[MODULE_FACT_DEPTH_MAX + 1];
    size_t n;
};

struct missing {
    struct decided *d;
    struct spot spot;
    struct arena *mem;
    str *at;
    size_t n;
};

static void add(struct missing *m, str path)
{
    for (size_t i = 0; i < m->n; i++)
        if (str_eq(m->at[i], path))
            return;
    if (m->n < MISSING_MAX)
        m->at[m->n++] = path;
}

static bool is_asked(struct missing *m, const struct module_fact *f,
                     const struct value *element)
{
    const struct module_feel *r = &f->required;
    struct value local[MODULE_PART_LOCALS];
    if (!r->node)
        return false;
    if (element) {
        local[0] = *element;
        local[1] = value_list(m->spot.number, m->spot.n);
    }
    return value_is_true(feel_run(&m->d->run.run, r->node, r->n_slot, local,
                                  element ? MODULE_PART_LOCALS : 0));
}

static void look_inside(struct missing *m, const struct module_fact *f, struct value v,
                        str path);

/* A fact that is asked for and unknown is missing; one that was given may have
 * components that are. What is not asked for is not looked at. */
static void look_at(struct missing *m, const struct module_fact *f, struct value v,
                    const struct value *element, str path)
{
    if (f->required.node && !is_asked(m, f, element))
        return;
    if (v.kind != V_NULL)
        look_inside(m, f, v, path);
    else if (f->required.node)
        add(m, path);
}

static void look_inside(struct missing *m, const struct module_fact *f, struct value v,
                        str path)
{
    if (!f->n_part || !run_pay(&m->d->run.run, f->n_part))
        return;
    if (v.kind == V_LIST) {
        size_t depth = m->spot.n++;
        for (uint32_t i = 0; i < v.n; i++) {
            m->spot.number[depth] = value_num(num_int((int64_t)i + 1));
            look_inside(m, f, v.u.list[i],
                        arena_printf(m->mem, "%.*s[%u]", STR_ARG(path), (unsigned)i));
        }
        m->spot.n = depth;
        return;
    }
    for (size_t i = 0; i < f->n_part && v.kind == V_CONTEXT; i++) {
        const struct value *part = value_find(v, f->part[i].name);
        str inner = arena_printf(m->mem, "%.*s.%.*s", STR_ARG(path),
                                 STR_ARG(f->part[i].name));
        look_at(m, &f->part[i], part ? *part : VALUE_NULL, &v, inner);
    }
}

/* Figures, or else facts, behind an unknown outcome, also inside lists and contexts. */
static void add_causes(struct missing *m, struct value v, bool figures)
{
    str cause[CAUSES_MAX];
    if (v.kind == V_LIST)
        for (uint32_t i = 0; i < v.n && run_pay(&m->d->run.run, 1); i++)
            add_causes(m, v.u.list[i], figures);
    if (v.kind == V_CONTEXT)
        for (uint32_t i = 0; i < v.n && run_pay(&m->d->run.run, 1); i++)
            add_causes(m, v.u.context[i].value, figures);
    if (v.kind != V_NULL)
        return;
    size_t n = value_causes(m->mem, v, cause, CAUSES_MAX);
    for (size_t i = 0; i < n; i++)
        if (str_starts(cause[i], STR("parameters.")) == figures)
            add(m, cause[i]);
}

static void add_outcomes(struct missing *m, bool figures)
{
    const struct module *module = m->d->module;
    for (size_t i = 0; i < module->n_outcome; i++)
        add_causes(m, m->d->run.run.global[module->outcome[i].node->slot], figures);
}

/* Facts that their own condition asks for, or those that made an outcome unknown. */
static void add_facts(struct missing *m)
{
    const struct module *module = m->d->module;
    if (module->service->node->of.service->missing_by_cause) {
        add_outcomes(m, false);
        return;
    }
    for (size_t i = 0; i < module->n_fact; i++) {
        const struct module_fact *f = &module->fact[i];
        look_at(
            m, f, m->d->run.run.global[f->node->slot], NULL,
            arena_printf(m->mem, "%.*s.%.*s", STR_ARG(module->name), STR_ARG(f->name)));
    }
}

/* What the model itself says is missing. */
static void add_named(struct missing *m, bool figures)
{
    const struct dmn_node *n = m->d->module->missing;
    struct value v = n ? m->d->run.run.global[n->slot] : VALUE_NULL;
    for (uint32_t i = 0; v.kind == V_LIST && i < v.n && run_pay(&m->d->run.run, 1); i++)
        if (v.u.list[i].kind != V_STR)
            add_causes(m, v.u.list[i], figures);
        else if (str_starts(v.u.list[i].u.s, STR("parameters.")) == figures)
            add(m, v.u.list[i].u.s);
}

/* A condition may name a decision that no outcome needed. */
static bool run_rest(struct decided *d, struct err *err)
{
    const struct doc_service *s = d->module->service->node->of.service;
    struct value ignored;
    for (size_t i = 0; i < s->n_encapsulated; i++) {
        const struct dmn_node *n = dmn_find(d->module->model, DMN_DECISION,
                                            s->encapsulated[i].id);
        if (n && !d->run.done[n->slot] && !dmn_eval(&d->run, n, &ignored, err))
            return false;
    }
    return true;
}

bool decided_find_missing(struct decided *d, struct err *err)
{
    struct arena *mem = d->run.run.mem;
    struct missing missing = { .d = d,
                               .mem = mem,
                               .at = arena_new(mem, str, MISSING_MAX) };
    struct dmn_trace *trace = d->run.trace;
    d->run.trace = NULL;
    bool ok = run_rest(d, err);
    if (ok)
        add_facts(&missing);
    add_named(&missing, false);
    d->n_missing_fact = missing.n;
    add_named(&missing, true);
    if (ok)
        add_outcomes(&missing, true);
    d->run.trace = trace;
    if (d->run.run.failed) {
        *err = d->run.run.err;
        return false;
    }
    d->missing = missing.at;
    d->n_missing = missing.n;
    d->status = d->n_missing_fact ? DECIDED_INCOMPLETE
                : d->n_missing    ? DECIDED_NORM_MISSING
                                  : DECIDED;
    return ok;
}
