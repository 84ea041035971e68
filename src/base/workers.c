/* SPDX-License-Identifier: MIT */
/* Items are handed out by one atomic counter: no locks, and a slow item delays nobody. */
#include "base/workers.h"

#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

#if defined(__linux__)
#include <sched.h>
#endif

enum { MOST_WORKERS = 64 };

struct pool {
	worker_fn *fn;
	void *context;
	size_t count;
	atomic_size_t next;
};

struct worker {
	struct pool *pool;
	size_t number;
	pthread_t thread;
};

static void *work(void *argument)
{
	struct worker *worker = argument;
	struct pool *pool = worker->pool;
	size_t item;
	while ((item = atomic_fetch_add(&pool->next, 1)) < pool->count)
		pool->fn(pool->context, worker->number, item);
	return NULL;
}

void workers_run(size_t workers, size_t count, worker_fn *fn, void *context)
{
	struct pool pool = {.fn = fn, .context = context, .count = count};
	struct worker team[MOST_WORKERS];
	if (workers > count)
		workers = count;
	if (workers > MOST_WORKERS)
		workers = MOST_WORKERS;
	size_t started = 1;
	/* A thread that cannot be started leaves its work to the others. */
	for (; started < workers; started++) {
		team[started] = (struct worker){.pool = &pool, .number = started};
		if (pthread_create(&team[started].thread, NULL, work, &team[started]) != 0)
			break;
	}
	team[0] = (struct worker){.pool = &pool};
	work(&team[0]);
	for (size_t i = 1; i < started; i++)
		pthread_join(team[i].thread, NULL);
}

size_t workers_available(void)
{
#if defined(__linux__)
	cpu_set_t set;
	if (sched_getaffinity(0, sizeof set, &set) == 0 && CPU_COUNT(&set) > 0)
		return CPU_COUNT(&set) < MOST_WORKERS ? (size_t)CPU_COUNT(&set) : MOST_WORKERS;
#endif
	long online = sysconf(_SC_NPROCESSORS_ONLN);
	if (online < 1)
		return 1;
	return online < MOST_WORKERS ? (size_t)online : MOST_WORKERS;
}
