/*
 * tck_run.h - run the cases of one TCK test file against our engine, in lenient
 * mode, which is the behaviour of the specification.
 */
#ifndef IJK_APP_TCK_RUN_H
#define IJK_APP_TCK_RUN_H

#include "app/tck_file.h"

/* How one case ended. The texts live until the next case. */
struct tck_outcome {
    const struct tck_file *file;
    str id;
    bool passed;
    bool has_value; /* an expected value is not null */
    str why;        /* of a failure: node, expected value, what came out */
};

struct tck_runner {
    void (*report)(void *ctx, const struct tck_outcome *outcome);
    void *ctx;
    const struct moment *now;
};

/* Run the test file `path` with the model next to it. False when it cannot be
 * read; a model that does not load makes its cases fail. */
bool tck_run(const struct tck_runner *runner, const char *path, struct err *err);

#endif
