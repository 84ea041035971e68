/* SPDX-License-Identifier: MIT */
#ifndef ROLECAST_FORMAT_SVG_H
#define ROLECAST_FORMAT_SVG_H
#include "base/diag.h"
bool svg_to_png(str svg, uint32_t width, uint32_t height, struct buf *png, struct diags *diags);
bool svg_is_available(void);
str svg_version(void);
#endif
