#include "dmn/read_int.h"

enum { IMPORTS_MAX = 1000 }; /* every href is compared with them */

static const struct shape definitions_shape = {
    "name~ namespace~ expressionLanguage typeLanguage exporter exporterVersion",
    "import* itemDefinition* inputData* decision* businessKnowledgeModel* "
    "decisionService* "
    "knowledgeSource* textAnnotation* association* group* elementCollection* "
    "performanceIndicator* organizationUnit* DMNDI"
};
static const struct shape itemdef_shape = {
    "name! isCollection typeLanguage",
    "typeRef allowedValues typeConstraint itemComponent* functionItem"
};
static const struct shape function_item_shape = { "outputTypeRef", "parameters*" };
static const struct shape tests_shape = { "expressionLanguage typeRef", "text!" };
static const struct shape input_shape = { "name!", "variable" };
static const struct shape decision_shape = {
    "name!",
    "question allowedAnswers variable informationRequirement* knowledgeRequirement* "
    "authorityRequirement* supportedObjective* impactedPerformanceIndicator* "
    "decisionMaker* decisionOwner* usingProcess* usingTask* EXPR"
};
static const struct shape bkm_shape = {
    "name!", "variable encapsulatedLogic knowledgeRequirement* authorityRequirement*"
};
static const struct shape service_shape = {
    "name!", "variable outputDecision* encapsulatedDecision* inputDecision* inputData*"
};
static const struct shape source_shape = { "name! locationURI",
                                           "authorityRequirement* type owner" };

static struct doc_text read_tests(struct reader *r, const struct xml_node *e,
                                  const char *name)
{
    struct doc_node head;
    const struct xml_node *c = read_child(r, e, name);
    if (!c)
        return (struct doc_text){ 0 };
    read_head(r, c, &tests_shape, &head);
    return read_text(r, c, "text");
}

static void read_function_item(struct reader *r, const struct xml_node *e,
                               struct doc_itemdef *out)
{
    struct doc_node head;
    read_head(r, e, &function_item_shape, &head);
    out->is_function = true;
    out->output_type = read_type_ref(r, e, xml_get_attr(e, "outputTypeRef"));
    out->parameter = read_items(r, e, "parameters", &out->n_parameter);
}

/* Has our attribute `name` its one value that is not the usual one? */
static bool read_mark(struct reader *r, const struct xml_node *e, const char *name,
                      const char *const *choices)
{
    const struct xml_attr *a = xml_find_attr(e, DOC_NS_IJK, name);
    return a && read_choice(r, e, str_trim(a->value), choices) == 1;
}

static bool read_unknown_elements(struct reader *r, const struct xml_node *e)
{
    static const char *const choices[] = { "nee", "element", NULL };
    return read_mark(r, e, "onbekend", choices);
}

static void read_itemdef(struct reader *r, const struct xml_node *e,
                         struct doc_itemdef *out)
{
    size_t i = 0, n = read_count(r, e, "itemComponent");
    struct doc_itemdef *all = arena_new(r->mem, struct doc_itemdef, n);
    const struct xml_node *function = read_child(r, e, "functionItem");
    read_head(r, e, &itemdef_shape, &out->node);
    out->type_ref = read_type_ref(r, e, read_plain(r, e, "typeRef"));
    out->type_language = str_trim(xml_get_attr(e, "typeLanguage"));
    out->is_collection = read_bool(r, e, "isCollection", false);
    out->unknown_elements = read_unknown_elements(r, e);
    out->allowed = read_tests(r, e, "allowedValues");
    out->constraint = read_tests(r, e, "typeConstraint");
    READ_EACH(r, e, c, "itemComponent")
    read_itemdef(r, c, &all[i++]);
    out->component = all;
    out->n_component = n;
    if (function)
        read_function_item(r, function, out);
    if ((out->type_ref.n > 0) + (n > 0) + out->is_function > 1)
        READ_REPORT(r, e, SEVERITY_ERROR, ERR_MODEL,
                    "\"%.*s\" has more than one of \"typeRef\", \"itemComponent\" and "
                    "\"functionItem\"",
                    STR_ARG(out->node.name));
}

static void read_type(struct reader *r, const struct xml_node *e, void *to)
{
    read_itemdef(r, e, to);
}

static void read_input(struct reader *r, const struct xml_node *e, void *to)
{
    struct doc_input *out = to;
    read_head(r, e, &input_shape, &out->node);
    out->node.ext = read_sttr_ext(r, e, out->node.ext);
    read_variable(r, e, &out->node, &out->variable);
}

static bool read_conclusie(struct reader *r, const struct xml_node *e)
{
    static const char *const choices[] = { "nee", "ja", NULL };
    return read_mark(r, e, "conclusie", choices);
}

static void read_decision(struct reader *r, const struct xml_node *e, void *to)
{
    struct doc_decision *out = to;
    read_head(r, e, &decision_shape, &out->node);
    read_variable(r, e, &out->node, &out->variable);
    const struct xml_attr *naam = xml_find_attr(e, DOC_NS_IJK, "naam");
    out->naam = naam ? str_trim(naam->value) : STR("");
    out->conclusie = read_conclusie(r, e);
    out->question = read_plain(r, e, "question");
    out->allowed_answers = read_plain(r, e, "allowedAnswers");
    out->information = read_refs(r, e, "informationRequirement", REF_DECISION,
                                 &out->n_information);
    out->knowledge = read_refs(r, e, "knowledgeRequirement", REF_KNOWLEDGE,
                               &out->n_knowledge);
    out->authority = read_refs(r, e, "authorityRequirement", REF_AUTHORITY,
                               &out->n_authority);
    out->logic = read_only_expr(r, e);
}

static void read_bkm(struct reader *r, const struct xml_node *e, void *to)
{
    struct doc_bkm *out = to;
    const struct xml_node *logic = read_child(r, e, "encapsulatedLogic");
    read_head(r, e, &bkm_shape, &out->node);
    read_variable(r, e, &out->node, &out->variable);
    out->knowledge = read_refs(r, e, "knowledgeRequirement", REF_KNOWLEDGE,
                               &out->n_knowledge);
    out->authority = read_refs(r, e, "authorityRequirement", REF_AUTHORITY,
                               &out->n_authority);
    out->logic = logic ? read_function(r, logic) : NULL;
}

static bool read_missing_by_cause(struct reader *r, const struct xml_node *e)
{
    static const char *const choices[] = { "vereist", "oorzaken", NULL };
    return read_mark(r, e, "ontbreekt", choices);
}

static void read_service(struct reader *r, const struct xml_node *e, void *to)
{
    struct doc_service *out = to;
    read_head(r, e, &service_shape, &out->node);
    out->missing_by_cause = read_missing_by_cause(r, e);
    read_variable(r, e, &out->node, &out->variable);
    out->output = read_refs(r, e, "outputDecision", REF_DECISION, &out->n_output);
    out->encapsulated = read_refs(r, e, "encapsulatedDecision", REF_DECISION,
                                  &out->n_encapsulated);
    out->input_decision = read_refs(r, e, "inputDecision", REF_DECISION,
                                    &out->n_input_decision);
    out->input = read_refs(r, e, "inputData", REF_INPUT, &out->n_input);
    if (out->n_output == 0)
        READ_REPORT(r, e, SEVERITY_ERROR, ERR_MODEL,
                    "the decision service has no output decision");
}

static void read_source(struct reader *r, const struct xml_node *e, void *to)
{
    struct doc_source *out = to;
    const struct xml_node *owner = read_child(r, e, "owner");
    read_head(r, e, &source_shape, &out->node);
    out->location = str_trim(xml_get_attr(e, "locationURI"));
    out->type = read_plain(r, e, "type");
    out->owner = owner ? str_trim(xml_get_attr(owner, "href")) : STR("");
    out->authority = read_refs(r, e, "authorityRequirement", REF_AUTHORITY,
                               &out->n_authority);
}

static void read_imports(struct reader *r, const struct xml_node *e)
{
    size_t n = 0, most = read_count(r, e, "import");
    if (most > IMPORTS_MAX)
        most = IMPORTS_MAX;
    struct doc_import *all = arena_new(r->mem, struct doc_import, most);
    READ_EACH(r, e, c, "import")
    {
        r->top = c;
        if (n == most) {
            READ_REPORT(r, c, SEVERITY_ERROR, ERR_LIMIT,
                        "the model has more than %d imports", IMPORTS_MAX);
            break;
        }
        all[n++] = *read_import(r, c);
        r->doc->import = all;
        r->doc->n_import = n;
    }
}

/* One list of top-level elements; `read` fills one object of `size` bytes. */
static const void *read_list(struct reader *r, const struct xml_node *e, const char *tag,
                             void (*read)(struct reader *, const struct xml_node *,
                                          void *),
                             size_t size, size_t *n)
{
    *n = read_count(r, e, tag);
    char *all = arena_take(r->mem, *n, size, _Alignof(struct doc_node));
    char *at = all;
    READ_EACH(r, e, c, tag)
    {
        r->top = c;
        read(r, c, at);
        at += size;
    }
    r->top = NULL;
    return all;
}

static void check_language(struct reader *r, const struct xml_node *e)
{
    str language = r->doc->expression_language;
    if (!doc_is_feel(language))
        READ_REPORT(r, e, SEVERITY_WARNING, ERR_MODEL,
                    "the language \"%.*s\" is not FEEL", STR_ARG(language));
}

void read_definitions(struct reader *r, const struct xml_node *e)
{
    struct doc *d = r->doc;
    read_head(r, e, &definitions_shape, &d->node);
    d->namespace_ = str_trim(xml_get_attr(e, "namespace"));
    d->expression_language = str_trim(xml_get_attr(e, "expressionLanguage"));
    d->type_language = str_trim(xml_get_attr(e, "typeLanguage"));
    d->exporter = xml_get_attr(e, "exporter");
    d->exporter_version = xml_get_attr(e, "exporterVersion");
    check_language(r, e);
    read_sttr(r, e);
    read_imports(r, e);
    d->itemdef = read_list(r, e, "itemDefinition", read_type, sizeof *d->itemdef,
                           &d->n_itemdef);
    d->input = read_list(r, e, "inputData", read_input, sizeof *d->input, &d->n_input);
    d->decision = read_list(r, e, "decision", read_decision, sizeof *d->decision,
                            &d->n_decision);
    d->bkm = read_list(r, e, "businessKnowledgeModel", read_bkm, sizeof *d->bkm,
                       &d->n_bkm);
    d->service = read_list(r, e, "decisionService", read_service, sizeof *d->service,
                           &d->n_service);
    d->source = read_list(r, e, "knowledgeSource", read_source, sizeof *d->source,
                          &d->n_source);
}
