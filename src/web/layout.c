#include "web/layout.h"

#include "version.h"

#include <stdlib.h>

/* The periods that have a report of the body, newest last. */
static void
periods(struct req *rq, struct layout_view *v)
{
	const struct model *m = rq->view->model;
	str now = period_str(rq->mem, rq->view->ctx.period);

	v->period = arena_array(rq->mem, m->n_report + 1, struct layout_item);
	for (size_t i = 0; i < m->n_report; i++) {
		const struct report *r = &m->report[i];
		if (!str_eq(r->body, rq->view->ctx.body))
			continue;
		str p = period_str(rq->mem, r->period);
		size_t at = v->n_period++;
		/* By the period's last day; there are few, so insertion does. */
		for (; at > 0 && str_cmp(v->period[at - 1].text, p) > 0; at--)
			v->period[at] = v->period[at - 1];
		v->period[at] = (struct layout_item){url_period(rq, p), p, str_eq(p, now)};
	}
	for (size_t i = 0; i < v->n_period; i++) {
		period p;
		if (!period_parse(v->period[i].text, &p))
			continue;
		v->period[i].text = period_show(rq->mem, p, rq->lang);
	}
}

/* Does a page lie below another, by their paths? */
static bool
lies_below(enum page_id page, enum page_id top)
{
	str path = str_of(pages[page].path), of = str_of(pages[top].path);

	return of.n > 1 && path.n > of.n && str_has_prefix(path, of) && path.p[of.n] == '/';
}

static void
menu(struct req *rq, struct layout_view *v)
{
	enum word now = pages[rq->page].menu;

	v->menu = arena_array(rq->mem, PAGE__COUNT, struct layout_item);
	for (int i = 0; i < PAGE__COUNT; i++) {
		if (pages[i].menu == W__COUNT)
			continue;
		v->menu[v->n_menu++] = (struct layout_item){
		    url_to(rq, (enum page_id)i, STR(""), STR(""), STR("")),
		    word(pages[i].menu, rq->lang), pages[i].menu == now,
		    lies_below(rq->page, (enum page_id)i)};
	}
}

void
layout_put(struct req *rq, struct html_part content, struct html *h)
{
	struct layout_view v = {
	    .lang = rq->lang == LANG_SV ? STR("sv") : STR("en"),
	    .l = rq->lang,
	    .title = rq->title,
	    .version = STR(TERTIAL_VERSION),
	    .css = {url_asset(rq, "ds-theme.css"), url_asset(rq, "ds.css"),
	        url_asset(rq, "report.css"), url_asset(rq, "app.css")},
	    .home = url_to(rq, PAGE_overview, STR(""), STR(""), STR("")),
	    .search = {STR("/sok")},
	    .query = req_query(rq, "q"),
	    .accessibility = url_to(rq, PAGE_accessibility, STR(""), STR(""), STR("")),
	    .sources = url_to(rq, PAGE_sources, STR(""), STR(""), STR("")),
	    .other_lang = {rq->lang == LANG_SV ? STR("/sprak/en") : STR("/sprak/sv")},
	    .other_lang_code = rq->lang == LANG_SV ? STR("en") : STR("sv"),
	    .other_lang_text = word(W_other_language, rq->lang),
	    .content = content,
	};

	menu(rq, &v);
	if (rq->view != NULL && rq->view->model != NULL && rq->view->model->n_org > 0) {
		v.organisation = rq->view->model->org[0].name;
		periods(rq, &v);
	}
	tpl_layout(h, &v);
}
