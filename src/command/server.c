/* SPDX-License-Identifier: MIT */
/* Two threads: the daemon's answers, the main one changes what is served. One lock is around what both touch. While the
   site turns, requests for pages are suspended and kept in a list; they are asked again when it has turned. */
#include "command/server.h"

#include <errno.h>
#include <microhttpd.h>
#include <string.h>
#include <unistd.h>

#include "base/date.h"
#include "base/media.h"
#include "base/url.h"
#include "command/copies.h"
#include "command/embedded.h"
#include "command/guests.h"
#include "command/listener.h"
#include "command/live.h"
#include "command/origin.h"
#include "command/problems.h"
#include "command/served.h"
#include "page/policy.h"

struct waiting {
	struct MHD_Connection *connection;
	struct waiting *next;
};

struct server {
	struct arena arena; /* holds the server */
	struct MHD_Daemon *daemon;
	pthread_mutex_t lock;
	struct guests guests;
	struct live live;
	struct copies copies;
	struct served served;
	struct buf version; /* of what is served */
	struct buf text;    /* shown while there is nothing to serve */
	struct buf page;    /* the answer in the making */
	str host, address;
	bool is_open;
	bool is_turning, is_stopping;
	struct arena waiting_arena;
	struct waiting *waiting;
};

/* An answer in the making; its texts last until the lock is given up. */
struct answer {
	unsigned int status;
	const char *type;
	str body, location;
	struct MHD_Response *stream; /* instead of a body */
	uint64_t size;               /* of the stream, where it has an end */
	const void *what;            /* the body is of, where many may ask for the same */
	bool is_for_browser;
	const struct copy *copy; /* that others take already, instead of a body or a stream */
	bool is_static;          /* the body is part of the program */
	bool has_policy;
	bool is_own; /* no page of the site */
	bool waits;
};

static struct guest *guest_of(struct MHD_Connection *connection)
{
	return MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context;
}

static const char *header_of(struct MHD_Connection *connection, const char *name)
{
	return MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
}

static struct answer plain(unsigned int status, str text)
{
	return (struct answer){.status = status, .type = "text/plain; charset=utf-8", .body = text};
}

/* The script stands at the end of the body, where pages have one. */
static str with_script(struct server *server, str page, const char *attributes)
{
	str end = S("</body>");
	size_t at = page.len;
	for (size_t i = page.len >= end.len ? page.len - end.len + 1 : 0; i > 0; i--)
		if (str_starts(str_skip(page, i - 1), end)) {
			at = i - 1;
			break;
		}
	server->page.len = 0;
	buf_put(&server->page, str_part(page, 0, at));
	buf_put(&server->page, S("<script type=\"module\" src=\"/.rolecast/live.js\" data-rolecast=\""));
	buf_put(&server->page, buf_str(&server->version));
	buf_printf(&server->page, "\"%s></script>", attributes);
	buf_put(&server->page, str_skip(page, at));
	return buf_str(&server->page);
}

/* A browser that goes to a page says that it takes HTML; whoever takes anything gets the very bytes of a build. */
static bool is_for_browser(struct MHD_Connection *connection)
{
	const char *accept = header_of(connection, "Accept");
	return accept && str_search(str_of(accept), S("text/html")) < strlen(accept);
}

static struct answer nothing_yet(struct server *server)
{
	struct buf body = {0};
	struct answer answer = {.status = MHD_HTTP_SERVICE_UNAVAILABLE,
		.type = "text/html; charset=utf-8",
		.what = server,
		.copy = copies_find(&server->copies, server, false),
		.has_policy = true};
	if (answer.copy)
		return answer;
	buf_put(&body,
		S("<!doctype html>\n<html lang=\"en\" data-rolecast-empty>\n<meta charset=\"utf-8\">\n<meta "
		  "name=\"viewport\" "
		  "content=\"width=device-width\">\n<title>rolecast</title>\n<body>\n<h1>Nothing to show "
		  "yet</h1>\n<p>The site follows as soon as this is mended.</p>\n<noscript><pre>"));
	buf_html(&body, buf_str(&server->text));
	buf_put(&body, S("</pre></noscript>\n</body>\n</html>\n"));
	answer.body = with_script(server, buf_str(&body), "");
	buf_free(&body);
	return answer;
}

static struct answer make(
	struct server *server, const struct output *output, unsigned int status, bool is_asked_by_browser)
{
	struct diags diags = {0};
	str bytes;
	const struct copy *copy = copies_find(&server->copies, output, is_asked_by_browser);
	if (copy)
		return (struct answer){.status = status, .copy = copy};
	if (!served_make(&server->served, output, &bytes, &diags)) {
		server->page.len = 0;
		problems_print(&diags, server->is_open, &server->page);
		diags_free(&diags);
		return plain(MHD_HTTP_INTERNAL_SERVER_ERROR, buf_str(&server->page));
	}
	diags_free(&diags);
	const char *type = media_type(output->path);
	bool is_page = str_starts(str_of(type), S("text/html"));
	const char *attributes = is_page && served_is_draft(&server->served, output) ? " data-draft" : "";
	return (struct answer){.status = status,
		.type = type,
		.body = is_page && is_asked_by_browser ? with_script(server, bytes, attributes) : bytes,
		.what = output,
		.is_for_browser = is_asked_by_browser,
		.has_policy = is_page};
}

/* Pictures and documents may be large: the system sends them from where they are. */
static struct answer send_file(struct server *server, const struct output *output, struct guest *guest)
{
	struct arena scratch = {0};
	struct stat facts;
	const struct site *site = &server->served.project->site;
	str source = site->attachments[output->index].input->source.path;
	str too_many = S("too many documents are being sent\n");
	if (!guests_lend(&server->guests, guest))
		return plain(MHD_HTTP_SERVICE_UNAVAILABLE, too_many);
	int file = fs_open_below(
		fs_join(&scratch, site->options.folder, S("content")), str_skip(source, S("content/").len));
	bool has_room = file >= 0 || (errno != EMFILE && errno != ENFILE);
	bool is_file = file >= 0 && fstat(file, &facts) == 0 && S_ISREG(facts.st_mode);
	struct MHD_Response *response = is_file ? MHD_create_response_from_fd64((uint64_t)facts.st_size, file) : NULL;
	arena_free(&scratch);
	if (!response && file >= 0)
		close(file);
	if (!response && !has_room)
		return plain(MHD_HTTP_SERVICE_UNAVAILABLE, too_many);
	if (!response)
		return plain(MHD_HTTP_NOT_FOUND, S("this file cannot be read\n"));
	return (struct answer){.status = MHD_HTTP_OK,
		.type = media_type(output->path),
		.stream = response,
		.size = (uint64_t)facts.st_size};
}

static struct answer answer_page(struct server *server, struct MHD_Connection *connection, str url, struct arena *arena)
{
	const struct project *project = server->served.project;
	bool moved, is_asked_by_browser = is_for_browser(connection);
	if (server->is_turning)
		return (struct answer){.waits = true};
	if (!project)
		return nothing_yet(server);
	const struct output *output = served_find(&server->served, url, &moved);
	if (moved)
		return (struct answer){.status = MHD_HTTP_MOVED_PERMANENTLY, .location = output->url};
	if (output && output->kind == OUTPUT_ATTACHMENT)
		return send_file(server, output, guest_of(connection));
	if (output)
		return make(server, output, MHD_HTTP_OK, is_asked_by_browser);
	if (project->site.redirect_count && str_starts(url, project->site.base)) {
		str path = str_skip(url, project->site.base.len);
		str to = redirect_find(&project->site, path, arena);
		if (to.len)
			return (struct answer){.status = MHD_HTTP_MOVED_PERMANENTLY, .location = to};
	}
	if (project->site.base.len && str_eq(url, S("/"))) {
		output = plan_find(&project->plan, S("/"));
		return (struct answer){.status = MHD_HTTP_FOUND, .location = output->url};
	}
	output = plan_find(&project->plan, S("404.html"));
	return output ? make(server, output, MHD_HTTP_NOT_FOUND, is_asked_by_browser)
		      : plain(MHD_HTTP_NOT_FOUND, S("not found\n"));
}

static struct answer answer_own(struct server *server, struct MHD_Connection *connection, str name, bool is_get)
{
	if (!origin_may_fetch(header_of(connection, "Sec-Fetch-Site"), header_of(connection, "Sec-Fetch-Dest")))
		return plain(MHD_HTTP_FORBIDDEN, S("This is for pages that are served here.\n"));
	bool is_script = str_eq(name, S("live.js"));
	if (is_script || str_eq(name, S("live.css")))
		return (struct answer){.status = MHD_HTTP_OK,
			.type = media_type(name),
			.body = embedded_file(is_script ? "live/live.js" : "live/live.css"),
			.is_static = true};
	if (!str_eq(name, S("events")))
		return plain(MHD_HTTP_NOT_FOUND, S("not found\n"));
	if (!is_get)
		return (struct answer){.status = MHD_HTTP_OK, .type = "text/event-stream"};
	return (struct answer){
		.status = MHD_HTTP_OK, .stream = live_answer(&server->live, connection, guest_of(connection))};
}

static struct answer answer(struct server *server, struct MHD_Connection *connection, const char *url,
	const char *method, struct arena *arena)
{
	str path, name;
	bool is_get = strcmp(method, MHD_HTTP_METHOD_GET) == 0;
	if (!origin_is_host(server->host, header_of(connection, "Host")))
		return plain(MHD_HTTP_MISDIRECTED_REQUEST,
			S("This server answers only to localhost, to addresses, and to the name given with --host.\n"));
	if (!is_get && strcmp(method, MHD_HTTP_METHOD_HEAD) != 0)
		return plain(MHD_HTTP_METHOD_NOT_ALLOWED, S("only GET and HEAD\n"));
	path = url_decode(arena, str_of(url));
	if (!str_starts(path, S("/")) || str_find(path, '\0') < path.len)
		return plain(MHD_HTTP_BAD_REQUEST, S("this is no address\n"));
	name = path;
	bool is_own = str_take(&name, S("/.rolecast/"));
	struct answer answer =
		is_own ? answer_own(server, connection, name, is_get) : answer_page(server, connection, path, arena);
	answer.is_own = is_own;
	return answer;
}

/* What the published pages are held to, so that what would break there breaks here. */
static void add_policy(const struct server *server, struct MHD_Response *response)
{
	struct buf policy = {0};
	const struct project *project = server->served.project;
	policy_put(project ? &project->site : &(struct site){0}, &policy);
	if (policy.len == 0)
		return;
	buf_char(&policy, '\0');
	MHD_add_response_header(response, "Content-Security-Policy", policy.at);
	buf_free(&policy);
}

static struct MHD_Response *response_of(struct server *server, const struct answer *answer)
{
	struct MHD_Response *response = answer->stream;
	if (answer->copy)
		return answer->copy->response;
	if (!response && answer->what)
		response = copies_make(&server->copies, answer->what, answer->is_for_browser, answer->body);
	else if (!response)
		response = MHD_create_response_from_buffer(answer->body.len, (void *)(uintptr_t)answer->body.at,
			answer->is_static ? MHD_RESPMEM_PERSISTENT : MHD_RESPMEM_MUST_COPY);
	if (!response)
		return NULL;
	if (answer->type)
		MHD_add_response_header(response, "Content-Type", answer->type);
	if (answer->location.len) {
		struct arena scratch = {0};
		MHD_add_response_header(response, "Location", arena_copy(&scratch, answer->location).at);
		arena_free(&scratch);
	}
	if (answer->status == MHD_HTTP_METHOD_NOT_ALLOWED)
		MHD_add_response_header(response, "Allow", "GET, HEAD");
	if (answer->has_policy)
		add_policy(server, response);
	if (answer->is_own)
		MHD_add_response_header(response, "Cross-Origin-Resource-Policy", "same-origin");
	MHD_add_response_header(response, "Cache-Control", "no-store");
	MHD_add_response_header(response, "X-Content-Type-Options", "nosniff");
	return response;
}

static void make_wait(struct server *server, struct MHD_Connection *connection)
{
	struct waiting *waiting = arena_new(&server->waiting_arena, struct waiting);
	*waiting = (struct waiting){connection, server->waiting};
	server->waiting = waiting;
	guest_wait(guest_of(connection));
	MHD_suspend_connection(connection);
}

static enum MHD_Result handle(void *context, struct MHD_Connection *connection, const char *url, const char *method,
	const char *version, const char *upload, size_t *upload_size, void **state)
{
	struct server *server = context;
	struct arena arena = {0};
	struct MHD_Response *response = NULL;
	(void)version, (void)upload;
	/* Called first before a body is read: an answer then would end the connection. Bodies are not wanted. */
	if (!*state || *upload_size) {
		*state = server;
		*upload_size = 0;
		return MHD_YES;
	}
	pthread_mutex_lock(&server->lock);
	struct answer made = server->is_stopping ? plain(MHD_HTTP_SERVICE_UNAVAILABLE, S("stopping\n"))
						 : answer(server, connection, url, method, &arena);
	if (made.waits)
		make_wait(server, connection);
	else
		response = response_of(server, &made);
	if (response)
		guest_take(guest_of(connection), made.copy ? made.copy->len : made.size + made.body.len, clock_ms());
	pthread_mutex_unlock(&server->lock);
	arena_free(&arena);
	if (made.waits)
		return MHD_YES;
	if (!response)
		return MHD_NO;
	/* Outside of the lock: a stream that cannot be queued ends at once, and takes it. */
	enum MHD_Result result = MHD_queue_response(connection, made.status, response);
	if (!made.copy)
		MHD_destroy_response(response);
	return result;
}

/* Addresses are decoded by us, once and strictly. */
static size_t leave_as_it_is(void *context, struct MHD_Connection *connection, char *text)
{
	(void)context, (void)connection;
	return strlen(text);
}

/* The library's own words about odd requests are of no use to an author. */
static void say_nothing(void *context, const char *format, va_list arguments)
{
	(void)context, (void)format, (void)arguments;
}

static void note_connection(
	void *context, struct MHD_Connection *connection, void **guest, enum MHD_ConnectionNotificationCode what)
{
	struct server *server = context;
	pthread_mutex_lock(&server->lock);
	if (what == MHD_CONNECTION_NOTIFY_STARTED)
		*guest = guests_enter(&server->guests,
			MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd,
			MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS)->client_addr,
			clock_ms());
	else
		guests_leave(&server->guests, *guest);
	pthread_mutex_unlock(&server->lock);
}

static void note_end(
	void *context, struct MHD_Connection *connection, void **state, enum MHD_RequestTerminationCode why)
{
	struct server *server = context;
	(void)state, (void)why;
	pthread_mutex_lock(&server->lock);
	guests_ask(&server->guests, guest_of(connection), clock_ms());
	pthread_mutex_unlock(&server->lock);
}

static bool start_daemon(struct server *server, int file, struct diags *diags)
{
	enum { IDLE_SECONDS = 10, ROOM_A_REQUEST = 16 << 10 };
	server->daemon = MHD_start_daemon(MHD_USE_AUTO | MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_ITC
			| MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG,
		0, NULL, NULL, handle, server, MHD_OPTION_EXTERNAL_LOGGER, say_nothing, NULL, MHD_OPTION_LISTEN_SOCKET,
		file, MHD_OPTION_UNESCAPE_CALLBACK, leave_as_it_is, NULL, MHD_OPTION_CONNECTION_TIMEOUT,
		(unsigned int)IDLE_SECONDS, MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)ROOM_A_REQUEST,
		MHD_OPTION_CONNECTION_LIMIT, (unsigned int)server->guests.place_count, MHD_OPTION_NOTIFY_CONNECTION,
		note_connection, server, MHD_OPTION_NOTIFY_COMPLETED, note_end, server, MHD_OPTION_END);
	if (server->daemon)
		return true;
	diags->is_system = true;
	return diag_error(
		diags, (struct mark){0}, "cannot-listen", "the server cannot be started: %s", strerror(errno));
}

struct server *server_start(const struct server_options *options, struct diags *diags)
{
	struct arena arena = {0};
	uint16_t port = 0;
	bool is_open = false;
	int file = listener_open(options, &port, &is_open, diags);
	if (file < 0)
		return NULL;
	struct server *server = arena_new(&arena, struct server);
	bool is_local = str_eq(options->host, S("127.0.0.1")),
	     is_long = str_find(options->host, ':') < options->host.len;
	server->host = arena_copy(&arena, options->host);
	server->is_open = is_open;
	server->address = is_long
		? arena_printf(&arena, "http://[%.*s]:%u", STR_ARG(options->host), port)
		: arena_printf(&arena, "http://%.*s:%u", STR_ARG(is_local ? S("localhost") : options->host), port);
	guests_init(&server->guests, &arena, guests_descriptors());
	pthread_mutex_init(&server->lock, NULL);
	server->live.lock = server->copies.lock = &server->lock;
	server->live.guests = &server->guests;
	live_init(&server->live);
	server->arena = arena;
	if (start_daemon(server, file, diags))
		return server;
	close(file);
	pthread_mutex_destroy(&server->lock);
	arena_free(&arena);
	return NULL;
}

str server_address(const struct server *server)
{
	return server->address;
}

bool server_is_open(const struct server *server)
{
	return server->is_open;
}

static void keep(struct buf *kept, str text)
{
	kept->len = 0;
	buf_put(kept, text);
}

void server_turn(struct server *server, str version, str state)
{
	pthread_mutex_lock(&server->lock);
	server->is_turning = true;
	keep(&server->version, version);
	live_tell(&server->live, state);
	pthread_mutex_unlock(&server->lock);
}

static void resume_waiting(struct server *server)
{
	for (struct waiting *waiting = server->waiting; waiting; waiting = waiting->next)
		MHD_resume_connection(waiting->connection);
	server->waiting = NULL;
	arena_reset(&server->waiting_arena);
}

void server_serve(struct server *server, const struct project *project)
{
	pthread_mutex_lock(&server->lock);
	copies_forget(&server->copies);
	served_take(&server->served, project);
	server->is_turning = false;
	resume_waiting(server);
	pthread_mutex_unlock(&server->lock);
}

void server_tell(struct server *server, str version, str state, str text)
{
	pthread_mutex_lock(&server->lock);
	keep(&server->version, version);
	keep(&server->text, text);
	copies_forget(&server->copies);
	live_tell(&server->live, state);
	pthread_mutex_unlock(&server->lock);
}

void server_tick(struct server *server, int64_t now)
{
	pthread_mutex_lock(&server->lock);
	guests_sweep(&server->guests, now);
	live_knock(&server->live);
	pthread_mutex_unlock(&server->lock);
}

void server_stop(struct server *server)
{
	pthread_mutex_lock(&server->lock);
	server->is_stopping = true;
	live_stop(&server->live);
	resume_waiting(server);
	pthread_mutex_unlock(&server->lock);
	MHD_stop_daemon(server->daemon);
	live_free(&server->live);
	served_free(&server->served);
	buf_free(&server->version);
	buf_free(&server->text);
	buf_free(&server->page);
	arena_free(&server->waiting_arena);
	pthread_mutex_destroy(&server->lock);
	struct arena arena = server->arena;
	arena_free(&arena);
}
