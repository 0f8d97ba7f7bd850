/*
 * cmd.h - the commands of the program, one file each, and what they share.
 *
 * A command gets its own arguments (argv[0] is its name) and returns the exit
 * status: 0 ok, 1 findings, 2 bad usage or input, 3 bad model, 4 I/O.
 */
#ifndef IJK_APP_CMD_H
#define IJK_APP_CMD_H

#include "app/files.h"
#include "dmn/model.h"

enum exit_status {
    EXIT_OK = 0,
    EXIT_FINDINGS = 1,
    EXIT_INPUT = 2, /* bad usage or bad input */
    EXIT_MODEL = 3,
    EXIT_IO = 4,
};

enum {
    MODEL_FILE_MAX = 64 * 1024 * 1024,
    MODEL_MEMORY_MAX = 1024 * 1024 * 1024,
    INPUT_FILE_MAX = 64 * 1024 * 1024,
};

/* The commands: argv[0] is the name of the command; the result is an exit status. */
int cmd_check(int argc, char **argv);
int cmd_decide(int argc, char **argv);
int cmd_eval(int argc, char **argv);
int cmd_feel(int argc, char **argv);
int cmd_fmt(int argc, char **argv);
int cmd_tck(int argc, char **argv);

/* The one place that maps an error to an exit status. */
enum exit_status cmd_status(enum err_code code);

/* Print an error on standard error, as `ijkpunt: file:line:col: place: message`. */
void cmd_print_error(const struct err *e);

/* Print all findings on standard error, errors first told apart by a word. */
void cmd_print_findings(const struct findings *f);

/* Print an error and return its exit status, to `return cmd_fail(...)`. */
int cmd_fail(const struct err *e);

/* Print the help text that was asked for. */
int cmd_help(const char *text);

/* A wrong call: message, how to get help, EXIT_INPUT. */
int cmd_usage_error(const char *command, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* The option that getopt_long has just refused (opterr is 0 in the whole program). */
int cmd_bad_option(char **argv);

/* Write all of `s` to standard output; EXIT_IO when that fails. */
int cmd_print(str s);

/* Colour for a stream: only on a terminal, never with NO_COLOR. */
bool cmd_has_colour(int fd);

/* Load a model from a file with its imports; on failure the findings are printed,
 * *status is set and NULL returned. Warnings are printed too unless `quiet`. */
const struct dmn_model *cmd_load_model(struct arena *mem, const char *path, bool lenient,
                                       bool quiet, int *status);

/* Read and parse JSON from a file or "-"; false after printing why. */
bool cmd_read_json(struct arena *mem, const char *path, struct json *out, int *status);

#endif
