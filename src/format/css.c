/* SPDX-License-Identifier: MIT */
#include "format/css.h"

static bool is_quote(str text)
{
	return text.len && (text.at[0] == '"' || text.at[0] == '\'');
}

static str take_quoted(str *rest)
{
	char quote = rest->at[0];
	str quoted = {0};
	*rest = str_skip(*rest, 1);
	str_take_until(rest, quote, &quoted);
	return quoted;
}

static str take_bracketed(str *rest)
{
	str inside = {0};
	*rest = str_trim(*rest);
	if (is_quote(*rest))
		return take_quoted(rest);
	str_take_until(rest, ')', &inside);
	return str_trim(inside);
}

/* Where something begins that says what follows: a comment, a string, an address. */
static size_t next_start(str rest)
{
	for (size_t i = 0; i < rest.len; i++) {
		str at = str_skip(rest, i);
		if (is_quote(at) || str_starts(at, S("/*")) || str_starts(at, S("url("))
			|| str_starts(at, S("@import")))
			return i;
	}
	return rest.len;
}

void css_addresses(str style, css_address_fn *fn, void *context)
{
	str rest = style;
	for (;;) {
		rest = str_skip(rest, next_start(rest));
		str address = {0};
		if (rest.len == 0)
			return;
		if (str_take(&rest, S("/*"))) {
			rest = str_skip(rest, str_search(rest, S("*/")) + 2);
			continue;
		}
		if (str_take(&rest, S("url("))) {
			address = take_bracketed(&rest);
		} else if (str_take(&rest, S("@import"))) {
			rest = str_trim(rest);
			if (!is_quote(rest))
				continue;
			address = take_quoted(&rest);
		} else {
			take_quoted(&rest);
		}
		if (address.len)
			fn(context, address);
	}
}
