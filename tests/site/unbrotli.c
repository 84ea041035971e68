/* SPDX-License-Identifier: MIT */
/* For tests of whole builds, as Python has no brotli: each line of the file that is named names another, and what
   stands beside that as FILE.br must decompress to exactly its bytes. Prints those that do not. */
#include <brotli/decode.h>
#include <fcntl.h>
#include <stdio.h>

#include "base/fs.h"

enum { LARGEST = 1 << 28 };

static bool is_same(str path, struct arena *arena)
{
	str plain, packed;
	str copy = arena_printf(arena, "%.*s.br", STR_ARG(path));
	if (!fs_read(AT_FDCWD, path, LARGEST, arena, &plain) || !fs_read(AT_FDCWD, copy, LARGEST, arena, &packed))
		return false;
	size_t len = plain.len + 1;
	char *room = arena_alloc(arena, len);
	return BrotliDecoderDecompress(packed.len, (const uint8_t *)packed.at, &len, (uint8_t *)room)
		== BROTLI_DECODER_RESULT_SUCCESS
		&& str_eq((str){room, len}, plain);
}

int main(int count, char **words)
{
	struct arena arena = {0}, lines = {0};
	str text, line;
	if (count != 2 || !fs_read(AT_FDCWD, str_of(words[1]), LARGEST, &lines, &text))
		return 2;
	int status = 0;
	while (str_take_line(&text, &line)) {
		if (!is_same(line, &arena)) {
			printf("%.*s\n", STR_ARG(line));
			status = 1;
		}
		arena_reset(&arena);
	}
	arena_free(&arena);
	arena_free(&lines);
	return status;
}
