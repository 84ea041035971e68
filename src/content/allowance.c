/* SPDX-License-Identifier: MIT */
/* Allowances are found in the files' text, since YAML's comments are in no tree. One that stands alone on its line is
   for the next line that is neither blank nor such a comment; else it is for its own line. */
#include <string.h>

#include "base/nearest.h"
#include "content/lint.h"
#include "content/load.h"

static const char *const ids[] = {"uncited-figure", "restated-number", "promised-number", "expired-source",
	"superseded-source", "currency-country", "unattributed-quote", "forecast-due", "repeated-sentence"};

struct comment {
	size_t from, to; /* with its marks */
	str says;        /* between them */
};

static size_t line_begin(str text, size_t at)
{
	while (at > 0 && text.at[at - 1] != '\n')
		at--;
	return at;
}

static size_t line_behind(str text, size_t at)
{
	return at + str_find(str_skip(text, at), '\n') + 1;
}

/* The sign of a list or a quote leaves a line to the comment. */
static bool is_alone(str text, size_t from, size_t to)
{
	size_t begin = line_begin(text, from);
	for (size_t i = begin; i < from; i++)
		if (text.at[i] != ' ' && text.at[i] != '\t' && text.at[i] != '>')
			return false;
	return str_trim(str_part(text, to, line_behind(text, to) - 1)).len == 0;
}

static bool is_note_line(str line)
{
	line = str_trim(line);
	while (str_take(&line, S(">")))
		line = str_trim(line);
	if (!str_take(&line, S("#")) && !str_take(&line, S("<!--")))
		return line.len == 0;
	return str_starts(str_trim(line), S("rolecast:"));
}

static size_t target_of(str text, const struct comment *comment)
{
	if (!is_alone(text, comment->from, comment->to))
		return line_begin(text, comment->from);
	size_t at = line_behind(text, comment->to);
	while (at < text.len && is_note_line(str_part(text, at, line_behind(text, at) - 1)))
		at = line_behind(text, at);
	return at;
}

static void unknown_id(struct diags *diags, struct mark mark, str id)
{
	struct nearest nearest = {.word = id};
	for (size_t i = 0; i < COUNT(ids); i++)
		nearest_offer(&nearest, str_of(ids[i]));
	if (id.len)
		diag_warning(diags, mark, "unknown-allowance", "'%.*s' is nothing that can be allowed", STR_ARG(id));
	else
		diag_warning(diags, mark, "unknown-allowance", "this does not say what it allows");
	if (nearest.best.len)
		diag_hint(diags, "did you mean '%.*s'?", STR_ARG(nearest.best));
	else
		diag_hint(diags,
			"what can be allowed: uncited-figure, restated-number, promised-number, expired-source, "
			"superseded-source, currency-country, unattributed-quote, forecast-due, repeated-sentence");
}

static bool is_id(str id)
{
	for (size_t i = 0; i < COUNT(ids); i++)
		if (str_eq(id, str_of(ids[i])))
			return true;
	return false;
}

static str take_id(str *rest)
{
	size_t length = 0;
	while (length < rest->len && ((rest->at[length] >= 'a' && rest->at[length] <= 'z') || rest->at[length] == '-'))
		length++;
	str id = str_part(*rest, 0, length);
	*rest = str_skip(*rest, length);
	return id;
}

static bool has_reason(str rest)
{
	size_t at = 0;
	while (at < rest.len && strchr(" ,;:.-", rest.at[at]))
		at++;
	return at < rest.len;
}

/* "rolecast: allow ID, reason". What begins otherwise is somebody's own comment, unless it was nearly that. */
static bool parse(
	const struct source *source, const struct comment *comment, struct allowance *allowance, struct diags *diags)
{
	str rest = str_trim(comment->says), word;
	if (!str_take(&rest, S("rolecast:")))
		return false;
	rest = str_trim(rest);
	word = take_id(&rest);
	struct nearest nearest = {.word = word};
	nearest_offer(&nearest, S("allow"));
	if (!str_eq(word, S("allow"))) {
		if (nearest.best.len) {
			diag_warning(diags, mark_slice(source, word), "unknown-allowance", "'%.*s' is no word here",
				STR_ARG(word));
			diag_hint(diags, "write: rolecast: allow uncited-figure, and why");
		}
		return false;
	}
	rest = str_trim(rest);
	str id = take_id(&rest);
	struct mark mark = id.len ? mark_slice(source, id) : mark_slice(source, word);
	if (!is_id(id)) {
		unknown_id(diags, mark, id);
		return false;
	}
	if (!has_reason(rest)) {
		diag_warning(diags, mark, "allow-without-reason", "this allows '%.*s' without a reason", STR_ARG(id));
		diag_hint(diags, "say behind a comma why it is right here: allow %.*s, counted by ourselves",
			STR_ARG(id));
	}
	*allowance = (struct allowance){.id = id, .mark = mark};
	return true;
}

static void keep(struct lint *lint, struct arena *arena, const struct source *source, const struct comment *comment,
	struct diags *diags)
{
	struct allowance allowance;
	if (!parse(source, comment, &allowance, diags))
		return;
	allowance.line = target_of(source->text, comment);
	allowance.is_for_block =
		source->text.at[comment->from] == '#' || is_alone(source->text, comment->from, comment->to);
	void **slot = map_at(&lint->allowances, arena, source->path);
	allowance.next = *slot;
	struct allowance *kept = arena_new(arena, struct allowance);
	*kept = allowance;
	*slot = kept;
}

/* In a fence or a code span a comment is only shown. */
static bool is_code(str text, size_t body, size_t at)
{
	bool is_fenced = false, is_span = false;
	str rest = str_part(text, body, line_begin(text, at)), line;
	while (str_take_line(&rest, &line)) {
		line = str_trim(line);
		is_fenced ^= str_starts(line, S("```")) || str_starts(line, S("~~~"));
	}
	for (size_t i = line_begin(text, at); i < at; i++)
		is_span ^= text.at[i] == '`';
	return is_fenced || is_span;
}

static void read_yaml(
	struct lint *lint, struct arena *arena, const struct source *source, size_t end, struct diags *diags)
{
	str text = source->text;
	for (size_t at = str_find(text, '#'); at < end; at += 1 + str_find(str_skip(text, at + 1), '#')) {
		if (at > 0 && !strchr(" \t\n", text.at[at - 1]))
			continue;
		struct comment comment = {.from = at, .to = line_behind(text, at) - 1};
		comment.says = str_part(text, at + 1, comment.to);
		if (str_starts(str_trim(comment.says), S("rolecast:")))
			keep(lint, arena, source, &comment, diags);
	}
}

static void read_markdown(
	struct lint *lint, struct arena *arena, const struct source *source, size_t body, struct diags *diags)
{
	str text = source->text;
	for (size_t at = str_find(text, '<'); at < text.len; at += 1 + str_find(str_skip(text, at + 1), '<')) {
		str rest = str_skip(text, at);
		if (!str_take(&rest, S("<!--")) || !str_starts(str_trim(str_part(rest, 0, 80)), S("rolecast:")))
			continue;
		size_t length = str_search(rest, S("-->"));
		struct comment comment = {.from = at, .says = str_part(rest, 0, length)};
		comment.to = at + strlen("<!--") + length + strlen("-->");
		if (length < rest.len && !(at >= body && is_code(text, body, at)))
			keep(lint, arena, source, &comment, diags);
	}
}

void allowances_read(struct lint *lint, struct arena *arena, struct diags *diags)
{
	for (size_t i = 0; i < lint->site->input_count; i++) {
		const struct input *input = lint->site->inputs[i];
		bool is_markdown = str_ends(input->below, S(".md"));
		bool is_yaml = str_ends(input->below, S(".yaml")) || str_ends(input->below, S(".yml"));
		if (!input->names_us || input->is_broken || !(is_markdown || is_yaml)
			|| site_has_carried(lint->site, &input->source))
			continue;
		size_t body = is_markdown ? document_start(input->source.text) : input->source.text.len;
		read_yaml(lint, arena, &input->source, body, diags);
		read_markdown(lint, arena, &input->source, body, diags);
	}
}

struct lines {
	size_t own, key; /* where they begin; alike unless a YAML value begins on the line below its key */
};

static struct lines lines_of(struct mark place)
{
	str text = place.source->text;
	size_t line = line_begin(text, place.at);
	struct lines lines = {line, line};
	if (line == 0 || str_trim(str_part(text, line, place.at)).len)
		return lines;
	size_t before = line_begin(text, line - 1);
	if (str_ends(str_trim(str_part(text, before, line)), S(":")))
		lines.key = before;
	return lines;
}

bool allowance_is_in(const struct lint *lint, const struct source *source)
{
	return lint->allowances.count && map_get(&lint->allowances, source->path);
}

bool allowance_covers(const struct lint *lint, const char *id, struct mark mark, struct mark holder)
{
	bool is_covered = false;
	if (!mark.source || !allowance_is_in(lint, mark.source))
		return false;
	struct lines at = lines_of(mark), of = lines_of(holder.source ? holder : mark);
	struct allowance *each = map_get(&lint->allowances, mark.source->path);
	for (; each; each = each->next) {
		bool is_here = each->line == at.own || each->line == at.key
			|| (each->is_for_block && (each->line == of.own || each->line == of.key));
		if (!is_here || !str_eq(each->id, str_of(id)))
			continue;
		each->is_used = is_covered = true;
	}
	return is_covered;
}

/* What was skipped was not looked at. */
static bool is_skipped(const struct site *site, str path)
{
	for (size_t i = 0; i < site->skipped_count; i++) {
		str skipped = site->skipped[i].path;
		if (str_ends(skipped, S("/index.md")) && str_starts(path, str_part(skipped, 0, skipped.len - 8)))
			return true;
		if (str_eq(path, skipped))
			return true;
	}
	return false;
}

void allowances_end(const struct lint *lint, struct diags *diags)
{
	for (size_t i = 0; i < lint->allowances.count; i++) {
		const struct allowance *each = lint->allowances.entries[i].value;
		for (; each && !is_skipped(lint->site, each->mark.source->path); each = each->next) {
			bool is_unseen = !lint->site->options.with_repeats && str_eq(each->id, S("repeated-sentence"));
			if (each->is_used || is_unseen)
				continue;
			diag_warning(diags, each->mark, "unused-allowance",
				"this allows '%.*s', but there is none here", STR_ARG(each->id));
			diag_hint(diags, "delete it, or put it on the line it is for or directly above");
		}
	}
}

void allowance_hint(struct diags *diags, const char *id, struct mark mark, const char *mend)
{
	bool is_markdown =
		mark.source && str_ends(mark.source->path, S(".md")) && mark.at >= document_start(mark.source->text);
	diag_hint(diags, "%s; or allow it: %s rolecast: allow %s, and why%s", mend, is_markdown ? "<!--" : "#", id,
		is_markdown ? " -->" : "");
}
