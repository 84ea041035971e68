/* SPDX-License-Identifier: MIT */
/* A socket that is shut down is one whose other end has gone, as far as the daemon sees: it cleans up and tells. Until
   then the number of the socket is nobody else's. */
#include "command/guests.h"

#include <assert.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>

/* Some places are for those who come while others are being sent away. */
enum { SPARE_PART = 9, MOST_PLACES = GUESTS_MOST + GUESTS_MOST / (SPARE_PART - 1), DOCUMENTS_PART = 4 };

static size_t least(size_t one, size_t other)
{
	return one < other ? one : other;
}

size_t guests_descriptors(void)
{
	enum { OWN_FILES = 64, ENOUGH = OWN_FILES + MOST_PLACES + GUESTS_MOST_DOCUMENTS, LEAST = 16 };
	struct rlimit limit = {.rlim_cur = 256};
	if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < ENOUGH && limit.rlim_cur < limit.rlim_max) {
		limit.rlim_cur = limit.rlim_max < ENOUGH ? limit.rlim_max : ENOUGH;
		setrlimit(RLIMIT_NOFILE, &limit);
		getrlimit(RLIMIT_NOFILE, &limit);
	}
	size_t most = limit.rlim_cur < ENOUGH ? (size_t)limit.rlim_cur : ENOUGH;
	return most > OWN_FILES + LEAST ? most - OWN_FILES : LEAST;
}

void guests_init(struct guests *guests, struct arena *arena, size_t descriptors)
{
	*guests = (struct guests){.most_documents = least(descriptors / DOCUMENTS_PART, GUESTS_MOST_DOCUMENTS)};
	guests->place_count = least(descriptors - guests->most_documents, MOST_PLACES);
	guests->most = guests->place_count - guests->place_count / SPARE_PART;
	guests->most_of_one = least(guests->most / 2, GUESTS_MOST_OF_ONE);
	guests->places = arena_array(arena, struct guest, guests->place_count);
	for (size_t i = 0; i < guests->place_count; i++)
		guests->places[i].file = -1;
}

/* IPv4 as IPv6 writes it. */
static void put_address(const struct sockaddr *address, unsigned char bytes[16])
{
	static const unsigned char mapped[12] = {[10] = 0xff, [11] = 0xff};
	enum { NETWORK = 8 };
	struct sockaddr_in6 long_address;
	struct sockaddr_in short_address;
	memset(bytes, 0, 16);
	if (address->sa_family == AF_INET6) {
		memcpy(&long_address, address, sizeof long_address);
		memcpy(bytes, &long_address.sin6_addr, 16);
	} else if (address->sa_family == AF_INET) {
		memcpy(&short_address, address, sizeof short_address);
		memcpy(bytes, mapped, sizeof mapped);
		memcpy(bytes + sizeof mapped, &short_address.sin_addr, 4);
	}
	bool is_short = memcmp(bytes, mapped, sizeof mapped) == 0;
	if (is_short ? bytes[12] == 127 : memcmp(bytes, &in6addr_loopback, 16) == 0)
		memset(bytes, 0, 16);
	else if (!is_short)
		memset(bytes + NETWORK, 0, 16 - NETWORK);
}

bool guest_is_mate(const struct guest *one, const struct guest *other)
{
	return memcmp(one->address, other->address, sizeof one->address) == 0;
}

static bool is_here(const struct guest *guest)
{
	return guest->file >= 0 && !guest->is_leaving;
}

static bool is_of_this_machine(const struct guest *guest)
{
	static const struct guest of_this_machine;
	return guest_is_mate(guest, &of_this_machine);
}

static void count_again(struct guests *guests, const struct guest *like)
{
	size_t mates = 0;
	for (size_t i = 0; i < guests->place_count; i++)
		mates += is_here(&guests->places[i]) && guest_is_mate(&guests->places[i], like);
	for (size_t i = 0; i < guests->place_count; i++)
		if (guest_is_mate(&guests->places[i], like))
			guests->places[i].mates = mates;
}

/* NULL when all wait for us. */
static struct guest *find_longest(struct guests *guests, const struct guest *like)
{
	struct guest *found = NULL;
	for (size_t i = 0; i < guests->place_count; i++) {
		struct guest *guest = &guests->places[i];
		if (!is_here(guest) || guest->until == 0 || (like && !guest_is_mate(guest, like)))
			continue;
		if (!found || guest->mates > found->mates
			|| (guest->mates == found->mates && guest->since < found->since))
			found = guest;
	}
	return found;
}

static void make_room(struct guests *guests, const struct guest *guest)
{
	struct guest *longest = NULL;
	if (!is_of_this_machine(guest) && guest->mates > guests->most_of_one)
		longest = find_longest(guests, guest);
	else if (guests->count > guests->most)
		longest = find_longest(guests, NULL);
	if (longest)
		guests_end(guests, longest);
}

struct guest *guests_enter(struct guests *guests, int file, const struct sockaddr *address, int64_t now)
{
	struct guest *guest = guests->places;
	while (guest < guests->places + guests->place_count && guest->file >= 0)
		guest++;
	assert(guest < guests->places + guests->place_count);
	*guest = (struct guest){.file = file};
	put_address(address, guest->address);
	guests_ask(guests, guest, now);
	guests->count++;
	count_again(guests, guest);
	make_room(guests, guest);
	return guest;
}

/* It does not count any more. */
static void take_leave(struct guests *guests, struct guest *guest)
{
	if (guest->is_leaving)
		return;
	guest->is_leaving = true;
	guests->count--;
	count_again(guests, guest);
}

static void give_back(struct guests *guests, struct guest *guest)
{
	guests->documents -= guest->has_document;
	guest->has_document = false;
}

void guests_leave(struct guests *guests, struct guest *guest)
{
	give_back(guests, guest);
	take_leave(guests, guest);
	guest->file = -1;
}

void guests_end(struct guests *guests, struct guest *guest)
{
	take_leave(guests, guest);
	shutdown(guest->file, SHUT_RDWR);
}

void guests_ask(struct guests *guests, struct guest *guest, int64_t now)
{
	give_back(guests, guest);
	guest->since = now;
	guest->until = now + GUEST_ASKS_MS;
}

void guest_take(struct guest *guest, uint64_t size, int64_t now)
{
	guest->since = now;
	guest->until = now + GUEST_TAKES_MS + (int64_t)(size / GUEST_SLOWEST_BYTES_A_MS);
}

void guest_wait(struct guest *guest)
{
	guest->until = 0;
}

bool guests_lend(struct guests *guests, struct guest *guest)
{
	size_t of_one = 0;
	for (size_t i = 0; i < guests->place_count; i++)
		of_one += guests->places[i].has_document && guest_is_mate(&guests->places[i], guest);
	bool has_share = is_of_this_machine(guest) || of_one < guests->most_documents / 2;
	if (!has_share || guests->documents >= guests->most_documents)
		return false;
	guests->documents++;
	return guest->has_document = true;
}

void guests_sweep(struct guests *guests, int64_t now)
{
	for (size_t i = 0; i < guests->place_count; i++)
		if (is_here(&guests->places[i]) && guests->places[i].until && guests->places[i].until < now)
			guests_end(guests, &guests->places[i]);
}
