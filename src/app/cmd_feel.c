#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "app/clock.h"
#include "app/cmd.h"
#include "base/utf8.h"
#include "dmn/explain.h"
#include "feel/explain.h"
#include "feel/from_json.h"

static const char usage[] =
    "usage: ijkpunt feel ['EXPRESSION'] [--context JSON] [--explain] [--lenient]\n"
    "\n"
    "Evaluate a FEEL expression and print its value. Without an expression: a prompt,\n"
    "where \"name := expression\" keeps a value and \":help\" tells more.\n"
    "\n"
    "  --context JSON   an object whose members are the names the expression may use,\n"
    "                   or @FILE to read it from a file\n"
    "  --explain        also show what the outcome was made of, and what is unknown\n"
    "  --lenient        null instead of an error, as DMN 1.5 has it\n"
    "\n"
    "Example: ijkpunt feel 'sum(for k in kamers return k * 18)' --context '{\"kamers\": "
    "[2, 3]}'\n";

static const char prompt_help[] =
    "  EXPRESSION            evaluate it, for example: substring(\"kind\", 1, 2)\n"
    "  name := EXPRESSION    evaluate it and keep the value under that name\n"
    "  :names                the names kept so far\n"
    "  :functions [TEXT]     the built-in functions whose name holds TEXT\n"
    "  :explain              turn the explanation of outcomes on or off\n"
    "  :quit                 leave (also: end of input)\n";

enum { NAMES_MAX = 1000 };

/* Names in force and their values; they live as long as the command. */
struct session {
    struct arena mem;
    struct scope *scope;
    struct value global[NAMES_MAX];
    size_t n;
    bool lenient, explain;
};

static bool session_add(struct session *s, str name, struct value v, struct err *err)
{
    const struct symbol *old = scope_find_here(s->scope, name);
    uint16_t slot = old ? old->slot : (uint16_t)s->n;
    if (!old && s->n == NAMES_MAX)
        return err_set(err, ERR_LIMIT, "more than %d names", NAMES_MAX);
    s->n += !old;
    s->global[slot] = v;
    struct scope *scope = scope_new(&s->mem, NULL, SCOPE_BLOCK);
    for (size_t i = 0; i < s->scope->n; i++)
        if (s->scope->symbol[i].slot != slot)
            scope_add(&s->mem, scope, s->scope->symbol[i]);
    scope_add(&s->mem, scope,
              (struct symbol){ .name = arena_str(&s->mem, name),
                               .type = type_of(&s->mem, v),
                               .kind = SYMBOL_GLOBAL,
                               .slot = slot });
    s->scope = scope;
    return true;
}

static int add_context(struct session *s, const char *text)
{
    struct json j;
    struct err err = { 0 };
    struct findings findings;
    int status = EXIT_OK;
    findings_init(&findings, &s->mem);
    if (text[0] == '@') {
        if (!cmd_read_json(&s->mem, text + 1, &j, &status))
            return status;
    } else if (!json_parse(&s->mem, str_of(text), &j, &err)) {
        err_at(&err, STR("--context"), 0, 0);
        return cmd_fail(&err);
    }
    if (j.kind != JSON_OBJECT)
        return cmd_usage_error("feel", "--context takes an object, not %s",
                               json_kind_name(j.kind));
    for (size_t i = 0; i < j.u.object.n; i++) {
        const struct json_member *m = &j.u.object.at[i];
        struct value v = VALUE_NULL;
        str name = feel_name(&s->mem, m->key);
        if (!value_from_json(&s->mem, &m->value, &type_any, name, &v, &findings)) {
            cmd_print_findings(&findings);
            return EXIT_INPUT;
        }
        if (!session_add(s, name, v, &err))
            return cmd_fail(&err);
    }
    return EXIT_OK;
}

static void put_explanation(struct sbuf *b, const struct step *steps, struct value v)
{
    if (steps)
        explain_steps_text(b, steps);
    if (v.kind != V_NULL)
        return;
    sbuf_raw(b, "    unknown because of ");
    explain_causes_json(b, b->mem, v);
    sbuf_raw(b, "\n");
}

/* Compile and run; false after printing what is wrong. */
static int evaluate(struct session *s, str text, struct value *out, struct step **steps)
{
    struct findings findings;
    struct run r;
    struct moment now = clock_now();
    struct source *src = arena_new(&s->mem, struct source, 1);
    findings_init(&findings, &s->mem);
    *src = (struct source){ .text = arena_str(&s->mem, text) };
    struct compiler c = { .mem = &s->mem, .findings = &findings, .lenient = s->lenient };
    size_t bad;
    if (!utf8_is_valid(text, &bad)) {
        struct err e = { 0 };
        err_set(&e, ERR_SYNTAX, "the expression is not UTF-8 at byte %zu", bad + 1);
        return cmd_fail(&e);
    }
    const struct node *n = feel_expression(&c, src, s->scope);
    if (findings.n)
        cmd_print_findings(&findings);
    if (findings.errors)
        return EXIT_INPUT;
    run_init(&r, &s->mem);
    r.lenient = s->lenient;
    r.global = s->global;
    r.now = &now;
    struct frame f = { .slot = arena_new(&s->mem, struct value, c.max_slot + 1),
                       .n = c.max_slot };
    *out = feel_explain(&r, &f, n, steps);
    return r.failed ? cmd_fail(&r.err) : EXIT_OK;
}

static int evaluate_and_print(struct session *s, str text)
{
    struct value v = VALUE_NULL;
    struct step *steps = NULL;
    struct sbuf b;
    int status = evaluate(s, text, &v, &steps);
    if (status != EXIT_OK)
        return status;
    sbuf_init(&b, &s->mem);
    value_format(&b, v);
    sbuf_raw(&b, "\n");
    if (s->explain)
        put_explanation(&b, steps, v);
    return cmd_print(sbuf_str(&b));
}

static void list_functions(struct session *s, str part)
{
    size_t n;
    const str *names = builtin_names(&n);
    struct sbuf b;
    sbuf_init(&b, &s->mem);
    for (size_t i = 0; i < n; i++)
        if (str_find(names[i], part, 0) != SIZE_MAX) {
            builtin_signatures(&b, builtin_find(names[i]));
            sbuf_raw(&b, "\n");
        }
    cmd_print(b.n ? sbuf_str(&b)
                  : STR("there is no built-in function with that in its name\n"));
}

static void list_names(struct session *s)
{
    struct sbuf b;
    sbuf_init(&b, &s->mem);
    for (size_t i = 0; i < s->scope->n; i++) {
        sbuf_put(&b, s->scope->symbol[i].name);
        sbuf_raw(&b, " := ");
        value_format(&b, s->global[s->scope->symbol[i].slot]);
        sbuf_raw(&b, "\n");
    }
    cmd_print(sbuf_str(&b));
}

/* One line of the prompt; false to leave. */
static bool prompt_line(struct session *s, str line)
{
    struct value v = VALUE_NULL;
    struct step *steps = NULL;
    struct err err = { 0 };
    if (str_is(line, ":quit") || str_is(line, ":q"))
        return false;
    if (str_is(line, ":help"))
        cmd_print(str_of(prompt_help));
    else if (str_is(line, ":names"))
        list_names(s);
    else if (str_is(line, ":explain"))
        printf("explanation %s\n", (s->explain = !s->explain) ? "on" : "off");
    else if (str_starts(line, STR(":functions")))
        list_functions(s, str_trim(str_slice(line, 10, line.n)));
    else if (line.n && line.at[0] == ':')
        cmd_print(STR("there is no such command; :help lists them\n"));
    else if (line.n) {
        size_t assign = str_find(line, STR(":="), 0);
        if (assign == SIZE_MAX) {
            evaluate_and_print(s, line);
        } else if (evaluate(s, str_slice(line, assign + 2, line.n), &v, &steps) ==
                       EXIT_OK &&
                   !session_add(s, feel_name(&s->mem, str_slice(line, 0, assign)), v,
                                &err)) {
            cmd_fail(&err);
        }
    }
    return true;
}

static int prompt(struct session *s)
{
    bool tty = isatty(STDIN_FILENO);
    char *line = NULL;
    size_t size = 0;
    if (tty)
        puts("FEEL, exact and strict. :help for help, :quit to leave.");
    for (;;) {
        if (tty) {
            fputs("feel> ", stdout);
            fflush(stdout);
        }
        ssize_t n = getline(&line, &size, stdin);
        if (n < 0 ||
            !prompt_line(s, str_trim(arena_str(&s->mem, (str){ line, (size_t)n }))))
            break;
    }
    if (tty)
        puts("");
    free(line);
    return EXIT_OK;
}

static int run(struct session *s, const char *context, const char *expression)
{
    int status = context ? add_context(s, context) : EXIT_OK;
    if (status != EXIT_OK)
        return status;
    return expression ? evaluate_and_print(s, str_of(expression)) : prompt(s);
}

int cmd_feel(int argc, char **argv)
{
    static const struct option longs[] = {
        { "context", required_argument, NULL, 'c' },
        { "explain", no_argument, NULL, 'e' },
        { "lenient", no_argument, NULL, 'l' },
        { "help", no_argument, NULL, 'h' },
        { 0 },
    };
    const char *context = NULL;
    struct session *s = calloc(1, sizeof *s);
    int c, status = EXIT_OK;
    if (!s)
        abort();
    arena_init(&s->mem, RUN_MEMORY_MAX);
    s->scope = scope_new(&s->mem, NULL, SCOPE_BLOCK);
    optind = 0;
    while (status == EXIT_OK && (c = getopt_long(argc, argv, "", longs, NULL)) != -1) {
        if (c == 'c')
            context = optarg;
        else if (c == 'e')
            s->explain = true;
        else if (c == 'l')
            s->lenient = true;
        else if (c == 'h') {
            status = cmd_print(str_of(usage));
            goto done;
        } else
            status = cmd_bad_option(argv);
    }
    if (status == EXIT_OK && argc - optind > 1)
        status = cmd_usage_error("feel",
                                 "one expression expected; put it in single quotes");
    if (status == EXIT_OK)
        status = run(s, context, optind < argc ? argv[optind] : NULL);
done:
    arena_release(&s->mem);
    free(s);
    return status;
}
