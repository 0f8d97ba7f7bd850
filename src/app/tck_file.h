/*
 * tck_file.h - the test files of the DMN TCK (`*-test-*.xml`), and when a
 * computed value is the expected one.
 */
#ifndef IJK_APP_TCK_FILE_H
#define IJK_APP_TCK_FILE_H

#include "feel/value.h"

/* An input with its value, or a result with the expected one. */
struct tck_node {
    str name, namespace_; /* namespace_ empty: of the model itself */
    struct value value;
    bool error_result; /* an error is expected */
};

enum tck_kind { TCK_DECISION, TCK_BKM, TCK_SERVICE };

struct tck_case {
    str id;
    enum tck_kind kind;
    str invocable; /* what to call, when kind is not TCK_DECISION */
    const struct tck_node *input, *result;
    size_t n_input, n_result;
};

struct tck_file {
    str model; /* file name, in the folder of the test file */
    const str *label;
    const struct tck_case *test;
    size_t n_label, n_test;
};

/* Read a test file; everything lives in `mem`. False with an err that says where. */
bool tck_read(struct arena *mem, str file, str bytes, struct tck_file *out,
              struct err *err);

/* Numbers may differ by 1e-8; all else is equal as FEEL has it, and null only to null. */
bool tck_equal(struct value expected, struct value actual);

#endif
