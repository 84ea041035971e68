/* SPDX-License-Identifier: MIT */
/* The form in which the program writes an edition's file: a line a task, so that a difference between two of them reads
   well, and texts in quotes, so that any text comes back as it was. */
#include "base/hash.h"
#include "base/slug.h"
#include "content/edition.h"
#include "format/yaml.h"

static const char preface[] = "# The scores of an edition as they were published, with what made them. Written by "
			      "`rolecast snapshot`; nothing\n"
			      "# here is edited.\n";

/* An id; one that YAML takes for nothing needs quotes. */
static void put_id(struct buf *out, str id)
{
	if (id.len == 0 || str_eq(id, S("null")))
		yaml_put_quoted(out, id);
	else
		buf_put(out, id);
}

/* A line that editions written by hand may lack: no text is empty. */
static void put_optional(struct buf *out, str key, str text)
{
	if (text.len == 0)
		return;
	buf_put(out, key);
	yaml_put_quoted(out, text);
	buf_char(out, '\n');
}

static void put_tenths(struct buf *out, uint32_t tenths)
{
	buf_int(out, tenths / 10);
	if (tenths % 10)
		buf_printf(out, ".%u", tenths % 10);
}

static void put_model(const struct edition *edition, struct buf *out)
{
	buf_put(out, S("model:\n  levels:\n"));
	for (size_t i = 0; i < edition->level_count; i++) {
		const struct past_site_level *level = &edition->levels[i];
		buf_put(out, S("    - {id: "));
		put_id(out, level->id);
		buf_put(out, S(", label: "));
		yaml_put_quoted(out, level->label);
		buf_printf(out, ", tilt: %d, baseline: %s}\n", level->tilt, level->is_baseline ? "true" : "false");
	}
	buf_printf(out, "  bands: [%d, %d, %d, %d]\n", edition->bands[0], edition->bands[1], edition->bands[2],
		edition->bands[3]);
}

static void put_points(struct buf *out, const char *name, uint32_t value, uint32_t low, uint32_t high)
{
	buf_printf(out, "%s: %u, %s_low: %u, %s_high: %u", name, value, name, low, name, high);
}

static void put_level(const struct past_level *level, struct buf *out)
{
	const struct score_measure *risk = &level->risk, *exposure = &level->exposure;
	buf_put(out, S("      - {level: "));
	put_id(out, level->id);
	buf_put(out, S(", "));
	put_points(out, "risk", risk->value, risk->low, risk->high);
	buf_put(out, S(", "));
	put_points(out, "exposure", exposure->value, exposure->low, exposure->high);
	if (level->is_exact) {
		buf_put(out, S(", hundredths: {"));
		put_points(out, "risk", risk->hundredths, risk->low_hundredths, risk->high_hundredths);
		buf_put(out, S(", "));
		put_points(out, "exposure", exposure->hundredths, exposure->low_hundredths, exposure->high_hundredths);
		buf_char(out, '}');
	}
	buf_put(out, S("}\n"));
}

static void put_judgement(struct buf *out, const char *name, struct judgement judgement)
{
	buf_put(out, S(", "));
	buf_put(out, str_of(name));
	buf_put(out, S(": {value: "));
	buf_int(out, judgement.value);
	buf_put(out, S(", low: "));
	buf_int(out, judgement.low);
	buf_put(out, S(", high: "));
	buf_int(out, judgement.high);
	buf_char(out, '}');
}

static void put_time(
	const struct edition *edition, const struct past_role *role, const struct past_task *task, struct buf *out)
{
	if (role->times == TIMES_ALIKE)
		return;
	buf_put(out, S(", time: "));
	if (role->times == TIMES_PLAIN) {
		put_tenths(out, task->time);
		return;
	}
	for (size_t i = 0; i < edition->level_count; i++) {
		buf_put(out, i ? S(", ") : S("{"));
		put_id(out, edition->levels[i].id);
		buf_put(out, S(": "));
		put_tenths(out, task->times[i]);
	}
	buf_char(out, '}');
}

static void put_role(const struct edition *edition, const struct past_role *role, struct buf *out)
{
	buf_put(out, S("  - role: "));
	put_id(out, role->slug);
	buf_char(out, '\n');
	put_optional(out, S("    title: "), role->title);
	buf_printf(out, "    weights: %s\n", role->is_by_importance ? "importance" : "time");
	for (size_t i = 0; i < role->moved_count; i++) {
		buf_put(out, i ? S(", ") : S("    moved_from: ["));
		put_id(out, role->moved_from[i]);
	}
	if (role->moved_count)
		buf_put(out, S("]\n"));
	buf_put(out, S("    levels:\n"));
	for (size_t i = 0; i < role->level_count; i++)
		put_level(&role->levels[i], out);
	buf_put(out, S("    tasks:\n"));
	for (size_t i = 0; i < role->task_count; i++) {
		buf_put(out, S("      - {id: "));
		put_id(out, role->tasks[i].id);
		buf_put(out, S(", name: "));
		yaml_put_quoted(out, role->tasks[i].name);
		put_time(edition, role, &role->tasks[i], out);
		put_judgement(out, "exposure", role->tasks[i].exposure);
		put_judgement(out, "autonomy", role->tasks[i].autonomy);
		buf_put(out, S("}\n"));
	}
}

void edition_write(const struct edition *edition, struct buf *out)
{
	struct date date = edition->date.date;
	buf_put(out, str_of(preface));
	buf_put(out, S("edition: "));
	yaml_put_quoted(out, edition->name.s);
	buf_printf(out, "\ndate: %04d-%02d-%02d\n", date.year, date.month, date.day);
	put_optional(out, S("rolecast: "), edition->program);
	put_model(edition, out);
	buf_put(out, S("roles:\n"));
	for (size_t i = 0; i < edition->role_count; i++)
		put_role(edition, &edition->roles[i], out);
}

str edition_address(struct arena *arena, str name)
{
	str slug = slug_ascii(arena, name);
	if (slug.len)
		return slug_is_valid(slug) ? slug : str_part(slug, 0, SLUG_MAX);
	return name.len ? arena_printf(arena, "e-%08x", (unsigned)(hash_64(slug_fold(arena, name)) & 0xFFFFFFFFU))
			: S("now");
}
