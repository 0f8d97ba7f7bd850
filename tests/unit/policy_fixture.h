/*
 * policy_fixture.h - a package with one module "m" in a folder of its own, to give
 * facts to.
 */
#ifndef IJK_TESTS_POLICY_FIXTURE_H
#define IJK_TESTS_POLICY_FIXTURE_H

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "policy/decide.h"
#include "policy/disk.h"

struct fixture {
    char root[40];
    struct arena policy_mem, mem;
    const struct module *module;
};

static inline bool fixture_write(struct fixture *f, const char *path, const char *text)
{
    struct arena *mem = &f->policy_mem;
    FILE *to = fopen(arena_cstr(mem, disk_join(mem, str_of(f->root), str_of(path))),
                     "wb");
    if (!to)
        return false;
    fputs(text, to);
    return fclose(to) == 0;
}

/* Prints why when the model does not load. */
static inline bool fixture_open(struct fixture *f, const char *model)
{
    struct findings findings;
    struct arena *mem = &f->policy_mem;
    arena_init(mem, 64 << 20);
    arena_init(&f->mem, 64 << 20);
    findings_init(&findings, mem);
    snprintf(f->root, sizeof f->root, "/tmp/ijkpunt-request-XXXXXX");
    if (!mkdtemp(f->root))
        return false;
    mkdir(arena_cstr(mem, disk_join(mem, str_of(f->root), STR("p"))), 0700);
    if (!fixture_write(f, "p/policy.yaml",
                       "id: p\nversie: 1\ntitel: x\nmodules: [m]\n") ||
        !fixture_write(f, "p/m.dmn", model))
        return false;
    const struct package *p = package_load(mem, str_of(f->root), STR("p"), &findings);
    f->module = p ? module_load(mem, p, STR("m"), &findings) : NULL;
    for (struct finding *x = findings.first; x; x = x->next)
        fprintf(stderr, "%.*s\n", STR_ARG(err_format(mem, &x->err)));
    return f->module != NULL;
}

/* Facts as members of an object, given to a run; NULL when they are refused. */
static inline struct decided *fixture_give(struct fixture *f, const char *facts,
                                           struct findings *findings)
{
    struct arena *mem = &f->mem;
    struct request rq;
    struct decided *d = arena_new(mem, struct decided, 1);
    str text = arena_printf(mem,
                            "{\"beleid\": \"p\", \"peildatum\": \"2025-01-01\", "
                            "\"feiten\": {\"m\": {%s}}}",
                            facts);
    findings_init(findings, mem);
    if (!request_read(mem, STR("x"), text, &rq, findings))
        return NULL;
    d->module = f->module;
    dmn_run_init(&d->run, f->module->model, mem);
    return request_give_facts(&rq, f->module, &rq.feiten->u.object.at[0].value, &d->run)
               ? d
               : NULL;
}

static inline void fixture_clear(struct fixture *f)
{
    arena_release(&f->mem);
    arena_init(&f->mem, 64 << 20);
}

static inline void fixture_close(struct fixture *f)
{
    struct arena *mem = &f->policy_mem;
    unlink(arena_cstr(mem, disk_join(mem, str_of(f->root), STR("p/policy.yaml"))));
    unlink(arena_cstr(mem, disk_join(mem, str_of(f->root), STR("p/m.dmn"))));
    rmdir(arena_cstr(mem, disk_join(mem, str_of(f->root), STR("p"))));
    rmdir(f->root);
    arena_release(&f->mem);
    arena_release(mem);
}

#endif
