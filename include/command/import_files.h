/* SPDX-License-Identifier: MIT */
/* The files that an import writes into a site. */
#ifndef ROLECAST_COMMAND_IMPORT_FILES_H
#define ROLECAST_COMMAND_IMPORT_FILES_H

#include "command/command.h"
#include "content/import.h"
#include "publish/addition.h"

/* Why something that is there stands in the way. */
enum import_refusal { REFUSED_OURS, REFUSED_AUTHORS, REFUSED_FILE, REFUSED_FOLDER, IMPORT_REFUSALS };

struct import_refused {
	size_t count;
	struct buf first; /* paths, with commas */
};

struct import_files {
	struct invocation *invocation;
	const struct import *import;
	struct addition *all;
	size_t count, cap;
	size_t same;      /* are there already, byte for byte */
	size_t replaced;  /* give way */
	size_t roles;     /* have a file among those that are written */
	struct buf added; /* ids that sources.yaml or benchmarks.yaml get, with commas */
	struct import_refused refused[IMPORT_REFUSALS];
};

/* All that is to be written. False, and told, when something that is there must not be touched. */
bool import_files_make(struct import_files *files, struct diags *diags);
void import_files_free(struct import_files *files);

#endif
