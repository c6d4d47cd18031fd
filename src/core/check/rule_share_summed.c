/* Shares, indices and points are not added up: only parts of one and the same whole
 * can be. */
#include "core/check/check_priv.h"

static bool
never_summed(const struct figure *f)
{
	static const char *const units[] = {"%", "procent", "procentenheter", "index"};

	for (size_t i = 0; i < COUNTOF(units); i++)
		if (str_eq(f->unit, str_of(units[i])))
			return true;
	return f->kind == SERIES_KIND_share;
}

bool
rule_share_summed(struct check *c, struct err *e)
{
	(void)e;
	for (size_t i = 0; i < c->m->n_figure; i++) {
		const struct figure *f = &c->m->figure[i];
		if (str_trim(f->sum_of).n == 0 || !never_summed(f) ||
		    !period_same_end(f->period, c->p))
			continue;
		struct found at = {.sev = SEV_WARNING,
		    .place = check_place(c, "uppgift", f->name),
		    .file = str_fmt(c->mem, "uppgifter/uppgifter-%d.yaml", f->year),
		    .found = f->sum_of};
		FOUND(c, &at, MSG_check_share_summed, ARG(f->label), ARG(f->sum_of));
	}
	return true;
}
