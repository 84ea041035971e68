/* SPDX-License-Identifier: MIT */
/* security.txt is worth something only while it is true, and only where it is looked for: RFC 9116. */
#include "content/load.h"

enum { SOON = 30, A_YEAR = 366 };

static void check_expiry(const struct site *site, const struct dated *expires, struct diags *diags)
{
	int64_t left = date_days(expires->date) - date_days(site->options.as_of);
	struct mark mark = expires->text.mark;
	if (left < 0)
		diag_error(diags, mark, "security-expires", "this security contact expired on %.*s",
			STR_ARG(expires->text.s));
	else if (left > A_YEAR)
		diag_warning(diags, mark, "security-expires", "this security contact expires in more than a year");
	else if (left > 1 && left <= SOON)
		diag_warning(diags, mark, "security-expires", "this security contact expires in %d days", (int)left);
	else if (left <= 1)
		diag_warning(diags, mark, "security-expires", "this security contact expires %s",
			left ? "tomorrow" : "today");
	else
		return;
	diag_hint(diags, "%s",
		left > A_YEAR ? "RFC 9116 wants less, so that somebody looks at it once a year"
			      : "see that it still holds, then give it a later day");
}

static void check_secure(const struct text *urls, size_t count, struct diags *diags)
{
	for (size_t i = 0; i < count; i++) {
		str rest = urls[i].s;
		if (!str_take(&rest, S("http://")) && !str_starts(rest, S("mailto:")))
			continue;
		diag_error(diags, urls[i].mark, "bad-url", "an address in security.txt begins with https://");
		if (str_starts(urls[i].s, S("http://")))
			diag_hint(diags, "write https://%.*s", STR_ARG(rest));
	}
}

void security_check(const struct site *site, struct diags *diags)
{
	const struct security *security = site->settings.security;
	if (!security)
		return;
	if (date_is_set(security->expires.date))
		check_expiry(site, &security->expires, diags);
	check_secure(security->policy.items, security->policy.count, diags);
	check_secure(security->acknowledgments.items, security->acknowledgments.count, diags);
	check_secure(security->hiring.items, security->hiring.count, diags);
	if (site->base.len == 0 || security->contact.count == 0)
		return;
	diag_warning(diags, security->contact.items[0].mark, "security-place",
		"security.txt is looked for at the root of a domain, and this site is below %.*s/",
		STR_ARG(site->base));
	diag_hint(diags, "let the site at the root have one, and take `security` out here");
}
