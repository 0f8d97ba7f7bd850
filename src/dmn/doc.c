#include "dmn/doc.h"

#include <stdlib.h>

#include "dmn/read_int.h"

static const struct {
    const char *uri;
    enum doc_version version;
} versions[] = {
    { "http://www.omg.org/spec/DMN/20151101/dmn.xsd", DMN_1_1 },
    { "http://www.omg.org/spec/DMN/20151101/dmn11.xsd", DMN_1_1 },
    { "http://www.omg.org/spec/DMN/20180521/MODEL/", DMN_1_2 },
    { "https://www.omg.org/spec/DMN/20191111/MODEL/", DMN_1_3 },
    { "https://www.omg.org/spec/DMN/20211108/MODEL/", DMN_1_4 },
    { "https://www.omg.org/spec/DMN/20230324/MODEL/", DMN_1_5 },
};

/* 0 for a DMN version we do not know, -1 for no DMN at all. */
static int version_of(str uri)
{
    for (size_t i = 0; i < sizeof versions / sizeof *versions; i++)
        if (str_is(uri, versions[i].uri))
            return (int)versions[i].version;
    return str_find(uri, STR("www.omg.org/spec/DMN/"), 0) == SIZE_MAX ? -1 : 0;
}

bool doc_is_feel(str language)
{
    return language.n == 0 || str_find(language, STR("FEEL"), 0) != SIZE_MAX ||
           str_is(language, "feel") || str_is(language, "Feel");
}

/* The definitions of DMN: the root, or somewhere in an envelope around them. */
static const struct xml_node *find_definitions(const struct xml_node *e)
{
    if (str_is(e->name->local, "definitions") && version_of(e->name->uri) >= 0)
        return e;
    for (const struct xml_node *c = xml_first(e); c; c = xml_next(c)) {
        const struct xml_node *found = find_definitions(c);
        if (found)
            return found;
    }
    return NULL;
}

static void report_root(struct reader *r, const struct xml_node *root)
{
    struct err *err = READ_REPORT(r, root, SEVERITY_ERROR, ERR_MODEL,
                                  "this is not DMN: the root element is \"%.*s\"",
                                  STR_ARG(root->name->local));
    if (str_is(root->name->local, "definitions"))
        err_hint(err, "Its namespace is \"%.*s\".", STR_ARG(root->name->uri));
}

static const struct xml_node *open_definitions(struct reader *r)
{
    const struct xml_node *root = r->doc->xml.root, *e = find_definitions(root);
    if (!e) {
        report_root(r, root);
        return NULL;
    }
    int version = version_of(e->name->uri);
    r->doc->version = version ? (enum doc_version)version : DMN_1_5;
    r->uri = e->name->uri;
    if (!version)
        READ_REPORT(r, e, SEVERITY_WARNING, ERR_MODEL,
                    "the DMN version of \"%.*s\" is not known and read as DMN 1.5",
                    STR_ARG(e->name->uri));
    return e;
}

struct id_use {
    str id;
    const struct xml_node *xml;
};

static int by_id(const void *a, const void *b)
{
    const struct id_use *x = a, *y = b;
    int c = str_cmp(x->id, y->id);
    return c ? c : (x->xml->line > y->xml->line) - (x->xml->line < y->xml->line);
}

static size_t collect_ids(struct reader *r, const struct xml_node *definitions,
                          struct id_use **out)
{
    size_t n = 0;
    for (const struct xml_node *c = xml_first(definitions); c; c = xml_next(c))
        n++;
    struct id_use *all = arena_new(r->mem, struct id_use, n);
    n = 0;
    for (const struct xml_node *c = xml_first(definitions); c; c = xml_next(c)) {
        str id = str_trim(xml_get_attr(c, "id"));
        if (id.n && read_is_dmn(r, c))
            all[n++] = (struct id_use){ id, c };
    }
    *out = all;
    return n;
}

static void report_id(struct reader *r, const struct id_use *first,
                      const struct id_use *again)
{
    READ_REPORT(r, again->xml, SEVERITY_ERROR, ERR_MODEL,
                "the id \"%.*s\" is also that of \"%.*s\" in line %d", STR_ARG(again->id),
                STR_ARG(first->xml->name->local), first->xml->line);
}

/* An href must have one meaning, so ids of top-level elements must differ. */
static void check_ids(struct reader *r, const struct xml_node *definitions)
{
    struct id_use *all;
    size_t n = collect_ids(r, definitions, &all);
    if (n)
        qsort(all, n, sizeof *all, by_id);
    for (size_t i = 1; i < n; i++)
        if (str_eq(all[i - 1].id, all[i].id))
            report_id(r, &all[i - 1], &all[i]);
}

const struct doc *doc_read(struct arena *mem, str file, str bytes,
                           struct findings *findings)
{
    struct doc *doc = arena_new(mem, struct doc, 1);
    struct reader r = { .mem = mem, .findings = findings, .doc = doc };
    struct err err = { 0 };
    doc->file = arena_str(mem, file);
    if (!xml_parse(mem, doc->file, bytes, &doc->xml, &err)) {
        *findings_add(findings, SEVERITY_ERROR, err.code, "%s", err.msg) = err;
        return NULL;
    }
    const struct xml_node *e = open_definitions(&r);
    if (!e)
        return NULL;
    read_definitions(&r, e);
    check_ids(&r, e);
    if (mem->over) {
        READ_REPORT(&r, e, SEVERITY_ERROR, ERR_LIMIT,
                    "the model needs more memory than is allowed (%zu MB)",
                    mem->budget >> 20);
        return NULL;
    }
    return doc;
}
