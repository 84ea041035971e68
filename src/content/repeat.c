/* SPDX-License-Identifier: MIT */
/* Sentences that stand in two roles. Each is brought to its bare words, so that case, marks, emphasis and notes make no
   difference, and known by a hash; sorted, the same ones lie together, the role that comes first before the others. */
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "content/lint.h"
#include "content/role.h"

/* Shorter ones, "It depends.", belong to everybody. Who reads as many complaints needs no more. */
enum { LEAST_WORDS = 6, MOST_REPEATS = 100 };

struct sentence {
	uint64_t hash;
	size_t role; /* as site.yaml's roles stand: by title */
	size_t number;
	const struct prose *prose;
	size_t from, to; /* in the prose */
	size_t holder;   /* where its paragraph begins */
};

struct gathering {
	struct buf sentences; /* struct sentence after struct sentence */
	struct buf words;     /* of the sentence at hand */
	size_t role;
	const struct field *field;
};

static bool is_word_byte(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9')
		|| (unsigned char)byte >= 0x80;
}

/* Bytes of what stands there but is not said: a note, the address of a link, a comment. */
static size_t unsaid(str rest)
{
	if (str_starts(rest, S("<!--")))
		return str_search(rest, S("-->"));
	if (str_starts(rest, S("[@")))
		return str_find(rest, ']') + 1;
	if (str_starts(rest, S("](")))
		return str_find(rest, ')') + 1;
	return 0;
}

/* A blank line, or a line that begins a heading, an item or a quote. */
static bool ends_paragraph(str rest)
{
	if (!str_take(&rest, S("\n")))
		return false;
	rest = str_part(rest, 0, str_find(rest, '\n'));
	rest = str_trim(rest);
	return rest.len == 0 || strchr("#-*>|", rest.at[0]);
}

static bool ends_sentence(str rest)
{
	if (!strchr(".!?:;", rest.at[0]))
		return rest.at[0] == '|' || ends_paragraph(rest);
	return rest.len == 1 || strchr(" \n\t\"'*)_]", rest.at[1]);
}

static size_t take_word(struct gathering *gathering, str rest)
{
	size_t length = 0;
	for (; length < rest.len; length++) {
		char byte = rest.at[length];
		bool joins = strchr("'-.,", byte) && length + 1 < rest.len && is_word_byte(rest.at[length + 1]);
		if (!is_word_byte(byte) && !joins)
			break;
		buf_char(&gathering->words, byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte);
	}
	buf_char(&gathering->words, ' ');
	return length;
}

static void keep(struct gathering *gathering, struct sentence *sentence, size_t words)
{
	if (words >= LEAST_WORDS) {
		sentence->hash = hash_64(buf_str(&gathering->words));
		sentence->number = gathering->sentences.len / sizeof *sentence;
		buf_put(&gathering->sentences, (str){(const char *)sentence, sizeof *sentence});
	}
	gathering->words.len = 0;
}

static void gather(struct gathering *gathering, const struct prose *prose)
{
	struct sentence sentence = {.role = gathering->role, .prose = prose};
	str raw = prose->raw;
	size_t words = 0, skipped;
	bool is_new = true;
	for (size_t at = 0; at < raw.len;) {
		str rest = str_skip(raw, at);
		if ((skipped = unsaid(rest)) > 0) {
			at += skipped;
		} else if (is_word_byte(rest.at[0])) {
			if (words++ == 0)
				sentence.from = at;
			if (is_new)
				sentence.holder = at;
			is_new = false;
			at += take_word(gathering, rest);
			sentence.to = at;
		} else {
			if (ends_sentence(rest)) {
				keep(gathering, &sentence, words);
				words = 0;
			}
			is_new |= ends_paragraph(rest);
			at++;
		}
	}
	keep(gathering, &sentence, words);
}

static void read_field(void *context, const struct record *record, const struct field *field, const void *loaded)
{
	(void)record, (void)loaded;
	((struct gathering *)context)->field = field;
}

/* Two professions may well do the same task; what is said of it is another matter. */
static void read_prose(void *context, struct prose *prose)
{
	struct gathering *gathering = context;
	if (prose->is_set && prose->mark.source && strcmp(gathering->field->name, "task") != 0)
		gather(gathering, prose);
}

static void read_record(struct gathering *gathering, const struct record *record, const void *loaded)
{
	const struct schema_visitor visitor = {.context = gathering, .field = read_field, .prose = read_prose};
	/* Only visitors that fill write, and this one reads. */
	schema_visit(record, (void *)(uintptr_t)loaded, &visitor);
}

static void gather_role(struct gathering *gathering, const struct site *site, const struct role *role)
{
	read_record(gathering, &role_table, &role->is);
	gather(gathering, &role->body);
	for (size_t i = 0; i < site->level_count; i++) {
		const struct level_page *page = role_level_page(role, i);
		read_record(gathering, &level_page_record, page);
		if (page->body.is_set)
			gather(gathering, &page->body);
	}
}

static int sentence_cmp(const void *a, const void *b)
{
	const struct sentence *left = a, *right = b;
	if (left->hash != right->hash)
		return left->hash < right->hash ? -1 : 1;
	return left->number < right->number ? -1 : left->number > right->number;
}

static struct mark mark_of_sentence(struct unfolded *unfolded, const struct sentence *sentence)
{
	return lint_mark(unfolded, sentence->prose, sentence->from, sentence->to - sentence->from);
}

static bool is_allowed(
	const struct lint *lint, struct unfolded *unfolded, const struct sentence *sentence, struct mark mark)
{
	return lint_allows(
		lint, unfolded, "repeated-sentence", sentence->prose, mark, sentence->holder, sentence->holder);
}

static void report(
	const struct lint *lint, const struct sentence *first, const struct sentence *again, struct diags *diags)
{
	struct unfolded of_first = {0}, of_again = {0};
	struct mark there = mark_of_sentence(&of_first, first), here = mark_of_sentence(&of_again, again);
	/* Either place may give the reason. */
	bool is_first_allowed = is_allowed(lint, &of_first, first, there),
	     is_again_allowed = is_allowed(lint, &of_again, again, here);
	arena_free(&of_first.room);
	arena_free(&of_again.room);
	if (is_first_allowed || is_again_allowed)
		return;
	str title = lint->site->roles[first->role].is.title.s;
	diag_warning(diags, here, "repeated-sentence", "this stands in '%.*s', too", STR_ARG(title));
	diag_note(diags, there, "here");
	allowance_hint(diags, "repeated-sentence", here, "say what is so of this role alone, or leave it out");
}

static void compare(const struct lint *lint, const struct sentence *sentences, size_t count, struct diags *diags)
{
	const struct sentence *first = sentences;
	size_t last_role = 0, repeats = 0;
	for (size_t i = 0; i < count && repeats < MOST_REPEATS; i++) {
		const struct sentence *each = &sentences[i];
		if (i == 0 || each->hash != first->hash) {
			first = each;
			last_role = each->role;
		} else if (each->role != last_role) {
			last_role = each->role;
			repeats++;
			report(lint, first, each, diags);
		}
	}
}

void lint_repeats(const struct lint *lint, struct diags *diags)
{
	const struct site *site = lint->site;
	struct gathering gathering = {0};
	for (gathering.role = 0; gathering.role < site->role_count; gathering.role++) {
		const struct role *role = &site->roles[gathering.role];
		/* Drafts hold what a scaffold asks. */
		if (!role->is.is_draft.value)
			gather_role(&gathering, site, role);
	}
	struct sentence *sentences = (struct sentence *)(void *)gathering.sentences.at;
	size_t count = gathering.sentences.len / sizeof *sentences;
	if (count)
		qsort(sentences, count, sizeof *sentences, sentence_cmp);
	compare(lint, sentences, count, diags);
	buf_free(&gathering.sentences);
	buf_free(&gathering.words);
}
