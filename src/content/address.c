/* SPDX-License-Identifier: MIT */
#include "content/address.h"

#include <string.h>

/* What a segment of an old address may hold: every host and server takes these as they are, in any of its rules. */
#define PATH_MARKS "-_~+,=@!()."
#define JSON_PATH "(?!\\\\.)[A-Za-z0-9_~+,=@!().\\\\u0080-\\\\uFFFF-]+"

const char json_old_path[] =
	"\"type\": \"string\", \"maxLength\": 500, \"pattern\": \"^[ \\\\t\\\\r\\\\n]*/(?:" JSON_PATH "/)*(?:" JSON_PATH
	")?[ \\\\t\\\\r\\\\n]*$\", \"patternErrorMessage\": "
	"\"An old address is a path of this site: it begins with / and has neither ? nor #.\"";

#define ONE_OR_MORE(one) "\"anyOf\": [{" one "}, {\"type\": \"array\", \"minItems\": 1, \"items\": {" one "}}]"
#define JSON_CONTACT                                                                                                   \
	"\"type\": \"string\", \"pattern\": \"^[ \\\\t\\\\r\\\\n]*(?:mailto:|https://|tel:)[^ <>\\\"]+[ "              \
	"\\\\t\\\\r\\\\n]*$\", \"patternErrorMessage\": \"A contact begins with mailto:, https:// or tel:.\""
#define JSON_KEY                                                                                                       \
	"\"type\": \"string\", \"pattern\": \"^[ \\\\t\\\\r\\\\n]*(?:https://|dns:|openpgp4fpr:)[^ <>\\\"]+[ "         \
	"\\\\t\\\\r\\\\n]*$\", \"patternErrorMessage\": \"A key begins with https://, dns: or openpgp4fpr:.\""

const char json_contacts[] = ONE_OR_MORE(JSON_CONTACT);
const char json_keys[] = ONE_OR_MORE(JSON_KEY);

static bool is_path_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80
		|| (c && strchr(PATH_MARKS, c));
}

static bool bad_path(struct schema *schema, const struct text *text, const char *why, const char *hint)
{
	diag_error(schema->diags, text->mark, "bad-redirect", "'%.*s' cannot lead on: %s", STR_ARG(text->s), why);
	diag_hint(schema->diags, "%s", hint);
	return false;
}

static bool check_segments(struct schema *schema, const struct text *text)
{
	str rest = str_skip(text->s, 1), segment;
	while (str_take_until(&rest, '/', &segment)) {
		if (segment.len == 0)
			return bad_path(
				schema, text, "two / stand together", "an old address has one between its parts");
		if (segment.at[0] == '.')
			return bad_path(
				schema, text, "a part begins with a dot", "no host shows what lies under such a name");
		for (size_t i = 0; i < segment.len; i++)
			if (!is_path_byte(segment.at[i]))
				return bad_path(schema, text, "it holds more than letters, digits and " PATH_MARKS,
					"write letters as they are, not as %C3%BC; patterns like * mean nothing here");
	}
	return true;
}

bool load_old_path(struct schema *schema, const struct yaml_node *node, void *into)
{
	enum { LONGEST = 500 };
	struct text *text = into;
	bool ok = false;
	if (!schema_take_text(schema, node, "a path", text))
		return false;
	size_t end = str_find(text->s, '?') < str_find(text->s, '#') ? str_find(text->s, '?') : str_find(text->s, '#');
	if (!str_starts(text->s, S("/")) || str_starts(text->s, S("//")))
		bad_path(schema, text, "it is no path of this site",
			"it begins with one / and leaves out base_url: /old/ or /old.html");
	else if (end < text->s.len)
		bad_path(schema, text, "it has a ? or #", "hosts tell addresses apart by what stands before");
	else if (str_columns(text->s) > LONGEST)
		bad_path(schema, text, "it is longer than 500 characters", "no host takes more");
	else
		ok = check_segments(schema, text);
	if (!ok)
		text->s = (str){0}; /* nothing more is to be said of it */
	return ok;
}

static bool check_scheme(struct schema *schema, struct text *text, const char *const *schemes, const char *all)
{
	bool ok = false;
	for (size_t i = 0; schemes[i]; i++)
		ok |= str_starts(text->s, str_of(schemes[i])) && text->s.len > strlen(schemes[i]);
	for (size_t i = 0; i < text->s.len; i++)
		ok &= (unsigned char)text->s.at[i] > ' ' && !strchr("<>\"", text->s.at[i]);
	if (ok)
		return true;
	diag_error(
		schema->diags, text->mark, "bad-url", "'%.*s' is none of these addresses: %s", STR_ARG(text->s), all);
	if (str_find(text->s, '@') < text->s.len && str_find(text->s, ':') == text->s.len)
		diag_hint(schema->diags, "write mailto:%.*s", STR_ARG(text->s));
	else if (str_starts(text->s, S("http://")))
		diag_hint(schema->diags, "write https://%.*s", STR_ARG(str_skip(text->s, S("http://").len)));
	text->s = (str){0};
	return false;
}

/* LIST_OF(struct text), of one where it stands without its list. */
static bool load_schemes(struct schema *schema, const struct yaml_node *node, void *into, const char *wanted,
	const char *const *schemes, const char *all)
{
	LIST_OF(struct text) list = {.count = 1};
	const struct yaml_node *nodes = node;
	bool ok = true;
	if (node->kind == YAML_LIST) {
		list.count = node->count;
		nodes = node->items;
	}
	if (list.count == 0)
		return diag_error(schema->diags, node->mark, "empty-list", "%s is wanted here", wanted);
	list.items = arena_array(schema->arena, struct text, list.count);
	for (size_t i = 0; i < list.count; i++)
		ok &= schema_take_text(schema, &nodes[i], wanted, &list.items[i])
			&& check_scheme(schema, &list.items[i], schemes, all);
	memcpy(into, &list, sizeof list);
	return ok;
}

bool load_contacts(struct schema *schema, const struct yaml_node *node, void *into)
{
	static const char *const schemes[] = {"mailto:", "https://", "tel:", NULL};
	return load_schemes(schema, node, into, "an address", schemes, "mailto:, https://, tel:");
}

bool load_keys(struct schema *schema, const struct yaml_node *node, void *into)
{
	static const char *const schemes[] = {"https://", "dns:", "openpgp4fpr:", NULL};
	return load_schemes(schema, node, into, "an address of a key", schemes, "https://, dns:, openpgp4fpr:");
}
