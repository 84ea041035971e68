/* SPDX-License-Identifier: MIT */
/* The bytes are sent to a server that serves a small site; whatever they are, it answers as a server does or hangs up,
   and stays. */
#include <arpa/inet.h>
#include <errno.h>
#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "command/server.h"
#include "tree.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static const char files[] = "@@ roles/r.md\n---\ntitle: R\ncategory: c\nupdated: 2026-01-01\ntagline: T\nsummary: S\n"
			    "tasks:\n  - {task: a, time: 10, exposure: 5, autonomy: 5, rationale: r, sources: [s]}\n"
			    "moved_from: [old]\n---\n"
			    "@@ pages/methodology.md\n---\ntitle: M\n---\nText.\n";

static uint16_t served_port(void)
{
	static struct server *server;
	static struct project project;
	static struct tree tree;
	struct diags diags = {0};
	if (!server) {
		tree_unpack(&tree, str_of(files));
		tree_complete(&tree);
		bool ok = tree_load(&tree);
		project.site = tree.site;
		project.theme = (struct theme *)(uintptr_t)tree_theme();
		plan_make(&project.plan, &project.site, project.theme);
		server = server_start(&(struct server_options){.host = S("127.0.0.1")}, &diags);
		if (!ok || !server)
			abort();
		server_serve(server, &project);
	}
	str address = server_address(server);
	int64_t port;
	if (!str_take(&address, S("http://localhost:")) || !str_int(address, &port))
		abort();
	return (uint16_t)port;
}

/* From ever other addresses of this machine, since each keeps a port for a minute after it was used. libFuzzer's clock
   interrupts calls; then again. */
static int connect_to(uint16_t port)
{
	static uint32_t turn;
	struct sockaddr_in from = {.sin_family = AF_INET},
			   to = {.sin_family = AF_INET,
				   .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
				   .sin_port = htons(port)};
	for (;;) {
		int file = socket(AF_INET, SOCK_STREAM, 0);
		from.sin_addr.s_addr = htonl(0x7F010001U + turn % 0xFE0000U);
		turn += 7;
		if (bind(file, (const struct sockaddr *)&from, sizeof from) == 0
			&& connect(file, (const struct sockaddr *)&to, sizeof to) == 0)
			return file;
		if (file < 0 || errno != EINTR) {
			perror("connect");
			abort();
		}
		close(file);
	}
}

enum { A_MOMENT = 4, LONG = 20000 };

static bool has_more(int file, int milliseconds)
{
	int ready;
	do
		ready = poll(&(struct pollfd){.fd = file, .events = POLLIN}, 1, milliseconds);
	while (ready < 0 && errno == EINTR);
	return ready == 1;
}

/* Connections are kept for the next request, and events go on: when nothing more is there, enough was heard. The
   status; 0 when there is no answer: to half a request that is none. */
static int64_t read_answer(int file, int patience)
{
	char start[13] = "", rest[16384];
	size_t have = 0;
	ssize_t count;
	while (have < sizeof start - 1 && has_more(file, patience)
		&& (count = recv(file, start + have, sizeof start - 1 - have, 0)) > 0)
		have += (size_t)count;
	int64_t status = 0;
	if (have == sizeof start - 1 && !str_int(str_skip((str){start, have}, S("HTTP/1.1 ").len), &status))
		abort();
	if (have && (strncmp(start, "HTTP/1.", 7) != 0 || status < 100 || status > 505 || status == 500))
		abort();
	while (status && has_more(file, 0) && recv(file, rest, sizeof rest, 0) > 0)
		continue;
	return status;
}

static int64_t ask(const uint8_t *bytes, size_t size, int patience)
{
	int file = connect_to(served_port());
	while (size) {
		ssize_t count = send(file, bytes, size, MSG_NOSIGNAL);
		if (count <= 0)
			break;
		bytes += count;
		size -= (size_t)count;
	}
	shutdown(file, SHUT_WR);
	int64_t status = read_answer(file, patience);
	struct linger at_once = {.l_onoff = 1};
	setsockopt(file, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
	close(file);
	return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static const char good[] = "GET /b/roles/r/ HTTP/1.1\r\nHost: localhost\r\n\r\n";
	static unsigned int turn;
	ask(bytes, size, A_MOMENT);
	int64_t status = turn++ % 100 == 0 ? ask((const uint8_t *)good, sizeof good - 1, LONG) : 200;
	if (status != 200) {
		fprintf(stderr, "a good request got %" PRId64 "\n", status);
		abort();
	}
	return 0;
}
