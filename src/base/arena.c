/* SPDX-License-Identifier: MIT */
/* Each block is a part of what is there already, so that small arenas are cheap, large ones take few blocks, and little
   is left over at the end. One that is reset comes back as a single block. Free room is poisoned under
   AddressSanitizer. */
#include "base/arena.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define HAS_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HAS_ASAN 1
#endif
#endif
#ifdef HAS_ASAN
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(at, size) ((void)(at), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(at, size) ((void)(at), (void)(size))
#endif

enum { SMALLEST_BLOCK = 1 << 10, LARGEST_STEP = 1 << 20, MOST_KEPT = 1 << 20, PART = 16, ALIGN = 16 };

struct arena_block {
	struct arena_block *older;
	size_t size;  /* of the room behind the header */
	size_t total; /* of this block and all older ones */
};

static const size_t header_size = (sizeof(struct arena_block) + ALIGN - 1) / ALIGN * ALIGN;

static char *block_room(struct arena_block *block)
{
	return (char *)block + header_size;
}

/* Neither what needs memory nor what cleans up is run: the state is that of a kill, which the next run heals. */
_Noreturn void arena_out_of_memory(void)
{
	enum { STATUS_OF_FAULTS = 3 };
	static const char message[] = "rolecast: error: out of memory\n";
	ssize_t written = write(STDERR_FILENO, message, sizeof message - 1);
	(void)written;
	_exit(STATUS_OF_FAULTS);
}

/* In all of these. */
static size_t total_of(const struct arena *arena)
{
	return arena->block ? arena->block->total : 0;
}

static void add_block_of(struct arena *arena, size_t size)
{
	struct arena_block *block = size > SIZE_MAX - header_size ? NULL : malloc(header_size + size);
	if (!block)
		arena_out_of_memory();
	block->older = arena->block;
	block->size = size;
	block->total = total_of(arena) + size;
	arena->block = block;
	arena->next = block_room(block);
	arena->end = arena->next + size;
	ASAN_POISON_MEMORY_REGION(arena->next, size);
}

static void add_block(struct arena *arena, size_t least)
{
	size_t size = total_of(arena) / PART;
	if (size > LARGEST_STEP)
		size = LARGEST_STEP;
	if (size < SMALLEST_BLOCK)
		size = SMALLEST_BLOCK;
	add_block_of(arena, size < least ? least : size);
}

void arena_expect(struct arena *arena, size_t size)
{
	if (size > (size_t)(arena->end - arena->next))
		add_block_of(arena, size);
}

/* Room that is not zeroed. */
static char *take(struct arena *arena, size_t size)
{
	if (size > SIZE_MAX / 2)
		arena_out_of_memory();
	size_t rounded = (size + ALIGN - 1) / ALIGN * ALIGN;
	if (rounded > (size_t)(arena->end - arena->next))
		add_block(arena, rounded);
	char *at = arena->next;
	arena->next += rounded;
	ASAN_UNPOISON_MEMORY_REGION(at, size);
	return at;
}

void *arena_alloc(struct arena *arena, size_t size)
{
	char *at = take(arena, size);
	return size ? memset(at, 0, size) : at;
}

void *arena_alloc_array(struct arena *arena, size_t size, size_t count)
{
	if (size && count > SIZE_MAX / 2 / size)
		arena_out_of_memory();
	return arena_alloc(arena, size * count);
}

str arena_int(struct arena *arena, int64_t number)
{
	char room[STR_DIGITS];
	return arena_copy(arena, str_of_int(number, room));
}

str arena_copy(struct arena *arena, str s)
{
	return arena_join_parts(arena, &s, 1);
}

str arena_join_parts(struct arena *arena, const str *parts, size_t count)
{
	size_t len = 0;
	for (size_t i = 0; i < count; i++) {
		assert(parts[i].len < PTRDIFF_MAX - len);
		len += parts[i].len;
	}
	char *at = take(arena, len + 1), *end = at;
	for (size_t i = 0; i < count; i++) {
		if (parts[i].len)
			memcpy(end, parts[i].at, parts[i].len);
		end += parts[i].len;
	}
	*end = '\0';
	return (str){at, len};
}

/* Formats into the free room first: it nearly always fits, and then nothing is done twice. */
str arena_printf(struct arena *arena, const char *format, ...)
{
	va_list args, again;
	va_start(args, format);
	va_copy(again, args);
	size_t room = (size_t)(arena->end - arena->next);
	ASAN_UNPOISON_MEMORY_REGION(arena->next, room);
	int length = vsnprintf(arena->next, room, format, args);
	va_end(args);
	size_t size = length < 0 ? 0 : (size_t)length;
	char *at = arena->next;
	size_t rounded = (size + 1 + ALIGN - 1) / ALIGN * ALIGN;
	if (rounded <= room) {
		arena->next += rounded;
	} else {
		at = arena_alloc(arena, size + 1);
		vsnprintf(at, size + 1, format, again);
	}
	va_end(again);
	ASAN_POISON_MEMORY_REGION(arena->next, (size_t)(arena->end - arena->next));
	return (str){at, size};
}

static void free_blocks(struct arena_block *block)
{
	while (block) {
		struct arena_block *older = block->older;
		free(block);
		block = older;
	}
}

void arena_free(struct arena *arena)
{
	free_blocks(arena->block);
	*arena = (struct arena){0};
}

void arena_reset(struct arena *arena)
{
	struct arena_block *block = arena->block;
	if (!block)
		return;
	if (block->older || block->total > MOST_KEPT) {
		size_t total = block->total;
		arena_free(arena);
		if (total <= MOST_KEPT)
			add_block(arena, total);
		return;
	}
	arena->next = block_room(block);
	arena->end = arena->next + block->size;
	ASAN_POISON_MEMORY_REGION(arena->next, block->size);
}

str arena_line(struct arena *arena, str text)
{
	if (str_find(text, '\n') == text.len && str_find(text, '\r') == text.len)
		return text;
	char *line = arena_alloc(arena, text.len);
	for (size_t i = 0; i < text.len; i++)
		line[i] = text.at[i] == '\n' || text.at[i] == '\r' ? ' ' : text.at[i];
	return (str){line, text.len};
}
