/* SPDX-License-Identifier: MIT */
/* What every diagnostic means, with an example that raises it and the same mended: a row an id. `rolecast help ID` and
   docs/diagnostics.md are made from these rows, and tests/diagnostics.py tries each example. */
#ifndef ROLECAST_COMMAND_DIAGNOSTICS_H
#define ROLECAST_COMMAND_DIAGNOSTICS_H

#include "base/buf.h"

struct diagnostic {
	const char *id;
	const char *means;            /* whole sentences; the first, at most 60 columns, is what the list shows */
	const char *file;             /* that the example stands in; NULL: it is a command, or stands in several */
	const char *example, *mended; /* lines */
};

struct diagnostic_group {
	const char *title;
	const struct diagnostic *rows;
	size_t count;
};

extern const struct diagnostic_group diagnostics_read, diagnostics_records, diagnostics_texts, diagnostics_claims,
	diagnostics_pages, diagnostics_themes, diagnostics_hosts, diagnostics_output, diagnostics_deploy;

/* NULL if there is none. */
const struct diagnostic *diagnostic_named(str id);
/* The id that is nearest to a word; offers go to `nearest`. */
struct nearest;
void diagnostics_offer(struct nearest *nearest);
/* For a terminal, at most 80 columns wide. */
void diagnostic_help(const struct diagnostic *diagnostic, struct buf *out);
void diagnostics_list(struct buf *out);
/* docs/diagnostics.md */
void diagnostics_docs(struct buf *out);

#endif
