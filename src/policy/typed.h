/*
 * typed.h - the text of a figure becomes a value of the type that the model gives it.
 */
#ifndef IJK_POLICY_TYPED_H
#define IJK_POLICY_TYPED_H

#include "feel/type.h"
#include "policy/yaml.h"

/*
 * Read `y` as a value of `type`: a number, `true` or `false`, a text, a date, a
 * list, or a map for a context. For a list of contexts with two entries a map is
 * allowed too: each member gives the first entry (its key) and the second (its value).
 * Null is null. Allowed values are not looked at. False with an err that has a place.
 */
bool typed_read(struct arena *mem, const struct type *type, const struct yaml_tree *y,
                str file, struct value *out, struct err *err);

#endif
