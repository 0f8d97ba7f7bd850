#include "dmn/explain.h"

enum { CAUSES_SHOWN = 12 };

static void put_value(struct sbuf *b, struct value v)
{
    if (v.kind == V_NULL)
        sbuf_raw(b, "onbekend");
    else
        value_format(b, v);
}

void explain_steps_text(struct sbuf *b, const struct step *s)
{
    for (; s; s = s->next) {
        sbuf_printf(b, "    %-5s", s->sign);
        sbuf_put(b, s->text);
        sbuf_raw(b, "  =  ");
        put_value(b, s->value);
        sbuf_raw(b, "\n");
    }
}

static void put_sources(struct sbuf *b, const struct doc_ext *ext, const char *indent)
{
    for (size_t i = 0; ext && i < ext->n_bron; i++) {
        const struct doc_bron *s = &ext->bron[i];
        sbuf_printf(b, "%sBron: ", indent);
        sbuf_put(b, s->document);
        if (s->plaats.n) {
            sbuf_raw(b, ", ");
            sbuf_put(b, s->plaats);
        }
        if (s->herkomst != HERKOMST_NONE)
            sbuf_printf(b, " (%s)", doc_herkomst_name(s->herkomst));
        sbuf_raw(b, "\n");
    }
}

static void put_motive(struct sbuf *b, struct dmn_run *r, const struct motive *m,
                       const char *indent)
{
    if (!m)
        return;
    sbuf_put(b, str_of(indent));
    motive_write(b, &r->run, m);
    sbuf_raw(b, "\n");
}

static void put_miss(struct sbuf *b, const struct table_trace *tt, size_t i,
                     size_t column)
{
    sbuf_put(b, tt->table->input[column].label);
    sbuf_raw(b, " is ");
    put_value(b, tt->input[column]);
    sbuf_raw(b, ", gevraagd: ");
    sbuf_put(b, str_trim(tt->table->doc->rule[i].input[column].text.text));
    sbuf_raw(b, "\n");
}

static void put_hit(struct sbuf *b, struct dmn_run *r, const struct dmn_table *t,
                    size_t i)
{
    const struct doc_rule *rule = &t->doc->rule[i];
    sbuf_raw(b, "raak");
    for (size_t k = 0; k < t->doc->n_annotation; k++)
        if (rule->annotation[k].n) {
            sbuf_raw(b, "; ");
            sbuf_put(b, rule->annotation[k]);
        }
    sbuf_raw(b, "\n");
    put_motive(b, r, t->motive ? t->motive[i] : NULL, "              ");
    put_sources(b, rule->node.ext, "              ");
}

static void put_table(struct sbuf *b, struct dmn_run *r, const struct table_trace *tt)
{
    const struct dmn_table *t = tt->table;
    size_t not_tried = 0;
    sbuf_printf(b, "    tabel %s", doc_hit_policy_name(t->doc->hit_policy));
    for (size_t j = 0; j < t->n_input; j++) {
        sbuf_put(b, j ? STR(", ") : STR(": "));
        sbuf_put(b, t->input[j].label);
        sbuf_raw(b, " = ");
        put_value(b, tt->input[j]);
    }
    sbuf_raw(b, "\n");
    for (size_t i = 0; i < t->n_rule; i++) {
        int16_t fate = tt->fate[i];
        if (fate == RULE_NOT_TRIED) {
            not_tried++;
            continue;
        }
        sbuf_printf(b, "      %4zu  ", i + 1);
        if (fate == RULE_HIT) {
            put_hit(b, r, t, i);
        } else if (fate <= RULE_UNKNOWN_FROM) {
            sbuf_raw(b, "onbekend: ");
            put_miss(b, tt, i, (size_t)(RULE_UNKNOWN_FROM - fate));
        } else {
            sbuf_raw(b, "mis: ");
            put_miss(b, tt, i, (size_t)fate);
        }
    }
    if (not_tried)
        sbuf_printf(b, "            %zu regels niet meer bekeken\n", not_tried);
}

static void put_causes(struct sbuf *b, struct value v)
{
    str facts[CAUSES_SHOWN + 1];
    size_t n = value_causes(b->mem, v, facts, CAUSES_SHOWN + 1);
    for (size_t i = 0; i < n && i < CAUSES_SHOWN; i++) {
        sbuf_put(b, i ? STR(", ") : STR("    onbekend door: "));
        sbuf_put(b, facts[i]);
    }
    if (n > CAUSES_SHOWN)
        sbuf_raw(b, " en meer");
    if (n)
        sbuf_raw(b, "\n");
}

static void put_decision(struct sbuf *b, struct dmn_run *r,
                         const struct decision_trace *d)
{
    const struct doc_ext *ext = d->node->element->ext;
    sbuf_put(b, d->node->name);
    sbuf_raw(b, " = ");
    put_value(b, d->value);
    if (ext && ext->eenheid.n && d->value.kind != V_NULL) {
        sbuf_raw(b, " ");
        sbuf_put(b, ext->eenheid);
    }
    sbuf_raw(b, "\n");
    put_motive(b, r, d->node->motive, "    ");
    if (d->value.kind == V_NULL)
        put_causes(b, d->value);
    explain_steps_text(b, d->steps);
    for (const struct table_trace *t = d->tables; t; t = t->next)
        put_table(b, r, t);
    put_sources(b, ext, "    ");
}

void explain_text(struct sbuf *b, struct dmn_run *r, const struct dmn_trace *t)
{
    for (const struct decision_trace *d = t->first; d; d = d->next)
        put_decision(b, r, d);
}
