/* SPDX-License-Identifier: MIT */
/* Pictures drawn from SVG, as PNG: librsvg, cairo and libpng stay in here. Without them (meson option `cards`)
   drawing is an error that says so. */
#ifndef ROLECAST_FORMAT_SVG_H
#define ROLECAST_FORMAT_SVG_H

#include "base/diag.h"

/* The size of a share card. */
enum { SVG_CARD_WIDTH = 1200, SVG_CARD_HEIGHT = 630 };

/* Whether anything can be drawn on this system. Errors: [no-cards] when the libraries were not there when the program
   was compiled, or are not there now, [no-font] when no font is installed. */
bool svg_check(struct diags *diags);
/* What pictures depend on besides their drawing: the libraries' versions and the fonts installed. */
str svg_version(struct arena *arena);
/* Draws the text in width × height pixels and appends the PNG. Nothing outside the text is loaded. May be called by
   several threads at once. Error: [card-render]. */
bool svg_to_png(str svg, uint32_t width, uint32_t height, struct buf *png, struct diags *diags);

#endif
