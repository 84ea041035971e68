/* SPDX-License-Identifier: MIT */
#include "content/import_map.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

#include "content/judged.h"

#define AT(type, member) offsetof(struct type, member)
#define RECORD(variable, type, label, table, about)                                                                    \
	const struct record variable = {                                                                               \
		.name = label, .size = sizeof(struct type), .fields = table, .count = COUNT(table), .help = about}
#define COLUMN(key, column, about)                                                                                     \
	{                                                                                                              \
		key, FIELD_TEXT, 0, AT(import_columns, names) + (column) * sizeof(struct text), .help = about          \
	}
#define SKIPS "; `skip` leaves its rows out"
#define POINTS "\"type\": \"integer\", \"minimum\": 0, \"maximum\": 100"
#define JSON_MAP(value)                                                                                                \
	"\"type\": \"object\", \"additionalProperties\": {\"anyOf\": [{\"const\": \"skip\"}, {" value "}]}"

enum { REQ = FIELD_REQUIRED, LIST = FIELD_LIST };

static field_load load_judgements, load_weights, load_categories, load_skips;

static const char *const makes_words[] = {"roles", "drafts", "benchmark", NULL};
static const char *const separator_words[] = {"comma", "tab", "semicolon", NULL};
static const char *const quotes_words[] = {"enclose", "text", NULL};
static const char *const code_words[] = {"soc", "isco", NULL};
static const char *const title_words[] = {"singular", "plural", NULL};
static const char *const weight_words[] = {"time", "importance", NULL};

static const char json_judgements[] =
	JSON_MAP(POINTS "}, {\"type\": \"object\", \"additionalProperties\": false, \"required\": [\"value\"], "
			"\"dependentRequired\": {\"low\": [\"high\"], \"high\": [\"low\"]}, \"properties\": {"
			"\"value\": {" POINTS "}, \"low\": {" POINTS "}, \"high\": {" POINTS "}, "
			"\"says\": {\"type\": \"string\"}}");
static const char json_weights[] = JSON_MAP("\"type\": \"number\", \"minimum\": 0, \"maximum\": 10000");
static const char json_skips[] = "\"type\": \"object\", \"additionalProperties\": {\"const\": \"skip\"}";
static const char json_categories[] = JSON_MAP("\"type\": \"string\"");

/* One row a field. */
/* clang-format off */
static const struct field column_fields[] = {
	COLUMN("role", COLUMN_ROLE, "heading of the column of role titles"),
	COLUMN("code", COLUMN_CODE, "of occupation codes; rows of one code are one role, without it those of one title"),
	COLUMN("category", COLUMN_CATEGORY, "of fields of work: ids or titles of categories, or what `values` says of them"),
	COLUMN("task", COLUMN_TASK, "of what is done, a sentence a row"),
	COLUMN("task_id", COLUMN_TASK_ID, "of stable numbers of the tasks"),
	COLUMN("weight", COLUMN_WEIGHT, "of what becomes the `time` of a task"),
	COLUMN("exposure", COLUMN_EXPOSURE, "of exposures, as numbers or as words that `values` explains"),
	COLUMN("exposure_low", COLUMN_EXPOSURE_LOW, "of their low bounds, numbers"),
	COLUMN("exposure_high", COLUMN_EXPOSURE_HIGH, "of their high bounds, numbers"),
	COLUMN("autonomy", COLUMN_AUTONOMY, "of autonomies, likewise"),
	COLUMN("autonomy_low", COLUMN_AUTONOMY_LOW, "of their low bounds, numbers"),
	COLUMN("autonomy_high", COLUMN_AUTONOMY_HIGH, "of their high bounds, numbers"),
	COLUMN("rationale", COLUMN_RATIONALE, "of reasons, plain text"),
	COLUMN("value", COLUMN_VALUE, "of a benchmark's values, numbers"),
};
static_assert(COUNT(column_fields) == IMPORT_COLUMNS, "a key each");
static RECORD(columns_record, import_columns, "column list", column_fields, "which headings of the file mean what");

static const struct field occupation_fields[] = {
	{"code", FIELD_TEXT, REQ, AT(import_occupations, code), .help = "heading of its column of codes"},
	{"role", FIELD_TEXT, REQ, AT(import_occupations, role), .help = "heading of its column of titles"},
};
static RECORD(occupations_record, import_occupations, "title file", occupation_fields,
	"the columns of a second file, which gives titles by code: `--titles FILE`");

#define TAKES_JUDGEMENTS "map from cells to judgements: whole number, 0 to 100; or `{value, low, high, says}`" SKIPS
static const struct field value_fields[] = {
	{"exposure", FIELD_CUSTOM, 0, AT(import_values, exposure), .load = load_judgements, .json = json_judgements,
		.takes = TAKES_JUDGEMENTS, .help = "what cells of the column of exposures stand for; `says` is printed as the reason"},
	{"autonomy", FIELD_CUSTOM, 0, AT(import_values, autonomy), .load = load_judgements, .json = json_judgements,
		.takes = TAKES_JUDGEMENTS, .help = "what cells of the column of autonomies stand for"},
	{"weight", FIELD_CUSTOM, 0, AT(import_values, weight), .load = load_weights, .json = json_weights,
		.takes = "map from cells to numbers, 0 to 10000, at most one decimal" SKIPS,
		.help = "what cells of the column of weights stand for; the cell \"\" is an empty one"},
	{"category", FIELD_CUSTOM, 0, AT(import_values, category), .load = load_categories, .json = json_categories,
		.takes = "map from cells to ids of categories" SKIPS, .help = "what cells of the column of categories stand for"},
	{"value", FIELD_CUSTOM, 0, AT(import_values, value), .load = load_skips, .json = json_skips,
		.takes = "map from cells to `skip`, which leaves their rows out",
		.help = "cells of the column of values that are none, such as `*`"},
};
static RECORD(values_record, import_values, "value list", value_fields,
	"what words in cells stand for; cells that are not named here must be numbers");

#define TAKES_SCALE "list of two numbers, the lower first"
static const struct field scale_fields[] = {
	{"exposure", FIELD_CUSTOM, 0, AT(import_scale, exposure), .load = load_scale, .json = json_scale, .takes = TAKES_SCALE,
		.fallback = "[0, 100]", .help = "of numbers in the column of exposures; they are brought to 0 to 100"},
	{"autonomy", FIELD_CUSTOM, 0, AT(import_scale, autonomy), .load = load_scale, .json = json_scale, .takes = TAKES_SCALE,
		.fallback = "[0, 100]", .help = "of numbers in the column of autonomies"},
};
static RECORD(scale_record, import_scale, "scale list", scale_fields, "the lowest and the highest number that a column can hold");

static const struct field spread_fields[] = {
	{"exposure", FIELD_INT, 0, AT(import_spread, exposure), .max = 100,
		.help = "doubt either side of an exposure without bounds; without it the spread of `scoring` in site.yaml"},
	{"autonomy", FIELD_INT, 0, AT(import_spread, autonomy), .max = 100, .help = "doubt either side of an autonomy, likewise"},
};
static RECORD(spread_record, import_spread, "spread list", spread_fields, "bounds of judgements that come without any");

static const struct field measure_fields[] = {
	{"id", FIELD_SLUG, REQ, AT(import_benchmark, id), .help = "its id in benchmarks.yaml, and the name of its CSV file"},
	{"title", FIELD_TEXT, REQ, AT(import_benchmark, title), .help = "name of the measure"},
	{"url", FIELD_URL, REQ, AT(import_benchmark, url), .help = "where it is published"},
	{"scale", FIELD_CUSTOM, REQ, AT(import_benchmark, scale), .load = load_scale, .json = json_scale, .takes = TAKES_SCALE,
		.help = "the lowest and the highest value that the measure can have"},
	{"licence", FIELD_TEXT, REQ, AT(import_benchmark, licence), .help = "licence of the data"},
	{"publisher", FIELD_TEXT, 0, AT(import_benchmark, publisher), .help = "who publishes it"},
	{"as_of", FIELD_ABOUT, 0, AT(import_benchmark, as_of), .help = "date of the data"},
	{"source", FIELD_REF, 0, AT(import_benchmark, source), .refers = "source", .help = "its entry in `sources` or sources.yaml"},
};
static RECORD(measure_record, import_benchmark, "measure", measure_fields, "what benchmarks.yaml says of a measure");

static const struct field map_fields[] = {
	{"title", FIELD_TEXT, REQ, AT(import_map, title), .help = "what is read, in a few words"},
	{"makes", FIELD_CHOICE, 0, AT(import_map, makes), .words = makes_words, .fallback = "\"roles\"",
		.help = "what becomes of the rows: roles; drafts of roles, whose judgements are still to be made; a benchmark"},
	{"sources", FIELD_RECORD, LIST | FIELD_BY_ID, AT(import_map, sources), .record = &source_record,
		.help = "where the data comes from; goes into sources.yaml, and each task cites all of it"},
	{"columns", FIELD_RECORD, REQ, AT(import_map, columns), .record = &columns_record,
		.help = "which headings of the file mean what; others are passed over"},
	{"occupations", FIELD_RECORD, 0, AT(import_map, occupations), .record = &occupations_record,
		.help = "the columns of a second file with the titles, for files that have only codes"},
	{"separator", FIELD_CHOICE, 0, AT(import_map, separator), .words = separator_words,
		.help = "what stands between cells; told by the headings by default"},
	{"quotes", FIELD_CHOICE, 0, AT(import_map, quotes), .words = quotes_words, .fallback = "\"enclose\"",
		.help = "whether quotes enclose cells, or are signs like any other"},
	{"code", FIELD_CHOICE, 0, AT(import_map, code), .words = code_words, .fallback = "\"soc\"",
		.help = "which occupation codes the rows have"},
	{"titles", FIELD_CHOICE, 0, AT(import_map, titles), .words = title_words, .fallback = "\"singular\"",
		.help = "whether titles name one (Chief Executive) or many (Chief Executives)"},
	{"weights", FIELD_CHOICE, 0, AT(import_map, weights), .words = weight_words, .fallback = "\"time\"",
		.help = "what the column of weights holds: hours of a week, or importance"},
	{"values", FIELD_RECORD, 0, AT(import_map, values), .record = &values_record, .help = "what words in cells stand for"},
	{"scale", FIELD_RECORD, 0, AT(import_map, scale), .record = &scale_record, .help = "what numbers in cells lie between"},
	{"spread", FIELD_RECORD, 0, AT(import_map, spread), .record = &spread_record,
		.help = "bounds of judgements that come without any"},
	{"assessed_by", FIELD_TEXT, 0, AT(import_map, assessed_by), .help = "who made the judgements; stands on each role"},
	{"method", FIELD_TEXT, 0, AT(import_map, method), .help = "how they were made, in a few words; stands on each role"},
	{"updated", FIELD_DATE, 0, AT(import_map, updated), .help = "when they were made; the day of the import by default"},
	{"note", FIELD_BLOCK, 0, AT(import_map, note), .help = "what each role's overview says of how it was made"},
	{"benchmark", FIELD_RECORD, 0, AT(import_map, benchmark), .record = &measure_record,
		.help = "the benchmark that is made, for `makes: benchmark`"},
};
RECORD(import_map_record, import_map, "map", map_fields, "what a table of published data means, for `rolecast import`");
/* clang-format on */

static bool is_skip(const struct yaml_node *node)
{
	return node->kind == YAML_SCALAR && str_eq(node->text, S("skip"));
}

typedef bool load_rule(struct schema *schema, const struct yaml_node *node, struct import_rule *rule);

static bool load_rules(struct schema *schema, const struct yaml_node *node, struct import_rules *rules, load_rule *load)
{
	bool ok = true;
	if (node->kind != YAML_MAP)
		return diag_error(schema->diags, node->mark, "wrong-type",
			"a map from cells to what they stand for is wanted here, not %s", schema_node_kind(node));
	rules->items = arena_array(schema->arena, struct import_rule, node->count);
	rules->count = node->count;
	for (size_t i = 0; i < node->count; i++) {
		const struct yaml_node *key = &node->items[2 * i], *value = key + 1;
		struct import_rule *rule = &rules->items[i];
		*rule = (struct import_rule){.cell = key->text, .mark = value->mark, .is_skipped = is_skip(value)};
		ok &= rule->is_skipped || load(schema, value, rule);
	}
	return ok;
}

struct import_judgement {
	struct number value, low, high;
	struct prose says;
};
static const struct field judgement_fields[] = {
	{"value", FIELD_INT, REQ, AT(import_judgement, value), .max = 100, .help = "the judgement"},
	{"low", FIELD_INT, 0, AT(import_judgement, low), .max = 100, .help = "its low bound"},
	{"high", FIELD_INT, 0, AT(import_judgement, high), .max = 100, .help = "its high bound"},
	{"says", FIELD_INLINE, 0, AT(import_judgement, says), .help = "what it means, for readers"},
};
static RECORD(judgement_record, import_judgement, "judgement", judgement_fields, "what a cell stands for");

static bool load_judgement(struct schema *schema, const struct yaml_node *node, struct import_rule *rule)
{
	struct import_judgement given = {0};
	if (node->kind != YAML_MAP) {
		if (!schema_take_int(schema, node, 0, 100, &given.value))
			return false;
	} else if (!schema_load(schema, &judgement_record, node, &given)) {
		return false;
	}
	rule->says = given.says;
	rule->judgement = (struct judgement){.value = (uint8_t)given.value.value, .low = JUDGED_NUMBER};
	if (!given.low.is_set && !given.high.is_set)
		return true;
	if (!given.low.is_set || !given.high.is_set)
		return diag_error(schema->diags, node->mark, "missing-key", "'%s' is missing: bounds come in pairs",
			given.low.is_set ? "high" : "low");
	rule->judgement.low = (uint8_t)given.low.value;
	rule->judgement.high = (uint8_t)given.high.value;
	if (given.low.value <= given.value.value && given.value.value <= given.high.value)
		return true;
	diag_error(schema->diags, node->mark, "bad-bounds", "low %d, value %d, high %d are not in order",
		rule->judgement.low, rule->judgement.value, rule->judgement.high);
	diag_hint(schema->diags, "low is at most the value, and the value at most high");
	return false;
}

static bool load_judgements(struct schema *schema, const struct yaml_node *node, void *into)
{
	return load_rules(schema, node, into, load_judgement);
}

static bool load_weight(struct schema *schema, const struct yaml_node *node, struct import_rule *rule)
{
	static const struct field weight = {.kind = FIELD_DECIMAL, .max = SCORE_MAX_TIME, .scale = 10};
	return schema_load_field(schema, &weight, node, &rule->weight);
}

static bool load_weights(struct schema *schema, const struct yaml_node *node, void *into)
{
	return load_rules(schema, node, into, load_weight);
}

static bool load_category(struct schema *schema, const struct yaml_node *node, struct import_rule *rule)
{
	struct text text;
	bool ok = schema_take_text(schema, node, "the id of a category", &text);
	rule->category = ok ? text.s : (str){0};
	return ok;
}

static bool load_categories(struct schema *schema, const struct yaml_node *node, void *into)
{
	return load_rules(schema, node, into, load_category);
}

static bool load_no_value(struct schema *schema, const struct yaml_node *node, struct import_rule *rule)
{
	(void)rule;
	diag_error(schema->diags, node->mark, "wrong-type", "'skip' is wanted here");
	diag_hint(schema->diags, "a benchmark's values are those of the file; a cell can only be left out");
	return false;
}

static bool load_skips(struct schema *schema, const struct yaml_node *node, void *into)
{
	return load_rules(schema, node, into, load_no_value);
}

/* The value of a key, as something that may be changed; made when it is not there. */
static struct yaml_node *slot_of(struct yaml_node *map, struct yaml_node key, struct arena *arena)
{
	if (map->kind == YAML_NULL)
		*map = (struct yaml_node){.kind = YAML_MAP, .mark = key.mark};
	if (map->kind != YAML_MAP)
		return NULL;
	for (size_t i = 0; i < map->count; i++)
		if (str_eq(map->items[2 * i].text, key.text))
			return &map->items[2 * i + 1];
	struct yaml_node *items = arena_array(arena, struct yaml_node, 2 * (map->count + 1));
	if (map->count)
		memcpy(items, map->items, 2 * map->count * sizeof *items);
	items[2 * map->count] = key;
	items[2 * map->count + 1] = (struct yaml_node){.mark = key.mark};
	map->items = items;
	return &items[2 * map->count++ + 1];
}

/* Complaints about what was set name the option and show the value. */
static bool set(struct yaml_node *root, const struct import_setting *setting, struct arena *arena, struct diags *diags)
{
	struct source *source = arena_new(arena, struct source);
	str rest = setting->key, name;
	*source = (struct source){arena_printf(arena, "--set %.*s", STR_ARG(setting->key)), setting->value};
	struct mark mark = mark_of(source, 0, setting->value.len);
	struct yaml_node *slot = root;
	while (slot && str_take_until(&rest, '.', &name))
		slot = slot_of(slot, (struct yaml_node){.kind = YAML_SCALAR, .text = name, .mark = mark}, arena);
	if (!slot)
		return diag_error(diags, mark, "wrong-type", "'%.*s' is within a value that holds no keys",
			STR_ARG(setting->key));
	if (!str_starts(setting->value, S("[")) && !str_starts(setting->value, S("{"))) {
		*slot = (struct yaml_node){.kind = YAML_SCALAR, .text = setting->value, .mark = mark};
		return true;
	}
	const struct yaml_node *given = yaml_parse(source, 0, source->text.len, arena, diags);
	if (given)
		*slot = *given;
	return given != NULL;
}

static bool check_needed(const struct import_map *map, bool is_there, const char *what, struct diags *diags)
{
	if (is_there)
		return true;
	diag_error(diags, map->mark, "missing-key", "'%s' is missing in this map", what);
	diag_hint(diags, "%s cannot be made without it", makes_words[map->makes.value]);
	return false;
}

static bool check_whole(const struct import_map *map, struct diags *diags)
{
	const struct text *names = map->columns->names;
	bool has_title = names[COLUMN_ROLE].s.len || map->occupations, ok = true;
	if (map->makes.value == IMPORT_BENCHMARK)
		return check_needed(map, names[COLUMN_CODE].s.len, "columns: code", diags)
			& check_needed(map, names[COLUMN_VALUE].s.len, "columns: value", diags)
			& check_needed(map, map->benchmark != NULL, "benchmark", diags);
	ok = check_needed(map, has_title, "columns: role", diags)
		& check_needed(map, names[COLUMN_TASK].s.len, "columns: task", diags);
	if (map->makes.value == IMPORT_ROLES)
		ok &= check_needed(map, names[COLUMN_EXPOSURE].s.len, "columns: exposure", diags);
	if (map->occupations)
		ok &= check_needed(map, names[COLUMN_CODE].s.len, "columns: code", diags);
	for (int low = COLUMN_EXPOSURE_LOW; low <= COLUMN_AUTONOMY_LOW;
		low += COLUMN_AUTONOMY_LOW - COLUMN_EXPOSURE_LOW)
		if ((names[low].s.len == 0) != (names[low + 1].s.len == 0))
			ok = diag_error(diags, names[low].s.len ? names[low].mark : names[low + 1].mark, "missing-key",
				"bounds come in pairs: a low and a high column");
	return ok;
}

bool import_map_load(struct import_map *map, const struct source *source, const struct import_setting *settings,
	size_t setting_count, struct arena *arena, struct diags *diags)
{
	struct schema schema = {
		.arena = arena, .scratch = arena, .diags = diags, .inline_options = {.is_inline = true}};
	struct yaml_node *node = yaml_parse(source, 0, source->text.len, arena, diags);
	bool ok = node != NULL;
	for (size_t i = 0; ok && i < setting_count; i++)
		ok = set(node, &settings[i], arena, diags);
	if (!ok)
		return false;
	*map = (struct import_map){.mark = node->kind == YAML_MAP && node->count ? node->items[0].mark : node->mark};
	return schema_load(&schema, &import_map_record, node, map) && check_whole(map, diags);
}

char import_map_separator(const struct import_map *map)
{
	static const char signs[] = {',', '\t', ';'};
	return map->separator.is_set ? signs[map->separator.value] : '\0';
}
