#include "dmn/motive.h"
#include "dmn/verify_int.h"
#include "feel/walk.h"

enum {
    WALK_DEPTH_MAX = 3000,
    NAMES_MAX = 20000000, /* compared, for the whole model */
    UNUSED_MAX = 500,     /* inputs looked for in the texts of others */
};

/* Which elements of the model an expression mentions. */
struct uses {
    const struct dmn_model *m;
    const struct dmn_node *node; /* whose expression it is */
    uint32_t *used;              /* per element: the last stamp that mentioned it */
    uint32_t stamp;
    uint64_t work;
    bool open; /* something could not be seen */
    int depth;
};

static bool visit(void *ctx, const struct node *n);

static void visit_motive(struct uses *u, const struct motive *m)
{
    for (size_t i = 0; m && i < m->n; i++)
        if (m->part[i].expr)
            visit(u, m->part[i].expr);
}

static void visit_table(struct uses *u, const struct dmn_table *t)
{
    for (size_t j = 0; j < t->n_input; j++) {
        visit(u, t->input[j].expression);
        if (t->input[j].allowed)
            visit(u, t->input[j].allowed);
    }
    for (size_t j = 0; j < t->n_output; j++) {
        if (t->output[j].otherwise)
            visit(u, t->output[j].otherwise);
        if (t->output[j].allowed)
            visit(u, t->output[j].allowed);
    }
    for (size_t i = 0; i < t->n_rule * t->n_input; i++)
        if (t->cell[i].kind == CELL_TESTS)
            visit(u, t->cell[i].u.tests);
    for (size_t i = 0; i < t->n_rule * t->n_output; i++)
        visit(u, t->entry[i]);
    for (size_t i = 0; t->motive && i < t->n_rule; i++)
        visit_motive(u, t->motive[i]);
}

/* In a filter on values of unknown type a name may be an entry or a fact. */
static void use_name(struct uses *u, str name)
{
    for (size_t i = 0; i < u->node->n_needs; i++)
        if (str_eq(u->m->node[u->node->needs[i]].name, name))
            u->used[u->node->needs[i]] = u->stamp;
    u->open |= u->work < u->node->n_needs;
    u->work -= u->open ? 0 : u->node->n_needs;
}

static bool visit(void *ctx, const struct node *n)
{
    struct uses *u = ctx;
    if (u->open)
        return false;
    if (u->depth >= WALK_DEPTH_MAX || n->kind == NODE_ERROR) {
        u->open = true;
        return true;
    }
    u->depth++;
    n = verify_unwrap(n);
    if (n->kind == NODE_GLOBAL)
        u->used[n->slot] = u->stamp;
    else if (n->kind == NODE_ELEMENT)
        use_name(u, n->u.pick.name);
    else if (n->kind == NODE_HOST && n->u.host.run == table_run)
        visit_table(u, n->u.host.data);
    walk_parts(n, visit, u);
    u->depth--;
    return true;
}

static void visit_element(struct uses *u, const struct dmn_node *n)
{
    visit_motive(u, n->motive);
    if (n->kind == DMN_DECISION && n->logic)
        visit(u, n->logic);
    if (n->kind == DMN_BKM && n->value.kind == V_FUNCTION && n->value.u.function->lambda)
        visit(u, n->value.u.function->lambda->body);
}

static void check_needs(struct uses *u, const struct dmn_node *n,
                        struct findings *findings)
{
    bool has_logic = n->logic || n->kind == DMN_BKM;
    if (!n->n_needs || !has_logic || n->kind == DMN_SERVICE)
        return;
    u->node = n;
    u->stamp++;
    u->open = false;
    visit_element(u, n);
    for (size_t i = 0; i < n->n_needs && !u->open; i++) {
        const struct dmn_node *to = &u->m->node[n->needs[i]];
        if (u->used[to->slot] == u->stamp)
            continue;
        struct err *e = findings_add(
            findings, SEVERITY_INFO, ERR_MODEL,
            "\"%.*s\" is required, but the logic does not mention it", STR_ARG(to->name));
        source_place(n->where, 0, e);
        err_hint(e, "Take the requirement out, or use it.");
    }
}

/* ---- inputs ---- */

/* Is the name of the input in a text of FEEL that stands with another fact? */
static bool text_has(const struct doc_ext *ext, str name)
{
    return ext && (str_find(ext->vereist.text, name, 0) != SIZE_MAX ||
                   str_find(ext->standaard.text, name, 0) != SIZE_MAX);
}

static bool component_has(const struct doc_itemdef *d, str name, int depth)
{
    if (text_has(d->node.ext, name))
        return true;
    for (size_t i = 0; depth < WALK_DEPTH_MAX && i < d->n_component; i++)
        if (component_has(&d->component[i], name, depth + 1))
            return true;
    return false;
}

static bool is_asked_for(const struct dmn_model *m, str name)
{
    for (size_t k = 0; k < m->n_doc; k++) {
        const struct doc *d = m->docs[k];
        for (size_t i = 0; i < d->n_input; i++)
            if (text_has(d->input[i].node.ext, name))
                return true;
        for (size_t i = 0; i < d->n_itemdef; i++)
            if (component_has(&d->itemdef[i], name, 0))
                return true;
    }
    return false;
}

static void check_inputs(struct uses *u, struct findings *findings)
{
    const struct dmn_model *m = u->m;
    size_t asked = 0;
    u->stamp++;
    for (size_t i = 0; i < m->n_node; i++)
        for (size_t k = 0; k < m->node[i].n_needs; k++)
            u->used[m->node[i].needs[k]] = u->stamp;
    for (size_t i = 0; i < m->n_node; i++) {
        const struct dmn_node *n = &m->node[i];
        if (n->kind != DMN_INPUT || u->used[i] == u->stamp || n->doc != m->doc)
            continue;
        if (++asked > UNUSED_MAX)
            break;
        if (is_asked_for(m, n->element->name))
            continue;
        struct err *e = findings_add(findings, SEVERITY_WARNING, ERR_MODEL,
                                     "no decision requires this input");
        source_place(n->where, 0, e);
        err_hint(e, "Take it out, or add an informationRequirement to the decision that "
                    "needs it.");
    }
}

void verify_uses(struct arena *mem, const struct dmn_model *m, struct findings *findings)
{
    struct arena_mark start = arena_mark(mem);
    struct uses u = { .m = m, .work = NAMES_MAX };
    bool own = findings->mem != mem;
    u.used = arena_new(mem, uint32_t, m->n_node + 1);
    check_inputs(&u, findings);
    for (size_t i = 0; i < m->n_node; i++)
        if (m->node[i].doc == m->doc)
            check_needs(&u, &m->node[i], findings);
    if (own)
        arena_rewind(mem, start);
}
