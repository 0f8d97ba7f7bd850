#include "dmn/read_int.h"

#include <stdlib.h>

/* The namespaces end in ".../v1.0/Uitvoeringsregel", "/v2.0/Content" and so on. */
#define STTR_BASE "http://toepasbare-regels.omgevingswet.overheid.nl/v"

/* An <uitv:uitvoeringsregel>: how a fact is asked for. */
struct sttr_rule {
    str id;
    const struct xml_node *xml;
};

static bool is_sttr(const struct xml_node *e, const char *name)
{
    return str_is(e->name->local, name) && str_starts(e->name->uri, STR(STTR_BASE));
}

static const struct xml_node *sttr_next(const struct xml_node *e, const char *name)
{
    while (e && !is_sttr(e, name))
        e = xml_next(e);
    return e;
}

static const struct xml_node *sttr_child(const struct xml_node *e, const char *name)
{
    return e ? sttr_next(xml_first(e), name) : NULL;
}

static int by_id(const void *a, const void *b)
{
    return str_cmp(((const struct sttr_rule *)a)->id, ((const struct sttr_rule *)b)->id);
}

void read_sttr(struct reader *r, const struct xml_node *definitions)
{
    for (size_t i = 0; i < definitions->n_attr; i++)
        r->doc->sttr |= str_starts(definitions->u.e.attr[i].value, STR(STTR_BASE));
    const struct xml_node *box = read_child(r, definitions, "extensionElements");
    const struct xml_node *rules = box ? sttr_child(box, "uitvoeringsregels") : NULL;
    if (!rules)
        return;
    r->doc->sttr = true;
    size_t n = 0;
    for (const struct xml_node *c = xml_first(rules); c; c = xml_next(c))
        n += is_sttr(c, "uitvoeringsregel");
    struct sttr_rule *all = arena_new(r->mem, struct sttr_rule, n);
    n = 0;
    for (const struct xml_node *c = xml_first(rules); c; c = xml_next(c))
        if (is_sttr(c, "uitvoeringsregel"))
            all[n++] = (struct sttr_rule){ str_trim(xml_get_attr(c, "id")), c };
    if (n)
        qsort(all, n, sizeof *all, by_id);
    r->sttr = all;
    r->n_sttr = n;
}

static str sttr_text(struct reader *r, const struct xml_node *e, const char *name)
{
    const struct xml_node *c = sttr_child(e, name);
    return c ? str_trim(xml_text(r->mem, c)) : STR("");
}

const struct doc_ext *read_sttr_ext(struct reader *r, const struct xml_node *e,
                                    const struct doc_ext *ext)
{
    const struct xml_node *box = read_child(r, e, "extensionElements");
    const struct xml_node *ref = box ? sttr_child(box, "uitvoeringsregelRef") : NULL;
    str href = ref ? str_trim(xml_get_attr(ref, "href")) : STR("");
    if (!ref || r->n_sttr == 0 || !str_starts(href, STR("#")))
        return ext;
    struct sttr_rule key = { str_slice(href, 1, href.n), NULL };
    const struct sttr_rule *rule = bsearch(&key, r->sttr, r->n_sttr, sizeof key, by_id);
    if (!rule) {
        READ_REPORT(r, ref, SEVERITY_WARNING, ERR_NAME,
                    "there is no \"uitvoeringsregel\" \"%.*s\"", STR_ARG(key.id));
        return ext;
    }
    struct doc_ext *x = arena_new(r->mem, struct doc_ext, 1);
    if (ext)
        *x = *ext;
    if (!x->vraag.n)
        x->vraag = sttr_text(r, sttr_child(rule->xml, "vraag"), "vraagTekst");
    if (!x->toelichting.n)
        x->toelichting = sttr_text(
            r, sttr_child(rule->xml, "uitvoeringsregelToelichting"), "toelichting");
    return x;
}
