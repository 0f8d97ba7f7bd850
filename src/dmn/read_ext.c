#include "dmn/read_int.h"

/* On which elements an extension element means something. */
struct ext_rule {
    const char *name, *on;
};

static const struct ext_rule ext_rules[] = {
    { "bron", "" }, /* on anything */
    { "motivering", " decision rule " },
    { "eenheid", " decision inputData itemDefinition itemComponent " },
    { "vraag", " inputData itemDefinition itemComponent " },
    { "toelichting", " decision inputData itemDefinition itemComponent " },
    { "vereist", " inputData itemComponent " },
    { "standaard", " inputData itemComponent " },
    { "geldig", " inputData itemComponent decision " },
    { "toegestaan", " itemDefinition itemComponent " },
};

static const char ext_words[] =
    "bron motivering eenheid vraag toelichting vereist standaard geldig toegestaan";

static const char *const herkomst_names[] = { "letterlijk", "afgeleid", "eigen",
                                              "ontbreekt", NULL };

static const char *const bron_attrs[] = { "regel", "document", "plaats", "herkomst" };

const char *doc_herkomst_name(enum doc_herkomst h)
{
    return h == HERKOMST_NONE ? "" : herkomst_names[h - 1];
}

static void check_bron_attrs(struct reader *r, const struct xml_node *e)
{
    for (size_t i = 0; i < e->n_attr; i++) {
        const struct xml_name *name = e->u.e.attr[i].name;
        bool known = name->uri.n > 0;
        for (size_t k = 0; k < sizeof bron_attrs / sizeof *bron_attrs; k++)
            known |= str_is(name->local, bron_attrs[k]);
        if (known)
            continue;
        struct err *err = READ_REPORT(r, e, SEVERITY_WARNING, ERR_NAME,
                                      "\"ijk:bron\" has no attribute \"%.*s\"",
                                      STR_ARG(name->local));
        read_suggest(err, name->local, "regel document plaats herkomst");
    }
}

static void read_bron(struct reader *r, const struct xml_node *e, struct doc_bron *out)
{
    check_bron_attrs(r, e);
    out->line = e->line;
    out->regel = str_trim(xml_get_attr(e, "regel"));
    out->document = str_trim(xml_get_attr(e, "document"));
    out->plaats = str_trim(xml_get_attr(e, "plaats"));
    out->remark = str_trim(xml_text(r->mem, e));
    const struct xml_attr *h = xml_find_attr(e, NULL, "herkomst");
    if (h)
        out->herkomst = (enum doc_herkomst)(
            read_choice(r, e, str_trim(h->value), herkomst_names) + 1);
    if (!out->regel.n && !out->document.n && !out->remark.n &&
        out->herkomst != HERKOMST_ONTBREEKT) {
        struct err *err = READ_REPORT(r, e, SEVERITY_WARNING, ERR_MODEL,
                                      "\"ijk:bron\" names no source");
        err_hint(err, "Give \"regel\" or \"document\" (and \"plaats\").");
    }
}

static size_t count_bron(const struct xml_node *box)
{
    size_t n = 0;
    for (const struct xml_node *c = xml_first(box); c; c = xml_next(c))
        n += xml_is(c, DOC_NS_IJK, "bron");
    return n;
}

static void report_unknown(struct reader *r, const struct xml_node *c)
{
    struct err *err = READ_REPORT(r, c, SEVERITY_WARNING, ERR_NAME,
                                  "there is no extension element \"ijk:%.*s\"",
                                  STR_ARG(c->name->local));
    read_suggest(err, c->name->local, ext_words);
}

static void report_useless(struct reader *r, const struct xml_node *c,
                           const struct xml_node *owner)
{
    READ_REPORT(r, c, SEVERITY_WARNING, ERR_MODEL,
                "\"ijk:%.*s\" means nothing on \"%.*s\"", STR_ARG(c->name->local),
                STR_ARG(owner->name->local));
}

/* Is this extension element known, and does it mean something on `owner`? */
static bool check_place(struct reader *r, const struct xml_node *c,
                        const struct xml_node *owner)
{
    size_t i = 0, n = sizeof ext_rules / sizeof *ext_rules;
    while (i < n && !str_is(c->name->local, ext_rules[i].name))
        i++;
    if (i == n) {
        report_unknown(r, c);
        return false;
    }
    str padded = arena_printf(r->mem, " %.*s ", STR_ARG(owner->name->local));
    str on = str_of(ext_rules[i].on);
    if (on.n && str_find(on, padded, 0) == SIZE_MAX)
        report_useless(r, c, owner);
    return true;
}

static struct doc_text *text_member(struct doc_ext *x, str name)
{
    return str_is(name, "motivering")  ? &x->motivering
           : str_is(name, "vereist")   ? &x->vereist
           : str_is(name, "standaard") ? &x->standaard
           : str_is(name, "geldig")    ? &x->geldig
                                       : NULL;
}

static str *plain_member(struct doc_ext *x, str name)
{
    return str_is(name, "eenheid")       ? &x->eenheid
           : str_is(name, "vraag")       ? &x->vraag
           : str_is(name, "toelichting") ? &x->toelichting
                                         : &x->toegestaan;
}

static void read_one(struct reader *r, const struct xml_node *c, struct doc_ext *x)
{
    str name = c->name->local;
    struct doc_text content = read_content(r, c);
    struct doc_text *text = text_member(x, name);
    str *plain = text ? &text->text : plain_member(x, name);
    if (plain->at) {
        READ_REPORT(r, c, SEVERITY_ERROR, ERR_MODEL, "\"ijk:%.*s\" is given twice",
                    STR_ARG(name));
        return;
    }
    if (str_is_blank(content.text))
        READ_REPORT(r, c, SEVERITY_WARNING, ERR_MODEL, "\"ijk:%.*s\" is empty",
                    STR_ARG(name));
    if (text)
        *text = content;
    else
        *plain = str_trim(content.text);
}

const struct doc_ext *read_ext(struct reader *r, const struct xml_node *e)
{
    const struct xml_node *box = read_child(r, e, "extensionElements");
    struct doc_ext *x = NULL;
    struct doc_bron *bron = NULL;
    size_t n = 0;
    if (!box)
        return NULL;
    for (const struct xml_node *c = xml_first(box); c; c = xml_next(c)) {
        if (!str_is(c->name->uri, DOC_NS_IJK) || !check_place(r, c, e))
            continue;
        if (!x)
            x = arena_new(r->mem, struct doc_ext, 1);
        if (!str_is(c->name->local, "bron")) {
            read_one(r, c, x);
            continue;
        }
        if (!bron)
            bron = arena_new(r->mem, struct doc_bron, count_bron(box));
        read_bron(r, c, &bron[n++]);
    }
    if (x) {
        x->bron = bron;
        x->n_bron = n;
    }
    return x;
}
