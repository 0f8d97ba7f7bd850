#include "dmn/canon.h"

#include "unit.h"

#define NS   "https://www.omg.org/spec/DMN/20230324/MODEL/"
#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

static const struct form_case {
    const char *name, *text, *want; /* want: without the XML declaration */
} form_cases[] = {
    { "indent: foreign elements", "<a><b><c/></b>\n\n<d>x</d></a>",
      "<a>\n  <b>\n    <c/>\n  </b>\n  <d>x</d>\n</a>\n" },
    { "attributes: declarations, id, name, DMN, foreign",
      "<a z='1' typeRef='t' q:y='2' name='n' q:x='3' label='l' id='i' b='4' xmlns:q='u' "
      "xmlns='d'/>",
      "<a xmlns=\"d\" xmlns:q=\"u\" id=\"i\" name=\"n\" label=\"l\" typeRef=\"t\" "
      "b=\"4\" z=\"1\" "
      "q:x=\"3\" q:y=\"2\"/>\n" },
    { "attributes: escapes", "<a b='&lt;&quot;&#10;&#9;&amp;&#13;' c='>'/>",
      "<a b=\"&lt;&quot;&#10;&#9;&amp;&#13;\" c=\"&gt;\"/>\n" },
    { "attributes: one per line when long",
      "<a id='0123456789012345678901234567890123456789012345678901234567890123456789' "
      "name='012345678901234567890123456789'/>",
      "<a id=\"0123456789012345678901234567890123456789012345678901234567890123456789\"\n"
      "    name=\"012345678901234567890123456789\"/>\n" },
    { "text: verbatim", "<a><text>  x\n   y </text><b>&lt;&amp;></b></a>",
      "<a>\n  <text>  x\n   y </text>\n  <b>&lt;&amp;&gt;</b>\n</a>\n" },
    { "text: CDATA", "<a><b><![CDATA[x < 3]]></b><c>x<![CDATA[<]]></c></a>",
      "<a>\n  <b><![CDATA[x < 3]]></b>\n  <c>x&lt;</c>\n</a>\n" },
    { "text: mixed", "<a>x <b i='1'><c/></b> y</a>", "<a>x <b i=\"1\"><c/></b> y</a>\n" },
    { "text: white space of others", "<a><b> </b></a>", "<a>\n  <b> </b>\n</a>\n" },
    { "text: white space in DMN",
      "<a><d:decision xmlns:d='" NS "'> </d:decision><b/></a>",
      "<a>\n  <d:decision xmlns:d=\"" NS "\"/>\n  <b/>\n</a>\n" },
    { "asides: comments and instructions",
      "<!-- 1 --><?p q?><a><!--2--><b/><!--3\n 3--></a><!--4-->",
      "<!-- 1 -->\n<?p q?>\n<a>\n  <!--2-->\n  <b/>\n  <!--3\n 3-->\n</a>\n<!--4-->\n" },
    { "line: a cell",
      "<rule xmlns='" NS
      "'><inputEntry id='i'>\n<text>\"a\"</text>\n</inputEntry></rule>",
      "<rule xmlns=\"" NS
      "\">\n  <inputEntry id=\"i\"><text>\"a\"</text></inputEntry>\n</rule>\n" },
    { "line: a cell of two lines",
      "<rule xmlns='" NS "'><inputEntry><text>a\nb</text></inputEntry></rule>",
      "<rule xmlns=\"" NS
      "\">\n  <inputEntry>\n    <text>a\nb</text>\n  </inputEntry>\n</rule>\n" },
    { "order: parts of a decision, with their comments",
      "<decision xmlns='" NS "'><list/><!--i--><informationRequirement/><variable/>"
      "<x:e xmlns:x='u'/><description>d</description><!--end--></decision>",
      "<decision xmlns=\"" NS
      "\">\n  <description>d</description>\n  <variable/>\n  <!--i-->\n"
      "  <informationRequirement/>\n  <list/>\n  <x:e xmlns:x=\"u\"/>\n  <!--end-->\n"
      "</decision>\n" },
    { "order: of what means something stays",
      "<definitions xmlns='" NS "'><decision name='b'/><inputData name='a'/>"
      "<decision name='a'/><description>x</description></definitions>",
      "<definitions xmlns=\"" NS
      "\">\n  <description>x</description>\n\n  <decision name=\"b\"/>\n\n"
      "  <inputData name=\"a\"/>\n\n  <decision name=\"a\"/>\n</definitions>\n" },
    { "order: columns and rules",
      "<decisionTable xmlns='" NS "'><rule id='2'/><output id='b'/><rule id='1'/><input/>"
      "<output id='a'/></decisionTable>",
      "<decisionTable xmlns=\"" NS
      "\">\n  <input/>\n  <output id=\"b\"/>\n  <output id=\"a\"/>\n"
      "  <rule id=\"2\"/>\n  <rule id=\"1\"/>\n</decisionTable>\n" },
};

static str canonical(struct arena *mem, str text)
{
    struct xml_doc doc;
    struct sbuf b;
    struct err err = { 0 };
    sbuf_init(&b, mem);
    if (!xml_parse(mem, STR("t"), text, &doc, &err))
        fail_msg("%s", err.msg);
    canon_write(&b, &doc);
    return sbuf_str(&b);
}

static void writes(void **state)
{
    const struct form_case *c = *state;
    struct arena mem;
    arena_init(&mem, SIZE_MAX);
    str once = canonical(&mem, str_of(c->text));
    str want = arena_printf(&mem, HEAD "%s", c->want);
    assert_str(once, want.at);
    assert_str(canonical(&mem, once), want.at);
    arena_release(&mem);
}

int main(void)
{
    static struct suite s;
    suite_rows(&s, writes, form_cases);
    return suite_run("canon", &s);
}
