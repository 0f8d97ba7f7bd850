#include "policy/package_int.h"

#include "policy/disk.h"

static const struct yaml_field figure_fields[] = {
    { "waarde", YAML_TREE_TEXT, .required = false },
    { "eenheid", YAML_TREE_TEXT, .required = false },
    { "herkomst", YAML_TREE_TEXT, .required = true },
    { "bron", YAML_TREE_LIST, .required = true },
    { "toelichting", YAML_TREE_TEXT, .required = false },
    { 0 },
};

static const struct yaml_field bron_fields[] = {
    { "document", YAML_TREE_TEXT, .required = true },
    { "plaats", YAML_TREE_TEXT, .required = false },
    { 0 },
};

struct figures {
    struct package_loader *loader;
    struct package *p;
    str file;
    struct package_figure *at;
    size_t n;
};

const struct package_figure *package_find_figure(const struct package *p, str module,
                                                 str name)
{
    for (size_t i = 0; i < p->n_figure; i++)
        if (str_eq(p->figure[i].name, name) && str_eq(p->figure[i].module, module))
            return &p->figure[i];
    return NULL;
}

/* `waarde` may be anything: its form depends on the model. */
static bool check_fields(struct figures *f, const struct yaml_member *m, const char *what)
{
    struct yaml_tree rest = m->value;
    if (rest.kind == YAML_TREE_MAP) {
        struct yaml_member *kept = arena_new(f->loader->mem, struct yaml_member, rest.n);
        size_t n = 0;
        for (size_t i = 0; i < rest.n; i++)
            if (!str_is(rest.u.member[i].key, "waarde"))
                kept[n++] = rest.u.member[i];
        rest.u.member = kept;
        rest.n = (uint32_t)n;
    }
    return yaml_check(&rest, f->file, what, figure_fields, f->loader->findings);
}

static enum doc_herkomst read_herkomst(struct figures *f, const struct yaml_tree *y)
{
    const struct yaml_member *m = yaml_find(y, STR("herkomst"));
    for (int h = HERKOMST_LETTERLIJK; h <= HERKOMST_ONTBREEKT; h++)
        if (str_is(m->value.u.text, doc_herkomst_name((enum doc_herkomst)h)))
            return (enum doc_herkomst)h;
    struct err *e = package_fault(f->loader, ERR_VALUE, f->file, m->line,
                                  "herkomst \"%.*s\" does not exist",
                                  STR_ARG(m->value.u.text));
    err_hint(e, "Choose letterlijk, afgeleid, eigen or ontbreekt.");
    return HERKOMST_NONE;
}

static void read_bron(struct figures *f, const struct yaml_tree *list,
                      struct package_figure *to)
{
    struct package_bron *bron = arena_new(f->loader->mem, struct package_bron, list->n);
    to->bron = bron;
    for (size_t i = 0; i < list->n; i++) {
        const struct yaml_tree *one = &list->u.item[i];
        if (!yaml_check(one, f->file, "a source of a figure", bron_fields,
                        f->loader->findings))
            continue;
        str id = yaml_text(one, "document");
        if (!package_find_source(f->p, id))
            package_fault(f->loader, ERR_NAME, f->file, one->line,
                          "source \"%.*s\" is not one of the \"bronnen\" of the policy",
                          STR_ARG(id));
        bron[to->n_bron++] = (struct package_bron){ id, yaml_text(one, "plaats") };
    }
}

/* A figure with a value has a source for it; one without says that it is missing,
 * or is empty on purpose. */
static void check_value(struct figures *f, const struct package_figure *g)
{
    bool empty = !g->waarde || yaml_is_null(g->waarde) ||
                 (g->waarde->kind != YAML_TREE_TEXT && g->waarde->n == 0);
    if (g->herkomst == HERKOMST_ONTBREEKT && !empty)
        package_fault(f->loader, ERR_CONFLICT, f->file, g->line,
                      "figure \"%.*s\" has a value, but its herkomst is \"ontbreekt\"",
                      STR_ARG(g->name));
    if (g->n_bron == 0)
        package_fault(f->loader, ERR_VALUE, f->file, g->line,
                      "figure \"%.*s\" has no source", STR_ARG(g->name));
}

static struct package_figure *find_here(const struct figures *f,
                                        const struct package_figure *g)
{
    for (size_t i = 0; i < f->n; i++)
        if (str_eq(f->at[i].name, g->name) && str_eq(f->at[i].module, g->module))
            return &f->at[i];
    return NULL;
}

static void replace(struct figures *f, const struct package_figure *g)
{
    struct package_figure *old = find_here(f, g);
    if (old && !str_eq(old->eenheid, g->eenheid)) {
        struct err *e = package_fault(
            f->loader, ERR_CONFLICT, f->file, g->line,
            "figure \"%.*s\" is in \"%.*s\" here, but in \"%.*s\" at %.*s:%d",
            STR_ARG(g->name), STR_ARG(g->eenheid), STR_ARG(old->eenheid),
            STR_ARG(old->file), old->line);
        err_hint(e, "Give the value in the unit of the basis.");
    }
    if (!old)
        old = &f->at[f->n++];
    *old = *g;
}

static void read_figure(struct figures *f, str module, const struct yaml_member *m)
{
    str what = arena_printf(f->loader->mem, "figure \"%.*s\"", STR_ARG(m->key));
    if (!check_fields(f, m, arena_cstr(f->loader->mem, what)))
        return;
    const struct yaml_member *waarde = yaml_find(&m->value, STR("waarde"));
    struct package_figure g = { .module = module,
                                .name = m->key,
                                .eenheid = yaml_text(&m->value, "eenheid"),
                                .waarde = waarde ? &waarde->value : NULL,
                                .owner = f->p,
                                .file = f->file,
                                .line = m->line };
    g.herkomst = read_herkomst(f, &m->value);
    read_bron(f, yaml_part(&m->value, "bron"), &g);
    check_value(f, &g);
    replace(f, &g);
}

/* One file of figures, read but not yet understood. */
struct figure_file {
    str path;
    str module; /* empty: of any module */
    struct yaml_tree tree;
};

static void read_module(struct figures *f, str only, const struct yaml_member *m)
{
    struct package_loader *l = f->loader;
    if (only.n && !str_eq(m->key, only))
        package_fault(l, ERR_NAME, f->file, m->line,
                      "figures for module \"%.*s\" in the file of module \"%.*s\"",
                      STR_ARG(m->key), STR_ARG(only));
    else if (!package_find_module(f->p, m->key))
        package_fault(l, ERR_NAME, f->file, m->line,
                      "figures for module \"%.*s\", which this policy does not have",
                      STR_ARG(m->key));
    else if (m->value.kind != YAML_TREE_MAP)
        package_fault(l, ERR_TYPE, f->file, m->line,
                      "the figures of \"%.*s\" must be a map", STR_ARG(m->key));
    else
        for (size_t i = 0; i < m->value.n; i++)
            read_figure(f, m->key, &m->value.u.member[i]);
}

static bool same_place(const struct package_figure *a, const struct package_figure *b)
{
    return a->line == b->line && str_eq(a->file, b->file);
}

/* A figure of a basis; that of the general package yields to any other. */
static void inherit_one(struct figures *f, const struct package_figure *g)
{
    struct package_figure *twin = find_here(f, g);
    if (!twin)
        f->at[f->n++] = *g;
    else if (package_is_general(twin->owner))
        *twin = *g;
    else if (!same_place(twin, g) && !package_is_general(g->owner))
        package_fault(f->loader, ERR_CONFLICT, g->file, g->line,
                      "two bases give figure \"%.*s\"; the other one at %.*s:%d",
                      STR_ARG(g->name), STR_ARG(twin->file), twin->line);
}

/* Figures of the bases, where they do not contradict each other. */
static void inherit(struct figures *f)
{
    for (size_t b = 0; b < f->p->n_basis; b++) {
        const struct package *basis = f->p->basis[b];
        for (size_t i = 0; i < basis->n_figure; i++)
            if (package_find_module(f->p, basis->figure[i].module))
                inherit_one(f, &basis->figure[i]);
    }
}

static size_t count_members(const struct yaml_tree *y)
{
    size_t n = 0;
    for (size_t i = 0; y->kind == YAML_TREE_MAP && i < y->n; i++)
        n += y->u.member[i].value.n;
    return n;
}

/* A file that cannot be read is a finding, and counts as empty. */
static struct figure_file read_file(struct package_loader *l, str path, str module)
{
    struct figure_file out = { .path = path, .module = module };
    struct err err = { 0 };
    str bytes;
    out.tree.kind = YAML_TREE_MAP;
    if (!disk_read(l->mem, path, &bytes, &err) ||
        !yaml_read(l->mem, path, bytes, &out.tree, &err))
        *findings_add(l->findings, SEVERITY_ERROR, err.code, "%s", err.msg) = err;
    return out;
}

/* parameters.yaml, and a file per module in parameters/. */
static const struct figure_file *read_files(struct package_loader *l, str folder,
                                            size_t *n)
{
    str ending = STR(".yaml");
    struct disk_list all = { 0 };
    struct err err = { 0 };
    str whole = disk_join(l->mem, folder, STR("parameters.yaml"));
    str parts = disk_join(l->mem, folder, STR("parameters"));
    if (disk_is_folder(l->mem, parts) && !disk_list(l->mem, parts, &all, &err))
        *findings_add(l->findings, SEVERITY_ERROR, err.code, "%s", err.msg) = err;
    struct figure_file *out = arena_new(l->mem, struct figure_file, all.n + 1);
    *n = 0;
    if (disk_exists(l->mem, whole))
        out[(*n)++] = read_file(l, whole, STR(""));
    for (size_t i = 0; i < all.n; i++) {
        str path = disk_join(l->mem, parts, all.name[i]), name = all.name[i];
        if (name.n > ending.n && str_ends(name, ending))
            out[(*n)++] = read_file(l, path, str_slice(name, 0, name.n - ending.n));
        else
            package_fault(l, ERR_NAME, path, 0,
                          "a file of figures is called after its module, like "
                          "\"toewijzing.yaml\"");
    }
    return out;
}

/* The figures of a module stand together, so that nobody looks in the wrong file. */
static void check_together(struct package_loader *l, const struct figure_file *file,
                           size_t n)
{
    for (size_t i = 1; n > 1 && !file[0].module.n && i < n; i++) {
        const struct yaml_member *m = yaml_find(&file[0].tree, file[i].module);
        if (file[0].tree.kind == YAML_TREE_MAP && m)
            package_fault(l, ERR_CONFLICT, file[0].path, m->line,
                          "the figures of \"%.*s\" stand in \"%.*s\" too",
                          STR_ARG(m->key), STR_ARG(file[i].path));
    }
}

void package_read_figures(struct package_loader *l, struct package *p)
{
    struct figures f = { .loader = l, .p = p };
    size_t n, cap = 0;
    const struct figure_file *file = read_files(l, p->folder, &n);
    for (size_t i = 0; i < n; i++)
        cap += count_members(&file[i].tree);
    for (size_t b = 0; b < p->n_basis; b++)
        cap += p->basis[b]->n_figure;
    f.at = arena_new(l->mem, struct package_figure, cap);
    inherit(&f);
    check_together(l, file, n);
    for (size_t i = 0; i < n; i++) {
        const struct yaml_tree *y = &file[i].tree;
        f.file = file[i].path;
        if (y->kind != YAML_TREE_MAP)
            package_fault(l, ERR_TYPE, f.file, y->line,
                          "the file must be a map of modules");
        for (size_t k = 0; y->kind == YAML_TREE_MAP && k < y->n; k++)
            read_module(&f, file[i].module, &y->u.member[k]);
    }
    p->figure = f.at;
    p->n_figure = f.n;
}
