/*
 * unit.h - table-driven tests with cmocka: one named test per row.
 *
 * A row is a struct whose member `name` is unique within the program. The test
 * function gets it as *state. `meson test` sets CMOCKA_MESSAGE_OUTPUT=TAP, so
 * that every row is counted.
 */
#ifndef IJK_TESTS_UNIT_H
#define IJK_TESTS_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/str.h"

enum { SUITE_MAX = 4000 };

struct suite {
    struct CMUnitTest test[SUITE_MAX];
    size_t n;
};

static inline void suite_add(struct suite *s, const char *name, CMUnitTestFunction test,
                             const void *row)
{
    assert_true(s->n < SUITE_MAX);
    for (size_t i = 0; i < s->n; i++)
        assert_string_not_equal(s->test[i].name, name);
    s->test[s->n++] = (struct CMUnitTest){ .name = name,
                                           .test_func = test,
                                           .initial_state = (void *)(uintptr_t)row };
}

/* One test per row of an array of structs with a `name`. */
#define suite_rows(s, run, table)                                                        \
    for (size_t suite_i = 0; suite_i < sizeof(table) / sizeof *(table); suite_i++)       \
    suite_add((s), (table)[suite_i].name, (run), &(table)[suite_i])

static inline int suite_run(const char *name, struct suite *s)
{
    return _cmocka_run_group_tests(name, s->test, s->n, NULL, NULL);
}

#define assert_str(got, want) assert_text((got), (want), __FILE__, __LINE__)

static inline void assert_text(str got, const char *want, const char *file, int line)
{
    if (str_is(got, want))
        return;
    print_error("got \"%.*s\", want \"%s\"\n", STR_ARG(got), want);
    _fail(file, line);
}

#endif
