/* When a report has to be with the council and the auditors: an annual report by 15
 * April (KL 11:20), an interim report within two months of its period (KL 11:16). */
#include "core/check/check_priv.h"

static date
last_day(const struct check *c)
{
	int month = c->p.to.m + 2;

	if (c->closed)
		return (date){(int16_t)(c->year + 1), 4, 15};
	return (date){(int16_t)c->year, (int8_t)month, (int8_t)date_month_days(c->year, month)};
}

bool
rule_handed_over(struct check *c, struct err *e)
{
	const struct report *r = c->report;
	date last;

	(void)e;
	if (r == NULL || (!c->closed && (c->p.to.m < 6 || c->p.to.m > 8)))
		return true;
	last = last_day(c);
	struct found at = {.sev = check_law(c),
	    .place = check_place(c, "rapport", r->id),
	    .file = STR("rapport/rapporter.yaml"),
	    .expected = str_fmt(c->mem, "\xe2\x89\xa4 %.*s", STR_ARG(date_str(c->mem, last)))};
	const char *law = c->closed ? "KL 11:20" : "KL 11:16";
	if (date_ok(r->decided) && date_cmp(r->decided, last) > 0) {
		at.found = date_str(c->mem, r->decided);
		FOUND(c, &at, MSG_check_decided_late, ARG(r->title), ARG(at.found),
		    ARG(date_str(c->mem, last)), ARG(law));
	} else if (c->today.y != 0 && date_cmp(c->today, last) > 0 &&
	    r->state < REPORT_STATE_overlamnad) {
		at.found = check_words(c, "inte \xc3\xb6verl\xc3\xa4mnad", "not handed over");
		FOUND(c, &at, MSG_check_not_handed_over, ARG(r->title), ARG(date_str(c->mem, last)),
		    ARG(law));
	}
	return true;
}
