/* The public API, evaluation: what goes in, what comes out, and every way to fail. */
#include "unit.h"

#include <stdlib.h>

#include "capi_model.h"
#include "ijkpunt.h"

static struct ijk_model *model;
static struct ijk_session *session;

static const struct ijk_element *input(const char *name)
{
    return ijk_find(model, IJK_INPUT, name);
}

static const struct ijk_element *decision(const char *name)
{
    return ijk_find(model, IJK_DECISION, name);
}

static int start(void **state)
{
    (void)state;
    struct ijk_error err = { 0 };
    model = ijk_load(capi_model, strlen(capi_model), NULL, NULL, &err);
    if (!model)
        print_error("%s (%d:%d)\n", err.message, err.line, err.column);
    session = ijk_session_new(model);
    return model ? 0 : -1;
}

static int finish(void **state)
{
    (void)state;
    ijk_model_free(model); /* the session keeps it */
    ijk_session_free(session);
    return 0;
}

/* Inputs as JSON, a decision or service, and its value as JSON or an error. */
static const struct run_case {
    const char *name, *inputs, *element, *want;
    enum ijk_code code;
} run_cases[] = {
    // clang-format off
    { "a decision",                    "{\"getal\": 1.50}", "dubbel", "3", IJK_OK },
    { "one that needs another",        "{\"getal\": 2}", "meer", "5", IJK_OK },
    { "an input that is not given",    "{}", "meer", "null", IJK_OK },
    { "an input that is null",         "{\"getal\": null}", "meer", "null", IJK_OK },
    { "all digits are kept",           "{\"getal\": 0.1234567890123456789012345678901234}", "dubbel",
                                       "0.2469135780246913578024691357802468", IJK_OK },
    { "any value passes through",      "{\"iets\": [1, {\"a\": \"b\"}]}", "zelfde", "[1,{\"a\":\"b\"}]", IJK_OK },
    { "a context",                     "{\"getal\": 1, \"tekst\": \"é\\n\"}", "alles",
        "{\"getal\":1,\"tekst\":\"é\\n\",\"lijst\":[1,\"twee\",true],\"dag\":\"2025-03-01\"}", IJK_OK },
    { "a service",                     "{\"getal\": 4}", "dienst", "9", IJK_OK },
    { "a service with two outputs",    "{\"getal\": 4}", "twee", "{\"meer\":null,\"deel\":2.5}", IJK_OK },
    { "a name that is no input",       "{\"getal\": 1, \"getel\": 2}", "dubbel", "2", IJK_OK },
    { "division by zero",              "{\"getal\": 0}", "deel", NULL, IJK_VALUE },
    { "no clock was given",            "{}", "nu", NULL, IJK_VALUE },
    { "too much work",                 "{\"getal\": 100000000}", "tel", NULL, IJK_LIMIT },
    { "a text for a number",           "{\"getal\": \"1\"}", "dubbel", NULL, IJK_TYPE },
    { "a value that is not allowed",   "{\"kleur\": \"blauw\"}", "dubbel", NULL, IJK_VALUE },
    { "a date that does not exist",    "{\"dag\": \"2025-02-30\"}", "dubbel", NULL, IJK_TYPE },
    { "not an object",                 "[1]", "dubbel", NULL, IJK_TYPE },
    { "not JSON",                      "{\"getal\": }", "dubbel", NULL, IJK_SYNTAX },
    { "a key that occurs twice",       "{\"getal\": 1, \"getal\": 2}", "dubbel", NULL, IJK_VALUE },
    { "invalid UTF-8",                 "{\"tekst\": \"\xff\"}", "dubbel", NULL, IJK_SYNTAX },
    { "an input is not evaluated",     "{}", "getal", NULL, IJK_USAGE },
    { "a function is not evaluated",   "{}", "plus", NULL, IJK_USAGE },
    // clang-format on
};

static const struct ijk_element *any_element(const char *name)
{
    const struct ijk_element *e = NULL;
    for (int kind = IJK_INPUT; kind <= IJK_SERVICE && !e; kind++)
        e = ijk_find(model, (enum ijk_kind)kind, name);
    assert_non_null(e);
    return e;
}

static void runs(void **state)
{
    const struct run_case *c = *state;
    struct ijk_error err = { .code = IJK_OK };
    size_t n = 0;
    const char *got = ijk_run_json(session, any_element(c->element), c->inputs,
                                   strlen(c->inputs), &n, &err);
    assert_int_equal(err.code, c->code);
    if (!c->want) {
        assert_null(got);
        assert_string_not_equal(err.message, "");
        return;
    }
    assert_string_equal(got, c->want);
    assert_int_equal(n, strlen(got));
}

enum how { BY_NUMBER, BY_TEXT, BY_DATE, BY_JSON };

/* One value set by hand, and what the session has then. */
static const struct set_case {
    const char *name;
    enum how how;
    const char *element, *value, *want;
    enum ijk_code code;
} set_cases[] = {
    // clang-format off
    { "set a number",               BY_NUMBER, "getal", "-12.50", "-12.5", IJK_OK },
    { "set one with an exponent",   BY_NUMBER, "getal", "1e3", "1000", IJK_OK },
    { "set what is no number",      BY_NUMBER, "getal", "1,5", NULL, IJK_SYNTAX },
    { "set too many digits",        BY_NUMBER, "getal", "1.2345678901234567890123456789012345", NULL, IJK_VALUE },
    { "set a number for a text",    BY_NUMBER, "tekst", "1", NULL, IJK_TYPE },
    { "set a text",                 BY_TEXT, "tekst", "huis", "huis", IJK_OK },
    { "set an allowed text",        BY_TEXT, "kleur", "rood", "rood", IJK_OK },
    { "set one not allowed",        BY_TEXT, "kleur", "blauw", NULL, IJK_VALUE },
    { "set a text of bad UTF-8",    BY_TEXT, "tekst", "\xc3", NULL, IJK_SYNTAX },
    { "set a date",                 BY_DATE, "dag", "2025-03-01", "2025-03-01", IJK_OK },
    { "set a duration",             BY_DATE, "duur", "PT36H", "P1DT12H", IJK_OK },
    { "set a date for a duration",  BY_DATE, "duur", "2025-03-01", NULL, IJK_TYPE },
    { "set a date that is none",    BY_DATE, "dag", "2025-13-01", NULL, IJK_TYPE },
    { "any date",                   BY_DATE, "iets", "2025-03-01", "2025-03-01", IJK_OK },
    { "any time",                   BY_DATE, "iets", "10:00:00Z", "10:00:00Z", IJK_OK },
    { "any moment",                 BY_DATE, "iets", "2025-03-01T10:00:00", "2025-03-01T10:00:00", IJK_OK },
    { "any duration",               BY_DATE, "iets", "P1D", "P1D", IJK_OK },
    { "any months",                 BY_DATE, "iets", "P14M", "P1Y2M", IJK_OK },
    { "nothing of the calendar",    BY_DATE, "iets", "morgen", NULL, IJK_SYNTAX },
    { "set JSON",                   BY_JSON, "persoon", "{\"naam\": \"A\", \"geboren\": \"1950-01-02\"}",
                                    "{naam: \"A\", geboren: @\"1950-01-02\"}", IJK_OK },
    { "set JSON of a wrong type",   BY_JSON, "persoon", "[]", NULL, IJK_TYPE },
    { "set JSON that is none",      BY_JSON, "persoon", "{", NULL, IJK_SYNTAX },
    { "set a decision",             BY_NUMBER, "dubbel", "7", "7", IJK_OK },
    { "set a service",              BY_NUMBER, "dienst", "7", NULL, IJK_USAGE },
    { "set a function",             BY_NUMBER, "plus", "7", NULL, IJK_USAGE },
    // clang-format on
};

static bool set(const struct ijk_element *e, enum how how, const char *value,
                struct ijk_error *err)
{
    switch (how) {
    case BY_NUMBER:
        return ijk_set_number(session, e, value, err);
    case BY_TEXT:
        return ijk_set_text(session, e, value, strlen(value), err);
    case BY_DATE:
        return ijk_set_date(session, e, value, err);
    default:
        return ijk_set_json(session, e, value, strlen(value), err);
    }
}

static void sets(void **state)
{
    const struct set_case *c = *state;
    struct ijk_error err = { .code = IJK_OK };
    const struct ijk_element *e = any_element(c->element);
    ijk_reset(session);
    assert_int_equal(set(e, c->how, c->value, &err), c->want != NULL);
    assert_int_equal(err.code, c->code);
    assert_false(set(e, c->how, c->value, NULL) != (c->want != NULL));
    if (c->want)
        assert_string_equal(ijk_get_text(session, ijk_value_of(session, e), NULL),
                            c->want);
    else
        assert_null(ijk_value_of(session, e));
}

static void sets_what_needs_no_text(void **state)
{
    (void)state;
    bool b = false;
    int64_t i = 0;
    ijk_reset(session);
    assert_true(ijk_set_bool(session, input("vlag"), true, NULL));
    assert_true(ijk_get_bool(ijk_value_of(session, input("vlag")), &b) && b);
    assert_false(ijk_get_int(ijk_value_of(session, input("vlag")), &i));
    assert_true(ijk_set_int(session, input("getal"), INT64_MIN, NULL));
    assert_true(ijk_get_int(ijk_value_of(session, input("getal")), &i) && i == INT64_MIN);
    assert_false(ijk_get_bool(ijk_value_of(session, input("getal")), &b));
    assert_true(ijk_set_number(session, input("getal"), "0.5", NULL));
    assert_false(ijk_get_int(ijk_value_of(session, input("getal")), &i));
    assert_true(ijk_set_null(session, input("getal"), NULL));
    assert_int_equal(ijk_kind_of(ijk_value_of(session, input("getal"))), IJK_NULL);
    assert_string_equal(ijk_unknown(session, ijk_value_of(session, input("getal")), 0),
                        "getal");
    assert_null(ijk_unknown(session, ijk_value_of(session, input("getal")), 1));
    assert_false(ijk_set_bool(session, input("getal"), true, NULL));
}

static const char *outcome(const char *name)
{
    const struct ijk_value *v = NULL;
    struct ijk_error err = { .code = IJK_OK };
    if (!ijk_evaluate(session, decision(name), &v, &err))
        return ijk_code_word(err.code);
    return ijk_get_json(session, v, NULL);
}

static void asks_what_if(void **state)
{
    (void)state;
    ijk_reset(session);
    assert_true(ijk_set_int(session, input("getal"), 1, NULL));
    assert_true(ijk_set_int(session, input("iets"), 9, NULL));
    assert_string_equal(outcome("meer"), "3");
    assert_true(ijk_set_int(session, input("getal"), 0, NULL));
    assert_null(ijk_value_of(session, decision("meer")));
    assert_string_equal(outcome("meer"), "1");
    assert_string_equal(outcome("zelfde"), "9");
    assert_string_equal(outcome("deel"), "value");
    assert_string_equal(outcome("meer"), "value"); /* until something is set */
    assert_null(ijk_value_of(session, decision("meer")));
    assert_true(ijk_set_inputs(session, "{\"getal\": 5}", 12, NULL));
    assert_string_equal(outcome("deel"), "2");
    assert_string_equal(outcome("zelfde"), "9");
    assert_true(ijk_set_int(session, decision("dubbel"), 100, NULL));
    assert_string_equal(outcome("meer"), "101");
    ijk_reset(session);
    assert_string_equal(outcome("meer"), "null");
}

static void keeps_to_its_limits(void **state)
{
    (void)state;
    ijk_reset(session);
    ijk_session_limits(session, 0, 1000);
    assert_true(ijk_set_int(session, input("getal"), 5000, NULL));
    assert_string_equal(outcome("tel"), "limit");
    ijk_session_limits(session, 0, 0);
    assert_true(ijk_set_int(session, input("getal"), 5000, NULL));
    assert_string_equal(outcome("tel"), "5000");
    ijk_session_limits(session, 100000, 0);
    assert_true(ijk_set_int(session, input("getal"), 50000, NULL));
    assert_string_equal(outcome("groot"), "limit");
    ijk_reset(session);
    char *large = calloc(1, 200000);
    struct ijk_error err = { .code = IJK_OK };
    assert_false(ijk_set_text(session, input("tekst"), large, 200000, &err));
    assert_int_equal(err.code, IJK_LIMIT);
    err.code = IJK_OK;
    assert_false(ijk_set_inputs(session, large, 200000, &err));
    assert_int_equal(err.code, IJK_LIMIT);
    free(large);
    ijk_session_limits(session, 0, 0);
    ijk_reset(session);
    assert_true(ijk_set_int(session, input("getal"), 50000, NULL));
    assert_string_equal(outcome("groot"), "1300000");
}

static void is_told_the_time(void **state)
{
    (void)state;
    struct ijk_error err = { .code = IJK_OK };
    ijk_reset(session);
    assert_true(ijk_session_now(session, "2025-03-01T09:30:00@Europe/Amsterdam", NULL));
    assert_string_equal(outcome("nu"), "\"2025-03-01T09:30:00@Europe/Amsterdam\"");
    assert_false(ijk_session_now(session, "gisteren", &err));
    assert_int_equal(err.code, IJK_SYNTAX);
    ijk_reset(session);
    assert_true(ijk_session_now(session, "2026-01-01T00:00:00+01:00", NULL));
    assert_string_equal(outcome("nu"), "\"2026-01-01T00:00:00+01:00\"");
    assert_true(ijk_session_now(session, NULL, NULL));
    ijk_reset(session);
    assert_string_equal(outcome("nu"), "value");
}

static void says_why(void **state)
{
    (void)state;
    size_t n = 0;
    ijk_reset(session);
    assert_null(ijk_trace_json(session, &n));
    ijk_session_explain(session, true);
    assert_true(ijk_set_int(session, input("getal"), 1, NULL));
    assert_string_equal(ijk_trace_json(session, &n), "[]");
    assert_string_equal(outcome("meer"), "3");
    const char *why = ijk_trace_json(session, &n);
    assert_non_null(strstr(why, "\"dubbel\""));
    assert_non_null(strstr(why, "\"meer\""));
    assert_int_equal(strlen(why), n);
    assert_true(ijk_set_int(session, input("getal"), 2, NULL));
    assert_string_equal(ijk_trace_json(session, NULL), "[]");
    ijk_session_explain(session, false);
    assert_null(ijk_trace_json(session, NULL));
}

static void walks_through_values(void **state)
{
    (void)state;
    const struct ijk_value *v = NULL;
    struct ijk_error err = { 0 };
    ijk_reset(session);
    assert_true(ijk_set_inputs(session, "{\"tekst\": \"x\"}", 14, &err));
    assert_true(ijk_evaluate(session, decision("alles"), &v, &err));
    assert_int_equal(ijk_kind_of(v), IJK_CONTEXT);
    assert_int_equal(ijk_size(v), 4);
    assert_string_equal(ijk_entry_name(session, v, 1), "tekst");
    assert_null(ijk_entry_name(session, v, 4));
    assert_ptr_equal(ijk_item(v, 1), ijk_entry(v, "tekst"));
    assert_null(ijk_item(v, 4));
    assert_null(ijk_entry(v, "niets"));
    const struct ijk_value *list = ijk_entry(v, "lijst");
    assert_int_equal(ijk_kind_of(list), IJK_LIST);
    assert_int_equal(ijk_size(list), 3);
    assert_int_equal(ijk_kind_of(ijk_item(list, 1)), IJK_TEXT);
    assert_null(ijk_entry(list, "tekst"));
    assert_null(ijk_entry_name(session, list, 0));
    assert_int_equal(ijk_size(ijk_item(list, 0)), 0);
    assert_int_equal(ijk_kind_of(ijk_entry(v, "dag")), IJK_DATE);
    assert_string_equal(ijk_unknown(session, ijk_entry(v, "getal"), 0), "getal");
    assert_null(ijk_unknown(session, list, 0));
}

static void tells_what_it_found(void **state)
{
    (void)state;
    struct ijk_error err = { .code = IJK_OK };
    enum ijk_severity severity;
    static const char bad[] = "{\"getel\": 1, \"getal\": true, \"vlag\": 1}";
    ijk_reset(session);
    assert_int_equal(ijk_findings_count(ijk_session_findings(session)), 0);
    assert_false(ijk_set_inputs(session, bad, sizeof bad - 1, &err));
    assert_int_equal(err.code, IJK_TYPE);
    assert_string_equal(err.place, "getal");
    const struct ijk_findings *f = ijk_session_findings(session);
    assert_int_equal(ijk_findings_count(f), 3);
    assert_true(ijk_findings_get(f, 0, &severity, &err));
    assert_int_equal(severity, IJK_WARNING);
    assert_int_equal(err.code, IJK_NAME);
    assert_non_null(strstr(err.hint, "\"getal\""));
    assert_true(ijk_findings_get(f, 2, &severity, &err));
    assert_int_equal(severity, IJK_ERROR);
    assert_false(ijk_findings_get(f, 3, &severity, &err));
    ijk_reset(session);
    assert_int_equal(ijk_findings_count(ijk_session_findings(session)), 0);
}

static void refuses_elements_of_others(void **state)
{
    (void)state;
    struct ijk_error err = { .code = IJK_OK };
    const struct ijk_value *v = NULL;
    struct ijk_model *other = ijk_load(capi_model, strlen(capi_model), NULL, NULL, NULL);
    const struct ijk_element *e = ijk_find(other, IJK_INPUT, "getal");
    assert_false(ijk_set_int(session, e, 1, &err));
    assert_int_equal(err.code, IJK_USAGE);
    assert_false(ijk_set_int(session, NULL, 1, NULL));
    assert_null(ijk_value_of(session, e));
    err.code = IJK_OK;
    assert_false(ijk_evaluate(session, ijk_find(other, IJK_DECISION, "meer"), &v, &err));
    assert_int_equal(err.code, IJK_USAGE);
    assert_false(ijk_evaluate(session, NULL, &v, &err));
    assert_null(v);
    ijk_model_free(other);
}

int main(void)
{
    static struct suite s;
    suite_rows(&s, runs, run_cases);
    suite_rows(&s, sets, set_cases);
    suite_add(&s, "bool, int64 and null", sets_what_needs_no_text, NULL);
    suite_add(&s, "what is set changes what follows", asks_what_if, NULL);
    suite_add(&s, "limits of memory and work", keeps_to_its_limits, NULL);
    suite_add(&s, "the time is given", is_told_the_time, NULL);
    suite_add(&s, "a trace when asked", says_why, NULL);
    suite_add(&s, "values inside values", walks_through_values, NULL);
    suite_add(&s, "findings about inputs", tells_what_it_found, NULL);
    suite_add(&s, "elements of another model", refuses_elements_of_others, NULL);
    return _cmocka_run_group_tests("capi", s.test, s.n, start, finish);
}
