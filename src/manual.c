/* SPDX-License-Identifier: MIT */
/* Prints one manual page; the build runs it, and it is not installed. */
#include <stdio.h>
#include <string.h>

#include "command/command.h"
#include "content/reference.h"
#include "page/contract.h"

/* One row a page. */
static const struct {
	const char *name;
	void (*put)(const char *date, struct buf *out);
} pages[] = {{"rolecast.1", command_manual}, {"rolecast-content.5", reference_manual},
	{"rolecast-templates.5", contract_manual}};

static int print(void (*put)(const char *date, struct buf *out))
{
	struct buf out = {0};
	put(ROLECAST_DATE, &out);
	bool ok = fwrite(out.at, 1, out.len, stdout) == out.len && fflush(stdout) == 0;
	buf_free(&out);
	if (!ok)
		perror("manual: cannot write");
	return ok ? 0 : 3;
}

int main(int count, char **words)
{
	for (size_t i = 0; count == 2 && i < COUNT(pages); i++)
		if (strcmp(words[1], pages[i].name) == 0)
			return print(pages[i].put);
	fprintf(stderr, "usage: manual PAGE\npages:");
	for (size_t i = 0; i < COUNT(pages); i++)
		fprintf(stderr, " %s", pages[i].name);
	fputc('\n', stderr);
	return 2;
}
