/* SPDX-License-Identifier: MIT */
/* Watch, update, tell. What was right last is served until what changed is right, too; until then it is read again with
   every change, since it may be mended from anywhere. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "command/editor.h"
#include "command/live.h"
#include "command/project.h"
#include "command/server.h"
#include "command/sheet.h"
#include "command/watch.h"

enum { ROOT_CONTENT, ROOT_THEMES, ROOT_INSTALLED, ROOTS };
static const char *const root_names[ROOTS] = {
	[ROOT_CONTENT] = "content", [ROOT_THEMES] = "themes", [ROOT_INSTALLED] = "themes"};

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
	size_t wrong;       /* errors that keep what changed from being served */
	sigset_t unblocked; /* while it waits, signals come through */
	bool is_stopped;
	bool is_misused; /* the words of the command are wrong: no change of a file mends that */
	int64_t ticked;
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

/* Those that somebody has set aside, as nohup does, stay so. */
static void hold_signals(sigset_t *before)
{
	static const int ending[] = {SIGINT, SIGTERM, SIGHUP};
	struct sigaction action = {.sa_handler = do_nothing}, old;
	sigset_t held;
	sigemptyset(&held);
	for (size_t i = 0; i < COUNT(ending); i++) {
		if (sigaction(ending[i], NULL, &old) == 0 && old.sa_handler == SIG_IGN)
			continue;
		sigaddset(&held, ending[i]);
		sigaction(ending[i], &action, NULL);
	}
	pthread_sigmask(SIG_BLOCK, &held, before);
}

#ifdef __APPLE__
static int ppoll(struct pollfd *file, nfds_t count, const struct timespec *most, const sigset_t *signals)
{
	fd_set files;
	FD_ZERO(&files);
	if (count)
		FD_SET(file->fd, &files);
	bool is_read = count && (file->events & POLLIN);
	return pselect(count ? file->fd + 1 : 0, is_read ? &files : NULL, count && !is_read ? &files : NULL, NULL, most,
		signals);
}
#endif

/* False when a signal came instead. `milliseconds` -1: for as long as it takes. */
static bool wait_for(struct serving *serving, int file, short what, int milliseconds)
{
	struct pollfd files = {.fd = file, .events = what};
	struct timespec most = {milliseconds / 1000, milliseconds % 1000 * 1000000L};
	int ready = ppoll(&files, file >= 0, milliseconds < 0 ? NULL : &most, &serving->unblocked);
	serving->is_stopped |= ready < 0 && errno == EINTR;
	return !serving->is_stopped;
}

/* A person waits for these words; whoever does not read them must not keep us from ending. */
static void say(struct serving *serving)
{
	enum { PIECE = 4096 };
	struct buf *messages = &serving->invocation->messages;
	str rest = buf_str(messages);
	while (rest.len && wait_for(serving, STDERR_FILENO, POLLOUT, -1)) {
		ssize_t wrote = write(STDERR_FILENO, rest.at, rest.len < PIECE ? rest.len : PIECE);
		if (wrote < 0 && errno != EAGAIN)
			break;
		rest = str_skip(rest, wrote > 0 ? (size_t)wrote : 0);
	}
	messages->len = 0;
}

static void say_problems(struct serving *serving, const struct diags *diags)
{
	struct invocation *invocation = serving->invocation;
	if (diags->first && serving->project)
		buf_char(&invocation->messages, '\n');
	diags_print_in(diags, &invocation->messages, command_has_colour(invocation, STDERR_FILENO),
		sheet_columns(STDERR_FILENO));
	serving->wrong = diags->errors;
	serving->text.len = 0;
	problems_print(diags, server_is_open(serving->server), &serving->text);
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
	struct problems problems = problems_of(diags, server_is_open(serving->server));
	struct live_state state = {
		.version = serving->version, .before = before, .then = then, .now = now, .problems = &problems};
	serving->state.len = 0;
	live_put_state(&state, &serving->state);
	diags_free(&problems.shown);
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
	serving->is_misused = diags.is_usage;
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
		if (!ok)
			say_problems(serving, &diags);
		tell_problems(serving, ok ? &serving->said : &diags);
		project_forget(next, serving->project);
		if (ok) {
			serving->wrong = 0;
			forget_pending(serving);
		}
	}
	diags_free(&diags);
	arena_free(&scratch);
	return ok;
}

/* Editors write beside a file first; what came and went is no change that a person made. */
static bool is_known(const struct serving *serving, const struct watch_change *change)
{
	struct arena scratch = {0};
	if (change->root == ROOT_INSTALLED)
		return true;
	if (change->root == ROOT_CONTENT && serving->project && input_named(&serving->project->site, change->below))
		return true;
	str path = arena_printf(&scratch, "%.*s/%s/%.*s", STR_ARG(serving->invocation->folder),
		root_names[change->root], STR_ARG(change->below));
	bool is_there = fs_exists(path);
	arena_free(&scratch);
	return is_there;
}

static void put_changed(struct serving *serving, const struct watch_change *changes, size_t count, struct buf *out)
{
	size_t known = 0;
	for (size_t i = 0; i < count; i++) {
		bool counts = is_known(serving, &changes[i]);
		if (counts && known == 0)
			buf_printf(out, "%s/%.*s", root_names[changes[i].root], STR_ARG(changes[i].below));
		known += counts;
	}
	if (known == 0)
		buf_put(out, S("files that came and went"));
	if (known > 1)
		buf_printf(out, " and %zu other%s", known - 1, known == 2 ? "" : "s");
}

/* A line ends each round, so that one can be told from the next. */
static void put_round(
	struct serving *serving, const struct watch_change *changes, size_t count, bool is_mended, int64_t milliseconds)
{
	struct buf *out = &serving->invocation->messages;
	char clock[sizeof "00:00:00"];
	time_t now = time(NULL);
	struct tm local;
	localtime_r(&now, &local);
	strftime(clock, sizeof clock, "%H:%M:%S", &local);
	buf_printf(out, "%s  ", clock);
	put_changed(serving, changes, count, out);
	if (serving->wrong)
		buf_printf(out, ": %zu error%s; the pages stay as they were until %s mended\n", serving->wrong,
			serving->wrong == 1 ? "" : "s", serving->wrong == 1 ? "it is" : "they are");
	else
		buf_printf(out, ": %spages are up to date, %lld ms\n", is_mended ? "mended, " : "",
			(long long)milliseconds);
}

static void take_changes(struct serving *serving)
{
	size_t count, wrong = serving->wrong;
	const struct watch_change *changes = watch_take(serving->watch, &count);
	enum project_change change = PROJECT_PAGES;
	int64_t start = clock_ms();
	if (count == 0)
		return;
	note_changes(serving, changes, count);
	bool ok = serving->project ? update(serving, &change) : load_first(serving);
	bool is_mended = ok && wrong, is_news = !ok || is_mended || change != PROJECT_SAME;
	if (!serving->invocation->is_quiet && is_news && !is_asked_to_stop())
		put_round(serving, changes, count, is_mended, clock_ms() - start);
	say(serving);
}

static void tick(struct serving *serving)
{
	enum { TICK_EVERY_MS = 5000 };
	int64_t now = clock_ms();
	if (now < serving->ticked + TICK_EVERY_MS)
		return;
	serving->ticked = now;
	server_tick(serving->server, now);
	waitpid(-1, NULL, WNOHANG); /* the browser's starter */
}

/* Until a signal says that it is enough. */
static void serve(struct serving *serving)
{
	enum { LONGEST_MS = 1000 };
	for (;;) {
		int timeout = watch_timeout(serving->watch);
		if (timeout < 0 || timeout > LONGEST_MS)
			timeout = LONGEST_MS;
		if (!wait_for(serving, watch_file(serving->watch), POLLIN, timeout))
			return;
		take_changes(serving);
		if (serving->is_stopped || is_asked_to_stop())
			return;
		tick(serving);
	}
}

/* The browser of this desktop, or the one that $BROWSER names; it goes its own way. */
static void open_browser(struct serving *serving)
{
	struct invocation *invocation = serving->invocation;
	str address = server_address(serving->server);
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
	sigset_t reset;
	sigemptyset(&reset);
	sigaddset(&reset, SIGPIPE);
	posix_spawnattr_setsigdefault(&attributes, &reset);
	posix_spawnattr_setsigmask(&attributes, &serving->unblocked);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
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
		command_put_variant(&serving->project->site, out);
		buf_printf(out, "%zu files, loaded in %lld ms\n", serving->project->plan.count,
			(long long)(clock_ms() - serving->started));
	} else {
		buf_put(out, S("nothing to show until this is mended\n"));
	}
	if (watch_method(serving->watch) == WATCH_LOOKING)
		buf_put(out, S("looking for changes every half second\n"));
	buf_printf(out, "\n  %.*s%.*s/\n\nCtrl-C stops.\n", STR_ARG(address), STR_ARG(base));
}

static enum exit_status run(struct serving *serving)
{
	struct invocation *invocation = serving->invocation;
	str folder = invocation->folder;
	int ignored; /* loading tells */
	str roots[ROOTS] = {[ROOT_CONTENT] = fs_join(invocation->arena, folder, str_of(root_names[ROOT_CONTENT])),
		[ROOT_THEMES] = fs_join(invocation->arena, folder, str_of(root_names[ROOT_THEMES])),
		[ROOT_INSTALLED] = command_themes(invocation->arena, &ignored)};
	bool has_installed = roots[ROOT_INSTALLED].len && !fs_is_same(roots[ROOT_INSTALLED], roots[ROOT_THEMES]);
	editor_refresh_schemas(folder, invocation->arena);
	serving->watch = watch_new(
		roots, has_installed ? ROOTS : ROOT_INSTALLED, invocation->is_polling ? WATCH_LOOKING : WATCH_TOLD);
	load_first(serving);
	if (!is_asked_to_stop() && !serving->is_misused) {
		greet(serving);
		if (invocation->opens)
			open_browser(serving);
		say(serving);
		serve(serving);
	}
	if (!invocation->is_quiet && !serving->is_misused)
		buf_put(&invocation->messages, S("\nstopped\n"));
	server_stop(serving->server);
	watch_free(serving->watch);
	if (serving->project)
		project_free(serving->project);
	return serving->is_misused ? EXIT_USAGE : EXIT_FINE;
}

/* Content may be wrong, and may go and come back, but it has to be there at first. */
static bool has_content(struct invocation *invocation, struct diags *diags)
{
	struct site site = {0};
	struct site_options options = command_site_options(invocation);
	if (fs_is_folder(fs_join(invocation->arena, invocation->folder, S("content"))))
		return true;
	site_read(&site, &options, diags);
	site_free(&site);
	return false;
}

enum exit_status command_serve(struct invocation *invocation)
{
	struct serving serving = {.invocation = invocation, .started = clock_ms()};
	struct server_options options = {.host = invocation->host, .port = invocation->port};
	struct diags diags = {0};
	enum exit_status status = EXIT_SYSTEM;
	if (!has_content(invocation, &diags)) {
		status = command_report(invocation, &diags);
		diags_free(&diags);
		return status;
	}
	hold_signals(&serving.unblocked);
	serving.server = server_start(&options, &diags);
	if (serving.server)
		status = run(&serving);
	else
		command_report(invocation, &diags);
	diags_free(&diags);
	diags_free(&serving.said);
	arena_free(&serving.pending_arena);
	buf_free(&serving.state);
	buf_free(&serving.text);
	return status;
}
