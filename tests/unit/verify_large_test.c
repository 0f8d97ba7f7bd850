/*
 * Tables of many columns and rules, made by cutting space in two again and again: every
 * input has exactly one rule, and without one of the rules there is exactly one gap.
 */
#include "dmn/verify.h"

#include "unit.h"

enum { COLUMNS_MAX = 24, LOW = -1000, HIGH = 1000, MEMORY_MAX = 256 << 20 };

struct box {
    int from[COLUMNS_MAX], to[COLUMNS_MAX];
};

struct space {
    struct arena *mem;
    uint64_t seed;
    size_t n_column, n_box;
    struct box *box;
};

static int dice(struct space *s, int sides)
{
    s->seed ^= s->seed << 13;
    s->seed ^= s->seed >> 7;
    s->seed ^= s->seed << 17;
    return sides > 0 ? (int)((s->seed >> 33) % (uint64_t)sides) : 0;
}

static void cut(struct space *s, size_t rules)
{
    s->box = arena_new(s->mem, struct box, rules);
    for (size_t j = 0; j < s->n_column; j++) {
        s->box[0].from[j] = LOW;
        s->box[0].to[j] = HIGH;
    }
    for (s->n_box = 1; s->n_box < rules;) {
        struct box *b = &s->box[dice(s, (int)s->n_box)], *rest = &s->box[s->n_box];
        size_t j = (size_t)dice(s, (int)s->n_column);
        if (b->to[j] - b->from[j] < 2)
            continue;
        int at = b->from[j] + 1 + dice(s, b->to[j] - b->from[j] - 1);
        *rest = *b;
        b->to[j] = rest->from[j] = at;
        s->n_box++;
    }
}

static void put_cell(struct sbuf *b, int from, int to)
{
    sbuf_raw(b, "<inputEntry><text>");
    if (from == LOW && to == HIGH)
        sbuf_raw(b, "-");
    else if (from == LOW)
        sbuf_printf(b, "&lt; %d", to);
    else if (to == HIGH)
        sbuf_printf(b, "&gt;= %d", from);
    else
        sbuf_printf(b, "[%d..%d)", from, to);
    sbuf_raw(b, "</text></inputEntry>");
}

/* The table of all boxes but `without`. */
static str write(struct space *s, const char *policy, size_t without)
{
    struct sbuf b;
    sbuf_init(&b, s->mem);
    sbuf_raw(&b, "<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\""
                 " name=\"m\" namespace=\"m\" id=\"m\">");
    for (size_t j = 0; j < s->n_column; j++)
        sbuf_printf(&b,
                    "<inputData id=\"x%zu\" name=\"x%zu\"><variable name=\"x%zu\""
                    " typeRef=\"number\"/></inputData>",
                    j, j, j);
    sbuf_raw(&b, "<decision id=\"d\" name=\"d\"><variable name=\"d\"/>");
    for (size_t j = 0; j < s->n_column; j++)
        sbuf_printf(&b,
                    "<informationRequirement><requiredInput href=\"#x%zu\"/>"
                    "</informationRequirement>",
                    j);
    sbuf_printf(&b, "<decisionTable hitPolicy=\"%s\">", policy);
    for (size_t j = 0; j < s->n_column; j++)
        sbuf_printf(
            &b, "<input><inputExpression><text>x%zu</text></inputExpression></input>", j);
    sbuf_raw(&b, "<output/>");
    for (size_t i = 0; i < s->n_box; i++) {
        if (i == without)
            continue;
        sbuf_raw(&b, "<rule>");
        for (size_t j = 0; j < s->n_column; j++)
            put_cell(&b, s->box[i].from[j], s->box[i].to[j]);
        sbuf_printf(&b, "<outputEntry><text>%zu</text></outputEntry></rule>", i);
    }
    sbuf_raw(&b, "</decisionTable></decision></definitions>");
    return sbuf_str(&b);
}

static struct verify_table verify(struct space *s, const char *policy, size_t without)
{
    struct findings f;
    struct verify_report report;
    struct dmn_options options = { .file = STR("large.dmn") };
    findings_init(&f, s->mem);
    const struct dmn_model *m = dmn_load(s->mem, write(s, policy, without), &options, &f);
    assert_non_null(m);
    dmn_verify(s->mem, m, &f, &report);
    assert_int_equal(report.n_table, 1);
    return report.table[0];
}

static const struct large_case {
    const char *name;
    const char *policy;
    size_t columns, rules;
    bool too_large; /* may be: then it says so, and nothing that is not true */
} large_cases[] = {
    { "12 columns, 200 rules", "UNIQUE", 12, 200, false },
    { "12 columns, 200 rules in order", "FIRST", 12, 200, false },
    { "24 columns, 300 rules", "UNIQUE", 24, 300, false },
    { "3 columns, 200 rules", "UNIQUE", 3, 200, false },
    { "2 columns, 400 rules in order", "FIRST", 2, 400, false },
    { "3 columns, 3000 rules", "UNIQUE", 3, 3000, true },
};

static void is_complete(const struct large_case *c, struct verify_table t)
{
    assert_int_equal(t.gaps + t.overlaps + t.dead, 0);
    if (t.cover != VERIFY_TOO_LARGE || !c->too_large)
        assert_int_equal(t.cover, VERIFY_COMPLETE);
}

static void has_one_gap(const struct large_case *c, struct verify_table t)
{
    assert_int_equal(t.overlaps + t.dead, 0);
    if (t.cover == VERIFY_TOO_LARGE && c->too_large)
        return;
    assert_int_equal(t.cover, VERIFY_GAPS);
    assert_int_equal(t.gaps, 1);
}

static void large(void **state)
{
    const struct large_case *c = *state;
    struct arena mem;
    arena_init(&mem, MEMORY_MAX);
    struct space s = { .mem = &mem, .seed = 88172645463325252u, .n_column = c->columns };
    cut(&s, c->rules);
    is_complete(c, verify(&s, c->policy, SIZE_MAX));
    has_one_gap(c, verify(&s, c->policy, c->rules / 2));
    arena_release(&mem);
}

int main(void)
{
    static struct suite s;
    suite_rows(&s, large, large_cases);
    return suite_run("verify_large", &s);
}
