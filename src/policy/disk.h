/*
 * disk.h - what packages read from disk, and nothing more.
 *
 * Paths are relative to a folder or absolute; every file is a regular file of
 * at most DISK_BYTES_MAX, read whole.
 */
#ifndef IJK_POLICY_DISK_H
#define IJK_POLICY_DISK_H

#include "base/err.h"

enum { DISK_BYTES_MAX = 32 * 1024 * 1024, DISK_LIST_MAX = 5000, DISK_DEPTH_MAX = 8 };

/* `folder` and `name` with one slash between them. */
str disk_join(struct arena *mem, str folder, str name);

/* Is there a regular file, or a folder? */
bool disk_exists(struct arena *mem, str path);
bool disk_is_folder(struct arena *mem, str path);

/* The bytes of a file. ERR_NOTFOUND when there is none, ERR_LIMIT, ERR_IO. */
bool disk_read(struct arena *mem, str path, str *out, struct err *err);

struct disk_list {
    const str *name; /* relative to the folder, in byte order */
    size_t n;
};

/* The entries of one folder; hidden ones (".") and back-ups ("~") are left out. */
bool disk_list(struct arena *mem, str folder, struct disk_list *out, struct err *err);

/* All regular files below a folder. */
bool disk_walk(struct arena *mem, str folder, struct disk_list *out, struct err *err);

#endif
