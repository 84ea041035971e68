/* SPDX-License-Identifier: MIT */
/* Files below an open folder, without following symbolic links at their end; what is renamed and removed, without any
   on the way. */
#ifndef ROLECAST_PUBLISH_FOLDER_H
#define ROLECAST_PUBLISH_FOLDER_H

#include <sys/types.h>

#include "base/fs.h"
#include "publish/manifest.h"

/* Size and time of a regular file; false with errno set (ENOENT, or EEXIST when something else stands there). */
bool folder_stat(int folder, str path, struct manifest_entry *entry);
/* The hash of what stands at entry->path, of entry->size bytes at most: what is longer has grown meanwhile. False with
   errno set. */
bool folder_hash(int folder, struct manifest_entry *entry);
/* Reads some bytes of an open file; 0 at its end, -1 with errno set. */
ssize_t folder_read(int file, char *to, size_t most);
/* Writes a new file whole; fills in size and time. `parent_known` is the folder that was made last, to save work. False
   with errno set. */
bool folder_write(int folder, str path, str bytes, str *parent_known, struct manifest_entry *entry);
/* The same in steps: a new file, or -1 (EEXIST: there is one); its bytes; its end, after which it is closed. */
int folder_open_new(int folder, str path, str *parent_known);
bool folder_append(int file, str bytes);
bool folder_close(int file, struct manifest_entry *entry);
/* Gives a file the time of change in *entry where the file system lets it, and puts there what it has. False with errno
   set. */
bool folder_stamp(int folder, str path, struct manifest_entry *entry);
bool folder_rename(int folder, str from, str to);
bool folder_remove(int folder, str path);
/* Removes the folder and all below it, as far as it can. False with errno set; what is not there is removed. */
bool folder_remove_tree(int folder, str path);
/* Removes empty folders from this one upwards. */
void folder_prune(int folder, str path);
/* flock without waiting; false with errno set, EWOULDBLOCK where somebody else holds it. */
bool folder_lock(int file, int how);
/* All that was written reaches the disk. */
bool folder_sync(int folder);

#endif
