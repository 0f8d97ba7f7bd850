#include "dmn/read_int.h"

static const struct shape item_shape = { "name! typeRef", "" };
/* DMN 1.1 and some editors leave out the name of a variable. */
static const struct shape variable_shape = { "name~ typeRef", "" };
static const struct shape requirement_shape = {
    "", "requiredDecision requiredInput requiredKnowledge requiredAuthority"
};

/* The namespace that `prefix` stands for at `e`; empty when it is not declared. */
static str namespace_of(const struct reader *r, const struct xml_node *e, str prefix)
{
    const struct xml_node *at[] = { e, r->doc->node.xml };
    for (size_t k = 0; k < 2; k++) {
        for (size_t i = 0; at[k] && i < at[k]->n_attr; i++) {
            const struct xml_attr *a = &at[k]->u.e.attr[i];
            if (str_is(a->name->uri, XML_NS_XMLNS) && str_eq(a->name->local, prefix))
                return a->value;
        }
    }
    return STR("");
}

str read_type_ref(struct reader *r, const struct xml_node *e, str text)
{
    str ref = str_trim(text);
    size_t colon = str_find(ref, STR(":"), 0);
    if (colon == SIZE_MAX)
        return ref;
    str uri = namespace_of(r, e, str_slice(ref, 0, colon));
    str local = str_slice(ref, colon + 1, ref.n);
    if (uri.n == 0)
        return ref;
    if (str_find(uri, STR("/FEEL"), 0) != SIZE_MAX || str_eq(uri, r->doc->namespace_))
        return local;
    for (size_t i = 0; i < r->doc->n_import; i++) {
        const struct doc_import *im = &r->doc->import[i];
        if (str_eq(im->namespace_, uri))
            return arena_printf(r->mem, "%.*s.%.*s", STR_ARG(im->node.name),
                                STR_ARG(local));
    }
    return ref;
}

void read_item(struct reader *r, const struct xml_node *e, struct doc_item *out)
{
    read_head(r, e, &item_shape, &out->node);
    out->type_ref = read_type_ref(r, e, xml_get_attr(e, "typeRef"));
}

struct doc_item *read_items(struct reader *r, const struct xml_node *e, const char *name,
                            size_t *n)
{
    size_t i = 0;
    *n = read_count(r, e, name);
    struct doc_item *all = arena_new(r->mem, struct doc_item, *n);
    READ_EACH(r, e, c, name)
    read_item(r, c, &all[i++]);
    return all;
}

void read_variable(struct reader *r, const struct xml_node *e,
                   const struct doc_node *owner, struct doc_item *out)
{
    const struct xml_node *v = read_child(r, e, "variable");
    if (v) {
        read_head(r, v, &variable_shape, &out->node);
        out->type_ref = read_type_ref(r, v, xml_get_attr(v, "typeRef"));
    } else {
        out->node.xml = e;
        out->node.line = owner->line;
    }
    if (out->node.name.n == 0)
        out->node.name = owner->name;
    if (owner->name.n && !str_eq(out->node.name, owner->name)) {
        struct err *err = READ_REPORT(
            r, v, SEVERITY_INFO, ERR_NAME,
            "the variable of \"%.*s\" has another name: \"%.*s\"", STR_ARG(owner->name),
            STR_ARG(out->node.name));
        err_hint(err,
                 "DMN asks for the same name; expressions see that of the variable.");
    }
}

static const struct doc_import *find_import(const struct reader *r, str where)
{
    for (size_t i = 0; i < r->doc->n_import; i++) {
        const struct doc_import *im = &r->doc->import[i];
        if (str_eq(im->namespace_, where) ||
            (im->location.n && str_eq(im->location, where)))
            return im;
    }
    return NULL;
}

static void report_no_href(struct reader *r, const struct xml_node *e)
{
    READ_REPORT(r, e, SEVERITY_ERROR, ERR_MODEL,
                "\"%.*s\" needs an attribute \"href\" (#id)", STR_ARG(e->name->local));
}

static void report_no_hash(struct reader *r, const struct xml_node *e, str href)
{
    READ_REPORT(r, e, SEVERITY_WARNING, ERR_VALUE, "href \"%.*s\" is read as \"#%.*s\"",
                STR_ARG(href), STR_ARG(href));
}

static void report_no_import(struct reader *r, const struct xml_node *e, str where)
{
    struct err *err = READ_REPORT(r, e, SEVERITY_ERROR, ERR_MODEL,
                                  "href to \"%.*s\", which is not imported",
                                  STR_ARG(where));
    err_hint(err, "Add an \"import\" with that namespace.");
}

/* False, with a finding, when the href leads nowhere. */
static bool read_ref(struct reader *r, const struct xml_node *e, enum doc_ref_kind kind,
                     struct doc_ref *out)
{
    str href = str_trim(xml_get_attr(e, "href"));
    size_t hash = str_find(href, STR("#"), 0);
    str where = hash == SIZE_MAX ? STR("") : str_slice(href, 0, hash);
    str id = hash == SIZE_MAX ? href : str_slice(href, hash + 1, href.n);
    if (id.n == 0) {
        report_no_href(r, e);
        return false;
    }
    if (hash == SIZE_MAX)
        report_no_hash(r, e, href);
    *out = (struct doc_ref){ .kind = kind, .line = e->line, .id = id, .href = href };
    if (where.n == 0 || str_eq(where, r->doc->namespace_))
        return true;
    out->import = find_import(r, where);
    if (!out->import)
        report_no_import(r, e, where);
    return out->import != NULL;
}

static bool ref_kind(str name, enum doc_ref_kind *kind)
{
    static const char *const names[] = { [REF_DECISION] = "requiredDecision",
                                         [REF_INPUT] = "requiredInput",
                                         [REF_KNOWLEDGE] = "requiredKnowledge",
                                         [REF_AUTHORITY] = "requiredAuthority" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (str_is(name, names[i])) {
            *kind = (enum doc_ref_kind)i;
            return true;
        }
    }
    return false;
}

static bool read_requirement(struct reader *r, const struct xml_node *e,
                             struct doc_ref *out)
{
    struct doc_node head;
    enum doc_ref_kind kind;
    read_head(r, e, &requirement_shape, &head);
    for (const struct xml_node *c = xml_first(e); c; c = xml_next(c))
        if (read_is_dmn(r, c) && ref_kind(c->name->local, &kind))
            return read_ref(r, c, kind, out);
    READ_REPORT(r, e, SEVERITY_ERROR, ERR_MODEL, "\"%.*s\" does not say what is required",
                STR_ARG(e->name->local));
    return false;
}

const struct doc_ref *read_refs(struct reader *r, const struct xml_node *e,
                                const char *outer, enum doc_ref_kind kind, size_t *n)
{
    bool requirement = str_ends(str_of(outer), STR("Requirement"));
    struct doc_ref *all = arena_new(r->mem, struct doc_ref, read_count(r, e, outer));
    size_t k = 0;
    READ_EACH(r, e, c, outer)
    {
        if (requirement ? read_requirement(r, c, &all[k]) : read_ref(r, c, kind, &all[k]))
            k++;
    }
    *n = k;
    return all;
}
