/* doc_sample.h -- a document with every kind of node, for the writers' tests.
 *
 * The figures are those of a real board's annual report; the sentences are made. */
#ifndef TERTIAL_TESTS_DOC_SAMPLE_H
#define TERTIAL_TESTS_DOC_SAMPLE_H

#include "doc/chart.h"

static inline dec
sample_dec(const char *z)
{
	dec v;

	return dec_parse(str_of(z), '.', &v) ? v : dec_bad();
}

/* "384 728 . 2056": a point is a missing value. */
static inline dec *
sample_values(struct arena *mem, const char *z, int n)
{
	dec *v = arena_array(mem, (size_t)n, dec);
	str rest = str_of(z), part;

	for (int i = 0; i < n; i++)
		v[i] = str_cut(&rest, ' ', &part) && !str_eq(part, STR("."))
		    ? sample_dec(str_z(mem, part))
		    : dec_bad();
	return v;
}

static inline str *
sample_words(struct arena *mem, const char *z, int n)
{
	str *v = arena_array(mem, (size_t)n, str);
	str rest = str_of(z), part;

	for (int i = 0; i < n && str_cut(&rest, '|', &part); i++)
		v[i] = part;
	return v;
}

static inline struct chart *
sample_chart(struct arena *mem, enum chart_kind kind, const char *id, const char *title,
    const char *unit, const char *cats, int n_cat, int n_series)
{
	struct chart *c = arena_new(mem, struct chart);

	c->kind = kind;
	c->id = str_of(id);
	c->title = str_of(title);
	c->desc = STR("Diagrammet visar värdena i tabellen.");
	c->unit = str_of(unit);
	c->cat_title = STR("Månad");
	c->cat = sample_words(mem, cats, n_cat);
	c->n_cat = n_cat;
	c->series = arena_array(mem, (size_t)n_series, struct chart_series);
	c->n_series = n_series;
	c->target = dec_bad();
	return c;
}

static inline void
sample_series(struct arena *mem, struct chart *c, int k, const char *name, const char *values)
{
	c->series[k].name = str_of(name);
	c->series[k].v = sample_values(mem, values, c->n_cat);
}

static inline struct chart *
sample_travel(struct arena *mem)
{
	struct chart *c = sample_chart(mem, CHART_LINE, "diagram-resor",
	    "Resekostnader, ackumulerat per månad", "tkr",
	    "jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec", 12, 3);

	c->desc = STR(
	    "Utfallet 2025 slutade på 6 800 tkr mot planen 5 945 tkr och 2023 års 6 994 tkr.");
	sample_series(mem, c, 0, "Utfall 2025",
	    "384 728 1344 2056 2756 3318 3558 3782 4491 5294 6126 6800");
	sample_series(mem, c, 1, "Utfall 2023",
	    "534 1162 1855 2292 3010 3645 3960 4167 4762 5615 6310 6994");
	sample_series(mem, c, 2, "Plan 2025",
	    "454 987 1577 1948 2559 3099 3366 3542 4048 4773 5363 5945");
	return c;
}

static inline struct chart *
sample_sick_leave(struct arena *mem)
{
	struct chart *c = sample_chart(mem, CHART_LINE, "diagram-sjuk",
	    "Sjukfrånvaro, rullande tolv månader", "% av ordinarie arbetstid",
	    "jan 2024|feb 2024|mar 2024|apr 2024|maj 2024|jun 2024|jul 2024|aug 2024|sep 2024|okt 2024|nov 2024|"
	    "dec 2024|jan 2025|feb 2025|mar 2025|apr 2025|maj 2025|jun 2025|jul 2025|aug 2025",
	    20, 3);

	c->desc = STR("Kvinnor minskade från 6,1 till 5,2 procent, män från 3,5 till 3,1.");
	c->decimals = 1;
	sample_series(mem, c, 0, "Kvinnor",
	    "6.1 6.1 6.0 6.0 5.9 5.9 5.8 5.8 5.8 . . 5.6 5.6 5.5 5.5 5.4 5.4 5.3 5.3 5.2");
	sample_series(mem, c, 1, "Män",
	    "3.5 3.5 3.5 3.4 3.4 3.4 3.4 3.3 3.3 3.3 3.3 3.3 3.2 3.2 3.2 3.2 3.2 3.1 3.1 3.1");
	sample_series(mem, c, 2, "Totalt",
	    "5.1 5.1 5.0 5.0 5.0 4.9 4.9 4.9 4.8 4.8 4.8 4.7 4.7 4.7 4.6 4.6 4.5 4.5 4.4 4.4");
	return c;
}

static inline struct chart *
sample_status(struct arena *mem, int years)
{
	struct chart *c = sample_chart(mem, CHART_STATUS,
	    years > 1 ? "diagram-mal-ar" : "diagram-mal", "Måluppfyllelse", "antal delmål",
	    years > 1 ? "2024|2025" : "2025", years, 4);
	static const enum doc_status st[] = {DOC_ST_MET, DOC_ST_PARTLY, DOC_ST_NOT, DOC_ST_NONE};

	c->cat_title = STR("År");
	c->desc = STR("Elva av sjutton delmål uppfylls helt och sex delvis.");
	sample_series(mem, c, 0, "Uppfylls helt", years > 1 ? "12 11" : "11");
	sample_series(mem, c, 1, "Uppfylls delvis", years > 1 ? "4 6" : "6");
	sample_series(mem, c, 2, "Uppfylls inte", years > 1 ? "1 0" : "0");
	sample_series(mem, c, 3, "Ej bedömt", years > 1 ? "0 0" : "0");
	for (int k = 0; k < 4; k++)
		c->series[k].status = st[k];
	return c;
}

static inline struct chart *
sample_investments(struct arena *mem)
{
	struct chart *c = sample_chart(mem, CHART_BARS, "diagram-inv",
	    "Investeringar 2025, utfall och budget", "Mkr",
	    "Fastighet|Medicinsk teknik|IT|Hjälpmedel|Verksamhetsservice|Regional utveckling", 6,
	    2);

	c->cat_title = STR("Område");
	sample_series(mem, c, 0, "Utfall", "744 196 30 37 2 1");
	sample_series(mem, c, 1, "Budget", "717 175 66 33 2 .");
	return c;
}

static inline struct chart *
sample_variances(struct arena *mem)
{
	struct chart *c = sample_chart(mem, CHART_DIVERGE, "diagram-avv",
	    "Avvikelse mot budget per enhet", "Mkr",
	    "Regionförvaltningen gemensamt|Administrativ verksamhet|Primärvård beställning|"
	    "Tandvård beställning|Digitalisering|Service",
	    6, 1);

	c->cat_title = STR("Enhet");
	sample_series(mem, c, 0, "Avvikelse", "52 21 -14 11 -63 -26");
	return c;
}

static inline struct chart *
sample_stack(struct arena *mem)
{
	struct chart *c = sample_chart(mem, CHART_STACK, "diagram-grupper",
	    "Sjukfrånvaro per kön, ålder och sjukperiod", "%",
	    "Kvinnor –29 år|Män –29 år|Kvinnor 30–49 år|Män 30–49 år|Kvinnor 50– år|Män 50– år", 6,
	    3);

	c->cat_title = STR("Grupp");
	c->decimals = 1;
	sample_series(mem, c, 0, "Dag 1–14", "3.1 2.2 2.1 1.4 1.8 1.1");
	sample_series(mem, c, 1, "Dag 15–180", "1.9 1.0 1.6 0.8 1.7 0.9");
	sample_series(mem, c, 2, "Dag 181–", "0.9 0.3 1.2 0.6 2.0 1.3");
	return c;
}

static inline struct chart *
sample_columns(struct arena *mem)
{
	struct chart *c = sample_chart(mem, CHART_COLUMNS, "diagram-1177",
	    "Inloggningar i 1177 per invånare", "antal", "2019|2020|2021|2022|2023|2024|2025", 7,
	    1);

	c->cat_title = STR("År");
	c->decimals = 1;
	c->target = sample_dec("12.0");
	c->target_name = STR("Mål");
	sample_series(mem, c, 0, "Utfall", "5.1 7.9 13.2 . 11.1 11.9 12.6");
	return c;
}

static inline struct chart *
sample_hme(struct arena *mem)
{
	struct chart *c = sample_chart(mem, CHART_MULTIPLES, "diagram-hme",
	    "Hållbart medarbetarengagemang", "index", "Motivation|Ledarskap|Styrning|Totalt", 4, 3);

	c->cat_title = STR("Delindex");
	sample_series(mem, c, 0, "2023", "78 79 75 77");
	sample_series(mem, c, 1, "2024", "79 81 . 79");
	sample_series(mem, c, 2, "2025", "80 82 78 80");
	return c;
}

static inline void
sample_row(struct doc *d, struct doc_node *t, enum doc_row_kind kind, int level, const char *cells)
{
	struct doc_node *row = doc_row(d, t, kind);
	str rest = str_of(cells), part;

	row->level = level;
	for (int i = 0; str_cut(&rest, '|', &part); i++) {
		struct doc_node *c = doc_cell(d, row,
		    i > 0 && kind != DOC_ROW_HEAD ? STR("") : part);

		c->header = c->header || i == 0;
		if (i > 0 && kind != DOC_ROW_HEAD && part.n > 0)
			doc_fact(d, c, str_fmt(d->mem, "ekonomi.rad:kol=%d:period=2025", i), part);
	}
}

static inline void
sample_result(struct doc *d, struct doc_node *parent)
{
	static const struct doc_col col[] = {{DOC_LEFT, 1}, {DOC_RIGHT, 0}, {DOC_RIGHT, 0},
	    {DOC_RIGHT, 0}, {DOC_RIGHT, 0}, {DOC_RIGHT, 0}, {DOC_RIGHT, 0}, {DOC_RIGHT, 0}};
	struct doc_node *t = doc_table(d, parent, STR("Driftredovisning, regionstyrelsen"),
	    STR("tkr"), col, 8);

	t->id = STR("tabell-drift");
	t->landscape = true;
	t->source = STR(
	    "Redovisningen t.o.m. 2025-12-31. Raderna är avrundade var för sig och kan skilja från summan.");
	sample_row(d, t, DOC_ROW_HEAD, 0,
	    "Resultatrad|Avvikelse månad|Ack. föregående år|Ack. utfall|Ack. budget|Avvikelse|Förändring %|Årsbudget");
	sample_row(d, t, DOC_ROW_GROUP, 0, "Intäkter");
	sample_row(d, t, DOC_ROW_BODY, 1, "Patientavgifter|0|0|−47||−47||");
	sample_row(d, t, DOC_ROW_BODY, 1,
	    "Försäljning av tjänster|12 204|552 170|570 020|548 004|22 016|3,2|548 004");
	sample_row(d, t, DOC_ROW_SUBTOTAL, 0,
	    "Summa intäkter|12 204|552 170|569 973|548 004|21 969|3,2|548 004");
	sample_row(d, t, DOC_ROW_GROUP, 0, "Kostnader");
	sample_row(d, t, DOC_ROW_BODY, 1,
	    "Personalkostnader|−8 402|−1 200 470|−1 266 391|−1 239 770|−26 621|5,5|−1 239 770");
	sample_row(d, t, DOC_ROW_BODY, 2,
	    "varav lön|−6 010|−840 470|−886 391|−867 770|−18 621|5,5|−867 770");
	sample_row(d, t, DOC_ROW_SUBTOTAL, 0,
	    "Summa kostnader|−33 107|−4 424 600|−4 646 380|−4 605 441|−40 939|5,0|−4 605 441");
	sample_row(d, t, DOC_ROW_TOTAL, 0,
	    "Nettokostnad|−20 903|−3 872 430|−4 076 407|−4 057 437|−18 970|5,3|−4 057 437");
}

static inline void
sample_objective(struct doc *d, struct doc_node *parent, const char *name, enum doc_status st,
    const char *word)
{
	struct doc_node *s = doc_add(d, parent, DOC_SECTION), *p, *l, *h, *it;

	h = doc_heading(d, s, 3, str_of(name));
	doc_text(d, h, STR(" "));
	doc_status(d, h, st, str_of(word));
	p = doc_para(d, s,
	    STR("Arbetssättet har införts i samtliga verksamheter som planen omfattar, och antalet utbildade chefer ökade till "));
	doc_fact_value(d, p, STR("mal.utbildade:period=2025"), STR("412"), dec_int(412));
	doc_text(d, p, STR(". Uppföljningen visar att "));
	doc_text(d, doc_add(d, p, DOC_EMPH), STR("stödet"));
	doc_text(d, p, STR(" används mer än tidigare"));
	doc_text(d, doc_add(d, p, DOC_FOOTNOTE),
	    STR("Enligt förvaltningens egen enkät; svarsfrekvensen var 71 procent."));
	doc_text(d, p, STR("."));
	l = doc_add(d, s, DOC_LIST);
	it = doc_add(d, l, DOC_ITEM);
	doc_para(d, it, STR("Utbildning för nya chefer genomfördes vid fyra tillfällen."));
	it = doc_add(d, l, DOC_ITEM);
	doc_para(d, it, STR("Rutinen för orosanmälan är samma i hela regionen."));
}

static inline void
sample_goals(struct doc *d, struct doc_node *r)
{
	static const struct doc_col col[] = {{DOC_LEFT, 2}, {DOC_LEFT, 3}, {DOC_LEFT, 0}};
	static const struct {
		const char *goal, *name;
		enum doc_status st;
		const char *word;
	} row[] = {
	    {"Mål 1. Trygga uppväxtvillkor",
	        "Implementera strukturerade arbetssätt med barnrättsperspektiv", DOC_ST_PARTLY,
	        "Uppfylls delvis"},
	    {"Mål 1. Trygga uppväxtvillkor",
	        "Struktur för att stödja medarbetare och chefer vid våld i nära relation",
	        DOC_ST_MET, "Uppfylls helt"},
	    {"Mål 4. Tillgänglig vård",
	        "Förbättrad tillgänglighet genom användarvänliga digitala tjänster", DOC_ST_NOT,
	        "Uppfylls inte"},
	    {"Mål 5. Goda arbetsplatser", "Vår kultur är känd och förankrad", DOC_ST_NONE,
	        "Ej bedömt"},
	};
	struct doc_node *t, *tr;

	doc_heading(d, r, 1, STR("Måluppfyllelse"));
	doc_add(d, r, DOC_CHART)->chart = sample_status(d->mem, 1);
	doc_add(d, r, DOC_CHART)->chart = sample_status(d->mem, 2);
	t = doc_table(d, r, STR("Bedömning av mål och delmål"), STR(""), col, 3);
	sample_row(d, t, DOC_ROW_HEAD, 0, "Regionmål|Delmål|Bedömning");
	for (size_t i = 0; i < COUNTOF(row); i++) {
		tr = doc_row(d, t, DOC_ROW_BODY);
		doc_cell(d, tr, str_of(row[i].goal))->header = true;
		doc_cell(d, tr, str_of(row[i].name));
		doc_status(d, doc_cell(d, tr, STR("")), row[i].st, str_of(row[i].word));
	}
	doc_heading(d, r, 2, STR("Mål 1. Trygga uppväxtvillkor"));
	sample_objective(d, r, "Arbetssätt med barnrättsperspektiv", DOC_ST_PARTLY,
	    "Uppfylls delvis");
	sample_objective(d, r, "Stöd vid våld i nära relation", DOC_ST_MET, "Uppfylls helt");
}

static inline void
sample_key_figures(struct doc *d, struct doc_node *r)
{
	static const char *const kv[][3] = {
	    {"Nettokostnad", "ekonomi.nettokostnad:enhet=RS:period=2025", "−4 076 Mkr"},
	    {"Avvikelse mot budget", "ekonomi.avvikelse:enhet=RS:period=2025", "−19 Mkr"},
	    {"Investeringar", "investering.utfall:enhet=REGION:period=2025", "1 009 Mkr"},
	    {"Sjukfrånvaro", "personal.sjukfranvaro.r12:enhet=RS:period=2025-12", "4,4 %"},
	};
	struct doc_node *defs = doc_add(d, r, DOC_DEFS);

	for (size_t i = 0; i < COUNTOF(kv); i++) {
		doc_text(d, doc_add(d, defs, DOC_TERM), str_of(kv[i][0]));
		doc_fact(d, doc_add(d, defs, DOC_DESC), str_of(kv[i][1]), str_of(kv[i][2]));
	}
}

static inline struct doc *
sample_doc(struct arena *mem)
{
	struct doc *d = doc_new(mem, LANG_SV);
	struct doc_node *r = d->root, *p, *n;

	d->title = STR("Årsrapport 2025");
	d->subtitle = STR("Tertial 3, januari–december 2025");
	d->author = STR("Regionstyrelsen");
	d->organisation = STR("Region Västerbotten");
	d->id = STR("rs-2025-t3");
	d->dated = (date){2026, 2, 17};
	d->status_line = STR("Beslutad");
	d->decision = STR("RS 2026/17 § 12");
	doc_add(d, r, DOC_TOC);
	n = doc_heading(d, r, 1, STR("Sammanfattning"));
	p = doc_para(d, r, STR("Styrelsens nettokostnad blev "));
	doc_fact(d, p, STR("ekonomi.nettokostnad:enhet=RS:period=2025"),
	    STR("4 076 miljoner kronor"));
	doc_text(d, p, STR(", en ökning med "));
	doc_fact(d, p, STR("ekonomi.nettokostnadsutveckling:period=2025"), STR("5,3 procent"));
	doc_text(d, p,
	    STR(". Av sjutton delmål uppfylls elva helt och sex delvis; de redovisas i "));
	n = doc_add(d, p, DOC_LINK);
	n->href = STR("#tabell-drift");
	doc_text(d, n, STR("driftredovisningen"));
	doc_text(d, p, STR(" och i avsnitten därefter."));
	sample_key_figures(d, r);
	n = doc_add(d, r, DOC_NOTICE);
	n->status = DOC_ST_PARTLY;
	doc_para(d, n,
	    STR("Två indikatorer saknar utfall. De är utelämnade ur bedömningen och markerade i tabellen."));
	sample_goals(d, r);
	doc_heading(d, r, 1, STR("Medarbetare"));
	doc_para(d, r, STR("Sjukfrånvaron fortsatte att minska under året, mest bland kvinnor."));
	doc_add(d, r, DOC_CHART)->chart = sample_sick_leave(mem);
	doc_add(d, r, DOC_CHART)->chart = sample_stack(mem);
	doc_heading(d, r, 1, STR("Ekonomi"));
	doc_heading(d, r, 2, STR("Driftredovisning"));
	sample_result(d, r);
	doc_add(d, r, DOC_CHART)->chart = sample_variances(mem);
	doc_heading(d, r, 2, STR("Tjänsteresor"));
	doc_add(d, r, DOC_CHART)->chart = sample_travel(mem);
	doc_heading(d, r, 2, STR("Investeringar"));
	doc_add(d, r, DOC_CHART)->chart = sample_investments(mem);
	doc_heading(d, r, 1, STR("Digitala tjänster"));
	doc_add(d, r, DOC_CHART)->chart = sample_columns(mem);
	doc_add(d, r, DOC_CHART)->chart = sample_hme(mem);
	n = doc_add(d, r, DOC_QUOTE);
	doc_para(d, n, STR("Det som mäts varje månad blir också gjort varje månad."));
	return d;
}

#endif
