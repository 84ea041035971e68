/* SPDX-License-Identifier: MIT */
#include <microhttpd.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "check.h"
#include "command/guests.h"
#include "command/live.h"

enum { DESCRIPTORS = 96, MOST_MET = 200 };

/* One end of each connection is theirs. */
struct house {
	struct arena arena;
	struct guests guests;
	int theirs[MOST_MET];
	struct guest *met[MOST_MET];
	size_t count;
	int64_t now;
};

static void open_house(struct house *house)
{
	*house = (struct house){.now = 1000000};
	guests_init(&house->guests, &house->arena, DESCRIPTORS);
}

static struct guest *enter(struct house *house, const struct sockaddr *address)
{
	int pair[2];
	assert_in_range(house->count, 0, MOST_MET - 1);
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
	house->theirs[house->count] = pair[1];
	return house->met[house->count++] = guests_enter(&house->guests, pair[0], address, house->now++);
}

static struct guest *enter_from(struct house *house, uint32_t from)
{
	struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(from)};
	return enter(house, (const struct sockaddr *)&address);
}

static struct guest *enter_from_long(struct house *house, const unsigned char from[16])
{
	struct sockaddr_in6 address = {.sin6_family = AF_INET6};
	memcpy(&address.sin6_addr, from, 16);
	return enter(house, (const struct sockaddr *)&address);
}

/* As the daemon does once a socket has been shut down. */
static bool has_been_sent_away(struct house *house, size_t i)
{
	char byte;
	struct guest *guest = house->met[i];
	if (!guest || recv(house->theirs[i], &byte, 1, MSG_DONTWAIT) != 0)
		return false;
	int file = guest->file;
	guests_leave(&house->guests, guest);
	close(file);
	house->met[i] = NULL;
	return true;
}

static void close_house(struct house *house)
{
	for (size_t i = 0; i < house->count; i++) {
		if (house->met[i])
			close(house->met[i]->file);
		close(house->theirs[i]);
	}
	arena_free(&house->arena);
}

enum { HERE = 0x7f000001, NEAR = 0x0a000001, OTHER = 0x0a000002, MOST = 64, MOST_OF_ONE = 32 };

static void test_one_address_has_its_share(void **state)
{
	(void)state;
	struct house house;
	open_house(&house);
	assert_int_equal(house.guests.most, MOST);
	assert_int_equal(house.guests.most_of_one, MOST_OF_ONE);
	enter_from(&house, OTHER);
	for (size_t i = 0; i < MOST_OF_ONE; i++)
		enter_from(&house, NEAR);
	for (size_t i = 0; i < house.count; i++)
		assert_false(has_been_sent_away(&house, i));
	for (size_t more = 1; more < 60; more++) {
		enter_from(&house, NEAR);
		assert_true(has_been_sent_away(&house, more)); /* the oldest of them */
		assert_false(has_been_sent_away(&house, 0));
	}
	assert_int_equal(house.guests.count, 1 + MOST_OF_ONE);
	close_house(&house);
}

static void test_whoever_has_most_makes_room(void **state)
{
	(void)state;
	struct house house;
	open_house(&house);
	enter_from(&house, OTHER);
	for (size_t i = 0; i < MOST - 1; i++)
		enter_from(&house, HERE + (uint32_t)i); /* all 127.x.x.x are this machine, which may have all places */
	assert_int_equal(house.met[1]->mates, MOST - 1);
	guest_take(house.met[1], 1, house.now);
	guest_wait(house.met[2]);
	enter_from(&house, NEAR);
	assert_true(has_been_sent_away(&house, 3)); /* one has just begun to take, one waits */
	assert_false(has_been_sent_away(&house, 0) || has_been_sent_away(&house, 1) || has_been_sent_away(&house, 2));
	close_house(&house);
}

/* Where all others wait for us, it is the last who goes. */
static void test_there_is_always_a_place(void **state)
{
	(void)state;
	struct house house;
	open_house(&house);
	for (size_t i = 0; i < MOST; i++)
		guest_wait(enter_from(&house, HERE));
	for (size_t i = MOST; i < MOST + 50; i++) {
		enter_from(&house, HERE);
		assert_true(has_been_sent_away(&house, i));
	}
	close_house(&house);
}

static void test_addresses(void **state)
{
	(void)state;
	struct house house;
	open_house(&house);
	struct guest *here = enter_from(&house, HERE), *near = enter_from(&house, NEAR);
	struct guest *local = enter_from_long(&house, (const unsigned char[16]){[15] = 1});
	struct guest *mapped_here =
		enter_from_long(&house, (const unsigned char[16]){[10] = 255, [11] = 255, [12] = 127, [15] = 9});
	struct guest *mapped_near =
		enter_from_long(&house, (const unsigned char[16]){[10] = 255, [11] = 255, [12] = 10, [15] = 1});
	struct guest *far = enter_from_long(&house, (const unsigned char[16]){0x20, 1, [7] = 4, [15] = 1});
	struct guest *same_network = enter_from_long(&house, (const unsigned char[16]){0x20, 1, [7] = 4, [8] = 7});
	struct guest *other_network = enter_from_long(&house, (const unsigned char[16]){0x20, 1, [7] = 5, [15] = 1});
	assert_true(guest_is_mate(here, local) && guest_is_mate(here, mapped_here) && guest_is_mate(near, mapped_near));
	assert_true(guest_is_mate(far, same_network));
	assert_false(guest_is_mate(far, other_network) || guest_is_mate(here, near) || guest_is_mate(here, far));
	close_house(&house);
}

static void test_time_runs_out(void **state)
{
	(void)state;
	struct house house;
	open_house(&house);
	int64_t start = house.now;
	enum { ASKING, TAKING, TAKING_MUCH, WAITING, COUNT_OF };
	for (size_t i = 0; i < COUNT_OF; i++)
		enter_from(&house, NEAR)->until = start + GUEST_ASKS_MS;
	guest_take(house.met[TAKING], 0, start);
	guest_take(house.met[TAKING_MUCH], 64000000, start); /* 1,000 seconds more */
	guest_wait(house.met[WAITING]);
	static const struct {
		int64_t after;
		bool is_gone[COUNT_OF];
	} steps[] = {{GUEST_ASKS_MS, {0}}, {GUEST_ASKS_MS + 1, {[ASKING] = true}}, {GUEST_TAKES_MS, {0}},
		{GUEST_TAKES_MS + 1, {[TAKING] = true}}, {GUEST_TAKES_MS + 1000000, {0}},
		{GUEST_TAKES_MS + 1000001, {[TAKING_MUCH] = true}}, {INT64_MAX, {0}}};
	for (size_t step = 0; step < sizeof steps / sizeof steps[0]; step++) {
		guests_sweep(&house.guests, start + steps[step].after - (steps[step].after == INT64_MAX ? start : 0));
		for (size_t i = 0; i < COUNT_OF; i++)
			assert_int_equal(has_been_sent_away(&house, i), steps[step].is_gone[i]);
	}
	close_house(&house);
}

static void test_documents(void **state)
{
	(void)state;
	struct house house;
	open_house(&house);
	enum { DOCUMENTS = 24 };
	for (size_t i = 0; i < DOCUMENTS; i++)
		assert_true(guests_lend(&house.guests, enter_from(&house, HERE)));
	struct guest *last = enter_from(&house, HERE);
	assert_false(guests_lend(&house.guests, last));
	guests_ask(&house.guests, house.met[0], house.now);
	assert_true(guests_lend(&house.guests, last));
	assert_false(guests_lend(&house.guests, house.met[0]));
	guests_end(&house.guests, house.met[1]);
	assert_false(guests_lend(&house.guests, house.met[0]));
	assert_true(has_been_sent_away(&house, 1));
	assert_true(guests_lend(&house.guests, house.met[0]));
	close_house(&house);
}

static void test_documents_of_one_address(void **state)
{
	(void)state;
	struct house house;
	open_house(&house);
	enum { HALF = 12 };
	for (size_t i = 0; i < HALF; i++)
		assert_true(guests_lend(&house.guests, enter_from(&house, NEAR)));
	struct guest *last = enter_from(&house, NEAR);
	assert_false(guests_lend(&house.guests, last));
	for (size_t i = 0; i < HALF; i++)
		assert_true(guests_lend(&house.guests, enter_from(&house, HERE)));
	guests_ask(&house.guests, house.met[0], house.now);
	assert_true(guests_lend(&house.guests, last));
	close_house(&house);
}

/* Of all who listen, the oldest of the address that has most. */
static void test_listeners_make_room(void **state)
{
	(void)state;
	struct house house;
	enum { MOST_LISTEN = 32, MOST_OF_ONE_LISTEN = 16, LAST = MOST_LISTEN + 2 };
	pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
	struct MHD_Response *answers[LAST];
	struct live live = {.lock = &lock, .guests = &house.guests};
	open_house(&house);
	live_init(&live);
	for (size_t i = 0; i < LAST; i++) {
		uint32_t from = i == 0 ? OTHER : i <= MOST_OF_ONE_LISTEN ? HERE : NEAR;
		answers[i] = live_answer(&live, NULL, enter_from(&house, i == MOST_LISTEN ? OTHER + 1 : from));
		if (i < MOST_LISTEN)
			assert_int_equal(live.client_count, i + 1);
	}
	assert_int_equal(live.client_count, MOST_LISTEN);
	for (size_t i = 0; i < LAST; i++)
		assert_int_equal(has_been_sent_away(&house, i), i == 1 || i == 2);
	for (size_t i = 0; i < LAST; i++)
		MHD_destroy_response(answers[i]);
	assert_int_equal(live.client_count, 0);
	live_free(&live);
	close_house(&house);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_one_address_has_its_share),
		cmocka_unit_test(test_whoever_has_most_makes_room),
		cmocka_unit_test(test_there_is_always_a_place),
		cmocka_unit_test(test_addresses),
		cmocka_unit_test(test_time_runs_out),
		cmocka_unit_test(test_documents),
		cmocka_unit_test(test_documents_of_one_address),
		cmocka_unit_test(test_listeners_make_room),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
