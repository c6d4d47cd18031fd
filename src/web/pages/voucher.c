/* A whole voucher, with its lines as they stand in the original file. */
#include "web/page.h"

/* The objects of a line in other dimensions than the unit's: "Motpart Service". */
static str
others(struct req *rq, const struct ledger_line *l)
{
	const struct ledger_dict *dict = economy_dict(rq->view->economy);
	struct sb b;
	str out;

	sb_init(&b, rq->mem, 65536);
	for (size_t i = 0; i < l->n_object; i++) {
		const struct ledger_object *o = &dict->object[l->object[i]];
		str dim = STR("");
		for (size_t k = 0; k < dict->n_dim; k++)
			if (dict->dim[k].no == o->dim)
				dim = dict->dim[k].name;
		sb_printf(&b, "%s%.*s %.*s", i > 0 ? ", " : "", STR_ARG(dim),
		    STR_ARG(o->name.n > 0 ? o->name : o->no));
	}
	return sb_done(&b, &out) ? str_trim(out) : STR("");
}

static void
put_lines(struct req *rq, struct doc *d, const struct ledger_voucher *v)
{
	static const char *const head[] = {"Konto", "Kontonamn", "Enhet", "Motpart med mera",
	    "Text", "Rad i filen", "Belopp", "Account", "Account name", "Unit",
	    "Counterparty and more", "Text", "Line of the file", "Amount"};
	const struct ledger_dict *dict = economy_dict(rq->view->economy);
	struct doc_node *t = page_table(rq, d,
	    &(struct page_table){"rader", "llllllr", page_say(rq, "Rader", "Lines"),
	        STR("kr, debet +"), 7, head});

	for (size_t i = 0; i < v->n_line; i++) {
		const struct ledger_line *l = &v->line[i];
		struct doc_node *row = doc_row(d, t, DOC_ROW_BODY);
		doc_cell(d, row, dict->account[l->account].no)->header = true;
		doc_cell(d, row, dict->account[l->account].name);
		doc_cell(d, row, dict->object[l->unit].name);
		doc_cell(d, row, others(rq, l));
		doc_cell(d, row, l->text);
		doc_cell(d, row, str_fmt(rq->mem, "%d", l->source_line));
		page_ore(d, row, l->ore, SCALE_KR);
	}
	struct doc_node *sum = doc_row(d, t, DOC_ROW_TOTAL);
	doc_cell(d, sum, page_say(rq, "Summa", "Sum"))->header = true;
	for (int i = 0; i < 5; i++)
		doc_cell(d, sum, STR(""));
	page_ore(d, sum, v->sum_ore, SCALE_KR);
}

/* The voucher as it stands in the kept file, numbered as the file's lines are. */
static void
put_original(struct req *rq, struct doc *d, const struct ledger_voucher *v)
{
	static const char *const head[] = {"Rad", "I filen", "Line", "In the file"};
	struct doc_node *t = page_table(rq, d,
	    &(struct page_table){"original", "ll",
	        page_say(rq, "Raderna i filen", "The lines of the file"), STR(""), 2, head});
	str rest = v->original, line;
	int no = v->source_line;

	while (str_cut(&rest, '\n', &line)) {
		if (str_trim(line).n > 0) {
			struct doc_node *row = doc_row(d, t, DOC_ROW_BODY);
			doc_cell(d, row, str_fmt(rq->mem, "%d", no))->header = true;
			doc_cell(d, row, str_trim(line));
		}
		no++;
	}
}

bool
page_voucher(struct req *rq, struct html *h, struct err *e)
{
	struct ledger_voucher *v;
	int64_t year = 0;
	str series = req_path(rq, "series");

	if (!str_i64(req_path(rq, "year"), &year) || year < 1 || year > 9999)
		year = 0;
	if (str_eq(series, STR("-")))
		series = STR("");
	if (!ledger_voucher(rq->view->db, rq->view->org, economy_dict(rq->view->economy), (int)year,
	        series, req_path(rq, "no"), rq->mem, &v, e))
		return false;
	page_step(rq, url_to(rq, PAGE_economy, STR(""), STR(""), STR("")),
	    word(W_economy, rq->lang));
	page_step(rq, url_to(rq, PAGE_search, STR(""), STR(""), STR("")),
	    page_say(rq, "Verifikationer", "Vouchers"));
	rq->title = str_fmt(rq->mem, "%s %.*s %.*s",
	    rq->lang == LANG_SV ? "Verifikation" : "Voucher", STR_ARG(v->series), STR_ARG(v->no));
	struct doc *d = page_doc(rq);
	doc_para(d, d->root,
	    str_fmt(rq->mem, "%.*s, %.*s", STR_ARG(date_str(rq->mem, v->day)), STR_ARG(v->text)));
	put_lines(rq, d, v);
	doc_heading(d, d->root, 1, page_say(rq, "Originalet", "The original"))->unnumbered = true;
	if (v->file == LEDGER_POSTED)
		doc_para(d, d->root,
		    str_fmt(rq->mem,
		        rq->lang == LANG_SV ? "Bokförd i Tertial, batch %lld, SHA-256 %.*s"
		                            : "Posted in Tertial, batch %lld, SHA-256 %.*s",
		        (long long)v->batch, STR_ARG(v->sha256)));
	else
		doc_para(d, d->root,
		    str_fmt(rq->mem,
		        rq->lang == LANG_SV ? "%.*s, från rad %d, SHA-256 %.*s"
		                            : "%.*s, from line %d, SHA-256 %.*s",
		        STR_ARG(v->file_name), v->source_line, STR_ARG(v->sha256)));
	put_original(rq, d, v);
	return page_put(rq, d, h, e);
}
