#include "dmn/verify_int.h"

/*
 * Is there a combination of segments that no rule covers? Inputs are fixed one by
 * one; what is left of the question is the set of rules that cover all inputs fixed
 * so far. When one of them asks nothing of the others, the answer is no; when the
 * set is empty, yes. Different combinations often leave the same rules, so sets that
 * were answered with no are remembered.
 */
enum {
    RECENT = 8,
    BOXES_MAX = 8, /* found before, kept as rules of our own */
    MEMO_BYTES = 32 << 20,
};

struct dimension {
    size_t input, n_seg;
    uint64_t *pass; /* n_seg x words: the rules that cover the segment */
    uint64_t *use;  /* set of the segments that count */
    uint64_t *all;  /* `use` without a restriction to one rule */
    uint64_t *box;  /* of the hole being widened */
};

struct cover {
    struct verifier *v;
    const struct grid *g;
    unsigned fits;
    size_t words; /* of a set of rules */
    size_t n_rule;
    struct dimension dim[VERIFY_VARS_MAX];
    size_t n_dim;
    uint64_t *bound; /* per rule: the inputs of which it does not cover all */
    uint64_t *start; /* the rules that count */
    size_t at[VERIFY_VARS_MAX];
    uint64_t fixed; /* dimensions of the hole found */
    uint64_t *memo; /* n_memo keys of words + 1 */
    uint32_t *slot; /* hash of keys to index + 1 */
    uint32_t *used; /* per key: its slot */
    size_t n_memo, cap_memo, n_slot;
    bool given_up;
};

/* ---- preparation ---- */

static bool fits_at(const struct cover *c, size_t rule, unsigned fits, size_t input,
                    size_t seg)
{
    for (unsigned fit = 0; fit < FIT_COUNT; fit++)
        if ((fits >> fit & 1) &&
            grid_has(grid_set(c->g, rule, (enum fit)fit, input), seg))
            return true;
    return false;
}

static bool covers_all(const struct cover *c, size_t rule, size_t input)
{
    for (size_t s = 0; s < c->g->in[input].n_seg; s++)
        if (!fits_at(c, rule, c->fits, input, s))
            return false;
    return true;
}

static bool tells_apart(const struct cover *c, size_t input)
{
    for (size_t i = 0; i < c->n_rule; i++)
        if (!covers_all(c, i, input))
            return true;
    return false;
}

static bool add_dimension(struct cover *c, size_t input, bool sure)
{
    const struct input *in = &c->g->in[input];
    struct arena *mem = c->v->mem;
    if (c->n_dim == VERIFY_VARS_MAX || !verify_pay(c->v, c->n_rule * in->n_seg) ||
        !arena_fits(mem, in->n_seg + 1, c->words * sizeof *c->start))
        return false;
    struct dimension *d = &c->dim[c->n_dim++];
    *d = (struct dimension){ .input = input, .n_seg = in->n_seg };
    d->pass = arena_new(mem, uint64_t, in->n_seg * c->words);
    d->all = arena_new(mem, uint64_t, in->words);
    d->use = arena_new(mem, uint64_t, in->words);
    d->box = arena_new(mem, uint64_t, in->words);
    for (size_t s = 0; s < in->n_seg; s++) {
        if (!sure || in->seg[s].sure)
            grid_put(d->all, s);
        for (size_t i = 0; i < c->n_rule; i++)
            if (fits_at(c, i, c->fits, input, s))
                grid_put(d->pass + s * c->words, i);
    }
    return true;
}

/* Which inputs does each rule still ask something of, among the segments in use? */
static void bind_rules(struct cover *c)
{
    memset(c->bound, 0, (c->n_rule + BOXES_MAX) * sizeof *c->bound);
    for (size_t k = 0; k < c->n_dim; k++) {
        const struct dimension *d = &c->dim[k];
        verify_pay(c->v, c->words * d->n_seg);
        for (size_t s = 0; s < d->n_seg; s++)
            for (size_t w = 0; w < c->words && grid_has(d->use, s); w++)
                for (uint64_t left = ~d->pass[s * c->words + w] & c->start[w]; left;
                     left &= left - 1)
                    c->bound[w * 64 + (size_t)__builtin_ctzll(left)] |= (uint64_t)1 << k;
    }
}

static void forget(struct cover *c)
{
    while (c->n_memo)
        c->slot[c->used[--c->n_memo]] = 0;
}

static void take_memo(struct cover *c)
{
    size_t key = (c->words + 1) * sizeof *c->memo;
    c->cap_memo = (size_t)64 << (c->n_rule < 11 ? c->n_rule
                                                : 11); /* few rules, few sets */
    if (c->cap_memo > MEMO_BYTES / key)
        c->cap_memo = MEMO_BYTES / key;
    c->n_slot = 2 * c->cap_memo + 1;
    c->memo = arena_take_raw(c->v->mem, c->cap_memo, key, _Alignof(uint64_t));
    c->slot = arena_new(c->v->mem, uint32_t, c->n_slot);
    c->used = arena_raw(c->v->mem, uint32_t, c->cap_memo);
}

void cover_within(struct cover *c, size_t rule, unsigned fits, const uint64_t *among)
{
    for (size_t k = 0; k < c->n_dim; k++) {
        struct dimension *d = &c->dim[k];
        size_t words = c->g->in[d->input].words;
        memcpy(d->use, d->all, words * sizeof *d->use);
        for (size_t s = 0; among && s < d->n_seg; s++)
            if (!fits_at(c, rule, fits, d->input, s))
                d->use[s / 64] &= ~((uint64_t)1 << (s % 64));
    }
    memset(c->start, 0, c->words * sizeof *c->start);
    if (among)
        memcpy(c->start, among, (c->n_rule + 63) / 64 * sizeof *among);
    for (size_t i = 0; !among && i < c->n_rule; i++)
        grid_put(c->start, i);
    bind_rules(c);
    forget(c);
}

struct cover *verify_cover(struct verifier *v, const struct grid *g, unsigned fits,
                           bool sure)
{
    struct cover *c = arena_new(v->mem, struct cover, 1);
    *c = (struct cover){ .v = v, .g = g, .fits = fits, .n_rule = g->n_rule };
    c->words = (g->n_rule + BOXES_MAX + 63) / 64;
    c->start = arena_new(v->mem, uint64_t, c->words);
    c->bound = arena_new(v->mem, uint64_t, c->words * 64);
    for (size_t k = 0; k < g->n_in; k++)
        if (tells_apart(c, k) && !add_dimension(c, k, sure))
            return NULL;
    take_memo(c);
    cover_within(c, 0, 0, NULL);
    return v->mem->over ? NULL : c;
}

/* ---- memory of sets without a hole ---- */

static uint64_t hash_key(const uint64_t *set, size_t words, uint64_t free)
{
    uint64_t h = free * 0x9E3779B97F4A7C15u;
    for (size_t w = 0; w < words; w++)
        h = (h ^ (h >> 29) ^ set[w]) * 0xBF58476D1CE4E5B9u;
    return h ^ (h >> 32);
}

/* The slot of a key, taken or free. */
static size_t find_slot(const struct cover *c, const uint64_t *set, uint64_t free)
{
    size_t at = hash_key(set, c->words, free) % c->n_slot;
    for (; c->slot[at]; at = (at + 1) % c->n_slot) {
        const uint64_t *key = c->memo + (c->slot[at] - 1) * (c->words + 1);
        if (key[c->words] == free && memcmp(key, set, c->words * sizeof *set) == 0)
            break;
    }
    return at;
}

static void remember(struct cover *c, const uint64_t *set, uint64_t free)
{
    if (c->n_memo == c->cap_memo)
        return;
    size_t at = find_slot(c, set, free);
    if (c->slot[at])
        return;
    uint64_t *key = c->memo + c->n_memo * (c->words + 1);
    memcpy(key, set, c->words * sizeof *set);
    key[c->words] = free;
    c->used[c->n_memo] = (uint32_t)at;
    c->slot[at] = (uint32_t)++c->n_memo;
}

/* ---- search ---- */

/* What the rule that asks least still asks; SIZE_MAX when no rule is left. */
static size_t least_bound(const struct cover *c, const uint64_t *set, uint64_t free,
                          uint64_t *asked)
{
    size_t best = SIZE_MAX;
    for (size_t w = 0; w < c->words; w++)
        for (uint64_t left = set[w]; left; left &= left - 1) {
            uint64_t bound = c->bound[w * 64 + (size_t)__builtin_ctzll(left)] & free;
            size_t n = (size_t)__builtin_popcountll(bound);
            if (n < best) {
                best = n;
                *asked = bound;
                if (n == 0)
                    return 0;
            }
        }
    return best;
}

static bool contains(const uint64_t *set, const uint64_t *part, size_t words)
{
    for (size_t w = 0; w < words; w++)
        if (part[w] & ~set[w])
            return false;
    return true;
}

/* Of the inputs asked for, the one that most of the rules left distinguish. */
static size_t choose(const struct cover *c, const uint64_t *set, uint64_t asked)
{
    size_t count[VERIFY_VARS_MAX] = { 0 }, best = (size_t)__builtin_ctzll(asked);
    if (!(asked & (asked - 1)))
        return best;
    for (size_t w = 0; w < c->words; w++)
        for (uint64_t left = set[w]; left; left &= left - 1) {
            uint64_t bound = c->bound[w * 64 + (size_t)__builtin_ctzll(left)] & asked;
            for (; bound; bound &= bound - 1)
                count[__builtin_ctzll(bound)]++;
        }
    for (uint64_t left = asked; left; left &= left - 1)
        if (count[__builtin_ctzll(left)] > count[best])
            best = (size_t)__builtin_ctzll(left);
    return best;
}

static bool search(struct cover *c, const uint64_t *set, uint64_t free);

/* Fix dimension `k` to each of its segments in turn. A segment that leaves at least
 * the rules of one shortly before it, which had no hole, needs no look. */
static bool try_segments(struct cover *c, const uint64_t *set, uint64_t free, size_t k)
{
    const struct dimension *d = &c->dim[k];
    size_t n = 0;
    if (!arena_fits(c->v->mem, d->n_seg + 1, c->words * sizeof *set)) {
        c->given_up = true;
        return false;
    }
    uint64_t *tried = arena_raw(c->v->mem, uint64_t, (d->n_seg + 1) * c->words);
    for (size_t s = 0; s < d->n_seg && !c->given_up; s++) {
        uint64_t *left = tried + n * c->words;
        bool known = !grid_has(d->use, s);
        if (known)
            continue;
        for (size_t w = 0; w < c->words; w++)
            left[w] = set[w] & d->pass[s * c->words + w];
        for (size_t i = n > RECENT ? n - RECENT : 0; i < n && !known; i++)
            known = contains(left, tried + i * c->words, c->words);
        if (!verify_pay(c->v, c->words * (n < RECENT ? n + 1 : RECENT)))
            c->given_up = true;
        if (known)
            continue;
        n++;
        if (search(c, left, free & ~((uint64_t)1 << k))) {
            c->at[k] = s;
            c->fixed |= (uint64_t)1 << k;
            return true;
        }
    }
    return false;
}

/* One level per input, so at most VERIFY_VARS_MAX deep. */
static bool search(struct cover *c, const uint64_t *set, uint64_t free)
{
    uint64_t asked = 0;
    verify_pay(c->v, c->words + 8);
    size_t n = least_bound(c, set, free, &asked);
    if (n == 0)
        return false;
    if (n == SIZE_MAX)
        return true;
    if (c->v->work == 0)
        c->given_up = true;
    if (c->given_up || c->slot[find_slot(c, set, free)])
        return false;
    struct arena_mark start = arena_mark(c->v->mem);
    bool found = try_segments(c, set, free, choose(c, set, asked));
    arena_rewind(c->v->mem, start);
    if (!found && !c->given_up)
        remember(c, set, free);
    return found;
}

/* ---- what to make of a hole ---- */

/* Rules that no dimension but `k` keeps out of the box. */
static void kept_out_by(struct cover *c, size_t k, uint64_t *in)
{
    memcpy(in, c->start, c->words * sizeof *in);
    for (size_t i = 0; i < c->n_dim; i++) {
        const struct dimension *d = &c->dim[i];
        if (i == k || !(c->fixed >> i & 1))
            continue;
        for (size_t w = 0; w < c->words; w++) {
            uint64_t any = 0;
            for (size_t s = 0; s < d->n_seg; s++)
                if (grid_has(d->box, s))
                    any |= d->pass[s * c->words + w];
            in[w] &= any;
        }
        verify_pay(c->v, d->n_seg * c->words);
    }
}

static bool meets(const uint64_t *a, const uint64_t *b, size_t words)
{
    for (size_t w = 0; w < words; w++)
        if (a[w] & b[w])
            return true;
    return false;
}

/* Take in, input by input, every segment that still leaves no rule. */
static void widen(struct cover *c)
{
    uint64_t *in = arena_raw(c->v->mem, uint64_t, c->words);
    for (size_t k = 0; k < c->n_dim; k++) {
        memset(c->dim[k].box, 0, c->g->in[c->dim[k].input].words * sizeof(uint64_t));
        if (c->fixed >> k & 1)
            grid_put(c->dim[k].box, c->at[k]);
    }
    for (size_t k = 0; k < c->n_dim; k++) {
        struct dimension *d = &c->dim[k];
        bool all = true;
        if (!(c->fixed >> k & 1))
            continue;
        kept_out_by(c, k, in);
        for (size_t s = 0; s < d->n_seg; s++) {
            if (!grid_has(d->use, s))
                continue;
            if (meets(in, d->pass + s * c->words, c->words))
                all = false;
            else
                grid_put(d->box, s);
        }
        if (all)
            c->fixed &= ~((uint64_t)1 << k);
    }
}

/* The box becomes a rule, so that the next search finds something else. */
static void close_box(struct cover *c)
{
    size_t rule = c->n_rule;
    while (rule < c->words * 64 && grid_has(c->start, rule))
        rule++;
    if (rule == c->words * 64)
        return;
    grid_put(c->start, rule);
    for (size_t k = 0; k < c->n_dim; k++)
        for (size_t s = 0; s < c->dim[k].n_seg; s++) {
            uint64_t *pass = c->dim[k].pass + s * c->words;
            pass[rule / 64] &= ~((uint64_t)1 << (rule % 64));
            if (!(c->fixed >> k & 1) || grid_has(c->dim[k].box, s))
                grid_put(pass, rule);
        }
    bind_rules(c);
    forget(c);
}

static void put_box(struct cover *c, struct hole_box *out)
{
    out->n = 0;
    for (size_t k = 0; k < c->n_dim; k++) {
        const struct dimension *d = &c->dim[k];
        if (!(c->fixed >> k & 1))
            continue;
        size_t words = c->g->in[d->input].words;
        uint64_t *set = arena_new(c->v->mem, uint64_t, words);
        memcpy(set, d->box, words * sizeof *set);
        out->set[out->n] = set;
        out->at[out->n] = c->at[k];
        out->input[out->n++] = d->input;
    }
}

enum hole cover_find(struct cover *c, struct hole_box *out)
{
    uint64_t free = c->n_dim == 64 ? ~(uint64_t)0 : ((uint64_t)1 << c->n_dim) - 1;
    c->fixed = 0;
    c->given_up = false;
    for (size_t k = 0; k < c->n_dim; k++) {
        bool any = false;
        for (size_t w = 0; w < c->g->in[c->dim[k].input].words; w++)
            any |= c->dim[k].use[w] != 0;
        if (!any)
            return HOLE_NONE; /* an input without values: nothing to cover */
    }
    if (!search(c, c->start, free))
        return c->given_up ? HOLE_GIVEN_UP : HOLE_NONE;
    if (!out)
        return HOLE_FOUND;
    widen(c);
    put_box(c, out);
    close_box(c);
    return HOLE_FOUND;
}
