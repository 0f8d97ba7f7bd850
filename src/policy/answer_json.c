#include "policy/answer.h"

static void put_text(struct sbuf *b, const char *key, str value)
{
    if (!value.n)
        return;
    sbuf_raw(b, ",\"");
    sbuf_put(b, str_of(key));
    sbuf_raw(b, "\":");
    sbuf_json(b, value);
}

static void put_one_source(struct sbuf *b, const struct decided *d, bool first,
                           const struct doc_bron *s)
{
    sbuf_put(b, first ? STR("{\"document\":") : STR(",{\"document\":"));
    sbuf_json(b, answer_title(d->module->package, s->document));
    put_text(b, "plaats", s->plaats);
    put_text(b, "herkomst", str_of(doc_herkomst_name(s->herkomst)));
    put_text(b, "opmerking", s->remark);
    sbuf_raw(b, "}");
}

static bool put_figure_sources(struct sbuf *b, const struct decided *d, bool first,
                               const struct module_figure *f)
{
    for (size_t i = 0; i < f->figure->n_bron; i++, first = false) {
        sbuf_put(b, first ? STR("{\"document\":") : STR(",{\"document\":"));
        sbuf_json(b, answer_title(d->module->package, f->figure->bron[i].document));
        put_text(b, "plaats", f->figure->bron[i].plaats);
        put_text(b, "herkomst", str_of(doc_herkomst_name(f->figure->herkomst)));
        put_text(b, "parameter", f->name);
        sbuf_raw(b, "}");
    }
    return first;
}

static void put_sources(struct sbuf *b, const struct decided *d,
                        const struct doc_ext *ext)
{
    sbuf_raw(b, ",\"bron\":[");
    for (size_t i = 0; ext && i < ext->n_bron; i++)
        put_one_source(b, d, i == 0, &ext->bron[i]);
    sbuf_raw(b, "]");
}

/* Sources of the rule, and of every figure that it used. */
static void put_all_sources(struct sbuf *b, const struct decided *d,
                            const struct decision_trace *t)
{
    const struct doc_ext *ext = answer_sources(t);
    bool first = true;
    sbuf_raw(b, ",\"bron\":[");
    for (size_t i = 0; ext && i < ext->n_bron; i++, first = false)
        put_one_source(b, d, first, &ext->bron[i]);
    for (size_t i = 0; i < t->node->n_needs; i++) {
        const struct dmn_node *n = &d->module->model->node[t->node->needs[i]];
        const struct module_figure *f = module_find_figure(d->module, n);
        if (f && answer_uses(t, f->node->name))
            first = put_figure_sources(b, d, first, f);
    }
    sbuf_raw(b, "]");
}

static void put_rule_numbers(struct sbuf *b, const struct doc_ext *ext)
{
    bool first = true;
    sbuf_raw(b, ",\"regel\":\"");
    for (size_t i = 0; ext && i < ext->n_bron; i++) {
        bool seen = ext->bron[i].regel.n == 0;
        for (size_t k = 0; k < i; k++)
            seen |= str_eq(ext->bron[k].regel, ext->bron[i].regel);
        if (seen)
            continue;
        if (!first)
            sbuf_raw(b, " ");
        first = false;
        struct sbuf one;
        sbuf_init(&one, b->mem);
        sbuf_json(&one, ext->bron[i].regel);
        sbuf_put(b, str_slice(sbuf_str(&one), 1, one.n - 1));
    }
    sbuf_raw(b, "\"");
}

static void put_inputs(struct sbuf *b, const struct decided *d, const struct dmn_node *n)
{
    bool first = true;
    sbuf_raw(b, ",\"invoer\":{");
    for (size_t i = 0; i < n->n_needs; i++) {
        const struct dmn_node *to = &d->module->model->node[n->needs[i]];
        if (to->kind != DMN_INPUT && to->kind != DMN_DECISION)
            continue;
        if (!first)
            sbuf_raw(b, ",");
        first = false;
        sbuf_json(b, to->name);
        sbuf_raw(b, ":");
        value_json(b, d->run.run.global[to->slot]);
    }
    sbuf_raw(b, "}");
}

/* The tables that ran for each element of a list: one line per room. */
static void put_parts(struct sbuf *b, struct decided *d, const struct decision_trace *t)
{
    bool first = true;
    for (const struct table_trace *p = t->tables; p; p = p->next) {
        size_t i = answer_rule(p);
        if (p->table == t->node->table || i == SIZE_MAX)
            continue;
        struct sbuf text;
        sbuf_init(&text, b->mem);
        module_write_rule(&text, d->module, &d->run.run, p, i);
        sbuf_put(b, first ? STR(",\"onderdelen\":[{\"waarde\":") : STR(",{\"waarde\":"));
        first = false;
        value_json(b, p->value);
        put_rule_numbers(b, p->table->doc->rule[i].node.ext);
        put_sources(b, d, p->table->doc->rule[i].node.ext);
        put_text(b, "tekst", sbuf_str(&text));
        sbuf_raw(b, "}");
    }
    if (!first)
        sbuf_raw(b, "]");
}

static void put_decision(struct sbuf *b, struct decided *d,
                         const struct decision_trace *t)
{
    const struct dmn_node *n = t->node;
    sbuf_raw(b, "{\"beslissing\":");
    sbuf_json(b, module_public_name(n));
    put_text(b, "naam", n->element->label);
    sbuf_raw(b, ",\"waarde\":");
    value_json(b, t->value);
    if (n->element->ext)
        put_text(b, "eenheid", n->element->ext->eenheid);
    put_rule_numbers(b, answer_sources(t));
    put_inputs(b, d, n);
    put_parts(b, d, t);
    put_all_sources(b, d, t);
    put_text(b, "tekst", answer_sentence(d, t));
    sbuf_raw(b, "}");
}

/* Every decision that has an outcome, in the order in which they were taken. */
static void put_explanation(struct sbuf *b, struct decided *d)
{
    bool first = true;
    sbuf_raw(b, ",\"uitleg\":[");
    for (const struct decision_trace *t = d->trace.first; t; t = t->next) {
        if (t->value.kind == V_NULL || t->node == d->module->signals ||
            t->node == d->module->missing)
            continue;
        if (!first)
            sbuf_raw(b, ",");
        first = false;
        put_decision(b, d, t);
    }
    sbuf_raw(b, "]");
}

static void put_signals(struct sbuf *b, struct decided *d)
{
    struct answer_signal *at;
    size_t n = answer_signals(d, &at);
    sbuf_raw(b, ",\"signalen\":[");
    for (size_t i = 0; i < n; i++) {
        sbuf_put(b, i ? STR(",{\"code\":") : STR("{\"code\":"));
        sbuf_json(b, at[i].code);
        put_text(b, "ernst", at[i].ernst);
        put_text(b, "plaats", at[i].plaats);
        put_text(b, "tekst", at[i].tekst);
        if (at[i].betreft.kind != V_NULL) {
            sbuf_raw(b, ",\"betreft\":");
            value_json(b, at[i].betreft);
        }
        put_rule_numbers(b, at[i].ext);
        put_sources(b, d, at[i].ext);
        sbuf_raw(b, "}");
    }
    sbuf_raw(b, "]");
}

static void put_values(struct sbuf *b, const struct decided *d)
{
    bool first = true;
    sbuf_raw(b, ",\"waarden\":{");
    for (size_t i = 0; i < d->module->n_outcome; i++) {
        const struct module_outcome *o = &d->module->outcome[i];
        if (!first)
            sbuf_raw(b, ",");
        first = false;
        sbuf_json(b, o->name);
        sbuf_raw(b, ":");
        value_json(b, d->run.run.global[o->node->slot]);
    }
    sbuf_raw(b, "}");
}

static void put_missing(struct sbuf *b, const struct decided *d)
{
    sbuf_raw(b, ",\"ontbreekt\":[");
    for (size_t i = 0; i < d->n_missing; i++) {
        if (i)
            sbuf_raw(b, ",");
        sbuf_json(b, d->missing[i]);
    }
    sbuf_raw(b, "]");
}

static void put_module(struct sbuf *b, struct decided *d)
{
    sbuf_json(b, d->module->name);
    sbuf_raw(b, ":{\"status\":");
    sbuf_json(b, str_of(decided_status_name(d->status)));
    put_values(b, d);
    put_missing(b, d);
    put_signals(b, d);
    put_explanation(b, d);
    sbuf_raw(b, "}");
}

void answer_json(struct sbuf *b, struct decision *d)
{
    sbuf_raw(b, "{\"beleid\":{\"id\":");
    sbuf_json(b, d->package->id);
    put_text(b, "versie", d->package->versie);
    put_text(b, "titel", d->package->titel);
    put_text(b, "sha256", d->package->sha256);
    sbuf_raw(b, "},\"peildatum\":\"");
    date_format(b, d->peildatum);
    sbuf_raw(b, "\",\"uitkomsten\":{");
    for (size_t i = 0; i < d->n_module; i++) {
        if (i)
            sbuf_raw(b, ",");
        put_module(b, d->module[i]);
    }
    sbuf_raw(b, "}}");
}
