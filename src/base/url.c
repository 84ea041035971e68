/* SPDX-License-Identifier: MIT */
#include "base/url.h"

#include <string.h>

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static str take_scheme(str *rest)
{
	size_t end = str_find(*rest, ':');
	if (end == rest->len || end == 0 || !is_letter(rest->at[0]))
		return (str){0};
	for (size_t i = 1; i < end; i++) {
		char c = rest->at[i];
		if (!is_letter(c) && !(c >= '0' && c <= '9') && c != '+' && c != '-' && c != '.')
			return (str){0};
	}
	str scheme = str_part(*rest, 0, end);
	*rest = str_skip(*rest, end + 1);
	return scheme;
}

/* What stands behind the first `mark`, taken off the end. */
static bool take_behind(str *rest, char mark, str *behind)
{
	size_t at = str_find(*rest, mark);
	if (at == rest->len)
		return false;
	*behind = str_skip(*rest, at + 1);
	*rest = str_part(*rest, 0, at);
	return true;
}

struct url url_split(str address)
{
	struct url url = {0};
	str rest = address;
	url.scheme = take_scheme(&rest);
	url.has_fragment = take_behind(&rest, '#', &url.fragment);
	url.has_query = take_behind(&rest, '?', &url.query);
	url.has_host = str_take(&rest, S("//"));
	if (url.has_host) {
		url.host = str_part(rest, 0, str_find(rest, '/'));
		rest = str_skip(rest, url.host.len);
	}
	url.path = rest;
	return url;
}

static bool is_digits(str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.at[i] < '0' || text.at[i] > '9')
			return false;
	return text.len > 0;
}

static bool is_in(str text, const char *marks)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];
		bool is_plain = is_letter(c) || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
		if (!is_plain && (c == '\0' || !strchr(marks, c)))
			return false;
	}
	return text.len > 0;
}

bool url_has_plain_host(const struct url *url)
{
	str name = url->host, port = {0};
	bool is_number = str_take(&name, S("["));
	if (is_number) {
		size_t end = str_find(name, ']');
		if (end == name.len)
			return false;
		port = str_skip(name, end + 1);
		name = str_part(name, 0, end);
	} else {
		port = str_skip(name, str_find(name, ':'));
		name = str_part(name, 0, str_find(name, ':'));
	}
	return is_in(name, is_number ? ":." : "-._") && (port.len == 0 || (str_take(&port, S(":")) && is_digits(port)));
}

static bool has_dots(str path)
{
	return str_search(path, S("/.")) < path.len || str_starts(path, S("."));
}

/* "." and ".." done away with; `path` begins with '/'. */
static str without_dots(struct arena *arena, str path)
{
	char *out = arena_alloc(arena, path.len + 2);
	size_t len = 0;
	str rest = str_skip(path, 1), part;
	bool ends_in_folder = false;
	while (str_take_until(&rest, '/', &part)) {
		bool is_up = str_eq(part, S(".."));
		ends_in_folder = is_up || str_eq(part, S("."));
		while (is_up && len > 0 && out[--len] != '/')
			;
		if (ends_in_folder)
			continue;
		out[len++] = '/';
		for (size_t i = 0; i < part.len; i++)
			out[len++] = part.at[i];
	}
	if (ends_in_folder || str_ends(path, S("/")) || len == 0)
		if (len == 0 || out[len - 1] != '/')
			out[len++] = '/';
	return (str){out, len};
}

str url_join(struct arena *arena, str from, str path)
{
	if (path.len == 0)
		return from;
	str whole = path;
	if (path.at[0] != '/') {
		size_t folder = from.len;
		while (folder > 0 && from.at[folder - 1] != '/')
			folder--;
		whole = arena_printf(arena, "%.*s%.*s", (int)folder, from.at, STR_ARG(path));
	}
	return has_dots(whole) ? without_dots(arena, whole) : whole;
}

static int digit_of(char c)
{
	return c >= '0' && c <= '9'    ? c - '0'
		: c >= 'a' && c <= 'f' ? c - 'a' + 10
		: c >= 'A' && c <= 'F' ? c - 'A' + 10
				       : -1;
}

str url_decode(struct arena *arena, str text)
{
	if (str_find(text, '%') == text.len)
		return text;
	char *out = arena_alloc(arena, text.len + 1);
	size_t len = 0;
	for (size_t i = 0; i < text.len; i++) {
		bool is_escape = text.at[i] == '%' && i + 2 < text.len && digit_of(text.at[i + 1]) >= 0
			&& digit_of(text.at[i + 2]) >= 0;
		out[len++] = is_escape ? (char)(digit_of(text.at[i + 1]) * 16 + digit_of(text.at[i + 2])) : text.at[i];
		if (is_escape)
			i += 2;
	}
	return (str){out, len};
}
