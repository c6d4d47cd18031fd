/* chart.h -- charts as data, and as one drawing for every writer.
 *
 * core/report fills a `struct chart` with exact values; chart_draw lays it out
 * as a list of shapes; doc/html writes the shapes as SVG, doc/pdf as page
 * content.  Every chart has a title, a description that names its extremes,
 * and can be read as a table (chart_table): colour is never the only carrier. */
#ifndef TERTIAL_DOC_CHART_H
#define TERTIAL_DOC_CHART_H

#include "doc/doc.h"

enum chart_kind {
	CHART_LINE,      /* series over time, gaps for missing values */
	CHART_BARS,      /* horizontal: outcome beside budget per category */
	CHART_STACK,     /* vertical stacked bars */
	CHART_STATUS,    /* one bar split by status counts */
	CHART_DIVERGE,   /* variances left and right of zero */
	CHART_COLUMNS,   /* outcome per year, target line */
	CHART_MULTIPLES, /* a small panel of columns per category, all on one scale */
	CHART_SPARK,     /* one line without axes, its last value beside it: for a table cell */
	CHART__COUNT
};

struct chart_series {
	str name;
	dec *v;                 /* n_cat values; not dec_ok: missing */
	str *fact;              /* n_cat fact names, or NULL */
	enum doc_status status; /* CHART_STATUS: what the series counts */
};

struct chart {
	enum chart_kind kind;
	int n_cat;
	int n_series;
	int decimals; /* of the labels */
	dec target;   /* not dec_ok, or without a name: none */
	str target_name;
	str id; /* [a-z0-9-], unique in the document */
	str title;
	str desc; /* a sentence or two: what it shows, extremes, last values */
	str unit;
	str cat_title; /* head of the category column: "Månad" */
	str *cat;      /* category labels, n_cat */
	const int *at; /* CHART_LINE: where each stands in time, rising; NULL: side by side */
	struct chart_series *series;
};

enum shape_kind { SHAPE_RECT, SHAPE_PATH, SHAPE_TEXT };
enum shape_color {
	COL_NONE,
	COL_INK,
	COL_MUTED,
	COL_GRID,
	COL_PAPER,
	COL_S0,
	COL_S1,
	COL_S2,
	COL_S3,
	COL_MET,
	COL_PARTLY,
	COL_NOT,
	COL_NEUTRAL,
	SHAPE_COL__COUNT
};
enum anchor { ANCHOR_START, ANCHOR_MIDDLE, ANCHOR_END };

/* Coordinates are points of 1/72 inch, origin top left, y downwards. */
struct shape {
	enum shape_kind kind;
	double x, y, w, h; /* rect; text: x and baseline y */
	double r;          /* rect: corner radius; w/2 of a square makes a disc */
	const double *pt;  /* path: x, y in turn */
	int n_pt;          /* number of points */
	bool closed;
	enum shape_color fill, stroke;
	double stroke_width;
	int dash; /* 0 solid, 1 dashed, 2 dotted, 3 dash-dot */
	str text;
	double size; /* font size; at least 9 pt in print, 12 px on screen */
	bool bold;
	enum anchor anchor;
};

struct drawing {
	double w, h;
	struct shape *v;
	size_t n, room;
};

/* Lay the chart out in `width_pt`: anything from 200 (a phone) to a page.  The
 * width of texts is estimated on the generous side, so that any sans serif fits. */
struct drawing *
chart_draw(struct arena *mem, const struct chart *c, double width_pt, enum lang lang);
double chart_text_width(str s, double size, bool bold);
/* The table with the same numbers, added under `parent`. */
struct doc_node *chart_table(struct doc *d, struct doc_node *parent, const struct chart *c);

#endif
