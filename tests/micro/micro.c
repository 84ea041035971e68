/* SPDX-License-Identifier: MIT */
/* Time is this thread's own, so that what else runs on the machine counts little. */
#include "micro.h"

#include <stdlib.h>
#include <time.h>

enum { USUAL_ROUNDS = 41, MOST_ROUNDS = 100000 };

static const double least_sample = 3e6; /* nanoseconds */

static double now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
	return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

bool micro_init(struct micro *micro, int count, char **words)
{
	micro->rounds = USUAL_ROUNDS;
	for (int i = 1; i < count; i++) {
		int64_t rounds = 0;
		if (strcmp(words[i], "--json") == 0) {
			micro->is_json = true;
		} else if (strcmp(words[i], "--only") == 0 && i + 1 < count) {
			micro->only = words[++i];
		} else if (strcmp(words[i], "--rounds") == 0 && i + 1 < count && str_int(str_of(words[i + 1]), &rounds)
			&& rounds > 0 && rounds <= MOST_ROUNDS) {
			micro->rounds = (size_t)rounds;
			i++;
		} else {
			fprintf(stderr, "usage: micro_%s [--rounds N] [--only NAME] [--json]\n", micro->title);
			return false;
		}
	}
	return true;
}

static double sample(void (*run)(void *context), void *context, size_t repeats)
{
	double start = now();
	for (size_t i = 0; i < repeats; i++)
		run(context);
	return (now() - start) / (double)repeats;
}

/* How often it must run for a sample that a clock can tell. One round only asks whether it runs at all. */
static size_t repeats_of(const struct micro *micro, void (*run)(void *context), void *context)
{
	size_t repeats = 1;
	if (micro->rounds == 1)
		return repeats;
	while (sample(run, context, repeats) * (double)repeats < least_sample)
		repeats *= 2;
	return repeats;
}

static int double_cmp(const void *x, const void *y)
{
	double a = *(const double *)x, b = *(const double *)y;
	return a < b ? -1 : a > b;
}

static struct micro_figure figure_of(double *samples, size_t count)
{
	qsort(samples, count, sizeof *samples, double_cmp);
	double median = samples[count / 2];
	return (struct micro_figure){median, (samples[count * 3 / 4] - samples[count / 4]) / 2 / median};
}

void micro_time(struct micro *micro, const struct micro_case *timed)
{
	size_t rounds = micro->rounds;
	if (micro->only && !strstr(timed->name, micro->only))
		return;
	double *subject = arena_array(&micro->arena, double, rounds);
	double *limit = arena_array(&micro->arena, double, rounds);
	double *ratio = arena_array(&micro->arena, double, rounds);
	if (micro->count == COUNT(micro->results))
		abort();
	size_t subject_repeats = repeats_of(micro, timed->subject, timed->context);
	size_t limit_repeats = repeats_of(micro, timed->limit, timed->context);
	for (size_t i = 0; i < rounds; i++) {
		subject[i] = sample(timed->subject, timed->context, subject_repeats);
		limit[i] = sample(timed->limit, timed->context, limit_repeats);
		ratio[i] = subject[i] / limit[i];
	}
	micro->results[micro->count++] = (struct micro_result){.name = timed->name,
		.bytes = timed->bytes,
		.subject = figure_of(subject, rounds),
		.limit = figure_of(limit, rounds),
		.ratio = figure_of(ratio, rounds)};
}

void micro_check(struct micro *micro, bool holds, const char *claim, const char *of)
{
	if (holds)
		return;
	fprintf(stderr, "micro_%s: does not hold: %s (%s)\n", micro->title, claim, of);
	micro->is_wrong = true;
}

static double speed(const struct micro_result *result, struct micro_figure figure)
{
	return (double)result->bytes * 1e3 / figure.median;
}

static void print_table(const struct micro *micro)
{
	printf("%s: MB/s it %s, median of %zu; limit: %s\n\n", micro->title, micro->work, micro->rounds, micro->limit);
	printf("%-32s %8s %8s %5s %8s %5s %7s\n", "", "bytes", "MB/s", "+-%", "limit", "+-%", "ratio");
	for (size_t i = 0; i < micro->count; i++) {
		const struct micro_result *result = &micro->results[i];
		printf("%-32s %8zu %8.1f %5.1f %8.1f %5.1f %7.2f\n", result->name, result->bytes,
			speed(result, result->subject), result->subject.spread * 100, speed(result, result->limit),
			result->limit.spread * 100, result->ratio.median);
	}
}

static void print_json(const struct micro *micro)
{
	printf("{\"benchmark\": \"%s\", \"limit\": \"%s\", \"rounds\": %zu, \"cases\": [", micro->title, micro->limit,
		micro->rounds);
	for (size_t i = 0; i < micro->count; i++) {
		const struct micro_result *result = &micro->results[i];
		printf("%s\n  {\"name\": \"%s\", \"bytes\": %zu, \"mb_per_s\": %.1f, \"spread\": %.4f, "
		       "\"limit_mb_per_s\": %.1f, \"limit_spread\": %.4f, \"ratio\": %.3f, \"ratio_spread\": %.4f}",
			i ? "," : "", result->name, result->bytes, speed(result, result->subject),
			result->subject.spread, speed(result, result->limit), result->limit.spread,
			result->ratio.median, result->ratio.spread);
	}
	printf("\n]}\n");
}

int micro_end(struct micro *micro)
{
	if (micro->is_json)
		print_json(micro);
	else
		print_table(micro);
	arena_free(&micro->arena);
	return micro->is_wrong;
}

bool micro_load(struct project *project)
{
	struct site_options options = {
		.folder = S("."), .as_of = {2026, 11, 21}, .workers = 1, .without_cards = true, .without_lint = true};
	struct diags diags = {0};
	struct buf messages = {0};
	struct hash128 inputs;
	bool ok = project_read(project, &options, &inputs, &diags) && project_load(project, &diags);
	if (!ok) {
		diags_print(&diags, &messages, false);
		fprintf(stderr, "%.*s", STR_ARG(buf_str(&messages)));
	}
	buf_free(&messages);
	diags_free(&diags);
	return ok;
}
