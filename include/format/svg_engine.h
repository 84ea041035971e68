/* SPDX-License-Identifier: MIT */
/* Between format/svg.h and what draws: librsvg, cairo and libpng bring some forty libraries that nothing else needs,
   and to bind them takes longer than most commands run. On Linux they are a module, loaded when the first picture is
   asked for; elsewhere a part of the program. */
#ifndef ROLECAST_FORMAT_SVG_ENGINE_H
#define ROLECAST_FORMAT_SVG_ENGINE_H

#include "format/svg.h"

#define SVG_MODULE "rolecast-cards.so"
#define SVG_ENGINE "rolecast_cards"

/* The functions of format/svg.h. */
struct svg_engine {
	bool (*check)(struct diags *diags);
	str (*version)(struct arena *arena);
	bool (*to_png)(str svg, uint32_t width, uint32_t height, struct buf *png, struct diags *diags);
};

extern __attribute__((visibility("default"))) const struct svg_engine rolecast_cards;

#endif
