/*
 * digest.h - SHA-256, to say exactly which policy a decision rests on.
 */
#ifndef IJK_POLICY_DIGEST_H
#define IJK_POLICY_DIGEST_H

#include "base/arena.h"

struct digest; /* a running digest */

/* An empty one. */
struct digest *digest_new(struct arena *mem);

/* Add a name with its content. Both lengths go in too, so that no other division
 * of the same bytes over names and contents gives the same digest. */
void digest_add(struct digest *d, str name, str content);

/* The 64 lower-case hexadecimal digits; the digest is then used up. */
str digest_hex(struct arena *mem, struct digest *d);

#endif
