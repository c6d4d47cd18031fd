/* chart_columns.c -- columns per year with a target line, and stacked columns. */
#include "doc/chart_priv.h"

#define INSIDE_MIN 13.0 /* a segment lower than this holds no text */

struct plot {
	double left, right, top, bottom, dx;
	struct axis y;
};

static void
place_axis(struct canvas *cv, struct plot *p, double lo, double hi)
{
	axis_make(&p->y, lo < 0 ? lo : 0, hi > 0 ? hi : 0, cv->compact ? 4 : 5);
	p->y.at_lo = p->bottom;
	p->y.at_hi = p->top;
	p->left = axis_label_width(&p->y, cv) + 8;
	p->dx = (p->right - p->left) / (cv->c->n_cat > 0 ? cv->c->n_cat : 1);
}

static double
plot_height(const struct canvas *cv)
{
	double h = cv->compact ? 150 : cv->g->w * 0.38;

	return h > 195 ? 195 : h;
}

static void
draw_column(struct canvas *cv, const struct plot *p, int i, int k, bool labelled)
{
	const struct chart *c = cv->c;
	double slot = p->dx * 0.72 / c->n_series, zero = axis_place(&p->y, 0);
	double wide = slot > 46 ? 46 : slot;
	double mid = p->left + (i + 0.5) * p->dx + (k - (c->n_series - 1) / 2.0) * slot;
	double y;

	if (!dec_ok(c->series[k].v[i]))
		return;
	y = axis_place(&p->y, geo(c->series[k].v[i]));
	cv_bar(cv, mid - wide / 2, y < zero ? y : zero, wide, y < zero ? zero - y : y - zero, k);
	if (labelled)
		cv_number_on_paper(cv, mid,
		    y < zero || geo(c->series[k].v[i]) >= 0 ? y - 5 : y + 13,
		    cv_number(cv, c->series[k].v[i]), i == c->n_cat - 1);
}

void
chart_columns(struct canvas *cv)
{
	const struct chart *c = cv->c;
	bool target = chart_has_target(c), labelled;
	double lo = 0, hi = 1, room = 0, names;
	struct plot p = {.top = 30};

	if (c->n_series > 1 || (cv->compact && target))
		p.top += chart_legend(cv, 0, 0, LEGEND_BARS);
	if (target && !cv->compact)
		room = chart_text_width(chart_label(cv, c->target_name, c->target), CHART_SIZE,
		           true) +
		    12;
	p.right = cv->g->w - (room > cv->g->w * 0.3 ? cv->g->w * 0.3 : room);
	p.bottom = p.top + plot_height(cv);
	if (chart_range(c, &lo, &hi) && target) {
		lo = geo(c->target) < lo ? geo(c->target) : lo;
		hi = geo(c->target) > hi ? geo(c->target) : hi;
	}
	place_axis(cv, &p, lo, hi);
	/* Numbers under negative columns come between them and the names. */
	names = p.bottom + (p.y.lo < 0 ? 30 : 16);
	cv->g->h = names + 6;
	chart_frame(cv, &p.y, p.left, p.right);
	chart_cat_labels(cv, p.left, p.right, names, true);
	labelled = c->n_series > 0 &&
	    chart_widest_number(cv) + 5 < p.dx * (c->n_series > 1 ? 0.72 : 1) / c->n_series;
	for (int i = 0; i < c->n_cat; i++)
		for (int k = 0; k < c->n_series; k++)
			draw_column(cv, &p, i, k, false);
	if (target) {
		double y = axis_place(&p.y, geo(c->target));

		cv_line(cv, p.left, y, p.right, y, COL_INK, 1.4, 2);
		if (!cv->compact)
			cv_bold(cv, p.right + 6, y + 3.3, ANCHOR_START,
			    cv_fit(cv, chart_label(cv, c->target_name, c->target),
			        cv->g->w - p.right - 6, true));
	}
	for (int i = 0; labelled && i < c->n_cat; i++)
		for (int k = 0; k < c->n_series; k++)
			draw_column(cv, &p, i, k, true);
}

static void
stack_sums(const struct chart *c, int i, dec *up, dec *down)
{
	*up = *down = dec_int(0);
	for (int k = 0; k < c->n_series; k++) {
		dec v = c->series[k].v[i];

		if (!dec_ok(v))
			continue;
		if (dec_sign(v) >= 0)
			*up = dec_add(*up, v);
		else
			*down = dec_add(*down, v);
	}
}

/* Sums of what stands above and below zero decide the axis. */
static void
stack_range(const struct chart *c, double *lo, double *hi)
{
	*lo = *hi = 0;
	for (int i = 0; i < c->n_cat; i++) {
		dec up, down;

		stack_sums(c, i, &up, &down);
		if (dec_ok(up) && geo(up) > *hi)
			*hi = geo(up);
		if (dec_ok(down) && geo(down) < *lo)
			*lo = geo(down);
	}
}

static void
draw_stack(struct canvas *cv, const struct plot *p, int i)
{
	const struct chart *c = cv->c;
	double wide = p->dx * 0.62 > 60 ? 60 : p->dx * 0.62, mid = p->left + (i + 0.5) * p->dx;
	double up = 0, down = 0;
	dec sum_up, sum_down, sum;

	for (int k = 0; k < c->n_series; k++) {
		double v, y1, y2, *from;
		str text;

		if (!dec_ok(c->series[k].v[i]))
			continue;
		v = geo(c->series[k].v[i]);
		from = v >= 0 ? &up : &down;
		y1 = axis_place(&p->y, *from);
		y2 = axis_place(&p->y, *from + v);
		*from += v;
		cv_bar(cv, mid - wide / 2, y2 < y1 ? y2 : y1, wide, y2 < y1 ? y1 - y2 : y2 - y1, k);
		text = cv_number(cv, c->series[k].v[i]);
		if ((y1 > y2 ? y1 - y2 : y2 - y1) < INSIDE_MIN ||
		    chart_text_width(text, CHART_SIZE, false) + 4 > wide)
			continue;
		if (k % 4 == 0)
			cv_text(cv, mid, (y1 + y2) / 2 + 3.3, ANCHOR_MIDDLE, text)->fill =
			    COL_PAPER;
		else
			cv_number_on_paper(cv, mid, (y1 + y2) / 2 + 3.3, text, false);
	}
	stack_sums(c, i, &sum_up, &sum_down);
	sum = dec_add(sum_up, sum_down);
	if (dec_ok(sum) && chart_text_width(cv_number(cv, sum), CHART_SIZE, true) < p->dx - 3)
		cv_bold(cv, mid, axis_place(&p->y, up) - 5, ANCHOR_MIDDLE, cv_number(cv, sum));
}

static double
stack_labels(struct canvas *cv, const struct plot *p)
{
	int most = 1;

	for (int i = 0; i < cv->c->n_cat; i++) {
		str line[WRAP_MAX];
		int n = cv_wrap(cv, cv->c->cat[i], p->dx - 4, WRAP_MAX, line);

		for (int k = 0; k < n; k++)
			cv_text(cv, p->left + (i + 0.5) * p->dx,
			    p->bottom + 16 + k * CHART_LINE_HEIGHT, ANCHOR_MIDDLE, line[k]);
		most = n > most ? n : most;
	}
	return most * CHART_LINE_HEIGHT;
}

void
chart_stack(struct canvas *cv)
{
	double lo, hi;
	struct plot p = {.top = 30, .right = cv->g->w};

	if (cv->compact && chart_widest_name(cv) > 2 * cv->g->w / (cv->c->n_cat + 1)) {
		chart_stack_rows(cv);
		return;
	}
	p.top += chart_legend(cv, 0, 0, LEGEND_BARS);
	p.bottom = p.top + plot_height(cv);
	stack_range(cv->c, &lo, &hi);
	place_axis(cv, &p, lo, hi);
	chart_frame(cv, &p.y, p.left, p.right);
	/* Long names stand under wide columns, else every so many are named. */
	if (p.dx >= 40) {
		cv->g->h = p.bottom + 10 + stack_labels(cv, &p);
	} else {
		cv->g->h = p.bottom + 22;
		chart_cat_labels(cv, p.left, p.right, p.bottom + 16, true);
	}
	for (int i = 0; i < cv->c->n_cat; i++)
		draw_stack(cv, &p, i);
}
