/* Facts: names, contexts, values, missing values, derivations, printing. */
#include "check.h"
#include "core/facts/facts.h"
#include "model_build.h"
#include "sys/file.h"

static struct arena mem;

/* Money for the tests: net and one line of one unit, by year. */
static bool
money_cell(void *ctx, const struct money_query *q, int64_t *ore, bool *has, struct err *e)
{
	(void)ctx;
	(void)e;
	*has = true;
	if (str_eq(q->unit, STR("RS")) && q->line.n == 0) {
		bool year = q->span.kind == PERIOD_YEAR;
		if (q->kind == MONEY_OUTCOME && q->span.to.y == 2025)
			*ore = year ? -407617100000 : -30000000000;
		else if (q->kind == MONEY_OUTCOME && q->span.to.y == 2024)
			*ore = -387249400000;
		else if (q->kind == MONEY_BUDGET && q->span.to.y == 2025)
			*ore = year ? -405672200000 : -29000000000;
		else if (q->kind == MONEY_FORECAST)
			*ore = -408000000000;
		else
			*has = false;
		return true;
	}
	if (str_eq(q->line, STR("patient"))) { /* a base that prints as zero in tkr */
		*ore = q->span.to.y == 2025 ? 749400 : -4700;
		return true;
	}
	if (str_eq(q->line, STR("turn"))) {
		*ore = q->span.to.y == 2025 ? 900000 : -900000;
		return true;
	}
	*has = false;
	return true;
}

static bool
money_fails(void *ctx, const struct money_query *q, int64_t *ore, bool *has, struct err *e)
{
	static const struct msg broken[1] = {{{"trasig", "broken"}}};

	(void)ctx;
	(void)q;
	(void)ore;
	(void)has;
	return fail(e, RC_IO, broken);
}

static const struct fact_money money = {.cell = money_cell};
static const struct fact_money broken_money = {.cell = money_fails};

static struct model *
organisation(void)
{
	struct model *m = model_new(&mem);

	put(m, KIND_body, "id", "RS", "name", "Regionstyrelsen", "kind", "styrelse", "unit", "RS");
	put(m, KIND_unit, "id", "REGION", "name", "Region Exempel");
	put(m, KIND_unit, "id", "RS", "name", "Regionstyrelsen", "parent", "REGION", "presented",
	    "ja");
	put(m, KIND_unit, "id", "HR", "name", "HR-staben", "parent", "RS");
	put(m, KIND_alias, "name", "HR-staben", "unit", "HR");
	put(m, KIND_result_line, "id", "patient", "name", "Patientintäkter", "kind", "income");
	put(m, KIND_result_line, "id", "turn", "name", "Vänder", "kind", "income");
	put(m, KIND_result_line, "id", "netto-rad", "name", "Nettokostnad", "kind", "net");
	put(m, KIND_goal, "id", "M1", "number", "1", "name", "Trygga uppväxtvillkor");
	put(m, KIND_objective, "id", "d1", "year", "2025", "goal", "M1", "body", "RS", "title",
	    "Ett");
	put(m, KIND_objective, "id", "d2", "year", "2025", "goal", "M1", "body", "RS", "title",
	    "Två");
	put(m, KIND_assessment, "objective", "d1", "period", "2025-T3", "status", "helt", "by",
	    "Anna");
	put(m, KIND_assessment, "objective", "d2", "period", "2025-T3", "status", "delvis");
	put(m, KIND_indicator, "id", "i1", "objective", "d1", "name", "Andel mat", "kind", "share",
	    "unit", "%", "operator", "ge");
	put(m, KIND_target, "indicator", "i1", "period", "2025", "value", "40");
	put(m, KIND_outcome, "indicator", "i1", "period", "2025", "value", "36.5");
	put(m, KIND_assignment, "id", "u1", "year", "2025", "from", "RS", "to_type", "namnd",
	    "title", "Resor", "body", "RS");
	put(m, KIND_assignment_report, "assignment", "u1", "period", "2025-T3", "status", "klar");
	put(m, KIND_measure, "id", "resor", "assignment", "u1", "name", "Resor", "unit", "tkr",
	    "operator", "le", "method", "level", "base", "6994", "target", "5945", "outcome",
	    "6800");
	put(m, KIND_area, "id", "it", "name", "IT", "unit", "RS");
	put(m, KIND_area, "id", "hjalp", "name", "Hjälpmedel", "unit", "REGION");
	put(m, KIND_investment, "year", "2025", "area", "it", "project", "natet", "month", "12",
	    "outcome", "3000000000", "budget", "6600000000");
	put(m, KIND_investment, "year", "2025", "area", "hjalp", "month", "12", "outcome",
	    "3700000000", "budget", "3300000000");
	put(m, KIND_investment, "year", "2024", "area", "", "month", "12", "outcome", "92200000000",
	    "variance", "800000000");
	put(m, KIND_investment, "year", "2024", "area", "it", "month", "12", "variance",
	    "2600000000");
	put(m, KIND_staff, "measure", "headcount", "unit", "RS", "period", "2025-12", "value",
	    "1153");
	put(m, KIND_staff, "measure", "headcount", "unit", "HR", "period", "2025-12", "value", "9");
	put(m, KIND_staff, "measure", "sick_leave_r12", "unit", "RS", "period", "2025-12", "value",
	    "4.2");
	put(m, KIND_staff, "measure", "sick_leave_r12", "unit", "RS", "period", "2024-12", "value",
	    "4.7");
	put(m, KIND_staff, "measure", "sick_leave_r12", "unit", "HR", "period", "2025-12", "value",
	    "4.0");
	put(m, KIND_staff, "measure", "sick_leave_r12", "unit", "RS", "sex", "kvinna", "period",
	    "2025-11", "value", "5.2");
	put(m, KIND_staff, "measure", "hme_motivation", "unit", "RS", "period", "2025-12", "value",
	    "80");
	put(m, KIND_staff, "measure", "hme_ledarskap", "unit", "RS", "period", "2025-12", "value",
	    "81");
	put(m, KIND_staff, "measure", "hme_styrning", "unit", "RS", "period", "2025-12", "value",
	    "79");
	put(m, KIND_series, "id", "ack", "name", "Resor", "unit", "tkr", "kind", "cumulative");
	put(m, KIND_series, "id", "flode", "name", "Besök", "unit", "antal", "kind", "flow");
	put(m, KIND_point, "series", "ack", "period", "2025-12", "value", "6800");
	put(m, KIND_point, "series", "ack", "period", "2025-08", "value", "3782");
	put(m, KIND_point, "series", "flode", "period", "2025-07", "value", "10");
	put(m, KIND_point, "series", "flode", "period", "2025-08", "value", "11");
	put(m, KIND_benefit, "year", "2025", "measure", "Frigjord tid", "unit", "timmar", "outcome",
	    "179500", "target", "143600");
	put(m, KIND_figure, "name", "vardplatser", "period", "2025", "year", "2025", "label",
	    "Vårdplatser", "unit", "platser", "value", "12", "upper", "14");
	put(m, KIND_figure, "name", "besparing", "period", "2025", "year", "2025", "label",
	    "Besparing", "unit", "Mkr", "value", "9.2");
	put(m, KIND_restatement, "id", "inv", "fact", "investering.utfall:enhet=REGION:period=2025",
	    "period", "2025", "old", "1037", "new", "1009", "unit", "Mkr");
	put(m, KIND_explanation, "id", "x1", "period", "2025-T3", "unit", "RS", "name", "Pensioner",
	    "amount", "-300000000", "kind", "part");
	built(m);
	return m;
}

static struct facts *
at(const struct model *m, const char *period_text)
{
	return facts_new(&mem, m, &money,
	    (struct fact_context){.body = STR("RS"), .period = per(period_text)});
}

static void
shows(struct facts *fx, const char *name, const char *format, const char *want)
{
	struct err e = {0};
	struct fact f;
	struct fact_format fmt;
	str out = STR("");

	check(fact_get(fx, str_of(name), &f, &e) && fact_format_parse(str_of(format), &fmt, &e) &&
	    fact_show(&f, &fmt, LANG_SV, &mem, &out, &e));
	if (e.rc != RC_OK)
		fprintf(stderr, "%s: %s\n", name, e.text[LANG_SV]);
	check_str(out, want);
}

static void
canonical(struct facts *fx, const char *name, const char *want)
{
	struct err e = {0};
	str out = STR("");

	check(fact_canonical(fx, str_of(name), &out, &e));
	check_str(out, want);
	/* (F5): the canonical name is its own canonical name. */
	check(fact_canonical(fx, out, &out, &e));
	check_str(out, want);
}

static void
refuses(struct facts *fx, const char *name, enum rc rc, const char *part)
{
	struct err e = {0};
	struct fact f;

	check(!fact_get(fx, str_of(name), &f, &e));
	check(e.rc == rc);
	if (str_find(str_of(e.text[LANG_SV]), str_of(part), 0) >= str_of(e.text[LANG_SV]).n) {
		fprintf(stderr, "%s: \"%s\" lacks \"%s\"\n", name, e.text[LANG_SV], part);
		check(false);
	}
}

static void
misses(struct facts *fx, const char *name, const char *part)
{
	struct err e = {0};
	struct fact f;

	check(fact_get(fx, str_of(name), &f, &e) && !dec_ok(f.value));
	if (str_find(f.missing[LANG_SV], str_of(part), 0) >= f.missing[LANG_SV].n) {
		fprintf(stderr, "%s: \"%.*s\" lacks \"%s\"\n", name, STR_ARG(f.missing[LANG_SV]),
		    part);
		check(false);
	}
}

static void
names(const struct model *m)
{
	struct facts *t3 = at(m, "2025-T3"), *t2 = at(m, "2025-T2");

	canonical(t3, "ekonomi.nettokostnad", "ekonomi.nettokostnad:enhet=RS:period=2025");
	canonical(t3, "ekonomi.nettokostnad:period=-1",
	    "ekonomi.nettokostnad:enhet=RS:period=2024");
	canonical(t2, "ekonomi.nettokostnad",
	    "ekonomi.nettokostnad:enhet=RS:period=2025-01..2025-08");
	canonical(t3, "ekonomi.nettokostnad:period=2025-01..2025-12",
	    "ekonomi.nettokostnad:enhet=RS:period=2025");
	canonical(t3, "ekonomi.budgetavvikelse", "ekonomi.avvikelse:enhet=RS:period=2025");
	canonical(t3, "ekonomi.avvikelse:rad=netto-rad", "ekonomi.avvikelse:enhet=RS:period=2025");
	canonical(t3, "ekonomi.utfall:period=2025:rad=patient:enhet=HR-staben",
	    "ekonomi.utfall:enhet=HR:rad=patient:period=2025");
	canonical(t2, "ekonomi.helarsbudget", "ekonomi.helarsbudget:enhet=RS:period=2025");
	canonical(t2, "ekonomi.manadsavvikelse", "ekonomi.manadsavvikelse:enhet=RS:period=2025-08");
	canonical(t3, "investering.utfall:enhet=REGION:omrade=it",
	    "investering.utfall:omrade=it:period=2025");
	canonical(t3, "mal.delmal.antal:status=helt",
	    "mal.delmal.antal:organ=RS:status=helt:period=2025");
	canonical(t3, "mal.delmal.antal:period=2025-T3", "mal.delmal.antal:organ=RS:period=2025");
	canonical(t2, "mal.delmal.antal", "mal.delmal.antal:organ=RS:period=2025-T2");
	canonical(t3, "mal.delmal.antal:mal=1", "mal.delmal.antal:organ=RS:mal=M1:period=2025");
	canonical(t3, "personal.sjukfranvaro.r12:kon=alla",
	    "personal.sjukfranvaro.r12:enhet=RS:period=2025-12");
	canonical(t3, "uppdrag.resor.utfall", "uppdrag.resor.utfall:period=2025-12");
	canonical(t2, "serie.ack", "serie.ack:period=2025-08");
	canonical(t2, "serie.flode", "serie.flode:period=2025-01..2025-08");
	canonical(t3, "ekonomi.budgetavvikelse.forandring",
	    "ekonomi.avvikelse.forandring:enhet=RS:period=2025");
}

static void
faults(const struct model *m)
{
	struct facts *fx = at(m, "2025-T3");
	struct facts *none = facts_new(&mem, m, &money, (struct fact_context){.period = {0}});
	struct facts *fails = facts_new(&mem, m, &broken_money,
	    (struct fact_context){.body = STR("RS"), .period = per("2025")});

	refuses(fx, "ekonomi.netokostnad", RC_NOT_FOUND, "ekonomi.nettokostnad?");
	refuses(fx, "uppdrag.reser.utfall", RC_NOT_FOUND, "uppdrag.resor.utfall");
	refuses(fx, "helt.annat.som.inte.finns", RC_NOT_FOUND, "--list");
	refuses(fx, "", RC_NOT_FOUND, "--list");
	refuses(fx, "ekonomi.nettokostnad:enhet=RSS", RC_NOT_FOUND, "RS");
	refuses(fx, "ekonomi.nettokostnad:farg=blå", RC_INVALID, "farg");
	refuses(fx, "ekonomi.nettokostnad:enhet", RC_INVALID, "nyckel=värde");
	refuses(fx, "ekonomi.nettokostnad:", RC_INVALID, "nyckel=värde");
	refuses(fx, "ekonomi.nettokostnad:enhet=RS:enhet=HR", RC_INVALID, "två gånger");
	refuses(fx, "ekonomi.nettokostnad:period=2025-13", RC_INVALID, "ingen period");
	refuses(fx, "ekonomi.nettokostnad:period=2025-12-31", RC_INVALID, "kan inte ha perioden");
	refuses(fx, "ekonomi.helarsbudget:period=2025-08", RC_INVALID, "kan inte ha perioden");
	refuses(fx, "personal.sjukfranvaro.r12:period=2025", RC_INVALID, "kan inte ha perioden");
	refuses(fx, "mal.delmal.antal:status=heltt", RC_NOT_FOUND, "helt");
	refuses(fx, "mal.delmal.status", RC_INVALID, "delmal");
	refuses(none, "ekonomi.nettokostnad", RC_INVALID, "enhet");
	refuses(none, "ekonomi.nettokostnad:enhet=RS", RC_INVALID, "period");
	refuses(none, "ekonomi.nettokostnad:enhet=RS:period=-1", RC_INVALID, "period");
	refuses(fails, "ekonomi.nettokostnad", RC_IO, "trasig");
	refuses(fx, "mal.delmal.status.forandring:delmal=d1", RC_INVALID, "inget tal");
}

static void
values(const struct model *m)
{
	struct facts *fx = at(m, "2025-T3"), *t2 = at(m, "2025-T2");

	shows(fx, "ekonomi.nettokostnad", "mkr",
	    "4\xc2\xa0"
	    "076\xc2\xa0miljoner kronor");
	shows(fx, "ekonomi.nettokostnad", "mkr kort",
	    "4\xc2\xa0"
	    "076");
	shows(fx, "ekonomi.nettokostnad", "tkr enhet",
	    "4\xc2\xa0"
	    "076\xc2\xa0"
	    "171\xc2\xa0tkr");
	shows(fx, "ekonomi.nettokostnad:period=-1", "",
	    "3\xc2\xa0"
	    "872\xc2\xa0miljoner kronor");
	shows(fx, "ekonomi.nettokostnad.forandring", "mkr", "204\xc2\xa0miljoner kronor");
	shows(fx, "ekonomi.nettokostnadsutveckling", "procent 1", "5,3\xc2\xa0procent");
	shows(fx, "ekonomi.nettokostnadsutveckling", "riktning", "ökat");
	shows(fx, "ekonomi.nettokostnad.utveckling", "enhet", "5,3\xc2\xa0%");
	shows(fx, "ekonomi.budgetavvikelse", "mkr",
	    "\xe2\x88\x92"
	    "19\xc2\xa0miljoner kronor");
	shows(fx, "ekonomi.budgetavvikelse", "mkr abs", "19\xc2\xa0miljoner kronor");
	shows(fx, "ekonomi.budgetavvikelse", "avvikelse", "negativ");
	shows(fx, "ekonomi.budgetavvikelse", "drygt abs versal", "Drygt 19\xc2\xa0miljoner kronor");
	shows(t2, "ekonomi.prognosavvikelse", "",
	    "\xe2\x88\x92"
	    "23\xc2\xa0miljoner kronor");
	misses(fx, "ekonomi.utfall:enhet=HR", "inga belopp");
	misses(fx, "ekonomi.forandring:rad=patient", "avrundas till noll");
	misses(fx, "ekonomi.forandring:rad=turn", "byter tecken");
	misses(fx, "ekonomi.nettokostnadsutveckling:period=2024", "jämförelsetal saknas");
	shows(fx, "ekonomi.forklarat", "",
	    "\xe2\x88\x92"
	    "3\xc2\xa0miljoner kronor");
	shows(fx, "ekonomi.oforklarat", "",
	    "\xe2\x88\x92"
	    "16\xc2\xa0miljoner kronor");
	misses(fx, "ekonomi.forklarat:enhet=HR", "inga belopp är förklarade");
	shows(fx, "investering.utfall:enhet=REGION", "kort", "67");
	shows(fx, "investering.utfall", "kort", "30");
	shows(fx, "investering.avvikelse:omrade=it", "tecken", "+36\xc2\xa0miljoner kronor");
	shows(fx, "investering.budget:projekt=natet", "kort", "66");
	shows(fx, "investering.utfall:enhet=REGION:period=2024", "kort", "922");
	shows(fx, "investering.budget:enhet=REGION:period=2024", "kort", "930");
	misses(fx, "investering.utfall:omrade=it:period=2024", "inga investeringar");
}

static void
plan_values(const struct model *m)
{
	struct facts *fx = at(m, "2025-T3"), *t1 = at(m, "2025-T1");

	shows(fx, "mal.delmal.antal", "ord", "två");
	shows(fx, "mal.delmal.antal:status=helt", "ord versal", "Ett");
	shows(fx, "mal.delmal.antal:status=inte", "", "0");
	misses(t1, "mal.delmal.antal:status=inte", "bedömning saknas");
	shows(fx, "mal.regionmal.antal", "antal", "1");
	shows(fx, "mal.indikator.antal:status=delvis", "", "1");
	shows(fx, "mal.delmal.status:delmal=d1", "status", "Uppfylls helt");
	shows(fx, "mal.delmal.forslag:delmal=d1", "", "Uppfylls delvis");
	shows(fx, "mal.indikator.utfall:indikator=i1", "", "36,5\xc2\xa0procent");
	shows(fx, "mal.indikator.malvarde:indikator=i1", "enhet", "40\xc2\xa0%");
	shows(fx, "mal.indikator.uppfyllelse:indikator=i1", "1", "91,3\xc2\xa0procent");
	shows(fx, "mal.indikator.status:indikator=i1", "", "Uppfylls delvis");
	misses(t1, "mal.indikator.utfall:indikator=i1", "utfall saknas");
	shows(fx, "uppdrag.antal:status=klar", "", "1");
	shows(fx, "uppdrag.status:uppdrag=u1", "", "Klar");
	shows(fx, "uppdrag.resor.utfall", "",
	    "6\xc2\xa0"
	    "800\xc2\xa0tusen kronor");
	shows(fx, "uppdrag.resor.utfall", "mkr 1", "6,8\xc2\xa0miljoner kronor");
	shows(fx, "uppdrag.resor.malvarde", "kort",
	    "5\xc2\xa0"
	    "945");
	shows(fx, "uppdrag.resor.bas", "kort",
	    "6\xc2\xa0"
	    "994");
	shows(fx, "uppdrag.resor.uppfyllelse", "", "87\xc2\xa0procent");
	shows(fx, "uppdrag.resor.uppfyllelse:metod=forandring", "", "18\xc2\xa0procent");
	shows(fx, "uppdrag.resor.mot_bas", "",
	    "\xe2\x88\x92"
	    "2,8\xc2\xa0procent");
	shows(fx, "uppdrag.resor.skillnad", "abs kr",
	    "194\xc2\xa0"
	    "000\xc2\xa0kronor");
}

static void
staff_values(const struct model *m)
{
	struct facts *fx = at(m, "2025-T3");

	shows(fx, "personal.antal", "",
	    "1\xc2\xa0"
	    "153");
	shows(fx, "personal.sjukfranvaro", "", "4,2\xc2\xa0procent");
	shows(fx, "personal.sjukfranvaro.r12.forandring", "1",
	    "\xe2\x88\x92"
	    "0,5\xc2\xa0procentenheter");
	shows(fx, "personal.sjukfranvaro.r12.forandring", "riktning", "minskat");
	misses(fx, "personal.sjukfranvaro.r12:enhet=HR", "för liten");
	misses(fx, "personal.sjukfranvaro.r12:kon=kvinna", "närmast finns 2025-11");
	misses(fx, "personal.sjukfranvaro.r12:kon=man", "uppgift saknas");
	shows(fx, "personal.hme", "1", "80,0");
	shows(fx, "serie.ack", "",
	    "6\xc2\xa0"
	    "800\xc2\xa0tusen kronor");
	shows(fx, "serie.ack:period=2025-08", "kort",
	    "3\xc2\xa0"
	    "782");
	shows(fx, "serie.flode:period=2025-07..2025-08", "", "21");
	misses(fx, "serie.flode", "ingen punkt");
	shows(fx, "portfolj.frigjord-tid.utfall", "",
	    "179\xc2\xa0"
	    "500\xc2\xa0timmar");
	shows(fx, "portfolj.frigjord-tid.overtraffande", "", "25\xc2\xa0procent");
	shows(fx, "portfolj.frigjord-tid.uppfyllelse", "", "125\xc2\xa0procent");
	shows(fx, "uppgift.vardplatser", "", "12\xc2\xa0platser");
	shows(fx, "uppgift.vardplatser:grans=ovre", "kort", "14");
	shows(fx, "uppgift.besparing", "", "9,2\xc2\xa0miljoner kronor");
	shows(fx, "uppgift.besparing", "tkr kort",
	    "9\xc2\xa0"
	    "200");
	misses(fx, "uppgift.besparing:period=2024", "inte rapporterad");
	shows(fx, "uppgift.besparing:period=2024", "", "uppgift saknas");
	shows(fx, "omrakning.inv.tidigare", "kort",
	    "1\xc2\xa0"
	    "037");
	shows(fx, "omrakning.inv.nytt", "kort",
	    "1\xc2\xa0"
	    "009");
}

static void
formats(const struct model *m)
{
	struct facts *fx = at(m, "2025-T3");
	struct fact_format fmt;
	struct err e = {0};
	struct fact f;
	str out;

	check(!fact_format_parse(STR("megakronor"), &fmt, &e) && e.rc == RC_INVALID);
	e = (struct err){0};
	check(fact_get(fx, STR("ekonomi.nettokostnadsutveckling"), &f, &e));
	check(fact_format_parse(STR("mkr"), &fmt, &e));
	check(!fact_show(&f, &fmt, LANG_SV, &mem, &out, &e) && e.rc == RC_INVALID);
	e = (struct err){0};
	check(fact_get(fx, STR("ekonomi.nettokostnad"), &f, &e));
	check(fact_format_parse(STR("procent"), &fmt, &e));
	check(!fact_show(&f, &fmt, LANG_SV, &mem, &out, &e));
	/* Half away from zero, both ways. */
	for (int sign = -1; sign <= 1; sign += 2) {
		f.value = dec_mul(num("1500000"), dec_int(sign));
		check(fact_format_parse(STR("mkr abs kort"), &fmt, &e));
		e = (struct err){0};
		check(fact_show(&f, &fmt, LANG_SV, &mem, &out, &e));
		check_str(out, "2");
	}
	check(fact_format_parse(STR("mkr"), &fmt, &e));
	check(fact_show(&f, &fmt, LANG_EN, &mem, &out, &e));
	check_str(out, "2\xc2\xa0million kronor");
	f.value = num("400000"); /* prints as zero */
	check(fact_format_parse(STR("mkr avvikelse"), &fmt, &e));
	check(fact_show(&f, &fmt, LANG_SV, &mem, &out, &e));
	check_str(out, "ingen");
	check(dec_sign(fact_shown_value(&f, &fmt)) == 0);
}

static size_t
count_nodes(const struct fact_node *n)
{
	size_t k = 1;

	for (const struct fact_node *c = n->first; c != NULL; c = c->next)
		k += count_nodes(c);
	return k;
}

static void
derivations(const struct model *m)
{
	struct facts *fx = at(m, "2025-T3");
	struct fact_node *n;
	struct err e = {0};
	struct fact f;
	str *name;
	size_t count;

	check(fact_explain(fx, STR("ekonomi.budgetavvikelse"), &n, &e));
	check_str(n->fact, "ekonomi.avvikelse:enhet=RS:period=2025");
	check_str(n->formula[LANG_SV], "utfall \xe2\x88\x92 budget");
	check_i64((int64_t)count_nodes(n), 3);
	check_str(n->first->link_unit, "RS");
	check(dec_cmp(dec_sub(n->first->value, n->last->value), n->value) == 0);
	check(fact_explain(fx, STR("ekonomi.oforklarat"), &n, &e));
	check(count_nodes(n) == 6); /* itself, two facts, two cells, one explanation */
	check_str(n->first->fact, "ekonomi.avvikelse:enhet=RS:period=2025");
	check(fact_explain(fx, STR("uppdrag.resor.uppfyllelse"), &n, &e) && n->first != NULL);
	check_str(n->first->formula[LANG_SV],
	    "5\xc2\xa0"
	    "945 / 6\xc2\xa0"
	    "800 = 87,4\xc2\xa0%");
	check(!fact_explain(fx, STR("finns.inte"), &n, &e));
	e = (struct err){0};
	check(facts_list(fx, STR(""), 1000, &name, &count, &e) && count > 30);
	for (size_t i = 0; i < count; i++) { /* what is listed has a value and a derivation */
		check(i == 0 || str_cmp(name[i - 1], name[i]) < 0);
		check(fact_get(fx, name[i], &f, &e) && (dec_ok(f.value) || f.text.n > 0));
		check(f.label[LANG_SV].n > 0 && f.label[LANG_EN].n > 0);
		check(fact_explain(fx, name[i], &n, &e) && str_eq(n->fact, name[i]));
		check(dec_ok(n->value) == dec_ok(f.value) &&
		    (!dec_ok(f.value) || dec_cmp(n->value, f.value) == 0));
	}
	check(facts_list(fx, STR("personal."), 1000, &name, &count, &e));
	for (size_t i = 0; i < count; i++)
		check(str_has_prefix(name[i], STR("personal.")));
	check(facts_list(fx, STR(""), 3, &name, &count, &e) && count == 3);
}

/* Rows that are there but say little: each gives a missing value with its reason. */
static void
gaps(void)
{
	struct model *m = organisation();
	struct facts *fx, *later;
	struct err e = {0};
	struct fact f;
	dec v;

	put(m, KIND_goal, "id", "M2", "number", "2", "name", "Andra", "from", "2026");
	put(m, KIND_alias, "name", "Styrelsen", "body", "RS");
	put(m, KIND_unit, "id", "Åre", "name", "Åre");
	put(m, KIND_objective, "id", "d3", "year", "2025", "goal", "M2", "body", "RS", "title",
	    "Tre");
	put(m, KIND_indicator, "id", "i2", "objective", "d1", "name", "Ord", "kind", "text", "unit",
	    "%");
	put(m, KIND_target, "indicator", "i2", "period", "2025", "text", "Bättre än 2024");
	put(m, KIND_outcome, "indicator", "i2", "period", "2025", "text", "Bättre");
	put(m, KIND_outcome, "indicator", "i1", "period", "2025", "unit", "HR", "sex", "kvinna",
	    "value", "41");
	put(m, KIND_indicator, "id", "i3", "objective", "d1", "name", "Tom", "kind", "number");
	put(m, KIND_assignment, "id", "u2", "year", "2025", "from", "RS", "to_type", "beredning",
	    "title", "Tyst", "body", "RS");
	put(m, KIND_measure, "id", "tom", "assignment", "u2", "name", "Tomt", "unit", "st");
	put(m, KIND_measure, "id", "noll", "assignment", "u2", "name", "Noll", "unit", "st", "base",
	    "0", "outcome", "4", "target", "5");
	put(m, KIND_measure, "id", "ack", "assignment", "u2", "name", "Ack", "unit", "tkr",
	    "series", "ack");
	put(m, KIND_initiative, "id", "flex", "year", "2025", "name", "Flexibel arbetsplats");
	put(m, KIND_benefit, "year", "2025", "measure", "Nytta å Ö é", "initiative", "flex", "unit",
	    "Mkr", "outcome", "3", "target", "0");
	put(m, KIND_benefit, "year", "2025", "measure", "Nytta å Ö é", "initiative", "annat",
	    "unit", "Mkr", "outcome", "4", "target", "0");
	put(m, KIND_point, "series", "flode", "period", "2024", "value", "99");
	put(m, KIND_staff, "measure", "headcount", "unit", "RS", "period", "2024-12", "value",
	    "1168");
	put(m, KIND_staff, "measure", "hme_total", "unit", "HR", "period", "2024-12", "text",
	    "Högre");
	put(m, KIND_figure, "name", "okand", "period", "2025", "year", "2025", "label",
	    "Utan värde", "unit", "");
	built(m);
	fx = at(m, "2025-T3");
	canonical(fx, "mal.delmal.antal:organ=Styrelsen", "mal.delmal.antal:organ=RS:period=2025");
	canonical(fx, "ekonomi.utfall:rad=netto", "ekonomi.utfall:enhet=RS:period=2025");
	refuses(fx, "mal.delmal.antal:organ=XX", RC_NOT_FOUND, "inget värde");
	refuses(fx, "ekonomi.utfall:rad=patent", RC_NOT_FOUND, "patient");
	refuses(fx, "mal.delmal.antal:mal=9", RC_NOT_FOUND, "mal");
	refuses(fx, "ekonomi.utfall:enhet=NågotHeltAnnat", RC_NOT_FOUND, "inget värde");
	shows(fx, "mal.delmal.antal:mal=2", "", "1");
	shows(fx, "mal.regionmal.antal", "", "1");
	shows(fx, "mal.indikator.antal", "", "3");
	shows(fx, "mal.indikator.utfall:indikator=i2", "", "Bättre");
	shows(fx, "mal.indikator.malvarde:indikator=i2", "", "Bättre än 2024");
	shows(fx, "mal.indikator.utfall:indikator=i1:enhet=HR:kon=kvinna", "", "41\xc2\xa0procent");
	misses(fx, "mal.indikator.utfall:indikator=i1:kon=man", "utfall saknas");
	misses(fx, "mal.indikator.malvarde:indikator=i3", "målvärde saknas");
	misses(fx, "mal.indikator.uppfyllelse:indikator=i3", "inget att dividera");
	misses(fx, "mal.delmal.status:delmal=d3", "bedömning saknas");
	misses(fx, "uppdrag.status:uppdrag=u2", "bedömning saknas");
	shows(fx, "uppdrag.antal", "", "2");
	shows(fx, "uppdrag.antal:till=beredning", "", "1");
	misses(fx, "uppdrag.tom.utfall", "utfall saknas");
	misses(fx, "uppdrag.tom.malvarde", "målvärde saknas");
	misses(fx, "uppdrag.tom.bas", "jämförelsetal saknas");
	misses(fx, "uppdrag.tom.uppfyllelse:metod=niva", "inget att dividera");
	misses(fx, "uppdrag.tom.mot_bas", "jämförelsetal saknas");
	misses(fx, "uppdrag.tom.skillnad", "jämförelsetal saknas");
	misses(fx, "uppdrag.noll.mot_bas", "avrundas till noll");
	shows(fx, "uppdrag.ack.utfall", "kort",
	    "6\xc2\xa0"
	    "800");
	shows(fx, "portfolj.nytta-a-o-e.utfall", "", "7\xc2\xa0miljoner kronor"); /* added up */
	shows(fx, "portfolj.nytta-a-o-e.utfall:initiativ=flex", "", "3\xc2\xa0miljoner kronor");
	misses(fx, "portfolj.nytta-a-o-e.uppfyllelse", "inget att dividera");
	misses(fx, "portfolj.nytta-a-o-e.utfall:period=2024", "inte rapporterad");
	misses(fx, "portfolj.nytta-a-o-e.uppfyllelse:period=2024", "inte rapporterad");
	shows(fx, "serie.flode:period=2024", "", "99");
	misses(fx, "uppgift.okand", "inte ifyllt");
	shows(fx, "personal.antal.forandring", "",
	    "\xe2\x88\x92"
	    "15");
	shows(fx, "personal.antal.utveckling", "2",
	    "\xe2\x88\x92"
	    "1,28\xc2\xa0procent");
	shows(fx, "personal.hme:enhet=HR:period=2024-12", "", "Högre");
	misses(fx, "personal.sjukfranvaro.r12.forandring:kon=kvinna", "saknar värde");
	misses(fx, "serie.ack.forandring", "saknar värde");
	misses(fx, "ekonomi.utfall.utveckling:rad=turn", "byter tecken");
	refuses(fx, "mal.delmal.status.utveckling:delmal=d1", RC_INVALID, "inget tal");
	later = facts_in_context(fx,
	    (struct fact_context){.body = STR("RS"), .period = per("2025-07")});
	canonical(later, "mal.delmal.antal", "mal.delmal.antal:organ=RS:period=2025-07");
	check(facts_arena(later) == &mem && facts_model(later) == m);
	check(period_eq(facts_context(later).period, per("2025-07")));
	check(fact_value(fx, STR("uppgift.besparing"), &v, &e));
	check_str(dec_str(&mem, dec_trim(v)), "9200000");
	check(!fact_value(fx, STR("uppgift.ingen"), &v, &e));
	/* A figure that is made by hand prints by its unit. */
	static const enum fact_unit units[] = {FACT_KR, FACT_PERCENT, FACT_POINTS, FACT_HOURS};
	static const char *const printed[] = {"0\xc2\xa0miljoner kronor", "12\xc2\xa0procent",
	    "12\xc2\xa0procentenheter", "12\xc2\xa0timmar"};
	for (size_t i = 0; i < COUNTOF(units); i++) {
		struct fact_format any = {.decimals = -1};
		str out;
		e = (struct err){0};
		f = (struct fact){.name = STR("x"), .unit = units[i], .value = num("12")};
		check(fact_show(&f, &any, LANG_SV, &mem, &out, &e));
		check_str(out, printed[i]);
	}
}

/* The catalogue against itself: ids are unique, dimensions known, texts there. */
static void
catalogue(void)
{
	for (size_t i = 0; i < fact_catalogue_n; i++) {
		const struct fact_def *d = &fact_catalogue[i];
		check(str_of(d->label[LANG_SV]).n > 0 && str_of(d->label[LANG_EN]).n > 0);
		for (size_t k = 0; k < i; k++)
			check(!str_eq(str_of(d->id), str_of(fact_catalogue[k].id)));
		if (d->kind == FACT_SHARE) /* (F4) */
			check_str(str_of(d->aggregates), "none");
	}
}

static str
page(const char *path)
{
	struct err e = {0};
	str out = STR("");

	check(file_read(&mem, str_of(path), (size_t)1 << 20, &out, &e));
	return out;
}

/* The lines of the fenced blocks of a kind. */
static bool
fenced(str *rest, const char *kind, bool *inside, str *line)
{
	while (str_cut(rest, '\n', line)) {
		if (str_has_prefix(*line, STR("```")))
			*inside = !*inside && str_eq(str_sub(*line, 3, line->n), str_of(kind));
		else if (*inside)
			return true;
	}
	return false;
}

/* docs/format/facts.md is true: its names, its faults, and every row is there. */
static void
documented(const struct model *m)
{
	struct facts *fx = at(m, "2025-T3");
	str doc = page("docs/format/facts.md"), rest = doc, line;
	bool inside = false;
	int n = 0;

	while (fenced(&rest, "names", &inside, &line)) {
		size_t arrow = str_find(line, STR(" => "), 0);
		check(arrow < line.n);
		canonical(fx, str_z(&mem, str_sub(line, 0, arrow)),
		    str_z(&mem, str_sub(line, arrow + 4, line.n)));
		n++;
	}
	rest = doc;
	inside = false;
	while (fenced(&rest, "wrong", &inside, &line)) {
		refuses(fx, str_z(&mem, line), RC_INVALID, "kan inte ha perioden");
		n++;
	}
	check(n > 10);
	for (size_t i = 0; i < fact_catalogue_n; i++) {
		str row = str_fmt(&mem, "| `%s` | %s |", fact_catalogue[i].id,
		    fact_catalogue[i].label[LANG_SV]);
		if (str_find(doc, row, 0) == doc.n) {
			fprintf(stderr, "docs/format/facts.md lacks %.*s\n", STR_ARG(row));
			check(false);
		}
	}
}

int
main(void)
{
	arena_init(&mem, (size_t)256 << 20);
	const struct model *m = organisation();
	catalogue();
	documented(m);
	names(m);
	faults(m);
	values(m);
	plan_values(m);
	staff_values(m);
	formats(m);
	derivations(m);
	gaps();
	arena_end(&mem);
	return check_done();
}
