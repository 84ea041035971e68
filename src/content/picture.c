/* SPDX-License-Identifier: MIT */
/* Width and height stand in the first bytes of each kind of picture. */

#include "content/load.h"

static uint32_t big(str bytes, size_t at, size_t width)
{
	uint32_t number = 0;
	for (size_t i = 0; i < width; i++)
		number = number << 8 | (at + i < bytes.len ? (unsigned char)bytes.at[at + i] : 0U);
	return number;
}

static uint32_t little(str bytes, size_t at, size_t width)
{
	uint32_t number = 0;
	for (size_t i = width; i > 0; i--)
		number = number << 8 | (at + i - 1 < bytes.len ? (unsigned char)bytes.at[at + i - 1] : 0U);
	return number;
}

/* Markers follow one another until the frame header (SOF0 to SOF15, but for DHT, JPG and DAC). */
static void jpeg_size(str bytes, uint32_t *width, uint32_t *height)
{
	size_t at = 2;
	while (at + 9 < bytes.len && bytes.at[at] == '\xFF') {
		uint32_t marker = big(bytes, at + 1, 1);
		if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) {
			*height = big(bytes, at + 5, 2);
			*width = big(bytes, at + 7, 2);
			return;
		}
		at += marker == 0xFF ? 1 : 2 + big(bytes, at + 2, 2);
	}
}

static void webp_size(str bytes, uint32_t *width, uint32_t *height)
{
	str kind = str_part(bytes, 12, 16);
	if (str_eq(kind, S("VP8X"))) {
		*width = little(bytes, 24, 3) + 1;
		*height = little(bytes, 27, 3) + 1;
	} else if (str_eq(kind, S("VP8L"))) {
		uint32_t bits = little(bytes, 21, 4);
		*width = (bits & 0x3FFF) + 1;
		*height = (bits >> 14 & 0x3FFF) + 1;
	} else if (str_eq(kind, S("VP8 "))) {
		*width = little(bytes, 26, 2) & 0x3FFF;
		*height = little(bytes, 28, 2) & 0x3FFF;
	}
}

static void avif_size(str bytes, uint32_t *width, uint32_t *height)
{
	size_t at = str_search(str_part(bytes, 0, 4096), S("ispe"));
	if (at < 4096 && at < bytes.len) {
		*width = big(bytes, at + 8, 4);
		*height = big(bytes, at + 12, 4);
	}
}

/* Digits of `name="123"`; other units count as unknown. */
static uint32_t attribute(str tag, str name)
{
	str rest = str_skip(tag, str_search(tag, name)), number;
	int64_t value;
	if (!str_take(&rest, name) || !str_take_until(&rest, '"', &number))
		return 0;
	if (str_ends(number, S("px")))
		number.len -= 2;
	return str_int(number, &value) && value > 0 && value < 100000 ? (uint32_t)value : 0;
}

static void svg_size(str bytes, uint32_t *width, uint32_t *height)
{
	str tag = str_skip(bytes, str_search(bytes, S("<svg")));
	tag = str_part(tag, 0, str_find(tag, '>'));
	*width = attribute(tag, S(" width=\""));
	*height = attribute(tag, S(" height=\""));
	str box = str_skip(tag, str_search(tag, S("viewBox=\""))), numbers, part;
	int64_t value, size[4] = {0};
	if ((*width && *height) || !str_take(&box, S("viewBox=\"")) || !str_take_until(&box, '"', &numbers))
		return;
	for (size_t i = 0; i < 4 && str_take_until(&numbers, ' ', &part); i++)
		size[i] = str_int(part, &value) ? value : 0;
	if (size[2] > 0 && size[3] > 0 && size[2] < 100000 && size[3] < 100000) {
		*width = (uint32_t)size[2];
		*height = (uint32_t)size[3];
	}
}

void picture_size(str bytes, str name, uint32_t *width, uint32_t *height)
{
	*width = *height = 0;
	if (str_starts(bytes, S("\x89PNG\r\n\x1A\n"))) {
		*width = big(bytes, 16, 4);
		*height = big(bytes, 20, 4);
	} else if (str_starts(bytes, S("\xFF\xD8"))) {
		jpeg_size(bytes, width, height);
	} else if (str_starts(bytes, S("RIFF")) && str_eq(str_part(bytes, 8, 12), S("WEBP"))) {
		webp_size(bytes, width, height);
	} else if (str_eq(str_part(bytes, 4, 8), S("ftyp"))) {
		avif_size(bytes, width, height);
	} else if (str_ends(name, S(".svg"))) {
		svg_size(bytes, width, height);
	}
}
