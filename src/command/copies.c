/* SPDX-License-Identifier: MIT */
/* The library counts who takes an answer, and tells when nobody does any more: always in the daemon's thread, so that
   what is found there is not gone before it is queued. */
#include "command/copies.h"

#include <microhttpd.h>
#include <stdlib.h>
#include <string.h>

static struct copy *copy_of(void *bytes)
{
	return (struct copy *)(void *)((char *)bytes - sizeof(struct copy));
}

const struct copy *copies_find(const struct copies *copies, const void *what, bool is_for_browser)
{
	for (const struct copy *copy = copies->first; copy; copy = copy->next)
		if (copy->what == what && copy->is_for_browser == is_for_browser)
			return copy;
	return NULL;
}

static void forget_copy(void *bytes)
{
	struct copy *copy = copy_of(bytes);
	struct copies *copies = copy->copies;
	pthread_mutex_lock(copies->lock);
	struct copy **place = &copies->first;
	while (*place != copy)
		place = &(*place)->next;
	*place = copy->next;
	struct arena arena = copy->arena;
	arena_free(&arena);
	pthread_mutex_unlock(copies->lock);
}

struct MHD_Response *copies_make(struct copies *copies, const void *what, bool is_for_browser, str bytes)
{
	struct arena arena = {0};
	struct copy *copy = arena_alloc(&arena, sizeof *copy + bytes.len);
	char *room = (char *)(copy + 1);
	if (bytes.len)
		memcpy(room, bytes.at, bytes.len);
	*copy = (struct copy){.what = what, .is_for_browser = is_for_browser, .len = bytes.len, .copies = copies};
	copy->response = MHD_create_response_from_buffer_with_free_callback(bytes.len, room, forget_copy);
	copy->arena = arena;
	if (!copy->response) {
		arena_free(&arena);
		return NULL;
	}
	copy->next = copies->first;
	copies->first = copy;
	return copy->response;
}

void copies_forget(struct copies *copies)
{
	for (struct copy *copy = copies->first; copy; copy = copy->next)
		copy->what = NULL;
}
