#include "policy/module_int.h"

#include <stdlib.h>

/* Sentences are counted first, so that one array holds them. */
struct collector {
    struct module_loader *l;
    struct module_sentence *at; /* NULL while counting */
    size_t n;
};

static int by_ext(const void *a, const void *b)
{
    uintptr_t x = (uintptr_t)((const struct module_sentence *)a)->ext;
    uintptr_t y = (uintptr_t)((const struct module_sentence *)b)->ext;
    return (x > y) - (x < y);
}

static void take(struct collector *c, const struct doc_node *node, str place,
                 const struct scope *scope, unsigned n_local)
{
    if (!node->ext || !doc_has(&node->ext->motivering))
        return;
    if (c->at)
        c->at[c->n] = (struct module_sentence){
            node->ext, sentence_compile(&c->l->compiler, &node->ext->motivering, c->l->file, place,
                                        scope, n_local)
        };
    c->n++;
}

static const struct doc_table *table_of(const struct doc_expr *e)
{
    if (e && e->kind == EXPR_FUNCTION)
        e = e->u.function.body;
    return e && e->kind == EXPR_TABLE ? e->u.table : NULL;
}

/*
 * The rules of a table in a BKM see no parameters: a trace holds only what was in
 * the columns and what came out. So the BKM's own name is the outcome (local 0),
 * and a column whose expression is just a name gives that name (locals from 1).
 */
static const struct scope *column_scope(struct collector *c, const struct dmn_node *n,
                                        const struct doc_table *t)
{
    struct arena *mem = c->l->compiler.mem;
    struct scope *s = scope_new(mem, c->l->scope, SCOPE_FUNCTION);
    scope_add(mem, s,
              (struct symbol){ .name = n->name, .type = &type_any, .kind = SYMBOL_LOCAL });
    for (size_t i = 0; i < t->n_input; i++) {
        str text = str_trim(t->input[i].expression.text);
        if (!feel_name_is_complex(text) && !scope_find_here(s, text))
            scope_add(mem, s,
                      (struct symbol){ .name = text, .type = &type_any, .kind = SYMBOL_LOCAL,
                                       .slot = (uint16_t)(i + 1) });
    }
    return s;
}

static void take_node(struct collector *c, const struct dmn_node *n)
{
    bool bkm = n->kind == DMN_BKM;
    if (n->kind != DMN_DECISION && !bkm)
        return;
    const struct doc_table *t = table_of(bkm ? n->of.bkm->logic : n->of.decision->logic);
    const struct scope *scope = c->l->scope;
    unsigned n_local = 0;
    str place = arena_printf(c->l->compiler.mem, "%s \"%.*s\"", dmn_kind_name(n->kind),
                             STR_ARG(n->name));
    take(c, n->element, place, scope, 0);
    if (t && bkm) {
        scope = column_scope(c, n, t);
        n_local = (unsigned)t->n_input + 1;
    }
    for (size_t i = 0; t && i < t->n_rule; i++)
        take(c, &t->rule[i].node,
             arena_printf(c->l->compiler.mem, "%.*s, rule %zu", STR_ARG(place), i + 1), scope,
             n_local);
}

static void take_all(struct collector *c)
{
    const struct dmn_model *model = c->l->module->model;
    for (size_t i = 0; i < model->n_node; i++)
        take_node(c, &model->node[i]);
}

void module_read_sentences(struct module_loader *l)
{
    struct collector c = { .l = l };
    take_all(&c);
    c.at = arena_new(l->compiler.mem, struct module_sentence, c.n);
    c.n = 0;
    take_all(&c);
    if (c.n)
        qsort(c.at, c.n, sizeof *c.at, by_ext);
    l->module->sentence = c.at;
    l->module->n_sentence = c.n;
}
