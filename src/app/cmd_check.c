#include "app/cmd.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "dmn/verify.h"

static const char check_usage[] =
    "usage: ijkpunt check MODEL.dmn... [--json]\n"
    "\n"
    "Check models without running them: everything that does not load, and of each "
    "decision\n"
    "table the inputs that no rule covers, the rules that contradict each other, and the "
    "rules\n"
    "and cells that can never matter. At most 50 findings are shown.\n"
    "\n"
    "  --json   print the findings, and what was proved of each table, as JSON\n"
    "\n"
    "Exit status: 0 nothing found (notes aside), 1 findings, 3 a model that does not "
    "load.\n"
    "docs/check.md explains each finding.\n"
    "\n"
    "Example: ijkpunt check model.dmn\n";

struct checked {
    const char *path;
    struct findings findings;
    const struct dmn_model *model; /* NULL: does not load */
    struct verify_report report;
    bool unread; /* the file itself could not be read: `findings` says why */
};

struct check {
    struct sbuf out;
    struct arena *mem;
    bool json, colour;
    unsigned shown, hidden;
    unsigned count[3]; /* findings by severity */
    size_t tables, cover[VERIFY_TOO_LARGE + 1];
    int status;
};

static void check_file(struct check *k, const char *path, struct checked *out)
{
    struct dmn_options options = { .file = str_of(path), .loader = &files_loader };
    struct err err = { 0 };
    str bytes;
    *out = (struct checked){ .path = path };
    findings_init(&out->findings, k->mem);
    if (!files_read(k->mem, path, MODEL_FILE_MAX, &bytes, &err)) {
        *findings_add(&out->findings, SEVERITY_ERROR, err.code, "%s", err.msg) = err;
        out->unread = true;
        return;
    }
    out->model = dmn_load(k->mem, bytes, &options, &out->findings);
    if (out->model)
        dmn_verify(k->mem, out->model, &out->findings, &out->report);
}

static int status_of(const struct checked *c)
{
    if (c->unread)
        return (int)cmd_status(c->findings.first->err.code);
    if (!c->model)
        return EXIT_MODEL;
    for (const struct finding *f = c->findings.first; f; f = f->next)
        if (f->severity != SEVERITY_INFO)
            return EXIT_FINDINGS;
    return EXIT_OK;
}

static void count(struct check *k, const struct checked *c)
{
    int status = status_of(c);
    k->status = status > k->status ? status : k->status;
    k->hidden += c->findings.dropped;
    for (const struct finding *f = c->findings.first; f; f = f->next)
        k->count[f->severity]++;
    k->tables += c->report.n_table;
    for (size_t i = 0; i < c->report.n_table; i++)
        k->cover[c->report.table[i].cover]++;
}

static int by_place(const void *a, const void *b)
{
    const struct finding *x = *(const struct finding *const *)a;
    const struct finding *y = *(const struct finding *const *)b;
    int file = strcmp(x->err.file, y->err.file);
    if (file)
        return file;
    if (x->err.line != y->err.line)
        return x->err.line < y->err.line ? -1 : 1;
    return (x->err.col > y->err.col) - (x->err.col < y->err.col);
}

/* In the order of the file, as many as are still to be shown. */
static const struct finding **sorted(struct check *k, const struct findings *f, size_t *n)
{
    const struct finding **at = arena_new(k->mem, const struct finding *, f->n + 1);
    *n = 0;
    for (const struct finding *one = f->first; one; one = one->next)
        at[(*n)++] = one;
    if (*n)
        qsort(at, *n, sizeof *at, by_place);
    if (k->shown + *n > FINDINGS_MAX) {
        k->hidden += k->shown + (unsigned)*n - FINDINGS_MAX;
        *n = FINDINGS_MAX - k->shown;
    }
    k->shown += (unsigned)*n;
    return at;
}

/* ---- for people ---- */

static const struct {
    const char *word, *colour;
} kinds[] = {
    [SEVERITY_ERROR] = { "error", "\033[1;31m" },
    [SEVERITY_WARNING] = { "warning", "\033[1;33m" },
    [SEVERITY_INFO] = { "note", "\033[1;34m" },
};

static void put_finding(struct check *k, const struct checked *c, const struct finding *f)
{
    const struct err *e = &f->err;
    sbuf_printf(&k->out, "  %s%s%s ", k->colour ? kinds[f->severity].colour : "",
                kinds[f->severity].word, k->colour ? "\033[0m" : "");
    if (e->file[0] && strcmp(e->file, c->path) != 0)
        sbuf_printf(&k->out, "%s ", e->file);
    if (e->line)
        sbuf_printf(&k->out, "line %d", e->line);
    if (e->line && e->col)
        sbuf_printf(&k->out, ", column %d", e->col);
    sbuf_printf(&k->out, "%s%s%s%s\n", e->line ? ": " : "", e->place,
                e->place[0] ? ": " : "", e->msg);
    if (e->hint[0])
        sbuf_printf(&k->out, "    %s\n", e->hint);
}

static void put_count(struct sbuf *b, size_t n, const char *one, const char *many)
{
    sbuf_printf(b, "%zu %s", n, n == 1 ? one : many);
}

static void put_covers(struct check *k, const size_t *cover)
{
    static const char *const word[] = { "complete",  "with a default", "need no rule",
                                        "with gaps", "not decided",    "too large" };
    const char *before = ": ";
    for (size_t i = 0; i <= VERIFY_TOO_LARGE; i++) {
        if (!cover[i])
            continue;
        sbuf_printf(&k->out, "%s%zu %s", before, cover[i], word[i]);
        before = ", ";
    }
}

static void put_file(struct check *k, const struct checked *c)
{
    size_t n, cover[VERIFY_TOO_LARGE + 1] = { 0 };
    const struct finding **f = sorted(k, &c->findings, &n);
    sbuf_printf(&k->out, "%s%s%s\n", k->colour ? "\033[1m" : "", c->path,
                k->colour ? "\033[0m" : "");
    for (size_t i = 0; i < n; i++)
        put_finding(k, c, f[i]);
    for (size_t i = 0; i < c->report.n_table; i++)
        cover[c->report.table[i].cover]++;
    if (!c->model) {
        sbuf_raw(&k->out, "  does not load\n");
        return;
    }
    sbuf_raw(&k->out, "  ");
    put_count(&k->out, c->report.n_table, "decision table", "decision tables");
    put_covers(k, cover);
    sbuf_raw(&k->out, "\n");
}

static void put_summary(struct check *k, int files)
{
    put_count(&k->out, (size_t)files, "file", "files");
    sbuf_raw(&k->out, ", ");
    put_count(&k->out, k->count[SEVERITY_ERROR], "error", "errors");
    sbuf_raw(&k->out, ", ");
    put_count(&k->out, k->count[SEVERITY_WARNING], "warning", "warnings");
    sbuf_raw(&k->out, ", ");
    put_count(&k->out, k->count[SEVERITY_INFO], "note", "notes");
    if (k->hidden)
        sbuf_printf(&k->out, "; %u not shown", k->hidden);
    sbuf_raw(&k->out, "\n");
}

/* ---- for programs ---- */

static void put_text(struct sbuf *b, const char *key, str text)
{
    sbuf_printf(b, ",\"%s\":", key);
    sbuf_json(b, text);
}

static void json_finding(struct check *k, const struct finding *f)
{
    const struct err *e = &f->err;
    sbuf_printf(&k->out, "{\"severity\":\"%s\"", kinds[f->severity].word);
    put_text(&k->out, "code", str_of(err_word(e->code)));
    put_text(&k->out, "file", str_of(e->file));
    sbuf_printf(&k->out, ",\"line\":%d,\"column\":%d", e->line, e->col);
    put_text(&k->out, "place", str_of(e->place));
    put_text(&k->out, "message", str_of(e->msg));
    put_text(&k->out, "hint", str_of(e->hint));
    sbuf_raw(&k->out, "}");
}

static void json_table(struct check *k, const struct verify_table *t)
{
    sbuf_raw(&k->out, "{\"element\":");
    sbuf_json(&k->out, t->node->name);
    sbuf_printf(&k->out, ",\"line\":%d", t->table->where->line);
    put_text(&k->out, "hit_policy",
             str_of(doc_hit_policy_name(t->table->doc->hit_policy)));
    sbuf_printf(&k->out, ",\"inputs\":%zu,\"rules\":%zu", t->table->n_input,
                t->table->n_rule);
    put_text(&k->out, "cover", str_of(verify_cover_name(t->cover)));
    sbuf_printf(&k->out, ",\"gaps\":%u,\"overlaps\":%u,\"dead\":%u", t->gaps, t->overlaps,
                t->dead);
    if (t->why.n)
        put_text(&k->out, "why", t->why);
    sbuf_raw(&k->out, "}");
}

static void json_file(struct check *k, const struct checked *c)
{
    size_t n;
    const struct finding **f = sorted(k, &c->findings, &n);
    sbuf_raw(&k->out, "{\"file\":");
    sbuf_json(&k->out, str_of(c->path));
    sbuf_printf(&k->out, ",\"loads\":%s,\"findings\":[", c->model ? "true" : "false");
    for (size_t i = 0; i < n; i++) {
        sbuf_put(&k->out, i ? STR(",\n  ") : STR("\n  "));
        json_finding(k, f[i]);
    }
    sbuf_raw(&k->out, "],\"tables\":[");
    for (size_t i = 0; i < c->report.n_table; i++) {
        sbuf_put(&k->out, i ? STR(",\n  ") : STR("\n  "));
        json_table(k, &c->report.table[i]);
    }
    sbuf_raw(&k->out, "]}");
}

static void json_summary(struct check *k)
{
    sbuf_printf(&k->out,
                "],\"errors\":%u,\"warnings\":%u,\"notes\":%u,\"not_shown\":%u}\n",
                k->count[SEVERITY_ERROR], k->count[SEVERITY_WARNING],
                k->count[SEVERITY_INFO], k->hidden);
}

static int check_all(struct check *k, char **path, int n)
{
    sbuf_init(&k->out, k->mem);
    if (k->json)
        sbuf_raw(&k->out, "{\"files\":[");
    for (int i = 0; i < n; i++) {
        struct checked c;
        check_file(k, path[i], &c);
        count(k, &c);
        if (k->json && i)
            sbuf_raw(&k->out, ",\n");
        if (k->json)
            json_file(k, &c);
        else
            put_file(k, &c);
    }
    if (k->json)
        json_summary(k);
    else
        put_summary(k, n);
    int written = cmd_print(sbuf_str(&k->out));
    return written ? written : k->status;
}

int cmd_check(int argc, char **argv)
{
    static const struct option options[] = { { "json", no_argument, NULL, 'j' },
                                             { "help", no_argument, NULL, 'h' },
                                             { 0 } };
    struct check k = { .colour = cmd_has_colour(STDOUT_FILENO) };
    for (int o; (o = getopt_long(argc, argv, "h", options, NULL)) != -1;) {
        if (o != 'j')
            return o == 'h' ? cmd_help(check_usage) : cmd_bad_option(argv);
        k.json = true;
    }
    if (optind == argc)
        return cmd_usage_error("check", "a model expected: one file or more");
    struct arena mem;
    arena_init(&mem, MODEL_MEMORY_MAX);
    k.mem = &mem;
    int status = check_all(&k, argv + optind, argc - optind);
    arena_release(&mem);
    return status;
}
