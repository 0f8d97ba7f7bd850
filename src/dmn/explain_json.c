#include "dmn/explain.h"

enum { CAUSES_MAX = 200 };

void explain_causes_json(struct sbuf *b, struct arena *mem, struct value v)
{
    str facts[CAUSES_MAX];
    size_t n = value_causes(mem, v, facts, CAUSES_MAX);
    sbuf_raw(b, "[");
    for (size_t i = 0; i < n; i++) {
        if (i)
            sbuf_raw(b, ",");
        sbuf_json(b, facts[i]);
    }
    sbuf_raw(b, "]");
}

static void put_field(struct sbuf *b, const char *key, size_t n_key, str value)
{
    if (!value.n)
        return;
    sbuf_add(b, key, n_key);
    sbuf_json(b, value);
}
#define FIELD(b, key, value) put_field((b), ",\"" key "\":", sizeof(key) + 3, (value))

static void put_sources(struct sbuf *b, const struct doc_ext *ext)
{
    if (!ext || !ext->n_bron)
        return;
    sbuf_raw(b, ",\"bron\":[");
    for (size_t i = 0; i < ext->n_bron; i++) {
        const struct doc_bron *s = &ext->bron[i];
        sbuf_put(b, i ? STR(",{") : STR("{"));
        sbuf_raw(b, "\"document\":");
        sbuf_json(b, s->document);
        FIELD(b, "plaats", s->plaats);
        FIELD(b, "regel", s->regel);
        if (s->herkomst != HERKOMST_NONE)
            FIELD(b, "herkomst", str_of(doc_herkomst_name(s->herkomst)));
        FIELD(b, "opmerking", s->remark);
        sbuf_raw(b, "}");
    }
    sbuf_raw(b, "]");
}

static void put_motive(struct sbuf *b, struct dmn_run *r, const struct motive *m)
{
    if (!m)
        return;
    struct sbuf text;
    sbuf_init(&text, b->mem);
    motive_write(&text, &r->run, m);
    FIELD(b, "tekst", sbuf_str(&text));
}

static void put_hit(struct sbuf *b, struct dmn_run *r, const struct dmn_table *t,
                    size_t i)
{
    const struct doc_rule *rule = &t->doc->rule[i];
    bool any = false;
    sbuf_raw(b, ",\"uitkomst\":\"raak\"");
    for (size_t k = 0; k < t->doc->n_annotation; k++)
        any |= rule->annotation[k].n > 0;
    if (any) {
        sbuf_raw(b, ",\"aantekening\":[");
        for (size_t k = 0; k < t->doc->n_annotation; k++) {
            if (k)
                sbuf_raw(b, ",");
            sbuf_json(b, rule->annotation[k]);
        }
        sbuf_raw(b, "]");
    }
    FIELD(b, "omschrijving", rule->node.description);
    put_sources(b, rule->node.ext);
    put_motive(b, r, t->motive ? t->motive[i] : NULL);
}

static void put_miss(struct sbuf *b, const struct table_trace *tt, size_t i,
                     size_t column, bool unknown)
{
    const struct dmn_table *t = tt->table;
    sbuf_put(b, unknown ? STR(",\"uitkomst\":\"onbekend\",\"kolom\":")
                        : STR(",\"uitkomst\":\"mis\",\"kolom\":"));
    sbuf_json(b, t->input[column].label);
    sbuf_raw(b, ",\"cel\":");
    sbuf_json(b, str_trim(t->doc->rule[i].input[column].text.text));
    sbuf_raw(b, ",\"waarde\":");
    value_json(b, tt->input[column]);
}

static void put_rule(struct sbuf *b, struct dmn_run *r, const struct table_trace *tt,
                     size_t i)
{
    int16_t fate = tt->fate[i];
    sbuf_raw(b, "{\"regel\":");
    sbuf_int(b, (int64_t)i + 1);
    FIELD(b, "id", tt->table->doc->rule[i].node.id);
    if (fate == RULE_HIT)
        put_hit(b, r, tt->table, i);
    else if (fate <= RULE_UNKNOWN_FROM)
        put_miss(b, tt, i, (size_t)(RULE_UNKNOWN_FROM - fate), true);
    else if (fate == RULE_NOT_TRIED)
        sbuf_raw(b, ",\"uitkomst\":\"niet_bekeken\"");
    else
        put_miss(b, tt, i, (size_t)fate, false);
    sbuf_raw(b, "}");
}

static void put_table(struct sbuf *b, struct dmn_run *r, const struct table_trace *tt)
{
    const struct dmn_table *t = tt->table;
    sbuf_raw(b, "{\"trefferbeleid\":");
    sbuf_json(b, str_of(doc_hit_policy_name(t->doc->hit_policy)));
    if (t->doc->aggregation != AGGREGATE_NONE)
        FIELD(b, "samenvoegen", str_of(doc_aggregation_name(t->doc->aggregation)));
    sbuf_raw(b, ",\"invoer\":[");
    for (size_t j = 0; j < t->n_input; j++) {
        sbuf_put(b, j ? STR(",{\"kolom\":") : STR("{\"kolom\":"));
        sbuf_json(b, t->input[j].label);
        sbuf_raw(b, ",\"waarde\":");
        value_json(b, tt->input[j]);
        sbuf_raw(b, "}");
    }
    sbuf_raw(b, "],\"regels\":[");
    for (size_t i = 0; i < t->n_rule; i++) {
        if (i)
            sbuf_raw(b, ",");
        put_rule(b, r, tt, i);
    }
    sbuf_raw(b, "],\"waarde\":");
    value_json(b, tt->value);
    sbuf_raw(b, "}");
}

static void put_inputs(struct sbuf *b, struct dmn_run *r, const struct dmn_node *n)
{
    bool first = true;
    sbuf_raw(b, ",\"invoer\":{");
    for (size_t i = 0; i < n->n_needs; i++) {
        const struct dmn_node *to = &r->model->node[n->needs[i]];
        if (to->kind == DMN_BKM || to->kind == DMN_SERVICE)
            continue;
        if (!first)
            sbuf_raw(b, ",");
        first = false;
        sbuf_json(b, to->name);
        sbuf_raw(b, ":");
        value_json(b, r->run.global[to->slot]);
    }
    sbuf_raw(b, "}");
}

static void put_steps(struct sbuf *b, const struct step *s)
{
    if (!s)
        return;
    sbuf_raw(b, ",\"stappen\":[");
    for (bool first = true; s; s = s->next, first = false) {
        sbuf_put(b, first ? STR("{\"teken\":") : STR(",{\"teken\":"));
        sbuf_json(b, str_of(s->sign));
        sbuf_raw(b, ",\"tekst\":");
        sbuf_json(b, s->text);
        sbuf_raw(b, ",\"waarde\":");
        value_json(b, s->value);
        sbuf_raw(b, "}");
    }
    sbuf_raw(b, "]");
}

static void put_decision(struct sbuf *b, struct dmn_run *r,
                         const struct decision_trace *d)
{
    const struct dmn_node *n = d->node;
    const struct doc_ext *ext = n->element->ext;
    sbuf_raw(b, "{\"beslissing\":");
    sbuf_json(b, n->name);
    FIELD(b, "id", n->element->id);
    sbuf_raw(b, ",\"waarde\":");
    value_json(b, d->value);
    if (ext)
        FIELD(b, "eenheid", ext->eenheid);
    put_inputs(b, r, n);
    put_steps(b, d->steps);
    if (d->tables) {
        sbuf_raw(b, ",\"tabellen\":[");
        for (const struct table_trace *t = d->tables; t; t = t->next) {
            put_table(b, r, t);
            if (t->next)
                sbuf_raw(b, ",");
        }
        sbuf_raw(b, "]");
    }
    if (d->value.kind == V_NULL) {
        sbuf_raw(b, ",\"onbekend\":");
        explain_causes_json(b, b->mem, d->value);
    }
    put_sources(b, ext);
    put_motive(b, r, n->motive);
    sbuf_raw(b, "}");
}

void explain_json(struct sbuf *b, struct dmn_run *r, const struct dmn_trace *t)
{
    sbuf_raw(b, "[");
    for (const struct decision_trace *d = t->first; d; d = d->next) {
        put_decision(b, r, d);
        if (d->next)
            sbuf_raw(b, ",");
    }
    sbuf_raw(b, "]");
}
