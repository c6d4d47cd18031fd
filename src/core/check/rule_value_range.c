/* Values that cannot exist: shares and indices outside 0-100, people that are not whole
 * or fewer than none. */
#include "core/check/check_priv.h"

#include "core/staff/staff.h"

static bool
counted(enum staff_measure m)
{
	return m == STAFF_MEASURE_headcount || m == STAFF_MEASURE_survey_answers ||
	    m == STAFF_MEASURE_survey_population;
}

static void
staff(struct check *c, const struct staff *s)
{
	int64_t whole;
	bool wrong = counted(s->measure)
	    ? dec_sign(s->value) < 0 || !dec_i64(dec_trim(s->value), &whole)
	    : dec_sign(s->value) < 0 || dec_cmp(s->value, dec_int(100)) > 0;

	if (!wrong)
		return;
	struct found at = {.sev = SEV_ERROR,
	    .place = str_fmt(c->mem, "personal/%.*s/%s/%.*s", STR_ARG(s->unit),
	        enum_name(staff_measure_names, (int)s->measure),
	        STR_ARG(period_str(c->mem, s->period))),
	    .file = STR("personal/personal.csv"),
	    .found = check_figure(c, s->value, STR("")),
	    .expected = counted(s->measure) ? check_words(c, "ett helt antal", "a whole number")
	                                    : STR("0\xe2\x80\x93"
	                                          "100")};
	FOUND(c, &at, MSG_check_range, ARG(check_group(c, s)), ARG(at.found), ARG(at.expected));
}

bool
rule_value_range(struct check *c, struct err *e)
{
	(void)e;
	for (size_t i = 0; i < c->m->n_staff; i++) {
		const struct staff *s = &c->m->staff[i];
		if (dec_ok(s->value) && s->period.to.y >= c->year - 1 &&
		    date_cmp(s->period.to, c->p.to) <= 0)
			staff(c, s);
	}
	return true;
}
