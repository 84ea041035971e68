/* SPDX-License-Identifier: MIT */
#include "publish/media.h"

const char *media_type(str path)
{
	static const struct {
		const char *ending, *type;
	} types[] = {{".html", "text/html; charset=utf-8"}, {".css", "text/css; charset=utf-8"},
		{".js", "text/javascript; charset=utf-8"}, {".json", "application/json"}, {".xml", "application/xml"},
		{".txt", "text/plain; charset=utf-8"}, {".csv", "text/csv; charset=utf-8"},
		{".md", "text/markdown; charset=utf-8"}, {".svg", "image/svg+xml"}, {".png", "image/png"},
		{".jpg", "image/jpeg"}, {".jpeg", "image/jpeg"}, {".gif", "image/gif"}, {".webp", "image/webp"},
		{".avif", "image/avif"}, {".ico", "image/x-icon"}, {".pdf", "application/pdf"},
		{".woff2", "font/woff2"}, {".webmanifest", "application/manifest+json"}, {".mp4", "video/mp4"},
		{".webm", "video/webm"}, {".mp3", "audio/mpeg"}, {".zip", "application/zip"}};
	for (size_t i = 0; i < COUNT(types); i++)
		if (str_ends(path, str_of(types[i].ending)))
			return types[i].type;
	return "application/octet-stream";
}
