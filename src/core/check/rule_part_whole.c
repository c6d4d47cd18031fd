/* A part that is larger than its whole: possible only with a counter-movement
 * that the report does not tell. */
#include "core/check/check_priv.h"

bool
rule_part_whole(struct check *c, struct err *e)
{
	(void)e;
	for (size_t i = 0; i < c->m->n_figure; i++) {
		const struct figure *part = &c->m->figure[i];
		if (part->part_of.n == 0 || !dec_ok(part->value) ||
		    !period_same_end(part->period, c->p))
			continue;
		for (size_t k = 0; k < c->m->n_figure; k++) {
			const struct figure *whole = &c->m->figure[k];
			if (!str_eq(whole->name, part->part_of) || !dec_ok(whole->value) ||
			    !period_same_end(whole->period, c->p) ||
			    !str_eq(whole->unit, part->unit))
				continue;
			if (dec_cmp(dec_abs(part->value), dec_abs(whole->value)) <= 0)
				continue;
			struct found at = {.sev = SEV_WARNING,
			    .place = check_place(c, "uppgift", part->name),
			    .file = str_fmt(c->mem, "uppgifter/uppgifter-%d.yaml", part->year),
			    .found = check_figure(c, part->value, part->unit),
			    .expected = check_figure(c, whole->value, whole->unit),
			    .by = str_fmt(c->mem, "uppgift.%.*s", STR_ARG(whole->name))};
			FOUND(c, &at, MSG_check_part_beyond, ARG(part->label), ARG(at.found),
			    ARG(whole->label), ARG(at.expected));
		}
	}
	return true;
}
