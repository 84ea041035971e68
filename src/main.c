/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <signal.h>
#include <stdio.h>

#include "command/command.h"

static bool write_all(const struct buf *text, FILE *file)
{
	size_t written = text->len ? fwrite(text->at, 1, text->len, file) : 0;
	return written == text->len && fflush(file) == 0;
}

static enum exit_status run(struct invocation *invocation, int count, char **words)
{
	if (!command_parse(invocation, count, words))
		return EXIT_USAGE;
	if (invocation->wants_help) {
		command_help(invocation, invocation->command, &invocation->output);
		return EXIT_FINE;
	}
	return invocation->command->run(invocation);
}

int main(int count, char **words)
{
	struct arena arena = {0};
	struct invocation invocation = {.arena = &arena};
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN); /* a file that may not grow is an error like any other */
	enum exit_status status = run(&invocation, count, words);
	write_all(&invocation.messages, stderr);
	if (!write_all(&invocation.output, stdout)) {
		/* a reader that has seen enough, such as head, is no mishap */
		if (errno != EPIPE)
			perror("rolecast: cannot write to standard output");
		status = EXIT_SYSTEM;
	}
	buf_free(&invocation.output);
	buf_free(&invocation.messages);
	arena_free(&arena);
	return (int)status;
}
