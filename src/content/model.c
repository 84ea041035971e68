/* SPDX-License-Identifier: MIT */
/* What --model changes. Values are gathered first, each into the slot of its key, and then set in the order of the
   table, so that the order in which they are typed means nothing. */
#include "content/model.h"

#include <assert.h>

#include "base/nearest.h"
#include "content/site.h"

enum key {
	KEY_BASELINE,
	KEY_TILTS,
	KEY_TILT,
	KEY_WEIGHTS,
	KEY_SPREAD,
	KEY_WORD_LOW,
	KEY_WORD_MEDIUM,
	KEY_WORD_HIGH,
	KEY_AUTONOMY,
	KEY_JUDGEMENTS,
	KEY_EXPOSURE_SHIFT,
	KEY_AUTONOMY_SHIFT,
	KEY_AUTONOMY_ALL,
	KEY_BANDS,
	KEYS
};

/* clang-format off */
const struct model_key model_keys[] = {
	[KEY_BASELINE] = {"baseline", "LEVEL", "the level that written times belong to, and that role pages show"},
	[KEY_TILTS] = {"tilts", "N%", "every tilt taken so many times: 0% none, 200% doubled", 0, 1000},
	[KEY_TILT] = {"tilt.LEVEL", "N", "the tilt of one level", -SCORE_MAX_TILT, SCORE_MAX_TILT},
	[KEY_WEIGHTS] = {"weights", "equal", "all tasks count alike, as if no time were written"},
	[KEY_SPREAD] = {"spread", "N", "points of doubt either side of a bare number", 0, 50},
	[KEY_WORD_LOW] = {"words.low", "N", "the value of the word low", 0, 100},
	[KEY_WORD_MEDIUM] = {"words.medium", "N", "the value of the word medium", 0, 100},
	[KEY_WORD_HIGH] = {"words.high", "N", "the value of the word high", 0, 100},
	[KEY_AUTONOMY] = {"autonomy", "N", "the autonomy of tasks that give none", 0, 100},
	[KEY_JUDGEMENTS] = {"judgements", "low|high", "every judgement at its low or its high bound"},
	[KEY_EXPOSURE_SHIFT] = {"exposure.shift", "N", "every exposure moved by N points", -100, 100},
	[KEY_AUTONOMY_SHIFT] = {"autonomy.shift", "N", "every autonomy moved by N points", -100, 100},
	[KEY_AUTONOMY_ALL] = {"autonomy.all", "N", "every autonomy the same; 100: exposure alone counts", 0, 100},
	[KEY_BANDS] = {"bands", "N,N,N,N", "where low, medium, high and very high begin"},
};
/* clang-format on */
static_assert(COUNT(model_keys) == KEYS, "a row for each");
const size_t model_key_count = KEYS;

enum { TILT_SLOTS = KEYS, SLOTS = KEYS + MOST_LEVELS };

/* A key, and for KEY_TILT whose. */
struct slot {
	enum key key;
	size_t level;
};

struct taking {
	const struct site *site;
	struct diags *diags;
	bool has_levels;
	str given[SLOTS];
};

static size_t number_of(struct slot slot)
{
	return slot.key == KEY_TILT ? TILT_SLOTS + slot.level : slot.key;
}

static struct slot slot_of(size_t number)
{
	return number < TILT_SLOTS ? (struct slot){(enum key)number, 0} : (struct slot){KEY_TILT, number - TILT_SLOTS};
}

static str name_of(const struct site *site, struct slot slot, struct arena *arena)
{
	if (slot.key != KEY_TILT)
		return str_of(model_keys[slot.key].name);
	return arena_printf(arena, "tilt.%.*s", STR_ARG(site->levels[slot.level].id.s));
}

static size_t level_named(const struct site *site, str id)
{
	size_t i = 0;
	while (i < site->level_count && !str_eq(site->levels[i].id.s, id))
		i++;
	return i;
}

static int tilt_within(int tilt)
{
	return tilt < -SCORE_MAX_TILT ? -SCORE_MAX_TILT : tilt > SCORE_MAX_TILT ? SCORE_MAX_TILT : tilt;
}

static bool is_number(enum key key)
{
	return model_keys[key].least < model_keys[key].most;
}

static bool take_number(enum key key, str value, int *number)
{
	int64_t given;
	str_take(&value, S("+"));
	if (key == KEY_TILTS && str_ends(value, S("%")))
		value.len--;
	if (!str_int(value, &given) || given < model_keys[key].least || given > model_keys[key].most)
		return false;
	*number = (int)given;
	return true;
}

static bool take_bands(str value, uint8_t bands[4])
{
	int64_t number;
	str part;
	size_t count = 0;
	while (str_take_until(&value, ',', &part)) {
		if (count == 4 || !str_int(part, &number) || number < 1 || number > 100)
			return false;
		bands[count++] = (uint8_t)number;
	}
	return count == 4 && bands[0] < bands[1] && bands[1] < bands[2] && bands[2] < bands[3];
}

/* What was written for another baseline counts from the new one. */
static void set_baseline(struct model *model, size_t level)
{
	int own = model->tilts[level];
	for (size_t i = 0; i < MOST_LEVELS; i++)
		model->tilts[i] = tilt_within(model->tilts[i] - own);
	model->baseline = level;
}

static void multiply_tilts(struct model *model, int percent)
{
	for (size_t i = 0; i < MOST_LEVELS; i++) {
		int tilt = model->tilts[i], size = tilt < 0 ? -tilt : tilt;
		int made = (int)score_half((uint64_t)size * (uint64_t)percent, 100);
		model->tilts[i] = tilt_within(tilt < 0 ? -made : made);
	}
}

/* A word keeps its bounds, and they make room for its value. */
static void set_word(struct judgement *word, int value)
{
	word->value = (uint8_t)value;
	if (word->low > word->value)
		word->low = word->value;
	if (word->high < word->value)
		word->high = word->value;
}

static void set_number(struct model *model, struct slot slot, int number)
{
	switch (slot.key) {
	case KEY_TILTS:
		multiply_tilts(model, number);
		break;
	case KEY_TILT:
		model->tilts[slot.level] = number;
		break;
	case KEY_SPREAD:
		model->scoring.spread.value = number;
		break;
	case KEY_WORD_LOW:
	case KEY_WORD_MEDIUM:
	case KEY_WORD_HIGH:
		set_word(&model->scoring.words[slot.key - KEY_WORD_LOW], number);
		break;
	case KEY_AUTONOMY:
		model->scoring.autonomy.value = number;
		break;
	case KEY_EXPOSURE_SHIFT:
		model->exposure_shift = number;
		break;
	case KEY_AUTONOMY_SHIFT:
		model->autonomy_shift = number;
		break;
	case KEY_AUTONOMY_ALL:
		model->has_one_autonomy = true;
		model->one_autonomy = (uint8_t)number;
		break;
	case KEY_BASELINE:
	case KEY_WEIGHTS:
	case KEY_JUDGEMENTS:
	case KEY_BANDS:
	case KEYS:
		assert(false);
	}
}

/* False when the key takes no such value; the model may then be anything. */
static bool set(const struct site *site, struct model *model, struct slot slot, str value)
{
	int number;
	if (is_number(slot.key)) {
		if (!take_number(slot.key, value, &number))
			return false;
		set_number(model, slot, number);
		return true;
	}
	if (slot.key == KEY_BANDS)
		return take_bands(value, model->scoring.bands);
	if (slot.key == KEY_WEIGHTS)
		return model->has_equal_weights = str_eq(value, S("equal"));
	if (slot.key == KEY_JUDGEMENTS) {
		model->side = str_eq(value, S("low")) ? SIDE_LOW : str_eq(value, S("high")) ? SIDE_HIGH : SIDE_VALUE;
		return model->side != SIDE_VALUE;
	}
	size_t level = level_named(site, value);
	if (level < site->level_count)
		set_baseline(model, level);
	return level < site->level_count;
}

static void complain(struct taking *taking, const char *what, str word, const char *more)
{
	taking->diags->is_usage = true;
	diag_error(taking->diags, (struct mark){0}, "bad-model", "--model %s '%.*s'%s", what, STR_ARG(word), more);
}

static void hint_near(struct taking *taking, const struct nearest *nearest, const char *otherwise)
{
	if (nearest->best.len)
		diag_hint(taking->diags, "did you mean '%.*s'?", STR_ARG(nearest->best));
	else
		diag_hint(taking->diags, "%s", otherwise);
}

static void offer_levels(const struct site *site, struct nearest *nearest)
{
	for (size_t i = 0; i < site->level_count; i++)
		nearest_offer(nearest, site->levels[i].id.s);
}

static void complain_of_level(struct taking *taking, str id)
{
	struct nearest nearest = {.word = id};
	struct buf all = {0};
	offer_levels(taking->site, &nearest);
	for (size_t i = 0; i < taking->site->level_count; i++)
		buf_printf(&all, "%s%.*s", i ? ", " : "levels are: ", STR_ARG(taking->site->levels[i].id.s));
	buf_char(&all, 0);
	complain(taking, "names no level of this site with", id, "");
	hint_near(taking, &nearest, all.at);
	buf_free(&all);
}

static void complain_of_key(struct taking *taking, str key)
{
	struct arena scratch = {0};
	struct nearest nearest = {.word = key};
	for (size_t i = 0; i < SLOTS; i++) {
		struct slot slot = slot_of(i);
		if (i != KEY_TILT && (slot.key != KEY_TILT || slot.level < taking->site->level_count))
			nearest_offer(&nearest, name_of(taking->site, slot, &scratch));
	}
	complain(taking, "has no key", key, "");
	hint_near(taking, &nearest, "docs/scoring.md and `rolecast help score` list them");
	arena_free(&scratch);
}

static void complain_of_value(struct taking *taking, struct slot slot, str value)
{
	const struct model_key *row = &model_keys[slot.key];
	struct arena scratch = {0};
	str name = name_of(taking->site, slot, &scratch);
	if (slot.key == KEY_BASELINE) {
		complain_of_level(taking, value);
	} else if (is_number(slot.key)) {
		complain(taking, "cannot set", name, arena_printf(&scratch, " to '%.*s'", STR_ARG(value)).at);
		diag_hint(taking->diags, "it takes a whole number from %d to %d%s", row->least, row->most,
			slot.key == KEY_TILTS ? ", in percent" : "");
	} else {
		complain(taking, "cannot set", name, arena_printf(&scratch, " to '%.*s'", STR_ARG(value)).at);
		diag_hint(taking->diags, "%s",
			slot.key == KEY_BANDS ? "it takes four scores that grow, such as bands=10,20,35,50"
				: slot.key == KEY_JUDGEMENTS ? "it takes low or high"
							     : "it takes the word equal");
	}
	arena_free(&scratch);
}

/* False when it was told that there is no such key, or cannot be known. */
static bool find_slot(struct taking *taking, str key, struct slot *slot)
{
	str level = key;
	for (size_t i = 0; i < KEYS; i++)
		if (i != KEY_TILT && str_eq(key, str_of(model_keys[i].name))) {
			*slot = (struct slot){(enum key)i, 0};
			return i != KEY_BASELINE || taking->has_levels;
		}
	if (str_take(&level, S("tilt."))) {
		*slot = (struct slot){KEY_TILT, level_named(taking->site, level)};
		if (slot->level < taking->site->level_count || !taking->has_levels)
			return taking->has_levels;
		complain_of_level(taking, level);
		return false;
	}
	complain_of_key(taking, key);
	return false;
}

static void take_entry(struct taking *taking, str entry)
{
	str key = str_part(entry, 0, str_find(entry, '=')), value = str_skip(entry, key.len + 1);
	struct model ignored = {0};
	struct slot slot;
	if (key.len == entry.len) {
		complain(taking, "wants KEY=VALUE, not", entry, "");
		diag_hint(taking->diags, "such as --model spread=5");
	} else if (find_slot(taking, key, &slot)) {
		str *given = &taking->given[number_of(slot)];
		if (given->at)
			complain(taking, "sets", key, " twice");
		else if (!set(taking->site, &ignored, slot, value))
			complain_of_value(taking, slot, value);
		else
			*given = value;
	}
}

/* Blanks part, and so do commas, but for those within a value: what has no '=' of its own belongs to what is before. */
static void take_words(struct taking *taking, str words)
{
	str piece;
	bool is_empty = true;
	while (str_take_until(&words, ' ', &piece)) {
		if (words.len && str_ends(piece, S(",")))
			piece.len--;
		for (str rest = piece; rest.len;) {
			size_t end = str_find(rest, ',');
			while (end < rest.len) {
				size_t next = end + 1 + str_find(str_skip(rest, end + 1), ',');
				str part = str_part(rest, end + 1, next);
				if (str_find(part, '=') < part.len)
					break;
				end = next;
			}
			take_entry(taking, str_part(rest, 0, end));
			rest = str_skip(rest, end + 1);
			is_empty = false;
		}
	}
	if (is_empty)
		take_entry(taking, (str){"", 0});
}

/* What the site has in the place of what is given; empty where that is no value. */
static str own_value(const struct site *site, struct slot slot, struct arena *arena)
{
	const struct scoring *scoring = &site->own.scoring;
	const uint8_t *bands = scoring->bands;
	switch (slot.key) {
	case KEY_BASELINE:
		return site->levels[site->own.baseline].id.s;
	case KEY_TILT:
		return arena_int(arena, site->own.tilts[slot.level]);
	case KEY_SPREAD:
		return arena_int(arena, scoring->spread.value);
	case KEY_WORD_LOW:
	case KEY_WORD_MEDIUM:
	case KEY_WORD_HIGH:
		return arena_int(arena, scoring->words[slot.key - KEY_WORD_LOW].value);
	case KEY_AUTONOMY:
		return arena_int(arena, scoring->autonomy.value);
	case KEY_BANDS:
		return arena_printf(arena, "%u,%u,%u,%u", bands[0], bands[1], bands[2], bands[3]);
	case KEY_TILTS:
	case KEY_WEIGHTS:
	case KEY_JUDGEMENTS:
	case KEY_EXPOSURE_SHIFT:
	case KEY_AUTONOMY_SHIFT:
	case KEY_AUTONOMY_ALL:
	case KEYS:
		break;
	}
	return (str){0};
}

static void note_change(struct site *site, struct slot slot, str value)
{
	struct variant_change *change = &site->variant[site->variant_count++];
	int number;
	change->key = name_of(site, slot, &site->arena);
	change->value = value;
	change->own = own_value(site, slot, &site->arena);
	if (is_number(slot.key) && take_number(slot.key, value, &number))
		change->value = arena_printf(&site->arena, "%d%s", number, slot.key == KEY_TILTS ? "%" : "");
}

static struct model own_model(const struct site *site, const struct scoring *scoring)
{
	struct model model = {.scoring = *scoring, .baseline = site->baseline};
	for (size_t i = 0; i < site->level_count && i < MOST_LEVELS; i++)
		model.tilts[i] = (int)site->levels[i].tilt.value;
	return model;
}

static bool check_baseline(struct taking *taking)
{
	const struct site *site = taking->site;
	size_t baseline = site->model.baseline;
	if (!taking->has_levels || site->model.tilts[baseline] == 0)
		return true;
	complain(taking, "tilts the baseline", site->levels[baseline].id.s, "");
	diag_hint(taking->diags, "the baseline's tilt is 0 by definition: its times are the ones that are written");
	return false;
}

bool model_load(struct site *site, const struct scoring *scoring, bool has_levels, struct diags *diags)
{
	struct taking taking = {.site = site, .diags = diags, .has_levels = has_levels};
	size_t errors = diags->errors;
	site->own = site->model = own_model(site, scoring);
	if (site->options.model_count == 0)
		return true;
	for (size_t i = 0; i < site->options.model_count; i++)
		take_words(&taking, site->options.model[i]);
	site->variant = arena_array(&site->arena, struct variant_change, SLOTS);
	for (size_t i = 0; i < SLOTS; i++)
		if (taking.given[i].at) {
			note_change(site, slot_of(i), taking.given[i]);
			set(site, &site->model, slot_of(i), taking.given[i]);
		}
	check_baseline(&taking);
	site->baseline = site->model.baseline;
	return diags->errors == errors;
}

struct model model_variant(const struct site *site, str words)
{
	struct diags diags = {0};
	struct taking taking = {.site = site, .diags = &diags, .has_levels = true};
	struct model model = site->model;
	take_words(&taking, words);
	for (size_t i = 0; i < SLOTS; i++)
		if (taking.given[i].at)
			set(site, &model, slot_of(i), taking.given[i]);
	assert(diags.errors == 0);
	diags_free(&diags);
	return model;
}
