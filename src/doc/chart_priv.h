/* chart_priv.h -- the drawing surface that the kinds of chart share.
 *
 * Values are exact until geo(); from there on they are only places on a page.
 *
 * Invariants
 *   (C1) no text is smaller than CHART_SIZE, and none is cut without an ellipsis.
 *   (C2) no two texts overlap; a label that has no room is left to the table.
 *   (C3) what a colour says is also said by a place, a shape, a dash or a word. */
#ifndef TERTIAL_DOC_CHART_PRIV_H
#define TERTIAL_DOC_CHART_PRIV_H

#include "doc/chart.h"

#define CHART_SIZE 9.5 /* text, in points: 12.7 px on a screen */
#define CHART_LINE_HEIGHT 12.5
#define CHART_COMPACT 300.0 /* narrower drawings put their labels above the plot */

struct canvas {
	struct arena *mem;
	const struct chart *c;
	struct drawing *g;
	enum lang lang;
	bool compact;
};

/* Exact to about 15 digits: for places only. */
double geo(dec v);

void cv_rect(struct canvas *cv, double x, double y, double w, double h, enum shape_color fill);
void cv_line(struct canvas *cv, double x1, double y1, double x2, double y2, enum shape_color c,
    double width, int dash);
/* Takes the points as they are: they must live as long as the drawing. */
struct shape *cv_path(struct canvas *cv, const double *pt, int n_pt, bool closed);
struct shape *cv_text(struct canvas *cv, double x, double y, enum anchor anchor, str text);
void cv_bold(struct canvas *cv, double x, double y, enum anchor anchor, str text);
void cv_muted(struct canvas *cv, double x, double y, enum anchor anchor, str text);
void cv_disc(struct canvas *cv, double x, double y, double r, enum shape_color fill);
/* Lines of a texture inside a rectangle, so that it is known without its colour. */
void cv_hatch(struct canvas *cv, const struct shape *rect, int texture, enum shape_color c);
/* A bar or a swatch in the style of series k. */
/* A number on a patch of paper, centred, so that lines and textures do not cross it. */
void cv_number_on_paper(struct canvas *cv, double x, double y, str text, bool bold);
void cv_bar(struct canvas *cv, double x, double y, double w, double h, int k);
void cv_marker(struct canvas *cv, int k, double x, double y);
void cv_icon(struct canvas *cv, enum doc_status st, double x, double y, double size, bool inverse);
enum shape_color series_color(int k);
enum shape_color status_color(enum doc_status st);
int series_dash(int k);

/* The text if it fits, else as much as fits and an ellipsis. */
str cv_fit(struct canvas *cv, str text, double width, bool bold);
#define WRAP_MAX 3
/* Cut at spaces into at most `max` lines; the last one is fitted. */
int cv_wrap(struct canvas *cv, str text, double width, int max, str line[WRAP_MAX]);
str cv_number(struct canvas *cv, dec v);

/* An axis of round numbers that covers lo..hi. */
struct axis {
	double lo, hi;       /* values at the ends */
	double at_lo, at_hi; /* their places */
	dec step;
	int64_t first; /* lo is first * step */
	int n;         /* ticks, both ends included */
	int decimals;
};
void axis_make(struct axis *a, double lo, double hi, int want);
double axis_place(const struct axis *a, double v);
str axis_label(const struct axis *a, struct canvas *cv, int i);
double axis_label_width(const struct axis *a, struct canvas *cv);
/* The lowest and highest value of all series; false when there is none. */
bool chart_range(const struct chart *c, double *lo, double *hi);
double chart_widest_name(struct canvas *cv);
double chart_widest_number(struct canvas *cv);
bool chart_has_target(const struct chart *c);

/* The last category with a value in series k; -1 when it has none. */
int chart_last_value(const struct chart *c, int k);
/* "Utfall 6 800" */
str chart_label(struct canvas *cv, str name, dec v);

/* Swatches and names in rows from y; returns the height used. */
enum legend_kind { LEGEND_BARS, LEGEND_LINES };
double chart_legend(struct canvas *cv, double x, double y, enum legend_kind kind);
/* Grid, axis labels, unit and base line of a chart with a vertical scale. */
void chart_frame(struct canvas *cv, const struct axis *a, double left, double right);
/* Category i of a line's plot, from left to right. */
double chart_cat_place(const struct chart *c, int i, double left, double right);
/* Labels under a plot, as many as fit; `middle` centres them in their slots. */
void chart_cat_labels(struct canvas *cv, double left, double right, double y, bool middle);

void chart_line(struct canvas *cv);
void chart_columns(struct canvas *cv);
void chart_stack(struct canvas *cv);
/* The same lying down, for names that have no room side by side. */
void chart_stack_rows(struct canvas *cv);
void chart_bars(struct canvas *cv);
void chart_diverge(struct canvas *cv);
void chart_status(struct canvas *cv);
void chart_multiples(struct canvas *cv);
void chart_spark(struct canvas *cv);

#endif
