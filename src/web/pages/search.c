/* Search: objectives, indicators and assignments by title, vouchers by text or amount. */
#include "web/messages.h"
#include "web/page.h"
#include "work/search.h"

#include <unicode/uchar.h>
#include <unicode/ustring.h>

#define HITS_MAX 200

/* Lower case by Unicode, for comparing what people type. */
static str
folded(struct arena *mem, str s)
{
	UErrorCode err = U_ZERO_ERROR;
	int32_t room = (int32_t)s.n * 3 + 1, n = 0;
	UChar *u = arena_array(mem, (size_t)room, UChar),
	      *l = arena_array(mem, (size_t)room, UChar);
	char *out = arena_array(mem, (size_t)room * 3, char);

	u_strFromUTF8WithSub(u, room, &n, s.p, (int32_t)s.n, 0xfffd, NULL, &err);
	n = u_strFoldCase(l, room, u, n, U_FOLD_CASE_DEFAULT, &err);
	int32_t bytes = 0;
	u_strToUTF8(out, room * 3, &bytes, l, n, &err);
	return U_FAILURE(err) ? s : (str){out, (size_t)bytes};
}

struct titles {
	struct req *rq;
	struct doc *d;
	struct doc_node *list;
	str want;
	const char *sv, *en;
};

static void
title(struct titles *t, enum page_id page, str id, str text)
{
	if (str_find(folded(t->rq->mem, text), t->want, 0) == folded(t->rq->mem, text).n)
		return;
	if (t->list == NULL) {
		doc_heading(t->d, t->d->root, 1, page_say(t->rq, t->sv, t->en))->unnumbered = true;
		t->list = doc_add(t->d, t->d->root, DOC_LIST);
	}
	page_link(t->d, doc_add(t->d, doc_add(t->d, t->list, DOC_ITEM), DOC_PARA),
	    url_to(t->rq, page, id, STR(""), STR("")), text);
}

static void
put_titles(struct req *rq, struct doc *d, str want)
{
	const struct model *m = rq->view->model;
	struct titles o = {rq, d, NULL, want, "Delmål", "Objectives"};
	struct titles i = {rq, d, NULL, want, "Indikatorer", "Indicators"};
	struct titles a = {rq, d, NULL, want, "Uppdrag", "Assignments"};

	for (size_t k = 0; k < m->n_objective; k++)
		title(&o, PAGE_objective, m->objective[k].id, m->objective[k].title);
	for (size_t k = 0; k < m->n_indicator; k++)
		title(&i, PAGE_indicator, m->indicator[k].id, m->indicator[k].name);
	for (size_t k = 0; k < m->n_assignment; k++)
		title(&a, PAGE_assignment, m->assignment[k].id, m->assignment[k].title);
}

bool
page_search(struct req *rq, struct html *h, struct err *e)
{
	str q = str_trim(req_query(rq, "q"));
	struct search_ask ask = {.text = q, .max = HITS_MAX};
	struct ledger_hits hits = {0};

	rq->title = q.n == 0 ? word(W_search, rq->lang)
	                     : str_fmt(rq->mem, "%.*s: %.*s", STR_ARG(word(W_search, rq->lang)),
	                           STR_ARG(str_sub(q, 0, 200)));
	struct doc *d = page_doc(rq);
	if (q.n == 0 || q.n > 200) {
		doc_para(d, d->root,
		    page_say(rq, "Skriv ett ord, en del av en titel eller ett belopp i sökrutan.",
		        "Type a word, part of a title or an amount in the search box."));
		return page_put(rq, d, h, e);
	}
	put_titles(rq, d, folded(rq->mem, q));
	/* Digits are an amount; if nothing is booked with it they may still be a text. */
	struct err no_amount = {0};
	struct search_ask amount = {.amount = q, .max = HITS_MAX};
	if (!search_vouchers(rq->view, &amount, rq->mem, &hits, &no_amount) &&
	    no_amount.rc != RC_INVALID)
		return fail(e, no_amount.rc, MSG_web_no_such, ARG("rad"), ARG(q));
	if (hits.n_all == 0 && !search_vouchers(rq->view, &ask, rq->mem, &hits, e))
		return false;
	if (hits.n > 0)
		page_lines(rq, d, &hits);
	doc_para(d, d->root,
	    str_fmt(rq->mem,
	        rq->lang == LANG_SV ? "%zu bokförda rader under %d." : "%zu booked lines in %d.",
	        hits.n_all, period_year_of(rq->view->ctx.period)));
	return page_put(rq, d, h, e);
}
