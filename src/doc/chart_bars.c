/* chart_bars.c -- horizontal bars: outcome beside budget, and variances around zero. */
#include "doc/chart_priv.h"

#define BAR 11.0

struct rows {
	double label_w; /* width of the column of names; 0: names stand above */
	double left, right;
	struct axis x;
	double y; /* where the next row begins */
};

double
chart_widest_name(struct canvas *cv)
{
	double most = 0;

	for (int i = 0; i < cv->c->n_cat; i++) {
		double w = chart_text_width(cv->c->cat[i], CHART_SIZE, false);

		most = w > most ? w : most;
	}
	return most;
}

static double
label_column(struct canvas *cv)
{
	double most = chart_widest_name(cv), room = cv->g->w * 0.34;

	if (cv->compact)
		return 0;
	return most > room ? room : most;
}

static double
number_room(struct canvas *cv, bool sign)
{
	double w = chart_widest_number(cv);

	return (w > 20 ? w : 20) + 8 + (sign ? 8 : 0);
}

/* Names of a row: beside its bars, or above them on a narrow drawing. */
static void
draw_name(struct canvas *cv, struct rows *r, int i, double bars_h)
{
	str line[WRAP_MAX];
	int n;

	if (r->label_w == 0) {
		n = cv_wrap(cv, cv->c->cat[i], cv->g->w, 2, line);
		for (int k = 0; k < n; k++, r->y += CHART_LINE_HEIGHT)
			cv_text(cv, 0, r->y + 9, ANCHOR_START, line[k]);
		return;
	}
	n = cv_wrap(cv, cv->c->cat[i], r->label_w + 0.1, bars_h >= 24 ? 2 : 1, line);
	for (int k = 0; k < n; k++)
		cv_text(cv, r->label_w,
		    r->y + bars_h / 2 + 3.4 + (k - (n - 1) / 2.0) * CHART_LINE_HEIGHT, ANCHOR_END,
		    line[k]);
}

static void
set_rows(struct canvas *cv, struct rows *r)
{
	r->label_w = label_column(cv);
	r->left = r->label_w == 0 ? 0.6 : r->label_w + 9;
}

static void
bar_style(struct canvas *cv, double x, double y, double w, int k)
{
	struct shape *s;

	if (k != 1) {
		cv_bar(cv, x, y, w, BAR, k > 1 ? k - 1 : k);
		return;
	}
	/* What was planned is an outline: it is what the outcome is held against. */
	cv_rect(cv, x, y + 0.6, w, BAR - 1.2, COL_PAPER);
	s = &cv->g->v[cv->g->n - 1];
	s->stroke = COL_INK;
	s->stroke_width = 1.2;
}

/* Costs are negative: where no value is positive the bars show their size. */
static bool
flipped(const struct chart *c)
{
	double lo = 0, hi = 0;

	return chart_range(c, &lo, &hi) && hi <= 0 && lo < 0;
}

static void
bars_legend_swatch(struct canvas *cv, struct rows *r)
{
	double at = r->left, row = r->y + 9;

	for (int k = 0; k < cv->c->n_series; k++) {
		str name = cv_fit(cv, cv->c->series[k].name, cv->g->w - r->left - 19, false);
		double w = 19 + chart_text_width(name, CHART_SIZE, false);

		if (at > r->left && at + w > cv->g->w) {
			at = r->left;
			row += CHART_LINE_HEIGHT + 3;
		}
		bar_style(cv, at, row - 9, 14, k);
		cv_text(cv, at + 19, row, ANCHOR_START, name);
		at += w + 16;
	}
	r->y = row + 11;
}

static void
draw_bars_row(struct canvas *cv, struct rows *r, int i, double sign)
{
	const struct chart *c = cv->c;
	double bars_h = c->n_series * (BAR + 2);
	double zero;

	draw_name(cv, r, i, bars_h);
	zero = axis_place(&r->x, 0);
	for (int k = 0; k < c->n_series; k++, r->y += BAR + 2) {
		dec v = c->series[k].v[i];
		double x;

		if (!dec_ok(v)) {
			cv_muted(cv, zero + 5, r->y + 9, ANCHOR_START, STR("–"));
			continue;
		}
		x = axis_place(&r->x, geo(v) * sign);
		bar_style(cv, x < zero ? x : zero, r->y, x < zero ? zero - x : x - zero, k);
		cv_text(cv, x < zero ? x - 5 : x + 5, r->y + 9,
		    x < zero ? ANCHOR_END : ANCHOR_START, cv_number(cv, v))
		    ->bold = k == 0;
	}
	r->y += 9;
}

void
chart_bars(struct canvas *cv)
{
	const struct chart *c = cv->c;
	struct rows r = {.y = 0};
	double lo = 0, hi = 1, sign = flipped(c) ? -1 : 1, top;
	size_t line;

	chart_range(c, &lo, &hi);
	if (sign < 0) {
		double t = -lo;

		lo = -hi;
		hi = t;
	}
	set_rows(cv, &r);
	r.right = cv->g->w - number_room(cv, false);
	/* The longest bar fills the room: no scale is printed, each bar has its number. */
	r.x = (struct axis){.lo = lo < 0 ? lo : 0, .hi = hi > 0 ? hi : 1, .at_hi = r.right};
	r.x.at_lo = r.left + (lo < 0 ? number_room(cv, false) : 0);
	if (c->n_series > 1)
		bars_legend_swatch(cv, &r);
	top = r.y;
	line = cv->g->n;
	cv_line(cv, 0, 0, 0, 0, COL_MUTED, 1, 0);
	for (int i = 0; i < c->n_cat; i++)
		draw_bars_row(cv, &r, i, sign);
	cv->g->h = r.y > 20 ? r.y : 20;
	/* The base line lies under the bars but is as long as all of them. */
	double *pt = arena_array(cv->mem, 4, double);
	pt[0] = pt[2] = axis_place(&r.x, 0);
	pt[1] = top;
	pt[3] = r.y - 5;
	cv->g->v[line].pt = pt;
}

static str
signed_number(struct canvas *cv, dec v)
{
	str num = cv_number(cv, v);

	return dec_sign(dec_rescale(v, cv->c->decimals, DEC_HALF_UP)) > 0
	    ? str_fmt(cv->mem, "+%.*s", STR_ARG(num))
	    : num;
}

static void
draw_variance(struct canvas *cv, struct rows *r, int i)
{
	dec v = cv->c->series[0].v[i];
	double zero = axis_place(&r->x, 0), x;
	struct shape *s;

	draw_name(cv, r, i, BAR + 4);
	if (!dec_ok(v)) {
		cv_muted(cv, zero + 5, r->y + 11, ANCHOR_START, STR("–"));
	} else {
		x = axis_place(&r->x, geo(v));
		if (x < zero) {
			cv_rect(cv, x, r->y + 2.6, zero - x, BAR - 1.2, COL_PAPER);
			s = &cv->g->v[cv->g->n - 1];
			s->stroke = COL_NOT;
			s->stroke_width = 1.3;
			struct shape rect = *s;
			cv_hatch(cv, &rect, 0, COL_NOT);
		} else {
			cv_rect(cv, zero, r->y + 2, x - zero, BAR, COL_S0);
		}
		cv_bold(cv, x < zero ? x - 5 : x + 5, r->y + 11,
		    x < zero ? ANCHOR_END : ANCHOR_START, signed_number(cv, v));
	}
	r->y += BAR + 4 + (r->label_w == 0 ? 8 : 7);
}

void
chart_diverge(struct canvas *cv)
{
	const struct chart *c = cv->c;
	struct rows r = {.y = 2};
	double lo = 0, hi = 0, room;

	if (c->n_series < 1)
		return;
	chart_range(c, &lo, &hi);
	set_rows(cv, &r);
	room = number_room(cv, true);
	r.x = (struct axis){.lo = lo < 0 ? lo : 0,
	    .hi = hi > 0 ? hi : 0,
	    .at_lo = r.left + (lo < 0 ? room : 0),
	    .at_hi = cv->g->w - room};
	if (r.x.hi <= r.x.lo)
		r.x.hi = r.x.lo + 1;
	for (int i = 0; i < c->n_cat; i++)
		draw_variance(cv, &r, i);
	cv->g->h = r.y > 20 ? r.y : 20;
	cv_line(cv, axis_place(&r.x, 0), 0, axis_place(&r.x, 0), r.y - 3, COL_INK, 1, 0);
}

static dec
row_sum(const struct chart *c, int i)
{
	dec sum = dec_int(0);

	for (int k = 0; k < c->n_series; k++)
		if (dec_ok(c->series[k].v[i]))
			sum = dec_add(sum, dec_abs(c->series[k].v[i]));
	return sum;
}

/* Parts in turn from the left; signs are in the numbers, sizes in the bars. */
static void
draw_parts(struct canvas *cv, struct rows *r, int i)
{
	const struct chart *c = cv->c;
	double at = 0, x = axis_place(&r->x, 0);

	draw_name(cv, r, i, BAR + 4);
	for (int k = 0; k < c->n_series; k++) {
		dec v = c->series[k].v[i];
		double next;
		str text;

		if (!dec_ok(v))
			continue;
		at += geo(dec_abs(v));
		next = axis_place(&r->x, at);
		cv_bar(cv, x, r->y, next - x, BAR + 4, k);
		text = cv_number(cv, v);
		if (chart_text_width(text, CHART_SIZE, false) + 6 < next - x && k % 4 == 0)
			cv_text(cv, (x + next) / 2, r->y + 11, ANCHOR_MIDDLE, text)->fill =
			    COL_PAPER;
		else if (chart_text_width(text, CHART_SIZE, false) + 6 < next - x)
			cv_number_on_paper(cv, (x + next) / 2, r->y + 11, text, false);
		x = next;
	}
	if (dec_ok(row_sum(c, i)))
		cv_bold(cv, x + 5, r->y + 11, ANCHOR_START, cv_number(cv, row_sum(c, i)));
	r->y += BAR + 4 + 9;
}

void
chart_stack_rows(struct canvas *cv)
{
	const struct chart *c = cv->c;
	struct rows r = {.y = 0};
	double most = 0, room = 0;

	for (int i = 0; i < c->n_cat; i++) {
		dec sum = row_sum(c, i);

		double w = dec_ok(sum) ? chart_text_width(cv_number(cv, sum), CHART_SIZE, true) : 0;

		most = dec_ok(sum) && geo(sum) > most ? geo(sum) : most;
		room = w > room ? w : room;
	}
	set_rows(cv, &r);
	r.y = chart_legend(cv, 0, 0, LEGEND_BARS) + 4;
	r.x = (struct axis){.hi = most > 0 ? most : 1,
	    .at_lo = r.left,
	    .at_hi = cv->g->w - room - 8};
	for (int i = 0; i < c->n_cat; i++)
		draw_parts(cv, &r, i);
	cv->g->h = r.y > 20 ? r.y : 20;
}
