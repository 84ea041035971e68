/* SPDX-License-Identifier: MIT */
/* The files of a theme that are published as they are. A file's content is in its name, so that it may be
   cached for ever; where a style or script names another file, the published name is put in. */
#ifndef ROLECAST_PAGE_ASSET_H
#define ROLECAST_PAGE_ASSET_H

#include "base/diag.h"

enum asset_state { ASSET_NEW, ASSET_BEING_NAMED, ASSET_NAMED };

struct asset {
	str name; /* css/site.css */
	str path; /* assets/css/site.1a2b3c4d5e6f.css, below the output folder */
	str url;  /* with base path */
	str bytes;
	const struct source *source;
	enum asset_state state;
};

/* Fills path, url and bytes from name and source. Errors: [unknown-asset], [asset-cycle]. */
bool assets_name(struct asset *assets, size_t count, str base, struct arena *arena, struct diags *diags);
const struct asset *asset_find(const struct asset *assets, size_t count, str name);

#endif
