/* SPDX-License-Identifier: MIT */
/* A branch is the site: its new tree is made in a repository of our own that lasts as long as the deploy, from the one
   that is there (files of others stay), by commands that know neither a work tree nor hooks, filters or ignored files.
   One commit on top of what is there, pushed without force: who came first is never overwritten. */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "base/fs.h"
#include "publish/deploy_parts.h"

#define OUR_REF "refs/rolecast/base"

enum { SHA256_DIGITS = 64, LARGEST_TRACE = 1 << 24, MOST_SETTINGS = 24, NO_SUCH_REF = 2 };

static const char *branch_of(const struct deployment *deployment)
{
	str branch = deployment->target->branch.s;
	return arena_printf(deployment->arena, "refs/heads/%.*s", STR_ARG(branch.len ? branch : S("gh-pages"))).at;
}

static const char *repository(const struct deployment *deployment)
{
	return arena_printf(deployment->arena, "%s/repository", deployment->scratch).at;
}

struct settings_of_git {
	const char *at[MOST_SETTINGS];
	size_t count;
};

static void set(struct settings_of_git *settings, const char *setting)
{
	if (settings->count + 1 < MOST_SETTINGS)
		settings->at[settings->count++] = setting;
}

/* What a surrounding repository or a user's shell has set for git, but for how to reach and prove who we are. */
static void set_environment(const struct deployment *deployment, struct settings_of_git *settings)
{
	static const char *const always[] = {"LC_ALL=C", "GIT_ALLOW_PROTOCOL=file:git:http:https:ssh", "GIT_WORK_TREE",
		"GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_COMMON_DIR", "GIT_NAMESPACE",
		"GIT_PREFIX", "GIT_QUARANTINE_PATH", "GIT_TEMPLATE_DIR", "SSH_ASKPASS_REQUIRE=never"};
	for (size_t i = 0; i < COUNT(always); i++)
		set(settings, always[i]);
	set(settings, deployment->is_sha256 ? "GIT_DEFAULT_HASH=sha256" : "GIT_DEFAULT_HASH=sha1");
	if (!deployment->may_ask)
		set(settings, "GIT_TERMINAL_PROMPT=0");
	if (!getenv("GIT_SSH_COMMAND") && !getenv("GIT_SSH"))
		set(settings,
			arena_printf(deployment->arena, "GIT_SSH_COMMAND=ssh -o ConnectTimeout=%d%s",
				deployment->timeout, deployment->may_ask ? "" : " -o BatchMode=yes")
				.at);
}

static void set_repository(const struct deployment *deployment, struct settings_of_git *settings)
{
	set_environment(deployment, settings);
	set(settings, arena_printf(deployment->arena, "GIT_DIR=%s", repository(deployment)).at);
	set(settings, arena_printf(deployment->arena, "GIT_INDEX_FILE=%s/index", deployment->scratch).at);
}

/* The repository is gone afterwards: nothing in it need reach the disk. */
static struct deploy_words words_of(const struct deployment *deployment, const char *command)
{
	static const char *const settings[] = {"core.hooksPath=/dev/null", "core.autocrlf=false", "gc.auto=0",
		"maintenance.auto=false", "push.followTags=false", "push.gpgSign=false", "push.recurseSubmodules=no",
		"core.fsmonitor=false", "core.fsync=none", "core.looseCompression=1", "http.lowSpeedLimit=1"};
	struct deploy_words words = {0};
	deploy_word(&words, "git");
	for (size_t i = 0; i < COUNT(settings); i++) {
		deploy_word(&words, "-c");
		deploy_word(&words, settings[i]);
	}
	deploy_word(&words, "-c");
	deploy_word(&words, arena_printf(deployment->arena, "http.lowSpeedTime=%d", deployment->timeout).at);
	deploy_word(&words, command);
	return words;
}

/* The last line counts. */
static void take_answer(void *context, str line)
{
	struct buf *answer = context;
	answer->len = 0;
	buf_put(answer, line);
}

/* Runs git in our repository. *answer is its last line of output, where one is wanted. */
static bool ask(struct deployment *deployment, const struct deploy_words *words, const char *input, const char *doing,
	str *answer)
{
	struct settings_of_git settings = {0};
	struct process_end end;
	struct buf line = {0};
	set_repository(deployment, &settings);
	struct deploy_run how = {.environment = settings.at,
		.input = input,
		.line_end = '\n',
		.print = answer ? take_answer : NULL,
		.context = &line};
	bool is_run = deploy_run(deployment, words, &how, &end);
	if (answer)
		*answer = buf_copy(&line, deployment->arena);
	buf_free(&line);
	return is_run && (end.status == 0 || deploy_failed(deployment, doing, &end));
}

static bool init(struct deployment *deployment)
{
	struct deploy_words words = words_of(deployment, "init");
	deploy_word(&words, "--quiet");
	deploy_word(&words, "--bare");
	deploy_word(&words, "--template=");
	return ask(deployment, &words, NULL, "preparing to send to", NULL);
}

/* Where there is no commit yet, only what git and the other side say to each other tells their hash. */
static bool has_told_sha256(const struct deployment *deployment, const char *trace)
{
	str said;
	return fs_read(AT_FDCWD, str_of(trace), LARGEST_TRACE, deployment->arena, &said)
		&& str_search(said, S("object-format=sha256")) < said.len;
}

/* The commit that the branch is at; empty when there is no such branch. */
static bool ask_tip(struct deployment *deployment, str *tip)
{
	struct deploy_words words = words_of(deployment, "ls-remote");
	struct settings_of_git settings = {0};
	struct process_end end;
	struct buf line = {0};
	set_environment(deployment, &settings);
	const char *trace = arena_printf(deployment->arena, "%s/trace", deployment->scratch).at;
	set(&settings, "GIT_DIR");
	set(&settings, arena_printf(deployment->arena, "GIT_TRACE_PACKET=%s", trace).at);
	struct deploy_run how = {.environment = settings.at, .line_end = '\n', .print = take_answer, .context = &line};
	deploy_word(&words, "--exit-code");
	deploy_word(&words, "--");
	deploy_word(&words, deployment->address);
	deploy_word(&words, branch_of(deployment));
	bool is_run = deploy_run(deployment, &words, &how, &end);
	str found = buf_copy(&line, deployment->arena);
	buf_free(&line);
	if (!is_run)
		return false;
	*tip = end.status == 0 ? str_part(found, 0, str_find(found, '\t')) : (str){0};
	deployment->is_sha256 = tip->len ? tip->len == SHA256_DIGITS : has_told_sha256(deployment, trace);
	return end.status == 0 || end.status == NO_SUCH_REF || deploy_failed(deployment, "looking at", &end);
}

static bool fetch(struct deployment *deployment)
{
	struct deploy_words words = words_of(deployment, "fetch"), which = words_of(deployment, "rev-parse");
	deploy_word(&words, "--quiet");
	deploy_word(&words, "--depth=1");
	deploy_word(&words, "--no-tags");
	deploy_word(&words, "--no-recurse-submodules");
	deploy_word(&words, "--");
	deploy_word(&words, deployment->address);
	deploy_word(&words, arena_printf(deployment->arena, "+%s:" OUR_REF, branch_of(deployment)).at);
	deploy_word(&which, "--verify");
	deploy_word(&which, OUR_REF);
	return ask(deployment, &words, NULL, "fetching from", NULL)
		&& ask(deployment, &which, NULL, "fetching from", &deployment->base);
}

/* 100644 blob 1f7a7a472abf3dd9643fd615f6da379c4acb3e3a<TAB>path */
static void take_entry(void *context, str line)
{
	struct deployment *deployment = context;
	str facts, mode, kind;
	if (!str_take_until(&line, '\t', &facts) || !str_take_until(&facts, ' ', &mode)
		|| !str_take_until(&facts, ' ', &kind))
		return;
	str path = arena_copy(deployment->arena, line);
	str *blob = arena_new(deployment->arena, str);
	bool is_plain = str_eq(mode, S("100644")), is_link = str_eq(mode, S("120000"));
	*blob = is_plain ? arena_copy(deployment->arena, facts) : S("other");
	*map_at(&deployment->blobs, deployment->arena, path) = blob;
	if (is_link)
		deploy_is_link(deployment, path);
	else
		deploy_is_there(deployment, path);
}

static void gather(void *context, str line)
{
	buf_put(context, line);
	buf_char(context, '\n');
}

static bool read_tree(struct deployment *deployment)
{
	struct deploy_words words = words_of(deployment, "ls-tree");
	struct settings_of_git settings = {0};
	struct process_end end;
	set_repository(deployment, &settings);
	struct deploy_run how = {.environment = settings.at, .print = take_entry, .context = deployment};
	deploy_word(&words, "-r");
	deploy_word(&words, "-z");
	deploy_word(&words, deployment->base.at);
	return deploy_run(deployment, &words, &how, &end)
		&& (end.status == 0 || deploy_failed(deployment, "looking at", &end));
}

static bool read_record(struct deployment *deployment)
{
	struct deploy_words words = words_of(deployment, "cat-file");
	struct settings_of_git settings = {0};
	struct process_end end;
	struct buf text = {0};
	set_repository(deployment, &settings);
	struct deploy_run how = {.environment = settings.at, .line_end = '\n', .print = gather, .context = &text};
	deploy_word(&words, "blob");
	deploy_word(&words, arena_printf(deployment->arena, "%s:" RECORD_NAME, deployment->base.at).at);
	bool ok = deploy_run(deployment, &words, &how, &end)
		&& (end.status == 0 || deploy_failed(deployment, "looking at", &end));
	if (ok)
		deploy_take_record(deployment, buf_str(&text));
	buf_free(&text);
	return ok;
}

struct hashing {
	struct deployment *deployment;
	size_t next;
	str *hashes; /* one a file */
};

static void take_hash(void *context, str line)
{
	struct hashing *hashing = context;
	if (hashing->next < hashing->deployment->count)
		hashing->hashes[hashing->next++] = arena_copy(hashing->deployment->arena, line);
}

/* Each file as a blob, whatever is set up for it elsewhere. */
static bool hash_files(struct deployment *deployment, str *hashes)
{
	struct deploy_words words = words_of(deployment, "hash-object");
	struct settings_of_git settings = {0};
	struct hashing hashing = {.deployment = deployment, .hashes = hashes};
	struct process_end end;
	struct buf paths = {0};
	for (size_t i = 0; i < deployment->count; i++)
		buf_printf(&paths, "%s%.*s\n", deployment->source, STR_ARG(deployment->files[i].path));
	const char *list = deploy_scratch(deployment, "list", buf_str(&paths));
	buf_free(&paths);
	set_repository(deployment, &settings);
	struct deploy_run how = {
		.environment = settings.at, .input = list, .line_end = '\n', .print = take_hash, .context = &hashing};
	deploy_word(&words, "-w");
	deploy_word(&words, "--no-filters");
	deploy_word(&words, "--stdin-paths");
	if (!list || !deploy_run(deployment, &words, &how, &end))
		return false;
	return (end.status == 0 && hashing.next == deployment->count)
		|| deploy_failed(deployment, "preparing to send to", &end);
}

/* The tree to come: that of the branch, without what is no longer ours, with what is. */
static bool make_index(struct deployment *deployment, const str *hashes)
{
	struct deploy_words read = words_of(deployment, "read-tree"), words = words_of(deployment, "update-index");
	struct buf entries = {0};
	if (deployment->base.len) {
		deploy_word(&read, deployment->base.at);
		if (!ask(deployment, &read, NULL, "preparing to send to", NULL))
			return false;
	}
	for (size_t i = 0; i < deployment->recorded.count; i++) {
		str path = deployment->recorded.entries[i].key;
		bool is_gone = !map_get(&deployment->by_path, path) && !map_get(&deployment->links, path);
		if (map_get(&deployment->there, path) && is_gone) {
			buf_printf(&entries, "0 %.*s\t%.*s", STR_ARG(deployment->base), STR_ARG(path));
			buf_char(&entries, 0);
		}
	}
	for (size_t i = 0; i < deployment->count; i++) {
		buf_printf(&entries, "100644 %.*s\t%.*s", STR_ARG(hashes[i]), STR_ARG(deployment->files[i].path));
		buf_char(&entries, 0);
	}
	const char *list = deploy_scratch(deployment, "entries", buf_str(&entries));
	buf_free(&entries);
	deploy_word(&words, "-z");
	deploy_word(&words, "--index-info");
	return list && ask(deployment, &words, list, "preparing to send to", NULL);
}

static bool look(struct deployment *deployment)
{
	str *hashes = arena_array(deployment->arena, str, deployment->count);
	if (!ask_tip(deployment, &deployment->base) || !init(deployment))
		return false;
	if (deployment->base.len && (!fetch(deployment) || !read_tree(deployment)))
		return false;
	if ((deployment->has_record && !read_record(deployment)) || !hash_files(deployment, hashes))
		return false;
	for (size_t i = 0; i < deployment->count; i++) {
		struct deploy_file *file = &deployment->files[i];
		const str *blob = map_get(&deployment->blobs, file->path);
		file->change = !blob ? DEPLOY_ADD : str_eq(*blob, hashes[i]) ? DEPLOY_SAME : DEPLOY_CHANGE;
	}
	return make_index(deployment, hashes);
}

static bool add_record(struct deployment *deployment)
{
	struct deploy_words hash = words_of(deployment, "hash-object"), words = words_of(deployment, "update-index");
	struct buf text = {0};
	str blob;
	deploy_put_record(deployment, &text);
	const char *file = deploy_scratch(deployment, "record", buf_str(&text));
	buf_free(&text);
	deploy_word(&hash, "-w");
	deploy_word(&hash, "--no-filters");
	deploy_word(&hash, "--");
	deploy_word(&hash, file);
	if (!file || !ask(deployment, &hash, NULL, "preparing to send to", &blob))
		return false;
	deploy_word(&words, "--add");
	deploy_word(&words, "--cacheinfo");
	deploy_word(&words, arena_printf(deployment->arena, "100644,%.*s," RECORD_NAME, STR_ARG(blob)).at);
	return ask(deployment, &words, NULL, "preparing to send to", NULL);
}

/* What git would call the user in the folder of the site; empty when it has no name. */
static bool ask_identity(struct deployment *deployment, const char *key, str *value)
{
	struct deploy_words words = {0};
	struct settings_of_git settings = {0};
	struct process_end end;
	struct buf line = {0};
	set_environment(deployment, &settings);
	set(&settings, "GIT_DIR");
	struct deploy_run how = {.environment = settings.at, .line_end = '\n', .print = take_answer, .context = &line};
	deploy_word(&words, "git");
	deploy_word(&words, "-C");
	deploy_word(&words, deployment->folder.len ? arena_copy(deployment->arena, deployment->folder).at : ".");
	deploy_word(&words, "config");
	deploy_word(&words, "--get");
	deploy_word(&words, key);
	bool is_run = deploy_run(deployment, &words, &how, &end);
	*value = buf_copy(&line, deployment->arena);
	buf_free(&line);
	return is_run;
}

static bool set_identity(struct deployment *deployment, struct settings_of_git *settings)
{
	static const struct {
		const char *key, *usual, *names[2];
	} rows[] = {{"user.name", "rolecast", {"GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"}},
		{"user.email", "rolecast@localhost", {"GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"}}};
	for (size_t i = 0; i < COUNT(rows); i++) {
		str value;
		if (!ask_identity(deployment, rows[i].key, &value))
			return false;
		if (value.len == 0)
			value = str_of(rows[i].usual);
		for (size_t k = 0; k < COUNT(rows[i].names); k++)
			if (!getenv(rows[i].names[k]))
				set(settings,
					arena_printf(deployment->arena, "%s=%.*s", rows[i].names[k], STR_ARG(value))
						.at);
	}
	return true;
}

static bool commit(struct deployment *deployment, str *commit_made)
{
	struct deploy_words words = words_of(deployment, "commit-tree");
	struct settings_of_git settings = {0};
	struct process_end end;
	struct buf line = {0};
	const char *message = deploy_scratch(deployment, "message", deployment->message);
	set_repository(deployment, &settings);
	if (!message || !set_identity(deployment, &settings))
		return false;
	if (deployment->base.len) {
		deploy_word(&words, "-p");
		deploy_word(&words, deployment->base.at);
	}
	deploy_word(&words, "-F");
	deploy_word(&words, message);
	deploy_word(&words, deployment->tree.at);
	struct deploy_run how = {.environment = settings.at, .line_end = '\n', .print = take_answer, .context = &line};
	bool is_run = deploy_run(deployment, &words, &how, &end);
	*commit_made = buf_copy(&line, deployment->arena);
	buf_free(&line);
	return is_run && (end.status == 0 || deploy_failed(deployment, "preparing to send to", &end));
}

static bool push(struct deployment *deployment, str commit_made)
{
	struct deploy_words words = words_of(deployment, "push");
	deploy_word(&words, "--quiet");
	deploy_word(&words, "--no-verify");
	deploy_word(&words, "--");
	deploy_word(&words, deployment->address);
	deploy_word(&words, arena_printf(deployment->arena, "%.*s:%s", STR_ARG(commit_made), branch_of(deployment)).at);
	return ask(deployment, &words, NULL, "sending to", NULL);
}

static bool publish(struct deployment *deployment)
{
	struct deploy_words words = words_of(deployment, "write-tree");
	str made, tip;
	if (!add_record(deployment) || !ask(deployment, &words, NULL, "preparing to send to", &deployment->tree)
		|| !commit(deployment, &made) || !push(deployment, made) || !ask_tip(deployment, &tip))
		return false;
	return str_eq(tip, made) || deploy_differs(deployment, str_of(branch_of(deployment)));
}

const struct deploy_tool deploy_git = {.name = "git", .look = look, .publish = publish};
