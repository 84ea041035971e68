/* SPDX-License-Identifier: MIT */
/* Values with loaders of their own, and what JSON Schema says of them. */
#ifndef ROLECAST_CONTENT_JUDGED_H
#define ROLECAST_CONTENT_JUDGED_H

#include "content/records.h"

/* Into struct judged, struct judgement[3], uint8_t[4], struct number[2], struct task_time. */
field_load load_judged, load_bounded, load_words, load_bands, load_scale, load_time;
extern const char json_judgement[], json_bounded[], json_words[], json_bands[], json_scale[], json_time[];

#endif
