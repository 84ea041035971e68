/* SPDX-License-Identifier: MIT */
/* Bytes made fewer for their way to a reader: libdeflate and brotli stay in here. Without them (meson option
   `precompress`) compress_check is an error that says so. */
#ifndef ROLECAST_FORMAT_COMPRESS_H
#define ROLECAST_FORMAT_COMPRESS_H

#include "base/buf.h"
#include "base/diag.h"

enum compress_form { COMPRESS_GZIP, COMPRESS_BROTLI, COMPRESS_FORMS };
/* The best takes some fifty times as long: for what every reader gets, such as styles. */
enum compress_effort { COMPRESS_FAST, COMPRESS_BEST, COMPRESS_EFFORTS };

/* What web servers look for behind a file's name: .gz, .br */
extern const str compress_endings[COMPRESS_FORMS];

/* The path without such an ending; as it is when it has none. */
str compress_plain_path(str path);

/* What a worker keeps between files; {0} is ready. */
struct compressor {
	struct libdeflate_compressor *gzip[COMPRESS_EFFORTS];
};

/* Error: [no-compression] when the libraries were not there when the program was compiled. */
bool compress_check(struct diags *diags);
/* What compressed bytes depend on besides the plain ones: the libraries' versions, and how hard each effort tries. */
str compress_version(struct arena *arena);
/* Appends the compressed bytes; the same for the same bytes, whatever the compressor did before. Only after
   compress_check. */
void compress_bytes(struct compressor *compressor, enum compress_form form, enum compress_effort effort, str bytes,
	struct buf *out);
void compressor_free(struct compressor *compressor);

#endif
