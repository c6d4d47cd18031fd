/* Sections that the comparable report before this one had. */
#include "core/check/check_priv.h"

/* The latest earlier report of the body that covers the same part of its year:
 * an interim report is not measured against an annual one. */
static const struct report *
comparable(const struct check *c)
{
	const struct report *found = NULL;

	for (size_t i = 0; i < c->m->n_report; i++) {
		const struct report *r = &c->m->report[i];
		if (!str_eq(r->body, c->body) || r->period.to.m != c->p.to.m ||
		    date_cmp(r->period.to, c->p.to) >= 0)
			continue;
		if (found == NULL || date_cmp(r->period.to, found->period.to) > 0)
			found = r;
	}
	return found;
}

static bool
has(const struct check *c, const struct section *s)
{
	for (size_t i = 0; i < c->m->n_section; i++) {
		const struct section *o = &c->m->section[i];
		if (str_eq(o->report, c->report->id) &&
		    (str_eq(o->id, s->id) || str_eq(o->title, s->title)))
			return true;
	}
	return false;
}

bool
rule_outline(struct check *c, struct err *e)
{
	const struct report *last = c->report != NULL ? comparable(c) : NULL;

	(void)e;
	if (last == NULL)
		return true;
	for (size_t i = 0; i < c->m->n_section; i++) {
		const struct section *s = &c->m->section[i];
		if (!str_eq(s->report, last->id) || has(c, s))
			continue;
		struct found at = {.sev = SEV_WARNING,
		    .place = str_fmt(c->mem, "avsnitt/%.*s/%.*s", STR_ARG(c->report->id),
		        STR_ARG(s->id)),
		    .expected = s->title,
		    .by = section_place(c, s)};
		FOUND(c, &at, MSG_check_section_gone, ARG(s->title), ARG(last->title));
	}
	return true;
}
