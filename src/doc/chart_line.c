/* chart_line.c -- series over time with direct labels at their last values. */
#include "doc/chart_priv.h"

#define LABELS_MAX 9
#define LABEL_GAP 13.5
#define MARKERS_MAX 14 /* more points than this: only the ends are marked */

struct label {
	double y, want; /* where it stands and where its point is */
	double x;       /* of its point */
	str text;
	enum shape_color color;
};

struct plot {
	double left, right, top, bottom;
	struct axis y;
	struct label label[LABELS_MAX];
	int n_label;
};

static double
cat_place(const struct canvas *cv, const struct plot *p, int i)
{
	return chart_cat_place(cv->c, i, p->left, p->right);
}

static void
add_label(struct plot *p, struct label l)
{
	int i = p->n_label;

	if (i == LABELS_MAX)
		return;
	/* Kept in order from the top. */
	for (; i > 0 && p->label[i - 1].want > l.want; i--)
		p->label[i] = p->label[i - 1];
	l.y = l.want;
	p->label[i] = l;
	p->n_label++;
}

/* Push labels apart, downwards and then back up from the bottom. */
static void
spread_labels(struct plot *p, double bottom)
{
	for (int i = 1; i < p->n_label; i++)
		if (p->label[i].y < p->label[i - 1].y + LABEL_GAP)
			p->label[i].y = p->label[i - 1].y + LABEL_GAP;
	for (int i = p->n_label - 1; i >= 0; i--) {
		double most = i == p->n_label - 1 ? bottom : p->label[i + 1].y - LABEL_GAP;

		if (p->label[i].y > most)
			p->label[i].y = most;
	}
}

static void
draw_labels(struct canvas *cv, struct plot *p)
{
	spread_labels(p, p->bottom + 4);
	for (int i = 0; i < p->n_label; i++) {
		const struct label *l = &p->label[i];
		struct shape *t;
		bool moved = l->y - l->want > 3 || l->want - l->y > 3 || l->x < p->right - 1;

		if (moved)
			cv_line(cv, l->x + 5, l->want, p->right + 12, l->y, COL_MUTED, 0.6, 0);
		t = cv_text(cv, p->right + (moved ? 14 : 8), l->y + 3.4, ANCHOR_START,
		    cv_fit(cv, l->text, cv->g->w - p->right - 14, true));
		t->bold = true;
		t->fill = l->color;
	}
}

static void
draw_series(struct canvas *cv, struct plot *p, int k)
{
	const struct chart *c = cv->c;
	const dec *v = c->series[k].v;
	double *pt = arena_array(cv->mem, (size_t)c->n_cat * 2, double);
	int last = chart_last_value(c, k), from = 0, n = 0;

	for (int i = 0; i <= last + 1; i++) {
		if (i <= last && dec_ok(v[i])) {
			pt[2 * n] = cat_place(cv, p, i);
			pt[2 * n + 1] = axis_place(&p->y, geo(v[i]));
			n++;
			continue;
		}
		/* A missing value ends the line: nothing is drawn across it. */
		if (n - from > 1) {
			struct shape *s = cv_path(cv, pt + 2 * from, n - from, false);

			s->stroke = series_color(k);
			s->stroke_width = 2;
			s->dash = series_dash(k);
		}
		from = n;
	}
	for (int i = 0; i <= last; i++) {
		bool alone = (i == 0 || !dec_ok(v[i - 1])) && (i == last || !dec_ok(v[i + 1]));

		if (dec_ok(v[i]) && (c->n_cat <= MARKERS_MAX || i == last || alone))
			cv_marker(cv, k, cat_place(cv, p, i), axis_place(&p->y, geo(v[i])));
	}
	if (last >= 0)
		add_label(p,
		    (struct label){.want = axis_place(&p->y, geo(v[last])),
		        .x = cat_place(cv, p, last),
		        .text = chart_label(cv, c->series[k].name, v[last]),
		        .color = series_color(k)});
}

static double
label_room(struct canvas *cv)
{
	const struct chart *c = cv->c;
	double most = 0;

	for (int k = 0; k < c->n_series; k++) {
		int i = chart_last_value(c, k);
		double w = i < 0
		    ? 0
		    : chart_text_width(chart_label(cv, c->series[k].name, c->series[k].v[i]),
		          CHART_SIZE, true);

		most = w > most ? w : most;
	}
	if (chart_has_target(c)) {
		double w = chart_text_width(chart_label(cv, c->target_name, c->target), CHART_SIZE,
		    true);

		most = w > most ? w : most;
	}
	most += 16;
	return most > cv->g->w * 0.36 ? cv->g->w * 0.36 : most;
}

static void
make_axis(struct canvas *cv, struct plot *p)
{
	const struct chart *c = cv->c;
	double lo = 0, hi = 1;

	if (chart_range(c, &lo, &hi) && chart_has_target(c)) {
		double t = geo(c->target);

		lo = t < lo ? t : lo;
		hi = t > hi ? t : hi;
	}
	/* Start at zero unless that would flatten the lines. */
	if (lo > 0 && lo < 0.5 * hi)
		lo = 0;
	else if (lo > 0)
		lo -= (hi - lo) * 0.15;
	axis_make(&p->y, lo, hi, cv->compact ? 4 : 5);
}

void
chart_line(struct canvas *cv)
{
	const struct chart *c = cv->c;
	struct plot p = {.top = 23};
	double height = cv->compact ? 150 : cv->g->w * 0.38;

	if (cv->compact)
		p.top += chart_legend(cv, 0, 0, LEGEND_LINES);
	p.bottom = p.top + (height > 200 ? 200 : height);
	make_axis(cv, &p);
	p.y.at_lo = p.bottom;
	p.y.at_hi = p.top;
	p.left = axis_label_width(&p.y, cv) + 8;
	p.right = cv->compact ? cv->g->w - 12 : cv->g->w - label_room(cv);
	cv->g->h = p.bottom + 22;
	chart_frame(cv, &p.y, p.left, p.right);
	chart_cat_labels(cv, p.left, p.right, p.bottom + 16, false);
	if (chart_has_target(c)) {
		double y = axis_place(&p.y, geo(c->target));

		cv_line(cv, p.left, y, p.right, y, COL_INK, 1.3, 2);
		add_label(&p,
		    (struct label){.want = y,
		        .x = p.right,
		        .color = COL_INK,
		        .text = chart_label(cv, c->target_name, c->target)});
	}
	for (int k = 0; k < c->n_series; k++)
		draw_series(cv, &p, k);
	if (!cv->compact)
		draw_labels(cv, &p);
}
