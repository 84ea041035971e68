/* SPDX-License-Identifier: MIT */
/* What `explain` tells, for machines; docs/data.md describes it. */
#include "command/report.h"
#include "content/role.h"
#include "page/view.h"

static const char *name_of(bool is_autonomy)
{
	return is_autonomy ? "autonomy" : "exposure";
}

static str id_of(const struct report_target *target, size_t task)
{
	return target->role->is.tasks.items[task].id.s;
}

static const struct role_level *level_of(const struct report_target *target)
{
	return &target->role->levels[target->level];
}

static void put_tasks(const struct report_target *target, const struct score_input *input, struct buf *out)
{
	const struct score_share *shares = level_of(target)->shares;
	buf_put(out, S(" \"tasks\": ["));
	for (size_t i = 0; i < input->count; i++) {
		const struct score_task *task = &input->tasks[i];
		buf_put(out, i ? S(",\n  {\"id\": ") : S("\n  {\"id\": "));
		buf_json(out, id_of(target, i));
		buf_printf(out, ", \"weight\": %llu, \"weight_permille\": %u, \"exposure\": %u, \"autonomy\": %u, ",
			(unsigned long long)score_task_weight(input, i), shares[i].weight_permille,
			task->exposure.value, task->autonomy.value);
		buf_printf(out, "\"contribution_hundredths\": %u}", shares[i].contribution_hundredths);
	}
	buf_put(out, S("]"));
}

static void put_effect(const struct report_target *target, const struct score_effect *effect, struct buf *out)
{
	buf_put(out, S("{\"task\": "));
	buf_json(out, id_of(target, effect->task));
	buf_printf(out, ", \"judgement\": \"%s\", \"low_hundredths\": %u, \"high_hundredths\": %u}",
		name_of(effect->is_autonomy), effect->low_hundredths, effect->high_hundredths);
}

static void put_effects(const struct report_target *target, const struct score_input *input, struct buf *out)
{
	buf_put(out, S(",\n \"most_sensitive\": "));
	put_effect(target, &level_of(target)->largest, out);
	buf_put(out, S(",\n \"effects\": ["));
	struct score_effect effects[2 * SCORE_MAX_TASKS];
	score_effects(input, effects);
	for (size_t i = 0; i < 2 * input->count; i++) {
		buf_put(out, i ? S(",\n  ") : S("\n  "));
		put_effect(target, &effects[i], out);
	}
	buf_put(out, S("]"));
}

static void put_moves(const struct site *site, const struct report_target *target, const struct score_input *input,
	struct arena *arena, struct buf *out)
{
	struct score_move *moves = arena_array(arena, struct score_move, 2 * input->count);
	const char *before = "\n  ";
	buf_put(out, S(",\n \"band_moves\": ["));
	for (int direction = 1; direction >= -1; direction -= 2) {
		size_t count = score_band_moves(input, site->model.scoring.bands, direction, moves);
		for (size_t i = 0; i < count; i++) {
			buf_printf(out, "%s{\"band\": \"%.*s\", \"task\": ", before,
				STR_ARG(view_band_key(moves[i].band)));
			buf_json(out, id_of(target, moves[i].task));
			buf_printf(out, ", \"judgement\": \"%s\", \"from\": %d, \"to\": %d}",
				name_of(moves[i].is_autonomy), moves[i].from, moves[i].to);
			before = ",\n  ";
		}
	}
	buf_put(out, S("]"));
}

static void put_name(const struct report_target *target, struct buf *out)
{
	buf_put(out, S("{\"role\": "));
	buf_json(out, target->role->slug);
	buf_put(out, S(", \"level\": "));
	buf_json(out, level_of(target)->level->id.s);
	buf_printf(out, ", \"risk_hundredths\": %u, \"exposure_hundredths\": %u",
		level_of(target)->score.risk.hundredths, level_of(target)->score.exposure.hundredths);
}

void report_explain_json(const struct site *site, const struct report_target *target, struct buf *out)
{
	struct score_input input = role_input(site, target->role, target->level);
	struct arena arena = {0};
	put_name(target, out);
	buf_printf(out, ", \"weight\": %llu, \"modelled\": %s, \"tilt\": %d, \"band\": \"%.*s\",\n",
		(unsigned long long)level_of(target)->score.weight, input.is_modelled ? "true" : "false",
		input.is_modelled ? input.tilt : 0, STR_ARG(view_band_key(level_of(target)->band)));
	if (site->variant_count) {
		buf_char(out, ' ');
		report_against_json(site, target, out);
		buf_put(out, S(",\n"));
	}
	put_tasks(target, &input, out);
	put_effects(target, &input, out);
	put_moves(site, target, &input, &arena, out);
	buf_put(out, S("}\n"));
	arena_free(&arena);
}

static void put_change(const struct report_target targets[2], const struct score_change *change, struct buf *out)
{
	const struct score_share none = {0};
	bool is_new = change->kind == CHANGE_NEW, is_gone = change->kind == CHANGE_GONE;
	const struct score_share *before = is_new ? &none : &level_of(&targets[0])->shares[change->before];
	const struct score_share *after = is_gone ? &none : &level_of(&targets[1])->shares[change->after];
	buf_put(out, S("{\"id\": "));
	buf_json(out, is_new ? id_of(&targets[1], change->after) : id_of(&targets[0], change->before));
	buf_printf(out, ", \"in_a\": %s, \"in_b\": %s, \"weight_permille\": [%u, %u], ", is_new ? "false" : "true",
		is_gone ? "false" : "true", before->weight_permille, after->weight_permille);
	buf_printf(out, "\"contribution_hundredths\": [%u, %u], \"difference_hundredths\": %d}",
		before->contribution_hundredths, after->contribution_hundredths, change->hundredths);
}

void report_difference_json(const struct site *site, const struct report_target targets[2], struct buf *out)
{
	struct score_change changes[2 * SCORE_MAX_TASKS];
	int same[SCORE_MAX_TASKS];
	const struct role_level *a = level_of(&targets[0]), *b = level_of(&targets[1]);
	report_same_tasks(targets, same);
	size_t count = score_compare((struct score_side){a->shares, targets[0].role->is.tasks.count},
		(struct score_side){b->shares, targets[1].role->is.tasks.count}, same, changes);
	buf_put(out, S("{"));
	if (site->variant_count) {
		report_model_json(site, out);
		buf_put(out, S(",\n "));
	}
	buf_put(out, S("\"a\": "));
	put_name(&targets[0], out);
	buf_put(out, S("},\n \"b\": "));
	put_name(&targets[1], out);
	buf_printf(out, "},\n \"difference_hundredths\": %d,\n \"tasks\": [",
		(int)b->score.risk.hundredths - (int)a->score.risk.hundredths);
	for (size_t i = 0; i < count; i++) {
		buf_put(out, i ? S(",\n  ") : S("\n  "));
		put_change(targets, &changes[i], out);
	}
	buf_put(out, S("]}\n"));
}
