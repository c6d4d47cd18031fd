/* The first page: key figures, two charts, the goal tree. */
#include "web/pages/overview.h"

#include "core/plan/status.h"
#include "doc/html/html.h"
#include "web/page.h"

static const struct {
	const char *fact, *format;
} keys[] = {
    {"ekonomi.nettokostnad", "mkr"},
    {"ekonomi.avvikelse", "mkr tecken"},
    {"ekonomi.nettokostnadsutveckling", "procent 1"},
    {"investering.utfall", "mkr"},
    {"personal.sjukfranvaro.r12", "procent 1"},
    {"uppdrag.antal", "antal"},
};

static const enum doc_status marks[STATUS__COUNT] = {[STATUS_ej_bedomt] = DOC_ST_NONE,
    [STATUS_helt] = DOC_ST_MET,
    [STATUS_delvis] = DOC_ST_PARTLY,
    [STATUS_inte] = DOC_ST_NOT};

/* A status as the documents' writer prints it. */
static struct html_part
status_part(struct req *rq, enum doc_status st, str text)
{
	struct doc *d = page_doc(rq);
	struct doc_node *n = doc_add(d, doc_add(d, d->root, DOC_PARA), DOC_STRONG);
	struct html_part out = {STR("")};
	struct err e = {0};
	struct sb b;

	doc_status(d, n, st, text);
	must(doc_finish(d, &e)); /* a paragraph with one word */
	sb_init(&b, rq->mem, 65536);
	html_node(d, n, &(struct html_opts){.fragment = true}, &b);
	(void)!sb_done(&b, &out.markup);
	return out;
}

static bool
put_keys(struct req *rq, struct overview_view *v, struct err *e)
{
	for (size_t i = 0; i < COUNTOF(keys); i++) {
		struct overview_key *k = &v->key[v->n_key];
		struct fact f;
		struct fact_format fmt;
		if (!fact_get(rq->view->facts, str_of(keys[i].fact), &f, e) ||
		    !fact_format_parse(str_of(keys[i].format), &fmt, e))
			return false;
		if (!dec_ok(f.value))
			continue;
		if (!fact_show(&f, &fmt, rq->lang, rq->mem, &k->value, e))
			return false;
		k->label = str_of(f.def->label[rq->lang]);
		k->href = url_fact(rq, f.name);
		v->n_key++;
	}
	return true;
}

static void
put_goal(struct req *rq, struct overview_goal *g, const struct objective_status *o)
{
	struct overview_objective *x = &g->objective[g->n++];

	x->title = o->objective->title;
	x->href = url_to(rq, PAGE_objective, o->objective->id, STR(""), STR(""));
	x->status = status_part(rq, marks[o->status], status_word(o->status, rq->lang));
	x->meta = o->n_indicator == 0
	    ? STR("")
	    : str_fmt(rq->mem, "%zu %s", o->n_indicator,
	          rq->lang == LANG_SV       ? o->n_indicator == 1 ? "indikator" : "indikatorer"
	              : o->n_indicator == 1 ? "indicator"
	                                    : "indicators");
}

/* "2 helt" "1 delvis" beside a goal. */
static struct html_part
counts_part(struct req *rq, const struct plan_status *s, const struct goal *g)
{
	static const char *const word[LANG__COUNT][STATUS__COUNT] = {
	    {"ej bedömda", "helt", "delvis", "inte"}, {"not assessed", "met", "partly", "not met"}};
	size_t n[STATUS__COUNT] = {0};
	struct html_part out;
	struct sb b;

	for (size_t i = 0; i < s->n_objective; i++)
		if (s->objective[i].goal == g)
			n[s->objective[i].status]++;
	sb_init(&b, rq->mem, 65536);
	for (int k = 1; k <= STATUS__COUNT; k++) {
		int st = k % STATUS__COUNT;
		if (n[st] > 0)
			sb_str(&b,
			    status_part(rq, marks[st],
			        str_fmt(rq->mem, "%zu %s", n[st], word[rq->lang][st]))
			        .markup);
	}
	(void)!sb_done(&b, &out.markup);
	return out;
}

static bool
put_goals(struct req *rq, struct overview_view *v, struct err *e)
{
	struct plan_status s;
	const struct goal *last = NULL;

	if (!plan_status(rq->mem, rq->view->model, rq->view->ctx.body, rq->view->ctx.period, &s, e))
		return false;
	v->goal = arena_array(rq->mem, s.n_objective + 1, struct overview_goal);
	for (size_t i = 0; i < s.n_objective; i++) {
		const struct objective_status *o = &s.objective[i];
		if (v->n_goal == 0 || o->goal != last) {
			struct overview_goal *g = &v->goal[v->n_goal++];
			last = o->goal;
			g->name = last == NULL
			    ? page_say(rq, "Utan regionmål", "Without goal")
			    : str_fmt(rq->mem, "%d. %.*s", last->number, STR_ARG(last->name));
			g->counts = counts_part(rq, &s, last);
			g->objective = arena_array(rq->mem, s.n_objective,
			    struct overview_objective);
		}
		put_goal(rq, &v->goal[v->n_goal - 1], o);
	}
	return true;
}

/* One chart of the report's, outside the report. */
static bool
chart_part(struct req *rq, const char *text, const char *id, struct html_part *out, struct err *e)
{
	struct doc *d = page_text(rq, str_of(text), e);
	struct sb b;

	if (d == NULL)
		return false;
	sb_init(&b, rq->mem, (size_t)4 << 20);
	for (const struct doc_node *n = d->root; n != NULL; n = doc_next(n, d->root))
		if (n->kind == DOC_CHART)
			html_chart(n->chart, str_of(id), &(struct html_opts){.fragment = true},
			    rq->lang, &b);
	return sb_done(&b, &out->markup);
}

bool
page_overview(struct req *rq, struct html *h, struct err *e)
{
	const struct body *b = find_body(rq->view->model, rq->view->ctx.body);
	struct overview_view v = {.l = rq->lang,
	    .goals_title = page_say(rq, "Mål och delmål", "Goals and objectives"),
	    .keys_title = page_say(rq, "Nyckeltal", "Key figures"),
	    .report = url_to(rq, PAGE_report, STR(""), STR(""), STR("")),
	    .report_text = page_say(rq, "Läs rapporten", "Read the report"),
	    .report_pdf = url_with(rq, PAGE_report, STR(""), STR(""), "pdf", STR("1")),
	    .pdf_text = page_say(rq, "Hämta den som PDF", "Download it as PDF")};

	v.title = str_fmt(rq->mem, "%.*s, %.*s", STR_ARG(b != NULL ? b->name : rq->view->ctx.body),
	    STR_ARG(period_show(rq->mem, rq->view->ctx.period, rq->lang)));
	rq->title = v.title;
	if (!put_keys(rq, &v, e) || !put_goals(rq, &v, e) ||
	    !chart_part(rq, "::: diagram malstatus\n", "malstatus", &v.status_chart, e) ||
	    !chart_part(rq, "::: diagram enheter\n", "enheter", &v.unit_chart, e))
		return false;
	tpl_overview(h, &v);
	return true;
}
