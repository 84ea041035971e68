/* SPDX-License-Identifier: MIT */
/* The same work over many items, by several threads. */
#ifndef ROLECAST_BASE_WORKERS_H
#define ROLECAST_BASE_WORKERS_H

#include <stddef.h>

/* Called for each item once, in no fixed order; `worker` counts from 0 and names the thread's own state. */
typedef void worker_fn(void *context, size_t worker, size_t item);

/* Runs items 0..count) on `workers` threads (1 runs them here, in order) and waits for all. */
void workers_run(size_t workers, size_t count, worker_fn *fn, void *context);
/* Processors that this process may use. */
size_t workers_available(void);

#endif
