#include "core/claims/rules/rules.h"

struct place_in
place_of_claim(const struct claim *c)
{
	return (struct place_in){c->off, c->end, c->line, c->line_end};
}

int64_t
claims_magnitude(int64_t v)
{
	return v < 0 ? -v : v;
}

struct texts
claim_value(struct arena *mem, const struct claim *c, int figure)
{
	const struct figure *f = &c->figure[figure];

	return figure_show(mem, f->value, (enum claims_unit)f->unit, f->scale, f->half);
}

void
claim_wrong(struct claim *c)
{
	c->wrong = true;
}

bool
claim_is_amount(const struct claim *c)
{
	if (c->n_figure != 1 || c->zero)
		return false;
	uint8_t u = c->figure[0].unit;
	return u == CLAIMS_KR || u == CLAIMS_COUNT || u == CLAIMS_HOURS || u == CLAIMS_PLAIN;
}

static bool
is_percent(const struct claim *c)
{
	return c->n_figure == 1 && c->figure[0].unit == CLAIMS_PERCENT;
}

/* 100 * part / base in millionths of a percent, widest by the rounding of both. */
static bool
range_of(int64_t part, int64_t part_half, int64_t base, int64_t base_half, int64_t *lo, int64_t *hi)
{
	if (base <= base_half)
		return false;
	i128 low = part > part_half ? part - part_half : 0;
	i128 a = low * 100 * MICRO / (base + base_half);
	i128 b = (i128)(part + part_half) * 100 * MICRO / (base - base_half) + 1;
	if (b > INT64_MAX)
		return false;
	*lo = (int64_t)a;
	*hi = (int64_t)b;
	return true;
}

static bool
percent_in(const struct figure *p, int64_t lo, int64_t hi)
{
	int64_t v = claims_magnitude(p->value), half = p->about ? 3 * p->half : p->half;

	return v + half >= lo && v - half <= hi;
}

void
claims_hold(struct check *c, struct claim *k, const struct claim *a, const struct claim *b)
{
	struct claims_proof p = proof_of_claim(c, a);

	claim_verify(c, k, 3, &p,
	    MSG_ARGS_(MSG_claims_by_arithmetic, ARG(p.text),
	        ARG(b != NULL ? proof_of_claim(c, b).text : STR("")), ARG_END_));
}

static void
percent_finding(struct check *c, struct claim *p, const struct claim *a, const struct claim *b,
    int64_t lo, int64_t hi)
{
	const struct figure *f = &p->figure[0];
	struct texts want = figure_show(c->mem, lo + (hi - lo) / 2, CLAIMS_PERCENT, 0, f->half);
	struct texts have = claim_value(c->mem, p, 0);
	struct found *r = FOUND(c, SEV_ERROR, place_of_claim(p), percent_change, ARG(have),
	    ARG(want), ARG(proof_of_claim(c, a).text), ARG(proof_of_claim(c, b).text));

	r->claim = p;
	r->f.expected = want.text[LANG_SV];
	r->f.found = have.text[LANG_SV];
	struct claims_proof x = proof_of_claim(c, a), y = proof_of_claim(c, b);
	found_proof(r, &x);
	found_proof(r, &y);
	claim_wrong(p);
}

/* The level a change is of: the nearest claim before with the same subject, in this
 * sentence or the one before. */
static struct claim *
level_before(struct model *m, const struct claim *from)
{
	for (struct claim *k = &m->claim[from - m->claim]; k > m->claim;) {
		k--;
		if (k->block != from->block || k->sentence < from->sentence - 1)
			return NULL;
		if (k->role == ROLE_LEVEL && claim_is_amount(k) && set_eq(&k->set, &from->set))
			return k;
	}
	return NULL;
}

/* L with an increase of D, or P percent: D / (L - D) is P. */
static void
check_level_change(struct check *c, struct claim *p, struct claim *d)
{
	struct claim *l = level_before(c->doc, p < d ? p : d);

	if (l == NULL || l->figure[0].unit != d->figure[0].unit)
		return;
	if (l->figure[0].said_year && c->doc->year > 0 && l->figure[0].year != c->doc->year)
		return;
	int dir = d->dir != 0 ? d->dir : p->dir;
	if (dir == 0)
		return;
	const struct figure *x = &d->figure[0], *y = &l->figure[0];
	int64_t dv = claims_magnitude(x->value), lv = claims_magnitude(y->value), lo, hi;
	if (!range_of(dv, x->half, lv - dir * dv, x->half + y->half, &lo, &hi))
		return;
	if (!percent_in(&p->figure[0], lo, hi)) {
		percent_finding(c, p, l, d, lo, hi);
		return;
	}
	claims_hold(c, p, l, d);
	claims_hold(c, d, l, p);
	claims_hold(c, l, d, p);
}

/* A in one year and B in the next, a change of P percent. */
static void
check_two_levels(struct check *c, struct claim *p, struct claim *b, struct claim *a)
{
	const struct figure *x = &a->figure[0];
	const struct figure *y = a == b ? &a->figure[1] : &b->figure[0];
	int64_t from = claims_magnitude(x->value), to = claims_magnitude(y->value), lo, hi;

	if (x->unit != y->unit || from == to)
		return;
	int dir = to > from ? 1 : -1;
	struct claims_proof q = proof_of_claim(c, b);
	if (p->dir != 0 && p->dir != dir) {
		struct found *r = FOUND(c, SEV_ERROR, place_of_claim(p), direction_of_figures,
		    ARG(claim_value(c->mem, a, 0)), ARG(claim_value(c->mem, b, b->n_figure - 1)));
		r->claim = p;
		r->f.found = proof_of_claim(c, p).text;
		r->f.expected = dir > 0 ? STR("ökning") : STR("minskning");
		found_proof(r, &q);
		claim_wrong(p);
		return;
	}
	if (!range_of(claims_magnitude(to - from), x->half + y->half, from, x->half, &lo, &hi))
		return;
	if (!percent_in(&p->figure[0], lo, hi)) {
		percent_finding(c, p, a, b, lo, hi);
		return;
	}
	claims_hold(c, p, a, b);
	claims_hold(c, a, p, b);
	claims_hold(c, b, p, a);
}

static void
check_change(struct check *c, size_t at)
{
	struct model *m = c->doc;
	struct claim *p = &m->claim[at];

	for (int step = -1; step <= 1; step += 2) {
		if ((step < 0 && at == 0) || (step > 0 && at + 1 >= m->n_claim))
			continue;
		struct claim *d = p + step;
		if (d->sentence == p->sentence && d->role == ROLE_CHANGE && claim_is_amount(d) &&
		    set_eq(&d->set, &p->set)) {
			check_level_change(c, p, d);
			return;
		}
	}
	if (at >= 1 && p[-1].sentence == p->sentence && p[-1].move == MOVE_FROM_TO &&
	    p[-1].figure[0].unit != CLAIMS_PERCENT && p->inherited)
		check_two_levels(c, p, p - 1, p - 1);
	else if (at >= 2 && p[-1].sentence == p->sentence && p[-2].sentence == p->sentence &&
	    p->inherited && p[-1].role == ROLE_LEVEL && p[-2].role == ROLE_LEVEL &&
	    claim_is_amount(p - 1) && claim_is_amount(p - 2) && set_eq(&p[-1].set, &p[-2].set) &&
	    p[-1].figure[0].said_year && p[-2].figure[0].said_year) {
		bool forward = p[-2].figure[0].year < p[-1].figure[0].year;
		check_two_levels(c, p, forward ? p - 1 : p - 2, forward ? p - 2 : p - 1);
	}
}

/* "minskat från A till B": the figures must go the way the word says. */
static void
check_move(struct check *c, struct claim *k)
{
	int64_t from = k->figure[0].value, to = k->figure[1].value;
	int dir = to > from ? 1 : to < from ? -1 : 0;

	/* Below zero, a smaller deficit is a larger number: the word decides nothing. */
	if (k->dir == 0 || k->figure[0].unit != k->figure[1].unit || from < 0 || to < 0)
		return;
	if (dir == k->dir) {
		struct claims_proof p = proof_of_claim(c, k);
		claim_verify(c, k, 1, &p, MSG_ARGS_(MSG_claims_by_direction, ARG_END_));
		return;
	}
	struct found *r = FOUND(c, SEV_ERROR, place_of_claim(k), direction_of_figures,
	    ARG(claim_value(c->mem, k, 0)), ARG(claim_value(c->mem, k, 1)));
	r->claim = k;
	r->f.found = k->dir > 0 ? STR("ökning") : STR("minskning");
	r->f.expected = dir > 0 ? STR("ökning") : dir < 0 ? STR("minskning") : STR("oförändrat");
	claim_wrong(k);
}

/* "Av de 17 … ett …, fyra … och tolv …": the parts are the whole. */
static void
check_partition(struct check *c, size_t at)
{
	struct model *m = c->doc;
	struct claim *whole = &m->claim[at];
	int64_t sum = 0;
	size_t n = 0;

	while (at + 1 + n < m->n_claim && m->claim[at + 1 + n].whole == (int)at)
		sum += m->claim[at + 1 + n++].figure[0].value;
	if (n < 2)
		return;
	struct claims_proof p = proof_of_claim(c, whole);
	if (sum == whole->figure[0].value) {
		for (size_t i = 0; i <= n; i++)
			claim_verify(c, whole + i, 3, &p,
			    MSG_ARGS_(MSG_claims_by_parts, ARG(p.text), ARG_END_));
		return;
	}
	/* Fewer may be told than there are, unless those that fail are told too. */
	bool all = sum > whole->figure[0].value;
	uint32_t not = words_stem_id(m->words, STR("inte"));
	for (size_t i = 1; i <= n; i++)
		all |= set_has(&whole[i].set, not );
	struct place_in place = {whole->off, whole[n].end, whole->line, whole[n].line_end};
	struct texts have = claim_value(c->mem, whole, 0);
	struct texts want = figure_show(c->mem, sum, CLAIMS_COUNT, 0, MICRO / 2);
	struct found *r = FOUND(c, all ? SEV_ERROR : SEV_WARNING, place, parts_of_whole, ARG(have),
	    ARG(want));
	r->claim = whole;
	r->f.expected = want.text[LANG_SV];
	r->f.found = have.text[LANG_SV];
	for (size_t i = 0; i <= n; i++) {
		p = proof_of_claim(c, whole + i);
		found_proof(r, &p);
		if (all)
			claim_wrong(whole + i);
	}
}

/* "Underskottet på 82 förklaras av 43 och 15": the named parts have room in it. */
static void
check_explained(struct check *c, size_t at)
{
	struct model *m = c->doc;
	struct claim *whole = &m->claim[at];
	int64_t sum = 0;
	size_t n = 0, next = at + 1;

	if (whole->role != ROLE_VARIANCE || whole->n_figure != 1 || whole->dir == 0)
		return;
	for (; next < m->n_claim && m->claim[next].role == ROLE_VARIANCE &&
	     m->claim[next].n_figure == 1 &&
	     m->claim[next].figure[0].unit == whole->figure[0].unit &&
	     m->claim[next].dir == whole->dir && !m->claim[next].strict &&
	     m->claim[next].sentence > whole->sentence;
	     next++, n++)
		sum += claims_magnitude(m->claim[next].figure[0].value);
	if (n < 2 || m->claim[at + 1].sentence != m->claim[next - 1].sentence ||
	    m->claim[at + 1].block > whole->block + 1)
		return;
	struct claims_proof p = proof_of_claim(c, whole);
	if (sum > claims_magnitude(whole->figure[0].value) + whole->figure[0].half)
		return;
	for (size_t i = at + 1; i < next; i++)
		claim_verify(c, &m->claim[i], 1, &p,
		    MSG_ARGS_(MSG_claims_by_room, ARG(p.text), ARG_END_));
}

void
rules_arithmetic(struct check *c)
{
	struct model *m = c->doc;

	for (size_t i = 0; i < m->n_claim; i++) {
		struct claim *k = &m->claim[i];
		if (k->move == MOVE_FROM_TO)
			check_move(c, k);
		if (k->role == ROLE_CHANGE && is_percent(k))
			check_change(c, i);
		if (k->whole < 0)
			check_partition(c, i);
		check_explained(c, i);
	}
}
