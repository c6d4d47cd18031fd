/* A rolling window ends with the report's period, or the text says until when: a
 * November figure in an annual report is pointed out. */
#include "core/check/check_priv.h"

#include "core/staff/staff.h"

static bool
at_end(const struct check *c, const struct staff *s)
{
	const struct staff_key k = {.measure = s->measure,
	    .unit = s->unit,
	    .sex = s->sex,
	    .age = s->age,
	    .length = s->length};
	const struct staff *end = staff_find(c->m, &k, c->p);

	return end != NULL && dec_ok(end->value);
}

/* The latest of the year that the group has: one finding a group. */
static bool
latest(const struct check *c, size_t at)
{
	const struct staff *s = &c->m->staff[at];

	for (size_t i = 0; i < c->m->n_staff; i++) {
		const struct staff *o = &c->m->staff[i];
		if (o->measure == s->measure && str_eq(o->unit, s->unit) && o->sex == s->sex &&
		    str_eq(o->age, s->age) && str_eq(o->length, s->length) && dec_ok(o->value) &&
		    date_cmp(o->period.to, c->p.to) < 0 && date_cmp(o->period.to, s->period.to) > 0)
			return false;
	}
	return true;
}

/* The text binds a window of another month than the period's. */
static bool
bound(struct check *c, const struct bound *b, struct err *e)
{
	struct err quiet = {0};
	struct fact f;
	struct found at = {.sev = SEV_WARNING,
	    .place = section_place(c, b->section),
	    .file = section_file(c, b->section),
	    .line = b->line};

	if (!fact_get(c->fx, b->name, &f, &quiet)) {
		if (quiet.rc == RC_IO)
			*e = quiet;
		return quiet.rc != RC_IO;
	}
	if (f.def->period != FACT_P_WINDOW || !str_has_prefix(f.name, STR("personal.")) ||
	    f.period.to.m == c->p.to.m || f.period.to.y != c->year)
		return true;
	at.found = period_show(c->mem, f.period, c->lang);
	at.expected = period_show(c->mem, period_month(c->year, c->p.to.m), c->lang);
	at.by = f.name;
	FOUND(c, &at, MSG_check_window_text, ARG(f.label[c->lang]),
	    ARG(period_show(c->mem, period_month(c->year, c->p.to.m), c->lang)));
	return true;
}

bool
rule_window(struct check *c, struct err *e)
{
	for (size_t i = 0; i < c->m->n_staff; i++) {
		const struct staff *s = &c->m->staff[i];
		if ((s->measure != STAFF_MEASURE_sick_leave_r12 &&
		        s->measure != STAFF_MEASURE_sick_over59_share) ||
		    !dec_ok(s->value) || s->period.to.y != c->year ||
		    date_cmp(s->period.to, c->p.to) >= 0 || at_end(c, s) || !latest(c, i))
			continue;
		struct found at = {.sev = SEV_WARNING,
		    .place = str_fmt(c->mem, "personal/%.*s/%s/%.*s/%.*s", STR_ARG(s->unit),
		        enum_name(sex_names, (int)s->sex), STR_ARG(s->age), STR_ARG(s->length)),
		    .file = STR("personal/personal.csv"),
		    .found = period_show(c->mem, s->period, c->lang),
		    .expected = period_show(c->mem, period_month(c->year, c->p.to.m), c->lang)};
		FOUND(c, &at, MSG_check_window, ARG(check_group(c, s)),
		    ARG(period_show(c->mem, s->period, c->lang)),
		    ARG(period_show(c->mem, period_month(c->year, c->p.to.m), c->lang)));
	}
	return check_bound(c, bound, e);
}
