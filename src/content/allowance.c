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

/* Of a file that allows something. */
struct file_allowances {
	const struct source *source;
	struct allowance *first;
	struct map by_line; /* bytes of allowance.line → one of each sort */
	size_t *lines;      /* where each begins */
	size_t line_count;
	/* While it is read, from its beginning to its end. */
	size_t line, at; /* up to here it is known whether code is open: lines before `line`, in it bytes before `at` */
	bool is_fenced, is_span;
	size_t notes_from, notes_to; /* lines that hold notes only, and what they are for */
};

static void find_lines(struct file_allowances *file, struct arena *arena)
{
	str text = file->source->text;
	size_t count = 1;
	for (size_t at = 0; (at += str_find(str_skip(text, at), '\n')) < text.len; at++)
		count++;
	file->lines = arena_array(arena, size_t, count);
	file->line_count = 1;
	for (size_t at = 0; (at += str_find(str_skip(text, at), '\n')) < text.len;)
		file->lines[file->line_count++] = ++at;
}

static size_t line_of(const struct file_allowances *file, size_t at)
{
	size_t first = 0, behind = file->line_count;
	while (behind - first > 1) {
		size_t middle = first + (behind - first) / 2;
		if (file->lines[middle] <= at)
			first = middle;
		else
			behind = middle;
	}
	return first;
}

static size_t line_begin(const struct file_allowances *file, size_t at)
{
	return file->lines[line_of(file, at)];
}

static size_t line_behind(str text, size_t at)
{
	return at + str_find(str_skip(text, at), '\n') + 1;
}

/* The sign of a list or a quote leaves a line to the comment. */
static bool is_alone(const struct file_allowances *file, size_t from, size_t to)
{
	str text = file->source->text;
	size_t begin = line_begin(file, from);
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

static size_t target_of(struct file_allowances *file, const struct comment *comment)
{
	str text = file->source->text;
	if (!is_alone(file, comment->from, comment->to))
		return line_begin(file, comment->from);
	size_t from = line_behind(text, comment->to), at = from;
	if (from >= file->notes_from && from <= file->notes_to)
		return file->notes_to;
	while (at < text.len && is_note_line(str_part(text, at, line_behind(text, at) - 1)))
		at = line_behind(text, at);
	file->notes_from = from;
	file->notes_to = at;
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

static void keep(struct file_allowances *file, struct arena *arena, const struct comment *comment, struct diags *diags)
{
	struct allowance allowance;
	const struct source *source = file->source;
	if (!parse(source, comment, &allowance, diags))
		return;
	struct allowance *kept = arena_new(arena, struct allowance);
	*kept = allowance;
	kept->line = target_of(file, comment);
	kept->is_for_block = source->text.at[comment->from] == '#' || is_alone(file, comment->from, comment->to);
	kept->next = file->first;
	file->first = kept;
	void **slot = map_at(&file->by_line, arena, (str){(const char *)&kept->line, sizeof kept->line});
	for (kept->same = *slot; kept->same; kept->same = kept->same->same_line)
		if (kept->same->is_for_block == kept->is_for_block && str_eq(kept->same->id, kept->id))
			return;
	kept->same_line = *slot;
	*slot = kept;
}

/* In a fence or a code span a comment is only shown. Asked of places one behind the other. */
static bool is_code(struct file_allowances *file, size_t body, size_t at)
{
	str text = file->source->text;
	size_t last = line_of(file, at);
	for (; file->line < last; file->line++) {
		size_t from = file->lines[file->line];
		str line = str_trim(str_part(text, from, file->lines[file->line + 1]));
		file->is_fenced ^= from >= body && (str_starts(line, S("```")) || str_starts(line, S("~~~")));
	}
	if (file->at < file->lines[last]) {
		file->at = file->lines[last];
		file->is_span = false;
	}
	for (; file->at < at; file->at++)
		file->is_span ^= text.at[file->at] == '`';
	return file->is_fenced || file->is_span;
}

static void read_yaml(struct file_allowances *file, struct arena *arena, size_t end, struct diags *diags)
{
	str text = file->source->text;
	for (size_t at = str_find(text, '#'); at < end; at += 1 + str_find(str_skip(text, at + 1), '#')) {
		if (at > 0 && !strchr(" \t\n", text.at[at - 1]))
			continue;
		struct comment comment = {.from = at, .to = line_behind(text, at) - 1};
		comment.says = str_part(text, at + 1, comment.to);
		if (str_starts(str_trim(comment.says), S("rolecast:")))
			keep(file, arena, &comment, diags);
	}
	file->notes_from = file->notes_to = 0;
}

static void read_markdown(struct file_allowances *file, struct arena *arena, size_t body, struct diags *diags)
{
	static const size_t opening = sizeof "<!--" - 1;
	str text = file->source->text;
	size_t end = 0; /* of the comment at hand */
	for (size_t at = str_find(text, '<'); at < text.len; at += 1 + str_find(str_skip(text, at + 1), '<')) {
		str rest = str_skip(text, at);
		if (!str_take(&rest, S("<!--")) || !str_starts(str_trim(str_part(rest, 0, 80)), S("rolecast:")))
			continue;
		if (end < at + opening)
			end = at + opening + str_search(rest, S("-->"));
		if (end >= text.len)
			return;
		struct comment comment = {.from = at, .to = end + strlen("-->")};
		comment.says = str_part(text, at + opening, end);
		if (at < body || !is_code(file, body, at))
			keep(file, arena, &comment, diags);
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
		struct file_allowances *file = arena_new(arena, struct file_allowances);
		file->source = &input->source;
		find_lines(file, arena);
		read_yaml(file, arena, body, diags);
		read_markdown(file, arena, body, diags);
		if (file->first)
			*map_at(&lint->allowances, arena, input->source.path) = file;
	}
}

struct lines {
	size_t own, key; /* where they begin; alike unless a YAML value begins on the line below its key */
};

static struct lines lines_of(const struct file_allowances *file, struct mark place)
{
	str text = place.source->text;
	size_t number = line_of(file, place.at), line = file->lines[number];
	struct lines lines = {line, line};
	if (number == 0 || str_trim(str_part(text, line, place.at)).len)
		return lines;
	size_t before = file->lines[number - 1];
	if (str_ends(str_trim(str_part(text, before, line)), S(":")))
		lines.key = before;
	return lines;
}

bool allowance_is_in(const struct lint *lint, const struct source *source)
{
	return lint->allowances.count && map_get(&lint->allowances, source->path);
}

static bool use_line(const struct file_allowances *file, const char *id, size_t line, bool is_for_block)
{
	bool is_covered = false;
	struct allowance *each = map_get(&file->by_line, (str){(const char *)&line, sizeof line});
	for (; each; each = each->same_line) {
		if ((is_for_block && !each->is_for_block) || !str_eq(each->id, str_of(id)))
			continue;
		each->is_used = is_covered = true;
	}
	return is_covered;
}

bool allowance_covers(const struct lint *lint, const char *id, struct mark mark, struct mark holder)
{
	const struct file_allowances *file =
		mark.source && lint->allowances.count ? map_get(&lint->allowances, mark.source->path) : NULL;
	if (!file)
		return false;
	struct lines at = lines_of(file, mark), of = lines_of(file, holder.source == mark.source ? holder : mark);
	bool is_covered = use_line(file, id, at.own, false);
	is_covered |= at.key != at.own && use_line(file, id, at.key, false);
	is_covered |= of.own != at.own && use_line(file, id, of.own, true);
	is_covered |= of.key != of.own && of.key != at.key && use_line(file, id, of.key, true);
	return is_covered;
}

/* What was skipped was not looked at. */
static bool is_skipped(const struct site *site, str path)
{
	struct arena scratch = {0};
	bool has = skipped_has(site, path);
	for (str folder = fs_folder_of(path); folder.len && site->skipped_count && !has; folder = fs_folder_of(folder))
		has = skipped_has(site, arena_join(&scratch, folder, S("/index.md")));
	arena_free(&scratch);
	return has;
}

void allowances_end(const struct lint *lint, struct diags *diags)
{
	for (size_t i = 0; i < lint->allowances.count; i++) {
		const struct file_allowances *file = lint->allowances.entries[i].value;
		const struct allowance *each = is_skipped(lint->site, file->source->path) ? NULL : file->first;
		for (; each; each = each->next) {
			bool is_unseen = !lint->site->options.with_repeats && str_eq(each->id, S("repeated-sentence"));
			if ((each->same ? each->same : each)->is_used || is_unseen)
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
