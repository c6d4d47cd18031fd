/* route.h -- from a request to the one function that answers it.
 *
 * A page fills a view and calls its template; route puts the result into the
 * layout.  Pages read what they are asked with req_path and req_query; the body and
 * period in question are already in rq->view.
 *
 * Invariants
 *   (P1) a page writes nothing to the database.
 *   (P2) every address in a page is made by url_to or url_with: relative to the
 *        server's root, percent-encoded, never from outside. */
#ifndef TERTIAL_WEB_ROUTE_H
#define TERTIAL_WEB_ROUTE_H

#include "web/html.h"
#include "web/words.h"
#include "work/table_file.h"
#include "work/view.h"

enum page_id {
#define PAGE(id, path, menu, summary) PAGE_##id,
#include "pages.def"
#undef PAGE
	PAGE__COUNT
};

#define REQ_PARAMS_MAX 16

struct req_param {
	str name, value;
};

/* A page above this one, on the way down from the top. */
struct req_step {
	struct url href;
	str text;
};

struct req {
	struct arena *mem;
	enum lang lang;
	str path; /* percent-decoded */
	struct req_param query[REQ_PARAMS_MAX];
	size_t n_query;
	struct req_param part[4]; /* what the braces of the path took */
	size_t n_part;
	enum page_id page;
	struct view *view;
	date today; /* from the door; never the clock's in a page */
	/* Set by the page: */
	str title;
	struct req_step step[8]; /* the way to it; at most so deep */
	size_t n_step;
	struct html_part form;           /* between the title and the content */
	const struct table_format *file; /* a table as this instead of markup; NULL: none */
	str file_name;                   /* without ".csv" */
	str pdf;                         /* a PDF to send instead; p NULL: none */
};

typedef bool page_fn(struct req *rq, struct html *h, struct err *e);

struct page {
	const char *id, *path;
	enum word menu;
	const char *summary;
	page_fn *run;
};

extern const struct page pages[PAGE__COUNT];

#define PAGE(id, path, menu, summary) page_fn page_##id;
#include "pages.def"
#undef PAGE

/* What the page is asked; "" when it is not. */
str req_path(const struct req *rq, const char *name);
str req_query(const struct req *rq, const char *name);
/* The table that the reader wants as a file (?csv=ID, ?xlsx=ID), which then is all that
 * is sent; *f is the format.  "": none. */
str req_file(const struct req *rq, const struct table_format **f);

/* The address of a page; parts fill its braces in order, "" for the others.  The body
 * and period of the request are kept. */
struct url url_to(const struct req *rq, enum page_id id, str a, str b, str c);
/* The same with one more query parameter. */
struct url
url_with(const struct req *rq, enum page_id id, str a, str b, const char *name, str value);
struct url url_fact(const struct req *rq, str fact);
str url_fact_base(const struct req *rq); /* what a fact's encoded name is put after */
/* This page, one table of it as a file; and with one query changed ("" leaves it out). */
struct url url_file(const struct req *rq, const struct table_format *f, str table);
struct url url_again(const struct req *rq, const char *name, str value);
struct url url_period(const struct req *rq, str which); /* this page in another period */
struct url url_asset(const struct req *rq, const char *name);

/* Find the page, run it, wrap it: the whole body of the answer. */
bool route(struct req *rq, struct html *h, struct err *e) MUST_USE;
/* A page that says what went wrong. */
void route_error(struct req *rq, const struct err *err, struct html *h);

#endif
