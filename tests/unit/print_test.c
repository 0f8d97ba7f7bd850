#include "dmn/print.h"

#include "dmn/grid.h"
#include "unit.h"

#define NS              "https://www.omg.org/spec/DMN/20230324/MODEL/"
#define CELL(tag, text) "<" tag "><text>" text "</text></" tag ">"

static const char model[] =
    "<definitions xmlns='" NS "' xmlns:ijk='urn:ijkpunt:dmn:1' name='m' namespace='n'>"
    "<decision name='uren'><decisionTable hitPolicy='COLLECT' aggregation='SUM'>"
    "<input><inputExpression><text>naam</text></inputExpression>" CELL(
        "inputValues",
        "\"é\"") "</input><input><inputExpression><text>x | "
                 "y</text></inputExpression></input>"
                 "<output>" CELL(
                     "defaultOutputEntry",
                     "0") "</output><annotation name='noot'/>"
                          "<rule><extensionElements><ijk:bron regel='R1' plaats='p. "
                          "2'/><ijk:bron document='wet'/>"
                          "</extensionElements>" CELL("inputEntry", "\"één\"") CELL(
                              "inputEntry", "&lt; 3") CELL("outputEntry", "[1]")
                              CELL(
                                  "annotationEntry",
                                  "a\tb") "</rule>"
                                          "<rule>" CELL("inputEntry", "-")
                                              CELL("inputEntry", "-") CELL(
                                                  "outputEntry",
                                                  "20\n+ 5") "</rule></decisionTable></"
                                                             "decision>"
                                                             "<businessKnowledgeModel "
                                                             "name='f'><"
                                                             "encapsulatedLogic><context>"
                                                             "<contextEntry>"
                                                             "<variable "
                                                             "name='g'/"
                                                             "><decisionTable><output "
                                                             "name='z'/></decisionTable>"
                                                             "</contextEntry></context></"
                                                             "encapsulatedLogic></"
                                                             "businessKnowledgeModel></"
                                                             "definitions>";

static const char as_text[] = "uren (COLLECT SUM)\n"
                              "┌────┬───────┬───────╥────────────╥──────┬──────────┐\n"
                              "│ C+ │ naam  │ x | y ║ uren       ║ noot │ source   │\n"
                              "│    │ \"é\"   │       ║ default: 0 ║      │          │\n"
                              "├────┼───────┼───────╫────────────╫──────┼──────────┤\n"
                              "│ 1  │ \"één\" │ < 3   ║ [1]        ║ a\xEF\xBF\xBD"
                              "b  │ R1, p. 2 │\n"
                              "│    │       │       ║            ║      │ wet      │\n"
                              "│ 2  │ -     │ -     ║ 20         ║      │          │\n"
                              "│    │       │       ║ + 5        ║      │          │\n"
                              "└────┴───────┴───────╨────────────╨──────┴──────────┘\n"
                              "\n"
                              "f: g (UNIQUE)\n"
                              "┌───╥───┐\n"
                              "│ U ║ z │\n"
                              "├───╫───┤\n"
                              "└───╨───┘\n";

static const char as_markdown[] =
    "### uren (COLLECT SUM)\n"
    "\n"
    "| C+ | naam<br>\"é\" | x \\| y | uren<br>default: 0 | noot | source |\n"
    "|--:|---|---|---|---|---|\n"
    "| 1 | \"één\" | &lt; 3 | \\[1\\] | a\xEF\xBF\xBD"
    "b | R1, p. 2<br>wet |\n"
    "| 2 | - | - | 20<br>+ 5 |  |  |\n"
    "\n"
    "### f: g (UNIQUE)\n"
    "\n"
    "| U | z |\n"
    "|--:|---|\n";

static const struct style_case {
    const char *name, *want;
    enum print_style style;
} style_cases[] = {
    { "print: text", as_text, PRINT_TEXT },
    { "print: markdown", as_markdown, PRINT_MARKDOWN },
};

static void prints(void **state)
{
    const struct style_case *c = *state;
    struct arena mem;
    struct findings findings;
    struct sbuf b;
    arena_init(&mem, SIZE_MAX);
    findings_init(&findings, &mem);
    sbuf_init(&b, &mem);
    const struct doc *doc = doc_read(&mem, STR("m"), str_of(model), &findings);
    assert_non_null(doc);
    assert_null(findings.first);
    assert_int_equal(print_tables(&b, doc, c->style), 2);
    assert_str(sbuf_str(&b), c->want);
    arena_release(&mem);
}

static const struct width_case {
    const char *name, *text;
    size_t want;
} width_cases[] = {
    { "width: ASCII", "abc", 3 },
    { "width: accents", "één", 3 },
    { "width: combining", "e\xCC\x81", 1 },
    { "width: wide", "日本", 4 },
    { "width: emoji", "😀", 2 },
    { "width: nothing", "", 0 },
};

static void measures(void **state)
{
    const struct width_case *c = *state;
    assert_int_equal(grid_width(str_of(c->text)), c->want);
}

/* A cell is broken at its spaces, or where it must be. */
static void wraps(void **state)
{
    struct arena mem;
    struct sbuf b;
    static const str cell[] = { { "k", 1 },
                                { "0123456789 0123456789 0123456789 0123456789 x "
                                  "01234567890123456789012345678901234567890123456789",
                                  96 } };
    static const bool bold[] = { false, false };
    struct grid g = { 2, 1, cell, 1, bold };
    (void)state;
    arena_init(&mem, SIZE_MAX);
    sbuf_init(&b, &mem);
    grid_text(&b, &g);
    assert_str(sbuf_str(&b), "┌──────────────────────────────────────────────┐\n"
                             "│ k                                            │\n"
                             "├──────────────────────────────────────────────┤\n"
                             "│ 0123456789 0123456789 0123456789 0123456789  │\n"
                             "│ x                                            │\n"
                             "│ 01234567890123456789012345678901234567890123 │\n"
                             "│ 456789                                       │\n"
                             "└──────────────────────────────────────────────┘\n");
    arena_release(&mem);
}

int main(void)
{
    static struct suite s;
    suite_rows(&s, prints, style_cases);
    suite_rows(&s, measures, width_cases);
    suite_add(&s, "grid: long cells", wraps, NULL);
    return suite_run("print", &s);
}
