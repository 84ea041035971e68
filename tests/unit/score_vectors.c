/* SPDX-License-Identifier: MIT */
/* Random roles with what the C side makes of them, one JSON object a line: tests/browser/vectors.mjs holds the
   script that readers run against them. Usage: score_vectors [COUNT [SEED]]. */
#include <stdio.h>
#include <stdlib.h>

#include "score/score.h"

static uint64_t state = 1;

static uint32_t any(uint32_t from, uint32_t to)
{
	state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return from + (uint32_t)(state >> 33) % (to - from + 1);
}

/* Often at the ends, where mistakes live. */
static uint8_t share(void)
{
	static const uint8_t ends[] = {0, 100, 1, 99, 50, 33, 66};
	return any(0, 3) == 0 ? ends[any(0, 6)] : (uint8_t)any(0, 100);
}

static struct judgement judged(void)
{
	uint8_t value = share();
	if (any(0, 4) == 0)
		return (struct judgement){value, 0, 100};
	return (struct judgement){value, (uint8_t)any(0, value), (uint8_t)any(value, 100)};
}

static uint32_t hours(void)
{
	switch (any(0, 5)) {
	case 0:
		return 0;
	case 1:
		return SCORE_MAX_TIME;
	case 2:
		return any(0, SCORE_MAX_TIME);
	default:
		return any(1, 500);
	}
}

static struct score_input make_role(struct score_task *tasks)
{
	struct score_input input = {.tasks = tasks};
	input.count = any(0, 20) == 0 ? SCORE_MAX_TASKS : any(1, 14);
	input.is_modelled = any(0, 1);
	input.tilt = any(0, 3) == 0 ? (any(0, 1) ? SCORE_MAX_TILT : -SCORE_MAX_TILT)
				    : (int)any(0, 2 * SCORE_MAX_TILT) - SCORE_MAX_TILT;
	for (size_t i = 0; i < input.count; i++)
		tasks[i] = (struct score_task){hours(), judged(), judged()};
	return input;
}

static void put_judgement(const char *name, struct judgement judgement)
{
	printf("\"%s\":{\"value\":%u,\"low\":%u,\"high\":%u}", name, judgement.value, judgement.low, judgement.high);
}

static void put_measure(const char *name, const struct score_measure *measure)
{
	printf("\"%s\":{\"value\":%u,\"low\":%u,\"high\":%u,\"hundredths\":%u,\"low_hundredths\":%u,\"high_"
	       "hundredths\":"
	       "%u}",
		name, measure->value, measure->low, measure->high, measure->hundredths, measure->low_hundredths,
		measure->high_hundredths);
}

static void put_input(const struct score_input *input)
{
	printf("{\"level\":{");
	if (input->is_modelled)
		printf("\"is_modelled\":true,\"tilt\":%d,", input->tilt);
	printf("\"times\":[");
	for (size_t i = 0; i < input->count; i++)
		printf("%s%u", i ? "," : "", input->tasks[i].time);
	printf("]},\"tasks\":[");
	for (size_t i = 0; i < input->count; i++) {
		printf("%s{", i ? "," : "");
		put_judgement("exposure", input->tasks[i].exposure);
		putchar(',');
		put_judgement("autonomy", input->tasks[i].autonomy);
		putchar('}');
	}
	printf("],\"bands\":[10,20,35,50],");
}

static void put_result(const struct score_input *input)
{
	static const uint8_t bounds[] = {10, 20, 35, 50};
	static const char *const verdicts[] = {"reduced", "typical", "elevated"};
	struct score score;
	struct score_share shares[SCORE_MAX_TASKS];
	if (!score_compute(input, &score)) {
		printf("\"score\":null}\n");
		return;
	}
	score_shares(input, &score, shares);
	printf("\"score\":{");
	put_measure("risk", &score.risk);
	putchar(',');
	put_measure("exposure", &score.exposure);
	printf(",\"threat\":%u,\"automated\":%u,\"assisted\":%u,\"human\":%u},\"band\":%d,\"against\":40,\"verdict\":"
	       "\"%s\","
	       "\"shares\":[",
		score.threat, score.automated, score.assisted, score.human,
		(int)score_band_of(score.risk.value, bounds), verdicts[score_verdict_of(score.risk.value, 40)]);
	for (size_t i = 0; i < input->count; i++)
		printf("%s{\"permille\":%u,\"contribution\":%u,\"hundredths\":%u}", i ? "," : "",
			shares[i].weight_permille, shares[i].contribution, shares[i].contribution_hundredths);
	printf("]}\n");
}

int main(int argc, char **argv)
{
	long count = argc > 1 ? strtol(argv[1], NULL, 10) : 5000;
	if (argc > 2)
		state = strtoull(argv[2], NULL, 10);
	static struct score_task tasks[SCORE_MAX_TASKS];
	for (long i = 0; i < count; i++) {
		struct score_input input = make_role(tasks);
		put_input(&input);
		put_result(&input);
	}
	return 0;
}
