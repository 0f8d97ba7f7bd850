#include "dmn/eval.h"
#include "dmn/table.h"

enum { FEW = 32 }; /* hits kept without asking the arena */

struct running {
    struct run *r;
    const struct frame *f;
    const struct dmn_table *t;
    bool unknown_counts; /* strict, and the table does not say otherwise */
    int16_t *fate;       /* n_rule, or NULL when nobody asks */
    uint32_t *hit, *doubt;
    size_t n_hit, n_doubt;
    struct value why; /* joined causes of the rules in doubt */
};

static enum tri equal_const(const struct value *c, struct value v)
{
    if (v.kind == V_STR && c->kind == V_STR)
        return str_eq(v.u.s, c->u.s);
    if (v.kind == V_NUM && c->kind == V_NUM)
        return num_cmp(v.u.num, c->u.num) == 0;
    if (v.kind == V_BOOL && c->kind == V_BOOL)
        return v.u.b == c->u.b;
    if (v.kind == V_LIST && v.n == 1 && c->kind != V_LIST)
        v = v.u.list[0];
    if (c->kind == V_RANGE && v.kind != V_RANGE)
        return range_has(c->u.range, v);
    return value_equal(v, *c);
}

static enum tri in_const_range(const struct range *range, struct value v)
{
    if (v.kind != V_NUM || range->except) {
        if (v.kind == V_LIST && v.n == 1)
            v = v.u.list[0];
        return range_has(range, v);
    }
    if (range->low.kind == V_NUM) {
        int c = num_cmp(v.u.num, range->low.u.num);
        if (c < 0 || (c == 0 && !range->low_closed))
            return TRI_FALSE;
    } else if (range->low.kind != V_ABSENT) {
        return TRI_UNKNOWN;
    }
    if (range->high.kind == V_NUM) {
        int c = num_cmp(v.u.num, range->high.u.num);
        return c < 0 || (c == 0 && range->high_closed);
    }
    return range->high.kind == V_ABSENT ? TRI_TRUE : TRI_UNKNOWN;
}

static enum tri const_cell(const struct cell *c, struct value v)
{
    if (c->kind == CELL_RANGE)
        return in_const_range(c->u.range, v);
    enum tri any = TRI_FALSE;
    for (uint32_t i = 0; i < c->n; i++) {
        enum tri t = equal_const(&c->u.value[i], v);
        if (t == TRI_TRUE)
            return t;
        if (t == TRI_UNKNOWN)
            any = t;
    }
    return any;
}

/* A value of another kind than the cell compares with: an error, unless lenient. */
static void mismatch(struct run *r, const struct cell *c, struct value v)
{
    const struct value *one = c->kind == CELL_RANGE ? &c->u.range->low : c->u.value;
    if (c->kind == CELL_RANGE && one->kind == V_ABSENT)
        one = &c->u.range->high;
    run_fail(r, ERR_TYPE, "the input is %s; this cell compares it with %s",
             value_kind_name(v.kind), value_kind_name(one->kind));
}

static enum tri try_cell(struct run *r, const struct frame *f, const struct cell *c,
                         struct value v, struct value *why)
{
    if (c->kind == CELL_ANY)
        return TRI_TRUE;
    if (c->kind == CELL_TESTS) {
        struct value t = run_node(r, f, c->u.tests);
        if (t.kind == V_BOOL)
            return t.u.b ? TRI_TRUE : TRI_FALSE;
        *why = t;
        return TRI_UNKNOWN;
    }
    if (v.kind == V_NULL) {
        *why = v;
        return r->lenient ? (enum tri)c->negated : TRI_UNKNOWN;
    }
    enum tri t = const_cell(c, v);
    if (t == TRI_UNKNOWN) {
        mismatch(r, c, v);
        *why = VALUE_NULL;
        return t;
    }
    return (t == TRI_TRUE) != c->negated ? TRI_TRUE : TRI_FALSE;
}

struct value cell_run(struct run *r, const struct frame *f, const struct cell *c,
                      struct value v)
{
    struct value why = VALUE_NULL;
    enum tri t = try_cell(r, f, c, v, &why);
    return t == TRI_UNKNOWN ? why : value_bool(t == TRI_TRUE);
}

static inline bool num_in_range(const struct range *range, num n)
{
    if (range->low.kind == V_NUM) {
        int c = num_cmp(n, range->low.u.num);
        if (c < 0 || (c == 0 && !range->low_closed))
            return false;
    }
    if (range->high.kind == V_NUM) {
        int c = num_cmp(n, range->high.u.num);
        return c < 0 || (c == 0 && range->high_closed);
    }
    return true;
}

static inline bool num_in_set(const struct value *set, uint32_t n, num v)
{
    for (uint32_t i = 0; i < n; i++)
        if (num_cmp(set[i].u.num, v) == 0)
            return true;
    return false;
}

static inline bool str_in_set(const struct value *set, uint32_t n, str s)
{
    for (uint32_t i = 0; i < n; i++) {
        str one = set[i].u.s;
        if (one.n == s.n &&
            (s.n == 0 || (*one.at == *s.at && memcmp(one.at, s.at, s.n) == 0)))
            return true;
    }
    return false;
}

/* The short way for what most cells are: a number in a range, a text among texts.
 * TRI_UNKNOWN: take the long one. */
static inline enum tri try_quickly(const struct cell *c, const struct value *v)
{
    if (c->kind == CELL_ANY)
        return TRI_TRUE;
    if (v->kind != c->of)
        return TRI_UNKNOWN;
    if (c->of == V_STR && c->kind != CELL_RANGE)
        return str_in_set(c->u.value, c->n, v->u.s) != c->negated;
    if (c->of != V_NUM)
        return TRI_UNKNOWN;
    if (c->kind == CELL_RANGE)
        return num_in_range(c->u.range, v->u.num) != c->negated;
    return num_in_set(c->u.value, c->n, v->u.num) != c->negated;
}

struct source table_cell_source(const struct dmn_table *t, size_t rule, size_t column)
{
    const struct doc_text *cell = &t->doc->rule[rule].input[column].text;
    return (struct source){ .text = cell->text,
                            .file = t->where->file,
                            .place = t->where->place,
                            .column = t->input[column].label,
                            .rule = (int)rule + 1,
                            .line = cell->line,
                            .col = cell->col };
}

static enum tri try_slowly(struct running *w, size_t rule, size_t column,
                           struct value *why)
{
    const struct dmn_table *t = w->t;
    struct source here = table_cell_source(t, rule, column);
    const struct source *outer = w->r->source;
    w->r->source = &here;
    w->r->pos = 0;
    *why = VALUE_NULL;
    enum tri one = try_cell(w->r, w->f, &t->cell[rule * t->n_input + column],
                            w->f->slot[t->input[column].slot], why);
    w->r->source = outer;
    return one;
}

/* Try the cells of a rule from the left; a failing cell ends it, an unknown one
 * does not: a later cell may still fail for certain, and then the causes of the
 * unknown ones do not matter. */
static enum tri try_rule(struct running *w, size_t rule)
{
    const struct dmn_table *t = w->t;
    const struct cell *c = t->cell + rule * t->n_input;
    const struct value *seen = w->f->slot;
    int fate = RULE_HIT;
    struct value all, why;
    for (size_t j = 0; j < t->n_input; j++) {
        enum tri one = try_quickly(&c[j], &seen[t->input[j].slot]);
        if (one == TRI_UNKNOWN)
            one = try_slowly(w, rule, j, &why);
        if (one == TRI_TRUE)
            continue;
        if (one == TRI_FALSE || !w->unknown_counts) {
            fate = (int)j;
            break;
        }
        if (w->r->failed)
            return TRI_FALSE;
        if (fate != RULE_HIT)
            all = value_null_of(w->r->mem, all, why);
        else if (w->n_doubt)
            all = value_null_of(w->r->mem, w->why, why);
        else
            all = why;
        if (fate == RULE_HIT)
            fate = RULE_UNKNOWN_FROM - (int)j;
    }
    if (w->fate)
        w->fate[rule] = (int16_t)fate;
    if (fate > RULE_UNKNOWN_FROM)
        return fate == RULE_HIT ? TRI_TRUE : TRI_FALSE;
    w->why = all;
    return TRI_UNKNOWN;
}

static void try_rules(struct running *w)
{
    bool first = w->t->doc->hit_policy == HIT_FIRST;
    for (size_t i = 0; i < w->t->n_rule && !w->r->failed; i++) {
        enum tri t = try_rule(w, i);
        if (t == TRI_TRUE)
            w->hit[w->n_hit++] = (uint32_t)i;
        else if (t == TRI_UNKNOWN)
            w->doubt[w->n_doubt++] = (uint32_t)i;
        if (first && w->n_hit)
            break;
        if ((i & 63) == 63 && !run_pay(w->r, 64))
            break;
    }
}

static struct value checked_output(struct running *w, size_t rule, size_t column,
                                   struct value v)
{
    const struct table_output *o = &w->t->output[column];
    const struct node *entry = w->t->entry[rule * w->t->n_output + column];
    if (w->r->failed || v.kind == V_NULL)
        return v;
    if (o->type->kind != TYPE_ANY && o->type->kind != entry->type->kind &&
        !value_coerce(w->r->mem, o->type, &v))
        return run_fail(w->r, ERR_TYPE, "rule %zu gives %s where the column is %s",
                        rule + 1, value_kind_name(v.kind), type_cstr(w->r->mem, o->type));
    if (!o->allowed || w->r->lenient)
        return v;
    if (o->n_priority) {
        for (size_t i = 0; i < o->n_priority; i++)
            if (equal_const(&o->priority[i], v) == TRI_TRUE)
                return v;
    } else if (value_is_true(run_test(w->r, w->f, o->allowed, v)) || w->r->failed) {
        return v;
    }
    struct sbuf b;
    sbuf_init(&b, w->r->mem);
    value_format(&b, v);
    return run_fail(w->r, ERR_VALUE,
                    "rule %zu gives %.*s, which is not among the output values", rule + 1,
                    STR_ARG(str_slice(sbuf_str(&b), 0, 80)));
}

static struct value entry_value(struct running *w, size_t rule, size_t column)
{
    struct value v = run_node(w->r, w->f, w->t->entry[rule * w->t->n_output + column]);
    return checked_output(w, rule, column, v);
}

static struct value outputs(struct running *w, size_t rule)
{
    const struct dmn_table *t = w->t;
    if (t->n_output == 1)
        return entry_value(w, rule, 0);
    struct entry *e = arena_raw(w->r->mem, struct entry, t->n_output);
    for (size_t j = 0; j < t->n_output; j++)
        e[j] = (struct entry){ t->output[j].name, entry_value(w, rule, j) };
    return value_context(e, t->n_output);
}

static struct value default_value(struct running *w)
{
    const struct dmn_table *t = w->t;
    if (t->n_output == 1)
        return t->output[0].otherwise ? run_node(w->r, w->f, t->output[0].otherwise)
                                      : VALUE_NULL;
    struct entry *e = arena_raw(w->r->mem, struct entry, t->n_output);
    for (size_t j = 0; j < t->n_output; j++) {
        const struct node *d = t->output[j].otherwise;
        e[j] = (struct entry){ t->output[j].name,
                               d ? run_node(w->r, w->f, d) : VALUE_NULL };
    }
    return value_context(e, t->n_output);
}

static struct value no_hit(struct running *w)
{
    if (w->t->has_default)
        return default_value(w);
    w->r->source = w->t->where;
    w->r->pos = 0;
    struct sbuf b;
    sbuf_init(&b, w->r->mem);
    for (size_t j = 0; j < w->t->n_input && b.n < 160 && !w->r->lenient; j++) {
        sbuf_printf(&b, "%s%.*s = ", j ? ", " : "", STR_ARG(w->t->input[j].label));
        value_format(&b, w->f->slot[w->t->input[j].slot]);
    }
    return run_fail(w->r, ERR_RULE, "no rule fits (%.*s), and there is no default output",
                    STR_ARG(str_slice(sbuf_str(&b), 0, 180)));
}

/* Place of each output among the output values: lower is more important. */
static size_t rank(const struct table_output *o, struct value v)
{
    for (size_t i = 0; i < o->n_priority; i++)
        if (equal_const(&o->priority[i], v) == TRI_TRUE)
            return i;
    return o->n_priority;
}

static int compare_priority(const struct dmn_table *t, struct value a, struct value b)
{
    for (size_t j = 0; j < t->n_output; j++) {
        const struct table_output *o = &t->output[j];
        struct value x = t->n_output == 1 ? a : a.u.context[j].value;
        struct value y = t->n_output == 1 ? b : b.u.context[j].value;
        size_t p = rank(o, x), q = rank(o, y);
        if (p != q)
            return p < q ? -1 : 1;
    }
    return 0;
}

static struct value run_priority(struct running *w)
{
    struct value best = VALUE_NULL;
    for (size_t i = 0; i < w->n_hit; i++) {
        struct value v = outputs(w, w->hit[i]);
        if (i == 0 || compare_priority(w->t, v, best) < 0)
            best = v;
    }
    if (!w->n_hit)
        return w->n_doubt ? w->why : no_hit(w);
    for (size_t i = 0; i < w->n_doubt && !w->r->failed; i++)
        if (compare_priority(w->t, outputs(w, w->doubt[i]), best) < 0)
            return w->why;
    return best;
}

static struct value run_any(struct running *w)
{
    if (!w->n_hit)
        return w->n_doubt ? w->why : no_hit(w);
    struct value v = outputs(w, w->hit[0]);
    for (size_t i = 1; i < w->n_hit && !w->r->failed; i++)
        if (!value_same(v, outputs(w, w->hit[i]))) {
            w->r->source = w->t->where;
            w->r->pos = 0;
            return run_fail(w->r, ERR_RULE,
                            "hit policy ANY, but rules %u and %u both fit and differ",
                            w->hit[0] + 1, w->hit[i] + 1);
        }
    return v;
}

static struct value run_unique(struct running *w)
{
    if (w->n_hit == 1)
        return outputs(w, w->hit[0]);
    if (!w->n_hit)
        return w->n_doubt ? w->why : no_hit(w);
    w->r->source = w->t->where;
    w->r->pos = 0;
    return run_fail(w->r, ERR_RULE, "hit policy UNIQUE, but rules %u and %u both fit",
                    w->hit[0] + 1, w->hit[1] + 1);
}

static struct value run_first(struct running *w)
{
    if (w->n_doubt)
        return w->why;
    return w->n_hit ? outputs(w, w->hit[0]) : no_hit(w);
}

/* Stable insertion by priority; tables have few hits. */
static void sort_by_priority(const struct dmn_table *t, struct value *v, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        struct value one = v[i];
        size_t k = i;
        for (; k > 0 && compare_priority(t, one, v[k - 1]) < 0; k--)
            v[k] = v[k - 1];
        v[k] = one;
    }
}

static struct value aggregate(struct running *w, const struct value *v, size_t n)
{
    static const char *const name[] = {
        [AGGREGATE_SUM] = "sum", [AGGREGATE_MIN] = "min", [AGGREGATE_MAX] = "max"
    };
    enum doc_aggregation how = w->t->doc->aggregation;
    if (how == AGGREGATE_COUNT)
        return value_num(num_int((int64_t)n));
    struct value list = value_list(v, n);
    return builtin_call(w->r, builtin_find(str_of(name[how])), NULL, &list, 1);
}

static struct value run_collect(struct running *w)
{
    enum doc_aggregation how = w->t->doc->aggregation;
    if (w->n_doubt)
        return w->why;
    if (!w->n_hit && (w->t->has_default || how == AGGREGATE_MIN || how == AGGREGATE_MAX))
        return no_hit(w);
    if (!w->n_hit && how == AGGREGATE_SUM)
        return w->r->lenient ? VALUE_NULL : value_num(num_int(0));
    struct value *v = arena_raw(w->r->mem, struct value, w->n_hit);
    for (size_t i = 0; i < w->n_hit; i++)
        v[i] = outputs(w, w->hit[i]);
    if (w->r->failed)
        return VALUE_NULL;
    if (w->t->doc->hit_policy == HIT_OUTPUT_ORDER)
        sort_by_priority(w->t, v, w->n_hit);
    if (how != AGGREGATE_NONE)
        return aggregate(w, v, w->n_hit);
    return value_list(v, w->n_hit);
}

static struct value decide(struct running *w)
{
    switch (w->t->doc->hit_policy) {
    case HIT_UNIQUE:
        return run_unique(w);
    case HIT_FIRST:
        return run_first(w);
    case HIT_PRIORITY:
        return run_priority(w);
    case HIT_ANY:
        return run_any(w);
    default:
        return run_collect(w);
    }
}

static bool check_input(struct running *w, const struct table_input *in, struct value v)
{
    if (!in->allowed || v.kind == V_NULL || w->r->lenient)
        return true;
    if (value_is_true(run_node(w->r, w->f, in->allowed)) || w->r->failed)
        return !w->r->failed;
    struct sbuf b;
    sbuf_init(&b, w->r->mem);
    value_format(&b, v);
    w->r->source = w->t->where;
    w->r->pos = 0;
    run_fail(w->r, ERR_VALUE, "%.*s is not among the input values of \"%.*s\"",
             STR_ARG(str_slice(sbuf_str(&b), 0, 80)), STR_ARG(in->label));
    return false;
}

static bool read_inputs(struct running *w)
{
    for (size_t j = 0; j < w->t->n_input && !w->r->failed; j++) {
        const struct table_input *in = &w->t->input[j];
        struct value v = run_node(w->r, w->f, in->expression);
        w->f->slot[in->slot] = v;
        if (!check_input(w, in, v))
            return false;
    }
    return !w->r->failed;
}

/* The values of the inputs, which mostly stand side by side in the frame. */
static void copy_inputs(const struct running *w, struct value *to)
{
    const struct table_input *in = w->t->input;
    size_t n = w->t->n_input;
    if (n && (size_t)in[n - 1].slot == in[0].slot + n - 1) {
        memcpy(to, &w->f->slot[in[0].slot], n * sizeof *to);
        return;
    }
    for (size_t j = 0; j < n; j++)
        to[j] = w->f->slot[in[j].slot];
}

/* One piece of memory: tracing must cost next to nothing. */
struct traced {
    struct table_trace trace;
    struct value input[]; /* n_input, and after them a fate per rule */
};

static struct table_trace *start_trace(struct running *w, struct dmn_trace *trace)
{
    const struct dmn_table *t = w->t;
    size_t size = sizeof(struct traced) + t->n_input * sizeof(struct value) +
                  t->n_rule * sizeof(int16_t);
    struct traced *one = arena_take_raw(w->r->mem, 1, size, _Alignof(struct traced));
    w->fate = (int16_t *)(void *)(one->input + t->n_input);
    copy_inputs(w, one->input);
    _Static_assert(RULE_NOT_TRIED == -1, "all its bytes are 255");
    memset(w->fate, 255, t->n_rule * sizeof *w->fate);
    one->trace = (struct table_trace){ .table = t, .input = one->input, .fate = w->fate };
    *trace->last_table = &one->trace;
    trace->last_table = &one->trace.next;
    return &one->trace;
}

struct value table_run(struct run *r, const struct frame *f, const void *data)
{
    uint32_t few[2 * FEW];
    struct running w = { .r = r, .f = f, .t = data };
    const struct source *outer = r->source;
    const struct dmn_run *host = r->host;
    struct table_trace *trace = NULL;
    w.unknown_counts = !r->lenient && !w.t->unknown_is_no_match;
    w.hit = w.t->n_rule <= FEW ? few : arena_raw(r->mem, uint32_t, 2 * w.t->n_rule);
    w.doubt = w.hit + (w.t->n_rule <= FEW ? FEW : w.t->n_rule);
    w.why = VALUE_NULL;
    if (!read_inputs(&w)) {
        r->source = outer;
        return VALUE_NULL;
    }
    if (host && host->trace)
        trace = start_trace(&w, host->trace);
    try_rules(&w);
    struct value v = r->failed ? VALUE_NULL : decide(&w);
    r->source = outer;
    if (trace)
        trace->value = v;
    return v;
}
