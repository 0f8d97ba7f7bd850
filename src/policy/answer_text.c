#include "policy/answer_tree.h"

#include "base/utf8.h"

enum {
    LABEL_WIDTH = 58,
    LEVEL_WIDTH = 8,
    AMOUNT_WIDTH = 6,
    LEVEL_MAX = 3,
    BRONNEN_MAX = 200
};

struct bronnen {
    str id[BRONNEN_MAX];
    size_t n;
};

static void put_line(struct sbuf *b, const char *text)
{
    sbuf_put(b, str_of(text));
    sbuf_raw(b, "\n");
}

static void put_heading(struct sbuf *b, const char *text)
{
    sbuf_raw(b, "\n");
    put_line(b, text);
    for (size_t i = utf8_length(str_of(text)); i > 0; i--)
        sbuf_raw(b, "-");
    sbuf_raw(b, "\n");
}

static str shown(struct arena *mem, struct value v)
{
    struct sbuf b;
    sbuf_init(&b, mem);
    motive_value(&b, v);
    return sbuf_str(&b);
}

static void put_amount(struct sbuf *b, str label, struct value amount, int level)
{
    int deep = level < LEVEL_MAX ? level : LEVEL_MAX;
    str text = shown(b->mem, amount);
    size_t indent = 2 + 2 * (size_t)level;
    size_t used = indent + utf8_length(label);
    size_t column = LABEL_WIDTH + AMOUNT_WIDTH +
                    (size_t)((LEVEL_MAX - deep) * LEVEL_WIDTH);
    size_t end = utf8_length(text);
    sbuf_pad(b, indent);
    sbuf_put(b, label);
    if (used + end + 1 > column) { /* too long for one line */
        sbuf_raw(b, "\n");
        used = 0;
    }
    sbuf_pad(b, column - used - end);
    sbuf_put(b, text);
    sbuf_raw(b, "\n");
}

static bool is_zero(struct value v)
{
    return v.kind == V_NUM && num_sign(v.u.num) == 0;
}

/* The branches that are zero, named in one line instead of one each. */
static void put_zeros(struct sbuf *b, const struct tree *branch, int level)
{
    bool first = true;
    for (const struct tree *t = branch; t; t = t->next) {
        if (!is_zero(t->amount) || t->silent || !t->node)
            continue;
        if (first)
            sbuf_pad(b, 2 + 2 * (size_t)level);
        sbuf_put(b, first ? STR("(0 voor: ") : STR("; "));
        sbuf_put(b, t->label);
        first = false;
    }
    if (!first)
        sbuf_raw(b, ")\n");
}

static void put_branches(struct sbuf *b, const struct tree *branch, int level)
{
    if (level > TREE_DEPTH_MAX)
        return;
    for (const struct tree *t = branch; t; t = t->next) {
        if (is_zero(t->amount) && (t->node || t->silent))
            continue;
        put_amount(b, t->label, t->amount, level);
        put_branches(b, t->branch, level + 1);
    }
    put_zeros(b, branch, level);
}

static bool reaches(const struct decided *d, const struct dmn_node *from,
                    const struct dmn_node *to)
{
    for (size_t i = 0; i < from->n_plan; i++)
        if (&d->module->model->node[from->plan[i]] == to)
            return true;
    return false;
}

/* No other outcome is made of it. */
static bool is_final(const struct decided *d, const struct dmn_node *n)
{
    for (size_t i = 0; i < d->module->n_outcome; i++)
        if (d->module->outcome[i].node != n && reaches(d, d->module->outcome[i].node, n))
            return false;
    return true;
}

static void put_outcome(struct sbuf *b, const struct decided *d, const struct dmn_node *n)
{
    struct value v = d->run.run.global[n->slot];
    sbuf_raw(b, "  ");
    sbuf_put(b, answer_label(n));
    sbuf_raw(b, ": ");
    sbuf_put(b, shown(b->mem, v));
    if (v.kind == V_NUM && answer_unit(b->mem, n).n) {
        sbuf_raw(b, " ");
        sbuf_put(b, answer_unit(b->mem, n));
    }
    sbuf_raw(b, "\n");
}

/* Does the model say itself what its conclusions are? */
static bool has_conclusions(const struct decided *d)
{
    for (size_t i = 0; i < d->module->n_outcome; i++)
        if (d->module->outcome[i].node->of.decision->conclusie)
            return true;
    return false;
}

/* The conclusions in the order of the model; where it names none, the final outcomes:
 * a model ends with its conclusion. Unknown ones only when they should have been known. */
static void put_outcomes(struct sbuf *b, const struct decided *d)
{
    bool named = has_conclusions(d);
    size_t n_outcome = d->module->n_outcome;
    for (size_t i = 0; i < n_outcome; i++) {
        const struct dmn_node *n = d->module->outcome[named ? i : n_outcome - 1 - i].node;
        struct value v = d->run.run.global[n->slot];
        if ((named ? n->of.decision->conclusie : is_final(d, n)) &&
            (v.kind != V_NULL || v.u.why))
            put_outcome(b, d, n);
    }
}

/* What follows from a total without being part of it: rounding, hours per year. */
static void put_followers(struct sbuf *b, const struct decided *d, const struct tree *t)
{
    for (size_t i = 0; i < d->module->n_outcome; i++) {
        const struct dmn_node *n = d->module->outcome[i].node;
        struct value v = d->run.run.global[n->slot];
        const struct decision_trace *trace = answer_trace(d, n);
        if (v.kind == V_NUM && trace && n != t->node && reaches(d, n, t->node))
            put_amount(b,
                       arena_printf(b->mem, "%.*s (%.*s)", STR_ARG(answer_label(n)),
                                    STR_ARG(answer_unit(b->mem, n))),
                       v, 0);
    }
}

static bool is_part_of_later(const struct decided *d, const struct tree *t)
{
    for (size_t i = 0; i < d->module->n_outcome; i++)
        if (is_final(d, d->module->outcome[i].node) &&
            d->run.run.global[d->module->outcome[i].node->slot].kind == V_NUM &&
            reaches(d, d->module->outcome[i].node, t->node))
            return true;
    return false;
}

static void put_trees(struct sbuf *b, struct decided *d)
{
    const struct tree **tree;
    size_t n = answer_trees(d, &tree);
    bool main_done = false;
    for (size_t i = 0; i < n; i++) {
        const struct tree *t = tree[i];
        if (is_zero(t->amount) && i > 0)
            continue;
        put_heading(b, main_done ? "Ook berekend" : "Opbouw");
        put_branches(b, t->branch, 0);
        sbuf_pad(b, 2);
        for (int k = 0; k < LABEL_WIDTH + AMOUNT_WIDTH + LEVEL_MAX * LEVEL_WIDTH - 2; k++)
            sbuf_raw(b, "-");
        sbuf_raw(b, "\n");
        put_amount(
            b,
            arena_printf(b->mem, "%.*s (%.*s)", STR_ARG(t->label), STR_ARG(t->eenheid)),
            t->amount, 0);
        if (!main_done && is_part_of_later(d, t))
            put_followers(b, d, t);
        main_done = true;
    }
}

static const char *herkomst_words(enum doc_herkomst h)
{
    switch (h) {
    case HERKOMST_LETTERLIJK:
        return "letterlijk uit de bron";
    case HERKOMST_AFGELEID:
        return "afgeleid uit de bron";
    case HERKOMST_EIGEN:
        return "eigen keuze, een gemeente mag dit anders regelen";
    case HERKOMST_ONTBREEKT:
        return "ontbreekt in de bron";
    default:
        return "herkomst onbekend";
    }
}

/* Documents get a number when first named; the list stands at the end. */
static size_t number_of(struct bronnen *s, str document)
{
    size_t i = 0;
    while (i < s->n && !str_eq(s->id[i], document))
        i++;
    if (i == s->n && s->n < BRONNEN_MAX)
        s->id[s->n++] = document;
    return i + 1;
}

static void put_place(struct sbuf *b, struct bronnen *s, str document, str plaats)
{
    sbuf_printf(b, "[%zu]", number_of(s, document));
    if (plaats.n) {
        sbuf_raw(b, " ");
        sbuf_put(b, plaats);
    }
}

static void put_herkomst(struct sbuf *b, enum doc_herkomst h)
{
    sbuf_raw(b, " (");
    sbuf_put(b, str_of(herkomst_words(h)));
    sbuf_raw(b, ")");
}

static void put_sources(struct sbuf *b, struct bronnen *s, const struct doc_ext *ext)
{
    for (size_t i = 0; ext && i < ext->n_bron; i++) {
        sbuf_put(b, i ? STR("; ") : STR("    Bron: "));
        put_place(b, s, ext->bron[i].document, ext->bron[i].plaats);
        put_herkomst(b, ext->bron[i].herkomst);
    }
    if (ext && ext->n_bron)
        sbuf_raw(b, "\n");
}

/* A list of records is too much to read aloud. */
static bool is_relation(struct value v)
{
    return v.kind == V_LIST && v.n && v.u.list[0].kind == V_CONTEXT;
}

static void put_figure(struct sbuf *b, struct bronnen *s, const struct module_figure *f)
{
    sbuf_raw(b, "    Norm: ");
    sbuf_put(b, answer_label(f->node));
    if (!is_relation(f->value)) {
        sbuf_raw(b, ", ");
        motive_value(b, f->value);
    }
    if (f->value.kind == V_NUM && answer_unit(b->mem, f->node).n) {
        sbuf_raw(b, " ");
        sbuf_put(b, answer_unit(b->mem, f->node));
    }
    for (size_t k = 0; k < f->figure->n_bron; k++) {
        sbuf_put(b, k ? STR("; ") : STR(": "));
        put_place(b, s, f->figure->bron[k].document, f->figure->bron[k].plaats);
    }
    put_herkomst(b, f->figure->herkomst);
    sbuf_raw(b, "\n");
}

static void put_figures(struct sbuf *b, struct bronnen *s, const struct decided *d,
                        const struct decision_trace *t)
{
    for (size_t i = 0; i < t->node->n_needs; i++) {
        const struct module_figure *f = module_find_figure(
            d->module, &d->module->model->node[t->node->needs[i]]);
        if (f && answer_uses(t, f->node->name))
            put_figure(b, s, f);
    }
}

static bool is_outcome(const struct decided *d, const struct dmn_node *n)
{
    for (size_t i = 0; i < d->module->n_outcome; i++)
        if (d->module->outcome[i].node == n)
            return true;
    return false;
}

/* It only adds up or hands on: the build-up shows that already. */
static bool passes_on(const struct decided *d, const struct decision_trace *t)
{
    bool same = false, other = t->node->table != NULL;
    for (size_t i = 0; i < t->node->n_needs; i++) {
        const struct dmn_node *to = &d->module->model->node[t->node->needs[i]];
        struct value v = d->run.run.global[to->slot];
        same |= to->logic && v.kind == V_NUM && num_cmp(v.u.num, t->value.u.num) == 0;
        other |= !to->logic;
    }
    bool sum = t->steps && t->steps->next && !str_is(str_of(t->steps->sign), "if") &&
               !other;
    return sum || (same && !other);
}

/* A reason worth reading: an amount that is not zero, or an outcome. */
static bool is_reason(const struct decided *d, const struct decision_trace *t)
{
    const struct doc_ext *ext = t->node->element->ext;
    if (t->value.kind == V_NULL || t->node == d->module->signals)
        return false;
    if (is_outcome(d, t->node))
        return true;
    if (!ext || !ext->eenheid.n)
        return false;
    return t->value.kind == V_LIST
               ? t->value.n > 0
               : t->value.kind == V_NUM && !is_zero(t->value) && !passes_on(d, t);
}

static void put_reasons(struct sbuf *b, struct bronnen *s, struct decided *d)
{
    bool first = true;
    for (const struct decision_trace *t = d->trace.first; t; t = t->next) {
        str sentence = is_reason(d, t) ? answer_sentence(d, t) : STR("");
        if (!sentence.n)
            continue;
        if (first)
            put_heading(b, "Waarom");
        first = false;
        sbuf_raw(b, "  * ");
        sbuf_put(b, sentence);
        sbuf_raw(b, "\n");
        put_sources(b, s, answer_sources(t));
        put_figures(b, s, d, t);
    }
}

static void put_signals(struct sbuf *b, struct bronnen *s, struct decided *d)
{
    static const char *const ernst[] = { "blokkade", "waarschuwing", "info" };
    static const char *const word[] = { "Blokkade", "Waarschuwing", "Ter informatie" };
    struct answer_signal *at;
    size_t n = answer_signals(d, &at);
    if (!n)
        return;
    put_heading(b, "Let op");
    for (size_t k = 0; k < sizeof ernst / sizeof *ernst; k++)
        for (size_t i = 0; i < n; i++) {
            if (!str_is(at[i].ernst, ernst[k]))
                continue;
            sbuf_raw(b, "  * ");
            sbuf_put(b, str_of(word[k]));
            sbuf_raw(b, ": ");
            sbuf_put(b, at[i].tekst);
            sbuf_raw(b, "\n");
            put_sources(b, s, at[i].ext);
        }
}

/* The question behind a path "<module>.<fact>" or "<module>.<list>[i].<field>". */
static str question_of(const struct decided *d, str path)
{
    const struct module_fact *fact = d->module->fact, *found = NULL;
    size_t n = d->module->n_fact;
    for (size_t at = d->module->name.n + 1; at < path.n;) {
        size_t end = at;
        while (end < path.n && path.at[end] != '.' && path.at[end] != '[')
            end++;
        found = NULL;
        for (size_t i = 0; i < n && !found; i++)
            if (str_eq(fact[i].name, str_slice(path, at, end)))
                found = &fact[i];
        if (!found)
            return STR("");
        fact = found->part;
        n = found->n_part;
        while (end < path.n && path.at[end] != '.')
            end++;
        at = end + 1;
    }
    return found && found->ext ? found->ext->vraag : STR("");
}

static void put_missing(struct sbuf *b, const struct decided *d)
{
    if (!d->n_missing)
        return;
    put_heading(b, "Nog niet bekend");
    for (size_t i = 0; i < d->n_missing; i++) {
        str question = i < d->n_missing_fact
                           ? question_of(d, d->missing[i])
                           : STR("Deze norm ontbreekt in de bron en is door de "
                                 "gemeente niet ingevuld.");
        sbuf_raw(b, "  * ");
        sbuf_put(b, question);
        if (question.n)
            sbuf_raw(b, " ");
        sbuf_raw(b, "[");
        sbuf_put(b, d->missing[i]);
        sbuf_raw(b, "]\n");
    }
}

static const char *status_words(enum decided_status s)
{
    switch (s) {
    case DECIDED:
        return "Alles is bekend.";
    case DECIDED_NORM_MISSING:
        return "Er ontbreekt een norm. Wat zonder die norm kan, is berekend.";
    default:
        return "Er ontbreken gegevens. Wat zonder die gegevens kan, is berekend.";
    }
}

static void put_module(struct sbuf *b, struct bronnen *s, struct decided *d)
{
    char *name = arena_cstr(b->mem, d->module->name);
    for (char *c = name; *c; c++)
        if (*c == '_')
            *c = ' ';
    put_heading(b, arena_cstr(b->mem, arena_printf(b->mem, "Uitkomst %s", name)));
    put_outcomes(b, d);
    sbuf_raw(b, "  ");
    put_line(b, status_words(d->status));
    put_trees(b, d);
    put_reasons(b, s, d);
    put_signals(b, s, d);
    put_missing(b, d);
}

void answer_text(struct sbuf *b, struct decision *d)
{
    sbuf_put(b, d->package->titel);
    sbuf_raw(b, " (");
    sbuf_put(b, d->package->id);
    sbuf_raw(b, ", versie ");
    sbuf_put(b, d->package->versie);
    sbuf_raw(b, "), op ");
    motive_value(b, value_date(d->peildatum));
    sbuf_raw(b, "\n");
    struct bronnen *s = arena_new(b->mem, struct bronnen, 1);
    for (size_t i = 0; i < d->n_module; i++)
        put_module(b, s, d->module[i]);
    if (s->n)
        put_heading(b, "Bronnen");
    for (size_t i = 0; i < s->n; i++) {
        sbuf_printf(b, "  [%zu] ", i + 1);
        sbuf_put(b, answer_title(d->package, s->id[i]));
        sbuf_raw(b, "\n");
    }
}
