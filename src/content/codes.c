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

/* The currencies in which pay is told in a country: what is legal tender there, and what stands beside it at a fixed
   rate or in common use. Bulgaria's lev is in pay of before 2026. */
static const char paid_in[] = "AD EUR|AE AED|AF AFN|AG XCD|AI XCD|AL ALL|AM AMD|AO AOA|AR ARS|AS USD|AT EUR|AU AUD|"
			      "AW AWG|AX EUR|AZ AZN|BA BAM|BB BBD|BD BDT|BE EUR|BF XOF|BG EUR BGN|BH BHD|BI BIF|BJ XOF|"
			      "BL EUR|BM BMD USD|BN BND SGD|BO BOB|BQ USD|BR BRL|BS BSD USD|BT BTN INR|BV NOK|BW BWP|"
			      "BY BYN|BZ BZD|CA CAD|CC AUD|CD CDF|CF XAF|CG XAF|CH CHF|CI XOF|CK NZD|CL CLP|CM XAF|"
			      "CN CNY|CO COP|CR CRC|CU CUP|CV CVE|CW XCG|CX AUD|CY EUR|CZ CZK|DE EUR|DJ DJF|DK DKK|"
			      "DM XCD|DO DOP|DZ DZD|EC USD|EE EUR|EG EGP|EH MAD|ER ERN|ES EUR|ET ETB|FI EUR|FJ FJD|"
			      "FK FKP GBP|FM USD|FO DKK|FR EUR|GA XAF|GB GBP|GD XCD|GE GEL|GF EUR|GG GBP|GH GHS|"
			      "GI GIP GBP|GL DKK|GM GMD|GN GNF|GP EUR|GQ XAF|GR EUR|GS GBP|GT GTQ|GU USD|GW XOF|GY GYD|"
			      "HK HKD|HM AUD|HN HNL|HR EUR|HT HTG USD|HU HUF|ID IDR|IE EUR|IL ILS|IM GBP|IN INR|IO USD|"
			      "IQ IQD|IR IRR|IS ISK|IT EUR|JE GBP|JM JMD|JO JOD|JP JPY|KE KES|KG KGS|KH KHR USD|KI AUD|"
			      "KM KMF|KN XCD|KP KPW|KR KRW|KW KWD|KY KYD|KZ KZT|LA LAK|LB LBP USD|LC XCD|LI CHF|LK LKR|"
			      "LR LRD USD|LS LSL ZAR|LT EUR|LU EUR|LV EUR|LY LYD|MA MAD|MC EUR|MD MDL|ME EUR|MF EUR|"
			      "MG MGA|MH USD|MK MKD|ML XOF|MM MMK|MN MNT|MO MOP HKD|MP USD|MQ EUR|MR MRU|MS XCD|MT EUR|"
			      "MU MUR|MV MVR|MW MWK|MX MXN|MY MYR|MZ MZN|NA NAD ZAR|NC XPF|NE XOF|NF AUD|NG NGN|NI NIO|"
			      "NL EUR|NO NOK|NP NPR|NR AUD|NU NZD|NZ NZD|OM OMR|PA PAB USD|PE PEN|PF XPF|PG PGK|PH PHP|"
			      "PK PKR|PL PLN|PM EUR|PN NZD|PR USD|PS ILS JOD USD|PT EUR|PW USD|PY PYG|QA QAR|RE EUR|"
			      "RO RON|RS RSD|RU RUB|RW RWF|SA SAR|SB SBD|SC SCR|SD SDG|SE SEK|SG SGD|SH SHP GBP|SI EUR|"
			      "SJ NOK|SK EUR|SL SLE|SM EUR|SN XOF|SO SOS|SR SRD|SS SSP|ST STN|SV USD|SX XCG|SY SYP|"
			      "SZ SZL ZAR|TC USD|TD XAF|TF EUR|TG XOF|TH THB|TJ TJS|TK NZD|TL USD|TM TMT|TN TND|TO TOP|"
			      "TR TRY|TT TTD|TV AUD|TW TWD|TZ TZS|UA UAH|UG UGX|UM USD|US USD|UY UYU|UZ UZS|VA EUR|"
			      "VC XCD|VE VES USD VED|VG USD|VI USD|VN VND|VU VUV|WF XPF|WS WST|YE YER|YT EUR|ZA ZAR|"
			      "ZM ZMW|ZW ZWG USD|";

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

str codes_currencies(str country)
{
	str all = str_of(paid_in), one;
	while (country.len == 2 && str_take_until(&all, '|', &one))
		if (str_take(&one, country))
			return str_trim(one);
	return (str){0};
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

bool codes_are(str code, const char *const *forms)
{
	while (*forms && !has_form(code, *forms))
		forms++;
	return *forms != NULL;
}

void codes_check_soc(struct text code, struct diags *diags)
{
	if (code.s.len == 0 || codes_are(code.s, soc_forms))
		return;
	diag_error(diags, code.mark, "bad-code", "'%.*s' is no SOC code", STR_ARG(code.s));
	diag_hint(diags, "write 15-1252, or 15-1252.00 as O*NET does");
}

void codes_check_isco(struct text code, struct diags *diags)
{
	if (code.s.len == 0 || codes_are(code.s, isco_forms))
		return;
	diag_error(diags, code.mark, "bad-code", "'%.*s' is no ISCO-08 code", STR_ARG(code.s));
	diag_hint(diags, "four digits, such as 2512");
}
