/* chart_status.c -- how many are met, partly met, not met: one bar per category. */
#include "doc/chart_priv.h"

#define BAR 27.0
#define ICON 12.0
#define KEY_GAP 18.0

static dec
row_total(const struct chart *c, int i)
{
	dec sum = dec_int(0);

	for (int k = 0; k < c->n_series; k++)
		if (dec_ok(c->series[k].v[i]) && dec_sign(c->series[k].v[i]) > 0)
			sum = dec_add(sum, c->series[k].v[i]);
	return sum;
}

static void
draw_segment(struct canvas *cv, const struct shape *box, int k, dec v)
{
	enum doc_status st = cv->c->series[k].status;
	str text = cv_number(cv, v);
	double wide = chart_text_width(text, CHART_SIZE + 2, true);
	struct shape *t;

	cv_rect(cv, box->x, box->y, box->w, box->h, status_color(st));
	if (box->w < wide + 4)
		return;
	if (box->w >= wide + ICON + 22) {
		cv_icon(cv, st, box->x + 9, box->y + (BAR - ICON) / 2, ICON, true);
		t = cv_text(cv, box->x + ICON + 15, box->y + BAR / 2 + 4.2, ANCHOR_START, text);
	} else {
		t = cv_text(cv, box->x + box->w / 2, box->y + BAR / 2 + 4.2, ANCHOR_MIDDLE, text);
	}
	t->size = CHART_SIZE + 2;
	t->bold = true;
	t->fill = COL_PAPER;
}

static void
draw_row(struct canvas *cv, int i, double left, double y)
{
	const struct chart *c = cv->c;
	dec total = row_total(c, i);
	double x = left, wide = cv->g->w - left;

	if (!dec_ok(total) || dec_sign(total) == 0) {
		cv_muted(cv, left, y + BAR / 2 + 3.4, ANCHOR_START, STR("–"));
		return;
	}
	for (int k = 0; k < c->n_series; k++) {
		dec v = c->series[k].v[i];
		double w;

		if (!dec_ok(v) || dec_sign(v) <= 0)
			continue;
		w = wide * geo(v) / geo(total);
		/* A hair of paper between neighbours keeps them apart in grey. */
		draw_segment(cv, &(struct shape){.x = x, .y = y, .w = w > 4 ? w - 2 : w, .h = BAR},
		    k, v);
		x += w;
	}
}

static str
key_text(struct canvas *cv, int k)
{
	const struct chart *c = cv->c;
	str name = cv_fit(cv, c->series[k].name, cv->g->w, false);
	dec v = c->series[k].v[0], total = row_total(c, 0), share;

	if (c->n_cat != 1 || !dec_ok(v) || !dec_ok(total))
		return name;
	share = dec_div(dec_mul(v, dec_int(100)), total, 0, DEC_HALF_UP);
	if (!dec_ok(share))
		return name;
	return str_fmt(cv->mem, "%.*s %.*s (%.*s\xc2\xa0%%)", STR_ARG(name),
	    STR_ARG(cv_number(cv, v)), STR_ARG(dec_str(cv->mem, share)));
}

static double
draw_key(struct canvas *cv, double y)
{
	int n = cv->c->n_series, n_col = n, n_row = 1;
	double column = 0, row = y;

	for (int k = 0; k < n; k++) {
		str text = cv_fit(cv, key_text(cv, k), cv->g->w - ICON - 6, false);
		double w = ICON + 6 + chart_text_width(text, CHART_SIZE, false);

		column = w > column ? w : column;
	}
	/* Columns of one width, as many as fit, in rows that are as full as each other. */
	while (n_col > 1 && n_col * column + (n_col - 1) * KEY_GAP > cv->g->w) {
		n_row++;
		n_col = (n + n_row - 1) / n_row;
	}
	for (int k = 0; k < n; k++) {
		double at = k % n_col * (column + KEY_GAP);
		str text = cv_fit(cv, key_text(cv, k), cv->g->w - ICON - 6, false);

		row = y + k / n_col * (CHART_LINE_HEIGHT + 5);
		cv_icon(cv, cv->c->series[k].status, at, row, ICON, false);
		cv_text(cv, at + ICON + 6, row + 9.4, ANCHOR_START, text);
	}
	return row + ICON + 4;
}

void
chart_status(struct canvas *cv)
{
	const struct chart *c = cv->c;
	double left = 0, y = 1;

	for (int i = 0; c->n_cat > 1 && i < c->n_cat && !cv->compact; i++) {
		double w = chart_text_width(c->cat[i], CHART_SIZE, false) + 10;

		left = w > left ? w : left;
	}
	if (left > cv->g->w * 0.3)
		left = cv->g->w * 0.3;
	for (int i = 0; i < c->n_cat; i++) {
		if (left > 0)
			cv_text(cv, 0, y + BAR / 2 + 3.4, ANCHOR_START,
			    cv_fit(cv, c->cat[i], left - 8, false));
		else if (c->n_cat > 1) {
			cv_text(cv, 0, y + 9, ANCHOR_START, cv_fit(cv, c->cat[i], cv->g->w, false));
			y += CHART_LINE_HEIGHT + 1;
		}
		draw_row(cv, i, left, y);
		y += BAR + 7;
	}
	cv->g->h = draw_key(cv, y + 4);
}
