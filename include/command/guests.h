/* SPDX-License-Identifier: MIT */
/* Who is connected to a server: by when each must be done with what it does, how many one address may have, and how
   many descriptors there are for them. */
#ifndef ROLECAST_COMMAND_GUESTS_H
#define ROLECAST_COMMAND_GUESTS_H

#include "base/arena.h"

struct sockaddr;

/* How long each may take over a request, and over an answer: so long, and a moment more for each piece of it. */
enum { GUEST_ASKS_MS = 20000, GUEST_TAKES_MS = 60000, GUEST_SLOWEST_BYTES_A_MS = 64 };

/* Where the system gives descriptors enough. */
enum { GUESTS_MOST = 2000, GUESTS_MOST_OF_ONE = 256, GUESTS_MOST_DOCUMENTS = 250 };

struct guest {
	int file;                  /* its socket, which the daemon closes; -1: this place is free */
	unsigned char address[16]; /* of IPv6, the network's half; all of this machine are one */
	size_t mates;              /* guests of this address, itself among them */
	int64_t since, until;      /* until 0: it waits for us */
	bool is_leaving;
	bool has_document;
};

struct guests {
	struct guest *places; /* as many as the daemon lets connect */
	size_t place_count, most, most_of_one, most_documents;
	size_t count, documents; /* that are not leaving; that are being sent */
};

/* How many descriptors there are for guests, once the system has given as many as it will. */
size_t guests_descriptors(void);
/* What so many descriptors suffice for. */
void guests_init(struct guests *guests, struct arena *arena, size_t descriptors);
/* A place, which there always is. Where there are too many, of its address or in all, room is made: of the address that
   has most, the guest that has been at the same thing for longest is sent away. */
struct guest *guests_enter(struct guests *guests, int file, const struct sockaddr *address, int64_t now);
/* Its socket is about to be closed. */
void guests_leave(struct guests *guests, struct guest *guest);
/* It may ask, for the first time or again. */
void guests_ask(struct guests *guests, struct guest *guest, int64_t now);
/* It takes an answer. */
void guest_take(struct guest *guest, uint64_t size, int64_t now);
/* It waits, for as long as that takes. */
void guest_wait(struct guest *guest);
/* It gets a document, which takes a descriptor until it asks again; false when none is left, or its address has half of
   them. */
bool guests_lend(struct guests *guests, struct guest *guest);
bool guest_is_mate(const struct guest *one, const struct guest *other);
/* Hangs up on it; the daemon notices. */
void guests_end(struct guests *guests, struct guest *guest);
/* Hangs up on all whose time is over. */
void guests_sweep(struct guests *guests, int64_t now);

#endif
