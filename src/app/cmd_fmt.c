#include "app/cmd.h"

#include <getopt.h>
#include <stdio.h>

#include "dmn/canon.h"
#include "dmn/print.h"

static const char fmt_usage[] =
    "usage: ijkpunt fmt MODEL.dmn... [--write | --check | --table | --markdown]\n"
    "\n"
    "Print a DMN model in canonical form: fixed order of attributes and parts, two\n"
    "spaces per level, so that a diff shows only what changed. Nothing is lost.\n"
    "\n"
    "  --write      put the result in the file itself\n"
    "  --check      print the names of files that are not canonical; exit status 1\n"
    "  --table      print the decision tables as aligned text instead\n"
    "  --markdown   print them as Markdown\n"
    "\n"
    "Example: ijkpunt fmt --table model.dmn\n";

enum action { FMT_PRINT, FMT_WRITE, FMT_CHECK, FMT_TABLE, FMT_MARKDOWN };

static int put(enum action action, const char *path, str before, str after)
{
    struct err err = { 0 };
    switch (action) {
    case FMT_WRITE:
        if (!str_eq(before, after) && !files_write(path, after, &err))
            return cmd_fail(&err);
        return EXIT_OK;
    case FMT_CHECK:
        if (str_eq(before, after))
            return EXIT_OK;
        printf("%s\n", path);
        return EXIT_FINDINGS;
    default:
        return cmd_print(after);
    }
}

static int format(struct arena *mem, enum action action, const char *path)
{
    struct err err = { 0 };
    struct findings findings;
    struct sbuf b;
    str bytes;
    findings_init(&findings, mem);
    sbuf_init(&b, mem);
    if (!files_read(mem, path, XML_BYTES_MAX, &bytes, &err))
        return cmd_fail(&err);
    const struct doc *doc = doc_read(mem, str_of(path), bytes, &findings);
    bool tables = action == FMT_TABLE || action == FMT_MARKDOWN;
    if (!doc || (tables && findings.errors)) {
        cmd_print_findings(&findings);
        return EXIT_MODEL;
    }
    if (tables)
        print_tables(&b, doc, action == FMT_TABLE ? PRINT_TEXT : PRINT_MARKDOWN);
    else
        canon_write(&b, &doc->xml);
    return put(action, path, bytes, sbuf_str(&b));
}

int cmd_fmt(int argc, char **argv)
{
    static const struct option options[] = { { "write", no_argument, NULL, FMT_WRITE },
                                             { "check", no_argument, NULL, FMT_CHECK },
                                             { "table", no_argument, NULL, FMT_TABLE },
                                             { "markdown", no_argument, NULL,
                                               FMT_MARKDOWN },
                                             { "help", no_argument, NULL, 'h' },
                                             { 0 } };
    int action = FMT_PRINT, status = EXIT_OK;
    for (int o; (o = getopt_long(argc, argv, "h", options, NULL)) != -1;) {
        if (o == 'h' || o == '?')
            return o == 'h' ? cmd_help(fmt_usage) : cmd_bad_option(argv);
        if (action != FMT_PRINT)
            return cmd_usage_error("fmt", "these options do not go together");
        action = o;
    }
    if (optind == argc || (action == FMT_WRITE && str_is(str_of(argv[optind]), "-")))
        return cmd_usage_error("fmt", "a model expected: one file or more");
    for (int i = optind; i < argc; i++) {
        struct arena mem;
        arena_init(&mem, MODEL_MEMORY_MAX);
        int one = format(&mem, (enum action)action, argv[i]);
        status = one > status ? one : status;
        arena_release(&mem);
    }
    return status;
}
