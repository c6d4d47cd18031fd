/* report_doc.h -- a made report of about 45 pages with 25 tables and 10 charts, for
 * measuring writers and for looking at their pages.
 *
 * Sentences and figures are made; they follow the form of a board's annual report. */
#ifndef TERTIAL_TESTS_REPORT_DOC_H
#define TERTIAL_TESTS_REPORT_DOC_H

#include "../unit/doc_sample.h"

struct report_maker {
	struct doc *d;
	uint64_t state; /* of a linear congruential generator: the same report each time */
};

static inline uint32_t
report_pick(struct report_maker *m, uint32_t n)
{
	m->state = m->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)(m->state >> 33) % n;
}

static inline str
report_number(struct report_maker *m, uint32_t max, int decimals)
{
	struct sb b;
	str out;
	uint32_t v = report_pick(m, max) + 1;
	bool minus = report_pick(m, 4) == 0;

	sb_init(&b, m->d->mem, 64);
	dec_show(&b, dec_of(minus ? -(int64_t)v : (int64_t)v, decimals), LANG_SV);
	return sb_done(&b, &out) ? out : STR("");
}

static const char *const report_sentence[] = {
    "Arbetet under året har varit inriktat på att korta väntetiderna och att ge patienterna en "
    "sammanhållen vård nära hemmet.",
    "Personalkostnaderna ökade med {} procent, framför allt som en följd av avtalsenliga "
    "lönehöjningar och fler anställda inom primärvården.",
    "Nettokostnadsutvecklingen stannade på {} procent, vilket är lägre än genomsnittet för "
    "jämförbara regioner.",
    "Antalet besök vid hälsocentralerna uppgick till {} och andelen digitala kontakter "
    "fortsatte att växa.",
    "Kostnaden för inhyrd personal minskade jämfört med föregående år, men ligger fortfarande "
    "över den nivå som verksamheten räknar med.",
    "Beredskapslagret för sjukvårdsmateriel är nu uppbyggt enligt plan, och omsättningen av "
    "lagret sköts tillsammans med grannregionerna.",
    "Under hösten infördes ett gemensamt arbetssätt för produktions- och kapacitetsplanering i "
    "samtliga verksamhetsområden.",
    "Sjukfrånvaron sjönk till {} procent; korttidsfrånvaron svarar för merparten av minskningen.",
    "Medarbetarenkäten visar att engagemanget är högt, medan möjligheten till återhämtning "
    "bedöms som otillräcklig av var fjärde medarbetare.",
    "Fastighetsinvesteringarna blev {} miljoner kronor lägre än budgeterat eftersom två "
    "ombyggnader har skjutits till nästa år.",
    "Vårdgarantin uppfylldes för {} procent av de planerade operationerna, en förbättring "
    "sedan i våras.",
    "Utfallet påverkas av engångsposter som inte återkommer: en tvist om hyresavtal och en "
    "återbetalning av läkemedelsrabatter.",
    "Åtgärderna som beslutades i samband med delårsrapporten har fått effekt, men senare än "
    "vad som förutsattes.",
    "Tillgängligheten på telefon var god större delen av året, även om belastningen under "
    "influensaveckorna gav längre köer.",
    "Kompetensförsörjningen är den största risken framöver, särskilt när det gäller "
    "specialistsjuksköterskor och biomedicinska analytiker.",
    "Resorna i tjänsten fortsatte att minska; flyget svarar i dag för mindre än hälften av "
    "utsläppen.",
    "Upphandlingen av ett nytt vårdinformationsstöd har överprövats, och införandet flyttas "
    "därför fram.",
    "Styrelsen bedömer att målet uppfylls delvis, eftersom {} av indikatorerna når sina målvärden.",
};

static inline void
report_para(struct report_maker *m, struct doc_node *parent, int sentences)
{
	struct doc_node *p = doc_add(m->d, parent, DOC_PARA);

	for (int i = 0; i < sentences; i++) {
		str s = str_of(report_sentence[report_pick(m, COUNTOF(report_sentence))]);
		size_t hole = str_find(s, STR("{}"), 0);
		if (i > 0)
			doc_text(m->d, p, STR(" "));
		doc_text(m->d, p, str_sub(s, 0, hole));
		if (hole < s.n) {
			doc_fact(m->d, p, STR("ekonomi.exempel:period=2025"),
			    report_number(m, 300, 1));
			doc_text(m->d, p, str_sub(s, hole + 2, s.n));
		}
	}
}

static inline void
report_number_row(struct report_maker *m, struct doc_node *t, enum doc_row_kind kind,
    const char *name, int level)
{
	struct doc_node *row = doc_row(m->d, t, kind);

	row->level = level;
	doc_cell(m->d, row, str_of(name))->header = true;
	for (int i = 1; i < t->n_col; i++) {
		struct doc_node *c = doc_cell(m->d, row, STR(""));
		doc_fact(m->d, c, STR("ekonomi.rad:period=2025"),
		    i + 1 == t->n_col ? report_number(m, 250, 1) : report_number(m, 2000000, 0));
	}
}

/* A table of figures with groups, subtotals and a total. */
static inline void
report_figures(struct report_maker *m, struct doc_node *parent, int nth, int groups)
{
	static const char *const unit[] = {"Regiongemensamt", "Hälso- och sjukvård norr",
	    "Hälso- och sjukvård söder", "Primärvård", "Tandvård", "Folkhögskolor",
	    "Kollektivtrafik", "Digitalisering och medicinsk teknik", "Regionfastigheter",
	    "Måltidsservice", "Hjälpmedelscentral", "Kulturverksamhet"};
	static const char *const group[] = {"Politiska organ", "Vård", "Stöd och service"};
	static const struct doc_col col[] = {{DOC_LEFT, 0}, {DOC_RIGHT, 0}, {DOC_RIGHT, 0},
	    {DOC_RIGHT, 0}, {DOC_RIGHT, 0}, {DOC_RIGHT, 0}};
	struct doc *d = m->d;
	struct doc_node *t = doc_table(d, parent,
	    str_fmt(d->mem, "Utfall och budget per område, del %d", nth), STR("tkr"), col,
	    (int)COUNTOF(col));

	sample_row(d, t, DOC_ROW_HEAD, 0,
	    "Område|Utfall 2024|Utfall 2025|Budget 2025|Avvikelse|Förändring, %");
	for (int g = 0; g < groups; g++) {
		struct doc_node *row = doc_row(d, t, DOC_ROW_GROUP);
		doc_cell(d, row, str_of(group[g % 3]))->span = t->n_col;
		for (int i = 0; i < 4; i++)
			report_number_row(m, t, DOC_ROW_BODY,
			    unit[(g * 4 + i) % (int)COUNTOF(unit)], 1);
		report_number_row(m, t, DOC_ROW_SUBTOTAL, "Summa", 0);
	}
	report_number_row(m, t, DOC_ROW_TOTAL, "Totalt", 0);
	t->source = STR("Redovisningen till och med 31 december 2025.");
}

/* A table of words: activities with their state. */
static inline void
report_activities(struct report_maker *m, struct doc_node *parent, int nth, int rows)
{
	static const struct doc_col col[] = {{DOC_LEFT, 0}, {DOC_LEFT, 2}, {DOC_LEFT, 0}};
	static const char *const word[] = {"Ej bedömt", "Uppfylls helt", "Uppfylls delvis",
	    "Uppfylls inte"};
	struct doc *d = m->d;
	struct doc_node *t = doc_table(d, parent,
	    str_fmt(d->mem, "Aktiviteter och bedömning, del %d", nth), STR(""), col,
	    (int)COUNTOF(col));

	sample_row(d, t, DOC_ROW_HEAD, 0, "Delmål|Genomfört under året|Bedömning");
	for (int i = 0; i < rows; i++) {
		struct doc_node *row = doc_row(d, t, DOC_ROW_BODY);
		uint32_t st = report_pick(m, 4);
		doc_cell(d, row, str_fmt(d->mem, "Delmål %d.%d", nth, i + 1))->header = true;
		doc_cell(d, row,
		    str_of(
		        report_sentence[report_pick(m, COUNTOF(report_sentence)) / 2 * 2 % 14 == 2
		                ? 0
		                : 4 + report_pick(m, 3)]));
		doc_status(d, doc_cell(d, row, STR("")), (enum doc_status)st, str_of(word[st]));
	}
}

static inline void
report_chart(struct report_maker *m, struct doc_node *parent, int nth)
{
	struct arena *mem = m->d->mem;
	struct chart *c = NULL;

	switch (nth % 7) {
	case 0:
		c = sample_travel(mem);
		break;
	case 1:
		c = sample_sick_leave(mem);
		break;
	case 2:
		c = sample_investments(mem);
		break;
	case 3:
		c = sample_stack(mem);
		break;
	case 4:
		c = sample_columns(mem);
		break;
	case 5:
		c = sample_variances(mem);
		break;
	default:
		c = sample_status(mem, 2);
		break;
	}
	c->id = str_fmt(mem, "diagram-%d", nth);
	doc_add(m->d, parent, DOC_CHART)->chart = c;
}

static inline void
report_section(struct report_maker *m, struct doc_node *chapter, int nth, const char *name)
{
	struct doc *d = m->d;
	struct doc_node *s = doc_add(d, chapter, DOC_SECTION), *l, *p;

	doc_heading(d, s, 2, str_of(name));
	report_para(m, s, 4);
	if (nth % 2 == 0)
		report_figures(m, s, nth + 1, 2 + nth % 2);
	else
		report_activities(m, s, nth + 1, 5);
	report_para(m, s, 5);
	doc_heading(d, s, 3, STR("Åtgärder och fortsatt arbete"));
	report_para(m, s, 3);
	l = doc_add(d, s, DOC_LIST);
	l->ordered = nth % 3 == 0;
	for (int i = 0; i < 3; i++)
		report_para(m, doc_add(d, l, DOC_ITEM), 1 + i % 2);
	p = doc_para(d, s,
	    STR("Uppföljningen bygger på de uppgifter som enheterna lämnade vid årets slut"));
	doc_text(d, doc_add(d, p, DOC_FOOTNOTE),
	    STR("Uppgifterna är hämtade ur ekonomisystemet och personalsystemet den 15 januari 2026."));
	doc_text(d, p, STR("."));
	if (nth % 5 < 2)
		report_chart(m, s, nth);
	report_para(m, s, 4);
}

static inline struct doc *
report_doc(struct arena *mem)
{
	static const char *const chapter[] = {"Inledning och sammanfattning", "Måluppfyllelse",
	    "Uppdrag", "Medarbetare och arbetsmiljö", "Ekonomiskt resultat", "Investeringar",
	    "Miljö och hållbarhet", "Framtida utveckling"};
	static const char *const section[] = {"Utgångspunkter", "Vård på rätt nivå",
	    "Resultat och analys"};
	struct report_maker m = {.d = doc_new(mem, LANG_SV), .state = 2025};
	struct doc *d = m.d;
	int nth = 0;

	d->title = STR("Årsrapport 2025");
	d->subtitle = STR("Uppföljning av plan och budget, januari–december");
	d->author = STR("Regionstyrelsen");
	d->organisation = STR("Region Exempel");
	d->id = STR("rs-2025-t3");
	d->dated = (date){2026, 2, 17};
	d->status_line = STR("Utkast");
	d->decision = STR("RS 2026/17, § 12");
	doc_add(d, d->root, DOC_TOC);
	for (size_t i = 0; i < COUNTOF(chapter); i++) {
		doc_heading(d, d->root, 1, str_of(chapter[i]));
		report_para(&m, d->root, 4);
		for (size_t k = 0; k < COUNTOF(section); k++)
			report_section(&m, d->root, nth++, section[k]);
	}
	report_figures(&m, d->root, 25, 3);
	return d;
}

#endif
