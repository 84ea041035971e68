/* SPDX-License-Identifier: MIT */
#include "format/svg_engine.h"

#ifdef ROLECAST_CARDS_MODULE
#include <dlfcn.h>
#endif

/* The module stays once it is loaded; to ask for it again is a look at a short list. NULL without diagnostics: then the
   check has told why. */
static const struct svg_engine *engine(struct diags *diags)
{
#if defined(ROLECAST_CARDS_MODULE)
	void *module = dlopen(SVG_MODULE, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
	const struct svg_engine *engine = module ? dlsym(module, SVG_ENGINE) : NULL;
	const char *why = engine ? "" : dlerror();
	if (module)
		dlclose(module);
	if (engine || !diags)
		return engine;
	diags->is_system = true;
	diag_error(diags, (struct mark){0}, "no-cards", "share cards cannot be drawn: %s", why);
	diag_hint(diags, "install rolecast anew, with all its parts; or build with --no-cards");
	return NULL;
#elif defined(ROLECAST_CARDS)
	(void)diags;
	return &rolecast_cards;
#else
	if (!diags)
		return NULL;
	diags->is_system = true;
	diag_error(
		diags, (struct mark){0}, "no-cards", "share cards cannot be drawn: this rolecast was compiled without");
	diag_hint(diags,
		"install librsvg, cairo, libpng and fontconfig and compile again; or build with --no-cards, or "
		"set `cards: false` in site.yaml");
	return NULL;
#endif
}

bool svg_check(struct diags *diags)
{
	const struct svg_engine *found = engine(diags);
	return found && found->check(diags);
}

str svg_version(struct arena *arena)
{
	const struct svg_engine *found = engine(NULL);
	return found ? found->version(arena) : S("none");
}

bool svg_to_png(str svg, uint32_t width, uint32_t height, struct buf *png, struct diags *diags)
{
	const struct svg_engine *found = engine(diags);
	return found && found->to_png(svg, width, height, png, diags);
}
