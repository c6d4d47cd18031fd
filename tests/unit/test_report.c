/* The report tree: a made-up region against a golden text, wording by period,
 * references, faults; and the example's three reports whole. */
#include "check.h"
#include "core/report/diff.h"
#include "core/report/outline.h"
#include "db/migrate.h"
#include "doc/html/html.h"
#include "doc/pdf/pdf.h"
#include "doc/text/text.h"
#include "report_made.h"
#include "sys/file.h"
#include "work/import.h"

#include "../support/pdf_check.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct arena mem;
static struct diag d;
static struct err e;

static struct model *
with_section(const char *report, const char *body)
{
	struct model *m = made_region(&mem);

	put(m, KIND_section, "report", report, "id", "ett", "level", "1", "title", "Första", "body",
	    body);
	built(m);
	return m;
}

static bool
build(const struct model *m, const char *report, enum lang lang, struct doc **doc)
{
	const struct report *r = find_report(m, str_of(report));
	struct report_in in = {.model = m,
	    .report = r,
	    .lang = lang,
	    .facts = facts_new(&mem, m, &made_money, (struct fact_context){r->body, r->period}),
	    .program = STR("Tertial")};

	diag_init(&d, &mem, 50);
	e = (struct err){0};
	return report_build(&in, &mem, doc, &d, &e);
}

static str
as_text(const struct doc *doc)
{
	struct sb b;
	str out;

	sb_init(&b, &mem, (size_t)16 << 20);
	text_write(doc, 100, &b);
	check(sb_done(&b, &out));
	return out;
}

static str
as_tree(const struct doc *doc)
{
	struct sb b;
	str out;

	sb_init(&b, &mem, (size_t)64 << 20);
	tree_json(doc, &b);
	check(sb_done(&b, &out));
	return out;
}

static void
why_not(void)
{
	fprintf(stderr, "%s\n", e.text[LANG_SV]);
	for (size_t i = 0; i < d.n; i++)
		fprintf(stderr, "  %.*s:%d:%d %.*s\n", STR_ARG(d.v[i].file), d.v[i].line,
		    d.v[i].col, STR_ARG(d.v[i].text[LANG_SV]));
}

/* The text with that section, or "" after a failed check. */
static str
text_of(const char *report, const char *body, enum lang lang)
{
	struct doc *doc;

	bool ok = build(with_section(report, body), report, lang, &doc);
	if (!ok)
		why_not();
	check(ok);
	return ok ? as_text(doc) : STR("");
}

static bool
has(str text, const char *part)
{
	bool there = str_find(text, str_of(part), 0) < text.n;

	if (!there)
		fprintf(stderr, "not there: %s\n", part);
	return there;
}

static const char all_blocks[] =
    "Netto {{ekonomi.nettokostnad | mkr}}, se {{se tabell malsammanfattning}} och "
    "{{se diagram resor-2025}}.{{not}}En not med {{rapport.ar}}.{{slut}}\n\n"
    "# Mål\n\n::: diagram malstatus\n\n::: tabell malsammanfattning\n\n::: tabell bedomningsskala\n\n"
    "::: mal 1\n\n# Uppdrag\n\n::: uppdrag\n\n# Ekonomi\n\n::: avvikelser\n\n::: forklaringar\n\n"
    "::: atgarder\n\n::: tabell investeringar enhet=REGION\n\n::: diagram investeringar\n\n"
    "# Personal\n\n::: tabell sjukfranvaro\n\n::: diagram sjukfranvaro\n\n::: tabell sjuktal\n\n"
    "::: ruta \"Rubrik\" typ=varning\nI rutan.\n\n# Fet\n:::\n\n"
    "Tabell: Egna tal\n\n| Post | Tal |\n|---|---|\n| a | 1 |\n| Summa | 1 |\n\n"
    "::: tabell uppgifter visa=\"ekonomi.nettokostnad uppgift.saknad\"\n\n"
    "::: tabell nyckeltal visa=\"ekonomi.nettokostnad\"\n\n::: omrakningar\n\n::: portfolj\n\n"
    "::: hallbarhet\n\n::: tabell serie id=resor-2025\n";

static void
golden(void)
{
	static const char file[] = "tests/golden/report/annual.txt";
	struct doc *doc, *again;
	str want = STR("");

	bool ok = build(with_section("RS-2025-T3", all_blocks), "RS-2025-T3", LANG_SV, &doc) &&
	    build(with_section("RS-2025-T3", all_blocks), "RS-2025-T3", LANG_SV, &again);
	if (!ok)
		why_not();
	check(ok);
	if (!ok)
		return;
	check(str_eq(as_tree(doc), as_tree(again))); /* (RP1) */
	str got = as_text(doc);
	if (getenv("TERTIAL_UPDATE") != NULL)
		check(file_write(STR("tests/golden/report/annual.txt"), got, &e));
	check(file_read(&mem, str_of(file), (size_t)1 << 20, &want, &e));
	if (!str_eq(got, want)) {
		const char *dir = getenv("TERTIAL_BUILD");
		str kept = str_fmt(&mem, "%s/annual.txt", dir != NULL ? dir : ".");
		check(file_write(kept, got, &e));
		fprintf(stderr, "the report is not as %s; see %.*s\n", file, STR_ARG(kept));
	}
	check(str_eq(got, want));
}

static void
wording(void)
{
	str t = text_of("RS-2025-T3", "::: tabell malsammanfattning\n", LANG_SV);
	check(has(t, "Uppfylls delvis") && has(t, "Bedömning av delmål 2025"));
	check(has(t, "Beslutad 4\xc2\xa0mars") && has(t, "Diarienummer RS 2026-12"));
	check(has(t, "Bilaga 1. Ekonomiska tabeller")); /* placed though no section did */
	t = text_of("RS-2025-T2", "::: tabell malsammanfattning\n", LANG_SV);
	check(has(t, "Bedöms uppfyllas delvis") && has(t, "januari–augusti 2025"));
	check(has(t, "Konstruerad rapport"));
	t = text_of("RS-2025-T2", "::: tabell malsammanfattning\n\n::: uppdrag\n", LANG_EN);
	check(has(t, "Expected to be partly met") && has(t, "Made-up report"));
	check(has(t, "About the report"));
	t = text_of("RS-2025-T3",
	    "{{rapport.titel}} {{rapport.uppnas | versal}} {{rapport.beslut}} "
	    "{{rapport.foregaende_ar}} {{rapport.manad}}\n",
	    LANG_SV);
	check(has(t,
	    "Årsrapport 2025 Uppnås 4\xc2\xa0mars\xc2\xa0"
	    "2026, §\xc2\xa0"
	    "17 2024 december"));
}

/* Dated before its year: what is to be reached, and nothing of how it went. */
static void
plan_document(void)
{
	struct model *m = made_region(&mem);
	struct doc *doc;

	built(m);
	bool ok = build(m, "RS-2025", LANG_SV, &doc);
	if (!ok)
		why_not();
	check(ok);
	if (!ok)
		return;
	str t = as_text(doc);
	check(has(t, "Nämndplan 2025") && has(t, "minst 40") && has(t, "Minska resorna"));
	check(str_find(t, STR("Uppfylls"), 0) == t.n && str_find(t, STR("36,5"), 0) == t.n);
	check(str_find(t, STR("Klar med"), 0) == t.n && str_find(t, STR("Utfall"), 0) == t.n);
}

/* Each gives no document and a finding of that rule. */
static void
faults(void)
{
	static const struct {
		const char *body, *rule;
	} cases[] = {
	    {"{{ekonomi.netokostnad}}", "report_fact"},
	    {"{{rapport.titell}}", "report_own_name"},
	    {"{{ekonomi.nettokostnad | procent}}", "report_fact"},
	    {"{{riktning a b c}}", "report_direction_form"},
	    {"{{avvikelse a b}}", "report_variance_form"},
	    {"{{riktning uppgift.saknad}}", "report_word_missing"},
	    {"{{se tabel x}}", "report_reference_form"},
	    {"{{se tabell borta}}", "report_reference"},
	    {"{{se tabell malsammanfatning}}\n\n::: tabell malsammanfattning",
	        "report_reference_near"},
	    {"::: tabell resultat", "report_no_economy"},
	    {"::: tabell reslutat", "report_view_near"},
	    {"::: diagram qqqqqqqq", "report_view"},
	    {"::: tabell sjuktal enhet=RX", "report_unit_near"},
	    {"::: delmal d99", "report_objective"},
	    {"::: mal 9", "report_goal"},
	    {"::: uppdrag id=u9", "report_assignment"},
	    {"::: tabell serie id=resor-2024", "report_series"},
	    {"::: tabell uppgifter", "report_show_missing"},
	    {"::: ruta typ=rosa\n:::", "report_box"},
	    {"::: infoga etta", "report_section_near"},
	    {"[x](javascript:alert)", "report_link"},
	    {"[x](https://a.se/{{rapport.ar}})", "report_link"},
	    {"a{{not}}\n- lista\n{{slut}}", "report_note_form"},
	    {"::: tabell sjuktal id=x\n\n::: tabell anstallda id=x", "report_id_twice"},
	};
	struct doc *doc = NULL;

	for (size_t i = 0; i < COUNTOF(cases); i++) {
		check(
		    !build(with_section("RS-2025-T3", cases[i].body), "RS-2025-T3", LANG_SV, &doc));
		check(doc == NULL && e.rc == RC_INVALID);
		bool found = false;
		for (size_t k = 0; k < d.n; k++)
			found |= d.v[k].sev == SEV_ERROR &&
			    strcmp(d.v[k].rule, cases[i].rule) == 0 && d.v[k].line > 0;
		if (!found) {
			fprintf(stderr, "no %s in: %s\n", cases[i].rule, cases[i].body);
			why_not();
		}
		check(found);
	}
}

/* A caption stands above its table or below it, and belongs to the one it is nearest. */
static void
captions(void)
{
	str t = text_of("RS-2025-T3",
	    "| a |\n|---|\n| 1 |\n\nTabell: Under\n\nText.\n\n| b |\n|---|\n| 2 |\n\n"
	    "Tabell: Över\n\n| c |\n|---|\n| 3 |\n",
	    LANG_SV);
	check(has(t, "Tabell 1. Under") && has(t, "Tabell 2. Första") && has(t, "Tabell 3. Över"));
}

static void
missing(void)
{
	str t = text_of("RS-2025-T3", "Talet är {{uppgift.saknad}}.\n", LANG_SV);

	check(has(t, "Talet är uppgift saknas."));
	check(d.n_err == 0 && d.n == 1 && d.v[0].sev == SEV_WARNING);
}

/* Every writer's page of a hostile document: sound PDF, and no markup of the data's. */
static void
printed_whole(const struct doc *doc)
{
	struct pdf_checked k;
	struct sb b;
	str out = STR("");

	e = (struct err){0};
	sb_init(&b, &mem, (size_t)64 << 20);
	check(pdf_write(doc, NULL, &b, &e) && sb_done(&b, &out));
	bool sound = pdf_check(&k, &mem, out);
	if (!sound)
		fprintf(stderr, "%.*s", (int)k.report.n, k.report.p);
	check(sound);
	sb_init(&b, &mem, (size_t)64 << 20);
	html_write(doc, NULL, &b);
	check(sb_done(&b, &out) && str_find(out, STR("<script"), 0) == out.n);
	check(str_find(out, STR("<b>*T"), 0) == out.n && str_find_byte(out, '\0', 0) == out.n);
}

static void
hostile(void)
{
	struct model *m = made_region(&mem);
	struct doc *doc;

	put(m, KIND_section, "report", "RS-2025-T3", "id", "x", "level", "6", "title",
	    "<b>*T*</b> \xe2\x80\xae", "body", "###### djup\n\n# grund\n\n<script>1</script>\n");
	put(m, KIND_section, "report", "RS-2025-T3", "id", "X", "level", "-3", "title", "Å/Ä: \"?",
	    "body", "text");
	built(m);
	bool ok = build(m, "RS-2025-T3", LANG_SV, &doc);
	if (!ok)
		why_not();
	check(ok);
	if (ok)
		printed_whole(doc);
}

/* Forty levels of sections and of headings in their text; right-to-left marks, NUL and
 * broken UTF-8 in names; markup everywhere. */
static void
deep_and_strange(void)
{
	struct model *m = made_region(&mem);
	struct doc *doc;
	struct sb b;
	str s;

	sb_init(&b, &mem, (size_t)1 << 20);
	for (int i = 1; i <= 40; i++) {
		for (int k = 0; k < i; k++)
			sb_chr(&b, '#');
		sb_printf(&b,
		    " Rubrik %d <script>x</script>\n\n\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d "
		    "och \xe2\x80\xaetext\n\n",
		    i);
	}
	check(sb_done(&b, &s));
	for (int i = 1; i <= 40; i++)
		put(m, KIND_section, "report", "RS-2025-T3", "id", str_fmt(&mem, "n%02d", i).p,
		    "level", str_fmt(&mem, "%d", i).p, "title", "<b>*T*</b> \xff\xfe", "body",
		    i == 1 ? str_z(&mem, s) : "Text.");
	built(m);
	struct goal *g = model_row(m, KIND_goal, 0);
	g->name = STR("Mål\0 med <b>noll</b>");
	bool ok = build(m, "RS-2025-T3", LANG_SV, &doc);
	if (!ok)
		why_not();
	check(ok);
	if (ok)
		printed_whole(doc);
}

/* A table of 10 000 rows, a word of 10 000 letters, boxes in boxes, quotations in
 * quotations: a document, or a finding. */
static void
large(void)
{
	struct sb b;
	struct doc *doc;
	str s;

	sb_init(&b, &mem, (size_t)1 << 20);
	sb_lit(&b, "| a | b |\n|---|---|\n");
	for (int i = 0; i < 10000; i++)
		sb_printf(&b, "| rad %d | %d |\n", i, i);
	sb_lit(&b, "\n");
	for (int i = 0; i < 10000; i++)
		sb_chr(&b, 'x');
	check(sb_done(&b, &s));
	const char *text = str_z(&mem, s);
	check(text != NULL && build(with_section("RS-2025-T3", text), "RS-2025-T3", LANG_SV, &doc));
	printed_whole(doc);
	sb_init(&b, &mem, (size_t)1 << 20);
	for (int i = 0; i < 12; i++)
		sb_lit(&b, "::: ruta\n>>>>> \xc3\xa5\n\n");
	for (int i = 0; i < 12; i++)
		sb_lit(&b, ":::\n");
	check(sb_done(&b, &s));
	text = str_z(&mem, s);
	bool ok = text != NULL &&
	    build(with_section("RS-2025-T3", text), "RS-2025-T3", LANG_SV, &doc);
	check(ok || e.rc == RC_INVALID || e.rc == RC_LIMIT);
}

/* ---- differences ---- */

static str
diff_text(const struct doc *old, int old_year, const struct doc *now, int now_year,
    struct facts *fx)
{
	struct report_diff_in in = {old, now, old_year, now_year, fx, fx, LANG_SV};
	struct doc *out;

	e = (struct err){0};
	bool ok = report_diff(&in, &mem, &out, &e);
	if (!ok)
		why_not();
	check(ok);
	return ok ? as_text(out) : STR("");
}

static bool
corrected_cell(void *ctx, const struct money_query *q, int64_t *ore, bool *has, struct err *err)
{
	bool ok = made_cell(ctx, q, ore, has, err);

	*ore -= 12345600;
	return ok;
}

/* Two versions of one report: a correction too small for millions is shown in thousands,
 * and one too small for those is none. */
static void
versions(void)
{
	static const struct fact_money corrected = {.cell = corrected_cell};
	struct model *m = with_section("RS-2025-T3", "Talet {{ekonomi.nettokostnad | tkr}}.\n");
	struct doc *z, *changes;

	check(build(m, "RS-2025-T3", LANG_SV, &z));
	struct report_diff_in in = {.old = z,
	    .now = z,
	    .old_year = 2025,
	    .now_year = 2025,
	    .old_facts = made_facts(&mem, m, "2025-T3"),
	    .now_facts = facts_new(&mem, m, &corrected,
	        (struct fact_context){STR("RS"), find_report(m, STR("RS-2025-T3"))->period}),
	    .lang = LANG_SV,
	    .old_in = STR("kopia.tertial")};
	check(report_diff(&in, &mem, &changes, &e));
	str t = as_text(changes);
	check(str_eq(changes->id, STR("rs-2025-t3-mot-tidigare")));
	check(has(t, "mot Årsrapport 2025 som den står i kopia.tertial"));
	check(has(t,
	          "4\xc2\xa0"
	          "076\xc2\xa0"
	          "171\xc2\xa0tkr") &&
	    has(t,
	        "4\xc2\xa0"
	        "076\xc2\xa0"
	        "295\xc2\xa0tkr") &&
	    has(t, "+123\xc2\xa0tkr"));
	in.now_facts = in.old_facts;
	check(report_diff(&in, &mem, &changes, &e));
	t = as_text(changes);
	check(has(t, "Inget har ändrats.") && str_find(t, STR("tkr"), 0) == t.n);
}

static void
differences(void)
{
	struct doc *a, *z;

	check(build(with_section("RS-2025-T3",
	                "Ett stycke om resor.\n\nTvå står kvar.\n\n"
	                "Talet {{ekonomi.nettokostnad | mkr}}.\n"),
	    "RS-2025-T3", LANG_SV, &a));
	check(build(with_section("RS-2025-T3",
	                "Ett stycke om korta resor.\n\nTvå står kvar.\n\n"
	                "Talet {{ekonomi.nettokostnad | tkr}}.\n\nNytt.\n"),
	    "RS-2025-T3", LANG_SV, &z));
	str t = diff_text(a, 2025, a, 2025, NULL);
	check(has(t, "Ändringar i Årsrapport 2025") && has(t, "Inget har ändrats."));
	check(str_find(t, STR("Före"), 0) == t.n); /* (RD1) */
	t = diff_text(a, 2025, z, 2025, NULL);
	check(has(t, "Ett stycke om korta resor.") && has(t, "Ett stycke om resor."));
	check(has(t,
	          "4\xc2\xa0"
	          "076\xc2\xa0miljoner") &&
	    has(t, "(tillagt)") && has(t, "Nytt."));
	check(str_find(t, STR("står kvar"), 0) == t.n);
	/* one figure in two forms has not changed (RD3) */
	t = diff_text(a, 2025, z, 2025,
	    made_facts(&mem, with_section("RS-2025-T3", ""), "2025-T3"));
	check(str_find(t, STR("Uppgift  "), 0) == t.n);
	/* a figure of two years: before, now, and by how much (RD2) */
	struct facts *fx = made_facts(&mem, with_section("RS-2025-T3", ""), "2025-T3");
	struct doc *was, *changes;
	check(
	    build(with_section("RS-2024-T3", "Talet {{ekonomi.nettokostnad:period=2024 | mkr}}.\n"),
	        "RS-2024-T3", LANG_SV, &was));
	struct report_diff_in years = {was, z, 2024, 2025, fx, fx, LANG_SV};
	check(report_diff(&years, &mem, &changes, &e));
	t = as_text(changes);
	check(has(t, "Skillnad") && has(t, "+204\xc2\xa0Mkr") && has(t, "Ändrade"));
	t = diff_text(z, 2025, a, 2025, NULL);
	check(has(t, "(borttaget)"));
}

/* ---- the example ---- */

static const char *database;

static bool
example(struct db **db, struct model **m)
{
	struct import_opts o = {.as = STR(""), .who = STR("test"), .now_us = 1};
	struct import_report rep;
	str path = STR("examples/vasterbotten");

	return db_open(db, database, true, &e) && db_migrate(*db, &e) &&
	    import_paths(*db, 1, &path, 1, &o, &mem, &rep, &d, &e) && db_begin(*db, DB_READ, &e) &&
	    model_load(*db, 1, &mem, m, &e);
}

static str
example_report(const struct model *m, const struct economy *ec, const struct report *r,
    enum lang lang)
{
	struct report_in in = {.model = m,
	    .report = r,
	    .lang = lang,
	    .economy = ec,
	    .facts = facts_new(&mem, m, facts_money_economy(&mem, ec, NULL, 1),
	        (struct fact_context){r->body, r->period}),
	    .program = STR("Tertial")};
	struct doc *doc;

	diag_init(&d, &mem, 50);
	bool ok = report_build(&in, &mem, &doc, &d, &e);
	if (!ok)
		why_not();
	check(ok);
	return ok ? as_text(doc) : STR("");
}

static void
whole_example(void)
{
	struct db *db = NULL;
	struct model *m = NULL;
	struct economy *ec = NULL;

	database = str_fmt(&mem, "/tmp/tertial-test-report-%d.db", (int)getpid()).p;
	diag_init(&d, &mem, 100);
	e = (struct err){0};
	bool ok = example(&db, &m) && economy_load(db, 1, m, 2023, 2025, &mem, &ec, &e);
	if (!ok)
		why_not();
	check(ok);
	if (ok) {
		str t = example_report(m, ec, report_find(m, STR("RS"), per("2025-T3")), LANG_SV);
		check(has(t,
		          "−4\xc2\xa0"
		          "831\xc2\xa0"
		          "299") &&
		    has(t, "Uppfylls delvis"));
		check(has(t, "87,4\xc2\xa0%") && has(t, "Summa Regionstyrelsen"));
		check(has(t, "Ingen uppföljning är redovisad.") && has(t, "Kan inte visas"));
		t = example_report(m, ec, report_find(m, STR("RS"), per("2025-T2")), LANG_SV);
		check(has(t, "Bedöms uppfyllas helt") && has(t, "Helårsprognos"));
		t = example_report(m, ec, report_find(m, STR("RS"), per("2024-T3")), LANG_SV);
		check(has(t,
		          "179\xc2\xa0"
		          "500") &&
		    has(t, "Uppfylls inte"));
		/* no sections: the outlines */
		t = example_report(m, ec, report_default(&mem, m, STR("RS"), per("2025"), LANG_EN),
		    LANG_EN);
		check(has(t, "Annual report 2025") && has(t, "Operating accounts"));
		t = example_report(m, ec,
		    report_default(&mem, m, STR("RS"), per("2025-10"), LANG_SV), LANG_SV);
		check(has(t, "Månadsrapport oktober 2025"));
		/* A plan says what is to be reached and what it may cost, and no outcome. */
		struct report plan = *report_default(&mem, m, STR("RS"), per("2025"), LANG_SV);
		plan.id = STR("RS-2025-plan");
		plan.kind = REPORT_KIND_plan;
		t = example_report(m, ec, &plan, LANG_SV);
		check(has(t, "Fastighet") && has(t, "717") && has(t, "Minska hyrberoendet"));
		check(str_find(t, STR("744"), 0) == t.n && str_find(t, STR("Utfall"), 0) == t.n);
	}
	db_close(db);
	(void)unlink(database);
}

int
main(void)
{
	arena_init(&mem, (size_t)4 << 30);
	golden();
	wording();
	plan_document();
	faults();
	captions();
	missing();
	hostile();
	deep_and_strange();
	large();
	differences();
	versions();
	whole_example();
	arena_end(&mem);
	return check_done();
}
