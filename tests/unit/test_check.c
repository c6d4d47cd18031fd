/* Each rule: a model where it must speak, and the same model mended, where it must
 * not. */
#include "check.h"
#include "core/check/check.h"
#include "core/economy/result.h"
#include "model_build.h"
#include "sys/file.h"

#include <string.h>

static struct arena mem;
static bool broken_store;

static bool
money_cell(void *ctx, const struct money_query *q, int64_t *ore, bool *has, struct err *e)
{
	static const struct msg trasig[1] = {{{"trasig", "broken"}}};

	(void)ctx;
	if (broken_store)
		return fail(e, RC_IO, trasig);
	*has = true;
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
	says(m, "investment_sum", SEV_ERROR, 1, "budget minus utfall");
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
	l = run_at(m, "law_parts", "2025-T1");
	check(l.count[SEV_NOTE] == 1); /* a third of the year is too little */
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
	check_str(l.v[1].found,
	    "\xe2\x88\x92"
	    "700,00\xc2\xa0kr");
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

/* A model without faults has no finding at all, but for what the law asks. */
static void
silence(void)
{
	struct model *m = plain();

	for (size_t i = 0; i < check_rules_n; i++)
		if (strcmp(check_rules[i].id, "law_parts") != 0)
			quiet(m, check_rules[i].id);
	for (size_t i = 0; i < check_rules_n; i++)
		check(check_rules[i].title[LANG_SV][0] != '\0' &&
		    check_rules[i].source[0] != '\0' && check_rules[i].example[0] != '\0');
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
		str row = str_fmt(&mem, "| `%s` | %s | %s | %s |", r->id, r->title[LANG_SV],
		    r->source, r->example);
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
	arena_end(&mem);
	return check_done();
}
