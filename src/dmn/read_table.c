#include "dmn/read_int.h"

enum { NOTES_MAX = 1 << 20 };

static const struct shape input_shape = { "", "inputExpression! inputValues" };
static const struct shape output_shape = { "name typeRef",
                                           "outputValues defaultOutputEntry" };
static const struct shape rule_shape = { "",
                                         "inputEntry* outputEntry* annotationEntry*" };
static const struct shape annotation_shape = { "name", "" };
static const struct shape entry_shape = { "typeRef expressionLanguage",
                                          "text importedValues" };

static const char *const policy_names[] = { [HIT_UNIQUE] = "UNIQUE",
                                            [HIT_FIRST] = "FIRST",
                                            [HIT_PRIORITY] = "PRIORITY",
                                            [HIT_ANY] = "ANY",
                                            [HIT_COLLECT] = "COLLECT",
                                            [HIT_RULE_ORDER] = "RULE ORDER",
                                            [HIT_OUTPUT_ORDER] = "OUTPUT ORDER",
                                            NULL };

static const char *const aggregation_names[] = { "SUM", "COUNT", "MIN", "MAX", NULL };

static const char *const orientation_names[] = { "Rule-as-Row", "Rule-as-Column",
                                                 "CrossTable", NULL };

static const char *const onbekend_names[] = { "onbekend", "geen_treffer", NULL };

const char *doc_hit_policy_name(enum doc_hit_policy p)
{
    return policy_names[p];
}

const char *doc_aggregation_name(enum doc_aggregation a)
{
    return a == AGGREGATE_NONE ? "" : aggregation_names[a - 1];
}

/* One attribute out of a list; `otherwise` when absent or wrong. */
static int read_option(struct reader *r, const struct xml_node *e, str value,
                       const char *const *names, int otherwise)
{
    int k = value.n ? read_choice(r, e, value, names) : -1;
    return k < 0 ? otherwise : k;
}

static void read_options(struct reader *r, const struct xml_node *e, struct doc_table *t)
{
    const struct xml_attr *unknown = xml_find_attr(e, DOC_NS_IJK, "onbekend");
    t->hit_policy = (enum doc_hit_policy)read_option(
        r, e, str_trim(xml_get_attr(e, "hitPolicy")), policy_names, HIT_UNIQUE);
    t->aggregation = (enum doc_aggregation)(
        1 + read_option(r, e, str_trim(xml_get_attr(e, "aggregation")), aggregation_names,
                        -1));
    t->orientation = (enum doc_orientation)read_option(
        r, e, str_trim(xml_get_attr(e, "preferredOrientation")), orientation_names, 0);
    t->output_label = xml_get_attr(e, "outputLabel");
    if (unknown)
        t->unknown_is_no_match = read_option(r, e, unknown->value, onbekend_names, 0) ==
                                 1;
    if (t->aggregation != AGGREGATE_NONE && t->hit_policy != HIT_COLLECT)
        READ_REPORT(r, e, SEVERITY_WARNING, ERR_MODEL,
                    "aggregation \"%s\" means nothing with hit policy \"%s\"",
                    doc_aggregation_name(t->aggregation),
                    doc_hit_policy_name(t->hit_policy));
}

/* The cell in <inputEntry>, <outputEntry>, <defaultOutputEntry>, <inputExpression>
 * or <inputValues>. */
static struct doc_text read_entry(struct reader *r, const struct xml_node *e)
{
    struct doc_node head;
    read_head(r, e, &entry_shape, &head);
    struct doc_text text = read_text(r, e, "text");
    str language = str_trim(xml_get_attr(e, "expressionLanguage"));
    if (!doc_is_feel(language))
        READ_REPORT(r, e, SEVERITY_ERROR, ERR_MODEL, "the language \"%.*s\" is not FEEL",
                    STR_ARG(language));
    if (!doc_has(&text))
        READ_REPORT(r, e, SEVERITY_ERROR, ERR_MODEL, "\"%.*s\" needs a part \"text\"",
                    STR_ARG(e->name->local));
    return text;
}

static struct doc_text read_entry_of(struct reader *r, const struct xml_node *e,
                                     const char *name)
{
    const struct xml_node *c = read_child(r, e, name);
    return c ? read_entry(r, c) : (struct doc_text){ 0 };
}

static void read_inputs(struct reader *r, const struct xml_node *e, struct doc_table *t)
{
    size_t i = 0;
    t->n_input = read_count(r, e, "input");
    struct doc_input_clause *all = arena_new(r->mem, struct doc_input_clause, t->n_input);
    READ_EACH(r, e, c, "input")
    {
        struct doc_input_clause *in = &all[i++];
        const struct xml_node *x = read_child(r, c, "inputExpression");
        read_head(r, c, &input_shape, &in->node);
        in->expression = read_entry_of(r, c, "inputExpression");
        in->values = read_entry_of(r, c, "inputValues");
        in->type_ref = x ? read_type_ref(r, x, xml_get_attr(x, "typeRef")) : STR("");
        if (x && str_is_blank(in->expression.text) && doc_has(&in->expression))
            READ_REPORT(r, x, SEVERITY_ERROR, ERR_MODEL,
                        "input column %zu has no expression", i);
    }
    t->input = all;
}

static void read_outputs(struct reader *r, const struct xml_node *e, struct doc_table *t)
{
    size_t i = 0;
    t->n_output = read_count(r, e, "output");
    struct doc_output_clause *all = arena_new(r->mem, struct doc_output_clause,
                                              t->n_output);
    READ_EACH(r, e, c, "output")
    {
        struct doc_output_clause *out = &all[i++];
        read_head(r, c, &output_shape, &out->node);
        out->type_ref = read_type_ref(r, c, xml_get_attr(c, "typeRef"));
        out->values = read_entry_of(r, c, "outputValues");
        out->default_entry = read_entry_of(r, c, "defaultOutputEntry");
        if (t->n_output > 1 && !out->node.name.n)
            READ_REPORT(r, c, SEVERITY_ERROR, ERR_MODEL,
                        "output column %zu needs a name, as there is more than one", i);
    }
    if (t->n_output == 0)
        READ_REPORT(r, e, SEVERITY_ERROR, ERR_MODEL,
                    "the decision table has no \"output\"");
    t->output = all;
}

static void read_annotations(struct reader *r, const struct xml_node *e,
                             struct doc_table *t)
{
    size_t i = 0;
    t->n_annotation = read_count(r, e, "annotation");
    str *all = arena_new(r->mem, str, t->n_annotation);
    READ_EACH(r, e, c, "annotation")
    {
        struct doc_node head;
        read_head(r, c, &annotation_shape, &head);
        all[i++] = head.name;
    }
    t->annotation = all;
    if (t->n_annotation && read_count(r, e, "rule") > NOTES_MAX / t->n_annotation) {
        READ_REPORT(r, e, SEVERITY_ERROR, ERR_LIMIT,
                    "the table has more than %d annotations", NOTES_MAX);
        t->n_annotation = 0;
    }
}

/* One side of a table while its rules are read. */
struct side {
    const char *name;        /* inputEntry or outputEntry */
    size_t want;             /* columns */
    struct doc_cell *absent; /* for rules with too few or too many cells */
};

static void report_cells(struct reader *r, const struct xml_node *e, const struct side *s,
                         size_t n)
{
    READ_REPORT(r, e, SEVERITY_ERROR, ERR_MODEL,
                "the rule has %zu \"%s\", but the table has %zu such columns", n, s->name,
                s->want);
}

/* The cells of a rule. Faulty rules share one row, so that a small file with many
 * columns and many rules without cells does not become a large table. */
static const struct doc_cell *read_cells(struct reader *r, const struct xml_node *e,
                                         struct side *s)
{
    size_t n = read_count(r, e, s->name);
    if (n != s->want) {
        report_cells(r, e, s, n);
        if (!s->absent)
            s->absent = arena_new(r->mem, struct doc_cell, s->want);
        for (size_t i = 0; i < s->want && !s->absent[i].xml; i++)
            s->absent[i].xml = e;
        return s->absent;
    }
    struct doc_cell *all = arena_new(r->mem, struct doc_cell, n);
    n = 0;
    READ_EACH(r, e, c, s->name)
    {
        all[n++] = (struct doc_cell){ read_entry(r, c), c };
    }
    return all;
}

static const str *read_notes(struct reader *r, const struct xml_node *e, size_t want)
{
    str *all = arena_new(r->mem, str, want);
    size_t n = 0;
    READ_EACH(r, e, c, "annotationEntry")
    {
        if (n < want)
            all[n] = read_plain(r, c, "text");
        n++;
    }
    if (n > want)
        READ_REPORT(r, e, SEVERITY_WARNING, ERR_MODEL,
                    "the rule has %zu annotations, but the table has %zu such columns", n,
                    want);
    return all;
}

static void read_rules(struct reader *r, const struct xml_node *e, struct doc_table *t)
{
    size_t outer = r->rule;
    struct side inputs = { "inputEntry", t->n_input, NULL };
    struct side outputs = { "outputEntry", t->n_output, NULL };
    t->n_rule = read_count(r, e, "rule");
    struct doc_rule *all = arena_new(r->mem, struct doc_rule, t->n_rule);
    r->rule = 0;
    READ_EACH(r, e, c, "rule")
    {
        struct doc_rule *rule = &all[r->rule++];
        read_head(r, c, &rule_shape, &rule->node);
        rule->input = read_cells(r, c, &inputs);
        rule->output = read_cells(r, c, &outputs);
        rule->annotation = read_notes(r, c, t->n_annotation);
    }
    r->rule = outer;
    t->rule = all;
}

const struct doc_table *read_table(struct reader *r, const struct xml_node *e)
{
    struct doc_table *t = arena_new(r->mem, struct doc_table, 1);
    read_options(r, e, t);
    read_inputs(r, e, t);
    read_outputs(r, e, t);
    read_annotations(r, e, t);
    read_rules(r, e, t);
    return t;
}
