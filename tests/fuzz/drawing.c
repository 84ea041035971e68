/* SPDX-License-Identifier: MIT */
/* What the check of drawings lets pass is read by a real XML parser, too: in what that finds, even before a fault,
   nothing may run. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "content/load.h"
#include "format/html.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static const char *local_name(const char *name)
{
	const char *colon = strchr(name, ':');
	return colon ? colon + 1 : name;
}

static bool is_one_of(const char *name, const char *const *words)
{
	while (*words && strcmp(name, *words) != 0)
		words++;
	return *words;
}

/* As browsers read an address: without what is not seen at its beginning, line ends and tabs anywhere. */
static bool is_script(const char *address)
{
	const char *rest = "javascript:";
	while (*address && (unsigned char)*address <= ' ')
		address++;
	for (; *address && *rest; address++) {
		if (strchr("\t\n\r", *address))
			continue;
		if (strncasecmp(address, rest++, 1) != 0)
			return false;
	}
	return *rest == '\0';
}

static bool attribute_runs(const char *name, const char *value)
{
	if (strncmp(name, "xmlns", 5) == 0)
		return strcmp(value, "http://www.w3.org/1999/xhtml") == 0;
	const char *local = local_name(name);
	if (strcmp(local, "attributeName") == 0) {
		str changed = str_trim(str_of(value));
		changed = str_of(local_name(changed.at));
		return str_eq(str_trim(changed), S("href")) || str_starts(changed, S("on"));
	}
	return (strncmp(local, "on", 2) == 0 && local[2])
		|| ((strcmp(local, "href") == 0 || strcmp(local, "src") == 0) && is_script(value));
}

static void must_not_run(void *context, const struct html_element *element)
{
	static const char *const running[] = {
		"script", "foreignObject", "iframe", "object", "embed", "handler", "listener", NULL};
	(void)context;
	if (is_one_of(local_name(element->name), running))
		abort();
	for (const char *const *at = element->attributes; at && *at; at += 2)
		if (at[1] && attribute_runs(at[0], at[1]))
			abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct html_visitor visitor = {.open = must_not_run};
	struct xml_fault fault;
	struct arena arena = {0};
	str text = {(const char *)bytes, size};
	if (!drawing_runs(S("drawing.svg"), text))
		xml_visit(text, &visitor, &arena, &fault);
	arena_free(&arena);
	return 0;
}
