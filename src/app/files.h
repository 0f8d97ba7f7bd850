/*
 * files.h - the files that commands read: models, what these import, input.
 */
#ifndef IJK_APP_FILES_H
#define IJK_APP_FILES_H

#include "dmn/model.h"

/* All of a regular file, or of standard input when `path` is "-", up to `max`
 * bytes. ERR_IO or ERR_LIMIT, with the file, on failure. */
bool files_read(struct arena *mem, const char *path, size_t max, str *out,
                struct err *err);

/* Write a file whole or not at all. */
bool files_write(const char *path, str bytes, struct err *err);

/* The part of `path` up to its last slash, that included; "" when there is none. */
str files_folder(str path);

/*
 * Imports from the folder of the importing model, or below it: `location` when
 * the import gives one, else the .dmn file there with the right namespace.
 * Nothing outside that folder is opened and nothing comes from the network.
 */
extern const struct dmn_loader files_loader;

#endif
