/* file.h -- files and folders, read whole and written whole.
 *
 * Invariants
 *   (L1) file_write leaves either the old file or the whole new one: it writes
 *        beside it, syncs and renames.
 *   (L2) dir_files gives paths in bytewise order, so that work over a folder is
 *        the same on every machine. */
#ifndef TERTIAL_SYS_FILE_H
#define TERTIAL_SYS_FILE_H

#include "base/err.h"

bool file_read(struct arena *mem, str path, size_t max_bytes, str *out, struct err *e) MUST_USE;
/* A large file's bytes without a copy: pages of the file itself, for as long as the arena.
 * Who writes in the file changes them, and who cuts it ends the process: what was made of
 * them stands only if file_unchanged says so afterwards.  A small file is read. */
struct file_bytes {
	str bytes;
	str path;
	uint64_t stamp[4]; /* what the system says of the file; all zero: it was read */
};
bool file_map(struct arena *mem, str path, size_t max_bytes, struct file_bytes *out,
    struct err *e) MUST_USE;
bool file_unchanged(const struct file_bytes *f, struct err *e) MUST_USE;
/* Bytes [from, to) of it are not needed for now; reading them again fetches them again. */
void file_let_go(const struct file_bytes *f, size_t from, size_t to);
bool file_write(str path, str bytes, struct err *e) MUST_USE; /* folders are made */
bool file_exists(str path);
bool file_is_dir(str path);
bool dir_make(str path, struct err *e) MUST_USE; /* with its parents */
/* Paths of all files under a folder, hidden ones left out; "a/b.csv" relative to it. */
bool dir_files(struct arena *mem, str path, str **out, size_t *n, struct err *e) MUST_USE;
/* A text that changes when a file under the folder is added, removed or written. */
bool dir_stamp(struct arena *mem, str path, str *out, struct err *e) MUST_USE;
str path_join(struct arena *mem, str dir, str name);
str path_base(str path); /* after the last '/' */
str path_ext(str path);  /* after the last '.', "" when there is none */

#endif
