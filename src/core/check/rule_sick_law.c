/* The seven figures on sick leave that the law asks of an annual report (LKBR 11:6). */
#include "core/check/check_priv.h"

#include "core/staff/staff.h"

bool
rule_sick_law(struct check *c, struct err *e)
{
	static const struct {
		enum staff_measure measure;
		enum sex sex;
		const char *age, *name[LANG__COUNT];
	} asked[] = {
	    {STAFF_MEASURE_sick_leave_r12, SEX_alla, "", {"totalt", "in all"}},
	    {STAFF_MEASURE_sick_over59_share, SEX_alla, "",
	        {"andel 60 dagar eller mer", "share of 60 days or more"}},
	    {STAFF_MEASURE_sick_leave_r12, SEX_kvinna, "", {"kvinnor", "women"}},
	    {STAFF_MEASURE_sick_leave_r12, SEX_man, "", {"män", "men"}},
	    {STAFF_MEASURE_sick_leave_r12, SEX_alla, "-29", {"högst 29 år", "at most 29 years"}},
	    {STAFF_MEASURE_sick_leave_r12, SEX_alla, "30-49",
	        {"30\xe2\x80\x93"
	         "49 år",
	            "30\xe2\x80\x93"
	            "49 years"}},
	    {STAFF_MEASURE_sick_leave_r12, SEX_alla, "50-", {"minst 50 år", "at least 50 years"}},
	};
	struct sb b;
	str names;

	(void)e;
	if (!c->closed || c->report == NULL || c->unit.n == 0)
		return true;
	sb_init(&b, c->mem, 4096);
	for (size_t i = 0; i < COUNTOF(asked); i++) {
		const struct staff_key k = {.measure = asked[i].measure,
		    .unit = c->unit,
		    .sex = asked[i].sex,
		    .age = str_of(asked[i].age)};
		const struct staff *s = staff_find(c->m, &k, c->p);
		if (s == NULL || !dec_ok(s->value))
			sb_printf(&b, "%s%s", b.n > 0 ? ", " : "", asked[i].name[c->lang]);
	}
	must(sb_done(&b, &names));
	if (names.n == 0)
		return true;
	struct found at = {.sev = check_law(c),
	    .place = str_fmt(c->mem, "personal/%.*s/sjukfranvaro", STR_ARG(c->unit)),
	    .file = STR("personal/personal.csv"),
	    .expected = names};
	FOUND(c, &at, MSG_check_sick_law, ARG(c->year), ARG(names));
	return true;
}
