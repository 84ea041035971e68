/* SPDX-License-Identifier: MIT */
/* Memory that is given out piece by piece and taken back all at once. {0} is an empty arena.
   Out of memory is fatal here, so that no caller has to ask. */
#ifndef ROLECAST_BASE_ARENA_H
#define ROLECAST_BASE_ARENA_H

#include "base/str.h"

struct arena_block;

struct arena {
	struct arena_block *block; /* newest first */
	char *next, *end;          /* free room in the newest block */
};

/* Zeroed memory, aligned for any type. */
void *arena_alloc(struct arena *arena, size_t size);
/* Ends the program at once, with a word about it and the status of a fault of the system. */
_Noreturn void arena_out_of_memory(void);
#define arena_new(arena, type) ((type *)arena_alloc((arena), sizeof(type)))
#define arena_array(arena, type, count) ((type *)arena_alloc_array((arena), sizeof(type), (count)))
void *arena_alloc_array(struct arena *arena, size_t size, size_t count);
/* The next allocations, up to so many bytes in all, come from one piece of memory of just that size. */
void arena_expect(struct arena *arena, size_t size);
/* A copy with a NUL behind it (not counted in len). */
str arena_copy(struct arena *arena, str s);
/* The parts one after another; NUL-terminated: arena_join(&arena, site->base, S("/roles/"), slug). */
#define arena_join(arena, ...)                                                                                         \
	arena_join_parts((arena), (const str[]){__VA_ARGS__}, sizeof((const str[]){__VA_ARGS__}) / sizeof(str))
str arena_join_parts(struct arena *arena, const str *parts, size_t count);
/* printf into the arena; NUL-terminated. */
str arena_printf(struct arena *arena, const char *format, ...) PRINTF_LIKE(2, 3);
/* A whole number in digits. */
str arena_int(struct arena *arena, int64_t number);
/* Forgets everything but keeps as much room for reuse, unless that is more than most uses want (a megabyte). */
void arena_reset(struct arena *arena);
void arena_free(struct arena *arena);
/* The text as one line: line ends are blanks. Copied only where it has some. */
str arena_line(struct arena *arena, str text);

#endif
