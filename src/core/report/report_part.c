/* report_part.c -- cells, headings, notes and labels: what every block uses. */
#include "core/report/report_priv.h"

str
show_dec(const struct build *b, dec v, int decimals)
{
	struct sb s;
	str out;

	if (!dec_ok(v))
		return MISSING_WORD(b);
	sb_init(&s, b->mem, 128);
	dec_show(&s, dec_rescale(v, decimals, DEC_HALF_UP), b->lang);
	must(sb_done(&s, &out));
	return out;
}

str
show_plain(const struct build *b, dec v)
{
	if (!dec_ok(v))
		return MISSING_WORD(b);
	dec t = dec_trim(v);
	return show_dec(b, t, t.scale > 2 ? 2 : t.scale);
}

str
unit_shown(const struct build *b, str unit)
{
	return fact_unit_word(unit, b->lang);
}

str
show_unit(const struct build *b, dec v, str unit)
{
	str n = show_plain(b, v);

	if (!dec_ok(v) || unit.n == 0 || str_eq(unit, STR("antal")))
		return n;
	unit = unit_shown(b, unit);
	return str_fmt(b->mem, "%.*s\xc2\xa0%.*s", STR_ARG(n), STR_ARG(unit));
}

str
show_date(const struct build *b, date d)
{
	str month;

	if (!date_ok(d))
		return MISSING_WORD(b);
	month = month_name(d.m, b->lang);
	return str_fmt(b->mem, "%d\xc2\xa0%.*s\xc2\xa0%d", d.d, STR_ARG(month), d.y);
}

str
year_text(const struct build *b, int year)
{
	return str_fmt(b->mem, "%d", year);
}

str
money_unit(const struct build *b, enum scale s)
{
	return W(b, s == SCALE_MKR ? W_mkr : s == SCALE_TKR ? W_tkr : W_kr);
}

/* A tertial report covers the year so far: "januari–augusti 2025", and a whole
 * year is its number. */
str
period_label_of(const struct build *b, period p)
{
	period ytd = period_ytd(p);

	if (p.kind == PERIOD_MONTH || p.kind == PERIOD_DAY)
		return period_show(b->mem, p, b->lang);
	if (period_last_month(p) == 12)
		return year_text(b, period_year_of(p));
	return period_show(b->mem, period_span(ytd.from, ytd.to), b->lang);
}

str
period_label(const struct build *b)
{
	return period_label_of(b, b->period);
}

str
unit_name(const struct build *b, str id)
{
	const struct unit *u = find_unit(b->m, id);

	return u != NULL ? u->name : id;
}

str
body_name(const struct build *b, str id)
{
	const struct body *y = find_body(b->m, id);

	return y != NULL ? y->name : id;
}

struct doc_node *
heading(struct build *b, struct doc_node *under, int level, str text)
{
	struct doc_node *n;

	if (b->plain_headings > 0) {
		n = doc_add(b->doc, under, DOC_PARA);
		doc_text(b->doc, doc_add(b->doc, n, DOC_STRONG), text);
		return n;
	}
	if (level > b->last_level + 1)
		level = b->last_level + 1;
	if (level > 6)
		level = 6;
	b->last_level = level;
	n = doc_add(b->doc, under, DOC_HEADING);
	n->level = level;
	if (text.n > 0)
		doc_text(b->doc, n, text);
	return n;
}

str
anchor(struct arena *mem, const char *prefix, str name)
{
	str folded = tpl_fold(mem, name), out;
	struct sb s;

	sb_init(&s, mem, folded.n + 64);
	sb_str(&s, str_of(prefix));
	for (size_t i = 0; i < folded.n; i++) {
		char c = folded.p[i];
		bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
		if (plain)
			sb_chr(&s, c);
		else if (s.n > 0 && s.p[s.n - 1] != '-')
			sb_chr(&s, '-');
	}
	must(sb_done(&s, &out));
	while (out.n > 0 && out.p[out.n - 1] == '-')
		out.n--;
	return out;
}

static const struct label *
label_find(const struct build *b, enum label_kind kind, str name)
{
	for (size_t i = 0; i < b->n_label; i++)
		if (b->label[i].kind == kind && str_eq(b->label[i].name, name))
			return &b->label[i];
	return NULL;
}

/* A kind shown twice keeps its name for the first; an id given twice is a fault. */
void
label_add(struct build *b, enum label_kind kind, str name, struct doc_node *node, struct place at)
{
	static const char *const prefix[LABEL__COUNT] = {[LABEL_TABLE] = "tabell-",
	    [LABEL_CHART] = "diagram-",
	    [LABEL_SECTION] = "avsnitt-",
	    [LABEL_APPENDIX] = "bilaga-"};
	str id = anchor(b->mem, prefix[kind], name);

	if (label_find(b, kind, name) != NULL) {
		if (at.line > 0)
			diag_add(b->d, SEV_ERROR, at, MSG_report_id_twice, ARG(name));
		return;
	}
	for (size_t i = 0; i < b->n_label; i++)
		if (str_eq(b->label[i].node->id, id))
			return; /* two names of one spelling: the first has the anchor */
	node->id = id;
	arena_grow(b->mem, b->label, b->n_label, b->room_label);
	b->label[b->n_label++] = (struct label){kind, name, node};
}

static const struct place nowhere = {{"", 0}, 0, 0, {"", 0}};

static void
label_call(struct build *b, enum label_kind kind, const struct tpl_call *c, str id,
    struct doc_node *node)
{
	str given = c != NULL ? tpl_arg(c, STR("id")) : STR("");

	if (given.n > 0 && !str_eq(given, id))
		label_add(b, kind, tpl_fold(b->mem, given), node, c->at);
	else if (id.n > 0)
		label_add(b, kind, id, node, nowhere);
}

struct doc_node *
table_new(struct build *b, struct doc_node *under, const struct table *t)
{
	str own = t->call != NULL ? tpl_arg(t->call, STR("rubrik")) : STR("");
	str caption = own.n > 0 ? own : t->caption;
	struct doc_node *n = doc_table(b->doc, under, caption, t->unit, t->col, t->n_col);

	n->landscape = b->landscape;
	label_call(b, LABEL_TABLE, t->call, t->id, n);
	return n;
}

struct doc_node *
head_row(struct build *b, struct doc_node *table)
{
	return doc_row(b->doc, table, DOC_ROW_HEAD);
}

void
head_cell(struct build *b, struct doc_node *row, str text)
{
	doc_cell(b->doc, row, text)->header = true;
}

struct doc_node *
name_cell(struct build *b, struct doc_node *row, str text)
{
	struct doc_node *c = doc_cell(b->doc, row, text);

	c->header = true;
	return c;
}

struct doc_node *
text_cell(struct build *b, struct doc_node *row, str text)
{
	return doc_cell(b->doc, row, text);
}

static struct doc_node *
figure_cell(struct build *b, struct doc_node *row, str fact, dec v, str text)
{
	struct doc_node *c = doc_cell(b->doc, row, fact.n > 0 ? STR("") : text);

	if (fact.n > 0)
		doc_fact_value(b->doc, c, fact, text, v);
	c->has_value = dec_ok(v);
	c->value = v;
	return c;
}

struct doc_node *
dec_cell(struct build *b, struct doc_node *row, str fact, dec v, int decimals)
{
	return figure_cell(b, row, fact, v, show_dec(b, v, decimals));
}

/* A cell without an amount is a dash; notes under the table say why where it is
 * not that nothing was recorded. */
struct doc_node *
amount_cell(struct build *b, struct doc_node *row, str fact, const struct amount *a,
    enum scale scale)
{
	if (!a->ok)
		return doc_cell(b->doc, row, STR("\xe2\x80\x93"));
	dec v = ore_as(a->ore, (int)scale);
	return figure_cell(b, row, fact, v, show_dec(b, v, 0));
}

struct doc_node *
status_cell(struct build *b, struct doc_node *row, enum doc_status st, str text)
{
	struct doc_node *c = doc_cell(b->doc, row, STR(""));

	doc_status(b->doc, c, st, text);
	return c;
}

void
note_under(struct build *b, struct doc_node *under, str text)
{
	const struct doc_node *above = under->last;
	bool remark = above != NULL &&
	    (above->kind == DOC_TABLE || above->kind == DOC_CHART || above->remark);
	struct doc_node *p = doc_add(b->doc, under, DOC_PARA);

	p->remark = remark;
	doc_text(b->doc, remark ? p : doc_add(b->doc, p, DOC_EMPH), text);
}

struct chart *
chart_new(struct build *b, const struct tpl_call *c, enum chart_kind kind, str id, str title,
    str unit, int n_cat, int n_series)
{
	struct chart *ch = arena_new(b->mem, struct chart);
	str own = c != NULL ? tpl_arg(c, STR("rubrik")) : STR("");

	ch->kind = kind;
	ch->id = id;
	ch->title = own.n > 0 ? own : title;
	ch->unit = unit;
	ch->n_cat = n_cat;
	ch->n_series = n_series;
	ch->cat = arena_array(b->mem, (size_t)n_cat, str);
	ch->series = arena_array(b->mem, (size_t)n_series, struct chart_series);
	ch->target = dec_bad();
	for (int i = 0; i < n_series; i++) {
		ch->series[i].v = arena_array(b->mem, (size_t)n_cat, dec);
		ch->series[i].fact = arena_array(b->mem, (size_t)n_cat, str);
		for (int k = 0; k < n_cat; k++)
			ch->series[i].v[k] = dec_bad();
	}
	return ch;
}

void
chart_put(struct build *b, struct doc_node *under, const struct tpl_call *c, struct chart *ch)
{
	struct doc_node *n = doc_add(b->doc, under, DOC_CHART);
	str id = ch->id;

	n->chart = ch;
	label_call(b, LABEL_CHART, c, id, n);
	ch->id = n->id.n > 0 ? n->id : str_fmt(b->mem, "diagram-%zu-%zu", b->n_label, id.n);
	n->id = ch->id;
}

str
chart_extremes(const struct build *b, const struct chart *ch, int series)
{
	const struct chart_series *s = &ch->series[series];
	int hi = -1, lo = -1;

	for (int i = 0; i < ch->n_cat; i++) {
		if (!dec_ok(s->v[i]))
			continue;
		if (hi < 0 || dec_cmp(s->v[i], s->v[hi]) > 0)
			hi = i;
		if (lo < 0 || dec_cmp(s->v[i], s->v[lo]) < 0)
			lo = i;
	}
	if (hi < 0)
		return W1(b, W_chart_empty, s->name);
	str a = str_fmt(b->mem, "%.*s (%.*s)", STR_ARG(ch->cat[hi]),
	    STR_ARG(show_dec(b, s->v[hi], ch->decimals)));
	str z = str_fmt(b->mem, "%.*s (%.*s)", STR_ARG(ch->cat[lo]),
	    STR_ARG(show_dec(b, s->v[lo], ch->decimals)));
	return W3(b, W_chart_extremes, s->name, a, z);
}

enum doc_status
status_mark(enum status s)
{
	static const enum doc_status mark[STATUS__COUNT] = {[STATUS_ej_bedomt] = DOC_ST_NONE,
	    [STATUS_helt] = DOC_ST_MET,
	    [STATUS_delvis] = DOC_ST_PARTLY,
	    [STATUS_inte] = DOC_ST_NOT};

	return mark[s];
}

enum doc_status
verdict_mark(enum verdict v)
{
	static const enum doc_status mark[VERDICT__COUNT] = {[VERDICT_NONE] = DOC_ST_NONE,
	    [VERDICT_MET] = DOC_ST_MET,
	    [VERDICT_PARTLY] = DOC_ST_PARTLY,
	    [VERDICT_NOT] = DOC_ST_NOT,
	    [VERDICT_UNSHOWN] = DOC_ST_INFO};

	return mark[v];
}

enum doc_status
execution_mark(enum execution x)
{
	static const enum doc_status mark[EXECUTION__COUNT] = {
	    [EXECUTION_ej_paborjad] = DOC_ST_NONE,
	    [EXECUTION_pagar] = DOC_ST_INFO,
	    [EXECUTION_klar] = DOC_ST_MET,
	    [EXECUTION_klar_med_avvikelse] = DOC_ST_PARTLY,
	    [EXECUTION_avbruten] = DOC_ST_NOT};

	return mark[x];
}

str
status_text(const struct build *b, enum status s)
{
	static const enum word judged[STATUS__COUNT] = {[STATUS_ej_bedomt] = W_not_assessed,
	    [STATUS_helt] = W_met,
	    [STATUS_delvis] = W_partly,
	    [STATUS_inte] = W_not_met};
	static const enum word forecast[STATUS__COUNT] = {[STATUS_ej_bedomt] = W_not_assessed,
	    [STATUS_helt] = W_will_met,
	    [STATUS_delvis] = W_will_partly,
	    [STATUS_inte] = W_will_not};

	return W(b, b->final ? judged[s] : forecast[s]);
}

str
attained_how(const struct build *b, const struct attainment *a)
{
	str how = attain_arithmetic(b->mem, a, b->lang);

	if (a->verdict == VERDICT_NONE && !dec_ok(a->in.outcome) && a->in.answer.n == 0)
		return W(b, W_how_no_outcome);
	if (a->verdict == VERDICT_NONE)
		return W(b,
		    dec_ok(a->in.target) || a->in.kind == VALUE_KIND_yesno ? W_how_no_basis
		                                                           : W_how_no_target);
	if (a->verdict == VERDICT_UNSHOWN)
		return how.n > 0 ? W2(b, W_how_unshown_of, how, W(b, W_how_unshown))
		                 : W(b, W_how_unshown);
	if (how.n > 0)
		return how;
	return W(b, a->in.kind == VALUE_KIND_yesno ? W_how_answer : W_how_met_or_not);
}

bool
fact_of(struct build *b, str name, struct fact *out)
{
	struct err e = {0};

	*out = (struct fact){.value = dec_bad()};
	return fact_get(b->in->facts, name, out, &e);
}

str
fact_named(struct build *b, str name, dec v, str unit)
{
	struct fact f;
	int exp = str_eq(unit, STR("Mkr")) ? 6 : str_eq(unit, STR("tkr")) ? 3 : 0;

	if (!dec_ok(v) || !fact_of(b, name, &f) || !dec_ok(f.value))
		return STR("");
	/* Facts hold money in kronor. */
	dec have = f.unit == FACT_KR ? dec_mul(f.value, dec_of(1, exp)) : f.value;
	if (dec_ok(have) && have.scale > v.scale)
		have = dec_rescale(have, v.scale, DEC_HALF_UP);
	return dec_ok(have) && dec_cmp(have, v) == 0 ? f.name : STR("");
}

struct doc_node *
unit_cell_of(struct build *b, struct doc_node *row, str fact, dec v, str unit)
{
	str name = fact_named(b, fact, v, unit), text = show_unit(b, v, unit);
	struct doc_node *c = doc_cell(b->doc, row, name.n > 0 ? STR("") : text);

	if (name.n > 0)
		doc_fact_value(b->doc, c, name, text, v);
	c->has_value = dec_ok(v);
	c->value = v;
	return c;
}

bool
need_economy(struct build *b, const struct tpl_call *c)
{
	if (b->in->economy != NULL)
		return true;
	diag_add0(b->d, SEV_ERROR, c->at, MSG_report_no_economy);
	return false;
}

str
call_unit(struct build *b, const struct tpl_call *c)
{
	str id = tpl_arg(c, STR("enhet"));
	str *ids = arena_array(b->mem, b->m->n_unit + 1, str);

	if (id.n == 0)
		return b->unit;
	if (find_unit(b->m, id) != NULL)
		return id;
	for (size_t i = 0; i < b->m->n_unit; i++)
		ids[i] = b->m->unit[i].id;
	str near = tpl_nearest(id, ids, b->m->n_unit);
	if (near.n > 0)
		diag_add(b->d, SEV_ERROR, c->at, MSG_report_unit_near, ARG(id), ARG(near));
	else
		diag_add(b->d, SEV_ERROR, c->at, MSG_report_unit, ARG(id));
	return STR("");
}
