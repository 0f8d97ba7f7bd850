#include "policy/disk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

str disk_join(struct arena *mem, str folder, str name)
{
    if (folder.n == 0)
        return name;
    const char *slash = folder.at[folder.n - 1] == '/' ? "" : "/";
    return arena_printf(mem, "%.*s%s%.*s", STR_ARG(folder), slash, STR_ARG(name));
}

static bool is_mode(struct arena *mem, str path, mode_t kind)
{
    struct stat st;
    return stat(arena_cstr(mem, path), &st) == 0 && (st.st_mode & S_IFMT) == kind;
}

bool disk_exists(struct arena *mem, str path)
{
    return is_mode(mem, path, S_IFREG);
}

bool disk_is_folder(struct arena *mem, str path)
{
    return is_mode(mem, path, S_IFDIR);
}

static bool io_fault(struct err *err, str path, int number)
{
    return err_set(err, number == ENOENT ? ERR_NOTFOUND : ERR_IO,
                   "could not read \"%.*s\": %s", STR_ARG(path), strerror(number));
}

static bool read_all(struct arena *mem, int fd, size_t n, str path, str *out,
                     struct err *err)
{
    char *at = arena_raw(mem, char, n + 1);
    size_t got = 0;
    while (got < n) {
        ssize_t part = read(fd, at + got, n - got);
        if (part < 0 && errno == EINTR)
            continue;
        if (part < 0)
            return io_fault(err, path, errno);
        if (part == 0)
            break;
        got += (size_t)part;
    }
    *out = (str){ at, got };
    return true;
}

bool disk_read(struct arena *mem, str path, str *out, struct err *err)
{
    struct stat st;
    bool ok = false;
    int fd = open(arena_cstr(mem, path), O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return io_fault(err, path, errno);
    if (fstat(fd, &st) < 0)
        io_fault(err, path, errno);
    else if (!S_ISREG(st.st_mode))
        err_set(err, ERR_IO, "\"%.*s\" is not a regular file", STR_ARG(path));
    else if (st.st_size > DISK_BYTES_MAX)
        err_set(err, ERR_LIMIT, "\"%.*s\" is larger than %d bytes", STR_ARG(path),
                DISK_BYTES_MAX);
    else
        ok = read_all(mem, fd, (size_t)st.st_size, path, out, err);
    close(fd);
    return ok;
}

static int by_bytes(const void *a, const void *b)
{
    return str_cmp(*(const str *)a, *(const str *)b);
}

/* A list under construction. */
struct names {
    struct arena *mem;
    str *name;
    size_t n;
    struct err *err;
};

static bool add_name(struct names *to, str name)
{
    if (to->n == DISK_LIST_MAX)
        return err_set(to->err, ERR_LIMIT, "there are more than %d files here",
                       DISK_LIST_MAX);
    to->name[to->n++] = name;
    return true;
}

static bool is_wanted(const char *name)
{
    size_t n = strlen(name);
    return n > 0 && name[0] != '.' && name[n - 1] != '~';
}

/* Every entry of `folder`, named as seen from `root` (which `below` is in). */
static bool read_folder(struct names *to, str root, str below)
{
    str folder = disk_join(to->mem, root, below);
    DIR *d = opendir(arena_cstr(to->mem, folder));
    if (!d)
        return io_fault(to->err, folder, errno);
    bool ok = true;
    for (struct dirent *e; ok && (e = readdir(d)) != NULL;)
        if (is_wanted(e->d_name))
            ok = add_name(
                to, arena_str(to->mem, disk_join(to->mem, below, str_of(e->d_name))));
    closedir(d);
    return ok;
}

static struct names names_new(struct arena *mem, struct err *err)
{
    return (struct names){ mem, arena_raw(mem, str, DISK_LIST_MAX), 0, err };
}

static void give(struct names *from, struct disk_list *out)
{
    qsort(from->name, from->n, sizeof *from->name, by_bytes);
    *out = (struct disk_list){ from->name, from->n };
}

bool disk_list(struct arena *mem, str folder, struct disk_list *out, struct err *err)
{
    struct names found = names_new(mem, err);
    if (!read_folder(&found, folder, STR("")))
        return false;
    give(&found, out);
    return true;
}

/* One folder; the folders in it move to the end of `todo` and are read in turn. */
static bool walk_one(struct names *found, struct names *todo, str root, str below)
{
    size_t i = found->n;
    if (!read_folder(found, root, below))
        return false;
    while (i < found->n) {
        if (!disk_is_folder(found->mem, disk_join(found->mem, root, found->name[i]))) {
            i++;
            continue;
        }
        if (!add_name(todo, found->name[i]))
            return false;
        found->name[i] = found->name[--found->n];
    }
    return true;
}

static size_t depth_of(str name)
{
    size_t n = 0;
    for (size_t i = 0; i < name.n; i++)
        n += name.at[i] == '/';
    return n;
}

bool disk_walk(struct arena *mem, str folder, struct disk_list *out, struct err *err)
{
    struct names found = names_new(mem, err), todo = names_new(mem, err);
    add_name(&todo, STR(""));
    for (size_t i = 0; i < todo.n; i++) {
        if (depth_of(todo.name[i]) > DISK_DEPTH_MAX)
            return err_set(err, ERR_LIMIT, "\"%.*s\" is nested too deeply",
                           STR_ARG(folder));
        if (!walk_one(&found, &todo, folder, todo.name[i]))
            return false;
    }
    give(&found, out);
    return true;
}
