/*
 * replay FOLDER - run a fuzz target on each file of its corpus, and print TAP.
 * A file that takes longer than FILE_SECONDS kills the program, by its alarm.
 */
#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "fuzz.h"

enum { FILE_SECONDS = 20 };

static int is_visible(const struct dirent *d)
{
    return d->d_name[0] != '.';
}

/* Exactly as many bytes as the file has, so that a read past them is seen. */
static int replay(const char *path)
{
    FILE *f = fopen(path, "rb");
    if (!f || fseek(f, 0, SEEK_END))
        return 1;
    long n = ftell(f);
    rewind(f);
    uint8_t *data = malloc(n > 0 ? (size_t)n : 1);
    size_t got = data && n > 0 ? fread(data, 1, (size_t)n, f) : 0;
    fclose(f);
    alarm(FILE_SECONDS);
    int result = got == (size_t)n ? LLVMFuzzerTestOneInput(data, got) : 1;
    alarm(0);
    free(data);
    return result;
}

int main(int argc, char **argv)
{
    struct dirent **files;
    int n = argc == 2 ? scandir(argv[1], &files, is_visible, alphasort) : -1;
    if (n <= 0) {
        fprintf(stderr, "usage: replay FOLDER, with at least one file in it\n");
        return 2;
    }
    printf("1..%d\n", n);
    int bad = 0;
    for (int i = 0; i < n; i++) {
        char path[PATH_MAX];
        snprintf(path, sizeof path, "%s/%s", argv[1], files[i]->d_name);
        int failed = replay(path) != 0;
        bad += failed;
        printf("%s %d - %s\n", failed ? "not ok" : "ok", i + 1, files[i]->d_name);
        fflush(stdout);
        free(files[i]);
    }
    free(files);
    return bad != 0;
}
