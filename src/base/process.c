/* SPDX-License-Identifier: MIT */
/* Its output and its messages come through two pipes, which are read as they fill. A program that it leaves behind may
   hold them open for ever (ssh does, when connections are shared), so that its own end is what counts. */
#include "base/process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"

extern char **environ;

enum {
	TICK_MS = 100,
	MOST_TOLD = 4096,
	LONGEST_LINE = 1 << 16,
	MOST_AT_ONCE = 4 << 20,
	PATIENCE_MS = 1000,
	KILL_MS = 6000
};

static const int ending[] = {SIGINT, SIGTERM, SIGHUP};

struct pipe_end {
	int file;  /* below 0 when it is over */
	int error; /* why it is over too early */
	bool has_said;
	struct buf rest;
};

struct running {
	const struct process *process;
	pid_t child;
	struct pipe_end output, messages;
	struct buf told;
	int64_t stopped_at; /* milliseconds, when a signal to end was seen */
	int sent;           /* the last signal that we sent */
	int wait_status;
	bool is_over;
};

/* Those that somebody has set aside, as nohup does, stay so. */
void process_hold_signals(sigset_t *before)
{
	struct sigaction old;
	sigset_t held;
	sigemptyset(&held);
	for (size_t i = 0; i < COUNT(ending); i++)
		if (sigaction(ending[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN)
			sigaddset(&held, ending[i]);
	sigprocmask(SIG_BLOCK, &held, before);
}

static int stopped_by(void)
{
	sigset_t pending;
	if (sigpending(&pending) != 0)
		return 0;
	for (size_t i = 0; i < COUNT(ending); i++)
		if (sigismember(&pending, ending[i]) == 1)
			return ending[i];
	return 0;
}

bool process_is_stopped(void)
{
	return stopped_by() != 0;
}

static bool is_named(const char *entry, const char *setting)
{
	size_t length = strcspn(setting, "=");
	return strncmp(entry, setting, length) == 0 && entry[length] == '=';
}

static char **environment_of(const struct process *process, struct arena *arena)
{
	size_t ours = 0, more = 0, count = 0;
	while (environ[ours])
		ours++;
	while (process->environment && process->environment[more])
		more++;
	char **all = arena_array(arena, char *, ours + more + 1);
	for (size_t i = 0; i < ours; i++) {
		bool is_replaced = false;
		for (size_t k = 0; k < more; k++)
			is_replaced |= is_named(environ[i], process->environment[k]);
		if (!is_replaced)
			all[count++] = environ[i];
	}
	for (size_t k = 0; k < more; k++)
		if (strchr(process->environment[k], '='))
			all[count++] = (char *)(uintptr_t)process->environment[k];
	return all;
}

static bool open_pipe(int ends[2])
{
	if (pipe(ends) != 0)
		return false;
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	fcntl(ends[1], F_SETFD, FD_CLOEXEC);
	fcntl(ends[0], F_SETFL, O_NONBLOCK);
	return true;
}

static int spawn(struct running *running, int output, int messages, struct arena *arena)
{
	const struct process *process = running->process;
	posix_spawn_file_actions_t files;
	posix_spawnattr_t how;
	sigset_t none, usual;
	sigemptyset(&none);
	sigemptyset(&usual);
	sigaddset(&usual, SIGPIPE);
	sigaddset(&usual, SIGXFSZ);
	posix_spawn_file_actions_init(&files);
	posix_spawnattr_init(&how);
	posix_spawnattr_setsigmask(&how, &none);
	posix_spawnattr_setsigdefault(&how, &usual);
	posix_spawnattr_setflags(&how, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
	const char *input = process->input ? process->input : "/dev/null";
	posix_spawn_file_actions_addopen(&files, STDIN_FILENO, input, O_RDONLY, 0);
	posix_spawn_file_actions_adddup2(&files, output, STDOUT_FILENO);
	posix_spawn_file_actions_adddup2(&files, messages, STDERR_FILENO);
	int error = posix_spawnp(&running->child, process->words[0], &files, &how,
		(char *const *)(uintptr_t)process->words, environment_of(process, arena));
	posix_spawn_file_actions_destroy(&files);
	posix_spawnattr_destroy(&how);
	return error;
}

static int start(struct running *running, struct arena *arena)
{
	int output[2], messages[2];
	if (!open_pipe(output))
		return errno;
	if (!open_pipe(messages)) {
		int error = errno;
		close(output[0]);
		close(output[1]);
		return error;
	}
	int error = spawn(running, output[1], messages[1], arena);
	close(output[1]);
	close(messages[1]);
	running->output.file = output[0];
	running->messages.file = messages[0];
	return error;
}

static void print_line(struct running *running, str line)
{
	if (running->process->print)
		running->process->print(running->process->context, line);
}

static void complain_line(struct running *running, str line)
{
	const struct process *process = running->process;
	if (process->complain && process->complain(process->context, line))
		return;
	buf_put(&running->told, line);
	buf_char(&running->told, '\n');
	while (running->told.len > MOST_TOLD) {
		size_t first = str_find(buf_str(&running->told), '\n') + 1;
		if (first > running->told.len)
			first = running->told.len;
		memmove(running->told.at, running->told.at + first, running->told.len - first);
		running->told.len -= first;
	}
}

/* Progress is often told with a carriage return alone. */
static size_t line_length(str text, char end)
{
	size_t length = str_find(text, end);
	size_t early = end == '\n' ? str_find(str_part(text, 0, length), '\r') : length;
	return early < length ? early : length;
}

typedef void take_line(struct running *running, str line);

static void take_parts(struct running *running, str line, take_line *take)
{
	for (; line.len > LONGEST_LINE; line = str_skip(line, LONGEST_LINE))
		take(running, str_part(line, 0, LONGEST_LINE));
	take(running, line);
}

static void take_lines(struct running *running, struct pipe_end *from, char end, take_line *take)
{
	str rest = buf_str(&from->rest);
	for (size_t length; (length = line_length(rest, end)) < rest.len; rest = str_skip(rest, length + 1))
		if (length || end != '\n')
			take_parts(running, str_part(rest, 0, length), take);
	/* A line is not kept until its end comes. */
	if (rest.len && (from->file < 0 || rest.len > LONGEST_LINE)) {
		take_parts(running, rest, take);
		rest.len = 0;
	}
	if (rest.len)
		memmove(from->rest.at, rest.at, rest.len);
	from->rest.len = rest.len;
}

/* All that is there now; more than a pipe holds comes in several turns. */
static void read_pipe(struct pipe_end *from)
{
	enum { ROOM = 1 << 16 };
	while (from->file >= 0 && from->rest.len < MOST_AT_ONCE) {
		ssize_t got = read(from->file, buf_reserve(&from->rest, ROOM), ROOM);
		if (got > 0) {
			from->rest.len += (size_t)got;
			from->has_said = true;
			continue;
		}
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
			return;
		from->error = got < 0 ? errno : 0;
		close(from->file);
		from->file = -1;
	}
}

static void read_both(struct running *running)
{
	read_pipe(&running->output);
	take_lines(running, &running->output, running->process->line_end, print_line);
	read_pipe(&running->messages);
	take_lines(running, &running->messages, '\n', complain_line);
}

static void wait_for_more(struct running *running)
{
	struct pollfd files[] = {
		{.fd = running->output.file, .events = POLLIN}, {.fd = running->messages.file, .events = POLLIN}};
	poll(files, COUNT(files), TICK_MS);
}

static int64_t now_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void end_child(struct running *running, int number)
{
	if (running->sent != number)
		kill(running->child, number);
	running->sent = number;
}

/* From a terminal the child has had the signal itself: it gets a second to end in its own way. */
static void pass_on_signal(struct running *running)
{
	int number = running->is_over ? 0 : stopped_by();
	if (number == 0)
		return;
	if (running->stopped_at == 0)
		running->stopped_at = now_ms();
	int64_t since = now_ms() - running->stopped_at;
	if (since >= KILL_MS)
		end_child(running, SIGKILL);
	else if (number != SIGINT || since >= PATIENCE_MS)
		end_child(running, SIGTERM);
}

static void look_for_end(struct running *running)
{
	bool is_silent = running->output.file < 0 && running->messages.file < 0;
	pid_t got = waitpid(running->child, &running->wait_status, WNOHANG);
	running->is_over = got == running->child || (got < 0 && errno != EINTR);
	if (!running->is_over && is_silent)
		nanosleep(&(struct timespec){.tv_nsec = 2000000}, NULL);
}

static void close_pipes(struct running *running)
{
	struct pipe_end *const ends[] = {&running->output, &running->messages};
	for (size_t i = 0; i < COUNT(ends); i++) {
		if (ends[i]->file >= 0)
			close(ends[i]->file);
		ends[i]->file = -1;
	}
}

static void follow(struct running *running)
{
	while (!running->is_over) {
		wait_for_more(running);
		read_both(running);
		look_for_end(running);
		pass_on_signal(running);
	}
	read_both(running);
	close_pipes(running);
	read_both(running);
}

/* A system may find that there is no such program when posix_spawn has said that all went well. */
static bool was_missing(const struct running *running)
{
	enum { NOT_STARTED = 127 };
	return WIFEXITED(running->wait_status) && WEXITSTATUS(running->wait_status) == NOT_STARTED
		&& !running->output.has_said && !running->messages.has_said;
}

struct process_end process_run(const struct process *process, struct arena *arena)
{
	struct running running = {.process = process, .output.file = -1, .messages.file = -1};
	struct process_end end = {.error = start(&running, arena)};
	if (end.error == 0) {
		follow(&running);
		end.error = was_missing(&running) ? ENOENT : 0;
		end.unread = running.output.error ? running.output.error : running.messages.error;
		end.status = WIFEXITED(running.wait_status) ? WEXITSTATUS(running.wait_status)
							    : 128 + WTERMSIG(running.wait_status);
	}
	close_pipes(&running);
	end.told = buf_copy(&running.told, arena);
	buf_free(&running.told);
	buf_free(&running.output.rest);
	buf_free(&running.messages.rest);
	return end;
}
