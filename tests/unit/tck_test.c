#include "app/tck_file.h"

#include "unit.h"

#define OPEN                                                                             \
    "<testCases xmlns='http://www.omg.org/spec/DMN/20160719/testcase' "                  \
    "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' "                             \
    "xmlns:xsd='http://www.w3.org/2001/XMLSchema'>"                                      \
    "<modelName> m.dmn "                                                                 \
    "</modelName><labels><label>Een</label><label>Twee</label></labels>"
#define RESULT(value)                                                                    \
    OPEN "<testCase id='1'><resultNode name='r' errorResult='true'><expected>" value     \
         "</expected></resultNode></testCase></testCases>"
#define TYPED(type, text) RESULT("<value xsi:type='xsd:" type "'>" text "</value>")

static bool read_text(struct arena *mem, const char *text, struct tck_file *out,
                      struct err *err)
{
    arena_init(mem, SIZE_MAX);
    return tck_read(mem, STR("t.xml"), str_of(text), out, err);
}

static const struct value_case {
    const char *name, *text, *want;
} value_cases[] = {
    { "value: string", TYPED("string", " a "), "\" a \"" },
    { "value: untyped", RESULT("<value>a</value>"), "\"a\"" },
    { "value: decimal", TYPED("decimal", " +1.50 "), "1.5" },
    { "value: double", TYPED("double", "1e3"), "1000" },
    { "value: boolean", TYPED("boolean", "1"), "true" },
    { "value: date", TYPED("date", "2024-02-29"), "@\"2024-02-29\"" },
    { "value: time", TYPED("time", "10:00:00Z"), "@\"10:00:00Z\"" },
    { "value: date and time", TYPED("dateTime", "2024-02-29T10:00:00"),
      "@\"2024-02-29T10:00:00\"" },
    { "value: days", TYPED("duration", "PT36H"), "@\"P1DT12H\"" },
    { "value: months", TYPED("duration", "P14M"), "@\"P1Y2M\"" },
    { "value: nil", RESULT("<value xsi:nil='true'/>"), "null" },
    { "value: nothing", RESULT(""), "null" },
    { "value: list",
      RESULT("<list><item><value xsi:type='xsd:decimal'>1</value></item>"
             "<item><list/></item></list>"),
      "[1, []]" },
    { "value: nil list", RESULT("<list xsi:nil='true'/>"), "null" },
    { "value: context",
      RESULT("<component name='a b'><value>x</value></component>"
             "<component name='c'><value xsi:nil='true'/></component>"),
      "{a b: \"x\", c: null}" },
};

static void reads_value(void **state)
{
    const struct value_case *c = *state;
    struct arena mem;
    struct tck_file f;
    struct sbuf b;
    struct err err = { 0 };
    if (!read_text(&mem, c->text, &f, &err))
        fail_msg("%s", err.msg);
    sbuf_init(&b, &mem);
    value_format(&b, f.test[0].result[0].value);
    assert_str(sbuf_str(&b), c->want);
    assert_true(f.test[0].result[0].error_result);
    arena_release(&mem);
}

static const struct bad_case {
    const char *name, *text, *want;
} bad_cases[] = {
    { "bad: number", TYPED("decimal", "een"), "\"een\" is not a number" },
    { "bad: boolean", TYPED("boolean", "ja"), "\"ja\" is not a boolean" },
    { "bad: date", TYPED("date", "2023-02-29"), "\"2023-02-29\" is not a date" },
    { "bad: duration", TYPED("duration", "1"), "\"1\" is not a duration" },
    { "bad: another file", "<a/>", "this is no test file of the TCK: its root is \"a\"" },
    { "bad: not XML", "", "this is not XML: the file is empty" },
};

static void refuses(void **state)
{
    const struct bad_case *c = *state;
    struct arena mem;
    struct tck_file f;
    struct err err = { 0 };
    assert_false(read_text(&mem, c->text, &f, &err));
    assert_string_equal(err.msg, c->want);
    arena_release(&mem);
}

static void reads_cases(void **state)
{
    struct arena mem;
    struct tck_file f;
    struct err err = { 0 };
    (void)state;
    assert_true(read_text(
        &mem,
        OPEN "<testCase id='a'><inputNode name='i' namespace='n'><value>x</value>"
             "</inputNode><resultNode name='r'/></testCase>"
             "<testCase id='b' type='decisionService' invocableName='s'/>"
             "<testCase id='c' type='bkm' invocableName='f'/></testCases>",
        &f, &err));
    assert_str(f.model, "m.dmn");
    assert_int_equal(f.n_label, 2);
    assert_str(f.label[1], "Twee");
    assert_int_equal(f.n_test, 3);
    assert_str(f.test[0].input[0].name, "i");
    assert_str(f.test[0].input[0].namespace_, "n");
    assert_false(f.test[0].result[0].error_result);
    assert_int_equal(f.test[1].kind, TCK_SERVICE);
    assert_str(f.test[1].invocable, "s");
    assert_int_equal(f.test[2].kind, TCK_BKM);
    arena_release(&mem);
}

static const struct equal_case {
    const char *name, *expected, *actual;
    bool want;
} equal_cases[] = {
    { "equal: near", TYPED("decimal", "1"), TYPED("decimal", "1.00000001"), true },
    { "equal: not near", TYPED("decimal", "1"), TYPED("decimal", "1.00000002"), false },
    { "equal: zones", TYPED("time", "10:00:00Z"), TYPED("time", "10:00:00+00:00"), true },
    { "equal: kinds", TYPED("string", "1"), TYPED("decimal", "1"), false },
    { "equal: null", RESULT(""), RESULT("<value xsi:nil='1'/>"), true },
    { "equal: null and value", RESULT(""), TYPED("string", ""), false },
    { "equal: lists", RESULT("<list><item><value>a</value></item></list>"),
      RESULT("<list><item><value>b</value></item></list>"), false },
    { "equal: shorter list", RESULT("<list><item><value>a</value></item></list>"),
      RESULT("<list/>"), false },
    { "equal: contexts in any order",
      RESULT("<component name='a'/><component name='b'><value>1</value></component>"),
      RESULT("<component name='b'><value>1</value></component><component name='a'/>"),
      true },
    { "equal: another entry", RESULT("<component name='a'/>"),
      RESULT("<component name='b'/>"), false },
};

static void compares(void **state)
{
    const struct equal_case *c = *state;
    struct arena one, two;
    struct tck_file a, b;
    struct err err = { 0 };
    assert_true(read_text(&one, c->expected, &a, &err));
    assert_true(read_text(&two, c->actual, &b, &err));
    assert_int_equal(tck_equal(a.test[0].result[0].value, b.test[0].result[0].value),
                     c->want);
    arena_release(&one);
    arena_release(&two);
}

int main(void)
{
    static struct suite s;
    suite_rows(&s, reads_value, value_cases);
    suite_rows(&s, refuses, bad_cases);
    suite_rows(&s, compares, equal_cases);
    suite_add(&s, "cases: inputs, services, labels", reads_cases, NULL);
    return suite_run("tck", &s);
}
