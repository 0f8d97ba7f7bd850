/*
 * feel_file.h - the cases of a *.t file; README.md here describes the format.
 */
#ifndef IJK_TESTS_FEEL_FILE_H
#define IJK_TESTS_FEEL_FILE_H

#include "base/err.h"

enum { WITH_MAX = 16 };

struct feel_case {
    int line; /* of its first line, for messages */
    str name, expr;
    bool is_tests, is_lenient;
    struct {
        str name, expr;
    } with[WITH_MAX];
    size_t n_with;
    str gives, text, type, why, says; /* at == NULL: not asked */
    str error_code, error_at;
};

struct feel_file {
    struct feel_case *at;
    size_t n;
};

/* Read all cases; names are unique and each expects something, or false. */
bool feel_file_parse(struct arena *mem, str text, struct feel_file *out, struct err *err);

#endif
