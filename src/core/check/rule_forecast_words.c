/* An annual report judges; an interim report forecasts.  Words of the one do not
 * belong in the other. */
#include "core/check/check_priv.h"

static const char *const forecasts[] = {"kommer att uppfyllas", "kommer att uppnås",
    "kommer helt uppfyllas", "kommer delvis uppfyllas", "kommer inte uppfyllas", "bedöms uppfyllas",
    "bedöms uppnås", "bedöms bli uppfyllt", "beräknas uppfyllas", "väntas uppfyllas",
    "väntas uppnås", "innan årets slut", "vid årets slut väntas", "prognosen för helåret",
    "helårsprognosen är"};

/* What a template prints for the period is right by itself. */
static void
look(struct check *c, str text, const struct found *where)
{
	for (size_t i = 0; i < COUNTOF(forecasts); i++) {
		size_t at = str_find(text, str_of(forecasts[i]), 0);
		struct found f = *where;
		if (at == text.n)
			continue;
		if (where->line > 0)
			for (size_t k = 0; k < at; k++)
				f.line += text.p[k] == '\n';
		f.found = str_of(forecasts[i]);
		FOUND(c, &f, MSG_check_forecast_words, ARG(f.found), ARG(c->year));
	}
}

bool
rule_forecast_words(struct check *c, struct err *e)
{
	const struct model *m = c->m;

	(void)e;
	if (!c->closed)
		return true;
	for (size_t i = 0; c->report != NULL && i < m->n_section; i++) {
		const struct section *s = &m->section[i];
		if (str_eq(s->report, c->report->id))
			look(c, s->body,
			    &(struct found){.sev = SEV_WARNING,
			        .place = section_place(c, s),
			        .file = section_file(c, s),
			        .line = 1});
	}
	for (size_t i = 0; i < c->plan.n_objective; i++)
		if (c->plan.objective[i].judged != NULL)
			look(c, c->plan.objective[i].judged->analysis,
			    &(struct found){.sev = SEV_WARNING,
			        .place = check_place(c, "delmal",
			            c->plan.objective[i].objective->id),
			        .file = str_fmt(c->mem, "mal/delmal-%d.yaml", c->year)});
	for (size_t i = 0; i < c->plan.n_assignment; i++)
		if (c->plan.assignment[i].report != NULL)
			look(c, c->plan.assignment[i].report->analysis,
			    &(struct found){.sev = SEV_WARNING,
			        .place = check_place(c, "uppdrag",
			            c->plan.assignment[i].assignment->id),
			        .file = str_fmt(c->mem, "uppdrag/uppdrag-%d.yaml", c->year)});
	return true;
}
