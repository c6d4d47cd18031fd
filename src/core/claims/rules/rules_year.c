/* rules_year.c -- what only another year's document can show. */
#include "core/claims/rules/rules.h"

/* A comparative in a table against what the other document said of that year. */
static void
comparative(struct check *c, struct evids *e, const struct evid *a, const struct evid *cell)
{
	const struct table *t = &c->doc->table[cell->table];
	const struct cell *x = &t->row[cell->row].cell[cell->col];
	int line = t->row[cell->row].line;
	struct place_in at = {x->off, x->off + x->text.n, line, line};
	bool third = cell->year != c->old->year;
	struct claims_proof p = evid_proof(e, a), q = evid_proof(e, cell);
	const struct figure *f = &c->old->claim[a->claim].figure[a->figure];
	struct texts want = figure_show(c->mem, a->value, a->unit,
	    a->unit == CLAIMS_KR ? f->scale : 0, a->half);

	for (size_t i = 0; i < c->n_found; i++)
		if (c->found[i].f.off == at.off && c->found[i].f.line == line)
			return;
	struct found *r = FOUND(c, third ? SEV_WARNING : SEV_ERROR, at, comparative, ARG(q.text),
	    ARG(want), ARG(c->old->doc.name), ARG((int64_t)p.line), ARG((int64_t)cell->year));
	r->f.found = x->text;
	r->f.expected = want.text[LANG_SV];
	found_proof(r, &p);
	/* A total that repeats the last of a cumulative series: both rows say it. */
	const struct row *above = cell->row > 0 ? &t->row[cell->row - 1] : NULL;
	if (above != NULL && above->cell[cell->col].kind == CELL_NUMBER &&
	    above->cell[cell->col].value == x->value)
		r->f.line = above->line;
}

static void
check_comparatives(struct check *c)
{
	struct evids cells;
	uint32_t *found = arena_array(c->mem, CANDIDATES_MAX, uint32_t);

	evids_init(&cells, c);
	evids_add_cells(&cells, c->doc);
	for (size_t i = 0; i < c->old->n_claim; i++) {
		const struct claim *k = &c->old->claim[i];
		if (!k->strict || k->role != ROLE_LEVEL || k->set.n == 0 || k->n_figure == 0)
			continue;
		for (int f = 0; f < k->n_figure; f++) {
			struct evid a = evid_of_claim(&cells, c->old, (int)i, f);
			int n = evids_candidates(&cells, &a, found);
			for (int j = 0; j < n; j++) {
				const struct evid *v = &cells.v[found[j]];
				if (v->year == 0 || v->year == c->doc->year || v->year != a.year ||
				    v->derived)
					continue;
				if (evid_same_thing(&cells, &a, v) &&
				    !evid_agrees(&a, v, k->figure[f].about))
					comparative(c, &cells, &a, v);
			}
		}
	}
}

/* Two tables of two years that share rows and a year of outcome. */
struct overlap {
	const struct table *t, *u;
	int col, other; /* the shared year in each */
	int agree, differ;
};

static int
year_of_column(const struct model *m, const struct table *t, int c)
{
	const struct column *col = &t->col[c];

	if (!col->numeric || !col->additive || col->role != ROLE_LEVEL)
		return 0;
	if (col->year > 0)
		return col->year;
	return col->previous ? m->year - 1 : 0;
}

/* The row of the other table with the same name; -1 when there is none or two. */
static int
same_row(const struct table *u, const struct set *s)
{
	int found = -1;

	for (int r = 0; r < u->n_row; r++)
		if (!u->row[r].header && u->row[r].n_number > 0 && set_eq(&u->row[r].set, s)) {
			if (found >= 0)
				return -1;
			found = r;
		}
	return found;
}

static void
each_shared_cell(struct check *c, struct overlap *o, bool tell)
{
	for (int r = 0; r < o->t->n_row; r++) {
		const struct row *row = &o->t->row[r];
		const struct cell *x = &row->cell[o->col];
		int k = row->header || row->set.n == 0 ? -1 : same_row(o->u, &row->set);
		if (k < 0 || x->kind != CELL_NUMBER ||
		    o->u->row[k].cell[o->other].kind != CELL_NUMBER)
			continue;
		const struct cell *y = &o->u->row[k].cell[o->other];
		bool same = x->value == y->value;
		o->agree += !tell && same && x->value != 0;
		o->differ += !tell && !same;
		if (!tell || same || x->wrong || y->wrong)
			continue;
		struct claims_proof p = proof_of_cell(c, c->old, o->u, k, o->other);
		struct claims_proof q = proof_of_cell(c, c->doc, o->t, r, o->col);
		struct place_in at = {x->off, x->off + x->text.n, row->line, row->line};
		struct found *f = FOUND(c, SEV_ERROR, at, comparative, ARG(q.text), ARG(y->text),
		    ARG(c->old->doc.name), ARG((int64_t)p.line), ARG((int64_t)c->old->year));
		f->f.found = x->text;
		f->f.expected = y->text;
		found_proof(f, &p);
	}
}

/* Where nearly all rows are as they were published, one that is not is an error;
 * where many are not, the table was made anew, which its text should say. */
static void
check_tables(struct check *c)
{
	for (size_t i = 0; i < c->doc->n_table && i < 60; i++)
		for (size_t j = 0; j < c->old->n_table && j < 60; j++) {
			struct overlap o = {.t = &c->doc->table[i], .u = &c->old->table[j]};
			if (o.t->scale != o.u->scale || o.t->contents || o.u->contents)
				continue;
			for (o.col = 1; o.col < o.t->n_col; o.col++)
				for (o.other = 1; o.other < o.u->n_col; o.other++) {
					int year = year_of_column(c->doc, o.t, o.col);
					if (year != c->old->year || year == 0 ||
					    year_of_column(c->old, o.u, o.other) != year)
						continue;
					o.agree = o.differ = 0;
					each_shared_cell(c, &o, false);
					if (o.agree >= 3 && o.differ > 0 && o.differ * 3 <= o.agree)
						each_shared_cell(c, &o, true);
				}
		}
}

/* "kan ej rapportera", "har inte mätts", "uppgift saknas". */
static bool
says_no_data(const struct model *m, const struct sentence *s)
{
	static const char *const verb[] = {"rapport", "redovis", "mät", "leverer", "följ", "fram"};

	for (uint32_t i = s->tok; i < s->tok + s->n_tok; i++) {
		str w = word_at(m, i)->lower;
		if (str_eq(w, STR("saknas")) || str_eq(w, STR("saknats")))
			return true;
		if (!(word_at(m, i)->flags & W_NOT))
			continue;
		for (uint32_t j = i + 1; j < s->tok + s->n_tok && j < i + 5; j++)
			for (size_t k = 0; k < COUNTOF(verb); k++)
				if (str_has_prefix(word_at(m, j)->lower, str_of(verb[k])))
					return true;
	}
	return false;
}

/* The block of the other document that speaks of all these and says it has no figures. */
static const struct sentence *
unmeasured(const struct model *old, const struct set *set)
{
	for (size_t i = 0; i < old->n_sentence; i++) {
		struct set left = *set;
		const struct sentence *no = NULL;
		size_t j = i;
		if (old->sentence[i].joined)
			continue;
		for (; j < old->n_sentence && (j == i || old->sentence[j].joined); j++) {
			const struct sentence *s = &old->sentence[j];
			for (uint32_t k = s->tok; k < s->tok + s->n_tok; k++)
				if (old->tok.v[k].kind == TOK_WORD)
					for (int n = 0; n < left.n; n++)
						if (left.v[n] ==
						    old->words->v[old->tok.v[k].word].stem)
							left.v[n] = left.v[--left.n];
			if (no == NULL && says_no_data(old, s))
				no = s;
		}
		if (no != NULL && left.n == 0)
			return no;
	}
	return NULL;
}

static void
check_unmeasured(struct check *c, struct claim *k)
{
	if (k->role != ROLE_CHANGE || !k->previous || k->set.n < 2 ||
	    c->old->year != c->doc->year - 1)
		return;
	const struct sentence *s = unmeasured(c->old, &k->set);
	if (s == NULL)
		return;
	struct claims_proof p = {.other = true, .line = s->line, .line_end = s->line_end};
	const struct tok *t = c->old->tok.v;
	p.text = quote_of(c->mem, c->old->doc.text, t[s->tok].off, t[s->tok + s->n_tok - 1].end);
	struct found *r = FOUND(c, SEV_WARNING, place_of_claim(k), never_measured,
	    ARG(c->old->doc.name), ARG((int64_t)p.line), ARG(p.text));
	r->claim = k;
	found_proof(r, &p);
}

/* "låg på 86 procent, en ökning på 2": the other document's figure is where it began. */
static void
check_step(struct check *c, struct claim *d)
{
	struct claim *l = d - 1;

	if (c->old->year != c->doc->year - 1)
		return;
	if (d == c->doc->claim || d->role != ROLE_CHANGE || d->n_figure != 1 || l->n_figure != 1 ||
	    l->sentence != d->sentence || !d->previous || d->dir == 0 || !d->inherited ||
	    l->role != ROLE_LEVEL || l->figure[0].unit != CLAIMS_PERCENT || l->set.n == 0)
		return;
	if (d->figure[0].unit != CLAIMS_PERCENT && d->figure[0].unit != CLAIMS_POINTS)
		return;
	for (size_t i = 0; i < c->old->n_claim; i++) {
		const struct claim *q = &c->old->claim[i];
		if (q->role != ROLE_LEVEL || q->n_figure == 0 || !set_eq(&q->set, &l->set) ||
		    q->wrong || q->figure[q->n_figure - 1].unit != CLAIMS_PERCENT)
			continue;
		const struct figure *f = &q->figure[q->n_figure - 1];
		int64_t now = l->figure[0].value, step = d->dir * d->figure[0].value;
		int64_t slack = l->figure[0].half + d->figure[0].half + f->half;
		int64_t points = claims_magnitude(now - step - f->value);
		int64_t relative = claims_magnitude(
		    now - f->value - (int64_t)((i128)f->value * step / (100 * MICRO)));
		bool as_percent = d->figure[0].unit == CLAIMS_PERCENT && relative < slack;
		struct claims_proof p = proof_of_claim(c, q);
		if (points < slack || as_percent) {
			for (int k = 0; k < 2; k++)
				claim_verify(c, k == 0 ? l : d, 3, &p,
				    MSG_ARGS_(MSG_claims_by_sentence, ARG((int64_t)p.line),
				        ARG(p.text), ARG_END_));
			return;
		}
		struct texts have = claim_value(c->mem, l, 0);
		struct texts want = figure_show(c->mem, f->value + step, CLAIMS_PERCENT, 0,
		    f->half);
		struct found *r = FOUND(c, SEV_ERROR, place_of_claim(l), step_from_year, ARG(have),
		    ARG(claim_value(c->mem, d, 0)), ARG(c->old->doc.name), ARG((int64_t)p.line),
		    ARG(p.text));
		r->claim = l;
		r->f.line_end = d->line_end;
		r->f.found = have.text[LANG_SV];
		r->f.expected = want.text[LANG_SV];
		found_proof(r, &p);
		return;
	}
}

/* The other document tells its level and its step: the level here is where that
 * step began. */
static void
check_step_after(struct check *c, const struct claim *d)
{
	const struct claim *l = d - 1;

	if (d == c->old->claim || d->role != ROLE_CHANGE || d->n_figure != 1 || l->n_figure != 1 ||
	    l->sentence != d->sentence || !d->previous || d->dir == 0 || !d->inherited ||
	    l->role != ROLE_LEVEL || l->figure[0].unit != CLAIMS_PERCENT || l->set.n == 0 ||
	    (d->figure[0].unit != CLAIMS_PERCENT && d->figure[0].unit != CLAIMS_POINTS))
		return;
	for (size_t i = 0; i < c->doc->n_claim; i++) {
		struct claim *q = &c->doc->claim[i];
		if (q->role != ROLE_LEVEL || q->n_figure != 1 || !set_eq(&q->set, &l->set) ||
		    q->figure[0].unit != CLAIMS_PERCENT)
			continue;
		int64_t before = l->figure[0].value - d->dir * d->figure[0].value;
		int64_t slack = l->figure[0].half + d->figure[0].half + q->figure[0].half;
		struct claims_proof p = proof_of_claim(c, l);
		if (claims_magnitude(before - q->figure[0].value) < slack)
			claim_verify(c, q, 3, &p,
			    MSG_ARGS_(MSG_claims_by_sentence, ARG((int64_t)p.line), ARG(p.text),
			        ARG_END_));
	}
}

void
rules_years(struct check *c)
{
	if (c->old == NULL)
		return;
	check_comparatives(c);
	check_tables(c);
	for (size_t i = 0; i < c->doc->n_claim; i++) {
		check_unmeasured(c, &c->doc->claim[i]);
		check_step(c, &c->doc->claim[i]);
	}
	for (size_t i = 0; i < c->old->n_claim && c->old->year == c->doc->year + 1; i++)
		check_step_after(c, &c->old->claim[i]);
}
