/* evid_facts.c -- the facts of a database as evidence: a fact speaks of what the words
 * of its label say, in the role that they say. */
#include "core/claims/match/evid.h"

/* "Budgetavvikelse" is a variance, "Helårsbudget" a budget; a forecast or a target is
 * nothing that a plain sentence tells. */
struct fact_sense
fact_sense(struct words *w, struct arena *mem, const struct claims_fact *f)
{
	struct fact_sense x = {.dir = (int8_t)(f->value > 0 ? 1 : f->value < 0 ? -1 : 0)};
	struct toks t = {.mem = mem};
	str label = f->label[LANG_SV];
	uint32_t flags = 0;
	bool change = false;

	label = str_sub(label, 0, str_find_byte(label, ',', 0));
	lex(&t, w, label, 0, label.n, 1);
	for (size_t i = 0; i < t.n; i++) {
		if (t.v[i].kind != TOK_WORD)
			continue;
		const struct word *v = &w->v[t.v[i].word];
		flags |= v->flags;
		/* "Minskad andel": the label has the direction, the figure only how much. */
		if ((v->flags & W_CHANGE) && v->dir < 0)
			x.dir = (int8_t)-x.dir;
		change |= str_has_prefix(v->lower, STR("förändring")) ||
		    str_has_prefix(v->lower, STR("skillnad"));
	}
	if (flags & (W_FORECAST | W_TARGET))
		return x;
	if (flags & W_VARIANCE)
		x.role = ROLE_VARIANCE;
	else if (change || (flags & (W_CHANGE | W_DEVELOP)))
		x.role = ROLE_CHANGE;
	else
		x.role = (flags & W_BUDGET) && !(flags & W_OUTCOME) ? ROLE_BUDGET : ROLE_LEVEL;
	return x;
}

/* The words that a sentence must say: those of the label that are not the counting; it
 * may leave out the name of the body. */
static void
words_of(const struct check *c, str label, const struct set *body, struct evid *x)
{
	struct words *w = c->doc->words;
	struct set all = stems_of(w, c->mem, label, NULL);

	for (int i = 0; i < all.n; i++) {
		str s = w->stem[all.v[i]];
		if (all.v[i] == c->doc->body || set_has(body, all.v[i]))
			set_add(&x->may, all.v[i]);
		else if (!str_eq(s, STR("antal")) && !str_eq(s, STR("andel")))
			set_add(&x->set, all.v[i]);
	}
}

void
evids_add_facts(struct evids *e)
{
	const struct check *c = e->c;
	struct set body = stems_of(c->doc->words, e->mem, c->body, NULL);

	for (size_t i = 0; i < c->n_fact; i++) {
		const struct claims_fact *f = &c->fact[i];
		struct fact_sense sense = fact_sense(c->doc->words, e->mem, f);
		struct evid x = {.role = sense.role,
		    .unit = f->unit == CLAIMS_PLAIN ? CLAIMS_COUNT : f->unit,
		    .table_cell = true,
		    .table = -1,
		    .claim = -1,
		    .fact = (int)i + 1,
		    .year = f->year,
		    .month = f->month,
		    .value = f->value < 0 ? -f->value : f->value,
		    .half = f->half};
		words_of(c, f->label[LANG_SV], &body, &x);
		if (x.role == ROLE_NONE || f->year == 0)
			continue;
		if (x.role == ROLE_VARIANCE || x.role == ROLE_CHANGE)
			x.dir = sense.dir;
		x.investing = set_has(&x.set, e->investing);
		/* The body's own variance is told by its bare word; "utfall" alone is anything. */
		x.grand = x.set.n == 0 || (x.set.n == 1 && x.investing);
		if (x.grand && x.role != ROLE_VARIANCE)
			continue;
		if (x.grand && x.investing)
			set_add(&x.may, e->investing);
		if (x.grand)
			x.set = (struct set){0};
		evids_add(e, x);
	}
}
