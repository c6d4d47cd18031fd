/* extract.c -- from the figures of a sentence to claims: what is said to have
 * which value, by which role, in which direction. */
#include "core/claims/read/clause.h"

#include <string.h>

/* Years and months among the words before a figure, where none stands after it. */
static void
period_before(const struct model *m, struct figure *f, uint32_t from, uint32_t to)
{
	for (uint32_t i = to; i > from && !f->said_year; i--) {
		const struct tok *k = &m->tok.v[i - 1];
		if (k->kind != TOK_YEAR)
			continue;
		bool compared = i - 1 > from &&
		    (clause_word(m, i - 2, "med") || clause_word(m, i - 2, "sedan") ||
		        clause_word(m, i - 2, "mot"));
		compared = compared || (i > from + 2 && clause_word(m, i - 3, "med"));
		if (compared)
			continue;
		f->year = k->year;
		f->said_year = true;
		if (i - 1 > from && word_at(m, i - 2)->month > 0 && f->month == 0)
			f->month = word_at(m, i - 2)->month;
	}
}

struct claim *
clause_add_claim(struct work *w, uint32_t from, uint32_t to)
{
	struct model *m = w->m;

	while (from < to && m->tok.v[from].kind == TOK_SIGN && m->tok.v[from].c != '(' &&
	    m->tok.v[from].sign == 0)
		from++;
	arena_grow(m->mem, m->claim, m->n_claim, m->room_claim);
	struct claim *c = &m->claim[m->n_claim++];
	*c = (struct claim){.off = m->tok.v[from].off,
	    .end = m->tok.v[to - 1].end,
	    .line = m->tok.v[from].line,
	    .line_end = m->tok.v[to - 1].line,
	    .sentence = w->sentence,
	    .block = w->s->block,
	    .section = w->s->section,
	    .old = m->old,
	    .whole = -1};
	return c;
}

/* The words after the figure that still speak of it: up to the next clause. */
static uint32_t
tail_end(const struct work *w, uint32_t after, uint32_t limit)
{
	const struct model *m = w->m;
	uint32_t i = after;

	while (i < limit) {
		const struct tok *k = &m->tok.v[i];
		if (k->kind == TOK_SIGN && strchr(",;.:()", k->c) != NULL)
			break;
		if (clause_break(m, i) || (word_at(m, i)->flags & W_REFERS) ||
		    clause_word(m, i, "och") || clause_word(m, i, "samt") ||
		    clause_word(m, i, "där") || clause_word(m, i, "som"))
			break;
		i++;
	}
	return i;
}

static uint32_t
chunk_start(const struct work *w, int i, uint32_t floor)
{
	uint32_t from = floor;

	for (uint32_t k = floor; k < w->from[i]; k++)
		if (clause_break(w->m, k))
			from = k + 1;
	return from;
}

static bool
same_unit(const struct figure *a, const struct figure *b)
{
	return a->unit == b->unit || a->unit == CLAIMS_PLAIN || a->unit == CLAIMS_COUNT;
}

/* "från 42 till 41 procent", "låg på 4,7 % i december och minskade till 4,2 %". */
static bool
is_from_to(const struct work *w, int i)
{
	const struct model *m = w->m;

	if (i + 1 >= w->n || w->from[i + 1] == 0 || w->from[i + 1] - w->to[i] > 10)
		return false;
	const struct figure *a = &w->fig[i], *b = &w->fig[i + 1];
	if (a->qualifier || b->qualifier || !same_unit(a, b))
		return false;
	uint32_t before = w->from[i + 1] - 1;
	while (before > w->to[i] && (word_at(m, before)->flags & W_ABOUT))
		before--;
	if (!(word_at(m, before)->flags & W_TO))
		return false;
	for (uint32_t k = w->to[i]; k < before; k++)
		if (clause_break(m, k) || (m->tok.v[k].kind == TOK_SIGN && m->tok.v[k].c == '.'))
			return false;
	uint32_t j = w->from[i];
	while (j > w->s->tok && (word_at(m, j - 1)->flags & W_ABOUT))
		j--;
	bool from = j > w->s->tok && (word_at(m, j - 1)->flags & W_FROM) != 0;
	return from || clause_look(m, w->to[i], before).change;
}

static void
direction_of_move(struct work *w, struct claim *c, uint32_t from, uint32_t at, uint32_t to,
    uint32_t end)
{
	struct seen x = clause_look(w->m, from, to);
	uint32_t clause = at, after = to;

	/* The word may stand before an earlier figure or after these, in one clause. */
	while (clause > w->s->tok && !clause_break(w->m, clause - 1))
		clause--;
	while (after < end && !clause_break(w->m, after) && w->m->tok.v[after].kind != TOK_NUMBER)
		after++;
	if (!x.change)
		x = clause_look(w->m, clause, at);
	if (!x.change)
		x = clause_look(w->m, to, after);
	c->dir = x.dir_change;
	c->dir_mixed = x.up && x.down;
	if (c->dir_mixed)
		c->dir = 0;
	c->previous = x.previous;
}

/* Two figures as one claim; returns the last token it takes. */
static uint32_t
add_move(struct work *w, int i, uint32_t floor, const struct claim *last)
{
	struct model *m = w->m;
	uint32_t end = w->s->tok + w->s->n_tok;
	uint32_t from = chunk_start(w, i, floor);
	uint32_t to = tail_end(w, w->to[i + 1], i + 2 < w->n ? w->from[i + 2] : end);
	struct figure *a = &w->fig[i], *b = &w->fig[i + 1];

	if (a->unit != b->unit) {
		int64_t k = 1;
		for (int p = 0; p < b->scale - a->scale; p++)
			k *= 10;
		a->value *= k;
		a->half *= k;
		a->high = a->value;
		a->unit = b->unit;
		a->scale = b->scale;
	}
	struct claim *c = clause_add_claim(w, from, to);
	c->move = MOVE_FROM_TO;
	c->role = ROLE_LEVEL;
	c->figure[0] = *a;
	c->figure[1] = *b;
	c->n_figure = 2;
	clause_add_names(m, &c->set, from, w->from[i]);
	clause_add_names(m, &c->set, w->to[i + 1], to);
	clause_add_qualifiers(w, &c->set, from, w->from[i]);
	c->strict = c->set.n > 0;
	struct seen x = clause_look(m, from, to);
	c->body = x.body;
	direction_of_move(w, c, from, w->from[i], w->from[i + 1], end);
	c->previous |= x.previous;
	if (c->previous && !a->said_year && !b->said_year && m->year > 0) {
		c->figure[0].year = (int16_t)(m->year - 1);
		c->figure[1].year = (int16_t)m->year;
	}
	if (c->set.n == 0)
		subject_take_over(c, last, &x);
	c->role = ROLE_LEVEL;
	return w->to[i + 1];
}

/* What the words after the figure say of it: "gick 70 miljoner kronor bättre än budgeten",
 * "kostade 3 miljoner kronor mer än 2024", "blev 3 miljoner kronor dyrare". */
static void
take_tail(const struct work *w, struct seen *x, struct seen *tail, const struct span *p)
{
	int how = p->after < p->to ? compare_how(w->m, p->after) : 0;

	x->cost |= tail->cost;
	if (tail->than) {
		x->variance = x->than = true;
		x->signed_ = x->signed_ || tail->signed_;
		x->dir_signed = tail->dir_signed != 0 ? tail->dir_signed : x->dir_signed;
		x->than_dir = tail->than_dir;
		tail->budget = false;
	}
	if (x->than && x->cost && x->dir_signed == 0 && x->than_dir != 0) {
		x->signed_ = true;
		x->dir_signed = (int8_t)-x->than_dir;
	}
	if (tail->than_year || (x->compared && how != 0 && !x->variance)) {
		x->change = x->compared = true;
		x->dir_change = tail->than_year ? tail->than_dir : (int8_t)how;
		x->up = x->dir_change > 0;
		x->down = x->dir_change < 0;
		tail->previous = false;
	}
	x->compared |= tail->compared;
}

static void
add_single(struct work *w, int i, uint32_t floor, const struct claim *last)
{
	struct model *m = w->m;
	uint32_t end = w->s->tok + w->s->n_tok;
	struct span p = {.from = chunk_start(w, i, floor), .at = w->from[i], .after = w->to[i]};
	p.to = tail_end(w, p.after, i + 1 < w->n ? w->from[i + 1] : end);
	struct seen x = clause_look(m, p.from, p.at), tail = clause_look(m, p.after, p.to);
	struct claim *c = clause_add_claim(w, p.from, p.to);
	struct figure *f = &w->fig[i];

	period_before(m, f, p.from, p.at);
	c->figure[0] = *f;
	c->n_figure = 1;
	take_tail(w, &x, &tail, &p);
	c->role = role_in(w, &x, f, &p);
	c->develop = x.develop && c->role == ROLE_CHANGE && !x.change;
	c->part = x.part;
	c->limit = x.limit;
	c->total = x.total;
	c->body = x.body;
	c->previous = x.previous || tail.previous;
	c->compared = x.compared;
	role_direction(c, &x);
	/* "Året innan var kostnaden 48 miljoner", "mot 48 miljoner året före". */
	if (c->role == ROLE_LEVEL && c->previous && !x.compared && !f->said_year && m->year > 0)
		c->figure[0].year = (int16_t)(m->year - 1);
	if (c->role == ROLE_VARIANCE) {
		subject_of_variance(w, c, p);
	} else {
		uint32_t from = subject_start(m, p.from, p.at);
		clause_add_names(m, &c->set, from, p.at);
		clause_add_names(m, &c->set, p.after, p.to);
		clause_add_qualifiers(w, &c->set, from, p.to);
		c->strict = true;
	}
	if (c->role == ROLE_LEVEL && x.budget && !x.outcome)
		c->role = ROLE_BUDGET;
	if (x.part || ((x.month || tail.month) && f->month == 0) || c->role == ROLE_BUDGET ||
	    x.forecast || tail.budget || tail.forecast || role_spans_years(m, p.from, p.to) ||
	    role_explains(m, &p) ||
	    (c->role == ROLE_VARIANCE && (x.previous || x.target || role_against_year(m, &p))) ||
	    (c->role == ROLE_CHANGE && role_far_year(m, p.from, p.to)))
		c->strict = false;
	subject_share_role(w, c, last, &p);
	if (x.other && (c->set.n == 0 || (c->set.n == 1 && c->set.v[0] == w->investing)))
		c->strict = false; /* "övriga områden": not all of them */
	if (c->set.n == 0 && last != NULL && p.from > w->s->tok)
		subject_take_over(c, last, &x);
	if (c->set.n == 0 && last == NULL)
		subject_of_pronoun(w, c, p.from, p.to);
	if (c->set.n == 0 && c->role == ROLE_CHANGE && last == NULL)
		subject_of_sentence_before(w, c, &x);
	if (c->set.n == 0)
		subject_of_heading(w, c, w->s->tok, p.at);
	if (c->role == ROLE_VARIANCE && !set_has(&c->set, w->investing) && subject_invests(w, &p))
		set_add(&c->set, w->investing);
}

/* A variance without a figure: "Den positiva budgetavvikelsen för IT", "utfall i
 * nivå med budget". */
static void
add_without_figure(struct work *w, uint32_t from, uint32_t end)
{
	struct model *m = w->m;
	struct seen x = clause_look(m, from, end);
	struct span p = {from, end, end, end};

	bool even = false;
	for (uint32_t i = from; i + 2 < end; i++)
		even |= (clause_word(m, i, "nivå") || clause_word(m, i, "enlighet") ||
		            clause_word(m, i, "linje") || clause_word(m, i, "paritet")) &&
		    clause_word(m, i + 1, "med") && (word_at(m, i + 2)->flags & W_BUDGET);
	if (x.change && !x.variance && !even) {
		struct claim *c = clause_add_claim(w, from, end);
		c->role = ROLE_CHANGE;
		clause_add_names(m, &c->set, from, end);
		c->dir = x.up && x.down ? 0 : x.dir_change;
		c->dir_mixed = x.up && x.down;
		c->previous = x.previous;
		return;
	}
	if (!even && !(x.variance && (x.signed_ || x.dir_variance != 0)))
		return;
	struct claim *c = clause_add_claim(w, from, end);
	c->role = ROLE_VARIANCE;
	c->zero = even;
	c->dir = even ? 0 : x.dir_signed != 0 ? x.dir_signed : x.dir_variance;
	if (!even)
		for (uint32_t i = from; i < end; i++)
			if ((word_at(m, i)->flags & W_VARIANCE) && i + 2 < end &&
			    clause_word(m, i + 1, "för")) {
				p.at = i + 2;
				while (p.at < end && !(word_at(m, p.at)->flags & W_VERB))
					p.at++;
				break;
			}
	subject_of_variance(w, c, p);
	if (subject_invests(w, &p))
		set_add(&c->set, w->investing);
}

/* The clauses of a stretch without figures. */
static void
add_words(struct work *w, uint32_t from, uint32_t end)
{
	for (uint32_t i = from; i <= end; i++)
		if (i == end || clause_break(w->m, i)) {
			if (i > from + 2)
				add_without_figure(w, from, i);
			from = i + 1;
		}
}

/* Three spaces between two words of a line: cells that were not seen as a table. */
static bool
has_gaps(const struct model *m, const struct block *b)
{
	for (int l = b->line; l <= b->last; l++) {
		str s = line_text(m, l);
		size_t spaces = 0;
		bool word = false;
		for (size_t i = 0; i < s.n; i++) {
			if (s.p[i] == ' ') {
				spaces++;
				continue;
			}
			if (word && spaces >= 3)
				return true;
			word = true;
			spaces = 0;
		}
	}
	return false;
}

/* Under a heading that is a year, figures without one are that year's. */
static void
year_of_heading(const struct work *w, struct claim *c)
{
	const struct heading *h = w->s->section >= 0 ? &w->m->heading[w->s->section] : NULL;

	if (h == NULL || h->year <= 0 || c->move != MOVE_NONE)
		return;
	for (int i = 0; i < c->n_figure; i++)
		if (c->figure[i].year == 0)
			c->figure[i].year = (int16_t)h->year;
}

/* The name of a card stands among the others' names: the claim is where its figure is. */
static void
place_at_figure(struct claim *c)
{
	const struct figure *f = &c->figure[c->n_figure > 0 ? c->n_figure - 1 : 0];

	if (c->n_figure == 0)
		return;
	c->off = f->off;
	c->end = f->end;
	c->line = f->line;
	c->line_end = f->line_end;
}

static void
extract_sentence(struct work *w, int at)
{
	struct model *m = w->m;
	struct sentence *s = &m->sentence[at];
	uint32_t end = s->tok + s->n_tok, floor = s->tok;

	w->s = s;
	w->sentence = at;
	w->n = figures_find(m, s, w->fig, w->from, w->to, FIGURES_IN_SENTENCE);
	s->claim = (uint32_t)m->n_claim;
	if (!s->joined)
		w->gaps = m->block[s->block].kind != BLOCK_CARDS &&
		    has_gaps(m, &m->block[s->block]);
	if (extract_partition(w)) {
		s->n_claim = (uint32_t)m->n_claim - s->claim;
		return;
	}
	bool heading = m->block[s->block].kind == BLOCK_HEADING;
	for (int i = 0; i < w->n; i++) {
		const struct claim *last = m->n_claim > s->claim ? &m->claim[m->n_claim - 1] : NULL;
		struct claim copy;
		if (w->fig[i].qualifier ||
		    (heading && w->fig[i].unit != CLAIMS_PERCENT && w->fig[i].unit != CLAIMS_KR))
			continue;
		if (last != NULL)
			copy = *last; /* the array may move */
		if (is_from_to(w, i)) {
			floor = add_move(w, i, floor, last != NULL ? &copy : NULL);
			i++;
		} else {
			add_single(w, i, floor, last != NULL ? &copy : NULL);
			floor = w->to[i];
		}
	}
	if (!heading && end > floor + 2)
		add_words(w, m->n_claim > s->claim ? tail_end(w, floor, end) : floor, end);
	s->n_claim = (uint32_t)m->n_claim - s->claim;
	for (uint32_t i = 0; i < s->n_claim; i++) {
		year_of_heading(w, &m->claim[s->claim + i]);
		if (w->gaps)
			m->claim[s->claim + i].strict = false;
		if (m->block[s->block].kind == BLOCK_CARDS)
			place_at_figure(&m->claim[s->claim + i]);
	}
}

void
extract_claims(struct model *m)
{
	struct work *w = arena_new(m->mem, struct work);

	w->m = m;
	w->investing = words_stem_id(m->words, STR("investering"));
	for (size_t i = 0; i < m->n_sentence; i++)
		extract_sentence(w, (int)i);
}
