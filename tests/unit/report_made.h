/* report_made.h -- a small region made up for tests of reports and their language:
 * Region Exempel, whose figures docs/format/template.md names. */
#ifndef TERTIAL_TESTS_REPORT_MADE_H
#define TERTIAL_TESTS_REPORT_MADE_H

#include "core/report/report.h"
#include "model_build.h"

/* Net of the board by year, and nothing else. */
static inline bool
made_cell(void *ctx, const struct money_query *q, int64_t *ore, bool *has, struct err *e)
{
	(void)ctx;
	(void)e;
	*has = str_eq(q->unit, STR("RS")) && q->line.n == 0;
	if (q->kind == MONEY_OUTCOME)
		*ore = q->span.to.y == 2025 ? -407617149350 : -387249447230;
	else
		*ore = q->kind == MONEY_FORECAST ? -411800000000 : -405672200000;
	*has = *has && q->span.to.y >= 2024;
	return true;
}

static const struct fact_money made_money = {.cell = made_cell};

static inline void
made_objectives(struct model *m)
{
	for (int i = 1; i <= 17; i++) {
		bool partly = i == 2 || i > 12;
		str id = str_fmt(m->mem, "d%02d", i);
		str title = i == 2 ? STR("Webbkurs om barnets rättigheter")
		                   : str_fmt(m->mem, "Delmål nummer %d", i);
		const char *goal = i <= 9 ? "M1" : "M2";
		put(m, KIND_objective, "id", id.p, "year", "2025", "goal", goal, "body", "RS",
		    "sort", str_fmt(m->mem, "%d", i).p, "title", title.p);
		put(m, KIND_assessment, "objective", id.p, "period", "2025-T3", "status",
		    partly ? "delvis" : "helt", "analysis",
		    i == 1 ? "Arbetet är klart. Kostnaden var {{ekonomi.nettokostnad | mkr}}."
		           : "");
		put(m, KIND_assessment, "objective", id.p, "period", "2025-T2", "status",
		    partly ? "delvis" : "helt");
	}
	put(m, KIND_indicator, "id", "i1", "objective", "d01", "name", "Andel klara", "kind",
	    "share", "unit", "%", "operator", "ge", "direction", "higher");
	put(m, KIND_target, "indicator", "i1", "period", "2025", "value", "40");
	put(m, KIND_outcome, "indicator", "i1", "period", "2025", "value", "36.5");
	put(m, KIND_indicator, "id", "i2", "objective", "d01", "name", "Antal besök", "kind",
	    "count", "operator", "ge", "direction", "higher", "sort", "2");
	put(m, KIND_target, "indicator", "i2", "period", "2025", "value", "100");
}

static inline void
made_assignments(struct model *m)
{
	put(m, KIND_assignment, "id", "u1", "year", "2025", "from", "fullmaktige", "to_type",
	    "namnd", "title", "Minska resorna", "body", "RS", "deadline", "2025-12-31",
	    "periodicity", "Tertial: aug, dec");
	put(m, KIND_addressee, "assignment", "u1", "body", "RS");
	put(m, KIND_assignment_report, "assignment", "u1", "period", "2025-T3", "status",
	    "klar_med_avvikelse", "analysis", "Resorna har minskat.", "next_steps",
	    "- Fler möten på distans");
	put(m, KIND_series, "id", "resor-2025", "name", "Resor 2025", "unit", "tkr", "kind",
	    "cumulative");
	put(m, KIND_series, "id", "resor-2023", "name", "Resor 2023", "unit", "tkr", "kind",
	    "cumulative");
	for (int i = 1; i <= 12; i++) {
		put(m, KIND_point, "series", "resor-2025", "period",
		    str_fmt(m->mem, "2025-%02d", i).p, "value", str_fmt(m->mem, "%d", 500 * i).p);
		put(m, KIND_point, "series", "resor-2023", "period",
		    str_fmt(m->mem, "2023-%02d", i).p, "value", str_fmt(m->mem, "%d", 600 * i).p);
	}
	put(m, KIND_measure, "id", "resor", "assignment", "u1", "name", "Kostnad för resor", "unit",
	    "tkr", "operator", "le", "direction", "lower", "method", "level", "base", "7200",
	    "target", "6120", "outcome", "6000", "series", "resor-2025", "base_series",
	    "resor-2023", "plan_percent", "85");
}

static inline void
made_reports(struct model *m)
{
	put(m, KIND_report, "id", "RS-2024-T3", "body", "RS", "period", "2024-T3", "title",
	    "Årsrapport 2024");
	put(m, KIND_report, "id", "RS-2025-T3", "body", "RS", "period", "2025-T3", "title",
	    "Årsrapport 2025", "subtitle", "Tertial 3 2025", "previous", "RS-2024-T3", "state",
	    "beslutad", "decided", "2026-03-04", "paragraph", "17", "case_number", "RS 2026-12");
	put(m, KIND_report, "id", "RS-2025-T2", "body", "RS", "period", "2025-T2", "title",
	    "Delårsrapport 2025", "made", "ja");
	put(m, KIND_report, "id", "RS-2025", "body", "RS", "period", "2025", "title",
	    "Nämndplan 2025", "dated", "2024-11-20");
	put(m, KIND_appendix, "report", "RS-2025-T3", "number", "1", "title",
	    "Ekonomiska tabeller");
}

static inline struct model *
made_region(struct arena *mem)
{
	struct model *m = model_new(mem);

	put(m, KIND_org, "id", "exempel", "name", "Region Exempel", "board", "RS");
	put(m, KIND_body, "id", "RS", "name", "Regionstyrelsen", "kind", "styrelse", "unit", "RS");
	put(m, KIND_body, "id", "fullmaktige", "name", "Regionfullmäktige", "kind", "fullmaktige");
	put(m, KIND_unit, "id", "REGION", "name", "Region Exempel");
	put(m, KIND_unit, "id", "RS", "name", "Regionstyrelsen", "parent", "REGION");
	put(m, KIND_goal, "id", "M1", "number", "1", "name", "Trygga uppväxtvillkor");
	put(m, KIND_goal, "id", "M2", "number", "2", "name", "Goda levnadsvillkor");
	made_objectives(m);
	made_assignments(m);
	put(m, KIND_staff, "measure", "sick_leave_r12", "unit", "RS", "period", "2025-12", "value",
	    "4.2");
	put(m, KIND_staff, "measure", "sick_leave_r12", "unit", "RS", "period", "2024-12", "value",
	    "4.7");
	put(m, KIND_figure, "name", "saknad", "period", "2025", "year", "2025", "label",
	    "En uppgift utan värde", "unit", "antal");
	put(m, KIND_area, "id", "it", "name", "IT", "unit", "RS");
	put(m, KIND_area, "id", "vagar", "name", "Vägar", "unit", "REGION");
	put(m, KIND_investment, "year", "2025", "area", "it", "month", "12", "outcome",
	    "3000000000", "budget", "6600000000");
	put(m, KIND_investment, "year", "2025", "area", "vagar", "month", "12", "outcome",
	    "3700000000", "budget", "3300000000");
	put(m, KIND_variance, "id", "v1", "period", "2025-T3", "area", "Cosmic", "unit", "RS",
	    "cause", "Dubbla *system*.", "action", "Stänga de gamla.", "one_off", "ja");
	put(m, KIND_explanation, "id", "x1", "period", "2025-T3", "unit", "RS", "name", "Pensioner",
	    "amount", "-300000000", "kind", "part");
	put(m, KIND_explanation, "id", "x2", "period", "2025-T3", "unit", "RS", "name", "Hela",
	    "amount", "-1900000000", "kind", "whole");
	made_reports(m);
	return m;
}

static inline struct facts *
made_facts(struct arena *mem, const struct model *m, const char *period_text)
{
	return facts_new(mem, m, &made_money,
	    (struct fact_context){.body = STR("RS"), .period = per(period_text)});
}

#endif
