/* SPDX-License-Identifier: MIT */
#include "base/nearest.h"
#include "command/command.h"
#include "content/file_kind.h"
#include "format/schema_json.h"

enum exit_status command_schema(struct invocation *invocation)
{
	str name = str_of(invocation->arguments[0]);
	struct nearest nearest = {.word = name};
	struct file_kind kind;
	if (file_kind_named(name, &kind)) {
		schema_json(kind.field, &invocation->output);
		return EXIT_FINE;
	}
	for (size_t i = 0; file_kind_at(i, &kind); i++)
		nearest_offer(&nearest, str_of(kind.field->name));
	buf_printf(&invocation->messages, "rolecast: there is no schema of '%.*s'\n",
		STR_ARG(buf_shown_in(invocation->arena, name)));
	if (nearest.best.len)
		buf_printf(&invocation->messages, "hint: did you mean '%.*s'?\n", STR_ARG(nearest.best));
	else
		buf_put(&invocation->messages, S("hint: `rolecast help schema` lists them\n"));
	return EXIT_USAGE;
}
