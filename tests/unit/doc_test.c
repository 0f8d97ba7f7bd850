#include "dmn/doc.h"

#include "base/sbuf.h"
#include "unit.h"

#define NS_15 "https://www.omg.org/spec/DMN/20230324/MODEL/"
#define OPEN(more)                                                                       \
    "<definitions xmlns='" NS_15 "' xmlns:ijk='urn:ijkpunt:dmn:1' name='m' "             \
    "namespace='urn:m'" more ">\n"
#define CLOSE "</definitions>"

struct fixture {
    struct arena mem;
    struct findings findings;
    const struct doc *doc;
};

static void open_text(struct fixture *f, str bytes)
{
    arena_init(&f->mem, SIZE_MAX);
    findings_init(&f->findings, &f->mem);
    f->doc = doc_read(&f->mem, STR("m.dmn"), bytes, &f->findings);
}

static void open_clean(struct fixture *f, const char *text)
{
    open_text(f, str_of(text));
    if (f->findings.first)
        fail_msg("%s", err_format(&f->mem, &f->findings.first->err).at);
    assert_non_null(f->doc);
}

/* ---- what is found wrong ---- */

#define DECISION(inside)                                                                 \
    "<decision id='d' name='d'><variable name='d'/>" inside "</decision>\n"
#define TABLE(attrs, rules)                                                              \
    DECISION("<decisionTable" attrs                                                      \
             "><input><inputExpression><text>x</text></inputExpression>"                 \
             "</input><output/>" rules "</decisionTable>")
#define EXT(inside) DECISION("<extensionElements>" inside "</extensionElements>")

static const struct fault_case {
    const char *name, *body;
    const char *want; /* all findings, each with severity, on lines of their own */
} fault_cases[] = {
    // clang-format off
    { "fine: a decision without logic", DECISION(""), "" },
    { "fine: foreign attributes and elements", DECISION("<x:y xmlns:x='urn:x'/>"), "" },
    { "attribute: unknown", "<decision id='d' names='d'><variable name='d'/></decision>",
      "W m.dmn:2:1: decision \"\": \"decision\" has no attribute \"names\"\n"
      "  Did you mean \"name\"?\n"
      "E m.dmn:2:1: decision \"\": \"decision\" needs an attribute \"name\"\n" },
    { "variable: of another name", "<decision id='d' name='d'><variable name='e'/></decision>",
      "N m.dmn:2:27: decision \"d\": the variable of \"d\" has another name: \"e\"\n"
      "  DMN asks for the same name; expressions see that of the variable.\n" },
    { "attribute: ours, in the wrong place", "<inputData name='i' ijk:onbekend='x'/>",
      "W m.dmn:2:1: inputData \"i\": \"inputData\" has no attribute \"ijk:onbekend\"\n"
      "  Did you mean \"onbekend\"?\n" },
    { "element: unknown", DECISION("<informationRequirements/>"),
      "W m.dmn:2:47: decision \"d\": \"decision\" has no part \"informationRequirements\"; it is ignored\n"
      "  Did you mean \"informationRequirement\"?\n" },
    { "element: ours, outside extensionElements", DECISION("<ijk:bron/>"),
      "W m.dmn:2:47: decision \"d\": \"decision\" has no part \"bron\"; it is ignored\n"
      "  Put it in \"extensionElements\".\n" },
    { "element: unknown at the top", "<descision name='d'/>",
      "W m.dmn:2:1: \"definitions\" has no part \"descision\"; it is ignored\n"
      "  Did you mean \"decision\"?\n" },
    { "element: twice", DECISION("<variable name='d'/>"),
      "E m.dmn:2:47: decision \"d\": \"decision\" has more than one \"variable\"\n" },
    { "expression: two", DECISION("<literalExpression><text>1</text></literalExpression><list/>"),
      "E m.dmn:2:100: decision \"d\": \"decision\" has more than one expression\n" },
    { "expression: literal without text", DECISION("<literalExpression/>"),
      "W m.dmn:2:47: decision \"d\": \"literalExpression\" has no \"text\"; its value is null\n" },
    { "href: to nothing", DECISION("<informationRequirement/>"),
      "E m.dmn:2:47: decision \"d\": \"informationRequirement\" does not say what is required\n" },
    { "href: absent", DECISION("<informationRequirement><requiredInput/></informationRequirement>"),
      "E m.dmn:2:71: decision \"d\": \"requiredInput\" needs an attribute \"href\" (#id)\n" },
    { "href: no hash", DECISION("<informationRequirement><requiredInput href='i'/></informationRequirement>"),
      "W m.dmn:2:71: decision \"d\": href \"i\" is read as \"#i\"\n" },
    { "href: not imported", DECISION("<informationRequirement><requiredInput href='urn:x#i'/></informationRequirement>"),
      "E m.dmn:2:71: decision \"d\": href to \"urn:x\", which is not imported\n"
      "  Add an \"import\" with that namespace.\n" },
    { "id: twice", "<inputData id='i' name='a'/>\n<inputData id='i' name='b'/>",
      "E m.dmn:3:1: the id \"i\" is also that of \"inputData\" in line 2\n" },
    { "table: hit policy", TABLE(" hitPolicy='UNIEK'", ""),
      "E m.dmn:2:47: decision \"d\": \"UNIEK\" is not a value that \"decisionTable\" can have\n"
      "  It is one of: UNIQUE, FIRST, PRIORITY, ANY, COLLECT, RULE ORDER, OUTPUT ORDER.\n" },
    { "table: aggregation without collect", TABLE(" aggregation='SUM'", ""),
      "W m.dmn:2:47: decision \"d\": aggregation \"SUM\" means nothing with hit policy \"UNIQUE\"\n" },
    { "table: onbekend", TABLE(" ijk:onbekend='geen'", ""),
      "E m.dmn:2:47: decision \"d\": \"geen\" is not a value that \"decisionTable\" can have\n"
      "  It is one of: onbekend, geen_treffer.\n" },
    { "table: too few cells", TABLE("", "<rule/>"),
      "E m.dmn:2:135: decision \"d\", rule 1: the rule has 0 \"inputEntry\", but the table has 1 such columns\n"
      "E m.dmn:2:135: decision \"d\", rule 1: the rule has 0 \"outputEntry\", but the table has 1 such columns\n" },
    { "table: too many cells",
      TABLE("", "<rule><inputEntry><text>1</text></inputEntry><inputEntry><text>2</text></inputEntry>"
                "<outputEntry><text>1</text></outputEntry></rule>"),
      "E m.dmn:2:135: decision \"d\", rule 1: the rule has 2 \"inputEntry\", but the table has 1 such columns\n" },
    { "table: cell without text",
      TABLE("", "<rule><inputEntry/><outputEntry><text/></outputEntry></rule>"),
      "E m.dmn:2:141: decision \"d\", rule 1: \"inputEntry\" needs a part \"text\"\n" },
    { "table: no output", DECISION("<decisionTable/>"),
      "E m.dmn:2:47: decision \"d\": the decision table has no \"output\"\n" },
    { "table: nameless outputs", DECISION("<decisionTable><output name='a'/><output/></decisionTable>"),
      "E m.dmn:2:80: decision \"d\": output column 2 needs a name, as there is more than one\n" },
    { "table: another language",
      DECISION("<decisionTable><output><defaultOutputEntry expressionLanguage='groovy'><text>1</text>"
               "</defaultOutputEntry></output></decisionTable>"),
      "E m.dmn:2:70: decision \"d\": the language \"groovy\" is not FEEL\n" },
    { "relation: uneven", DECISION("<relation><column name='a'/><row/></relation>"),
      "E m.dmn:2:75: decision \"d\": row 1 has 0 cells, but the relation has 1 columns\n" },
    { "context: result is not last",
      DECISION("<context><contextEntry><list/></contextEntry><contextEntry><variable name='a'/><list/>"
               "</contextEntry></context>"),
      "E m.dmn:2:56: decision \"d\": a context entry without variable must be the last one\n" },
    { "invocation: no function", DECISION("<invocation/>"),
      "E m.dmn:2:47: decision \"d\": \"invocation\" needs a part \"expression\"\n" },
    { "conditional: no else",
      DECISION("<conditional><if><list/></if><then><list/></then></conditional>"),
      "E m.dmn:2:47: decision \"d\": \"conditional\" needs a part \"else\"\n" },
    { "function: kind", DECISION("<functionDefinition kind='C'/>"),
      "E m.dmn:2:47: decision \"d\": \"C\" is not a value that \"functionDefinition\" can have\n"
      "  It is one of: FEEL, Java, PMML.\n" },
    { "item: two kinds at once",
      "<itemDefinition name='t'><typeRef>number</typeRef><itemComponent name='a'/></itemDefinition>",
      "E m.dmn:2:1: itemDefinition \"t\": \"t\" has more than one of \"typeRef\", \"itemComponent\" and \"functionItem\"\n" },
    { "item: not a boolean", "<itemDefinition name='t' isCollection='ja'/>",
      "E m.dmn:2:1: itemDefinition \"t\": \"isCollection\" is \"ja\", not true or false\n" },
    { "service: no output", "<decisionService name='s'/>",
      "E m.dmn:2:1: decisionService \"s\": the decision service has no output decision\n" },
    { "bron: herkomst", EXT("<ijk:bron regel='R1' herkomst='verzonnen'/>"),
      "E m.dmn:2:66: decision \"d\": \"verzonnen\" is not a value that \"bron\" can have\n"
      "  It is one of: letterlijk, afgeleid, eigen, ontbreekt.\n" },
    { "bron: attribute", EXT("<ijk:bron regel='R1' plaatsen='x'/>"),
      "W m.dmn:2:66: decision \"d\": \"ijk:bron\" has no attribute \"plaatsen\"\n"
      "  Did you mean \"plaats\"?\n" },
    { "bron: names nothing", EXT("<ijk:bron plaats='x'/>"),
      "W m.dmn:2:66: decision \"d\": \"ijk:bron\" names no source\n"
      "  Give \"regel\" or \"document\" (and \"plaats\").\n" },
    { "bron: missing is a source too", EXT("<ijk:bron herkomst='ontbreekt'/>"), "" },
    { "extension: unknown", EXT("<ijk:motiverings>x</ijk:motiverings>"),
      "W m.dmn:2:66: decision \"d\": there is no extension element \"ijk:motiverings\"\n"
      "  Did you mean \"motivering\"?\n" },
    { "extension: means nothing here", EXT("<ijk:vraag>x</ijk:vraag>"),
      "W m.dmn:2:66: decision \"d\": \"ijk:vraag\" means nothing on \"decision\"\n" },
    { "extension: twice", EXT("<ijk:eenheid>x</ijk:eenheid><ijk:eenheid>y</ijk:eenheid>"),
      "E m.dmn:2:94: decision \"d\": \"ijk:eenheid\" is given twice\n" },
    { "extension: empty", EXT("<ijk:motivering> </ijk:motivering>"),
      "W m.dmn:2:66: decision \"d\": \"ijk:motivering\" is empty\n" },
    // clang-format on
};

static str all_findings(struct fixture *f)
{
    static const char letters[] = {
        [SEVERITY_ERROR] = 'E', [SEVERITY_WARNING] = 'W', [SEVERITY_INFO] = 'N'
    };
    struct sbuf b;
    sbuf_init(&b, &f->mem);
    for (const struct finding *one = f->findings.first; one; one = one->next) {
        sbuf_char(&b, letters[one->severity]);
        sbuf_raw(&b, " ");
        sbuf_put(&b, err_format(&f->mem, &one->err));
        sbuf_raw(&b, "\n");
    }
    return sbuf_str(&b);
}

static void reports(void **state)
{
    const struct fault_case *c = *state;
    struct fixture f;
    struct arena mem;
    arena_init(&mem, SIZE_MAX);
    open_text(&f, arena_printf(&mem, OPEN("") "%s" CLOSE, c->body));
    assert_non_null(f.doc);
    assert_str(all_findings(&f), c->want);
    arena_release(&f.mem);
    arena_release(&mem);
}

static const struct root_case {
    const char *name, *text, *want;
} root_cases[] = {
    { "root: not DMN", "<a/>",
      "E m.dmn:1:1: this is not DMN: the root element is \"a\"\n" },
    { "root: of another standard",
      "<definitions xmlns='http://www.omg.org/spec/BPMN/1'/>",
      "E m.dmn:1:1: this is not DMN: the root element is \"definitions\"\n"
      "  Its namespace is \"http://www.omg.org/spec/BPMN/1\".\n" },
    { "root: not XML", "{}", "E m.dmn:1:1: this is not XML: no element found\n" },
    { "root: no name, no namespace", "<definitions xmlns='" NS_15 "'/>",
      "W m.dmn:1:1: \"definitions\" needs an attribute \"name\"\n"
      "W m.dmn:1:1: \"definitions\" needs an attribute \"namespace\"\n" },
    { "root: a later version",
      "<definitions xmlns='https://www.omg.org/spec/DMN/20991231/MODEL/' name='a' "
      "namespace='b'/>",
      "W m.dmn:1:1: the DMN version of \"https://www.omg.org/spec/DMN/20991231/MODEL/\" "
      "is not "
      "known and read as DMN 1.5\n" },
    { "root: another language",
      "<definitions xmlns='" NS_15
      "' name='a' namespace='b' expressionLanguage='groovy'/>",
      "W m.dmn:1:1: the language \"groovy\" is not FEEL\n" },
};

static void reports_root(void **state)
{
    const struct root_case *c = *state;
    struct fixture f;
    open_text(&f, str_of(c->text));
    assert_str(all_findings(&f), c->want);
    arena_release(&f.mem);
}

static void stops_at_50(void **state)
{
    struct fixture f;
    struct arena mem;
    struct sbuf b;
    (void)state;
    arena_init(&mem, SIZE_MAX);
    sbuf_init(&b, &mem);
    sbuf_put(&b, STR(OPEN("")));
    for (int i = 0; i < 1000; i++)
        sbuf_raw(&b, "<inputData/>");
    sbuf_put(&b, STR(CLOSE));
    open_text(&f, sbuf_str(&b));
    assert_int_equal(f.findings.n, FINDINGS_MAX);
    assert_int_equal(f.findings.errors, 1000);
    assert_int_equal(f.findings.dropped, 1000 - FINDINGS_MAX);
    assert_true(arena_used(&f.mem) < 2000000);
    arena_release(&f.mem);
    arena_release(&mem);
}

/* Small files that would be large documents: `head`, `n` times `part`, `tail`. */
static const struct growth_case {
    const char *name, *head, *column, *row, *tail;
    int columns, rows;
    const char *want;
} growth_cases[] = {
    { "growth: many columns, many rules without cells",
      "<decision name='d'><decisionTable>", "<input/><output/>", "<rule/>",
      "</decisionTable></decision>", 20000, 20000,
      "\"input\" needs a part \"inputExpression\"" },
    { "growth: many annotations", "<decision name='d'><decisionTable><output/>",
      "<annotation/>", "<rule><outputEntry><text/></outputEntry></rule>",
      "</decisionTable></decision>", 20000, 10000,
      "the table has more than 1048576 annotations" },
    { "growth: many imports", "", "<import name='i' namespace='n' importType='t'/>", "",
      "", 5000, 0, "the model has more than 1000 imports" },
};

static void stays_small(void **state)
{
    const struct growth_case *c = *state;
    struct fixture f;
    struct arena mem;
    struct sbuf b;
    arena_init(&mem, SIZE_MAX);
    sbuf_init(&b, &mem);
    sbuf_put(&b, STR(OPEN("")));
    sbuf_put(&b, str_of(c->head));
    for (int i = 0; i < c->columns; i++)
        sbuf_put(&b, str_of(c->column));
    for (int i = 0; i < c->rows; i++)
        sbuf_put(&b, str_of(c->row));
    sbuf_put(&b, str_of(c->tail));
    sbuf_put(&b, STR(CLOSE));
    open_text(&f, sbuf_str(&b));
    assert_string_equal(f.findings.first->err.msg, c->want);
    assert_true(arena_used(&f.mem) < 64 * 1024 * 1024);
    arena_release(&f.mem);
    arena_release(&mem);
}

/* ---- what is read ---- */

static const struct version_case {
    const char *name, *uri;
    enum doc_version want;
} version_cases[] = {
    { "version: 1.1", "http://www.omg.org/spec/DMN/20151101/dmn.xsd", DMN_1_1 },
    { "version: 1.2", "http://www.omg.org/spec/DMN/20180521/MODEL/", DMN_1_2 },
    { "version: 1.3", "https://www.omg.org/spec/DMN/20191111/MODEL/", DMN_1_3 },
    { "version: 1.4", "https://www.omg.org/spec/DMN/20211108/MODEL/", DMN_1_4 },
    { "version: 1.5", NS_15, DMN_1_5 },
};

static void knows_version(void **state)
{
    const struct version_case *c = *state;
    struct fixture f;
    struct arena mem;
    arena_init(&mem, SIZE_MAX);
    str text = arena_printf(&mem,
                            "<d:definitions xmlns:d='%s' xmlns:feel='http://x/FEEL/' "
                            "xmlns='urn:m' xmlns:o='urn:o' name='m' namespace='urn:m'>"
                            "<d:import name='other' namespace='urn:o' importType='x'/>"
                            "<d:inputData id='a' name='a'><d:variable name='a' "
                            "typeRef='feel:number'/></d:inputData>"
                            "<d:inputData id='b' name='b'><d:variable name='b' "
                            "typeRef='o:tX'/></d:inputData></d:definitions>",
                            c->uri);
    open_clean(&f, text.at);
    assert_int_equal(f.doc->version, c->want);
    assert_int_equal(f.doc->n_input, 2);
    assert_str(f.doc->input[0].variable.type_ref, "number");
    assert_str(f.doc->input[1].variable.type_ref, "other.tX");
    arena_release(&f.mem);
    arena_release(&mem);
}

static void reads_table(void **state)
{
    struct fixture f;
    (void)state;
    open_clean(
        &f,
        OPEN(
            "") "<decision id='d' name='d' label='L' ijk:naam='e' ijk:conclusie='ja'>\n"
                "<description> over d </description>\n"
                "<extensionElements><ijk:bron regel='R1 R2' document='doc' plaats='p. 3' "
                "herkomst='afgeleid'>let op</ijk:bron><ijk:bron regel='R3'/>\n"
                "<ijk:motivering>Omdat {x}.</ijk:motivering></extensionElements>\n"
                "<variable name='d' typeRef='number'/>\n"
                "<decisionTable hitPolicy='COLLECT' aggregation='SUM' "
                "ijk:onbekend='geen_treffer' outputLabel='uit'>\n"
                "<input id='i' label='in'><inputExpression typeRef='number'>"
                "<text>a + b</text></inputExpression><inputValues><text>1,2</text>"
                "</inputValues></input>\n"
                "<output name='o' typeRef='string'><outputValues><text>3</text>"
                "</outputValues><defaultOutputEntry><text>4</text></defaultOutputEntry>"
                "</output><annotation name='noot'/>\n"
                "<rule id='r1'><description>een</description>\n"
                "<inputEntry id='c1'><text>\n &lt; 5</text></inputEntry>"
                "<outputEntry><text/></outputEntry>"
                "<annotationEntry><text> n1 </text></annotationEntry></rule>\n"
                "</decisionTable></decision>" CLOSE);
    const struct doc_decision *d = &f.doc->decision[0];
    assert_str(d->node.label, "L");
    assert_str(d->naam, "e");
    assert_true(d->conclusie);
    assert_str(d->node.description, "over d");
    assert_str(d->variable.type_ref, "number");
    assert_int_equal(d->node.ext->n_bron, 2);
    assert_str(d->node.ext->bron[0].regel, "R1 R2");
    assert_str(d->node.ext->bron[0].remark, "let op");
    assert_int_equal(d->node.ext->bron[0].herkomst, HERKOMST_AFGELEID);
    assert_int_equal(d->node.ext->bron[1].herkomst, HERKOMST_NONE);
    assert_str(d->node.ext->motivering.text, "Omdat {x}.");
    assert_int_equal(d->node.ext->motivering.line, 5);
    const struct doc_table *t = d->logic->u.table;
    assert_int_equal(t->hit_policy, HIT_COLLECT);
    assert_int_equal(t->aggregation, AGGREGATE_SUM);
    assert_true(t->unknown_is_no_match);
    assert_str(t->input[0].expression.text, "a + b");
    assert_str(t->input[0].values.text, "1,2");
    assert_str(t->output[0].node.name, "o");
    assert_str(t->output[0].default_entry.text, "4");
    assert_str(t->annotation[0], "noot");
    const struct doc_rule *r = &t->rule[0];
    assert_str(r->node.id, "r1");
    assert_str(r->node.description, "een");
    assert_str(r->input[0].text.text, "\n < 5");
    assert_int_equal(r->input[0].text.line, 11);
    assert_int_equal(r->input[0].text.col, 27);
    assert_str(xml_get_attr(r->input[0].xml, "id"), "c1");
    assert_true(doc_has(&r->output[0].text));
    assert_int_equal(r->output[0].text.text.n, 0);
    assert_str(r->annotation[0], "n1");
    arena_release(&f.mem);
}

#define LITERAL(text) "<literalExpression><text>" text "</text></literalExpression>"

static void reads_expressions(void **state)
{
    struct fixture f;
    (void)state;
    open_clean(
        &f,
        OPEN("") "<decision name='a'><context><contextEntry><variable name='x'/>" LITERAL("1") "</contextEntry><contextEntry>" LITERAL("x") "</contextEntry></context></decision>"
                                                                                                                                            "<decision name='b'><invocation>" LITERAL("f") "<binding><parameter name='p'/>" LITERAL("2") "</binding></invocation></decision>"
                                                                                                                                                                                                                                         "<decision name='c'><functionDefinition><formalParameter name='p' typeRef='number'/>" LITERAL("p") "</functionDefinition></decision>"
                                                                                                                                                                                                                                                                                                                                            "<decision name='d'><relation><column name='k'/><row>" LITERAL("1") "</row></relation></decision>"
                                                                                                                                                                                                                                                                                                                                                                                                                "<decision name='e'><list>" LITERAL(
                                                                                                                                                                                                                                                                                                                                                                                                                    "1")
                                                                                                                                                                                                                                                                                                                                                                                                                    LITERAL(
                                                                                                                                                                                                                                                                                                                                                                                                                        "2") "</list></decision>"
                                                                                                                                                                                                                                                                                                                                                                                                                             "<decision name='f'><conditional><if>" LITERAL(
                                                                                                                                                                                                                                                                                                                                                                                                                                 "true") "</if><then>" LITERAL("1") "</then><else>" LITERAL("2") "</else></conditional></decision>"
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                 "<decision name='g'><filter><in>" LITERAL("l") "</in><match>" LITERAL(
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                     "item") "</match></filter></decision>"
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                             "<decision name='h'><for iteratorVariable='i'><in typeRef='t'>" LITERAL(
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                 "l") "</in><return>" LITERAL("i") "</return></for></decision>"
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                   "<decision name='i'><every iteratorVariable='i'><in>" LITERAL("l") "</in><satisfies>" LITERAL("i") "</satisfies></every></decision>" CLOSE);
    const struct doc_decision *d = f.doc->decision;
    assert_int_equal(f.doc->n_decision, 9);
    assert_int_equal(d[0].logic->u.context.n, 2);
    assert_str(d[0].logic->u.context.entry[0].variable->node.name, "x");
    assert_null(d[0].logic->u.context.entry[1].variable);
    assert_str(d[1].logic->u.invocation.callee->u.literal.text.text, "f");
    assert_str(d[1].logic->u.invocation.binding[0].parameter.node.name, "p");
    assert_str(d[2].logic->u.function.parameter[0].type_ref, "number");
    assert_str(d[2].logic->u.function.body->u.literal.text.text, "p");
    assert_int_equal(d[3].logic->u.relation.row[0].n_cell, 1);
    assert_str(d[4].logic->u.list.item[1]->u.literal.text.text, "2");
    assert_str(d[5].logic->u.conditional.otherwise->u.literal.text.text, "2");
    assert_str(d[6].logic->u.filter.match->u.literal.text.text, "item");
    assert_str(d[7].logic->u.iterator.variable, "i");
    assert_str(d[7].logic->u.iterator.in_type, "t");
    assert_int_equal(d[8].logic->kind, EXPR_EVERY);
    assert_str(d[8].logic->u.iterator.body->u.literal.text.text, "i");
    arena_release(&f.mem);
}

static void reads_graph(void **state)
{
    struct fixture f;
    (void)state;
    open_clean(
        &f,
        OPEN("") "<import name='o' namespace='urn:o' locationURI='o.dmn' importType='x'/>"
                 "<itemDefinition name='t' isCollection='true'><typeRef>string</typeRef>"
                 "<allowedValues><text>\"a\"</text></"
                 "allowedValues><typeConstraint><text>count(?) &lt; 3"
                 "</text></typeConstraint></itemDefinition>"
                 "<itemDefinition name='u'><itemComponent name='v'><typeRef>t</typeRef>"
                 "</itemComponent></itemDefinition>"
                 "<itemDefinition name='w'><functionItem outputTypeRef='number'>"
                 "<parameters name='p' typeRef='u'/></functionItem></itemDefinition>"
                 "<inputData id='i' name='i'/>"
                 "<decision id='d' name='d'><question> Hoeveel? </question>"
                 "<informationRequirement><requiredInput "
                 "href='#i'/></informationRequirement>"
                 "<informationRequirement><requiredDecision "
                 "href='urn:o#x'/></informationRequirement>"
                 "<informationRequirement><requiredDecision "
                 "href='urn:m#y'/></informationRequirement>"
                 "<knowledgeRequirement><requiredKnowledge "
                 "href='o.dmn#b'/></knowledgeRequirement>"
                 "<authorityRequirement><requiredAuthority "
                 "href='#k'/></authorityRequirement>"
                 "</decision>"
                 "<businessKnowledgeModel id='b' name='b'><encapsulatedLogic>"
                 "<formalParameter name='p'/>" LITERAL(
                     "p") "</encapsulatedLogic>"
                          "</businessKnowledgeModel>"
                          "<decisionService id='s' name='s'><outputDecision href='#d'/>"
                          "<inputDecision href='#y'/><inputData "
                          "href='#i'/></decisionService>"
                          "<knowledgeSource id='k' name='k' "
                          "locationURI='http://wet'><type>wet</type>"
                          "<owner href='#z'/></knowledgeSource>" CLOSE);
    const struct doc *d = f.doc;
    assert_true(d->itemdef[0].is_collection);
    assert_str(d->itemdef[0].allowed.text, "\"a\"");
    assert_str(d->itemdef[0].constraint.text, "count(?) < 3");
    assert_str(d->itemdef[1].component[0].type_ref, "t");
    assert_true(d->itemdef[2].is_function);
    assert_str(d->itemdef[2].parameter[0].type_ref, "u");
    assert_str(d->input[0].variable.node.name, "i");
    const struct doc_decision *x = &d->decision[0];
    assert_str(x->question, "Hoeveel?");
    assert_int_equal(x->n_information, 3);
    assert_int_equal(x->information[0].kind, REF_INPUT);
    assert_null(x->information[0].import);
    assert_ptr_equal(x->information[1].import, d->import);
    assert_null(x->information[2].import);
    assert_str(x->information[2].id, "y");
    assert_ptr_equal(x->knowledge[0].import, d->import);
    assert_int_equal(x->authority[0].kind, REF_AUTHORITY);
    assert_str(d->bkm[0].logic->u.function.parameter[0].node.name, "p");
    assert_int_equal(d->service[0].n_input_decision, 1);
    assert_str(d->source[0].type, "wet");
    assert_str(d->source[0].owner, "#z");
    arena_release(&f.mem);
}

/* The questions of an STTR file stand apart from the inputs they belong to. */
static void reads_sttr(void **state)
{
    struct fixture f;
    (void)state;
    open_clean(
        &f, "<s:bestand xmlns:s='urn:envelope'><dmn:definitions "
            "xmlns:dmn='http://www.omg.org/spec/DMN/20151101/dmn.xsd' "
            "xmlns:u='http://toepasbare-regels.omgevingswet.overheid.nl/v1.0/"
            "Uitvoeringsregel' "
            "xmlns:c='http://toepasbare-regels.omgevingswet.overheid.nl/v1.0/Content' "
            "name='m' namespace='n'><dmn:extensionElements><u:uitvoeringsregels>"
            "<u:uitvoeringsregel id='u2'><u:vraag><u:vraagTekst>Hoe "
            "hoog?</u:vraagTekst></u:vraag>"
            "<c:uitvoeringsregelToelichting><c:toelichting>In meters.</c:toelichting>"
            "</c:uitvoeringsregelToelichting></u:uitvoeringsregel>"
            "<u:uitvoeringsregel id='u1'/></u:uitvoeringsregels></dmn:extensionElements>"
            "<dmn:inputData id='i' name='hoogte'><dmn:extensionElements>"
            "<u:uitvoeringsregelRef href='#u2'/></dmn:extensionElements></dmn:inputData>"
            "</dmn:definitions></s:bestand>");
    assert_true(f.doc->sttr);
    assert_str(f.doc->input[0].node.ext->vraag, "Hoe hoog?");
    assert_str(f.doc->input[0].node.ext->toelichting, "In meters.");
    arena_release(&f.mem);
}

static void names(void **state)
{
    (void)state;
    assert_string_equal(doc_hit_policy_name(HIT_OUTPUT_ORDER), "OUTPUT ORDER");
    assert_string_equal(doc_aggregation_name(AGGREGATE_MAX), "MAX");
    assert_string_equal(doc_aggregation_name(AGGREGATE_NONE), "");
    assert_string_equal(doc_herkomst_name(HERKOMST_ONTBREEKT), "ontbreekt");
    assert_string_equal(doc_herkomst_name(HERKOMST_NONE), "");
    assert_string_equal(doc_expr_name(EXPR_EVERY), "every");
    assert_true(doc_is_feel(STR("http://www.omg.org/spec/FEEL/20140401")));
    assert_false(doc_is_feel(STR("javascript")));
}

int main(void)
{
    static struct suite s;
    suite_rows(&s, reports, fault_cases);
    suite_rows(&s, reports_root, root_cases);
    suite_rows(&s, stays_small, growth_cases);
    suite_rows(&s, knows_version, version_cases);
    suite_add(&s, "findings: at most 50", stops_at_50, NULL);
    suite_add(&s, "read: decision table", reads_table, NULL);
    suite_add(&s, "read: boxed expressions", reads_expressions, NULL);
    suite_add(&s, "read: types, requirements, services", reads_graph, NULL);
    suite_add(&s, "read: STTR in an envelope", reads_sttr, NULL);
    suite_add(&s, "names", names, NULL);
    return suite_run("doc", &s);
}
