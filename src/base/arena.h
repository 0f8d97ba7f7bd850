/*
 * arena.h - memory that dies together.
 *
 * One arena per lifetime: a compiled model, a request, a batch of rows.
 * There is no free; rewinding or releasing the arena ends every object in it.
 *
 * Allocation never returns NULL. Two different things can go wrong:
 *   - the work asks for more than its budget: `over` becomes true and stays so
 *     until arena_rewind, allocation goes on (one oversized object is never
 *     built: see arena_fits), and the loop that drives the work must look at
 *     the flag and stop with ERR_LIMIT;
 *   - the machine is out of memory: the process aborts and is restarted.
 */
#ifndef IJK_BASE_ARENA_H
#define IJK_BASE_ARENA_H

#include "base/str.h"

struct arena_block;

enum { ARENA_SMALL = 1 << 16 }; /* counts and sizes whose product cannot overflow */

struct arena {
    struct arena_block *top;
    char *next, *end; /* free room in the top block */
    size_t used;      /* bytes in the blocks below the top one */
    size_t budget;
    bool over;
};

struct arena_mark {
    struct arena_block *block;
    char *next;
    size_t used;
};

/* `budget` is the number of bytes after which `over` is set. */
void arena_init(struct arena *a, size_t budget);
void arena_release(struct arena *a);

/* Bytes handed out since arena_init or the last rewind to the start. */
size_t arena_used(const struct arena *a);

/* True when `n` objects of `size` bytes still fit in the budget; sets `over`
 * when not. Ask before taking something whose size a user controls. */
bool arena_fits(struct arena *a, size_t n, size_t size);

/* Room for `n` objects, not zeroed: for what is filled at once. The overflow check on
 * n * size lives inside. */
void *arena_take_slow(struct arena *a, size_t n, size_t size, size_t align);
static inline void *arena_take_raw(struct arena *a, size_t n, size_t size, size_t align)
{
    size_t pad = (size_t)(-(uintptr_t)a->next & (align - 1));
    size_t room = (size_t)(a->end - a->next);
    if (n >= ARENA_SMALL || size >= ARENA_SMALL || n * size + pad >= room)
        return arena_take_slow(a, n, size, align);
    char *p = a->next + pad;
    a->next = p + n * size;
    return p;
}
#define arena_raw(a, type, n)                                                            \
    ((type *)arena_take_raw((a), (n), sizeof(type), _Alignof(type)))

/* The same, zeroed. */
static inline void *arena_take(struct arena *a, size_t n, size_t size, size_t align)
{
    return memset(arena_take_raw(a, n, size, align), 0, n * size);
}
#define arena_new(a, type, n) ((type *)arena_take((a), (n), sizeof(type), _Alignof(type)))

/* Make what was taken last longer where it stands, from `n` to `more` bytes; false
 * when it was not taken last or the block is full. */
bool arena_extend(struct arena *a, const char *at, size_t n, size_t more);

str arena_str(struct arena *a, str s);    /* a copy */
char *arena_cstr(struct arena *a, str s); /* a NUL-terminated copy */
str arena_printf(struct arena *a, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* Everything taken since the mark is gone after the rewind. A rewind to the start
 * keeps the largest block of ordinary size, so that one per request costs no malloc
 * once the arena has seen a typical request. */
struct arena_mark arena_mark(const struct arena *a);
void arena_rewind(struct arena *a, struct arena_mark m);

#endif
