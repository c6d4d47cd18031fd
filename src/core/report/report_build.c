/* report_build.c -- the whole: title, sections, references, numbers. */
#include "core/report/outline.h"
#include "core/report/report_priv.h"

static const struct place nowhere = {{"", 0}, 0, 0, {"", 0}};

/* ---- which report ---- */

const struct report *
report_find(const struct model *m, str body, period p)
{
	const struct report *near = NULL;

	for (size_t i = 0; i < m->n_report; i++) {
		const struct report *r = &m->report[i];
		if (!str_eq(r->body, body))
			continue;
		if (period_eq(r->period, p))
			return r;
		if (near == NULL && period_same_end(r->period, p))
			near = r;
	}
	return near;
}

const struct report *
report_default(struct arena *mem, const struct model *m, str body, period p, enum lang lang)
{
	struct report *r = arena_new(mem, struct report);
	enum word kind = p.kind == PERIOD_MONTH ? W_monthly_report
	    : period_last_month(p) == 12        ? W_annual_report
	                                        : W_interim_report;
	str year = str_fmt(mem, "%d", period_year_of(p));
	const struct report *prev = report_find(m, body, period_shift_years(p, -1));

	r->body = body;
	r->period = p;
	r->id = str_fmt(mem, "%.*s-%.*s", STR_ARG(body), STR_ARG(period_str(mem, p)));
	r->title = word_fill(mem, kind, lang, year, month_name(period_last_month(p), lang),
	    STR(""));
	r->subtitle = period_show(mem, p, lang);
	if (str_has_suffix(r->title, r->subtitle)) /* the title has said it */
		r->subtitle = STR("");
	if (prev != NULL)
		r->previous = prev->id;
	return r;
}

/* ---- title page ---- */

static str
state_text(const struct build *b)
{
	static const enum word word[REPORT_STATE__COUNT] = {
	    [REPORT_STATE_utkast] = W_state_draft,
	    [REPORT_STATE_klarmarkerad] = W_state_done,
	    [REPORT_STATE_granskad] = W_state_reviewed,
	    [REPORT_STATE_beslutad] = W_state_decided,
	    [REPORT_STATE_overlamnad] = W_state_handed,
	    [REPORT_STATE_publicerad] = W_state_published,
	};
	const struct report *r = b->in->report;
	str w = W(b, word[r->state]);

	if (r->state < REPORT_STATE_beslutad || !date_ok(r->decided))
		return w;
	if (r->state == REPORT_STATE_beslutad)
		return W1(b, W_state_decided_on, show_date(b, r->decided));
	return W2(b, W_state_on, w, show_date(b, r->decided));
}

static str
decision_line(const struct build *b)
{
	const struct report *r = b->in->report;
	struct sb s;
	str out;

	sb_init(&s, b->mem, 4096);
	if (r->case_number.n > 0)
		sb_str(&s, W1(b, W_case, r->case_number));
	if (r->paragraph.n > 0) {
		sb_str(&s, s.n > 0 ? STR(", ") : STR(""));
		sb_lit(&s, "\xc2\xa7\xc2\xa0");
		sb_str(&s, r->paragraph);
	}
	(void)!sb_done(&s, &out);
	return out;
}

static void
title_page(struct build *b)
{
	const struct report *r = b->in->report;
	struct doc *d = b->doc;

	d->title = r->title;
	d->subtitle = r->subtitle;
	d->author = body_name(b, r->body);
	d->organisation = b->m->n_org > 0 ? b->m->org[0].name : STR("");
	d->id = anchor(b->mem, "", r->id);
	/* Never the clock's: a report without a date of its own bears its period's end. */
	d->dated = date_ok(r->dated) ? r->dated : date_ok(r->decided) ? r->decided : b->period.to;
	d->status_line = state_text(b);
	d->decision = decision_line(b);
}

/* Under the first heading, so that it does not need a page of its own. */
static void
made_notice(struct build *b)
{
	struct doc_node *box, *p;

	if (!b->in->report->made || b->did_notice)
		return;
	b->did_notice = true;
	box = doc_add(b->doc, b->doc->root, DOC_NOTICE);
	box->status = DOC_ST_PARTLY;
	p = doc_add(b->doc, box, DOC_PARA);
	doc_text(b->doc, doc_add(b->doc, p, DOC_STRONG), W(b, W_made_title));
	doc_para(b->doc, box, W(b, W_made));
}

/* ---- sections ---- */

static bool
section(struct build *b, str id, int level, str title, bool unnumbered, str body)
{
	struct doc_node *root = b->doc->root;
	struct doc_node *h = heading(b, root, level < 1 ? 1 : level, title);
	str file = str_fmt(b->mem, "rapport/%.*s/%.*s.md", STR_ARG(b->in->report->id), STR_ARG(id));

	h->unnumbered = unnumbered;
	made_notice(b);
	label_add(b, LABEL_SECTION, tpl_fold(b->mem, id), h, nowhere);
	b->section_title = title;
	b->level = h->level;
	return text_build(b, root, body, file);
}

/* The report's own sections, by sort, then id. */
static size_t
own_sections(struct build *b, const struct section ***out)
{
	const struct section **v = arena_array(b->mem, b->m->n_section + 1, const struct section *);
	size_t n = 0;

	for (size_t i = 0; i < b->m->n_section; i++) {
		const struct section *s = &b->m->section[i];
		size_t k = n;
		if (!str_eq(s->report, b->in->report->id))
			continue;
		for (; k > 0 && s->sort < v[k - 1]->sort; k--)
			v[k] = v[k - 1];
		v[k] = s;
		n++;
	}
	*out = v;
	return n;
}

/* The outline of the report's kind: the organisation's own, or the program's. */
static bool
outlined(struct build *b)
{
	enum report_kind kind = outline_of(b->in->report);
	const struct outline_part **v;
	size_t n = outline_own(b->mem, b->m, kind, &v);

	for (size_t i = 0; i < n; i++) {
		str title = b->lang == LANG_EN && v[i]->title_en.n > 0 ? v[i]->title_en
		                                                       : v[i]->title;
		if (!section(b, v[i]->id, v[i]->level, title, v[i]->unnumbered, v[i]->body))
			return false;
	}
	for (size_t i = 0; n == 0 && i < outline_n; i++) {
		const struct outline_section *o = &outline[i];
		if (o->kind == kind &&
		    !section(b, str_of(o->id), o->level, str_of(o->title[b->lang]), false,
		        str_of(o->body)))
			return false;
	}
	return true;
}

static bool
sections(struct build *b)
{
	const struct section **v;
	size_t n = own_sections(b, &v);

	if (n == 0) {
		b->text->lang = b->lang; /* the outline's texts are ours */
		return outlined(b);
	}
	for (size_t i = 0; i < n; i++)
		if (!section(b, v[i]->id, v[i]->level, v[i]->title, v[i]->unnumbered, v[i]->body))
			return false;
	return true;
}

static bool
has_appendices(const struct build *b)
{
	for (size_t i = 0; i < b->m->n_appendix; i++)
		if (str_eq(b->m->appendix[i].report, b->in->report->id))
			return true;
	return false;
}

/* What no section has placed stands at the end. */
static bool
closing(struct build *b)
{
	if (!b->did_appendices && has_appendices(b) &&
	    !section(b, STR("bilagor"), 1, W(b, W_appendices), true, STR("::: bilagor\n")))
		return false;
	return b->did_processing ||
	    section(b, STR("om-rapporten"), 1, W(b, W_about), true, STR("::: behandling\n"));
}

/* ---- references ---- */

static const struct label *
find_label(const struct build *b, const struct reference *r)
{
	for (size_t i = 0; i < b->n_label; i++)
		if (b->label[i].kind == r->kind && str_eq(b->label[i].name, r->name))
			return &b->label[i];
	return NULL;
}

static void
aim_references(struct build *b)
{
	str *names = arena_array(b->mem, b->n_label + 1, str);

	for (size_t i = 0; i < b->n_ref; i++) {
		struct reference *r = &b->ref[i];
		const struct label *l = find_label(b, r);
		size_t n = 0;
		if (l != NULL) {
			r->link->href = str_fmt(b->mem, "#%.*s", STR_ARG(l->node->id));
			continue;
		}
		for (size_t k = 0; k < b->n_label; k++)
			if (b->label[k].kind == r->kind)
				names[n++] = b->label[k].name;
		str near = tpl_nearest(r->name, names, n);
		if (near.n > 0)
			diag_add(b->d, SEV_ERROR, r->at, MSG_report_reference_near, ARG(r->name),
			    ARG(near));
		else
			diag_add(b->d, SEV_ERROR, r->at, MSG_report_reference, ARG(r->name));
	}
}

static str
reference_text(const struct build *b, const struct label *l)
{
	str no = str_fmt(b->mem, "%d", l->node->number);

	switch (l->kind) {
	case LABEL_TABLE:
		return W1(b, W_ref_table, no);
	case LABEL_CHART:
		return W1(b, W_ref_figure, no);
	case LABEL_APPENDIX:
		return W1(b, W_ref_appendix, l->name);
	default:
		if (l->node->numbering.n > 0)
			return W1(b, W_ref_section, l->node->numbering);
		return W1(b, W_ref_title, doc_plain(b->mem, l->node));
	}
}

static void
fill_references(struct build *b)
{
	for (size_t i = 0; i < b->n_ref; i++)
		b->ref[i].link->first->text = reference_text(b, find_label(b, &b->ref[i]));
}

/* ---- the whole ---- */

bool
report_begin(struct build *b, const struct report_in *in, struct arena *mem, struct diag *d,
    struct err *e)
{
	*b = (struct build){.in = in,
	    .m = in->model,
	    .mem = mem,
	    .d = d,
	    .e = e,
	    .lang = in->lang,
	    .period = in->report->period};
	b->year = period_year_of(b->period);
	b->final = period_last_month(b->period) == 12;
	b->plan_only = outline_of(in->report) == REPORT_KIND_plan;
	b->doc = doc_new(mem, in->lang);
	b->body = find_body(b->m, in->report->body);
	if (b->body == NULL)
		return fail(e, RC_NOT_FOUND, MSG_report_no_body, ARG(in->report->body));
	b->unit = b->body->unit;
	bind_init(b);
	title_page(b);
	theme_build(b);
	if (!plan_status(mem, b->m, in->report->body, b->period, &b->plan, e))
		return false;
	b->text = arena_new(mem, struct build);
	*b->text = *b;
	b->text->lang = in->text_lang;
	b->host.ctx = b->text;
	return true;
}

enum lang
report_language(const struct report *r)
{
	return r->language == LANGUAGE_en ? LANG_EN : LANG_SV;
}

bool
report_has_sections(const struct model *m, const struct report *r)
{
	for (size_t i = 0; i < m->n_section; i++)
		if (str_eq(m->section[i].report, r->id))
			return true;
	return false;
}

static bool
finish(struct build *b, size_t n_err, struct doc **out)
{
	aim_references(b);
	if (b->d->n_err > n_err)
		return fail(b->e, RC_INVALID, MSG_report_faults,
		    ARG((int64_t)(b->d->n_err - n_err)), ARG(b->in->report->id));
	if (!doc_finish(b->doc, b->e))
		return false;
	fill_references(b);
	*out = b->doc;
	return true;
}

bool
report_build(const struct report_in *in, struct arena *mem, struct doc **out, struct diag *d,
    struct err *e)
{
	struct build b;
	size_t n_err = d->n_err;

	if (!report_begin(&b, in, mem, d, e))
		return false;
	doc_add(b.doc, b.doc->root, DOC_TOC);
	if (!sections(&b) || !closing(&b))
		return false;
	return finish(&b, n_err, out);
}

bool
report_text_build(const struct report_in *in, str text, struct arena *mem, struct doc **out,
    struct diag *d, struct err *e)
{
	struct build b;
	size_t n_err = d->n_err;

	if (!report_begin(&b, in, mem, d, e))
		return false;
	b.section_title = in->report->title;
	if (!text_build(&b, b.doc->root, text, STR("")))
		return false;
	return finish(&b, n_err, out);
}
