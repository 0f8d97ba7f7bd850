#include "app/cmd.h"

#include <dirent.h>
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "app/clock.h"
#include "app/tck_run.h"

enum {
    FOLDER_DEPTH_MAX = 8,
    FAILURES_SHOWN_BYTES = 400, /* of one failure */
};

static const char tck_usage[] =
    "usage: ijkpunt tck FOLDER [--csv FILE]\n"
    "\n"
    "Run the test files of the DMN Technology Compatibility Kit (*-test-*.xml) in\n"
    "FOLDER and the folders in it. Prints each failure, and the totals per level and\n"
    "per label; those of cases that expect something else than null stand apart.\n"
    "\n"
    "  --csv FILE   also write one line per case, in the TCK's layout for results\n"
    "\n"
    "Example: ijkpunt tck tck/TestCases --csv tck_results.csv\n";

struct tally {
    str name;
    size_t passed, total;             /* all cases */
    size_t value_passed, value_total; /* those that expect a value */
};

struct tallies {
    struct tally *at;
    size_t n, cap;
};

struct suite {
    struct arena *mem;
    FILE *csv; /* NULL: not asked for */
    struct tally all;
    struct tallies level, label;
    str folder, name; /* of the test file: as the CSV has them */
    str of_level;
    struct moment now;
    struct tck_runner runner;
};

static void count(struct tally *t, const struct tck_outcome *o)
{
    t->total++;
    t->passed += o->passed;
    t->value_total += o->has_value;
    t->value_passed += o->has_value && o->passed;
}

static struct tally *tally_of(struct suite *s, struct tallies *all, str name)
{
    for (size_t i = 0; i < all->n; i++)
        if (str_eq(all->at[i].name, name))
            return &all->at[i];
    if (all->n == all->cap) {
        size_t cap = all->cap ? all->cap * 2 : 64;
        struct tally *more = arena_new(s->mem, struct tally, cap);
        if (all->n)
            memcpy(more, all->at, all->n * sizeof *more);
        all->at = more;
        all->cap = cap;
    }
    struct tally *t = &all->at[all->n++];
    t->name = arena_str(s->mem, name);
    return t;
}

static void put_csv(FILE *f, str s, const char *after)
{
    fputc('"', f);
    for (size_t i = 0; i < s.n; i++) {
        char c = s.at[i];
        if (c == '"')
            fputc('"', f);
        fputc(c == '\n' || c == '\r' ? ' ' : c, f);
    }
    fprintf(f, "\"%s", after);
}

static void on_case(void *ctx, const struct tck_outcome *o)
{
    struct suite *s = ctx;
    count(&s->all, o);
    count(tally_of(s, &s->level, s->of_level), o);
    for (size_t i = 0; i < o->file->n_label; i++)
        count(tally_of(s, &s->label, o->file->label[i]), o);
    str why = o->passed ? STR("") : o->why;
    size_t shown = why.n < FAILURES_SHOWN_BYTES ? why.n : FAILURES_SHOWN_BYTES;
    while (shown < why.n && ((unsigned char)why.at[shown] & 0xC0) == 0x80)
        shown--;
    if (!o->passed)
        printf("%.*s %.*s: %.*s%s\n", STR_ARG(s->name), STR_ARG(o->id),
               STR_ARG(str_slice(why, 0, shown)), shown < why.n ? "..." : "");
    if (!s->csv)
        return;
    put_csv(s->csv, s->folder, ",");
    put_csv(s->csv, s->name, ",");
    put_csv(s->csv, o->id, ",");
    put_csv(s->csv, o->passed ? STR("SUCCESS") : STR("ERROR"), ",");
    put_csv(s->csv, why, "\n");
}

/* ---- folders ---- */

static int is_visible(const struct dirent *d)
{
    return d->d_name[0] != '.';
}

static bool is_test(str name)
{
    return str_ends(name, STR(".xml")) && str_find(name, STR("-test-"), 0) != SIZE_MAX;
}

/* The results of the kit name a folder from its level on. */
static void name_test(struct suite *s, const char *path, str file)
{
    str folder = str_slice(str_of(path), 0, strlen(path) - file.n);
    char *real = realpath(arena_cstr(s->mem, folder.n ? folder : STR(".")), NULL);
    str full = real ? arena_str(s->mem, str_of(real)) : folder;
    free(real);
    size_t level = str_find(full, STR("compliance-level-"), 0);
    s->folder = level == SIZE_MAX ? str_trim(folder) : str_slice(full, level, full.n);
    s->of_level = str_slice(s->folder, 0, str_find(s->folder, STR("/"), 0));
    s->name = str_slice(file, 0, file.n - sizeof ".xml" + 1);
}

static bool run_folder(struct suite *s, const char *path, int depth, struct err *err);

static bool run_entry(struct suite *s, const char *path, const char *name, int depth,
                      struct err *err)
{
    struct stat st;
    if (stat(path, &st) < 0)
        return err_set(err, ERR_IO, "could not read \"%s\": %s", path, strerror(errno));
    if (S_ISDIR(st.st_mode))
        return depth >= FOLDER_DEPTH_MAX || run_folder(s, path, depth + 1, err);
    if (!is_test(str_of(name)))
        return true;
    name_test(s, path, str_of(name));
    return tck_run(&s->runner, path, err);
}

static bool run_folder(struct suite *s, const char *path, int depth, struct err *err)
{
    struct dirent **list;
    int n = scandir(path, &list, is_visible, alphasort);
    bool ok = n >= 0;
    if (!ok)
        err_set(err, ERR_IO, "could not open folder \"%s\": %s", path, strerror(errno));
    for (int i = 0; i < n; i++) {
        if (ok) {
            str inner = arena_printf(s->mem, "%s/%s", path, list[i]->d_name);
            ok = run_entry(s, inner.at, list[i]->d_name, depth, err);
        }
        free(list[i]);
    }
    if (n >= 0)
        free(list);
    return ok;
}

/* ---- totals ---- */

/* A share in percent with two decimals, cut off: 100.00 means all. */
static void put_share(size_t passed, size_t total)
{
    size_t share = total ? passed * 10000 / total : 10000;
    printf("%6zu /%6zu %4zu.%02zu %%", passed, total, share / 100, share % 100);
}

static void put_tally(const struct tally *t)
{
    put_share(t->passed, t->total);
    printf("   ");
    put_share(t->value_passed, t->value_total);
    printf("   %.*s\n", STR_ARG(t->name));
}

static int by_name(const void *a, const void *b)
{
    return str_cmp(((const struct tally *)a)->name, ((const struct tally *)b)->name);
}

static void put_tallies(struct tallies *all, const char *title)
{
    if (all->n == 0)
        return;
    qsort(all->at, all->n, sizeof *all->at, by_name);
    printf("\n%-24s   %-24s   %s\n", "all cases", "that expect a value", title);
    for (size_t i = 0; i < all->n; i++)
        put_tally(&all->at[i]);
}

static bool run_all(struct suite *s, const char *folder, const char *csv, struct err *err)
{
    s->now = clock_now();
    s->runner.now = &s->now;
    s->csv = csv ? fopen(csv, "w") : NULL;
    if (csv && !s->csv)
        return err_set(err, ERR_IO, "could not write \"%s\": %s", csv, strerror(errno));
    bool ok = run_folder(s, folder, 0, err);
    bool written = !s->csv || !ferror(s->csv);
    if (s->csv)
        written = fclose(s->csv) == 0 && written;
    return written ? ok : err_set(err, ERR_IO, "could not write \"%s\"", csv);
}

int cmd_tck(int argc, char **argv)
{
    static const struct option options[] = { { "csv", required_argument, NULL, 'c' },
                                             { "help", no_argument, NULL, 'h' },
                                             { 0 } };
    const char *csv = NULL;
    for (int o; (o = getopt_long(argc, argv, "h", options, NULL)) != -1;) {
        if (o != 'c')
            return o == 'h' ? cmd_help(tck_usage) : cmd_bad_option(argv);
        csv = optarg;
    }
    if (optind + 1 != argc)
        return cmd_usage_error("tck", "one folder expected");
    struct arena mem;
    struct err err = { 0 };
    arena_init(&mem, 64 * 1024 * 1024);
    struct suite s = { .mem = &mem, .all = { .name = STR("all levels") } };
    s.runner = (struct tck_runner){ .report = on_case, .ctx = &s };
    bool ok = run_all(&s, argv[optind], csv, &err);
    int status = ok ? s.all.passed < s.all.total : cmd_fail(&err);
    put_tallies(&s.label, "label");
    put_tallies(&s.level, "level");
    if (s.all.total)
        put_tally(&s.all);
    else if (ok)
        fprintf(stderr, "ijkpunt tck: no test files in \"%s\"\n", argv[optind]);
    arena_release(&mem);
    return ok && s.all.total == 0 ? EXIT_INPUT : status;
}
