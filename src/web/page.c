#include "web/page.h"

#include "core/report/report.h"
#include "doc/html/html.h"
#include "fmt/csv.h"
#include "web/layout.h"
#include "web/messages.h"

#include "version.h"

#define CSV_MAX ((size_t)64 << 20)
#define FINDINGS_MAX 50

str
page_say(const struct req *rq, const char *sv, const char *en)
{
	return str_of(rq->lang == LANG_SV ? sv : en);
}

struct doc *
page_doc(struct req *rq)
{
	struct doc *d = doc_new(rq->mem, rq->lang);

	d->title = rq->title;
	d->organisation = rq->view->model->org[0].name;
	d->dated = rq->today;
	return d;
}

struct doc *
page_text(struct req *rq, str text, struct err *e)
{
	const struct model *m = rq->view->model;
	struct doc *d;
	struct diag found;
	const struct report *r = report_find(m, rq->view->ctx.body, rq->view->ctx.period);
	struct report_in in = {.model = m,
	    .facts = rq->view->facts,
	    .economy = rq->view->economy,
	    .lang = rq->lang,
	    .program = STR("Tertial " TERTIAL_VERSION)};

	in.report = r != NULL
	    ? r
	    : report_default(rq->mem, m, rq->view->ctx.body, rq->view->ctx.period, rq->lang);
	in.text_lang = report_language(in.report);
	diag_init(&found, rq->mem, FINDINGS_MAX);
	if (!report_text_build(&in, text, rq->mem, &d, &found, e))
		return NULL;
	d->title = rq->title;
	return d;
}

/* ---- tables as CSV ---- */

static const struct doc_node *
table_with_id(const struct doc *d, str id)
{
	for (const struct doc_node *n = d->root; n != NULL; n = doc_next(n, d->root))
		if (n->kind == DOC_TABLE && str_eq(n->id, id))
			return n;
	return NULL;
}

static void
put_csv(struct req *rq, const struct doc_node *table, struct html *h)
{
	struct csv_out c;

	csv_out_init(&c, &h->out, ';', true);
	for (const struct doc_node *row = table->first; row != NULL; row = row->next) {
		for (const struct doc_node *cell = row->first; cell != NULL; cell = cell->next) {
			if (cell->has_value && dec_ok(cell->value))
				csv_put_dec(&c, dec_trim(cell->value), ',');
			else
				csv_put_str(&c, doc_plain(rq->mem, cell));
			for (int i = 1; i < cell->span; i++)
				csv_put_str(&c, STR(""));
		}
		csv_put_end(&c);
	}
	rq->csv = true;
	rq->csv_name = str_fmt(rq->mem, "%.*s-%.*s", STR_ARG(table->id),
	    STR_ARG(period_str(rq->mem, rq->view->ctx.period)));
}

/* A link after every table; inserted beside it, so that order is kept. */
static void
add_downloads(struct req *rq, struct doc *d)
{
	for (const struct doc_node *n = d->root; n != NULL; n = doc_next(n, d->root)) {
		if (n->kind != DOC_TABLE || n->id.n == 0)
			continue;
		struct doc_node *p = doc_add(d, n->parent, DOC_PARA);
		page_link(d, p, url_csv(rq, str_z(rq->mem, n->id)),
		    str_fmt(rq->mem, "%.*s: %.*s", STR_ARG(word(W_download_csv, rq->lang)),
		        STR_ARG(n->caption)));
		if (n->parent->last == p && n->next != p) {
			/* doc_add put it last; move it to right after the table. */
			struct doc_node *before = n->parent->first,
			                *table = (struct doc_node *)(uintptr_t)n;
			while (before->next != p)
				before = before->next;
			before->next = NULL;
			n->parent->last = before;
			p->next = table->next;
			table->next = p;
		}
	}
}

bool
page_put(struct req *rq, struct doc *d, struct html *h, struct err *e)
{
	str csv = req_query(rq, "csv");
	struct html_opts o = {.fragment = true, .heading_base = 2, .fact_base = url_fact_base(rq)};

	if (!d->finished && !doc_finish(d, e))
		return false;
	if (csv.n > 0) {
		const struct doc_node *t = table_with_id(d, csv);
		if (t == NULL)
			return fail(e, RC_NOT_FOUND, MSG_web_no_such,
			    ARG(page_say(rq, "tabell", "table")), ARG(csv));
		put_csv(rq, t, h);
		return true;
	}
	for (struct doc_node *n = d->root; n != NULL;
	     n = (struct doc_node *)(uintptr_t)doc_next(n, d->root))
		if (n->kind == DOC_TABLE || n->kind == DOC_CHART)
			n->number = 0; /* numbers are for what is printed */
	add_downloads(rq, d);
	html_lit(h, "<h1 class=\"ds-heading\" data-size=\"lg\">", 39);
	html_put_str(h, rq->title);
	html_lit(h, "</h1>\n", 6);
	if (d->lang != rq->lang)
		html_lit(h, d->lang == LANG_SV ? "<div lang=\"sv\">" : "<div lang=\"en\">", 15);
	html_write(d, &o, &h->out);
	if (d->lang != rq->lang)
		html_lit(h, "</div>", 6);
	return true;
}

/* ---- parts ---- */

struct doc_node *
page_link(struct doc *d, struct doc_node *under, struct url to, str text)
{
	struct doc_node *a = doc_add(d, under, DOC_LINK);

	a->href = to.text;
	doc_text(d, a, text);
	return a;
}

struct doc_node *
page_link_cell(struct doc *d, struct doc_node *row, struct url to, str text)
{
	struct doc_node *c = doc_add(d, row, DOC_CELL);

	c->header = true;
	page_link(d, c, to, text);
	return c;
}

struct doc_node *
page_head(struct doc *d, struct doc_node *table, const str *text, int n)
{
	struct doc_node *row = doc_row(d, table, DOC_ROW_HEAD);

	for (int i = 0; i < n; i++)
		doc_cell(d, row, text[i]);
	return row;
}

static struct doc_node *
figure_cell(struct doc *d, struct doc_node *row, dec shown, str fact)
{
	struct doc_node *c = doc_add(d, row, DOC_CELL);
	struct sb b;
	str text;

	sb_init(&b, d->mem, 128);
	dec_show(&b, shown, d->lang);
	(void)!sb_done(&b, &text);
	if (fact.n > 0)
		doc_fact_value(d, c, fact, text, shown);
	else
		doc_text(d, c, text);
	c->has_value = true;
	c->value = shown;
	return c;
}

struct doc_node *
page_ore(struct doc *d, struct doc_node *row, int64_t ore, enum scale scale)
{
	if (scale == SCALE_KR) /* vouchers are shown to the öre */
		return figure_cell(d, row, ore_as(ore, 2), STR(""));
	return figure_cell(d, row, dec_int(money_rounded(ore, scale)), STR(""));
}

struct doc_node *
page_amount(struct doc *d, struct doc_node *row, struct amount a, enum scale scale, str fact)
{
	if (!a.ok)
		return doc_cell(d, row, STR(""));
	return figure_cell(d, row, dec_int(money_rounded(a.ore, scale)), fact);
}

struct doc_node *
page_percent(struct doc *d, struct doc_node *row, struct amount a)
{
	return a.ok ? figure_cell(d, row, a.percent, STR("")) : doc_cell(d, row, STR(""));
}

void
page_lines(struct req *rq, struct doc *d, const struct ledger_hits *hits)
{
	static const struct doc_col col[] = {{DOC_LEFT, 0}, {DOC_LEFT, 0}, {DOC_LEFT, 0},
	    {DOC_LEFT, 1}, {DOC_LEFT, 2}, {DOC_RIGHT, 0}};
	const struct ledger_dict *dict = economy_dict(rq->view->economy);
	struct doc_node *t = doc_table(d, d->root, page_say(rq, "Bokförda rader", "Booked lines"),
	    STR("kr, debet +"), col, 6);

	t->id = STR("rader");
	page_head(d, t,
	    (const str[]){page_say(rq, "Verifikation", "Voucher"), page_say(rq, "Datum", "Date"),
	        page_say(rq, "Konto", "Account"), page_say(rq, "Enhet", "Unit"),
	        page_say(rq, "Text", "Text"), page_say(rq, "Belopp", "Amount")},
	    6);
	for (size_t i = 0; i < hits->n; i++) {
		const struct ledger_line *l = &hits->line[i];
		struct doc_node *row = doc_row(d, t, DOC_ROW_BODY);
		str year = str_fmt(rq->mem, "%d", l->year);
		page_link_cell(d, row,
		    url_to(rq, PAGE_voucher, year, l->series.n > 0 ? l->series : STR("-"), l->no),
		    str_fmt(rq->mem, "%.*s %.*s", STR_ARG(l->series), STR_ARG(l->no)));
		doc_cell(d, row, date_str(rq->mem, l->day));
		doc_cell(d, row, dict->account[l->account].no);
		doc_cell(d, row, dict->object[l->unit].name);
		doc_cell(d, row, l->text.n > 0 ? l->text : l->voucher_text);
		page_ore(d, row, l->ore, SCALE_KR);
	}
}

void
page_explanation(struct req *rq, struct doc *d, str caption, const struct explain *x)
{
	static const struct doc_col col[] = {{DOC_LEFT, 1}, {DOC_LEFT, 2}};
	struct doc_node *t = doc_table(d, d->root, caption, STR(""), col, 2);

	t->id = STR("bedomning");
	page_head(d, t,
	    (const str[]){page_say(rq, "Del", "Part"), page_say(rq, "Uppgift", "Value")}, 2);
	for (size_t i = 0; i < x->n; i++) {
		struct doc_node *row = doc_row(d, t, DOC_ROW_BODY);
		row->level = x->row[i].indent;
		doc_cell(d, row, x->row[i].label[rq->lang])->header = true;
		doc_cell(d, row, x->row[i].value[rq->lang]);
	}
}

str
page_unit(const struct req *rq)
{
	str asked = req_query(rq, "enhet");
	const struct body *b = find_body(rq->view->model, rq->view->ctx.body);

	if (asked.n > 0)
		return asked;
	return b != NULL && b->unit.n > 0 ? b->unit : rq->view->ctx.body;
}
