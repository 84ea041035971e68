/* SPDX-License-Identifier: MIT */
#include "base/media.h"

const struct media_row media_rows[] = {{"feed.xml", "application/atom+xml; charset=utf-8", true},
	{".html", "text/html; charset=utf-8", true}, {".css", "text/css; charset=utf-8", true},
	{".js", "text/javascript; charset=utf-8", true}, {".mjs", "text/javascript; charset=utf-8", true},
	{".json", "application/json", true}, {".map", "application/json", true}, {".xml", "application/xml", true},
	{".txt", "text/plain; charset=utf-8", true}, {".csv", "text/csv; charset=utf-8", true},
	{".md", "text/markdown; charset=utf-8", true}, {".svg", "image/svg+xml", true}, {".png", "image/png"},
	{".jpg", "image/jpeg"}, {".jpeg", "image/jpeg"}, {".gif", "image/gif"}, {".webp", "image/webp"},
	{".avif", "image/avif"}, {".ico", "image/x-icon"}, {".pdf", "application/pdf"}, {".woff2", "font/woff2"},
	{".webmanifest", "application/manifest+json", true}, {".mp4", "video/mp4"}, {".webm", "video/webm"},
	{".mp3", "audio/mpeg"}, {".zip", "application/zip"}};
const size_t media_row_count = COUNT(media_rows);

static const struct media_row *row_of(str path)
{
	for (size_t i = 0; i < media_row_count; i++)
		if (str_ends(path, str_of(media_rows[i].ending)))
			return &media_rows[i];
	return NULL;
}

const char *media_type(str path)
{
	const struct media_row *row = row_of(path);
	return row ? row->type : "application/octet-stream";
}

bool media_is_compressible(str path)
{
	const struct media_row *row = row_of(path);
	return row && row->is_compressible;
}
