/* SPDX-License-Identifier: MIT */
#include "base/media.h"

const struct media_row media_rows[] = {{"feed.xml", "application/atom+xml; charset=utf-8"},
	{".html", "text/html; charset=utf-8"}, {".css", "text/css; charset=utf-8"},
	{".js", "text/javascript; charset=utf-8"}, {".json", "application/json"}, {".xml", "application/xml"},
	{".txt", "text/plain; charset=utf-8"}, {".csv", "text/csv; charset=utf-8"},
	{".md", "text/markdown; charset=utf-8"}, {".svg", "image/svg+xml"}, {".png", "image/png"},
	{".jpg", "image/jpeg"}, {".jpeg", "image/jpeg"}, {".gif", "image/gif"}, {".webp", "image/webp"},
	{".avif", "image/avif"}, {".ico", "image/x-icon"}, {".pdf", "application/pdf"}, {".woff2", "font/woff2"},
	{".webmanifest", "application/manifest+json"}, {".mp4", "video/mp4"}, {".webm", "video/webm"},
	{".mp3", "audio/mpeg"}, {".zip", "application/zip"}};
const size_t media_row_count = COUNT(media_rows);

const char *media_type(str path)
{
	for (size_t i = 0; i < media_row_count; i++)
		if (str_ends(path, str_of(media_rows[i].ending)))
			return media_rows[i].type;
	return "application/octet-stream";
}
