/* Figures about groups that are too small to be shown, and groups whose size is
 * not known, so that nobody can tell. */
#include "core/check/check_priv.h"

#include "core/staff/staff.h"

/* Each group once. */
static bool
first(const struct check *c, size_t at)
{
	const struct staff *s = &c->m->staff[at];

	for (size_t i = 0; i < at; i++) {
		const struct staff *o = &c->m->staff[i];
		if (str_eq(o->unit, s->unit) && o->sex == s->sex && str_eq(o->age, s->age) &&
		    o->period.to.y == c->year && dec_ok(o->value))
			return false;
	}
	return true;
}

bool
rule_small_group(struct check *c, struct err *e)
{
	(void)e;
	for (size_t i = 0; i < c->m->n_staff; i++) {
		const struct staff *s = &c->m->staff[i];
		struct staff_group g = {.unit = s->unit, .sex = s->sex, .age = s->age};
		int64_t n = 0;
		if (!dec_ok(s->value) || s->period.to.y != c->year ||
		    date_cmp(s->period.to, c->p.to) > 0 || !first(c, i))
			continue;
		struct found at = {.sev = SEV_NOTE,
		    .place = str_fmt(c->mem, "personal/%.*s/%s/%.*s", STR_ARG(s->unit),
		        enum_name(sex_names, (int)s->sex), STR_ARG(s->age)),
		    .file = STR("personal/personal.csv")};
		switch (staff_disclosure(c->m, &g, c->p)) {
		case DISCLOSE_SMALL:
			FOUND(c, &at, MSG_check_small_group, ARG(check_group(c, s)));
			break;
		case DISCLOSE_COMPLEMENT:
			FOUND(c, &at, MSG_check_small_complement, ARG(check_group(c, s)));
			break;
		case DISCLOSE_SHOW:
			if (!staff_group_size(c->m, &g, c->p, &n))
				FOUND(c, &at, MSG_check_group_unknown, ARG(check_group(c, s)));
			break;
		}
	}
	return true;
}
