#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "app/cmd.h"

static const struct command {
    const char *name;
    int (*run)(int argc, char **argv);
    const char *help;
} commands[] = {
    { "check", cmd_check,
      "check models: what does not load, gaps, overlaps, dead rules" },
    { "decide", cmd_decide,
      "decide a case by a policy, with every reason and its source" },
    { "eval", cmd_eval, "evaluate a decision model for one case, and explain it" },
    { "feel", cmd_feel, "evaluate a FEEL expression, or open a prompt" },
    { "fmt", cmd_fmt, "print a model in canonical form, or its tables" },
    { "tck", cmd_tck, "run the conformance tests of the DMN TCK" },
};

static void usage(FILE *to)
{
    fputs("usage: ijkpunt COMMAND [ARGUMENTS]\n"
          "\n"
          "Decision models (OMG DMN) and Wmo policies: evaluated exactly, with the "
          "reason of\n"
          "every outcome.\n"
          "\n",
          to);
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        fprintf(to, "  %-8s %s\n", commands[i].name, commands[i].help);
    fputs("\n"
          "\"ijkpunt COMMAND --help\" tells more. Exit status: 0 ok, 1 findings, 2 bad "
          "usage or\n"
          "input, 3 bad model, 4 input or output failed.\n",
          to);
}

static int unknown(const char *name)
{
    str names[sizeof commands / sizeof *commands];
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        names[i] = str_of(commands[i].name);
    str near = str_nearest(str_of(name), names, sizeof names / sizeof *names);
    fprintf(stderr, "error: there is no command \"%s\"", name);
    if (near.n)
        fprintf(stderr, "; did you mean \"%.*s\"?", STR_ARG(near));
    fputs("\n  \"ijkpunt --help\" lists the commands\n", stderr);
    return EXIT_INPUT;
}

int main(int argc, char **argv)
{
    opterr = 0; /* commands say it themselves, see cmd_bad_option */
    if (argc < 2) {
        usage(stderr);
        return EXIT_INPUT;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0) {
        usage(stdout);
        return EXIT_OK;
    }
    if (strcmp(argv[1], "--version") == 0) {
        puts("ijkpunt " IJK_VERSION);
        return EXIT_OK;
    }
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        if (strcmp(argv[1], commands[i].name) == 0)
            return commands[i].run(argc - 1, argv + 1);
    return unknown(argv[1]);
}
