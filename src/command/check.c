/* SPDX-License-Identifier: MIT */
/* All that can be wrong: the sources first, and when they are fine, what is made of them. */
#include <unistd.h>

#include "command/command.h"
#include "command/project.h"
#include "page/inspect.h"

static const char *const formats[] = {"text", "json", "github"};

enum check_format { CHECK_TEXT, CHECK_JSON, CHECK_GITHUB, CHECK_FORMATS };

static enum check_format format_of(const struct invocation *invocation)
{
	enum check_format format = CHECK_TEXT;
	if (invocation->wants_json)
		return CHECK_JSON;
	if (invocation->format.len)
		while (format < CHECK_FORMATS && !str_eq(invocation->format, str_of(formats[format])))
			format++;
	return format;
}

/* "2 warnings in 32 files, 62 pages, 2,310 links, 80 ms" */
static void put_summary(struct invocation *invocation, const struct project *project, const struct inspection *seen,
	const struct diags *diags, int64_t milliseconds)
{
	struct buf *out = &invocation->messages;
	command_put_skipped(&project->site, out);
	command_put_variant(&project->site, out);
	if (diags->errors + diags->warnings)
		command_put_problems(diags, out);
	else
		buf_put(out, S("no problems"));
	buf_put(out, S(" in "));
	command_put_count(out, project->site.input_count, "file");
	if (seen->pages) {
		buf_put(out, S(", "));
		command_put_count(out, seen->pages, "page");
		buf_put(out, S(", "));
		command_put_count(out, seen->links, "link");
		buf_printf(out, ", %lld ms", (long long)milliseconds);
	}
	buf_char(out, '\n');
}

/* Where somebody reads along, and nowhere else. */
static void put_pointer(struct invocation *invocation, const struct diags *diags)
{
	if (diags->first && isatty(STDERR_FILENO))
		buf_printf(&invocation->messages, "`rolecast help %s` tells more of the first; so for each id\n",
			diags->first->id);
}

static void put_unseen(struct invocation *invocation)
{
	buf_put(&invocation->messages,
		S("links, headings and pictures of the pages were not looked at: this rolecast is built without "
		  "libxml2\n"));
}

enum exit_status command_check(struct invocation *invocation)
{
	struct project project = {0};
	struct diags diags = {0};
	struct inspection seen = {0};
	enum check_format format = format_of(invocation);
	int64_t start = clock_ms();
	if (format == CHECK_FORMATS)
		return command_no_choice(invocation, "format", invocation->format, formats, COUNT(formats));
	bool is_loaded = command_load(invocation, &project, &diags);
	bool is_fit = is_loaded && host_check(&project.plan, 0, &diags);
	if (is_loaded && inspect_is_there()) {
		inspect_site(&project.plan, invocation->workers, &seen, &diags);
		if (is_fit)
			host_check_sizes(&project.site, &seen.sizes, &diags);
	}
	enum exit_status status = command_report(invocation, &diags);
	if (!invocation->is_quiet && is_loaded && !inspect_is_there())
		put_unseen(invocation);
	if (!invocation->is_quiet && format == CHECK_TEXT)
		put_summary(invocation, &project, &seen, &diags, clock_ms() - start);
	if (!invocation->is_quiet && format == CHECK_TEXT)
		put_pointer(invocation, &diags);
	diags_free(&diags);
	project_free(&project);
	return status;
}
