/* SPDX-License-Identifier: MIT */
#include "command/listener.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static bool cannot_listen(const struct server_options *options, struct diags *diags)
{
	int error = errno;
	diags->is_system = true;
	if (error == EADDRINUSE) {
		diag_error(diags, (struct mark){0}, "port-in-use", "port %u of %.*s is in use", options->port,
			STR_ARG(options->host));
		diag_hint(diags,
			"another rolecast may be serving there; --port takes another, --port 0 any that is free");
	} else if (error == EACCES) {
		diag_error(
			diags, (struct mark){0}, "cannot-listen", "the system does not allow port %u", options->port);
		diag_hint(diags, "ports below 1024 are for root; take another with --port");
	} else {
		diag_error(diags, (struct mark){0}, "cannot-listen", "cannot listen on %.*s, port %u: %s",
			STR_ARG(options->host), options->port, strerror(error));
	}
	return false;
}

static struct addrinfo *look_up(const struct server_options *options, struct diags *diags)
{
	struct arena scratch = {0};
	struct addrinfo wanted = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE | AI_NUMERICSERV}, *found = NULL;
	/* Both ways of saying localhost lead to the same place, whatever the system's tables say. */
	bool is_local = str_eq(options->host, S("localhost"));
	str name = arena_copy(&scratch, is_local ? S("127.0.0.1") : options->host);
	str port = arena_printf(&scratch, "%u", options->port);
	int fault = getaddrinfo(name.at, port.at, &wanted, &found);
	if (fault != 0) {
		diags->is_system = true;
		diag_error(diags, (struct mark){0}, "unknown-host", "cannot listen on '%.*s': %s",
			STR_ARG(options->host), gai_strerror(fault));
		diag_hint(diags, "--host takes an address of this machine, such as 127.0.0.1 or 0.0.0.0");
	}
	arena_free(&scratch);
	return fault == 0 ? found : NULL;
}

static uint16_t port_of(const struct sockaddr_storage *bound)
{
	struct sockaddr_in6 long_address;
	struct sockaddr_in address;
	memcpy(&long_address, bound, sizeof long_address);
	memcpy(&address, bound, sizeof address);
	return ntohs(bound->ss_family == AF_INET6 ? long_address.sin6_port : address.sin_port);
}

static bool is_loopback(const struct sockaddr_storage *bound)
{
	enum { LOOPBACK = 127, TO_FIRST_BYTE = 24 };
	struct sockaddr_in6 long_address;
	struct sockaddr_in address;
	memcpy(&long_address, bound, sizeof long_address);
	memcpy(&address, bound, sizeof address);
	return bound->ss_family == AF_INET6 ? IN6_IS_ADDR_LOOPBACK(&long_address.sin6_addr)
					    : ntohl(address.sin_addr.s_addr) >> TO_FIRST_BYTE == LOOPBACK;
}

int listener_open(const struct server_options *options, uint16_t *port, bool *is_open, struct diags *diags)
{
	enum { WAITING_TO_BE_TAKEN = 512 };
	struct addrinfo *address = look_up(options, diags);
	if (!address)
		return -1;
	int file = socket(address->ai_family, SOCK_STREAM, 0), yes = 1;
	struct sockaddr_storage bound = {0};
	socklen_t length = sizeof bound;
	bool ok = file >= 0 && fcntl(file, F_SETFD, FD_CLOEXEC) == 0 && fcntl(file, F_SETFL, O_NONBLOCK) == 0
		&& setsockopt(file, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) == 0
		&& bind(file, address->ai_addr, address->ai_addrlen) == 0 && listen(file, WAITING_TO_BE_TAKEN) == 0
		&& getsockname(file, (struct sockaddr *)&bound, &length) == 0;
	if (!ok)
		cannot_listen(options, diags);
	else
		*port = port_of(&bound);
	*is_open = ok && !is_loopback(&bound);
	freeaddrinfo(address);
	if (!ok && file >= 0)
		close(file);
	return ok ? file : -1;
}
