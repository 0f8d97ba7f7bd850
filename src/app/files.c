#include "app/files.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/sbuf.h"

enum {
    FOLDER_FILES_MAX = 500, /* models looked at to find a namespace */
};

static bool read_all(struct arena *mem, FILE *f, size_t max, str *out, struct err *err)
{
    struct sbuf b;
    sbuf_init(&b, mem);
    for (size_t got = 1; got;) {
        char *room = sbuf_room(&b, 64 * 1024);
        got = fread(room, 1, 64 * 1024, f);
        b.n += got;
        if (b.n > max)
            return err_set(err, ERR_LIMIT, "the file is larger than %zu MB", max >> 20);
    }
    if (ferror(f))
        return err_set(err, ERR_IO, "could not read: %s", strerror(errno));
    *out = sbuf_str(&b);
    return true;
}

/* A file of known size needs no room to grow. */
static bool read_sized(struct arena *mem, FILE *f, size_t n, size_t max, str *out,
                       struct err *err)
{
    if (n > max)
        return err_set(err, ERR_LIMIT, "the file is larger than %zu MB", max >> 20);
    char *at = arena_raw(mem, char, n + 1);
    size_t got = fread(at, 1, n, f);
    if (ferror(f))
        return err_set(err, ERR_IO, "could not read: %s", strerror(errno));
    *out = (str){ at, got };
    return true;
}

bool files_read(struct arena *mem, const char *path, size_t max, str *out,
                struct err *err)
{
    bool input = strcmp(path, "-") == 0, ok = false;
    struct stat st;
    FILE *f = input ? stdin : fopen(path, "rb");
    if (!f)
        err_set(err, ERR_IO, "could not open: %s", strerror(errno));
    else if (!input && (fstat(fileno(f), &st) < 0 || S_ISDIR(st.st_mode)))
        err_set(err, ERR_IO, "not a file that can be read");
    else if (!input && S_ISREG(st.st_mode) && st.st_size > 0)
        ok = read_sized(mem, f, (size_t)st.st_size, max, out, err);
    else
        ok = read_all(mem, f, max, out, err);
    if (f && !input)
        fclose(f);
    if (!ok)
        err_at(err, input ? STR("standard input") : str_of(path), 0, 0);
    return ok;
}

bool files_write(const char *path, str bytes, struct err *err)
{
    char temporary[PATH_MAX];
    int n = snprintf(temporary, sizeof temporary, "%s.XXXXXX", path);
    int fd = n > 0 && (size_t)n < sizeof temporary ? mkstemp(temporary) : -1;
    FILE *f = fd >= 0 ? fdopen(fd, "wb") : NULL;
    struct stat st;
    bool ok = f && fwrite(bytes.at, 1, bytes.n, f) == bytes.n;
    if (ok && stat(path, &st) == 0)
        ok = fchmod(fd, st.st_mode & 0777) == 0;
    if (f)
        ok = fclose(f) == 0 && ok;
    ok = ok && rename(temporary, path) == 0;
    if (!ok) {
        err_set(err, ERR_IO, "could not write: %s", strerror(errno));
        err_at(err, str_of(path), 0, 0);
        if (fd >= 0)
            remove(temporary);
    }
    return ok;
}

str files_folder(str path)
{
    size_t n = path.n;
    while (n > 0 && path.at[n - 1] != '/')
        n--;
    return str_slice(path, 0, n);
}

/* A path that stays in the folder it is relative to. */
static bool is_inside(str location)
{
    if (str_starts(location, STR("/")) || str_find(location, STR(":"), 0) != SIZE_MAX)
        return false;
    for (size_t i = 0; i <= location.n;) {
        size_t end = str_find(location, STR("/"), i);
        str part = str_slice(location, i, end);
        if (str_is(part, ".."))
            return false;
        i = end == SIZE_MAX ? location.n + 1 : end + 1;
    }
    return true;
}

/* Does the document say that this is its namespace? It is parsed later. */
static bool names_namespace(struct arena *mem, str bytes, str ns)
{
    struct sbuf b;
    sbuf_init(&b, mem);
    sbuf_raw(&b, "namespace=\"");
    sbuf_attr(&b, ns);
    sbuf_raw(&b, "\"");
    size_t root = str_find(bytes, STR("definitions"), 0);
    size_t at = root == SIZE_MAX ? root : str_find(bytes, sbuf_str(&b), root);
    return at != SIZE_MAX && at < str_find(bytes, STR(">"), root);
}

static int is_model(const struct dirent *d)
{
    return d->d_name[0] != '.' && str_ends(str_of(d->d_name), STR(".dmn"));
}

static bool find_namespace(struct arena *mem, str folder, str ns, struct dmn_file *out)
{
    struct dirent **list;
    bool found = false;
    int n = scandir(folder.n ? arena_cstr(mem, folder) : ".", &list, is_model, alphasort);
    for (int i = 0; i < n; i++) {
        struct err ignored = { 0 };
        struct arena_mark mark = arena_mark(mem);
        str path = arena_printf(mem, "%.*s%s", STR_ARG(folder), list[i]->d_name);
        if (!found && i < FOLDER_FILES_MAX &&
            files_read(mem, path.at, XML_BYTES_MAX, &out->bytes, &ignored) &&
            names_namespace(mem, out->bytes, ns)) {
            out->name = path;
            found = true;
        }
        if (!found)
            arena_rewind(mem, mark);
        free(list[i]);
    }
    if (n >= 0)
        free(list);
    return found;
}

static bool read_import(void *ctx, struct arena *mem, const struct doc_import *import,
                        str from, struct dmn_file *out, struct err *err)
{
    (void)ctx;
    str folder = files_folder(from), location = import->location;
    if (location.n == 0) {
        if (find_namespace(mem, folder, import->namespace_, out))
            return true;
        err_set(err, ERR_NOTFOUND, "no model here has the namespace \"%.*s\"",
                STR_ARG(import->namespace_));
        err_hint(err, "Put it in the same folder, or give the import a \"locationURI\".");
        return false;
    }
    if (!is_inside(location))
        return err_set(err, ERR_USAGE,
                       "the import \"%.*s\" is not in the folder of the model",
                       STR_ARG(location));
    out->name = arena_printf(mem, "%.*s%.*s", STR_ARG(folder), STR_ARG(location));
    return files_read(mem, out->name.at, XML_BYTES_MAX, &out->bytes, err);
}

const struct dmn_loader files_loader = { read_import, NULL };
