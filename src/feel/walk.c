#include "feel/walk.h"

static bool visit_one(const struct node *n, walk_fn *visit, void *ctx)
{
    return !n || visit(ctx, n);
}

static bool visit_list(const struct node *const *at, size_t n, walk_fn *visit, void *ctx)
{
    for (size_t i = 0; i < n; i++)
        if (!visit_one(at[i], visit, ctx))
            return false;
    return true;
}

static bool visit_context(const struct node *n, walk_fn *visit, void *ctx)
{
    for (size_t i = 0; i < n->u.context.n; i++)
        if (!visit_one(n->u.context.at[i].value, visit, ctx))
            return false;
    return visit_one(n->u.context.result, visit, ctx);
}

static bool visit_loop(const struct node *n, walk_fn *visit, void *ctx)
{
    for (size_t i = 0; i < n->u.loop.n; i++)
        if (!visit_one(n->u.loop.at[i].over, visit, ctx) ||
            !visit_one(n->u.loop.at[i].to, visit, ctx))
            return false;
    return visit_one(n->u.loop.body, visit, ctx);
}

static bool visit_call(const struct node *n, walk_fn *visit, void *ctx)
{
    const struct node *callee = n->kind == NODE_CALL ? n->u.call.callee : NULL;
    const struct node_args *args = n->u.call.args;
    return visit_one(callee, visit, ctx) &&
           (!args || visit_list(args->at, args->n, visit, ctx));
}

bool walk_parts(const struct node *n, walk_fn *visit, void *ctx)
{
    switch ((enum node_kind)n->kind) {
    case NODE_ERROR:
    case NODE_CONST:
    case NODE_GLOBAL:
    case NODE_LOCAL:
    case NODE_HOST:
        return true;
    case NODE_ELEMENT:
    case NODE_PATH:
        return visit_one(n->u.pick.from, visit, ctx);
    case NODE_BETWEEN:
    case NODE_IF:
        return visit_one(n->u.op.a, visit, ctx) && visit_one(n->u.op.b, visit, ctx) &&
               visit_one(n->u.op.c, visit, ctx);
    case NODE_IN:
    case NODE_TESTS:
        return visit_one(n->u.in.value, visit, ctx) &&
               visit_list(n->u.in.test, n->u.in.n, visit, ctx);
    case NODE_RANGE:
        return visit_one(n->u.range.low, visit, ctx) &&
               visit_one(n->u.range.high, visit, ctx);
    case NODE_LIST:
        return visit_list(n->u.list.at, n->u.list.n, visit, ctx);
    case NODE_CONTEXT:
        return visit_context(n, visit, ctx);
    case NODE_FOR:
    case NODE_SOME:
    case NODE_EVERY:
        return visit_loop(n, visit, ctx);
    case NODE_INSTANCE:
        return visit_one(n->u.instance.value, visit, ctx);
    case NODE_LAMBDA:
        return visit_one(n->u.lambda.lambda->body, visit, ctx);
    case NODE_CALL:
    case NODE_BUILTIN:
        return visit_call(n, visit, ctx);
    case NODE_SOURCE:
        return visit_one(n->u.source.inner, visit, ctx);
    default: /* operators of one or two operands */
        return visit_one(n->u.op.a, visit, ctx) && visit_one(n->u.op.b, visit, ctx);
    }
}
