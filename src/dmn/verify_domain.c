#include "dmn/verify_int.h"

#include <stdlib.h>

enum { SEGMENTS_MAX = 20000 };

/* A test that every value of the input passes: allowed values, input values. */
struct filter {
    const struct node *tests;
    uint16_t slot;
    struct look look;
    bool exact; /* constant on each segment */
};

struct builder {
    struct verifier *v;
    const struct site *site;
    struct input *in;
    struct cuts *cuts;
    struct filter *filter;
    size_t n_filter, cap_seg;
    bool natural; /* a count: not negative */
};

static enum value_kind kind_of(const struct type *t)
{
    static const enum value_kind kind[] = {
        [TYPE_BOOL] = V_BOOL,   [TYPE_NUM] = V_NUM,
        [TYPE_STR] = V_STR,     [TYPE_DATE] = V_DATE,
        [TYPE_TIME] = V_TIME,   [TYPE_MOMENT] = V_MOMENT,
        [TYPE_SPAN] = V_SPAN,   [TYPE_MONTHS] = V_MONTHS,
        [TYPE_LIST] = V_LIST,   [TYPE_CONTEXT] = V_CONTEXT,
        [TYPE_RANGE] = V_RANGE, [TYPE_FUNCTION] = V_FUNCTION,
    };
    return t->kind == TYPE_ANY || t->kind == TYPE_NULL ? V_ABSENT : kind[t->kind];
}

enum value_kind verify_kind(const struct site *site, const struct input *in)
{
    enum value_kind kind = kind_of(in->expression->type);
    for (size_t i = 0; i < in->n_column && kind == V_ABSENT; i++)
        kind = kind_of(site->table->input[in->column[i]].type);
    return kind;
}

bool verify_decides(const struct input *in, const struct cuts *cuts,
                    const struct look *look)
{
    if (in->finite)
        return look->closed;
    if (in->opaque)
        return look->steps && cuts->n == 0;
    return look->steps && (!look->whole_too || in->whole) &&
           (!look->ordered || in->kind != V_STR);
}

/* ---- what restricts the values ---- */

static void add_filter(struct builder *b, const struct node *tests, uint16_t slot)
{
    for (size_t i = 0; i < b->n_filter; i++)
        if (b->filter[i].tests == tests)
            return;
    b->filter[b->n_filter++] = (struct filter){ .tests = tests, .slot = slot };
}

static void collect_filters(struct builder *b)
{
    const struct input *in = b->in;
    b->filter = arena_new(b->v->mem, struct filter, 2 * in->n_column + 1);
    if (in->expression->type->allowed)
        add_filter(b, in->expression->type->allowed->tests, 0);
    for (size_t i = 0; i < in->n_column; i++) {
        const struct table_input *column = &b->site->table->input[in->column[i]];
        if (column->type->allowed)
            add_filter(b, column->type->allowed->tests, 0);
        if (column->allowed)
            add_filter(b, column->allowed, column->slot);
    }
}

/* `"a", "b", "c"`: the only values there are. */
static bool plain_list(struct builder *b, const struct node *tests, struct values_of *out)
{
    const struct node *n = verify_unwrap(tests);
    if (n->kind != NODE_TESTS || n->flags & NODE_NEGATED)
        return false;
    out->n = 0;
    out->at = arena_new(b->v->mem, struct value, n->u.in.n);
    for (size_t i = 0; i < n->u.in.n; i++) {
        const struct node *t = verify_unwrap(n->u.in.test[i]);
        if (t->kind != NODE_CONST || t->u.value.kind == V_RANGE ||
            t->u.value.kind == V_LIST || t->u.value.kind == V_FUNCTION)
            return false;
        if (t->u.value.kind != V_NULL)
            out->at[out->n++] = t->u.value;
    }
    return out->n > 0;
}

/* The values, when there are only few; bounded when that is not by their type. */
static bool few_values(struct builder *b, struct values_of *out)
{
    struct input *in = b->in;
    const struct node *expression = verify_unwrap(in->expression);
    if (expression->kind == NODE_CONST && expression->u.value.kind != V_NULL &&
        expression->u.value.kind < V_LIST) {
        out->at = arena_new(b->v->mem, struct value, 1);
        out->at[0] = expression->u.value;
        out->n = 1;
        return in->bounded = true;
    }
    for (size_t i = 0; i < b->n_filter; i++)
        if (plain_list(b, b->filter[i].tests, out))
            return true;
    if (in->kind == V_BOOL) {
        out->at = arena_new(b->v->mem, struct value, 2);
        out->at[0] = value_bool(true);
        out->at[1] = value_bool(false);
        out->n = 2;
        return in->bounded = true;
    }
    if (!verify_values(b->v, in->expression, out))
        return false;
    for (size_t i = 0; i < out->n; i++)
        if (out->at[i].kind != out->at[0].kind ||
            (in->kind != V_ABSENT && in->kind != out->at[i].kind))
            return false;
    return in->bounded = true;
}

static void look_at_filters(struct builder *b)
{
    struct input *in = b->in;
    for (size_t i = 0; i < b->n_filter; i++) {
        struct filter *f = &b->filter[i];
        f->look = verify_look(b->v, f->tests, f->slot, b->cuts);
        in->whole |= f->look.whole_only && f->look.steps && in->kind == V_NUM;
    }
    for (size_t i = 0; i < b->n_filter; i++)
        b->filter[i].exact = verify_decides(in, b->cuts, &b->filter[i].look);
    if (b->natural)
        verify_cut(b->v, b->cuts, value_num(num_int(0)));
}

/* ---- segments ---- */

static bool natural_passes(const struct builder *b, struct value v)
{
    return !b->natural || v.kind != V_NUM || num_sign(v.u.num) >= 0;
}

/* Add the segment that `v` stands for, unless it is not allowed. */
static void add_segment(struct builder *b, struct value v, bool other)
{
    struct segment s = { .v = v, .sure = true, .other = other };
    struct arena_mark start = arena_mark(b->v->mem);
    bool allowed = natural_passes(b, v) && b->in->n_seg < b->cap_seg;
    for (size_t i = 0; i < b->n_filter && allowed && !b->in->opaque; i++) {
        struct value passed;
        bool ran = verify_run(b->v, b->filter[i].tests, b->filter[i].slot, v, &passed);
        if (ran && value_is_true(passed))
            continue;
        s.sure = false;
        allowed = !(b->filter[i].exact && ran && value_is_false(passed));
    }
    arena_rewind(b->v->mem, start);
    if (allowed)
        b->in->seg[b->in->n_seg++] = s;
}

static int by_order(const void *a, const void *b)
{
    int order = 0;
    return value_order(*(const struct value *)a, *(const struct value *)b, &order) ? order
                                                                                   : 0;
}

static void sort_cuts(struct cuts *c)
{
    size_t n = 0;
    int order;
    if (c->n)
        qsort(c->at, c->n, sizeof *c->at, by_order);
    for (size_t i = 0; i < c->n; i++)
        if (n == 0 || !value_order(c->at[n - 1], c->at[i], &order) || order != 0)
            c->at[n++] = c->at[i];
    c->n = n;
}

static void add_intervals(struct builder *b)
{
    const struct cuts *c = b->cuts;
    struct input *in = b->in;
    for (size_t i = 0; i <= c->n; i++) {
        struct value bound[2] = { { .kind = V_ABSENT }, { .kind = V_ABSENT } }, v;
        if (i > 0)
            bound[0] = c->at[i - 1];
        if (i < c->n)
            bound[1] = c->at[i];
        if (verify_between(b->v->mem, in->kind, bound, in->whole, &v))
            add_segment(b, v, false);
        if (i < c->n && !(in->whole && !num_is_integer(c->at[i].u.num)))
            add_segment(b, c->at[i], false);
    }
}

static bool is_cut(const struct cuts *c, str text)
{
    for (size_t i = 0; i < c->n; i++)
        if (str_eq(c->at[i].u.s, text))
            return true;
    return false;
}

static void add_texts(struct builder *b)
{
    str other = STR("...");
    for (size_t i = 0; i < b->cuts->n; i++)
        add_segment(b, b->cuts->at[i], false);
    while (is_cut(b->cuts, other))
        other = arena_printf(b->v->mem, "%.*s.", STR_ARG(other));
    add_segment(b, value_str(other), true);
}

static void add_opaque(struct builder *b)
{
    struct value v = value_str(STR(""));
    b->in->opaque = true;
    if (b->in->kind == V_LIST)
        v = value_list(NULL, 0);
    else if (b->in->kind == V_CONTEXT)
        v = value_context(NULL, 0);
    add_segment(b, v, false);
}

static void add_segments(struct builder *b, const struct values_of *few)
{
    struct input *in = b->in;
    for (size_t i = 0; i < few->n; i++)
        add_segment(b, few->at[i], false);
    if (in->finite)
        return;
    if (verify_is_ordered(in->kind))
        add_intervals(b);
    else if (in->kind == V_STR)
        add_texts(b);
    else
        add_opaque(b);
}

static void set_kind(struct builder *b, const struct values_of *few)
{
    struct input *in = b->in;
    if (few->n)
        in->kind = few->at[0].kind;
    else if (in->kind == V_ABSENT)
        in->kind = b->cuts->kind;
    in->finite = few->n > 0;
    if (!in->finite && !verify_is_ordered(in->kind) && in->kind != V_STR)
        in->opaque = true;
    b->natural = !in->finite && in->kind == V_NUM &&
                 verify_is_count(b->v, in->expression);
    in->whole = b->natural;
    in->bounded |= b->natural;
}

bool verify_domain(struct verifier *v, const struct site *site, struct cuts *cuts,
                   bool null_too, struct input *in)
{
    struct builder b = { .v = v, .site = site, .in = in, .cuts = cuts };
    struct values_of few = { 0 };
    in->kind = verify_kind(site, in);
    in->origin = verify_origin(v, site, in->expression);
    collect_filters(&b);
    if (!few_values(&b, &few))
        few.n = 0;
    set_kind(&b, &few);
    look_at_filters(&b);
    sort_cuts(cuts);
    b.cap_seg = few.n + 2 * cuts->n + 3;
    if (b.cap_seg > SEGMENTS_MAX || !arena_fits(v->mem, b.cap_seg, sizeof *in->seg))
        return false;
    in->seg = arena_new(v->mem, struct segment, b.cap_seg);
    add_segments(&b, &few);
    if (in->n_seg == 0) {
        in->finite = false;
        b.n_filter = 0;
        b.natural = false;
        add_opaque(&b);
        in->seg[0].sure = false;
    }
    if (null_too && verify_unwrap(in->expression)->kind != NODE_CONST)
        in->seg[in->n_seg++] = (struct segment){ .v = VALUE_NULL,
                                                 .sure = in->origin != ORIGIN_COMPUTED };
    in->words = (in->n_seg + 63) / 64;
    return true;
}
