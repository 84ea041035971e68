/* SPDX-License-Identifier: MIT */
#include "command/served.h"

#include "format/svg.h"

static void index_outputs(struct served *served)
{
	const struct plan *plan = &served->project->plan;
	for (size_t i = 0; i < plan->count; i++) {
		const struct output *output = &plan->outputs[i];
		*map_at(&served->by_url, &served->arena, output->url) = (void *)output;
	}
}

void served_take(struct served *served, const struct project *project)
{
	served_free(served);
	served->project = project;
	index_outputs(served);
}

const struct output *served_find(const struct served *served, str url, bool *moved)
{
	const struct output *found = map_get(&served->by_url, url);
	struct arena scratch = {0};
	*moved = false;
	if (!found && str_ends(url, S("/index.html")))
		found = map_get(&served->by_url, str_part(url, 0, url.len - S("index.html").len));
	if (!found) {
		found = map_get(&served->by_url, arena_printf(&scratch, "%.*s/", STR_ARG(url)));
		*moved = found != NULL;
	}
	arena_free(&scratch);
	return found;
}

bool served_is_draft(const struct served *served, const struct output *output)
{
	const struct site *site = &served->project->site;
	if (output->role)
		return output->role->is.is_draft.value;
	if (output->page == PAGE_ARTICLE)
		return site->articles[output->index].is.is_draft.value;
	return (output->page == PAGE_PLAIN || output->page == PAGE_METHODOLOGY)
		&& site->pages[output->index].is.is_draft.value;
}

bool served_make(struct served *served, const struct output *output, str *bytes, struct diags *diags)
{
	struct maker *maker = &served->maker;
	if (!plan_render(&served->project->plan, output, maker, diags))
		return false;
	*bytes = buf_str(&maker->out);
	if (output->kind != OUTPUT_CARD)
		return true;
	maker->picture.len = 0;
	if (!svg_check(diags) || !svg_to_png(*bytes, SVG_CARD_WIDTH, SVG_CARD_HEIGHT, &maker->picture, diags))
		return false;
	*bytes = buf_str(&maker->picture);
	return true;
}

void served_free(struct served *served)
{
	maker_free(&served->maker);
	arena_free(&served->arena);
	*served = (struct served){0};
}
