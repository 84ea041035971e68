/* SPDX-License-Identifier: MIT */
/* A style or script names another file by a path that begins with ./ or ../, between quotes, in a style between
   brackets too: url(../img/a.svg). Files are named leaves first, since the name of a file follows from what it holds.
   Styles lose their comments, needless white space, and the last semicolon of each block; nothing else is touched. */
#include "page/asset.h"

#include "base/fs.h"
#include "base/hash.h"
#include "base/nearest.h"

struct naming {
	struct asset *assets;
	size_t count;
	str base;
	struct arena *arena;
	struct diags *diags;
};

static struct asset *find(struct asset *assets, size_t count, str name)
{
	for (size_t i = 0; i < count; i++)
		if (str_eq(assets[i].name, name))
			return &assets[i];
	return NULL;
}

const struct asset *asset_find(const struct asset *assets, size_t count, str name)
{
	return find((struct asset *)(uintptr_t)assets, count, name);
}

static bool is_relative(str text)
{
	return str_starts(text, S("./")) || str_starts(text, S("../"));
}

/* What stands before the byte that ends a reference, or nothing when the line ends first. */
static str reference_at(str text, char open)
{
	char end = open == '(' ? ')' : open;
	str reference = str_part(text, 0, str_find(text, end));
	bool is_whole = reference.len < text.len && str_find(reference, '\n') == reference.len;
	return is_whole && is_relative(reference) ? reference : (str){0};
}

static bool name_one(struct naming *naming, struct asset *asset);

static struct asset *referred(struct naming *naming, const struct asset *from, str reference, struct mark mark)
{
	str path = fs_join(naming->arena, fs_folder_of(from->name), reference), name;
	bool is_inside = fs_normal(naming->arena, path, &name);
	struct asset *to = is_inside ? find(naming->assets, naming->count, name) : NULL;
	if (!to) {
		struct nearest nearest = {.word = fs_name_of(reference)};
		diag_error(naming->diags, mark, "unknown-asset", "no theme in use has assets/%.*s",
			STR_ARG(is_inside ? name : path));
		for (size_t i = 0; i < naming->count; i++)
			nearest_offer(&nearest, fs_name_of(naming->assets[i].name));
		if (nearest.best.len)
			diag_hint(naming->diags, "did you mean '%.*s'?", STR_ARG(nearest.best));
	} else if (to->state == ASSET_BEING_NAMED) {
		diag_error(naming->diags, mark, "asset-cycle", "assets/%.*s and assets/%.*s name one another",
			STR_ARG(from->name), STR_ARG(to->name));
		diag_hint(naming->diags, "move what both need into a third file");
		to = NULL;
	}
	return to && name_one(naming, to) ? to : NULL;
}

/* Whether a string, which may hold anything, begins or ends here. */
static char quote_after(char quote, char c)
{
	if (quote)
		return c == quote ? 0 : quote;
	return c == '"' || c == '\'' ? c : 0;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* White space says nothing behind these, nor before a brace. */
static bool is_needless(const struct buf *out, str rest)
{
	size_t blanks = 0;
	while (blanks < rest.len && is_blank(rest.at[blanks]))
		blanks++;
	char before = out->len ? out->at[out->len - 1] : '\n', after = blanks < rest.len ? rest.at[blanks] : '}';
	return is_blank(before) || before == '{' || before == '}' || before == ';' || before == ',' || before == ':'
		|| after == '{' || after == '}';
}

static str pack_style(str text, struct arena *arena)
{
	struct buf out = {0};
	char quote = 0;
	for (size_t i = 0; i < text.len; i++) {
		str rest = str_skip(text, i);
		if (!quote && str_starts(rest, S("/*"))) {
			i += str_search(str_skip(rest, 2), S("*/")) + 3;
			continue;
		}
		char c = text.at[i];
		quote = quote_after(quote, c);
		if (!quote && c == '}' && out.len && out.at[out.len - 1] == ';')
			out.len--;
		if (quote || !is_blank(c))
			buf_char(&out, c);
		else if (!is_needless(&out, rest))
			buf_char(&out, ' ');
	}
	str packed = buf_copy(&out, arena);
	buf_free(&out);
	return packed;
}

static bool is_style(const struct asset *asset)
{
	return str_ends(asset->name, S(".css"));
}

/* In a script a bracket begins anything but a name: /(./)/ */
static bool opens_reference(char c, const struct asset *asset)
{
	return c == '"' || c == '\'' || (c == '(' && is_style(asset));
}

static bool fill_bytes(struct naming *naming, struct asset *asset)
{
	str text = asset->source->text, rest = text;
	struct buf out = {0};
	bool ok = true;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];
		str reference = opens_reference(c, asset) ? reference_at(str_skip(text, i + 1), c) : (str){0};
		if (reference.len == 0)
			continue;
		const struct asset *to =
			referred(naming, asset, reference, mark_of(asset->source, i + 1, reference.len));
		ok &= to != NULL;
		str folder = str_part(reference, 0, reference.len - fs_name_of(reference).len);
		buf_put(&out, str_part(rest, 0, (size_t)(reference.at - rest.at)));
		buf_put(&out, folder);
		buf_put(&out, to ? fs_name_of(to->path) : S(""));
		i += reference.len;
		rest = str_skip(text, i + 1);
	}
	buf_put(&out, rest);
	asset->bytes = buf_copy(&out, naming->arena);
	buf_free(&out);
	return ok;
}

static bool name_one(struct naming *naming, struct asset *asset)
{
	if (asset->state == ASSET_NAMED)
		return true;
	bool has_references = str_ends(asset->name, S(".js")) || is_style(asset), ok = true;
	asset->state = ASSET_BEING_NAMED;
	asset->bytes = asset->source->text;
	if (has_references)
		ok = fill_bytes(naming, asset);
	if (is_style(asset))
		asset->bytes = pack_style(asset->bytes, naming->arena);
	char hex[33];
	hash_hex(hash_128(asset->bytes), hex);
	str name = fs_name_of(asset->name), folder = fs_folder_of(asset->name);
	size_t dot = name.len;
	for (size_t i = 1; i < name.len; i++)
		if (name.at[i] == '.')
			dot = i;
	asset->path = arena_printf(naming->arena, "assets/%.*s%s%.*s.%.12s%.*s", STR_ARG(folder), folder.len ? "/" : "",
		(int)dot, name.at, hex, STR_ARG(str_skip(name, dot)));
	asset->url = arena_printf(naming->arena, "%.*s/%.*s", STR_ARG(naming->base), STR_ARG(asset->path));
	asset->state = ASSET_NAMED;
	return ok;
}

bool assets_name(struct asset *assets, size_t count, str base, struct arena *arena, struct diags *diags)
{
	struct naming naming = {.assets = assets, .count = count, .base = base, .arena = arena, .diags = diags};
	bool ok = true;
	for (size_t i = 0; i < count; i++)
		ok &= name_one(&naming, &assets[i]);
	return ok;
}
