/* A reported figure that says what it is the sum of, against that sum (C2). */
#include "core/check/check_priv.h"

static const struct figure *
find(const struct check *c, str name, period p)
{
	for (size_t i = 0; i < c->m->n_figure; i++)
		if (str_eq(c->m->figure[i].name, name) &&
		    period_same_end(c->m->figure[i].period, p))
			return &c->m->figure[i];
	return NULL;
}

static void
one(struct check *c, const struct figure *f)
{
	str rest = f->sum_of, name;
	dec sum = dec_int(0), slack = check_slack(f->value);
	struct found at = {.sev = SEV_ERROR,
	    .place = check_place(c, "uppgift", f->name),
	    .file = str_fmt(c->mem, "uppgifter/uppgifter-%d.yaml", f->year),
	    .by = str_fmt(c->mem, "uppgift.%.*s", STR_ARG(f->name))};

	while (str_cut(&rest, ' ', &name)) {
		const struct figure *part;
		if (str_trim(name).n == 0)
			continue;
		part = find(c, str_trim(name), f->period);
		if (part == NULL || !dec_ok(part->value)) {
			at.sev = SEV_WARNING;
			FOUND(c, &at, MSG_check_sum_part_missing, ARG(f->label),
			    ARG(str_trim(name)));
			return;
		}
		sum = dec_add(sum, part->value);
		slack = dec_add(slack, check_slack(part->value));
	}
	at.expected = check_figure(c, sum, f->unit);
	at.found = check_figure(c, f->value, f->unit);
	if (dec_cmp(sum, f->value) == 0)
		return;
	/* What is counted is not rounded: only measured amounts have slack. */
	if (str_eq(f->unit, STR("antal")) || !check_within(sum, f->value, slack)) {
		FOUND(c, &at, MSG_check_sum_wrong, ARG(f->label), ARG(at.found), ARG(at.expected));
		return;
	}
	at.sev = SEV_NOTE;
	FOUND(c, &at, MSG_check_sum_rounded, ARG(f->label), ARG(at.found), ARG(at.expected));
}

bool
rule_figure_sum(struct check *c, struct err *e)
{
	(void)e;
	for (size_t i = 0; i < c->m->n_figure; i++) {
		const struct figure *f = &c->m->figure[i];
		if (str_trim(f->sum_of).n > 0 && dec_ok(f->value) &&
		    period_same_end(f->period, c->p))
			one(c, f);
	}
	return true;
}
