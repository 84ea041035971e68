/* SPDX-License-Identifier: MIT */
/* What the last words of a tool mean to somebody who publishes a site, and what comes next. The first row whose words
   are among them counts; the tool's own words are told with it. */
#include <string.h>

#include "base/process.h"
#include "publish/deploy_parts.h"

/* What the target has against us, what the way there, and what neither of them. */
enum failure { REFUSED, BROKEN_OFF, MOVED, FAILED };

enum { MOST_WORDS = 10 };

struct meaning {
	const char *words[MOST_WORDS]; /* any of them */
	enum failure failure;
	const char *message, *hint; /* message: behind the target's name */
};

#define AGAIN "what readers find there works; the same command again carries on"
#define WAIT "perhaps another deploy is at work there: wait for its end, and run it again"
#define KEYS "see that your key, password or token is the right one and may write there"

/* clang-format off */
static const struct meaning meanings[] = {
	{{"No space left on device", "Disk quota exceeded", "quota exceeded", "Insufficient Storage"},
		REFUSED, "has no room left", "make room there; " AGAIN},
	{{"(fetch first)", "(non-fast-forward)", "cannot lock ref", "failed to update ref"},
		MOVED, "was changed by somebody else meanwhile", "nothing was sent; run it again, on top of what is there now"},
	{{"hook declined", "protected branch"},
		REFUSED, "does not take the branch", "a rule over there protects it; choose another `branch`, or have the rule changed"},
	{{"mismatched algorithms", "does not support this repository's hash algorithm"},
		REFUSED, "keeps its commits by another hash", "git here and there have to know the same one: SHA-1 or SHA-256"},
	{{"[remote rejected]"},
		REFUSED, "does not take the branch", "a rule over there protects it; choose another `branch`, or have the rule changed"},
	{{"Host key verification failed"},
		REFUSED, "is on a server that ssh does not know", "connect once with ssh by hand, and look at its key; or put the key into known_hosts"},
	{{"REMOTE HOST IDENTIFICATION HAS CHANGED"},
		REFUSED, "is on a server whose key is another than before", "find out why before you go on"},
	{{"module is read only"},
		REFUSED, "may only be read", "the server's rsyncd.conf has to say `read only = no` for it"},
	{{"Unknown module"},
		REFUSED, "names a module that the server does not have", "`rsync rsync://HOST/` lists its modules"},
	{{"auth failed on module"},
		REFUSED, "does not let us in", "give the name in the address and the password in RSYNC_PASSWORD"},
	{{"didn't find section in config file"},
		REFUSED, "names a remote that rclone does not know", "`rclone listremotes` lists them, `rclone config` makes one"},
	{{"Permission denied (13)"},
		REFUSED, "does not let us write", KEYS},
	{{"Permission denied (", "Authentication failed", "unable to authenticate"},
		REFUSED, "does not let us in", KEYS},
	{{"could not read Username", "could not read Password"},
		REFUSED, "wants to know who we are", "set up one of git's credential helpers, or use an address with ssh"},
	{{"401 Unauthorized", "403 Forbidden", "AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch"},
		REFUSED, "does not let us in", KEYS},
	{{"NoSuchBucket"},
		REFUSED, "names a bucket that is not there", "make it first, or correct the name"},
	{{"Repository not found", "does not appear to be a git repository", "repository '"},
		REFUSED, "names no repository that we may see", "correct the address, or see that your key or token reaches it"},
	{{"permission denied", "Permission denied"},
		REFUSED, "does not let us write", KEYS},
	{{"Read-only file system"},
		REFUSED, "may only be read", "choose another place"},
	{{"Could not resolve host", "no such host", "Name or service not known", "Temporary failure in name resolution"},
		BROKEN_OFF, "is on a server that nobody knows", "correct the name, or see that this machine has a network"},
	{{"onnection refused"},
		BROKEN_OFF, "is on a server where nobody listens", "see that the server runs, and that the port is the right one"},
	{{"imed out", "imeout", "Operation too slow"},
		BROKEN_OFF, "has not answered for too long", AGAIN ", and --timeout waits longer"},
	{{"onnection reset", "roken pipe", "onnection unexpectedly closed", "early EOF", "unexpected EOF", "unexpected disconnect", "closed by remote host", "Connection closed", "connection lost"},
		BROKEN_OFF, "was lost on the way", AGAIN},
	{{"unreachable"},
		BROKEN_OFF, "cannot be reached", "see that this machine has a network"},
	{{"temp-dir does not exist", RECORD_TEMPORARY "/"},
		BROKEN_OFF, "has lost what was on its way there", WAIT},
	{{"Not a directory", "is a file not a directory"},
		REFUSED, "is a file, not a folder", "choose another folder, or move that file away"},
	{{"No such file or directory"},
		REFUSED, "names a folder that cannot be made", "make the folder above it first, or correct the path"},
	{{"unknown option", "unrecognized option", "unknown flag"},
		FAILED, "needs another version of the tool", "rsync 3.1 and rclone 1.53 are the oldest that will do"},
	{{"hung up unexpectedly"},
		BROKEN_OFF, "was lost on the way", AGAIN},
};
/* clang-format on */

static const struct meaning unknown = {.failure = FAILED, .message = "could not be brought up to date", .hint = AGAIN};

str deploy_harmless(struct arena *arena, str line)
{
	enum { LONGEST = 300 };
	str cut = str_cut(line, LONGEST);
	char *out = arena_alloc(arena, cut.len + 1);
	size_t count = 0, length, at;
	for (; (at = str_obeyed(cut, &length)) < cut.len; cut = str_skip(cut, at + length)) {
		memcpy(out + count, cut.at, at);
		count += at;
		out[count++] = '?';
	}
	if (cut.len)
		memcpy(out + count, cut.at, cut.len);
	str text = {out, count + cut.len};
	for (size_t fault; (fault = str_utf8_fault(text)) < text.len;)
		out[fault] = '?';
	return text;
}

static const struct meaning *meaning_of(str told)
{
	for (size_t i = 0; i < COUNT(meanings); i++)
		for (size_t k = 0; k < MOST_WORDS && meanings[i].words[k]; k++)
			if (str_search(told, str_of(meanings[i].words[k])) < told.len)
				return &meanings[i];
	return &unknown;
}

static void complain(struct deployment *deployment, const struct meaning *meaning)
{
	struct diags *diags = deployment->diags;
	const char *text =
		arena_printf(deployment->arena, "%.*s %s", STR_ARG(deployment->target->id.s), meaning->message).at;
	switch (meaning->failure) {
	case REFUSED:
		diag_error(diags, (struct mark){0}, "deploy-refused", "%s", text);
		break;
	case BROKEN_OFF:
		diag_error(diags, (struct mark){0}, "deploy-broken-off", "%s", text);
		break;
	case MOVED:
		diag_error(diags, (struct mark){0}, "deploy-moved", "%s", text);
		break;
	case FAILED:
		diag_error(diags, (struct mark){0}, "deploy-failed", "%s", text);
		break;
	}
	diag_hint(diags, "%s", meaning->hint);
	diags->is_system = true;
}

bool deploy_failed(struct deployment *deployment, const char *doing, const struct process_end *end)
{
	enum { MOST_LINES = 4 };
	const struct meaning *meaning = meaning_of(end->told);
	str lines = end->told, line, last[MOST_LINES];
	size_t count = 0;
	complain(deployment, meaning);
	while (str_take_line(&lines, &line))
		if (str_trim(line).len)
			last[count++ % MOST_LINES] = str_trim(line);
	diag_note(deployment->diags, (struct mark){0}, "%s, while %s %s, ended with %d%s", deployment->tool->name,
		doing, deployment->address, end->status, count ? ":" : " and said nothing");
	for (size_t i = count > MOST_LINES ? count - MOST_LINES : 0; i < count; i++)
		diag_note(deployment->diags, (struct mark){0}, "%.*s",
			STR_ARG(deploy_harmless(deployment->arena, last[i % MOST_LINES])));
	return false;
}

bool deploy_differs(struct deployment *deployment, str path)
{
	deployment->diags->is_system = true;
	diag_error(deployment->diags, (struct mark){0}, "deploy-differs", "%.*s of %.*s is not what was sent",
		STR_ARG(path), STR_ARG(deployment->target->id.s));
	diag_hint(deployment->diags, "something else writes there, or loses what is written; run it again");
	return false;
}

bool deploy_passed_over(struct deployment *deployment, str path)
{
	const char *tool = deployment->tool->name;
	deployment->diags->is_system = true;
	diag_error(deployment->diags, (struct mark){0}, "deploy-failed", "%s passes over %.*s", tool, STR_ARG(path));
	diag_hint(deployment->diags,
		"its name may mean something to %s, or a setting of yours leaves it out; nobody would see it arrive",
		tool);
	return false;
}
