/* The checker by its parts: numbers, names that hold digits, directions, sums,
 * tables, years, and what the writers make of it. */
#include "check.h"
#include "core/claims/claims.h"

#include <string.h>

static struct arena mem;

static struct claims_result
checked(const char *text, const char *old)
{
	static struct err e;
	struct claims_doc a = {STR("a.txt"), str_of(text)},
	                  b = {STR("b.txt"), str_of(old != NULL ? old : "")};
	struct claims_result r;

	check(claims_check(&a, &(struct claims_against){.old = old != NULL ? &b : NULL}, &mem, &r,
	    &e));
	return r;
}

static const struct claims_finding *
found(const struct claims_result *r, const char *rule)
{
	for (size_t i = 0; i < r->n_finding; i++)
		if (strcmp(r->finding[i].rule, rule) == 0)
			return &r->finding[i];
	return NULL;
}

static int64_t
errors(const char *text)
{
	return (int64_t)checked(text, NULL).n_sev[SEV_ERROR];
}

/* The first claim's first figure, in millionths. */
static int64_t
value(const char *text)
{
	struct claims_result r = checked(text, NULL);

	for (size_t i = 0; i < r.n_claim; i++)
		if (r.claim[i].n_figure > 0)
			return r.claim[i].figure[0].value;
	return -1;
}

static void
test_numbers(void)
{
	check_i64(value("Kostnaden uppgår till 1 009 miljoner kronor."),
	    INT64_C(1009000000) * 1000000);
	check_i64(value("Kostnaden uppgår till 1\302\240009 tkr."), INT64_C(1009000) * 1000000);
	check_i64(value("Kostnaden uppgår till 1.009 kronor."), INT64_C(1009) * 1000000);
	check_i64(value("Andelen är 6,7 procent."), 6700000);
	check_i64(value("Andelen är 6.0% nu."), 6000000);
	check_i64(value("Avvikelsen är minus 87 miljoner kronor."), INT64_C(-87000000) * 1000000);
	check_i64(value("Avvikelsen är −87 mkr."), INT64_C(-87000000) * 1000000);
	check_i64(value("Det kostade tre miljoner kronor."), INT64_C(3000000) * 1000000);
	check_i64(value("Det kostade drygt 12 mnkr."), INT64_C(12000000) * 1000000);
	check_i64(value("Vinsten blev 1,5 miljarder kronor."), INT64_C(1500000000) * 1000000);
	check_i64(value("Vi har 1153 anställda."), INT64_C(1153) * 1000000);
}

static void
test_names(void)
{
	static const char *const text[] = {
	    "Samtalen till 1177 besvaras direkt.",
	    "Utbyggnaden av 5G fortsätter.",
	    "Beslutet har diarienummer RS 1179-2024.",
	    "Enligt § 12 gäller detta.",
	    "Se avsnitt 2.1 och bilaga 3.",
	    "Detta mäts som R12 varje månad.",
	    "Beslut den 2024-12-31 togs.",
	    "Lagen (2018:597) gäller.",
	    "Arbetet fortsätter 2025.",
	    "Det är mål 3 som avses.",
	    "Under kvartal 1 startar arbetet.",
	    "Ring 070-123 45 67 eller 0912-12 34 56.",
	    "Adressen är Storgatan 14, 903 26 Umeå.",
	    "Beslutet den 12 november gäller 11 kap. 20 § kommunallagen.",
	    "Se sid. 12–14 och bilaga 1, 2 och 3.",
	    "Ärendet har dnr 2024-0417 och bankgiro 5050-1055.",
	    "Frågor besvaras kl. 08.00–16.30 på telefon 1177 eller 112.",
	};

	for (size_t i = 0; i < COUNTOF(text); i++) {
		struct claims_result r = checked(text[i], NULL);
		int64_t n = 0;
		for (size_t k = 0; k < r.n_claim; k++)
			n += r.claim[k].n_figure;
		if (n != 0)
			fprintf(stderr, "a figure in: %s\n", text[i]);
		check_i64(n, 0);
	}
}

static void
test_directions(void)
{
	check_i64(errors("Frånvaron har minskat från 4,9 procent till 4,8 procent."), 0);
	check_i64(errors("Frånvaron har ökat från 4,9 procent till 4,8 procent."), 1);
	check_i64(
	    errors("Frånvaron var 5,1 % i december 2024 och ökade till 4,6 % i december 2025."), 1);
	/* Two words, one of which agrees: no error. */
	check_i64(
	    errors(
	        "Frånvaron minskar efter en ökning förra året från 5,4 procent till 4,0 procent."),
	    0);
	check_i64(errors("Utfallet är 21 mkr, vilket är under målet på 25 mkr."), 0);
	check_i64(errors("Utfallet är 27 mkr, vilket är under målet på 25 mkr."), 1);
}

static void
test_arithmetic(void)
{
	check_i64(
	    errors(
	        "Kostnaden uppgår till 3 872 mkr, vilket är en ökning med 213 mkr eller 5,8 procent."),
	    0);
	check_i64(
	    errors(
	        "Kostnaden uppgår till 3 872 mkr, vilket är en ökning med 213 mkr eller 8,5 procent."),
	    1);
	check_i64(
	    errors(
	        "Kostnaden uppgår till 3 872 mkr, vilket är en minskning med 213 mkr eller 5,8 procent."),
	    1);
	check_i64(
	    errors("Av de 17 målen bedöms tolv uppnås, fyra uppnås delvis och ett uppnås inte."),
	    0);
	check_i64(
	    errors("Av de 17 målen bedöms tolv uppnås, fem uppnås delvis och ett uppnås inte."), 1);
	check_i64(errors("Det finns 1 153 anställda (637 kvinnor och 516 män)."), 0);
	check_i64(errors("Det finns 1 153 anställda (673 kvinnor och 516 män)."), 1);
}

static void
test_targets(void)
{
	struct claims_result r = checked(
	    "Andelen ska understiga 3,7 procent. Vid bokslutet är 3,7 procent "
	    "uppnått och målet nått.",
	    NULL);

	check(found(&r, "strict_target") != NULL && r.n_sev[SEV_ERROR] == 0);
	r = checked(
	    "Andelen ska understiga 3,7 procent. Vid bokslutet är 3,9 procent uppnått och målet nått.",
	    NULL);
	check(found(&r, "target_missed") != NULL);
	r = checked("Andelen ska understiga 3,7 procent. Vid bokslutet är 3,2 procent uppnått.",
	    NULL);
	check(found(&r, "target_missed") == NULL && found(&r, "strict_target") == NULL);
	r = checked(
	    "Minskningen är 6 procent (17 miljoner kronor), där vården svarar för en minskning på 12 "
	    "procent (18 miljoner kronor).",
	    NULL);
	check(found(&r, "part_beyond_change") != NULL && r.n_sev[SEV_ERROR] == 0);
}

static void
test_shares(void)
{
	struct claims_result r = checked(
	    "Andel anställda som varit sjuka högst 5 dagar gick från 42 till 41 procent.\n\n"
	    "Andel anställda som varit sjuka 0 dagar gick från 67 till 63 procent.\n",
	    NULL);
	const struct claims_finding *f = found(&r, "superset_share");

	check_i64((int64_t)r.n_sev[SEV_ERROR], 2);
	check(f != NULL && f->line == 1);
	check_str(f->expected, "från 67 procent till 63 procent");
	r = checked("Svarsfrekvensen var 86 procent, en ökning på 2 procent.", NULL);
	check(found(&r, "percent_of_share") != NULL);
	r = checked(
	    "Frånvaron minskade från 5,0 procent i december 2023 till 4,9 procent i november 2024.",
	    NULL);
	check(found(&r, "other_month") != NULL);
}

/* Three figures of one sentence that make each other. */
static void
test_counts(void)
{
	struct claims_result r = checked(
	    "Av 5 400 anmälningar åtgärdades 4 968 inom tre dagar, det vill säga 92 procent.",
	    NULL);

	check(found(&r, "percent_of_count") == NULL && r.n_sev[SEV_ERROR] == 0);
	r = checked("Av 5 400 anmälningar åtgärdades 4 968, det vill säga 92 procent.", NULL);
	check(r.n_sev[SEV_ERROR] == 0 && r.claim[2].verdict == CLAIMS_VERIFIED);
	r = checked("Av 5 400 anmälningar åtgärdades 4 968, det vill säga 82 procent.", NULL);
	check(found(&r, "percent_of_count") != NULL);
	check_str(found(&r, "percent_of_count")->expected, "92 procent");
	r = checked(
	    "Antalet anställda var 900.\n\n1 112 personer svarade och svarsfrekvensen var 86 "
	    "procent.\n",
	    NULL);
	check(found(&r, "implied_total") != NULL && r.n_sev[SEV_ERROR] == 0);
	r = checked(
	    "Antalet anställda var 1 300.\n\n1 112 personer svarade och svarsfrekvensen var "
	    "86 procent.\n",
	    NULL);
	check(found(&r, "implied_total") == NULL);
	r = checked("Andelen ökade från 91 till 94 procent, en ökning med 3 procentenheter.", NULL);
	check(r.n_sev[SEV_ERROR] == 0 && r.claim[1].verdict == CLAIMS_VERIFIED);
	r = checked("Andelen ökade från 91 till 94 procent, en ökning med 5 procentenheter.", NULL);
	check(found(&r, "points_of_shares") != NULL);
	r = checked("Andelen minskade från 50 till 40 procent, en minskning med 10 procent.", NULL);
	check(found(&r, "percent_of_share") != NULL && r.n_sev[SEV_ERROR] == 0);
	r = checked("Andelen minskade från 50 till 40 procent, en minskning med 20 procent.", NULL);
	check(found(&r, "percent_of_share") == NULL);
}

/* Plain language is notes, never more. */
static void
test_plain(void)
{
	struct claims_result r = checked(
	    "Genomförandet av utvärderingen av verksamhetens utveckling och förbättringen av "
	    "tillgängligheten och planeringen av organisationen tar tid.\n\nArbetet genomfördes, "
	    "följdes upp, utvärderades, redovisades, beslutades och avslutades.\n\nBeslutet i APT gäller.\n",
	    NULL);

	check(found(&r, "noun_heap") != NULL && found(&r, "noun_heap")->line == 1);
	check(found(&r, "passive_heap") != NULL && found(&r, "passive_heap")->line == 3);
	check(found(&r, "abbreviation") != NULL);
	check_i64((int64_t)(r.n_sev[SEV_ERROR] + r.n_sev[SEV_WARNING]), 0);
	r = checked("Vi utvärderar hur verksamheten utvecklas och planerar om.\n", NULL);
	check_i64((int64_t)r.n_sev[SEV_NOTE], 0);
}

/* What a table says of itself, and names that are spelled two ways. */
/* An abbreviation is explained in each chapter that uses it, or in a glossary. */
static void
test_abbreviations(void)
{
	static const char one[] = "1 Vård\n\nProgrammet för vårdinformation (FVIS) är igång. "
	                          "Arbetet med FVIS fortsätter.\n\n";
	static const char two[] =
	    "2 Ekonomi\n\nFör FVIS ökade kostnaden. Arbetet i FVIS går vidare.\n\n";
	static const char list[] =
	    "Förkortningar\n\nFVIS betyder programmet för vårdinformation.\n\n";
	struct claims_result r = checked(one, NULL);

	check(found(&r, "abbreviation") == NULL);
	r = checked(str_z(&mem, str_fmt(&mem, "%s%s", one, two)), NULL);
	const struct claims_finding *f = found(&r, "abbreviation");
	check(f != NULL && f->line == 7 && f->sev == SEV_NOTE);
	check(f != NULL &&
	    (f + 1 == r.finding + r.n_finding || strcmp(f[1].rule, "abbreviation") != 0));
	r = checked(str_z(&mem, str_fmt(&mem, "%s%s%s", one, two, list)), NULL);
	check(found(&r, "abbreviation") == NULL);
}

/* A document in English is not guessed at, and says so; a quotation in Swedish text is read. */
static void
test_english(void)
{
	struct claims_result r = checked(
	    "Annual report 2025\n\nThe cost of the library was SEK 1,009 million, and that of the "
	    "museum SEK 999 million.\n\nThe sum of the two is SEK 900 million, with a deficit for the "
	    "year.\n\nUnit\tBudget\tOutcome\tVariance\nA\t1,009\t999\t10\nB\t2,010\t999\t9\n"
	    "C\t3,009\t999\t8\nTotal\t6,028\t2,997\t27\n",
	    NULL);

	check(found(&r, "not_swedish") != NULL && found(&r, "not_swedish")->sev == SEV_WARNING);
	check_i64((int64_t)r.n_sev[SEV_ERROR], 0);
	check_i64((int64_t)r.n_claim, 0);
	r = checked("Årsrapport 2025\n\nKostnaden för biblioteket var 12 miljoner kronor. "
	            "”The state of the art is to be with the times”, säger chefen.\n",
	    NULL);
	check(found(&r, "not_swedish") == NULL && r.n_claim > 0);
}

static void
test_names_of_things(void)
{
	static const char text[] =
	    "Årsrapport 2024\nKulturnämnden\n\nKulturnämnden har ansvar. Kulturnämnden beslutar.\n\n"
	    "Region Norr\tUtfall 2024\tBudget 2024\tAvvikelse\nBidrag\t1000\t900\t100\n"
	    "Avgifter\t500\t450\t50\nTotal\t1500\t1350\t150\nPersonal\t-2000\t-2100\t100\n"
	    "Lokaler\t-3000\t-2900\t-100\nTotal\t-5000\t-5000\t0\nTotal\t-3500\t-3650\t150\n\n"
	    "Kulturnämndens nettokostnad uppgår till 3 500 tkr.\n\n"
	    "Säkra en långsiktigt hållbar utveckling\n\nText.\n\n"
	    "Säkra en långsiktig hållbar utveckling\n\nText.\n\n"
	    "Tabell 1 om kulturens alla delar\n\nText.\n\nTabell 2 om kulturens alla delar\n\nText.\n";
	struct claims_result r = checked(text, NULL);
	int n = 0;

	check_i64((int64_t)r.n_sev[SEV_ERROR], 0);
	check(found(&r, "same_name_rows") != NULL);
	check(found(&r, "no_unit") != NULL);
	check(found(&r, "other_body") != NULL && found(&r, "other_body")->sev == SEV_WARNING);
	for (size_t i = 0; i < r.n_finding; i++)
		n += strcmp(r.finding[i].rule, "two_spellings") == 0;
	check_i64(n, 1);
}

static const char table[] =
    "Resultat 2024\n\nBelopp i mkr\tUtfall 2024\tBudget 2024\tAvvikelse\n"
    "Vård\t-100\t-90\t-10\nKultur\t-50\t-55\t5\nTrafik\t-30\t-31\t1\nTotalt\t-180\t-176\t-4\n\n";

static void
test_tables(void)
{
	char text[1000];
	struct claims_result r = checked(table, NULL);

	check_i64((int64_t)r.n_sev[SEV_ERROR], 0);
	snprintf(text, sizeof text, "%sVård redovisar en negativ avvikelse på 10 miljoner kronor.",
	    table);
	r = checked(text, NULL);
	check(r.claim[r.n_claim - 1].verdict == CLAIMS_VERIFIED);
	check_i64(r.claim[r.n_claim - 1].by[0].line, 4);
	snprintf(text, sizeof text, "%sVård redovisar en positiv avvikelse på 10 miljoner kronor.",
	    table);
	r = checked(text, NULL);
	check(found(&r, "wrong_direction") != NULL);
	snprintf(text, sizeof text, "%sVård redovisar en negativ avvikelse på 10 tkr.", table);
	r = checked(text, NULL);
	check(found(&r, "wrong_unit") != NULL);
	snprintf(text, sizeof text,
	    "%sProjektet Vård i Väst redovisar en negativ avvikelse på 3 mkr.", table);
	r = checked(text, NULL);
	check_i64((int64_t)r.n_sev[SEV_ERROR], 0);
	snprintf(text, sizeof text, "%s", table);
	*strstr(text, "-55") = '5'; /* the sign is gone */
	r = checked(text, NULL);
	check(r.n_sev[SEV_ERROR] > 0 && r.finding[0].line == 5);
}

static void
test_years(void)
{
	struct claims_result r = checked(
	    "Årsrapport 2025\n\nKostnaderna för sjukresor uppgick till 44 mkr 2024.\n",
	    "Årsrapport 2024\n\nKostnaderna för sjukresor uppgick till 40 mkr 2024.\n");

	check(found(&r, "differs_from_year") != NULL);
	r = checked("Årsrapport 2025\n\nKostnaderna för sjukresor uppgick till 44 mkr 2023.\n",
	    "Årsrapport 2024\n\nKostnaderna för sjukresor uppgick till 40 mkr 2023.\n");
	check(found(&r, "restated") != NULL && r.n_sev[SEV_ERROR] == 0);
	r = checked(
	    "Årsrapport 2025\n\nUtsläppen från tjänsteresor har minskat jämfört med föregående år.\n",
	    "Årsrapport 2024\n\nUtsläppen från tjänsteresor kan inte redovisas.\n");
	check(found(&r, "never_measured") != NULL);
}

/* Last year's column against last year's table: one row of five is another. */
static void
test_comparatives(void)
{
	static const char before[] =
	    "Bokslut 2023\nTabell, mkr\tUtfall 2022\tUtfall 2023\tBudget 2023\n"
	    "Museum\t-80\t-84\t-85\nBibliotek\t-90\t-92\t-93\n"
	    "Scen\t-32\t-34\t-35\nArkiv\t-12\t-13\t-13\n";
	static const char now[] =
	    "Bokslut 2024\nTabell, mkr\tUtfall 2023\tUtfall 2024\tBudget 2024\n"
	    "Museum\t-84\t-90\t-87\nBibliotek\t-92\t-96\t-97\n"
	    "Scen\t-36\t-38\t-36\nArkiv\t-13\t-13\t-13\n";
	struct claims_result r = checked(now, before);
	const struct claims_finding *f = found(&r, "comparative");

	check(f != NULL && f->line == 5 && f->sev == SEV_ERROR && r.n_sev[SEV_ERROR] == 1);
	check_str(f->expected, "-34");
}

#define KR(n) ((int64_t)(n)*1000000)

static struct claims_result
with_facts(const char *bytes, bool html)
{
	static const struct claims_fact fact[] = {
	    {.name = {"ekonomi.avvikelse:enhet=V", 25},
	        .label = {{"Budgetavvikelse, Vård, 2025", 28}},
	        .unit = CLAIMS_KR,
	        .scale = 6,
	        .value = KR(-10400000),
	        .year = 2025},
	    {.name = {"personal.antal", 14},
	        .label = {{"Antal anställda, Nämnden, 2025", 33}},
	        .unit = CLAIMS_COUNT,
	        .value = KR(1153),
	        .half = KR(1) / 2,
	        .year = 2025},
	    {.name = {"andel.minskad", 13},
	        .label = {{"Minskad andel plast, 2025", 25}},
	        .unit = CLAIMS_POINTS,
	        .value = KR(2),
	        .year = 2025},
	};
	struct claims_against x = {.fact = fact, .n_fact = COUNTOF(fact), .body = STR("Nämnden")};
	static struct err e;
	struct claims_doc doc;
	struct claims_result r;

	check(html ? claims_doc_from_html(&mem, STR("a.html"), str_of(bytes), &doc, &e)
	           : claims_doc_from_text(&mem, STR("a.txt"), str_of(bytes), &doc, &e));
	check(claims_check(&doc, &x, &mem, &r, &e));
	return r;
}

#define BOUND(what, text)                                                                \
	"<p>\303\205rsrapport 2025</p><p>" what "<span class=\"fact\" data-fact=\"" text \
	"</span>.</p>"

/* A figure that names its fact is held against it, by value, unit and direction. */
static void
test_bound(void)
{
	static const struct {
		const char *text, *rule;
	} c[] = {
	    {BOUND("Vård har en negativ avvikelse på ",
	         "ekonomi.avvikelse:enhet=V\">10 miljoner kronor"),
	        NULL},
	    {BOUND("Vård har en negativ avvikelse på ",
	         "ekonomi.avvikelse:enhet=V\">11 miljoner kronor"),
	        "differs_from_fact"},
	    {BOUND("Vård har en negativ avvikelse på ",
	         "ekonomi.avvikelse:enhet=V\">10 miljarder kronor"),
	        "differs_from_fact"},
	    {BOUND("Vård har en positiv avvikelse på ",
	         "ekonomi.avvikelse:enhet=V\">10 miljoner kronor"),
	        "direction_of_fact"},
	    {BOUND("Andelen plast har minskat med ", "andel.minskad\">2 procentenheter"), NULL},
	    {BOUND("Andelen plast har ökat med ", "andel.minskad\">2 procentenheter"),
	        "direction_of_fact"},
	    {BOUND("Något helt annat: ", "finns.inte\">7 procent"), NULL},
	    {"<table><tr><td>Enhet<td>Avvikelse, mkr<tr><td>Vård<td><span data-fact=\"ekonomi."
	     "avvikelse:enhet=V\">-10,4</span><tr><td>Annat<td>3</table>",
	        NULL},
	    {"<table><tr><td>Enhet<td>Avvikelse, mkr<tr><td>Vård<td><span data-fact=\"ekonomi."
	     "avvikelse:enhet=V\">-10,9</span><tr><td>Annat<td>3</table>",
	        "differs_from_fact"},
	};

	for (size_t i = 0; i < COUNTOF(c); i++) {
		struct claims_result r = with_facts(c[i].text, true);
		if (c[i].rule == NULL) {
			check_i64((int64_t)r.n_sev[SEV_ERROR], 0);
			continue;
		}
		const struct claims_finding *f = found(&r, c[i].rule);
		check(f != NULL && f->sev == SEV_ERROR && f->n_by == 1 && f->by[0].fact.n > 0);
	}
}

/* Without names the words decide, and only what is said outright is contradicted. */
static void
test_facts_by_words(void)
{
	struct claims_result r = with_facts(
	    "Årsrapport 2025\n\nVård redovisar en negativ avvikelse på 10 miljoner kronor.\n",
	    false);

	check_i64((int64_t)r.n_sev[SEV_ERROR], 0);
	check(r.claim[0].verdict == CLAIMS_VERIFIED && r.claim[0].n_by == 1);
	check_str(r.claim[0].by[0].fact, "ekonomi.avvikelse:enhet=V");
	r = with_facts(
	    "Årsrapport 2025\n\nVård redovisar en negativ avvikelse på 14 miljoner kronor.\n",
	    false);
	check(found(&r, "differs_from_fact") != NULL);
	check(r.claim[0].verdict == CLAIMS_CONTRADICTED);
	r = with_facts("Årsrapport 2025\n\nVård gick 10 miljoner kronor bättre än budget.\n",
	    false);
	check(found(&r, "direction_of_fact") != NULL);
	r = with_facts("Årsrapport 2025\n\nProjektet Vård i Väst redovisar en negativ avvikelse på "
	               "3 miljoner kronor, och 2024 var avvikelsen för vård minus 4 mkr.\n",
	    false);
	check_i64((int64_t)r.n_sev[SEV_ERROR], 0);
}

static void
test_writers(void)
{
	struct claims_result r = checked(
	    "<b>&</b> Frånvaron har ökat från 5 procent till 4 procent.\n", NULL);
	struct sb b;
	str out;

	sb_init(&b, &mem, 1 << 20);
	claims_write_json(&b, &r, LANG_SV);
	check(sb_done(&b, &out));
	check(str_find(out, STR("\"verdict\": \"contradicted\""), 0) < out.n);
	check(str_find(out, STR("direction_of_figures"), 0) < out.n);
	sb_init(&b, &mem, 1 << 20);
	claims_write_sarif(&b, &r, LANG_EN);
	check(sb_done(&b, &out));
	check(str_find(out, STR("\"level\": \"error\""), 0) < out.n);
	check(str_find(out, STR("\"executionSuccessful\": true"), 0) < out.n);
	check(str_find(out, STR("\"exitCode\": 6"), 0) < out.n);
	check(str_find(out, STR("\"startColumn\": "), 0) < out.n);
	check(str_find(out, STR("\"ruleIndex\""), 0) < out.n);
	sb_init(&b, &mem, 1 << 20);
	claims_write_html(&b, &r, LANG_SV);
	check(sb_done(&b, &out));
	check(str_find(out, STR("class=\"k contradicted\""), 0) < out.n);
	check(str_find(out, STR("<b>"), 0) == out.n);
	/* A figure that runs over a line end is written once. */
	struct claims_result broken = checked(
	    "Vård har ett underskott på 142 miljoner\nkronor i år.\n", NULL);
	sb_init(&b, &mem, 1 << 20);
	claims_write_html(&b, &broken, LANG_SV);
	check(sb_done(&b, &out));
	size_t at = str_find(out, STR("<hr>"), 0), end = str_find(out, STR("<hr>"), at + 1);
	str body = str_sub(out, at, end);
	check(str_find(body, STR("kronor"), str_find(body, STR("kronor"), 0) + 1) == body.n);
	sb_init(&b, &mem, 1 << 20);
	claims_write_list(&b, &r, LANG_SV, false);
	check(sb_done(&b, &out));
	check(str_find(out, STR("a.txt:1: FEL"), 0) < out.n);
}

static void
test_inputs(void)
{
	struct claims_doc d;
	struct err e;

	check(claims_doc_from_text(&mem, STR("x.txt"), STR("\357\273\277Hej"), &d, &e));
	check_str(d.text, "Hej");
	check(claims_doc_from_text(&mem, STR("x.txt"), STR("\305r 4 m\345l"), &d, &e));
	check_str(d.text, "År 4 mål");
	check(!claims_doc_from_text(&mem, STR("x.bin"), (str){"a\0b", 3}, &d, &e));
	check(!claims_doc_from_docx(&mem, STR("x.docx"), STR("PK\003\004 not a package"), &d, &e));
	check(claims_doc_from_html(&mem, STR("x.html"),
	    STR("<p>A &amp; &aring;&#228;<script>x</script><table><tr><td>a<td>1&nbsp;009</tr></table>"),
	    &d, &e));
	check_str(d.text, "A & åä\n\na\t1\302\240009\n\n");
	check(!claims_doc_from_file(&mem, STR("x.pdf"), STR("%PDF-1.7"), &d, &e));
}

int
main(void)
{
	arena_init(&mem, (size_t)1 << 30);
	test_numbers();
	test_names();
	test_directions();
	test_arithmetic();
	test_targets();
	test_shares();
	test_tables();
	test_years();
	test_comparatives();
	test_counts();
	test_abbreviations();
	test_english();
	test_names_of_things();
	test_plain();
	test_bound();
	test_facts_by_words();
	test_writers();
	test_inputs();
	arena_end(&mem);
	return check_done();
}
