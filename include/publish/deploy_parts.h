/* SPDX-License-Identifier: MIT */
/* The parts of a deploy; only src/publish includes this. */
#ifndef ROLECAST_PUBLISH_DEPLOY_PARTS_H
#define ROLECAST_PUBLISH_DEPLOY_PARTS_H

#include "base/buf.h"
#include "base/process.h"
#include "publish/deploy.h"

#define RECORD_NAME ".rolecast-deployed"
#define RECORD_JOURNAL ".rolecast-deploying"
#define RECORD_TEMPORARY ".rolecast-tmp"

/* What each tool does. All are false with a diagnostic; lists are files of paths, see deploy_list. */
struct deploy_tool {
	const char *name;
	const char *list_start; /* of each path in its lists, and its end */
	char list_end;
	/* Fills `there`, `change` of each file, and what is recorded. */
	bool (*look)(struct deployment *deployment);
	/* All at once; NULL: by the steps below. */
	bool (*publish)(struct deployment *deployment);
	/* Puts the text into a file of ours at the target. Before anything is sent, `prepare` was called. */
	bool (*prepare)(struct deployment *deployment);
	bool (*put)(struct deployment *deployment, const char *name, str text);
	bool (*send)(struct deployment *deployment, const char *list);
	bool (*remove)(struct deployment *deployment, const char *list);
	/* Folders that have lost all their files, the deepest first; one that is not empty stays. */
	bool (*prune)(struct deployment *deployment, const str *folders, size_t count);
	/* Adds an error when one of the files is not the same there. */
	bool (*verify)(struct deployment *deployment, const char *list);
	/* Removes the journal, and what earlier deploys have left. */
	bool (*tidy)(struct deployment *deployment);
};

extern const struct deploy_tool deploy_rsync, deploy_rclone, deploy_git;

/* Words of a command line. */
struct deploy_words {
	const char *at[48];
	size_t count;
};
void deploy_word(struct deploy_words *words, const char *word);
/* Runs the tool; with `print` each line of its output goes there. False with a diagnostic when it could not be started
   or this program is to stop; else its status is for the caller to judge. */
struct deploy_run {
	const char *const *environment;
	const char *input;
	char line_end; /* 0 stands for a NUL byte */
	void (*print)(void *context, str line);
	bool (*complain)(void *context, str line);
	void *context;
};
bool deploy_run(struct deployment *deployment, const struct deploy_words *words, const struct deploy_run *how,
	struct process_end *end);
/* A list of paths in the scratch folder, its name from the root; NULL with a diagnostic. */
const char *deploy_list(struct deployment *deployment, const str *paths, size_t count);
/* A text there; likewise. */
const char *deploy_scratch(struct deployment *deployment, const char *name, str text);
/* An empty folder there; likewise. */
const char *deploy_scratch_folder(struct deployment *deployment, const char *name);

/* The target has a file. Names of ours are understood. */
void deploy_is_there(struct deployment *deployment, str path);
/* Whether a file of the site would have to be sent. */
void deploy_mark(struct deployment *deployment, str path, enum deploy_change change);
/* A symbolic link is there, instead of a file or a folder. */
void deploy_is_link(struct deployment *deployment, str path);

/* A tool passes over what it does not understand: so it has to tell of each file. Between these two it does; false with
   a diagnostic when it did not tell of one that has this change or a later one. */
void deploy_listen(struct deployment *deployment);
void deploy_hear(struct deployment *deployment, str path);
bool deploy_has_heard(struct deployment *deployment, enum deploy_change least);

/* The address as the tool gets it: relative folders begin at the site. False with a diagnostic. */
bool deploy_take_address(struct deployment *deployment);
/* A folder of this machine may be none of the site's. False with a diagnostic. */
bool deploy_check_place(struct deployment *deployment);
/* Marks links in a folder of this machine; and what a link stands in for has to be sent. */
bool deploy_find_links(struct deployment *deployment);
/* Removes those that stand where files are to be. */
bool deploy_clear_links(struct deployment *deployment);

/* Takes what an earlier deploy has recorded: the paths of a record or a journal, even of one that was cut short. */
void deploy_take_record(struct deployment *deployment, str text);
/* What is ours once all is done, and what may be meanwhile. */
void deploy_put_record(const struct deployment *deployment, struct buf *out);
void deploy_put_journal(const struct deployment *deployment, struct buf *out);

/* What is recorded there is what would be: then no record need be written. */
bool deploy_is_recorded(const struct deployment *deployment);

/* What a tool's last words mean. Always false. */
bool deploy_failed(struct deployment *deployment, const char *doing, const struct process_end *end);
bool deploy_differs(struct deployment *deployment, str path);
bool deploy_passed_over(struct deployment *deployment, str path);
/* Words from elsewhere: no control of a terminal, no endless lines. */
str deploy_harmless(struct arena *arena, str line);

#endif
