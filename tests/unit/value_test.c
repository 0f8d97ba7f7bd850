#include "unit.h"

#include "feel/value.h"

/* What a test makes lives here; set_up and tear_down begin and end it. */
static struct arena mem;

static struct value number(const char *s)
{
    num n;
    assert_true(num_parse(str_of(s), &n, NULL));
    return value_num(n);
}

static struct value text(const char *s)
{
    return value_str(str_of(s));
}

static struct value moment(const char *s)
{
    struct moment m;
    assert_true(moment_parse(&mem, str_of(s), &m));
    return value_moment(&mem, m);
}

static struct value clock_of(const char *s)
{
    struct clock_time t;
    assert_true(time_parse(&mem, str_of(s), &t));
    return value_time(t);
}

static struct value day(const char *s)
{
    date d;
    assert_true(date_parse(str_of(s), &d));
    return value_date(d);
}

static struct value list_of(struct value a, struct value b)
{
    struct value *v = arena_new(&mem, struct value, 2);
    v[0] = a;
    v[1] = b;
    return value_list(v, 2);
}

static struct value pair(const char *x, struct value a, const char *y, struct value b)
{
    struct entry *e = arena_new(&mem, struct entry, 2);
    e[0] = (struct entry){ str_of(x), a };
    e[1] = (struct entry){ str_of(y), b };
    return value_context(e, 2);
}

static struct value between(struct value low, struct value high, bool closed)
{
    return value_range(&mem, (struct range){ .low = low,
                                             .high = high,
                                             .low_closed = closed,
                                             .high_closed = closed });
}

static struct value absent(void)
{
    return (struct value){ .kind = V_ABSENT };
}

static struct value nested(int depth)
{
    struct value v = number("1");
    while (depth-- > 0) {
        struct value *one = arena_new(&mem, struct value, 1);
        *one = v;
        v = value_list(one, 1);
    }
    return v;
}

static int set_up(void **state)
{
    (void)state;
    arena_init(&mem, 1 << 24);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_release(&mem);
    return 0;
}

static void equal_is_three_valued(void **state)
{
    (void)state;
    assert_int_equal(value_equal(number("1.0"), number("1")), TRI_TRUE);
    assert_int_equal(value_equal(number("1"), text("1")), TRI_UNKNOWN);
    assert_int_equal(value_equal(VALUE_NULL, VALUE_NULL), TRI_TRUE);
    assert_int_equal(value_equal(VALUE_NULL, number("1")), TRI_FALSE);
    assert_int_equal(value_equal(value_bool(true), value_bool(false)), TRI_FALSE);
    struct value a = list_of(number("1"), text("x"));
    assert_int_equal(value_equal(a, list_of(number("1"), text("x"))), TRI_TRUE);
    assert_int_equal(value_equal(a, list_of(number("2"), number("1"))), TRI_FALSE);
    assert_int_equal(value_equal(a, list_of(number("1"), number("1"))), TRI_UNKNOWN);
    assert_int_equal(value_equal(a, value_list(NULL, 0)), TRI_FALSE);
}

static void contexts_are_equal_in_any_order(void **state)
{
    (void)state;
    struct value a = pair("a", number("1"), "b", text("x"));
    assert_int_equal(value_equal(a, pair("b", text("x"), "a", number("1"))), TRI_TRUE);
    assert_int_equal(value_equal(a, pair("b", text("y"), "a", number("1"))), TRI_FALSE);
    assert_int_equal(value_equal(a, pair("a", number("1"), "c", text("x"))), TRI_FALSE);
    assert_int_equal(value_equal(a, value_context(NULL, 0)), TRI_FALSE);
}

static void ranges_are_equal_by_their_ends(void **state)
{
    (void)state;
    struct value five = number("5");
    struct value a = between(number("1"), five, true);
    assert_int_equal(value_equal(a, between(number("1.0"), five, true)), TRI_TRUE);
    assert_int_equal(value_equal(a, between(number("1"), five, false)), TRI_FALSE);
    assert_int_equal(value_equal(a, between(absent(), five, true)), TRI_FALSE);
    assert_int_equal(
        value_equal(between(absent(), five, true), between(VALUE_NULL, five, true)),
        TRI_FALSE);
}

static void moments_are_equal_as_instants(void **state)
{
    (void)state;
    struct value utc = moment("2025-01-01T12:00:00Z");
    assert_int_equal(value_equal(utc, moment("2025-01-01T13:00:00+01:00")), TRI_TRUE);
    assert_int_equal(value_equal(utc, moment("2025-01-01T13:00:00@Europe/Amsterdam")),
                     TRI_TRUE);
    assert_int_equal(value_equal(utc, moment("2025-01-01T12:00:00")), TRI_FALSE);
    assert_int_equal(value_equal(clock_of("12:00:00Z"), clock_of("13:00:00+01:00")),
                     TRI_TRUE);
    assert_int_equal(value_equal(clock_of("12:00:00Z"), clock_of("12:00:00")), TRI_FALSE);
}

static void same_needs_one_kind(void **state)
{
    (void)state;
    assert_true(value_same(VALUE_NULL, VALUE_NULL));
    assert_true(value_same(value_unknown(&mem, STR("a")), VALUE_NULL));
    assert_false(value_same(number("1"), text("1")));
    assert_false(value_same(number("0"), VALUE_NULL));
}

static void order_within_a_kind(void **state)
{
    (void)state;
    int c;
    assert_true(value_order(number("2"), number("10"), &c) && c < 0);
    assert_true(value_order(text("b"), text("a"), &c) && c > 0);
    assert_true(value_order(day("2025-01-01"), day("2025-01-01"), &c) && c == 0);
    assert_true(value_order(moment("2025-01-01T12:00:00Z"),
                            moment("2025-01-01T12:30:00+01:00"), &c));
    assert_true(c > 0);
    assert_true(value_order(value_months(1), value_months(2), &c) && c < 0);
    assert_true(value_order(value_span((struct span){ 5, 0 }),
                            value_span((struct span){ 4, 9 }), &c));
    assert_true(c > 0);
}

static void no_order_between_kinds(void **state)
{
    (void)state;
    int c;
    assert_false(value_order(number("2"), text("2"), &c));
    assert_false(value_order(value_bool(true), value_bool(false), &c));
    assert_false(value_order(VALUE_NULL, VALUE_NULL, &c));
    assert_false(value_order(clock_of("12:00:00Z"), clock_of("12:00:00"), &c));
    assert_false(
        value_order(moment("2025-01-01T12:00:00Z"), moment("2025-01-01T12:00:00"), &c));
    assert_false(value_order(day("2025-01-01"), moment("2025-01-01T12:00:00"), &c));
}

static void ranges_have_values(void **state)
{
    (void)state;
    struct range closed = *between(number("1"), number("5"), true).u.range;
    struct range open = *between(number("1"), number("5"), false).u.range;
    struct range above = *between(number("1"), absent(), true).u.range;
    struct range unknown = *between(number("1"), VALUE_NULL, true).u.range;
    assert_int_equal(range_has(&closed, number("5")), TRI_TRUE);
    assert_int_equal(range_has(&open, number("5")), TRI_FALSE);
    assert_int_equal(range_has(&above, number("1e30")), TRI_TRUE);
    assert_int_equal(range_has(&above, VALUE_NULL), TRI_UNKNOWN);
    assert_int_equal(range_has(&above, text("a")), TRI_UNKNOWN);
    assert_int_equal(range_has(&unknown, number("2")), TRI_UNKNOWN);
    assert_int_equal(range_has(&unknown, number("0")), TRI_FALSE);
    struct range except = { number("5"), number("5"), .except = true };
    assert_int_equal(range_has(&except, number("5.0")), TRI_FALSE);
    assert_int_equal(range_has(&except, number("6")), TRI_TRUE);
}

static void causes_are_joined_in_order(void **state)
{
    (void)state;
    str fact[8];
    struct value a = value_unknown(&mem, STR("a")), b = value_unknown(&mem, STR("b"));
    struct value ab = value_null_of(&mem, a, b);
    assert_int_equal(value_causes(&mem, VALUE_NULL, fact, 8), 0);
    assert_int_equal(value_causes(&mem, number("1"), fact, 8), 0);
    assert_int_equal(value_causes(&mem, value_null_of(&mem, number("1"), b), fact, 8), 1);
    assert_str(fact[0], "b");
    struct value again = value_null_of(&mem, ab, value_unknown(&mem, STR("b")));
    assert_int_equal(value_causes(&mem, again, fact, 8), 2);
    assert_str(fact[0], "a");
    assert_str(fact[1], "b");
    assert_int_equal(value_causes(&mem, ab, fact, 1), 1);
    assert_ptr_equal(value_null_of(&mem, ab, a).u.why, ab.u.why);
    assert_ptr_equal(value_null_of(&mem, b, ab).u.why, ab.u.why);
}

/* Each null refers to the two before it: 2^60 paths, 60 facts. */
static void shared_causes_take_linear_time(void **state)
{
    (void)state;
    str fact[100];
    struct value x = value_unknown(&mem, STR("f0")), y = value_unknown(&mem, STR("f1"));
    for (int i = 2; i < 60; i++) {
        struct value z = value_null_of(&mem,
                                       value_unknown(&mem, arena_printf(&mem, "f%d", i)),
                                       value_null_of(&mem, x, y));
        x = y;
        y = z;
    }
    assert_int_equal(value_causes(&mem, y, fact, 100), 60);
}

static void a_long_chain_of_causes_ends(void **state)
{
    (void)state;
    str fact[3];
    struct value all = VALUE_NULL;
    for (int i = 0; i < 50000; i++)
        all = value_null_of(&mem, all, value_unknown(&mem, arena_printf(&mem, "f%d", i)));
    size_t used = arena_used(&mem);
    assert_int_equal(value_causes(&mem, all, fact, 3), 3);
    assert_int_equal(arena_used(&mem), used);
}

static void comparing_without_end_stops(void **state)
{
    (void)state;
    struct value a = list_of(number("1"), number("1")),
                 b = list_of(number("1"), number("1"));
    for (int i = 0; i < 60; i++) {
        a = list_of(a, a);
        b = list_of(b, b);
    }
    uint64_t left = 1000;
    assert_int_equal(value_equal_within(a, b, &left), TRI_UNKNOWN);
    assert_int_equal(left, 0);
    assert_int_equal(value_equal(a, a), TRI_TRUE);
    assert_int_equal(value_equal(nested(1000), nested(1000)), TRI_UNKNOWN);
}

struct form_case {
    const char *name, *feel, *plain, *json;
    struct value (*make)(void);
};

static struct value make_list(void)
{
    return list_of(text("a\"\\\n\x01"), VALUE_NULL);
}

static struct value make_context(void)
{
    return pair("aantal uren", number("1.50"), "a-b", value_bool(true));
}

static struct value make_temporal(void)
{
    return list_of(day("2025-01-31"), moment("2025-01-31T09:00:00Z"));
}

static struct value make_durations(void)
{
    return list_of(value_span((struct span){ 90000, 0 }), value_months(14));
}

static struct value make_range(void)
{
    return between(text("a"), text("c"), true);
}

static struct value make_below(void)
{
    return between(absent(), number("5"), false);
}

static struct value make_text(void)
{
    return text("a\"b");
}

static struct value make_number(void)
{
    return number("-1234567890123456789012345678.901234");
}

static const struct form_case forms[] = {
    // clang-format off
    { "a list", "[\"a\\\"\\\\\\n\\u0001\", null]", "[\"a\\\"\\\\\\n\\u0001\", null]",
      "[\"a\\\"\\\\\\n\\u0001\",null]", make_list },
    { "a context", "{aantal uren: 1.5, \"a-b\": true}", "{aantal uren: 1.5, \"a-b\": true}",
      "{\"aantal uren\":1.5,\"a-b\":true}", make_context },
    { "dates", "[@\"2025-01-31\", @\"2025-01-31T09:00:00Z\"]",
      "[@\"2025-01-31\", @\"2025-01-31T09:00:00Z\"]",
      "[\"2025-01-31\",\"2025-01-31T09:00:00Z\"]", make_temporal },
    { "durations", "[@\"P1DT1H\", @\"P1Y2M\"]", "[@\"P1DT1H\", @\"P1Y2M\"]",
      "[\"P1DT1H\",\"P1Y2M\"]", make_durations },
    { "a range", "[\"a\"..\"c\"]", "[\"a\"..\"c\"]", "\"[\\\"a\\\"..\\\"c\\\"]\"", make_range },
    { "a range without end", "(< 5)", "(< 5)", "\"(< 5)\"", make_below },
    { "a text", "\"a\\\"b\"", "a\"b", "\"a\\\"b\"", make_text },
    { "a number", "-1234567890123456789012345678.901234", "-1234567890123456789012345678.901234",
      "-1234567890123456789012345678.901234", make_number },
    // clang-format on
};

static void has_three_forms(void **state)
{
    const struct form_case *c = *state;
    struct sbuf feel, plain, json;
    arena_init(&mem, 1 << 20);
    struct value v = c->make();
    sbuf_init(&feel, &mem);
    sbuf_init(&plain, &mem);
    sbuf_init(&json, &mem);
    value_format(&feel, v);
    value_text(&plain, v);
    value_json(&json, v);
    assert_str(sbuf_str(&feel), c->feel);
    assert_str(sbuf_str(&plain), c->plain);
    assert_str(sbuf_str(&json), c->json);
    arena_release(&mem);
}

/* Every special character at every place of strings that fill words and do not. */
static void json_escapes_everywhere(void **state)
{
    static const unsigned char special[] = {
        0, 1, 0x1F, ' ', '"', '\\', 0x7F, 0xC3, 0xFF
    };
    (void)state;
    char room[20];
    for (size_t n = 0; n <= sizeof room; n++)
        for (size_t at = 0; at <= n; at++)
            for (size_t k = 0; k < sizeof special; k++) {
                struct sbuf got, want;
                memset(room, 'x', sizeof room);
                if (at < n)
                    room[at] = (char)special[k];
                sbuf_init(&got, &mem);
                sbuf_init(&want, &mem);
                value_json(&got, value_str((str){ room, n }));
                sbuf_json(&want, (str){ room, n });
                assert_true(str_eq(sbuf_str(&got), sbuf_str(&want)));
            }
}

static void text_beyond_the_budget_is_cut(void **state)
{
    (void)state;
    struct sbuf b;
    struct arena small;
    struct value v = list_of(number("1"), number("2"));
    for (int i = 0; i < 60; i++)
        v = list_of(v, v);
    arena_init(&small, 100000);
    sbuf_init(&b, &small);
    value_json(&b, v);
    assert_true(small.over);
    assert_true(b.n < 1000000);
    arena_release(&small);
    arena_init(&small, 100000);
    sbuf_init(&b, &small);
    value_format(&b, nested(1000));
    assert_true(small.over);
    arena_release(&small);
}

static void brief_forms(void **state)
{
    (void)state;
    char long_text[200];
    memset(long_text, 'x', sizeof long_text - 1);
    long_text[sizeof long_text - 1] = '\0';
    assert_string_equal(value_brief(&mem, number("12.50")), "number 12.5");
    assert_string_equal(value_brief(&mem, text("a")), "string \"a\"");
    assert_string_equal(value_brief(&mem, VALUE_NULL), "null");
    assert_string_equal(value_brief(&mem, value_bool(true)), "true");
    assert_string_equal(value_brief(&mem, day("2025-01-31")), "date @\"2025-01-31\"");
    assert_int_equal(strlen(value_brief(&mem, text(long_text))),
                     sizeof "string" + 60 + 3);
}

static void finds_entries(void **state)
{
    (void)state;
    struct value c = pair("a", number("1"), "b", number("2"));
    assert_true(value_same(*value_find(c, STR("b")), number("2")));
    assert_null(value_find(c, STR("c")));
    assert_null(value_find(number("1"), STR("a")));
}

#define WITH_ARENA(test)                                                                 \
    {                                                                                    \
#test, test, set_up, tear_down, NULL                                             \
    }

int main(void)
{
    static const struct CMUnitTest test[] = {
        WITH_ARENA(equal_is_three_valued),
        WITH_ARENA(contexts_are_equal_in_any_order),
        WITH_ARENA(ranges_are_equal_by_their_ends),
        WITH_ARENA(moments_are_equal_as_instants),
        WITH_ARENA(same_needs_one_kind),
        WITH_ARENA(order_within_a_kind),
        WITH_ARENA(no_order_between_kinds),
        WITH_ARENA(ranges_have_values),
        WITH_ARENA(causes_are_joined_in_order),
        WITH_ARENA(shared_causes_take_linear_time),
        WITH_ARENA(a_long_chain_of_causes_ends),
        WITH_ARENA(comparing_without_end_stops),
        WITH_ARENA(json_escapes_everywhere),
        WITH_ARENA(text_beyond_the_budget_is_cut),
        WITH_ARENA(brief_forms),
        WITH_ARENA(finds_entries),
    };
    static struct suite s;
    memcpy(s.test, test, sizeof test);
    s.n = sizeof test / sizeof *test;
    suite_rows(&s, has_three_forms, forms);
    return suite_run("value", &s);
}
