/* file.h: reading files and folders. Failures are reported with path and reason. */
#ifndef CONCORDAT_BASE_FILE_H
#define CONCORDAT_BASE_FILE_H

#include "concordat/base/arena.h"
#include "concordat/base/diag.h"

enum { LARGEST_FILE = 4 * 1024 * 1024, LARGEST_PDF = 64 * 1024 * 1024 };

/* The bytes of a file, in `arena`, terminated by a zero byte. False, reported, where it cannot be
 * read or is larger than LARGEST_FILE. */
bool file_read(struct arena *arena, const char *path, struct str *bytes, struct diag *diag);

/* The same for one that may be as large as LARGEST_PDF. */
bool file_read_pdf(struct arena *arena, const char *path, struct str *bytes, struct diag *diag);

/* The same as file_read, and the bytes must be UTF-8 (a byte order mark is dropped); the first one
 * that is not is reported at its line and column. */
bool file_read_text(struct arena *arena, const char *path, struct str *text, struct diag *diag);

enum entry_kind { ENTRY_FILE, ENTRY_FOLDER, ENTRY_OTHER };

/* An entry of a folder. */
struct entry_of_folder {
    struct str name;
    const char *path;     /* the folder's path, a slash, the name */
    enum entry_kind kind; /* symbolic links are followed */
};

/* The entries of a folder sorted by name, without those whose names begin with a dot or end with
 * a tilde. False, reported, where it cannot be read. */
bool folder_read(struct arena *arena, const char *path, struct entry_of_folder **entries,
                 size_t *count, struct diag *diag);

/* True where `path` is a folder. */
bool folder_exists(const char *path);

/* True where anything stands at `path`. */
bool path_exists(const char *path);

#endif
