/* doc.h -- the one document tree that every writer prints.
 *
 * core/report builds trees; the writers under doc/ turn one tree into HTML, PDF,
 * DOCX, XLSX, text.  The tree knows no database and no domain.  Structure
 * (headings, header cells, captions, alternative texts, language) is in the
 * tree, so that every output is accessible by construction.
 *
 * Ownership: nodes and all text they hold live in the arena of the document.
 *
 * Invariants
 *   (T1) blocks hold blocks or inlines as the comment of each kind says.
 *   (T2) a figure is a DOC_FACT node: its text is what is printed, its name the
 *        fact it shows.  Writers print it in no other way.
 *   (T3) heading levels never skip: a level-3 heading stands under a level 2.
 *   (T4) every table has a caption and at least one header row; every chart and
 *        image has a title and a description.
 *   (T5) a tree is finished with doc_finish, which checks T1, T3, T4, T6 and T7,
 *        fills short table rows up with empty cells, and numbers headings,
 *        tables, figures (charts and images together) and footnotes.
 *   (T6) no node is deeper than DOC_DEPTH_MAX, so writers may recurse.
 *   (T7) ids are unique and made of [a-z0-9-]. */
#ifndef TERTIAL_DOC_DOC_H
#define TERTIAL_DOC_DOC_H

#include "base/date.h"
#include "base/err.h"

#define DOC_DEPTH_MAX 48

enum doc_kind {
	/* blocks */
	DOC_ROOT,    /* blocks */
	DOC_HEADING, /* inlines; level 1..6 */
	DOC_PARA,    /* inlines */
	DOC_LIST,    /* DOC_ITEM only; ordered */
	DOC_ITEM,    /* blocks */
	DOC_QUOTE,   /* blocks */
	DOC_NOTICE,  /* blocks; a boxed remark, `status` gives its weight */
	DOC_SECTION, /* blocks; an anchor and a grouping (one objective, one assignment) */
	DOC_TABLE,   /* DOC_ROW only, header rows first */
	DOC_ROW,     /* DOC_CELL only */
	DOC_CELL,    /* inlines, or blocks when it holds more than one paragraph */
	DOC_CHART,   /* no children; `chart` */
	DOC_IMAGE,   /* no children; `image` */
	DOC_DEFS,    /* DOC_TERM and DOC_DESC in turn: label and value (metadata, key figures) */
	DOC_TERM,    /* inlines */
	DOC_DESC,    /* inlines */
	DOC_TOC,     /* no children: the writer makes the contents here */
	DOC_PAGE_BREAK,
	/* inlines */
	DOC_TEXT,     /* `text` */
	DOC_STRONG,   /* inlines */
	DOC_EMPH,     /* inlines */
	DOC_FACT,     /* `text` as printed, `fact` the name */
	DOC_STATUS,   /* `status` and `text`: word + shape + colour */
	DOC_LINK,     /* inlines; `href` (an anchor "#id" or an absolute URL) */
	DOC_FOOTNOTE, /* inlines: the note itself, printed at the foot or the end */
	DOC_LINE_BREAK,
	DOC__COUNT
};

/* What a status means; the word is the node's text, shape and colour the theme's. */
enum doc_status {
	DOC_ST_NONE,   /* neutral: not assessed, not started */
	DOC_ST_MET,    /* check mark in a disc, green */
	DOC_ST_PARTLY, /* triangle, amber */
	DOC_ST_NOT,    /* cross in a square, red */
	DOC_ST_INFO,   /* information */
	DOC_ST__COUNT
};

enum doc_align { DOC_LEFT, DOC_RIGHT, DOC_CENTER };
enum doc_row_kind { DOC_ROW_BODY, DOC_ROW_HEAD, DOC_ROW_GROUP, DOC_ROW_SUBTOTAL, DOC_ROW_TOTAL };

struct doc_col {
	enum doc_align align; /* numbers DOC_RIGHT: aligned on the last digit */
	int weight;           /* share of what width is left over; 0: as narrow as its text */
};

struct doc_node {
	enum doc_kind kind;
	struct doc_node *parent, *first, *last, *next;
	str id; /* anchor, [a-z0-9-]; "" when nothing links here */
	str text;
	str fact;       /* DOC_FACT: canonical name; DOC_TABLE/CHART: "" */
	bool has_value; /* fact or cell: `value` is the number that `text` shows */
	dec value;      /* unrounded, for writers with real numbers (XLSX, JSON) */
	str href;
	str lang;        /* BCP 47 when it differs from the document's */
	int level;       /* heading level; indent of a row's first cell (0..3) */
	int number;      /* tables, figures, footnotes, by doc_finish; 0: not numbered */
	str numbering;   /* headings: "2.1", "" for unnumbered */
	bool unnumbered; /* heading without number */
	bool not_in_toc;
	bool ordered;   /* list */
	bool header;    /* cell: is a header of its row */
	bool landscape; /* table: too wide for a portrait page */
	bool by_weight; /* table: across the page, its columns by their weights alone */
	bool remark;    /* paragraph: on the table or chart right above it, set smaller */
	int span;       /* cell: columns it covers, 1 or more */
	enum doc_row_kind row_kind;
	enum doc_status status;
	struct doc_col *col; /* table: n_col columns */
	int n_col;
	str caption; /* table, chart, image; plain text, without "Tabell 3." */
	str unit;    /* table: "tkr" ... printed with the caption */
	str source;  /* table, chart: printed under it; "" none */
	struct chart *chart;
	struct doc_image *image;
};

struct doc_theme;

struct doc_image {
	const unsigned char *data; /* PNG or JPEG */
	size_t n;
	str alt;
	int width_pt;
};

struct doc {
	struct arena *mem;
	struct doc_node *root;
	enum lang lang;
	str title;        /* "Årsrapport 2025" */
	str subtitle;     /* "Tertial 3 2025" */
	str author;       /* the body: "Regionstyrelsen" */
	str organisation; /* "Region Västerbotten" */
	str id;           /* stable: "rs-2025-t3" */
	date dated;       /* the document's own date: never the clock's */
	str status_line;  /* "Utkast" ... printed on the title page and in the header */
	str decision;     /* diarienummer, §; "" none */
	const struct doc_theme *theme; /* NULL: the house's own (theme.h) */
	bool finished;                 /* doc_finish has passed it (T5) */
};

struct doc *doc_new(struct arena *mem, enum lang lang);
struct doc_node *doc_add(struct doc *d, struct doc_node *parent, enum doc_kind kind);
/* Shorthands for what is built most. */
struct doc_node *doc_text(struct doc *d, struct doc_node *parent, str text);
struct doc_node *doc_fact(struct doc *d, struct doc_node *parent, str fact, str text);
struct doc_node *doc_status(struct doc *d, struct doc_node *parent, enum doc_status st, str word);
struct doc_node *doc_heading(struct doc *d, struct doc_node *parent, int level, str text);
struct doc_node *doc_para(struct doc *d, struct doc_node *parent, str text);
struct doc_node *doc_table(struct doc *d, struct doc_node *parent, str caption, str unit,
    const struct doc_col *col, int n_col);
struct doc_node *doc_row(struct doc *d, struct doc_node *table, enum doc_row_kind kind);
struct doc_node *doc_cell(struct doc *d, struct doc_node *row, str text);
/* A figure with its number, for writers that want real numbers. */
struct doc_node *
doc_fact_value(struct doc *d, struct doc_node *parent, str fact, str text, dec value);
/* The next node in reading order within the tree under `root`; NULL after the last. */
const struct doc_node *doc_next(const struct doc_node *n, const struct doc_node *root);
/* All text under a node, in reading order, as one line, without its footnotes;
 * cut off at DOC_PLAIN_MAX bytes. */
#define DOC_PLAIN_MAX (1u << 20)
str doc_plain(struct arena *mem, const struct doc_node *n);
/* How many levels of headings the contents show: as many, up to DOC_TOC_LEVELS_MAX, as
 * make a list that the eye takes in. */
#define DOC_TOC_LEVELS_MAX 3
int doc_toc_levels(const struct doc_node *root);
/* Is the node a heading that contents of so many levels show? */
bool doc_in_toc(const struct doc_node *n, int levels);
/* Are the values of a DOC_DEFS short figures, to be set large, rather than sentences? */
bool doc_is_key_figures(struct arena *mem, const struct doc_node *defs);
/* Check and number (T5); anchors are made for headings, tables and charts that have none. */
bool doc_finish(struct doc *d, struct err *e) MUST_USE;
/* "Tabell 3. Investeringar (Mkr)" as every writer prints it, from the caption
 * or the chart's title. */
str doc_caption(struct arena *mem, const struct doc_node *n, enum lang lang);
/* "Källa: Raindance, 2026-01-15" */
str doc_source(struct arena *mem, str source, enum lang lang);
/* The name of a kind in messages and dumps: "heading". */
const char *doc_kind_name(enum doc_kind k);
/* An anchor, an address within the serving site, or an absolute one of a harmless kind;
 * nothing else may be a link. */
bool doc_href_ok(str href);
/* True when the text holds letters that are written from right to left. */
bool doc_has_rtl(str s);

#endif
