#include "policy/package.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "policy/disk.h"
#include "policy/module.h"
#include "unit.h"

/* Packages are written to a folder of their own for each test. */
struct file {
    const char *path, *text;
};

enum { FILES_MAX = 8 };

#define POLICY(id, rest) "id: " id "\nversie: 1\ntitel: Proef\n" rest
#define SOURCE           "bronnen:\n  - id: b\n    titel: Bron\n"
#define FIGURE(name, value, unit)                                                        \
    "  " name ":\n    waarde: " value "\n    eenheid: " unit                             \
    "\n    herkomst: eigen\n    bron:\n      - document: b\n"
#define MODEL MODEL_WITH("")
#define MODEL_WITH(geldig)                                                               \
    "<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" name=\"m\" "    \
    "namespace=\"m\" xmlns:ijk=\"urn:ijkpunt:dmn:1\">"                                   \
    "<inputData id=\"aantal\" name=\"aantal\"><extensionElements><ijk:vereist>true"      \
    "</ijk:vereist></extensionElements><variable name=\"aantal\" typeRef=\"number\"/>"   \
    "</inputData>"                                                                       \
    "<decision id=\"norm\" name=\"norm\">" geldig                                        \
    "<variable name=\"norm\" typeRef=\"number\"/>"                                       \
    "</decision>"                                                                        \
    "<decision id=\"uit\" name=\"uit\"><variable name=\"uit\" typeRef=\"number\"/>"      \
    "<informationRequirement><requiredInput href=\"#aantal\"/></informationRequirement>" \
    "<informationRequirement><requiredDecision href=\"#norm\"/>"                         \
    "</informationRequirement>"                                                          \
    "<literalExpression><text>aantal * norm</text></literalExpression></decision>"       \
    "<decisionService id=\"s\" name=\"m\"><outputDecision href=\"#uit\"/>"               \
    "<inputDecision href=\"#norm\"/><inputData href=\"#aantal\"/></decisionService>"     \
    "</definitions>"

static char root[] = "/tmp/ijkpunt-package-XXXXXX";

static void write_file(struct arena *mem, const struct file *f)
{
    str path = disk_join(mem, str_of(root), str_of(f->path));
    size_t slash = path.n;
    while (path.at[slash - 1] != '/')
        slash--;
    mkdir(arena_cstr(mem, str_slice(path, 0, slash)), 0700);
    FILE *to = fopen(arena_cstr(mem, path), "wb");
    assert_non_null(to);
    fputs(f->text, to);
    fclose(to);
}

static void remove_files(struct arena *mem, const struct file *f)
{
    for (size_t i = 0; i < FILES_MAX && f[i].path; i++) {
        str path = disk_join(mem, str_of(root), str_of(f[i].path));
        unlink(arena_cstr(mem, path));
        while (path.at[path.n - 1] != '/')
            path.n--;
        rmdir(arena_cstr(mem, path));
    }
}

static const struct fault_case {
    const char *name, *message, *place, *hint;
    struct file file[FILES_MAX];
} faults[] = {
    { "figures that contradict each other",
      "figure \"norm\" does not fit the policy",
      "a/parameters.yaml:2",
      "It must hold that norm > 2.",
      { { "a/policy.yaml", POLICY("a", SOURCE "modules: [m]\n") },
        { "a/parameters.yaml", "m:\n" FIGURE("norm", "2", "minuten") },
        { "a/m.dmn", MODEL_WITH("<extensionElements><ijk:geldig>norm &gt; 2</ijk:geldig>"
                                "</extensionElements>") } } },
    { "an unknown policy", "there is no policy \"a\"", "", "", { { "b/x", "" } } },
    { "a misspelt policy",
      "there is no policy \"a\"",
      "",
      "",
      { { "ab/policy.yaml", POLICY("ab", "") } } },
    { "another id than the folder",
      "id \"b\" differs from the name of its folder, \"a\"",
      "a/policy.yaml:1",
      "",
      { { "a/policy.yaml", POLICY("b", "") } } },
    { "a day that does not exist",
      "\"geldig_van\" must be a date like 2025-01-31, not \"2025-02-30\"",
      "a/policy.yaml:4",
      "",
      { { "a/policy.yaml", POLICY("a", "geldig_van: 2025-02-30\n") } } },
    { "a basis that is not there",
      "basis \"b\" does not exist",
      "a/policy.yaml:4",
      "",
      { { "a/policy.yaml", POLICY("a", "basis: b\n") } } },
    { "based on itself",
      "package \"a\" is, in the end, based on itself",
      "a",
      "",
      { { "a/policy.yaml", POLICY("a", "basis: b\n") },
        { "b/policy.yaml", POLICY("b", "basis: a\n") } } },
    { "a module without model",
      "module \"m\" has no model: there is no \"ROOT/a/m.dmn\", and no basis has it",
      "a/policy.yaml:5",
      "",
      { { "a/policy.yaml", POLICY("a", "modules:\n  - m\n") } } },
    { "one module in two bases",
      "module \"m\" stands in two bases: \"ROOT/b/m.dmn\" and \"ROOT/c/m.dmn\"",
      "a/policy.yaml:5",
      "",
      { { "a/policy.yaml", POLICY("a", "basis: [b, c]\nmodules: [m]\n") },
        { "b/policy.yaml", POLICY("b", "modules: [m]\n") },
        { "b/m.dmn", MODEL },
        { "c/policy.yaml", POLICY("c", "modules: [m]\n") },
        { "c/m.dmn", MODEL } } },
    { "another unit than the basis",
      "figure \"norm\" is in \"uren\" here, but in \"minuten\" at "
      "ROOT/b/parameters.yaml:2",
      "a/parameters.yaml:2",
      "Give the value in the unit of the basis.",
      { { "a/policy.yaml", POLICY("a", SOURCE "basis: b\nmodules: [m]\n") },
        { "a/parameters.yaml", "m:\n" FIGURE("norm", "1", "uren") },
        { "b/policy.yaml", POLICY("b", SOURCE "modules: [m]\n") },
        { "b/parameters.yaml", "m:\n" FIGURE("norm", "60", "minuten") },
        { "b/m.dmn", MODEL } } },
    { "a figure that the model does not ask for",
      "figure \"nrm\" is not asked for by \"ROOT/a/m.dmn\"",
      "a/parameters.yaml:8",
      "Did you mean \"norm\"?",
      { { "a/policy.yaml", POLICY("a", SOURCE "modules: [m]\n") },
        { "a/parameters.yaml",
          "m:\n" FIGURE("norm", "1", "uren") FIGURE("nrm", "1", "uren") },
        { "a/m.dmn", MODEL } } },
    { "a figure that is not given",
      "parameters.yaml does not give figure \"norm\"",
      "a/m.dmn:1",
      "Add it; without a value its herkomst is \"ontbreekt\".",
      { { "a/policy.yaml", POLICY("a", SOURCE "modules: [m]\n") },
        { "a/m.dmn", MODEL } } },
    { "a figure of the wrong type",
      "\"veel\" is not a number",
      "a/parameters.yaml:3:13: figure \"norm\"",
      "",
      { { "a/policy.yaml", POLICY("a", SOURCE "modules: [m]\n") },
        { "a/parameters.yaml", "m:\n" FIGURE("norm", "veel", "uren") },
        { "a/m.dmn", MODEL } } },
    { "an unknown source",
      "source \"b\" is not one of the \"bronnen\" of the policy",
      "a/parameters.yaml:7",
      "",
      { { "a/policy.yaml", POLICY("a", "modules: [m]\n") },
        { "a/parameters.yaml", "m:\n" FIGURE("norm", "1", "uren") },
        { "a/m.dmn", MODEL } } },
    { "a missing norm with a value",
      "figure \"norm\" has a value, but its herkomst is \"ontbreekt\"",
      "a/parameters.yaml:2",
      "",
      { { "a/policy.yaml", POLICY("a", SOURCE "modules: [m]\n") },
        { "a/parameters.yaml", "m:\n  norm:\n    waarde: 3\n    herkomst: ontbreekt\n"
                               "    bron:\n      - document: b\n" },
        { "a/m.dmn", MODEL } } },
    { "a figure in the file of another module",
      "figures for module \"m\" in the file of module \"n\"",
      "a/parameters/n.yaml:1",
      "",
      { { "a/policy.yaml", POLICY("a", SOURCE "modules: [m]\n") },
        { "a/parameters/n.yaml", "m:\n" FIGURE("norm", "1", "uren") },
        { "a/m.dmn", MODEL } } },
    { "a module with figures in two files",
      "the figures of \"m\" stand in \"ROOT/a/parameters/m.yaml\" too",
      "a/parameters.yaml:1",
      "",
      { { "a/policy.yaml", POLICY("a", SOURCE "modules: [m]\n") },
        { "a/parameters.yaml", "m:\n" FIGURE("norm", "1", "uren") },
        { "a/parameters/m.yaml", "m:\n" FIGURE("norm", "1", "uren") },
        { "a/m.dmn", MODEL } } },
    { "a file of figures that is no YAML",
      "a file of figures is called after its module, like \"toewijzing.yaml\"",
      "a/parameters/m.json",
      "",
      { { "a/policy.yaml", POLICY("a", SOURCE "modules: [m]\n") },
        { "a/parameters/m.json", "{}" },
        { "a/m.dmn", MODEL } } },
};

/* The message with the folder of the test as ROOT. */
static str with_root(struct arena *mem, const char *text)
{
    str s = str_of(text);
    struct sbuf b;
    sbuf_init(&b, mem);
    for (size_t i = 0; i < s.n;) {
        size_t at = str_find(s, str_of(root), i);
        size_t end = at == SIZE_MAX ? s.n : at;
        sbuf_put(&b, str_slice(s, i, end));
        if (at != SIZE_MAX)
            sbuf_raw(&b, "ROOT");
        i = at == SIZE_MAX ? s.n : at + strlen(root);
    }
    return arena_str(mem, sbuf_str(&b));
}

static void reports(void **state)
{
    const struct fault_case *c = *state;
    struct arena mem;
    struct findings findings;
    arena_init(&mem, 64 << 20);
    findings_init(&findings, &mem);
    for (size_t i = 0; i < FILES_MAX && c->file[i].path; i++)
        write_file(&mem, &c->file[i]);
    const struct package *p = package_load(&mem, str_of(root), STR("a"), &findings);
    if (p && p->n_module)
        assert_null(module_load(&mem, p, STR("m"), &findings));
    remove_files(&mem, c->file);
    assert_non_null(findings.first);
    const struct err *e = &findings.first->err;
    assert_str(with_root(&mem, e->msg), c->message);
    str text = with_root(&mem, arena_cstr(&mem, err_format(&mem, e)));
    if (str_find(text, str_of(c->place), 0) == SIZE_MAX)
        assert_str(text, c->place);
    if (c->hint[0])
        assert_string_equal(e->hint, c->hint);
    arena_release(&mem);
}

static const struct file good[FILES_MAX] = {
    { "a/policy.yaml", POLICY("a", "gemeente: X\nbasis: b\n") },
    { "a/parameters.yaml", "m:\n" FIGURE("norm", "2.5", "minuten") },
    { "b/policy.yaml", POLICY("b", SOURCE "modules: [m]\n") },
    { "b/parameters.yaml", "m:\n  norm:\n    waarde:\n    eenheid: minuten\n"
                           "    herkomst: ontbreekt\n    bron:\n      - document: b\n" },
    { "b/m.dmn", MODEL },
};

static void a_basis_gives_way(void **state)
{
    (void)state;
    struct arena mem;
    struct findings findings;
    arena_init(&mem, 64 << 20);
    findings_init(&findings, &mem);
    for (size_t i = 0; good[i].path; i++)
        write_file(&mem, &good[i]);
    const struct package *a = package_load(&mem, str_of(root), STR("a"), &findings);
    const struct package *b = package_load(&mem, str_of(root), STR("b"), &findings);
    assert_non_null(a);
    assert_non_null(b);
    assert_int_equal(a->n_module, 1);
    assert_ptr_not_equal(a->module[0].owner, a);
    assert_int_equal(a->sha256.n, 64);
    assert_false(str_eq(a->sha256, b->sha256));
    const struct module *m = module_load(&mem, a, STR("m"), &findings);
    const struct module *mb = module_load(&mem, b, STR("m"), &findings);
    assert_non_null(m);
    assert_non_null(mb);
    assert_int_equal(m->figure[0].value.kind, V_NUM);
    assert_int_equal(mb->figure[0].value.kind, V_NULL);
    str why[2];
    assert_int_equal(value_causes(&mem, mb->figure[0].value, why, 2), 1);
    assert_str(why[0], "parameters.m.norm");
    remove_files(&mem, good);
    arena_release(&mem);
}

/* b offers what "algemeen" offers, as does a by way of b; c has a figure of its own. */
static const struct file general[FILES_MAX] = {
    { "algemeen/policy.yaml", POLICY("algemeen", SOURCE "modules: [m]\n") },
    { "algemeen/parameters/m.yaml", "m:\n" FIGURE("norm", "1", "minuten") },
    { "b/policy.yaml", POLICY("b", SOURCE "modules: []\n") },
    { "c/policy.yaml", POLICY("c", "modules: []\n") },
    { "c/parameters.yaml", "m:\n" FIGURE("norm", "2", "minuten") },
    { "a/policy.yaml", POLICY("a", "basis: [b, c]\n") },
    { "algemeen/m.dmn", MODEL },
};

static num figure_of(struct arena *mem, str id, struct findings *findings)
{
    const struct package *p = package_load(mem, str_of(root), id, findings);
    assert_non_null(p);
    const struct module *m = module_load(mem, p, STR("m"), findings);
    assert_non_null(m);
    assert_str(m->package->id, arena_cstr(mem, id));
    assert_str(package_find_module(p, STR("m"))->owner->id, PACKAGE_GENERAL);
    return m->figure[0].value.u.num;
}

static void every_policy_offers_the_general_modules(void **state)
{
    (void)state;
    struct arena mem;
    struct findings findings;
    arena_init(&mem, 64 << 20);
    findings_init(&findings, &mem);
    for (size_t i = 0; i < FILES_MAX && general[i].path; i++)
        write_file(&mem, &general[i]);
    assert_int_equal(num_cmp(figure_of(&mem, STR("b"), &findings), num_int(1)), 0);
    assert_int_equal(num_cmp(figure_of(&mem, STR("c"), &findings), num_int(2)), 0);
    assert_int_equal(num_cmp(figure_of(&mem, STR("a"), &findings), num_int(2)), 0);
    assert_int_equal(findings.errors, 0);
    remove_files(&mem, general);
    arena_release(&mem);
}

/* A case added to a package does not change what it decides. */
static void the_digest_is_of_the_rules(void **state)
{
    (void)state;
    static const struct file one = { "b/cases/x.json", "[]" };
    static const struct file other = { "b/tekst.txt", "x" };
    struct arena mem;
    struct findings findings;
    arena_init(&mem, 64 << 20);
    findings_init(&findings, &mem);
    for (size_t i = 2; good[i].path; i++)
        write_file(&mem, &good[i]);
    str before = package_load(&mem, str_of(root), STR("b"), &findings)->sha256;
    write_file(&mem, &one);
    str with_case = package_load(&mem, str_of(root), STR("b"), &findings)->sha256;
    write_file(&mem, &other);
    str with_text = package_load(&mem, str_of(root), STR("b"), &findings)->sha256;
    assert_true(str_eq(before, with_case));
    assert_false(str_eq(before, with_text));
    remove_files(&mem, (const struct file[FILES_MAX]){ one, other });
    remove_files(&mem, good);
    arena_release(&mem);
}

static void an_id_is_no_path(void **state)
{
    (void)state;
    static const char *const bad[] = { "", "..", "a/b", ".a", "-a", "a b", "\xc3\xa9" };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(package_is_id(str_of(bad[i])));
    assert_true(package_is_id(STR("hhm-begeleiding-1.0")));
}

int main(void)
{
    static struct suite s;
    if (!mkdtemp(root))
        return 1;
    suite_rows(&s, reports, faults);
    suite_add(&s, "a basis gives way", a_basis_gives_way, NULL);
    suite_add(&s, "every policy offers the general modules",
              every_policy_offers_the_general_modules, NULL);
    suite_add(&s, "the digest is of the rules", the_digest_is_of_the_rules, NULL);
    suite_add(&s, "an id is no path", an_id_is_no_path, NULL);
    int failed = suite_run("package", &s);
    rmdir(root);
    return failed;
}
