/* SPDX-License-Identifier: MIT */
#include "score/score.h"

#include <assert.h>

struct judgement judgement_of_word(int third)
{
	static const struct judgement words[] = {{17, 0, 33}, {50, 34, 66}, {83, 67, 100}};
	assert(third >= 0 && third <= 2);
	return words[third];
}

struct judgement judgement_of_number(int value, int spread)
{
	assert(value >= 0 && value <= 100 && spread >= 0 && spread <= 100);
	int low = value > spread ? value - spread : 0;
	int high = value + spread < 100 ? value + spread : 100;
	return (struct judgement){(uint8_t)value, (uint8_t)low, (uint8_t)high};
}

enum score_band score_band_of(uint32_t risk, const uint8_t bounds[4])
{
	int band = BAND_MINIMAL;
	while (band < BAND_VERY_HIGH && risk >= bounds[band])
		band++;
	return (enum score_band)band;
}

enum score_label score_label_of(uint32_t exposure)
{
	return exposure <= 33 ? LABEL_LOW : exposure <= 66 ? LABEL_MEDIUM : LABEL_HIGH;
}

enum score_verdict score_verdict_of(uint32_t risk, uint32_t baseline_risk)
{
	if (risk + 4 <= baseline_risk)
		return VERDICT_REDUCED;
	return risk >= baseline_risk + 4 ? VERDICT_ELEVATED : VERDICT_TYPICAL;
}
