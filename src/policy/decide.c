#include "policy/decide.h"

#include "policy/disk.h"

/* What a decider keeps: packages, each with the modules that were asked for. */
struct loaded {
    const struct package *package;
    const struct module *module;
    const struct loaded *next;
};

void decider_init(struct decider *d, struct arena *mem, str policies)
{
    *d = (struct decider){ mem, policies, NULL };
}

static void keep(struct decider *d, const struct package *p, const struct module *m)
{
    struct loaded *l = arena_new(d->mem, struct loaded, 1);
    *l = (struct loaded){ p, m, d->loaded };
    d->loaded = l;
}

static const struct package *find_package(const struct decider *d, str id)
{
    for (const struct loaded *l = d->loaded; l; l = l->next)
        if (str_eq(l->package->id, id))
            return l->package;
    return NULL;
}

static const struct module *find_module(const struct decider *d, const struct package *p,
                                        str name)
{
    for (const struct loaded *l = d->loaded; l; l = l->next)
        if (l->package == p && l->module && str_eq(l->module->name, name))
            return l->module;
    return NULL;
}

/* Findings of loading live in the decider's memory, because the package does. */
static void pass_on(struct findings *from, struct findings *to)
{
    for (struct finding *f = from->first; f; f = f->next)
        if (f->severity == SEVERITY_ERROR)
            *findings_add(to, SEVERITY_ERROR, f->err.code, "%s", f->err.msg) = f->err;
}

static bool get_package(struct decider *d, str id, const struct package **out,
                        struct findings *findings)
{
    struct findings own;
    findings_init(&own, d->mem);
    *out = find_package(d, id);
    if (*out)
        return true;
    *out = package_load(d->mem, d->policies, arena_str(d->mem, id), &own);
    if (*out)
        keep(d, *out, NULL);
    pass_on(&own, findings);
    return *out != NULL;
}

static bool applies(const struct package *p, const struct request *rq)
{
    return str_eq(p->gemeente, rq->gemeente) &&
           (!p->has_van || date_cmp(p->geldig_van, rq->peildatum) <= 0) &&
           (!p->has_tot || date_cmp(p->geldig_tot, rq->peildatum) >= 0);
}

/* A second package in force is a fault of the register, but the request must choose. */
static bool take_package(const struct request *rq, const struct package *p,
                         const struct package **out)
{
    if (!applies(p, rq))
        return true;
    if (!*out) {
        *out = p;
        return true;
    }
    request_fault(rq, ERR_CONFLICT, NULL, STR("gemeente"),
                  "\"%.*s\" has two policies in force on this day: \"%.*s\" and \"%.*s\"",
                  STR_ARG(rq->gemeente), STR_ARG((*out)->id), STR_ARG(p->id));
    return false;
}

/* The one package of the municipality that is in force on the day. */
static enum decide_fault choose_package(struct decider *d, struct arena *mem,
                                        const struct request *rq,
                                        const struct package **out,
                                        struct findings *findings)
{
    const str *ids;
    size_t n;
    struct err err = { 0 };
    *out = NULL;
    if (!package_ids(mem, d->policies, &ids, &n, &err)) {
        *findings_add(findings, SEVERITY_ERROR, err.code, "%s", err.msg) = err;
        return DECIDE_BAD_POLICY;
    }
    for (size_t i = 0; i < n; i++) {
        const struct package *p;
        if (!get_package(d, ids[i], &p, findings))
            return DECIDE_BAD_POLICY;
        if (!take_package(rq, p, out))
            return DECIDE_BAD_INPUT;
    }
    if (!*out)
        request_fault(rq, ERR_NOTFOUND, NULL, STR("gemeente"),
                      "\"%.*s\" has no policy in force on this day",
                      STR_ARG(rq->gemeente));
    return *out ? DECIDE_OK : DECIDE_BAD_INPUT;
}

static enum decide_fault find_policy(struct decider *d, struct arena *mem,
                                     const struct request *rq, const struct package **out,
                                     struct findings *findings)
{
    if (!disk_is_folder(mem, d->policies)) {
        struct err *e = findings_add(findings, SEVERITY_ERROR, ERR_NOTFOUND,
                                     "there is no folder \"%.*s\" with policies",
                                     STR_ARG(d->policies));
        err_hint(e, "Give it with --policies or IJKPUNT_POLICIES.");
        return DECIDE_BAD_POLICY;
    }
    if (!rq->beleid.n)
        return choose_package(d, mem, rq, out, findings);
    if (get_package(d, rq->beleid, out, findings))
        return DECIDE_OK;
    bool absent = findings->n == 1 && findings->first->err.code == ERR_NOTFOUND &&
                  !findings->first->err.file[0];
    if (absent)
        err_place(&findings->first->err, "beleid");
    return absent ? DECIDE_BAD_INPUT : DECIDE_BAD_POLICY;
}

static void unknown_module(const struct request *rq, const struct package *p,
                           const struct json_member *m, struct arena *mem)
{
    str *name = arena_new(mem, str, p->n_module);
    for (size_t i = 0; i < p->n_module; i++)
        name[i] = p->module[i].name;
    str near = str_nearest(m->key, name, p->n_module);
    struct err *e = request_fault(rq, ERR_NAME, &m->value, m->key,
                                  "policy \"%.*s\" has no module \"%.*s\"",
                                  STR_ARG(p->id), STR_ARG(m->key));
    if (near.n)
        err_hint(e, "Did you mean \"%.*s\"?", STR_ARG(near));
}

static enum decide_fault get_module(struct decider *d, const struct package *p, str name,
                                    const struct module **out, struct findings *findings)
{
    struct findings own;
    findings_init(&own, d->mem);
    *out = find_module(d, p, name);
    if (*out)
        return DECIDE_OK;
    *out = module_load(d->mem, p, arena_str(d->mem, name), &own);
    if (*out)
        keep(d, p, *out);
    pass_on(&own, findings);
    return *out ? DECIDE_OK : DECIDE_BAD_POLICY;
}

static bool give_figures(struct decided *d, const struct request *rq)
{
    const struct module *m = d->module;
    for (size_t i = 0; i < m->n_figure; i++) {
        d->run.run.global[m->figure[i].node->slot] = m->figure[i].value;
        d->run.done[m->figure[i].node->slot] = 1;
    }
    if (m->peildatum) {
        d->run.run.global[m->peildatum->slot] = value_date(rq->peildatum);
        d->run.done[m->peildatum->slot] = 1;
    }
    return !d->run.run.failed;
}

static enum decide_fault run_module(struct decided *d, struct findings *findings)
{
    struct value ignored;
    struct err err = { 0 };
    dmn_explain(&d->run, &d->trace);
    if (dmn_eval_service(&d->run, d->module->service, &ignored, &err) &&
        decided_find_missing(d, &err))
        return DECIDE_OK;
    *findings_add(findings, SEVERITY_ERROR, err.code, "%s", err.msg) = err;
    return err.code == ERR_LIMIT ? DECIDE_BAD_INPUT : DECIDE_BAD_POLICY;
}

/* One module of the request; facts with faults are reported and it goes no further. */
static enum decide_fault decide_module(struct decider *d, struct arena *mem,
                                       const struct request *rq,
                                       const struct json_member *m, struct decision *out,
                                       struct findings *findings)
{
    struct decided *one = arena_new(mem, struct decided, 1);
    if (!package_find_module(out->package, m->key)) {
        unknown_module(rq, out->package, m, mem);
        return DECIDE_BAD_INPUT;
    }
    enum decide_fault fault = get_module(d, out->package, m->key, &one->module, findings);
    if (fault)
        return fault;
    dmn_run_init(&one->run, one->module->model, mem);
    give_figures(one, rq);
    if (!request_give_facts(rq, one->module, &m->value, &one->run))
        return DECIDE_BAD_INPUT;
    out->module[out->n_module++] = one;
    return DECIDE_OK;
}

enum decide_fault decide(struct decider *d, struct arena *mem, str file, str text,
                         struct decision *out, struct findings *findings)
{
    struct request rq = { 0 };
    bool fine = request_read(mem, file, text, &rq, findings);
    if (!fine && !rq.feiten)
        return DECIDE_BAD_INPUT;
    enum decide_fault fault = fine ? DECIDE_OK : DECIDE_BAD_INPUT;
    *out = (struct decision){ .peildatum = rq.peildatum };
    if (!fine && !rq.beleid.n)
        return fault;
    enum decide_fault found = find_policy(d, mem, &rq, &out->package, findings);
    if (found)
        return found > fault ? found : fault;
    out->module = arena_new(mem, struct decided *, rq.feiten->u.object.n);
    for (size_t i = 0; i < rq.feiten->u.object.n; i++) {
        found = decide_module(d, mem, &rq, &rq.feiten->u.object.at[i], out, findings);
        fault = found > fault ? found : fault;
    }
    for (size_t i = 0; !fault && i < out->n_module; i++)
        fault = run_module(out->module[i], findings);
    return fault;
}

const char *decided_status_name(enum decided_status s)
{
    static const char *const name[] = { "berekend", "norm_ontbreekt", "onvolledig" };
    return name[s];
}
