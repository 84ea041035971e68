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
const char json_languages[] =
	ONE_OR_MORE("\"type\": \"string\", \"pattern\": \"^[ "
		    "\\\\t\\\\r\\\\n]*(?:[A-Za-z]{2,3}|[A-Za-z]{5,8})(?:-[A-Za-z0-9]{1,8})*[ "
		    "\\\\t\\\\r\\\\n]*$\", \"patternErrorMessage\": \"A language is written as en or de-AT.\"");

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

const struct path_fault *path_fault(str path)
{
	static const struct path_fault
		doubled = {"two / stand together", "one stands between two parts"},
		hidden = {"a part begins with a dot", "no host shows what lies under such a name"},
		odd = {"it holds more than letters, digits and " PATH_MARKS,
			"write letters as they are, not as %C3%BC; patterns like * mean nothing here"};
	str rest = str_skip(path, 1), segment;
	while (str_take_until(&rest, '/', &segment)) {
		if (segment.len == 0)
			return &doubled;
		if (segment.at[0] == '.')
			return &hidden;
		for (size_t i = 0; i < segment.len; i++)
			if (!is_path_byte(segment.at[i]))
				return &odd;
	}
	return NULL;
}

bool load_old_path(struct schema *schema, const struct yaml_node *node, void *into)
{
	enum { LONGEST = 500 };
	struct text *text = into;
	bool ok = false;
	if (!schema_take_text(schema, node, "a path", text))
		return false;
	const struct path_fault *fault = path_fault(text->s);
	size_t end = str_find(text->s, '?') < str_find(text->s, '#') ? str_find(text->s, '?') : str_find(text->s, '#');
	if (!str_starts(text->s, S("/")) || str_starts(text->s, S("//")))
		bad_path(schema, text, "it is no path of this site",
			"it begins with one / and leaves out base_url: /old/ or /old.html");
	else if (end < text->s.len)
		bad_path(schema, text, "it has a ? or #", "hosts tell addresses apart by what stands before");
	else if (str_columns(text->s) > LONGEST)
		bad_path(schema, text, "it is longer than 500 characters", "no host takes more");
	else
		ok = !fault || bad_path(schema, text, fault->why, fault->hint);
	if (!ok)
		text->s = (str){0}; /* nothing more is to be said of it */
	return ok;
}

/* What a list of texts is to hold. */
struct wanted {
	const char *what, *all;
	const char *const *schemes;
	bool (*check)(struct schema *schema, struct text *text, const struct wanted *wanted);
};

static bool check_scheme(struct schema *schema, struct text *text, const struct wanted *wanted)
{
	bool ok = false;
	for (size_t i = 0; wanted->schemes[i]; i++)
		ok |= str_starts(text->s, str_of(wanted->schemes[i])) && text->s.len > strlen(wanted->schemes[i]);
	for (size_t i = 0; i < text->s.len; i++)
		ok &= (unsigned char)text->s.at[i] > ' ' && !strchr("<>\"", text->s.at[i]);
	if (ok)
		return true;
	diag_error(schema->diags, text->mark, "bad-url", "'%.*s' is none of these addresses: %s", STR_ARG(text->s),
		wanted->all);
	if (str_find(text->s, '@') < text->s.len && str_find(text->s, ':') == text->s.len)
		diag_hint(schema->diags, "write mailto:%.*s", STR_ARG(text->s));
	else if (str_starts(text->s, S("http://")))
		diag_hint(schema->diags, "write https://%.*s", STR_ARG(str_skip(text->s, S("http://").len)));
	return false;
}

/* en, de-AT */
static bool check_language(struct schema *schema, struct text *text, const struct wanted *wanted)
{
	(void)wanted;
	enum { LONGEST = 8, NEVER_FIRST = 4 }; /* RFC 5646 keeps those of four letters for later */
	str rest = text->s, part;
	bool is_first = true, ok = true;
	while (ok && str_take_until(&rest, '-', &part)) {
		ok = part.len >= 1 + (size_t)is_first && part.len <= LONGEST && !(is_first && part.len == NEVER_FIRST);
		for (size_t i = 0; i < part.len && ok; i++)
			ok = is_path_byte(part.at[i]) && (unsigned char)part.at[i] < 0x80
				&& !strchr(PATH_MARKS, part.at[i]) && !(is_first && part.at[i] <= '9');
		is_first = false;
	}
	if (ok && !str_ends(text->s, S("-")))
		return true;
	diag_error(schema->diags, text->mark, "bad-language", "'%.*s' is no language tag", STR_ARG(text->s));
	diag_hint(schema->diags, "write it as en or de-AT");
	return false;
}

/* LIST_OF(struct text), of one where it stands without its list. */
static bool load_list(struct schema *schema, const struct yaml_node *node, void *into, const struct wanted *wanted)
{
	LIST_OF(struct text) list = {.count = 1};
	const struct yaml_node *nodes = node;
	bool ok = true;
	if (node->kind == YAML_LIST) {
		list.count = node->count;
		nodes = node->items;
	}
	if (list.count == 0)
		return diag_error(schema->diags, node->mark, "empty-list", "%s is wanted here", wanted->what);
	list.items = arena_array(schema->arena, struct text, list.count);
	for (size_t i = 0; i < list.count; i++) {
		struct text *text = &list.items[i];
		bool is_good =
			schema_take_text(schema, &nodes[i], wanted->what, text) && wanted->check(schema, text, wanted);
		if (!is_good)
			text->s = (str){0};
		ok &= is_good;
	}
	memcpy(into, &list, sizeof list);
	return ok;
}

bool load_contacts(struct schema *schema, const struct yaml_node *node, void *into)
{
	static const char *const schemes[] = {"mailto:", "https://", "tel:", NULL};
	static const struct wanted wanted = {"an address", "mailto:, https://, tel:", schemes, check_scheme};
	return load_list(schema, node, into, &wanted);
}

bool load_keys(struct schema *schema, const struct yaml_node *node, void *into)
{
	static const char *const schemes[] = {"https://", "dns:", "openpgp4fpr:", NULL};
	static const struct wanted wanted = {
		"an address of a key", "https://, dns:, openpgp4fpr:", schemes, check_scheme};
	return load_list(schema, node, into, &wanted);
}

bool load_languages(struct schema *schema, const struct yaml_node *node, void *into)
{
	static const struct wanted wanted = {"a language", "", NULL, check_language};
	return load_list(schema, node, into, &wanted);
}
