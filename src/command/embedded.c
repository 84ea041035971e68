/* SPDX-License-Identifier: MIT */
#include "command/embedded.h"

#include <assert.h>
#include <string.h>

str embedded_file(const char *name)
{
	for (size_t i = 0; i < embedded_count; i++)
		if (strcmp(embedded_files[i].name, name) == 0)
			return embedded_files[i].bytes;
	assert(!"the file is named in meson.build");
	return (str){0};
}
