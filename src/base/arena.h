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

/* Zeroed room for `n` objects; the overflow check on n * size lives inside. */
void *arena_take(struct arena *a, size_t n, size_t size, size_t align);
#define arena_new(a, type, n) ((type *)arena_take((a), (n), sizeof(type), _Alignof(type)))

/* The same, not zeroed: for room that is filled at once. */
void *arena_take_raw(struct arena *a, size_t n, size_t size, size_t align);
#define arena_raw(a, type, n)                                                            \
    ((type *)arena_take_raw((a), (n), sizeof(type), _Alignof(type)))

str arena_str(struct arena *a, str s);    /* a copy */
char *arena_cstr(struct arena *a, str s); /* a NUL-terminated copy */
str arena_printf(struct arena *a, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* Everything taken since the mark is gone after the rewind. The memory of at
 * least one block is kept for reuse, so a rewind per request costs no malloc. */
struct arena_mark arena_mark(const struct arena *a);
void arena_rewind(struct arena *a, struct arena_mark m);

#endif
