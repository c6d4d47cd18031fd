/* subject.c -- what a figure or a direction is said of. */
#include "core/claims/read/clause.h"

/* The relative clause after the subject ("som innefattar staber") names nothing. */
static uint32_t
skip_relative(const struct model *m, uint32_t i, uint32_t to)
{
	if (!clause_word(m, i, "som"))
		return i;
	for (uint32_t k = i + 1; k < to; k++)
		if (word_at(m, k)->flags & W_VERB)
			return k + 1;
	return i;
}

static void
add_names_around(const struct model *m, struct set *s, uint32_t from, uint32_t to)
{
	for (uint32_t i = from; i < to; i++) {
		uint32_t skip = skip_relative(m, i, to);
		if (skip > i) {
			i = skip - 1;
			continue;
		}
		if (clause_names(m, i))
			set_add(s, m->words->v[m->tok.v[i].word].stem);
	}
}

static bool
subject_is_label(const struct model *m, const struct set *s)
{
	if (s->n == 0 || s->v[0] >= m->n_label_first)
		return false;
	for (uint32_t at = m->label_first[s->v[0]]; at != 0; at = m->label_next[at - 1])
		if (set_eq(&m->label[at - 1], s))
			return true;
	return false;
}

/* Every name stands before the verb: "X har en positiv avvikelse". */
static bool
names_before_verb(const struct model *m, uint32_t from, uint32_t to)
{
	bool verb = false, any = false;

	for (uint32_t i = from; i < to; i++) {
		if (word_at(m, i)->flags & W_VERB)
			verb = true;
		else if (clause_names(m, i) && verb)
			return false;
		any |= clause_names(m, i);
	}
	return verb && any;
}

/* "Inom området X finns …, vilket bidragit till en avvikelse": of X. */
static bool
topic_of(const struct model *m, struct span p, struct set *out)
{
	uint32_t verb = p.from + 1, which = 0;

	if (!clause_word(m, p.from, "inom") && !clause_word(m, p.from, "för") &&
	    !clause_word(m, p.from, "i"))
		return false;
	while (verb < p.at && !(word_at(m, verb)->flags & W_VERB))
		verb++;
	for (uint32_t i = verb; i < p.at; i++)
		if (clause_word(m, i, "vilket"))
			which = i;
	if (which == 0)
		return false;
	for (uint32_t i = which; i < p.at; i++)
		if (clause_names(m, i))
			return false;
	clause_add_names(m, out, p.from, verb);
	return out->n > 0;
}

/* Subject of a variance: what follows "avvikelse för", else the names of the clause. */
void
subject_of_variance(struct work *w, struct claim *c, struct span p)
{
	const struct model *m = w->m;
	uint32_t noun = p.at;
	struct set after = {0};

	for (uint32_t i = p.from; i < p.at; i++)
		if (word_at(m, i)->flags & W_VARIANCE) {
			noun = i;
			break;
		}
	for (uint32_t i = noun + 1; i < p.at; i++)
		if (clause_word(m, i, "för") || clause_word(m, i, "inom") ||
		    clause_word(m, i, "avseende") || clause_word(m, i, "gällande")) {
			clause_add_names(m, &after, i + 1, p.at);
			break;
		}
	bool plain = false;
	if (after.n > 0) {
		c->set = after;
	} else if (!topic_of(m, p, &c->set)) {
		add_names_around(m, &c->set, p.from, p.at);
		plain = names_before_verb(m, p.from, noun);
		if (c->set.n == 0)
			clause_add_names(m, &c->set, p.after, p.to);
	} else {
		plain = true;
	}
	struct set bare = c->set;
	for (int i = 0; i < bare.n; i++)
		if (bare.v[i] == w->investing) {
			bare.v[i] = bare.v[--bare.n];
			struct set sorted = {0};
			for (int j = 0; j < bare.n; j++)
				set_add(&sorted, bare.v[j]);
			bare = sorted;
			break;
		}
	c->strict = bare.n == 0 || plain || subject_is_label(m, &bare);
}

/* The section, block or sentence speaks of investments. */
bool
subject_invests(const struct work *w, const struct span *p)
{
	const struct model *m = w->m;
	size_t s = (size_t)(w->s - m->sentence);

	for (int h = w->s->section; h >= 0; h--) {
		if (set_has(&m->heading[h].set, w->investing))
			return true;
		if (m->heading[h].level <= 2)
			break;
	}
	for (;; s--) {
		const struct sentence *q = &m->sentence[s];
		uint32_t end = q == w->s ? p->at : q->tok + q->n_tok;
		for (uint32_t i = q->tok; i < end; i++)
			if (m->tok.v[i].kind == TOK_WORD &&
			    m->words->v[m->tok.v[i].word].stem == w->investing)
				return true;
		if (s == 0 || !q->joined)
			return false;
	}
}

static const struct heading *
heading_of(const struct work *w)
{
	return w->s->section >= 0 ? &w->m->heading[w->s->section] : NULL;
}

/* No name in the clause: the heading's, when the sentence leans on it or the
 * heading names a unit. */
void
subject_of_heading(struct work *w, struct claim *c, uint32_t from, uint32_t to)
{
	const struct heading *h = heading_of(w);
	bool leans = false;

	if (h == NULL || h->set.n == 0 || h->generic || c->body)
		return;
	for (uint32_t i = from; i < to && i < from + 3; i++)
		leans |= (word_at(w->m, i)->flags & W_ANAPHOR) != 0;
	if (!leans && !(subject_is_label(w->m, &h->set) && w->s->tok == from))
		return;
	c->set = h->set;
	c->from_heading = true;
}

/* A figure whose clause names nothing takes over what was just said. */
void
subject_take_over(struct claim *c, const struct claim *last, const struct seen *x)
{
	if (last == NULL)
		return;
	if (c->role == ROLE_LEVEL && (last->role == ROLE_CHANGE || last->role == ROLE_VARIANCE) &&
	    (x->say_or || !x->refers)) {
		c->role = last->role;
		if (c->dir == 0)
			c->dir = last->dir;
	}
	if (c->role == last->role && c->dir == 0)
		c->dir = last->dir;
	c->set = last->set;
	c->body = c->body || last->body;
	c->strict = last->strict;
	c->inherited = true;
}

/* "och sjukresor på 15 miljoner kronor": the verb and the role are the ones before. */
void
subject_share_role(const struct work *w, struct claim *c, const struct claim *last,
    const struct span *p)
{
	const struct model *m = w->m;

	if (last != NULL && c->role == ROLE_LEVEL && last->role == ROLE_TARGET &&
	    c->figure[0].unit == CLAIMS_PERCENT) {
		bool verb = false; /* the aim goes on: "… och förbättra … med 20 procent" */
		for (uint32_t i = p->from; i < p->at; i++)
			verb |= (word_at(m, i)->flags & W_VERB) != 0;
		c->role = verb ? c->role : ROLE_TARGET;
		return;
	}
	if (last == NULL || c->role != ROLE_LEVEL || last->figure[0].unit != c->figure[0].unit ||
	    (last->role != ROLE_VARIANCE && last->role != ROLE_CHANGE))
		return;
	if (!clause_word(m, p->from, "och") && !clause_word(m, p->from, "samt") &&
	    !(m->tok.v[p->from].kind == TOK_SIGN && m->tok.v[p->from].c == ','))
		return;
	for (uint32_t i = p->from; i < p->at; i++)
		if (word_at(m, i)->flags & (W_VERB | W_CHANGE))
			return;
	c->role = last->role;
	c->dir = last->dir;
	c->strict = false;
}

/* "Mot 2021 är det en ökning med 4 procent": of what the sentence
 * before gave a figure for. */
void
subject_of_sentence_before(struct work *w, struct claim *c, const struct seen *x)
{
	const struct model *m = w->m;

	if (!w->s->joined || w->sentence == 0)
		return;
	const struct sentence *q = w->s - 1;
	for (uint32_t i = q->n_claim; i > 0; i--) {
		const struct claim *k = &m->claim[q->claim + i - 1];
		if (k->n_figure == 0)
			continue;
		struct claim level = *k;
		enum role role = c->role;
		subject_take_over(c, &level, x);
		c->role = role;
		return;
	}
}

/* "Det gick 36 miljoner bättre", "I december var den 4,2 procent": the pronoun stands beside
 * the verb. */
static bool
has_pronoun(const struct model *m, uint32_t from, uint32_t to)
{
	for (uint32_t i = from; i < to && i < from + 8; i++) {
		if (!clause_word(m, i, "det") && !clause_word(m, i, "den") &&
		    !clause_word(m, i, "de"))
			continue;
		bool after = i > from && (word_at(m, i - 1)->flags & W_VERB);
		bool before = i + 1 < to && (word_at(m, i + 1)->flags & W_VERB);
		if (after || before)
			return true;
	}
	return false;
}

void
subject_of_pronoun(struct work *w, struct claim *c, uint32_t from, uint32_t to)
{
	const struct model *m = w->m;
	const struct sentence *q = w->s;

	if (!has_pronoun(m, from, to))
		return;
	c->strict = false; /* what it stands for is guessed */
	if (!q->joined || w->sentence == 0)
		return;
	q--;
	for (uint32_t i = q->tok; i < q->tok + q->n_tok; i++) {
		if (word_at(m, i)->flags & W_VERB)
			break;
		if (clause_names(m, i))
			set_add(&c->set, word_at(m, i)->stem);
	}
}

/* "… som svarat och svarsfrekvensen låg på": the last clause is the claim's own. */
uint32_t
subject_start(const struct model *m, uint32_t from, uint32_t at)
{
	uint32_t start = from;
	bool clause = false, verb_after = false;

	for (uint32_t i = from; i < at; i++) {
		if (clause_word(m, i, "och") && clause && i + 1 < at && clause_names(m, i + 1))
			start = i + 1;
		clause |= clause_word(m, i, "som") || (word_at(m, i)->flags & W_VERB) != 0;
	}
	for (uint32_t i = start; i < at; i++)
		verb_after |= (word_at(m, i)->flags & W_VERB) != 0;
	return verb_after ? start : from;
}
