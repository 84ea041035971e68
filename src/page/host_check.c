/* SPDX-License-Identifier: MIT */
/* What a host could not do is told before anything goes there: most of it before a page is made, sizes once all are. */
#include <inttypes.h>

#include "base/fs.h"
#include "format/compress.h"
#include "page/host_parts.h"

struct checking {
	const struct plan *plan;
	const struct host *host;
	struct diags *diags;
	struct arena arena;
	struct map by_path; /* → struct output * */
	struct map moved;   /* old slugs → struct redirect * */
};

static const struct measure {
	const char *what; /* "2,113 redirects" */
	const char *advice;
	bool is_bytes;
} measures[] = {
	[MEASURE_REDIRECTS] = {"redirects", "take out those that nobody follows any more", false},
	[MEASURE_REDIRECT_LINE] = {"characters in a line of _redirects", "make the addresses of this redirect shorter",
		false},
	[MEASURE_REDIRECT_FILE] = {"in _redirects", "take out redirects that nobody follows any more", true},
	[MEASURE_HEADER_RULES] = {"rules in _headers", "publish elsewhere, or leave out `host` and write your own",
		false},
	[MEASURE_HEADER_LINE] = {"characters in a line of _headers", "make the address of `form` shorter", false},
	[MEASURE_FILES] = {"files",
		"without share cards (cards: false) it is one less for each role; or split the site", false},
	[MEASURE_FILE_SIZE] = {"in one file", "make it smaller, or link to it where it lies elsewhere", true},
	[MEASURE_SITE_SIZE] = {"in all", "without share cards (cards: false) it is less; or split the site", true},
};

/* 2,113 or 31.2 MiB */
static str number_text(struct arena *arena, uint64_t number, bool is_bytes)
{
	if (is_bytes && number >= 1 << 20)
		return arena_printf(
			arena, "%" PRIu64 ".%u MiB", number >> 20, (unsigned)((number >> 10) % 1024 * 10 / 1024));
	if (is_bytes)
		return arena_printf(arena, "%" PRIu64 ".%u KiB", number >> 10, (unsigned)(number % 1024 * 10 / 1024));
	if (number < 1000)
		return arena_printf(arena, "%" PRIu64, number);
	if (number < 1000000)
		return arena_printf(arena, "%" PRIu64 ",%03u", number / 1000, (unsigned)(number % 1000));
	return arena_printf(arena, "%" PRIu64 ",%03u,%03u", number / 1000000, (unsigned)(number / 1000 % 1000),
		(unsigned)(number % 1000));
}

/* Above a limit: at `mark`, or where site.yaml names the host. */
static void weigh(const struct site *site, enum host_measure measure, uint64_t number, str where, struct mark mark,
	struct diags *diags)
{
	const struct host *host = host_of(site);
	const struct host_limit *limit = &host->limits[measure];
	const struct measure *is = &measures[measure];
	struct arena arena = {0};
	bool is_over = limit->most && number > limit->most, is_unusual = limit->usual && number > limit->usual;
	uint64_t least = is_over ? limit->most : limit->usual;
	str given = number_text(&arena, number, is->is_bytes), allowed = number_text(&arena, least, is->is_bytes);
	const char *before = where.len ? ": " : "";
	if (!mark.source)
		mark = site->settings.host.mark;
	if (is_over)
		diag_error(diags, mark, "host-limit", "%.*s%s%.*s %s are more than %s takes: %.*s", STR_ARG(where),
			before, STR_ARG(given), is->what, host->name, STR_ARG(allowed));
	else if (is_unusual)
		diag_warning(diags, mark, "host-limit",
			"%.*s%s%.*s %s are more than %s takes without another plan or setting: %.*s", STR_ARG(where),
			before, STR_ARG(given), is->what, host->name, STR_ARG(allowed));
	if (is_over || is_unusual)
		diag_hint(diags, "%s", is->advice);
	arena_free(&arena);
}

static void weigh_lines(struct checking *checking, enum host_file file, enum host_measure rules,
	enum host_measure line_length, enum host_measure size)
{
	const struct site *site = checking->plan->site;
	struct buf text = {0};
	str rest, line, longest = {0};
	size_t count = 0;
	if (!host_file_path(site, file))
		return;
	host_file_render(checking->plan, file, &text);
	rest = buf_str(&text);
	while (str_take_line(&rest, &line)) {
		count += line.len && line.at[0] != ' ' && line.at[0] != '#';
		if (str_columns(line) > str_columns(longest))
			longest = line;
	}
	str from = str_part(longest, 0, str_find(str_trim(longest), ' '));
	weigh(site, rules, count, (str){0}, (struct mark){0}, checking->diags);
	weigh(site, line_length, str_columns(longest), str_cut(from, 60), (struct mark){0}, checking->diags);
	if (size != MEASURES)
		weigh(site, size, text.len, (str){0}, (struct mark){0}, checking->diags);
	buf_free(&text);
}

/* Folders count where files are entries of an archive. */
static void weigh_files(struct checking *checking, size_t copies)
{
	const struct plan *plan = checking->plan;
	size_t count = plan->count + copies;
	struct map folders = {0};
	if (plan->site->settings.host.value == HOST_GITLAB_PAGES) {
		for (size_t i = 0; i < plan->count; i++)
			for (str folder = fs_folder_of(plan->outputs[i].path); folder.len;
				folder = fs_folder_of(folder)) {
				void **slot = map_at(&folders, &checking->arena, folder);
				if (*slot)
					break;
				*slot = checking;
			}
		count += folders.count;
	}
	weigh(plan->site, MEASURE_FILES, count, (str){0}, (struct mark){0}, checking->diags);
}

/* What is copied has its size before it is copied; that may be too much already. */
static void weigh_copies(struct checking *checking)
{
	const struct site *site = checking->plan->site;
	uint64_t most = checking->host->limits[MEASURE_SITE_SIZE].most, bytes = 0;
	for (size_t i = 0; i < site->attachment_count; i++) {
		const struct input *input = site->attachments[i].input;
		bytes += input->size;
		weigh(site, MEASURE_FILE_SIZE, input->size, (str){0}, mark_of(&input->source, 0, 0), checking->diags);
	}
	if (most && bytes > most)
		weigh(site, MEASURE_SITE_SIZE, bytes, (str){0}, (struct mark){0}, checking->diags);
}

/* Somebody's own _headers or CNAME in content/files. */
static void check_same(struct checking *checking, const struct output *output)
{
	const struct output *other = map_get(&checking->by_path, output->path);
	if (!other || other->kind != OUTPUT_ATTACHMENT)
		return;
	const struct input *input = checking->plan->site->attachments[other->index].input;
	diag_error(checking->diags, mark_of(&input->source, 0, 0), "same-url", "%.*s is already written for %s",
		STR_ARG(output->path), checking->host->name);
	diag_hint(checking->diags, "delete this file, or leave `host` out of site.yaml and write all of it yourself");
}

/* Servers would send an author's index.html.gz as the page index.html. */
static void check_shadow(struct checking *checking, const struct attachment *attachment)
{
	str plain = compress_plain_path(attachment->path);
	const struct output *output = plain.len < attachment->path.len ? map_get(&checking->by_path, plain) : NULL;
	if (!output || output->kind == OUTPUT_ATTACHMENT)
		return;
	diag_error(checking->diags, mark_of(&attachment->input->source, 0, 0), "same-url",
		"many servers send this to whoever asks for %.*s", STR_ARG(plain));
	diag_hint(checking->diags, "give it another name; `build --precompress` makes such copies");
}

static void taken(struct checking *checking, const struct redirect *redirect, const struct output *output)
{
	diag_error(checking->diags, redirect->mark, "redirect-taken", "%.*s cannot lead on: /%.*s is there",
		STR_ARG(redirect->from), STR_ARG(output->path));
	if (str_starts(output->origin, S("content/")))
		diag_note(checking->diags, (struct mark){0}, "it is made from %.*s", STR_ARG(output->origin));
	diag_hint(checking->diags, "an address leads on when nothing stands there any more");
}

static const struct output *made_at(struct checking *checking, str path)
{
	const struct output *output = map_get(&checking->by_path, path);
	return output && !output->leads_on ? output : NULL;
}

static void check_redirect(struct checking *checking, const struct redirect *redirect)
{
	bool is_page = str_ends(redirect->from, S("/"));
	str path = str_skip(redirect->from, 1);
	const struct output *output =
		made_at(checking, is_page ? arena_printf(&checking->arena, "%.*sindex.html", STR_ARG(path)) : path);
	str folder = str_part(path, 0, path.len - is_page);
	if (is_page && !output)
		output = map_get(&checking->by_path, folder);
	while (!output && (folder = fs_folder_of(folder)).len)
		output = map_get(&checking->by_path, folder);
	if (output) {
		taken(checking, redirect, output);
	} else if (!is_page && host_needs_pages(checking->plan->site) && !str_ends(path, S(".html"))) {
		diag_warning(checking->diags, redirect->mark, "weak-redirect",
			"%.*s cannot lead on: without redirects of a host only pages can", STR_ARG(redirect->from));
		diag_hint(checking->diags,
			"`host` in site.yaml may name one that has them; or leave a copy in content/files/");
	}
}

/* Below a role's old address everything leads on. */
static void check_below(struct checking *checking, const struct output *output)
{
	str slug = output->path;
	if (output->leads_on || !str_take(&slug, S("roles/")))
		return;
	const struct redirect *redirect = map_get(&checking->moved, str_part(slug, 0, str_find(slug, '/')));
	if (redirect)
		taken(checking, redirect, output);
}

static void check_moves(struct checking *checking)
{
	const struct plan *plan = checking->plan;
	const struct site *site = plan->site;
	for (size_t i = 0; i < site->redirect_count; i++) {
		const struct redirect *redirect = &site->redirects[i];
		str slug = str_skip(redirect->from, S("/roles/").len);
		if (redirect->role)
			*map_at(&checking->moved, &checking->arena, str_part(slug, 0, slug.len - 1)) = (void *)redirect;
		else
			check_redirect(checking, redirect);
	}
	for (size_t i = 0; checking->moved.count && i < plan->count; i++)
		check_below(checking, &plan->outputs[i]);
}

static void check_base(struct checking *checking)
{
	const struct site *site = checking->plan->site;
	if (!checking->host->is_at_root || site->base.len == 0)
		return;
	diag_warning(checking->diags, site->settings.host.mark, "host-base",
		"%s shows the output at the root of its domain, and base_url has the path %.*s", checking->host->name,
		STR_ARG(site->base));
	diag_hint(checking->diags, "take the path out of base_url, or see docs/hosts.md on sites below a path");
}

/* CNAME is read by programs that know no other letters. */
static void check_domain(struct checking *checking)
{
	const struct site *site = checking->plan->site;
	str domain = host_domain(site);
	bool is_plain = true;
	for (size_t i = 0; i < domain.len; i++)
		is_plain &= (unsigned char)domain.at[i] < 0x80;
	if (is_plain || !host_file_path(site, HOST_FILE_DOMAIN))
		return;
	diag_error(checking->diags, site->settings.base_url.mark, "bad-url", "%s wants the domain in plain letters",
		checking->host->name);
	diag_hint(checking->diags, "write it as xn--…, as registrars name it");
}

bool host_check(const struct plan *plan, size_t copies, struct diags *diags)
{
	struct checking checking = {.plan = plan, .host = host_of(plan->site), .diags = diags};
	size_t errors = diags->errors;
	bool has_attachments = plan->site->attachment_count, has_moves = plan->site->redirect_count;
	for (size_t i = 0; (has_attachments || has_moves) && i < plan->count; i++)
		if (plan->outputs[i].kind != OUTPUT_HOST)
			*map_at(&checking.by_path, &checking.arena, plan->outputs[i].path) = &plan->outputs[i];
	for (size_t i = 0; has_attachments && i < plan->count; i++)
		if (plan->outputs[i].kind == OUTPUT_HOST)
			check_same(&checking, &plan->outputs[i]);
	for (size_t i = 0; i < plan->site->attachment_count; i++)
		check_shadow(&checking, &plan->site->attachments[i]);
	check_moves(&checking);
	check_base(&checking);
	check_domain(&checking);
	weigh_lines(&checking, HOST_FILE_REDIRECTS, MEASURE_REDIRECTS, MEASURE_REDIRECT_LINE, MEASURE_REDIRECT_FILE);
	weigh_lines(&checking, HOST_FILE_HEADERS, MEASURE_HEADER_RULES, MEASURE_HEADER_LINE, MEASURES);
	weigh_files(&checking, copies);
	weigh_copies(&checking);
	arena_free(&checking.arena);
	return diags->errors == errors;
}

/* A file that is copied has been told of, at its place. */
bool host_check_sizes(const struct site *site, const struct host_sizes *sizes, struct diags *diags)
{
	size_t errors = diags->errors;
	bool is_copy = false;
	for (size_t i = 0; !is_copy && i < site->attachment_count; i++)
		is_copy = str_eq(site->attachments[i].path, sizes->largest_path);
	if (!is_copy)
		weigh(site, MEASURE_FILE_SIZE, sizes->largest, sizes->largest_path, (struct mark){0}, diags);
	weigh(site, MEASURE_SITE_SIZE, sizes->bytes, (str){0}, (struct mark){0}, diags);
	return diags->errors == errors;
}
