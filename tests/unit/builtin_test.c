#include "unit.h"

#undef run_test /* an old macro of cmocka; ours is in node.h */

#include "base/sbuf.h"
#include "feel/builtin.h"
#include "feel/node.h"

enum { MEMORY = 64 << 20, POOL = 24, ROUNDS = 400 };

struct bench {
    struct arena mem;
    struct run run;
    struct moment now;
};

static void bench_init(struct bench *b, bool lenient)
{
    arena_init(&b->mem, MEMORY);
    run_init(&b->run, &b->mem);
    assert_true(moment_parse(&b->mem, STR("2025-03-01T12:00:00Z"), &b->now));
    b->run.now = &b->now;
    b->run.lenient = lenient;
}

static struct value number(int64_t i)
{
    return value_num(num_int(i));
}

static struct value text(const char *s)
{
    return value_str(str_of(s));
}

static struct value list_of(struct arena *mem, struct value a, struct value b, size_t n)
{
    struct value *v = arena_new(mem, struct value, 2);
    v[0] = a;
    v[1] = b;
    return value_list(v, n);
}

static void names_are_sorted_and_found(void **state)
{
    (void)state;
    size_t n;
    const str *name = builtin_names(&n);
    assert_true(n > 80);
    for (size_t i = 0; i < n; i++) {
        assert_true(i == 0 || str_cmp(name[i - 1], name[i]) < 0);
        const struct builtin *f = builtin_find(name[i]);
        assert_non_null(f);
        assert_true(str_eq(builtin_name(f), name[i]));
    }
    assert_null(builtin_find(STR("")));
    assert_null(builtin_find(STR("substrin")));
    assert_null(builtin_find(STR("zzz")));
}

static const struct signature_case {
    const char *name, *want;
} signatures[] = {
    { "substring",
      "substring(string: string, start position: number, length?: number): string" },
    { "string join",
      "string join(list: list<string>|null, delimiter?: string|null): string" },
    { "now", "now(): date and time" },
    { "min", "min(list: list<comparable value>): Any\nmin(c: comparable value...): Any" },
    { "append", "append(list: list, item: Any...|null): list" },
    { "date", "date(from: string or date or date and time): date\n"
              "date(year: number, month: number, day: number): date" },
};

static void explains_itself(void **state)
{
    const struct signature_case *c = *state;
    struct arena mem;
    struct sbuf b;
    arena_init(&mem, MEMORY);
    sbuf_init(&b, &mem);
    builtin_signatures(&b, builtin_find(str_of(c->name)));
    assert_str(sbuf_str(&b), c->want);
    arena_release(&mem);
}

static void calls_by_position_and_by_name(void **state)
{
    (void)state;
    struct bench b;
    bench_init(&b, false);
    const struct builtin *f = builtin_find(STR("modulo"));
    struct value arg[] = { number(10), number(4) }, turned[] = { number(4), number(10) };
    str name[] = { STR("divisor"), STR("dividend") };
    assert_true(value_same(builtin_call(&b.run, f, NULL, arg, 2), number(2)));
    assert_true(value_same(builtin_call(&b.run, f, name, turned, 2), number(2)));
    assert_false(b.run.failed);
    arena_release(&b.mem);
}

static void strict_fails_and_lenient_is_null(void **state)
{
    (void)state;
    for (int lenient = 0; lenient < 2; lenient++) {
        struct bench b;
        bench_init(&b, lenient);
        struct value arg[] = { number(10), text("a") };
        struct value v = builtin_call(&b.run, builtin_find(STR("modulo")), NULL, arg, 2);
        assert_int_equal(v.kind, V_NULL);
        assert_int_equal(b.run.failed, !lenient);
        if (!lenient)
            assert_string_equal(
                b.run.err.msg,
                "\"modulo\" needs number for \"divisor\", not string \"a\"");
        arena_release(&b.mem);
    }
}

static void unknown_arguments_give_their_causes(void **state)
{
    (void)state;
    struct bench b;
    str fact[4];
    bench_init(&b, false);
    struct value x = value_unknown(&b.mem, STR("x")), y = value_unknown(&b.mem, STR("y"));
    struct value arg[] = { list_of(&b.mem, x, number(1), 2) };
    struct value v = builtin_call(&b.run, builtin_find(STR("sum")), NULL, arg, 1);
    assert_int_equal(value_causes(&b.mem, v, fact, 4), 1);
    assert_str(fact[0], "x");
    struct value two[] = { x, y };
    v = builtin_call(&b.run, builtin_find(STR("modulo")), NULL, two, 2);
    assert_int_equal(value_causes(&b.mem, v, fact, 4), 2);
    assert_str(fact[1], "y");
    assert_false(b.run.failed);
    arena_release(&b.mem);
}

static void work_is_paid_for(void **state)
{
    (void)state;
    struct bench b;
    bench_init(&b, true);
    b.run.steps = 50;
    struct value *v = arena_new(&b.mem, struct value, 1000);
    for (int i = 0; i < 1000; i++)
        v[i] = number(i);
    struct value list = value_list(v, 1000);
    builtin_call(&b.run, builtin_find(STR("reverse")), NULL, &list, 1);
    assert_true(b.run.failed);
    assert_int_equal(b.run.err.code, ERR_LIMIT);
    arena_release(&b.mem);
}

/* One value of every kind, and a few that lie at an edge. */
static size_t fill_pool(struct bench *b, struct value *pool)
{
    struct arena *mem = &b->mem;
    struct moment m = b->now;
    static const struct entry entry[] = { { { "key", 3 },
                                            { .kind = V_STR, .u.s = { "a", 1 } } },
                                          { { "value", 5 }, { .kind = V_BOOL } } };
    struct function *f = arena_new(mem, struct function, 1);
    f->builtin = builtin_find(STR("before"));
    struct value some[] = {
        value_bool(true),
        number(0),
        number(2),
        number(-1),
        number(INT64_MAX),
        text(""),
        text("a"),
        text("2025-01-31"),
        text("(a)+?[b-d]"),
        value_date(m.day),
        value_time(m.time),
        value_time((struct clock_time){ 5, NULL }),
        value_moment(mem, m),
        value_span((struct span){ -90000, 0 }),
        value_months(14),
        value_list(NULL, 0),
        list_of(mem, number(2), number(1), 2),
        list_of(mem, text("a"), text("key"), 2),
        list_of(mem, value_context(entry, 2), value_context(entry, 1), 1),
        value_context(entry, 2),
        value_context(NULL, 0),
        value_range(mem, (struct range){ .low = number(1), .high = number(3) }),
        value_range(mem,
                    (struct range){ .low = { .kind = V_ABSENT }, .high = number(3) }),
        (struct value){ .kind = V_FUNCTION, .u.function = f },
    };
    assert_int_equal(sizeof some / sizeof *some, POOL);
    memcpy(pool, some, sizeof some);
    return POOL;
}

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525 + 1013904223;
    return *seed >> 8;
}

/* Without a null among the arguments there is an answer or an error. */
static void strict_never_makes_a_null(void **state)
{
    (void)state;
    size_t n;
    uint32_t seed = 1;
    const str *name = builtin_names(&n);
    for (size_t i = 0; i < n; i++) {
        struct bench b;
        struct value pool[POOL], arg[4];
        bench_init(&b, false);
        size_t size = fill_pool(&b, pool);
        for (int round = 0; round < ROUNDS; round++) {
            size_t count = next_random(&seed) % 5;
            for (size_t k = 0; k < count; k++)
                arg[k] = pool[next_random(&seed) % size];
            struct value v = builtin_call(&b.run, builtin_find(name[i]), NULL, arg,
                                          count);
            if (v.kind == V_NULL && !str_is(name[i], "onbekend"))
                assert_true(b.run.failed && b.run.err.msg[0]);
            b.run.failed = false;
            b.run.steps = RUN_STEPS_MAX;
        }
        arena_release(&b.mem);
    }
}

/* What the checker refuses, the run refuses; the type it foretells is the type. */
static void check_agrees_with_call(void **state)
{
    (void)state;
    size_t n;
    uint32_t seed = 2;
    const str *name = builtin_names(&n);
    for (size_t i = 0; i < n; i++) {
        struct bench b;
        struct value pool[POOL], arg[4];
        const struct type *type[4], *result = NULL;
        bench_init(&b, false);
        size_t size = fill_pool(&b, pool);
        for (int round = 0; round < ROUNDS; round++) {
            struct err err = { 0 };
            size_t count = next_random(&seed) % 5;
            for (size_t k = 0; k < count; k++) {
                arg[k] = pool[next_random(&seed) % size];
                type[k] = type_of(&b.mem, arg[k]);
            }
            const struct builtin *f = builtin_find(name[i]);
            struct builtin_args given = { NULL, type, count };
            bool fits = builtin_check(&b.mem, f, &given, &result, &err);
            struct value v = builtin_call(&b.run, f, NULL, arg, count);
            assert_true(fits || b.run.failed);
            assert_true(fits || err.msg[0]);
            assert_true(b.run.failed || type_has(result, v));
            b.run.failed = false;
            b.run.steps = RUN_STEPS_MAX;
        }
        arena_release(&b.mem);
    }
}

/* With hardly any work or memory left: an answer or an error, never a crash. */
static void limits_hold_everywhere(void **state)
{
    (void)state;
    size_t n;
    uint32_t seed = 3;
    const str *name = builtin_names(&n);
    for (size_t i = 0; i < n; i++) {
        struct bench b;
        struct value pool[POOL], arg[4];
        bench_init(&b, false);
        size_t size = fill_pool(&b, pool);
        for (int round = 0; round < ROUNDS; round++) {
            size_t count = next_random(&seed) % 5;
            for (size_t k = 0; k < count; k++)
                arg[k] = pool[next_random(&seed) % size];
            b.run.steps = next_random(&seed) % 30;
            b.mem.budget = arena_used(&b.mem) + next_random(&seed) % 200;
            builtin_call(&b.run, builtin_find(name[i]), NULL, arg, count);
            assert_true(!b.run.failed || b.run.err.msg[0]);
            b.run.failed = b.mem.over = false;
        }
        arena_release(&b.mem);
    }
}

static void wrong_names_are_named(void **state)
{
    (void)state;
    struct bench b;
    bench_init(&b, false);
    struct value arg[] = { number(10), number(4) };
    str unknown[] = { STR("dividend"), STR("by") }, twice[] = { STR("n"), STR("n") };
    builtin_call(&b.run, builtin_find(STR("modulo")), unknown, arg, 2);
    assert_string_equal(b.run.err.msg,
                        "\"modulo\" has no parameter \"by\" here: "
                        "modulo(dividend: number, divisor: number): number");
    b.run.failed = false;
    builtin_call(&b.run, builtin_find(STR("decimal")), twice, arg, 2);
    assert_non_null(strstr(b.run.err.msg, "has no parameter \"n\" here"));
    b.run.failed = false;
    builtin_call(&b.run, builtin_find(STR("min")), unknown, arg, 2);
    assert_non_null(strstr(b.run.err.msg, "min(c: comparable value...): Any"));
    b.run.failed = false;
    struct value v = builtin_call(&b.run, builtin_find(STR("min")), (str[]){ STR("c") },
                                  arg, 1);
    assert_true(value_same(v, number(10)));
    builtin_call(&b.run, builtin_find(STR("date")), NULL, arg, 2);
    assert_non_null(strstr(b.run.err.msg, "\"date\" has no form with these 2 arguments"));
    arena_release(&b.mem);
}

static void bad_utf8_is_refused(void **state)
{
    (void)state;
    struct bench b;
    bench_init(&b, false);
    struct value arg[] = { text("a\xC3"), text("a") };
    builtin_call(&b.run, builtin_find(STR("matches")), NULL, arg, 2);
    assert_non_null(strstr(b.run.err.msg, "not valid UTF-8"));
    arena_release(&b.mem);
}

int main(void)
{
    static const struct CMUnitTest test[] = {
        cmocka_unit_test(names_are_sorted_and_found),
        cmocka_unit_test(calls_by_position_and_by_name),
        cmocka_unit_test(strict_fails_and_lenient_is_null),
        cmocka_unit_test(unknown_arguments_give_their_causes),
        cmocka_unit_test(work_is_paid_for),
        cmocka_unit_test(strict_never_makes_a_null),
        cmocka_unit_test(check_agrees_with_call),
        cmocka_unit_test(limits_hold_everywhere),
        cmocka_unit_test(wrong_names_are_named),
        cmocka_unit_test(bad_utf8_is_refused),
    };
    static struct suite s;
    memcpy(s.test, test, sizeof test);
    s.n = sizeof test / sizeof *test;
    suite_rows(&s, explains_itself, signatures);
    return suite_run("builtin", &s);
}
