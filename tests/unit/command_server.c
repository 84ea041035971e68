/* SPDX-License-Identifier: MIT */
/* Neighbours who are slow, with a clock that the test turns. What is too slow is ended long before the daemon's own
   clock would end what has gone silent; so that it never does that here, the slow go on bit by bit. */
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/date.h"
#include "check.h"
#include "command/guests.h"
#include "command/server.h"

enum { PAGE = 16 << 20, ROUNDS = 200, A_MOMENT_MS = 50, PATIENCE_MS = 60000 };

static struct server *start(void)
{
	struct diags diags = {0};
	struct server *server = server_start(&(struct server_options){.host = S("127.0.0.1")}, &diags);
	assert_non_null(server);
	return server;
}

static int connect_to(struct server *server)
{
	str address = server_address(server);
	int64_t port = 0;
	int file = socket(AF_INET, SOCK_STREAM, 0), little = 4096;
	assert_true(str_take(&address, S("http://localhost:")) && str_int(address, &port));
	struct sockaddr_in to = {
		.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK), .sin_port = htons((uint16_t)port)};
	setsockopt(file, SOL_SOCKET, SO_RCVBUF, &little, sizeof little);
	assert_int_equal(connect(file, (const struct sockaddr *)&to, sizeof to), 0);
	return file;
}

static bool say(int file, const char *text)
{
	return send(file, text, strlen(text), MSG_NOSIGNAL) == (ssize_t)strlen(text);
}

static bool has_news(int file, int milliseconds)
{
	return poll(&(struct pollfd){.fd = file, .events = POLLIN}, 1, milliseconds) == 1;
}

/* Reads until these words have come. */
static void await(int file, const char *words)
{
	char text[8192];
	size_t len = 0;
	do {
		assert_in_range(len, 0, sizeof text - 1);
		assert_true(has_news(file, PATIENCE_MS));
		ssize_t got = recv(file, text + len, 1, 0);
		assert_int_equal(got, 1);
		len += (size_t)got;
	} while (str_search((str){text, len}, str_of(words)) == len);
}

/* Whoever came before has been let in by then. */
static void meet(struct server *server)
{
	int file = connect_to(server);
	assert_true(say(file, "GET /.rolecast/nothing HTTP/1.1\r\nHost: localhost\r\n\r\n"));
	await(file, "not found");
	close(file);
}

/* Goes on with its header bit by bit. */
static bool is_sent_away(int file)
{
	char byte;
	for (int round = 0; round < ROUNDS; round++) {
		say(file, "a");
		if (has_news(file, A_MOMENT_MS))
			return recv(file, &byte, 1, 0) <= 0;
	}
	return false;
}

static void test_slow_to_ask(void **state)
{
	(void)state;
	struct server *server = start();
	int silent = connect_to(server), slow = connect_to(server), again = connect_to(server),
	    with_body = connect_to(server);
	assert_true(say(slow, "GET / HTTP/1.1\r\nX: "));
	assert_true(say(again, "GET /.rolecast/nothing HTTP/1.1\r\nHost: localhost\r\n\r\n"));
	await(again, "not found\n");
	assert_true(say(again, "GET / HTTP/1.1\r\nX: "));
	assert_true(say(with_body, "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n"));
	meet(server);
	int64_t now = clock_ms();
	server_tick(server, now + 1000);
	assert_false(has_news(silent, 0) || has_news(slow, 0) || has_news(again, 0));
	server_tick(server, now + GUEST_ASKS_MS + 1);
	assert_true(is_sent_away(silent));
	assert_true(is_sent_away(slow));
	assert_true(is_sent_away(again));
	assert_true(is_sent_away(with_body));
	close(silent), close(slow), close(again), close(with_body);
	server_stop(server);
}

static str much(struct buf *buf)
{
	memset(buf_reserve(buf, PAGE), 'a', PAGE);
	buf->len = PAGE;
	return buf_str(buf);
}

/* What comes until the other side ends it, taken slowly first. */
static size_t take(struct server *server, int file, int64_t after)
{
	size_t taken = 0;
	static char piece[1 << 16];
	ssize_t got = 1;
	for (int round = 0; round < 3; round++)
		taken += (size_t)recv(file, piece, 100, 0);
	server_tick(server, clock_ms() + after);
	while (got > 0 && taken < PAGE) {
		assert_true(has_news(file, PATIENCE_MS));
		got = recv(file, piece, sizeof piece, 0);
		taken += got > 0 ? (size_t)got : 0;
	}
	return taken;
}

static void test_slow_to_take(void **state)
{
	(void)state;
	struct server *server = start();
	struct buf text = {0};
	enum { IN_TIME_MS = 60000, TOO_LATE_MS = GUEST_TAKES_MS + PAGE / GUEST_SLOWEST_BYTES_A_MS + 1000 };
	server_tell(server, S("1"), S("{}"), much(&text));
	const char request[] = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
	int slow = connect_to(server), steady = connect_to(server);
	assert_true(say(slow, request) && say(steady, request));
	await(slow, "HTTP/1.1 503");
	await(steady, "HTTP/1.1 503");
	assert_in_range(take(server, steady, IN_TIME_MS), PAGE, 2 * PAGE);
	assert_in_range(take(server, slow, TOO_LATE_MS), 1, PAGE - 1);
	close(slow), close(steady);
	buf_free(&text);
	server_stop(server);
}

static void test_listeners_stay(void **state)
{
	(void)state;
	struct server *server = start();
	struct buf news = {0};
	enum { AN_HOUR_MS = 3600000 };
	const char request[] = "GET /.rolecast/events HTTP/1.1\r\nHost: localhost\r\n\r\n";
	server_tell(server, S("1"), S("{\"first\"}"), S(""));
	int file = connect_to(server), slow = connect_to(server);
	assert_true(say(file, request));
	await(file, "{\"first\"}\n\n");
	assert_true(say(slow, request));
	await(slow, "{\"first\"}\n\n");
	meet(server);
	for (int64_t i = 1; i <= 3; i++)
		server_tick(server, clock_ms() + i * AN_HOUR_MS);
	server_tell(server, S("1"), S("{\"second\"}"), S(""));
	await(file, "{\"second\"}");
	await(slow, "{\"second\"}");
	close(file);
	server_tell(server, S("1"), much(&news), S(""));
	assert_true(has_news(slow, PATIENCE_MS));
	assert_in_range(take(server, slow, AN_HOUR_MS), 1, PAGE - 1);
	close(slow);
	buf_free(&news);
	server_stop(server);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_slow_to_ask),
		cmocka_unit_test(test_slow_to_take),
		cmocka_unit_test(test_listeners_stay),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
