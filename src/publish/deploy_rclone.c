/* SPDX-License-Identifier: MIT */
/* rclone compares by hashes where both sides have one of a kind, and by bytes where they have none (WebDAV): sizes
   alone would miss an edit. Whether it writes a file aside first is up to its version and to the storage: see
   docs/deploy.md. */
#include <fcntl.h>

#include "base/fs.h"
#include "publish/deploy_parts.h"

/* How loud it is, is what we count files by. */
static const char *const environment[] = {"LC_ALL=C", "RCLONE_VERBOSE", "RCLONE_QUIET", "RCLONE_LOG_LEVEL",
	"RCLONE_USE_JSON_LOG", "RCLONE_PROGRESS", NULL};

static struct deploy_words words_of(const struct deployment *deployment, const char *command)
{
	struct deploy_words words = {0};
	struct arena *arena = deployment->arena;
	enum { LONGEST_CONNECT = 15 };
	int connect = deployment->timeout < LONGEST_CONNECT ? deployment->timeout : LONGEST_CONNECT;
	deploy_word(&words, "rclone");
	deploy_word(&words, command);
	deploy_word(&words, arena_printf(arena, "--timeout=%ds", deployment->timeout).at);
	deploy_word(&words, arena_printf(arena, "--contimeout=%ds", connect).at);
	if (!deployment->may_ask)
		deploy_word(&words, "--ask-password=false");
	return words;
}

/* It asks for the password of its configuration on its standard input. */
static const char *input_of(const struct deployment *deployment)
{
	return deployment->may_ask ? "/dev/tty" : NULL;
}

static const char *place(const struct deployment *deployment, str below)
{
	str address = str_of(deployment->address);
	bool has_end = str_ends(address, S("/")) || str_ends(address, S(":"));
	return arena_printf(deployment->arena, "%s%s%.*s", deployment->address, has_end ? "" : "/", STR_ARG(below)).at;
}

static void add_list(struct deployment *deployment, struct deploy_words *words, const char *list)
{
	deploy_word(words, arena_printf(deployment->arena, "--files-from-raw=%s", list).at);
}

static bool run(struct deployment *deployment, const struct deploy_words *words, const struct deploy_run *extra,
	const char *doing)
{
	struct deploy_run how = *extra;
	struct process_end end;
	how.environment = environment;
	how.input = input_of(deployment);
	how.line_end = '\n';
	if (!deploy_run(deployment, words, &how, &end))
		return false;
	return end.status == 0 || deploy_failed(deployment, doing, &end);
}

struct checking {
	struct deployment *deployment;
	bool is_verifying, has_no_hash, has_failed;
	str first;      /* that differs */
	bool is_judged; /* the last message tells of differences, and of nothing worse */
};

/* `= path`, `* path` (differs), `+ path` (only here), `- path` (only there), `! path` (failed) */
static void take_checked(void *context, str line)
{
	struct checking *checking = context;
	struct deployment *deployment = checking->deployment;
	str path = str_skip(line, 2);
	if (line.len < 3 || line.at[1] != ' ')
		return;
	if (line.at[0] == '!')
		checking->has_failed = true;
	deploy_hear(deployment, path);
	if (checking->is_verifying) {
		if (line.at[0] != '=' && checking->first.len == 0)
			checking->first = arena_copy(deployment->arena, path);
		return;
	}
	if (line.at[0] != '+')
		deploy_is_there(deployment, path);
	if (line.at[0] == '+' || line.at[0] == '*')
		deploy_mark(deployment, path, line.at[0] == '+' ? DEPLOY_ADD : DEPLOY_CHANGE);
}

/* Every difference is an ERROR to rclone; what remains in the end are failures. */
static bool hear_checked(void *context, str line)
{
	static const char *const usual[] = {": file not in ", " differ", "files missing", "errors while checking",
		"matching files", "could not be checked"};
	struct checking *checking = context;
	checking->is_judged = str_ends(line, S("differences found"));
	if (str_search(line, S("No common hash")) < line.len)
		return checking->has_no_hash = true;
	for (size_t i = 0; i < COUNT(usual); i++)
		if (str_search(line, str_of(usual[i])) < line.len)
			return true;
	return checking->is_judged;
}

/* False with a diagnostic when it could not be compared. */
static bool check_once(struct checking *checking, const char *list)
{
	struct deployment *deployment = checking->deployment;
	struct deploy_words words = words_of(deployment, "check");
	struct process_end end;
	struct deploy_run how = {.environment = environment,
		.input = input_of(deployment),
		.line_end = '\n',
		.print = take_checked,
		.complain = hear_checked,
		.context = checking};
	deploy_word(&words, "--combined=-");
	if (deployment->compares_bytes)
		deploy_word(&words, "--download");
	if (list)
		add_list(deployment, &words, list);
	deploy_word(&words, "--");
	deploy_word(&words, deployment->source);
	deploy_word(&words, deployment->address);
	deploy_listen(deployment);
	if (!deploy_run(deployment, &words, &how, &end))
		return false;
	bool is_compared = end.status == 0 || (end.status == 1 && checking->is_judged && !checking->has_failed);
	return is_compared || deploy_failed(deployment, "comparing with", &end);
}

static bool check(struct checking *checking, const char *list)
{
	if (!check_once(checking, list))
		return false;
	if (!checking->has_no_hash || checking->deployment->compares_bytes)
		return true;
	checking->deployment->compares_bytes = true;
	checking->first = (str){0};
	return check_once(checking, list);
}

static void gather(void *context, str line)
{
	buf_put(context, line);
	buf_char(context, '\n');
}

static bool read_record(struct deployment *deployment, const char *name)
{
	struct deploy_words words = words_of(deployment, "cat");
	struct buf text = {0};
	deploy_word(&words, "--");
	deploy_word(&words, place(deployment, str_of(name)));
	bool ok = run(deployment, &words, &(struct deploy_run){.print = gather, .context = &text}, "looking at");
	if (ok)
		deploy_take_record(deployment, buf_str(&text));
	buf_free(&text);
	return ok;
}

static bool look(struct deployment *deployment)
{
	struct checking checking = {.deployment = deployment};
	return check(&checking, NULL) && deploy_has_heard(deployment, DEPLOY_SAME)
		&& (!deployment->has_record || read_record(deployment, RECORD_NAME))
		&& (!deployment->has_journal || read_record(deployment, RECORD_JOURNAL));
}

/* It would write to where a link leads. */
static bool prepare(struct deployment *deployment)
{
	return deploy_clear_links(deployment);
}

static bool put(struct deployment *deployment, const char *name, str text)
{
	struct deploy_words words = words_of(deployment, "copyto");
	const char *file = deploy_scratch(deployment, name, text);
	deploy_word(&words, "--ignore-times");
	deploy_word(&words, "--");
	deploy_word(&words, file);
	deploy_word(&words, place(deployment, str_of(name)));
	return file && run(deployment, &words, &(struct deploy_run){0}, "sending to");
}

static bool count_sent(void *context, str line)
{
	struct deployment *deployment = context;
	bool is_info = str_search(line, S(" INFO ")) < line.len;
	if (str_search(line, S(": Copied (")) < line.len && deployment->step)
		deployment->step(deployment->context);
	return is_info;
}

static bool send(struct deployment *deployment, const char *list)
{
	struct deploy_words words = words_of(deployment, "copy");
	deploy_word(&words, "--ignore-times");
	deploy_word(&words, "--no-traverse");
	deploy_word(&words, "--log-level=INFO");
	deploy_word(&words, "--stats=0");
	add_list(deployment, &words, list);
	deploy_word(&words, "--");
	deploy_word(&words, deployment->source);
	deploy_word(&words, deployment->address);
	return run(
		deployment, &words, &(struct deploy_run){.complain = count_sent, .context = deployment}, "sending to");
}

static bool remove_files(struct deployment *deployment, const char *list)
{
	struct deploy_words words = words_of(deployment, "delete");
	add_list(deployment, &words, list);
	deploy_word(&words, "--");
	deploy_word(&words, deployment->address);
	return run(deployment, &words, &(struct deploy_run){0}, "deleting files of");
}

static bool remove_empty(struct deployment *deployment, str top, bool has_gone)
{
	struct deploy_words words = words_of(deployment, "rmdirs");
	struct deploy_run how = {.environment = environment, .line_end = '\n'};
	struct process_end end;
	deploy_word(&words, "--retries=1");
	if (!has_gone)
		deploy_word(&words, "--leave-root");
	deploy_word(&words, "--");
	deploy_word(&words, place(deployment, top));
	return deploy_run(deployment, &words, &how, &end);
}

/* One run for each folder at the top that has lost some below it. Storage by keys has no folders, and elsewhere an
   empty one that stays does no harm: no failure. */
static bool prune(struct deployment *deployment, const str *folders, size_t count)
{
	struct map tops = {0};
	bool ok = true;
	for (size_t i = 0; i < count; i++) {
		str top = str_part(folders[i], 0, str_find(folders[i], '/'));
		const str **gone = (const str **)map_at(&tops, deployment->arena, top);
		*gone = top.len == folders[i].len ? &folders[i] : *gone;
	}
	for (size_t i = 0; i < tops.count && ok; i++)
		ok = remove_empty(deployment, tops.entries[i].key, tops.entries[i].value != NULL);
	return ok;
}

static bool verify(struct deployment *deployment, const char *list)
{
	struct checking checking = {.deployment = deployment, .is_verifying = true};
	if (!check(&checking, list))
		return false;
	if (checking.first.len)
		return deploy_differs(deployment, checking.first);
	return deploy_has_heard(deployment, DEPLOY_ADD);
}

static bool tidy(struct deployment *deployment)
{
	const str name = S(RECORD_JOURNAL);
	if (!deployment->has_journal)
		return true;
	const char *list = deploy_list(deployment, &name, 1);
	return list && remove_files(deployment, list);
}

const struct deploy_tool deploy_rclone = {
	.name = "rclone",
	.list_start = "",
	.list_end = '\n',
	.look = look,
	.prepare = prepare,
	.put = put,
	.send = send,
	.remove = remove_files,
	.prune = prune,
	.verify = verify,
	.tidy = tidy,
};
