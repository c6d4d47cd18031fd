/* Each rule: a model where it must speak, and the same model mended, where it must
 * not. */
#include "check.h"
#include "core/check/check.h"
#include "core/check/relation.h"
#include "core/economy/result.h"
#include "model_build.h"
#include "sys/file.h"

#include <string.h>

static struct arena mem;
static bool broken_store;
static int nothing_but = -1; /* the only kind of money there is; -1 all */

static bool
money_cell(void *ctx, const struct money_query *q, int64_t *ore, bool *has, struct err *e)
{
	static const struct msg trasig[1] = {{{"trasig", "broken"}}};

	(void)ctx;
	if (broken_store)
		return fail(e, RC_IO, trasig);
	*has = nothing_but < 0 || (int)q->kind == nothing_but;
	if (str_eq(q->line, STR("liten"))) {
		*ore = q->span.to.y == 2025 ? 749400 : -4700;
		return true;
	}
	*ore = q->kind == MONEY_OUTCOME ? q->span.to.y == 2025 ? -10000000000 : -9000000000
	                                : -8000000000;
	return true;
}

static const struct fact_money money = {.cell = money_cell};

/* A body with a unit, a report and little else. */
static struct model *
plain(void)
{
	struct model *m = model_new(&mem);

	put(m, KIND_body, "id", "RS", "name", "Regionstyrelsen", "kind", "styrelse", "unit", "RS");
	put(m, KIND_unit, "id", "RS", "name", "Regionstyrelsen", "presented", "ja");
	put(m, KIND_goal, "id", "M1", "number", "1", "name", "Mål");
	put(m, KIND_report, "id", "r24", "body", "RS", "period", "2024-T3", "title",
	    "Årsrapport 2024");
	put(m, KIND_report, "id", "r25", "body", "RS", "period", "2025-T3", "title",
	    "Årsrapport 2025", "previous", "r24");
	return m;
}

static struct check_list
run_at(struct model *m, const char *rule, const char *period_text)
{
	struct check_list l = {0};
	struct err e = {0};
	struct facts *fx;

	built(m);
	fx = facts_new(&mem, m, &money,
	    (struct fact_context){.body = STR("RS"), .period = per(period_text)});
	if (!check_run(&mem, &(struct check_ask){.facts = fx, .rule = rule}, &l, &e)) {
		fprintf(stderr, "%s: %s\n", rule, e.text[LANG_SV]);
		check(false);
	}
	return l;
}

static struct check_list
run(struct model *m, const char *rule)
{
	return run_at(m, rule, "2025-T3");
}

/* Exactly these severities, and words in the text of the first. */
static void
says(struct model *m, const char *rule, enum severity sev, size_t n, const char *part)
{
	struct check_list l = run(m, rule);

	if (l.n != n || l.count[sev] != n)
		fprintf(stderr, "%s: %zu findings, wanted %zu\n%.*s", rule, l.n, n,
		    STR_ARG(check_text(&mem, &l, LANG_SV)));
	check(l.n == n && l.count[sev] == n);
	if (l.n == 0)
		return;
	for (size_t i = 0; i < l.n; i++)
		check(l.v[i].text[LANG_EN].n > 0 && l.v[i].place.n > 0);
	if (str_find(l.v[0].text[LANG_SV], str_of(part), 0) == l.v[0].text[LANG_SV].n) {
		fprintf(stderr, "%s: \"%.*s\" lacks \"%s\"\n", rule, STR_ARG(l.v[0].text[LANG_SV]),
		    part);
		check(false);
	}
}

static void
quiet(struct model *m, const char *rule)
{
	says(m, rule, SEV_NOTE, 0, "");
}

static void
figure(struct model *m, const char *name, const char *unit, const char *value, const char *sum_of,
    const char *part_of)
{
	put(m, KIND_figure, "name", name, "period", "2025", "year", "2025", "label", name, "unit",
	    unit, "value", value, "sum_of", sum_of, "part_of", part_of);
}

static void
sums(void)
{
	struct model *m = plain();

	figure(m, "alla", "antal", "1092", "kvinnor man", "");
	figure(m, "kvinnor", "antal", "511", "", "");
	figure(m, "man", "antal", "580", "", "");
	says(m, "figure_sum", SEV_ERROR, 1,
	    "delarna ger 1\xc2\xa0"
	    "091");
	m = plain();
	figure(m, "alla", "antal", "1091", "kvinnor man", "");
	figure(m, "kvinnor", "antal", "511", "", "");
	figure(m, "man", "antal", "580", "", "");
	quiet(m, "figure_sum");
	m = plain(); /* 6,7 + 2,5 printed as 9,3: within half a decimal each */
	figure(m, "alla", "Mkr", "9.3", "a b", "");
	figure(m, "a", "Mkr", "6.7", "", "");
	figure(m, "b", "Mkr", "2.5", "", "");
	says(m, "figure_sum", SEV_NOTE, 1, "avrundningen");
	m = plain();
	figure(m, "alla", "Mkr", "9.4", "a b", "");
	figure(m, "a", "Mkr", "6.7", "", "");
	figure(m, "b", "Mkr", "2.5", "", "");
	says(m, "figure_sum", SEV_ERROR, 1, "Rätta");
	m = plain();
	figure(m, "alla", "Mkr", "9.4", "a saknas", "");
	figure(m, "a", "Mkr", "6.7", "", "");
	says(m, "figure_sum", SEV_WARNING, 1, "saknas");
	m = plain();
	figure(m, "hela", "Mkr", "17", "", "");
	figure(m, "del", "Mkr", "18", "", "hela");
	figure(m, "andel", "%", "90", "", "hela"); /* another unit */
	says(m, "part_whole", SEV_WARNING, 1, "större än helheten");
	m = plain();
	figure(m, "hela", "Mkr", "17", "", "");
	figure(m, "del", "Mkr", "17", "", "hela");
	quiet(m, "part_whole");
}

static void
investments(void)
{
	struct model *m = plain();

	put(m, KIND_area, "id", "it", "name", "IT", "unit", "RS");
	put(m, KIND_area, "id", "mt", "name", "MT", "unit", "RS");
	put(m, KIND_investment, "year", "2025", "area", "it", "month", "12", "outcome",
	    "3000000000", "budget", "6600000000", "variance", "3500000000");
	says(m, "investment_sum", SEV_NOTE, 1, "budget minus utfall"); /* 65,6 - 30,4 = 35,2 */
	m = plain();
	put(m, KIND_area, "id", "it", "name", "IT", "unit", "RS");
	put(m, KIND_investment, "year", "2025", "area", "it", "month", "12", "outcome",
	    "3000000000", "budget", "6600000000", "variance", "3400000000");
	says(m, "investment_sum", SEV_ERROR, 1, "budget minus utfall"); /* beyond any rounding */
	m = plain();
	put(m, KIND_area, "id", "it", "name", "IT", "unit", "RS");
	put(m, KIND_investment, "year", "2025", "area", "it", "month", "12", "outcome",
	    "3000000010", "budget", "6600000020", "variance", "3600000011");
	says(m, "investment_sum", SEV_ERROR, 1, "budget minus utfall"); /* to the öre */
	m = plain();
	put(m, KIND_area, "id", "it", "name", "IT", "unit", "RS");
	put(m, KIND_area, "id", "mt", "name", "MT", "unit", "RS");
	put(m, KIND_investment, "year", "2025", "area", "", "month", "12", "outcome",
	    "103700000000");
	put(m, KIND_investment, "year", "2025", "area", "it", "month", "12", "outcome",
	    "60000000000");
	put(m, KIND_investment, "year", "2025", "area", "mt", "month", "12", "outcome",
	    "40900000000");
	says(m, "investment_sum", SEV_ERROR, 1, "helheten");
	m = plain();
	put(m, KIND_area, "id", "it", "name", "IT", "unit", "RS");
	put(m, KIND_investment, "year", "2025", "area", "", "month", "12", "outcome",
	    "103700000000");
	put(m, KIND_investment, "year", "2025", "area", "it", "month", "12", "outcome",
	    "103650000000");
	says(m, "investment_sum", SEV_NOTE, 1, "helheten"); /* half a million: rounding */
	m = plain();
	put(m, KIND_area, "id", "it", "name", "IT", "unit", "RS");
	put(m, KIND_area, "id", "mt", "name", "MT", "unit", "RS");
	put(m, KIND_investment, "year", "2025", "area", "", "month", "12", "outcome",
	    "103700000000");
	put(m, KIND_investment, "year", "2025", "area", "it", "month", "12", "outcome", "1");
	put(m, KIND_investment, "year", "2025", "area", "mt", "month", "12", "variance", "1");
	quiet(m, "investment_sum"); /* not all areas are known */
}

static void
economy(void)
{
	struct model *m = plain();

	put(m, KIND_result_line, "id", "liten", "name", "Patientintäkter", "kind", "income");
	says(m, "percent_base", SEV_NOTE, 1, "47,00");
	m = plain();
	put(m, KIND_result_line, "id", "stor", "name", "Personal", "kind", "cost");
	quiet(m, "percent_base");
	quiet(m, "unmapped"); /* without a ledger nothing can be said */
	quiet(m, "result_rounding");
	/* The variance is -20 Mkr. */
	m = plain();
	put(m, KIND_explanation, "id", "x", "period", "2025-T3", "unit", "RS", "name", "Sjukresor",
	    "amount", "-1500000000", "kind", "part");
	says(m, "explained", SEV_NOTE, 1, "återstår");
	m = plain();
	put(m, KIND_explanation, "id", "x", "period", "2025-T3", "unit", "RS", "name", "Pensioner",
	    "amount", "-7800000000", "kind", "part");
	says(m, "explained", SEV_NOTE, 1, "motrörelse på 58");
	m = plain();
	put(m, KIND_variance, "id", "v", "period", "2025-T3", "area", "Pensioner", "amount", "-15");
	put(m, KIND_explanation, "id", "x", "period", "2025-T3", "unit", "RS", "name", "Pensioner",
	    "amount", "-2000000000", "kind", "part", "variance", "v");
	says(m, "explained", SEV_WARNING, 1,
	    "avvikelseanalysen anger \xe2\x88\x92"
	    "15");
	m = plain();
	put(m, KIND_explanation, "id", "x", "period", "2025-T3", "unit", "RS", "name", "Allt",
	    "amount", "-2000000000", "kind", "part");
	quiet(m, "explained");
	m = plain();
	put(m, KIND_variance, "id", "gammal", "period", "2024-T3", "area", "Sjukresor", "action",
	    "Nytt arbetssätt");
	says(m, "variance_follow_up", SEV_NOTE, 1, "Sjukresor");
	put(m, KIND_variance, "id", "ny", "period", "2025-T3", "area", "Sjukresor", "follows",
	    "gammal", "outcome_of_action", "Infört");
	quiet(m, "variance_follow_up");
}

static void
comparatives(void)
{
	struct model *m = plain();

	put(m, KIND_published, "year", "2024", "fact", "ekonomi.nettokostnad:enhet=RS:period=2024",
	    "value", "91", "unit", "Mkr", "source", "24:1");
	says(m, "published", SEV_ERROR, 1, "nu 90\xc2\xa0Mkr");
	put(m, KIND_restatement, "id", "o", "fact", "ekonomi.nettokostnad:enhet=RS:period=2024",
	    "period", "2024", "old", "91", "new", "90", "unit", "Mkr", "reason", "Ny princip");
	quiet(m, "published");
	says(m, "restated", SEV_NOTE, 1, "omräkningen");
	m = plain();
	put(m, KIND_published, "year", "2024", "fact", "ekonomi.nettokostnad:enhet=RS:period=2024",
	    "value", "90", "unit", "Mkr");
	put(m, KIND_published, "year", "2025", "fact", "ekonomi.nettokostnad:enhet=RS:period=2025",
	    "value", "1", "unit", "Mkr"); /* this year's own: nothing to compare */
	quiet(m, "published");
	m = plain();
	put(m, KIND_published, "year", "2024", "fact", "ekonomi.finns-inte", "value", "90", "unit",
	    "Mkr");
	put(m, KIND_published, "year", "2024", "fact", "personal.antal:enhet=RS:period=2024-12",
	    "value", "90", "unit", "antal");
	says(m, "published", SEV_WARNING, 2, "kan inte jämföras");
	m = plain();
	put(m, KIND_restatement, "id", "o", "fact", "ekonomi.nettokostnad:enhet=RS:period=2024",
	    "period", "2024", "old", "91", "new", "89", "unit", "Mkr", "reason", "Fel");
	says(m, "restated", SEV_ERROR, 1, "beräknas till 90");
	m = plain();
	put(m, KIND_restatement, "id", "o", "fact", "ingen.uppgift", "period", "2024", "new", "1");
	says(m, "restated", SEV_WARNING, 1, "inte finns");
	m = plain();
	put(m, KIND_restatement, "id", "o", "fact", "ekonomi.nettokostnad:enhet=RS:period=2024",
	    "period", "2024", "new", "90", "unit", "Mkr");
	says(m, "restated", SEV_WARNING, 1, "inget skäl");
}

static void
objective(struct model *m, const char *status, const char *reason, const char *answer)
{
	put(m, KIND_objective, "id", "d", "year", "2025", "goal", "M1", "body", "RS", "title",
	    "Delmålet");
	put(m, KIND_assessment, "objective", "d", "period", "2025-T3", "status", status, "reason",
	    reason, "analysis", "Gjort");
	put(m, KIND_indicator, "id", "i", "objective", "d", "name", "Klart?", "kind", "yesno");
	if (answer != NULL)
		put(m, KIND_outcome, "indicator", "i", "period", "2025-T3", "text", answer);
}

static void
objectives(void)
{
	struct model *m = plain();

	objective(m, "helt", "", "nej");
	says(m, "status_differs", SEV_WARNING, 1, "Ge ett skäl");
	m = plain();
	objective(m, "helt", "Allt annat är gjort", "nej");
	says(m, "status_differs", SEV_NOTE, 1, "Skälet är angivet");
	m = plain();
	objective(m, "helt", "", "ja");
	quiet(m, "status_differs");
	quiet(m, "not_assessed");
	quiet(m, "no_basis");
	m = plain();
	objective(m, "ej_bedomt", "", "ja");
	says(m, "not_assessed", SEV_WARNING, 1, "inte bedömt");
	m = plain();
	objective(m, "helt", "", NULL);
	says(m, "no_basis", SEV_NOTE, 1, "ingen av 1");
	m = plain();
	put(m, KIND_objective, "id", "d", "year", "2025", "goal", "M1", "body", "RS", "title",
	    "Delmålet");
	put(m, KIND_assessment, "objective", "d", "period", "2025-T3", "status", "helt");
	says(m, "no_basis", SEV_NOTE, 1, "utan indikator");
	says(m, "not_assessed", SEV_NOTE, 1, "utan analys");
	m = plain();
	put(m, KIND_objective, "id", "d", "year", "2025", "goal", "M1", "body", "RS", "title",
	    "säkra en långsiktigt hållbar utveckling", "heading",
	    "säkra en långsiktig hållbar utveckling");
	says(m, "two_spellings", SEV_WARNING, 1, "i rubriken");
}

static void
assignment(struct model *m, const char *status, const char *operator, const char * outcome,
    const char *rounded)
{
	put(m, KIND_assignment, "id", "u", "year", "2025", "from", "RS", "title", "Uppdraget",
	    "body", "RS", "deadline", "2025-12-31");
	put(m, KIND_assignment_report, "assignment", "u", "period", "2025-T3", "status", status);
	put(m, KIND_measure, "id", "m", "assignment", "u", "name", "Andel", "unit", "%",
	    "operator", operator, "target", "3.7", "base", "5.2", "outcome", outcome, "rounded",
	    rounded);
}

static void
assignments(void)
{
	struct model *m = plain();

	assignment(m, "klar", "lt", "3.7", "ja");
	says(m, "strict_target", SEV_WARNING, 1, "kan inte visas");
	quiet(m, "attainment_status");
	m = plain();
	assignment(m, "klar", "lt", "3.70", "nej");
	says(m, "strict_target", SEV_WARNING, 1, "strikt");
	says(m, "attainment_status", SEV_WARNING, 1, "Klar med avvikelse");
	m = plain();
	assignment(m, "klar", "lt", "3.6", "ja");
	quiet(m, "strict_target");
	quiet(m, "attainment_status");
	quiet(m, "two_methods");
	m = plain();
	assignment(m, "klar_med_avvikelse", "le", "4.5",
	    "nej"); /* 82 % of the level, 47 % of the change */
	quiet(m, "attainment_status");
	says(m, "two_methods", SEV_NOTE, 1, "82,2");
	m = plain();
	put(m, KIND_assignment, "id", "u", "year", "2025", "from", "RS", "title", "Uppdraget",
	    "body", "RS", "deadline", "2025-12-31");
	put(m, KIND_assignment_report, "assignment", "u", "period", "2025-T3", "status", "klar",
	    "remaining", "Beslut\n\natt fatta\n");
	says(m, "done_remaining", SEV_NOTE, 1, "Beslut att fatta");
}

static void
deadline(const char *first, const char *periodicity, const char *day, const char *status,
    enum severity sev, size_t n, const char *part)
{
	struct model *m = plain();

	put(m, KIND_assignment, "id", "u", "year", "2025", "from", "RS", "title", "Uppdraget",
	    "body", "RS", "deadline", day, "first_followup", first, "periodicity", periodicity);
	put(m, KIND_assignment_report, "assignment", "u", "period", "2025-T3", "status", status);
	says(m, "deadline", sev, n, part);
}

static void
dates(void)
{
	deadline("2025-08-31", "", "2025-01-22", "klar", SEV_WARNING, 1,
	    "första uppföljningen 2025-08-31");
	deadline("", "Tertial: aug, dec", "2025-01-22", "klar", SEV_WARNING, 1, "2025-08-31");
	deadline("", "Tertial: aug, dec", "2025-08-31", "klar", SEV_NOTE, 0, "");
	deadline("", "", "2024-12-31", "klar", SEV_WARNING, 1, "före året");
	deadline("", "", "2025-12-31", "pagar", SEV_WARNING, 1, "skulle vara klart");
	deadline("", "", "2026-12-31", "pagar", SEV_NOTE, 0, "");
	deadline("", "", "", "pagar", SEV_NOTE, 1, "inget slutdatum");
}

static void
carried(void)
{
	struct model *m = plain();

	put(m, KIND_assignment, "id", "a", "year", "2024", "from", "RS", "title", "Gammalt namn",
	    "body", "RS");
	put(m, KIND_assignment_report, "assignment", "a", "period", "2024-T3", "status", "klar");
	put(m, KIND_assignment, "id", "b", "year", "2025", "from", "RS", "title", "Nytt namn",
	    "body", "RS", "carried_from", "a");
	put(m, KIND_assignment_report, "assignment", "b", "period", "2025-T3", "status", "klar");
	says(m, "carried", SEV_NOTE, 2, "hette Gammalt namn");
	m = plain();
	put(m, KIND_assignment, "id", "a", "year", "2024", "from", "RS", "title", "Tappat", "body",
	    "RS");
	put(m, KIND_assignment_report, "assignment", "a", "period", "2024-T3", "status", "pagar");
	says(m, "carried", SEV_WARNING, 1, "följs inte upp");
	put(m, KIND_assignment, "id", "b", "year", "2025", "from", "RS", "title", "Tappat", "body",
	    "RS", "carried_from", "a");
	quiet(m, "carried");
}

static void
staff(struct model *m, const char *measure, const char *sex, const char *when, const char *value)
{
	put(m, KIND_staff, "measure", measure, "unit", "RS", "sex", sex, "period", when, "value",
	    value);
}

static void
people(void)
{
	struct model *m = plain();

	staff(m, "sick_leave_r12", "alla", "2025-11", "4.2");
	says(m, "window", SEV_WARNING, 1, "november 2025");
	staff(m, "sick_leave_r12", "alla", "2025-12", "4.3");
	quiet(m, "window");
	put(m, KIND_section, "report", "r25", "id", "sjuk", "title", "Sjukfrånvaro", "body",
	    "Rad\n{{personal.sjukfranvaro.r12:period=2025-11 | procent 1}} och\n"
	    "{{personal.sjukfranvaro.r12:period=-1}} {{# personal.x }} \\{{personal.y}}");
	says(m, "window", SEV_WARNING, 1, "slutar inte med perioden");
	struct check_list l = run(m, "window");
	check(l.n == 1 && l.v[0].line == 2);
	check_str(l.v[0].file, "rapport/r25/sjuk.md");

	m = plain();
	staff(m, "zero_days_share", "alla", "2025-12", "63");
	staff(m, "max5_days_share", "alla", "2025-12", "41");
	says(m, "share_subset", SEV_ERROR, 1, "omkastade");
	m = plain();
	staff(m, "zero_days_share", "alla", "2025-12", "41");
	staff(m, "max5_days_share", "alla", "2025-12", "63");
	staff(m, "zero_days_share", "kvinna", "2025-12", "90"); /* without its partner */
	quiet(m, "share_subset");

	m = plain();
	staff(m, "sick_leave_r12", "alla", "2025-12", "6.5");
	staff(m, "sick_leave_r12", "kvinna", "2025-12", "6.1");
	staff(m, "sick_leave_r12", "man", "2025-12", "3.3");
	says(m, "share_between", SEV_ERROR, 1, "6,5");
	m = plain();
	staff(m, "sick_leave_r12", "alla", "2025-12", "6.2"); /* may round from 6,15 */
	staff(m, "sick_leave_r12", "kvinna", "2025-12", "6.1");
	staff(m, "sick_leave_r12", "man", "2025-12", "3.3");
	quiet(m, "share_between");

	m = plain();
	staff(m, "headcount", "alla", "2025-12", "1153");
	staff(m, "headcount", "kvinna", "2025-12", "637");
	staff(m, "headcount", "man", "2025-12", "517");
	says(m, "headcount_parts", SEV_ERROR, 1,
	    "1\xc2\xa0"
	    "154");
	m = plain();
	staff(m, "headcount", "alla", "2025-12", "1153");
	staff(m, "headcount", "kvinna", "2025-12", "637");
	staff(m, "headcount", "man", "2025-12", "516");
	quiet(m, "headcount_parts");

	m = plain();
	staff(m, "hme_total", "alla", "2025-12", "81");
	staff(m, "hme_motivation", "alla", "2025-12", "78");
	staff(m, "hme_ledarskap", "alla", "2025-12", "80");
	staff(m, "hme_styrning", "alla", "2025-12", "79");
	says(m, "hme_mean", SEV_ERROR, 1, "79,0");
	m = plain();
	staff(m, "hme_total", "alla", "2025-12", "80");
	staff(m, "hme_motivation", "alla", "2025-12", "79");
	staff(m, "hme_ledarskap", "alla", "2025-12", "80");
	staff(m, "hme_styrning", "alla", "2025-12", "80");
	quiet(m, "hme_mean");
}

static void
surveys(void)
{
	struct model *m = plain();

	staff(m, "survey_rate", "alla", "2025-12", "86");
	staff(m, "survey_answers", "alla", "2025-12", "1112");
	staff(m, "survey_population", "alla", "2025-12", "1200");
	says(m, "survey", SEV_ERROR, 1, "1200 tillfrågade");
	m = plain();
	staff(m, "survey_rate", "alla", "2025-12", "86");
	staff(m, "survey_answers", "alla", "2025-12", "1112");
	staff(m, "survey_population", "alla", "2025-12", "1293");
	quiet(m, "survey");
	m = plain();
	staff(m, "survey_rate", "alla", "2025-12", "86");
	staff(m, "survey_answers", "alla", "2025-12", "1112");
	staff(m, "survey_population", "alla", "2024-12", "1120");
	says(m, "survey", SEV_NOTE, 1, "svarande eller tillfrågade");

	m = plain();
	staff(m, "headcount", "alla", "2025-12", "9");
	says(m, "small_group", SEV_NOTE, 1, "högst tio");
	m = plain();
	staff(m, "headcount", "kvinna", "2025-12", "40");
	staff(m, "headcount", "man", "2025-12", "9");
	staff(m, "headcount", "alla", "2025-12", "49");
	says(m, "small_group", SEV_NOTE, 2, "röja");
	m = plain();
	staff(m, "sick_leave_r12", "alla", "2025-12", "4.2");
	says(m, "small_group", SEV_NOTE, 1, "inte känt");
	staff(m, "headcount", "alla", "2025-12", "1153");
	quiet(m, "small_group");
}

static void
series(void)
{
	struct model *m = plain();

	put(m, KIND_series, "id", "a", "name", "Resor", "unit", "tkr", "kind", "cumulative");
	put(m, KIND_point, "series", "a", "period", "2025-01", "value", "384");
	put(m, KIND_point, "series", "a", "period", "2025-02", "value", "300");
	says(m, "series_course", SEV_WARNING, 1, "februari 2025");
	m = plain();
	put(m, KIND_series, "id", "a", "name", "Resor", "unit", "tkr", "kind", "cumulative");
	put(m, KIND_point, "series", "a", "period", "2024-12", "value",
	    "900"); /* a new year begins */
	put(m, KIND_point, "series", "a", "period", "2025-01", "value", "384");
	quiet(m, "series_course");
	for (int wrong = 0; wrong < 2; wrong++) {
		m = plain();
		put(m, KIND_series, "id", "bas", "name", "Bas", "unit", "tkr", "kind",
		    "cumulative");
		put(m, KIND_series, "id", "plan", "name", "Plan", "unit", "tkr", "kind",
		    "cumulative");
		put(m, KIND_assignment, "id", "u", "year", "2025", "from", "RS", "title", "U",
		    "body", "RS");
		put(m, KIND_measure, "id", "m", "assignment", "u", "name", "Resor", "unit", "tkr",
		    "base_series", "bas", "plan_series", "plan", "plan_percent", "85");
		put(m, KIND_point, "series", "bas", "period", "2023-02", "value", "1162");
		/* 987,7: 987 is within what rounding of both can hide, 986 is not. */
		put(m, KIND_point, "series", "plan", "period", "2025-02", "value",
		    wrong ? "986" : "987");
		if (wrong)
			says(m, "series_course", SEV_WARNING, 1, "85");
		else
			quiet(m, "series_course");
	}
}

static void
names(void)
{
	struct model *m = plain();

	put(m, KIND_unit, "id", "A", "name", "Regionförvaltningen gemensamt");
	put(m, KIND_unit, "id", "B", "name", "Regionförvaltning gemensamt");
	put(m, KIND_unit, "id", "C", "name", "Hälsocentralen 1");
	put(m, KIND_unit, "id", "D", "name", "Hälsocentralen 12");
	quiet(m, "two_spellings"); /* two letters apart, and numbered ones */
	put(m, KIND_unit, "id", "E", "name", "Regionförvaltningen Gemensamt");
	says(m, "two_spellings", SEV_WARNING, 1, "stavningen");
	m = plain();
	put(m, KIND_area, "id", "a", "name", "Verksamhetsservice");
	put(m, KIND_area, "id", "b", "name", "Verksamhetservice");
	says(m, "two_spellings", SEV_WARNING, 1, "Verksamhetservice");
}

static void
texts(void)
{
	struct model *m = plain();

	put(m, KIND_section, "report", "r25", "id", "a", "title", "Avsnitt", "body",
	    "Rad ett.\nMålet kommer att uppfyllas.");
	says(m, "forecast_words", SEV_WARNING, 1, "avslutat");
	struct check_list l = run(m, "forecast_words");
	check_i64(l.v[0].line, 2);
	check_i64((int64_t)run_at(m, "forecast_words", "2025-T2").n, 0);
	m = plain();
	put(m, KIND_objective, "id", "d", "year", "2025", "goal", "M1", "body", "RS", "title", "D");
	put(m, KIND_assessment, "objective", "d", "period", "2025-T3", "status", "helt", "analysis",
	    "Ämnas fastställas innan årets slut.");
	put(m, KIND_assignment, "id", "u", "year", "2025", "from", "RS", "title", "U", "body",
	    "RS");
	put(m, KIND_assignment_report, "assignment", "u", "period", "2025-T3", "analysis",
	    "Målet bedöms uppnås.");
	says(m, "forecast_words", SEV_WARNING, 2, "prognos");

	m = plain();
	put(m, KIND_section, "report", "r25", "id", "a", "title", "Avsnitt", "body",
	    "{{ekonomi.nettokostnad | mkr}}\n{{om ekonomi.netokostnad > 3}}x{{slut}} {{rapport.ar}}");
	says(m, "bound_facts", SEV_ERROR, 1, "ekonomi.nettokostnad");
	m = plain();
	put(m, KIND_section, "report", "r25", "id", "a", "title", "Avsnitt", "body",
	    "{{riktning personal.antal mot personal.antal:period=-1}} {{personal.$x.id}} {{öppen");
	says(m, "bound_facts", SEV_WARNING, 2, "inget värde");
	m = plain();
	put(m, KIND_section, "report", "r24", "id", "borta", "title", "Antal anställda", "body",
	    "x");
	put(m, KIND_section, "report", "r24", "id", "kvar", "title", "Mål", "body", "x");
	put(m, KIND_section, "report", "r25", "id", "annat", "title", "Mål", "body", "x");
	says(m, "outline", SEV_WARNING, 1, "Antal anställda");
	says(m, "law_parts", SEV_NOTE, 3, "LKBR");
	put(m, KIND_section, "report", "r25", "id", "d", "title", "3 Driftredovisning", "body",
	    "x");
	put(m, KIND_section, "report", "r25", "id", "i", "title", "Investeringsredovisning", "body",
	    "x");
	put(m, KIND_section, "report", "r25", "id", "f", "title", "FÖRVALTNINGSBERÄTTELSE", "body",
	    "x");
	quiet(m, "law_parts");
}

/* The region's own report: what is a note for a board is a warning for it. */
static void
law(void)
{
	struct model *m = model_new(&mem);

	put(m, KIND_body, "id", "RS", "name", "Fullmäktige", "kind", "fullmaktige", "unit", "RS");
	put(m, KIND_unit, "id", "RS", "name", "Region");
	put(m, KIND_report, "id", "t1", "body", "RS", "period", "2025-T1", "title", "Delår april");
	put(m, KIND_report, "id", "t2", "body", "RS", "period", "2025-T2", "title",
	    "Delår augusti");
	struct check_list l = run_at(m, "law_parts", "2025-T2");
	check(
	    l.count[SEV_WARNING] == 2 && l.n == 2); /* an interim report has no management report */
	check(run_at(m, "interim_cover", "2025-T1").n == 0); /* August's is there too */
	m->report[1].period = per("2025-T1");
	l = run_at(m, "interim_cover", "2025-T1");
	check(l.count[SEV_NOTE] == 1); /* a third of the year is too little */
	m->report[1].period = per("2025-T3");
	l = run_at(m, "interim_cover", "2025-T3");
	check(l.count[SEV_WARNING] == 1); /* and now it is too late */
	l = run_at(m, "law_parts", "2025-T3");
	check(l.n == 12 && l.count[SEV_WARNING] == 12); /* an annual report has all its parts */
}

static void
waivers(void)
{
	struct model *m = plain();
	struct check_list l;

	staff(m, "zero_days_share", "alla", "2025-12", "63");
	staff(m, "max5_days_share", "alla", "2025-12", "41");
	put(m, KIND_waiver, "id", "w1", "report", "r25", "rule", "share_subset", "reason",
	    "Utreds");
	l = run(m, "share_subset");
	check(l.count[SEV_ERROR] == 1 && l.n_waived == 0); /* nobody has signed it */
	put(m, KIND_waiver, "id", "w2", "report", "r24", "rule", "share_subset", "reason", "Utreds",
	    "by", "Anna");
	l = run(m, "share_subset");
	check(l.n_waived == 0); /* of another report */
	put(m, KIND_waiver, "id", "w3", "report", "r25", "rule", "share_subset", "place",
	    "personal/XX", "reason", "Utreds", "by", "Anna");
	l = run(m, "share_subset");
	check(l.n_waived == 0); /* of another place */
	put(m, KIND_waiver, "id", "w4", "report", "r25", "rule", "share_subset", "place",
	    "personal/RS/2025-12", "reason", "Utreds", "by", "Anna", "day", "2026-01-31");
	l = run(m, "share_subset");
	check(l.n == 1 && l.n_waived == 1 && l.count[SEV_ERROR] == 0);
	check_str(l.v[0].waiver->by, "Anna");
	check(str_find(check_text(&mem, &l, LANG_SV), STR("godkänt avsteg"), 0) < 200);
}

static void
outputs(void)
{
	const struct waiver signed_waiver = {.reason = STR("Utreds"), .by = STR("A")};
	struct model *m = plain();
	struct check_list l, again;
	struct diag d;
	struct json j;
	struct sb b;
	str out = STR("");

	staff(m, "zero_days_share", "alla", "2025-12", "63");
	staff(m, "max5_days_share", "alla", "2025-12", "41");
	l = run(m, NULL);
	check(l.count[SEV_ERROR] == 1 && l.n > 1);
	for (size_t i = 1; i < l.n; i++)
		check(l.v[i - 1].rule <= l.v[i].rule); /* (C4) */
	again = run(m, NULL);
	check_str(check_text(&mem, &l, LANG_EN), str_z(&mem, check_text(&mem, &again, LANG_EN)));
	sb_init(&b, &mem, 1 << 20);
	json_init(&j, &b, false);
	check_json(&j, &l, LANG_SV);
	check(json_whole(&j) && sb_done(&b, &out));
	check(
	    str_find(out,
	        STR("\"rule\":\"share_subset\",\"severity\":\"error\",\"place\":\"personal/RS/2025-12\""),
	        0) < out.n);
	check(str_find(out, STR("\"summary\":{\"error\":1,"), 0) < out.n);
	for (int waived = 0; waived < 2; waived++) {
		sb_init(&b, &mem, 1 << 20);
		json_init(&j, &b, false);
		check_sarif(&j, &l, LANG_EN);
		check(json_whole(&j) && sb_done(&b, &out));
		check(str_find(out, STR("\"version\":\"2.1.0\""), 0) < out.n);
		check(str_find(out, STR("\"level\":\"error\""), 0) < out.n);
		check((str_find(out, STR("\"suppressions\":[{\"kind\":\"external\""), 0) < out.n) ==
		    waived);
		/* All results of a run tell of suppressions, or none does. */
		check((str_find(out, STR("\"suppressions\":[]"), 0) < out.n) == !waived);
		check(str_find(out, STR("\"defaultConfiguration\":{\"level\":\"warning\"}"), 0) <
		    out.n);
		check(
		    (str_find(out, STR("\"exitCode\":6"), 0) < out.n) == (l.count[SEV_ERROR] > 0));
		for (size_t i = 0; i < l.n; i++)
			l.v[i].waiver = &signed_waiver;
	}
	l = run(m, NULL);
	diag_init(&d, &mem, 2);
	check_to_diag(&l, &d);
	check(d.n == 2 && d.dropped == l.n - 2 && d.n_err == 1);
}

static void
failures(void)
{
	struct model *m = plain();
	struct check_list l;
	struct err e = {0};
	struct facts *fx;

	put(m, KIND_result_line, "id", "liten", "name", "Patientintäkter", "kind", "income");
	put(m, KIND_explanation, "id", "x", "period", "2025-T3", "unit", "RS", "name", "Allt",
	    "amount", "-1", "kind", "part");
	put(m, KIND_published, "year", "2024", "fact", "ekonomi.nettokostnad:enhet=RS:period=2024",
	    "value", "91", "unit", "Mkr");
	put(m, KIND_restatement, "id", "o", "fact", "ekonomi.nettokostnad:enhet=RS:period=2024",
	    "period", "2024", "new", "90", "unit", "Mkr");
	put(m, KIND_section, "report", "r25", "id", "a", "title", "Avsnitt", "body",
	    "{{ekonomi.nettokostnad}}");
	built(m);
	fx = facts_new(&mem, m, &money,
	    (struct fact_context){.body = STR("RS"), .period = per("2025")});
	check(!check_run(&mem, &(struct check_ask){.facts = fx, .rule = "nej"}, &l, &e) &&
	    e.rc == RC_NOT_FOUND);
	/* A store that cannot be read stops the check: silence would read as approval. */
	static const char *const readers[] = {"percent_base", "explained", "published", "restated",
	    "bound_facts", "window"};
	for (size_t i = 0; i < COUNTOF(readers); i++) {
		fx = facts_new(&mem, m, &money,
		    (struct fact_context){.body = STR("RS"), .period = per("2025")});
		e = (struct err){0};
		broken_store = true;
		check(!check_run(&mem, &(struct check_ask){.facts = fx, .rule = readers[i]}, &l,
		          &e) &&
		    e.rc == RC_IO);
		broken_store = false;
	}
	fx = facts_new(&mem, m, &money,
	    (struct fact_context){.body = STR("XX"), .period = per("2025")});
	e = (struct err){0};
	check(!check_run(&mem, &(struct check_ask){.facts = fx}, &l, &e) && e.rc == RC_NOT_FOUND);
}

/* Accounts that no line takes, and units that the organisation lacks. */
static void
ledger(void)
{
	static struct ledger_account account[] = {{.no = {"", 0}},
	    {.no = {"3011", 4}, .name = {"Avgifter", 8}, .type = 'I'},
	    {.no = {"4999", 4}, .name = {"Nytt konto", 10}, .type = 'K'}};
	static struct ledger_object object[] = {{0},
	    {.dim = 1, .no = {"RS", 2}, .name = {"Styrelsen", 9}},
	    {.dim = 1, .no = {"YY", 2}, .name = {"Okänd", 6}}};
	static struct ledger_combo combo[1];
	struct ledger_dict d = {.account = account,
	    .n_account = 3,
	    .object = object,
	    .n_object = 3,
	    .combo = combo,
	    .n_combo = 1,
	    .mem = &mem};
	const struct ledger_cell booked[] = {{.unit = 1, .account = 1, .period = 12, .ore = -50049},
	    {.unit = 1, .account = 2, .period = 12, .ore = 70000},
	    {.unit = 2, .account = 1, .period = 12, .ore = -100}};
	struct model *m = plain();
	struct check_list l;
	struct err e = {0};
	struct economy *ec;
	struct facts *fx;
	struct fact f;

	put(m, KIND_result_line, "id", "avgifter", "name", "Avgifter", "kind", "income", "sort",
	    "1");
	put(m, KIND_result_line, "id", "netto", "name", "Netto", "kind", "net", "sort", "2");
	put(m, KIND_mapping, "year", "2025", "prefix", "30", "line", "avgifter");
	put(m, KIND_budget, "year", "2025", "version", "adopted", "unit", "RS", "line", "avgifter",
	    "month", "12", "amount", "40000");
	put(m, KIND_budget, "year", "2025", "version", "transfer", "unit", "RS", "line", "avgifter",
	    "month", "12", "amount", "500");
	put(m, KIND_result_line, "id", "lon", "name", "Löner", "kind", "cost", "sort", "3");
	put(m, KIND_adjustment, "id", "p", "period", "2025-11", "unit", "RS", "line", "avgifter",
	    "amount", "900", "expires", "2025-12-30", "by", "X", "reason", "y"); /* over */
	put(m, KIND_adjustment, "id", "q", "period", "2025-12", "unit", "RS", "line", "lon",
	    "amount", "-10", "expires", "2026-01-31", "by", "X", "reason", "y");
	built(m);
	ec = economy_new(m, &d, 2024, 2025, &mem);
	economy_add(ec, 2025, booked, COUNTOF(booked));
	fx = facts_new(&mem, m, facts_money_economy(&mem, ec, NULL, 1),
	    (struct fact_context){.body = STR("RS"), .period = per("2025-T3")});
	check(check_run(&mem, &(struct check_ask){.facts = fx, .economy = ec, .rule = "unmapped"},
	    &l, &e));
	check(l.n == 2 && l.count[SEV_ERROR] == 2);
	check_str(l.v[0].place, "konto/3011/YY");
	check_str(l.v[1].place, "konto/4999/RS");
	check_str(l.v[1].found[LANG_SV],
	    "\xe2\x88\x92"
	    "700,00\xc2\xa0kr");
	/* What is not booked: the one that has not expired. */
	check(check_run(&mem,
	    &(struct check_ask){.facts = fx, .economy = ec, .rule = "preliminary"}, &l, &e));
	check(l.n == 1 && l.count[SEV_ERROR] == 1);
	check_str(l.v[0].place, "justering/q");
	check(check_run(&mem,
	    &(struct check_ask){.facts = fx, .economy = ec, .rule = "result_rounding"}, &l, &e));
	check(fact_get(fx, STR("ekonomi.utfall:rad=avgifter"), &f, &e));
	check_str(dec_str(&mem, f.value), "500.49");
	check(fact_get(fx, STR("ekonomi.budget"), &f, &e));
	check_str(dec_str(&mem, f.value), "405.00");
	check(fact_get(fx, STR("ekonomi.budget.antagen"), &f,
	    &e)); /* a transfer is nobody's decision */
	check_str(dec_str(&mem, f.value), "400.00");
	check(fact_get(fx, STR("ekonomi.helarsprognos"), &f, &e) && !dec_ok(f.value));
	check(!fact_get(fx, STR("ekonomi.utfall:period=2019"), &f, &e) && e.rc == RC_NOT_FOUND);
}

/* ---- numbers that belong together ---- */

static enum relation_answer
solve(const struct relation_number *v, int n, const struct relation *r, int n_r)
{
	return relation_solve(&mem, v, n, r, n_r);
}

static void
relations(void)
{
	/* x + y = s and x + z = s and y - z = d, each number a whole one that was rounded. */
	static const int plus2[] = {1, 1, -1}, minus[] = {1, -1, -1};
	static const int xys[] = {0, 1, 3}, xzs[] = {0, 2, 3}, yzd[] = {1, 2, 4};
	const struct relation r[] = {{xys, plus2, 3}, {xzs, plus2, 3}, {yzd, minus, 3}};
	/* In tenths: 1,0 is 10 and its half step 5. */
	struct relation_number v[] = {{10, 5}, {20, 5}, {10, 5}, {30, 5}, {5, 5}};
	bool keep[3];

	check(solve(v, 5, r, 3) == RELATION_YES); /* y and z may be the same, and d nothing */
	v[4].value = 11; /* each holds alone, but y - z is nothing when x + y = x + z */
	check(solve(v, 5, r, 2) == RELATION_YES);
	check(solve(v, 5, r, 3) == RELATION_NO);
	check(relation_blame(&mem, v, 5, r, 3, keep) == RELATION_NO);
	check(keep[0] && keep[1] && keep[2]);
	check(relation_blame(&mem, v, 5, r, 2, keep) == RELATION_YES && !keep[0]);
	v[0].value = INT64_MAX;
	v[0].half = INT64_MAX;
	check(solve(v, 5, r, 3) == RELATION_UNKNOWN);
	struct relation_number *many = arena_array(&mem, 500, struct relation_number);
	check(solve(many, 500, r, 0) == RELATION_UNKNOWN);
}

/* Against every combination of unrounded tenths of a small square table: what some
 * values explain is never refused, and what none explains always is. */
static bool
some_values(const struct relation_number *v, const struct relation *r, int n_r, int *x, int i,
    int n)
{
	if (i < n) {
		for (x[i] = (int)(v[i].value - v[i].half); x[i] <= (int)(v[i].value + v[i].half);
		     x[i]++)
			if (some_values(v, r, n_r, x, i + 1, n))
				return true;
		return false;
	}
	for (int k = 0; k < n_r; k++) {
		int sum = 0;
		for (int j = 0; j < r[k].n; j++)
			sum += r[k].sign[j] * x[r[k].at[j]];
		if (sum != 0)
			return false;
	}
	return true;
}

static void
relations_by_trying(void)
{
	/* a b | p       every row and column sums; a square table's corners are whole, so
	 * c d | q       trying whole values is exact. */
	static const int sign[] = {1, 1, -1};
	static const int abp[] = {0, 1, 4}, cdq[] = {2, 3, 5}, acr[] = {0, 2, 6}, bds[] = {1, 3, 7};
	const struct relation r[] = {{abp, sign, 3}, {cdq, sign, 3}, {acr, sign, 3},
	    {bds, sign, 3}};
	uint64_t seed = 20250117;
	int x[8], n_no = 0, n_yes = 0;

	for (int round = 0; round < 400; round++) {
		struct relation_number v[8];
		for (int i = 0; i < 8; i++) {
			seed = seed * 6364136223846793005u + 1442695040888963407u;
			v[i] = (struct relation_number){(int64_t)(seed >> 60) % (i < 4 ? 4 : 7), 1};
		}
		bool can = some_values(v, r, 4, x, 0, 8);
		check(solve(v, 8, r, 4) == (can ? RELATION_YES : RELATION_NO));
		n_yes += can;
		n_no += !can;
	}
	check(n_yes > 40 && n_no > 40);
}

static void
together(void)
{
	struct model *m = plain();

	/* a + b = 9 and a + c = 9 hold each within rounding, and so does b - c ... = 2,
	 * but not all of them: b and c are then the same. */
	figure(m, "s1", "Mkr", "9", "a b", "");
	figure(m, "s2", "Mkr", "9", "a c", "");
	figure(m, "a", "Mkr", "4", "", "");
	figure(m, "b", "Mkr", "6", "c d", "");
	figure(m, "c", "Mkr", "4", "", "");
	figure(m, "d", "Mkr", "3", "", "");
	says(m, "printed_together", SEV_ERROR, 1, "b; s1; s2");
	m = plain();
	figure(m, "s1", "Mkr", "9", "a b", "");
	figure(m, "s2", "Mkr", "9", "a c", "");
	figure(m, "a", "Mkr", "4", "", "");
	figure(m, "b", "Mkr", "6", "c d", "");
	figure(m, "c", "Mkr", "5", "", "");
	figure(m, "d", "Mkr", "1", "", "");
	quiet(m, "printed_together");
	m = plain();
	figure(m, "s1", "%", "9", "a b", "");
	figure(m, "a", "%", "4", "", "");
	figure(m, "b", "%", "5", "", "");
	says(m, "share_summed", SEV_WARNING, 1, "andel");
	for (size_t i = 0; i < m->n_figure; i++)
		m->figure[i].unit = STR("Mkr");
	quiet(m, "share_summed");
	/* Areas in whole Mkr: each row and each column holds, but not all of them. */
	for (int wrong = 0; wrong < 2; wrong++) {
		m = plain();
		put(m, KIND_area, "id", "it", "name", "IT", "unit", "RS");
		put(m, KIND_area, "id", "mt", "name", "MT", "unit", "RS");
		put(m, KIND_investment, "year", "2025", "area", "it", "month", "12", "outcome",
		    "1000000000", "budget", "2000000000", "variance", "1100000000");
		put(m, KIND_investment, "year", "2025", "area", "mt", "month", "12", "outcome",
		    "1000000000", "budget", "2000000000", "variance", "1100000000");
		put(m, KIND_investment, "year", "2025", "area", "", "month", "12", "outcome",
		    "2000000000", "budget", "4000000000", "variance",
		    wrong ? "1900000000" : "2100000000");
		if (wrong)
			check(run(m, "printed_together").n +
			        run(m, "investment_sum").count[SEV_ERROR] >
			    0);
		else
			quiet(m, "printed_together");
	}
}

static struct investment *
last_row(struct model *m)
{
	return &m->investment[m->investment[0].month == 12 ? 0 : 1];
}

static void
projects(void)
{
	struct model *m = plain();

	put(m, KIND_area, "id", "it", "name", "IT", "unit", "RS");
	put(m, KIND_investment, "year", "2025", "area", "it", "project", "P1", "month", "8", "name",
	    "Nytt hus");
	put(m, KIND_investment, "year", "2025", "area", "it", "project", "P1", "month", "12",
	    "name", "Nytt hus", "decided", "100", "forecast", "100", "accumulated", "90");
	quiet(m, "investment_totals"); /* the latest row counts */
	last_row(m)->accumulated = dec_int(110);
	says(m, "investment_totals", SEV_WARNING, 1, "nytt beslut");
	last_row(m)->accumulated = dec_int(95);
	last_row(m)->forecast = dec_int(90);
	says(m, "investment_totals", SEV_WARNING, 1, "mer än den beräknade");
	last_row(m)->decided = dec_bad();
	says(m, "investment_totals", SEV_NOTE, 1, "R14");

	m = plain();
	put(m, KIND_budget, "year", "2025", "version", "transfer", "unit", "RS", "month", "1",
	    "amount", "500");
	says(m, "transfers", SEV_WARNING, 1, "5");
	put(m, KIND_budget, "year", "2025", "version", "transfer", "unit", "RS", "month", "2",
	    "amount", "-500");
	quiet(m, "transfers");
}

static void
result_parts(void)
{
	struct model *m = plain();

	put(m, KIND_result_line, "id", "stor", "name", "Personal", "kind", "cost");
	quiet(m, "result_parts"); /* the store answers every question */
	m = plain();
	quiet(m, "result_parts"); /* nothing is booked */
	nothing_but = MONEY_OUTCOME;
	put(m, KIND_result_line, "id", "stor", "name", "Personal", "kind", "cost");
	says(m, "result_parts", SEV_NOTE, 1, "antagen budget"); /* last year's is there */
	m->report[1].period = per("2025-T2");
	check(run_at(m, "result_parts", "2025-T2").n == 2); /* nor a forecast */
	nothing_but = -1;
}

static void
targets(void)
{
	static const struct {
		const char *op, *direction, *method, *target, *upper, *base, *says;
		enum severity sev;
	} bad[] = {
	    {"ge", "lower", "level", "5", "", "", "åt andra hållet", SEV_WARNING},
	    {"interval", "none", "level", "5", "3", "", "", SEV_WARNING},
	    {"interval", "none", "level", "5", "", "", "", SEV_WARNING},
	    {"le", "lower", "change", "5", "", "", "", SEV_WARNING},
	    {"le", "lower", "change", "5", "", "3", "fel sida", SEV_WARNING},
	    {"ge", "higher", "level", "0", "", "", "målvärdet 0", SEV_NOTE},
	    {"ge", "higher", "level", "", "", "", "", SEV_NOTE},
	    {"ge", "higher", "level", "5", "", "", NULL, SEV_NOTE},
	    {"interval", "none", "level", "3", "5", "", NULL, SEV_NOTE},
	    {"le", "lower", "change", "5", "", "9", NULL, SEV_NOTE},
	};

	for (size_t i = 0; i < COUNTOF(bad); i++) {
		struct model *m = plain();
		put(m, KIND_objective, "id", "d", "year", "2025", "goal", "M1", "body", "RS",
		    "title", "D");
		put(m, KIND_indicator, "id", "i", "objective", "d", "name", "Andel", "operator",
		    bad[i].op, "direction", bad[i].direction, "method", bad[i].method, "base_value",
		    bad[i].base);
		put(m, KIND_target, "indicator", "i", "period", "2025", "value", bad[i].target,
		    "upper", bad[i].upper);
		put(m, KIND_outcome, "indicator", "i", "period", "2025", "value", "4");
		if (bad[i].says == NULL)
			quiet(m, "target_basis");
		else
			says(m, "target_basis", bad[i].sev, 1, bad[i].says);
	}
	struct model *m = plain();
	put(m, KIND_goal, "id", "M2", "number", "2", "name", "Annat mål");
	put(m, KIND_goal, "id", "M3", "number", "3", "name", "Gammalt mål", "to", "2024");
	put(m, KIND_objective, "id", "d", "year", "2025", "goal", "M1", "body", "RS", "title", "D");
	says(m, "goal_covered", SEV_NOTE, 1, "Annat mål");
}

static void
length_of_case(struct model *m, const char *length, const char *age, const char *value)
{
	put(m, KIND_staff, "measure", "sick_leave_r12", "unit", "RS", "sex", "alla", "age", age,
	    "length", length, "period", "2025-12", "value", value);
}

static void
sick_leave(void)
{
	for (int wrong = 0; wrong < 2; wrong++) {
		struct model *m = plain();
		length_of_case(m, "", "", "4.2");
		length_of_case(m, "1-14", "", "1.1");
		length_of_case(m, "15-180", "", "1.5");
		length_of_case(m, "181-", "", wrong ? "1.3" : "1.4"); /* each may hide 0,05 */
		if (wrong)
			says(m, "sick_leave", SEV_ERROR, 1, "tre längderna ger 3,9");
		else
			quiet(m, "sick_leave");
		m = plain();
		length_of_case(m, "", "", wrong ? "6.3" : "6.2");
		length_of_case(m, "", "-29", "6.1");
		length_of_case(m, "", "30-49", "4.0");
		length_of_case(m, "", "50-", "5.0");
		if (wrong)
			says(m, "sick_leave", SEV_ERROR, 1, "åldersgruppernas");
		else
			quiet(m, "sick_leave");
		m = plain();
		staff(m, "headcount", "alla", "2025-12", wrong ? "11.5" : "11");
		staff(m, "sick_leave_r12", "alla", "2025-12", wrong ? "103" : "100");
		if (wrong)
			says(m, "value_range", SEV_ERROR, 2, "ska vara");
		else
			quiet(m, "value_range");
	}
	struct model *m = plain();
	says(m, "sick_law", SEV_NOTE, 1, "högst 29 år");
	length_of_case(m, "", "", "4.2");
	length_of_case(m, "", "-29", "4.2");
	length_of_case(m, "", "30-49", "4.2");
	length_of_case(m, "", "50-", "4.2");
	staff(m, "sick_leave_r12", "kvinna", "2025-12", "4.2");
	staff(m, "sick_leave_r12", "man", "2025-12", "4.2");
	says(m, "sick_law", SEV_NOTE, 1, "60 dagar");
	staff(m, "sick_over59_share", "alla", "2025-12", "40");
	quiet(m, "sick_law");
}

static void
late(void)
{
	struct model *m = plain();
	struct check_list l;
	struct err e = {0};

	quiet(m, "handed_over");
	m->report[1].decided = (date){2026, 4, 15};
	quiet(m, "handed_over");
	m->report[1].decided = (date){2026, 4, 16};
	says(m, "handed_over", SEV_NOTE, 1, "2026-04-15");
	m->report[1].period = per("2025-T2");
	m->report[1].decided = (date){2025, 10, 31};
	check(run_at(m, "handed_over", "2025-T2").n == 0);
	m->report[1].decided = (date){2025, 11, 1};
	check(run_at(m, "handed_over", "2025-T2").n == 1);
	m->report[1].decided = (date){0};
	built(m);
	struct facts *fx = facts_new(&mem, m, &money,
	    (struct fact_context){.body = STR("RS"), .period = per("2025-T2")});
	struct check_ask ask = {.facts = fx, .rule = "handed_over", .today = {2025, 10, 31}};
	check(check_run(&mem, &ask, &l, &e) && l.n == 0);
	ask.today.m = 11;
	check(check_run(&mem, &ask, &l, &e) && l.n == 1);
	m->report[1].state = REPORT_STATE_overlamnad;
	check(check_run(&mem, &ask, &l, &e) && l.n == 0);
}

static void
section(struct model *m, const char *body)
{
	put(m, KIND_section, "report", "r25", "id", "a", "title", "Avsnitt", "body", body);
}

static void
stale(void)
{
	static const struct {
		const char *text;
		bool stale;
	} tries[] = {
	    {"Arbetet kommer att starta i mars 2025.", true},
	    {"Bygget beräknas vara klart under\n2024, sägs det.", true},
	    {"Beslutet från 2025 kommer att ge effekt.", false},
	    {"Bygget kommer att starta 2025 och vara klart 2027.", false},
	    {"Det kommer att dröja. Under 2025 hände inget.", false},
	    {"Det kommer att kosta 20250 kronor.", false},
	    {"Det kommer att dröja", false},
	};

	for (size_t i = 0; i < COUNTOF(tries); i++) {
		struct model *m = plain();
		section(m, tries[i].text);
		says(m, "stale_words", SEV_WARNING, tries[i].stale, "förbi");
	}
	struct model *m = plain();
	section(m, "Bygget kommer att starta i september 2025.");
	check(run_at(m, "stale_words", "2025-T2").n == 0); /* not yet */
}

static void
aliases(void)
{
	struct model *m = plain();

	put(m, KIND_unit, "id", "FAST", "name", "Basenheten fastighet");
	put(m, KIND_alias, "name", "Fastighetsenheten", "unit", "FAST");
	section(m, "Fastighetsenheten har byggt.");
	quiet(m, "alias_names"); /* one name throughout */
	put(m, KIND_section, "report", "r25", "id", "b", "title", "B", "body",
	    "Det gjorde Basenheten fastighet.");
	says(m, "alias_names", SEV_NOTE, 1, "både");
	m = plain();
	put(m, KIND_unit, "id", "FAST", "name", "Fastighet");
	put(m, KIND_alias, "name", "regionstyrelsen", "unit", "FAST");
	says(m, "alias_names", SEV_WARNING, 2, "namn på en annan"); /* the unit and the body */
}

/* A model without faults has no finding at all, but for what the law asks. */
static void
silence(void)
{
	struct model *m = plain();

	for (size_t i = 0; i < check_rules_n; i++)
		if (strcmp(check_rules[i].id, "law_parts") != 0 &&
		    strcmp(check_rules[i].id, "sick_law") != 0 &&
		    strcmp(check_rules[i].id, "result_parts") != 0)
			quiet(m, check_rules[i].id);
	for (size_t i = 0; i < check_rules_n; i++)
		for (int lang = 0; lang < LANG__COUNT; lang++)
			check(check_rules[i].title[lang][0] != '\0' &&
			    check_rules[i].source[lang][0] != '\0' &&
			    check_rules[i].why[lang][0] != '\0' &&
			    check_rules[i].example[0] != '\0');
}

/* docs/format/checks.md tells every rule. */
static void
documented(void)
{
	struct err e = {0};
	str doc = STR("");

	check(file_read(&mem, STR("docs/format/checks.md"), (size_t)1 << 20, &doc, &e));
	for (size_t i = 0; i < check_rules_n; i++) {
		const struct check_rule *r = &check_rules[i];
		static const char *const worst[] =
		    {[SEV_NOTE] = "notis", [SEV_WARNING] = "varning", [SEV_ERROR] = "fel"};
		str row = str_fmt(&mem, "| `%s` | %s | %s | %s | %s |", r->id, r->title[LANG_SV],
		    worst[r->worst], r->source[LANG_SV], r->example);
		if (str_find(doc, row, 0) == doc.n) {
			fprintf(stderr, "docs/format/checks.md lacks %.*s\n", STR_ARG(row));
			check(false);
		}
	}
}

int
main(void)
{
	arena_init(&mem, (size_t)1 << 30);
	documented();
	silence();
	sums();
	investments();
	economy();
	comparatives();
	objectives();
	assignments();
	dates();
	carried();
	people();
	surveys();
	series();
	names();
	texts();
	law();
	waivers();
	outputs();
	failures();
	ledger();
	relations();
	relations_by_trying();
	together();
	projects();
	result_parts();
	targets();
	sick_leave();
	late();
	stale();
	aliases();
	arena_end(&mem);
	return check_done();
}
