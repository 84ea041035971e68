/* SPDX-License-Identifier: MIT */
#include "content/figure.h"

static const char *const promised[] = {"ways", "reasons", "tips", "steps", "skills", "things", "trends", "tools",
	"questions", "rules", "lessons", "signs", "mistakes", "ideas", "facts", "myths", "strategies", "principles",
	"habits", "jobs", "tasks", "examples", "answers", "methods", "changes", "roles", "careers", "risks", "points",
	"takeaways", "benefits", "challenges", "tricks", "resources", "courses", "books", "moves", "predictions",
	"traps", "pitfalls", "arguments", "scenarios", "shifts", "forces", "factors", NULL};
static const char *const leads[] = {"the", "our", "my", "these", "top", "here", "are", NULL};
static const char *const frames[] = {"conclusion", "conclusions", "introduction", "summary", "sources", "faq",
	"further", "frequently", "questions", "finally", "references", "notes", "about", "overview", "methodology",
	"method", NULL};

/* At the start of the title or of a part of it: "Nurses: the 5 skills". */
static bool leads_part(str title, size_t at)
{
	for (;;) {
		size_t from = at;
		str word = quantity_word_before(title, &from);
		if (word.len == 0)
			break;
		if (!quantity_is_one_of(word, leads))
			return false;
		at = from;
	}
	while (at > 0 && title.at[at - 1] == ' ')
		at--;
	return at == 0 || title.at[at - 1] == '?' || title.at[at - 1] == ':' || title.at[at - 1] == '.'
		|| title.at[at - 1] == '!' || str_ends(str_part(title, 0, at), S("\xE2\x80\x94"))
		|| str_ends(str_part(title, 0, at), S("\xE2\x80\x93"));
}

bool promise_find(str title, struct promise *promise)
{
	enum { FAR = 3, MOST = 100 };
	struct quantity number;
	for (size_t at = 0; quantity_next(title, at, WORDING_ENGLISH, &number); at = number.to) {
		size_t end = number.to;
		if (!number.is_whole || number.value < 2 || number.value > MOST || !leads_part(title, number.from))
			continue;
		for (int i = 0; i <= FAR; i++) {
			if (end < title.len && title.at[end] == '-')
				end++; /* AI-proof skills */
			str word = quantity_word(title, &end);
			if (word.len == 0)
				break;
			if (!quantity_is_one_of(word, promised))
				continue;
			*promise = (struct promise){.count = number.value, .from = number.from, .to = end};
			return true;
		}
	}
	return false;
}

bool promise_is_frame(str heading)
{
	size_t at = 0;
	return quantity_is_one_of(quantity_word(heading, &at), frames);
}
