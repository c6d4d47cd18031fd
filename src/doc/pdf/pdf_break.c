/* Choosing the lines of a paragraph. */
#include <float.h>

#include "doc/pdf/pdf_par.h"

/* A place where a line may end and the next begin. */
struct cut {
	int item;
	uint16_t glyph; /* the next line begins with this glyph of the item */
	bool hyphen, forced, emergency;
	int prev;     /* best place where the line that ends here begins */
	double end;   /* running width up to here, without a trailing space */
	double start; /* running width where the next line begins */
	double cost;  /* of all lines up to here */
};

struct pdf_breaker {
	struct cut *v;
	size_t n, room;
};

/* Costs: the square of the unused share of a line, times a thousand; these add to it. */
static const double cost_line = 2;   /* fewer lines are better */
static const double cost_hyphen = 9; /* as a line that is a tenth short */
static const double cost_two_hyphens = 30;
static const double cost_emergency = 2000;
static const double cost_stub = 26; /* a last line of one short word */
static const double cost_stub_divided = 120;
static const double slack_good = 0.13; /* no division while all lines are this full */

static struct cut *
cut_add(struct pdf_ctx *c, size_t item, unsigned glyph, double end, double start)
{
	struct pdf_breaker *b = c->breaker;

	arena_grow(c->mem, b->v, b->n, b->room);
	struct cut *k = &b->v[b->n++];
	*k = (struct cut){.item = (int)item,
	    .glyph = (uint16_t)glyph,
	    .end = end,
	    .start = start,
	    .prev = -1,
	    .cost = DBL_MAX};
	return k;
}

/* Does a new cluster begin at glyph g? */
static bool
cluster_edge(const struct pdf_word *w, unsigned g)
{
	return w->g[g].at != w->g[g - 1].at;
}

static void
cuts_inside(struct pdf_ctx *c, const struct pdf_par *p, size_t i, double run, double width,
    bool divide)
{
	const struct pdf_item *it = &p->item[i];
	const struct pdf_word *w = it->word;
	bool too_wide = it->w > width;
	const uint16_t *hyph = NULL;
	int n_hyph = divide || too_wide ? pdf_word_hyphens(&c->fonts, w, &hyph) : 0;

	if (!too_wide && n_hyph == 0)
		return;
	double at = run;
	for (unsigned g = 1, h = 0; g < w->n; g++) {
		/* Right-to-left words are in visual order: the first part is the last glyphs. */
		unsigned before = w->rtl ? w->n - g : g - 1;
		at += (w->g[before].adv - w->g[before].adj) / 1000.0 * it->size;
		bool here = (int)h < n_hyph && hyph[h] == g;
		if (here)
			h++;
		else if (!too_wide || !cluster_edge(w, w->rtl ? w->n - g : g))
			continue;
		struct cut *k = cut_add(c, i, g, at, at);
		k->hyphen = here;
		k->emergency = !here;
	}
}

static void
collect(struct pdf_ctx *c, const struct pdf_par *p, double width, bool divide)
{
	double run = 0;

	c->breaker->n = 0;
	cut_add(c, 0, 0, 0, 0)->cost = 0;
	for (size_t i = 0; i < p->n; i++) {
		const struct pdf_item *it = &p->item[i];
		if (it->kind == ITEM_BREAK) {
			cut_add(c, i + 1, 0, run, run)->forced = true;
			continue;
		}
		/* Even what belongs together is parted before it sticks out. */
		if (i > 0 && p->item[i - 1].kind != ITEM_BREAK)
			cut_add(c, i, 0, run, run + it->space_w)->emergency = it->glued;
		run += it->space_w;
		if (it->kind == ITEM_WORD)
			cuts_inside(c, p, i, run, width, divide);
		run += it->w;
	}
	cut_add(c, p->n, 0, run, run)->forced = true;
}

static double
hyphen_width(struct pdf_ctx *c, const struct pdf_par *p, const struct cut *k)
{
	if (!k->hyphen)
		return 0;
	const struct pdf_item *it = &p->item[k->item];
	const struct pdf_font *f = pdf_font_of(&c->fonts, (enum pdf_face)it->face);
	return f->advance[f->hyphen] / 1000.0 * it->size;
}

static double
line_cost(const struct cut *a, const struct cut *b, double w, double width)
{
	double r = (width - w) / width;
	double cost = cost_line;

	if (!b->forced)
		cost += r * r * 1000;
	else if (w < width * 0.14 && a->prev >= 0)
		cost += a->hyphen ? cost_stub_divided : cost_stub;
	if (b->hyphen)
		cost += cost_hyphen + (a->hyphen ? cost_two_hyphens : 0);
	if (b->emergency)
		cost += cost_emergency;
	return cost;
}

/* Fill in the best way to every cut; returns the largest slack of a chosen line. */
static double
solve(struct pdf_ctx *c, const struct pdf_par *p, double width)
{
	struct cut *v = c->breaker->v;
	size_t n = c->breaker->n, first = 0;
	double worst = 0;

	for (size_t j = 1; j < n; j++) {
		double end = v[j].end + hyphen_width(c, p, &v[j]);
		/* Cuts from which even this line would be too wide help no later one. */
		while (first + 1 < j && v[j].end - v[first].start > width + 0.01)
			first++;
		for (size_t i = first; i < j; i++) {
			double w = end - v[i].start;
			bool fits = w <= width + 0.01;
			if (v[i].cost >= DBL_MAX || (!fits && (i + 1 < j || v[j].prev >= 0)))
				continue;
			/* What fits nowhere stands alone on a line and sticks out. */
			double cost = v[i].cost + (fits ? line_cost(&v[i], &v[j], w, width) : 1e6);
			if (cost < v[j].cost) {
				v[j].cost = cost;
				v[j].prev = (int)i;
			}
		}
		if (v[j].forced)
			first = j;
	}
	for (int j = (int)n - 1; j > 0; j = v[j].prev) {
		double w = v[j].end - v[v[j].prev].start;
		double slack = v[j].forced ? 0 : (width - w) / width;
		worst = slack > worst ? slack : worst;
	}
	return worst;
}

static void
take_lines(struct pdf_ctx *c, struct pdf_par *p)
{
	const struct cut *v = c->breaker->v;
	int n = 0;

	for (int j = (int)c->breaker->n - 1; j > 0; j = v[j].prev)
		n++;
	p->line = arena_array(c->mem, (size_t)n, struct pdf_line);
	p->n_line = n;
	for (int j = (int)c->breaker->n - 1; j > 0; j = v[j].prev) {
		const struct cut *a = &v[v[j].prev], *b = &v[j];
		struct pdf_line *l = &p->line[--n];
		*l = (struct pdf_line){.from = a->item,
		    .from_glyph = a->glyph,
		    .hyphen = b->hyphen,
		    .w = b->end - a->start + hyphen_width(c, p, b)};
		if (b->glyph > 0) {
			l->to = b->item;
			l->to_glyph = b->glyph;
		} else {
			l->to = b->item - 1;
			l->to_glyph = l->to >= 0 && p->item[l->to].word != NULL
			    ? p->item[l->to].word->n
			    : 0;
		}
	}
}

void
pdf_par_break(struct pdf_ctx *c, struct pdf_par *p, double width)
{
	if (p->n == 0)
		return;
	if (c->breaker == NULL)
		c->breaker = arena_new(c->mem, struct pdf_breaker);
	collect(c, p, width, false);
	if (solve(c, p, width) > slack_good && !p->style->whole_words) {
		collect(c, p, width, true);
		solve(c, p, width);
	}
	take_lines(c, p);
}
