/* SPDX-License-Identifier: MIT */
#include "check.h"
#include "page/host.h"

static struct site site_on(enum host_kind host, const char *url, const char *base)
{
	struct site site = {.url = str_of(url), .base = str_of(base)};
	site.settings.host = (struct number){.value = host, .is_set = host < HOST_KINDS};
	return site;
}

/* Sizes are checked by numbers here: nobody wants to write a gigabyte to see it told. */
static void test_sizes(void **state)
{
	static const uint64_t mib = 1 << 20;
	static const struct {
		enum host_kind host;
		uint64_t bytes, largest;
		const char *want;
	} cases[] = {
		{HOST_CLOUDFLARE_PAGES, 9000 * mib, 25 * mib, ""},
		{HOST_CLOUDFLARE_PAGES, 26 * mib, 25 * mib + 1,
			"error: search.json: 25.0 MiB in one file are more than Cloudflare Pages takes: 25.0 MiB "
			"[host-limit]\n"},
		{HOST_GITHUB_PAGES, 1000000000, 100 * mib, ""},
		{HOST_GITHUB_PAGES, 1000000001, 1,
			"warning: 953.6 MiB in all are more than GitHub Pages takes without another plan or setting: "
			"953.6 MiB [host-limit]\n"},
		{HOST_GITHUB_PAGES, 1025 * mib, 1,
			"error: 1025.0 MiB in all are more than GitHub Pages takes: 1024.0 MiB [host-limit]\n"},
		{HOST_GITHUB_PAGES, 101 * mib, 101 * mib,
			"warning: search.json: 101.0 MiB in one file are more than GitHub Pages takes without another "
			"plan "
			"or setting: 100.0 MiB [host-limit]\n"},
		{HOST_GITLAB_PAGES, 1000000001, 1,
			"warning: 953.6 MiB in all are more than GitLab Pages takes without another plan or setting: "
			"953.6 MiB [host-limit]\n"},
		{HOST_NETLIFY, 9000 * mib, 900 * mib, ""},
		{HOST_NGINX, 9000 * mib, 900 * mib, ""},
		{HOST_STORAGE, 9000 * mib, 900 * mib, ""},
		{HOST_KINDS, 9000 * mib, 900 * mib, ""},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct site site = site_on(cases[i].host, "https://jobs.example", "");
		struct diags diags = {0};
		struct arena arena = {0};
		struct host_sizes sizes = {cases[i].bytes, cases[i].largest, S("search.json")};
		bool ok = host_check_sizes(&site, &sizes, &diags);
		str text = diags_text(&diags, &arena);
		assert_str(str_part(text, 0, str_search(text, S("hint:"))), cases[i].want);
		assert_int_equal(ok, diags.errors == 0);
		diags_free(&diags);
		arena_free(&arena);
	}
}

static void test_files(void **state)
{
	static const struct {
		enum host_kind host;
		const char *url, *base;
		enum host_file file;
		const char *want;
	} cases[] = {
		{HOST_GITHUB_PAGES, "https://jobs.example", "", HOST_FILE_DOMAIN, "CNAME"},
		{HOST_GITHUB_PAGES, "https://jobs.example:8443", "", HOST_FILE_DOMAIN, "CNAME"},
		{HOST_GITHUB_PAGES, "https://jobs.example/site", "/site", HOST_FILE_DOMAIN, NULL},
		{HOST_GITHUB_PAGES, "https://somebody.github.io", "", HOST_FILE_DOMAIN, NULL},
		{HOST_GITHUB_PAGES, "https://somebody.github.io/jobs", "/jobs", HOST_FILE_DOMAIN, NULL},
		{HOST_GITHUB_PAGES, "https://somebody.github.io/jobs", "/jobs", HOST_FILE_NO_JEKYLL, ".nojekyll"},
		{HOST_STORAGE, "https://jobs.example", "", HOST_FILE_DOMAIN, NULL},
		{HOST_NETLIFY, "https://jobs.example", "", HOST_FILE_HEADERS, "_headers"},
		{HOST_NETLIFY, "https://jobs.example", "", HOST_FILE_REDIRECTS, NULL},
		{HOST_NGINX, "https://jobs.example", "", HOST_FILE_NGINX, ".nginx.conf"},
		{HOST_KINDS, "https://jobs.example", "", HOST_FILE_NGINX, NULL},
		{HOST_KINDS, "https://jobs.example", "", HOST_FILE_SECURITY, NULL},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct site site = site_on(cases[i].host, cases[i].url, cases[i].base);
		const char *got = host_file_path(&site, cases[i].file);
		assert_int_equal(!got, !cases[i].want);
		if (got)
			assert_string_equal(got, cases[i].want);
	}
}

static void test_domain(void **state)
{
	struct site site = site_on(HOST_GITHUB_PAGES, "https://jobs.example:8443", "");
	struct plan plan = {.site = &site};
	struct buf out = {0};
	(void)state;
	host_file_render(&plan, HOST_FILE_DOMAIN, &out);
	assert_str(buf_str(&out), "jobs.example\n");
	out.len = 0;
	host_file_render(&plan, HOST_FILE_NO_JEKYLL, &out);
	assert_int_equal(out.len, 0);
	buf_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sizes), cmocka_unit_test(test_files), cmocka_unit_test(test_domain)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
