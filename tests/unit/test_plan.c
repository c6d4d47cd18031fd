/* The plan's standing: judgements, suggestions, periods, attainment, JSON. */
#include "check.h"
#include "core/plan/explain.h"
#include "core/plan/status.h"
#include "model_build.h"

static struct arena mem;

static struct model *
plan(void)
{
	struct model *m = model_new(&mem);

	put(m, KIND_body, "id", "RS", "name", "Regionstyrelsen", "kind", "styrelse", "unit", "RS");
	put(m, KIND_body, "id", "HSN", "name", "Hälso- och sjukvårdsnämnden", "kind", "namnd");
	put(m, KIND_unit, "id", "RS", "name", "Regionstyrelsen");
	put(m, KIND_goal, "id", "M1", "number", "1", "name", "Trygga uppväxtvillkor");
	put(m, KIND_goal, "id", "M2", "number", "2", "name", "Goda levnadsvillkor");
	put(m, KIND_objective, "id", "a", "year", "2025", "goal", "M2", "body", "RS", "sort", "2",
	    "title", "Första");
	put(m, KIND_objective, "id", "b", "year", "2025", "goal", "M1", "body", "RS", "sort", "1",
	    "title", "Andra");
	put(m, KIND_objective, "id", "c", "year", "2025", "goal", "M1", "body", "RS", "sort", "3",
	    "title", "Tredje");
	put(m, KIND_objective, "id", "old", "year", "2024", "goal", "M1", "body", "RS", "title",
	    "Fjol");
	put(m, KIND_assessment, "objective", "a", "period", "2025-T3", "status", "delvis");
	put(m, KIND_assessment, "objective", "a", "period", "2025-T2", "status", "inte");
	put(m, KIND_assessment, "objective", "b", "period", "2025", "status", "helt", "reason",
	    "Allt är gjort", "by", "Anna", "day", "2026-01-20");
	put(m, KIND_indicator, "id", "a1", "objective", "a", "name", "Antal", "kind", "count",
	    "unit", "antal", "operator", "ge", "cumulative", "ja", "weight", "2");
	put(m, KIND_indicator, "id", "a2", "objective", "a", "name", "Andel", "kind", "share",
	    "unit", "%", "operator", "lt");
	put(m, KIND_indicator, "id", "b1", "objective", "b", "name", "Klart?", "kind", "yesno");
	put(m, KIND_target, "indicator", "a1", "period", "2025", "value", "100");
	put(m, KIND_target, "indicator", "a1", "period", "2025-T2", "value", "60");
	put(m, KIND_target, "indicator", "a2", "period", "2025", "value", "3.7");
	put(m, KIND_outcome, "indicator", "a1", "period", "2025-08", "unit", "", "sex", "kvinna",
	    "value", "30");
	put(m, KIND_outcome, "indicator", "a1", "period", "2025-08", "unit", "", "sex", "man",
	    "value", "24");
	put(m, KIND_outcome, "indicator", "a1", "period", "2025-T3", "unit", "RS", "value", "120");
	put(m, KIND_outcome, "indicator", "a2", "period", "2025-12", "value", "3.7", "rounded",
	    "ja");
	put(m, KIND_outcome, "indicator", "b1", "period", "2025-12", "text", "nej");
	put(m, KIND_assignment, "id", "u2", "year", "2025", "from", "RS", "to_type", "beredning",
	    "sort", "2", "title", "Senare", "body", "RS", "deadline", "2025-12-31");
	put(m, KIND_assignment, "id", "u1", "year", "2025", "from", "HSN", "sort", "1", "title",
	    "Minska tjänsteresor", "body", "RS");
	put(m, KIND_addressee, "assignment", "u1", "body", "RS", "sort", "2");
	put(m, KIND_addressee, "assignment", "u1", "body", "HSN", "sort", "1");
	put(m, KIND_assignment_report, "assignment", "u1", "period", "2025-T2", "status", "pagar");
	put(m, KIND_assignment_report, "assignment", "u1", "period", "2025-T3", "status",
	    "klar_med_avvikelse");
	put(m, KIND_measure, "id", "resor", "assignment", "u1", "name", "Resor", "unit", "tkr",
	    "operator", "le", "direction", "lower", "method", "level", "series", "r25",
	    "base_series", "r23", "plan_series", "p25", "plan_percent", "85");
	put(m, KIND_series, "id", "r25", "name", "Resor 2025", "unit", "tkr", "kind", "cumulative");
	put(m, KIND_series, "id", "r23", "name", "Resor 2023", "unit", "tkr", "kind", "cumulative");
	put(m, KIND_series, "id", "p25", "name", "Plan 2025", "unit", "tkr", "kind", "cumulative");
	put(m, KIND_series, "id", "f", "name", "Flöde", "unit", "antal", "kind", "flow");
	put(m, KIND_point, "series", "r25", "period", "2025-12", "value", "6800");
	put(m, KIND_point, "series", "r25", "period", "2025-08", "value", "3782");
	put(m, KIND_point, "series", "r23", "period", "2023-12", "value", "6994");
	put(m, KIND_point, "series", "r23", "period", "2023-08", "value", "4167");
	put(m, KIND_point, "series", "p25", "period", "2025-12", "value", "5945");
	put(m, KIND_point, "series", "f", "period", "2025-01", "value", "5");
	put(m, KIND_point, "series", "f", "period", "2025-02", "value", "7");
	built(m);
	return m;
}

static const struct objective_status *
objective(const struct plan_status *s, const char *id)
{
	for (size_t i = 0; i < s->n_objective; i++)
		if (str_eq(s->objective[i].objective->id, str_of(id)))
			return &s->objective[i];
	never("no such objective");
}

static void
year_end(const struct model *m)
{
	struct plan_status s;
	struct err e = {0};
	const struct objective_status *a, *b;

	check(plan_status(&mem, m, STR("RS"), per("2025-T3"), &s, &e));
	check_i64((int64_t)s.n_objective, 3);
	check_str(s.objective[0].objective->id, "b"); /* goals by number */
	check_i64((int64_t)s.count[STATUS_helt], 1);
	check_i64((int64_t)s.count[STATUS_delvis], 1);
	check_i64((int64_t)s.count[STATUS_ej_bedomt], 1);
	a = objective(&s, "a");
	check(a->indicator[0].a.verdict == VERDICT_MET);
	check(a->indicator[1].a.verdict == VERDICT_UNSHOWN);
	check(a->suggestion.verdict == VERDICT_MET && a->suggestion.n_used == 1);
	check(a->differs && a->needs_reason);
	b = objective(&s, "b");
	check(b->suggestion.verdict == VERDICT_NOT && b->differs && !b->needs_reason);
	check(objective(&s, "c")->suggestion.verdict == VERDICT_NONE);
	check(!objective(&s, "c")->differs);
	/* The same point of the year, however it is written (S1). */
	check(plan_status(&mem, m, STR("RS"), per("2025"), &s, &e) && s.count[STATUS_helt] == 1);
	check(plan_status(&mem, m, STR("RS"), per("2025-12"), &s, &e) && s.count[STATUS_helt] == 1);
}

static void
interim(const struct model *m)
{
	struct plan_status s;
	struct err e = {0};
	const struct indicator_status *i;

	check(plan_status(&mem, m, STR("RS"), per("2025-T2"), &s, &e));
	check_i64((int64_t)s.count[STATUS_inte], 1);
	i = &objective(&s, "a")->indicator[0];
	check(i->summed && i->a.verdict == VERDICT_PARTLY); /* 54 of the period's 60 */
	check_str(dec_str(&mem, dec_trim(i->a.percent)), "90");
	check(plan_status(&mem, m, STR("RS"), per("2025-T1"), &s, &e));
	i = &objective(&s, "a")->indicator[0];
	check(i->a.verdict == VERDICT_NONE &&
	    i->target == NULL); /* (S2): no part against the whole */
	check_i64((int64_t)s.n_assignment, 2);
	check(s.assignment[0].report == NULL);
}

static void
forecasts(void)
{
	struct model *m = plan();
	struct plan_status s;
	struct err e = {0};

	put(m, KIND_outcome, "indicator", "a1", "period", "2025", "value", "95", "day",
	    "2025-05-10");
	model_index(m, KIND_outcome);
	check(plan_status(&mem, m, STR("RS"), per("2025-T1"), &s, &e));
	check(objective(&s, "a")->indicator[0].forecast);
	check(objective(&s, "a")->indicator[0].a.verdict == VERDICT_PARTLY);
}

static void
assignments(const struct model *m)
{
	struct plan_status s;
	struct err e = {0};
	const struct assignment_status *u;

	check(plan_status(&mem, m, STR("RS"), per("2025-T3"), &s, &e));
	u = &s.assignment[0];
	check_str(u->assignment->id, "u1");
	check(u->report->status == EXECUTION_klar_med_avvikelse);
	check_i64((int64_t)u->n_addressee, 2);
	check_str(u->addressee[0]->body, "HSN");
	check_i64((int64_t)u->n_measure, 2);
	check(u->measure[0].planned && u->measure[0].a.verdict == VERDICT_PARTLY);
	check_str(dec_str(&mem, dec_rescale(u->measure[0].a.percent, 0, DEC_HALF_UP)), "87");
	check(!u->measure[1].planned && u->measure[1].a.verdict == VERDICT_NOT);
	check_str(dec_str(&mem, dec_rescale(u->measure[1].a.percent, 0, DEC_HALF_UP)), "18");
	check(plan_status(&mem, m, STR("RS"), per("2025-T2"), &s, &e));
	u = &s.assignment[0];
	check(u->report->status == EXECUTION_pagar);
	/* August has no plan: 85 percent of 4 167. */
	check_str(dec_str(&mem, dec_trim(u->measure[0].target)), "3541.95");
	check_str(dec_str(&mem, series_at(m, find_series(m, STR("f")), per("2025-02"))), "12");
	check(!dec_ok(series_at(m, find_series(m, STR("f")), per("2025-03"))));
}

static void
errors(const struct model *m)
{
	struct plan_status s;
	struct err e = {0};

	check(!plan_status(&mem, m, STR("XX"), per("2025"), &s, &e) && e.rc == RC_NOT_FOUND);
	e = (struct err){0};
	check(!plan_status(&mem, m, STR("RS"), per("2025-12-31"), &s, &e) && e.rc == RC_INVALID);
	e = (struct err){0};
	check(plan_status(&mem, m, STR("RS"), per("2030"), &s, &e) && s.n_objective == 0);
}

static bool
has(str s, const char *part)
{
	return str_find(s, str_of(part), 0) < s.n;
}

static void
json(const struct model *m)
{
	struct plan_status s;
	struct err e = {0};
	struct json j;
	struct sb b;
	str out = STR("");

	check(plan_status(&mem, m, STR("RS"), per("2025-T3"), &s, &e));
	sb_init(&b, &mem, 1 << 20);
	json_init(&j, &b, false);
	status_json(&j, &s);
	check(json_whole(&j) && sb_done(&b, &out));
	check(has(out,
	    "\"goals\":[{\"number\":1,\"name\":\"Trygga uppväxtvillkor\",\"objectives\":[{\"id\":\"b\""));
	check(has(out, "\"summary\":{\"helt\":1,\"delvis\":1,\"inte\":0,\"ej_bedomt\":1}"));
	check(has(out, "\"addressees\":[\"HSN\",\"RS\"]"));
	check(has(out, "\"status\":\"klar_med_avvikelse\",\"deadline\":null"));
	check(has(out, "{\"method\":\"level\",\"percent\":87.4"));
	check(has(out, "{\"method\":\"change\",\"percent\":18.5"));
	check(has(out, "\"suggested\":\"underlag_saknas\""));
}

static void
explained(const struct model *m)
{
	struct explain x;
	struct err e = {0};
	str text;

	check(plan_explain(&mem, m, STR("a2"), per("2025-T3"), &x, &e));
	text = explain_text(&mem, &x, LANG_SV);
	check(has(text, "Kan inte visas") && has(text, "maluppfyllelse, version 1"));
	check(plan_explain(&mem, m, STR("b"), per("2025-T3"), &x, &e));
	text = explain_text(&mem, &x, LANG_SV);
	check(has(text, "Allt är gjort") && has(text, "Anna") && has(text, "2026-01-20"));
	check(plan_explain(&mem, m, STR("u1"), per("2025-T3"), &x, &e));
	text = explain_text(&mem, &x, LANG_EN);
	check(has(text,
	          "5\xc2\xa0"
	          "945 / 6\xc2\xa0"
	          "800 = 87.4") &&
	    has(text, "Done with deviation"));
	check(!plan_explain(&mem, m, STR("zz"), per("2025-T3"), &x, &e) && e.rc == RC_NOT_FOUND);
}

/* Suggestions: all met is met, none met is not, and better indicators never
 * suggest worse. */
static void
suggestions(void)
{
	static const struct indicator plain = {.weight = {0, DEC_BAD}};
	static const enum verdict order[] = {VERDICT_NOT, VERDICT_PARTLY, VERDICT_MET};
	struct indicator_status v[3];

	for (int code = 0; code < 27; code++) {
		int at[3] = {code % 3, code / 3 % 3, code / 9};
		for (int i = 0; i < 3; i++)
			v[i] = (struct indicator_status){.indicator = &plain,
			    .a.verdict = order[at[i]]};
		struct suggestion s = suggest(v, 3);
		check((s.verdict == VERDICT_MET) == (code == 26));
		if (code == 0)
			check(s.verdict == VERDICT_NOT);
		for (int i = 0; i < 3; i++) {
			if (at[i] == 2)
				continue;
			v[i].a.verdict = order[at[i] + 1];
			check(suggest(v, 3).verdict <= s.verdict); /* MET < PARTLY < NOT */
			v[i].a.verdict = order[at[i]];
		}
		v[0].a.verdict = VERDICT_UNSHOWN;
		check_i64((int64_t)suggest(v, 3).n_used, 2);
	}
	check(suggest(v, 0).verdict == VERDICT_NONE);
}

int
main(void)
{
	arena_init(&mem, (size_t)64 << 20);
	const struct model *m = plan();
	year_end(m);
	interim(m);
	forecasts();
	assignments(m);
	errors(m);
	json(m);
	explained(m);
	suggestions();
	arena_end(&mem);
	return check_done();
}
