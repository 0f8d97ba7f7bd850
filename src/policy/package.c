#include "policy/package_int.h"

#include <stdarg.h>
#include <stdio.h>

#include "policy/digest.h"
#include "policy/disk.h"

/* Where in a file something stands. */
struct place {
    str file;
    int line;
};

static const struct yaml_field policy_fields[] = {
    { "id", YAML_TREE_TEXT, .required = true },
    { "versie", YAML_TREE_TEXT, .required = true },
    { "titel", YAML_TREE_TEXT, .required = true },
    { "gemeente", YAML_TREE_TEXT, .required = false },
    { "geldig_van", YAML_TREE_TEXT, .required = false },
    { "geldig_tot", YAML_TREE_TEXT, .required = false },
    { "overgangsrecht", YAML_TREE_TEXT, .required = false },
    { "bronnen", YAML_TREE_LIST, .required = false },
    { "basis", YAML_TREE_LIST, .required = false },
    { "modules", YAML_TREE_LIST, .required = false },
    { 0 },
};

static const struct yaml_field source_fields[] = {
    { "id", YAML_TREE_TEXT, .required = true },
    { "titel", YAML_TREE_TEXT, .required = true },
    { "uitgever", YAML_TREE_TEXT, .required = false },
    { "datum", YAML_TREE_TEXT, .required = false },
    { 0 },
};

static const struct package *load(struct package_loader *l, str id);

struct err *package_fault(struct package_loader *l, enum err_code code, str file,
                          int line, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    char text[sizeof((struct err *)0)->msg];
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    struct err *e = findings_add(l->findings, SEVERITY_ERROR, code, "%s", text);
    err_at(e, file, line, 1);
    return e;
}

bool package_is_id(str id)
{
    for (size_t i = 0; i < id.n; i++) {
        char c = id.at[i];
        bool fine = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                    (c >= '0' && c <= '9') || c == '_' ||
                    ((c == '-' || c == '.') && i > 0);
        if (!fine)
            return false;
    }
    return id.n > 0 && id.n <= 100;
}

const struct package_module *package_find_module(const struct package *p, str name)
{
    for (size_t i = 0; i < p->n_module; i++)
        if (str_eq(p->module[i].name, name))
            return &p->module[i];
    return NULL;
}

const struct package_source *package_find_source(const struct package *p, str id)
{
    for (size_t i = 0; i < p->n_source; i++)
        if (str_eq(p->source[i].id, id))
            return &p->source[i];
    return NULL;
}

static void read_day(struct package_loader *l, const struct yaml_tree *y, str file,
                     const char *key, bool *has, date *out)
{
    str text = yaml_text(y, key);
    *has = text.n > 0;
    if (*has && !date_parse(text, out))
        package_fault(l, ERR_VALUE, file, yaml_find(y, str_of(key))->line,
                      "\"%s\" must be a date like 2025-01-31, not \"%.*s\"", key,
                      STR_ARG(text));
}

/* Own sources first; those of the bases after them, each id once. */
static void read_sources(struct package_loader *l, const struct yaml_tree *y, str file,
                         struct package *p)
{
    const struct yaml_tree *list = yaml_part(y, "bronnen");
    size_t cap = list ? list->n : 0;
    for (size_t b = 0; b < p->n_basis; b++)
        cap += p->basis[b]->n_source;
    struct package_source *to = arena_new(l->mem, struct package_source, cap);
    p->source = to;
    for (size_t i = 0; list && i < list->n; i++) {
        const struct yaml_tree *one = &list->u.item[i];
        if (!yaml_check(one, file, "a source in \"bronnen\"", source_fields, l->findings))
            continue;
        struct package_source s = { yaml_text(one, "id"),
                                    yaml_text(one, "titel"),
                                    yaml_text(one, "uitgever"),
                                    yaml_text(one, "datum"),
                                    file,
                                    one->line };
        const struct package_source *twin = package_find_source(p, s.id);
        if (twin)
            package_fault(l, ERR_CONFLICT, file, one->line,
                          "source \"%.*s\" stands here twice, first on line %d",
                          STR_ARG(s.id), twin->line);
        else
            to[p->n_source++] = s;
    }
    for (size_t b = 0; b < p->n_basis; b++)
        for (size_t i = 0; i < p->basis[b]->n_source; i++)
            if (!package_find_source(p, p->basis[b]->source[i].id))
                to[p->n_source++] = p->basis[b]->source[i];
}

bool package_is_general(const struct package *p)
{
    return str_is(p->id, PACKAGE_GENERAL);
}

/* What every policy offers comes last: a basis that is named may replace it. */
static void add_general(struct package_loader *l, struct package *p,
                        const struct package **to)
{
    bool has = package_is_general(p);
    for (size_t b = 0; b < p->n_basis; b++)
        has = has || package_is_general(p->basis[b]);
    const struct package *general = has ? NULL : load(l, STR(PACKAGE_GENERAL));
    if (general)
        to[p->n_basis++] = general;
}

static void read_bases(struct package_loader *l, const struct yaml_tree *y, str file,
                       struct package *p)
{
    const struct yaml_tree *list = yaml_part(y, "basis");
    const struct package **to = arena_new(l->mem, const struct package *,
                                          PACKAGE_BASES_MAX + 1);
    p->basis = to;
    for (size_t i = 0; list && i < list->n; i++) {
        const struct yaml_tree *one = &list->u.item[i];
        if (one->kind != YAML_TREE_TEXT || !package_is_id(one->u.text)) {
            package_fault(l, ERR_TYPE, file, one->line,
                          "a basis must be the id of a package");
        } else if (i == PACKAGE_BASES_MAX) {
            package_fault(l, ERR_LIMIT, file, one->line, "there are more than %d bases",
                          PACKAGE_BASES_MAX);
            return;
        } else {
            unsigned errors = l->findings->errors;
            const struct package *basis = load(l, one->u.text);
            if (basis)
                to[p->n_basis++] = basis;
            else if (l->findings->errors == errors)
                package_fault(l, ERR_NOTFOUND, file, one->line,
                              "basis \"%.*s\" does not exist", STR_ARG(one->u.text));
        }
    }
    add_general(l, p, to);
}

/* Does `m` leave the place to what was found before: found again, or general? */
static bool yields(const struct package_module *m, const struct package_module *found)
{
    return found && (package_is_general(m->owner) || str_eq(m->file, found->file));
}

/* A module of a basis; one of the general package yields to any other. False with a
 * finding when two bases contradict each other. */
static bool find_in_bases(struct package_loader *l, const struct package *p, str name,
                          const struct place *at, const struct package_module **out)
{
    const struct package_module *found = NULL;
    for (size_t b = 0; b < p->n_basis; b++) {
        const struct package_module *m = package_find_module(p->basis[b], name);
        if (!m || yields(m, found))
            continue;
        if (found && !package_is_general(found->owner)) {
            package_fault(l, ERR_CONFLICT, at->file, at->line,
                          "module \"%.*s\" stands in two bases: \"%.*s\" and \"%.*s\"",
                          STR_ARG(name), STR_ARG(found->file), STR_ARG(m->file));
            return false;
        }
        found = m;
    }
    *out = found;
    return true;
}

/* Add a module: its rules are in the package itself or in one basis. */
static void add_module(struct package_loader *l, struct package *p, str name,
                       const struct place *at, struct package_module *to)
{
    str leaf = arena_printf(l->mem, "%.*s.dmn", STR_ARG(name));
    struct package_module own = { name, disk_join(l->mem, p->folder, leaf), p };
    const struct package_module *found = &own;
    if (!disk_exists(l->mem, own.file) && !find_in_bases(l, p, name, at, &found))
        return;
    if (found)
        to[p->n_module++] = *found;
    else
        package_fault(
            l, ERR_NOTFOUND, at->file, at->line,
            "module \"%.*s\" has no model: there is no \"%.*s\", and no basis has it",
            STR_ARG(name), STR_ARG(own.file));
}

static void read_module_name(struct package_loader *l, struct package *p,
                             const struct yaml_tree *one, str file,
                             struct package_module *to)
{
    struct place at = { file, one->line };
    if (one->kind != YAML_TREE_TEXT || !package_is_id(one->u.text))
        package_fault(l, ERR_TYPE, file, one->line, "a module must be a name");
    else if (package_find_module(p, one->u.text))
        package_fault(l, ERR_CONFLICT, file, one->line,
                      "module \"%.*s\" stands here twice", STR_ARG(one->u.text));
    else
        add_module(l, p, one->u.text, &at, to);
}

/* `modules` names what the package offers beside what every policy offers; without it,
 * all that its bases offer. */
static void read_modules(struct package_loader *l, const struct yaml_tree *y, str file,
                         struct package *p)
{
    const struct yaml_tree *list = yaml_part(y, "modules");
    struct place at = { file, y->line };
    size_t cap = list ? list->n : 0;
    for (size_t b = 0; b < p->n_basis; b++)
        cap += p->basis[b]->n_module;
    struct package_module *to = arena_new(l->mem, struct package_module, cap);
    p->module = to;
    for (size_t i = 0; list && i < list->n; i++)
        read_module_name(l, p, &list->u.item[i], file, to);
    for (size_t b = 0; b < p->n_basis; b++) {
        if (list && !package_is_general(p->basis[b]))
            continue;
        for (size_t i = 0; i < p->basis[b]->n_module; i++)
            if (!package_find_module(p, p->basis[b]->module[i].name))
                add_module(l, p, p->basis[b]->module[i].name, &at, to);
    }
}

/* `basis: x` is short for a list of one. */
static struct yaml_tree with_list(struct arena *mem, const struct yaml_tree *y)
{
    struct yaml_tree copy = *y;
    struct yaml_member *m = arena_new(mem, struct yaml_member, y->n);
    for (size_t i = 0; i < y->n; i++) {
        m[i] = y->u.member[i];
        struct yaml_tree *v = &m[i].value;
        if (!str_is(m[i].key, "basis") || v->kind != YAML_TREE_TEXT || yaml_is_null(v))
            continue;
        struct yaml_tree *one = arena_new(mem, struct yaml_tree, 1);
        *one = *v;
        *v = (struct yaml_tree){
            .kind = YAML_TREE_LIST, .line = v->line, .col = v->col, .n = 1, .u.item = one
        };
    }
    copy.u.member = m;
    return copy;
}

static void fill(struct package_loader *l, const struct yaml_tree *y, str file, str id,
                 struct package *p)
{
    p->id = yaml_text(y, "id");
    p->versie = yaml_text(y, "versie");
    p->titel = yaml_text(y, "titel");
    p->gemeente = yaml_text(y, "gemeente");
    p->overgangsrecht = yaml_text(y, "overgangsrecht");
    if (!str_eq(p->id, id))
        package_fault(l, ERR_CONFLICT, file, yaml_find(y, STR("id"))->line,
                      "id \"%.*s\" differs from the name of its folder, \"%.*s\"",
                      STR_ARG(p->id), STR_ARG(id));
    read_day(l, y, file, "geldig_van", &p->has_van, &p->geldig_van);
    read_day(l, y, file, "geldig_tot", &p->has_tot, &p->geldig_tot);
    if (p->has_van && p->has_tot && date_cmp(p->geldig_tot, p->geldig_van) < 0)
        package_fault(l, ERR_CONFLICT, file, y->line,
                      "\"geldig_tot\" lies before \"geldig_van\"");
    read_bases(l, y, file, p);
    read_sources(l, y, file, p);
    read_modules(l, y, file, p);
    package_read_figures(l, p);
}

static const struct package *load_here(struct package_loader *l, str id)
{
    struct package *p = arena_new(l->mem, struct package, 1);
    p->folder = disk_join(l->mem, l->policies, id);
    str file = disk_join(l->mem, p->folder, STR("policy.yaml")), bytes;
    if (!disk_exists(l->mem, file))
        return NULL;

    struct err err = { 0 };
    struct yaml_tree y;
    unsigned errors = l->findings->errors;
    if (!disk_read(l->mem, file, &bytes, &err) ||
        !yaml_read(l->mem, file, bytes, &y, &err)) {
        *findings_add(l->findings, SEVERITY_ERROR, err.code, "%s", err.msg) = err;
        return NULL;
    }
    y = with_list(l->mem, &y);
    if (yaml_check(&y, file, "a policy", policy_fields, l->findings))
        fill(l, &y, file, id, p);
    if (l->findings->errors != errors)
        return NULL;
    package_seal(l, p);
    return p;
}

/* NULL without a new finding when the package does not exist. */
static const struct package *load(struct package_loader *l, str id)
{
    for (const struct package_loaded *k = l->loaded; k; k = k->next)
        if (str_eq(k->package->id, id))
            return k->package;
    for (size_t i = 0; i < l->n_chain; i++)
        if (str_eq(l->chain[i], id)) {
            package_fault(l, ERR_MODEL, id, 0,
                          "package \"%.*s\" is, in the end, based on itself",
                          STR_ARG(id));
            return NULL;
        }
    if (l->n_chain == PACKAGE_CHAIN_MAX) {
        package_fault(l, ERR_LIMIT, id, 0, "a chain of bases is longer than %d",
                      PACKAGE_CHAIN_MAX);
        return NULL;
    }
    l->chain[l->n_chain++] = id;
    const struct package *p = load_here(l, id);
    l->n_chain--;
    if (p) {
        struct package_loaded *k = arena_new(l->mem, struct package_loaded, 1);
        *k = (struct package_loaded){ p, l->loaded };
        l->loaded = k;
    }
    return p;
}

static void suggest(struct package_loader *l, struct err *e, str id)
{
    const str *ids;
    size_t n;
    struct err ignored = { 0 };
    if (!package_ids(l->mem, l->policies, &ids, &n, &ignored))
        return;
    str near = str_nearest(id, ids, n);
    if (near.n)
        err_hint(e, "Did you mean \"%.*s\"?", STR_ARG(near));
}

const struct package *package_load(struct arena *mem, str policies, str id,
                                   struct findings *findings)
{
    struct package_loader l = { .mem = mem, .policies = policies, .findings = findings };
    unsigned errors = findings->errors;
    const struct package *p = package_is_id(id) ? load(&l, id) : NULL;
    if (!p && findings->errors == errors)
        suggest(&l,
                findings_add(findings, SEVERITY_ERROR, ERR_NOTFOUND,
                             "there is no policy \"%.*s\"", STR_ARG(id)),
                id);
    return p;
}

bool package_ids(struct arena *mem, str policies, const str **out, size_t *n,
                 struct err *err)
{
    struct disk_list found;
    if (!disk_list(mem, policies, &found, err))
        return false;
    str *id = arena_new(mem, str, found.n);
    *n = 0;
    for (size_t i = 0; i < found.n; i++) {
        str folder = disk_join(mem, policies, found.name[i]);
        if (disk_exists(mem, disk_join(mem, folder, STR("policy.yaml"))))
            id[(*n)++] = found.name[i];
    }
    *out = id;
    return true;
}

void package_seal(struct package_loader *l, struct package *p)
{
    struct disk_list all;
    struct err err = { 0 };
    struct digest *d = digest_new(l->mem);
    bool ok = disk_walk(l->mem, p->folder, &all, &err);
    for (size_t i = 0; ok && i < all.n; i++) {
        if (str_starts(all.name[i], STR("cases/")))
            continue;
        struct arena_mark mark = arena_mark(l->mem);
        str bytes;
        ok = disk_read(l->mem, disk_join(l->mem, p->folder, all.name[i]), &bytes, &err);
        if (ok)
            digest_add(d, all.name[i], bytes);
        arena_rewind(l->mem, mark);
    }
    for (size_t b = 0; b < p->n_basis; b++)
        digest_add(d, p->basis[b]->id, p->basis[b]->sha256);
    p->sha256 = digest_hex(l->mem, d);
    if (!ok)
        *findings_add(l->findings, SEVERITY_ERROR, err.code, "%s", err.msg) = err;
}
