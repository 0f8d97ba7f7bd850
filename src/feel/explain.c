#include "feel/explain.h"

#include <assert.h>

#include "feel/arith.h"

struct taker {
    struct run *r;
    const struct frame *f;
    const struct source *source;
    struct step **last;
    size_t n;
};

static struct value take(struct taker *t, const char *sign, const struct node *n)
{
    assert(n);
    struct value v = run_node(t->r, t->f, n);
    if (t->n++ < EXPLAIN_STEPS_MAX && n->end > n->from && t->source) {
        struct step *s = arena_new(t->r->mem, struct step, 1);
        *s = (struct step){ sign, str_slice(t->source->text, n->from, n->end), v, NULL };
        *t->last = s;
        t->last = &s->next;
    }
    return v;
}

static bool is_sum(const struct node *n)
{
    return n->kind == NODE_ADD || n->kind == NODE_SUB;
}

/* The operand of a chain `a + b - c`: chains of the same kind are one level. */
static struct value take_chain(struct taker *t, const char *sign, const struct node *n,
                               bool sum)
{
    bool product = n->kind == NODE_MUL || n->kind == NODE_DIV;
    bool same = !(n->flags & NODE_PAREN) && (sum ? is_sum(n) : product);
    if (!same)
        return take(t, sign, n);
    struct value a = take_chain(t, sign, n->u.op.a, sum);
    struct value b = take(t, arith_sign(n->kind), n->u.op.b);
    t->r->pos = n->pos;
    return t->r->failed ? VALUE_NULL : arith_run(t->r, n->kind, a, b);
}

static struct value take_if(struct taker *t, const struct node *n)
{
    struct value c = take(t, "if", n->u.op.a);
    if (c.kind == V_BOOL)
        return take(t, c.u.b ? "then" : "else", c.u.b ? n->u.op.b : n->u.op.c);
    return run_node(t->r, t->f, n);
}

/* Sides of and, or and comparisons: run them for the record, then the whole. */
static struct value take_sides(struct taker *t, const struct node *n)
{
    take(t, "", n->u.op.a);
    take(t, arith_sign(n->kind), n->u.op.b);
    return run_node(t->r, t->f, n);
}

static struct value take_call(struct taker *t, const struct node *n)
{
    const struct node_args *args = n->u.call.args;
    const struct node *list = args->n == 1 ? args->at[0] : NULL;
    struct value arg[16];
    if (args->n > 16)
        return run_node(t->r, t->f, n);
    if (list && list->kind == NODE_LIST && list->u.list.n <= EXPLAIN_STEPS_MAX) {
        for (size_t i = 0; i < list->u.list.n; i++)
            take(t, i ? "," : "", list->u.list.at[i]);
        return run_node(t->r, t->f, n);
    }
    for (size_t i = 0; i < args->n; i++)
        arg[i] = take(t, i ? "," : "", args->at[i]);
    if (t->r->failed)
        return VALUE_NULL;
    t->r->pos = n->pos;
    return builtin_call(t->r, n->u.call.builtin, args->name, arg, args->n);
}

static struct value take_top(struct taker *t, const struct node *n)
{
    switch ((enum node_kind)n->kind) {
    case NODE_ADD:
    case NODE_SUB:
        return take_chain(t, "", n, true);
    case NODE_MUL:
    case NODE_DIV:
        return take_chain(t, "", n, false);
    case NODE_EQ:
    case NODE_NE:
    case NODE_LT:
    case NODE_LE:
    case NODE_GT:
    case NODE_GE:
    case NODE_AND:
    case NODE_OR:
        return take_sides(t, n);
    case NODE_IF:
        return take_if(t, n);
    case NODE_BUILTIN:
        return take_call(t, n);
    default:
        return run_node(t->r, t->f, n);
    }
}

struct value feel_explain(struct run *r, const struct frame *f, const struct node *n,
                          struct step **steps)
{
    const struct source *outer = r->source;
    struct taker t = { .r = r, .f = f, .source = outer, .last = steps };
    *steps = NULL;
    if (r->failed)
        return VALUE_NULL;
    if (n->kind == NODE_SOURCE) {
        t.source = r->source = n->u.source.source;
        n = n->u.source.inner;
    }
    struct value v = take_top(&t, n);
    r->source = outer;
    return r->failed ? VALUE_NULL : v;
}
