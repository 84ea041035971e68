/* SPDX-License-Identifier: MIT */
/* The run: workers make and read files, role by role; then what needs all pages at once. */
#include "page/inspect.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/workers.h"
#include "format/html.h"
#include "page/inspect_parts.h"

bool inspect_is_there(void)
{
	return html_is_there();
}

void page_list_add(struct page_list *pages, struct arena *arena, uint32_t output)
{
	enum { FEW = 4 };
	if (pages->count && pages->at[pages->count - 1] == output)
		return;
	if (pages->count == pages->cap) {
		pages->cap = pages->cap ? 2 * pages->cap : FEW;
		uint32_t *larger = arena_array(arena, uint32_t, pages->cap);
		if (pages->count)
			memcpy(larger, pages->at, pages->count * sizeof *larger);
		pages->at = larger;
	}
	pages->at[pages->count++] = output;
}

static struct finding *finding_of(
	struct map *findings, struct arena *arena, struct buf *key, enum finding_kind kind, str what)
{
	key->len = 0;
	buf_char(key, (char)kind);
	buf_put(key, what);
	struct finding *finding = map_get(findings, buf_str(key));
	if (finding)
		return finding;
	str kept = arena_copy(arena, buf_str(key));
	finding = arena_new(arena, struct finding);
	*finding = (struct finding){.kind = kind, .what = str_skip(kept, 1)};
	*map_at(findings, arena, kept) = finding;
	return finding;
}

struct finding *inspect_find(struct inspector *inspector, uint32_t output, enum finding_kind kind, str what)
{
	struct finding *finding = finding_of(&inspector->findings, &inspector->kept, &inspector->key, kind, what);
	page_list_add(&finding->pages, &inspector->kept, output);
	return finding;
}

static int by_number(const void *x, const void *y)
{
	uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;
	return (a > b) - (a < b);
}

bool facts_has_id(const struct facts *facts, str id)
{
	uint64_t hash = hash_64(id);
	return facts->id_count && bsearch(&hash, facts->ids, facts->id_count, sizeof hash, by_number);
}

static void look_at_job(void *context, size_t worker, size_t job)
{
	struct look *look = context;
	for (size_t i = look->jobs[job]; i < look->jobs[job + 1]; i++)
		inspect_output(&look->inspectors[worker], (uint32_t)i);
}

static void look_init(
	struct look *look, const struct plan *plan, size_t workers, struct arena *arena, struct diags *diags)
{
	*look = (struct look){.plan = plan, .worker_count = workers, .arena = arena, .told = &diags->arena};
	look->facts = arena_array(arena, struct facts, plan->count);
	look->inspectors = arena_array(arena, struct inspector, workers);
	look->jobs = arena_array(arena, size_t, plan->count + 1);
	for (size_t i = 0; i < plan->count; i++) {
		struct output *output = &plan->outputs[i];
		*map_at(&look->by_path, arena, output->path) = output;
		if (i == 0 || !output->role || output->role != plan->outputs[i - 1].role)
			look->jobs[look->job_count++] = i;
	}
	look->jobs[look->job_count] = plan->count;
	for (size_t i = 0; i < workers; i++) {
		look->inspectors[i].look = look;
		look->inspectors[i].stamps = arena_array(arena, uint32_t, plan->count);
		look->inspectors[i].leads = arena_array(arena, uint32_t, plan->count);
	}
}

/* Findings of all workers, joined. */
struct joining {
	struct look *look;
	struct map findings;
	struct buf key;
};

static void join(struct joining *joining, const struct finding *found)
{
	struct arena *arena = joining->look->arena;
	struct finding *finding = finding_of(&joining->findings, arena, &joining->key, found->kind, found->what);
	bool is_first = finding->pages.count == 0 || found->pages.at[0] < finding->pages.at[0];
	if (is_first) {
		finding->message = found->message;
		finding->number = found->number;
		finding->target = found->target;
	}
	for (size_t i = 0; i < found->pages.count; i++)
		page_list_add(&finding->pages, arena, found->pages.at[i]);
}

static void join_anchor(struct joining *joining, const struct address *address)
{
	if (address->id.len == 0 || address->pages.count == 0
		|| facts_has_id(&joining->look->facts[address->target], address->id))
		return;
	struct finding broken = {
		.kind = FIND_BROKEN_ANCHOR, .what = address->text, .target = address->target, .pages = address->pages};
	join(joining, &broken);
}

static void join_workers(struct joining *joining, struct inspection *seen, struct diags *diags)
{
	for (size_t i = 0; i < joining->look->worker_count; i++) {
		struct inspector *inspector = &joining->look->inspectors[i];
		for (size_t k = 0; k < inspector->findings.count; k++)
			join(joining, inspector->findings.entries[k].value);
		for (size_t k = 0; k < inspector->addresses.count; k++)
			join_anchor(joining, inspector->addresses.entries[k].value);
		seen->links += inspector->links;
		seen->sizes.bytes += inspector->sizes.bytes;
		if (inspector->sizes.largest > seen->sizes.largest) {
			seen->sizes.largest = inspector->sizes.largest;
			seen->sizes.largest_path = inspector->sizes.largest_path;
		}
		diags_merge(diags, &inspector->diags);
	}
}

struct worded {
	str text;
	uint32_t output;
};

static int by_text(const void *x, const void *y)
{
	const struct worded *a = x, *b = y;
	int order = str_cmp(a->text, b->text);
	return order ? order : (a->output > b->output) - (a->output < b->output);
}

/* Pages that say the same of themselves. */
static void find_same(struct joining *joining, enum finding_kind kind, struct worded *all, size_t count)
{
	if (count)
		qsort(all, count, sizeof *all, by_text);
	for (size_t i = 0, end; i < count; i = end) {
		for (end = i + 1; end < count && str_eq(all[i].text, all[end].text);)
			end++;
		if (end == i + 1)
			continue;
		struct finding same = {.kind = kind, .what = all[i].text};
		for (size_t k = i; k < end; k++)
			page_list_add(&same.pages, joining->look->arena, all[k].output);
		join(joining, &same);
	}
}

static void find_all_same(struct joining *joining)
{
	const struct look *look = joining->look;
	struct worded *all = arena_array(look->arena, struct worded, look->plan->count);
	size_t count = 0;
	for (size_t i = 0; i < look->plan->count; i++)
		if (look->facts[i].title.len)
			all[count++] = (struct worded){look->facts[i].title, (uint32_t)i};
	find_same(joining, FIND_SAME_TITLE, all, count);
	count = 0;
	for (size_t i = 0; i < look->plan->count; i++)
		if (look->facts[i].description.len)
			all[count++] = (struct worded){look->facts[i].description, (uint32_t)i};
	find_same(joining, FIND_SAME_DESCRIPTION, all, count);
}

/* Marks all that links lead to from a page; returns how many were not marked before. */
static size_t walk_from(const struct look *look, uint32_t from, bool *is_reached, uint32_t *way)
{
	size_t count = 0, done = 0;
	is_reached[from] = true;
	way[count++] = from;
	for (; done < count; done++) {
		const struct facts *facts = &look->facts[way[done]];
		for (size_t i = 0; i < facts->lead_count; i++)
			if (!is_reached[facts->leads[i]]) {
				is_reached[facts->leads[i]] = true;
				way[count++] = facts->leads[i];
			}
	}
	return count;
}

static void find_orphan(struct joining *joining, uint32_t output, bool *is_reached, uint32_t *way)
{
	const struct look *look = joining->look;
	if (is_reached[output] || !look->facts[output].has_structure
		|| page_rows[look->plan->outputs[output].page].is_unlinked)
		return;
	struct finding orphan = {.kind = FIND_ORPHAN, .what = look->plan->outputs[output].url};
	page_list_add(&orphan.pages, look->arena, output);
	orphan.number = walk_from(look, output, is_reached, way);
	join(joining, &orphan);
}

/* Pages that no way from the home page leads to; of those that hang together, the one that none of them leads to. */
static void find_orphans(struct joining *joining)
{
	const struct look *look = joining->look;
	const struct output *home = map_get(&look->by_path, S("index.html"));
	bool *is_reached = arena_array(look->arena, bool, look->plan->count);
	bool *is_named = arena_array(look->arena, bool, look->plan->count);
	uint32_t *way = arena_array(look->arena, uint32_t, look->plan->count);
	if (home)
		walk_from(look, (uint32_t)(home - look->plan->outputs), is_reached, way);
	for (size_t i = 0; i < look->plan->count; i++)
		for (size_t k = 0; k < look->facts[i].lead_count; k++)
			is_named[look->facts[i].leads[k]] = true;
	for (size_t i = 0; i < look->plan->count; i++)
		if (!is_named[i])
			find_orphan(joining, (uint32_t)i, is_reached, way);
	for (size_t i = 0; i < look->plan->count; i++)
		find_orphan(joining, (uint32_t)i, is_reached, way);
}

static int page_cmp(const void *x, const void *y)
{
	uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
	return (a > b) - (a < b);
}

static void report(struct joining *joining, struct diags *diags)
{
	struct finding **all = arena_array(joining->look->arena, struct finding *, joining->findings.count);
	for (size_t i = 0; i < joining->findings.count; i++) {
		all[i] = joining->findings.entries[i].value;
		qsort(all[i]->pages.at, all[i]->pages.count, sizeof *all[i]->pages.at, page_cmp);
	}
	inspect_report(joining->look, all, joining->findings.count, diags);
}

static void look_free(struct look *look)
{
	for (size_t i = 0; i < look->worker_count; i++) {
		maker_free(&look->inspectors[i].maker);
		arena_free(&look->inspectors[i].kept);
		arena_free(&look->inspectors[i].scratch);
		buf_free(&look->inspectors[i].key);
		diags_free(&look->inspectors[i].diags);
	}
}

void inspect_site(const struct plan *plan, size_t workers, struct inspection *seen, struct diags *diags)
{
	struct arena arena = {0};
	struct look look;
	look_init(&look, plan, workers, &arena, diags);
	struct joining joining = {.look = &look};
	*seen = (struct inspection){0};
	html_begin();
	workers_run(workers, look.job_count, look_at_job, &look);
	join_workers(&joining, seen, diags);
	find_all_same(&joining);
	find_orphans(&joining);
	for (size_t i = 0; i < plan->count; i++)
		seen->pages += look.facts[i].has_structure;
	report(&joining, diags);
	buf_free(&joining.key);
	look_free(&look);
	arena_free(&arena);
}
