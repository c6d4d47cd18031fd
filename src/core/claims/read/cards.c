/* cards.c -- figures set beside each other, each under its name:
 *
 *     Nettokostnad        Budgetavvikelse
 *
 *     4 076 Mkr           −19 Mkr
 *
 * Each name and its figure are read as a sentence, though the names come first in the text. */
#include "core/claims/table/pieces.h"

#define NAME_LINES 3
#define EDGE 2 /* characters that names and figures of one card may be out of line */

struct cards {
	struct pieces name[NAME_LINES], value;
	int first, n_line; /* of names */
	int last;          /* the line of the figures */
};

static bool
same_edge(const struct piece *a, const struct piece *b)
{
	int off = a->from - b->from;

	return off <= EDGE && off >= -EDGE;
}

/* The line is one of names: every piece begins where one of the first line does. */
static bool
is_names(const struct cards *c, const struct pieces *p)
{
	for (int i = 0; i < p->n; i++) {
		struct cell_number x;
		bool under = false;
		for (int k = 0; k < c->name[0].n; k++)
			under |= same_edge(&p->v[i], &c->name[0].v[k]);
		if (!under || lex_cell(p->v[i].text, &x))
			return false;
	}
	return p->n > 0;
}

static bool
is_values(const struct cards *c)
{
	bool unit = false;

	for (int i = 0; i < c->value.n; i++) {
		struct cell_number x;
		if (!lex_cell(c->value.v[i].text, &x) ||
		    !same_edge(&c->value.v[i], &c->name[0].v[i]))
			return false;
		unit |= x.percent || x.unit != CLAIMS_PLAIN;
	}
	return unit;
}

static bool
cards_at(const struct model *m, int line, struct cards *c)
{
	int l = line;

	*c = (struct cards){.first = line};
	for (; l <= m->n_line && c->n_line < NAME_LINES; l++) {
		struct pieces *p = &c->name[c->n_line];
		pieces_of(line_text(m, l), m->line_off[l - 1], p);
		if (p->n == 0)
			break;
		if ((c->n_line == 0 && p->n < 2) || !is_names(c, p))
			return false;
		c->n_line++;
	}
	for (int n = 0; n < 2 && l <= m->n_line && piece_strip(line_text(m, l)).n == 0; n++)
		l++;
	if (c->n_line == 0 || l > m->n_line)
		return false;
	pieces_of(line_text(m, l), m->line_off[l - 1], &c->value);
	c->last = l;
	return c->value.n == c->name[0].n && is_values(c);
}

int
cards_end(const struct model *m, int line)
{
	struct cards c;

	return cards_at(m, line, &c) ? c.last : 0;
}

int
cards_lex(struct model *m, int line, int card)
{
	struct cards c;

	if (!cards_at(m, line, &c) || card >= c.value.n)
		return 0;
	for (int k = 0; k < c.n_line; k++)
		for (int i = 0; i < c.name[k].n; i++) {
			const struct piece *p = &c.name[k].v[i];
			if (same_edge(p, &c.name[0].v[card]))
				lex(&m->tok, m->words, m->doc.text, p->off, p->off + p->text.n,
				    c.first + k);
		}
	const struct piece *v = &c.value.v[card];
	lex(&m->tok, m->words, m->doc.text, v->off, v->off + v->text.n, c.last);
	return c.value.n;
}
