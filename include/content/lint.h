/* SPDX-License-Identifier: MIT */
/* The claims lint: warnings about what a text claims, never about its form. Each may be allowed at its place with a
   reason (docs/authoring.md). Only src/content includes this. */
#ifndef ROLECAST_CONTENT_LINT_H
#define ROLECAST_CONTENT_LINT_H

#include "content/figure.h"
#include "content/site.h"

/* `# rolecast: allow ID, reason`, or the same as a Markdown comment. */
struct allowance {
	str id;
	struct mark mark;
	size_t line;       /* byte at which the line begins that it is for */
	bool is_for_block; /* and for what begins there */
	bool is_used;
	struct allowance *next;      /* in the same file */
	struct allowance *same_line; /* for the same line, of another sort */
	struct allowance *same;      /* for the same line and of the same sort: that one is used, or not, for both */
};

struct lint {
	const struct site *site;
	enum wording wording;
	struct map allowances;         /* path → struct file_allowances * */
	struct mark *first_uses;       /* worker * sources + source: where in the worker's files it is first cited */
	const struct citable **newer;  /* by source: what supersedes it */
	const struct citable **newest; /* by source: where that ends */
	bool has_aged;                 /* some source has expired or is superseded */
};

/* Reads the allowances of all files. */
struct lint *lint_begin(const struct site *site, struct arena *arena, struct diags *diags);
/* While citations and figures are still holes; by the worker that loads the role. */
void lint_role(struct lint *lint, const struct role *role, size_t worker, struct diags *diags);
/* A role that was taken over: what it warned of is kept, but what it cites counts. */
void lint_carried(struct lint *lint, const struct role *role, size_t worker);
/* Articles, pages, introductions, site.yaml, benchmarks.yaml. */
void lint_rest(struct lint *lint, struct diags *diags);
/* When all has been looked at: what was cited though it has expired, and allowances that allow nothing. */
void lint_end(struct lint *lint, struct diags *diags);

/* allowance.c */
void allowances_read(struct lint *lint, struct arena *arena, struct diags *diags);
/* Whether a finding is allowed where it stands, or above what holds it. */
bool allowance_covers(const struct lint *lint, const char *id, struct mark mark, struct mark holder);
bool allowance_is_in(const struct lint *lint, const struct source *source);
void allowances_end(const struct lint *lint, struct diags *diags);
/* Adds to a hint how a finding at the mark is allowed. */
void allowance_hint(struct diags *diags, const char *id, struct mark mark, const char *mend);

/* lint_place.c */
/* The text that was looked at last, when YAML folded it: where in the file what stands before each of its bytes ends.
 */
struct unfolded {
	struct arena room; /* frees it */
	const struct prose *prose;
	uint32_t *behind;
	size_t known;
};
/* Where a part of a text stands in its file. */
struct mark lint_mark(struct unfolded *unfolded, const struct prose *prose, size_t at, size_t len);
/* Whether a finding is allowed where it stands, above its paragraph, above what is around that (a list, a quote), or,
   where YAML holds the text, above its key. */
bool lint_allows(const struct lint *lint, struct unfolded *unfolded, const char *id, const struct prose *prose,
	struct mark mark, size_t holder, size_t outer);

/* A figure without a note near it. */
struct sighting {
	enum figure_kind kind;
	str number;
	const struct prose *prose;
	size_t at, len;       /* in the prose */
	size_t holder, outer; /* the paragraph that holds it; the list, quote or table that holds that */
	size_t unit;          /* the paragraph or row, by number */
	struct sighting *next;
};

/* A superseded source that was reported in a file. */
struct told {
	const struct citable *older;
	const struct source *file;
};

/* What is looked at together: the texts of a role, an article or a page. */
struct proofreading {
	struct lint *lint;
	size_t worker;
	const struct role *role;        /* whose scores may be restated; NULL for none */
	const struct role_level *level; /* whose figures [=…] gives here */
	bool scores[101];               /* what its scores are, or were in an edition */
	struct arena scratch;
	struct unfolded unfolded;
	struct buf room; /* wording of the block at hand */
	bool is_second;  /* pass over the same texts: now for figures that are cited, since some are not */
	struct sighting *first, *last;
	size_t units, reports;
	struct map cited[FIGURE_KINDS]; /* figures that are, by their numbers */
	struct map told;                /* bytes of struct told */
	/* The field at hand. */
	const struct record *record;
	const struct field *field;
	const void *loaded;
	size_t row; /* of a table's, the one that the newest cell stood in */
	const struct prose *row_cells;
	bool row_is_cited;
	struct diags *diags;
};

/* lint_text.c */
enum text_claims {
	TEXT_CLAIMS,
	TEXT_IS_SOURCED, /* its record names sources */
	TEXT_ASKS        /* a question or a forecast states nothing */
};
bool lint_has_citation(str text);
void lint_inline(struct proofreading *reading, const struct prose *prose, enum text_claims claims);
void lint_block(struct proofreading *reading, const struct prose *prose, enum text_claims claims);
/* A title may promise how many of something its text has. */
void lint_title(struct proofreading *reading, struct text title, const struct prose *body);
/* False when the texts have to be gone over once more. */
bool lint_is_done(struct proofreading *reading);
/* Reports figures that nothing on the page cites, and frees what the reading held. */
void lint_text_end(struct proofreading *reading);

/* repeat.c: what two roles say in the same words. */
void lint_repeats(const struct lint *lint, struct diags *diags);

#endif
