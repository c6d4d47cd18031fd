/* One indicator: outcome and target over time, the rule and its arithmetic. */
#include "doc/chart.h"
#include "web/messages.h"
#include "web/page.h"
#include "work/explained.h"

/* Outcomes by period as columns with the target as a line; none, no chart. */
static void
put_chart(struct req *rq, struct doc *d, const struct indicator *in)
{
	const struct model *m = rq->view->model;
	struct chart *c = arena_new(rq->mem, struct chart);
	struct chart_series *s = arena_new(rq->mem, struct chart_series);
	size_t room = m->n_outcome + 1, n = 0;

	*c = (struct chart){.kind = CHART_COLUMNS,
	    .id = STR("utfall"),
	    .title = in->name,
	    .unit = in->unit,
	    .cat_title = page_say(rq, "Period", "Period"),
	    .series = s,
	    .n_series = 1,
	    .target = dec_bad(),
	    .decimals = 1};
	c->cat = arena_array(rq->mem, room, str);
	s->name = page_say(rq, "Utfall", "Outcome");
	s->v = arena_array(rq->mem, room, dec);
	for (size_t i = 0; i < m->n_outcome; i++) {
		const struct outcome *o = &m->outcome[i];
		if (!str_eq(o->indicator, in->id) || !dec_ok(o->value) || o->sex != SEX_alla ||
		    o->unit.n > 0)
			continue;
		c->cat[n] = period_str(rq->mem, o->period);
		s->v[n++] = o->value;
	}
	for (size_t i = 0; i < m->n_target; i++)
		if (str_eq(m->target[i].indicator, in->id) && dec_ok(m->target[i].value)) {
			c->target = m->target[i].value;
			c->target_name = page_say(rq, "Mål", "Target");
		}
	c->n_cat = (int)n;
	c->desc = str_fmt(rq->mem, "%.*s: %zu %s.", STR_ARG(in->name), n,
	    rq->lang == LANG_SV ? "utfall" : "outcomes");
	if (n > 0)
		doc_add(d, d->root, DOC_CHART)->chart = c;
	else
		doc_para(d, d->root, word(W_missing, rq->lang));
}

bool
page_indicator(struct req *rq, struct html *h, struct err *e)
{
	str id = req_path(rq, "id");
	const struct indicator *in = find_indicator(rq->view->model, id);
	struct explain x;
	bool frozen;

	if (in == NULL)
		return fail(e, RC_NOT_FOUND, MSG_web_no_such,
		    ARG(page_say(rq, "indikator", "indicator")), ARG(id));
	rq->title = in->name;
	if (!explained(rq->view, id, &x, &frozen, e))
		return false;
	struct doc *d = page_doc(rq);
	struct doc_node *p = doc_add(d, d->root, DOC_PARA);
	const struct objective *o = find_objective(rq->view->model, in->objective);
	doc_text(d, p, page_say(rq, "Delmål: ", "Objective: "));
	page_link(d, p, url_to(rq, PAGE_objective, in->objective, STR(""), STR("")),
	    o != NULL ? o->title : in->objective);
	put_chart(rq, d, in);
	page_explanation(rq, d,
	    frozen ? page_say(rq, "Så är bedömningen gjord, när rapporten beslutades",
	                 "How the assessment was made, when the report was decided")
	           : page_say(rq, "Så är bedömningen gjord", "How the assessment was made"),
	    &x);
	return page_put(rq, d, h, e);
}
