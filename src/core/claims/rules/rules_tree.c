/* rules_tree.c -- what the document says consists of what must add up: the
 * variances of the parts to that of the whole. */
#include "core/claims/rules/rules.h"

#define DEPTH_MAX 6
#define LEAVES_MAX 32

struct leaves {
	struct claim *v[LEAVES_MAX];
	int n;
	int64_t sum, slack;
};

static struct set
without(const struct set *s, uint32_t stem)
{
	struct set out = {0};

	for (int i = 0; i < s->n; i++)
		if (s->v[i] != stem)
			set_add(&out, s->v[i]);
	return out;
}

/* "MT" for "Medicinsk teknik". */
static bool
initials(const struct words *w, const struct set *part, const struct set *s)
{
	if (s->n != 1 || part->n < 2)
		return false;
	str t = w->stem[s->v[0]];
	if (t.n != (size_t)part->n)
		return false;
	for (int i = 0; i < part->n; i++)
		if (str_find_byte(t, w->stem[part->v[i]].p[0], 0) == t.n)
			return false;
	return true;
}

static bool
named_by(const struct words *w, const struct set *part, const struct set *s)
{
	if (set_near(w, part, s) || initials(w, part, s))
		return true;
	if (part->n < 2)
		return false;
	for (int i = 0; i < part->n; i++) {
		bool found = false;
		for (int j = 0; j < s->n; j++)
			found |= words_near(w, part->v[i], s->v[j]) ||
			    words_inside(w, part->v[i], s->v[j]);
		if (!found)
			return false;
	}
	return s->n <= part->n + 1;
}

/* The variance said of this part; coordinated names ("A och B … i nivå med budget")
 * count for each. */
static struct claim *
variance_of(struct check *c, const struct set *part, bool investing, uint32_t stem)
{
	struct model *m = c->doc;

	for (size_t i = 0; i < m->n_claim; i++) {
		struct claim *k = &m->claim[i];
		if (k->role != ROLE_VARIANCE || (k->n_figure != 1 && !k->zero) || k->wrong ||
		    (!k->strict && !k->zero))
			continue;
		if (k->n_figure == 1 && (k->dir == 0 || k->figure[0].unit != CLAIMS_KR))
			continue;
		struct set s = without(&k->set, stem);
		if (set_has(&k->set, stem) != investing)
			continue;
		if (part->n == 0 ? s.n == 0 && k->strict
		                 : named_by(m->words, part, &s) ||
		            (k->zero && set_near_within(m->words, part, &s)))
			return k;
	}
	return NULL;
}

static bool
gather(struct check *c, const struct parts *p, bool investing, uint32_t stem, int depth,
    struct leaves *out)
{
	struct model *m = c->doc;

	for (int i = 0; i < p->n; i++) {
		struct claim *k = variance_of(c, &p->part[i], investing, stem);
		if (k == NULL) {
			bool deeper = false;
			for (size_t j = 0; j < m->n_parts && depth < DEPTH_MAX && !deeper; j++)
				deeper = &m->parts[j] != p &&
				    set_near(m->words, &m->parts[j].whole, &p->part[i]) &&
				    gather(c, &m->parts[j], investing, stem, depth + 1, out);
			if (!deeper)
				return false;
			continue;
		}
		if (out->n == LEAVES_MAX)
			return false;
		out->v[out->n++] = k;
		if (k->zero) {
			out->slack += 500000 * MICRO;
			continue;
		}
		out->sum += k->dir * claims_magnitude(k->figure[0].value);
		out->slack += k->figure[0].half;
	}
	return true;
}

static void
all_hold(struct check *c, struct claim *whole, const struct leaves *l, bool exact)
{
	struct claims_proof p = proof_of_claim(c, whole);

	for (int i = 0; i < l->n; i++) {
		struct claims_proof q = proof_of_claim(c, l->v[i]);
		claim_verify(c, l->v[i], 2, &p,
		    MSG_ARGS_(MSG_claims_by_tree, ARG(p.text), ARG_END_));
		if (i == 0 && whole->verdict == CLAIMS_UNVERIFIED) {
			claim_verify(c, whole, 2, &q,
			    MSG_ARGS_(MSG_claims_by_tree, ARG(q.text), ARG_END_));
			whole->verdict = exact ? CLAIMS_VERIFIED : CLAIMS_ROUNDING;
		}
	}
}

static void
check_parts(struct check *c, const struct parts *p, uint32_t stem)
{
	bool investing = set_has(&p->whole, stem);
	struct set bare = without(&p->whole, stem);
	struct claim *whole = variance_of(c, &bare, investing, stem);
	struct leaves l = {.n = 0};

	if (whole == NULL || whole->zero || !gather(c, p, investing, stem, 0, &l) || l.n < 2)
		return;
	int64_t v = whole->dir * claims_magnitude(whole->figure[0].value);
	int64_t off = claims_magnitude(v - l.sum);
	if (off <= l.slack + whole->figure[0].half) {
		all_hold(c, whole, &l, off == 0);
		return;
	}
	struct texts have = figure_show(c->mem, v, CLAIMS_KR, whole->figure[0].scale,
	    whole->figure[0].half);
	struct texts want = figure_show(c->mem, l.sum, CLAIMS_KR, whole->figure[0].scale,
	    whole->figure[0].half);
	struct found *r = FOUND(c, SEV_ERROR, place_of_claim(whole), parts_of_tree, ARG(have),
	    ARG(want), ARG((int64_t)p->line));
	r->claim = whole;
	r->f.expected = want.text[LANG_SV];
	r->f.found = have.text[LANG_SV];
	for (int i = 0; i < l.n; i++) {
		struct claims_proof q = proof_of_claim(c, l.v[i]);
		found_proof(r, &q);
	}
}

void
rules_structure(struct check *c)
{
	struct model *m = c->doc;
	uint32_t stem = words_stem_id(m->words, STR("investering"));

	for (size_t i = 0; i < m->n_parts && i < 200; i++) {
		bool seen = false;
		for (size_t j = 0; j < i && !seen; j++)
			seen = set_eq(&m->parts[j].whole, &m->parts[i].whole);
		if (!seen)
			check_parts(c, &m->parts[i], stem);
	}
}
