/* SPDX-License-Identifier: MIT */
/* The whole content in memory: loaded, checked, scored. */
#ifndef ROLECAST_CONTENT_SITE_H
#define ROLECAST_CONTENT_SITE_H

#include "base/fs.h"
#include "base/hash.h"
#include "base/map.h"
#include "content/edition.h"
#include "content/model.h"

enum { INPUT_MAX_BYTES = 256 << 20 }; /* of any file of the content */

/* A file of content/ or of a theme: read once, hashed, named in messages relative to the site. */
struct input {
	struct source source; /* path: content/roles/nurse/index.md; text: empty for pictures and documents */
	str below;            /* the path below content/ */
	struct hash128 hash;
	bool is_text;   /* Markdown, YAML or CSV; anything in files/ is not */
	bool is_broken; /* reported; not to be parsed */
	bool is_new;    /* read for an update that is under way */
	bool names_us;  /* somewhere in its text: "rolecast:", as comments do that allow something */
	bool is_link;   /* what it leads to may change without its name being told */
	size_t size;
	uint32_t width, height; /* pictures; 0 when unknown */
	const char *runs;       /* drawings: what of it would run in a browser; NULL: nothing */
	struct arena arena;     /* owns the input itself and its text */
};

/* What a link may lead to. */
struct target {
	str url;                   /* without base: /roles/nurse/ */
	const struct input *input; /* the source that makes it, if one does */
	const char *what;          /* what it is, if no source makes it: "the list of roles" */
};

/* A picture or document that is published beside a page, or below files/. */
struct attachment {
	const struct input *input;
	str path; /* below the output folder */
};

struct role_level {
	const struct level *level;
	str url; /* /base/roles/slug/level/ */
	struct target target;
	struct level_page *page; /* what is written of it alone; NULL: nothing */
	struct score score;
	struct score_share *shares; /* one a task */
	struct score_effect largest;
	enum score_band band;
	enum score_verdict verdict;
	bool is_modelled;
};

/* The sources that a text cites, in order of first citation: number 1, 2, … */
struct cited {
	struct citable **items;
	size_t count;
	struct map numbers; /* by id; of few sources, empty */
};

struct role {
	str slug;
	str sort_key; /* of its title: '0' for signs and digits, '1' for Latin letters, '2' for others, then folded */
	const struct source *source;
	struct arena arena; /* owns all below */
	struct role_record is;
	struct prose body;
	const struct category *of_category;
	size_t category_index;
	struct score_task *score_tasks; /* by level: level * tasks.count + task */
	struct role_level *levels;      /* one a level of the site, in its order */
	struct role_level *baseline;
	struct cited cited;    /* anywhere in the role */
	struct mark *cited_at; /* the first place of each, by path */
	LIST_OF(str) mentions; /* roles whose figures its texts give */
	struct hash128 files;  /* of the paths and contents that it is made from */
	size_t number;         /* of loading */
	size_t rank;           /* by baseline risk, 1 the highest; ties share */
	size_t below;          /* roles with a lower risk */
	uint32_t percentile;
	str url; /* /base/roles/slug/ */
	struct target target;
	bool is_skipped; /* draft or not yet */
	bool is_loaded;  /* without errors that stop scoring */
	bool is_scored;
	bool has_hours;  /* weights are hours: only then may "of 100 hours" be said */
	bool is_carried; /* taken over from the site before, which still owns it: see site_read_again */
};

struct article {
	str slug;
	const struct source *source;
	struct article_record is;
	struct prose body;
	struct cited cited;
	str url;
	bool is_skipped;
};

struct page {
	str slug;
	const struct source *source;
	struct page_record is;
	struct prose body;
	struct cited cited;
	str url;
	bool is_skipped;
};

/* What stands above a skill's list of roles: skills/<id>.md. */
struct skill_intro {
	str id;
	const struct source *source;
	str description;
	struct prose body;
};

/* An address where something was. */
struct redirect {
	str from;                /* without base: /old.html, and /old/ for what had a page; all below for a role's */
	str to;                  /* as pages write it, or elsewhere a whole address */
	const struct role *role; /* that had the slug before, or NULL */
	struct mark mark;
};

struct skipped {
	str path;
	str why; /* "draft", "from 2027-01-01" */
};

struct site_options {
	str folder;        /* where content/ and themes/ are: "." */
	str themes;        /* where a theme is looked for that the site does not have; empty: nowhere */
	int themes_error;  /* why nobody could look for it; else 0 */
	struct date as_of; /* the day that counts for publish_on and expiry */
	bool with_drafts;
	bool without_cards; /* --no-cards: for this build, whatever site.yaml says */
	bool without_lint;  /* for commands that are not about the texts */
	bool with_repeats;  /* the lint compares the roles' texts with each other, too */
	const str *model;   /* what this run has otherwise than site.yaml: see model_load */
	size_t model_count;
	size_t workers;
	bool (*is_stopped)(void);  /* asked now and then while loading, which then ends early; may be NULL */
	const str *band_labels;    /* BAND_COUNT words for [=band]; NULL for the keys */
	const str *callout_titles; /* see markdown_options; NULL for English */
};

struct site {
	struct arena arena;
	struct site_options options;
	struct input **inputs; /* by path */
	size_t input_count;
	struct site *before; /* while an update is under way: what carried roles and inputs belong to */
	bool may_carry;      /* roles of the site before may be taken over */
	bool has_lost;       /* something that texts could link to has gone or changed: nothing may be carried */
	struct settings settings;
	struct model own;               /* how site.yaml has scores made */
	struct model model;             /* and how this run makes them */
	struct variant_change *variant; /* what differs between the two, in the order of the keys, single levels last */
	size_t variant_count;
	const struct level *levels;
	size_t level_count, baseline;
	struct map category_by_id; /* struct category * */
	str base;                  /* "", "/name": path of base_url without last slash */
	str url;                   /* base_url without last slash */
	LIST_OF(struct citable) sources;
	struct map source_by_id; /* struct citable * */
	bool has_unread_sources; /* sources.yaml is there, but broken: nobody can say what is missing in it */
	LIST_OF(struct benchmark) benchmarks;
	struct edition *editions; /* oldest first */
	size_t edition_count;
	struct role *roles; /* by title, then slug; skipped ones are left out */
	size_t role_count;
	struct map role_by_slug;  /* struct role * */
	struct article *articles; /* newest first */
	size_t article_count;
	struct page *pages;
	size_t page_count;
	struct skill_intro *skill_intros;
	size_t skill_intro_count;
	struct attachment *attachments;
	size_t attachment_count;
	struct map target_by_url;    /* /articles/pay/ → struct target *: what may be linked, but for roles */
	struct map target_by_source; /* articles/pay.md → struct target *, but for roles */
	struct redirect *redirects;  /* those of site.yaml first */
	size_t redirect_count;
	struct skipped *skipped;
	size_t skipped_count;
	struct map skill_ids; /* of all roles, once they were asked for */
};

/* Reads and hashes every input below <folder>/content. False when the folder or a file cannot be read. */
bool site_read(struct site *site, const struct site_options *options, struct diags *diags);
/* Loads site.yaml from what was read; before site_load, since the theme is named there. */
bool site_settings(struct site *site, struct diags *diags);
/* Both for site.yaml alone: what is wrong elsewhere does not matter. */
bool site_read_settings(struct site *site, const struct site_options *options, struct diags *diags);
/* Loads, checks and scores all else that was read. All complaints of all files are added. */
bool site_load(struct site *site, struct diags *diags);
void site_free(struct site *site);
/* The input of a path below content/, or NULL. */
const struct input *input_named(const struct site *site, str below);

/* Where a path without base leads on to, below a role's old address too, made in `arena`; empty when it does not. */
str redirect_find(const struct site *site, str path, struct arena *arena);

/* Whether a role is there, but left out: a draft, or its day has not come. */
bool site_has_skipped(const struct site *site, str role);

/* An update. The files at `paths` (below content/) and those behind links are read again; all other inputs are borrowed
   from `before`, which stays as it is and must outlive *site. With CARRY_ROLES site_load takes over each role whose
   files, and the roles whose figures it gives, are the same; when site->has_lost says afterwards that links could break
   by it, the update has to be done again with CARRY_NOTHING. *is_same: nothing differs. */
enum carrying { CARRY_NOTHING, CARRY_ROLES };
bool site_read_again(struct site *site, struct site *before, const str *paths, size_t count, enum carrying carrying,
	bool *is_same, struct diags *diags);
/* Ends an update that went well: what was carried belongs to `site` now, and the site before can only be freed. */
void site_settle(struct site *site);
/* Whether the complaint of a source is to be said again: it belongs to a role that was carried. */
bool site_has_carried(const struct site *site, const struct source *source);
/* How a measure knows a role's occupation: by its very code, by codes of finer occupations, whose mean it is, or by the
   code of the smallest group that holds it. */
enum benchmark_match { MATCH_SAME, MATCH_FINER, MATCH_BROADER };

struct published {
	enum benchmark_match match;
	const struct benchmark_code *code; /* the one, or the last of the finer ones */
	size_t count;                      /* codes that it is made of */
	double value;
	str written;       /* as the file gives it, at most four decimals; a mean has one more than its parts */
	int percentile;    /* share of the measure's occupations at or below it; -1 when not known */
	size_t population; /* occupations of the measure; 0 when not known */
};
/* False when the measure does not know the role. A mean's text is made in `arena`. */
bool benchmark_find(
	const struct benchmark *benchmark, const struct role *role, struct arena *arena, struct published *published);
/* The number (from 1) of a source among those that are cited, or 0. */
size_t citation_number(const struct cited *cited, const struct citable *source);

#endif
