/* What the report's own text says against itself: its tables, its sentences against
 * each other, its summary against its body (core/claims). */
#include "core/check/check_priv.h"

/* The section whose title the heading has; a heading inside a section's text has none,
 * and then the report is the place. */
static const struct section *
section_of(const struct check *c, const struct proof *p, size_t at)
{
	for (size_t back = at + 1; back-- > 0;)
		for (size_t i = 0; i < c->m->n_section; i++)
			if (str_eq(c->m->section[i].report, c->report->id) &&
			    str_eq(c->m->section[i].title, p->section[back].title))
				return &c->m->section[i];
	return NULL;
}

bool
rule_text_claims(struct check *c, struct err *e)
{
	(void)e;
	if (c->proof == NULL || c->report == NULL)
		return true;
	for (size_t i = 0; i < c->proof->n_error; i++) {
		const struct proof_error *x = &c->proof->error[i];
		const struct section *s = section_of(c, c->proof, x->section);
		str quote = str_sub(x->finding->quote, 0, 200);
		struct found at = {.sev = x->finding->sev,
		    .place = s != NULL ? section_place(c, s)
		                       : check_place(c, "rapport", c->report->id),
		    .file = s != NULL ? section_file(c, s) : STR(""),
		    .expected = x->finding->expected,
		    .found = x->finding->found,
		    .by = str_of(x->finding->rule)};
		/* The checker's own sentence names a line of the text it read, which nobody has. */
		bool other = at.expected.n > 0 && at.found.n > 0 && x->finding->n_by > 0;
		if (other && x->finding->by[0].fact.n > 0)
			FOUND(c, &at, MSG_check_text_fact, ARG(at.found), ARG(at.expected),
			    ARG(x->finding->by[0].fact), ARG(check_line(c, quote)));
		else if (other)
			FOUND(c, &at, MSG_check_text_other, ARG(at.found), ARG(at.expected),
			    ARG(check_line(c, x->finding->by[0].text)), ARG(check_line(c, quote)));
		else
			FOUND(c, &at, MSG_check_text, ARG(x->finding->message[c->lang]),
			    ARG(check_line(c, quote)));
	}
	return true;
}
