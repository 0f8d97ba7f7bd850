/*
 * json_int.h - what json.c and json_keys.c share.
 */
#ifndef IJK_BASE_JSON_INT_H
#define IJK_BASE_JSON_INT_H

#include "base/json.h"

/* The later of two members with one name, or NULL. Takes time that grows with
 * the size of the keys (times its logarithm) for any input; `scratch` is for
 * its own use. */
const struct json_member *json_duplicate(struct arena *scratch,
                                         const struct json_member *m, size_t n);

#endif
