#include "app/cmd.h"

#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum exit_status cmd_status(enum err_code code)
{
    static const uint8_t status[ERR_CODE_COUNT] = {
        [ERR_NONE] = EXIT_OK,     [ERR_SYNTAX] = EXIT_INPUT, [ERR_TYPE] = EXIT_INPUT,
        [ERR_VALUE] = EXIT_INPUT, [ERR_NAME] = EXIT_INPUT,   [ERR_RULE] = EXIT_MODEL,
        [ERR_MODEL] = EXIT_MODEL, [ERR_NOTFOUND] = EXIT_IO,  [ERR_CONFLICT] = EXIT_INPUT,
        [ERR_LIMIT] = EXIT_INPUT, [ERR_USAGE] = EXIT_INPUT,  [ERR_IO] = EXIT_IO,
    };
    return status[code];
}

bool cmd_has_colour(int fd)
{
    const char *no = getenv("NO_COLOR");
    const char *term = getenv("TERM");
    return !(no && *no) && isatty(fd) && term && strcmp(term, "dumb") != 0;
}

static void print_one(const struct err *e, const char *word, const char *colour)
{
    struct arena mem;
    arena_init(&mem, 64 * 1024);
    str text = err_format(&mem, e);
    bool lit = cmd_has_colour(STDERR_FILENO);
    fprintf(stderr, "%s%s%s: %.*s\n", lit ? colour : "", word, lit ? "\033[0m" : "",
            STR_ARG(text));
    arena_release(&mem);
}

void cmd_print_error(const struct err *e)
{
    print_one(e, "error", "\033[1;31m");
}

void cmd_print_findings(const struct findings *f)
{
    static const struct {
        const char *word, *colour;
    } kinds[] = {
        [SEVERITY_ERROR] = { "error", "\033[1;31m" },
        [SEVERITY_WARNING] = { "warning", "\033[1;33m" },
        [SEVERITY_INFO] = { "note", "\033[1;34m" },
    };
    for (const struct finding *one = f->first; one; one = one->next)
        print_one(&one->err, kinds[one->severity].word, kinds[one->severity].colour);
    if (f->dropped)
        fprintf(stderr, "and %u more\n", f->dropped);
}

int cmd_fail(const struct err *e)
{
    cmd_print_error(e);
    return (int)cmd_status(e->code);
}

int cmd_usage_error(const char *command, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    fputs("error: ", stderr);
    vfprintf(stderr, fmt, ap);
    va_end(ap);
    fprintf(stderr, "\n  \"ijkpunt %s --help\" shows how it is used\n", command);
    return EXIT_INPUT;
}

int cmd_bad_option(char **argv)
{
    return cmd_usage_error(argv[0], "\"%s\" is not an option here, or lacks its value",
                           argv[optind - 1]);
}

int cmd_print(str s)
{
    if (fwrite(s.at, 1, s.n, stdout) == s.n && fflush(stdout) == 0)
        return EXIT_OK;
    struct err e = { 0 };
    err_set(&e, ERR_IO, "could not write to standard output");
    return cmd_fail(&e);
}

int cmd_help(const char *text)
{
    return cmd_print(str_of(text));
}

const struct dmn_model *cmd_load_model(struct arena *mem, const char *path, bool lenient,
                                       bool quiet, int *status)
{
    str bytes;
    struct arena file; /* the text of the model is not kept with the model */
    struct err err = { 0 };
    struct findings findings;
    const struct dmn_model *m = NULL;
    struct dmn_options options = { .file = str_of(path),
                                   .lenient = lenient,
                                   .loader = &files_loader };
    arena_init(&file, MODEL_MEMORY_MAX);
    findings_init(&findings, mem);
    if (files_read(&file, path, MODEL_FILE_MAX, &bytes, &err)) {
        m = dmn_load(mem, bytes, &options, &findings);
        if (!m || !quiet)
            cmd_print_findings(&findings);
        *status = m ? EXIT_OK : EXIT_MODEL;
    } else {
        *status = cmd_fail(&err);
    }
    arena_release(&file);
    return m;
}

bool cmd_read_json(struct arena *mem, const char *path, struct json *out, int *status)
{
    str bytes;
    struct err err = { 0 };
    if (files_read(mem, path, INPUT_FILE_MAX, &bytes, &err) &&
        json_parse(mem, bytes, out, &err))
        return true;
    err_at(&err, str_of(strcmp(path, "-") == 0 ? "standard input" : path), err.line,
           err.col);
    *status = cmd_fail(&err);
    return false;
}
