/* The report as it will be printed, every figure marked by what proves it; with ?pdf=1
 * as PDF, with ?marken=nej without marks. */
#include "core/report/report.h"
#include "doc/pdf/pdf.h"
#include "web/page.h"
#include "web/pages/report.h"
#include "work/bind.h"
#include "work/report.h"

static bool
as_pdf(struct req *rq, const struct doc *d, struct err *e)
{
	struct sb b;

	sb_init(&b, rq->mem, (size_t)64 << 20);
	return pdf_write(d, &(struct pdf_opts){0}, &b, e) && sb_done(&b, &rq->pdf);
}

/* ---- what the marks mean, and how many there are ---- */

static void
put_count(struct doc *d, struct doc_node *row, size_t n)
{
	struct doc_node *c = doc_cell(d, row, n > 0 ? str_fmt(d->mem, "%zu", n) : STR(""));

	c->has_value = true;
	c->value = dec_int((int64_t)n);
}

/* A place in the report below; the panel is a document of its own. */
static struct url
in_report(struct req *rq, str anchor)
{
	return (struct url){str_fmt(rq->mem, "%.*s#%.*s",
	    STR_ARG(url_to(rq, PAGE_report, STR(""), STR(""), STR("")).text), STR_ARG(anchor))};
}

static void
put_row(struct req *rq, struct doc *d, struct doc_node *t, str title, str anchor, const size_t *n,
    enum doc_row_kind kind)
{
	struct doc_node *row = doc_row(d, t, kind), *cell = doc_add(d, row, DOC_CELL);

	cell->header = true;
	if (anchor.n > 0)
		page_link(d, cell, in_report(rq, anchor), title);
	else
		doc_text(d, cell, title);
	for (int s = 0; s < PROOF__STATES; s++)
		put_count(d, row, n[s]);
}

static void
put_summary(struct req *rq, struct doc *d, const struct proof *p)
{
	static const struct doc_col col[] = {{DOC_LEFT, 3}, {DOC_RIGHT, 0}, {DOC_RIGHT, 0},
	    {DOC_RIGHT, 0}, {DOC_RIGHT, 0}, {DOC_RIGHT, 0}};
	struct doc_node *t = doc_table(d, d->root,
	    page_say(rq, "Uppgifter per avsnitt", "Figures by section"), STR(""), col,
	    1 + PROOF__STATES);
	struct doc_node *head = doc_row(d, t, DOC_ROW_HEAD);

	t->id = STR("marken");
	doc_cell(d, head, page_say(rq, "Avsnitt", "Section"));
	for (int s = 0; s < PROOF__STATES; s++)
		doc_cell(d, head,
		    str_fmt(rq->mem, "%s %.*s", proof_sign((enum proof_state)s),
		        STR_ARG(proof_word((enum proof_state)s, rq->lang))));
	for (size_t i = 0; i < p->n_section; i++) {
		size_t any = 0;
		for (int s = 0; s < PROOF__STATES; s++)
			any += p->section[i].n[s];
		if (any > 0)
			put_row(rq, d, t, p->section[i].title, p->section[i].anchor,
			    p->section[i].n, DOC_ROW_BODY);
	}
	put_row(rq, d, t, page_say(rq, "Hela rapporten", "The whole report"), STR(""), p->n,
	    DOC_ROW_TOTAL);
}

static void
put_errors(struct req *rq, struct doc *d, const struct proof *p)
{
	struct doc_node *list;

	if (p->n_error == 0)
		return;
	doc_para(d, d->root, page_say(rq, "Motsagt i texten:", "Contradicted in the text:"));
	list = doc_add(d, d->root, DOC_LIST);
	for (size_t i = 0; i < p->n_error; i++) {
		struct doc_node *para = doc_add(d, doc_add(d, list, DOC_ITEM), DOC_PARA);
		const struct proof_section *s = &p->section[p->error[i].section];
		if (s->anchor.n > 0)
			page_link(d, para, in_report(rq, s->anchor), s->title);
		doc_text(d, para,
		    str_fmt(rq->mem, "%s%.*s", s->anchor.n > 0 ? ": " : "",
		        STR_ARG(p->error[i].finding->message[rq->lang])));
	}
}

/* ---- typed figures and what they could be ---- */

static void
put_proposal(struct req *rq, struct doc *d, struct doc_node *t, const struct bind_section *s,
    const struct bind_figure *f)
{
	const struct bind_proposal *p = &f->proposal[0];
	struct doc_node *row = doc_row(d, t, DOC_ROW_BODY), *cell;

	doc_cell(d, row, f->typed)->header = true;
	doc_cell(d, row, str_fmt(rq->mem, "%.*s:%d", STR_ARG(s->section->title), f->line));
	cell = doc_add(d, row, DOC_CELL);
	page_link(d, cell, url_fact(rq, p->fact), p->label[rq->lang]);
	if (f->safe)
		doc_text(d, cell, page_say(rq, " (säkert)", " (safe)"));
	doc_cell(d, row,
	    p->can ? str_fmt(rq->mem, "tertial bind %.*s --place %.*s:%d:%d --by %s",
	                 STR_ARG(s->section->report), STR_ARG(s->section->id), f->line, f->col,
	                 rq->lang == LANG_SV ? "NAMN" : "NAME")
	           : bind_hole(rq->mem, p));
}

/* The server only reads: what to type instead, for all that need no asking and for one. */
static void
put_how_to_bind(struct req *rq, struct doc *d, const struct bind_report *found)
{
	str id = found->report->id;

	doc_para(d, d->root,
	    rq->lang == LANG_SV
	        ? str_fmt(rq->mem,
	              "%zu av %zu skrivna tal kan bindas utan fråga. Den här sidan ändrar ingenting: "
	              "skriv kommandot i en terminal, med ditt namn i stället för NAMN. Rapporten trycks "
	              "likadant efteråt.",
	              found->n_safe, found->n_typed)
	        : str_fmt(rq->mem,
	              "%zu of %zu typed figures can be bound without asking. This page changes nothing: "
	              "type the command in a terminal, with your name for NAME. The report prints the "
	              "same afterwards.",
	              found->n_safe, found->n_typed));
	if (found->n_safe > 0)
		doc_para(d, d->root,
		    rq->lang == LANG_SV
		        ? str_fmt(rq->mem, "Bind alla säkra: tertial bind %.*s --safe --by NAMN",
		              STR_ARG(id))
		        : str_fmt(rq->mem, "Bind all safe ones: tertial bind %.*s --safe --by NAME",
		              STR_ARG(id)));
}

static bool
put_proposals(struct req *rq, struct doc *d, struct err *e)
{
	static const struct doc_col col[] = {{DOC_LEFT, 1}, {DOC_LEFT, 1}, {DOC_LEFT, 2},
	    {DOC_LEFT, 2}};
	const struct report *r = report_find(rq->view->model, rq->view->ctx.body,
	    rq->view->ctx.period);
	struct bind_report found;
	struct doc_node *t = NULL;

	if (r == NULL)
		return true;
	if (!bind_find(rq->view, r, STR(""), &found, e))
		return false;
	for (size_t i = 0; i < found.n; i++)
		for (size_t k = 0; k < found.v[i].list.n; k++) {
			if (found.v[i].list.v[k].n_proposal == 0)
				continue;
			if (t == NULL) {
				put_how_to_bind(rq, d, &found);
				t = doc_table(d, d->root,
				    page_say(rq, "Skrivna tal som kan bindas",
				        "Typed figures that can be bound"),
				    STR(""), col, 4);
				t->id = STR("forslag");
				page_head(d, t,
				    (const str[]){page_say(rq, "Tal", "Figure"),
				        page_say(rq, "Avsnitt och rad", "Section and line"),
				        page_say(rq, "Kan vara", "Could be"),
				        page_say(rq, "Bind med", "Bind with")},
				    4);
			}
			put_proposal(rq, d, t, &found.v[i], &found.v[i].list.v[k]);
		}
	return true;
}

static bool
panel(struct req *rq, const struct proof *p, struct doc **out, struct err *e)
{
	struct doc *d = page_doc(rq);

	put_summary(rq, d, p);
	put_errors(rq, d, p);
	*out = d;
	return put_proposals(rq, d, e);
}

static const struct report_legend *
legend(struct req *rq, const struct proof *p)
{
	struct report_legend *v = arena_array(rq->mem, PROOF__STATES, struct report_legend);

	for (int s = 0; s < PROOF__STATES; s++)
		v[s] = (struct report_legend){
		    .id = str_fmt(rq->mem, "mark mark-%s", proof_id((enum proof_state)s)),
		    .sign = str_of(proof_sign((enum proof_state)s)),
		    .word = proof_word((enum proof_state)s, rq->lang),
		    .n = (int64_t)p->n[s]};
	return v;
}

static bool
put_page(struct req *rq, struct doc *d, bool on, struct html *h, struct err *e)
{
	struct report_view v = {.title = rq->title,
	    .on = on,
	    .pdf = url_with(rq, PAGE_report, STR(""), STR(""), "pdf", STR("1")),
	    .pdf_text = page_say(rq, "Hämta som PDF", "Download as PDF"),
	    .marks = url_to(rq, PAGE_report, STR(""), STR(""), STR("")),
	    .marks_text = page_say(rq, "Visa märken vid uppgifterna", "Show marks at the figures"),
	    .legend_title = page_say(rq, "Uppgifternas märken", "The marks of the figures"),
	    .panel_title = page_say(rq, "Avsnitt för avsnitt, och vad skrivna tal kan vara",
	        "Section by section, and what typed figures could be"),
	    .n_legend = PROOF__STATES};
	struct doc *side;
	struct proof p;

	if (on &&
	    (!proof_of(d, rq->view->facts, rq->mem, &p, e) || !panel(rq, &p, &side, e) ||
	        !page_part(rq, side, NULL, &v.panel, e)))
		return false;
	if (on) {
		v.legend = legend(rq, &p);
		v.marks = url_with(rq, PAGE_report, STR(""), STR(""), "marken", STR("nej"));
		v.marks_text = page_say(rq, "Dölj märkena", "Hide the marks");
	}
	if (!page_part(rq, d, on ? &p : NULL, &v.paper, e))
		return false;
	tpl_report(h, &v);
	return true;
}

bool
page_report(struct req *rq, struct html *h, struct err *e)
{
	bool on = !str_eq(req_query(rq, "marken"), STR("nej"));
	const struct table_format *f;
	str asked = req_file(rq, &f);
	struct doc *d, *side;
	struct diag found;
	struct proof p;

	diag_init(&found, rq->mem, 100);
	if (!report_document(rq->view, rq->lang, rq->mem, &d, &found, e))
		return false;
	rq->title = str_fmt(rq->mem, "%.*s, %.*s", STR_ARG(d->title), STR_ARG(d->author));
	if (req_query(rq, "pdf").n > 0)
		return as_pdf(rq, d, e);
	if (f != NULL && (str_eq(asked, STR("marken")) || str_eq(asked, STR("forslag"))))
		return proof_of(d, rq->view->facts, rq->mem, &p, e) && panel(rq, &p, &side, e) &&
		    page_put(rq, side, h, e);
	if (f != NULL)
		return page_put(rq, d, h, e);
	return put_page(rq, d, on, h, e);
}
