/* SPDX-License-Identifier: MIT */
/* Complaints: gathered while work goes on, sorted and printed at the end. Not shared between
   threads: each worker gathers its own, diags_merge joins them. */
#ifndef ROLECAST_BASE_DIAG_H
#define ROLECAST_BASE_DIAG_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/source.h"

/* As often one id is told of a file; what follows is only said to follow. */
enum { DIAG_MOST_ALIKE = 100 };
/* From so many complaints on, what was meant is not looked for among all names of a site. */
enum { DIAG_MOST_SOUGHT = 2000 };

enum severity { SEVERITY_ERROR, SEVERITY_WARNING };

struct diag_note {
	struct mark mark;
	str message;
	struct diag_note *next;
};

struct diag {
	enum severity severity;
	const char *id; /* stable, kebab-case: "unknown-key" */
	struct mark mark;
	str message, hint;
	struct diag_note *notes;
	struct diag *next;
	size_t order; /* of arrival */
};

struct diags {
	struct arena arena;
	struct diag *first, *last;
	size_t errors, warnings;
	struct map alike; /* file and id → how often it was said */
	bool is_dropped;  /* the newest was one too many: its hints and notes go with it */
	bool has_many;    /* of DIAG_MOST_SOUGHT, as far as its user counts */
	bool is_system;   /* one of the errors is the system's failure, not the author's */
	bool is_usage;    /* one of the errors is in the words of the command */
};

/* Adds an error; always returns false, so that a check can end with it. */
bool diag_error(struct diags *diags, struct mark mark, const char *id, const char *format, ...) PRINTF_LIKE(4, 5);
void diag_warning(struct diags *diags, struct mark mark, const char *id, const char *format, ...) PRINTF_LIKE(4, 5);
/* The system failed at `path` (disk full, no permission, …): an error, with errno's text. */
bool diag_system(struct diags *diags, const char *id, str path, int error, const char *what);
/* Whether looking for a hint is worth its cost: the complaint made last is told, and there are not too many. */
bool diag_wants_hint(const struct diags *diags);
/* Adds to the complaint made last. */
void diag_hint(struct diags *diags, const char *format, ...) PRINTF_LIKE(2, 3);
void diag_note(struct diags *diags, struct mark mark, const char *format, ...) PRINTF_LIKE(3, 4);

/* Moves all complaints of `from` into `into`; the texts are copied. */
void diags_merge(struct diags *into, struct diags *from);
/* Adds those of `from` whose source is kept, with their notes on sources that are still there; texts are copied. */
typedef bool diag_keep(const void *context, const struct source *source);
void diags_keep(
	struct diags *into, const struct diags *from, diag_keep *is_kept, diag_keep *is_there, const void *context);
/* By file, place and arrival; the same complaint at the same place is kept once. */
void diags_sort(struct diags *diags);
/* As a person reads it: file:line:col, excerpt, caret, hint. */
void diags_print(const struct diags *diags, struct buf *out, bool with_colour);
/* The same, in lines of at most `width` columns where words allow it. */
void diags_print_in(const struct diags *diags, struct buf *out, bool with_colour, size_t width);
/* The line of a place with a caret below it, as diags_print shows it; nothing for a mark without source. */
void diag_put_excerpt(struct mark mark, struct buf *out);
/* A JSON array. */
void diags_json(const struct diags *diags, struct buf *out);
/* Commands of GitHub's workflows, a line each, which it shows beside the changed lines. */
void diags_github(const struct diags *diags, struct buf *out);
void diags_free(struct diags *diags);

#endif
