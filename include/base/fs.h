/* SPDX-License-Identifier: MIT */
/* The file system: everything below reads and writes through here. Paths use '/'. */
#ifndef ROLECAST_BASE_FS_H
#define ROLECAST_BASE_FS_H

#include <limits.h>
#include <sys/stat.h>

#include "base/diag.h"

/* The whole file, NUL behind it (not counted). `dir` is an open directory or AT_FDCWD. False with errno set;
   EFBIG when it is larger than `limit`, EINVAL when it is not a regular file. */
bool fs_read(int dir, str path, size_t limit, struct arena *arena, str *text);

/* openat for a call that a signal interrupts; files that it makes have the mode 666, less the umask. */
int fs_open(int dir, const char *name, int flags);
/* Opens a file below a folder to read. Links are followed as long as they lead below it now, whatever was found there
   before; nothing can be put in the way meanwhile. -1 with errno set. */
int fs_open_below(str folder, str below);
/* The error says that there is nothing of that name, and not that nobody could look. */
bool fs_is_absence(int error);

struct fs_entry {
	str path;     /* below the listed folder */
	bool is_link; /* a symbolic link; `leads_out` tells where to */
	bool leads_out;
	size_t size;
};

enum { FS_MAX_DEPTH = 32 };

/* All regular files below `path` (links to files included when they stay inside `path`; those that lead
   out or nowhere are listed with leads_out and not followed), sorted by bytes. Names that begin with '.' are left out,
   as are editors' backups (name~, #name#). A folder that is not there is empty. Folders that nest
   deeper than FS_MAX_DEPTH: false with errno ELOOP. `where` is the folder that could not be listed, `path` and all. */
bool fs_list(str path, struct arena *arena, struct fs_entry **entries, size_t *count, str *where);

/* Whether fs_list(folder) would list `below`; fills the entry. False with errno ENOENT when it would not. */
bool fs_look(str folder, str below, struct arena *arena, struct fs_entry *entry);
/* The names of the folders in a folder, sorted; those that begin with '.' are left out. A folder that is not there has
   none. False with errno set. */
bool fs_folders(str path, struct arena *arena, str **names, size_t *count);

/* A path as the system's calls want it. False with errno set when it is too long. */
bool fs_c_path(str path, char text[PATH_MAX]);
/* mkdir -p below the open directory. False with errno set. */
bool fs_make_folders(int dir, str path);
/* The path of this program, all links resolved; empty where the system does not tell. */
str fs_program(struct arena *arena);
/* Hidden files and editors' backups, by their name; but for those that servers and hosts read. */
bool fs_is_ignored(str name);
bool fs_exists(str path);
/* False with errno set. */
bool fs_is_folder(str path);
/* Both lead to the same file or folder. */
bool fs_is_same(str a, str b);
str fs_join(struct arena *arena, str folder, str name);
/* What stands before the last '/', or "". */
str fs_folder_of(str path);
/* What stands behind the last '/'. */
str fs_name_of(str path);
/* `a/./b//../c` → `a/c`; false when it would leave the start. */
bool fs_normal(struct arena *arena, str path, str *normal);

#endif
