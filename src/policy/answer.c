#include "policy/answer.h"

const struct decision_trace *answer_trace(const struct decided *d,
                                          const struct dmn_node *n)
{
    const struct decision_trace *t = d->trace.first;
    while (t && t->node != n)
        t = t->next;
    return t;
}

size_t answer_rule(const struct table_trace *t)
{
    for (size_t i = 0; t && i < t->table->n_rule; i++)
        if (t->fate[i] == RULE_HIT)
            return i;
    return SIZE_MAX;
}

static const struct table_trace *own_table(const struct decision_trace *t)
{
    return t->node->table && t->tables && t->tables->table == t->node->table ? t->tables
                                                                             : NULL;
}

static bool gives_one(const struct dmn_table *t)
{
    enum doc_hit_policy p = t->doc->hit_policy;
    return p == HIT_UNIQUE || p == HIT_FIRST || p == HIT_ANY || p == HIT_PRIORITY;
}

/* The run of the decision's own table and the rule that gave its outcome; NULL when
 * there is no one such rule. */
static const struct table_trace *own_rule(const struct decision_trace *t, size_t *rule)
{
    const struct table_trace *table = own_table(t);
    *rule = table && gives_one(table->table) ? answer_rule(table) : SIZE_MAX;
    return *rule == SIZE_MAX ? NULL : table;
}

const struct doc_ext *answer_sources(const struct decision_trace *t)
{
    size_t i;
    const struct table_trace *table = own_rule(t, &i);
    const struct doc_ext *rule = table ? table->table->doc->rule[i].node.ext : NULL;
    return rule && rule->n_bron ? rule : t->node->element->ext;
}

str answer_sentence(struct decided *d, const struct decision_trace *t)
{
    struct sbuf b;
    sbuf_init(&b, d->run.run.mem);
    if (t->node->motive)
        motive_write(&b, &d->run.run, t->node->motive);
    size_t i;
    const struct table_trace *table = own_rule(t, &i);
    if (table) {
        if (b.n)
            sbuf_raw(&b, " ");
        module_write_rule(&b, d->module, &d->run.run, table, i);
    }
    return str_trim(sbuf_str(&b));
}

static bool is_name_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == '_' || (unsigned char)c >= 0x80;
}

static bool mentions(str text, str name)
{
    for (size_t at = str_find(text, name, 0); at != SIZE_MAX;
         at = str_find(text, name, at + 1)) {
        size_t end = at + name.n;
        if ((at == 0 || !is_name_byte(text.at[at - 1])) &&
            (end == text.n || !is_name_byte(text.at[end])))
            return true;
    }
    return false;
}

bool answer_uses(const struct decision_trace *t, str name)
{
    size_t i;
    const struct table_trace *own = own_rule(t, &i);
    if (!own)
        return true;
    const struct doc_table *table = own->table->doc;
    for (size_t k = 0; k < table->n_output; k++)
        if (mentions(table->rule[i].output[k].text.text, name))
            return true;
    return false;
}

str answer_title(const struct package *p, str document)
{
    const struct package_source *s = package_find_source(p, document);
    return s ? s->titel : document;
}

static str text_of(struct value v, const char *name)
{
    const struct value *e = value_find(v, str_of(name));
    return e && e->kind == V_STR ? e->u.s : STR("");
}

static int weight(str ernst)
{
    return str_is(ernst, "blokkade") ? 2 : str_is(ernst, "waarschuwing");
}

/* The heaviest of two with the same code and place stays. */
static size_t place_of(const struct answer_signal *at, size_t n,
                       const struct answer_signal *s)
{
    size_t i = 0;
    while (i < n && (!str_eq(at[i].code, s->code) || !str_eq(at[i].plaats, s->plaats)))
        i++;
    return i;
}

size_t answer_signals(struct decided *d, struct answer_signal **out)
{
    const struct decision_trace *t = d->module->signals
                                         ? answer_trace(d, d->module->signals)
                                         : NULL;
    const struct table_trace *table = t ? own_table(t) : NULL;
    struct arena *mem = d->run.run.mem;
    size_t n = 0;
    if (!table || t->value.kind != V_LIST)
        return 0;
    struct answer_signal *at = arena_new(mem, struct answer_signal, t->value.n);
    uint32_t k = 0;
    for (size_t i = 0; i < table->table->n_rule && k < t->value.n; i++) {
        if (table->fate[i] != RULE_HIT)
            continue;
        struct value v = t->value.u.list[k++];
        const struct value *betreft = value_find(v, STR("betreft"));
        struct sbuf b;
        sbuf_init(&b, mem);
        module_write_rule(&b, d->module, &d->run.run, table, i);
        struct answer_signal s = { .code = text_of(v, "code"),
                                   .ernst = text_of(v, "ernst"),
                                   .plaats = text_of(v, "plaats"),
                                   .tekst = str_trim(sbuf_str(&b)),
                                   .betreft = betreft ? *betreft : VALUE_NULL,
                                   .ext = table->table->doc->rule[i].node.ext };
        size_t to = place_of(at, n, &s);
        if (to == n || weight(s.ernst) > weight(at[to].ernst))
            at[to] = s;
        n += to == n;
    }
    *out = at;
    return n;
}
