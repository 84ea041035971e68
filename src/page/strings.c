/* SPDX-License-Identifier: MIT */
#include "page/strings.h"

#include "base/nearest.h"

/* One template a plural form; a sentence without plurals has only `other`. */
struct sentence {
	const struct mustache_template *forms[PLURAL_FORMS];
	struct mark mark;
};

static const char *const form_names[] = {"zero", "one", "two", "few", "many", "other"};

static const char *const needed_labels[] = {"band_minimal", "band_low", "band_medium", "band_high", "band_very_high",
	"exposure_low", "exposure_medium", "exposure_high", "verdict_reduced", "verdict_typical", "verdict_elevated",
	"confidence_low", "confidence_medium", "confidence_high", "status_open", "status_met", "status_missed",
	"per_year", "per_month", "per_hour", "measure_exposure", "measure_autonomy", "menu_roles", "menu_categories",
	"menu_articles", "menu_sources", "menu_changes", "menu_skills", "menu_compare", "menu_scan", "risk", "exposure",
	"band", "week_automated", "week_assisted", "week_human", "tasks_high", "tasks_low", "callout_note",
	"callout_tip", "callout_important", "callout_warning", "callout_caution", "threat", "menu_forecasts",
	"menu_data", "confidence_none", "data_scores", "data_tasks", "data_forecasts", "data_changes", "data_change",
	"data_roles", "data_role", "data_search", "data_schema", "data_robustness", "robust_low", "robust_high",
	"robust_autonomy_low", "robust_autonomy_high", "robust_equal", "robust_exposure", "robust_flat",
	"robust_steep"};

static const char *const needed_sentences[] = {"list_two", "list_many", "list_long", "list_more", "date_full",
	"date_month", "threat", "range", "range_none", "week", "place", "chip_high", "chip_low", "chip_skills",
	"insight_high", "insight_high_none", "insight_low", "insight_low_none", "insight_skills", "arithmetic",
	"sensitivity", "model", "verdict_reduced", "verdict_typical", "verdict_elevated", "reason_more", "reason_less",
	"role_question", "role_title", "role_description", "level_heading", "level_title", "level_description",
	"level_dek", "faq_score_question", "faq_score_answer", "spread", "category_title", "category_description",
	"home_description", "roles_title", "roles_description", "categories_title", "categories_description",
	"articles_title", "articles_description", "sources_title", "sources_description", "missing_title",
	"missing_description", "moved_title", "moved_description", "home_title", "shares_skills", "shares_category",
	"compare_link", "compare_title", "compare_description", "pair_title", "pair_pay", "pair_higher", "pair_lower",
	"pair_equal", "pair_overlap", "pair_apart", "pair_top", "scan_title", "scan_description", "skills_title",
	"skills_description", "skill_title", "skill_sentence", "skill_vulnerable", "skill_resilient", "skill_learn",
	"badge", "band_risk", "agreement", "agreement_few", "agreement_part", "benchmark_finer", "benchmark_broader",
	"model_notice", "model_change", "model_change_own", "badge_model", "move_within", "move_beyond", "move_none",
	"robust", "robust_alike", "robust_same", "history_same", "history_up", "history_down", "changes_title",
	"changes_description", "changes_first", "change_title", "change_title_now", "change_description",
	"change_counts", "change_none", "change_up", "change_down", "change_new", "change_gone", "revisions_more",
	"causes_more", "causes_unknown", "cause_weights", "cause_tilt", "cause_replaced", "cause_gone", "cause_times",
	"cause_unit", "cause_wording", "cause_exposure", "cause_exposure_bounds", "cause_autonomy",
	"cause_autonomy_bounds", "cause_time", "cause_new", "model_level_new", "model_level_gone", "model_label",
	"model_tilt", "model_baseline", "model_bands", "amount_in", "lakh", "role_count", "used_in", "forecasts_title",
	"forecasts_description", "forecast_year_title", "forecast_year_part", "forecast_year_description",
	"forecast_year_part_description", "forecasts_more", "ledger_none", "ledger_few", "ledger_rate",
	"ledger_unclear", "ledger_better", "ledger_worse", "ledger_equal", "data_title", "data_description",
	"data_lines", "data_entries", "data_files", "data_example", "data_citation",
	/* for roles whose weights are importance or all alike: nothing may be told in hours there */
	"threat_importance", "week_importance", "model_importance", "reason_more_importance", "reason_less_importance",
	"role_description_importance", "faq_score_answer_importance"};

/* CLDR plural rules for whole numbers, by name. */
static enum plural_form plural_none(int64_t count)
{
	(void)count;
	return PLURAL_OTHER;
}

static enum plural_form plural_one_other(int64_t count)
{
	return count == 1 ? PLURAL_ONE : PLURAL_OTHER;
}

static enum plural_form plural_zero_one_other(int64_t count)
{
	return count == 0 || count == 1 ? PLURAL_ONE : PLURAL_OTHER;
}

static enum plural_form plural_slavic(int64_t count)
{
	int64_t ten = count % 10, hundred = count % 100;
	if (ten == 1 && hundred != 11)
		return PLURAL_ONE;
	return ten >= 2 && ten <= 4 && (hundred < 12 || hundred > 14) ? PLURAL_FEW : PLURAL_MANY;
}

static enum plural_form plural_polish(int64_t count)
{
	int64_t ten = count % 10, hundred = count % 100;
	if (count == 1)
		return PLURAL_ONE;
	return ten >= 2 && ten <= 4 && (hundred < 12 || hundred > 14) ? PLURAL_FEW : PLURAL_MANY;
}

static enum plural_form plural_arabic(int64_t count)
{
	int64_t hundred = count % 100;
	if (count <= 2)
		return count == 0 ? PLURAL_ZERO : count == 1 ? PLURAL_ONE : PLURAL_TWO;
	if (hundred >= 3 && hundred <= 10)
		return PLURAL_FEW;
	return hundred >= 11 ? PLURAL_MANY : PLURAL_OTHER;
}

static const struct {
	const char *name;
	enum plural_form (*rule)(int64_t);
} plural_rules[] = {{"none", plural_none}, {"one-other", plural_one_other}, {"zero-one-other", plural_zero_one_other},
	{"slavic", plural_slavic}, {"polish", plural_polish}, {"arabic", plural_arabic}};

static bool need_text(const struct yaml_node *node, const char *what, struct diags *diags)
{
	if (node->kind == YAML_SCALAR)
		return true;
	return diag_error(diags, node->mark, "wrong-type", "%s is text", what);
}

static const struct yaml_node *part(const struct yaml_node *root, const char *name, struct diags *diags)
{
	const struct yaml_node *node = yaml_get(root, str_of(name));
	if (!node || node->kind == YAML_MAP)
		return node;
	diag_error(diags, node->mark, "wrong-type", "'%s' is a map", name);
	return NULL;
}

static void load_labels(struct strings *strings, const struct yaml_node *labels, struct diags *diags)
{
	for (size_t i = 0; labels && i < labels->count; i++) {
		const struct yaml_node *value = &labels->items[2 * i + 1];
		void **slot = map_at(&strings->labels, strings->arena, labels->items[2 * i].text);
		if (!need_text(value, "a label", diags) || *slot)
			continue;
		struct value *kept = arena_new(strings->arena, struct value);
		*kept = value_text(value->text);
		*slot = kept;
	}
}

static const struct mustache_template *compile(
	struct strings *strings, str name, const char *form, const struct yaml_node *node, struct diags *diags)
{
	str key = arena_printf(strings->arena, "%.*s.%s", STR_ARG(name), form);
	struct source *source = arena_new(strings->arena, struct source);
	*source = (struct source){
		.path = arena_printf(strings->arena, "%.*s (%.*s)", STR_ARG(node->mark.source->path), STR_ARG(key)),
		.text = node->text};
	if (!need_text(node, "a sentence", diags) || !mustache_compile(strings->patterns, key, source, diags))
		return NULL;
	return mustache_find(strings->patterns, key);
}

static void load_sentence(struct strings *strings, str name, const struct yaml_node *node, struct diags *diags)
{
	void **slot = map_at(&strings->sentences, strings->arena, name);
	if (*slot)
		return;
	struct sentence *sentence = arena_new(strings->arena, struct sentence);
	sentence->mark = node->mark;
	*slot = sentence;
	if (node->kind != YAML_MAP) {
		sentence->forms[PLURAL_OTHER] = compile(strings, name, "other", node, diags);
		return;
	}
	for (size_t i = 0; i < node->count; i++) {
		size_t form = 0;
		while (form < PLURAL_FORMS && !str_eq(node->items[2 * i].text, str_of(form_names[form])))
			form++;
		if (form == PLURAL_FORMS)
			diag_error(diags, node->items[2 * i].mark, "unknown-key",
				"a plural form is zero, one, two, few, many or other");
		else
			sentence->forms[form] =
				compile(strings, name, form_names[form], &node->items[2 * i + 1], diags);
	}
	if (!sentence->forms[PLURAL_OTHER])
		diag_error(diags, node->mark, "missing-key", "'other' is missing: the form for all other counts");
}

static void load_months(struct strings *strings, const struct yaml_node *months, struct diags *diags)
{
	if (!months || strings->months[0].len)
		return;
	if (months->kind != YAML_LIST || months->count != 12) {
		diag_error(diags, months->mark, "wrong-type", "'months' is a list of twelve names");
		return;
	}
	for (size_t i = 0; i < 12; i++)
		strings->months[i] = months->items[i].text;
}

static void load_plural(struct strings *strings, const struct yaml_node *node, struct diags *diags)
{
	if (!node || strings->plural)
		return;
	for (size_t i = 0; i < COUNT(plural_rules); i++)
		if (str_eq(node->text, str_of(plural_rules[i].name)))
			strings->plural = plural_rules[i].rule;
	if (strings->plural)
		return;
	diag_error(diags, node->mark, "unknown-word", "'%.*s' is no plural rule", STR_ARG(node->text));
	diag_hint(diags, "none, one-other, zero-one-other, slavic, polish or arabic");
}

static void load_countries(struct strings *strings, const struct yaml_node *countries)
{
	for (size_t i = 0; countries && i < countries->count; i++) {
		void **slot = map_at(&strings->countries, strings->arena, countries->items[2 * i].text);
		if (*slot)
			continue;
		str *name = arena_new(strings->arena, str);
		*name = countries->items[2 * i + 1].text;
		*slot = name;
	}
}

static void load_number(struct strings *strings, const struct yaml_node *number)
{
	const struct yaml_node *group = yaml_get(number, S("group")), *decimal = yaml_get(number, S("decimal"));
	if (group && !strings->group.at)
		strings->group = group->text;
	if (decimal && !strings->decimal.at)
		strings->decimal = decimal->text;
}

static void load_file(struct strings *strings, const struct source *file, struct diags *diags)
{
	static const char *const keys[] = {
		"language", "plural", "number", "months", "labels", "countries", "sentences"};
	struct yaml_node *root = yaml_parse(file, 0, file->text.len, strings->arena, diags);
	for (size_t i = 0; root && root->kind == YAML_MAP && i < root->count; i++) {
		bool is_known = false;
		for (size_t k = 0; k < COUNT(keys); k++)
			is_known |= str_eq(root->items[2 * i].text, str_of(keys[k]));
		if (!is_known)
			diag_error(diags, root->items[2 * i].mark, "unknown-key",
				"unknown key '%.*s' in a strings file", STR_ARG(root->items[2 * i].text));
	}
	if (!root || root->kind != YAML_MAP)
		return;
	load_labels(strings, part(root, "labels", diags), diags);
	const struct yaml_node *sentences = part(root, "sentences", diags);
	for (size_t i = 0; sentences && i < sentences->count; i++)
		load_sentence(strings, sentences->items[2 * i].text, &sentences->items[2 * i + 1], diags);
	const struct yaml_node *comma = yaml_get(sentences, S("list_comma"));
	if (comma && comma->kind == YAML_SCALAR && !strings->comma.at)
		strings->comma = comma->text;
	load_months(strings, yaml_get(root, S("months")), diags);
	load_plural(strings, yaml_get(root, S("plural")), diags);
	load_number(strings, part(root, "number", diags));
	load_countries(strings, part(root, "countries", diags));
}

static void check_names(const struct map *have, const char *const *names, size_t count, const char *what,
	struct mark mark, struct diags *diags)
{
	struct buf missing = {0};
	for (size_t i = 0; i < count; i++)
		if (!map_get(have, str_of(names[i])))
			buf_printf(&missing, "%s%s", missing.len ? ", " : "", names[i]);
	if (missing.len)
		diag_error(
			diags, mark, "missing-string", "these %s are missing: %.*s", what, STR_ARG(buf_str(&missing)));
	if (missing.len)
		diag_hint(diags,
			"copy them from the default theme's file, or put `default` behind this theme in site.yaml");
	buf_free(&missing);
}

static void check_needed(const struct strings *strings, const struct source *file, struct diags *diags)
{
	struct mark mark = mark_of(file, 0, 0);
	check_names(&strings->labels, needed_labels, COUNT(needed_labels), "labels", mark, diags);
	check_names(&strings->sentences, needed_sentences, COUNT(needed_sentences), "sentences", mark, diags);
	if (strings->months[0].len == 0)
		diag_error(diags, mark, "missing-string", "the names of the months are missing");
}

bool strings_load(
	struct strings *strings, struct source *const *files, size_t count, struct arena *arena, struct diags *diags)
{
	size_t errors = diags->errors;
	*strings = (struct strings){.arena = arena, .patterns = mustache_new(arena)};
	for (size_t i = 0; i < count; i++)
		load_file(strings, files[i], diags);
	if (count)
		check_needed(strings, files[count - 1], diags);
	mustache_link(strings->patterns, false, diags);
	if (!strings->plural)
		strings->plural = plural_one_other;
	if (!strings->comma.at)
		strings->comma = S(", ");
	if (!strings->decimal.at)
		strings->decimal = S(".");
	strings->label_names = arena_array(arena, const char *, strings->labels.count);
	strings->label_values = arena_array(arena, struct value, strings->labels.count);
	for (size_t i = 0; i < strings->labels.count; i++) {
		strings->label_names[i] = arena_copy(arena, strings->labels.entries[i].key).at;
		strings->label_values[i] = strings->labels.entries[i].value
			? *(struct value *)strings->labels.entries[i].value
			: (struct value){0};
	}
	return diags->errors == errors;
}

str strings_label(const struct strings *strings, const char *name)
{
	const struct value *label = map_get(&strings->labels, str_of(name));
	return label ? value_str(*label) : (str){0};
}

str strings_word(const struct strings *strings, const char *prefix, const char *key)
{
	char name[64];
	size_t length = 0;
	for (const char *c = prefix; *c && length + 1 < sizeof name; c++)
		name[length++] = *c;
	for (const char *c = key; *c && length + 1 < sizeof name; c++)
		name[length++] = *c == '-' ? '_' : *c;
	name[length] = '\0';
	return strings_label(strings, name);
}

static str filled(const struct strings *strings, struct arena *arena, const struct mustache_template *pattern,
	const struct fill *fills, size_t count)
{
	struct value_pair *pairs = arena_array(arena, struct value_pair, count);
	/* What is filled is text still: where it is printed it is escaped, so not here. */
	for (size_t i = 0; i < count; i++)
		pairs[i] = (struct value_pair){str_of(fills[i].name), value_html(fills[i].text)};
	struct buf out = {0};
	struct diags ignored = {0};
	mustache_render(strings->patterns, pattern, value_map(pairs, count), &out, &ignored);
	diags_free(&ignored);
	str text = str_trim(buf_copy(&out, arena));
	buf_free(&out);
	return text;
}

str strings_say(const struct strings *strings, struct arena *arena, const char *name, const struct fill *fills,
	size_t fill_count)
{
	const struct sentence *sentence = map_get(&strings->sentences, str_of(name));
	if (!sentence || !sentence->forms[PLURAL_OTHER])
		return (str){0};
	return filled(strings, arena, sentence->forms[PLURAL_OTHER], fills, fill_count);
}

str strings_count(const struct strings *strings, struct arena *arena, const char *name, int64_t count,
	const struct fill *fills, size_t fill_count)
{
	const struct sentence *sentence = map_get(&strings->sentences, str_of(name));
	if (!sentence || !sentence->forms[PLURAL_OTHER])
		return (str){0};
	const struct mustache_template *form = sentence->forms[strings->plural(count)];
	return filled(strings, arena, form ? form : sentence->forms[PLURAL_OTHER], fills, fill_count);
}
