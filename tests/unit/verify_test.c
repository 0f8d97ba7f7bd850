/*
 * Random small tables: what verification says must be what running the table on
 * every combination of values shows. IJK_SOAK multiplies the number of tables.
 */
#include "dmn/verify.h"

#include <stdlib.h>

#include "dmn/eval.h"
#include "unit.h"

enum {
    ROWS = 20,
    TABLES = 100, /* per row */
    COLUMNS_MAX = 4,
    RULES_MAX = 7,
    GRID_MAX = 12,
    COMBINATIONS_MAX = 400,
    MEMORY_MAX = 64 << 20,
};

/* ---- a table at random ---- */

enum column_kind { BOOL, ENUM, TEXT, WHOLE, NUMBER, DATE, MONTHS, COLUMN_KINDS };

static const struct {
    const char *type;           /* of the input */
    const char *of[5];          /* constants for cells, in order; NULL after the last */
    const char *grid[GRID_MAX]; /* one of each kind of value there is */
    bool ordered;
} kinds[COLUMN_KINDS] = {
    [BOOL] = { "boolean", { "true", "false" }, { "true", "false" }, false },
    [ENUM] = { "t_enum",
               { "\"a\"", "\"b\"", "\"c\"" },
               { "\"a\"", "\"b\"", "\"c\"" },
               false },
    [TEXT] = { "string",
               { "\"a\"", "\"b\"", "\"c\"" },
               { "\"a\"", "\"b\"", "\"c\"", "\"zz\"" },
               false },
    [WHOLE] = { "t_whole",
                { "0", "1", "2", "3", "4" },
                { "0", "1", "2", "3", "4", "5" },
                true },
    [NUMBER] = { "number",
                 { "0", "1", "2", "3" },
                 { "-1", "0", "0.5", "1", "1.5", "2", "2.5", "3", "4" },
                 true },
    [DATE] = { "date",
               { "@\"2025-01-01\"", "@\"2025-01-02\"", "@\"2025-02-01\"" },
               { "@\"2024-12-31\"", "@\"2025-01-01\"", "@\"2025-01-02\"",
                 "@\"2025-01-03\"", "@\"2025-02-01\"", "@\"2025-02-02\"" },
               true },
    [MONTHS] = { "years and months duration",
                 { "@\"P0M\"", "@\"P2M\"", "@\"P3M\"" },
                 { "@\"-P1M\"", "@\"P0M\"", "@\"P1M\"", "@\"P2M\"", "@\"P3M\"",
                   "@\"P4M\"" },
                 true },
};

static const char *const policies[] = { "UNIQUE", "FIRST", "ANY", "PRIORITY",
                                        "COLLECT\" aggregation=\"MIN" };

struct made {
    struct arena *mem;
    uint64_t seed;
    enum column_kind kind[COLUMNS_MAX];
    size_t n_column, n_rule;
    bool twice;  /* the last column asks the first input again */
    bool nulls;  /* some cells test for null */
    bool open;   /* some cells compare with another input, k */
    bool no_hit; /* ijk:onbekend="geen_treffer" */
    size_t policy;
    str text;
};

static uint32_t dice(struct made *t, uint32_t sides)
{
    t->seed ^= t->seed << 13;
    t->seed ^= t->seed >> 7;
    t->seed ^= t->seed << 17;
    return sides ? (uint32_t)(t->seed >> 33) % sides : 0;
}

static const char *constant(struct made *t, enum column_kind kind)
{
    uint32_t n = 0;
    while (n < 5 && kinds[kind].of[n])
        n++;
    return kinds[kind].of[dice(t, n)];
}

/* Two constants in order. */
static void two(struct made *t, enum column_kind kind, const char **a, const char **b)
{
    uint32_t n = 0, i, j;
    while (n < 5 && kinds[kind].of[n])
        n++;
    i = dice(t, n);
    j = dice(t, n);
    *a = kinds[kind].of[i < j ? i : j];
    *b = kinds[kind].of[i < j ? j : i];
}

static void put_ordered(struct made *t, enum column_kind kind, struct sbuf *b)
{
    const char *x, *y;
    two(t, kind, &x, &y);
    switch (dice(t, 9)) {
    case 0:
        sbuf_printf(b, "&lt; %s", y);
        break;
    case 1:
        sbuf_printf(b, "&gt;= %s", x);
        break;
    case 2:
        sbuf_printf(b, "[%s..%s]", x, y);
        break;
    case 3:
        sbuf_printf(b, "(%s..%s]", x, y);
        break;
    case 4:
        sbuf_printf(b, "not(&lt;= %s)", x);
        break;
    case 5:
        sbuf_printf(b, "&lt; %s, &gt; %s", x, y);
        break;
    case 6:
        sbuf_printf(b, "? &gt; %s and ? &lt;= %s", x, y);
        break;
    case 7:
        sbuf_printf(b, "? between %s and %s or ? = %s", x, y, constant(t, kind));
        break;
    default:
        sbuf_printf(b, "not([%s..%s))", x, y);
    }
}

static void put_equal(struct made *t, enum column_kind kind, struct sbuf *b)
{
    const char *x = constant(t, kind), *y = constant(t, kind);
    switch (dice(t, 6)) {
    case 0:
        sbuf_printf(b, "%s, %s", x, y);
        break;
    case 1:
        sbuf_printf(b, "not(%s)", x);
        break;
    case 2:
        sbuf_printf(b, "not(%s, %s)", x, y);
        break;
    case 3:
        sbuf_printf(b, "? != %s", x);
        break;
    case 4:
        sbuf_printf(b, "list contains([%s, %s], ?)", x, y);
        break;
    default:
        sbuf_printf(b, "%s", x);
    }
}

static void put_cell(struct made *t, enum column_kind kind, struct sbuf *b)
{
    if (dice(t, 4) == 0)
        sbuf_raw(b, "-");
    else if (t->nulls && dice(t, 5) == 0)
        sbuf_put(b, dice(t, 2) ? STR("null") : STR("not(null)"));
    else if (t->open && dice(t, 4) == 0 && (kind == NUMBER || kind == WHOLE))
        sbuf_printf(b, "%s k", dice(t, 2) ? "&lt;=" : "&gt;");
    else if (kind == WHOLE && dice(t, 12) == 0)
        sbuf_raw(b, "floor(?) = ?");
    else if (kinds[kind].ordered && dice(t, 4))
        put_ordered(t, kind, b);
    else if (kind == BOOL)
        sbuf_printf(b, "%s", constant(t, kind));
    else
        put_equal(t, kind, b);
}

static size_t input_of(const struct made *t, size_t column)
{
    return t->twice && column + 1 == t->n_column ? 0 : column;
}

static void put_head(struct made *t, struct sbuf *b)
{
    sbuf_raw(b,
             "<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\""
             " xmlns:ijk=\"urn:ijkpunt:dmn:1\" name=\"m\" namespace=\"m\" id=\"m\">\n"
             "<itemDefinition name=\"t_enum\"><typeRef>string</typeRef><allowedValues>"
             "<text>\"a\",\"b\",\"c\"</text></allowedValues></itemDefinition>\n"
             "<itemDefinition name=\"t_whole\"><typeRef>number</typeRef><allowedValues>"
             "<text>? &gt;= 0 and floor(?) = ? and ? &lt;= 5</text></allowedValues>"
             "</itemDefinition>\n"
             "<inputData id=\"k\" name=\"k\"><variable name=\"k\" typeRef=\"number\"/>"
             "</inputData>\n");
    for (size_t j = 0; j < t->n_column; j++)
        if (input_of(t, j) == j)
            sbuf_printf(b,
                        "<inputData id=\"x%zu\" name=\"x%zu\"><variable name=\"x%zu\""
                        " typeRef=\"%s\"/></inputData>\n",
                        j, j, j, kinds[t->kind[j]].type);
    sbuf_raw(
        b,
        "<decision id=\"d\" name=\"d\"><variable name=\"d\"/>"
        "<informationRequirement><requiredInput href=\"#k\"/></informationRequirement>");
    for (size_t j = 0; j < t->n_column; j++)
        if (input_of(t, j) == j)
            sbuf_printf(b,
                        "<informationRequirement><requiredInput href=\"#x%zu\"/>"
                        "</informationRequirement>",
                        j);
}

static void put_rule(struct made *t, size_t i, struct sbuf *b)
{
    sbuf_raw(b, "\n<rule>");
    for (size_t j = 0; j < t->n_column; j++) {
        sbuf_raw(b, "<inputEntry><text>");
        put_cell(t, t->kind[j], b);
        sbuf_raw(b, "</text></inputEntry>");
    }
    size_t out = t->policy == 2 || t->policy == 3 ? dice(t, 3) : i;
    sbuf_printf(b, "<outputEntry><text>%zu</text></outputEntry></rule>", out);
}

static void make(struct made *t)
{
    struct sbuf b;
    sbuf_init(&b, t->mem);
    t->n_column = 1 + dice(t, 3);
    t->n_rule = 1 + dice(t, RULES_MAX);
    t->policy = dice(t, 5);
    t->nulls = dice(t, 4) == 0;
    t->open = dice(t, 6) == 0;
    t->no_hit = dice(t, 8) == 0;
    for (size_t j = 0; j < t->n_column; j++)
        t->kind[j] = (enum column_kind)dice(t, COLUMN_KINDS);
    t->twice = t->n_column < COLUMNS_MAX && dice(t, 5) == 0;
    if (t->twice)
        t->kind[t->n_column++] = t->kind[0];
    put_head(t, &b);
    sbuf_printf(&b, "<decisionTable hitPolicy=\"%s\"%s>", policies[t->policy],
                t->no_hit ? " ijk:onbekend=\"geen_treffer\"" : "");
    for (size_t j = 0; j < t->n_column; j++)
        sbuf_printf(&b,
                    "<input><inputExpression><text>x%zu</text></inputExpression></input>",
                    input_of(t, j));
    sbuf_raw(&b, "<output>");
    if (t->policy == 3)
        sbuf_raw(&b, "<outputValues><text>2, 0, 1</text></outputValues>");
    sbuf_raw(&b, "</output>");
    for (size_t i = 0; i < t->n_rule; i++)
        put_rule(t, i, &b);
    sbuf_raw(&b, "</decisionTable></decision></definitions>\n");
    t->text = sbuf_str(&b);
}

/* ---- all that running it shows ---- */

struct shown {
    size_t combinations;
    size_t gaps, overlaps;           /* of these, for some k */
    size_t gaps_sure, overlaps_sure; /* and whatever k is */
    bool fired[RULES_MAX];
};

struct one {
    bool gap, overlap;
    bool fired[RULES_MAX];
};

static struct value literal(struct arena *mem, const char *text)
{
    struct findings f;
    struct run r;
    struct source src = { .text = str_of(text) };
    findings_init(&f, mem);
    struct compiler c = { .mem = mem, .findings = &f };
    run_init(&r, mem);
    const struct node *n = feel_expression(&c, &src, scope_new(mem, NULL, SCOPE_BLOCK));
    return feel_run(&r, n, c.max_slot, NULL, 0);
}

static bool differ(const struct dmn_table *t, size_t i, size_t j)
{
    return !value_same(t->entry[i]->u.value, t->entry[j]->u.value);
}

static size_t rank(const struct dmn_table *t, size_t i)
{
    size_t at = 0;
    while (at < 3 && !value_same(t->output[0].priority[at], t->entry[i]->u.value))
        at++;
    return at;
}

/* Which rules decide the outcome, given what became of each? */
static void judge(const struct made *m, const struct table_trace *t, struct one *out)
{
    for (size_t i = 0; i < m->n_rule; i++) {
        out->fired[i] = t->fate[i] == RULE_HIT;
        for (size_t j = 0; j < m->n_rule && out->fired[i]; j++) {
            bool may = t->fate[j] == RULE_HIT || t->fate[j] <= RULE_UNKNOWN_FROM;
            if (j == i || !may)
                continue;
            if (m->policy == 1 && j < i)
                out->fired[i] = false;
            if (m->policy == 3 && rank(t->table, j) < rank(t->table, i))
                out->fired[i] = false;
            if (t->fate[j] == RULE_HIT && t->fate[i] == RULE_HIT &&
                (m->policy == 0 || (m->policy == 2 && differ(t->table, i, j))))
                out->overlap = true;
        }
    }
}

static struct one run_once(const struct made *m, const struct dmn_model *model,
                           const struct value *x, struct value k)
{
    struct one out = { 0 };
    struct arena_mark start = arena_mark(m->mem);
    struct dmn_run r;
    struct dmn_trace trace;
    struct err err = { 0 };
    struct value v;
    dmn_run_init(&r, model, m->mem);
    dmn_explain(&r, &trace);
    for (size_t j = 0; j < m->n_column; j++)
        if (input_of(m, j) == j)
            assert_true(
                dmn_set(&r, dmn_find(model, DMN_INPUT, arena_printf(m->mem, "x%zu", j)),
                        x[j], &err));
    assert_true(dmn_set(&r, dmn_find(model, DMN_INPUT, STR("k")), k, &err));
    bool ok = dmn_eval(&r, dmn_find(model, DMN_DECISION, STR("d")), &v, &err);
    out.gap = !ok && str_starts(str_of(err.msg), STR("no rule fits"));
    assert_non_null(trace.first);
    judge(m, trace.first->tables, &out);
    arena_rewind(m->mem, start);
    return out;
}

static const char *const ks[] = { "-1", "0", "0.5", "1", "2.5", "3", "9" };

/* All values of k at once: what happens for some, and what for all. */
static void run_all_k(const struct made *m, const struct dmn_model *model,
                      const struct value *x, struct shown *out)
{
    bool gap = true, overlap = true, a_gap = false, an_overlap = false;
    for (size_t i = 0; i < (m->open ? sizeof ks / sizeof *ks : 1); i++) {
        struct one one = run_once(m, model, x, literal(m->mem, ks[i]));
        a_gap |= one.gap;
        an_overlap |= one.overlap;
        gap &= one.gap;
        overlap &= one.overlap;
        for (size_t r = 0; r < m->n_rule; r++)
            out->fired[r] |= one.fired[r];
    }
    out->combinations++;
    out->gaps += a_gap;
    out->overlaps += an_overlap;
    out->gaps_sure += gap;
    out->overlaps_sure += overlap;
}

static size_t values_of(const struct made *m, size_t column, bool known,
                        struct value *out)
{
    size_t n = 0;
    if (input_of(m, column) != column) {
        out[0] = VALUE_NULL;
        return 1;
    }
    while (n < GRID_MAX && kinds[m->kind[column]].grid[n]) {
        out[n] = literal(m->mem, kinds[m->kind[column]].grid[n]);
        n++;
    }
    if (!known)
        out[n++] = VALUE_NULL;
    return n;
}

/* Every combination; with `fixed`, those of known values in which some columns keep
 * their value. */
static bool run_all(const struct made *m, const struct dmn_model *model,
                    const struct value *fixed, struct shown *out)
{
    struct value grid[COLUMNS_MAX][GRID_MAX + 1], x[COLUMNS_MAX];
    size_t n[COLUMNS_MAX], total = 1;
    *out = (struct shown){ 0 };
    for (size_t j = 0; j < m->n_column; j++) {
        n[j] = values_of(m, j, fixed != NULL, grid[j]);
        if (fixed && fixed[j].kind != V_ABSENT) {
            grid[j][0] = fixed[j];
            n[j] = 1;
        }
        total *= n[j];
    }
    if (total > COMBINATIONS_MAX)
        return false;
    for (size_t at = 0; at < total; at++) {
        size_t rest = at;
        for (size_t j = 0; j < m->n_column; j++) {
            x[j] = grid[j][rest % n[j]];
            rest /= n[j];
        }
        run_all_k(m, model, x, out);
    }
    return true;
}

/* ---- comparison ---- */

/* The values in "... when x0 = 3 and x1 is unknown". */
static void read_example(const struct made *m, const char *msg, struct value *out)
{
    str text = str_of(msg);
    for (size_t j = 0; j < COLUMNS_MAX; j++)
        out[j] = (struct value){ .kind = V_ABSENT };
    for (size_t j = 0; j < m->n_column; j++) {
        str name = arena_printf(m->mem, "x%zu ", j);
        size_t at = str_find(text, name, 0);
        if (at == SIZE_MAX)
            continue;
        size_t end = str_find(text, STR(" and x"), at);
        str rest = str_slice(text, at + name.n, end == SIZE_MAX ? text.n : end);
        if (str_is(rest, "is unknown"))
            out[j] = VALUE_NULL;
        else if (str_starts(rest, STR("is any")))
            out[j] = value_str(STR("other"));
        else
            out[j] = literal(m->mem, arena_cstr(m->mem, str_slice(rest, 2, rest.n)));
    }
}

/* An example holds for every value of what it does not mention. */
static const char *check_example(const struct made *m, const struct dmn_model *model,
                                 const struct err *e)
{
    struct value x[COLUMNS_MAX];
    struct shown s;
    bool gap = str_starts(str_of(e->msg), STR("no rule fits"));
    bool overlap = str_find(str_of(e->msg), STR(" both fit"), 0) != SIZE_MAX;
    if (!gap && !overlap)
        return NULL;
    read_example(m, e->msg, x);
    if (!run_all(m, model, x, &s))
        return NULL;
    size_t right = gap ? s.gaps_sure : s.overlaps_sure;
    return right < s.combinations ? e->msg : NULL;
}

static const char *compare(const struct made *m, const struct verify_table *v,
                           const struct shown *s)
{
    size_t dead = 0;
    for (size_t i = 0; i < m->n_rule; i++)
        dead += !s->fired[i];
    if (v->cover == VERIFY_TOO_LARGE)
        return "too large";
    if (v->cover == VERIFY_COMPLETE && s->gaps)
        return "complete, but a gap";
    if (v->cover == VERIFY_GAPS && !s->gaps_sure)
        return "gaps, but none";
    if (v->overlaps && !s->overlaps_sure)
        return "overlaps, but none";
    if (v->dead > dead)
        return "a dead rule fires";
    if (m->open)
        return NULL;
    if (v->cover == VERIFY_UNDECIDED)
        return "undecided, but nothing is open";
    if ((v->cover == VERIFY_GAPS) != (s->gaps > 0))
        return "a gap was missed";
    if ((v->overlaps > 0) != (s->overlaps > 0))
        return "an overlap was missed";
    return v->dead != dead ? "a dead rule was missed" : NULL;
}

static const char *check_table(struct made *m)
{
    struct findings f;
    struct verify_report report;
    struct dmn_options options = { .file = STR("random.dmn") };
    struct shown s;
    make(m);
    findings_init(&f, m->mem);
    const struct dmn_model *model = dmn_load(m->mem, m->text, &options, &f);
    if (!model)
        return f.first->err.msg;
    findings_init(&f, m->mem);
    dmn_verify(m->mem, model, &f, &report);
    assert_int_equal(report.n_table, 1);
    if (!run_all(m, model, NULL, &s))
        return NULL;
    const char *wrong = compare(m, &report.table[0], &s);
    for (const struct finding *one = f.first; one && !wrong; one = one->next)
        wrong = check_example(m, model, &one->err);
    return wrong;
}

static void random_tables(void **state)
{
    const char *soak = getenv("IJK_SOAK");
    long times = soak ? strtol(soak, NULL, 10) : 1;
    const uint64_t row = *(const uint64_t *)*state;
    for (uint64_t i = 0; i < TABLES * (uint64_t)(times > 0 ? times : 1); i++) {
        struct arena mem;
        arena_init(&mem, MEMORY_MAX);
        struct made m = {
            .mem = &mem, .seed = (row * 1000003 + i + 1) * UINT64_C(0x9E3779B97F4A7C15)
        };
        const char *wrong = check_table(&m);
        if (wrong)
            print_error(
                "row %d, table %d: %s\n%.*s", (int)row, (int)i, wrong,
                STR_ARG(str_slice(m.text, str_find(m.text, STR("<decisionTable"), 0),
                                  m.text.n)));
        arena_release(&mem);
        assert_null(wrong);
    }
}

int main(void)
{
    static struct suite s;
    static char name[ROWS][32];
    static uint64_t row[ROWS];
    for (size_t i = 0; i < ROWS; i++) {
        struct sbuf b = { .at = name[i], .cap = sizeof name[i] };
        sbuf_printf(&b, "random tables, row %zu", i);
        row[i] = i;
        suite_add(&s, name[i], random_tables, &row[i]);
    }
    return suite_run("verify", &s);
}
