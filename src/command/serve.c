/* SPDX-License-Identifier: MIT */
/* Watch, update, tell. What was right last is served until what changed is right, too; until then it is read again with
   every change, since it may be mended from anywhere. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <sys/wait.h>
#include <unistd.h>

#include "command/editor.h"
#include "command/live.h"
#include "command/project.h"
#include "command/server.h"
#include "command/watch.h"

enum { ROOT_CONTENT, ROOT_THEMES, ROOT_INSTALLED, ROOTS };

struct serving {
	struct invocation *invocation;
	struct server *server;
	struct watch *watch;
	struct project slots[2]; /* one is served while the other is made */
	struct project *project; /* what is served; NULL: nothing could be loaded yet */
	struct diags said;       /* the complaints it came with */
	struct arena pending_arena;
	struct map pending; /* paths below content/ that changed since then */
	bool is_theme_pending;
	int64_t started; /* makes the versions of two runs differ */
	size_t turns;
	str version; /* of what is served, in version_room */
	char version_room[48];
	struct buf state, text;
};

/* Signals that end serving are held back but where it waits, so that loading asks whether one has come. */
static bool is_asked_to_stop(void)
{
	sigset_t pending;
	return sigpending(&pending) == 0
		&& (sigismember(&pending, SIGINT) == 1 || sigismember(&pending, SIGTERM) == 1
			|| sigismember(&pending, SIGHUP) == 1);
}

static void do_nothing(int signal)
{
	(void)signal;
}

static void hold_signals(sigset_t *before)
{
	static const int ending[] = {SIGINT, SIGTERM, SIGHUP};
	struct sigaction action = {.sa_handler = do_nothing};
	sigset_t held;
	sigemptyset(&held);
	for (size_t i = 0; i < COUNT(ending); i++) {
		sigaddset(&held, ending[i]);
		sigaction(ending[i], &action, NULL);
	}
	pthread_sigmask(SIG_BLOCK, &held, before);
}

/* A person waits for these words. */
static void say(struct invocation *invocation)
{
	fwrite(invocation->messages.at, 1, invocation->messages.len, stderr);
	fflush(stderr);
	invocation->messages.len = 0;
}

static void say_problems(struct serving *serving, const struct diags *diags)
{
	struct invocation *invocation = serving->invocation;
	diags_print(diags, &invocation->messages, command_has_colour(invocation, STDERR_FILENO));
	serving->text.len = 0;
	diags_print(diags, &serving->text, false);
}

static void next_version(struct serving *serving, char before[sizeof serving->version_room])
{
	memcpy(before, serving->version_room, sizeof serving->version_room);
	int length = snprintf(serving->version_room, sizeof serving->version_room, "%llx-%zu",
		(unsigned long long)serving->started, ++serving->turns);
	serving->version = (str){serving->version_room, (size_t)length};
}

static struct project *free_slot(struct serving *serving)
{
	return serving->project == &serving->slots[0] ? &serving->slots[1] : &serving->slots[0];
}

static void put_state(struct serving *serving, str before, const struct theme *then, const struct theme *now,
	const struct diags *diags)
{
	struct live_state state = {
		.version = serving->version, .before = before, .then = then, .now = now, .diags = diags};
	serving->state.len = 0;
	live_put_state(&state, &serving->state);
}

/* The pages stay, what is wrong is told. */
static void tell_problems(struct serving *serving, const struct diags *diags)
{
	put_state(serving, serving->version, NULL, NULL, diags);
	server_tell(serving->server, serving->version, buf_str(&serving->state), buf_str(&serving->text));
}

static void forget_pending(struct serving *serving)
{
	serving->pending = (struct map){0};
	arena_reset(&serving->pending_arena);
	serving->is_theme_pending = false;
}

/* The next project is right: browsers are told at once; what all its pages share is made while they turn round. */
static void turn(struct serving *serving, struct project *next, enum project_change change, struct diags *diags)
{
	struct project *now = serving->project;
	char before[sizeof serving->version_room];
	next_version(serving, before);
	bool is_style = now && change == PROJECT_STYLE;
	put_state(serving, str_of(before), is_style ? now->theme : NULL, is_style ? next->theme : NULL, diags);
	server_turn(serving->server, serving->version, buf_str(&serving->state));
	if (now) {
		project_settle(next, now);
		project_plan(next);
	}
	server_serve(serving->server, next);
	if (now)
		project_free(now);
	serving->project = next;
	diags_free(&serving->said);
	serving->said = *diags;
	*diags = (struct diags){0};
	forget_pending(serving);
}

/* Nothing could be served so far. */
static bool load_first(struct serving *serving)
{
	struct diags diags = {0};
	struct hash128 inputs;
	struct project *next = free_slot(serving);
	struct site_options options = command_site_options(serving->invocation);
	options.is_stopped = is_asked_to_stop;
	forget_pending(serving); /* all is read */
	bool ok = project_read(next, &options, &inputs, &diags);
	ok = next->site.input_count && project_load(next, &diags) && ok;
	diags_sort(&diags);
	say_problems(serving, &diags);
	if (ok) {
		turn(serving, next, PROJECT_PAGES, &diags);
	} else {
		tell_problems(serving, &diags);
		project_free(next);
	}
	diags_free(&diags);
	return ok;
}

static void note_changes(struct serving *serving, const struct watch_change *changes, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (changes[i].root == ROOT_CONTENT)
			*map_at(&serving->pending, &serving->pending_arena,
				arena_copy(&serving->pending_arena, changes[i].below)) = serving;
		else
			serving->is_theme_pending = true;
}

static bool update(struct serving *serving, enum project_change *change)
{
	struct diags diags = {0};
	struct project *next = free_slot(serving);
	struct arena scratch = {0};
	str *paths = arena_array(&scratch, str, serving->pending.count);
	for (size_t i = 0; i < serving->pending.count; i++)
		paths[i] = serving->pending.entries[i].key;
	struct project_changes changes = {paths, serving->pending.count, serving->is_theme_pending};
	bool ok = project_update(next, serving->project, &changes, &serving->said, change, &diags);
	diags_sort(&diags);
	if (ok && *change != PROJECT_SAME) {
		say_problems(serving, &diags);
		turn(serving, next, *change, &diags);
	} else {
		bool is_mended = ok;
		if (!is_mended)
			say_problems(serving, &diags);
		tell_problems(serving, is_mended ? &serving->said : &diags);
		project_forget(next, serving->project);
		if (is_mended)
			forget_pending(serving);
	}
	diags_free(&diags);
	arena_free(&scratch);
	return ok;
}

static void put_changed(struct buf *out, const struct watch_change *changes, size_t count)
{
	static const char *const roots[] = {
		[ROOT_CONTENT] = "content", [ROOT_THEMES] = "themes", [ROOT_INSTALLED] = "themes"};
	buf_printf(out, "%s/%.*s", roots[changes[0].root], STR_ARG(changes[0].below));
	if (count > 1)
		buf_printf(out, " and %zu other%s", count - 1, count == 2 ? "" : "s");
}

static void take_changes(struct serving *serving)
{
	size_t count;
	const struct watch_change *changes = watch_take(serving->watch, &count);
	struct buf *out = &serving->invocation->messages;
	enum project_change change = PROJECT_PAGES;
	int64_t start = command_now_in_ms();
	if (count == 0)
		return;
	note_changes(serving, changes, count);
	bool ok = serving->project ? update(serving, &change) : load_first(serving);
	if (!serving->invocation->is_quiet && (change != PROJECT_SAME || !ok) && !is_asked_to_stop()) {
		put_changed(out, changes, count);
		if (ok)
			buf_printf(out, ": %lld ms\n", (long long)(command_now_in_ms() - start));
		else
			buf_put(out, S(": the pages stay as they were until this is mended\n"));
	}
	say(serving->invocation);
}

/* Until a signal says that it is enough. */
static void serve(struct serving *serving, const sigset_t *unblocked)
{
	enum { KNOCK_EVERY_MS = 5000 };
	for (;;) {
		int file = watch_file(serving->watch), timeout = watch_timeout(serving->watch);
		fd_set files;
		FD_ZERO(&files);
		if (file >= 0)
			FD_SET(file, &files);
		if (timeout < 0 || timeout > KNOCK_EVERY_MS)
			timeout = KNOCK_EVERY_MS;
		struct timespec most = {timeout / 1000, timeout % 1000 * 1000000L};
		int ready = pselect(file + 1, &files, NULL, NULL, &most, unblocked);
		if (ready < 0 && errno == EINTR)
			return;
		take_changes(serving);
		if (is_asked_to_stop())
			return;
		if (ready == 0 && timeout == KNOCK_EVERY_MS) {
			server_tick(serving->server);
			waitpid(-1, NULL, WNOHANG); /* the browser's starter */
		}
	}
}

/* The browser of this desktop, or the one that $BROWSER names; it goes its own way. */
static void open_browser(struct invocation *invocation, str address, const sigset_t *unblocked)
{
	extern char **environ;
	const char *own = getenv("BROWSER");
#ifdef __APPLE__
	const char *usual = "open";
#else
	const char *usual = "xdg-open";
#endif
	const char *words[] = {own && *own ? own : usual, arena_copy(invocation->arena, address).at, NULL};
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attributes;
	pid_t child;
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setsigmask(&attributes, unblocked);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
	int fault = posix_spawnp(&child, words[0], &files, &attributes, (char *const *)(uintptr_t)words, environ);
	if (fault != 0)
		buf_printf(&invocation->messages,
			"rolecast: cannot run '%s': %s\nhint: open the address yourself, or name "
			"a browser in $BROWSER\n",
			words[0], strerror(fault));
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&files);
}

static void greet(struct serving *serving)
{
	struct invocation *invocation = serving->invocation;
	struct buf *out = &invocation->messages;
	str base = serving->project ? serving->project->site.base : (str){0}, address = server_address(serving->server);
	if (invocation->is_quiet)
		return;
	if (serving->project) {
		command_put_skipped(&serving->project->site, out);
		buf_printf(out, "%zu files, loaded in %lld ms\n", serving->project->plan.count,
			(long long)(command_now_in_ms() - serving->started));
	} else {
		buf_put(out, S("nothing to show until this is mended\n"));
	}
	if (watch_method(serving->watch) == WATCH_LOOKING)
		buf_put(out, S("looking for changes every half second\n"));
	buf_printf(out, "\n  %.*s%.*s/\n\nCtrl-C stops.\n", STR_ARG(address), STR_ARG(base));
}

static enum exit_status run(struct serving *serving, const sigset_t *unblocked)
{
	struct invocation *invocation = serving->invocation;
	str folder = invocation->folder;
	str roots[ROOTS] = {[ROOT_CONTENT] = fs_join(invocation->arena, folder, S("content")),
		[ROOT_THEMES] = fs_join(invocation->arena, folder, S("themes")),
		[ROOT_INSTALLED] = command_themes(invocation->arena)};
	bool has_installed = roots[ROOT_INSTALLED].len && !fs_is_same(roots[ROOT_INSTALLED], roots[ROOT_THEMES]);
	editor_refresh_schemas(folder, invocation->arena);
	serving->watch = watch_new(
		roots, has_installed ? ROOTS : ROOT_INSTALLED, invocation->is_polling ? WATCH_LOOKING : WATCH_TOLD);
	load_first(serving);
	if (!is_asked_to_stop()) {
		greet(serving);
		if (invocation->opens)
			open_browser(invocation, server_address(serving->server), unblocked);
		say(invocation);
		serve(serving, unblocked);
	}
	server_stop(serving->server);
	watch_free(serving->watch);
	if (serving->project)
		project_free(serving->project);
	return EXIT_FINE;
}

enum exit_status command_serve(struct invocation *invocation)
{
	struct serving serving = {.invocation = invocation, .started = command_now_in_ms()};
	struct server_options options = {.host = invocation->host, .port = invocation->port};
	struct diags diags = {0};
	sigset_t unblocked;
	enum exit_status status = EXIT_SYSTEM;
	hold_signals(&unblocked);
	serving.server = server_start(&options, &diags);
	if (serving.server)
		status = run(&serving, &unblocked);
	else
		command_report(invocation, &diags);
	diags_free(&diags);
	diags_free(&serving.said);
	arena_free(&serving.pending_arena);
	buf_free(&serving.state);
	buf_free(&serving.text);
	return status;
}
