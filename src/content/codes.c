/* SPDX-License-Identifier: MIT */
#include "content/codes.h"

#include <stddef.h>

const char country_codes[] = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN "
			     "BO BQ BR BS BT BV BW BY BZ "
			     "CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG "
			     "EH ER ES ET FI FJ FK FM FO "
			     "FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE "
			     "IL IM IN IO IQ IR IS IT JE "
			     "JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD "
			     "ME MF MG MH MK ML MM MN MO "
			     "MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG "
			     "PH PK PL PM PN PR PS PT PW "
			     "PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ "
			     "TC TD TF TG TH TJ TK TL TM "
			     "TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW ";

const char currency_codes[] = "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN "
			      "BWP BYN BZD CAD CDF CHF CLP "
			      "CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD "
			      "GNF GTQ GYD HKD HNL HTG HUF "
			      "IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR "
			      "LRD LSL LYD MAD MDL MGA MKD "
			      "MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP "
			      "PKR PLN PYG QAR RON RSD RUB "
			      "RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP "
			      "TRY TTD TWD TZS UAH UGX USD "
			      "UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG ";

const char *const soc_forms[] = {"99-9999", "99-9999.99", NULL};
const char *const isco_forms[] = {"9999", NULL};

static bool is_listed(str code, const char *list, size_t length)
{
	str all = str_of(list), one;
	while (code.len == length && str_take_until(&all, ' ', &one))
		if (str_eq(one, code))
			return true;
	return false;
}

void codes_check_country(struct text code, struct diags *diags)
{
	if (code.s.len == 0 || is_listed(code.s, country_codes, 2))
		return;
	diag_error(diags, code.mark, "unknown-country", "'%.*s' is no ISO 3166 country code", STR_ARG(code.s));
	diag_hint(
		diags, "two capital letters, such as US, IN or DE%s", str_eq(code.s, S("UK")) ? "; Britain is GB" : "");
}

void codes_check_currency(struct text code, struct diags *diags)
{
	if (code.s.len == 0 || is_listed(code.s, currency_codes, 3))
		return;
	diag_error(diags, code.mark, "unknown-currency", "'%.*s' is no ISO 4217 currency code", STR_ARG(code.s));
	diag_hint(diags, "three capital letters, such as USD, INR or EUR");
}

/* '9' stands for any digit. */
static bool has_form(str code, const char *form)
{
	str wanted = str_of(form);
	if (code.len != wanted.len)
		return false;
	for (size_t i = 0; i < code.len; i++) {
		bool is_digit = code.at[i] >= '0' && code.at[i] <= '9';
		if (wanted.at[i] == '9' ? !is_digit : code.at[i] != wanted.at[i])
			return false;
	}
	return true;
}

static bool has_one_of(str code, const char *const *forms)
{
	while (*forms && !has_form(code, *forms))
		forms++;
	return *forms != NULL;
}

void codes_check_soc(struct text code, struct diags *diags)
{
	if (code.s.len == 0 || has_one_of(code.s, soc_forms))
		return;
	diag_error(diags, code.mark, "bad-code", "'%.*s' is no SOC code", STR_ARG(code.s));
	diag_hint(diags, "write 15-1252, or 15-1252.00 as O*NET does");
}

void codes_check_isco(struct text code, struct diags *diags)
{
	if (code.s.len == 0 || has_one_of(code.s, isco_forms))
		return;
	diag_error(diags, code.mark, "bad-code", "'%.*s' is no ISCO-08 code", STR_ARG(code.s));
	diag_hint(diags, "four digits, such as 2512");
}
