/* The public API, models: loading, imports, findings, and what is in a model. */
#include "unit.h"

#include <stdio.h>

#include "capi_model.h"
#include "ijkpunt.h"

static const char other_model[] =
    "<definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/' id='o' name='o' "
    "namespace='urn:o'>" INPUT("x", "typeRef='number'")
        DECISION("drie", "typeRef='number'", NEEDS("x"), "x * 3") "</definitions>";

static const char importing_model[] = DMN(
    "<import name='ander' namespace='urn:o' locationURI='ander.dmn' "
    "importType='https://www.omg.org/spec/DMN/20191111/MODEL/'/>"
    "<decision id='d' name='d'><variable name='d' "
    "typeRef='number'/><informationRequirement>"
    "<requiredDecision href='urn:o#d_drie'/></informationRequirement>"
    "<literalExpression><text>ander.drie + 1</text></literalExpression></decision>");

/* What an import asked for, and what it gets. */
struct shelf {
    const char *bytes;
    char location[40], name_space[40], from[40];
};

static bool import(void *context, struct ijk_import *import)
{
    struct shelf *s = context;
    snprintf(s->location, sizeof s->location, "%s", ijk_import_location(import));
    snprintf(s->name_space, sizeof s->name_space, "%s", ijk_import_namespace(import));
    snprintf(s->from, sizeof s->from, "%s", ijk_import_from(import));
    if (s->bytes)
        ijk_import_give(import, NULL, s->bytes, strlen(s->bytes));
    return true;
}

static const struct load_case {
    const char *name, *text;
    enum ijk_code code;
    bool lenient;
    size_t memory_max;
} load_cases[] = {
    // clang-format off
    { "nothing",            "", IJK_SYNTAX, false, 0 },
    { "not XML",            "<definitions", IJK_SYNTAX, false, 0 },
    { "not DMN",            "<html/>", IJK_MODEL, false, 0 },
    { "a wrong expression", DMN(DECISION("a", "", "", "1 +")), IJK_SYNTAX, false, 0 },
    { "a wrong type",       DMN(DECISION("a", "typeRef='number'", "", "\"x\"")), IJK_TYPE, false, 0 },
    { "an unknown name",    DMN(DECISION("a", "", "", "b + 1")), IJK_NAME, false, 0 },
    { "a circle",           DMN(DECISION("a", "", AFTER("a"), "a")), IJK_MODEL, false, 0 },
    { "too little memory",  capi_model, IJK_LIMIT, false, 20000 },
    { "an import unasked",  importing_model, IJK_NOTFOUND, false, 0 },
    { "lenient",            DMN(DECISION("a", "", "", "b + 1")), IJK_OK, true, 0 },
    { "a whole model",      capi_model, IJK_OK, false, 0 },
    // clang-format on
};

static void loads(void **state)
{
    const struct load_case *c = *state;
    struct ijk_options o = IJK_OPTIONS;
    struct ijk_findings *f = NULL;
    struct ijk_error err = { .code = IJK_OK }, first;
    enum ijk_severity severity;
    o.lenient = c->lenient;
    o.memory_max = c->memory_max;
    o.file = "m.dmn";
    struct ijk_model *m = ijk_load(c->text, strlen(c->text), &o, &f, &err);
    assert_int_equal(err.code, c->code);
    assert_int_equal(m != NULL, c->code == IJK_OK);
    if (!m) {
        assert_true(ijk_findings_get(f, 0, &severity, &first));
        assert_string_equal(first.message, err.message);
        assert_null(ijk_load(c->text, strlen(c->text), &o, NULL, NULL));
    }
    ijk_findings_free(f);
    ijk_model_free(m);
}

static void takes_old_options(void **state)
{
    (void)state;
    struct ijk_options o = IJK_OPTIONS;
    o.size = offsetof(struct ijk_options, memory_max); /* a caller that knows no more */
    o.memory_max = 1;
    struct ijk_model *m = ijk_load(capi_model, strlen(capi_model), &o, NULL, NULL);
    assert_non_null(m);
    ijk_model_free(m);
}

static void imports(void **state)
{
    (void)state;
    struct shelf shelf = { .bytes = other_model };
    struct ijk_options o = IJK_OPTIONS;
    struct ijk_error err = { .code = IJK_OK };
    o.file = "hoofd.dmn";
    o.import = import;
    o.import_context = &shelf;
    struct ijk_model *m = ijk_load(importing_model, strlen(importing_model), &o, NULL,
                                   &err);
    assert_string_equal(err.message, "");
    assert_string_equal(shelf.location, "ander.dmn");
    assert_string_equal(shelf.name_space, "urn:o");
    assert_string_equal(shelf.from, "hoofd.dmn");
    assert_int_equal(ijk_count(m, IJK_DECISION), 2);
    struct ijk_session *s = ijk_session_new(m);
    assert_true(ijk_set_int(s, ijk_find(m, IJK_INPUT, "ander.x"), 2, NULL));
    assert_string_equal(ijk_run_json(s, ijk_find(m, IJK_DECISION, "d"),
                                     "{\"ander.x\": 2}", 14, NULL, &err),
                        "7");
    ijk_session_free(s);
    ijk_model_free(m);
    shelf.bytes = NULL; /* it says yes, but gives nothing */
    assert_null(ijk_load(importing_model, strlen(importing_model), &o, NULL, &err));
    assert_int_equal(err.code, IJK_NOTFOUND);
    shelf.bytes = "<definitions";
    memset(&err, 0, sizeof err);
    assert_null(ijk_load(importing_model, strlen(importing_model), &o, NULL, &err));
    assert_int_equal(err.code, IJK_SYNTAX);
    assert_string_equal(err.file, "ander.dmn");
}

static void lists_what_is_there(void **state)
{
    (void)state;
    struct ijk_model *m = ijk_load(capi_model, strlen(capi_model), NULL, NULL, NULL);
    assert_int_equal(ijk_count(m, IJK_INPUT), 8);
    assert_int_equal(ijk_count(m, IJK_DECISION), 8);
    assert_int_equal(ijk_count(m, IJK_KNOWLEDGE), 1);
    assert_int_equal(ijk_count(m, IJK_SERVICE), 2);
    assert_int_equal(ijk_count(m, (enum ijk_kind)9), 0);
    const struct ijk_element *e = ijk_at(m, IJK_INPUT, 5);
    assert_string_equal(ijk_element_name(e), "kleur");
    assert_string_equal(ijk_element_id(e), "i_kleur");
    assert_string_equal(ijk_element_label(e), "kleur?");
    assert_string_equal(ijk_element_type(e), "tKleur");
    assert_int_equal(ijk_element_kind(e), IJK_INPUT);
    assert_ptr_equal(ijk_find(m, IJK_INPUT, "kleur"), e);
    assert_ptr_equal(ijk_find(m, IJK_INPUT, "i_kleur"), e);
    assert_null(ijk_at(m, IJK_INPUT, 8));
    assert_null(ijk_find(m, IJK_DECISION, "kleur"));
    assert_string_equal(ijk_element_type(ijk_find(m, IJK_INPUT, "iets")), "Any");
    assert_string_equal(ijk_element_type(ijk_find(m, IJK_DECISION, "tel")), "number");
    const struct ijk_element *meer = ijk_find(m, IJK_DECISION, "meer");
    const struct ijk_element *dubbel = ijk_find(m, IJK_DECISION, "dubbel");
    assert_ptr_equal(ijk_related(meer, IJK_REQUIRES, 0), dubbel);
    assert_null(ijk_related(meer, IJK_REQUIRES, 1));
    assert_null(ijk_related(meer, IJK_SERVICE_OUTPUT, 0));
    const struct ijk_element *twee = ijk_find(m, IJK_SERVICE, "twee");
    assert_ptr_equal(ijk_related(twee, IJK_SERVICE_OUTPUT, 0), meer);
    assert_string_equal(ijk_element_name(ijk_related(twee, IJK_SERVICE_OUTPUT, 1)),
                        "deel");
    assert_ptr_equal(ijk_related(twee, IJK_SERVICE_GIVEN, 0), dubbel);
    assert_string_equal(ijk_element_name(ijk_related(twee, IJK_SERVICE_INPUT, 0)),
                        "getal");
    assert_null(ijk_related(twee, IJK_SERVICE_INPUT, 1));
    ijk_model_free(m);
}

static const struct type_case {
    const char *name;
    enum ijk_kind kind;
    const char *element, *want;
} type_cases[] = {
    // clang-format off
    { "type of a number",   IJK_INPUT, "getal", "{\"type\": \"number\"}" },
    { "type of an enum",    IJK_INPUT, "kleur",
        "{\"type\": \"string\", \"name\": \"tKleur\", \"allowed\": \"\\\"rood\\\",\\\"groen\\\"\"}" },
    { "type of a context",  IJK_INPUT, "persoon",
        "{\"type\": \"context\", \"name\": \"tPersoon\", \"entries\": {\"naam\": {\"type\": \"string\"}, "
        "\"geboren\": {\"type\": \"date\"}}}" },
    { "type of anything",   IJK_INPUT, "iets", "{\"type\": \"Any\"}" },
    { "type of a function", IJK_KNOWLEDGE, "plus",
        "{\"type\": \"function\", \"parameters\": {\"a\": {\"type\": \"number\"}}, \"result\": "
        "{\"type\": \"number\"}}" },
    // clang-format on
};

static void describes_types(void **state)
{
    const struct type_case *c = *state;
    struct ijk_model *m = ijk_load(capi_model, strlen(capi_model), NULL, NULL, NULL);
    struct ijk_session *s = ijk_session_new(m);
    assert_string_equal(ijk_type_json(s, ijk_find(m, c->kind, c->element), NULL),
                        c->want);
    ijk_session_free(s);
    ijk_model_free(m);
}

static void has_a_version(void **state)
{
    (void)state;
    char version[40];
    snprintf(version, sizeof version, "%d.%d.%d", IJK_VERSION_MAJOR, IJK_VERSION_MINOR,
             IJK_VERSION_PATCH);
    assert_string_equal(ijk_version(), version);
    assert_string_equal(ijk_code_word(IJK_NOTFOUND), "notfound");
    assert_string_equal(ijk_code_word((enum ijk_code)99), "unknown");
}

static void bears_nothing(void **state)
{
    (void)state;
    ijk_model_free(NULL);
    ijk_session_free(NULL);
    ijk_findings_free(NULL);
    assert_null(ijk_session_new(NULL));
    assert_int_equal(ijk_findings_count(NULL), 0);
}

int main(void)
{
    static struct suite s;
    suite_rows(&s, loads, load_cases);
    suite_rows(&s, describes_types, type_cases);
    suite_add(&s, "options of an older caller", takes_old_options, NULL);
    suite_add(&s, "imports come from the caller", imports, NULL);
    suite_add(&s, "elements, their types and relations", lists_what_is_there, NULL);
    suite_add(&s, "the version of the header", has_a_version, NULL);
    suite_add(&s, "NULL is nothing", bears_nothing, NULL);
    return suite_run("capi_load", &s);
}
