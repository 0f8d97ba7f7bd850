#include "policy/module_int.h"

#include <stdlib.h>

/* Sentences are counted first, so that one array holds them. */
struct collector {
    struct module_loader *l;
    struct module_motive *at; /* NULL while counting */
    size_t n;
};

static int by_ext(const void *a, const void *b)
{
    uintptr_t x = (uintptr_t)((const struct module_motive *)a)->ext;
    uintptr_t y = (uintptr_t)((const struct module_motive *)b)->ext;
    return (x > y) - (x < y);
}

/*
 * These rules see no parameters: a trace holds only what was in the columns and
 * what came out. So the name of the BKM is the outcome (local 0), and a column
 * whose expression is just a name gives that name (locals from 1).
 */
static const struct scope *column_scope(struct module_loader *l, const struct dmn_node *n,
                                        const struct doc_table *t)
{
    struct arena *mem = l->compiler.mem;
    struct scope *s = scope_new(mem, l->scope, SCOPE_FUNCTION);
    scope_add(
        mem, s,
        (struct symbol){ .name = n->name, .type = &type_any, .kind = SYMBOL_LOCAL });
    for (size_t i = 0; i < t->n_input; i++) {
        str text = str_trim(t->input[i].expression.text);
        if (!feel_name_is_complex(text) && !scope_find_here(s, text))
            scope_add(mem, s,
                      (struct symbol){ .name = text,
                                       .type = &type_any,
                                       .kind = SYMBOL_LOCAL,
                                       .slot = (uint16_t)(i + 1) });
    }
    return s;
}

static void take_rule(struct collector *c, const struct doc_table *t, size_t i, str place,
                      const struct scope *scope)
{
    const struct doc_ext *ext = t->rule[i].node.ext;
    if (!ext || !doc_has(&ext->motivering))
        return;
    if (c->at) {
        struct compiler *compiler = &c->l->compiler;
        struct source *src = arena_new(compiler->mem, struct source, 1);
        *src = (struct source){ .text = str_trim(ext->motivering.text),
                                .file = c->l->file,
                                .place = place,
                                .rule = (int)i + 1,
                                .line = ext->motivering.line,
                                .col = ext->motivering.col };
        compiler->next_slot = compiler->max_slot = (unsigned)t->n_input + 1;
        c->at[c->n] = (struct module_motive){ ext, motive_compile(compiler, src, scope) };
    }
    c->n++;
}

static void take_all(struct collector *c)
{
    const struct dmn_model *model = c->l->module->model;
    for (size_t k = 0; k < model->n_node; k++) {
        const struct dmn_node *n = &model->node[k];
        const struct doc_expr *e = n->kind == DMN_BKM ? n->of.bkm->logic : NULL;
        e = e && e->kind == EXPR_FUNCTION ? e->u.function.body : NULL;
        if (!e || e->kind != EXPR_TABLE)
            continue;
        const struct scope *scope = c->at ? column_scope(c->l, n, e->u.table) : NULL;
        str place = arena_printf(c->l->compiler.mem, "%s \"%.*s\"",
                                 dmn_kind_name(n->kind), STR_ARG(n->name));
        for (size_t i = 0; i < e->u.table->n_rule; i++)
            take_rule(c, e->u.table, i, place, scope);
    }
}

void module_read_motives(struct module_loader *l)
{
    struct collector c = { .l = l };
    take_all(&c);
    c.at = arena_new(l->compiler.mem, struct module_motive, c.n);
    c.n = 0;
    take_all(&c);
    if (c.n)
        qsort(c.at, c.n, sizeof *c.at, by_ext);
    l->module->motive = c.at;
    l->module->n_motive = c.n;
}

/* As motive_write, with the outcome and the columns as locals. */
static void write_bkm_rule(struct sbuf *b, struct run *r, const struct motive *m,
                           const struct table_trace *t)
{
    size_t n = t->table->n_input + 1;
    struct value *local = arena_raw(b->mem, struct value, n);
    local[0] = t->value;
    for (size_t i = 1; i < n; i++)
        local[i] = t->input[i - 1];
    for (size_t i = 0; i < m->n; i++) {
        struct run aside = *r; /* a sentence cannot fail a decision */
        if (m->part[i].expr)
            motive_value(b, feel_run(&aside, m->part[i].expr, m->n_slot, local, n));
        else
            sbuf_put(b, m->part[i].text);
    }
}

void module_write_rule(struct sbuf *b, const struct module *m, struct run *r,
                       const struct table_trace *t, size_t i)
{
    struct module_motive key = { .ext = t->table->doc->rule[i].node.ext };
    if (t->table->motive) {
        if (t->table->motive[i])
            motive_write(b, r, t->table->motive[i]);
        return;
    }
    const struct module_motive *found =
        key.ext && m->n_motive ? bsearch(&key, m->motive, m->n_motive, sizeof key, by_ext)
                               : NULL;
    if (found && found->motive)
        write_bkm_rule(b, r, found->motive, t);
}
