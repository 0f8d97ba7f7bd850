/* Loading and linking a large model: time, and memory in a process that does
 * nothing else. Argument: the model. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "dmn/model.h"

enum { ROUNDS = 15 };

static int64_t now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

/* The most memory this program ever had. getrusage would count its parent too. */
static size_t peak_bytes(void)
{
    char line[200];
    unsigned long kb = 0;
    FILE *f = fopen("/proc/self/status", "r");
    while (f && fgets(line, sizeof line, f))
        if (sscanf(line, "VmHWM: %lu kB", &kb) == 1)
            break;
    if (f)
        fclose(f);
    return (size_t)kb * 1024;
}

static str slurp(const char *path)
{
    FILE *f = fopen(path, "rb");
    if (!f || fseek(f, 0, SEEK_END) != 0)
        exit(2);
    size_t n = (size_t)ftell(f);
    rewind(f);
    char *at = malloc(n + 1);
    if (!at || fread(at, 1, n, f) != n)
        exit(2);
    fclose(f);
    return (str){ at, n };
}

/* Load once; how many bytes the model takes. */
static size_t load(str bytes, int64_t *took)
{
    struct arena mem;
    struct findings findings;
    struct dmn_options options = { .file = STR("groot.dmn") };
    arena_init(&mem, SIZE_MAX);
    findings_init(&findings, &mem);
    int64_t start = now();
    if (!dmn_load(&mem, bytes, &options, &findings)) {
        fprintf(stderr, "perf_load: %s\n", findings.first->err.msg);
        exit(2);
    }
    *took = now() - start;
    size_t used = arena_used(&mem);
    arena_release(&mem);
    return used;
}

static int compare_times(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* `tenths` of a unit, with its promise. */
static bool report(const char *name, int64_t tenths, const char *unit, int64_t most)
{
    printf("%-44s %8lld.%lld %s", name, (long long)(tenths / 10),
           (long long)(tenths % 10), unit);
    if (most)
        printf("   promised under %lld", (long long)most);
    printf("\n");
    return !most || tenths < most * 10;
}

int main(int argc, char **argv)
{
    int64_t took[ROUNDS];
    if (argc < 2)
        return 2;
    str bytes = slurp(argv[1]);
    size_t before = peak_bytes();
    size_t used = load(bytes, &took[0]);
    size_t after = peak_bytes();
    for (int i = 0; i < ROUNDS; i++)
        load(bytes, &took[i]);
    qsort(took, ROUNDS, sizeof *took, compare_times);
    int64_t n = (int64_t)bytes.n;
    printf("a model of %zu bytes, median of %d\n", bytes.n, ROUNDS);
    bool ok = report("load and link", took[ROUNDS / 2] / 100000, "ms", 50);
    ok &= report("peak memory for it, times the file", (int64_t)(after - before) * 10 / n,
                 "x", 10);
    report("of which the model keeps", (int64_t)used * 10 / n, "x", 0);
    report("peak memory of the process, times the file", (int64_t)after * 10 / n, "x", 0);
    return !ok;
}
