#include "policy/digest.h"

#include <sodium/crypto_hash_sha256.h>

struct digest {
    crypto_hash_sha256_state state;
};

struct digest *digest_new(struct arena *mem)
{
    struct digest *d = arena_new(mem, struct digest, 1);
    crypto_hash_sha256_init(&d->state);
    return d;
}

static void add_counted(struct digest *d, str s)
{
    unsigned char n[8];
    for (size_t i = 0; i < sizeof n; i++)
        n[i] = (unsigned char)((uint64_t)s.n >> (8 * i));
    crypto_hash_sha256_update(&d->state, n, sizeof n);
    crypto_hash_sha256_update(&d->state, (const unsigned char *)s.at, s.n);
}

void digest_add(struct digest *d, str name, str content)
{
    add_counted(d, name);
    add_counted(d, content);
}

str digest_hex(struct arena *mem, struct digest *d)
{
    static const char digit[] = "0123456789abcdef";
    unsigned char sum[crypto_hash_sha256_BYTES];
    crypto_hash_sha256_final(&d->state, sum);
    char *at = arena_raw(mem, char, 2 * sizeof sum);
    for (size_t i = 0; i < sizeof sum; i++) {
        at[2 * i] = digit[sum[i] >> 4];
        at[2 * i + 1] = digit[sum[i] & 15];
    }
    return (str){ at, 2 * sizeof sum };
}
