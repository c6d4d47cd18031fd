/* page.h -- what pages are made of: a document tree, printed as a fragment.
 *
 * Pages and reports share the tree, its writer and the report's blocks, so that a
 * table looks, reads and downloads the same wherever it stands.
 *
 * Invariants
 *   (G1) every table of a page can be downloaded as CSV and XLSX under its own id. */
#ifndef TERTIAL_WEB_PAGE_H
#define TERTIAL_WEB_PAGE_H

#include "core/economy/remark.h"
#include "core/plan/explain.h"
#include "core/proof/proof.h"
#include "doc/doc.h"
#include "web/route.h"

/* An empty document in the reader's language. */
struct doc *page_doc(struct req *rq);
/* A document from text in the language of docs/format/template.md, with the report's
 * blocks, in the request's body and period.  NULL and *e when it cannot be built. */
struct doc *page_text(struct req *rq, str text, struct err *e);
/* Print the tree under an <h1>, with download links after its tables; or, when one of
 * them is asked for (?csv=ID, ?xlsx=ID), that table alone as a file. */
bool page_put(struct req *rq, struct doc *d, struct html *h, struct err *e) MUST_USE;
/* The tree as a part of a template, its figures marked unless p is NULL. */
bool page_part(struct req *rq, struct doc *d, const struct proof *p, struct html_part *out,
    struct err *e) MUST_USE;

/* ---- parts ---- */

/* The way down to the page: each call is a step below the one before. */
void page_step(struct req *rq, struct url href, str text);
/* "Label: one · two": ways to show the page, by a query of its address.  The first is what
 * a missing query means. */
struct page_option {
	const char *value, *sv, *en;
};
void page_choice(struct req *rq, struct doc *d, str label, const char *query,
    const struct page_option *o, size_t n);
/* Which rows of a long list to show: ?sida=, or all of them where the list is asked for as
 * a file.  page_turn says where one is, with links. */
#define PAGE_ROWS 200
#define PAGE_FILE_MAX 100000
struct page_span {
	int64_t no;
	size_t skip, max;
};
struct page_span page_span(const struct req *rq);
void page_turn(struct req *rq, struct doc *d, struct page_span at, size_t n_all);
void page_remarks(struct req *rq, struct doc *d, const struct remark *r, size_t n);
/* A table with its header row; align: "lrr". */
struct page_table {
	const char *id, *align;
	str caption, unit;
	int n_col;
	const char *const *head; /* [LANG__COUNT * n_col] */
};
struct doc_node *page_table(struct req *rq, struct doc *d, const struct page_table *t);
struct doc_node *page_link(struct doc *d, struct doc_node *under, struct url to, str text);
/* A row header that is a link. */
struct doc_node *page_link_cell(struct doc *d, struct doc_node *row, struct url to, str text);
struct doc_node *page_head(struct doc *d, struct doc_node *table, const str *text, int n);
/* A figure cell; a fact's name makes it a link to its derivation. */
struct doc_node *
page_amount(struct doc *d, struct doc_node *row, struct amount a, enum scale scale, str fact);
struct doc_node *page_ore(struct doc *d, struct doc_node *row, int64_t ore, enum scale scale);
struct doc_node *page_percent(struct doc *d, struct doc_node *row, struct amount a);
/* Booked lines as a table; each opens its voucher. */
void page_lines(struct req *rq, struct doc *d, const struct ledger_hits *hits);
/* How an assessment was made, as a table of parts and values. */
void page_explanation(struct req *rq, struct doc *d, str caption, const struct explain *x);
/* Preliminary adjustments that count, of a line or ("") all: who says so, until when. */
bool page_adjustments(struct req *rq, struct doc *d, str unit, str line, struct err *e) MUST_USE;
/* The unit a page is about: ?enhet=, else the body's own. */
str page_unit(const struct req *rq);
/* One of two texts, by the reader's language. */
str page_say(const struct req *rq, const char *sv, const char *en);

#endif
