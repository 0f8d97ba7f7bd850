#include "policy/decide.h"

#include "policy_fixture.h"
#include "unit.h"

/*
 * Houses with rooms: a room knows its place in both lists, so a condition can look
 * up what a decision found there; what the model itself says is missing comes after
 * the facts; and facts may have to fit each other.
 */
// clang-format off
#define CONDITIONS(text) "<extensionElements>" text "</extensionElements>"
#define COMPONENT(name, type, ext)                                                       \
    "<itemComponent name=\"" name "\">" CONDITIONS(ext)                                  \
    "<typeRef>" type "</typeRef></itemComponent>"
#define LIST_OF(name, of)                                                                \
    "<itemDefinition name=\"" name "\" isCollection=\"true\">"                           \
    "<typeRef>" of "</typeRef></itemDefinition>"
#define INPUT(name, type, ext)                                                           \
    "<inputData id=\"" name "\" name=\"" name "\">" CONDITIONS(ext)                      \
    "<variable name=\"" name "\" typeRef=\"" type "\"/></inputData>"
#define NEEDS(name)                                                                      \
    "<informationRequirement><requiredInput href=\"#" name "\"/></informationRequirement>"
#define DECISION(name, type, needs, text)                                                \
    "<decision id=\"" name "\" name=\"" name "\">"                                       \
    "<variable name=\"" name "\" typeRef=\"" type "\"/>" needs                           \
    "<literalExpression><text>" text "</text></literalExpression></decision>"

static const char model_text[] =
    "<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" name=\"m\""
    " namespace=\"m\" xmlns:ijk=\"urn:ijkpunt:dmn:1\">"
    "<itemDefinition name=\"kamer\">"
    COMPONENT("naam", "string", "<ijk:vereist>nummers[2] = aantallen[nummers[1]]</ijk:vereist>")
    COMPONENT("oppervlak", "number", "<ijk:geldig>oppervlak &lt;= hoogste</ijk:geldig>")
    "</itemDefinition>"
    LIST_OF("kamers", "kamer")
    "<itemDefinition name=\"huis\">"
    COMPONENT("kamers", "kamers", "<ijk:standaard>[]</ijk:standaard>")
    "</itemDefinition>"
    LIST_OF("huizen_lijst", "huis")
    LIST_OF("teksten", "string")
    LIST_OF("getallen", "number")
    INPUT("hoogste", "number", "<ijk:standaard>100</ijk:standaard>")
    INPUT("van", "number", "<ijk:toelichting>x</ijk:toelichting>")
    INPUT("tot", "number", "<ijk:geldig>tot &gt;= van</ijk:geldig>")
    INPUT("huizen", "huizen_lijst", "<ijk:vereist>true</ijk:vereist>")
    DECISION("aantallen", "getallen", NEEDS("huizen"),
             "for huis in huizen return count(huis.kamers)")
    DECISION("ontbreekt", "teksten", NEEDS("van"),
             "if van = 0 then [\"parameters.m.norm\", \"m.huizen[schuur]\"] else []")
    "<decisionService id=\"s\" name=\"m\"><outputDecision href=\"#ontbreekt\"/>"
    "<encapsulatedDecision href=\"#aantallen\"/><inputData href=\"#hoogste\"/>"
    "<inputData href=\"#van\"/><inputData href=\"#tot\"/><inputData href=\"#huizen\"/>"
    "</decisionService></definitions>";
// clang-format on

static struct fixture fixture;

static const struct missing_case {
    const char *name, *facts, *missing;
    enum decided_status status;
} missings[] = {
    // clang-format off
    { "the last room of each house", "\"van\": 1, \"huizen\": [{\"kamers\": [{}, {}]}, {}, {\"kamers\": [{}]}]",
      "m.huizen[0].kamers[1].naam m.huizen[2].kamers[0].naam", DECIDED_INCOMPLETE },
    { "only where it is not given", "\"van\": 1, \"huizen\": [{\"kamers\": [{}, {\"naam\": \"x\"}]}]", "", DECIDED },
    { "what the model names, facts first", "\"van\": 0, \"huizen\": []", "m.huizen[schuur] parameters.m.norm",
      DECIDED_INCOMPLETE },
    { "nothing is named when that is unknown", "\"huizen\": []", "", DECIDED },
    // clang-format on
};

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
    assert_int_equal(d->status, c->status);
    fixture_clear(&fixture);
}

static const struct fit_case {
    const char *name, *facts;
    unsigned n;
    const char *place;
} fits[] = {
    // clang-format off
    { "facts that fit",                "\"van\": 1, \"tot\": 1", 0, "" },
    { "facts that contradict",         "\"van\": 2, \"tot\": 1", 1, "m.tot" },
    { "an unknown contradicts nothing", "\"tot\": 1", 0, "" },
    { "a field by the default of a fact", "\"huizen\": [{\"kamers\": [{\"oppervlak\": 101}]}]", 1,
      "m.huizen[0].kamers[0].oppervlak" },
    { "a field by a fact",             "\"hoogste\": 200, \"huizen\": [{\"kamers\": [{\"oppervlak\": 101}]}]", 0, "" },
    { "each fault, beside a fault of form", "\"hoogste\": true, \"van\": 2, \"tot\": 1", 2, "m.hoogste" },
    // clang-format on
};

static void facts_fit(void **state)
{
    const struct fit_case *c = *state;
    struct findings findings;
    struct decided *d = fixture_give(&fixture, c->facts, &findings);
    assert_int_equal(findings.n, c->n);
    assert_int_equal(d != NULL, c->n == 0);
    if (c->n)
        assert_string_equal(findings.first->err.place, c->place);
    fixture_clear(&fixture);
}

int main(void)
{
    static struct suite s;
    if (!fixture_open(&fixture, model_text))
        return 1;
    suite_rows(&s, finds_missing, missings);
    suite_rows(&s, facts_fit, fits);
    int failed = suite_run("conditions", &s);
    fixture_close(&fixture);
    return failed;
}
