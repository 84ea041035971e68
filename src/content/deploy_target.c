/* SPDX-License-Identifier: MIT */
/* Where a site may be sent. Whoever may edit content may edit these addresses, and somebody else's keys will be used
   with them: so none may be read as an option or a command by the tools that get it, and none may hold a secret. */
#include "base/url.h"
#include "content/load.h"

static const char *const kind_names[] = {[DEPLOY_RSYNC] = "rsync", [DEPLOY_RCLONE] = "rclone", [DEPLOY_GIT] = "git"};

static bool bad_target(struct text address, struct diags *diags, const char *why, const char *hint)
{
	diag_error(diags, address.mark, "bad-target", "%s", why);
	diag_hint(diags, "%s", hint);
	return false;
}

size_t deploy_colon(str address)
{
	for (size_t i = 0; i < address.len && address.at[i] != '/'; i++) {
		size_t end = address.at[i] == '[' ? i + str_find(str_skip(address, i), ']') : address.len;
		if (end < address.len)
			i = end;
		if (address.at[i] == ':')
			return i;
	}
	return address.len;
}

/* What ssh, a daemon or a web server would take for who we are: the part before the last '@' of the host. */
static str user_of(str address)
{
	struct url url = url_split(address);
	str host = url.has_host ? url.host : str_part(address, 0, str_find(address, '/'));
	size_t at = host.len;
	while (at && host.at[at - 1] != '@')
		at--;
	return at ? str_part(host, 0, at - 1) : (str){0};
}

static bool secret(struct text address, struct diags *diags, const char *where)
{
	diag_error(diags, address.mark, "secret-in-content", "this address holds a password or a token");
	diag_hint(diags, "content is no place for it; %s", where);
	return false;
}

static const char *where_secrets_go(enum deploy_kind kind)
{
	switch (kind) {
	case DEPLOY_RSYNC:
		return "use an ssh key, or give RSYNC_PASSWORD in the environment";
	case DEPLOY_RCLONE:
		return "name the remote in rclone's configuration, or by RCLONE_CONFIG_NAME_… in the environment";
	case DEPLOY_GIT:
		return "use an ssh key, or one of git's credential helpers";
	case DEPLOY_KINDS:
		break;
	}
	return "";
}

static bool has_secret_option(str options)
{
	static const char *const words[] = {"pass", "key", "token", "secret", "auth", "credential"};
	for (size_t i = 0; i < COUNT(words); i++)
		if (str_search(options, str_of(words[i])) < options.len)
			return true;
	return false;
}

/* A short name alone before '@' is no secret; tokens are long. */
static bool has_secret(enum deploy_kind kind, str address)
{
	enum { SHORTEST_TOKEN = 20 };
	str user = user_of(address), behind = str_skip(address, user.len + 1);
	struct url url = url_split(address);
	bool is_url = url.has_host, is_web = str_starts(address, S("http"));
	bool has_password = str_find(user, ':') < user.len;
	if (is_url)
		return has_password || (is_web && user.len >= SHORTEST_TOKEN) || has_secret_option(url.query);
	return kind == DEPLOY_RSYNC && has_password && str_find(behind, ':') < behind.len;
}

/* A remote with options in its address, or one made up there, could run any command: sftp's `ssh` is one. */
static bool check_rclone(struct text address, struct diags *diags)
{
	size_t colon = str_find(address.s, ':');
	str remote = str_part(address.s, 0, colon);
	bool is_folder = colon == address.s.len || str_find(remote, '/') < remote.len;
	bool has_options = str_starts(address.s, S(":")) || (!is_folder && str_find(remote, ',') < remote.len);
	if (is_folder || !has_options)
		return true;
	if (has_secret_option(address.s))
		return secret(address, diags, where_secrets_go(DEPLOY_RCLONE));
	return bad_target(address, diags, "options of rclone do not belong into an address",
		"name a remote of rclone's configuration, such as s3:jobs-site; `rclone config` makes one");
}

static bool is_of_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static bool is_of_scheme(char c)
{
	return is_of_word(c) || c == '+' || c == '-' || c == '.';
}

/* A remote shell may read the path: nothing in it may mean something there. */
static bool is_plain(str path)
{
	static const char signs[] = "._-/~+@%,=:[]";
	for (size_t i = 0; i < path.len; i++) {
		char c = path.at[i];
		bool is_word = is_of_word(c) || (unsigned char)c >= 0x80;
		if (!is_word && str_find(S(signs), c) == sizeof signs - 1)
			return false;
	}
	return true;
}

static bool check_rsync(struct text address, struct diags *diags)
{
	struct url url = url_split(address.s);
	if (url.has_host && url.scheme.len && !str_eq(url.scheme, S("rsync")))
		return bad_target(address, diags, "rsync has no such kind of address",
			"over ssh it is HOST:PATH, such as me@example.org:/var/www/jobs; a daemon's begins with "
			"rsync://");
	if (deploy_colon(address.s) == address.s.len || is_plain(address.s))
		return true;
	return bad_target(address, diags, "a path on a server is made of letters, digits and ._-/~+@%,=",
		"a shell over there may read it; rename the folder");
}

/* NAME::ADDRESS: git runs git-remote-NAME. */
static bool has_helper(str address)
{
	size_t end = 0;
	while (end < address.len && is_of_scheme(address.at[end]))
		end++;
	return str_starts(str_skip(address, end), S("::"));
}

static bool check_git(struct text address, struct diags *diags)
{
	static const char *const schemes[] = {"ssh", "https", "http", "git", "file"};
	struct url url = url_split(address.s);
	if (has_helper(address.s))
		return bad_target(address, diags, "git would run a program for this address",
			"give one that begins with ssh://, https:// or file://, or HOST:PATH");
	for (size_t i = 0; i < COUNT(schemes) && url.has_host; i++)
		if (str_eq(url.scheme, str_of(schemes[i])))
			return true;
	return !url.has_host
		|| bad_target(address, diags, "git has no such kind of address here",
			"give one that begins with ssh://, https:// or file://, or HOST:PATH");
}

static bool check_address(enum deploy_kind kind, struct text address, struct diags *diags)
{
	static bool (*const checks[])(struct text address, struct diags * diags) = {
		[DEPLOY_RSYNC] = check_rsync, [DEPLOY_RCLONE] = check_rclone, [DEPLOY_GIT] = check_git};
	struct url url = url_split(address.s);
	str host = url.has_host ? url.host : str_part(address.s, 0, deploy_colon(address.s));
	str machine = str_skip(host, user_of(address.s).len ? user_of(address.s).len + 1 : 0);
	for (size_t i = 0; i < address.s.len; i++)
		if ((unsigned char)address.s.at[i] < ' ' || address.s.at[i] == 0x7F)
			return bad_target(address, diags, "an address has no control characters", "delete them");
	str_take(&machine, S("["));
	if (str_starts(address.s, S("-")) || str_starts(host, S("-")) || str_starts(machine, S("-")))
		return bad_target(address, diags, "a host or folder does not begin with '-'",
			"the tool would take it for an option; a folder of that name is ./-name");
	if (str_starts(address.s, S("~")) && deploy_colon(address.s) == address.s.len)
		return bad_target(address, diags, "`~` is not your home here",
			"write the whole path, such as /home/me/jobs; a folder of such a name begins with ./");
	if (has_secret(kind, address.s))
		return secret(address, diags, where_secrets_go(kind));
	return checks[kind](address, diags);
}

/* What git takes for a branch, and a little less. */
static bool check_branch(struct text branch, struct diags *diags)
{
	str name = branch.s;
	bool is_bad = str_starts(name, S("-")) || str_starts(name, S("/")) || str_ends(name, S("/"))
		|| str_ends(name, S(".")) || str_ends(name, S(".lock")) || str_starts(name, S("."))
		|| str_search(name, S("..")) < name.len || str_search(name, S("//")) < name.len
		|| str_search(name, S("/.")) < name.len || str_search(name, S(".lock/")) < name.len
		|| str_search(name, S("@{")) < name.len || str_eq(name, S("@"));
	for (size_t i = 0; i < name.len; i++)
		is_bad |= str_find(S(" ~^:?*[\\"), name.at[i]) < S(" ~^:?*[\\").len;
	return !is_bad || bad_target(branch, diags, "this cannot be the name of a branch", "such as gh-pages or pages");
}

static bool check_target(const struct deploy_target *target, struct diags *diags)
{
	struct text given = {0};
	bool ok = true;
	for (size_t kind = 0; kind < DEPLOY_KINDS; kind++) {
		struct text address = target->addresses[kind];
		if (address.s.len == 0)
			continue;
		ok &= check_address((enum deploy_kind)kind, address, diags);
		if (given.s.len) {
			ok = bad_target(address, diags, "a target has one address", "make it two targets");
			diag_note(diags, given.mark, "this is one already");
		}
		given = address;
	}
	if (given.s.len == 0 && target->id.s.len)
		ok = bad_target(target->id, diags, "this target has no address", "give it rsync, rclone or git");
	if (target->branch.s.len && given.s.len && target->addresses[DEPLOY_GIT].s.len == 0)
		ok = bad_target(target->branch, diags, "only git has branches", "drop it");
	return ok & check_branch(target->branch, diags);
}

enum deploy_kind deploy_target_kind(const struct deploy_target *target)
{
	size_t kind = 0;
	while (kind + 1 < DEPLOY_KINDS && target->addresses[kind].s.len == 0)
		kind++;
	return (enum deploy_kind)kind;
}

const char *deploy_kind_name(enum deploy_kind kind)
{
	return kind_names[kind];
}

bool deploy_targets_check(const struct settings *settings, struct diags *diags)
{
	struct arena scratch = {0};
	struct map seen = {0};
	bool ok = true;
	for (size_t i = 0; i < settings->deploy.count; i++) {
		const struct deploy_target *target = &settings->deploy.items[i];
		ok &= check_target(target, diags);
		if (target->id.s.len == 0)
			continue;
		void **slot = map_at(&seen, &scratch, target->id.s);
		const struct deploy_target *first = *slot;
		if (!first) {
			*slot = &settings->deploy.items[i];
			continue;
		}
		ok = diag_error(
			diags, target->id.mark, "duplicate-id", "target '%.*s' is given twice", STR_ARG(target->id.s));
		diag_note(diags, first->id.mark, "first given here");
	}
	arena_free(&scratch);
	return ok;
}
