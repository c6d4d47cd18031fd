/* labels.c -- the names a document gives to its units and areas: the rows of its
 * tables, its headings, and what its sentences say consists of what. */
#include "core/claims/claims_priv.h"

#define LABEL_STEMS 5

static void
add_label(struct model *m, const struct set *s)
{
	if (s->n == 0 || s->n > LABEL_STEMS)
		return;
	for (int i = 0; i < s->n; i++)
		if (s->v[i] == m->body)
			return;
	uint32_t first = s->v[0];
	if (first >= m->n_label_first)
		return;
	for (uint32_t at = m->label_first[first]; at != 0; at = m->label_next[at - 1])
		if (set_eq(&m->label[at - 1], s))
			return;
	size_t room = m->room_label;
	arena_grow(m->mem, m->label, m->n_label, m->room_label);
	if (room != m->room_label) {
		uint32_t *next = arena_array(m->mem, m->room_label, uint32_t);
		for (size_t i = 0; i < m->n_label; i++)
			next[i] = m->label_next[i];
		m->label_next = next;
	}
	m->label[m->n_label] = *s;
	m->label_next[m->n_label] = m->label_first[first];
	m->label_first[first] = (uint32_t)++m->n_label;
}

/* The report's own year: what its first lines say, else the year most named. */
static int
year_of(const struct model *m)
{
	int count[200] = {0}, best = 0;

	for (size_t i = 0; i < m->tok.n; i++) {
		const struct tok *k = &m->tok.v[i];
		if (k->kind != TOK_YEAR || k->year < 1900 || k->year > 2099)
			continue;
		if (k->line <= 12 && i > 0 && word_at(m, (uint32_t)i - 1)->lower.n > 5) {
			str w = word_at(m, (uint32_t)i - 1)->lower;
			static const char *const kind[] = {"rapport", "redovisning", "berättelse",
			    "bokslut"};
			for (size_t j = 0; j < COUNTOF(kind); j++)
				if (str_has_suffix(w, str_of(kind[j])))
					return k->year;
		}
		count[k->year - 1900]++;
	}
	for (int i = 1; i < 200; i++)
		if (count[i] > count[best])
			best = i;
	return count[best] > 0 ? best + 1900 : 0;
}

/* A name with figures of its own in a table is a part, not the body. */
static bool
is_row(const struct model *m, uint32_t stem)
{
	for (size_t i = 0; i < m->n_table; i++) {
		const struct table *t = &m->table[i];
		for (int r = 0; r < t->n_row; r++)
			if (t->row[r].n_number > 0 && !t->row[r].header &&
			    set_has(&t->row[r].set, stem))
				return true;
	}
	return false;
}

/* A word for a board or a committee, not for several of them or for their plan. */
static bool
names_board(const struct word *w)
{
	str s = w->lower;

	return (str_find(s, STR("styrelse"), 4) < s.n || str_find(s, STR("nämnd"), 4) < s.n) &&
	    !(w->flags & (W_BODY | W_VERB)) && !str_has_suffix(s, STR("er")) &&
	    str_find(s, STR("nämndplan"), 0) == s.n;
}

/* The board or committee whose document it is: the one most spoken of, where the first
 * lines count twice. */
static uint32_t
body_of(const struct model *m)
{
	uint32_t *count = arena_array(m->mem, m->words->n_stem + 1, uint32_t);

	for (size_t i = 0; i < m->tok.n; i++) {
		if (m->tok.v[i].kind != TOK_WORD)
			continue;
		const struct word *w = &m->words->v[m->tok.v[i].word];
		if (names_board(w))
			count[w->stem] += m->tok.v[i].line <= 15 ? 2 : 1;
	}
	for (;;) {
		uint32_t best = UINT32_MAX, most = 1;
		for (size_t i = 0; i < m->words->n_stem; i++)
			if (count[i] > most) {
				most = count[i];
				best = (uint32_t)i;
			}
		if (best == UINT32_MAX || !is_row(m, best))
			return best;
		count[best] = 0;
	}
}

static bool
breaks_list(const struct model *m, uint32_t i)
{
	const struct tok *k = &m->tok.v[i];

	if (k->kind == TOK_SIGN)
		return k->c == ',' || k->c == ';';
	str w = word_at(m, i)->lower;
	return str_eq(w, STR("och")) || str_eq(w, STR("samt"));
}

static bool
known(const struct model *m, const struct set *s)
{
	for (size_t i = 0; i < m->n_label; i++)
		if (set_eq(&m->label[i], s))
			return true;
	return false;
}

/* "Digitalisering och Service" is one name when the document has it elsewhere. */
static void
add_part(struct model *m, struct parts *p, const struct set *s)
{
	if (s->n == 0)
		return;
	if (p->n > 0) {
		struct set both = p->part[p->n - 1];
		for (int i = 0; i < s->n; i++)
			set_add(&both, s->v[i]);
		if (both.n > p->part[p->n - 1].n && known(m, &both)) {
			p->part[p->n - 1] = both;
			return;
		}
	}
	if (p->n < (int)COUNTOF(p->part))
		p->part[p->n++] = *s;
}

static void
add_stem(struct model *m, struct set *s, uint32_t i, uint32_t skip)
{
	const struct word *w = word_at(m, i);
	bool region = i > 0 && m->tok.v[i].cap && str_eq(word_at(m, i - 1)->lower, STR("region"));

	if (m->tok.v[i].kind == TOK_WORD && !(w->flags & (W_STOP | W_NUMBER)) &&
	    w->stem != m->body && w->stem != skip && !region && w->lower.n > 1)
		set_add(s, w->stem);
}

static void
read_parts(struct model *m, const struct sentence *s)
{
	uint32_t end = s->tok + s->n_tok, at = s->tok;
	struct parts p = {.line = s->line, .line_end = s->line_end};
	struct set one = {0};
	uint32_t investing = words_stem_id(m->words, STR("investering"));

	while (at < end && !(word_at(m, at)->flags & W_CONSISTS))
		at++;
	if (at == end || s->n_tok > 60)
		return;
	for (uint32_t i = s->tok; i < end; i++)
		if (str_has_prefix(word_at(m, i)->lower, STR("exempel")) ||
		    str_eq(word_at(m, i)->lower, STR("bland")) ||
		    str_eq(word_at(m, i)->lower, STR("främst")))
			return; /* not all the parts */
	for (uint32_t i = s->tok; i < at; i++)
		add_stem(m, &p.whole, i, UINT32_MAX);
	for (uint32_t i = at + 1; i < end; i++) {
		if (breaks_list(m, i)) {
			add_part(m, &p, &one);
			one = (struct set){0};
		} else {
			add_stem(m, &one, i, investing);
		}
	}
	add_part(m, &p, &one);
	if (p.n < 2)
		return;
	arena_grow(m->mem, m->parts, m->n_parts, m->room_parts);
	m->parts[m->n_parts++] = p;
}

void
labels_find(struct model *m)
{
	m->year = year_of(m);
	m->body = body_of(m);
	m->n_label_first = m->words->n_stem + 1;
	m->label_first = arena_array(m->mem, m->n_label_first, uint32_t);
	for (size_t i = 0; i < m->n_table; i++) {
		const struct table *t = &m->table[i];
		for (int r = 0; r < t->n_row && !t->contents; r++)
			if (t->row[r].n_number > 0 && !t->row[r].header)
				add_label(m, &t->row[r].set);
	}
	for (size_t i = 0; i < m->n_heading; i++)
		if (!m->heading[i].generic)
			add_label(m, &m->heading[i].set);
	for (size_t i = 0; i < m->n_sentence; i++)
		read_parts(m, &m->sentence[i]);
	for (size_t i = 0; i < m->n_parts; i++)
		for (int j = 0; j < m->parts[i].n; j++)
			add_label(m, &m->parts[i].part[j]);
}
