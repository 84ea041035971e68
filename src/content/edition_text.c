/* SPDX-License-Identifier: MIT */
/* The one form of an edition's file that the program writes, and its reader. Editions are the largest files of a site
   and never change, so the reader takes this form alone, line by line; whatever looks otherwise is YAML, and read as
   that, with all the complaints. */
#include <string.h>

#include "base/hash.h"
#include "base/slug.h"
#include "content/edition.h"

static const char preface[] = "# The scores of an edition as they were published, with what made them. Written by "
			      "`rolecast snapshot`; nothing\n"
			      "# here is edited.\n";

/* Writing */

/* What a double-quoted text of YAML cannot hold as it is: backslash, quotes, control characters, line ends of Unicode,
   marks of byte order, no characters. Returns the length of what is escaped. */
static size_t put_escape(struct buf *out, str text)
{
	static const struct {
		const char *bytes, *escape;
	} rows[] = {{"\"", "\\\""}, {"\\", "\\\\"}, {"\n", "\\n"}, {"\xE2\x80\xA8", "\\L"}, {"\xE2\x80\xA9", "\\P"},
		{"\xEF\xBB\xBF", "\\uFEFF"}, {"\xEF\xBF\xBE", "\\uFFFE"}, {"\xEF\xBF\xBF", "\\uFFFF"}};
	unsigned char c = (unsigned char)text.at[0], next = text.len > 1 ? (unsigned char)text.at[1] : 0;
	for (size_t i = 0; i < COUNT(rows); i++)
		if (str_starts(text, str_of(rows[i].bytes))) {
			buf_put(out, str_of(rows[i].escape));
			return strlen(rows[i].bytes);
		}
	bool is_c1 = c == 0xC2 && next >= 0x80 && next < 0xA0;
	if (c >= 0x20 && c != 0x7F && !is_c1)
		return 0;
	buf_printf(out, "\\x%02X", is_c1 ? next : c);
	return is_c1 ? 2 : 1;
}

static void put_quoted(struct buf *out, str text)
{
	buf_char(out, '"');
	while (text.len) {
		size_t escaped = put_escape(out, text);
		if (escaped == 0)
			buf_char(out, text.at[0]);
		text = str_skip(text, escaped ? escaped : 1);
	}
	buf_char(out, '"');
}

/* An id; one that YAML takes for nothing needs quotes. */
static void put_id(struct buf *out, str id)
{
	if (id.len == 0 || str_eq(id, S("null")))
		put_quoted(out, id);
	else
		buf_put(out, id);
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
		put_quoted(out, level->label);
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
	buf_put(out, S(", hundredths: {"));
	put_points(out, "risk", risk->hundredths, risk->low_hundredths, risk->high_hundredths);
	buf_put(out, S(", "));
	put_points(out, "exposure", exposure->hundredths, exposure->low_hundredths, exposure->high_hundredths);
	buf_put(out, S("}}\n"));
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
	buf_put(out, S("\n    title: "));
	put_quoted(out, role->title);
	buf_printf(out, "\n    weights: %s\n", role->is_by_importance ? "importance" : "time");
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
		put_quoted(out, role->tasks[i].name);
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
	put_quoted(out, edition->name.s);
	buf_printf(out, "\ndate: %04d-%02d-%02d\nrolecast: ", date.year, date.month, date.day);
	put_quoted(out, edition->program);
	buf_char(out, '\n');
	put_model(edition, out);
	buf_put(out, S("roles:\n"));
	for (size_t i = 0; i < edition->role_count; i++)
		put_role(edition, &edition->roles[i], out);
}

/* Reading. Each `take_` is false where something else stands. */

struct reading {
	str in;
	struct arena *arena;
	struct edition *edition;
};

static bool take_number(struct reading *reading, uint32_t most, uint32_t *number)
{
	str in = reading->in;
	size_t digits = 0;
	*number = 0;
	while (digits < in.len && digits < 7 && in.at[digits] >= '0' && in.at[digits] <= '9')
		*number = *number * 10 + (uint32_t)(in.at[digits++] - '0');
	reading->in = str_skip(in, digits);
	return digits > 0 && *number <= most;
}

static bool take_named(struct reading *reading, str name, uint32_t most, uint32_t *number)
{
	return str_take(&reading->in, name) && take_number(reading, most, number);
}

static bool take_tenths(struct reading *reading, uint32_t *tenths)
{
	uint32_t part = 0;
	if (!take_number(reading, SCORE_MAX_TIME / 10, tenths))
		return false;
	if (str_take(&reading->in, S(".")) && !take_number(reading, 9, &part))
		return false;
	*tenths = *tenths * 10 + part;
	return *tenths <= SCORE_MAX_TIME;
}

static bool take_id(struct reading *reading, str *id)
{
	size_t length = 0;
	for (; length < reading->in.len; length++) {
		char c = reading->in.at[length];
		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'))
			break;
	}
	*id = str_part(reading->in, 0, length);
	reading->in = str_skip(reading->in, length);
	return slug_is_valid(*id) && !str_eq(*id, S("null"));
}

/* Texts with other escapes than \" and \\ are rare. */
static bool unescape(struct reading *reading, str *text)
{
	struct buf plain = {0};
	bool ok = true;
	for (size_t i = 0; ok && i < text->len; i++) {
		bool is_escape = text->at[i] == '\\';
		i += is_escape;
		ok = i < text->len && (!is_escape || text->at[i] == '"' || text->at[i] == '\\');
		if (ok)
			buf_char(&plain, text->at[i]);
	}
	*text = buf_copy(&plain, reading->arena);
	buf_free(&plain);
	return ok;
}

/* What ends a line for YAML but not for us. */
static bool is_line_end(str text)
{
	return text.at[0] == '\n' || text.at[0] == '\r' || str_starts(text, S("\xC2\x85"))
		|| str_starts(text, S("\xE2\x80\xA8")) || str_starts(text, S("\xE2\x80\xA9"));
}

/* Fields trim their text, so one that is not trimmed, or is empty, is none of ours. */
static bool take_quoted(struct reading *reading, str *text)
{
	if (!str_take(&reading->in, S("\"")))
		return false;
	bool has_escapes = false;
	size_t end = 0;
	str in = reading->in;
	while (end < in.len && in.at[end] != '"') {
		if (is_line_end(str_skip(in, end)))
			return false;
		has_escapes |= in.at[end] == '\\';
		end += in.at[end] == '\\' ? 2 : 1;
	}
	if (end >= in.len)
		return false;
	*text = str_part(in, 0, end);
	reading->in = str_skip(in, end + 1);
	return text->len && str_trim(*text).len == text->len && (!has_escapes || unescape(reading, text));
}

/* How many lines that begin so stand here one after the other, with lines that stand further in between. */
static size_t count_items(str in, str begin)
{
	size_t count = 0, indent = 0;
	while (begin.at[indent] == ' ')
		indent++;
	str line, blanks = str_part(begin, 0, indent);
	while (str_take_line(&in, &line) && str_starts(line, blanks))
		count += str_starts(line, begin);
	return count;
}

static bool take_site_level(struct reading *reading, struct past_site_level *level)
{
	uint32_t tilt;
	if (!str_take(&reading->in, S("    - {id: ")) || !take_id(reading, &level->id)
		|| !str_take(&reading->in, S(", label: ")) || !take_quoted(reading, &level->label)
		|| !str_take(&reading->in, S(", tilt: ")))
		return false;
	bool is_negative = str_take(&reading->in, S("-"));
	if (!take_number(reading, SCORE_MAX_TILT, &tilt) || !str_take(&reading->in, S(", baseline: ")))
		return false;
	level->tilt = is_negative ? -(int)tilt : (int)tilt;
	level->is_baseline = str_take(&reading->in, S("true"));
	return (level->is_baseline || str_take(&reading->in, S("false"))) && str_take(&reading->in, S("}\n"));
}

static bool take_bands(struct reading *reading, uint8_t bands[4])
{
	static const char *const before[] = {"  bands: [", ", ", ", ", ", "};
	for (size_t i = 0; i < 4; i++) {
		uint32_t band;
		if (!take_named(reading, str_of(before[i]), 100, &band) || band == 0 || (i && band <= bands[i - 1]))
			return false;
		bands[i] = (uint8_t)band;
	}
	return str_take(&reading->in, S("]\n"));
}

static bool take_head(struct reading *reading)
{
	struct edition *edition = reading->edition;
	str line;
	while (str_starts(reading->in, S("#")))
		str_take_line(&reading->in, &line);
	if (!str_take(&reading->in, S("edition: ")) || !take_quoted(reading, &edition->name.s)
		|| !str_take(&reading->in, S("\ndate: ")) || !str_take_line(&reading->in, &edition->date.text.s)
		|| !date_parse(edition->date.text.s, false, &edition->date.date)
		|| !str_take(&reading->in, S("rolecast: ")) || !take_quoted(reading, &edition->program)
		|| !str_take(&reading->in, S("\nmodel:\n  levels:\n")))
		return false;
	edition->level_count = count_items(reading->in, S("    - {id: "));
	edition->levels = arena_array(reading->arena, struct past_site_level, edition->level_count);
	if (edition->level_count == 0 || edition->level_count > MOST_LEVELS)
		return false;
	for (size_t i = 0; i < edition->level_count; i++)
		if (!take_site_level(reading, &edition->levels[i]))
			return false;
	return take_bands(reading, edition->bands);
}

static bool take_points(
	struct reading *reading, const str names[3], uint32_t most, uint32_t *value, uint32_t *low, uint32_t *high)
{
	return take_named(reading, names[0], most, value) && take_named(reading, names[1], most, low)
		&& take_named(reading, names[2], most, high);
}

static bool take_level(struct reading *reading, struct past_level *level)
{
	const str risk[] = {S("risk: "), S(", risk_low: "), S(", risk_high: ")},
		  exposure[] = {S(", exposure: "), S(", exposure_low: "), S(", exposure_high: ")};
	struct score_measure *r = &level->risk, *e = &level->exposure;
	level->is_exact = true;
	return str_take(&reading->in, S("      - {level: ")) && take_id(reading, &level->id)
		&& str_take(&reading->in, S(", ")) && take_points(reading, risk, 100, &r->value, &r->low, &r->high)
		&& take_points(reading, exposure, 100, &e->value, &e->low, &e->high)
		&& str_take(&reading->in, S(", hundredths: {"))
		&& take_points(reading, risk, 10000, &r->hundredths, &r->low_hundredths, &r->high_hundredths)
		&& take_points(reading, exposure, 10000, &e->hundredths, &e->low_hundredths, &e->high_hundredths)
		&& str_take(&reading->in, S("}}\n"));
}

static bool take_judgement(struct reading *reading, str name, struct judgement *judgement)
{
	uint32_t value, low, high;
	if (!str_take(&reading->in, name) || !take_named(reading, S("{value: "), 100, &value)
		|| !take_named(reading, S(", low: "), 100, &low) || !take_named(reading, S(", high: "), 100, &high))
		return false;
	*judgement = (struct judgement){(uint8_t)value, (uint8_t)low, (uint8_t)high};
	return low <= value && value <= high && str_take(&reading->in, S("}"));
}

static bool take_times(struct reading *reading, struct past_task *task)
{
	const struct edition *edition = reading->edition;
	uint32_t *times = arena_array(reading->arena, uint32_t, edition->level_count);
	for (size_t i = 0; i < edition->level_count; i++)
		if (!str_take(&reading->in, i ? S(", ") : S("{")) || !str_take(&reading->in, edition->levels[i].id)
			|| !str_take(&reading->in, S(": ")) || !take_tenths(reading, &times[i]))
			return false;
	task->times = times;
	return str_take(&reading->in, S("}"));
}

/* The first task's time says how all of the role give it. */
static bool take_time(struct reading *reading, struct past_role *role, struct past_task *task)
{
	enum score_times way = TIMES_ALIKE;
	if (str_take(&reading->in, S(", time: ")))
		way = str_starts(reading->in, S("{")) ? TIMES_BY_LEVEL : TIMES_PLAIN;
	if (task == role->tasks)
		role->times = way;
	if (way != role->times)
		return false;
	if (way == TIMES_BY_LEVEL)
		return take_times(reading, task);
	return way == TIMES_ALIKE || take_tenths(reading, &task->time);
}

static bool take_task(struct reading *reading, struct past_role *role, struct past_task *task)
{
	return str_take(&reading->in, S("      - {id: ")) && take_id(reading, &task->id)
		&& str_take(&reading->in, S(", name: ")) && take_quoted(reading, &task->name)
		&& take_time(reading, role, task) && take_judgement(reading, S(", exposure: "), &task->exposure)
		&& take_judgement(reading, S(", autonomy: "), &task->autonomy) && str_take(&reading->in, S("}\n"));
}

static bool take_moved(struct reading *reading, struct past_role *role)
{
	if (!str_take(&reading->in, S("    moved_from: [")))
		return true;
	str list = str_part(reading->in, 0, str_find(reading->in, ']'));
	size_t most = 1;
	for (size_t i = 0; i < list.len; i++)
		most += list.at[i] == ',';
	role->moved_from = arena_array(reading->arena, str, most);
	do {
		if (!take_id(reading, &role->moved_from[role->moved_count++]))
			return false;
	} while (role->moved_count < most && str_take(&reading->in, S(", ")));
	return str_take(&reading->in, S("]\n"));
}

static bool take_role(struct reading *reading, struct past_role *role)
{
	if (!str_take(&reading->in, S("  - role: ")) || !take_id(reading, &role->slug)
		|| !str_take(&reading->in, S("\n    title: ")) || !take_quoted(reading, &role->title)
		|| !str_take(&reading->in, S("\n    weights: ")))
		return false;
	role->is_by_importance = str_take(&reading->in, S("importance\n"));
	if ((!role->is_by_importance && !str_take(&reading->in, S("time\n"))) || !take_moved(reading, role)
		|| !str_take(&reading->in, S("    levels:\n")))
		return false;
	role->level_count = count_items(reading->in, S("      - {level: "));
	role->levels = arena_array(reading->arena, struct past_level, role->level_count);
	for (size_t i = 0; i < role->level_count; i++)
		if (!take_level(reading, &role->levels[i]))
			return false;
	if (role->level_count == 0 || !str_take(&reading->in, S("    tasks:\n")))
		return false;
	role->task_count = count_items(reading->in, S("      - {id: "));
	role->tasks = arena_array(reading->arena, struct past_task, role->task_count);
	for (size_t i = 0; i < role->task_count; i++)
		if (!take_task(reading, role, &role->tasks[i]))
			return false;
	return role->task_count > 0;
}

bool edition_read(str text, struct arena *arena, struct edition *edition)
{
	struct reading reading = {.in = text, .arena = arena, .edition = edition};
	if (!take_head(&reading) || !str_take(&reading.in, S("roles:\n")))
		return false;
	edition->role_count = count_items(reading.in, S("  - role: "));
	edition->roles = arena_array(arena, struct past_role, edition->role_count);
	for (size_t i = 0; i < edition->role_count; i++)
		if (!take_role(&reading, &edition->roles[i]))
			return false;
	return edition->role_count > 0 && reading.in.len == 0;
}

str edition_address(struct arena *arena, str name)
{
	str slug = slug_ascii(arena, name);
	if (slug.len)
		return slug_is_valid(slug) ? slug : str_part(slug, 0, SLUG_MAX);
	return name.len ? arena_printf(arena, "e-%08x", (unsigned)(hash_64(slug_fold(arena, name)) & 0xFFFFFFFFU))
			: S("now");
}
