/* SPDX-License-Identifier: MIT */
#include "page/policy.h"

#include "base/url.h"

const struct policy_header policy_headers[] = {{"Cross-Origin-Opener-Policy", "same-origin"},
	{"Permissions-Policy",
		"accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), "
		"payment=(), usb=()"},
	{"Referrer-Policy", "strict-origin-when-cross-origin"}, {"X-Content-Type-Options", "nosniff"}};
const size_t policy_header_count = COUNT(policy_headers);

void policy_put(const struct site *site, struct buf *out)
{
	const struct form *form = site->settings.form;
	if (site->settings.unsafe_html.value)
		return;
	buf_put(out,
		S("default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
		  "font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'"));
	if (!form)
		return;
	struct url action = url_split(form->action.s);
	if (action.has_host)
		buf_printf(out, " %.*s://%.*s", STR_ARG(action.scheme), STR_ARG(action.host));
}

void policy_put_header(const struct site *site, struct buf *out)
{
	policy_put(site, out);
	buf_put(out, site->settings.unsafe_html.value ? S("frame-ancestors 'none'") : S("; frame-ancestors 'none'"));
}
