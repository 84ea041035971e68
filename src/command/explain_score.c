/* SPDX-License-Identifier: MIT */
/* A score as a reader would check it with pencil and paper. */
#include "command/report.h"
#include "content/role.h"

static const char *const bands[] = {"minimal", "low", "medium", "high", "very high"};

static void put_exact(struct buf *out, uint32_t hundredths)
{
	buf_printf(out, "%u.%02u", hundredths / 100, hundredths % 100);
}

/* At most `width` columns, cut with an ellipsis, padded with blanks. */
static void put_column(struct buf *out, str text, size_t width)
{
	size_t columns = str_columns(text), end = text.len;
	if (columns > width) {
		size_t seen = 0;
		for (end = 0; end < text.len; end++) {
			bool starts = ((unsigned char)text.at[end] & 0xC0) != 0x80;
			if (starts && seen++ == width - 1)
				break;
		}
	}
	buf_put(out, str_part(text, 0, end));
	if (columns > width)
		buf_put(out, S("\xE2\x80\xA6"));
	for (size_t i = columns; i < width; i++)
		buf_char(out, ' ');
}

static void put_head(const struct site *site, const struct report_target *target, struct buf *out)
{
	const struct role *role = target->role;
	const struct role_level *level = &role->levels[target->level];
	const struct score *score = &level->score;
	buf_printf(out, "%.*s, %.*s: risk %u/100, %s\n\n", STR_ARG(role->is.title.s), STR_ARG(level->level->label.s),
		score->risk.value, bands[level->band]);
	buf_printf(out,
		"  Of 100 hours AI reaches %u (exposure) and could do %u with nobody in the loop\n"
		"  (risk); %u are assisted, %u stay human. Threat score %u/10.\n",
		score->exposure.value, score->risk.value, score->assisted, score->human, score->threat);
	buf_printf(out, "  Range %u\xE2\x80\x93%u if every judgement erred the same way.\n", score->risk.low,
		score->risk.high);
	if (level->is_modelled)
		buf_printf(out,
			"  This level is modelled: time \xC3\x97 (5000 + %d \xC3\x97 (50 \xE2\x88\x92 exposure)).\n",
			(int)site->levels[target->level].tilt.value);
	buf_char(out, '\n');
}

static void put_tasks(const struct report_target *target, struct buf *out)
{
	enum { NAME = 38 };
	const struct role *role = target->role;
	const struct role_level *level = &role->levels[target->level];
	put_column(out, S("  task"), NAME + 2);
	buf_printf(out, "%7s \xC3\x97 %8s \xC3\x97 %8s = %7s\n", "share", "exposure", "autonomy", "points");
	for (size_t i = 0; i < role->is.tasks.count; i++) {
		const struct task *task = &role->is.tasks.items[i];
		const struct score_share *share = &level->shares[i];
		buf_put(out, S("  "));
		put_column(out, task->name.html.plain, NAME);
		buf_printf(out, "%4u.%u %% \xC3\x97 %8u \xC3\x97 %8u = %4u.%02u\n", share->weight_permille / 10,
			share->weight_permille % 10, task->exposure.judgement.value, task->autonomy.judgement.value,
			share->contribution_hundredths / 100, share->contribution_hundredths % 100);
	}
	put_column(out, S("  sum"), NAME + 2);
	buf_printf(out, "%35u.%02u\n\n", level->score.risk.hundredths / 100, level->score.risk.hundredths % 100);
}

static void put_clipped(struct buf *out, str text)
{
	enum { WIDEST = 74 };
	put_column(out, text, str_columns(text) < WIDEST ? str_columns(text) : WIDEST);
	buf_char(out, '\n');
}

static void put_move(const struct site *site, const struct report_target *target, int direction, struct buf *out)
{
	struct score_input input = role_input(site, target->role, target->level);
	struct score_move move;
	if (!score_band_move(&input, site->scoring.bands, direction, &move)) {
		buf_printf(out, "  No single judgement can move the band %s.\n", direction > 0 ? "up" : "down");
		return;
	}
	buf_printf(out, "  The band becomes %s with its %s at %d, not %d:\n    ", bands[move.band],
		move.is_autonomy ? "autonomy" : "exposure", move.to, move.from);
	put_clipped(out, target->role->is.tasks.items[move.task].name.html.plain);
}

void report_explain(const struct site *site, const struct report_target *target, struct buf *out)
{
	const struct role_level *level = &target->role->levels[target->level];
	const struct score_effect *effect = &level->largest;
	put_head(site, target, out);
	put_tasks(target, out);
	buf_printf(out, "  One judgement matters most, the %s of\n    ", effect->is_autonomy ? "autonomy" : "exposure");
	put_clipped(out, target->role->is.tasks.items[effect->task].name.html.plain);
	buf_put(out, S("  at its bounds the risk is "));
	put_exact(out, effect->low_hundredths);
	buf_put(out, S(" or "));
	put_exact(out, effect->high_hundredths);
	buf_put(out, S(".\n"));
	put_move(site, target, 1, out);
	put_move(site, target, -1, out);
}

void report_explain_json(const struct site *site, const struct report_target *target, struct buf *out)
{
	const struct role *role = target->role;
	const struct role_level *level = &role->levels[target->level];
	const struct score_effect *effect = &level->largest;
	struct score_input input = role_input(site, role, target->level);
	buf_put(out, S("{\"role\": "));
	buf_json(out, role->slug);
	buf_put(out, S(", \"level\": "));
	buf_json(out, level->level->id.s);
	buf_printf(out, ", \"risk_hundredths\": %u, \"exposure_hundredths\": %u, \"weight\": %llu,\n \"tasks\": [",
		level->score.risk.hundredths, level->score.exposure.hundredths,
		(unsigned long long)level->score.weight);
	for (size_t i = 0; i < role->is.tasks.count; i++) {
		const struct task *of = &role->is.tasks.items[i];
		buf_put(out, i ? S(",\n  {\"id\": ") : S("\n  {\"id\": "));
		buf_json(out, of->id.s);
		buf_printf(out, ", \"weight\": %llu, \"weight_permille\": %u, \"exposure\": %u, \"autonomy\": %u, ",
			(unsigned long long)score_task_weight(&input, i), level->shares[i].weight_permille,
			of->exposure.judgement.value, of->autonomy.judgement.value);
		buf_printf(out, "\"contribution_hundredths\": %u}", level->shares[i].contribution_hundredths);
	}
	buf_put(out, S("],\n \"most_sensitive\": {\"task\": "));
	buf_json(out, role->is.tasks.items[effect->task].id.s);
	buf_printf(out, ", \"judgement\": \"%s\", \"low_hundredths\": %u, \"high_hundredths\": %u}}\n",
		effect->is_autonomy ? "autonomy" : "exposure", effect->low_hundredths, effect->high_hundredths);
}
