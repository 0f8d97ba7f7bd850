#include "base/arena.h"

#include "unit.h"

static const struct take_case {
    const char *name;
    size_t n, size, align;
} take_cases[] = {
    // clang-format off
    { "one byte",                  1,       1,  1 },
    { "odd size",                  3,       7,  4 },
    { "widest alignment",          5,      16, 16 },
    { "nothing",                   0,       8,  8 },
    { "larger than a first block", 40000,   1,  8 },
    { "larger than any block",     3000000, 1, 16 },
    // clang-format on
};

static void takes_zeroed_and_aligned(void **state)
{
    const struct take_case *c = *state;
    struct arena a;
    arena_init(&a, 1u << 30);
    memset(arena_raw(&a, char, 3), 'x', 3); /* so that alignment has work to do */
    unsigned char *p = arena_take(&a, c->n, c->size, c->align);
    assert_int_equal((uintptr_t)p % c->align, 0);
    for (size_t i = 0; i < c->n * c->size; i++)
        assert_int_equal(p[i], 0);
    assert_true(arena_used(&a) >= 3 + c->n * c->size);
    assert_false(a.over);
    arena_release(&a);
    assert_int_equal(arena_used(&a), 0);
}

static void keeps_objects_apart(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 1u << 30);
    unsigned *at[2000];
    for (unsigned i = 0; i < 2000; i++) {
        at[i] = arena_new(&a, unsigned, 1 + i % 50);
        for (unsigned j = 0; j < 1 + i % 50; j++)
            at[i][j] = i;
    }
    for (unsigned i = 0; i < 2000; i++)
        for (unsigned j = 0; j < 1 + i % 50; j++)
            assert_int_equal(at[i][j], i);
    arena_release(&a);
}

static void says_when_over_budget(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 100000);
    struct arena_mark start = arena_mark(&a);
    for (int i = 0; i < 40 && !a.over; i++)
        memset(arena_raw(&a, char, 10000), 'x', 10000); /* goes on: never NULL */
    assert_true(a.over);
    assert_true(arena_used(&a) < 300000);
    arena_rewind(&a, start);
    assert_false(a.over);
    arena_release(&a);
}

static const struct fits_case {
    const char *name;
    size_t n, size;
    bool want;
} fits_cases[] = {
    // clang-format off
    { "fits exactly",           100, 10,           true },
    { "one too many",           1001, 1,           false },
    { "product overflows",      SIZE_MAX, 16,      false },
    { "objects of no size",     SIZE_MAX, 0,       true },
    { "no objects",             0, SIZE_MAX,       true },
    // clang-format on
};

static void knows_what_fits(void **state)
{
    const struct fits_case *c = *state;
    struct arena a;
    arena_init(&a, 1000);
    assert_int_equal(arena_fits(&a, c->n, c->size), c->want);
    assert_int_equal(a.over, !c->want);
    assert_null(a.top);
}

static const struct rewind_case {
    const char *name;
    size_t before, after;
} rewind_cases[] = {
    // clang-format off
    { "rewind within a block",      100,    100 },
    { "rewind over a block border", 100,    40000 },
    { "rewind over many blocks",    40000,  5000000 },
    { "rewind to the start",        0,      100 },
    { "rewind far to the start",    0,      5000000 },
    // clang-format on
};

static void rewinds(void **state)
{
    const struct rewind_case *c = *state;
    struct arena a;
    arena_init(&a, 1u << 30);
    char *kept = c->before ? arena_raw(&a, char, c->before) : NULL;
    if (kept)
        memset(kept, 'k', c->before);
    size_t used = arena_used(&a);
    struct arena_mark m = arena_mark(&a);
    for (int round = 0; round < 3; round++) {
        for (size_t n = 0; n < c->after; n += 1000)
            memset(arena_raw(&a, char, 1000), 'x', 1000);
        arena_rewind(&a, m);
        assert_int_equal(arena_used(&a), used);
    }
    for (size_t i = 0; kept && i < c->before; i++)
        assert_int_equal(kept[i], 'k');
    arena_release(&a);
}

static void reuses_its_block(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 1u << 30);
    struct arena_mark start = arena_mark(&a);
    char *first = arena_raw(&a, char, 100);
    for (int i = 0; i < 100; i++) {
        arena_rewind(&a, start);
        assert_ptr_equal(arena_raw(&a, char, 100), first);
    }
    arena_release(&a);
}

/* Once it has seen a large request, an arena that is rewound has room for the next. */
static void keeps_its_largest_block(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 1u << 30);
    struct arena_mark start = arena_mark(&a);
    for (int i = 0; i < 100; i++)
        (void)arena_raw(&a, char, 1000);
    arena_rewind(&a, start);
    const char *first = arena_raw(&a, char, 1);
    for (int i = 0; i < 40; i++)
        (void)arena_raw(&a, char, 1000);
    assert_int_equal(arena_raw(&a, char, 1) - first, 40001);
    (void)arena_raw(&a, char, 10000000); /* one huge object is not kept */
    arena_rewind(&a, start);
    assert_int_equal(arena_used(&a), 0);
    arena_release(&a);
}

static void extends_what_came_last(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 1u << 30);
    const char *one = arena_raw(&a, char, 10);
    assert_true(arena_extend(&a, one, 10, 20));
    const char *two = arena_raw(&a, char, 10);
    assert_ptr_equal(two, one + 20);
    assert_false(arena_extend(&a, one, 20, 30));
    assert_false(arena_extend(&a, two, 10, 100000)); /* the block is full */
    assert_false(arena_extend(&a, two, 10, 5));
    assert_false(arena_extend(&a, NULL, 0, 5));
    assert_true(arena_extend(&a, two, 10, 30));
    assert_int_equal(arena_used(&a), 50);
    arena_release(&a);
}

static void copies_text(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 1u << 30);
    char source[] = "melding";
    str copy = arena_str(&a, str_of(source));
    char *z = arena_cstr(&a, (str){ source, 3 });
    source[0] = 'x';
    assert_str(copy, "melding");
    assert_string_equal(z, "mel");
    assert_string_equal(arena_cstr(&a, (str){ 0 }), "");
    assert_str(arena_printf(&a, "%d %s", 12, "minuten"), "12 minuten");
    str longer = arena_printf(&a, "%0*d", 3000, 7);
    assert_int_equal(longer.n, 3000);
    assert_int_equal(longer.at[2999], '7');
    arena_release(&a);
}

int main(void)
{
    static struct suite s;
    suite_rows(&s, takes_zeroed_and_aligned, take_cases);
    suite_rows(&s, knows_what_fits, fits_cases);
    suite_rows(&s, rewinds, rewind_cases);
    suite_add(&s, "objects do not overlap", keeps_objects_apart, NULL);
    suite_add(&s, "over budget is a flag", says_when_over_budget, NULL);
    suite_add(&s, "a rewind keeps a block", reuses_its_block, NULL);
    suite_add(&s, "a rewind keeps the largest block", keeps_its_largest_block, NULL);
    suite_add(&s, "what came last can grow", extends_what_came_last, NULL);
    suite_add(&s, "text is copied", copies_text, NULL);
    return suite_run("arena", &s);
}
