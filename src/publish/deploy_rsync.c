/* SPDX-License-Identifier: MIT */
/* rsync writes each file aside, in .rolecast-tmp of the target, and renames it: a file is always old or new, and what
   a crash leaves lies in one folder. Times are not sent: files are compared by their checksums (-c), and a server tells
   the time at which a file came. Files are deleted by naming those that an empty folder does not have. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>

#include "base/fs.h"
#include "publish/deploy_parts.h"

enum { RSYNC_PARTIAL = 23, RSYNC_VANISHED = 24, LARGEST_RECORD = 1 << 30 };

static bool is_daemon(const struct deployment *deployment)
{
	str address = str_of(deployment->address);
	return str_starts(address, S("rsync://")) || str_starts(str_skip(address, deploy_colon(address)), S("::"));
}

static bool is_over_ssh(const struct deployment *deployment)
{
	str address = str_of(deployment->address);
	return !is_daemon(deployment) && deploy_colon(address) < address.len;
}

/* A shell that the user has chosen for rsync is left alone. */
static const char *const *environment_of(const struct deployment *deployment)
{
	const char **environment = arena_array(deployment->arena, const char *, 4);
	size_t count = 0;
	environment[count++] = "LC_ALL=C";
	environment[count++] = "SSH_ASKPASS_REQUIRE=never";
	if (is_over_ssh(deployment) && !getenv("RSYNC_RSH"))
		environment[count++] = arena_printf(deployment->arena, "RSYNC_RSH=ssh -o ConnectTimeout=%d%s",
			deployment->timeout, deployment->may_ask ? "" : " -o BatchMode=yes")
					       .at;
	return environment;
}

static struct deploy_words words_of(const struct deployment *deployment)
{
	struct deploy_words words = {0};
	deploy_word(&words, "rsync");
	deploy_word(&words, "--8-bit-output");
	deploy_word(&words, "--no-motd");
	deploy_word(&words, arena_printf(deployment->arena, "--timeout=%d", deployment->timeout).at);
	if (is_daemon(deployment))
		deploy_word(&words, arena_printf(deployment->arena, "--contimeout=%d", deployment->timeout).at);
	return words;
}

static void add_list(struct deployment *deployment, struct deploy_words *words, const char *list)
{
	deploy_word(words, "--from0");
	deploy_word(words, arena_printf(deployment->arena, "--files-from=%s", list).at);
}

/* The target, or something below it, with a slash for a folder. */
static const char *place(const struct deployment *deployment, const char *below)
{
	str address = str_of(deployment->address);
	bool has_slash = str_ends(address, S("/")) || (is_over_ssh(deployment) && str_ends(address, S(":")));
	return arena_printf(deployment->arena, "%s%s%s", deployment->address, has_slash ? "" : "/", below).at;
}

static void add_places(struct deploy_words *words, const char *from, const char *to)
{
	deploy_word(words, "--");
	deploy_word(words, from);
	deploy_word(words, to);
}

static bool run(struct deployment *deployment, const struct deploy_words *words, void (*print)(void *context, str line),
	void *context, struct process_end *end)
{
	struct deploy_run how = {
		.environment = environment_of(deployment), .line_end = '\n', .print = print, .context = context};
	return deploy_run(deployment, words, &how, end);
}

/* \#101 is what rsync prints for a byte that is none of a line. */
static str unescaped(struct arena *arena, str name)
{
	if (str_search(name, S("\\#")) == name.len)
		return name;
	char *out = arena_alloc(arena, name.len + 1);
	size_t len = 0;
	for (size_t i = 0; i < name.len; i++) {
		const char *at = name.at + i;
		bool is_escape = i + 4 < name.len && at[0] == '\\' && at[1] == '#' && at[2] >= '0' && at[2] <= '3'
			&& at[3] >= '0' && at[3] <= '7' && at[4] >= '0' && at[4] <= '7';
		out[len++] = is_escape ? (char)((at[2] - '0') * 64 + (at[3] - '0') * 8 + at[4] - '0') : *at;
		i += is_escape ? 4 : 0;
	}
	return (str){out, len};
}

struct listing {
	struct deployment *deployment;
	bool has_folder; /* the target itself was told */
};

/* -rw-r--r--          5 2026/11/21 16:23:56 old/x/gone.html */
static void take_listed(void *context, str line)
{
	struct listing *listing = context;
	struct deployment *deployment = listing->deployment;
	bool is_file = str_starts(line, S("-")), is_link = str_starts(line, S("l"));
	str word;
	for (int i = 0; i < 4; i++) {
		str_take_until(&line, ' ', &word);
		while (i < 3 && str_starts(line, S(" ")))
			line = str_skip(line, 1);
	}
	if (str_eq(line, S(".")))
		listing->has_folder = true;
	else if (is_file)
		deploy_is_there(deployment, unescaped(deployment->arena, line));
	else if (is_link)
		deploy_is_link(
			deployment, unescaped(deployment->arena, str_part(line, 0, str_search(line, S(" -> ")))));
	else if (str_eq(line, S(RECORD_TEMPORARY)))
		deployment->has_leftovers = true;
}

/* Folders that we may not look into are others' business; a target that is not there yet is an empty one. */
static bool list(struct deployment *deployment)
{
	struct deploy_words words = words_of(deployment);
	struct listing listing = {.deployment = deployment};
	struct process_end end;
	deploy_word(&words, "--list-only");
	deploy_word(&words, "--recursive");
	deploy_word(&words, "--links");
	deploy_word(&words, "--no-human-readable");
	deploy_word(&words, "--");
	deploy_word(&words, place(deployment, ""));
	if (!run(deployment, &words, take_listed, &listing, &end))
		return false;
	bool is_partial = end.status == RSYNC_PARTIAL || end.status == RSYNC_VANISHED;
	bool is_missing = is_partial && !listing.has_folder
		&& str_search(end.told, S("No such file or directory")) < end.told.len
		&& str_search(end.told, S("change_dir")) < end.told.len;
	return end.status == 0 || is_missing || (is_partial && listing.has_folder)
		|| deploy_failed(deployment, "looking at", &end);
}

static bool read_record(struct deployment *deployment, const char *name)
{
	struct deploy_words words = words_of(deployment);
	struct process_end end;
	str text;
	const char *got = deploy_scratch_folder(deployment, "got");
	if (!got)
		return false;
	add_places(&words, place(deployment, name), arena_printf(deployment->arena, "%s/", got).at);
	if (!run(deployment, &words, NULL, NULL, &end))
		return false;
	if (end.status != 0)
		return deploy_failed(deployment, "looking at", &end);
	str path = arena_printf(deployment->arena, "%s/%s", got, name);
	if (fs_read(AT_FDCWD, path, LARGEST_RECORD, deployment->arena, &text))
		deploy_take_record(deployment, text);
	else if (errno != EINVAL && !fs_is_absence(errno)) /* what is no file is no record */
		return diag_system(deployment->diags, "unreadable", str_of(name), errno, "cannot read");
	return true;
}

static bool read_records(struct deployment *deployment)
{
	return (!deployment->has_record || read_record(deployment, RECORD_NAME))
		&& (!deployment->has_journal || read_record(deployment, RECORD_JOURNAL));
}

/* <fcst......|roles/index.html, and what is the same: .f          |index.html */
static bool take_itemized(str line, str *what, str *path)
{
	if (!str_take_until(&line, '|', what) || what->len < 3 || what->at[1] != 'f')
		return false;
	*path = line;
	return true;
}

static void take_compared(void *context, str line)
{
	struct deployment *deployment = context;
	str what, path;
	if (!take_itemized(line, &what, &path))
		return;
	path = unescaped(deployment->arena, path);
	deploy_hear(deployment, path);
	if (what.at[0] == '<' || what.at[0] == '>')
		deploy_mark(deployment, path, what.at[2] == '+' ? DEPLOY_ADD : DEPLOY_CHANGE);
}

static struct deploy_words comparing(struct deployment *deployment, const char *list_of_them)
{
	struct deploy_words words = words_of(deployment);
	deploy_word(&words, "--dry-run");
	deploy_word(&words, "--checksum");
	deploy_word(&words, "--no-implied-dirs");
	deploy_word(&words, "-ii");
	deploy_word(&words, "--out-format=%i|%n");
	add_list(deployment, &words, list_of_them);
	add_places(&words, deployment->source, place(deployment, ""));
	return words;
}

/* A file there where a folder must be, or the other way round: rsync cannot compare below one. */
static bool is_barred(const struct deployment *deployment, const struct map *folders, str path)
{
	for (str folder = fs_folder_of(path); folder.len; folder = fs_folder_of(folder))
		if (map_get(&deployment->there, folder))
			return true;
	return map_get(folders, path) != NULL;
}

/* What can be compared; all else is to be added. */
static size_t comparable(struct deployment *deployment, str *paths)
{
	struct map folders = {0};
	size_t count = 0;
	for (size_t i = 0; i < deployment->there.count; i++)
		for (str folder = fs_folder_of(deployment->there.entries[i].key); folder.len;
			folder = fs_folder_of(folder))
			*map_at(&folders, deployment->arena, folder) = deployment;
	for (size_t i = 0; i < deployment->count; i++)
		if (is_barred(deployment, &folders, deployment->files[i].path)) {
			deployment->files[i].change = DEPLOY_ADD;
			deployment->files[i].is_heard = true;
		} else {
			paths[count++] = deployment->files[i].path;
		}
	return count;
}

static bool look(struct deployment *deployment)
{
	struct process_end end;
	str *paths = arena_array(deployment->arena, str, deployment->count);
	if (!list(deployment) || !read_records(deployment))
		return false;
	deploy_listen(deployment);
	const char *all = deploy_list(deployment, paths, comparable(deployment, paths));
	if (!all)
		return false;
	struct deploy_words words = comparing(deployment, all);
	if (!run(deployment, &words, take_compared, deployment, &end))
		return false;
	if (end.status != 0)
		return deploy_failed(deployment, "comparing with", &end);
	return deploy_has_heard(deployment, DEPLOY_SAME);
}

/* One folder for what is on its way. */
static bool prepare(struct deployment *deployment)
{
	struct deploy_words words = words_of(deployment);
	struct process_end end;
	const char *from = deploy_scratch_folder(deployment, "first");
	if (!from || !deploy_scratch_folder(deployment, "first/" RECORD_TEMPORARY))
		return false;
	deploy_word(&words, "--dirs");
	deploy_word(&words, "--chmod=D700");
	add_places(&words, arena_printf(deployment->arena, "%s/" RECORD_TEMPORARY, from).at, place(deployment, ""));
	if (!run(deployment, &words, NULL, NULL, &end))
		return false;
	return end.status == 0 || deploy_failed(deployment, "sending to", &end);
}

static void add_sending(struct deploy_words *words)
{
	deploy_word(words, "--ignore-times");
	deploy_word(words, "--chmod=D755,F644");
	deploy_word(words, "--temp-dir=" RECORD_TEMPORARY);
}

static bool put(struct deployment *deployment, const char *name, str text)
{
	struct deploy_words words = words_of(deployment);
	struct process_end end;
	const char *file = deploy_scratch(deployment, name, text);
	if (!file)
		return false;
	add_sending(&words);
	add_places(&words, file, place(deployment, ""));
	if (!run(deployment, &words, NULL, NULL, &end))
		return false;
	return end.status == 0 || deploy_failed(deployment, "sending to", &end);
}

static void count_sent(void *context, str line)
{
	struct deployment *deployment = context;
	if (line.len && deployment->step && !str_ends(line, S("/")))
		deployment->step(deployment->context);
}

static bool send(struct deployment *deployment, const char *list_of_them)
{
	struct deploy_words words = words_of(deployment);
	struct process_end end;
	add_sending(&words);
	deploy_word(&words, "--no-implied-dirs");
	deploy_word(&words, "--out-format=%n");
	add_list(deployment, &words, list_of_them);
	add_places(&words, deployment->source, place(deployment, ""));
	if (!run(deployment, &words, count_sent, deployment, &end))
		return false;
	return end.status == 0 || deploy_failed(deployment, "sending to", &end);
}

/* rsync calls what an empty folder does not have vanished, which is what is meant. */
static bool remove_with(struct deployment *deployment, const char *list_of_them, const char *more)
{
	struct deploy_words words = words_of(deployment);
	struct process_end end;
	const char *empty = deploy_scratch_folder(deployment, "empty");
	if (!empty)
		return false;
	deploy_word(&words, "--delete-missing-args");
	deploy_word(&words, "--no-implied-dirs");
	if (more)
		deploy_word(&words, more);
	add_list(deployment, &words, list_of_them);
	add_places(&words, arena_printf(deployment->arena, "%s/", empty).at, place(deployment, ""));
	if (!run(deployment, &words, NULL, NULL, &end))
		return false;
	return end.status == 0 || end.status == RSYNC_VANISHED || deploy_failed(deployment, "deleting files of", &end);
}

static bool remove_files(struct deployment *deployment, const char *list_of_them)
{
	return remove_with(deployment, list_of_them, NULL);
}

static size_t depth_of(str path)
{
	size_t depth = 0;
	for (size_t i = 0; i < path.len; i++)
		depth += path.at[i] == '/';
	return depth;
}

/* rsync takes outer folders first: so each depth is a run of its own. */
static bool prune(struct deployment *deployment, const str *folders, size_t count)
{
	for (size_t i = 0, k; i < count; i = k) {
		for (k = i; k < count && depth_of(folders[k]) == depth_of(folders[i]); k++)
			;
		const char *some = deploy_list(deployment, folders + i, k - i);
		if (!some || !remove_with(deployment, some, NULL))
			return false;
	}
	return true;
}

struct verifying {
	struct deployment *deployment;
	str first; /* that differs */
};

static void take_difference(void *context, str line)
{
	struct verifying *verifying = context;
	str what, path;
	if (!take_itemized(line, &what, &path))
		return;
	path = unescaped(verifying->deployment->arena, path);
	deploy_hear(verifying->deployment, path);
	if (what.at[0] != '.' && verifying->first.len == 0)
		verifying->first = arena_copy(verifying->deployment->arena, path);
}

static bool verify(struct deployment *deployment, const char *list_of_them)
{
	struct deploy_words words = comparing(deployment, list_of_them);
	struct verifying verifying = {.deployment = deployment};
	struct process_end end;
	deploy_listen(deployment);
	if (!run(deployment, &words, take_difference, &verifying, &end))
		return false;
	if (end.status != 0)
		return deploy_failed(deployment, "comparing with", &end);
	if (verifying.first.len)
		return deploy_differs(deployment, verifying.first);
	return deploy_has_heard(deployment, DEPLOY_ADD);
}

static bool tidy(struct deployment *deployment)
{
	static const str names[] = {
		{RECORD_JOURNAL, sizeof RECORD_JOURNAL - 1}, {RECORD_TEMPORARY, sizeof RECORD_TEMPORARY - 1}};
	const char *both = deploy_list(deployment, names, COUNT(names));
	return both && remove_with(deployment, both, "--force");
}

const struct deploy_tool deploy_rsync = {
	.name = "rsync",
	.list_start = "./", /* else a name that begins with ; or # is a comment to it */
	.list_end = 0,
	.look = look,
	.prepare = prepare,
	.put = put,
	.send = send,
	.remove = remove_files,
	.prune = prune,
	.verify = verify,
	.tidy = tidy,
};
