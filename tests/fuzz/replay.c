/* SPDX-License-Identifier: MIT */
/* replay FOLDER: runs a fuzz target over every file of its corpus, one TAP line each. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/fs.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int main(int count, char **words)
{
	struct arena arena = {0};
	struct fs_entry *entries;
	size_t entry_count;
	str where;
	if (count != 2 || !fs_list(str_of(words[1]), &arena, &entries, &entry_count, &where) || entry_count == 0) {
		printf("Bail out! no corpus\n");
		return 1;
	}
	for (size_t i = 0; i < entry_count; i++) {
		str text;
		if (!fs_read(AT_FDCWD, fs_join(&arena, str_of(words[1]), entries[i].path), 1 << 26, &arena, &text))
			return 1;
		/* A copy of just this size, so that a sanitizer sees one byte too far. */
		uint8_t *bytes = malloc(text.len + 1);
		for (size_t k = 0; bytes && k < text.len; k++)
			bytes[k] = (uint8_t)text.at[k];
		LLVMFuzzerTestOneInput(bytes, text.len);
		free(bytes);
		printf("ok %zu - %.*s\n", i + 1, STR_ARG(entries[i].path));
	}
	printf("1..%zu\n", entry_count);
	arena_free(&arena);
	return 0;
}
