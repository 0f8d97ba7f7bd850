#include "dmn/read_int.h"

static const char *const expr_names[] = {
    [EXPR_LITERAL] = "literalExpression",
    [EXPR_TABLE] = "decisionTable",
    [EXPR_CONTEXT] = "context",
    [EXPR_INVOCATION] = "invocation",
    [EXPR_FUNCTION] = "functionDefinition",
    [EXPR_RELATION] = "relation",
    [EXPR_LIST] = "list",
    [EXPR_CONDITIONAL] = "conditional",
    [EXPR_FILTER] = "filter",
    [EXPR_FOR] = "for",
    [EXPR_SOME] = "some",
    [EXPR_EVERY] = "every",
};

enum { EXPR_COUNT = sizeof expr_names / sizeof *expr_names };

static const struct shape shapes[EXPR_COUNT] = {
    [EXPR_LITERAL] = { "typeRef expressionLanguage", "text importedValues" },
    [EXPR_TABLE] = { "typeRef hitPolicy aggregation preferredOrientation outputLabel",
                     "input* output* annotation* rule*" },
    [EXPR_CONTEXT] = { "typeRef", "contextEntry*" },
    [EXPR_INVOCATION] = { "typeRef", "EXPR! binding*" },
    [EXPR_FUNCTION] = { "typeRef kind", "formalParameter* EXPR" },
    [EXPR_RELATION] = { "typeRef", "column* row*" },
    [EXPR_LIST] = { "typeRef", "EXPR*" },
    [EXPR_CONDITIONAL] = { "typeRef", "if! then! else!" },
    [EXPR_FILTER] = { "typeRef", "in! match!" },
    [EXPR_FOR] = { "typeRef iteratorVariable!", "in! return!" },
    [EXPR_SOME] = { "typeRef iteratorVariable!", "in! satisfies!" },
    [EXPR_EVERY] = { "typeRef iteratorVariable!", "in! satisfies!" },
};

static const struct shape entry_shape = { "", "variable EXPR!" };
static const struct shape binding_shape = { "", "parameter! EXPR" };
static const struct shape row_shape = { "typeRef", "EXPR*" };
static const struct shape part_shape = { "typeRef", "EXPR!" };
static const struct shape import_shape = {
    "name namespace! locationURI importType! expressionLanguage", "importedElement"
};

const char *doc_expr_name(enum doc_expr_kind kind)
{
    return expr_names[kind];
}

static size_t expr_kind(str name)
{
    size_t i = 0;
    while (i < EXPR_COUNT && !str_is(name, expr_names[i]))
        i++;
    return i;
}

bool read_is_expr(const struct reader *r, const struct xml_node *e)
{
    return read_is_dmn(r, e) && expr_kind(e->name->local) < EXPR_COUNT;
}

const struct doc_expr *read_only_expr(struct reader *r, const struct xml_node *e)
{
    for (const struct xml_node *c = xml_first(e); c; c = xml_next(c))
        if (read_is_expr(r, c))
            return read_expr(r, c);
    return NULL;
}

static const struct doc_expr *const *read_exprs(struct reader *r,
                                                const struct xml_node *e, size_t *out)
{
    size_t n = 0;
    for (const struct xml_node *c = xml_first(e); c; c = xml_next(c))
        n += read_is_expr(r, c);
    const struct doc_expr **all = arena_new(r->mem, const struct doc_expr *, n);
    n = 0;
    for (const struct xml_node *c = xml_first(e); c; c = xml_next(c))
        if (read_is_expr(r, c))
            all[n++] = read_expr(r, c);
    *out = n;
    return all;
}

const struct doc_import *read_import(struct reader *r, const struct xml_node *e)
{
    struct doc_import *im = arena_new(r->mem, struct doc_import, 1);
    read_head(r, e, &import_shape, &im->node);
    im->namespace_ = str_trim(xml_get_attr(e, "namespace"));
    im->location = str_trim(xml_get_attr(e, "locationURI"));
    im->type = str_trim(xml_get_attr(e, "importType"));
    return im;
}

static void read_literal(struct reader *r, const struct xml_node *e,
                         struct doc_literal *out)
{
    const struct xml_node *imported = read_child(r, e, "importedValues");
    out->text = read_text(r, e, "text");
    out->language = str_trim(xml_get_attr(e, "expressionLanguage"));
    if (imported)
        out->imported = read_import(r, imported);
    else if (!doc_has(&out->text))
        READ_REPORT(r, e, SEVERITY_WARNING, ERR_MODEL,
                    "\"%.*s\" has no \"text\"; its value is null",
                    STR_ARG(e->name->local));
}

static void read_context(struct reader *r, const struct xml_node *e, struct doc_expr *x)
{
    size_t i = 0, n = read_count(r, e, "contextEntry");
    struct doc_entry *all = arena_new(r->mem, struct doc_entry, n);
    READ_EACH(r, e, c, "contextEntry")
    {
        struct doc_entry *one = &all[i++];
        size_t n_variable;
        read_head(r, c, &entry_shape, &one->node);
        one->variable = read_items(r, c, "variable", &n_variable);
        if (n_variable == 0)
            one->variable = NULL;
        if (!one->variable && i < n)
            READ_REPORT(r, c, SEVERITY_ERROR, ERR_MODEL,
                        "a context entry without variable must be the last one");
        one->value = read_only_expr(r, c);
    }
    x->u.context.entry = all;
    x->u.context.n = n;
}

static void read_invocation(struct reader *r, const struct xml_node *e,
                            struct doc_expr *x)
{
    size_t i = 0, n = read_count(r, e, "binding");
    struct doc_binding *all = arena_new(r->mem, struct doc_binding, n);
    READ_EACH(r, e, c, "binding")
    {
        struct doc_node head;
        const struct xml_node *parameter = read_child(r, c, "parameter");
        read_head(r, c, &binding_shape, &head);
        if (parameter)
            read_item(r, parameter, &all[i].parameter);
        all[i++].value = read_only_expr(r, c);
    }
    x->u.invocation.callee = read_only_expr(r, e);
    x->u.invocation.binding = all;
    x->u.invocation.n = n;
}

static void read_function_parts(struct reader *r, const struct xml_node *e,
                                struct doc_expr *x)
{
    static const char *const kinds[] = { "FEEL", "Java", "PMML", NULL };
    str kind = str_trim(xml_get_attr(e, "kind"));
    int k = kind.n ? read_choice(r, e, kind, kinds) : 0;
    x->u.function.kind = k < 0 ? FUNCTION_FEEL : (enum doc_function_kind)k;
    x->u.function.parameter = read_items(r, e, "formalParameter", &x->u.function.n);
    x->u.function.body = read_only_expr(r, e);
}

static void read_relation(struct reader *r, const struct xml_node *e, struct doc_expr *x)
{
    size_t i = 0, n = read_count(r, e, "row");
    struct doc_row *all = arena_new(r->mem, struct doc_row, n);
    x->u.relation.column = read_items(r, e, "column", &x->u.relation.n_column);
    READ_EACH(r, e, c, "row")
    {
        struct doc_row *row = &all[i++];
        read_head(r, c, &row_shape, &row->node);
        row->cell = read_exprs(r, c, &row->n_cell);
        if (row->n_cell != x->u.relation.n_column)
            READ_REPORT(r, c, SEVERITY_ERROR, ERR_MODEL,
                        "row %zu has %zu cells, but the relation has %zu columns", i,
                        row->n_cell, x->u.relation.n_column);
    }
    x->u.relation.row = all;
    x->u.relation.n_row = n;
}

/* The expression in the part `name` of a conditional, filter or iterator. */
static const struct doc_expr *read_part(struct reader *r, const struct xml_node *e,
                                        const char *name)
{
    struct doc_node head;
    const struct xml_node *part = read_child(r, e, name);
    if (!part)
        return NULL;
    read_head(r, part, &part_shape, &head);
    return read_only_expr(r, part);
}

static void read_iterator(struct reader *r, const struct xml_node *e, struct doc_expr *x)
{
    const struct xml_node *in = read_child(r, e, "in");
    x->u.iterator.variable = str_trim(xml_get_attr(e, "iteratorVariable"));
    x->u.iterator.in = read_part(r, e, "in");
    x->u.iterator.in_type = in ? read_type_ref(r, in, xml_get_attr(in, "typeRef"))
                               : STR("");
    x->u.iterator.body = read_part(r, e, x->kind == EXPR_FOR ? "return" : "satisfies");
}

const struct doc_expr *read_expr(struct reader *r, const struct xml_node *e)
{
    struct doc_expr *x = arena_new(r->mem, struct doc_expr, 1);
    x->kind = (enum doc_expr_kind)expr_kind(e->name->local);
    read_head(r, e, &shapes[x->kind], &x->node);
    x->type_ref = read_type_ref(r, e, xml_get_attr(e, "typeRef"));
    switch (x->kind) {
    case EXPR_LITERAL:
        read_literal(r, e, &x->u.literal);
        break;
    case EXPR_TABLE:
        x->u.table = read_table(r, e);
        break;
    case EXPR_CONTEXT:
        read_context(r, e, x);
        break;
    case EXPR_INVOCATION:
        read_invocation(r, e, x);
        break;
    case EXPR_FUNCTION:
        read_function_parts(r, e, x);
        break;
    case EXPR_RELATION:
        read_relation(r, e, x);
        break;
    case EXPR_LIST:
        x->u.list.item = read_exprs(r, e, &x->u.list.n);
        break;
    case EXPR_CONDITIONAL:
        x->u.conditional.test = read_part(r, e, "if");
        x->u.conditional.then = read_part(r, e, "then");
        x->u.conditional.otherwise = read_part(r, e, "else");
        break;
    case EXPR_FILTER:
        x->u.filter.in = read_part(r, e, "in");
        x->u.filter.match = read_part(r, e, "match");
        break;
    case EXPR_FOR:
    case EXPR_SOME:
    case EXPR_EVERY:
        read_iterator(r, e, x);
        break;
    }
    return x;
}

const struct doc_expr *read_function(struct reader *r, const struct xml_node *e)
{
    struct doc_expr *x = arena_new(r->mem, struct doc_expr, 1);
    x->kind = EXPR_FUNCTION;
    read_head(r, e, &shapes[EXPR_FUNCTION], &x->node);
    x->type_ref = read_type_ref(r, e, xml_get_attr(e, "typeRef"));
    read_function_parts(r, e, x);
    return x;
}
