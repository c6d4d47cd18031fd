#include "web/page.h"

#include "core/report/report.h"
#include "doc/html/html.h"
#include "web/layout.h"
#include "web/messages.h"

#include "version.h"

#include <stdlib.h>

#define PART_MAX ((size_t)64 << 20)
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

/* ---- tables as files ---- */

/* Move the last child of a node to right after another of its children. */
static void
move_after(struct doc_node *table, struct doc_node *p)
{
	struct doc_node *before = p->parent->first;

	if (table->next == p)
		return;
	while (before->next != p)
		before = before->next;
	before->next = NULL;
	p->parent->last = before;
	p->next = table->next;
	table->next = p;
}

/* Links after every table. */
static void
add_downloads(struct req *rq, struct doc *d)
{
	for (const struct doc_node *n = d->root; n != NULL; n = doc_next(n, d->root)) {
		if (n->kind != DOC_TABLE || n->id.n == 0)
			continue;
		struct doc_node *p = doc_add(d, n->parent, DOC_PARA);
		p->remark = true;
		for (size_t i = 0; i < n_table_formats; i++) {
			const struct table_format *f = &table_formats[i];
			if (i > 0)
				doc_text(d, p, STR(" · "));
			page_link(d, p, url_file(rq, f, n->id),
			    str_fmt(rq->mem, "%.*s %s: %.*s", STR_ARG(word(W_download, rq->lang)),
			        f->title, STR_ARG(n->caption)));
		}
		move_after((struct doc_node *)(uintptr_t)n, p);
	}
}

static bool
put_file(struct req *rq, struct doc *d, const struct table_format *f, str id, struct html *h,
    struct err *e)
{
	struct doc *one = table_alone(d, id);

	if (one == NULL)
		return fail(e, RC_NOT_FOUND, MSG_web_no_such, ARG(page_say(rq, "tabell", "table")),
		    ARG(id));
	rq->file = f;
	rq->file_name = str_fmt(rq->mem, "%.*s-%.*s", STR_ARG(id),
	    STR_ARG(period_str(rq->mem, rq->view->ctx.period)));
	return table_write(f, one, &h->out, e);
}

static int
by_node(const void *a, const void *b)
{
	const struct html_mark *x = a, *y = b;

	if (x->node != y->node)
		return (uintptr_t)x->node < (uintptr_t)y->node ? -1 : 1;
	return (x->from > y->from) - (x->from < y->from);
}

static const struct html_mark *
page_marks(struct req *rq, const struct proof *p)
{
	struct html_mark *v = arena_array(rq->mem, p->n_mark + 1, struct html_mark);

	for (size_t i = 0; i < p->n_mark; i++)
		v[i] = (struct html_mark){.node = p->mark[i].node,
		    .from = p->mark[i].from,
		    .end = p->mark[i].end,
		    .id = proof_id(p->mark[i].state),
		    .sign = proof_sign(p->mark[i].state),
		    .word = proof_word(p->mark[i].state, rq->lang)};
	if (p->n_mark > 1)
		qsort(v, p->n_mark, sizeof *v, by_node);
	return v;
}

bool
page_part(struct req *rq, struct doc *d, const struct proof *p, struct html_part *out,
    struct err *e)
{
	struct html_opts o = {.fragment = true,
	    .heading_base = 2,
	    .fact_base = url_fact_base(rq),
	    .mark = p != NULL ? page_marks(rq, p) : NULL,
	    .n_mark = p != NULL ? p->n_mark : 0};
	struct sb b;

	if (!d->finished && !doc_finish(d, e))
		return false;
	for (struct doc_node *n = d->root; n != NULL;
	     n = (struct doc_node *)(uintptr_t)doc_next(n, d->root))
		if (n->kind == DOC_TABLE || n->kind == DOC_CHART)
			n->number = 0; /* numbers are for what is printed */
	add_downloads(rq, d);
	sb_init(&b, rq->mem, PART_MAX);
	if (d->lang != rq->lang)
		sb_str(&b,
		    d->lang == LANG_SV ? STR("<div lang=\"sv\">") : STR("<div lang=\"en\">"));
	html_write(d, &o, &b);
	if (d->lang != rq->lang)
		sb_lit(&b, "</div>");
	if (!sb_done(&b, &out->markup))
		return fail(e, RC_LIMIT, MSG_web_too_large);
	return true;
}

bool
page_put(struct req *rq, struct doc *d, struct html *h, struct err *e)
{
	const struct table_format *f;
	str id = req_file(rq, &f);
	struct html_part part;

	if (!d->finished && !doc_finish(d, e))
		return false;
	if (f != NULL)
		return put_file(rq, d, f, id, h, e);
	if (!page_part(rq, d, NULL, &part, e))
		return false;
	tpl_head(h, &(struct head_view){rq->step, rq->n_step, rq->title, rq->form, rq->lang});
	html_put_part(h, part);
	return true;
}

/* ---- parts ---- */

void
page_step(struct req *rq, struct url href, str text)
{
	must(rq->n_step < COUNTOF(rq->step));
	rq->step[rq->n_step++] = (struct req_step){href, text};
}

void
page_choice(struct req *rq, struct doc *d, str label, const char *query,
    const struct page_option *o, size_t n)
{
	struct doc_node *p = doc_add(d, d->root, DOC_PARA);
	str now = req_query(rq, query);
	bool known = false;

	doc_text(d, p, str_fmt(rq->mem, "%.*s: ", STR_ARG(label)));
	for (size_t i = 0; i < n; i++)
		known |= str_eq(now, str_of(o[i].value));
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			doc_text(d, p, STR(" · "));
		if (known ? str_eq(now, str_of(o[i].value)) : i == 0)
			doc_text(d, doc_add(d, p, DOC_STRONG), page_say(rq, o[i].sv, o[i].en));
		else
			page_link(d, p, url_again(rq, query, str_of(o[i].value)),
			    page_say(rq, o[i].sv, o[i].en));
	}
}

struct page_span
page_span(const struct req *rq)
{
	const struct table_format *f;
	int64_t no = 1;

	if (req_file(rq, &f).n > 0)
		return (struct page_span){1, 0, PAGE_FILE_MAX};
	if (!str_i64(req_query(rq, "sida"), &no) || no < 1 || no > 1000000)
		no = 1;
	return (struct page_span){no, (size_t)(no - 1) * PAGE_ROWS, PAGE_ROWS};
}

void
page_turn(struct req *rq, struct doc *d, struct page_span at, size_t n_all)
{
	size_t last = (n_all + PAGE_ROWS - 1) / PAGE_ROWS;
	struct doc_node *p;

	if (n_all <= PAGE_ROWS)
		return;
	p = doc_add(d, d->root, DOC_PARA);
	doc_text(d, p,
	    str_fmt(rq->mem,
	        rq->lang == LANG_SV ? "Sida %lld av %zu, %zu rader. "
	                            : "Page %lld of %zu, %zu lines. ",
	        (long long)at.no, last, n_all));
	if (at.no > 1)
		page_link(d, p,
		    url_again(rq, "sida", str_fmt(rq->mem, "%lld", (long long)at.no - 1)),
		    page_say(rq, "Föregående sida", "Previous page"));
	if (at.no > 1 && at.no < (int64_t)last)
		doc_text(d, p, STR(" · "));
	if (at.no < (int64_t)last)
		page_link(d, p,
		    url_again(rq, "sida", str_fmt(rq->mem, "%lld", (long long)at.no + 1)),
		    page_say(rq, "Nästa sida", "Next page"));
}

void
page_remarks(struct req *rq, struct doc *d, const struct remark *r, size_t n)
{
	struct doc_node *list = n > 0 ? doc_add(d, d->root, DOC_LIST) : NULL;

	for (size_t i = 0; i < n; i++)
		doc_para(d, doc_add(d, list, DOC_ITEM), r[i].text[rq->lang]);
}

struct doc_node *
page_table(struct req *rq, struct doc *d, const struct page_table *t)
{
	struct doc_col *col = arena_array(rq->mem, (size_t)t->n_col, struct doc_col);

	for (int i = 0; i < t->n_col; i++)
		col[i] = (struct doc_col){t->align[i] == 'r' ? DOC_RIGHT : DOC_LEFT,
		    t->align[i] == 'r' ? 0 : 1};
	struct doc_node *n = doc_table(d, d->root, t->caption, t->unit, col, t->n_col);
	n->id = str_of(t->id);
	struct doc_node *row = doc_row(d, n, DOC_ROW_HEAD);
	for (int i = 0; i < t->n_col; i++)
		doc_cell(d, row, str_of(t->head[(int)rq->lang * t->n_col + i]));
	return n;
}

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

bool
page_adjustments(struct req *rq, struct doc *d, str unit, str line, struct err *e)
{
	static const char *const head[] = {"Id", "Enhet", "Rad", "Belopp", "Varför", "Av",
	    "Gäller till", "Id", "Unit", "Line", "Amount", "Why", "By", "Until"};
	const struct adjustment **v;
	size_t n;

	if (!economy_adjustments(rq->view->economy, rq->view->ctx.period, unit, rq->mem, &v, &n, e))
		return false;
	size_t k = 0;
	for (size_t i = 0; i < n; i++)
		if (line.n == 0 || str_eq(v[i]->line, line))
			v[k++] = v[i];
	if (k == 0)
		return true;
	struct doc_node *t = page_table(rq, d,
	    &(struct page_table){"justeringar", "lllrlll",
	        page_say(rq, "Preliminära justeringar", "Preliminary adjustments"), STR("tkr"), 7,
	        head});
	for (size_t i = 0; i < k; i++) {
		struct doc_node *row = doc_row(d, t, DOC_ROW_BODY);
		doc_cell(d, row, v[i]->id)->header = true;
		doc_cell(d, row, v[i]->unit);
		doc_cell(d, row, v[i]->line);
		page_ore(d, row, v[i]->amount, SCALE_TKR);
		doc_cell(d, row, str_trim(v[i]->reason));
		doc_cell(d, row, v[i]->by);
		doc_cell(d, row, date_str(rq->mem, v[i]->expires));
	}
	return true;
}

str
page_unit(const struct req *rq)
{
	str asked = req_query(rq, "enhet");

	return asked.n > 0 ? asked : view_unit(rq->view);
}
