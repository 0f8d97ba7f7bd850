#include "app/tck_file.h"

#include "dmn/xml.h"

#define NS     "http://www.omg.org/spec/DMN/20160719/testcase"
#define NS_XSI "http://www.w3.org/2001/XMLSchema-instance"

enum { EQUAL_DEPTH_MAX = 200 };

struct tck_reader {
    struct arena *mem;
    str file;
    struct err *err;
    bool failed;
};

static const struct xml_node *next(const struct xml_node *e, const char *name)
{
    while (e && !xml_is(e, NS, name))
        e = xml_next(e);
    return e;
}

static const struct xml_node *child(const struct xml_node *e, const char *name)
{
    return next(xml_first(e), name);
}

static size_t count(const struct xml_node *e, const char *name)
{
    size_t n = 0;
    for (const struct xml_node *c = child(e, name); c; c = next(xml_next(c), name))
        n++;
    return n;
}

static str child_text(struct tck_reader *r, const struct xml_node *e, const char *name)
{
    const struct xml_node *c = child(e, name);
    return c ? str_trim(xml_text(r->mem, c)) : STR("");
}

static struct value fail(struct tck_reader *r, const struct xml_node *e, const char *what,
                         str got)
{
    if (!r->failed) {
        err_set(r->err, ERR_SYNTAX, "\"%.*s\" is not %s", STR_ARG(got), what);
        err_at(r->err, r->file, e->line, e->col);
    }
    r->failed = true;
    return VALUE_NULL;
}

static struct value read_number(struct tck_reader *r, const struct xml_node *e, str s)
{
    num n;
    if (str_starts(s, STR("+")))
        s = str_slice(s, 1, s.n);
    return num_parse(s, &n, NULL) ? value_num(n) : fail(r, e, "a number", s);
}

static struct value read_duration(struct tck_reader *r, const struct xml_node *e, str s)
{
    int64_t months;
    struct span span;
    if (months_parse(s, &months))
        return value_months(months);
    return span_parse(s, &span) ? value_span(span) : fail(r, e, "a duration", s);
}

static struct value read_temporal(struct tck_reader *r, const struct xml_node *e,
                                  str type, str s)
{
    date day;
    struct clock_time time;
    struct moment moment;
    if (str_is(type, "date") && date_parse(s, &day))
        return value_date(day);
    if (str_is(type, "time") && time_parse(r->mem, s, &time))
        return value_time(time);
    if (str_is(type, "dateTime") && moment_parse(r->mem, s, &moment))
        return value_moment(r->mem, moment);
    return fail(r, e, arena_printf(r->mem, "a %.*s", STR_ARG(type)).at, s);
}

static bool is_one_of(str s, const char *const *list)
{
    while (*list && !str_is(s, *list))
        list++;
    return *list != NULL;
}

/* <value xsi:type="xsd:decimal">: the prefix is taken to stand for XML Schema. */
static struct value read_simple(struct tck_reader *r, const struct xml_node *e)
{
    static const char *const numbers[] = { "decimal", "double", "float", "integer",
                                           "int",     "long",   "short", NULL };
    static const char *const durations[] = { "duration", "dayTimeDuration",
                                             "yearMonthDuration", NULL };
    static const char *const temporal[] = { "date", "time", "dateTime", NULL };
    const struct xml_attr *a = xml_find_attr(e, NS_XSI, "type");
    str type = a ? str_trim(a->value) : STR("string"), text = xml_text(r->mem, e);
    size_t colon = str_find(type, STR(":"), 0);
    if (colon != SIZE_MAX)
        type = str_slice(type, colon + 1, type.n);
    str s = str_trim(text);
    if (is_one_of(type, numbers))
        return read_number(r, e, s);
    if (is_one_of(type, durations))
        return read_duration(r, e, s);
    if (is_one_of(type, temporal))
        return read_temporal(r, e, type, s);
    if (!str_is(type, "boolean"))
        return value_str(text);
    if (str_is(s, "true") || str_is(s, "1"))
        return value_bool(true);
    return str_is(s, "false") || str_is(s, "0") ? value_bool(false)
                                                : fail(r, e, "a boolean", s);
}

static bool is_nil(const struct xml_node *e)
{
    const struct xml_attr *nil = xml_find_attr(e, NS_XSI, "nil");
    return nil && (str_is(nil->value, "true") || str_is(nil->value, "1"));
}

static struct value read_value(struct tck_reader *r, const struct xml_node *e);

static struct value read_list(struct tck_reader *r, const struct xml_node *e)
{
    size_t n = 0;
    struct value *item = arena_new(r->mem, struct value, count(e, "item"));
    for (const struct xml_node *c = child(e, "item"); c; c = next(xml_next(c), "item"))
        item[n++] = read_value(r, c);
    return value_list(item, n);
}

static struct value read_context(struct tck_reader *r, const struct xml_node *e)
{
    size_t n = 0;
    struct entry *entry = arena_new(r->mem, struct entry, count(e, "component"));
    for (const struct xml_node *c = child(e, "component"); c;
         c = next(xml_next(c), "component"))
        entry[n++] = (struct entry){ xml_get_attr(c, "name"), read_value(r, c) };
    return value_context(entry, n);
}

/* What an input, expected result, list item or component holds. */
static struct value read_value(struct tck_reader *r, const struct xml_node *e)
{
    const struct xml_node *value = child(e, "value"), *list = child(e, "list");
    if (is_nil(e))
        return VALUE_NULL;
    if (list)
        return is_nil(list) ? VALUE_NULL : read_list(r, list);
    if (value)
        return is_nil(value) ? VALUE_NULL : read_simple(r, value);
    return child(e, "component") ? read_context(r, e) : VALUE_NULL;
}

static const struct tck_node *read_nodes(struct tck_reader *r, const struct xml_node *e,
                                         const char *name, size_t *out)
{
    size_t n = 0;
    struct tck_node *all = arena_new(r->mem, struct tck_node, count(e, name));
    for (const struct xml_node *c = child(e, name); c; c = next(xml_next(c), name)) {
        const struct xml_node *expected = child(c, "expected");
        all[n++] = (struct tck_node){ .name = xml_get_attr(c, "name"),
                                      .namespace_ = xml_get_attr(c, "namespace"),
                                      .value = read_value(r, expected ? expected : c),
                                      .error_result = str_is(
                                          xml_get_attr(c, "errorResult"), "true") };
    }
    *out = n;
    return all;
}

static void read_case(struct tck_reader *r, const struct xml_node *e,
                      struct tck_case *out)
{
    str type = xml_get_attr(e, "type");
    out->id = xml_get_attr(e, "id");
    out->kind = str_is(type, "decisionService") ? TCK_SERVICE
                : str_is(type, "bkm")           ? TCK_BKM
                                                : TCK_DECISION;
    out->invocable = xml_get_attr(e, "invocableName");
    out->input = read_nodes(r, e, "inputNode", &out->n_input);
    out->result = read_nodes(r, e, "resultNode", &out->n_result);
}

static void read_labels(struct tck_reader *r, const struct xml_node *root,
                        struct tck_file *out)
{
    const struct xml_node *e = child(root, "labels");
    size_t n = 0;
    if (!e)
        return;
    str *all = arena_new(r->mem, str, count(e, "label"));
    for (const struct xml_node *c = child(e, "label"); c; c = next(xml_next(c), "label"))
        all[n++] = str_trim(xml_text(r->mem, c));
    out->label = all;
    out->n_label = n;
}

bool tck_read(struct arena *mem, str file, str bytes, struct tck_file *out,
              struct err *err)
{
    struct tck_reader r = { .mem = mem, .file = file, .err = err };
    struct xml_doc xml;
    if (!xml_parse(mem, file, bytes, &xml, err))
        return false;
    if (!xml_is(xml.root, NS, "testCases")) {
        err_set(err, ERR_SYNTAX, "this is no test file of the TCK: its root is \"%.*s\"",
                STR_ARG(xml.root->name->local));
        err_at(err, file, xml.root->line, xml.root->col);
        return false;
    }
    struct tck_file f = { .model = child_text(&r, xml.root, "modelName") };
    read_labels(&r, xml.root, &f);
    struct tck_case *all = arena_new(mem, struct tck_case, count(xml.root, "testCase"));
    for (const struct xml_node *c = child(xml.root, "testCase"); c;
         c = next(xml_next(c), "testCase"))
        read_case(&r, c, &all[f.n_test++]);
    f.test = all;
    if (r.failed)
        return false;
    *out = f;
    return true;
}

static bool near(num a, num b)
{
    num limit, difference;
    if (num_cmp(a, b) == 0)
        return true;
    return num_parse(STR("0.00000001"), &limit, NULL) && num_sub(a, b, &difference) &&
           num_cmp(num_abs(difference), limit) <= 0;
}

static bool equal(struct value expected, struct value actual, int depth)
{
    if (expected.kind != actual.kind || depth > EQUAL_DEPTH_MAX)
        return false;
    switch (expected.kind) {
    case V_NULL:
        return true;
    case V_NUM:
        return near(expected.u.num, actual.u.num);
    case V_LIST:
        if (expected.n != actual.n)
            return false;
        for (uint32_t i = 0; i < expected.n; i++)
            if (!equal(expected.u.list[i], actual.u.list[i], depth + 1))
                return false;
        return true;
    case V_CONTEXT:
        if (expected.n != actual.n)
            return false;
        for (uint32_t i = 0; i < expected.n; i++) {
            const struct value *v = value_find(actual, expected.u.context[i].name);
            if (!v || !equal(expected.u.context[i].value, *v, depth + 1))
                return false;
        }
        return true;
    default:
        return value_equal(expected, actual) == TRI_TRUE;
    }
}

bool tck_equal(struct value expected, struct value actual)
{
    return equal(expected, actual, 0);
}
