/*
 * from_json.h - facts from JSON, guided by their type.
 *
 * JSON has no dates: a text becomes a date, time or duration where the type
 * asks for one. null, and an entry the type has and the object lacks, become
 * unknowns that know their own path ("huisgenoten[0].leeftijd"), so that an
 * outcome can say which fact was missing.
 */
#ifndef IJK_FEEL_FROM_JSON_H
#define IJK_FEEL_FROM_JSON_H

#include "feel/type.h"

/* `path` names the value itself ("huisgenoten"). Faults (wrong type, a date that
 * does not exist, an entry the type does not have) go to `findings`, each with
 * its path as place; those about entries that are not known are warnings.
 * False when there were errors; *out is then untouched. */
bool value_from_json(struct arena *mem, const struct json *j, const struct type *type,
                     str path, struct value *out, struct findings *findings);

#endif
