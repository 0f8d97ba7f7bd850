#include "base/arena.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

struct arena_block {
    struct arena_block *below;
    size_t size; /* bytes in data */
    _Alignas(16) char data[];
};

enum {
    BLOCK_FIRST = 16 * 1024,
    BLOCK_MAX = 1024 * 1024,
};

void arena_init(struct arena *a, size_t budget)
{
    *a = (struct arena){ .budget = budget };
}

void arena_release(struct arena *a)
{
    while (a->top) {
        struct arena_block *below = a->top->below;
        free(a->top);
        a->top = below;
    }
    arena_init(a, a->budget);
}

size_t arena_used(const struct arena *a)
{
    return a->used + (a->top ? (size_t)(a->next - a->top->data) : 0);
}

bool arena_fits(struct arena *a, size_t n, size_t size)
{
    size_t used = arena_used(a);
    if (used > a->budget || (size && n > (a->budget - used) / size))
        a->over = true;
    return !a->over;
}

static void push_block(struct arena *a, size_t need)
{
    size_t size = a->top ? a->top->size * 2 : BLOCK_FIRST;
    if (size > BLOCK_MAX)
        size = BLOCK_MAX;
    if (size < need)
        size = need;
    if (size > SIZE_MAX - sizeof(struct arena_block))
        abort();
    struct arena_block *b = malloc(sizeof *b + size);
    if (!b)
        abort();
    a->used = arena_used(a);
    b->below = a->top;
    b->size = size;
    a->top = b;
    a->next = b->data;
    a->end = b->data + size;
    if (a->used > a->budget)
        a->over = true;
}

void *arena_take_slow(struct arena *a, size_t n, size_t size, size_t align)
{
    assert(align && align <= 16 && (align & (align - 1)) == 0);
    if (size && n > (SIZE_MAX / 2) / size)
        abort();
    size_t bytes = n * size;
    size_t pad = (size_t)(-(uintptr_t)a->next & (align - 1));
    if (!a->top || (size_t)(a->end - a->next) < bytes + pad) {
        push_block(a, bytes + align);
        pad = (size_t)(-(uintptr_t)a->next & (align - 1));
    }
    char *p = a->next + pad;
    a->next = p + bytes;
    return p;
}

bool arena_extend(struct arena *a, const char *at, size_t n, size_t more)
{
    if (!at || at + n != a->next || more < n || more - n > (size_t)(a->end - a->next))
        return false;
    a->next += more - n;
    return true;
}

str arena_str(struct arena *a, str s)
{
    return (str){ arena_cstr(a, s), s.n };
}

char *arena_cstr(struct arena *a, str s)
{
    char *p = arena_raw(a, char, s.n + 1);
    if (s.n)
        memcpy(p, s.at, s.n);
    p[s.n] = '\0';
    return p;
}

str arena_printf(struct arena *a, const char *fmt, ...)
{
    char small[256];
    va_list ap, again;
    va_start(ap, fmt);
    va_copy(again, ap);
    int n = vsnprintf(small, sizeof small, fmt, ap);
    va_end(ap);
    assert(n >= 0);
    char *p = arena_raw(a, char, (size_t)n + 1);
    vsnprintf(p, (size_t)n + 1, fmt, again);
    va_end(again);
    return (str){ p, (size_t)n };
}

struct arena_mark arena_mark(const struct arena *a)
{
    return (struct arena_mark){ a->top, a->next, a->used };
}

/* Free the blocks from `b` down to, and without, `end`. */
static void free_blocks(struct arena_block *b, const struct arena_block *end)
{
    while (b != end) {
        struct arena_block *below = b->below;
        free(b);
        b = below;
    }
}

/* The block that an emptied arena goes on with; the others are freed. Blocks grow
 * upwards, so it is the highest one that was not made for one huge object. */
static struct arena_block *keep_one(struct arena_block *top)
{
    struct arena_block *keep = top;
    while (keep->below && keep->size > BLOCK_MAX)
        keep = keep->below;
    free_blocks(top, keep);
    free_blocks(keep->below, NULL);
    keep->below = NULL;
    return keep;
}

void arena_rewind(struct arena *a, struct arena_mark m)
{
    if (m.block) {
        free_blocks(a->top, m.block);
        a->top = m.block;
        a->next = m.next;
    } else if (a->top) {
        a->top = keep_one(a->top);
        a->next = a->top->data;
    }
    if (a->top)
        a->end = a->top->data + a->top->size;
    a->used = m.used;
    a->over = false;
}
