#include "policy/answer_tree.h"

struct grower {
    struct decided *d;
    struct arena *mem;
    bool *used; /* per slot: part of a tree already */
};

static const struct tree *branches_of(struct grower *g, const struct dmn_node *n,
                                      bool minus, int depth);

str answer_label(const struct dmn_node *n)
{
    return n->element->label.n ? n->element->label : module_public_name(n);
}

str answer_unit(struct arena *mem, const struct dmn_node *n)
{
    const struct doc_ext *ext = n->element->ext;
    if (!ext || !ext->eenheid.n)
        return STR("");
    char *at = arena_cstr(mem, ext->eenheid);
    for (size_t i = 0; i < ext->eenheid.n; i++)
        if (at[i] == '_')
            at[i] = ' ';
    return (str){ at, ext->eenheid.n };
}

static struct value value_of(const struct grower *g, const struct dmn_node *n)
{
    return g->d->run.run.global[n->slot];
}

static struct value signed_by(struct value v, bool minus)
{
    return minus && v.kind == V_NUM ? value_num(num_neg(v.u.num)) : v;
}

static const struct dmn_node *find_term(const struct grower *g, str text)
{
    const struct dmn_node *n = dmn_find(g->d->module->model, DMN_DECISION,
                                        str_trim(text));
    return n && value_of(g, n).kind == V_NUM ? n : NULL;
}

static bool is_minus(const struct step *s)
{
    return s->sign[0] == '-' && !s->sign[1];
}

/* The steps are the terms of a sum, and all of them are decisions. */
static bool is_sum(const struct grower *g, const struct step *s)
{
    size_t n = 0;
    for (; s; s = s->next, n++) {
        bool plus = !s->sign[0] || (s->sign[0] == '+' && !s->sign[1]);
        if ((!plus && !is_minus(s)) || !find_term(g, s->text))
            return false;
    }
    return n > 1;
}

/* Zero, because what it stands for does not apply. */
static bool is_silent(const struct grower *g, const struct dmn_node *n)
{
    struct value v = value_of(g, n);
    if (v.kind != V_NUM || num_sign(v.u.num) != 0)
        return false;
    for (size_t i = 0; i < n->n_needs; i++) {
        const struct dmn_node *to = &g->d->module->model->node[n->needs[i]];
        if (to->kind == DMN_DECISION && to->element->ext && to->element->ext->eenheid.n &&
            value_of(g, to).kind == V_NULL)
            return true;
    }
    return false;
}

static struct tree *grow(struct grower *g, const struct dmn_node *n, bool minus,
                         int depth)
{
    struct tree *t = arena_new(g->mem, struct tree, 1);
    g->used[n->slot] = true;
    *t = (struct tree){ .label = answer_label(n),
                        .eenheid = answer_unit(g->mem, n),
                        .amount = signed_by(value_of(g, n), minus),
                        .node = n,
                        .silent = is_silent(g, n) };
    t->branch = branches_of(g, n, minus, depth + 1);
    return t;
}

static const struct tree *grow_terms(struct grower *g, const struct step *s, bool minus,
                                     int depth)
{
    const struct tree *first = NULL, **last = &first;
    for (; s; s = s->next) {
        struct tree *t = grow(g, find_term(g, s->text), minus != is_minus(s), depth);
        *last = t;
        last = &t->next;
    }
    return first;
}

static bool adds_up(struct value list, num sum)
{
    num total = num_int(0);
    for (uint32_t i = 0; i < list.n; i++)
        if (list.u.list[i].kind != V_NUM || !num_add(total, list.u.list[i].u.num, &total))
            return false;
    return list.n > 0 && num_cmp(total, sum) == 0;
}

/* One branch per element of a list, when a table gave each of them. */
static const struct tree *grow_elements(struct grower *g, const struct dmn_node *n,
                                        bool minus)
{
    const struct decision_trace *t = answer_trace(g->d, n);
    const struct tree *first = NULL, **last = &first;
    if (!t)
        return NULL;
    for (const struct table_trace *p = t->tables; p; p = p->next) {
        struct tree *e = arena_new(g->mem, struct tree, 1);
        size_t rule = answer_rule(p);
        struct sbuf b;
        sbuf_init(&b, g->mem);
        if (rule == SIZE_MAX || p->value.kind != V_NUM)
            return NULL;
        module_write_rule(&b, g->d->module, &g->d->run.run, p, rule);
        str label = sbuf_str(&b);
        label.n -= str_ends(label, STR("."));
        *e = (struct tree){ .label = label, .amount = signed_by(p->value, minus) };
        *last = e;
        last = &e->next;
    }
    g->used[n->slot] = true;
    return first;
}

/* What the decision took over or added up, when it is no sum itself. */
static const struct tree *grow_needs(struct grower *g, const struct dmn_node *n,
                                     bool minus, int depth)
{
    struct value v = value_of(g, n);
    for (size_t i = 0; i < n->n_needs; i++) {
        const struct dmn_node *to = &g->d->module->model->node[n->needs[i]];
        struct value w = to->kind == DMN_DECISION ? value_of(g, to) : VALUE_NULL;
        const struct tree *found = NULL;
        if (w.kind == V_NUM && to->logic && num_cmp(v.u.num, w.u.num) == 0)
            found = branches_of(g, to, minus, depth + 1);
        else if (w.kind == V_LIST && adds_up(w, v.u.num))
            found = grow_elements(g, to, minus);
        if (found) {
            g->used[to->slot] = true;
            return found;
        }
    }
    return NULL;
}

static const struct tree *branches_of(struct grower *g, const struct dmn_node *n,
                                      bool minus, int depth)
{
    const struct decision_trace *t = answer_trace(g->d, n);
    if (!t || depth > TREE_DEPTH_MAX || t->value.kind != V_NUM)
        return NULL;
    return is_sum(g, t->steps) ? grow_terms(g, t->steps, minus, depth)
                               : grow_needs(g, n, minus, depth);
}

/* An outcome that adds up a list of amounts. */
static bool is_list_sum(struct grower *g, const struct dmn_node *n)
{
    bool outcome = false;
    for (size_t i = 0; i < g->d->module->n_outcome; i++)
        outcome = outcome || g->d->module->outcome[i].node == n;
    for (size_t i = 0; outcome && i < n->n_needs; i++) {
        const struct dmn_node *to = &g->d->module->model->node[n->needs[i]];
        struct value w = to->kind == DMN_DECISION ? value_of(g, to) : VALUE_NULL;
        if (w.kind == V_LIST && w.n > 1 && adds_up(w, value_of(g, n).u.num) &&
            !g->used[to->slot])
            return true;
    }
    return false;
}

size_t answer_trees(struct decided *d, const struct tree ***out)
{
    struct arena *mem = d->run.run.mem;
    size_t n_node = d->module->model->n_node, n = 0, n_trace = 0;
    struct grower g = { d, mem, arena_new(mem, bool, n_node) };
    const struct decision_trace **at = arena_new(mem, const struct decision_trace *,
                                                 n_node);
    const struct tree **tree = arena_new(mem, const struct tree *, n_node);
    for (const struct decision_trace *t = d->trace.first; t && n_trace < n_node;
         t = t->next)
        at[n_trace++] = t;
    while (n_trace-- > 0) {
        const struct decision_trace *t = at[n_trace];
        if (t->value.kind == V_NUM && !g.used[t->node->slot] &&
            (is_sum(&g, t->steps) || is_list_sum(&g, t->node)))
            tree[n++] = grow(&g, t->node, false, 0);
    }
    *out = tree;
    return n;
}
