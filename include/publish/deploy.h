/* SPDX-License-Identifier: MIT */
/* Sends an output folder to a target of site.yaml with a tool that people have: rsync, rclone or git. Sending, retrying
   and comparing are the tool's own. Ours is what a site needs of it: the plan; the order, so that no page is ever
   without what it shows; and that only files of ours are replaced and removed.

   Names of ours at a target: .rolecast-deployed (the paths that are ours), .rolecast-deploying (while files are on
   their way: those that are about to be), .rolecast-tmp/ (with rsync: files on their way). */
#ifndef ROLECAST_PUBLISH_DEPLOY_H
#define ROLECAST_PUBLISH_DEPLOY_H

#include "base/map.h"
#include "content/records.h"
#include "publish/publish.h"

enum deploy_change { DEPLOY_SAME, DEPLOY_ADD, DEPLOY_CHANGE };

struct deploy_file {
	str path;
	enum publish_order order;
	enum deploy_change change;
	bool is_heard; /* the tool has told of it */
};

struct deploy_tool;

enum { DEPLOY_ANY_DELETES = -1 };

struct deployment {
	/* Given. */
	struct arena *arena;
	struct diags *diags;
	const struct deploy_target *target;
	str folder;          /* of the site; other folders are told as seen from there */
	str out;             /* the output folder */
	str made_with;       /* what it must have been made with: see publish_plan */
	str message;         /* of a commit */
	str url;             /* of the site */
	int timeout;         /* seconds without any news */
	int64_t max_deletes; /* more are refused; DEPLOY_ANY_DELETES: as many as a site usually loses */
	bool is_forced;      /* what stands in the way is replaced */
	bool may_ask;        /* the tool may ask for a password */
	void (*step)(void *context);
	void *context; /* of step, which is called for each file that was sent */

	/* The plan. */
	struct publish_lock *lock;
	const struct deploy_tool *tool;
	const char *address;       /* as the tool gets it */
	const char *local;         /* the folder of this machine that it is, links followed; NULL: it is none */
	str site;                  /* the folder of the site, from the root */
	const char *source;        /* the output folder, from the root, with a slash */
	const char *scratch;       /* a folder for files of ours, from the root, without slash */
	struct deploy_file *files; /* all that is to be there, by path */
	size_t count, adds, changes;
	uint64_t bytes, largest; /* of all files, of the largest */
	str largest_path;
	str *deletes; /* ours, and no longer made */
	size_t delete_count;
	size_t foreign; /* files of others that are there */
	str *strays;    /* files in the output that are not of the site */
	size_t stray_count;
	bool needs_tidying; /* nothing is to be sent, but an earlier deploy has left something to do */

	/* What the tools keep. */
	struct map by_path;  /* struct deploy_file * */
	struct map there;    /* paths that are there; filled by the tool */
	struct map recorded; /* paths that are ours there */
	struct map links;    /* of others: no link is ours */
	str other_site;      /* the address of the site that is there, when it is not this one */
	bool has_record, has_journal, has_leftovers;
	bool has_old_record; /* that does not tell of which site */
	bool compares_bytes; /* rclone: there are no hashes to compare */
	bool is_sha256;      /* git: the hash of that repository */
	str base;            /* git: the commit that is there; empty when there is none */
	str tree;
	struct map blobs;
};

/* Locks the output and looks whether it is what a build made. False with a diagnostic. */
bool deploy_open(struct deployment *deployment);
/* Looks at the target and makes the plan; nothing is changed there. */
bool deploy_survey(struct deployment *deployment);
/* Whether the plan may be done: not too many files would be lost, and nothing of others is in the way. */
bool deploy_check(struct deployment *deployment);
/* Does it. */
bool deploy_send(struct deployment *deployment);
void deploy_close(struct deployment *deployment);

#endif
