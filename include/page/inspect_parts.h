/* SPDX-License-Identifier: MIT */
/* The parts of looking at rendered files; only src/page/inspect*.c include this. */
#ifndef ROLECAST_PAGE_INSPECT_PARTS_H
#define ROLECAST_PAGE_INSPECT_PARTS_H

#include "base/map.h"
#include "page/inspect.h"

enum finding_kind {
	FIND_BROKEN_LINK,
	FIND_OUTSIDE_BASE,
	FIND_BAD_ADDRESS,
	FIND_BROKEN_ANCHOR,
	FIND_SAME_ANCHOR,
	FIND_PAGE_HEADING,
	FIND_SKIPPED_LEVEL,
	FIND_EMPTY_HEADING,
	FIND_EMPTY_SECTION,
	FIND_NO_ALT,
	FIND_NO_TITLE,
	FIND_LONG_TITLE,
	FIND_SAME_TITLE,
	FIND_NO_DESCRIPTION,
	FIND_LONG_DESCRIPTION,
	FIND_SAME_DESCRIPTION,
	FIND_ORPHAN,
	FIND_BAD_XML,
	FIND_KINDS
};

/* Outputs, each once, the first first. */
struct page_list {
	uint32_t *at;
	size_t count, cap;
};

/* One mistake, on however many pages it shows. */
struct finding {
	enum finding_kind kind;
	str what;        /* the address, the heading, the picture, … as the page has it */
	str message;     /* empty where the report words it from the page's facts */
	size_t number;   /* a heading's level */
	uint32_t target; /* BROKEN_ANCHOR: the page that lacks it */
	struct page_list pages;
};

/* An address as pages write it, looked up once a worker. */
struct address {
	str text;
	uint32_t target;        /* output, when has_target */
	bool has_target;        /* leads to a file of the site */
	enum finding_kind bad;  /* FIND_KINDS: nothing is wrong with it */
	str message;            /* what is wrong */
	str id;                 /* of the target, that it names */
	struct page_list pages; /* that have it; kept only with an id */
};

struct facts {
	str title, description; /* NULL: the page has none */
	uint64_t *ids;          /* hashes, sorted */
	size_t id_count;
	uint32_t *leads; /* outputs that links lead to */
	size_t lead_count;
	bool has_structure; /* a page that people read */
};

/* What a worker keeps; of the whole run, and of the page at hand. */
struct inspector {
	const struct look *look;
	struct arena kept;    /* as long as the run */
	struct arena scratch; /* of the page at hand */
	struct maker maker;
	struct map addresses; /* text → struct address * */
	struct map findings;  /* key → struct finding * */
	uint32_t *stamps;     /* one an output: 1 + the newest page that leads there */
	uint32_t *leads;      /* of the page at hand */
	size_t lead_count, links;
	struct host_sizes sizes;
	struct buf key;
	struct diags diags;
};

/* The whole run. */
struct look {
	const struct plan *plan;
	struct map by_path; /* index.html → output + 1 */
	struct facts *facts;
	struct inspector *inspectors;
	size_t worker_count;
	size_t *jobs; /* where each begins; one more than there are */
	size_t job_count;
	struct arena *arena;
	struct arena *told; /* outlives the run: what complaints point into */
	struct map files;   /* path → struct source *: files of others, read to point into them */
};

enum link_use {
	USE_LINK,    /* people follow it: <a>, <area> */
	USE_PART,    /* a style, a script, a picture, … */
	USE_ADDRESS, /* named for machines: a feed, a site map */
};

struct page_id {
	uint64_t hash;
	str text;
};

/* What the file at hand names, and what can be named in it; lies in scratch. */
struct gathering {
	struct inspector *inspector;
	uint32_t output;
	struct page_id *ids;
	size_t id_count, id_cap;
	str *anchors; /* "#id" */
	size_t anchor_count, anchor_cap;
};

/* inspect_file.c */
void inspect_output(struct inspector *inspector, uint32_t output);
bool output_is_html(const struct output *output);
void gather_id(struct gathering *gathering, str id);
/* An address; one of the file itself waits for gather_end. */
void gather_link(struct gathering *gathering, str text, enum link_use use);
/* Keeps the ids and looks the anchors up among them. */
void gather_end(struct gathering *gathering, struct facts *facts);
/* inspect_page.c */
void inspect_page(struct inspector *inspector, uint32_t output, str page);
/* All ids of a page, made once more, for the one that is nearest to `id`. */
str inspect_nearest_id(struct inspector *inspector, uint32_t output, str id);
/* inspect_link.c */
/* An address on a page, looked up; one that begins with '#' is left to the caller. */
void inspect_link(struct inspector *inspector, uint32_t output, str text, enum link_use use);
/* The id that a fragment names; nothing for the top of the page and for what a script reads: #role=nurse, #:~:text=… */
str inspect_anchor(struct arena *arena, str fragment);
/* Addresses of this site in a text that is neither HTML nor XML. */
void inspect_text(struct inspector *inspector, uint32_t output, str text);
/* inspect.c: adds a finding, or one more page to it; what it is told by its kind and `what`, which are copied. */
struct finding *inspect_find(struct inspector *inspector, uint32_t output, enum finding_kind kind, str what);
void page_list_add(struct page_list *pages, struct arena *arena, uint32_t output);
bool facts_has_id(const struct facts *facts, str id);
/* inspect_trace.c: where in the sources a finding on a page comes from: the place itself, or else what the page is made
   from. The mark has no source when even that cannot be told. */
struct traced {
	struct mark mark;
	bool is_exact;
};
/* What was found for a finding beyond a page's own source, by kind of page (the last: no page), so that it is looked
   for once. */
struct trace_memo {
	bool is_known;
	struct mark mark;
};
struct traced inspect_trace(
	struct look *look, const struct finding *finding, uint32_t output, struct trace_memo memos[PAGE_KINDS + 1]);
/* The place in a template that all its pages share, or no source. */
struct mark inspect_trace_shared(const struct look *look, const struct finding *finding);
/* The file of the template that makes a page. */
const struct source *inspect_template(const struct look *look, const struct output *output);
/* inspect_report.c: findings as complaints. */
void inspect_report(struct look *look, struct finding **findings, size_t count, struct diags *diags);

#endif
