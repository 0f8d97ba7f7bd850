#include "base/json_int.h"

#include <stdlib.h>

static uint64_t hash(str key)
{
    uint64_t h = key.n;
    for (size_t i = 0; i < key.n; i += 8) {
        uint64_t w = 0;
        memcpy(&w, key.at + i, key.n - i < 8 ? key.n - i : 8);
        h = (h ^ w) * 0x9E3779B97F4A7C15u;
        h ^= h >> 32;
    }
    return h;
}

struct entry {
    const struct json_member *member;
};

static int by_key(const void *a, const void *b)
{
    const struct json_member *x = ((const struct entry *)a)->member;
    const struct json_member *y = ((const struct entry *)b)->member;
    int c = str_cmp(x->key, y->key);
    return c ? c : (x > y) - (x < y);
}

static const struct json_member *sorted_duplicate(struct arena *scratch,
                                                  const struct json_member *m, size_t n)
{
    struct entry *in_order = arena_raw(scratch, struct entry, n);
    for (size_t i = 0; i < n; i++)
        in_order[i].member = &m[i];
    qsort(in_order, n, sizeof *in_order, by_key);
    for (size_t i = 1; i < n; i++)
        if (str_eq(in_order[i - 1].member->key, in_order[i].member->key))
            return in_order[i].member;
    return NULL;
}

/* A hash table does for keys as people write them. Whoever chooses keys that
 * collide gets the slower way, not a quadratic one. */
const struct json_member *json_duplicate(struct arena *scratch,
                                         const struct json_member *m, size_t n)
{
    size_t slots = 64, probes = 4 * n + 64;
    while (slots < 2 * n)
        slots *= 2;
    uint32_t *table = arena_new(scratch, uint32_t, slots);
    for (size_t i = 0; i < n; i++) {
        size_t at = hash(m[i].key) & (slots - 1);
        for (; table[at]; at = (at + 1) & (slots - 1)) {
            if (str_eq(m[table[at] - 1].key, m[i].key))
                return &m[i];
            if (probes-- == 0)
                return sorted_duplicate(scratch, m, n);
        }
        table[at] = (uint32_t)i + 1;
    }
    return NULL;
}
