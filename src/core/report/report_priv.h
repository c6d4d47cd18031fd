/* report_priv.h -- a report while it is being built. */
#ifndef TERTIAL_CORE_REPORT_REPORT_PRIV_H
#define TERTIAL_CORE_REPORT_REPORT_PRIV_H

#include "core/plan/status.h"
#include "core/report/messages.h"
#include "core/report/report.h"
#include "core/report/words.h"
#include "doc/chart.h"
#include "fmt/markdown.h"
#include "fmt/template.h"

/* What a reference can point at. */
enum label_kind { LABEL_TABLE, LABEL_CHART, LABEL_SECTION, LABEL_APPENDIX, LABEL__COUNT };

struct label {
	enum label_kind kind;
	str name;
	struct doc_node *node;
};

/* A reference that waits for the numbers doc_finish gives. */
struct reference {
	enum label_kind kind;
	str name;
	struct place at;
	struct doc_node *link;
};

struct build {
	const struct report_in *in;
	const struct model *m;
	struct arena *mem;
	struct doc *doc;
	struct diag *d;
	struct err *e;
	enum lang lang;
	period period;
	int year;
	bool final;     /* ends with December: judges rather than forecasts */
	bool plan_only; /* a plan: there is nothing to judge yet */
	const struct body *body;
	str unit; /* the body's */
	struct plan_status plan;
	struct tpl_host host;
	struct build *text; /* this build as the holes of texts see it: in their language */
	str section_title;  /* of the section being built */
	int level;          /* of the heading that text now stands under */
	int last_level;     /* of the last heading made */
	int text_level;     /* of the heading that the text being built stands under */
	unsigned md_levels; /* bit n: the text being built has headings of n marks */
	int plain_headings; /* inside a box: headings are bold lines */
	bool landscape;
	bool did_appendices, did_processing, did_notice;
	struct label *label;
	size_t n_label, room_label;
	struct reference *ref;
	size_t n_ref, room_ref;
};

/* A block: false only when the build cannot go on (b->e).  Faults of the call
 * are findings. */
typedef bool block_fn(struct build *b, struct doc_node *under, const struct tpl_call *c,
    const struct tpl_text *body);

#define BLOCK(name, pos, named, pos_min, container, fn) block_fn fn;
#include "blocks.def"
#undef BLOCK

/* What "::: tabell" and "::: diagram" can show. */
typedef bool view_fn(struct build *b, struct doc_node *under, const struct tpl_call *c);

#define VIEW(kind, name, fn) view_fn fn;
#include "views.def"
#undef VIEW

extern const struct tpl_grammar report_grammar;
block_fn *block_of(str name);

/* Everything a block needs, before the first section. */
bool report_begin(struct build *b, const struct report_in *in, struct arena *mem, struct diag *d,
    struct err *e);

/* ---- report_bind.c: facts and words for the template ---- */

void bind_init(struct build *b);
/* The error of another module as a finding of the report; `e` is cleared. */
void bind_fault(struct diag *d, struct place at, struct err *e);
/* "rapport.period" and its kin. */
bool bind_own(const struct build *b, struct arena *mem, str name, struct tpl_value *out);
bool bind_items(void *ctx, struct arena *mem, const struct tpl_call *c, const struct tpl_item **out,
    size_t *n, struct diag *d);

/* ---- report_theme.c: the organisation's look ---- */

/* The theme of the report, with a finding for each colour that cannot be read. */
void theme_build(struct build *b);

/* ---- report_text.c: Markdown to nodes ---- */

/* Text in the language of templates; `file` names it in findings. */
bool text_build(struct build *b, struct doc_node *under, str md, str file);
bool text_expanded(struct build *b, struct doc_node *under, const struct tpl_text *t);
/* Where nothing but paragraphs and lists fit (a cell, an item). */
bool text_plain_headings(struct build *b, struct doc_node *under, str md, str file);

/* A link whose words ("tabell 3") are filled in when the numbers are known. */
void reference_to(struct build *b, struct doc_node *under, enum label_kind kind, str name,
    struct place at);

/* ---- report_part.c: small parts that every block uses ---- */

static inline str
W(const struct build *b, enum word w)
{
	return word_of(w, b->lang);
}
static inline str
W1(const struct build *b, enum word w, str x)
{
	return word_fill(b->mem, w, b->lang, x, STR(""), STR(""));
}
static inline str
W2(const struct build *b, enum word w, str x, str y)
{
	return word_fill(b->mem, w, b->lang, x, y, STR(""));
}
static inline str
W3(const struct build *b, enum word w, str x, str y, str z)
{
	return word_fill(b->mem, w, b->lang, x, y, z);
}

/* Exact number, rounded half up to that many decimals, as printed. */
str show_dec(const struct build *b, dec v, int decimals);
/* The same with as many decimals as the value has, at most 2. */
str show_plain(const struct build *b, dec v);
/* With its unit: "87,4 %", "12 platser", "6,8 Mkr". */
str show_unit(const struct build *b, dec v, str unit);
str show_date(const struct build *b, date d); /* "31 december 2025" */
str year_text(const struct build *b, int year);
str money_unit(const struct build *b, enum scale s); /* "tkr", "Mkr" */
/* A unit as it was recorded, in the report's language: "Mkr", "MSEK", "%". */
str unit_shown(const struct build *b, str unit);
str period_label(const struct build *b); /* "2025", "januari–augusti 2025" */
str period_label_of(const struct build *b, period p);
str unit_name(const struct build *b, str id);
str body_name(const struct build *b, str id);

struct doc_node *heading(struct build *b, struct doc_node *under, int level, str text);
void
label_add(struct build *b, enum label_kind kind, str name, struct doc_node *node, struct place at);
/* An anchor from a name of ours: "tabell-" + [a-z0-9-]. */
str anchor(struct arena *mem, const char *prefix, str name);

#define MISSING_WORD(b) W((b), W_missing)

/* A table with the block's own id and caption where it gives them. */
struct table {
	const struct tpl_call *call;
	str id, caption, unit;
	const struct doc_col *col;
	int n_col;
};
struct doc_node *table_new(struct build *b, struct doc_node *under, const struct table *t);
struct doc_node *head_row(struct build *b, struct doc_node *table);
void head_cell(struct build *b, struct doc_node *row, str text);
/* The cell that names its row. */
struct doc_node *name_cell(struct build *b, struct doc_node *row, str text);
struct doc_node *text_cell(struct build *b, struct doc_node *row, str text);
/* A figure: a fact when `fact` is not empty, and missing when v is not dec_ok. */
struct doc_node *dec_cell(struct build *b, struct doc_node *row, str fact, dec v, int decimals);
struct doc_node *amount_cell(struct build *b, struct doc_node *row, str fact,
    const struct amount *a, enum scale scale);
struct doc_node *status_cell(struct build *b, struct doc_node *row, enum doc_status st, str word);
void note_under(struct build *b, struct doc_node *under, str text);

/* A chart with the block's own id and title where it gives them. */
struct chart *chart_new(struct build *b, const struct tpl_call *c, enum chart_kind kind, str id,
    str title, str unit, int n_cat, int n_series);
void chart_put(struct build *b, struct doc_node *under, const struct tpl_call *c, struct chart *ch);
/* "störst X (12,3), minst Y (4,5)": the extremes of one series. */
str chart_extremes(const struct build *b, const struct chart *ch, int series);

/* ---- words for statuses ---- */

enum doc_status status_mark(enum status s);
enum doc_status verdict_mark(enum verdict v);
enum doc_status execution_mark(enum execution x);
str status_text(const struct build *b, enum status s); /* in the period's words (RP4) */

/* The arithmetic of an attainment, or in words why there is none. */
str attained_how(const struct build *b, const struct attainment *a);

/* ---- shared by blocks ---- */

/* A fact by name, in the report's context; missing when it cannot be had. */
bool fact_of(struct build *b, str name, struct fact *out);
/* The canonical name of a fact that has the value v in that unit, to as many
 * decimals as v has; "" when there is none. */
str fact_named(struct build *b, str name, dec v, str unit);
/* A cell with unit, "6,8 Mkr", bound to the fact where it has that value. */
struct doc_node *unit_cell_of(struct build *b, struct doc_node *row, str fact, dec v, str unit);
/* Money is asked for and there is none: a finding, and false. */
bool need_economy(struct build *b, const struct tpl_call *c);
/* The unit a block is about: its `enhet=`, else the body's.  "" after a finding. */
str call_unit(struct build *b, const struct tpl_call *c);

bool series_months(struct build *b, struct doc_node *under, const struct tpl_call *c,
    const struct measure *ms);
bool series_chart(struct build *b, struct doc_node *under, const struct tpl_call *c,
    const struct measure *ms);

/* Sort texts as Swedish readers expect: `order` is filled with 0..n-1. */
void sort_names(struct arena *mem, const str *name, size_t n, size_t *order);

#endif
