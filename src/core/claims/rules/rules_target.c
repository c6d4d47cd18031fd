#include "core/claims/rules/rules.h"

bool
claim_says(const struct model *m, const struct claim *c, const char *word)
{
	str s = words_lower(m->mem, quote_of(m->mem, m->doc.text, c->off, c->end));
	str w = str_of(word);

	for (size_t at = str_find(s, w, 0); at < s.n; at = str_find(s, w, at + 1)) {
		bool before = at == 0 || (s.p[at - 1] >= 0 && s.p[at - 1] <= ' ') ||
		    s.p[at - 1] == '(';
		size_t end = at + w.n;
		bool after = end >= s.n ||
		    (s.p[end] >= 0 && (s.p[end] <= ' ' || s.p[end] == ',' || s.p[end] == '.'));
		if (before && after)
			return true;
	}
	return false;
}

/* "under målet", "högre än målsättningen": the word stands right before the target. */
static int
side_said(const struct model *m, const struct claim *t)
{
	const struct sentence *s = &m->sentence[t->sentence];

	for (uint32_t i = s->tok + 1; i < s->tok + s->n_tok; i++) {
		if (!(word_at(m, i)->flags & W_TARGET) || m->tok.v[i].off < t->off ||
		    m->tok.v[i].off >= t->end)
			continue;
		uint32_t k = i - 1;
		if (k > s->tok && str_eq(word_at(m, k)->lower, STR("än")))
			k--;
		str w = word_at(m, k)->lower;
		if (str_eq(w, STR("under")) || str_eq(w, STR("lägre")) ||
		    str_eq(w, STR("understiger")))
			return -1;
		if (str_eq(w, STR("över")) || str_eq(w, STR("högre")) ||
		    str_eq(w, STR("överstiger")) || str_eq(w, STR("överträffar")))
			return 1;
	}
	return 0;
}

/* "21 miljoner, vilket är under målsättningen på 25": below or above, and so it is. */
static void
check_side(struct check *c, struct claim *t)
{
	struct model *m = c->doc;
	struct claim *l = t - 1;

	if (t == m->claim || l->sentence != t->sentence || l->n_figure != 1 || t->n_figure != 1 ||
	    l->role != ROLE_LEVEL || l->figure[0].unit != t->figure[0].unit || !t->inherited)
		return;
	int side = side_said(m, t);
	if (side == 0)
		return;
	int64_t lv = l->figure[0].value, tv = t->figure[0].value;
	int64_t slack = l->figure[0].half + t->figure[0].half;
	struct claims_proof p = proof_of_claim(c, l);
	if ((lv - tv) * side > 0) {
		claim_verify(c, t, 2, &p, MSG_ARGS_(MSG_claims_by_side, ARG(p.text), ARG_END_));
		return;
	}
	if ((tv - lv) * side < slack)
		return;
	static const struct texts below = {{{"under", 5}, {"below", 5}}},
	                          above = {{{"över", 5}, {"above", 5}}};
	struct found *r = FOUND(c, SEV_ERROR, place_of_claim(t), wrong_side,
	    ARG(claim_value(c->mem, l, 0)), ARG(claim_value(c->mem, t, 0)),
	    ARG(side < 0 ? below : above));
	r->claim = t;
	r->f.found = side < 0 ? STR("under") : STR("över");
	r->f.expected = side < 0 ? STR("över") : STR("under");
	found_proof(r, &p);
	claim_wrong(t);
}

static bool
sentence_has(const struct model *m, int sentence, uint32_t flag)
{
	const struct sentence *s = &m->sentence[sentence];

	for (uint32_t i = s->tok; i < s->tok + s->n_tok; i++)
		if (word_at(m, i)->flags & flag)
			return true;
	return false;
}

/* "ska understiga 3,7 procent. … är 3,7 procent uppnått": a strict bound is not met
 * by the figure itself, and a rounded figure cannot show on which side it is. */
static void
check_bound(struct check *c, struct claim *t)
{
	struct model *m = c->doc;
	struct claim *o = t + 1;

	if (o >= m->claim + m->n_claim || !t->limit || o->block != t->block ||
	    o->sentence > t->sentence + 1 || o->n_figure != 1 || t->n_figure != 1 ||
	    o->figure[0].unit != t->figure[0].unit || o->role == ROLE_CHANGE)
		return;
	if (!sentence_has(m, o->sentence, W_REACH) || !sentence_has(m, o->sentence, W_TARGET) ||
	    sentence_has(m, o->sentence, W_NOT))
		return;
	int dir = claim_says(m, t, "överstiga") || claim_says(m, t, "överskrida") ? 1 : -1;
	bool not = claim_says(m, t, "inte") || claim_says(m, t, "ej");
	int64_t off = (o->figure[0].value - t->figure[0].value) * (not ? -dir : dir);
	struct claims_proof p = proof_of_claim(c, t);
	if (off >= o->figure[0].half + t->figure[0].half || (off > 0 && !not )) {
		claim_verify(c, o, 2, &p, MSG_ARGS_(MSG_claims_by_side, ARG(p.text), ARG_END_));
		return;
	}
	if (off == 0 && not )
		return;
	struct texts have = claim_value(c->mem, o, 0), bound = claim_value(c->mem, t, 0);
	struct found *r;
	if (off == 0)
		r = FOUND(c, SEV_WARNING, place_of_claim(o), strict_target, ARG(have), ARG(bound));
	else
		r = FOUND(c, SEV_ERROR, place_of_claim(o), target_missed, ARG(have), ARG(bound));
	r->claim = o;
	r->f.found = have.text[LANG_SV];
	r->f.expected = str_fmt(c->mem, "%s %.*s", (not ? -dir : dir) < 0 ? "under" : "över",
	    STR_ARG(bound.text[LANG_SV]));
	found_proof(r, &p);
}

/* "minst 80 procent" +1, "högst 5 procent" -1; 0 when the target says no side. */
static int
bound_side(const struct model *m, const struct claim *t)
{
	static const char *const least[] = {"minst", "lägst"}, *const most[] = {"högst", "max"};

	for (size_t i = 0; i < COUNTOF(least); i++)
		if (claim_says(m, t, least[i]))
			return 1;
	for (size_t i = 0; i < COUNTOF(most); i++)
		if (claim_says(m, t, most[i]))
			return -1;
	return 0;
}

/* What the sentences from..to say of the target: 1 met, -1 not met, 0 nothing or both. */
static int
said_met(const struct model *m, int from, int to)
{
	int said = 0;

	for (int n = from; n <= to; n++) {
		const struct sentence *s = &m->sentence[n];
		for (uint32_t i = s->tok; i < s->tok + s->n_tok; i++) {
			if (str_eq(word_at(m, i)->lower, STR("delvis")))
				return 0;
			if (!(word_at(m, i)->flags & W_REACH))
				continue;
			bool not = (i > s->tok && (word_at(m, i - 1)->flags & W_NOT)) ||
			    (i + 1 < s->tok + s->n_tok && (word_at(m, i + 1)->flags & W_NOT));
			if (said != 0)
				return 0;
			said = not ? -1 : 1;
		}
	}
	return said;
}

/* The one outcome beside the target: of its sentence, the one before or the one after. */
static struct claim *
outcome_of(struct model *m, const struct claim *t)
{
	struct claim *o = NULL;

	for (int step = -1; step <= 1; step += 2) {
		const struct claim *k = t + step;
		if (k < m->claim || k >= m->claim + m->n_claim || k->block != t->block ||
		    k->sentence < t->sentence - 1 || k->sentence > t->sentence + 1)
			continue;
		if (o != NULL)
			return NULL;
		o = &m->claim[k - m->claim];
	}
	return o != NULL && o->n_figure == 1 && o->role == ROLE_LEVEL &&
	        o->figure[0].unit == t->figure[0].unit && !o->previous
	    ? o
	    : NULL;
}

/* "Målet är minst 80 procent. Utfallet är 84 procent, och målet är nått." */
static void
check_met(struct check *c, struct claim *t)
{
	struct model *m = c->doc;
	int side = t->limit || t->n_figure != 1 ? 0 : bound_side(m, t);
	struct claim *o = side != 0 ? outcome_of(m, t) : NULL;

	if (o == NULL)
		return;
	int from = o->sentence < t->sentence ? o->sentence : t->sentence;
	int to = o->sentence > t->sentence ? o->sentence : t->sentence;
	if (to + 1 < (int)m->n_sentence && m->sentence[to + 1].joined &&
	    m->sentence[to + 1].n_claim == 0)
		to++; /* "Målet är nått." */
	int said = said_met(m, from, to);
	int64_t off = (o->figure[0].value - t->figure[0].value) * side;
	int64_t slack = o->figure[0].half + t->figure[0].half;
	if (said == 0 || o->figure[0].about || t->figure[0].about ||
	    (off != 0 && claims_magnitude(off) < slack))
		return;
	struct claims_proof p = proof_of_claim(c, t), q = proof_of_claim(c, o);
	if ((off >= 0) == (said > 0)) {
		claim_verify(c, o, 2, &p, MSG_ARGS_(MSG_claims_by_side, ARG(p.text), ARG_END_));
		claim_verify(c, t, 2, &q, MSG_ARGS_(MSG_claims_by_side, ARG(q.text), ARG_END_));
		return;
	}
	struct texts have = claim_value(c->mem, o, 0), bound = claim_value(c->mem, t, 0);
	struct found *r = said > 0
	    ? FOUND(c, SEV_ERROR, place_of_claim(o), target_missed, ARG(have), ARG(bound))
	    : FOUND(c, SEV_ERROR, place_of_claim(o), target_denied, ARG(have), ARG(bound));
	r->claim = o;
	found_proof(r, &p);
}

/* What a text says of one that has its share of a whole. */
static bool
says_part(const struct model *m, const struct claim *c)
{
	static const char *const word[] = {"står för", "svarar för", "utgör", "bidrar med"};

	if (c->part)
		return true;
	for (size_t i = 0; i < COUNTOF(word); i++)
		if (claim_says(m, c, word[i]))
			return true;
	return false;
}

/* "en minskning på 17 miljoner, där … står för 18 miljoner": the part is more than
 * the whole; of a change that takes a movement the other way, of a level it cannot be. */
static void
check_part(struct check *c, size_t at)
{
	struct model *m = c->doc;
	struct claim *p = &m->claim[at], *whole = NULL;
	bool named = says_part(m, p);

	if (p->n_figure != 1 || p->figure[0].unit == CLAIMS_PERCENT)
		return;
	for (size_t i = at; i > 0 && m->claim[i - 1].sentence == p->sentence; i--) {
		struct claim *k = &m->claim[i - 1];
		bool says = says_part(m, k);
		if (k->n_figure == 1 && k->figure[0].unit == p->figure[0].unit &&
		    k->role == p->role && !set_eq(&k->set, &p->set)) {
			whole = named && !says ? k : NULL;
			break;
		}
		named |= says;
	}
	if (whole == NULL || !named || whole->dir != p->dir)
		return;
	int64_t off = claims_magnitude(p->figure[0].value) -
	    claims_magnitude(whole->figure[0].value);
	struct claims_proof q = proof_of_claim(c, whole);
	if (off <= p->figure[0].half + whole->figure[0].half - 1)
		return;
	bool change = p->role == ROLE_CHANGE || p->role == ROLE_VARIANCE;
	struct texts have = claim_value(c->mem, p, 0), most = claim_value(c->mem, whole, 0);
	struct found *r;
	if (change)
		r = FOUND(c, SEV_WARNING, place_of_claim(p), part_beyond_change, ARG(have),
		    ARG(most));
	else
		r = FOUND(c, SEV_ERROR, place_of_claim(p), part_beyond_whole, ARG(have), ARG(most));
	r->claim = p;
	r->f.found = have.text[LANG_SV];
	r->f.expected = str_fmt(c->mem, "högst %.*s", STR_ARG(most.text[LANG_SV]));
	r->f.line = whole->line;
	r->f.off = whole->off;
	r->f.quote = quote_of(c->mem, m->doc.text, whole->off, p->end);
	found_proof(r, &q);
}

void
rules_targets(struct check *c)
{
	struct model *m = c->doc;

	for (size_t i = 0; i < m->n_claim; i++) {
		if (m->claim[i].role == ROLE_TARGET) {
			check_side(c, &m->claim[i]);
			check_bound(c, &m->claim[i]);
			check_met(c, &m->claim[i]);
		}
		check_part(c, i);
	}
}
