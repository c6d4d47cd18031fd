/* The widths of the columns of a table. */
#include <math.h>

#include "doc/pdf/pdf_table.h"

static const double scale_min = 0.8;      /* of the font size, before words are broken */
static const double scale_figures = 0.87; /* rather than wrapping the words of a table of figures */
static const double figure_w_max = 88;    /* of a column that holds figures only */
static const double divided_word = 58;    /* a text column may be this narrow: words divide */
static const double figures_to_words = 8; /* more between a right and a left column */
static const double weightless = 4;       /* columns without a weight give way last */
static const double equal_spread = 1.6;   /* number columns this alike get one width */
static const double divided_head = 64;    /* a head's word that is divided takes this */
static const double heads_share = 0.8;    /* of the table, before its words must wrap for them */
enum { HEAD_LINES_MAX = 4 };

static void
cell_measure(const struct pdf_cell *cell, double *natural, double *narrow)
{
	*natural = *narrow = 0;
	for (size_t i = 0; i < cell->n_par; i++) {
		double a, b;
		pdf_par_measure(&cell->par[i].p, &a, &b);
		*natural = fmax(*natural, a + cell->par[i].x);
		*narrow = fmax(*narrow, b + cell->par[i].x);
	}
}

static double
cell_solid(const struct pdf_cell *cell)
{
	double w = 0;

	for (size_t i = 0; i < cell->n_par; i++)
		w = fmax(w, pdf_par_solid(&cell->par[i].p) + cell->par[i].x);
	return w;
}

/* Widen the columns under a cell to what it needs; what a cell over several columns
 * lacks they share. */
static void
cell_widen(struct pdf_table *t, const struct pdf_cell *cell, bool head)
{
	struct pdf_column *col = &t->col[cell->col];
	double natural, narrow, have = 0, have_narrow = 0, around = col->pad;

	cell_measure(cell, &natural, &narrow);
	if (cell->span == 1)
		col->solid = fmax(col->solid, cell_solid(cell) + col->pad);
	/* Heads over figures wrap; their words are what counts. */
	bool divided = cell->n_par == 1 && cell->par[0].p.style == &t->style_long;
	if (divided) {
		narrow = fmin(narrow, divided_head);
		natural = narrow;
	}
	if (head && cell->align == DOC_RIGHT) {
		if (cell->span == 1) {
			col->one_line = natural + col->pad;
			col->head = cell->n_par == 1 && !divided ? &cell->par[0].p : NULL;
		}
		natural = narrow;
	}
	for (int i = 0; i < cell->span; i++) {
		have += col[i].natural;
		have_narrow += col[i].narrow;
	}
	for (int i = 0; i < cell->span; i++) {
		col[i].natural += fmax(0, natural + around - have) / cell->span;
		col[i].narrow += fmax(0, narrow + around - have_narrow) / cell->span;
	}
}

static void
measure(const struct pdf_ctx *c, struct pdf_table *t)
{
	for (int i = 0; i < t->n_col; i++) {
		bool after_figures = i > 0 && t->node->col[i].align == DOC_LEFT &&
		    t->node->col[i - 1].align == DOC_RIGHT;
		struct pdf_column *col = &t->col[i];
		col->lead_in = after_figures ? figures_to_words : 0;
		col->pad = 2 * c->theme->cell_pad_x + col->lead_in;
		col->natural = col->narrow = col->pad;
	}
	/* Cells of one column first: those over several look at what is there. */
	for (int pass = 1; pass <= 2; pass++) {
		for (int r = 0; r < t->n_row; r++) {
			enum doc_row_kind kind = t->row[r].node->row_kind;
			for (int k = 0; kind != DOC_ROW_GROUP && k < t->row[r].n_cell; k++)
				if ((t->row[r].cell[k].span == 1) == (pass == 1))
					cell_widen(t, &t->row[r].cell[k], kind == DOC_ROW_HEAD);
		}
	}
}

static double
sum_natural(const struct pdf_table *t)
{
	double s = 0;

	for (int i = 0; i < t->n_col; i++)
		s += t->col[i].natural;
	return s;
}

static double
sum_narrow(const struct pdf_table *t)
{
	double s = 0;

	for (int i = 0; i < t->n_col; i++)
		s += t->col[i].narrow;
	return s;
}

static double
sum_one_line(const struct pdf_table *t)
{
	double s = 0;

	for (int i = 0; i < t->n_col; i++)
		s += fmax(t->col[i].natural, t->col[i].one_line);
	return s;
}

static double
sum_pad(const struct pdf_table *t)
{
	double s = 0;

	for (int i = 0; i < t->n_col; i++)
		s += t->col[i].pad;
	return s;
}

/* Number columns of about the same width look best at the same width. */
static void
equalize(struct pdf_table *t, double width)
{
	double lo = 1e9, hi = 0, more = 0;

	for (int i = 0; i < t->n_col; i++) {
		if (t->node->col[i].align != DOC_RIGHT)
			continue;
		lo = fmin(lo, t->col[i].natural);
		hi = fmax(hi, t->col[i].natural);
		more -= t->col[i].natural;
	}
	for (int i = 0; i < t->n_col; i++)
		more += t->node->col[i].align == DOC_RIGHT ? hi : 0;
	if (hi > lo * equal_spread || sum_natural(t) + more > width)
		return;
	for (int i = 0; i < t->n_col; i++)
		if (t->node->col[i].align == DOC_RIGHT)
			t->col[i].natural = hi;
}

/* Text columns may be narrower than their longest word: words divide. */
static void
allow_division(struct pdf_table *t)
{
	for (int i = 0; i < t->n_col; i++)
		if (t->node->col[i].align != DOC_RIGHT)
			t->col[i].narrow = fmin(t->col[i].narrow,
			    fmax(divided_word, t->col[i].solid));
}

static void
scale(struct pdf_table *t, double k)
{
	for (int r = 0; r < t->n_row; r++)
		for (int i = 0; i < t->row[r].n_cell; i++)
			for (size_t p = 0; p < t->row[r].cell[i].n_par; p++)
				pdf_par_scale(&t->row[r].cell[i].par[p].p, k);
	for (int i = 0; i < t->n_col; i++) {
		struct pdf_column *col = &t->col[i];
		col->natural = col->pad + (col->natural - col->pad) * k;
		col->narrow = col->pad + (col->narrow - col->pad) * k;
		col->solid = col->pad + (col->solid - col->pad) * k;
		col->one_line = col->pad + (col->one_line - col->pad) * k;
	}
	t->style.size *= k;
	t->style.lead *= k;
	t->style_head.size *= k;
	t->style_head.lead *= k;
	t->style_long.size *= k;
	t->style_long.lead *= k;
}

/* Column i when columns may be as wide as `level` times their weight. */
static double
width_at(const struct pdf_table *t, int i, double level)
{
	int weight = t->node->col[i].weight;
	double most = level * (weight > 0 ? weight : weightless);

	return fmax(t->col[i].narrow, fmin(t->col[i].natural, most));
}

/* Narrow columns keep their natural width; the wide ones come down to one level, like
 * water, until all fit. */
static double
level_for(const struct pdf_table *t, double width)
{
	double lo = 0, hi = width;

	for (int step = 0; step < 40; step++) {
		double mid = (lo + hi) / 2, sum = 0;
		for (int i = 0; i < t->n_col; i++)
			sum += width_at(t, i, mid);
		if (sum > width)
			hi = mid;
		else
			lo = mid;
	}
	return lo;
}

/* What column i is when its head takes at most `lines` lines, and not less than `has`. */
static double
with_head(const struct pdf_column *col, int lines, double has)
{
	return col->head == NULL ? has : fmax(has, pdf_par_width_for(col->head, lines) + col->pad);
}

static double
sum_with_heads(const struct pdf_table *t, int lines)
{
	double s = 0;

	for (int i = 0; i < t->n_col; i++)
		s += with_head(&t->col[i], lines, t->col[i].natural);
	return s;
}

/* The heads over figures wrap alike: as few lines as all of them can do with.  Where the
 * words of other columns must wrap anyway, these give way to the heads. */
static void
balance_heads(struct pdf_table *t, double width)
{
	bool wraps = sum_natural(t) > width;

	for (int lines = 1; lines <= HEAD_LINES_MAX; lines++) {
		double sum = 0;
		for (int i = 0; i < t->n_col; i++)
			sum += with_head(&t->col[i], lines,
			    wraps ? t->col[i].narrow : t->col[i].natural);
		if (sum > width * (wraps ? heads_share : 1))
			continue;
		for (int i = 0; i < t->n_col; i++) {
			struct pdf_column *col = &t->col[i];
			if (wraps)
				col->narrow = with_head(col, lines, col->narrow);
			col->natural = with_head(col, lines, col->natural);
		}
		return;
	}
}

/* (B1) */
static void
share(struct pdf_table *t, double width)
{
	double natural = sum_natural(t), narrow = sum_narrow(t), weights = 0, x = 0;
	double level = level_for(t, width);

	for (int i = 0; i < t->n_col; i++)
		weights += t->node->col[i].weight;
	for (int i = 0; i < t->n_col; i++) {
		struct pdf_column *k = &t->col[i];
		if (natural <= width) {
			double part = weights > 0 ? t->node->col[i].weight / weights
			                          : k->natural / natural;
			k->w = k->natural + (width - natural) * part;
		} else if (narrow <= width) {
			k->w = width_at(t, i, level);
		} else {
			k->w = k->narrow * width / narrow;
		}
		k->x = x;
		x += k->w;
	}
	t->w = width;
}

static bool
is_figures(const struct pdf_table *t)
{
	int n = 0;

	for (int i = 0; i < t->n_col; i++) {
		bool right = t->node->col[i].align == DOC_RIGHT;
		if (right && t->col[i].natural > figure_w_max)
			return false; /* words among the figures may wrap */
		n += right;
	}
	return 2 * n > t->n_col;
}

/* Tables that stand in a row look alike when they divide the page alike; false where a
 * column has no room for its words. */
static bool
by_weight(struct pdf_table *t, double width)
{
	double weights = 0, x = 0;

	for (int i = 0; i < t->n_col; i++)
		weights += t->node->col[i].weight;
	for (int i = 0; i < t->n_col; i++)
		if (t->col[i].narrow * weights > width * t->node->col[i].weight)
			return false;
	for (int i = 0; i < t->n_col; i++) {
		t->col[i].x = x;
		t->col[i].w = width * t->node->col[i].weight / weights;
		x += t->col[i].w;
	}
	t->wide = true;
	t->w = width;
	return true;
}

void
pdf_table_widths(struct pdf_ctx *c, struct pdf_table *t)
{
	const struct pdf_theme *th = c->theme;
	double full = th->page_w - th->left - th->right, text = full - th->indent;
	double across = th->page_h - th->left - th->right;

	measure(c, t);
	if (t->node->by_weight && by_weight(t, full))
		return;
	/* A table of figures that is a little too wide is set smaller, with its heads in two
	 * lines if that will do. */
	double pads = sum_pad(t), whole = (full - pads) / (sum_natural(t) - pads);
	double two = (full - pads) / (sum_with_heads(t, 2) - pads);
	if (!t->node->landscape && is_figures(t) && two < 1 && two >= scale_figures)
		scale(t, two - 0.001);
	else if (!t->node->landscape && is_figures(t) && whole < 1 && whole >= scale_figures)
		scale(t, whole - 0.001);
	t->landscape = t->node->landscape;
	if (!t->landscape && sum_natural(t) > full * 1.6)
		allow_division(t);
	if (!t->landscape && sum_narrow(t) > full) {
		allow_division(t);
		t->landscape = sum_narrow(t) > full / scale_min;
	}
	double width = t->landscape ? across : full;
	if (!t->landscape && sum_natural(t) <= text &&
	    (sum_one_line(t) <= text || sum_one_line(t) > full)) {
		width = text;
	} else if (sum_narrow(t) > width) {
		allow_division(t);
		if (sum_narrow(t) > width)
			scale(t, fmax(scale_min, (width - pads) / (sum_narrow(t) - pads)));
	}
	t->wide = t->landscape || width > text + 1;
	balance_heads(t, width);
	equalize(t, width);
	share(t, width);
}
