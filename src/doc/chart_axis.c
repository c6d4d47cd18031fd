/* chart_axis.c -- axes of round numbers, frames, legends and category labels. */
#include "doc/chart_priv.h"

bool
chart_has_target(const struct chart *c)
{
	return dec_ok(c->target) && c->target_name.n > 0;
}

bool
chart_range(const struct chart *c, double *lo, double *hi)
{
	bool any = false;

	for (int k = 0; k < c->n_series; k++) {
		for (int i = 0; i < c->n_cat; i++) {
			double v;

			if (!dec_ok(c->series[k].v[i]))
				continue;
			v = geo(c->series[k].v[i]);
			*lo = !any || v < *lo ? v : *lo;
			*hi = !any || v > *hi ? v : *hi;
			any = true;
		}
	}
	return any;
}

double
chart_widest_number(struct canvas *cv)
{
	double most = 0;

	for (int k = 0; k < cv->c->n_series; k++) {
		for (int i = 0; i < cv->c->n_cat; i++) {
			dec v = cv->c->series[k].v[i];
			double w = dec_ok(v) ? chart_text_width(cv_number(cv, v), CHART_SIZE, true)
			                     : 0;

			most = w > most ? w : most;
		}
	}
	return most;
}

static int64_t
floor_to_int(double v)
{
	int64_t i = (int64_t)v;

	return (double)i > v ? i - 1 : i;
}

/* The smallest of 1, 2, 2.5, 5 times a power of ten that is at least `raw`. */
static void
nice_step(double raw, dec *step, double *size)
{
	static const int64_t digit[] = {10, 20, 25, 50, 100};
	int exp = 0;
	double unit = 1;

	while (unit * 10 <= raw && exp < 15) {
		unit *= 10;
		exp++;
	}
	while (unit > raw && exp > -12) {
		unit /= 10;
		exp--;
	}
	for (size_t i = 0; i < COUNTOF(digit); i++) {
		/* 25 needs one more decimal; whole numbers are enough for counts. */
		if ((double)digit[i] * unit < raw * 10 * (1 - 1e-9))
			continue;
		*size = (double)digit[i] * unit / 10;
		*step = dec_of(digit[i], 1);
		for (int k = exp; k > 0; k--)
			*step = dec_mul(*step, dec_int(10));
		for (int k = exp; k < 0; k++)
			*step = dec_mul(*step, dec_of(1, 1));
		*step = dec_trim(*step);
		return;
	}
}

void
axis_make(struct axis *a, double lo, double hi, int want)
{
	double step = 1;
	int64_t last;

	/* Values beyond this are no longer figures a reader can place. */
	if (!(lo > -1e15))
		lo = -1e15;
	if (!(hi < 1e15))
		hi = 1e15;
	if (!(hi > lo))
		hi = lo + 1;
	a->step = dec_int(1);
	nice_step((hi - lo) / want, &a->step, &step);
	a->first = floor_to_int(lo / step + 1e-9);
	last = -floor_to_int(-(hi / step - 1e-9));
	if (last <= a->first)
		last = a->first + 1;
	a->n = (int)(last - a->first) + 1;
	a->lo = (double)a->first * step;
	a->hi = (double)last * step;
	a->decimals = a->step.scale;
}

double
axis_place(const struct axis *a, double v)
{
	if (v < a->lo)
		v = a->lo;
	if (v > a->hi)
		v = a->hi;
	return a->at_lo + (v - a->lo) / (a->hi - a->lo) * (a->at_hi - a->at_lo);
}

str
axis_label(const struct axis *a, struct canvas *cv, int i)
{
	dec v = dec_rescale(dec_mul(a->step, dec_int(a->first + i)), a->decimals, DEC_HALF_UP);
	struct sb b;
	str out;

	sb_init(&b, cv->mem, 2 * DEC_TEXT_MAX);
	if (dec_ok(v))
		dec_show(&b, v, cv->lang);
	must(sb_done(&b, &out));
	return out;
}

double
axis_label_width(const struct axis *a, struct canvas *cv)
{
	double max = 0;

	for (int i = 0; i < a->n; i++) {
		double w = chart_text_width(axis_label(a, cv, i), CHART_SIZE, false);

		max = w > max ? w : max;
	}
	return max;
}

void
chart_frame(struct canvas *cv, const struct axis *a, double left, double right)
{
	for (int i = 0; i < a->n; i++) {
		double v = a->lo + (a->hi - a->lo) * i / (a->n - 1);
		double y = axis_place(a, v);
		bool base = a->first + i == 0; /* a cut axis has no base line */

		cv_line(cv, left, y, right, y, base ? COL_MUTED : COL_GRID, base ? 1 : 0.7, 0);
		cv_muted(cv, left - 7, y + 3.3, ANCHOR_END, axis_label(a, cv, i));
	}
	if (cv->c->unit.n > 0)
		cv_muted(cv, 0, a->at_hi - 13, ANCHOR_START,
		    cv_fit(cv, cv->c->unit, cv->g->w - 8, false));
}

/* One label in its slot; one at an edge moves inwards and gives up what that costs. */
static void
cat_label(struct canvas *cv, str text, double x, double y, double slot)
{
	double edge = x < cv->g->w - x ? x : cv->g->w - x;
	double room = slot > 0 ? slot - 4 : cv->g->w, half;

	if (slot > 0 && room > 2 * edge && room > edge + slot / 2 - 2)
		room = edge + slot / 2 - 2;
	text = cv_fit(cv, text, room, false);
	half = chart_text_width(text, CHART_SIZE, false) / 2;
	if (x - half < 0)
		x = half;
	if (x + half > cv->g->w)
		x = cv->g->w - half;
	cv_muted(cv, x, y, ANCHOR_MIDDLE, text);
}

double
chart_cat_place(const struct chart *c, int i, double left, double right)
{
	int n = c->n_cat;

	if (n < 2)
		return (left + right) / 2;
	if (c->at != NULL && c->at[n - 1] > c->at[0])
		return left + (right - left) * (c->at[i] - c->at[0]) / (c->at[n - 1] - c->at[0]);
	return left + (right - left) * i / (n - 1);
}

/* Where the places are uneven: the newest first, then each that has room left of it. */
static void
uneven_labels(struct canvas *cv, double left, double right, double y)
{
	const struct chart *c = cv->c;
	double free_to = cv->g->w;

	for (int i = c->n_cat - 1; i >= 0; i--) {
		double x = chart_cat_place(c, i, left, right);
		double half = chart_text_width(c->cat[i], CHART_SIZE, false) / 2;
		if (x + half > cv->g->w)
			x = cv->g->w - half;
		if (x - half < 0)
			x = half;
		if (x + half > free_to || 2 * half > cv->g->w)
			continue;
		cv_muted(cv, x, y, ANCHOR_MIDDLE, c->cat[i]);
		free_to = x - half - 7;
	}
}

void
chart_cat_labels(struct canvas *cv, double left, double right, double y, bool middle)
{
	const struct chart *c = cv->c;
	int slots = middle ? c->n_cat : c->n_cat - 1;
	double dx = slots > 0 ? (right - left) / slots : right - left, widest = 0;
	int every = 1;

	if (c->at != NULL && !middle) {
		uneven_labels(cv, left, right, y);
		return;
	}
	for (int i = 0; i < c->n_cat; i++) {
		double w = chart_text_width(c->cat[i], CHART_SIZE, false);

		widest = w > widest ? w : widest;
	}
	while (every < c->n_cat && every * dx < widest + 7)
		every++;
	/* Counted from the last: the newest period is always named. */
	for (int i = c->n_cat - 1; i >= 0; i -= every) {
		double x = left + (middle ? (i + 0.5) * dx : c->n_cat > 1 ? i * dx : dx / 2);

		cat_label(cv, c->cat[i], x, y, every < c->n_cat ? every * dx : 0);
	}
}

int
chart_last_value(const struct chart *c, int k)
{
	for (int i = c->n_cat - 1; i >= 0; i--)
		if (dec_ok(c->series[k].v[i]))
			return i;
	return -1;
}

str
chart_label(struct canvas *cv, str name, dec v)
{
	/* No name is longer than the drawing is wide, however long it is. */
	name = cv_fit(cv, name, cv->g->w, true);
	return str_fmt(cv->mem, "%.*s %.*s", STR_ARG(name), STR_ARG(cv_number(cv, v)));
}

/* On a narrow drawing the legend of lines says the last values too. */
static str
legend_name(struct canvas *cv, int k, enum legend_kind kind)
{
	const struct chart *c = cv->c;
	int last;

	if (k == c->n_series)
		return chart_label(cv, c->target_name, c->target);
	last = chart_last_value(c, k);
	if (kind == LEGEND_BARS || last < 0)
		return c->series[k].name;
	return chart_label(cv, c->series[k].name, c->series[k].v[last]);
}

static void
swatch(struct canvas *cv, double x, double y, int k, enum legend_kind kind)
{
	if (kind == LEGEND_BARS) {
		cv_bar(cv, x, y - 8.5, 14, 9.5, k);
		return;
	}
	cv_line(cv, x, y - 3.5, x + 18, y - 3.5, series_color(k), 1.9, series_dash(k));
	cv_marker(cv, k, x + 9, y - 3.5);
}

double
chart_legend(struct canvas *cv, double x, double y, enum legend_kind kind)
{
	const struct chart *c = cv->c;
	double mark = kind == LEGEND_BARS ? 19 : 23, at = x, row = y + 9;
	int n = c->n_series + (chart_has_target(c) && (kind == LEGEND_LINES || cv->compact));

	for (int k = 0; k < n; k++) {
		bool target = k == c->n_series;
		str name = cv_fit(cv, legend_name(cv, k, kind), cv->g->w - x - mark, false);
		double w;

		w = mark + chart_text_width(name, CHART_SIZE, false);
		if (at > x && at + w > cv->g->w) {
			at = x;
			row += CHART_LINE_HEIGHT + 3;
		}
		if (target)
			cv_line(cv, at, row - 3.5, at + 18, row - 3.5, COL_INK, 1.3, 2);
		else
			swatch(cv, at, row, k, kind);
		cv_text(cv, at + mark, row, ANCHOR_START, name);
		at += w + 16;
	}
	return row - y + 10;
}
