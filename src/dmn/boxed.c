#include "dmn/link.h"

#include "dmn/table.h"

struct source *boxed_source(struct boxed *b, const struct doc_text *text, str place)
{
    struct source *s = arena_new(b->l->mem, struct source, 1);
    *s = (struct source){ .text = text->text,
                          .file = b->doc->file,
                          .place = place,
                          .line = text->line,
                          .col = text->col };
    return s;
}

static struct node *failing(struct boxed *b)
{
    return node_new(b->l->mem, NODE_ERROR, 0);
}

static const struct node *literal(struct boxed *b, const struct doc_expr *e)
{
    const struct doc_literal *lit = &e->u.literal;
    if (!doc_has(&lit->text) || str_is_blank(lit->text.text)) {
        struct node *n = node_new(b->l->mem, NODE_CONST, 0);
        n->type = &type_null;
        return n;
    }
    str language = lit->language.n ? lit->language : b->doc->expression_language;
    if (!doc_is_feel(language)) {
        link_error(b->l, b->doc, e->node.line, ERR_MODEL,
                   "the expression language \"%.*s\" is not FEEL", STR_ARG(language));
        return failing(b);
    }
    return feel_expression(&b->l->compiler, boxed_source(b, &lit->text, b->place),
                           b->scope);
}

/* The part of a boxed expression that is missing was reported by the reader. */
static const struct node *part(struct boxed *b, const struct doc_expr *e)
{
    return e ? boxed_compile(b, e) : node_new(b->l->mem, NODE_ERROR, 0);
}

static const struct type *stated(struct boxed *b, str ref, const struct doc_node *where)
{
    if (!ref.n)
        return NULL;
    return link_type(b->l, b->doc, ref, where);
}

/* Does the inferred type go with the stated one? Then the stated one counts. */
static const struct type *agree(struct boxed *b, const struct type *stated_type,
                                const struct type *inferred, const struct doc_node *where)
{
    if (!stated_type || stated_type->kind == TYPE_ANY)
        return inferred;
    const struct type *single = inferred->kind == TYPE_LIST && inferred->of ? inferred->of
                                                                            : inferred;
    const struct type *element = stated_type->kind == TYPE_LIST && stated_type->of
                                     ? stated_type->of
                                     : stated_type;
    if (!type_conforms(inferred, stated_type) && !type_conforms(single, stated_type) &&
        !type_conforms(inferred, element) &&
        !(inferred->kind == TYPE_DATE && stated_type->kind == TYPE_MOMENT)) {
        struct err *e = findings_add(
            b->l->findings, b->l->lenient ? SEVERITY_WARNING : SEVERITY_ERROR, ERR_TYPE,
            "the expression gives %s, but its type is stated as %s",
            type_cstr(b->l->mem, inferred), type_cstr(b->l->mem, stated_type));
        err_at(e, b->doc->file, where->line, 0);
        err_place(e, "%.*s", STR_ARG(b->place));
    }
    return stated_type;
}

struct typed {
    const struct node *inner;
    const struct type *type;
    const struct source *where;
};

static struct value typed_run(struct run *r, const struct frame *f, const void *data)
{
    const struct typed *t = data;
    struct value v = run_node(r, f, t->inner);
    if (r->failed || value_coerce(r->mem, t->type, &v))
        return v;
    r->source = t->where;
    r->pos = 0;
    return run_fail(r, ERR_TYPE, "the outcome is %s where %s is stated",
                    value_kind_name(v.kind), type_cstr(r->mem, t->type));
}

/* An expression with a stated type: checked when it runs, unless that is certain. */
static const struct node *typed(struct boxed *b, const struct node *n, str ref,
                                const struct doc_node *where)
{
    const struct type *type = agree(b, stated(b, ref, where), n->type, where);
    if (type == n->type || type->kind == TYPE_ANY)
        return n;
    struct typed *t = arena_new(b->l->mem, struct typed, 1);
    struct source *s = arena_new(b->l->mem, struct source, 1);
    *s = (struct source){ .file = b->doc->file, .place = b->place, .line = where->line };
    *t = (struct typed){ n, type, s };
    if (n->type->kind == type->kind && n->type->kind != TYPE_LIST &&
        n->type->kind != TYPE_CONTEXT) {
        struct node *same = arena_new(b->l->mem, struct node, 1);
        *same = *n;
        same->type = type;
        return same;
    }
    struct node *host = node_new(b->l->mem, NODE_HOST, 0);
    host->u.host.run = typed_run;
    host->u.host.data = t;
    host->type = type;
    return host;
}

const struct node *boxed_inner(const struct node *n)
{
    bool is_typed = n->kind == NODE_HOST && n->u.host.run == typed_run;
    return is_typed ? ((const struct typed *)n->u.host.data)->inner : NULL;
}

static const struct node *context(struct boxed *b, const struct doc_expr *e)
{
    struct compiler *c = &b->l->compiler;
    size_t n = e->u.context.n, count = 0;
    struct node *node = node_new(c->mem, NODE_CONTEXT, 0);
    struct node_entry *at = arena_new(c->mem, struct node_entry, n + 1);
    struct type_member *m = arena_new(c->mem, struct type_member, n + 1);
    struct scope *s = scope_new(c->mem, b->scope, SCOPE_BLOCK);
    struct boxed inner = *b;
    inner.scope = s;
    for (size_t i = 0; i < n; i++) {
        const struct doc_entry *entry = &e->u.context.entry[i];
        if (!entry->variable) {
            node->u.context.result = part(&inner, entry->value);
            continue;
        }
        str name = feel_name(c->mem, entry->variable->node.name);
        const struct node *value = typed(b, part(&inner, entry->value),
                                         entry->variable->type_ref, &entry->node);
        const struct type *type = value->type;
        if (scope_find_here(s, name))
            link_error(b->l, b->doc, entry->node.line, ERR_NAME,
                       "entry \"%.*s\" stands in this context twice", STR_ARG(name));
        at[count] = (struct node_entry){ name, value, compiler_take_slot(c) };
        m[count] = (struct type_member){ name, type };
        scope_add(c->mem, s,
                  (struct symbol){ .name = name,
                                   .type = type,
                                   .kind = SYMBOL_LOCAL,
                                   .slot = at[count].slot });
        count++;
    }
    compiler_drop_slots(c, (unsigned)count);
    node->u.context.at = at;
    node->u.context.n = count;
    if (node->u.context.result) {
        node->type = node->u.context.result->type;
        return node;
    }
    struct type *t = arena_new(c->mem, struct type, 1);
    *t = (struct type){ .kind = TYPE_CONTEXT, .member = m, .n_member = (uint32_t)count };
    node->type = t;
    return node;
}

static const struct node *invocation(struct boxed *b, const struct doc_expr *e)
{
    struct arena *mem = b->l->mem;
    struct node *n = node_new(mem, NODE_CALL, 0);
    struct node_args *args = arena_new(mem, struct node_args, 1);
    const struct node **at = arena_new(mem, const struct node *, e->u.invocation.n + 1);
    str *names = arena_new(mem, str, e->u.invocation.n + 1);
    for (size_t i = 0; i < e->u.invocation.n; i++) {
        const struct doc_binding *bind = &e->u.invocation.binding[i];
        names[i] = feel_name(mem, bind->parameter.node.name);
        if (bind->value) {
            at[i] = boxed_compile(b, bind->value);
        } else {
            struct node *null = node_new(mem, NODE_CONST, 0);
            null->type = &type_null;
            at[i] = null;
        }
    }
    args->at = at;
    args->name = names;
    args->n = e->u.invocation.n;
    n->u.call.callee = part(b, e->u.invocation.callee);
    n->u.call.args = args;
    n->flags |= NODE_NAMED;
    const struct node *callee = n->u.call.callee;
    if (callee->kind == NODE_SOURCE)
        callee = callee->u.source.inner;
    if (callee->kind == NODE_CONST && callee->u.value.kind == V_FUNCTION) {
        n->kind = NODE_BUILTIN;
        n->u.call.builtin = callee->u.value.u.function->builtin;
    } else if (callee->type->kind == TYPE_FUNCTION && callee->type->of) {
        n->type = callee->type->of;
    }
    return n;
}

struct lambda *boxed_lambda(struct boxed *b, const struct doc_expr *e, str name)
{
    struct compiler *c = &b->l->compiler;
    struct lambda *f = arena_new(c->mem, struct lambda, 1);
    struct scope *s = scope_new(c->mem, b->scope, SCOPE_FUNCTION);
    struct type_member *param = arena_new(c->mem, struct type_member,
                                          e->u.function.n + 1);
    unsigned next_slot = c->next_slot, max_slot = c->max_slot;
    struct boxed inner = *b;
    c->next_slot = c->max_slot = 0;
    inner.scope = s;
    for (size_t i = 0; i < e->u.function.n; i++) {
        const struct doc_item *p = &e->u.function.parameter[i];
        const struct type *t = stated(b, p->type_ref, &p->node);
        param[i] = (struct type_member){ feel_name(c->mem, p->node.name), t };
        scope_add(c->mem, s,
                  (struct symbol){ .name = param[i].name,
                                   .type = t ? t : &type_any,
                                   .kind = SYMBOL_LOCAL,
                                   .slot = compiler_take_slot(c) });
    }
    f->name = name;
    f->param = param;
    f->n_param = e->u.function.n;
    if (e->u.function.kind == FUNCTION_FEEL) {
        f->body = part(&inner, e->u.function.body);
    } else {
        struct err *err = findings_add(
            b->l->findings, b->l->lenient ? SEVERITY_WARNING : SEVERITY_ERROR, ERR_MODEL,
            "%s functions are not supported: a policy runs FEEL only",
            e->u.function.kind == FUNCTION_JAVA ? "Java" : "PMML");
        err_at(err, b->doc->file, e->node.line, 0);
        err_place(err, "%.*s", STR_ARG(b->place));
        f->body = failing(b);
    }
    f->n_slot = c->max_slot;
    c->next_slot = next_slot;
    c->max_slot = max_slot;
    return f;
}

static const struct node *function(struct boxed *b, const struct doc_expr *e)
{
    struct arena *mem = b->l->mem;
    struct node *n = node_new(mem, NODE_LAMBDA, 0);
    struct lambda *f = boxed_lambda(b, e, STR(""));
    struct type *t = arena_new(mem, struct type, 1);
    struct type_member *m = arena_new(mem, struct type_member, f->n_param + 1);
    for (size_t i = 0; i < f->n_param; i++)
        m[i] = (struct type_member){ f->param[i].name,
                                     f->param[i].type ? f->param[i].type : &type_any };
    *t = (struct type){ .kind = TYPE_FUNCTION,
                        .member = m,
                        .n_member = (uint32_t)f->n_param,
                        .of = f->body->type };
    n->u.lambda.lambda = f;
    n->type = t;
    return n;
}

static const struct node *list_node(struct boxed *b, const struct node **at, size_t n)
{
    struct node *list = node_new(b->l->mem, NODE_LIST, 0);
    const struct type *t = NULL;
    for (size_t i = 0; i < n; i++)
        t = t ? type_join(b->l->mem, t, at[i]->type) : at[i]->type;
    list->u.list.at = at;
    list->u.list.n = n;
    list->type = type_list_of(b->l->mem, t ? t : &type_any);
    return list;
}

static const struct node *list(struct boxed *b, const struct doc_expr *e)
{
    const struct node **at = arena_new(b->l->mem, const struct node *, e->u.list.n + 1);
    for (size_t i = 0; i < e->u.list.n; i++)
        at[i] = part(b, e->u.list.item[i]);
    return list_node(b, at, e->u.list.n);
}

static const struct node *relation_row(struct boxed *b, const struct doc_expr *e,
                                       const struct doc_row *row)
{
    struct compiler *c = &b->l->compiler;
    size_t n = row->n_cell < e->u.relation.n_column ? row->n_cell
                                                    : e->u.relation.n_column;
    struct node *node = node_new(c->mem, NODE_CONTEXT, 0);
    struct node_entry *at = arena_new(c->mem, struct node_entry, n + 1);
    struct type_member *m = arena_new(c->mem, struct type_member, n + 1);
    uint16_t slot = compiler_take_slot(c); /* entries of a row do not see each other */
    for (size_t i = 0; i < n; i++) {
        const struct doc_item *column = &e->u.relation.column[i];
        const struct node *value = typed(b, part(b, row->cell[i]), column->type_ref,
                                         &row->node);
        const struct type *type = value->type;
        at[i] = (struct node_entry){ feel_name(c->mem, column->node.name), value, slot };
        m[i] = (struct type_member){ at[i].name, type };
    }
    compiler_drop_slots(c, 1);
    struct type *t = arena_new(c->mem, struct type, 1);
    *t = (struct type){ .kind = TYPE_CONTEXT, .member = m, .n_member = (uint32_t)n };
    node->u.context.at = at;
    node->u.context.n = n;
    node->type = t;
    return node;
}

static const struct node *relation(struct boxed *b, const struct doc_expr *e)
{
    const struct node **at = arena_new(b->l->mem, const struct node *,
                                       e->u.relation.n_row + 1);
    for (size_t i = 0; i < e->u.relation.n_row; i++)
        at[i] = relation_row(b, e, &e->u.relation.row[i]);
    return list_node(b, at, e->u.relation.n_row);
}

static const struct node *conditional(struct boxed *b, const struct doc_expr *e)
{
    struct node *n = node_new(b->l->mem, NODE_IF, 0);
    n->u.op.a = part(b, e->u.conditional.test);
    n->u.op.b = part(b, e->u.conditional.then);
    n->u.op.c = part(b, e->u.conditional.otherwise);
    n->type = type_join(b->l->mem, n->u.op.b->type, n->u.op.c->type);
    return n;
}

static const struct type *element_of(const struct type *t)
{
    if (t->kind == TYPE_LIST || t->kind == TYPE_RANGE)
        return t->of ? t->of : &type_any;
    return t->kind == TYPE_NULL ? &type_any : t;
}

static const struct node *filter(struct boxed *b, const struct doc_expr *e)
{
    struct compiler *c = &b->l->compiler;
    struct node *n = node_new(c->mem, NODE_FILTER, 0);
    struct scope *s = scope_new(c->mem, b->scope, SCOPE_ELEMENT);
    struct boxed inner = *b;
    n->u.op.a = part(b, e->u.filter.in);
    s->element = element_of(n->u.op.a->type);
    s->slot = n->slot = compiler_take_slot(c);
    inner.scope = s;
    n->u.op.b = part(&inner, e->u.filter.match);
    compiler_drop_slots(c, 1);
    const struct type *by = n->u.op.b->type;
    n->type = by->kind == TYPE_NUM    ? s->element
              : by->kind == TYPE_BOOL ? type_list_of(c->mem, s->element)
                                      : &type_any;
    return n;
}

static const struct node *iterator(struct boxed *b, const struct doc_expr *e)
{
    static const uint8_t kind[] = {
        [EXPR_FOR] = NODE_FOR, [EXPR_SOME] = NODE_SOME, [EXPR_EVERY] = NODE_EVERY
    };
    struct compiler *c = &b->l->compiler;
    struct node *n = node_new(c->mem, kind[e->kind], 0);
    struct scope *s = scope_new(c->mem, b->scope, SCOPE_BLOCK);
    struct node_loop *loop = arena_new(c->mem, struct node_loop, 1);
    struct boxed inner = *b;
    loop->over = part(b, e->u.iterator.in);
    loop->name = feel_name(c->mem, e->u.iterator.variable);
    loop->slot = compiler_take_slot(c);
    loop->partial_slot = compiler_take_slot(c);
    scope_add(c->mem, s,
              (struct symbol){ .name = loop->name,
                               .type = element_of(loop->over->type),
                               .kind = SYMBOL_LOCAL,
                               .slot = loop->slot });
    if (e->kind == EXPR_FOR) {
        n->flags |= NODE_PARTIAL;
        scope_add(c->mem, s,
                  (struct symbol){ .name = STR("partial"),
                                   .type = &type_any_list,
                                   .kind = SYMBOL_LOCAL,
                                   .slot = loop->partial_slot });
    }
    inner.scope = s;
    n->u.loop.at = loop;
    n->u.loop.n = 1;
    n->u.loop.body = part(&inner, e->u.iterator.body);
    compiler_drop_slots(c, 2);
    n->type = e->kind == EXPR_FOR ? type_list_of(c->mem, n->u.loop.body->type)
                                  : &type_bool;
    return n;
}

static const struct node *compile_kind(struct boxed *b, const struct doc_expr *e)
{
    switch (e->kind) {
    case EXPR_LITERAL:
        return literal(b, e);
    case EXPR_TABLE:
        return table_compile(b, e);
    case EXPR_CONTEXT:
        return context(b, e);
    case EXPR_INVOCATION:
        return invocation(b, e);
    case EXPR_FUNCTION:
        return function(b, e);
    case EXPR_RELATION:
        return relation(b, e);
    case EXPR_LIST:
        return list(b, e);
    case EXPR_CONDITIONAL:
        return conditional(b, e);
    case EXPR_FILTER:
        return filter(b, e);
    case EXPR_FOR:
    case EXPR_SOME:
    case EXPR_EVERY:
        return iterator(b, e);
    }
    return failing(b);
}

const struct node *boxed_compile(struct boxed *b, const struct doc_expr *e)
{
    if (++b->l->depth > FEEL_DEPTH_MAX) {
        link_error(b->l, b->doc, e->node.line, ERR_LIMIT,
                   "boxed expressions are nested deeper than %d", FEEL_DEPTH_MAX);
        b->l->depth--;
        return failing(b);
    }
    const struct node *n = compile_kind(b, e);
    b->l->depth--;
    return e->type_ref.n ? typed(b, n, e->type_ref, &e->node) : n;
}
