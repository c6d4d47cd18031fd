/* block_misc.c -- views by name, boxes, key figures, portfolio, restatements,
 * appendices and how the report was made. */
#include "core/report/report_priv.h"

/* ---- ::: tabell and ::: diagram ---- */

static const struct view {
	enum label_kind kind;
	const char *name;
	view_fn *fn;
} views[] = {
#define VIEW(kind, name, fn) {kind, name, fn},
#include "views.def"
#undef VIEW
};

static bool
show_view(struct build *b, struct doc_node *under, const struct tpl_call *c, enum label_kind kind)
{
	str name = tpl_fold(b->mem, tpl_arg(c, STR("slag"))), known[COUNTOF(views)];
	size_t n = 0;

	for (size_t i = 0; i < COUNTOF(views); i++) {
		if (views[i].kind != kind)
			continue;
		if (str_eq(name, str_of(views[i].name)))
			return views[i].fn(b, under, c);
		known[n++] = str_of(views[i].name);
	}
	str near = tpl_nearest(name, known, n);
	if (near.n > 0)
		diag_add(b->d, SEV_ERROR, c->at, MSG_report_view_near, ARG(c->name), ARG(name),
		    ARG(near));
	else
		diag_add(b->d, SEV_ERROR, c->at, MSG_report_view, ARG(c->name), ARG(name));
	return true;
}

bool
block_table(struct build *b, struct doc_node *under, const struct tpl_call *c,
    const struct tpl_text *body)
{
	(void)body;
	return show_view(b, under, c, LABEL_TABLE);
}

bool
block_chart(struct build *b, struct doc_node *under, const struct tpl_call *c,
    const struct tpl_text *body)
{
	(void)body;
	return show_view(b, under, c, LABEL_CHART);
}

/* ---- boxes and pages ---- */

bool
block_box(struct build *b, struct doc_node *under, const struct tpl_call *c,
    const struct tpl_text *body)
{
	str title = tpl_arg(c, STR("rubrik")), kind = tpl_fold(b->mem, tpl_arg(c, STR("typ")));
	struct doc_node *box = doc_add(b->doc, under, DOC_NOTICE);
	bool ok;

	box->status = DOC_ST_INFO;
	if (str_eq(kind, STR("varning")))
		box->status = DOC_ST_PARTLY;
	else if (str_eq(kind, STR("viktigt")))
		box->status = DOC_ST_NOT;
	else if (kind.n > 0 && !str_eq(kind, STR("info")))
		diag_add(b->d, SEV_ERROR, c->at, MSG_report_box, ARG(kind));
	b->plain_headings++;
	if (title.n > 0)
		heading(b, box, 6, title);
	ok = body == NULL || text_expanded(b, box, body);
	b->plain_headings--;
	return ok;
}

bool
block_landscape(struct build *b, struct doc_node *under, const struct tpl_call *c,
    const struct tpl_text *body)
{
	bool keep = b->landscape, ok;

	(void)c;
	b->landscape = true;
	ok = body == NULL || text_expanded(b, under, body);
	b->landscape = keep;
	return ok;
}

bool
block_page_break(struct build *b, struct doc_node *under, const struct tpl_call *c,
    const struct tpl_text *body)
{
	(void)c;
	(void)body;
	doc_add(b->doc, under, DOC_PAGE_BREAK);
	return true;
}

bool
block_include(struct build *b, struct doc_node *under, const struct tpl_call *c,
    const struct tpl_text *body)
{
	(void)b;
	(void)under;
	(void)c;
	(void)body;
	never("an include is expanded with the text");
}

/* ---- figures by name ---- */

/* The names of `visa=`, each a fact; what is not known is a finding. */
static size_t
named_facts(struct build *b, const struct tpl_call *c, struct fact **out)
{
	str rest = tpl_arg(c, STR("visa")), word;
	size_t n = 0, room = 0;
	bool open;

	*out = NULL;
	if (rest.n == 0)
		diag_add(b->d, SEV_ERROR, c->at, MSG_report_show_missing, ARG(c->name));
	while (tpl_word(&rest, &word, &open)) {
		struct err e = {0};
		struct fact f;
		if (!fact_get(b->in->facts, word, &f, &e)) {
			bind_fault(b->d, c->at, &e);
			continue;
		}
		arena_grow(b->mem, *out, n, room);
		(*out)[n++] = f;
	}
	return n;
}

static void
show_fact(struct build *b, struct doc_node *under, const struct tpl_call *c, const struct fact *f)
{
	struct fact_format fmt;
	struct err e = {0};
	str text = MISSING_WORD(b);

	if (!fact_format_parse(STR("enhet"), &fmt, &e) ||
	    !fact_show(f, &fmt, b->lang, b->mem, &text, &e))
		bind_fault(b->d, c->at, &e);
	doc_fact_value(b->doc, under, f->name, text, f->value);
}

bool
table_facts(struct build *b, struct doc_node *under, const struct tpl_call *c)
{
	const struct doc_col col[] = {{DOC_LEFT, 1}, {DOC_RIGHT, 0}};
	struct fact *f;
	size_t n = named_facts(b, c, &f);

	if (n == 0)
		return true;
	struct doc_node *t = table_new(b, under,
	    &(struct table){.call = c,
	        .id = STR("uppgifter"),
	        .caption = W1(b, W_cap_facts, period_label(b)),
	        .col = col,
	        .n_col = COUNTOF(col)});
	struct doc_node *row = head_row(b, t);
	head_cell(b, row, W(b, W_fact));
	head_cell(b, row, W(b, W_value));
	for (size_t i = 0; i < n; i++) {
		row = doc_row(b->doc, t, DOC_ROW_BODY);
		name_cell(b, row, f[i].label[b->lang]);
		show_fact(b, text_cell(b, row, STR("")), c, &f[i]);
	}
	return true;
}

/* "Nettokostnad, Regionstyrelsen, 2025" in a report of just that body and period is
 * "Nettokostnad". */
static str
short_label(struct build *b, str label)
{
	const str drop[] = {str_fmt(b->mem, ", %.*s", STR_ARG(unit_name(b, b->unit))),
	    str_fmt(b->mem, ", %.*s", STR_ARG(b->doc->author)),
	    str_fmt(b->mem, ", %.*s", STR_ARG(period_label(b)))};

	for (size_t i = 0; i < COUNTOF(drop); i++) {
		size_t at = str_find(label, drop[i], 0);
		size_t end = at + drop[i].n;
		if (at < label.n && (end == label.n || label.p[end] == ','))
			label = str_fmt(b->mem, "%.*s%.*s", STR_ARG(str_sub(label, 0, at)),
			    STR_ARG(str_sub(label, end, label.n)));
	}
	return label;
}

bool
table_key_figures(struct build *b, struct doc_node *under, const struct tpl_call *c)
{
	struct fact *f;
	size_t n = named_facts(b, c, &f);
	struct doc_node *defs;

	if (n == 0)
		return true;
	defs = doc_add(b->doc, under, DOC_DEFS);
	for (size_t i = 0; i < n; i++) {
		doc_text(b->doc, doc_add(b->doc, defs, DOC_TERM),
		    short_label(b, f[i].label[b->lang]));
		show_fact(b, doc_add(b->doc, defs, DOC_DESC), c, &f[i]);
	}
	return true;
}

/* ---- portfolio ---- */

static void
initiatives(struct build *b, struct doc_node *under)
{
	struct doc_node *list = NULL;

	for (size_t i = 0; i < b->m->n_initiative; i++) {
		const struct initiative *v = &b->m->initiative[i];
		if (v->year != b->year)
			continue;
		if (list == NULL)
			list = doc_add(b->doc, under, DOC_LIST);
		struct doc_node *item = doc_add(b->doc, list, DOC_ITEM);
		doc_para(b->doc, item,
		    v->status.n > 0 ? W2(b, W_title_status, v->name, v->status) : v->name);
	}
}

static str
benefit_name(const struct build *b, const struct benefit *v)
{
	const struct initiative *x = v->initiative.n > 0 ? find_initiative(b->m, v->initiative)
	                                                 : NULL;

	if (v->name.n > 0)
		return v->name;
	return x != NULL ? x->name : v->measure;
}

static str
benefit_fact(const struct build *b, const struct benefit *v, const char *what)
{
	if (v->initiative.n == 0)
		return str_fmt(b->mem, "portfolj.%.*s.%s", STR_ARG(v->measure), what);
	return str_fmt(b->mem, "portfolj.%.*s.%s:initiativ=%.*s", STR_ARG(v->measure), what,
	    STR_ARG(v->initiative));
}

bool
block_portfolio(struct build *b, struct doc_node *under, const struct tpl_call *c,
    const struct tpl_text *body)
{
	const struct doc_col col[] = {{DOC_LEFT, 1}, {DOC_RIGHT, 0}, {DOC_RIGHT, 0},
	    {DOC_RIGHT, 0}};
	struct doc_node *t = NULL, *row;

	(void)body;
	for (size_t i = 0; i < b->m->n_benefit; i++) {
		const struct benefit *v = &b->m->benefit[i];
		if (v->year != b->year)
			continue;
		if (t == NULL) {
			t = table_new(b, under,
			    &(struct table){.call = c,
			        .id = STR("portfolj"),
			        .caption = W1(b, W_cap_portfolio, year_text(b, b->year)),
			        .col = col,
			        .n_col = COUNTOF(col)});
			row = head_row(b, t);
			head_cell(b, row, W(b, W_benefit));
			head_cell(b, row, W(b, W_outcome));
			head_cell(b, row, W(b, W_target));
			head_cell(b, row, W(b, W_attainment));
		}
		row = doc_row(b->doc, t, DOC_ROW_BODY);
		name_cell(b, row, benefit_name(b, v));
		unit_cell_of(b, row, benefit_fact(b, v, "utfall"), v->outcome, v->unit);
		unit_cell_of(b, row, benefit_fact(b, v, "malvarde"), v->target, v->unit);
		bool can = dec_ok(v->outcome) && dec_ok(v->target) && dec_sign(v->target) > 0;
		dec share = can
		    ? dec_div(dec_mul(v->outcome, dec_int(100)), v->target, 6, DEC_HALF_UP)
		    : dec_bad();
		text_cell(b, row,
		    can ? show_unit(b, dec_rescale(share, 0, DEC_HALF_UP), STR("%"))
		        : MISSING_WORD(b));
	}
	if (t == NULL)
		note_under(b, under, W(b, W_no_portfolio));
	initiatives(b, under);
	return true;
}

/* ---- restated comparatives ---- */

bool
block_restatements(struct build *b, struct doc_node *under, const struct tpl_call *c,
    const struct tpl_text *body)
{
	const struct doc_col col[] = {{DOC_LEFT, 3}, {DOC_RIGHT, 0}, {DOC_RIGHT, 0}, {DOC_LEFT, 4}};
	size_t n = b->m->n_restatement;
	str *name = arena_array(b->mem, n + 1, str);
	size_t *order = arena_array(b->mem, n + 1, size_t);
	bool ok = true;

	(void)body;
	if (n == 0) {
		note_under(b, under, W(b, W_no_restatements));
		return true;
	}
	for (size_t i = 0; i < n; i++) {
		struct fact f;
		const struct restatement *r = &b->m->restatement[i];
		name[i] = fact_of(b, r->fact, &f) && f.label[b->lang].n > 0 ? f.label[b->lang]
		                                                            : r->fact;
	}
	sort_names(b->mem, name, n, order);
	struct doc_node *t = table_new(b, under,
	    &(struct table){.call = c,
	        .id = STR("omrakningar"),
	        .caption = W(b, W_cap_restatements),
	        .col = col,
	        .n_col = COUNTOF(col)});
	struct doc_node *row = head_row(b, t);
	head_cell(b, row, W(b, W_fact));
	head_cell(b, row, W(b, W_as_published));
	head_cell(b, row, W(b, W_restated));
	head_cell(b, row, W(b, W_reason));
	for (size_t i = 0; i < n && ok; i++) {
		const struct restatement *r = &b->m->restatement[order[i]];
		row = doc_row(b->doc, t, DOC_ROW_BODY);
		name_cell(b, row, name[order[i]]);
		unit_cell_of(b, row, str_fmt(b->mem, "omrakning.%.*s.tidigare", STR_ARG(r->id)),
		    r->old, r->unit);
		unit_cell_of(b, row, str_fmt(b->mem, "omrakning.%.*s.nytt", STR_ARG(r->id)), r->new,
		    r->unit);
		struct doc_node *cell = text_cell(b, row, STR(""));
		ok = text_plain_headings(b, cell, r->reason, STR("uppgifter/omrakningar.yaml"));
	}
	return ok;
}

/* ---- appendices and processing ---- */

bool
block_appendices(struct build *b, struct doc_node *under, const struct tpl_call *c,
    const struct tpl_text *body)
{
	size_t n = 0;

	(void)c;
	(void)body;
	b->did_appendices = true;
	for (size_t i = 0; i < b->m->n_appendix; i++) {
		const struct appendix *a = &b->m->appendix[i];
		if (!str_eq(a->report, b->in->report->id))
			continue;
		struct doc_node *sec = doc_add(b->doc, under, DOC_SECTION);
		str no = year_text(b, a->number);
		doc_para(b->doc, sec,
		    W2(b, a->included ? W_appendix_here : W_appendix_apart, no, a->title));
		label_add(b, LABEL_APPENDIX, no, sec, (struct place){{"", 0}, 0, 0, {"", 0}});
		n++;
	}
	if (n == 0)
		note_under(b, under, W(b, W_no_appendices));
	return true;
}

static void
define(struct build *b, struct doc_node *defs, enum word label, str value)
{
	if (value.n == 0)
		return;
	doc_text(b->doc, doc_add(b->doc, defs, DOC_TERM), W(b, label));
	doc_text(b->doc, doc_add(b->doc, defs, DOC_DESC), value);
}

bool
block_processing(struct build *b, struct doc_node *under, const struct tpl_call *c,
    const struct tpl_text *body)
{
	const struct report *r = b->in->report;
	const struct report *prev = r->previous.n > 0 ? find_report(b->m, r->previous) : NULL;
	struct doc_node *defs = doc_add(b->doc, under, DOC_DEFS);

	(void)c;
	(void)body;
	b->did_processing = true;
	define(b, defs, W_about_period, period_show(b->mem, period_ytd(b->period), b->lang));
	define(b, defs, W_about_state, b->doc->status_line);
	define(b, defs, W_about_dated, show_date(b, b->doc->dated));
	define(b, defs, W_about_author, r->author);
	if (prev != NULL)
		define(b, defs, W_about_previous, prev->title);
	define(b, defs, W_about_sources,
	    W(b, b->in->economy != NULL ? W_sources_ledger : W_sources_plain));
	define(b, defs, W_about_rounding, W(b, W_rounding_rule));
	define(b, defs, W_about_program, b->in->program);
	if (r->made)
		define(b, defs, W_about_made, W(b, W_made));
	return true;
}
