/* SPDX-License-Identifier: MIT */
/* A client sleeps (its connection is suspended) while it has heard all; telling wakes it. Its reader runs in the
   daemon's thread, telling in the main one: the server's lock is around both. */
#include "command/live.h"

#include <microhttpd.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "command/guests.h"

enum { PIECE = 4096 };

struct live_client {
	struct live *live;
	struct MHD_Connection *connection;
	struct guest *guest;
	struct arena arena; /* holds the client */
	struct live_client *next;
	struct buf message;
	size_t sent;   /* of the message */
	size_t number; /* of the state heard last */
	bool is_asleep, is_knocked, is_left;
};

static void put_place(struct mark mark, struct buf *out)
{
	struct buf excerpt = {0};
	if (!mark.source)
		return;
	struct place place = mark_place(mark);
	buf_put(&excerpt, mark.source->path);
	buf_printf(&excerpt, ":%zu:%zu", place.line, place.column);
	buf_put(out, S(",\"place\":"));
	buf_json(out, buf_str(&excerpt));
	excerpt.len = 0;
	diag_put_excerpt(mark, &excerpt);
	buf_put(out, S(",\"excerpt\":"));
	buf_json(out, buf_str(&excerpt));
	buf_free(&excerpt);
}

static void put_problem(const struct diag *diag, struct buf *out)
{
	buf_printf(out, "{\"severity\":\"%s\",\"id\":\"%s\",\"message\":",
		diag->severity == SEVERITY_ERROR ? "error" : "warning", diag->id);
	buf_json(out, diag->message);
	put_place(diag->mark, out);
	if (diag->hint.len) {
		buf_put(out, S(",\"hint\":"));
		buf_json(out, diag->hint);
	}
	buf_put(out, S(",\"notes\":["));
	for (const struct diag_note *note = diag->notes; note; note = note->next) {
		buf_put(out, note == diag->notes ? S("{\"message\":") : S(",{\"message\":"));
		buf_json(out, note->message);
		put_place(note->mark, out);
		buf_char(out, '}');
	}
	buf_put(out, S("]}"));
}

static void put_styles(const struct theme *then, const struct theme *now, struct buf *out)
{
	bool is_first = true;
	for (size_t i = 0; then && i < then->asset_count; i++) {
		const struct asset *old = &then->assets[i];
		const struct asset *new = asset_find(now->assets, now->asset_count, old->name);
		if (!new || str_eq(old->url, new->url))
			continue;
		buf_put(out, is_first ? S("") : S(","));
		buf_json(out, old->url);
		buf_char(out, ':');
		buf_json(out, new->url);
		is_first = false;
	}
}

void live_put_state(const struct live_state *state, struct buf *out)
{
	buf_put(out, S("{\"version\":"));
	buf_json(out, state->version);
	buf_put(out, S(",\"before\":"));
	buf_json(out, state->before);
	buf_put(out, S(",\"styles\":{"));
	put_styles(state->then, state->now, out);
	buf_put(out, S("},\"problems\":["));
	for (const struct diag *diag = state->problems->shown.first; diag; diag = diag->next) {
		put_problem(diag, out);
		if (diag->next)
			buf_char(out, ',');
	}
	buf_printf(out, "],\"more\":%zu}", state->problems->more);
}

static void wake(struct live_client *client)
{
	if (!client->is_asleep)
		return;
	client->is_asleep = false;
	MHD_resume_connection(client->connection);
}

static void wake_all(struct live *live)
{
	for (struct live_client *client = live->clients; client; client = client->next)
		wake(client);
}

void live_init(struct live *live)
{
	size_t half = live->guests->most / 2;
	live->most = half < LIVE_MOST ? half : LIVE_MOST;
	live->most_of_one = half / 2 < LIVE_MOST_OF_ONE ? half / 2 : LIVE_MOST_OF_ONE;
}

void live_tell(struct live *live, str state)
{
	if (str_eq(buf_str(&live->state), state))
		return;
	live->state.len = 0;
	buf_put(&live->state, state);
	live->number++;
	wake_all(live);
}

void live_knock(struct live *live)
{
	for (struct live_client *client = live->clients; client; client = client->next)
		client->is_knocked = true;
	wake_all(live);
}

void live_stop(struct live *live)
{
	live->is_stopping = true;
	wake_all(live);
}

void live_free(struct live *live)
{
	buf_free(&live->state);
}

/* What the client is to hear next; an empty message when it has heard all. */
static void compose(struct live_client *client)
{
	struct live *live = client->live;
	client->message.len = client->sent = 0;
	if (client->number != live->number) {
		buf_put(&client->message, S("retry: 1000\nevent: state\ndata: "));
		buf_put(&client->message, buf_str(&live->state));
		buf_put(&client->message, S("\n\n"));
		client->number = live->number;
	} else if (client->is_knocked) {
		buf_put(&client->message, S(":\n\n"));
	}
	client->is_knocked = false;
	guest_take(client->guest, client->message.len, clock_ms());
}

static ssize_t read_message(void *context, uint64_t position, char *room, size_t most)
{
	struct live_client *client = context;
	struct live *live = client->live;
	ssize_t got = MHD_CONTENT_READER_END_OF_STREAM;
	(void)position;
	pthread_mutex_lock(live->lock);
	if (!live->is_stopping && !client->is_left) {
		if (client->sent == client->message.len)
			compose(client);
		str rest = str_skip(buf_str(&client->message), client->sent);
		got = (ssize_t)(rest.len < most ? rest.len : most);
		if (got)
			memcpy(room, rest.at, (size_t)got);
		client->sent += (size_t)got;
		client->is_asleep = got == 0;
		if (got == 0) {
			guest_wait(client->guest);
			MHD_suspend_connection(client->connection);
		}
	}
	pthread_mutex_unlock(live->lock);
	return got;
}

static void forget_client(void *context)
{
	struct live_client *client = context;
	struct live *live = client->live;
	pthread_mutex_lock(live->lock);
	struct live_client **place = &live->clients;
	while (*place != client)
		place = &(*place)->next;
	*place = client->next;
	live->client_count -= !client->is_left;
	buf_free(&client->message);
	struct arena arena = client->arena;
	arena_free(&arena);
	pthread_mutex_unlock(live->lock);
}

static size_t mates_of(const struct live *live, const struct guest *guest)
{
	size_t count = 0;
	for (const struct live_client *client = live->clients; client; client = client->next)
		count += !client->is_left && guest_is_mate(client->guest, guest);
	return count;
}

/* The oldest of the address that has most, or of the one that this guest has. */
static struct live_client *find_oldest(const struct live *live, const struct guest *like)
{
	struct live_client *oldest = NULL;
	size_t most = 0;
	for (struct live_client *client = live->clients; client; client = client->next) {
		if (client->is_left || (like && !guest_is_mate(client->guest, like)))
			continue;
		size_t mates = like ? 0 : mates_of(live, client->guest);
		if (mates >= most)
			oldest = client;
		most = mates > most ? mates : most;
	}
	return oldest;
}

static void make_room(struct live *live, const struct guest *guest)
{
	struct live_client *oldest = NULL;
	if (mates_of(live, guest) >= live->most_of_one)
		oldest = find_oldest(live, guest);
	else if (live->client_count >= live->most)
		oldest = find_oldest(live, NULL);
	if (!oldest)
		return;
	oldest->is_left = true;
	live->client_count--;
	if (oldest->is_asleep)
		wake(oldest);
	else
		guests_end(live->guests, oldest->guest); /* it does not take what it hears */
}

struct MHD_Response *live_answer(struct live *live, struct MHD_Connection *connection, struct guest *guest)
{
	struct arena arena = {0};
	make_room(live, guest);
	struct live_client *client = arena_new(&arena, struct live_client);
	*client = (struct live_client){.live = live, .connection = connection, .guest = guest, .next = live->clients};
	client->arena = arena;
	live->clients = client;
	live->client_count++;
	struct MHD_Response *response =
		MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, PIECE, read_message, client, forget_client);
	MHD_add_response_header(response, "Content-Type", "text/event-stream");
	return response;
}
