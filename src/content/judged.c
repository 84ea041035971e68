/* SPDX-License-Identifier: MIT */
#include "content/judged.h"

#include <string.h>

#include "base/nearest.h"

static const char *const words_of_scale[] = {"low", "medium", "high"};

static bool take_bounded(struct schema *schema, const struct yaml_node *node, const char *key, uint8_t *into)
{
	struct number number;
	const struct yaml_node *found = yaml_get(node, str_of(key));
	if (!found)
		return diag_error(schema->diags, node->mark, "missing-key",
			"'%s' is missing: a judgement is {value, low, high}", key);
	if (!schema_take_int(schema, found, 0, 100, &number))
		return false;
	*into = (uint8_t)number.value;
	return true;
}

static bool load_bounds(struct schema *schema, const struct yaml_node *node, struct judgement *judgement)
{
	for (size_t i = 0; i < node->count; i++) {
		str key = node->items[2 * i].text;
		if (!str_eq(key, S("value")) && !str_eq(key, S("low")) && !str_eq(key, S("high")))
			return diag_error(schema->diags, node->items[2 * i].mark, "unknown-key",
				"unknown key '%.*s': a judgement is {value, low, high}", STR_ARG(key));
	}
	bool has_value = take_bounded(schema, node, "value", &judgement->value);
	bool has_low = take_bounded(schema, node, "low", &judgement->low);
	bool has_high = take_bounded(schema, node, "high", &judgement->high);
	if (!has_value || !has_low || !has_high)
		return false;
	if (judgement->low <= judgement->value && judgement->value <= judgement->high)
		return true;
	diag_error(schema->diags, node->mark, "bad-bounds", "low %d, value %d, high %d are not in order",
		judgement->low, judgement->value, judgement->high);
	diag_hint(schema->diags, "low is at most the value, and the value at most high");
	return false;
}

/* Only with its bounds: what a word or a bare number stood for is not for later editions to say. */
bool load_bounded(struct schema *schema, const struct yaml_node *node, void *into)
{
	struct judged *judged = into;
	judged->mark = node->mark;
	judged->is_set = true;
	if (node->kind == YAML_MAP)
		return load_bounds(schema, node, &judged->judgement);
	diag_error(schema->diags, node->mark, "wrong-type", "{value, low, high} is wanted here, not %s",
		schema_node_kind(node));
	return false;
}

bool load_judged(struct schema *schema, const struct yaml_node *node, void *into)
{
	struct judged *judged = into;
	struct number number;
	judged->mark = node->mark;
	judged->is_set = true;
	if (node->kind == YAML_MAP)
		return load_bounds(schema, node, &judged->given);
	for (uint8_t i = 0; node->kind == YAML_SCALAR && i < 3; i++)
		if (str_eq(node->text, str_of(words_of_scale[i]))) {
			judged->given = (struct judgement){.value = i, .low = JUDGED_WORD};
			return true;
		}
	int64_t ignored;
	if (node->kind != YAML_SCALAR || node->is_quoted || !str_int(node->text, &ignored)) {
		str shown = node->kind == YAML_SCALAR ? node->text : str_of(schema_node_kind(node));
		diag_error(schema->diags, node->mark, "wrong-type", "a judgement is wanted here, not '%.*s'",
			STR_ARG(shown));
		diag_hint(schema->diags, "write 0 to 100, {value: 72, low: 60, high: 85}, or low, medium, high");
		return false;
	}
	if (!schema_take_int(schema, node, 0, 100, &number))
		return false;
	judged->given = (struct judgement){.value = (uint8_t)number.value, .low = JUDGED_NUMBER};
	return true;
}

enum { WORDS_OF_SCALE = COUNT(words_of_scale) };

static size_t word_named(str name)
{
	size_t i = 0;
	while (i < WORDS_OF_SCALE && !str_eq(name, str_of(words_of_scale[i])))
		i++;
	return i;
}

/* Tells which words a misspelt key probably meant. */
static bool check_word_keys(struct schema *schema, const struct yaml_node *node, bool *meant)
{
	bool ok = true;
	for (size_t i = 0; node->kind == YAML_MAP && i < node->count; i++) {
		const struct yaml_node *key = &node->items[2 * i];
		struct nearest nearest = {.word = key->text};
		if (word_named(key->text) < WORDS_OF_SCALE)
			continue;
		for (size_t k = 0; k < WORDS_OF_SCALE; k++)
			nearest_offer(&nearest, str_of(words_of_scale[k]));
		ok = diag_error(schema->diags, key->mark, "unknown-key",
			"unknown key '%.*s': words are low, medium and high", STR_ARG(key->text));
		if (nearest.best.len == 0)
			continue;
		diag_hint(schema->diags, "did you mean '%.*s'?", STR_ARG(nearest.best));
		meant[word_named(nearest.best)] = true;
	}
	return ok;
}

bool load_words(struct schema *schema, const struct yaml_node *node, void *into)
{
	struct judgement words[WORDS_OF_SCALE] = {{0}};
	bool meant[WORDS_OF_SCALE] = {false}, ok = check_word_keys(schema, node, meant);
	for (size_t i = 0; i < WORDS_OF_SCALE; i++) {
		const struct yaml_node *word = yaml_get(node, str_of(words_of_scale[i]));
		if (word && word->kind == YAML_MAP)
			ok &= load_bounds(schema, word, &words[i]);
		else if (!meant[i] || word)
			ok = diag_error(schema->diags, word ? word->mark : node->mark, "missing-key",
				"'%s' is missing: words are low, medium and high, each {value, low, high}",
				words_of_scale[i]);
	}
	if (ok)
		memcpy(into, words, sizeof words);
	return ok;
}

bool load_bands(struct schema *schema, const struct yaml_node *node, void *into)
{
	uint8_t bands[4];
	struct number number;
	if (node->kind != YAML_LIST || node->count != 4)
		return diag_error(schema->diags, node->mark, "wrong-type",
			"bands are four scores, where low, medium, high and very high begin: [10, 20, 35, 50]");
	for (size_t i = 0; i < 4; i++) {
		if (!schema_take_int(schema, &node->items[i], 1, 100, &number))
			return false;
		bands[i] = (uint8_t)number.value;
		if (i && bands[i] <= bands[i - 1])
			return diag_error(schema->diags, node->items[i].mark, "out-of-range", "bands must grow");
	}
	memcpy(into, bands, sizeof bands);
	return true;
}

bool load_scale(struct schema *schema, const struct yaml_node *node, void *into)
{
	static const struct field bound = {.kind = FIELD_DECIMAL, .min = -100000000, .max = 100000000, .scale = 100};
	struct number *scale = into;
	if (node->kind != YAML_LIST || node->count != 2)
		return diag_error(
			schema->diags, node->mark, "wrong-type", "a scale is [lowest, highest], such as [0, 1]");
	bool ok = schema_load_field(schema, &bound, &node->items[0], &scale[0])
		& schema_load_field(schema, &bound, &node->items[1], &scale[1]);
	if (ok && scale[0].value >= scale[1].value)
		ok = diag_error(schema->diags, node->mark, "out-of-range",
			"the scale's highest value must be above its lowest");
	return ok;
}

/* A time is one number, or one a level; the levels' ids are matched when the site is known. */
bool load_time(struct schema *schema, const struct yaml_node *node, void *into)
{
	static const struct field number = {.kind = FIELD_DECIMAL, .max = SCORE_MAX_TIME, .scale = 10};
	struct task_time *time = into;
	struct number given;
	time->mark = node->mark;
	time->is_set = true;
	time->is_broken = true;
	if (node->kind == YAML_MAP) {
		time->is_broken = false;
		time->is_by_level = true;
		time->node = node;
		return true;
	}
	if (node->kind == YAML_LIST) {
		diag_error(schema->diags, node->mark, "wrong-type", "a time is one number, or one a level, not a list");
		diag_hint(schema->diags, "write 35, or {entry: 50, mid: 35, senior: 20, lead: 8}");
		return false;
	}
	if (!schema_load_field(schema, &number, node, &given))
		return false;
	time->is_broken = false;
	time->baseline = (uint32_t)given.value;
	return true;
}

/* What editors are told of values with loaders of their own. What must grow, a schema cannot say. */
#define JSON_POINTS "\"type\": \"integer\", \"minimum\": 0, \"maximum\": 100"
#define JSON_BOUNDS                                                                                                    \
	"\"type\": \"object\", \"title\": \"value and bounds\", \"additionalProperties\": false, "                     \
	"\"required\": [\"value\", \"low\", \"high\"], \"properties\": {"                                              \
	"\"value\": {\"description\": \"The judgement.\", " JSON_POINTS "}, "                                          \
	"\"low\": {\"description\": \"Its low bound.\", " JSON_POINTS "}, "                                            \
	"\"high\": {\"description\": \"Its high bound.\", " JSON_POINTS "}}"
#define JSON_TIME "\"type\": \"number\", \"minimum\": 0, \"maximum\": 10000"
const char json_judgement[] =
	"\"anyOf\": [{" JSON_POINTS
	"}, {\"type\": \"string\", \"enum\": [\"low\", \"medium\", \"high\"]}, {" JSON_BOUNDS "}]";
const char json_bounded[] = JSON_BOUNDS;
const char json_time[] = "\"anyOf\": [{" JSON_TIME "}, {\"type\": \"object\", \"title\": \"time by level\", "
			 "\"minProperties\": 1, \"additionalProperties\": {" JSON_TIME "}}]";
const char json_words[] =
	"\"type\": \"object\", \"additionalProperties\": false, \"required\": [\"low\", \"medium\", \"high\"], "
	"\"properties\": {\"low\": {" JSON_BOUNDS "}, \"medium\": {" JSON_BOUNDS "}, \"high\": {" JSON_BOUNDS "}}";
const char json_bands[] = "\"type\": \"array\", \"minItems\": 4, \"maxItems\": 4, \"items\": "
			  "{\"type\": \"integer\", \"minimum\": 1, \"maximum\": 100}";
const char json_scale[] = "\"type\": \"array\", \"minItems\": 2, \"maxItems\": 2, \"items\": "
			  "{\"type\": \"number\", \"minimum\": -1000000, \"maximum\": 1000000}";
