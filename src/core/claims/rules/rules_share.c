#include "core/claims/rules/rules.h"

#include <string.h>

/* Claims looked back over for a share of the same people. */
#define NEAR 12

/* "max 5 kalenderdagar": what the share is of, without the bound. */
struct bound {
	struct set of;
	long long days;
	bool most; /* "max", "högst": up to that many */
	bool ok;
};

static struct bound
bound_of(const struct model *m, const struct claim *c)
{
	struct bound b = {.ok = false};

	for (int i = 0; i < c->set.n; i++) {
		str s = m->words->stem[c->set.v[i]];
		int64_t days;
		size_t dash = str_find_byte(s, '-', 0);
		bool most = s.n > 2 && s.p[1] == '<';
		if (s.n > 1 && s.p[0] == '#' && str_has_suffix(s, STR("/6")) &&
		    str_i64(str_sub(s, most ? 2 : 1, dash), &days)) {
			b.days = days;
			b.ok = true;
			b.most |= most;
		} else if (str_eq(s, STR("max")) || str_eq(s, STR("högst")) ||
		    str_eq(s, STR("maximal"))) {
			b.most = true;
		} else {
			set_add(&b.of, c->set.v[i]);
		}
	}
	return b;
}

static bool
is_share(const struct claim *c)
{
	return c->n_figure > 0 && c->role == ROLE_LEVEL && c->figure[0].unit == CLAIMS_PERCENT;
}

/* Every figure of the smaller group is above the larger group's. */
static bool
beyond(const struct claim *part, const struct claim *whole)
{
	if (part->n_figure != whole->n_figure)
		return false;
	for (int i = 0; i < part->n_figure; i++)
		if (part->figure[i].value - whole->figure[i].value <
		    part->figure[i].half + whole->figure[i].half)
			return false;
	return true;
}

static struct texts
values(struct check *c, const struct claim *k)
{
	struct texts from = claim_value(c->mem, k, 0), to, out;

	if (k->n_figure == 1)
		return from;
	to = claim_value(c->mem, k, 1);
	for (int l = 0; l < LANG__COUNT; l++)
		out.text[l] = l == LANG_SV ? str_fmt(c->mem, "från %.*s till %.*s",
		                                 STR_ARG(from.text[l]), STR_ARG(to.text[l]))
		                           : str_fmt(c->mem, "from %.*s to %.*s",
		                                 STR_ARG(from.text[l]), STR_ARG(to.text[l]));
	return out;
}

static void
subset_finding(struct check *c, struct claim *k, const struct claim *other, bool part)
{
	struct texts have = values(c, k), want = values(c, other);
	struct found *r;

	if (part)
		r = FOUND(c, SEV_ERROR, place_of_claim(k), subset_share, ARG(have), ARG(want),
		    ARG((int64_t)other->line));
	else
		r = FOUND(c, SEV_ERROR, place_of_claim(k), superset_share, ARG(have), ARG(want),
		    ARG((int64_t)other->line));
	r->claim = k;
	r->f.found = have.text[LANG_SV];
	r->f.expected = want.text[LANG_SV];
	struct claims_proof p = proof_of_claim(c, other);
	found_proof(r, &p);
	claim_wrong(k);
}

/* Those never ill are among those ill at most five days: their share is no larger. */
static void
check_subset(struct check *c, struct model *m, struct claim *a, struct claim *b)
{
	struct bound x = bound_of(m, a), y = bound_of(m, b);

	if (!x.ok || !y.ok || !set_eq(&x.of, &y.of) || x.of.n == 0)
		return;
	if (!x.most && y.most) {
		struct claim *t = a;
		struct bound u = x;
		a = b, b = t;
		x = y, y = u;
	}
	bool inside = x.most && (y.most ? y.days < x.days : y.days <= x.days);
	if (!inside || !beyond(b, a))
		return;
	if (m->old) {
		/* The other document's slip is told when it is checked; here it is read right. */
		struct figure t[2];
		memcpy(t, a->figure, sizeof t);
		for (int i = 0; i < a->n_figure; i++) {
			a->figure[i].value = b->figure[i].value;
			b->figure[i].value = t[i].value;
		}
		return;
	}
	subset_finding(c, a, b, false);
	subset_finding(c, b, a, true);
}

static void
check_subsets(struct check *c, struct model *m)
{
	for (size_t i = 0; i < m->n_claim; i++) {
		if (!is_share(&m->claim[i]))
			continue;
		for (size_t j = i; j > 0 && i - j < NEAR; j--)
			if (is_share(&m->claim[j - 1]))
				check_subset(c, m, &m->claim[j - 1], &m->claim[i]);
	}
}

/* December against November is not a year. */
static void
check_months(struct check *c, struct claim *k)
{
	const struct figure *a = &k->figure[0], *b = &k->figure[1];

	if (k->move != MOVE_FROM_TO || a->month == 0 || b->month == 0 || a->month == b->month ||
	    b->year != a->year + 1)
		return;
	struct texts from = month_texts(a->month), to = month_texts(b->month);
	struct found *r = FOUND(c, SEV_WARNING, place_of_claim(k), other_month, ARG(from),
	    ARG((int64_t)a->year), ARG(to), ARG((int64_t)b->year));
	r->claim = k;
	r->f.found = str_fmt(c->mem, "%.*s %d", STR_ARG(to.text[LANG_SV]), b->year);
	r->f.expected = str_fmt(c->mem, "%.*s %d", STR_ARG(from.text[LANG_SV]), b->year);
}

/* A share that rises "by 2 per cent": of itself, or two points? */
static void
check_points(struct check *c, struct claim *k)
{
	const struct claim *l = k - 1;

	if (k == c->doc->claim || k->role != ROLE_CHANGE || k->n_figure != 1 || k->develop ||
	    k->figure[0].unit != CLAIMS_PERCENT || l->sentence != k->sentence || !is_share(l) ||
	    l->move != MOVE_NONE || !k->inherited)
		return;
	struct claims_proof p = proof_of_claim(c, l);
	struct texts have = claim_value(c->mem, k, 0);
	struct texts want = figure_show(c->mem, k->figure[0].value, CLAIMS_POINTS, 0,
	    k->figure[0].half);
	struct found *r = FOUND(c, SEV_WARNING, place_of_claim(k), percent_of_share, ARG(have),
	    ARG(want), ARG(p.text));
	r->claim = k;
	r->f.found = have.text[LANG_SV];
	r->f.expected = want.text[LANG_SV];
	found_proof(r, &p);
}

/* "från 91 till 94 procent, en ökning med 3 procentenheter". */
static void
check_difference(struct check *c, struct claim *k)
{
	struct claim *l = k - 1;

	if (k == c->doc->claim || k->role != ROLE_CHANGE || k->n_figure != 1 || k->develop ||
	    !k->inherited || l->sentence != k->sentence || l->move != MOVE_FROM_TO ||
	    l->figure[0].unit != CLAIMS_PERCENT || l->figure[1].unit != CLAIMS_PERCENT ||
	    (k->figure[0].unit != CLAIMS_PERCENT && k->figure[0].unit != CLAIMS_POINTS))
		return;
	int64_t from = l->figure[0].value, to = l->figure[1].value, said = k->figure[0].value;
	int64_t step = claims_magnitude(to - from);
	int64_t slack = l->figure[0].half + l->figure[1].half + k->figure[0].half;
	int64_t relative = from > 0 ? (int64_t)((i128)step * 100 * MICRO / from) : 0;
	bool points = claims_magnitude(claims_magnitude(said) - step) <= slack;
	bool percent = k->figure[0].unit == CLAIMS_PERCENT;
	struct claims_proof p = proof_of_claim(c, l), q = proof_of_claim(c, k);
	if (percent ? claims_magnitude(claims_magnitude(said) - relative) <=
	            k->figure[0].half + relative / 10
	            : points) {
		claim_verify(c, k, 3, &p,
		    MSG_ARGS_(MSG_claims_by_arithmetic, ARG(p.text), ARG(q.text), ARG_END_));
		return;
	}
	if ((percent && !points) || k->figure[0].about)
		return;
	struct texts have = claim_value(c->mem, k, 0);
	struct texts want = figure_show(c->mem, step, CLAIMS_POINTS, 0, l->figure[0].half);
	struct found *r = percent ? FOUND(c, SEV_WARNING, place_of_claim(k), percent_of_share,
	                                ARG(have), ARG(want), ARG(p.text))
	                          : FOUND(c, SEV_ERROR, place_of_claim(k), points_of_shares,
	                                ARG(have), ARG(want), ARG(p.text));
	r->claim = k;
	r->f.found = have.text[LANG_SV];
	r->f.expected = want.text[LANG_SV];
	found_proof(r, &p);
	if (!percent)
		claim_wrong(k);
}

void
rules_shares(struct check *c)
{
	struct model *m = c->doc;

	check_subsets(c, m);
	if (c->old != NULL)
		check_subsets(c, c->old);
	for (size_t i = 0; i < m->n_claim; i++) {
		check_months(c, &m->claim[i]);
		check_points(c, &m->claim[i]);
		check_difference(c, &m->claim[i]);
	}
}
