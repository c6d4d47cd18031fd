/* match.c -- every claim against the evidence: what agrees, what contradicts. */
#include "core/claims/match/match.h"

#include <string.h>

bool
match_same_direction(const struct evid *a, const struct evid *b)
{
	return a->dir == 0 || b->dir == 0 || a->dir == b->dir || (a->value == 0 || b->value == 0);
}

static bool
loose(const struct match *x, const struct evid *a)
{
	const struct model *m = a->old ? x->c->old : x->c->doc;

	return a->claim >= 0 && a->figure < m->claim[a->claim].n_figure &&
	    m->claim[a->claim].figure[a->figure].about;
}

/* A third year's figure given by both documents: restated, not misprinted. */
static bool
third_year(const struct match *x, const struct evid *a, const struct evid *b)
{
	if (x->c->old == NULL || !b->old)
		return false;
	return a->year != x->c->doc->year && a->year != x->c->old->year;
}

struct side {
	int agree, against; /* indexes of evidence, -1 none */
	int agree_rank,
	    against_rank; /* 5 a fact, 4 a cell, 3 a sentence, less the other document's */
	bool against_third;
};

static int
rank(const struct evid *v)
{
	if (v->fact > 0)
		return 5;
	return v->claim < 0 ? (v->old ? 2 : 4) : v->old ? 1 : 3;
}

/* Facts that fit the words alike and have two values: the words do not say which is meant. */
static bool
facts_differ(const struct match *x, const struct evid *a, int n)
{
	const struct evid *first = NULL;

	for (int i = 0; i < n; i++) {
		const struct evid *v = &x->e.v[x->found[i]];
		if (v->fact == 0 || !evid_same_thing(&x->e, a, v))
			continue;
		if (first != NULL && !evid_agrees(first, v, false))
			return true;
		first = first != NULL ? first : v;
	}
	return false;
}

static struct side
sides(struct match *x, const struct evid *a, const struct claim *c)
{
	struct side s = {.agree = -1, .against = -1};
	int n = evids_candidates(&x->e, a, x->found);
	bool doubtful = facts_differ(x, a, n);

	for (int i = 0; i < n; i++) {
		const struct evid *v = &x->e.v[x->found[i]];
		if (v->claim >= 0 && !v->old &&
		    (v->claim == a->claim || x->c->doc->claim[v->claim].sentence == c->sentence))
			continue;
		if (v->claim >= 0 && (v->old ? x->c->old : x->c->doc)->claim[v->claim].wrong)
			continue;
		if (!evid_same_thing(&x->e, a, v))
			continue;
		bool ok = evid_agrees(a, v, loose(x, a) || loose(x, v)) &&
		    match_same_direction(a, v);
		if (ok && rank(v) > s.agree_rank) {
			s.agree = (int)x->found[i];
			s.agree_rank = rank(v);
		} else if (!ok && rank(v) > s.against_rank && !(doubtful && v->fact > 0) &&
		    match_may_contradict(x, c, a, v)) {
			s.against = (int)x->found[i];
			s.against_rank = rank(v);
			s.against_third = third_year(x, a, v);
		}
	}
	return s;
}

void
claim_verify(struct check *c, struct claim *k, int strength, const struct claims_proof *p,
    struct msg_args why)
{
	if (k->verdict == CLAIMS_CONTRADICTED ||
	    (k->verdict != CLAIMS_UNVERIFIED && k->strength >= strength))
		return;
	k->verdict = CLAIMS_VERIFIED;
	k->strength = strength;
	k->n_proof = 0;
	if (p != NULL)
		k->proof[k->n_proof++] = *p;
	for (int l = 0; l < LANG__COUNT; l++) {
		struct sb b;
		sb_init(&b, c->mem, 2000);
		msg_put(&b, &why, (enum lang)l);
		if (!sb_done(&b, &k->why[l]))
			k->why[l] = STR("");
	}
}

/* Figures that are not the same, but could be of one unrounded value. */
static void
settle_rounding(struct match *x, struct claim *c, const struct evid *a, const struct evid *v,
    int strength)
{
	int64_t off = a->value - v->value, most = a->half > v->half ? a->half : v->half;

	if ((off < 0 ? -off : off) <= most || c->strength != strength ||
	    c->verdict != CLAIMS_VERIFIED || loose(x, a))
		return;
	struct claims_proof p = evid_proof(&x->e, v);
	struct msg_args why = MSG_ARGS_(MSG_claims_by_rounding, ARG((int64_t)p.line), ARG(p.text),
	    ARG_END_);
	c->verdict = CLAIMS_ROUNDING;
	for (int l = 0; l < LANG__COUNT; l++) {
		struct sb b;
		sb_init(&b, x->c->mem, 2000);
		msg_put(&b, &why, (enum lang)l);
		if (!sb_done(&b, &c->why[l]))
			c->why[l] = STR("");
	}
}

/* First what agrees: a claim with support is not the one to blame. */
static void
support(struct match *x, struct claim *c, int at)
{
	for (int f = 0; f < c->n_figure || (c->zero && f == 0); f++) {
		struct evid a = evid_of_claim(&x->e, x->c->doc, at, f);
		struct side s = sides(x, &a, c);
		if (s.agree < 0)
			continue;
		const struct evid *v = &x->e.v[s.agree];
		struct claims_proof p = evid_proof(&x->e, v);
		int strength = s.agree_rank + 3;
		if (v->fact > 0)
			claim_verify(x->c, c, strength, &p,
			    MSG_ARGS_(MSG_claims_by_fact, ARG(p.fact), ARG(p.text), ARG_END_));
		else if (v->claim < 0)
			claim_verify(x->c, c, strength, &p,
			    MSG_ARGS_(MSG_claims_by_cell, ARG(p.text), ARG((int64_t)p.line),
			        ARG_END_));
		else
			claim_verify(x->c, c, strength, &p,
			    MSG_ARGS_(MSG_claims_by_sentence, ARG((int64_t)p.line), ARG(p.text),
			        ARG_END_));
		match_cell_told(x, &a, v);
		settle_rounding(x, c, &a, v, strength);
		if (s.agree_rank > c->support)
			c->support = s.agree_rank;
	}
}

/* The other sentence is the one to blame: it has less to lean on, or stands later. */
static bool
other_is_wrong(const struct match *x, const struct claim *c, const struct evid *v)
{
	if (v->claim < 0)
		return false;
	const struct model *m = v->old ? x->c->old : x->c->doc;
	const struct claim *k = &m->claim[v->claim];
	if (v->old)
		return c->support >= 3;
	if (c->support != k->support)
		return c->support > k->support;
	bool mine = match_in_summary(m, c->section), theirs = match_in_summary(m, k->section);
	if (mine != theirs)
		return theirs;
	return c < k;
}

static void
dispute(struct match *x, struct claim *c, int at)
{
	for (int f = 0; f < c->n_figure || (c->zero && f == 0); f++) {
		struct evid a = evid_of_claim(&x->e, x->c->doc, at, f);
		struct side s = sides(x, &a, c);
		if (s.against < 0 || c->zero)
			continue;
		const struct evid *v = &x->e.v[s.against];
		if (s.agree >= 0 && s.agree_rank >= s.against_rank)
			continue;
		if (other_is_wrong(x, c, v))
			continue;
		/* Text and table agree, and the database says another thing: who is to blame? */
		enum severity sev = s.against_third || (v->fact > 0 && s.agree_rank >= 4)
		    ? SEV_WARNING
		    : SEV_ERROR;
		match_contradict(x, c, &a, v, sev, s.against_third);
		return;
	}
}

/* Same figure, same sign, much the same words: enough to confirm, not to contradict. */
static bool
alike(const struct match *x, const struct evid *a, const struct claim *c, const struct evid *b,
    const struct claim *k)
{
	const struct words *w = x->c->doc->words;
	int common = 0;

	if (a->role != b->role || a->unit != b->unit || a->investing != b->investing ||
	    !evid_agrees(a, b, false) || !match_same_direction(a, b) || a->value == 0)
		return false;
	for (int i = 0; i < c->set.n; i++)
		for (int j = 0; j < k->set.n; j++)
			if (c->set.v[i] != x->e.investing &&
			    words_near(w, c->set.v[i], k->set.v[j]))
				common++;
	int least = c->set.n < k->set.n ? c->set.n : k->set.n;
	if (set_has(&c->set, x->e.investing) && set_has(&k->set, x->e.investing))
		least--;
	return common > 0 && common * 2 >= least;
}

static void
confirm_loosely(struct match *x, struct claim *c, int at)
{
	if (c->verdict != CLAIMS_UNVERIFIED || c->n_figure != 1)
		return;
	struct evid a = evid_of_claim(&x->e, x->c->doc, at, 0);
	/* Claims of one value stand near each other when sorted by value. */
	for (size_t i = x->by_value_at[at]; i > 0 && x->by_value_at[at] - i < 60; i--) {
		size_t other = x->by_value[i - 1];
		const struct claim *k = &x->c->doc->claim[other];
		struct evid b = evid_of_claim(&x->e, x->c->doc, (int)other, 0);
		if (b.value != a.value)
			break;
		if (k->sentence == c->sentence || !alike(x, &a, c, &b, k))
			continue;
		struct claims_proof p = proof_of_claim(x->c, k), q = proof_of_claim(x->c, c);
		claim_verify(x->c, c, 3, &p,
		    MSG_ARGS_(MSG_claims_by_sentence, ARG((int64_t)p.line), ARG(p.text), ARG_END_));
		claim_verify(x->c, &x->c->doc->claim[other], 3, &q,
		    MSG_ARGS_(MSG_claims_by_sentence, ARG((int64_t)q.line), ARG(q.text), ARG_END_));
	}
}

/* Merge sort of the claims by value: stable, so that the result is (K4). */
static void
sort_by_value(struct match *x, size_t n)
{
	const struct claim *c = x->c->doc->claim;
	size_t *a = arena_array(x->c->mem, n + 1, size_t),
	       *b = arena_array(x->c->mem, n + 1, size_t);

	for (size_t i = 0; i < n; i++)
		a[i] = i;
	for (size_t w = 1; w < n; w *= 2) {
		for (size_t lo = 0; lo < n; lo += 2 * w) {
			size_t mid = lo + w < n ? lo + w : n, hi = lo + 2 * w < n ? lo + 2 * w : n;
			size_t i = lo, j = mid;
			for (size_t k = lo; k < hi; k++) {
				int64_t vi = i < mid ? c[a[i]].figure[0].value : 0;
				int64_t vj = j < hi ? c[a[j]].figure[0].value : 0;
				vi = vi < 0 ? -vi : vi;
				vj = vj < 0 ? -vj : vj;
				b[k] = j >= hi || (i < mid && vi <= vj) ? a[i++] : a[j++];
			}
		}
		size_t *t = a;
		a = b;
		b = t;
	}
	x->by_value = a;
	x->by_value_at = b;
	for (size_t i = 0; i < n; i++)
		x->by_value_at[a[i]] = i;
}

void
match_claims(struct check *c)
{
	struct match *x = arena_new(c->mem, struct match);
	struct model *m = c->doc;

	x->c = c;
	evids_init(&x->e, c);
	evids_infer_scales(&x->e, m);
	if (c->old != NULL)
		evids_infer_scales(&x->e, c->old);
	evids_add_cells(&x->e, m);
	evids_add_claims(&x->e, m);
	evids_add_facts(&x->e);
	if (c->old != NULL) {
		evids_add_cells(&x->e, c->old);
		evids_add_claims(&x->e, c->old);
	}
	for (size_t i = 0; i < m->n_claim; i++)
		support(x, &m->claim[i], (int)i);
	for (size_t i = 0; i < m->n_claim; i++)
		if (!m->claim[i].wrong)
			dispute(x, &m->claim[i], (int)i);
	match_cells(x);
	match_twins(x);
	sort_by_value(x, m->n_claim);
	for (size_t i = 0; i < m->n_claim; i++)
		confirm_loosely(x, &m->claim[i], (int)i);
}
