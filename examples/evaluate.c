/*
 * evaluate.c - run a decision of a DMN model from a program of your own.
 *
 *     cc evaluate.c $(pkg-config --cflags --libs ijkpunt) -o evaluate
 *     ./evaluate MODEL.dmn DECISION FACTS.json
 *
 * Prints what the model asks, the outcome, the facts that are missing when that
 * is unknown, and why it is so. It is C and also C++.
 */
#include <ijkpunt.h>
#include <stdio.h>
#include <stdlib.h>

/* All of a file; the caller frees it. NULL when it cannot be read. */
static char *read_file(const char *path, size_t *n)
{
    FILE *f = fopen(path, "rb");
    char *bytes = NULL;
    long size;
    if (f && fseek(f, 0, SEEK_END) == 0 && (size = ftell(f)) >= 0) {
        rewind(f);
        bytes = (char *)malloc((size_t)size + 1);
        *n = bytes ? fread(bytes, 1, (size_t)size, f) : 0;
    }
    if (f)
        fclose(f);
    if (!bytes)
        fprintf(stderr, "cannot read %s\n", path);
    return bytes;
}

static void print_error(const struct ijk_error *e)
{
    fprintf(stderr, "%s error: %s\n", ijk_code_word(e->code), e->message);
    if (e->line)
        fprintf(stderr, "  at %s:%d:%d\n", e->file, e->line, e->column);
    if (e->place[0])
        fprintf(stderr, "  in %s\n", e->place);
    if (e->hint[0])
        fprintf(stderr, "  %s\n", e->hint);
}

/* A model is loaded once. Everything that is wrong with it is told at once. */
static struct ijk_model *load(const char *path)
{
    struct ijk_options options = IJK_OPTIONS;
    struct ijk_findings *findings = NULL;
    struct ijk_error one;
    enum ijk_severity severity;
    size_t n;
    char *bytes = read_file(path, &n);
    if (!bytes)
        return NULL;
    options.file = path;
    struct ijk_model *model = ijk_load(bytes, n, &options, &findings, NULL);
    for (size_t i = 0; ijk_findings_get(findings, i, &severity, &one); i++)
        print_error(&one);
    ijk_findings_free(findings);
    free(bytes);
    return model;
}

static void print_inputs(const struct ijk_model *model)
{
    const struct ijk_element *e;
    for (size_t i = 0; (e = ijk_at(model, IJK_INPUT, i)) != NULL; i++)
        printf("input %s: %s\n", ijk_element_name(e), ijk_element_type(e));
}

/* A session holds one evaluation at a time; use it again for the next. */
static bool evaluate(struct ijk_session *session, const struct ijk_element *decision,
                     const char *facts, size_t n)
{
    const struct ijk_value *outcome;
    struct ijk_error err;
    const char *fact;
    ijk_session_explain(session, true);
    ijk_reset(session);
    if (!ijk_set_inputs(session, facts, n, &err) ||
        !ijk_evaluate(session, decision, &outcome, &err)) {
        print_error(&err);
        return false;
    }
    printf("%s = %s\n", ijk_element_name(decision), ijk_get_json(session, outcome, NULL));
    for (size_t i = 0; (fact = ijk_unknown(session, outcome, i)) != NULL; i++)
        printf("missing: %s\n", fact);
    printf("because: %s\n", ijk_trace_json(session, NULL));
    return true;
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fprintf(stderr, "usage: evaluate MODEL.dmn DECISION FACTS.json\n");
        return 2;
    }
    size_t n = 0;
    bool ok = false;
    char *facts = read_file(argv[3], &n);
    struct ijk_model *model = facts ? load(argv[1]) : NULL;
    if (model) {
        const struct ijk_element *decision = ijk_find(model, IJK_DECISION, argv[2]);
        struct ijk_session *session = ijk_session_new(model);
        print_inputs(model);
        if (decision)
            ok = evaluate(session, decision, facts, n);
        else
            fprintf(stderr, "the model has no decision \"%s\"\n", argv[2]);
        ijk_session_free(session);
        ijk_model_free(model);
    }
    free(facts);
    return ok ? 0 : 1;
}
