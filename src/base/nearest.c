/* SPDX-License-Identifier: MIT */
#include "base/nearest.h"

enum { LONGEST = 64 };

static size_t min(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Optimal string alignment: insert, delete, replace, swap neighbours. */
static size_t edits(str a, str b)
{
	size_t rows[3][LONGEST + 1];
	size_t *before = rows[0], *above = rows[1], *row = rows[2];
	for (size_t j = 0; j <= b.len; j++)
		above[j] = j;
	for (size_t i = 1; i <= a.len; i++) {
		row[0] = i;
		for (size_t j = 1; j <= b.len; j++) {
			size_t replaced = above[j - 1] + (a.at[i - 1] != b.at[j - 1]);
			row[j] = min(min(above[j], row[j - 1]) + 1, replaced);
			if (i > 1 && j > 1 && a.at[i - 1] == b.at[j - 2] && a.at[i - 2] == b.at[j - 1])
				row[j] = min(row[j], before[j - 2] + 1);
		}
		size_t *spare = before;
		before = above;
		above = row;
		row = spare;
	}
	return above[b.len];
}

void nearest_offer(struct nearest *nearest, str candidate)
{
	str word = nearest->word;
	if (word.len == 0 || word.len > LONGEST || candidate.len == 0 || candidate.len > LONGEST)
		return;
	size_t limit = word.len / 3 > 1 ? word.len / 3 : 1;
	if (candidate.len > word.len + limit || word.len > candidate.len + limit)
		return;
	size_t distance = edits(word, candidate);
	if (distance > limit || distance >= word.len || (nearest->best.len && distance >= nearest->distance))
		return;
	nearest->best = candidate;
	nearest->distance = distance;
}
