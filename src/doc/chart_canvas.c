/* chart_canvas.c -- shapes, textures and texts on a drawing. */
#include "doc/chart_priv.h"

double
geo(dec v)
{
	double d = (double)v.coef;

	must(dec_ok(v));
	for (int i = 0; i < v.scale; i++)
		d /= 10;
	return d;
}

static struct shape *
add(struct canvas *cv, enum shape_kind kind)
{
	struct drawing *g = cv->g;

	arena_grow(cv->mem, g->v, g->n, g->room);
	g->v[g->n] = (struct shape){.kind = kind};
	return &g->v[g->n++];
}

void
cv_rect(struct canvas *cv, double x, double y, double w, double h, enum shape_color fill)
{
	struct shape *s = add(cv, SHAPE_RECT);

	s->x = x;
	s->y = y;
	s->w = w;
	s->h = h;
	s->fill = fill;
}

struct shape *
cv_path(struct canvas *cv, const double *pt, int n_pt, bool closed)
{
	struct shape *s = add(cv, SHAPE_PATH);

	s->pt = pt;
	s->n_pt = n_pt;
	s->closed = closed;
	return s;
}

void
cv_line(struct canvas *cv, double x1, double y1, double x2, double y2, enum shape_color c,
    double width, int dash)
{
	double *pt = arena_array(cv->mem, 4, double);
	struct shape *s;

	pt[0] = x1;
	pt[1] = y1;
	pt[2] = x2;
	pt[3] = y2;
	s = cv_path(cv, pt, 2, false);
	s->stroke = c;
	s->stroke_width = width;
	s->dash = dash;
}

struct shape *
cv_text(struct canvas *cv, double x, double y, enum anchor anchor, str text)
{
	struct shape *s = add(cv, SHAPE_TEXT);

	s->x = x;
	s->y = y;
	s->anchor = anchor;
	s->text = text;
	s->size = CHART_SIZE;
	s->fill = COL_INK;
	return s;
}

void
cv_bold(struct canvas *cv, double x, double y, enum anchor anchor, str text)
{
	cv_text(cv, x, y, anchor, text)->bold = true;
}

void
cv_muted(struct canvas *cv, double x, double y, enum anchor anchor, str text)
{
	cv_text(cv, x, y, anchor, text)->fill = COL_MUTED;
}

void
cv_disc(struct canvas *cv, double x, double y, double r, enum shape_color fill)
{
	cv_rect(cv, x - r, y - r, 2 * r, 2 * r, fill);
	cv->g->v[cv->g->n - 1].r = r;
}

enum shape_color
series_color(int k)
{
	static const enum shape_color color[] = {COL_S0, COL_S1, COL_S2, COL_S3};

	return color[k % (int)COUNTOF(color)];
}

int
series_dash(int k)
{
	return k % 4;
}

enum shape_color
status_color(enum doc_status st)
{
	static const enum shape_color color[DOC_ST__COUNT] = {
	    [DOC_ST_NONE] = COL_NEUTRAL,
	    [DOC_ST_MET] = COL_MET,
	    [DOC_ST_PARTLY] = COL_PARTLY,
	    [DOC_ST_NOT] = COL_NOT,
	    [DOC_ST_INFO] = COL_S0,
	};

	must(st < DOC_ST__COUNT);
	return color[st];
}

/* Diagonals as one line that runs to and fro along the edges. */
static int
diagonals(const struct shape *r, double gap, double *pt)
{
	int n = 0;
	bool down = false;

	for (int i = 1; i * gap < r->w + r->h; i++, down = !down) {
		double c = i * gap;
		double xa = c <= r->h ? 0 : c - r->h, ya = c <= r->h ? c : r->h;
		double xb = c <= r->w ? c : r->w, yb = c <= r->w ? 0 : c - r->w;
		bool corner = down ? c > r->w && c - gap < r->w : c > r->h && c - gap < r->h;

		if (corner) {
			pt[n++] = r->x + (down ? r->w : 0);
			pt[n++] = r->y + (down ? 0 : r->h);
		}
		pt[n++] = r->x + (down ? xb : xa);
		pt[n++] = r->y + (down ? yb : ya);
		pt[n++] = r->x + (down ? xa : xb);
		pt[n++] = r->y + (down ? ya : yb);
	}
	return n / 2;
}

static int
levels(const struct shape *r, double gap, double *pt)
{
	int n = 0;
	bool back = false;

	for (int i = 1; i * gap < r->h; i++, back = !back) {
		double y = i * gap;

		pt[n++] = r->x + (back ? r->w : 0);
		pt[n++] = r->y + y;
		pt[n++] = r->x + (back ? 0 : r->w);
		pt[n++] = r->y + y;
	}
	return n / 2;
}

void
cv_hatch(struct canvas *cv, const struct shape *rect, int texture, enum shape_color c)
{
	const double gap = texture == 0 ? 4.5 : 3.5;
	size_t room = (size_t)((rect->w + rect->h) / gap) + 4;
	double *pt = arena_array(cv->mem, room * 4, double);
	int n = texture == 0 ? diagonals(rect, gap, pt) : levels(rect, gap, pt);
	struct shape *s;

	if (n < 2)
		return;
	s = cv_path(cv, pt, n, false);
	s->stroke = c;
	s->stroke_width = 1;
}

void
cv_bar(struct canvas *cv, double x, double y, double w, double h, int k)
{
	struct shape r;

	k %= 4;
	cv_rect(cv, x, y, w, h, k == 0 ? COL_S0 : COL_PAPER);
	if (k == 0)
		return;
	cv->g->v[cv->g->n - 1].stroke = series_color(k);
	cv->g->v[cv->g->n - 1].stroke_width = 1.1;
	r = cv->g->v[cv->g->n - 1];
	if (k == 1 || k == 2)
		cv_hatch(cv, &r, k - 1, series_color(k));
}

void
cv_marker(struct canvas *cv, int k, double x, double y)
{
	static const double triangle[] = {0, -4, 4, 3, -4, 3},
	                    diamond[] = {0, -4.2, 4.2, 0, 0, 4.2, -4.2, 0};
	const double *form = k % 4 == 1 ? triangle : diamond;
	int n = k % 4 == 1 ? 3 : 4;
	double *pt;

	switch (k % 4) {
	case 0:
		cv_disc(cv, x, y, 3, series_color(k));
		return;
	case 2:
		cv_rect(cv, x - 2.8, y - 2.8, 5.6, 5.6, series_color(k));
		return;
	default:
		break;
	}
	pt = arena_array(cv->mem, (size_t)n * 2, double);
	for (int i = 0; i < n; i++) {
		pt[2 * i] = x + form[2 * i];
		pt[2 * i + 1] = y + form[2 * i + 1];
	}
	cv_path(cv, pt, n, true)->fill = series_color(k);
}

/* Points given in a square of 16, placed and scaled. */
static struct shape *
icon_path(struct canvas *cv, const double *form, int n, const struct shape *box, bool closed)
{
	double *pt = arena_array(cv->mem, (size_t)n * 2, double);

	for (int i = 0; i < n; i++) {
		pt[2 * i] = box->x + form[2 * i] * box->w / 16;
		pt[2 * i + 1] = box->y + form[2 * i + 1] * box->w / 16;
	}
	return cv_path(cv, pt, n, closed);
}

void
cv_icon(struct canvas *cv, enum doc_status st, double x, double y, double size, bool inverse)
{
	static const double triangle[] = {8, 1, 15.4, 14.5, 0.6, 14.5},
	                    check[] = {4.4, 8.4, 7, 11, 11.6, 5.6};
	static const double bang[] = {8, 5.8, 8, 11.6}, cross_a[] = {5, 5, 11, 11},
	                    cross_b[] = {11, 5, 5, 11};
	static const double dash[] = {4.8, 8, 11.2, 8}, letter_i[] = {8, 5, 8, 11.5};
	enum shape_color outer = inverse ? COL_PAPER : status_color(st);
	enum shape_color inner = inverse ? status_color(st) : COL_PAPER;
	struct shape box = {.x = x, .y = y, .w = size};
	struct shape *line[2] = {NULL, NULL};

	if (st == DOC_ST_PARTLY)
		icon_path(cv, triangle, 3, &box, true)->fill = outer;
	else if (st == DOC_ST_NOT)
		cv_rect(cv, x + size * 0.07, y + size * 0.07, size * 0.86, size * 0.86, outer);
	else
		cv_disc(cv, x + size / 2, y + size / 2, size * 0.46, outer);
	switch (st) {
	case DOC_ST_MET:
		line[0] = icon_path(cv, check, 3, &box, false);
		break;
	case DOC_ST_PARTLY:
		line[0] = icon_path(cv, bang, 2, &box, false);
		break;
	case DOC_ST_NOT:
		line[0] = icon_path(cv, cross_a, 2, &box, false);
		line[0]->stroke = inner;
		line[0]->stroke_width = size * 0.12;
		line[0] = icon_path(cv, cross_b, 2, &box, false);
		break;
	default:
		line[0] = icon_path(cv, st == DOC_ST_INFO ? letter_i : dash, 2, &box, false);
	}
	line[0]->stroke = inner;
	line[0]->stroke_width = size * 0.12;
}

str
cv_number(struct canvas *cv, dec v)
{
	struct sb b;
	str out;

	sb_init(&b, cv->mem, 2 * DEC_TEXT_MAX);
	v = dec_rescale(v, cv->c->decimals, DEC_HALF_UP);
	if (!dec_ok(v))
		return STR("–");
	dec_show(&b, v, cv->lang);
	must(sb_done(&b, &out));
	return out;
}

void
cv_number_on_paper(struct canvas *cv, double x, double y, str text, bool bold)
{
	double w = chart_text_width(text, CHART_SIZE, bold) + 3;

	cv_rect(cv, x - w / 2, y - 9, w, 11, COL_PAPER);
	cv_text(cv, x, y, ANCHOR_MIDDLE, text)->bold = bold;
}
