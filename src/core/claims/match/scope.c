/* scope.c -- whether two pieces of text speak of the same, so surely that one may be held
 * against the other: whose figures a section holds, and what a sentence leaves unsaid. */
#include "core/claims/match/match.h"

int
context_of(const struct model *m, int section)
{
	for (int h = section; h >= 0; h--) {
		if (m->heading[h].caption && h < section)
			continue;
		if (!m->heading[h].generic)
			return h;
		if (m->heading[h].level <= 2)
			return -1;
	}
	return -1;
}

bool
match_in_summary(const struct model *m, int section)
{
	return section >= 0 && m->heading[section].summary;
}

static bool
same_context(const struct model *m, const struct claim *a, const struct claim *b)
{
	if (match_in_summary(m, a->section) || match_in_summary(m, b->section))
		return true;
	int x = context_of(m, a->section), y = context_of(m, b->section);
	if (x < 0 || y < 0 || x == y)
		return true;
	return str_eq(m->heading[x].title, m->heading[y].title) && m->heading[x].set.n > 0;
}

/* A claim without a name of its own speaks for the whole body. */
static bool
of_whole_body(const struct model *m, const struct claim *c)
{
	if (c->body || match_in_summary(m, c->section))
		return true;
	return context_of(m, c->section) < 0 && c->section >= 0 && m->heading[c->section].money;
}

static bool
bare(const struct match *x, const struct claim *c)
{
	return c->set.n == 0 || (c->set.n == 1 && c->set.v[0] == x->e.investing);
}

/* The names in the first sentence of a claim's paragraph. */
static struct set
names_of_block(const struct model *m, const struct claim *c)
{
	const struct sentence *s = &m->sentence[c->sentence];
	struct set out = {0};

	while (s > m->sentence && s->joined)
		s--;
	for (uint32_t i = s->tok; i < s->tok + s->n_tok; i++) {
		const struct word *w = word_at(m, i);
		if (m->tok.v[i].kind == TOK_WORD && !(w->flags & (W_STOP | W_NUMBER | W_UNIT)) &&
		    w->stem != m->body)
			set_add(&out, w->stem);
	}
	return out;
}

/* "Av de 17 delmålen", with its parts after it. */
static bool
whole_of_parts(const struct model *m, const struct claim *c)
{
	size_t at = (size_t)(c - m->claim);

	return at + 1 < m->n_claim && m->claim[at + 1].whole == (int)at;
}

/* The claim says itself what it is about, and does not lean on its paragraph. */
static bool explicit(const struct match *x, const struct model *m, const struct claim *c)
{
	if (!m->sentence[c->sentence].joined || c->body || c->set.n >= 3 || c->whole >= 0 ||
	    whole_of_parts(m, c))
		return true;
	if (c->role != ROLE_VARIANCE)
		return false;
	if (!bare(x, c))
		return true;
	/* A bare variance is the body's when the paragraph began with the body. */
	const struct sentence *s = &m->sentence[c->sentence];
	while (s > m->sentence && s->joined)
		s--;
	for (uint32_t i = s->tok; i < s->tok + s->n_tok; i++)
		if (m->tok.v[i].kind == TOK_WORD &&
		    (word_at(m, i)->stem == m->body || (word_at(m, i)->flags & W_BODY)))
			return true;
	return false;
}

static bool
same_paragraph_subject(const struct match *x, const struct model *m, const struct claim *a,
    const struct model *n, const struct claim *b)
{
	if (explicit(x, m, a) && explicit(x, n, b))
		return true;
	struct set p = names_of_block(m, a), q = names_of_block(n, b);
	return set_eq(&p, &q);
}

/* A sentence says something of its subject; a label beside a number may be an axis,
 * a cell or a caption. */
static bool
predicates(const struct model *m, const struct claim *c)
{
	const struct sentence *s = &m->sentence[c->sentence];

	if (c->from_heading && c->role != ROLE_VARIANCE)
		return false;
	for (uint32_t i = s->tok; i < s->tok + s->n_tok; i++)
		if (word_at(m, i)->flags & (W_VERB | W_CHANGE | W_VARIANCE | W_REACH))
			return true;
	return false;
}

bool
match_may_contradict(const struct match *x, const struct claim *c, const struct evid *a,
    const struct evid *v)
{
	const struct model *m = x->c->doc;

	if (!c->strict || (bare(x, c) && !of_whole_body(m, c)))
		return false;
	if (v->fact > 0 && (c->inherited || c->from_heading || c->figure[0].about))
		return false;
	if (c->move == MOVE_FROM_TO && a->year == 0)
		return false;
	if (v->derived && !(v->grand && c->set.n > 0 && c->inherited) && !c->compared)
		return false;
	/* A cell of one month says nothing of a sentence that names no month. */
	if (v->claim < 0 && v->month != 0 && v->month != a->month)
		return false;
	if (v->claim < 0)
		return (explicit(x, m, c) && predicates(m, c)) ||
		    (v->old && c->set.n > 0 && c->figure[0].said_year);
	const struct model *n = v->old ? x->c->old : m;
	const struct claim *k = &n->claim[v->claim];
	if (!k->strict || (bare(x, k) && !of_whole_body(n, k)))
		return false;
	if (!same_paragraph_subject(x, m, c, n, k) || !predicates(m, c) || !predicates(n, k))
		return false;
	/* "Totalt" beside the body by name: the one may be more than the other. */
	if (c->total != k->total && c->body != k->body && c->total != c->body &&
	    k->total != k->body)
		return false;
	if (v->old)
		return c->set.n > 0;
	/* A few of this and a few of that are seldom the same. */
	if (v->unit == CLAIMS_COUNT && c->whole < 0 && k->whole < 0 && !whole_of_parts(m, c) &&
	    (c->set.n < 2 || v->value < 20 * MICRO || c->figure[0].word || k->figure[0].word))
		return false;
	return same_context(m, c, k) && (c->set.n > 0 || c->role == ROLE_VARIANCE);
}
