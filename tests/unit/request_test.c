#include "policy/request.h"

#include "policy/decide.h"
#include "unit.h"

#include "policy_fixture.h"

/* One model with a fact of every kind. */
static const char model_text[] =
    "<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" name=\"m\""
    " namespace=\"m\" xmlns:ijk=\"urn:ijkpunt:dmn:1\">"
    "<itemDefinition name=\"keuze\"><typeRef>string</typeRef><allowedValues>"
    "<text>\"geen\", \"enige\", \"veel\"</text></allowedValues></itemDefinition>"
    "<itemDefinition name=\"aantal\"><extensionElements><ijk:toegestaan>een geheel getal"
    "</ijk:toegestaan></extensionElements><typeRef>number</typeRef><allowedValues>"
    "<text>? &gt;= 0 and floor(?) = ?</text></allowedValues></itemDefinition>"
    "<itemDefinition name=\"keuzes\" isCollection=\"true\"><typeRef>keuze</typeRef>"
    "</itemDefinition>"
    "<itemDefinition name=\"kamer\">"
    "<itemComponent name=\"gebruik\"><extensionElements><ijk:vereist>true</ijk:vereist>"
    "</extensionElements><typeRef>keuze</typeRef></itemComponent>"
    "<itemComponent name=\"groot\"><extensionElements><ijk:vereist>gebruik = \"veel\""
    "</ijk:vereist></extensionElements><typeRef>boolean</typeRef></itemComponent>"
    "<itemComponent "
    "name=\"extra\"><extensionElements><ijk:standaard>false</ijk:standaard>"
    "</extensionElements><typeRef>boolean</typeRef></itemComponent></itemDefinition>"
    "<itemDefinition name=\"kamers_lijst\" isCollection=\"true\"><typeRef>kamer</typeRef>"
    "</itemDefinition>"
#define INPUT(name, type, ext)                                                           \
    "<inputData id=\"" name "\" name=\"" name "\"><extensionElements>" ext               \
    "</extensionElements><variable name=\"" name "\" typeRef=\"" type "\"/></inputData>"
    INPUT("keus", "keuze", "<ijk:vereist>true</ijk:vereist>") INPUT(
        "stappen", "aantal", "<ijk:vereist>keus != \"geen\"</ijk:vereist>")
        INPUT("soorten", "keuzes", "<ijk:standaard>[]</ijk:standaard>") INPUT(
            "kamers", "kamers_lijst", "<ijk:vereist>keus = \"veel\"</ijk:vereist>")
            INPUT("dag", "date", "<ijk:toelichting>x</ijk:toelichting>")
                INPUT("waar", "boolean", "<ijk:toelichting>x</ijk:toelichting>") INPUT(
                    "tekst", "string",
                    "<ijk:vereist>true</ijk:vereist>") "<decision id=\"uit\" "
                                                       "name=\"uit\"><variable "
                                                       "name=\"uit\" typeRef=\"number\"/>"
                                                       "<informationRequirement><"
                                                       "requiredInput "
                                                       "href=\"#stappen\"/></"
                                                       "informationRequirement>"
                                                       "<literalExpression><text>stappen "
                                                       "* "
                                                       "2</text></literalExpression></"
                                                       "decision>"
                                                       "<decisionService id=\"s\" "
                                                       "name=\"m\"><outputDecision "
                                                       "href=\"#uit\"/>"
#define GIVE(name) "<inputData href=\"#" name "\"/>"
    GIVE("keus") GIVE("stappen") GIVE("soorten") GIVE("kamers") GIVE("dag") GIVE("waar")
        GIVE("tekst") "</decisionService></definitions>";

static struct fixture fixture;

static const struct fault_case {
    const char *name, *facts, *place, *message, *hint;
} faults[] = {
    // clang-format off
    { "a choice that does not exist", "\"keus\": \"enkele\"", "m.keus",
      "\"enkele\" is not allowed here", "Allowed: \"geen\", \"enige\", \"veel\"." },
    { "a choice with a slip",   "\"keus\": \"eenige\"", "m.keus",
      "\"eenige\" is not allowed here; did you mean \"enige\"?", NULL },
    { "an empty choice",        "\"keus\": \"\"", "m.keus", "\"\" is not allowed here", NULL },
    { "a number for a choice",  "\"keus\": 3", "m.keus", "3 is not allowed here", NULL },
    { "a negative count",       "\"stappen\": -1", "m.stappen", "-1 is not allowed here",
      "Allowed: een geheel getal." },
    { "half a step",            "\"stappen\": 2.5", "m.stappen", "2.5 is not allowed here", NULL },
    { "an absurd number",       "\"stappen\": 1e15", "m.stappen", "1000000000000000 is too large",
      "A number has at most 15 digits before the point." },
    { "a text for a number",    "\"stappen\": \"2\"", "m.stappen", "\"2\" is not allowed here", NULL },
    { "a fact that is not there", "\"stapen\": 2", "m.stapen",
      "there is no fact \"stapen\" here", "Did you mean \"stappen\"?" },
    { "no list",                "\"soorten\": \"veel\"", "m.soorten", "\"veel\" is not allowed here",
      "Allowed: een lijst van \"geen\", \"enige\", \"veel\"." },
    { "null in a list",         "\"soorten\": [null]", "m.soorten[0]", "null is not allowed here", NULL },
    { "an element that is wrong", "\"soorten\": [\"veel\", true]", "m.soorten[1]",
      "true is not allowed here", NULL },
    { "a list of no objects",   "\"kamers\": [1]", "m.kamers[0]", "1 is not allowed here",
      "Allowed: een object met gebruik, groot, extra." },
    { "a field that is not there", "\"kamers\": [{\"gebruk\": \"veel\"}]", "m.kamers[0].gebruk",
      "there is no fact \"gebruk\" here", "Did you mean \"gebruik\"?" },
    { "a field of the wrong type", "\"kamers\": [{\"groot\": \"ja\"}]", "m.kamers[0].groot",
      "\"ja\" is not allowed here", "Allowed: true, false." },
    { "a day that does not exist", "\"dag\": \"2025-02-30\"", "m.dag",
      "\"2025-02-30\" is not allowed here", "Allowed: een dag die bestaat, zoals 2025-06-01." },
    { "an empty day",           "\"dag\": \"\"", "m.dag", "\"\" is not allowed here", NULL },
    { "a word for yes",         "\"waar\": \"ja\"", "m.waar", "\"ja\" is not allowed here", NULL },
    { "a number for a text",    "\"tekst\": 3", "m.tekst", "3 is not allowed here",
      "Allowed: een tekst." },
    { "an object for a text",   "\"tekst\": {}", "m.tekst", "an object is not allowed here", NULL },
    // clang-format on
};

static void refuses(void **state)
{
    const struct fault_case *c = *state;
    struct findings findings;
    struct decided *d = fixture_give(&fixture, c->facts, &findings);
    assert_null(d);
    assert_int_equal(findings.n, 1);
    assert_string_equal(findings.first->err.place, c->place);
    assert_string_equal(findings.first->err.msg, c->message);
    if (c->hint)
        assert_string_equal(findings.first->err.hint, c->hint);
    fixture_clear(&fixture);
}

static void reports_all_at_once(void **state)
{
    (void)state;
    struct findings findings;
    assert_null(fixture_give(
        &fixture, "\"keus\": 1, \"stappen\": -1, \"x\": 1, \"soorten\": [2, 3]",
        &findings));
    assert_int_equal(findings.n, 5);
    fixture_clear(&fixture);
}

static const struct missing_case {
    const char *name, *facts, *missing; /* in order, with a space between */
    enum decided_status status;
} missings[] = {
    // clang-format off
    { "nothing is known",       "", "m.keus m.tekst", DECIDED_INCOMPLETE },
    { "a null is not known",    "\"keus\": null, \"tekst\": \"x\"", "m.keus", DECIDED_INCOMPLETE },
    { "a condition that holds", "\"keus\": \"enige\", \"tekst\": \"x\"", "m.stappen", DECIDED_INCOMPLETE },
    { "a condition that does not", "\"keus\": \"geen\", \"tekst\": \"x\"", "", DECIDED },
    { "white space is no text", "\"keus\": \"geen\", \"tekst\": \" \\t\\u00a0\"", "m.tekst", DECIDED_INCOMPLETE },
    { "an empty list is known", "\"keus\": \"veel\", \"stappen\": 1, \"tekst\": \"x\", \"kamers\": []", "", DECIDED },
    { "fields of elements",     "\"keus\": \"veel\", \"stappen\": 2.0, \"tekst\": \"x\","
      "\"kamers\": [{\"gebruik\": \"geen\"}, {}, {\"gebruik\": \"veel\"}]",
      "m.kamers[1].gebruik m.kamers[2].groot", DECIDED_INCOMPLETE },
    { "fields of a list not asked", "\"keus\": \"geen\", \"tekst\": \"x\", \"kamers\": [{}]", "", DECIDED },
    // clang-format on
};

static void finds_missing(void **state)
{
    const struct missing_case *c = *state;
    struct findings findings;
    struct decided *d = fixture_give(&fixture, c->facts, &findings);
    assert_non_null(d);
    struct err err = { 0 };
    struct value v;
    assert_true(dmn_eval_service(&d->run, d->module->service, &v, &err));
    assert_true(decided_find_missing(d, &err));
    struct sbuf b;
    sbuf_init(&b, &fixture.mem);
    for (size_t i = 0; i < d->n_missing; i++) {
        if (i)
            sbuf_raw(&b, " ");
        sbuf_put(&b, d->missing[i]);
    }
    assert_str(sbuf_str(&b), c->missing);
    assert_int_equal(d->status, c->status);
    fixture_clear(&fixture);
}

static const struct envelope_case {
    const char *name, *text, *place, *message;
} envelopes[] = {
    // clang-format off
    { "no JSON",          "{",    "", "expected a name in double quotes or \"}\", found the end of the text" },
    { "a key twice",      "{\"beleid\": \"a\", \"beleid\": \"b\"}", "", "object has the name \"beleid\" twice" },
    { "a list",           "[]",   "", "a request is an object, not a list" },
    { "no day",           "{\"beleid\": \"a\", \"feiten\": {}}", "peildatum", "the reference date is missing" },
    { "a wrong day",      "{\"beleid\": \"a\", \"peildatum\": \"1-1-2025\", \"feiten\": {}}", "peildatum", "\"1-1-2025\" is not a date" },
    { "no policy",        "{\"peildatum\": \"2025-01-01\", \"feiten\": {}}", "beleid", "neither a policy nor a municipality is named" },
    { "an empty policy",  "{\"beleid\": \" \", \"peildatum\": \"2025-01-01\", \"feiten\": {}}", "beleid", "a name must stand here, not an empty text" },
    { "no facts",         "{\"beleid\": \"a\", \"peildatum\": \"2025-01-01\"}", "feiten", "the facts are missing" },
    { "facts in a list",  "{\"beleid\": \"a\", \"peildatum\": \"2025-01-01\", \"feiten\": []}", "feiten", "an object with modules must stand here, not a list" },
    { "another member",   "{\"beleid\": \"a\", \"peildatum\": \"2025-01-01\", \"feiten\": {}, \"x\": 1}", "x", "a request has no \"x\"" },
    // clang-format on
};

static void refuses_envelopes(void **state)
{
    const struct envelope_case *c = *state;
    struct arena mem;
    struct findings findings;
    struct request rq;
    arena_init(&mem, 1 << 20);
    findings_init(&findings, &mem);
    assert_false(request_read(&mem, STR("x"), str_of(c->text), &rq, &findings));
    assert_int_equal(findings.n, 1);
    assert_string_equal(findings.first->err.place, c->place);
    assert_string_equal(findings.first->err.msg, c->message);
    arena_release(&mem);
}

int main(void)
{
    static struct suite s;
    if (!fixture_open(&fixture, model_text))
        return 1;
    suite_rows(&s, refuses, faults);
    suite_add(&s, "reports all at once", reports_all_at_once, NULL);
    suite_rows(&s, finds_missing, missings);
    suite_rows(&s, refuses_envelopes, envelopes);
    int failed = suite_run("request", &s);
    fixture_close(&fixture);
    return failed;
}
