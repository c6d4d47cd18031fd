/* chart_small.c -- small multiples, and the line that fits in a table cell. */
#include "doc/chart_priv.h"

#define PANEL_MIN 90.0 /* narrower panels have no room for their names */
#define PANEL_GAP 14.0
#define PANEL_HEIGHT 64.0
#define SPARK_HEIGHT 20.0
#define SPARK_LINE 64.0 /* the line; the rest is its last value */

struct panels {
	double wide;
	int per_row;
	struct axis y;
	bool numbers, names; /* whether there is room for them in each panel */
};

static double
widest_series(struct canvas *cv)
{
	double most = 0;

	for (int k = 0; k < cv->c->n_series; k++) {
		double w = chart_text_width(cv->c->series[k].name, CHART_SIZE, false);

		most = w > most ? w : most;
	}
	return most;
}

static void
draw_panel(struct canvas *cv, const struct panels *p, int i, double left, double top)
{
	const struct chart *c = cv->c;
	double slot = p->wide / c->n_series, wide = slot * 0.7 > 30 ? 30 : slot * 0.7;
	double shift = top + CHART_LINE_HEIGHT + 16, zero = shift + axis_place(&p->y, 0);

	cv_bold(cv, left, top + 9, ANCHOR_START, cv_fit(cv, c->cat[i], p->wide, true));
	for (int k = 0; k < c->n_series; k++) {
		double mid = left + (k + 0.5) * slot, y;
		dec v = c->series[k].v[i];

		if (p->names)
			cv_muted(cv, mid, shift + PANEL_HEIGHT + 13, ANCHOR_MIDDLE,
			    c->series[k].name);
		if (!dec_ok(v)) {
			if (p->numbers)
				cv_muted(cv, mid, zero - 4, ANCHOR_MIDDLE, STR("–"));
			continue;
		}
		y = shift + axis_place(&p->y, geo(v));
		/* The last series is the one asked about; the others are what it is held against. */
		cv_rect(cv, mid - wide / 2, y < zero ? y : zero, wide,
		    y < zero ? zero - y : y - zero, k == c->n_series - 1 ? COL_S0 : COL_GRID);
		cv->g->v[cv->g->n - 1].stroke = k == c->n_series - 1 ? COL_S0 : COL_MUTED;
		cv->g->v[cv->g->n - 1].stroke_width = 0.8;
		if (p->numbers)
			cv_text(cv, mid, (y < zero ? y : zero) - 4, ANCHOR_MIDDLE, cv_number(cv, v))
			    ->bold = k == c->n_series - 1;
		else if (k == c->n_series - 1)
			cv_bold(cv, left + p->wide, (y < zero ? y : zero) - 4, ANCHOR_END,
			    cv_number(cv, v));
	}
	cv_line(cv, left, zero, left + p->wide, zero, COL_MUTED, 1, 0);
}

/* "2023, 2024, 2025" */
static str
series_order(struct canvas *cv)
{
	struct sb b;
	str out;

	sb_init(&b, cv->mem, DOC_PLAIN_MAX);
	for (int k = 0; k < cv->c->n_series; k++) {
		sb_str(&b, k > 0 ? STR(", ") : STR(""));
		sb_str(&b, cv->c->series[k].name);
	}
	return sb_done(&b, &out) ? out : STR("");
}

void
chart_multiples(struct canvas *cv)
{
	const struct chart *c = cv->c;
	struct panels p = {.per_row = (int)(cv->g->w / (PANEL_MIN + PANEL_GAP))};
	int rows;
	double lo = 0, hi = 1, row_h = PANEL_HEIGHT + CHART_LINE_HEIGHT + 40, top = 0;

	if (p.per_row > c->n_cat)
		p.per_row = c->n_cat;
	if (p.per_row < 1)
		p.per_row = 1;
	p.wide = (cv->g->w - PANEL_GAP * (p.per_row - 1)) / p.per_row;
	chart_range(c, &lo, &hi);
	axis_make(&p.y, lo < 0 ? lo : 0, hi > 0 ? hi : 0, 4);
	p.y.at_lo = PANEL_HEIGHT;
	p.numbers = chart_widest_number(cv) + 4 < p.wide / c->n_series;
	p.names = widest_series(cv) + 4 < p.wide / c->n_series;
	/* Without room for names under the columns, the order is told once above. */
	if (!p.names) {
		cv_muted(cv, 0, 9, ANCHOR_START, cv_fit(cv, series_order(cv), cv->g->w, false));
		top = CHART_LINE_HEIGHT + 8;
	}
	rows = (c->n_cat + p.per_row - 1) / p.per_row;
	for (int i = 0; i < c->n_cat; i++) {
		int row = i / p.per_row, col = i % p.per_row;

		draw_panel(cv, &p, i, col * (p.wide + PANEL_GAP), top + row * row_h);
	}
	cv->g->h = top + rows * row_h - 10;
}

void
chart_spark(struct canvas *cv)
{
	const struct chart *c = cv->c;
	const dec *v = c->series[0].v;
	int last = chart_last_value(c, 0), n = 0;
	double lo = 0, hi = 1, right, *pt = arena_array(cv->mem, (size_t)c->n_cat * 2, double);
	struct axis y = {.at_lo = SPARK_HEIGHT - 4, .at_hi = 4};

	cv->g->h = SPARK_HEIGHT;
	if (last < 0)
		return;
	right = cv->g->w < SPARK_LINE ? cv->g->w - 4 : SPARK_LINE;
	chart_range(c, &lo, &hi);
	y.lo = lo;
	y.hi = hi > lo ? hi : lo + 1;
	for (int i = 0; i <= last + 1; i++) {
		if (i <= last && dec_ok(v[i])) {
			pt[2 * n] = c->n_cat > 1 ? 4 + (right - 8) * i / (c->n_cat - 1) : right / 2;
			pt[2 * n + 1] = axis_place(&y, geo(v[i]));
			n++;
			continue;
		}
		if (n > 1) {
			struct shape *s = cv_path(cv, pt, n, false);

			s->stroke = COL_S0;
			s->stroke_width = 1.6;
		}
		pt += 2 * n;
		n = i <= last ? 0 : n;
	}
	cv_disc(cv, pt[-2], pt[-1], 2.4, COL_S0);
	if (cv->g->w > right + chart_text_width(cv_number(cv, v[last]), CHART_SIZE, true) + 4)
		cv_bold(cv, right + 3, SPARK_HEIGHT / 2 + 3.4, ANCHOR_START,
		    cv_number(cv, v[last]));
}
