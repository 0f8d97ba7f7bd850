#include "unit.h"

#include "feel/type.h"

static struct arena mem;

static const struct type *t(const char *name)
{
    const struct type *type = type_builtin(str_of(name));
    assert_non_null(type);
    return type;
}

static const struct type *list(const struct type *of)
{
    return type_list_of(&mem, of);
}

static const struct type *context(const char *a, const struct type *ta, const char *b,
                                  const struct type *tb)
{
    struct type_member *m = arena_new(&mem, struct type_member, 2);
    struct type *c = arena_new(&mem, struct type, 1);
    m[0] = (struct type_member){ str_of(a), ta };
    m[1] = (struct type_member){ str_of(b), tb };
    *c = (struct type){ .kind = TYPE_CONTEXT, .member = m, .n_member = b ? 2 : 1 };
    return c;
}

static const struct type *function(const struct type *param, const struct type *result)
{
    struct type_member *m = arena_new(&mem, struct type_member, 1);
    struct type *f = arena_new(&mem, struct type, 1);
    m->type = param;
    *f = (struct type){ .kind = TYPE_FUNCTION, .of = result, .member = m, .n_member = 1 };
    return f;
}

static int set_up(void **state)
{
    (void)state;
    arena_init(&mem, 1 << 20);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_release(&mem);
    return 0;
}

static void knows_names_of_all_versions(void **state)
{
    (void)state;
    assert_ptr_equal(t("feel:number"), &type_num);
    assert_ptr_equal(t("dateTime"), &type_moment);
    assert_ptr_equal(t("date and time"), &type_moment);
    assert_ptr_equal(t("dayTimeDuration"), &type_span);
    assert_ptr_equal(t("yearMonthDuration"), &type_months);
    assert_ptr_equal(t("Any"), &type_any);
    assert_null(type_builtin(STR("Number")));
    assert_null(type_builtin(STR("")));
}

static void scalars_conform_to_themselves(void **state)
{
    (void)state;
    assert_true(type_conforms(&type_num, &type_num));
    assert_false(type_conforms(&type_num, &type_str));
    assert_false(type_conforms(&type_date, &type_moment));
    assert_true(type_conforms(&type_any, &type_num));
    assert_true(type_conforms(&type_num, &type_any));
    assert_true(type_conforms(&type_null, list(&type_num)));
    assert_false(type_conforms(&type_num, &type_null));
}

static void lists_and_ranges_conform_by_element(void **state)
{
    (void)state;
    assert_true(type_conforms(list(&type_num), list(&type_num)));
    assert_false(type_conforms(list(&type_num), list(&type_str)));
    assert_true(type_conforms(&type_any_list, list(&type_str)));
    assert_false(type_conforms(list(&type_num), &type_num));
    assert_true(type_conforms(type_range_of(&mem, &type_date), &type_any_range));
    assert_false(
        type_conforms(type_range_of(&mem, &type_date), type_range_of(&mem, &type_num)));
}

static void contexts_conform_by_member(void **state)
{
    (void)state;
    const struct type *both = context("a", &type_num, "b", &type_str);
    const struct type *one = context("a", &type_num, NULL, NULL);
    assert_true(type_conforms(both, one));
    assert_false(type_conforms(one, both));
    assert_true(type_conforms(context("b", &type_str, "a", &type_num), both));
    assert_false(type_conforms(context("a", &type_str, NULL, NULL), one));
    assert_true(type_conforms(one, &type_any_context));
    assert_true(type_conforms(&type_any_context, one));
}

static void functions_conform_against_their_parameters(void **state)
{
    (void)state;
    const struct type *wide = context("a", &type_num, NULL, NULL);
    const struct type *narrow = context("a", &type_num, "b", &type_num);
    assert_true(type_conforms(function(wide, &type_num), function(narrow, &type_num)));
    assert_false(type_conforms(function(narrow, &type_num), function(wide, &type_num)));
    assert_false(type_conforms(function(wide, &type_num), function(wide, &type_str)));
    assert_true(type_conforms(function(wide, &type_num), &type_any_function));
}

static void joins_to_what_both_have(void **state)
{
    (void)state;
    const struct type *both = context("a", &type_num, "b", &type_str);
    assert_ptr_equal(type_join(&mem, &type_num, &type_num), &type_num);
    assert_ptr_equal(type_join(&mem, &type_num, &type_null), &type_num);
    assert_ptr_equal(type_join(&mem, &type_null, &type_num), &type_num);
    assert_ptr_equal(type_join(&mem, &type_num, &type_str), &type_any);
    assert_ptr_equal(type_join(&mem, list(&type_num), list(&type_str)), &type_any_list);
    const struct type *c = type_join(&mem, both, context("b", &type_str, "c", &type_num));
    assert_string_equal(type_cstr(&mem, c), "context<b: string>");
    c = type_join(&mem, both, context("c", &type_str, NULL, NULL));
    assert_string_equal(type_cstr(&mem, c), "context");
}

static void finds_the_type_of_values(void **state)
{
    (void)state;
    struct entry e1[] = { { STR("a"), value_num(num_int(1)) }, { STR("b"), VALUE_NULL } };
    struct entry e2[] = { { STR("a"), value_num(num_int(2)) },
                          { STR("b"), value_bool(true) } };
    struct value item[] = { value_context(e1, 2), value_context(e2, 2), VALUE_NULL };
    assert_string_equal(type_cstr(&mem, type_of(&mem, value_list(item, 3))),
                        "list<context<a: number, b: boolean>>");
    assert_string_equal(type_cstr(&mem, type_of(&mem, value_list(item, 0))), "list");
    assert_string_equal(type_cstr(&mem, type_of(&mem, value_context(NULL, 0))),
                        "context");
    struct value mixed[] = { value_bool(true), value_num(num_int(1)) };
    assert_string_equal(type_cstr(&mem, type_of(&mem, value_list(mixed, 2))), "list");
    struct value r = value_range(&mem, (struct range){ .low = { .kind = V_ABSENT },
                                                       .high = value_num(num_int(1)) });
    assert_string_equal(type_cstr(&mem, type_of(&mem, r)), "range<number>");
}

static void tells_whether_a_value_belongs(void **state)
{
    (void)state;
    struct entry e[] = { { STR("b"), value_str(STR("x")) }, { STR("a"), VALUE_NULL } };
    struct value numbers[] = { value_num(num_int(1)), VALUE_NULL };
    assert_true(type_has(context("a", &type_num, "b", &type_str), value_context(e, 2)));
    assert_false(type_has(context("a", &type_num, "b", &type_num), value_context(e, 2)));
    assert_false(type_has(context("a", &type_num, "c", &type_num), value_context(e, 2)));
    assert_true(type_has(list(&type_num), value_list(numbers, 2)));
    assert_false(type_has(list(&type_str), value_list(numbers, 2)));
    assert_true(type_has(list(&type_str), VALUE_NULL));
    assert_false(type_has(&type_num, value_list(numbers, 1)));
    struct value r = value_range(&mem, (struct range){ .low = value_num(num_int(1)),
                                                       .high = { .kind = V_ABSENT } });
    assert_true(type_has(type_range_of(&mem, &type_num), r));
    assert_false(type_has(type_range_of(&mem, &type_date), r));
}

static void is_written_as_in_a_model(void **state)
{
    (void)state;
    struct type named = { .kind = TYPE_NUM, .name = STR("minuten") };
    assert_string_equal(type_cstr(&mem, list(&named)), "list<minuten>");
    assert_string_equal(type_cstr(&mem, function(&type_num, &type_bool)),
                        "function<number> -> boolean");
    assert_string_equal(type_cstr(&mem, &type_any_function), "function");
    assert_string_equal(type_cstr(&mem, NULL), "Any");
}

#define WITH_ARENA(test)                                                                 \
    {                                                                                    \
#test, test, set_up, tear_down, NULL                                             \
    }

int main(void)
{
    static const struct CMUnitTest test[] = {
        WITH_ARENA(knows_names_of_all_versions),
        WITH_ARENA(scalars_conform_to_themselves),
        WITH_ARENA(lists_and_ranges_conform_by_element),
        WITH_ARENA(contexts_conform_by_member),
        WITH_ARENA(functions_conform_against_their_parameters),
        WITH_ARENA(joins_to_what_both_have),
        WITH_ARENA(finds_the_type_of_values),
        WITH_ARENA(tells_whether_a_value_belongs),
        WITH_ARENA(is_written_as_in_a_model),
    };
    static struct suite s;
    memcpy(s.test, test, sizeof test);
    s.n = sizeof test / sizeof *test;
    return suite_run("type", &s);
}
