/* SPDX-License-Identifier: MIT */
/* What a page is about, for machines that read schema.org: one object with a graph, in page.data. */
#include "page/data.h"
#include "page/pages.h"

struct ld {
	const struct making *making;
	struct buf out;
	bool has_any; /* the object being written has a member already */
};

static void put_key(struct ld *ld, const char *key)
{
	if (ld->has_any)
		buf_char(&ld->out, ',');
	ld->has_any = true;
	buf_json(&ld->out, str_of(key));
	buf_char(&ld->out, ':');
}

static void put_text(struct ld *ld, const char *key, str text)
{
	if (text.len == 0)
		return;
	put_key(ld, key);
	buf_json(&ld->out, text);
}

static void put_int(struct ld *ld, const char *key, int64_t number)
{
	put_key(ld, key);
	buf_int(&ld->out, number);
}

static void begin(struct ld *ld, const char *type)
{
	buf_char(&ld->out, '{');
	ld->has_any = false;
	put_text(ld, "@type", str_of(type));
}

static void end(struct ld *ld)
{
	buf_char(&ld->out, '}');
	ld->has_any = true;
}

static void begin_member(struct ld *ld, const char *key, const char *type)
{
	put_key(ld, key);
	begin(ld, type);
}

/* Items of a list are begun with next, which puts the comma. */
static void begin_list(struct ld *ld, const char *key)
{
	put_key(ld, key);
	buf_char(&ld->out, '[');
}

static void next(struct ld *ld, size_t number, const char *type)
{
	if (number)
		buf_char(&ld->out, ',');
	begin(ld, type);
}

static void end_list(struct ld *ld)
{
	buf_char(&ld->out, ']');
	ld->has_any = true;
}

static str absolute(const struct ld *ld, str url)
{
	return str_starts(url, S("/")) ? view_absolute(ld->making->site, ld->making->arena, url) : url;
}

static void put_site(struct ld *ld, const char *key)
{
	begin_member(ld, key, "Organization");
	put_text(ld, "name", ld->making->site->settings.title.s);
	put_text(ld, "url", absolute(ld, value_str(ld->making->views->site_view.home)));
	end(ld);
}

static void put_crumbs(struct ld *ld, struct value crumbs)
{
	begin(ld, "BreadcrumbList");
	begin_list(ld, "itemListElement");
	for (uint32_t i = 0; i < crumbs.len; i++) {
		const struct view_link *link = (const void *)crumbs.items[i].fields;
		next(ld, i, "ListItem");
		put_int(ld, "position", (int64_t)i + 1);
		put_text(ld, "name", value_str(link->title));
		put_text(ld, "item", absolute(ld, value_str(link->url)));
		end(ld);
	}
	end_list(ld);
	end(ld);
}

static void put_website(struct ld *ld)
{
	const struct site *site = ld->making->site;
	begin(ld, "WebSite");
	put_text(ld, "name", site->settings.title.s);
	put_text(ld, "url", absolute(ld, value_str(ld->making->views->site_view.home)));
	put_text(ld, "description", site->settings.description.s);
	put_text(ld, "inLanguage", site->settings.language.s);
	end(ld);
}

static void put_texts(struct ld *ld, const char *key, const struct text *texts, size_t count)
{
	if (count == 0)
		return;
	begin_list(ld, key);
	for (size_t i = 0; i < count; i++) {
		buf_put(&ld->out, i ? S(",") : S(""));
		buf_json(&ld->out, texts[i].s);
	}
	end_list(ld);
}

static void put_salaries(struct ld *ld, const struct role *role)
{
	static const char *const units[] = {[PER_YEAR] = "YEAR", [PER_MONTH] = "MONTH", [PER_HOUR] = "HOUR"};
	if (role->is.pay.count == 0)
		return;
	begin_list(ld, "estimatedSalary");
	for (size_t i = 0; i < role->is.pay.count; i++) {
		const struct pay *pay = &role->is.pay.items[i];
		next(ld, i, "MonetaryAmount");
		put_text(ld, "name",
			arena_printf(ld->making->arena, "%.*s, %.*s", STR_ARG(pay->country.s), STR_ARG(pay->level.s)));
		put_text(ld, "currency", pay->currency.s);
		begin_member(ld, "value", "QuantitativeValue");
		put_key(ld, "value");
		buf_printf(&ld->out, "%lld.%02lld", (long long)pay->amount.value / 100,
			(long long)pay->amount.value % 100);
		put_text(ld, "unitText", str_of(units[pay->per.value]));
		end(ld);
		end(ld);
	}
	end_list(ld);
}

static void put_countries(struct ld *ld, const struct role *role)
{
	struct map seen = {0};
	for (size_t i = 0; i < role->is.pay.count; i++) {
		size_t count = seen.count;
		map_at(&seen, ld->making->arena, role->is.pay.items[i].country.s);
		if (seen.count == count)
			continue;
		if (count == 0)
			begin_list(ld, "occupationLocation");
		next(ld, count, "Country");
		put_text(ld, "name", strings_country(ld->making->views->strings, role->is.pay.items[i].country.s));
		end(ld);
	}
	if (seen.count)
		end_list(ld);
}

static void put_code(struct ld *ld, size_t number, const char *taxonomy, str code)
{
	next(ld, number, "CategoryCode");
	put_text(ld, "inCodeSet", str_of(taxonomy));
	put_text(ld, "codeValue", code);
	end(ld);
}

static void put_codes(struct ld *ld, const struct role *role)
{
	size_t count = 0;
	if (role->is.soc.s.len == 0 && role->is.isco.s.len == 0)
		return;
	begin_list(ld, "occupationalCategory");
	if (role->is.soc.s.len)
		put_code(ld, count++, "SOC 2018", role->is.soc.s);
	if (role->is.isco.s.len)
		put_code(ld, count++, "ISCO-08", role->is.isco.s);
	end_list(ld);
}

static void put_occupation(struct ld *ld, const struct role *role, str description)
{
	str *parts = arena_array(ld->making->arena, str, role->is.tasks.count);
	begin(ld, "Occupation");
	put_text(ld, "name", role->is.title.s);
	put_texts(ld, "alternateName", role->is.aliases.items, role->is.aliases.count);
	put_text(ld, "url", absolute(ld, role->url));
	put_text(ld, "description", description);
	put_codes(ld, role);
	for (size_t i = 0; i < role->is.tasks.count; i++)
		parts[i] = role->is.tasks.items[i].name.html.plain;
	put_text(ld, "responsibilities",
		strings_list(ld->making->views->strings, ld->making->arena, parts, role->is.tasks.count));
	if (role->is.skills.count) {
		begin_list(ld, "skills");
		for (size_t i = 0; i < role->is.skills.count; i++) {
			buf_put(&ld->out, i ? S(",") : S(""));
			buf_json(&ld->out, role->is.skills.items[i].name.s);
		}
		end_list(ld);
	}
	put_salaries(ld, role);
	put_countries(ld, role);
	begin_member(ld, "mainEntityOfPage", "WebPage");
	put_text(ld, "url", absolute(ld, role->url));
	put_text(ld, "lastReviewed", role->is.updated.text.s);
	end(ld);
	end(ld);
}

static void put_question(struct ld *ld, size_t number, str question, str answer)
{
	next(ld, number, "Question");
	put_text(ld, "name", question);
	begin_member(ld, "acceptedAnswer", "Answer");
	put_text(ld, "text", answer);
	end(ld);
	end(ld);
}

static void put_faq(struct ld *ld, struct value faq)
{
	const struct view_faq *view = (const void *)faq.fields;
	begin(ld, "FAQPage");
	begin_list(ld, "mainEntity");
	for (uint32_t i = 0; i < view->items.len; i++) {
		const struct view_question *question = (const void *)view->items.items[i].fields;
		put_question(ld, i, value_str(question->question_text), value_str(question->answer_text));
	}
	end_list(ld);
	end(ld);
}

static void put_list(struct ld *ld, struct value name, const struct role *const *roles, size_t count)
{
	begin(ld, "ItemList");
	put_text(ld, "name", value_str(name));
	put_int(ld, "numberOfItems", (int64_t)count);
	begin_list(ld, "itemListElement");
	for (size_t i = 0; i < count; i++) {
		next(ld, i, "ListItem");
		put_int(ld, "position", (int64_t)i + 1);
		put_text(ld, "name", roles[i]->is.title.s);
		put_text(ld, "url", absolute(ld, roles[i]->url));
		end(ld);
	}
	end_list(ld);
	end(ld);
}

static void put_download(struct ld *ld, size_t number, const struct data_file *file)
{
	str url = str_of(file->url);
	next(ld, number, "DataDownload");
	put_text(ld, "name", str_skip(url, str_starts(url, S("/api/v1/")) ? S("/api/v1/").len : 1));
	put_text(ld, "encodingFormat", str_ends(url, S(".csv")) ? S("text/csv") : S("application/json"));
	put_text(ld, "contentUrl", arena_join(ld->making->arena, ld->making->site->url, url));
	end(ld);
}

static void put_downloads(struct ld *ld)
{
	size_t count = 0;
	begin_list(ld, "distribution");
	for (size_t i = 0; i < data_file_count; i++)
		if (data_files[i].is_data && data_file_is_made(&data_files[i], ld->making->views))
			put_download(ld, count++, &data_files[i]);
	end_list(ld);
}

static void put_measures(struct ld *ld)
{
	static const struct {
		const char *name, *label;
		int64_t most;
	} measures[] = {{"risk", "risk", 100}, {"exposure", "exposure", 100}, {"threat", "threat", 10}};
	begin_list(ld, "variableMeasured");
	for (size_t i = 0; i < COUNT(measures); i++) {
		next(ld, i, "PropertyValue");
		put_text(ld, "name", strings_label(ld->making->views->strings, measures[i].label));
		put_text(ld, "propertyID", str_of(measures[i].name));
		put_int(ld, "minValue", 0);
		put_int(ld, "maxValue", measures[i].most);
		end(ld);
	}
	end_list(ld);
}

/* The days on which the judgements were made: what they describe is the AI of those days. */
static str coverage(const struct ld *ld)
{
	const struct site *site = ld->making->site;
	struct dated oldest = dataset_updated(site);
	str newest = oldest.text.s;
	for (size_t i = 0; i < site->role_count; i++)
		if (date_cmp(site->roles[i].is.updated.date, oldest.date) < 0)
			oldest = site->roles[i].is.updated;
	if (str_eq(oldest.text.s, newest))
		return newest;
	return arena_printf(ld->making->arena, "%.*s/%.*s", STR_ARG(oldest.text.s), STR_ARG(newest));
}

static void put_creator(struct ld *ld)
{
	const struct assessor *assessor = ld->making->site->settings.assessor;
	if (!assessor) {
		put_site(ld, "creator");
		return;
	}
	begin_member(ld, "creator", "Organization");
	put_text(ld, "name", assessor->name.s);
	put_text(ld, "url", absolute(ld, assessor->url.s));
	end(ld);
}

static void put_dataset(struct ld *ld, const struct view_meta *page)
{
	const struct settings *settings = &ld->making->site->settings;
	begin(ld, "Dataset");
	put_text(ld, "name",
		arena_printf(
			ld->making->arena, "%.*s: %.*s", STR_ARG(settings->title.s), STR_ARG(value_str(page->title))));
	put_text(ld, "description", value_str(page->description));
	put_text(ld, "url", value_str(page->canonical));
	put_text(ld, "version", settings->edition.s);
	put_text(ld, "inLanguage", settings->language.s);
	put_text(ld, "dateModified", dataset_updated(ld->making->site).text.s);
	put_text(ld, "temporalCoverage", coverage(ld));
	if (settings->data)
		put_text(ld, "license",
			settings->data->url.s.len ? absolute(ld, settings->data->url.s) : settings->data->licence.s);
	if (settings->assessor)
		put_text(ld, "measurementTechnique", settings->assessor->method.s);
	put_creator(ld);
	put_site(ld, "publisher");
	put_measures(ld);
	put_downloads(ld);
	end(ld);
}

static void put_article(struct ld *ld, const struct article *article, const struct view_meta *page)
{
	const struct assessor *assessor = ld->making->site->settings.assessor;
	bool is_house = assessor && str_eq(assessor->name.s, article->is.author.s);
	begin(ld, "Article");
	put_text(ld, "headline", article->is.title.s);
	put_text(ld, "description", article->is.dek.html.plain);
	put_text(ld, "url", value_str(page->canonical));
	put_text(ld, "datePublished", article->is.date.text.s);
	put_text(ld, "dateModified",
		article->is.updated.text.s.len ? article->is.updated.text.s : article->is.date.text.s);
	begin_member(ld, "author", is_house ? "Organization" : "Person");
	put_text(ld, "name", article->is.author.s);
	end(ld);
	put_site(ld, "publisher");
	end(ld);
}

static void put_term(struct ld *ld, const struct skill_topic *topic, const struct view_meta *page)
{
	begin(ld, "DefinedTerm");
	put_text(ld, "name", topic->name);
	put_text(ld, "description", value_str(page->description));
	put_text(ld, "url", value_str(page->canonical));
	end(ld);
}

static void comma(struct ld *ld)
{
	if (ld->out.at[ld->out.len - 1] != '[')
		buf_char(&ld->out, ',');
}

static void about_home(struct ld *ld, const struct view_meta *page)
{
	(void)page;
	put_website(ld);
}

static void about_roles(struct ld *ld, const struct view_meta *page)
{
	put_list(ld, page->title, ld->making->views->orders.by_risk, ld->making->site->role_count);
}

static void about_category(struct ld *ld, const struct view_meta *page)
{
	const struct views *views = ld->making->views;
	size_t number =
		(size_t)(views->category_of[ld->making->output->index] - ld->making->site->settings.categories.items);
	size_t first = views->orders.category_start[number];
	put_list(ld, page->title, views->orders.by_category + first, views->orders.category_start[number + 1] - first);
}

static void about_role(struct ld *ld, const struct view_meta *page)
{
	put_occupation(ld, &ld->making->site->roles[ld->making->output->index], value_str(page->description));
}

static void about_article(struct ld *ld, const struct view_meta *page)
{
	put_article(ld, &ld->making->site->articles[ld->making->output->index], page);
}

static void about_skill(struct ld *ld, const struct view_meta *page)
{
	put_term(ld, &ld->making->views->skills[ld->making->output->index], page);
}

/* What a page's kind adds to its breadcrumbs. */
static void (*const subjects[PAGE_KINDS])(struct ld *ld, const struct view_meta *page) = {
	[PAGE_HOME] = about_home,
	[PAGE_ROLES] = about_roles,
	[PAGE_CATEGORY] = about_category,
	[PAGE_ROLE] = about_role,
	[PAGE_ARTICLE] = about_article,
	[PAGE_SKILL] = about_skill,
	[PAGE_DATA] = put_dataset,
};

static void put_subject(struct ld *ld, const struct view_meta *page, struct value faq)
{
	void (*put)(struct ld *, const struct view_meta *) = subjects[ld->making->output->page];
	if (put) {
		comma(ld);
		put(ld, page);
	}
	if (faq.kind == VALUE_RECORD) {
		comma(ld);
		put_faq(ld, faq);
	}
}

void pages_data(const struct making *making, struct view_meta *page, struct value faq)
{
	struct ld ld = {.making = making};
	buf_put(&ld.out, S("{\"@context\":\"https://schema.org\",\"@graph\":["));
	if (page->crumbs.len)
		put_crumbs(&ld, page->crumbs);
	put_subject(&ld, page, faq);
	buf_put(&ld.out, S("]}"));
	str json = buf_copy(&ld.out, making->arena);
	buf_free(&ld.out);
	page->data = view_phrase_list(making->arena, &json, 1);
}
