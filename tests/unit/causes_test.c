#include "policy/decide.h"

#include "policy_fixture.h"
#include "unit.h"

/*
 * A model that says what is missing by the outcomes that are unknown: a fact that
 * cannot matter any more is not asked, and an element of a list may be unknown.
 */
#define OPTIONAL(name, type)                                                             \
    "<inputData id=\"" name "\" name=\"" name "\"><variable name=\"" name                \
    "\" typeRef=\"" type "\"/></inputData>"
#define ASKED(name, type)                                                                \
    "<inputData id=\"" name "\" name=\"" name                                            \
    "\"><extensionElements><ijk:vereist>true</ijk:vereist></extensionElements>"          \
    "<variable name=\"" name "\" typeRef=\"" type "\"/></inputData>"
#define NEEDS(name)                                                                      \
    "<informationRequirement><requiredInput href=\"#" name "\"/></"                      \
    "informationRequirement>"
#define DECISION(name, type, needs, text)                                                \
    "<decision id=\"" name "\" name=\"" name "\"><variable name=\"" name                 \
    "\" typeRef=\"" type "\"/>" needs "<literalExpression><text>" text                   \
    "</text></literalExpression></decision>"
#define LIST(name, of, attributes)                                                       \
    "<itemDefinition name=\"" name "\" isCollection=\"true\"" attributes "><typeRef>" of \
    "</typeRef></itemDefinition>"
#define FIELD(name, type)                                                                \
    "<itemComponent name=\"" name "\"><extensionElements><ijk:vereist>true</"            \
    "ijk:vereist></extensionElements><typeRef>" type "</typeRef></itemComponent>"
#define OUTPUT(name) "<outputDecision href=\"#" name "\"/>"
#define INPUT(name)  "<inputData href=\"#" name "\"/>"

// clang-format off
static const char model_text[] =
    "<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" name=\"m\""
    " namespace=\"m\" xmlns:ijk=\"urn:ijkpunt:dmn:1\">"
    "<itemDefinition name=\"stuk\">" FIELD("naam", "string") FIELD("aantal", "number") "</itemDefinition>"
    LIST("stukken", "stuk", " ijk:onbekend=\"element\"")
    LIST("woorden", "string", " ijk:onbekend=\"element\"")
    LIST("dicht", "string", "")
    ASKED("a", "boolean") ASKED("b", "boolean") OPTIONAL("mag", "boolean")
    ASKED("lijst", "woorden") ASKED("stuks", "stukken") OPTIONAL("vol", "dicht")
    DECISION("beide", "boolean", NEEDS("a") NEEDS("b"), "a and b")
    DECISION("eigen", "boolean", NEEDS("mag") NEEDS("b"), "if mag = null then b else mag")
    DECISION("met_x", "boolean", NEEDS("lijst"), "some woord in lijst satisfies woord = \"x\"")
    DECISION("som", "number", NEEDS("stuks"), "if stuks = [] then 0 else sum(stuks.aantal)")
    "<decisionService id=\"s\" name=\"m\" ijk:ontbreekt=\"oorzaken\">"
    OUTPUT("beide") OUTPUT("eigen") OUTPUT("met_x") OUTPUT("som")
    INPUT("a") INPUT("b") INPUT("mag") INPUT("lijst") INPUT("stuks") INPUT("vol")
    "</decisionService></definitions>";

static struct fixture fixture;

static const struct missing_case {
    const char *name, *facts, *missing;
} missings[] = {
    { "each operand that is unknown", "\"lijst\": [], \"stuks\": []", "m.a m.b" },
    { "not what cannot matter any more", "\"a\": false, \"mag\": true, \"lijst\": [], \"stuks\": []", "" },
    { "an optional fact is not named", "\"a\": false, \"lijst\": [], \"stuks\": []", "m.b" },
    { "a list that is unknown", "\"a\": true, \"b\": true, \"stuks\": []", "m.lijst" },
    { "elements that are unknown", "\"a\": true, \"b\": true, \"lijst\": [null, \"y\", null], \"stuks\": []",
      "m.lijst[0] m.lijst[2]" },
    { "elements beside one that decides", "\"a\": true, \"b\": true, \"lijst\": [null, \"x\"], \"stuks\": []", "" },
    { "a field, and those of an unknown element",
      "\"a\": true, \"b\": true, \"lijst\": [], \"stuks\": [{\"naam\": \"k\"}, null, {\"aantal\": 2}]",
      "m.stuks[0].aantal m.stuks[1].aantal" },
};
// clang-format on

static void finds_missing(void **state)
{
    const struct missing_case *c = *state;
    struct findings findings;
    struct err err = { 0 };
    struct value v;
    struct sbuf b;
    struct decided *d = fixture_give(&fixture, c->facts, &findings);
    assert_non_null(d);
    assert_true(dmn_eval_service(&d->run, d->module->service, &v, &err));
    assert_true(decided_find_missing(d, &err));
    sbuf_init(&b, &fixture.mem);
    for (size_t i = 0; i < d->n_missing; i++) {
        if (i)
            sbuf_raw(&b, " ");
        sbuf_put(&b, d->missing[i]);
    }
    assert_str(sbuf_str(&b), c->missing);
    assert_int_equal(d->status, c->missing[0] ? DECIDED_INCOMPLETE : DECIDED);
    fixture_clear(&fixture);
}

static void an_element_must_be_known_elsewhere(void **state)
{
    (void)state;
    struct findings findings;
    assert_null(fixture_give(&fixture, "\"vol\": [\"x\", null]", &findings));
    assert_int_equal(findings.n, 1);
    assert_string_equal(findings.first->err.place, "m.vol[1]");
    fixture_clear(&fixture);
}

int main(void)
{
    static struct suite s;
    if (!fixture_open(&fixture, model_text))
        return 1;
    suite_rows(&s, finds_missing, missings);
    suite_add(&s, "an element must be known elsewhere",
              an_element_must_be_known_elsewhere, NULL);
    int failed = suite_run("causes", &s);
    fixture_close(&fixture);
    return failed;
}
