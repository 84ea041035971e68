/* SPDX-License-Identifier: MIT */
/* Where addresses lead. The plan knows every file before the first is made, so that only anchors of other pages have
   to wait until all pages were seen. */
#include "base/nearest.h"
#include "base/url.h"
#include "page/inspect_parts.h"

static bool is_web(str scheme)
{
	return str_eq(scheme, S("http")) || str_eq(scheme, S("https"));
}

static bool has_blank(str text)
{
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.at[i] <= ' ')
			return true;
	return false;
}

static void refuse(struct address *address, enum finding_kind kind, str message)
{
	address->bad = kind;
	address->message = message;
}

/* Of other sites only the form can be looked at. */
static void check_form(struct inspector *inspector, struct address *address, const struct url *url)
{
	str scheme = url->scheme;
	bool is_page = is_web(scheme) || scheme.len == 0;
	struct nearest nearest = {.word = scheme};
	nearest_offer(&nearest, S("https"));
	nearest_offer(&nearest, S("mailto"));
	if (is_page && (!url->has_host || url->host.len == 0))
		refuse(address, FIND_BAD_ADDRESS, S("names no host"));
	else if (is_page && has_blank(url->host))
		refuse(address, FIND_BAD_ADDRESS, S("has a blank in its host"));
	else if (str_eq(scheme, S("mailto")) && url->path.len + url->query.len == 0)
		refuse(address, FIND_BAD_ADDRESS, S("names nobody"));
	else if (str_eq(scheme, S("javascript")))
		refuse(address, FIND_BAD_ADDRESS, S("is a script, which the site's policy forbids"));
	else if (!is_page && !str_eq(scheme, S("mailto")) && nearest.best.len)
		refuse(address, FIND_BAD_ADDRESS,
			arena_printf(&inspector->kept, "has the scheme '%.*s', which nobody knows", STR_ARG(scheme)));
}

str inspect_anchor(struct arena *arena, str fragment)
{
	bool is_for_scripts = str_find(fragment, '=') < fragment.len || str_search(fragment, S(":~:")) < fragment.len;
	str id = url_decode(arena, fragment);
	return is_for_scripts || str_eq(id, S("top")) ? ((str){0}) : id;
}

static void find_file(struct inspector *inspector, struct address *address, str path, str fragment)
{
	struct arena *arena = &inspector->kept;
	str local = url_decode(arena, path);
	while (str_take(&local, S("/")))
		;
	str file = local.len == 0 || str_ends(local, S("/")) ? arena_printf(arena, "%.*sindex.html", STR_ARG(local))
							     : local;
	const struct output *found = map_get(&inspector->look->by_path, file);
	if (!found) {
		refuse(address, FIND_BROKEN_LINK, (str){0});
		return;
	}
	address->has_target = true;
	address->target = (uint32_t)(found - inspector->look->plan->outputs);
	if (output_is_html(found))
		address->id = inspect_anchor(arena, fragment);
}

static void classify(struct inspector *inspector, struct address *address)
{
	const struct site *site = inspector->look->plan->site;
	struct url url = url_split(address->text);
	str rest = address->text, path = url.path;
	bool is_own = str_take(&rest, site->url) && (rest.len == 0 || str_find(S("/?#"), rest.at[0]) < 3);
	address->bad = FIND_KINDS;
	if (!is_own && (url.scheme.len || url.has_host)) {
		check_form(inspector, address, &url);
		return;
	}
	bool is_below = str_take(&path, site->base) && (path.len == 0 || path.at[0] == '/');
	if (!is_below)
		refuse(address, FIND_OUTSIDE_BASE, (str){0});
	else
		find_file(inspector, address, path, url.fragment);
}

/* As it reads from the root of the host, for one that is relative to its page. */
static str absolute(struct inspector *inspector, uint32_t output, str text)
{
	struct url url = url_split(text);
	if (text.at[0] == '/' || url.scheme.len)
		return text;
	str path = url_join(&inspector->scratch, inspector->look->plan->outputs[output].url, url.path);
	size_t behind =
		text.len - (url.has_query ? url.query.len + 1 : 0) - (url.has_fragment ? url.fragment.len + 1 : 0);
	return arena_printf(&inspector->scratch, "%.*s%.*s", STR_ARG(path), STR_ARG(str_skip(text, behind)));
}

static struct address *look_up(struct inspector *inspector, str text)
{
	struct address *address = map_get(&inspector->addresses, text);
	if (address)
		return address;
	address = arena_new(&inspector->kept, struct address);
	address->text = arena_copy(&inspector->kept, text);
	classify(inspector, address);
	*map_at(&inspector->addresses, &inspector->kept, address->text) = address;
	return address;
}

static void lead(struct inspector *inspector, uint32_t output, uint32_t target)
{
	if (target == output || inspector->stamps[target] == output + 1)
		return;
	inspector->stamps[target] = output + 1;
	inspector->leads[inspector->lead_count++] = target;
}

void inspect_link(struct inspector *inspector, uint32_t output, str text, enum link_use use)
{
	inspector->links++;
	if (str_starts(text, S("data:")))
		return;
	if (text.len == 0) {
		inspect_find(inspector, output, FIND_BAD_ADDRESS, S(""))->message = S("is empty");
		return;
	}
	struct address *address = look_up(inspector, absolute(inspector, output, text));
	if (address->bad != FIND_KINDS) {
		inspect_find(inspector, output, address->bad, address->text)->message = address->message;
		return;
	}
	if (use == USE_LINK && address->has_target)
		lead(inspector, output, address->target);
	if (address->id.len && use != USE_ADDRESS)
		page_list_add(&address->pages, &inspector->kept, output);
}

static bool ends_address(char c)
{
	return (unsigned char)c <= ' ' || str_find(S("\"'<>()\\"), c) < 7;
}

static void follow(struct inspector *inspector, uint32_t output, str *rest)
{
	size_t end = 0;
	while (end < rest->len && !ends_address(rest->at[end]))
		end++;
	inspect_link(inspector, output, str_part(*rest, 0, end), USE_ADDRESS);
	*rest = str_skip(*rest, end);
}

void inspect_text(struct inspector *inspector, uint32_t output, str text)
{
	str url = inspector->look->plan->site->url, rest = text;
	for (;;) {
		rest = str_skip(rest, str_search(rest, url));
		if (rest.len == 0)
			return;
		bool is_whole = rest.len == url.len || rest.at[url.len] == '/';
		if (is_whole)
			follow(inspector, output, &rest);
		else
			rest = str_skip(rest, url.len);
	}
}
