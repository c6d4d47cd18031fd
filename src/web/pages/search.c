/* Search: objectives, indicators and assignments by title, vouchers by text or amount. */
#include "web/messages.h"
#include "web/page.h"
#include "web/pages/search.h"
#include "work/search.h"

#include <unicode/uchar.h>
#include <unicode/ustring.h>

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

/* ---- vouchers ---- */

/* The form, with what was asked in it. */
static void
put_form(struct req *rq)
{
	struct html f = {.lang = rq->lang};
	struct search_view v = {.label = page_say(rq, "Sök verifikationer", "Search vouchers"),
	    .submit = word(W_search, rq->lang),
	    .action = {str_of(pages[PAGE_search].path)},
	    .field = {{STR("q"), page_say(rq, "Text", "Text"), req_query(rq, "q"), STR("")},
	        {STR("belopp"), page_say(rq, "Belopp, kr", "Amount, SEK"), req_query(rq, "belopp"),
	            STR("1000..5000")},
	        {STR("konto"), page_say(rq, "Konto", "Account"), req_query(rq, "konto"), STR("")},
	        {STR("enhet"), page_say(rq, "Enhet (id)", "Unit (id)"), req_query(rq, "enhet"),
	            page_say(rq, "med allt under", "with all below")},
	        {STR("period"), page_say(rq, "Period", "Period"), req_query(rq, "period"),
	            STR("2025-12")}},
	    .n = 5};

	sb_init(&f.out, rq->mem, 65536);
	tpl_search(&f, &v);
	must(sb_done(&f.out, &rq->form.markup));
}

static struct search_ask
ask_of(const struct req *rq, struct page_span at)
{
	struct search_ask a = {.text = str_trim(req_query(rq, "q")),
	    .account = str_trim(req_query(rq, "konto")),
	    .unit = str_trim(req_query(rq, "enhet")),
	    .amount = str_trim(req_query(rq, "belopp")),
	    .skip = at.skip,
	    .max = at.max};

	if (req_query(rq, "period").n > 0)
		a.span = period_ytd(rq->view->ctx.period);
	if (rq->view->ctx.period.kind == PERIOD_MONTH && req_query(rq, "period").n > 0)
		a.span = rq->view->ctx.period;
	return a;
}

/* A text of digits is an amount first; if nothing is booked with it, it is a text. */
static bool
find(struct req *rq, struct search_ask *ask, struct ledger_hits *hits, struct err *e)
{
	struct search_ask amount = *ask;
	struct err none = {0};

	*hits = (struct ledger_hits){0};
	if (ask->amount.n == 0 && ask->text.n > 0) {
		amount.amount = ask->text;
		amount.text = STR("");
		if (search_vouchers(rq->view, &amount, rq->mem, hits, &none) && hits->n_all > 0)
			return true;
	}
	return search_vouchers(rq->view, ask, rq->mem, hits, e);
}

static void
put_hits(struct req *rq, struct doc *d, struct page_span at, const struct ledger_hits *hits)
{
	if (hits->n > 0)
		page_lines(rq, d, hits);
	page_turn(rq, d, at, hits->n_all);
	struct sb b;
	str sum;
	sb_init(&b, rq->mem, 64);
	dec_show(&b, ore_as(hits->sum_ore, 2), rq->lang);
	must(sb_done(&b, &sum));
	doc_para(d, d->root,
	    str_fmt(rq->mem,
	        rq->lang == LANG_SV ? "%zu bokförda rader, summa %.*s kr."
	                            : "%zu booked lines, sum SEK %.*s.",
	        hits->n_all, STR_ARG(sum)));
}

bool
page_search(struct req *rq, struct html *h, struct err *e)
{
	struct page_span at = page_span(rq);
	struct search_ask ask = ask_of(rq, at);
	struct ledger_hits hits;
	struct err bad = {0};

	rq->title = ask.text.n == 0 || ask.text.n > 200
	    ? word(W_search, rq->lang)
	    : str_fmt(rq->mem, "%.*s: %.*s", STR_ARG(word(W_search, rq->lang)), STR_ARG(ask.text));
	struct doc *d = page_doc(rq);
	put_form(rq);
	if (!search_asks(&ask) || ask.text.n > 200) {
		doc_para(d, d->root,
		    page_say(rq,
		        "Skriv ett ord, en del av en titel eller ett belopp. Fälten begränsar varandra.",
		        "Type a word, part of a title or an amount. The fields narrow each other."));
		return page_put(rq, d, h, e);
	}
	if (ask.text.n > 0)
		put_titles(rq, d, folded(rq->mem, ask.text));
	if (find(rq, &ask, &hits, &bad)) {
		put_hits(rq, d, at, &hits);
	} else if (bad.rc == RC_NOT_FOUND || bad.rc == RC_INVALID) {
		doc_para(d, d->root, str_of(bad.text[rq->lang]));
	} else {
		*e = bad;
		return false;
	}
	return page_put(rq, d, h, e);
}
