/* SPDX-License-Identifier: MIT */
#include "base/nearest.h"

enum { LONGEST = 64 }; /* bytes, a bit each */

/* Optimal string alignment (insert, delete, replace, swap neighbours) by Hyyrö's bit vectors: a column of the table is
   two words of bits, in which a cell is one more (`up`) or one less (`down`) than the cell above it. Of `a` a bit a
   byte. */
static size_t edits(str a, str b)
{
	uint64_t places[256] = {0}; /* where a byte stands in `a` */
	uint64_t up = UINT64_MAX, down = 0, kept = 0, before = 0, last = UINT64_C(1) << (a.len - 1);
	size_t distance = a.len;
	for (size_t i = 0; i < a.len; i++)
		places[(unsigned char)a.at[i]] |= UINT64_C(1) << i;
	for (size_t j = 0; j < b.len; j++) {
		uint64_t here = places[(unsigned char)b.at[j]];
		uint64_t swapped = ((~kept & here) << 1) & before;
		kept = (((here & up) + up) ^ up) | here | down
			| swapped; /* cells equal to the one up and left of them */
		uint64_t right_up = down | ~(kept | up), right_down = kept & up;
		distance += (right_up & last) != 0;
		distance -= (right_down & last) != 0;
		right_up = right_up << 1 | 1;
		up = right_down << 1 | ~(kept | right_up);
		down = right_up & kept;
		before = here;
	}
	return distance;
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
