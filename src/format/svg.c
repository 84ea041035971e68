/* SPDX-License-Identifier: MIT */
#include "format/svg_engine.h"

/* The headers of these libraries do not keep to our warnings. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wpedantic"
#pragma GCC diagnostic ignored "-Wundef"
#include <cairo.h>
#include <fontconfig/fontconfig.h>
#include <librsvg/rsvg.h>
#include <png.h>
#pragma GCC diagnostic pop

#include <setjmp.h>

#include "base/hash.h"

/* Little is gained above it, and much time lost: 3.7 ms a card here, 7.5 at level 6 for a sixth less. */
enum { PNG_LEVEL = 2 };

static bool check(struct diags *diags)
{
	FcFontSet *fonts = FcConfigGetFonts(NULL, FcSetSystem);
	if (fonts && fonts->nfont > 0)
		return true;
	diags->is_system = true;
	diag_error(diags, (struct mark){0}, "no-font", "share cards cannot be drawn: no font is installed");
	diag_hint(diags, "install one, such as fonts-liberation2, or build with --no-cards");
	return false;
}

/* The sum does not depend on the order in which fontconfig lists the files. */
static uint64_t sum_of_fonts(void)
{
	FcFontSet *fonts = FcConfigGetFonts(NULL, FcSetSystem);
	uint64_t sum = 0;
	for (int i = 0; fonts && i < fonts->nfont; i++) {
		FcChar8 *file;
		int version = 0;
		FcPatternGetInteger(fonts->fonts[i], FC_FONTVERSION, 0, &version);
		if (FcPatternGetString(fonts->fonts[i], FC_FILE, 0, &file) == FcResultMatch)
			sum += hash_64(str_of((const char *)file)) + (uint64_t)version;
	}
	return sum;
}

static str version(struct arena *arena)
{
	return arena_printf(arena, "librsvg %u.%u.%u cairo %s libpng %s level %d fonts %016llx", rsvg_major_version,
		rsvg_minor_version, rsvg_micro_version, cairo_version_string(), png_get_libpng_ver(NULL), PNG_LEVEL,
		(unsigned long long)sum_of_fonts());
}

static bool failed(struct diags *diags, const char *why)
{
	return diag_error(diags, (struct mark){0}, "card-render", "a share card cannot be drawn: %s", why);
}

static bool draw(str svg, cairo_surface_t *surface, double width, double height, struct diags *diags)
{
	GError *error = NULL;
	RsvgHandle *handle = rsvg_handle_new_from_data((const guint8 *)svg.at, svg.len, &error);
	cairo_t *cairo = cairo_create(surface);
	RsvgRectangle all = {.width = width, .height = height};
	bool ok = handle && rsvg_handle_render_document(handle, cairo, &all, &error);
	if (!ok)
		failed(diags, error ? error->message : "librsvg does not say why");
	g_clear_error(&error);
	if (handle)
		g_object_unref(handle);
	cairo_status_t status = cairo_status(cairo);
	if (ok && status != CAIRO_STATUS_SUCCESS)
		ok = failed(diags, cairo_status_to_string(status));
	cairo_destroy(cairo);
	cairo_surface_flush(surface);
	return ok;
}

static void append(png_structp png, png_bytep bytes, size_t count)
{
	buf_put(png_get_io_ptr(png), (str){(const char *)bytes, count});
}

static void flush(png_structp png)
{
	(void)png;
}

/* libpng's own would print. */
static void leave(png_structp png, png_const_charp why)
{
	(void)why;
	png_longjmp(png, 1);
}

static void ignore(png_structp png, png_const_charp why)
{
	(void)png, (void)why;
}

/* libpng leaves by longjmp when it fails, to the point that was set right before; nothing of ours is open then. */
static bool write_rows(png_structp png, png_infop info, cairo_surface_t *surface, uint32_t width, uint32_t height)
{
	if (setjmp(png_jmpbuf(png)))
		return false;
	png_set_compression_level(png, PNG_LEVEL);
	png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
	png_set_IHDR(png, info, width, height, 8, PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
		PNG_FILTER_TYPE_DEFAULT);
	png_write_info(png, info);
	png_set_bgr(png);
	png_set_filler(png, 0, PNG_FILLER_AFTER);
	for (uint32_t y = 0; y < height; y++)
		png_write_row(png,
			cairo_image_surface_get_data(surface)
				+ (size_t)y * (size_t)cairo_image_surface_get_stride(surface));
	png_write_end(png, NULL);
	return true;
}

static bool write_png(cairo_surface_t *surface, uint32_t width, uint32_t height, struct buf *out, struct diags *diags)
{
	png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, leave, ignore);
	png_infop info = png ? png_create_info_struct(png) : NULL;
	bool ok = info != NULL;
	if (ok) {
		png_set_write_fn(png, out, append, flush);
		ok = write_rows(png, info, surface, width, height);
	}
	png_destroy_write_struct(&png, &info);
	return ok || failed(diags, "libpng cannot write it");
}

static bool to_png(str svg, uint32_t width, uint32_t height, struct buf *png, struct diags *diags)
{
	cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)width, (int)height);
	cairo_status_t status = cairo_surface_status(surface);
	bool ok = status == CAIRO_STATUS_SUCCESS || failed(diags, cairo_status_to_string(status));
	ok = ok && draw(svg, surface, width, height, diags) && write_png(surface, width, height, png, diags);
	cairo_surface_destroy(surface);
	return ok;
}

/* What the program finds here, by name. */
const struct svg_engine rolecast_cards = {check, version, to_png};
