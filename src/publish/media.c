/* SPDX-License-Identifier: MIT */
#include "publish/media.h"

struct media {
	const char *ending, *type;
	bool is_compressible;
};

static const struct media rows[] = {{".html", "text/html; charset=utf-8", true},
	{".css", "text/css; charset=utf-8", true}, {".js", "text/javascript; charset=utf-8", true},
	{".mjs", "text/javascript; charset=utf-8", true}, {".json", "application/json", true},
	{".map", "application/json", true}, {".xml", "application/xml", true},
	{".txt", "text/plain; charset=utf-8", true}, {".csv", "text/csv; charset=utf-8", true},
	{".md", "text/markdown; charset=utf-8", true}, {".svg", "image/svg+xml", true}, {".png", "image/png"},
	{".jpg", "image/jpeg"}, {".jpeg", "image/jpeg"}, {".gif", "image/gif"}, {".webp", "image/webp"},
	{".avif", "image/avif"}, {".ico", "image/x-icon"}, {".pdf", "application/pdf"}, {".woff2", "font/woff2"},
	{".webmanifest", "application/manifest+json", true}, {".mp4", "video/mp4"}, {".webm", "video/webm"},
	{".mp3", "audio/mpeg"}, {".zip", "application/zip"}};

static const struct media *row_of(str path)
{
	for (size_t i = 0; i < COUNT(rows); i++)
		if (str_ends(path, str_of(rows[i].ending)))
			return &rows[i];
	return NULL;
}

const char *media_type(str path)
{
	const struct media *row = row_of(path);
	return row ? row->type : "application/octet-stream";
}

bool media_is_compressible(str path)
{
	const struct media *row = row_of(path);
	return row && row->is_compressible;
}
