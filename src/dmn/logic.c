#include "dmn/link.h"

#include "dmn/eval.h"

/* Item definitions as `doc` calls them, for `instance of`. */
static void use_types_of(struct linker *l, const struct doc *doc)
{
    if (l->types_of == doc)
        return;
    struct type_name *t = arena_new(l->mem, struct type_name, l->n_type + 1);
    size_t k = 0;
    for (size_t i = 0; i < l->n_doc; i++) {
        str prefix = link_prefix(l, l->doc[i], doc);
        for (size_t j = 0; j < l->doc[i]->n_itemdef; j++, k++) {
            str name = l->doc[i]->itemdef[j].node.name;
            if (prefix.n)
                name = arena_printf(l->mem, "%.*s.%.*s", STR_ARG(prefix), STR_ARG(name));
            t[k] = (struct type_name){ name, l->types[k].type };
        }
    }
    l->types_of = doc;
    l->compiler.types = t;
    l->compiler.n_types = l->n_type;
}

static str name_in(struct linker *l, const struct dmn_node *n, const struct doc *doc)
{
    str prefix = link_prefix(l, n->doc, doc);
    str name = feel_name(l->mem, n->variable->node.name.n ? n->variable->node.name
                                                          : n->element->name);
    return prefix.n ? arena_printf(l->mem, "%.*s.%.*s", STR_ARG(prefix), STR_ARG(name))
                    : name;
}

static struct scope *scope_of(struct linker *l, const struct dmn_node *n)
{
    struct scope *s = scope_new(l->mem, NULL, SCOPE_BLOCK);
    for (size_t i = 0; i < n->n_needs; i++) {
        const struct dmn_node *to = &l->node[n->needs[i]];
        scope_add(l->mem, s,
                  (struct symbol){ .name = name_in(l, to, n->doc),
                                   .type = to->type,
                                   .kind = SYMBOL_GLOBAL,
                                   .slot = to->slot });
    }
    return s;
}

static bool has_allowed(const struct type *t)
{
    if (t->allowed)
        return true;
    if (t->kind == TYPE_LIST && t->of)
        return has_allowed(t->of);
    for (uint32_t i = 0; t->kind == TYPE_CONTEXT && i < t->n_member; i++)
        if (t->member[i].type && has_allowed(t->member[i].type))
            return true;
    return false;
}

static const struct type *stated_type(struct linker *l, const struct dmn_node *n)
{
    if (!n->variable->type_ref.n)
        return NULL;
    return link_type(l, n->doc, n->variable->type_ref, n->element);
}

static void type_mismatch(struct linker *l, const struct dmn_node *n,
                          const struct type *given, const struct type *stated)
{
    struct err *e = findings_add(l->findings,
                                 l->lenient ? SEVERITY_WARNING : SEVERITY_ERROR, ERR_TYPE,
                                 "the logic gives %s, but the variable is %s",
                                 type_cstr(l->mem, given), type_cstr(l->mem, stated));
    source_place(n->where, 0, e);
    err_hint(e, "Change the typeRef of the variable, or the logic.");
}

static bool may_become(const struct type *given, const struct type *stated)
{
    if (type_conforms(given, stated) ||
        (given->kind == TYPE_DATE && stated->kind == TYPE_MOMENT))
        return true;
    if (given->kind == TYPE_LIST && given->of && type_conforms(given->of, stated))
        return true;
    return stated->kind == TYPE_LIST && stated->of && type_conforms(given, stated->of);
}

static const struct motive *motive_of(struct linker *l, const struct dmn_node *n,
                                      const struct doc_ext *ext,
                                      const struct scope *scope)
{
    struct boxed b = { .l = l, .doc = n->doc, .place = n->where->place };
    if (!ext || !doc_has(&ext->motivering))
        return NULL;
    return motive_compile(&l->compiler, boxed_source(&b, &ext->motivering, b.place),
                          scope);
}

/* Sentences see what the decision sees, and its own outcome. */
static void link_motives(struct linker *l, struct dmn_node *n, struct scope *s,
                         struct dmn_table *table)
{
    scope_add(l->mem, s,
              (struct symbol){ .name = name_in(l, n, n->doc),
                               .type = n->type,
                               .kind = SYMBOL_GLOBAL,
                               .slot = n->slot });
    n->motive = motive_of(l, n, n->element->ext, s);
    if (!table)
        return;
    const struct motive **m = NULL;
    for (size_t i = 0; i < table->n_rule; i++) {
        const struct motive *one = motive_of(l, n, table->doc->rule[i].node.ext, s);
        if (one && !m)
            m = arena_new(l->mem, const struct motive *, table->n_rule);
        if (one)
            m[i] = one;
    }
    table->motive = m;
}

static void link_decision(struct linker *l, struct dmn_node *n)
{
    const struct type *stated = stated_type(l, n);
    const struct doc_expr *logic = n->of.decision->logic;
    struct boxed b = { .l = l, .doc = n->doc, .place = n->where->place };
    n->type = n->stated = stated;
    if (!n->type)
        n->type = &type_any;
    if (!logic)
        return;
    struct scope *s = scope_of(l, n);
    l->compiler.next_slot = l->compiler.max_slot = 0;
    b.scope = s;
    n->logic = boxed_compile(&b, logic);
    n->n_slot = l->compiler.max_slot;
    if (logic->kind == EXPR_TABLE)
        n->table = b.table;
    if (!stated || stated->kind == TYPE_ANY)
        n->type = n->logic->type;
    else if (!may_become(n->logic->type, stated))
        type_mismatch(l, n, n->logic->type, stated);
    link_motives(l, n, s, logic->kind == EXPR_TABLE ? b.table : NULL);
}

static void give_function(struct linker *l, struct dmn_node *n, struct lambda *f)
{
    struct function *fn = arena_new(l->mem, struct function, 1);
    struct type *t = arena_new(l->mem, struct type, 1);
    struct type_member *m = arena_new(l->mem, struct type_member, f->n_param + 1);
    for (size_t i = 0; i < f->n_param; i++)
        m[i] = (struct type_member){ f->param[i].name,
                                     f->param[i].type ? f->param[i].type : &type_any };
    *t = (struct type){ .kind = TYPE_FUNCTION,
                        .member = m,
                        .n_member = (uint32_t)f->n_param,
                        .of = f->result ? f->result : f->body->type };
    fn->lambda = f;
    n->type = t;
    n->value = (struct value){ .kind = V_FUNCTION, .u.function = fn };
}

static void link_bkm(struct linker *l, struct dmn_node *n)
{
    const struct doc_expr *logic = n->of.bkm->logic;
    const struct type *stated = stated_type(l, n);
    struct boxed b = { .l = l, .doc = n->doc, .place = n->where->place };
    if (!logic || logic->kind != EXPR_FUNCTION)
        return;
    struct scope *s = scope_of(l, n);
    scope_add(l->mem, s,
              (struct symbol){ .name = name_in(l, n, n->doc),
                               .type = &type_any_function,
                               .kind = SYMBOL_GLOBAL,
                               .slot = n->slot });
    l->compiler.next_slot = l->compiler.max_slot = 0;
    b.scope = s;
    struct lambda *f = boxed_lambda(&b, logic, n->name);
    const struct type *result = stated;
    if (stated && stated->kind == TYPE_FUNCTION)
        result = stated->of;
    if (result && result->kind != TYPE_ANY) {
        f->result = result;
        if (!may_become(f->body->type, result))
            type_mismatch(l, n, f->body->type, result);
    }
    give_function(l, n, f);
}

static const uint16_t *slots_of(struct linker *l, const struct dmn_node *n,
                                const struct doc_ref *ref, size_t *count)
{
    uint16_t *at = arena_new(l->mem, uint16_t, *count + 1);
    size_t k = 0;
    for (size_t i = 0; i < *count; i++) {
        const struct dmn_node *to = link_find(l, n->doc, &ref[i]);
        if (to)
            at[k++] = to->slot;
    }
    *count = k;
    return at;
}

/* Decisions to run for the outputs, in order, without what is given. */
static void plan_service(struct linker *l, struct dmn_service *s)
{
    uint8_t *state = arena_new(l->mem, uint8_t, l->n_node + 1); /* 1 wanted, 2 given */
    uint16_t *todo = arena_new(l->mem, uint16_t, l->n_node + 1);
    size_t n_todo = 0;
    for (size_t i = 0; i < s->n_input_decision; i++)
        state[s->input_decision[i]] = 2;
    for (size_t i = 0; i < s->n_output; i++)
        if (state[s->output[i]] == 0) {
            state[s->output[i]] = 1;
            todo[n_todo++] = s->output[i];
        }
    while (n_todo) {
        const struct dmn_node *d = &l->node[todo[--n_todo]];
        for (size_t i = 0; i < d->n_needs; i++)
            if (l->node[d->needs[i]].kind == DMN_DECISION && state[d->needs[i]] == 0) {
                state[d->needs[i]] = 1;
                todo[n_todo++] = d->needs[i];
            }
    }
    uint16_t *plan = todo; /* free again */
    for (size_t i = 0; i < l->n_node; i++)
        if (state[l->order[i]] == 1)
            plan[s->n_plan++] = l->order[i];
    s->plan = plan;
}

static const struct type *service_result(struct linker *l, const struct dmn_service *s,
                                         const struct doc *doc)
{
    if (s->n_output == 1)
        return l->node[s->output[0]].type;
    struct type *t = arena_new(l->mem, struct type, 1);
    struct type_member *m = arena_new(l->mem, struct type_member, s->n_output + 1);
    for (size_t i = 0; i < s->n_output; i++)
        m[i] = (struct type_member){ name_in(l, &l->node[s->output[i]], doc),
                                     l->node[s->output[i]].type };
    *t = (struct type){ .kind = TYPE_CONTEXT,
                        .member = m,
                        .n_member = (uint32_t)s->n_output };
    return t;
}

static void link_service(struct linker *l, struct dmn_node *n)
{
    const struct doc_service *d = n->of.service;
    struct dmn_service *s = arena_new(l->mem, struct dmn_service, 1);
    s->node = n;
    s->n_output = d->n_output;
    s->n_input = d->n_input;
    s->n_input_decision = d->n_input_decision;
    s->output = slots_of(l, n, d->output, &s->n_output);
    s->input = slots_of(l, n, d->input, &s->n_input);
    s->input_decision = slots_of(l, n, d->input_decision, &s->n_input_decision);
    plan_service(l, s);
    s->result = service_result(l, s, n->doc);
    n->service = s;
    struct lambda *f = arena_new(l->mem, struct lambda, 1);
    size_t params = s->n_input + s->n_input_decision;
    struct type_member *param = arena_new(l->mem, struct type_member, params + 1);
    for (size_t i = 0; i < params; i++) {
        const struct dmn_node *p =
            &l->node[i < s->n_input ? s->input[i] : s->input_decision[i - s->n_input]];
        param[i] = (struct type_member){ name_in(l, p, n->doc), p->type };
    }
    struct node *body = node_new(l->mem, NODE_HOST, 0);
    body->u.host.run = dmn_service_host;
    body->u.host.data = s;
    body->type = s->result;
    *f = (struct lambda){ .name = n->name,
                          .param = param,
                          .n_param = params,
                          .body = body,
                          .n_slot = (unsigned)params };
    give_function(l, n, f);
}

/* Names with spaces that a value of unknown type may have as entries. */
static void collect_known(struct linker *l)
{
    size_t n = 0, cap = 0;
    str *known = NULL;
    for (size_t i = 0; i < l->n_type; i++) {
        const struct type *t = l->types[i].type;
        while (t->kind == TYPE_LIST && t->of)
            t = t->of;
        for (uint32_t j = 0; t->kind == TYPE_CONTEXT && j < t->n_member; j++) {
            if (!feel_name_is_complex(t->member[j].name))
                continue;
            if (n == cap) {
                cap = cap ? cap * 2 : 16;
                str *at = arena_new(l->mem, str, cap);
                if (n)
                    memcpy(at, known, n * sizeof *at);
                known = at;
            }
            known[n++] = t->member[j].name;
        }
    }
    l->compiler.known = known;
    l->compiler.n_known = n;
}

void link_logic(struct linker *l)
{
    collect_known(l);
    l->compiler.elsewhere = l->names;
    for (size_t i = 0; i < l->n_node; i++) {
        struct dmn_node *n = &l->node[l->order[i]];
        use_types_of(l, n->doc);
        if (n->kind == DMN_INPUT) {
            const struct type *t = stated_type(l, n);
            n->stated = t;
            n->type = t ? t : &type_any;
        } else if (n->kind == DMN_DECISION) {
            link_decision(l, n);
        } else if (n->kind == DMN_BKM) {
            link_bkm(l, n);
        } else {
            link_service(l, n);
        }
        n->checked = n->stated && has_allowed(n->stated);
    }
}
