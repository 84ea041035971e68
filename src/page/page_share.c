/* SPDX-License-Identifier: MIT */
/* What leaves the site: the card and badge of a role, links to pass a page on, the list for language models. */
#include "page/pages.h"

/* In Latin letters at 12 px, on average, and what stands around the text. */
enum { BADGE_LETTER_TENTHS = 66, BADGE_MARGIN = 24 };

bool views_has_cards(const struct views *views)
{
	const struct site *site = views->site;
	return !site->options.without_cards && (!site->settings.cards.is_set || site->settings.cards.value);
}

static str below(const struct making *making, const struct role *role, const char *name)
{
	return arena_printf(making->arena, "%.*s%s", STR_ARG(role->url), name);
}

static str badge_text(const struct making *making, const struct role *role)
{
	return strings_say(making->views->strings, making->arena, making->site->variant_count ? "badge_model" : "badge",
		FILLS({"role", role->is.title.s},
			{"risk", arena_printf(making->arena, "%u", role->baseline->score.risk.value)}));
}

static int64_t badge_width(str text)
{
	return (int64_t)str_columns(text) * BADGE_LETTER_TENTHS / 10 + (int64_t)2 * BADGE_MARGIN;
}

static str joined(const struct making *making, const char *before, str first, const char *between, str second)
{
	struct buf out = {0};
	buf_put(&out, str_of(before));
	buf_url(&out, first);
	buf_put(&out, str_of(between));
	buf_url(&out, second);
	str address = buf_copy(&out, making->arena);
	buf_free(&out);
	return address;
}

static struct value services(const struct making *making, str url, str text)
{
	const struct {
		const char *title;
		str url;
	} list[] = {
		{"LinkedIn", joined(making, "https://www.linkedin.com/sharing/share-offsite/?url=", url, "", (str){0})},
		{"Bluesky", joined(making, "https://bsky.app/intent/compose?text=", text, "%20", url)},
		{"X", joined(making, "https://x.com/intent/post?text=", text, "&url=", url)},
		{"WhatsApp", joined(making, "https://wa.me/?text=", text, "%20", url)}};
	struct view_link *links = arena_array(making->arena, struct view_link, COUNT(list));
	for (size_t i = 0; i < COUNT(list); i++) {
		links[i].title = value_text(str_of(list[i].title));
		links[i].url = value_text(list[i].url);
	}
	return VIEW_ITEMS(making->arena, link, links, COUNT(list));
}

static str embed_of(const struct making *making, str url, str badge, str text)
{
	struct buf out = {0};
	buf_printf(&out, "<a href=\"%.*s\"><img src=\"%.*s\" width=\"%lld\" height=\"40\" alt=\"", STR_ARG(url),
		STR_ARG(badge), (long long)badge_width(text));
	buf_html(&out, text);
	buf_put(&out, S("\"></a>"));
	str html = buf_copy(&out, making->arena);
	buf_free(&out);
	return html;
}

struct value pages_share(const struct making *making, const struct role *role, struct view_meta *page)
{
	struct view_share *view = arena_new(making->arena, struct view_share);
	str url = view_absolute(making->site, making->arena, role->url), text = badge_text(making, role);
	str badge = below(making, role, "badge.svg");
	view->url = value_text(url);
	view->text = value_text(text);
	view->mail = value_text(joined(making, "mailto:?subject=", text, "&body=", url));
	view->badge = value_text(badge);
	view->badge_width = value_int(badge_width(text));
	view->embed = value_text(embed_of(making, url, view_absolute(making->site, making->arena, badge), text));
	view->links = services(making, url, text);
	if (views_has_cards(making->views)) {
		str card = below(making, role, "card.png");
		view->card = value_text(card);
		page->image = value_text(view_absolute(making->site, making->arena, card));
		page->image_alt = value_text(text);
	}
	return view_of(SHAPE_share, view);
}

/* Tenths of a letter, since capitals are wide and an i is not. */
static size_t width_of(str text)
{
	enum { NARROW = 6, WIDE = 14, USUAL = 10 };
	size_t width = 0;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];
		bool is_inside = ((unsigned char)c & 0xC0) == 0x80;
		bool is_narrow =
			c == 'i' || c == 'j' || c == 'l' || c == 't' || c == 'f' || c == ' ' || c == ',' || c == '.';
		bool is_wide = (c >= 'A' && c <= 'Z' && c != 'I') || c == 'm' || c == 'w';
		width += is_inside ? 0 : is_narrow ? NARROW : is_wide ? WIDE : USUAL;
	}
	return width;
}

/* Breaks between words into at most `most` lines of about `width` letters; the last takes what is left. */
static size_t break_lines(str text, size_t width, size_t most, str *lines)
{
	size_t count = 0;
	while (text.len && count + 1 < most) {
		size_t end = 0, at = 0;
		while (at < text.len) {
			size_t next = at + str_find(str_skip(text, at), ' ');
			if (end && width_of(str_part(text, 0, next)) > 10 * width)
				break;
			end = next;
			at = next + 1;
		}
		lines[count++] = str_part(text, 0, end);
		text = str_skip(text, end + 1);
	}
	if (text.len)
		lines[count++] = text;
	return count;
}

static struct value card_lines(const struct making *making, str question, int64_t *size)
{
	enum {
		MOST = 3,
		LARGE = 76,
		MIDDLE = 60,
		SMALL = 46,
		LARGE_WIDTH = 28,
		MIDDLE_WIDTH = 35,
		SMALL_WIDTH = 46,
		TOP = 200
	};
	str lines[MOST + 1];
	*size = LARGE;
	size_t count = break_lines(question, LARGE_WIDTH, MOST, lines);
	if (count == MOST) {
		*size = MIDDLE;
		count = break_lines(question, MIDDLE_WIDTH, MOST, lines);
		if (width_of(lines[count - 1]) > (size_t)10 * MIDDLE_WIDTH) {
			*size = SMALL;
			count = break_lines(question, SMALL_WIDTH, MOST, lines);
		}
	}
	struct view_card_line *items = arena_array(making->arena, struct view_card_line, count);
	for (size_t i = 0; i < count; i++) {
		items[i].text = value_text(lines[i]);
		items[i].y = value_int(TOP + (int64_t)i * *size * 11 / 10);
	}
	return VIEW_ITEMS(making->arena, card_line, items, count);
}

struct value pages_card(const struct making *making)
{
	const struct role_views *shared = pages_role_views(making);
	struct view_card_page *view = arena_new(making->arena, struct view_card_page);
	str question = value_str(shared->view.question);
	int64_t size;
	pages_root(making, pages_meta(making, question, (str){0}), view);
	view->role = view_of(SHAPE_role, &shared->view);
	view->score = view_of(SHAPE_score, &shared->scores[making->site->baseline]);
	view->lines = card_lines(making, question, &size);
	view->size = value_int(size);
	view->has_hours = value_bool(role_has_hours(shared->role));
	return view_of(SHAPE_card_page, view);
}

struct value pages_badge(const struct making *making)
{
	const struct role_views *shared = pages_role_views(making);
	struct view_badge_page *view = arena_new(making->arena, struct view_badge_page);
	str text = badge_text(making, shared->role);
	pages_root(making, pages_meta(making, text, (str){0}), view);
	view->role = view_of(SHAPE_role, &shared->view);
	view->score = view_of(SHAPE_score, &shared->scores[making->site->baseline]);
	view->text = value_text(text);
	view->width = value_int(badge_width(text));
	return view_of(SHAPE_badge_page, view);
}

struct value pages_llms(const struct making *making)
{
	const struct views *views = making->views;
	struct view_llms_page *view = arena_new(making->arena, struct view_llms_page);
	struct view_role_group *groups = arena_array(making->arena, struct view_role_group, views->category_count);
	pages_root(
		making, pages_meta(making, making->site->settings.title.s, making->site->settings.description.s), view);
	for (size_t i = 0; i < views->category_count; i++) {
		size_t number = (size_t)(views->category_of[i] - making->site->settings.categories.items);
		size_t first = views->orders.category_start[number];
		groups[i].title = value_text(views->category_of[i]->title.s);
		groups[i].items = view_role_items(views, views->orders.by_category + first,
			views->orders.category_start[number + 1] - first, making->arena);
	}
	view->groups = VIEW_ITEMS(making->arena, role_group, groups, views->category_count);
	view->articles = pages_articles_list(making, making->site->article_count);
	return view_of(SHAPE_llms_page, view);
}
