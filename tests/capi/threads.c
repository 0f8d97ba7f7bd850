/* threads ROOT   eight threads, one model: every outcome and every trace is the one that a
 * single thread gives. Prints TAP. Made to run under ThreadSanitizer too. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ijkpunt.h"

enum { THREADS = 8, CASES = 60, ROUNDS = 5 };

static const char decision[] = "eindUren";

struct shared {
    struct ijk_model *model;
    const char *bytes;
    size_t n_bytes;
    char *facts[CASES];
    char *outcome[CASES], *why[CASES]; /* by a single thread */
};

struct worker {
    pthread_t thread;
    struct shared *shared;
    int number, wrong;
};

static void die(const char *what, const char *why)
{
    printf("Bail out! %s: %s\n", what, why);
    exit(1);
}

static char *read_file(const char *root, const char *name, size_t *n)
{
    char path[1000];
    snprintf(path, sizeof path, "%s/tests/perf/data/%s", root, name);
    FILE *f = fopen(path, "rb");
    if (!f || fseek(f, 0, SEEK_END) != 0)
        die(path, "cannot be read");
    *n = (size_t)ftell(f);
    rewind(f);
    char *bytes = malloc(*n + 1);
    if (!bytes || fread(bytes, 1, *n, f) != *n)
        die(path, "cannot be read");
    bytes[*n] = '\0';
    fclose(f);
    return bytes;
}

/* The first objects of a JSON array of flat objects. */
static void cut_facts(struct shared *s, char *json)
{
    for (int i = 0; i < CASES; i++) {
        char *from = strchr(json, '{'), *to = from ? strchr(from, '}') : NULL;
        if (!to)
            die("cases.json", "too few cases");
        s->facts[i] = strndup(from, (size_t)(to + 1 - from));
        json = to + 1;
    }
}

static const char *evaluate(struct ijk_session *session, const struct ijk_element *e,
                            const char *facts)
{
    const char *outcome = ijk_run_json(session, e, facts, strlen(facts), NULL, NULL);
    return outcome ? outcome : "failed";
}

static void run_alone(struct shared *s)
{
    struct ijk_session *session = ijk_session_new(s->model);
    const struct ijk_element *e = ijk_find(s->model, IJK_DECISION, decision);
    ijk_session_explain(session, true);
    for (int i = 0; i < CASES; i++) {
        s->outcome[i] = strdup(evaluate(session, e, s->facts[i]));
        if (strcmp(s->outcome[i], "failed") == 0)
            die(s->facts[i], "has no outcome");
        s->why[i] = strdup(ijk_trace_json(session, NULL));
    }
    ijk_session_free(session);
}

static int run_cases(struct shared *s, struct ijk_model *model, int first)
{
    int wrong = 0;
    struct ijk_session *session = ijk_session_new(model);
    const struct ijk_element *e = ijk_find(model, IJK_DECISION, decision);
    ijk_session_explain(session, true);
    for (int k = 0; k < CASES * ROUNDS; k++) {
        int i = (k + first) % CASES;
        wrong += strcmp(evaluate(session, e, s->facts[i]), s->outcome[i]) != 0;
        wrong += strcmp(ijk_trace_json(session, NULL), s->why[i]) != 0;
    }
    ijk_session_free(session);
    return wrong;
}

/* On the shared model, then on one of its own: models may be loaded at the same time. */
static void *work(void *context)
{
    struct worker *w = context;
    struct shared *s = w->shared;
    w->wrong = run_cases(s, s->model, w->number * 7);
    struct ijk_model *own = ijk_load(s->bytes, s->n_bytes, NULL, NULL, NULL);
    w->wrong += own ? run_cases(s, own, 0) : 1;
    ijk_model_free(own);
    ijk_model_free(s->model); /* its share */
    return NULL;
}

int main(int argc, char **argv)
{
    struct shared s = { 0 };
    struct worker worker[THREADS] = { 0 };
    size_t n;
    const char *root = argc > 1 ? argv[1] : ".";
    char *json = read_file(root, "cases.json", &n);
    char *model = read_file(root, "wmo.dmn", &s.n_bytes);
    s.bytes = model;
    s.model = ijk_load(s.bytes, s.n_bytes, NULL, NULL, NULL);
    if (!s.model)
        die("wmo.dmn", "does not load");
    cut_facts(&s, json);
    run_alone(&s);
    printf("1..%d\n", THREADS);
    for (int i = 0; i < THREADS; i++) {
        worker[i] = (struct worker){ .shared = &s, .number = i };
        ijk_model_keep(s.model);
    }
    ijk_model_free(s.model); /* the threads have it now */
    for (int i = 0; i < THREADS; i++)
        if (pthread_create(&worker[i].thread, NULL, work, &worker[i]) != 0)
            die("pthread_create", "no thread");
    int failed = 0;
    for (int i = 0; i < THREADS; i++) {
        pthread_join(worker[i].thread, NULL);
        printf("%s %d - thread %d agrees with one alone\n",
               worker[i].wrong ? "not ok" : "ok", i + 1, i);
        failed += worker[i].wrong != 0;
    }
    for (int i = 0; i < CASES; i++) {
        free(s.facts[i]);
        free(s.outcome[i]);
        free(s.why[i]);
    }
    free(json);
    free(model);
    return failed != 0;
}
