/* SPDX-License-Identifier: MIT */
#include "format/compress.h"

const str compress_endings[COMPRESS_FORMS] = {[COMPRESS_GZIP] = {".gz", 3}, [COMPRESS_BROTLI] = {".br", 3}};

str compress_plain_path(str path)
{
	for (size_t form = 0; form < COMPRESS_FORMS; form++)
		if (str_ends(path, compress_endings[form]))
			return str_part(path, 0, path.len - compress_endings[form].len);
	return path;
}

#ifdef ROLECAST_PRECOMPRESS

#include <assert.h>
#include <brotli/encode.h>
#include <libdeflate.h>
#include <stdio.h>
#include <stdlib.h>

/* docs/precompress.md tells what others would give and cost. */
static const int levels[COMPRESS_FORMS][COMPRESS_EFFORTS] = {
	[COMPRESS_GZIP] = {[COMPRESS_FAST] = 6, [COMPRESS_BEST] = 12},
	[COMPRESS_BROTLI] = {[COMPRESS_FAST] = 6, [COMPRESS_BEST] = 11},
};
enum { BROTLI_WINDOW = 22 }; /* 4 MB: no page is larger */

bool compress_check(struct diags *diags)
{
	(void)diags;
	return true;
}

str compress_version(struct arena *arena)
{
	return arena_printf(arena, "libdeflate %s levels %d %d brotli %x qualities %d %d window %d",
		LIBDEFLATE_VERSION_STRING, levels[COMPRESS_GZIP][COMPRESS_FAST], levels[COMPRESS_GZIP][COMPRESS_BEST],
		(unsigned)BrotliEncoderVersion(), levels[COMPRESS_BROTLI][COMPRESS_FAST],
		levels[COMPRESS_BROTLI][COMPRESS_BEST], BROTLI_WINDOW);
}

static void need_memory(bool is_there)
{
	if (!is_there)
		arena_out_of_memory();
}

static size_t to_gzip(struct compressor *compressor, enum compress_effort effort, str bytes, struct buf *out)
{
	struct libdeflate_compressor **gzip = &compressor->gzip[effort];
	if (!*gzip)
		*gzip = libdeflate_alloc_compressor(levels[COMPRESS_GZIP][effort]);
	need_memory(*gzip != NULL);
	size_t most = libdeflate_gzip_compress_bound(*gzip, bytes.len);
	return libdeflate_gzip_compress(*gzip, bytes.at, bytes.len, buf_reserve(out, most), most);
}

/* Without one of ours brotli ends the program without a word where there is no memory. */
static void *allocate(void *ignored, size_t size)
{
	void *at = malloc(size);
	(void)ignored;
	need_memory(at != NULL);
	return at;
}

static void release(void *ignored, void *at)
{
	(void)ignored;
	free(at);
}

static size_t to_brotli(enum compress_effort effort, str bytes, struct buf *out)
{
	enum { EMPTY = 16 }; /* its bound is too small for nothing at all */
	size_t len = BrotliEncoderMaxCompressedSize(bytes.len) + EMPTY;
	uint8_t *to = (uint8_t *)buf_reserve(out, len);
	const uint8_t *from = (const uint8_t *)bytes.at;
	size_t left = bytes.len, made = 0;
	BrotliEncoderState *brotli = BrotliEncoderCreateInstance(allocate, release, NULL);
	need_memory(brotli != NULL);
	BrotliEncoderSetParameter(brotli, BROTLI_PARAM_QUALITY, (uint32_t)levels[COMPRESS_BROTLI][effort]);
	BrotliEncoderSetParameter(brotli, BROTLI_PARAM_LGWIN, BROTLI_WINDOW);
	BrotliEncoderSetParameter(brotli, BROTLI_PARAM_SIZE_HINT, (uint32_t)bytes.len);
	need_memory(BrotliEncoderCompressStream(brotli, BROTLI_OPERATION_FINISH, &left, &from, &len, &to, &made));
	BrotliEncoderDestroyInstance(brotli);
	return made;
}

void compress_bytes(
	struct compressor *compressor, enum compress_form form, enum compress_effort effort, str bytes, struct buf *out)
{
	if (bytes.len == 0)
		bytes = S("");
	size_t len = form == COMPRESS_GZIP ? to_gzip(compressor, effort, bytes, out) : to_brotli(effort, bytes, out);
	assert(len > 0);
	out->len += len;
}

void compressor_free(struct compressor *compressor)
{
	for (size_t i = 0; i < COMPRESS_EFFORTS; i++)
		libdeflate_free_compressor(compressor->gzip[i]);
	*compressor = (struct compressor){0};
}

#else

bool compress_check(struct diags *diags)
{
	diags->is_system = true;
	diag_error(diags, (struct mark){0}, "no-compression",
		"nothing can be compressed: this rolecast was compiled without libdeflate and brotli");
	diag_hint(diags,
		"install libdeflate and brotli with their headers and compile again, or build without --precompress");
	return false;
}

str compress_version(struct arena *arena)
{
	(void)arena;
	return S("none");
}

void compress_bytes(
	struct compressor *compressor, enum compress_form form, enum compress_effort effort, str bytes, struct buf *out)
{
	(void)compressor, (void)form, (void)effort, (void)bytes, (void)out;
}

void compressor_free(struct compressor *compressor)
{
	(void)compressor;
}

#endif
