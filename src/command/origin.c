/* SPDX-License-Identifier: MIT */
#include "command/origin.h"

#include <arpa/inet.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

/* A page elsewhere can have a browser ask us under a name of its own (DNS rebinding), but not under an address. */
bool origin_is_host(str own, const char *host)
{
	enum { LONGEST = 256 };
	unsigned char address[sizeof(struct in6_addr)];
	char name[LONGEST], here[LONGEST] = "";
	str asked = host ? str_of(host) : S("localhost");
	bool is_bracketed = str_starts(asked, S("["));
	asked = is_bracketed ? str_part(asked, 1, str_find(asked, ']')) : str_part(asked, 0, str_find(asked, ':'));
	if (asked.len == 0 || asked.len >= sizeof name)
		return false;
	memcpy(name, asked.at, asked.len);
	name[asked.len] = '\0';
	if (inet_pton(is_bracketed ? AF_INET6 : AF_INET, name, address) == 1)
		return true;
	gethostname(here, sizeof here - 1);
	return strcasecmp(name, "localhost") == 0 || (here[0] && strcasecmp(name, here) == 0)
		|| (asked.len == own.len && strncasecmp(name, own.at, asked.len) == 0);
}

/* Another port of this machine is the same site, but not the same origin. */
bool origin_may_fetch(const char *site, const char *destination)
{
	return !site || strcmp(site, "same-origin") == 0 || strcmp(site, "none") == 0
		|| (destination && strcmp(destination, "document") == 0);
}
