/*
 * Static types: what a node yields, and what can never work. A fault is noted
 * only when no value could make it right; what is not known is left to the run.
 */
#include "feel/parse_int.h"

#include "feel/arith.h"

static const struct type *known(const struct type *t)
{
    return t ? t : &type_any;
}

const struct type *check_element(const struct type *t)
{
    if (t->kind == TYPE_LIST)
        return known(t->of);
    return t->kind == TYPE_ANY || t->kind == TYPE_NULL ? &type_any : t;
}

static bool may_be(const struct type *t, enum type_kind kind)
{
    if (t->kind == TYPE_LIST && kind != TYPE_LIST)
        t = known(t->of);
    return t->kind == kind || t->kind == TYPE_ANY || t->kind == TYPE_NULL;
}

static void note_operand(struct parser *p, const struct node *n,
                         const struct node *operand, const char *what)
{
    struct err *e = parse_note(p, ERR_TYPE, operand->from, "%s must be boolean, not %s",
                               what, type_cstr(p->mem, operand->type));
    (void)n;
    err_hint(e, "Compare it with something, for instance \"= true\" or \"> 0\".");
}

static void check_arith(struct parser *p, struct node *n)
{
    const struct node *a = n->u.op.a, *b = n->u.op.b;
    const struct type *t = arith_type(n->kind, a->type, b->type);
    n->type = known(t);
    if (t)
        return;
    struct err *e = parse_note(p, ERR_TYPE, n->pos, "\"%s\" does not go with %s and %s",
                               arith_sign(n->kind), type_cstr(p->mem, a->type),
                               type_cstr(p->mem, b->type));
    if (n->kind == NODE_ADD && (may_be(a->type, TYPE_STR) || may_be(b->type, TYPE_STR)))
        err_hint(e, "Use string(...) to make a text of the other value.");
}

static void check_compare(struct parser *p, struct node *n)
{
    const struct node *a = n->u.op.a, *b = n->u.op.b;
    bool ordered = n->kind != NODE_EQ && n->kind != NODE_NE;
    n->type = &type_bool;
    if (!compare_has(a->type, b->type, ordered))
        parse_note(p, ERR_TYPE, n->pos, "%s and %s cannot be compared with \"%s\"",
                   type_cstr(p->mem, a->type), type_cstr(p->mem, b->type),
                   arith_sign(n->kind));
}

static void check_logic(struct parser *p, struct node *n)
{
    n->type = &type_bool;
    const struct node *side[] = { n->u.op.a, n->u.op.b };
    for (size_t i = 0; i < 2; i++)
        if (!may_be(side[i]->type, TYPE_BOOL))
            note_operand(p, n, side[i],
                         n->kind == NODE_AND ? "each side of \"and\""
                                             : "each side of \"or\"");
}

static void check_negate(struct parser *p, struct node *n)
{
    const struct type *t = n->u.op.a->type;
    n->type = t;
    if (!may_be(t, TYPE_NUM) && !may_be(t, TYPE_SPAN) && !may_be(t, TYPE_MONTHS))
        parse_note(p, ERR_TYPE, n->pos, "\"-\" does not go with %s",
                   type_cstr(p->mem, t));
    const struct node *a = n->u.op.a;
    if (a->kind == NODE_CONST && a->u.value.kind == V_NUM) {
        num negated = num_neg(a->u.value.u.num);
        n->kind = NODE_CONST;
        n->u.value = value_num(negated);
    }
}

static void check_between(struct parser *p, struct node *n)
{
    n->type = &type_bool;
    const struct node *bound[] = { n->u.op.b, n->u.op.c };
    for (size_t i = 0; i < 2; i++)
        if (!compare_has(n->u.op.a->type, bound[i]->type, true))
            parse_note(
                p, ERR_TYPE, bound[i]->from, "%s cannot be between values of type %s",
                type_cstr(p->mem, n->u.op.a->type), type_cstr(p->mem, bound[i]->type));
}

/* Can a value of type `v` ever pass a test node of this type? */
static bool test_fits(const struct type *v, const struct node *test)
{
    const struct type *t = test->type;
    if (test->flags & NODE_USES_TESTED)
        return true;
    if (t->kind == TYPE_RANGE)
        return compare_has(v, known(t->of), true);
    if (compare_has(v, t, false))
        return true;
    if (t->kind == TYPE_LIST) {
        const struct type *e = known(t->of);
        return compare_has(v, e->kind == TYPE_RANGE ? known(e->of) : e,
                           e->kind == TYPE_RANGE);
    }
    if (v->kind == TYPE_LIST)
        return test_fits(known(v->of), test);
    return t->kind == TYPE_BOOL && test->kind != NODE_CONST;
}

static void check_tests(struct parser *p, struct node *n, const struct type *value)
{
    n->type = &type_bool;
    for (size_t i = 0; i < n->u.in.n; i++) {
        const struct node *test = n->u.in.test[i];
        if (test->kind == NODE_TESTS || test_fits(value, test))
            continue;
        struct err *e = parse_note(
            p, ERR_TYPE, test->from, "a value of type %s can never pass this test for %s",
            type_cstr(p->mem, value), type_cstr(p->mem, test->type));
        if (value->kind == TYPE_STR && test->type->kind != TYPE_STR)
            err_hint(e, "A text goes in double quotes.");
    }
}

static void check_range(struct parser *p, struct node *n)
{
    const struct node *low = n->u.range.low, *high = n->u.range.high;
    const struct type *t = &type_any;
    if (low)
        t = low->type;
    else if (high)
        t = high->type;
    if (low && high) {
        t = type_join(p->mem, low->type, high->type);
        if (!compare_has(low->type, high->type, true))
            parse_note(p, ERR_TYPE, n->pos, "a range cannot go from %s to %s",
                       type_cstr(p->mem, low->type), type_cstr(p->mem, high->type));
    }
    n->type = type_range_of(p->mem, t);
}

static void check_list(struct parser *p, struct node *n)
{
    const struct type *t = NULL;
    for (size_t i = 0; i < n->u.list.n; i++)
        t = t ? type_join(p->mem, t, n->u.list.at[i]->type) : n->u.list.at[i]->type;
    n->type = type_list_of(p->mem, known(t));
}

static void check_context(struct parser *p, struct node *n)
{
    if (n->u.context.result) {
        n->type = n->u.context.result->type;
        return;
    }
    struct type *t = arena_new(p->mem, struct type, 1);
    struct type_member *m = arena_new(p->mem, struct type_member, n->u.context.n + 1);
    for (size_t i = 0; i < n->u.context.n; i++)
        m[i] = (struct type_member){ n->u.context.at[i].name,
                                     n->u.context.at[i].value->type };
    t->kind = TYPE_CONTEXT;
    t->member = m;
    t->n_member = (uint32_t)n->u.context.n;
    n->type = t;
}

static void check_loop(struct parser *p, struct node *n)
{
    for (size_t i = 0; i < n->u.loop.n; i++) {
        const struct node_loop *l = &n->u.loop.at[i];
        if (l->to && !compare_has(l->over->type, l->to->type, true))
            parse_note(p, ERR_TYPE, l->over->from, "a loop cannot go from %s to %s",
                       type_cstr(p->mem, l->over->type), type_cstr(p->mem, l->to->type));
    }
    n->type = n->kind == NODE_FOR ? type_list_of(p->mem, n->u.loop.body->type)
                                  : &type_bool;
    if (n->kind != NODE_FOR && !may_be(n->u.loop.body->type, TYPE_BOOL))
        note_operand(p, n, n->u.loop.body, "what comes after \"satisfies\"");
}

static void check_filter(struct parser *p, struct node *n)
{
    const struct type *list = n->u.op.a->type, *by = n->u.op.b->type;
    const struct type *element = check_element(list);
    if (by->kind == TYPE_NUM)
        n->type = element;
    else if (by->kind == TYPE_BOOL)
        n->type = type_list_of(p->mem, element);
    else
        n->type = &type_any;
    if (!may_be(by, TYPE_NUM) && !may_be(by, TYPE_BOOL))
        parse_note(p, ERR_TYPE, n->u.op.b->from,
                   "a filter must be boolean or a number (a position), not %s",
                   type_cstr(p->mem, by));
}

void check_node(struct parser *p, struct node *n)
{
    switch ((enum node_kind)n->kind) {
    case NODE_ADD:
    case NODE_SUB:
    case NODE_MUL:
    case NODE_DIV:
    case NODE_POW:
        check_arith(p, n);
        break;
    case NODE_EQ:
    case NODE_NE:
    case NODE_LT:
    case NODE_LE:
    case NODE_GT:
    case NODE_GE:
        check_compare(p, n);
        break;
    case NODE_AND:
    case NODE_OR:
        check_logic(p, n);
        break;
    case NODE_NEGATE:
        check_negate(p, n);
        break;
    case NODE_BETWEEN:
        check_between(p, n);
        break;
    case NODE_IN:
        check_tests(p, n, n->u.in.value->type);
        break;
    case NODE_TESTS:
        check_tests(p, n, known(p->tested_type));
        break;
    case NODE_RANGE:
        check_range(p, n);
        break;
    case NODE_LIST:
        check_list(p, n);
        break;
    case NODE_CONTEXT:
        check_context(p, n);
        break;
    case NODE_IF:
        n->type = type_join(p->mem, n->u.op.b->type, n->u.op.c->type);
        if (!may_be(n->u.op.a->type, TYPE_BOOL))
            note_operand(p, n, n->u.op.a, "what comes after \"if\"");
        break;
    case NODE_FOR:
    case NODE_SOME:
    case NODE_EVERY:
        check_loop(p, n);
        break;
    case NODE_FILTER:
        check_filter(p, n);
        break;
    case NODE_INSTANCE:
        n->type = &type_bool;
        break;
    default:
        break;
    }
}

/* The properties that temporal values and ranges have. */
static const struct type *property_type(const struct type *t, str name)
{
    static const struct {
        uint8_t kind;
        const char *name;
        const struct type *type;
    } properties[] = {
        // clang-format off
        { TYPE_DATE, "year", &type_num }, { TYPE_DATE, "month", &type_num },
        { TYPE_DATE, "day", &type_num }, { TYPE_DATE, "weekday", &type_num },
        { TYPE_MOMENT, "year", &type_num }, { TYPE_MOMENT, "month", &type_num },
        { TYPE_MOMENT, "day", &type_num }, { TYPE_MOMENT, "weekday", &type_num },
        { TYPE_MOMENT, "hour", &type_num }, { TYPE_MOMENT, "minute", &type_num },
        { TYPE_MOMENT, "second", &type_num }, { TYPE_MOMENT, "time offset", &type_span },
        { TYPE_MOMENT, "timezone", &type_str },
        { TYPE_DATE, "time offset", &type_span }, { TYPE_DATE, "timezone", &type_str },
        { TYPE_TIME, "hour", &type_num }, { TYPE_TIME, "minute", &type_num },
        { TYPE_TIME, "second", &type_num }, { TYPE_TIME, "time offset", &type_span },
        { TYPE_TIME, "timezone", &type_str },
        { TYPE_SPAN, "days", &type_num }, { TYPE_SPAN, "hours", &type_num },
        { TYPE_SPAN, "minutes", &type_num }, { TYPE_SPAN, "seconds", &type_num },
        { TYPE_MONTHS, "years", &type_num }, { TYPE_MONTHS, "months", &type_num },
        { TYPE_RANGE, "start", NULL }, { TYPE_RANGE, "end", NULL },
        { TYPE_RANGE, "start included", &type_bool }, { TYPE_RANGE, "end included", &type_bool },
        // clang-format on
    };
    for (size_t i = 0; i < sizeof properties / sizeof *properties; i++)
        if (properties[i].kind == t->kind && str_is(name, properties[i].name))
            return properties[i].type ? properties[i].type : known(t->of);
    return NULL;
}

static void note_no_member(struct parser *p, const struct type *t, str name, uint32_t pos)
{
    str names[64];
    size_t n = 0;
    for (uint32_t i = 0; i < t->n_member && n < 64; i++)
        names[n++] = t->member[i].name;
    struct err *e = parse_note(p, ERR_NAME, pos, "%s has no entry \"%.*s\"",
                               type_cstr(p->mem, t), STR_ARG(name));
    str near = str_nearest(name, names, n);
    if (near.n)
        err_hint(e, "Did you mean \"%.*s\"?", STR_ARG(near));
}

const struct type *check_path(struct parser *p, const struct node *from, str name,
                              uint32_t pos)
{
    const struct type *t = from->type;
    switch (t->kind) {
    case TYPE_ANY:
    case TYPE_NULL:
    case TYPE_FUNCTION:
        return &type_any;
    case TYPE_CONTEXT: {
        const struct type_member *m = type_find_member(t, name);
        if (m)
            return known(m->type);
        if (t->n_member)
            note_no_member(p, t, name, pos);
        return &type_any;
    }
    case TYPE_LIST: {
        struct node element = *from;
        element.type = known(t->of);
        return type_list_of(p->mem, check_path(p, &element, name, pos));
    }
    default: {
        const struct type *property = property_type(t, name);
        if (!property)
            parse_note(p, ERR_NAME, pos, "%s has no property \"%.*s\"",
                       type_cstr(p->mem, t), STR_ARG(name));
        return known(property);
    }
    }
}

static void check_builtin_call(struct parser *p, struct node *n)
{
    const struct node_args *args = n->u.call.args;
    const struct type **types = arena_new(p->mem, const struct type *, args->n + 1);
    struct err err = { 0 };
    for (size_t i = 0; i < args->n; i++)
        types[i] = args->at[i]->type;
    const struct type *result = &type_any;
    struct builtin_args given = { args->name, types, args->n };
    if (!builtin_check(p->mem, n->u.call.builtin, &given, &result, &err)) {
        struct err *e = parse_note(p, err.code, n->pos, "%s", err.msg);
        if (err.hint[0])
            err_hint(e, "%s", err.hint);
    }
    n->type = known(result);
}

/* A singleton list and its element stand for each other (DMN 1.5, 10.3.2.9.4). */
static bool fits_parameter(const struct type *given, const struct type *asked)
{
    return type_conforms(given, asked) || type_conforms(check_element(given), asked) ||
           type_conforms(given, check_element(asked));
}

static void check_user_call(struct parser *p, struct node *n)
{
    const struct node_args *args = n->u.call.args;
    const struct type *f = n->u.call.callee->type;
    if (f->kind == TYPE_FUNCTION)
        n->type = known(f->of);
    else if (f->kind != TYPE_ANY && f->kind != TYPE_NULL)
        parse_note(p, ERR_TYPE, n->pos,
                   "a value of type %s cannot be called as a function",
                   type_cstr(p->mem, f));
    if (f->kind != TYPE_FUNCTION || f->open)
        return;
    if (args->n != f->n_member)
        parse_note(p, ERR_TYPE, n->pos, "the function takes %u arguments, %zu are given",
                   (unsigned)f->n_member, args->n);
    for (size_t i = 0; i < args->n && i < f->n_member; i++) {
        const struct type_member *m = &f->member[i];
        if (args->name && !(m = type_find_member(f, args->name[i]))) {
            parse_note(p, ERR_NAME, args->at[i]->from,
                       "the function has no parameter \"%.*s\"", STR_ARG(args->name[i]));
            continue;
        }
        if (!fits_parameter(args->at[i]->type, known(m->type)))
            parse_note(p, ERR_TYPE, args->at[i]->from,
                       "argument \"%.*s\" must be %s, not %s", STR_ARG(m->name),
                       type_cstr(p->mem, m->type), type_cstr(p->mem, args->at[i]->type));
    }
}

void check_call(struct parser *p, struct node *n)
{
    if (n->kind == NODE_BUILTIN)
        check_builtin_call(p, n);
    else
        check_user_call(p, n);
}
