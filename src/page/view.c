/* SPDX-License-Identifier: MIT */
/* Parts that several pages share. */
#include "page/view.h"

#include <assert.h>
#include <string.h>

#include "base/slug.h"

struct value view_of(enum view_shape shape, const void *view)
{
	return value_record(shape, view);
}

static size_t slot_of(enum view_shape shape, const char *name)
{
	const struct view_record *record = &view_records[shape];
	for (size_t i = 0; i < record->count; i++)
		if (record->fields[i].name[0] == name[0] && strcmp(record->fields[i].name, name) == 0)
			return i;
	return record->count;
}

struct value view_items(struct arena *arena, enum view_shape shape, void *views, size_t size, size_t count)
{
	struct value *items = arena_array(arena, struct value, count);
	size_t first = slot_of(shape, "is_first"), last = slot_of(shape, "is_last"),
	       fields = size / sizeof(struct value);
	for (size_t i = 0; i < count; i++) {
		struct value *view = (struct value *)(void *)((char *)views + i * size);
		if (first < fields && i == 0)
			view[first] = value_bool(true);
		if (last < fields && i + 1 == count)
			view[last] = value_bool(true);
		items[i] = value_record(shape, view);
	}
	return value_list(items, count);
}

struct value view_phrase_list(struct arena *arena, const str *html, size_t count)
{
	struct view_phrase *phrases = arena_array(arena, struct view_phrase, count);
	for (size_t i = 0; i < count; i++)
		phrases[i].html = value_html(html[i]);
	return VIEW_ITEMS(arena, phrase, phrases, count);
}

struct value view_phrases(struct arena *arena, const str *html, size_t count)
{
	if (count == 0)
		return (struct value){0};
	struct view_phrases *view = arena_new(arena, struct view_phrases);
	view->count = value_int((int64_t)count);
	view->items = view_phrase_list(arena, html, count);
	return view_of(SHAPE_phrases, view);
}

struct value view_prose(const struct prose *prose)
{
	return value_html(prose->html.html);
}

static void fill_note(
	const struct views *views, const struct cited *cited, str id, struct arena *arena, struct view_note *note)
{
	const struct citable *source = map_get(&views->site->source_by_id, id);
	if (!source)
		return;
	size_t number = cited ? citation_number(cited, source) : 0;
	note->number = value_int((int64_t)number);
	note->title = value_text(source->title.s);
	note->url = value_text(number ? arena_join(arena, S("#source-"), arena_int(arena, (int64_t)number))
				      : arena_join(arena, views->site->base, S("/sources/#"), source->id.s));
}

struct value view_note(const struct views *views, const struct cited *cited, str id, struct arena *arena)
{
	if (id.len == 0)
		return (struct value){0};
	struct view_note *note = arena_new(arena, struct view_note);
	fill_note(views, cited, id, arena, note);
	return view_of(SHAPE_note, note);
}

struct value view_notes(
	const struct views *views, const struct cited *cited, const struct text *ids, size_t count, struct arena *arena)
{
	struct view_note *notes = arena_array(arena, struct view_note, count);
	for (size_t i = 0; i < count; i++)
		fill_note(views, cited, ids[i].s, arena, &notes[i]);
	return VIEW_ITEMS(arena, note, notes, count);
}

static void fill_source(const struct views *views, const struct citable *source, size_t number, struct arena *arena,
	struct view_source *view)
{
	view->number = value_int((int64_t)number);
	view->id = value_text(source->id.s);
	view->anchor = value_text(arena_printf(arena, "source-%zu", number));
	view->title = value_text(source->title.s);
	view->publisher = value_text(source->publisher.s);
	view->url = value_text(source->url.s);
	view->published = value_text(strings_date(views->strings, arena, source->published.date));
	view->edition = value_text(source->edition.s);
	view->accessed = value_text(strings_date(views->strings, arena, source->accessed.date));
	view->expires = value_text(strings_date(views->strings, arena, source->expires.date));
	view->licence = value_text(source->licence.s);
	view->quote = value_text(source->quote.s);
	view->note = value_text(source->note.s);
}

struct value view_sources(const struct views *views, struct citable *const *sources, size_t count, struct arena *arena)
{
	if (count == 0)
		return (struct value){0};
	struct view_source *items = arena_array(arena, struct view_source, count);
	for (size_t i = 0; i < count; i++)
		fill_source(views, sources[i], i + 1, arena, &items[i]);
	struct view_sources *view = arena_new(arena, struct view_sources);
	view->count = value_int((int64_t)count);
	view->items = VIEW_ITEMS(arena, source, items, count);
	return view_of(SHAPE_sources, view);
}

static struct value comparison_row(
	const struct comparison *comparison, const struct prose_row *row, struct arena *arena)
{
	struct view_cell *cells = arena_array(arena, struct view_cell, row->cells.count);
	for (size_t i = 0; i < row->cells.count; i++) {
		cells[i].html = view_prose(&row->cells.items[i]);
		cells[i].column = value_text(comparison->columns.items[i].s);
	}
	return VIEW_ITEMS(arena, cell, cells, row->cells.count);
}

struct value view_comparison(const struct comparison *comparison, struct arena *arena)
{
	if (!comparison || comparison->rows.count == 0)
		return (struct value){0};
	struct view_comparison *view = arena_new(arena, struct view_comparison);
	struct view_phrase *columns = arena_array(arena, struct view_phrase, comparison->columns.count);
	struct view_row *rows = arena_array(arena, struct view_row, comparison->rows.count);
	for (size_t i = 0; i < comparison->columns.count; i++)
		columns[i].html = value_text(comparison->columns.items[i].s);
	for (size_t i = 0; i < comparison->rows.count; i++)
		rows[i].cells = comparison_row(comparison, &comparison->rows.items[i], arena);
	view->caption = value_text(comparison->caption.s);
	view->columns = VIEW_ITEMS(arena, phrase, columns, comparison->columns.count);
	view->items = VIEW_ITEMS(arena, row, rows, comparison->rows.count);
	return view_of(SHAPE_comparison, view);
}

static str anchor_of(struct arena *arena, str text, size_t number)
{
	enum { LONGEST = 60 };
	str slug = str_cut(slug_of(arena, text), LONGEST);
	return arena_join(arena, S("faq-"), arena_int(arena, (int64_t)number), slug.len ? S("-") : S(""), slug);
}

struct value view_faq(
	const struct question *questions, size_t count, str first_question, str first_answer, struct arena *arena)
{
	size_t extra = first_question.len > 0;
	if (count + extra == 0)
		return (struct value){0};
	struct view_faq *view = arena_new(arena, struct view_faq);
	struct view_question *items = arena_array(arena, struct view_question, count + extra);
	if (extra) {
		struct buf answer = {0};
		buf_put(&answer, S("<p>"));
		buf_html(&answer, first_answer);
		buf_put(&answer, S("</p>\n"));
		items[0].question = items[0].question_text = value_text(first_question);
		items[0].answer = value_html(buf_copy(&answer, arena));
		items[0].answer_text = value_text(first_answer);
		items[0].anchor = value_text(anchor_of(arena, first_question, 1));
		buf_free(&answer);
	}
	for (size_t i = 0; i < count; i++) {
		struct view_question *item = &items[i + extra];
		item->question = view_prose(&questions[i].q);
		item->question_text = value_text(questions[i].q.html.plain);
		item->answer = view_prose(&questions[i].a);
		item->answer_text = value_text(questions[i].a.html.plain);
		item->anchor = value_text(anchor_of(arena, questions[i].q.html.plain, i + extra + 1));
	}
	view->items = VIEW_ITEMS(arena, question, items, count + extra);
	return view_of(SHAPE_faq, view);
}

struct value view_steps(const struct step *steps, size_t count, struct arena *arena)
{
	if (count == 0)
		return (struct value){0};
	struct view_steps *view = arena_new(arena, struct view_steps);
	struct view_step *items = arena_array(arena, struct view_step, count);
	for (size_t i = 0; i < count; i++) {
		items[i].number = value_int((int64_t)i + 1);
		items[i].lead = view_prose(&steps[i].lead);
		items[i].text = view_prose(&steps[i].body);
	}
	view->items = VIEW_ITEMS(arena, step, items, count);
	return view_of(SHAPE_steps, view);
}

struct value view_role_items(
	const struct views *views, const struct role *const *roles, size_t count, struct arena *arena)
{
	struct view_role_link *links = arena_array(arena, struct view_role_link, count);
	for (size_t i = 0; i < count; i++)
		links[i] = views->role_links[roles[i] - views->site->roles];
	return VIEW_ITEMS(arena, role_link, links, count);
}

str view_band_key(enum score_band band)
{
	static const char *const keys[] = {[BAND_MINIMAL] = "minimal",
		[BAND_LOW] = "low",
		[BAND_MEDIUM] = "medium",
		[BAND_HIGH] = "high",
		[BAND_VERY_HIGH] = "very-high"};
	static_assert(COUNT(keys) == BAND_COUNT, "a key for each band");
	return str_of(keys[band]);
}

str view_escaped(struct arena *arena, str text)
{
	struct buf out = {0};
	buf_html(&out, text);
	str html = buf_copy(&out, arena);
	buf_free(&out);
	return html;
}

str view_absolute(const struct site *site, struct arena *arena, str url)
{
	return arena_join(arena, site->url, str_skip(url, site->base.len));
}

str view_signed(struct arena *arena, int64_t number)
{
	str sign = number > 0 ? S("+") : number < 0 ? S("\xE2\x88\x92") : S("");
	return arena_join(arena, sign, arena_int(arena, number < 0 ? -number : number));
}

str view_verdict_key(enum score_verdict verdict)
{
	static const char *const keys[] = {
		[VERDICT_REDUCED] = "reduced", [VERDICT_TYPICAL] = "typical", [VERDICT_ELEVATED] = "elevated"};
	static_assert(COUNT(keys) == VERDICT_COUNT, "a key for each verdict");
	return str_of(keys[verdict]);
}

str view_judged_as(const struct judged *judged)
{
	if (!judged->is_set)
		return S("default");
	return judged->given.low == JUDGED_NUMBER  ? S("number")
		: judged->given.low == JUDGED_WORD ? S("word")
						   : S("range");
}

const struct level *view_level(const struct site *site, str id)
{
	for (size_t i = 0; i < site->level_count; i++)
		if (str_eq(site->levels[i].id.s, id))
			return &site->levels[i];
	return NULL;
}

int64_t view_position(const struct benchmark *benchmark, double value)
{
	double low = (double)benchmark->scale[0].value / 100, high = (double)benchmark->scale[1].value / 100;
	return (int64_t)((value - low) / (high - low) * 100 + 0.5);
}

bool role_has_hours(const struct role *role)
{
	return role->has_hours;
}

str role_say(const struct views *views, const struct role *role, struct arena *arena, const char *name,
	const struct fill *fills, size_t fill_count)
{
	if (role_has_hours(role))
		return strings_say(views->strings, arena, name, fills, fill_count);
	str twin = arena_printf(arena, "%s_importance", name);
	return strings_say(views->strings, arena, twin.at, fills, fill_count);
}
