#include <assert.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "app/cmd.h"
#include "policy/decide.h"
#include "policy/disk.h"

static const char usage[] =
    "usage: ijkpunt decide CASE.json|- [--policies DIR] [--explain text|json]\n"
    "\n"
    "Decide a case by the policy it names. CASE.json holds\n"
    "\n"
    "  {\"beleid\": \"<id>\", \"peildatum\": \"2025-06-01\",\n"
    "   \"feiten\": {\"<module>\": {\"<fact>\": ...}}}\n"
    "\n"
    "The answer is JSON: per module status, outcomes, signals, what is missing and the\n"
    "reasons with their sources. \"gemeente\" may stand for \"beleid\"; the policy then\n"
    "follows from the day.\n"
    "\n"
    "  --policies DIR  where the policies are (else: IJKPUNT_POLICIES, the installed "
    "ones,\n"
    "                  or the folder \"policies\" here)\n"
    "  --explain text  Dutch text to read aloud: outcome, build-up, reasons, signals, "
    "and\n"
    "                  what is still unknown\n"
    "  --explain json  the JSON answer (the default)\n"
    "\n"
    "Example: ijkpunt decide case.json --explain text\n";

struct options {
    const char *input, *policies;
    bool text, help;
};

static int parse_options(int argc, char **argv, struct options *o)
{
    static const struct option longs[] = {
        { "policies", required_argument, NULL, 'p' },
        { "explain", required_argument, NULL, 'e' },
        { "help", no_argument, NULL, 'h' },
        { 0 },
    };
    int c;
    optind = 0;
    while ((c = getopt_long(argc, argv, "", longs, NULL)) != -1) {
        if (c == 'p')
            o->policies = optarg;
        else if (c == 'h')
            o->help = true;
        else if (c == 'e' && (strcmp(optarg, "text") == 0 || strcmp(optarg, "json") == 0))
            o->text = optarg[0] == 't';
        else if (c == 'e')
            return cmd_usage_error(
                "decide", "--explain takes \"text\" or \"json\", not \"%s\"", optarg);
        else
            return cmd_bad_option(argv);
    }
    if (o->help)
        return EXIT_OK;
    if (optind + 1 != argc)
        return cmd_usage_error("decide",
                               "one case expected: a file, or - for standard input");
    o->input = argv[optind];
    return EXIT_OK;
}

/* The folder of the running program, or "". */
static str program_folder(struct arena *mem)
{
    enum { PATH_BYTES = 4096 };
    char *path = arena_raw(mem, char, PATH_BYTES);
    ssize_t n = readlink("/proc/self/exe", path, PATH_BYTES);
    return n > 0 && n < PATH_BYTES ? files_folder((str){ path, (size_t)n }) : STR("");
}

static str find_policies(struct arena *mem, const char *asked)
{
    static const char *const beside[] = { "../share/ijkpunt/policies", "../policies" };
    const char *given = asked ? asked : getenv("IJKPUNT_POLICIES");
    if (given && *given)
        return str_of(given);
    str program = program_folder(mem);
    for (size_t i = 0; program.n && i < sizeof beside / sizeof *beside; i++) {
        str folder = disk_join(mem, program, str_of(beside[i]));
        if (disk_is_folder(mem, folder))
            return folder;
    }
    return STR("policies");
}

static int print_answer(struct arena *mem, struct decision *d, bool text)
{
    struct sbuf b;
    sbuf_init(&b, mem);
    if (text)
        answer_text(&b, d);
    else
        answer_json(&b, d);
    if (!text)
        sbuf_raw(&b, "\n");
    return cmd_print(sbuf_str(&b));
}

static int run(struct arena *policy_mem, struct arena *mem, const struct options *o)
{
    struct decider decider;
    struct decision decision;
    struct findings findings;
    struct err err = { 0 };
    str text;
    assert(o->input);
    if (!files_read(mem, o->input, REQUEST_BYTES_MAX, &text, &err))
        return cmd_fail(&err);
    findings_init(&findings, mem);
    decider_init(&decider, policy_mem, find_policies(mem, o->policies));
    str file = strcmp(o->input, "-") == 0 ? STR("request") : str_of(o->input);
    switch (decide(&decider, mem, file, text, &decision, &findings)) {
    case DECIDE_OK:
        return print_answer(mem, &decision, o->text);
    case DECIDE_BAD_INPUT:
        cmd_print_findings(&findings);
        return EXIT_INPUT;
    default:
        cmd_print_findings(&findings);
        return EXIT_MODEL;
    }
}

int cmd_decide(int argc, char **argv)
{
    struct options o = { 0 };
    struct arena policy_mem, mem;
    int status = parse_options(argc, argv, &o);
    if (status != EXIT_OK)
        return status;
    if (o.help)
        return cmd_print(str_of(usage));
    arena_init(&policy_mem, MODEL_MEMORY_MAX);
    arena_init(&mem, RUN_MEMORY_MAX);
    status = run(&policy_mem, &mem, &o);
    arena_release(&mem);
    arena_release(&policy_mem);
    return status;
}
