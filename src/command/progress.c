/* SPDX-License-Identifier: MIT */
/* Those who work count in an atomic and never wait. A thread looks at it ten times a second, and not at all in the
   first half second, which most builds do not outlast; it alone writes the line. */
#include "command/progress.h"

#include <assert.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "command/sheet.h"

#define CLEAR "\r\033[K"

enum { FIRST_WAIT_MS = 500, WAIT_MS = 100 };

struct progress {
	atomic_int stage;
	atomic_size_t total, done;
	pthread_t thread;
	pthread_mutex_t mutex; /* guards is_over, for the thread's sleep; who works never takes it */
	pthread_cond_t over;
	bool is_over;
	struct sigaction before[2];
};

static const int deadly[] = {SIGINT, SIGTERM};

/* Whoever kills the program finds an empty line. */
static void clear_and_die(int number)
{
	ssize_t ignored = write(STDERR_FILENO, CLEAR, sizeof CLEAR - 1);
	(void)ignored;
	raise(number); /* its own doing again, once this returns: SA_RESETHAND */
}

static void watch_signals(struct progress *progress)
{
	struct sigaction clear = {.sa_handler = clear_and_die, .sa_flags = (int)SA_RESETHAND};
	sigemptyset(&clear.sa_mask);
	for (size_t i = 0; i < COUNT(deadly); i++) {
		sigaction(deadly[i], NULL, &progress->before[i]);
		if (progress->before[i].sa_handler == SIG_DFL)
			sigaction(deadly[i], &clear, NULL);
	}
}

static void forget_signals(const struct progress *progress)
{
	for (size_t i = 0; i < COUNT(deadly); i++)
		sigaction(deadly[i], &progress->before[i], NULL);
}

static void put_text(struct progress *progress, const struct sheet *sheet)
{
	static const char *const stages[] = {[PROGRESS_READING] = "reading",
		[PROGRESS_LOADING] = "loading",
		[PROGRESS_RENDERING] = "rendering",
		[PROGRESS_COMPRESSING] = "rendering and compressing",
		[PROGRESS_IMPORTING] = "importing",
		[PROGRESS_SENDING] = "sending"};
	static_assert(COUNT(stages) == PROGRESS_STAGES, "a word for each");
	int stage = atomic_load(&progress->stage);
	size_t total = atomic_load(&progress->total), done = atomic_load(&progress->done);
	buf_put(sheet->out, str_of(stages[stage]));
	if (stage == PROGRESS_IMPORTING) {
		buf_printf(sheet->out, " row %.*s", STR_ARG(sheet_count(sheet, done)));
		return;
	}
	if (stage == PROGRESS_RENDERING || stage == PROGRESS_COMPRESSING || stage == PROGRESS_SENDING)
		buf_printf(sheet->out, " %.*s of", STR_ARG(sheet_count(sheet, done < total ? done : total)));
	if (total)
		buf_printf(sheet->out, " %.*s files", STR_ARG(sheet_count(sheet, total)));
	else
		buf_put(sheet->out, S(" files"));
}

/* A line that is as wide as the terminal would leave a second one behind. */
static void draw(struct progress *progress, struct arena *arena)
{
	struct buf text = {0}, line = {0};
	struct sheet sheet = {.out = &text, .arena = arena};
	size_t columns = sheet_columns(STDERR_FILENO);
	put_text(progress, &sheet);
	buf_put(&line, S(CLEAR));
	buf_put(&line, columns ? str_within(buf_str(&text), columns - 1) : buf_str(&text));
	ssize_t ignored = write(STDERR_FILENO, line.at, line.len);
	(void)ignored;
	buf_free(&text);
	buf_free(&line);
	arena_reset(arena);
}

/* False when it was over before the time was. */
static bool sleep_for(struct progress *progress, long milliseconds)
{
	struct timespec until;
	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_nsec += milliseconds * 1000000;
	until.tv_sec += until.tv_nsec / 1000000000;
	until.tv_nsec %= 1000000000;
	pthread_mutex_lock(&progress->mutex);
	int told = 0;
	while (!progress->is_over && told == 0)
		told = pthread_cond_timedwait(&progress->over, &progress->mutex, &until);
	bool is_over = progress->is_over;
	pthread_mutex_unlock(&progress->mutex);
	return !is_over;
}

static void *show(void *argument)
{
	struct progress *progress = argument;
	struct arena arena = {0};
	if (!sleep_for(progress, FIRST_WAIT_MS))
		return NULL;
	watch_signals(progress);
	do
		draw(progress, &arena);
	while (sleep_for(progress, WAIT_MS));
	ssize_t ignored = write(STDERR_FILENO, CLEAR, sizeof CLEAR - 1);
	(void)ignored;
	forget_signals(progress);
	arena_free(&arena);
	return NULL;
}

struct progress *progress_start(const struct invocation *invocation)
{
	if (invocation->is_quiet || !command_has_terminal(STDERR_FILENO))
		return NULL;
	struct progress *progress = arena_new(invocation->arena, struct progress);
	pthread_mutex_init(&progress->mutex, NULL);
	pthread_cond_init(&progress->over, NULL);
	return pthread_create(&progress->thread, NULL, show, progress) == 0 ? progress : NULL;
}

void progress_stage(struct progress *progress, enum progress_stage stage, size_t total)
{
	if (!progress)
		return;
	atomic_store(&progress->done, 0);
	atomic_store(&progress->total, total);
	atomic_store(&progress->stage, (int)stage);
}

void progress_step(struct progress *progress)
{
	if (progress)
		atomic_fetch_add_explicit(&progress->done, 1, memory_order_relaxed);
}

void progress_end(struct progress *progress)
{
	if (!progress)
		return;
	pthread_mutex_lock(&progress->mutex);
	progress->is_over = true;
	pthread_cond_signal(&progress->over);
	pthread_mutex_unlock(&progress->mutex);
	pthread_join(progress->thread, NULL);
	pthread_cond_destroy(&progress->over);
	pthread_mutex_destroy(&progress->mutex);
}
