/* SPDX-License-Identifier: MIT */
#include "command/diagnostics.h"

/* clang-format off */
static const struct diagnostic rows[] = {
	{"broken-anchor",
		"A link names a place that its page does not have. Headings in Markdown get their words as their "
		"id; rolecast show prints what a template sees.",
		"content/roles/clerk.md",
		"See [the work](#the-work).\n"
		"\n"
		"## Work\n"
		"\n"
		"Letters.\n",
		"See [the work](#work).\n"
		"\n"
		"## Work\n"
		"\n"
		"Letters.\n"},
	{"outside-base",
		"A link leaves the folder of the host that is the site's. base_url has a path, and the address "
		"begins without it: the link leads to somebody else's pages, or to none.",
		"themes/house/templates/missing.mustache",
		"{{<layout}}{{$main}}<h1>Not here</h1>\n"
		"<p><a href=\"/roles/\">All roles</a></p>{{/main}}{{/layout}}\n",
		"{{<layout}}{{$main}}<h1>Not here</h1>\n"
		"<p><a href=\"{{site.base}}/roles/\">All roles</a></p>{{/main}}{{/layout}}\n"},
	{"same-anchor",
		"Two elements of a page have one id. A link to it leads to the first.",
		"themes/house/templates/missing.mustache",
		"{{<layout}}{{$main}}<h1>Not here</h1>\n"
		"<p id=\"main\">Sorry.</p>{{/main}}{{/layout}}\n",
		"{{<layout}}{{$main}}<h1>Not here</h1>\n"
		"<p id=\"sorry\">Sorry.</p>{{/main}}{{/layout}}\n"},
	{"page-heading",
		"A page has no h1, or more than one. It says what the page is about, to those who see it and to "
		"those who hear it.",
		"themes/house/templates/missing.mustache",
		"{{<layout}}{{$main}}<p>Not here.</p>{{/main}}{{/layout}}\n",
		"{{<layout}}{{$main}}<h1>Not here</h1><p>Sorry.</p>{{/main}}{{/layout}}\n"},
	{"skipped-level",
		"A heading leaves out a level below the one before. Those who listen to a page find their way by "
		"its headings, and would look for what is missing.",
		"content/roles/clerk.md",
		"## Letters\n"
		"\n"
		"#### Sorting\n"
		"\n"
		"By hand.\n",
		"## Letters\n"
		"\n"
		"### Sorting\n"
		"\n"
		"By hand.\n"},
	{"empty-heading",
		"A heading has no words.",
		"themes/house/templates/missing.mustache",
		"{{<layout}}{{$main}}<h1>Not here</h1>\n"
		"<h2></h2><p>Sorry.</p>{{/main}}{{/layout}}\n",
		"{{<layout}}{{$main}}<h1>Not here</h1><p>Sorry.</p>{{/main}}{{/layout}}\n"},
	{"empty-section",
		"Nothing stands below a heading, or in a section. The reader who goes there finds nothing.",
		"content/roles/clerk.md",
		"## Letters\n"
		"\n"
		"## Telephone\n"
		"\n"
		"It rings.\n",
		"## Letters\n"
		"\n"
		"They come.\n"
		"\n"
		"## Telephone\n"
		"\n"
		"It rings.\n"},
	{"no-alt",
		"A picture has no words for those who do not see it. Pictures of the content always need some; a "
		"theme may say alt=\"\" for what is there for the looks only.",
		"themes/house/templates/missing.mustache",
		"{{<layout}}{{$main}}<h1>Not here</h1>\n"
		"<img src=\"{{site.icon}}\">{{/main}}{{/layout}}\n",
		"{{<layout}}{{$main}}<h1>Not here</h1>\n"
		"<img src=\"{{site.icon}}\" alt=\"\">{{/main}}{{/layout}}\n"},
	{"no-title",
		"A page has no title. Tabs, bookmarks and search engines would show its address.",
		"themes/house/templates/missing.mustache",
		"<!DOCTYPE html>\n"
		"<meta name=\"description\" content=\"Not here\"><h1>Not here</h1><p>Sorry.\n",
		"<!DOCTYPE html>\n"
		"<title>Not here</title>\n"
		"<meta name=\"description\" content=\"Not here\"><h1>Not here</h1><p>Sorry.\n"},
	{"long-title",
		"A title has more than 70 characters. Search engines and tabs cut it there.",
		"content/pages/about.md",
		"---\n"
		"title: >-\n"
		"  Who we are, why we count letters and telephone calls,\n"
		"  and what it is all good for\n"
		"---\n"
		"Text.\n",
		"---\n"
		"title: Who we are and why we count\n"
		"---\n"
		"Text.\n"},
	{"same-title",
		"Several pages have one title. In a list of tabs or results nobody can tell them apart.",
		"themes/house/partials/head.mustache",
		"<title>{{site.title}}</title>\n"
		"<meta name=\"description\" content=\"{{page.description}}\">\n",
		"<title>{{page.full_title}}</title>\n"
		"<meta name=\"description\" content=\"{{page.description}}\">\n"},
	{"no-description",
		"A page has no description. Search engines would show whatever words come first.",
		"themes/house/partials/head.mustache",
		"<title>{{page.full_title}}</title>\n",
		"<title>{{page.full_title}}</title>\n"
		"<meta name=\"description\" content=\"{{page.description}}\">\n"},
	{"long-description",
		"A description has more than 200 characters. Search engines cut it there, or before.",
		"content/pages/about.md",
		"---\n"
		"title: About us\n"
		"description: >-\n"
		"  We count letters and telephone calls, day by day and desk by desk, in four\n"
		"  offices of three towns, and have done so for many years, because nobody\n"
		"  else did, and because somebody should know how the work of clerks changes.\n"
		"---\n"
		"Text.\n",
		"---\n"
		"title: About us\n"
		"description: We count letters and telephone calls in four offices.\n"
		"---\n"
		"Text.\n"},
	{"same-description",
		"Several pages have one description. It is to say what is on its page only.",
		"themes/house/partials/head.mustache",
		"<title>{{page.full_title}}</title>\n"
		"<meta name=\"description\" content=\"{{site.description}}\">\n",
		"<title>{{page.full_title}}</title>\n"
		"<meta name=\"description\" content=\"{{page.description}}\">\n"},
	{"orphan",
		"No way leads from the home page to this page. Only search engines would find it. Pages that are "
		"found by other means (404.html, the feed) need no link.",
		"themes/house/partials/site_footer.mustache",
		"<footer>{{site.title}}</footer>\n",
		"<footer>\n"
		"{{#site.footer}}<a href=\"{{url}}\">{{title}}</a> {{/site.footer}}\n"
		"</footer>\n"},
	{"xml-syntax",
		"What a template makes is no well-formed XML. It is the feed, the site map or a drawing, and "
		"readers of feeds and browsers refuse it whole.",
		"themes/house/templates/badge.mustache",
		"<svg xmlns=\"http://www.w3.org/2000/svg\"><text>{{role.title}}</svg>\n",
		"<svg xmlns=\"http://www.w3.org/2000/svg\"><text>{{role.title}}</text></svg>\n"},
};
/* clang-format on */

const struct diagnostic_group diagnostics_pages = {"Pages", rows, COUNT(rows)};
