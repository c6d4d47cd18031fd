/* Staff figures: windows, engagement, survey implications, disclosure. */
#include "check.h"
#include "core/staff/staff.h"
#include "model_build.h"

static struct arena mem;

static void
r12(void)
{
	struct model *m = model_new(&mem);

	put(m, KIND_series, "id", "borta", "name", "Frånvaro", "unit", "timmar");
	put(m, KIND_series, "id", "ordinarie", "name", "Ordinarie tid", "unit", "timmar");
	for (int i = 1; i <= 12; i++) {
		str p = str_fmt(&mem, "%d-%02d", i < 12 ? 2025 : 2024, i < 12 ? i : 12);
		/* December weighs twice as much and has all the absence. */
		put(m, KIND_point, "series", "borta", "period", str_z(&mem, p), "value",
		    i == 12 ? "130" : "0");
		put(m, KIND_point, "series", "ordinarie", "period", str_z(&mem, p), "value",
		    i == 12 ? "200" : "100");
	}
	built(m);
	dec v = staff_r12(m, STR("borta"), STR("ordinarie"), per("2025-11"));
	check_str(dec_str(&mem, dec_trim(v)), "10"); /* 130 of 1 300, not the mean of percentages */
	check(!dec_ok(staff_r12(m, STR("borta"), STR("ordinarie"), per("2025-12"))));
	check(!dec_ok(staff_r12(m, STR("borta"), STR("ingen"), per("2025-11"))));
}

static void
engagement(void)
{
	check_str(dec_str(&mem, hme_index(num("4.2"))), "80.0");
	check_str(dec_str(&mem, hme_index(num("1"))), "0");
	check_str(dec_str(&mem, hme_index(num("5"))), "100");
	check(!dec_ok(hme_index(num("5.1"))) && !dec_ok(hme_index(num("0.9"))));
	check_str(
	    dec_str(&mem, dec_rescale(hme_total(num("80"), num("81"), num("79")), 0, DEC_HALF_UP)),
	    "80");
	check(!dec_ok(hme_total(num("80"), dec_bad(), num("79"))));
}

static void
survey(void)
{
	struct survey_range r = survey_population(1112, num("86"));

	check(r.ok && r.low == 1286 && r.high == 1300);
	r = survey_answers(1120, num("84"));
	check(r.ok && r.low == 936 && r.high == 946);
	check(!survey_population(1112, num("0")).ok);
	check(!survey_population(-1, num("86")).ok);
	/* What an answer count implies holds that count again. */
	for (int64_t answers = 10; answers < 2000; answers += 37) {
		r = survey_population(answers, num("86"));
		check(r.ok || answers < 100); /* 10 of nobody is 86 percent */
		if (!r.ok)
			continue;
		struct survey_range back = survey_answers(r.low, num("86"));
		check(back.low <= answers && answers <= back.high);
	}
}

static struct staff_group
group(const char *unit, enum sex sex, const char *age)
{
	return (struct staff_group){.unit = str_of(unit), .sex = sex, .age = str_of(age)};
}

static enum disclosure
disclosed(const struct model *m, const char *unit, enum sex sex, const char *age)
{
	struct staff_group g = group(unit, sex, age);

	return staff_disclosure(m, &g, per("2025-12"));
}

static void
headcount(struct model *m, const char *unit, const char *sex, const char *age, const char *n)
{
	put(m, KIND_staff, "measure", "headcount", "unit", unit, "period", "2025-12", "sex", sex,
	    "age", age, "value", n);
}

static void
disclosure(void)
{
	struct model *m = model_new(&mem);

	put(m, KIND_unit, "id", "T", "name", "Topp");
	put(m, KIND_unit, "id", "A", "name", "A", "parent", "T");
	put(m, KIND_unit, "id", "B", "name", "B", "parent", "T");
	put(m, KIND_unit, "id", "C", "name", "C", "parent", "T");
	headcount(m, "T", "alla", "", "100");
	headcount(m, "T", "kvinna", "", "90");
	headcount(m, "T", "man", "", "10");
	headcount(m, "T", "alla", "-29", "11");
	headcount(m, "T", "alla", "30-49", "50");
	headcount(m, "T", "alla", "50-", "39");
	headcount(m, "A", "alla", "", "8");
	headcount(m, "B", "alla", "", "40");
	headcount(m, "C", "alla", "", "52");
	built(m);
	check(disclosed(m, "T", SEX_alla, "") == DISCLOSE_SHOW);
	check(disclosed(m, "T", SEX_man, "") == DISCLOSE_SMALL);
	check(disclosed(m, "T", SEX_kvinna, "") == DISCLOSE_COMPLEMENT); /* 100 - 90 would tell */
	check(disclosed(m, "T", SEX_alla, "-29") == DISCLOSE_SHOW);      /* eleven are shown */
	check(disclosed(m, "A", SEX_alla, "") == DISCLOSE_SMALL);
	check(disclosed(m, "B", SEX_alla, "") == DISCLOSE_COMPLEMENT); /* the next smallest */
	check(disclosed(m, "C", SEX_alla, "") == DISCLOSE_SHOW);
	check(disclosed(m, "C", SEX_man, "") == DISCLOSE_SHOW); /* (H3): size unknown */
	m = model_new(&mem);
	headcount(m, "T", "alla", "-29", "10");
	headcount(m, "T", "alla", "30-49", "50");
	headcount(m, "T", "alla", "50-", "39");
	built(m);
	check(disclosed(m, "T", SEX_alla, "-29") == DISCLOSE_SMALL);
	check(disclosed(m, "T", SEX_alla, "50-") == DISCLOSE_COMPLEMENT);
	check(disclosed(m, "T", SEX_alla, "30-49") == DISCLOSE_SHOW);
}

static void
lookup(void)
{
	struct model *m = model_new(&mem);
	const struct staff_key k = {.measure = STAFF_MEASURE_zero_days_share, .unit = STR("T")};

	put(m, KIND_staff, "measure", "zero_days_share", "unit", "T", "period", "2024-12", "value",
	    "41");
	put(m, KIND_staff, "measure", "zero_days_share", "unit", "T", "period", "2025-12", "value",
	    "44");
	put(m, KIND_staff, "measure", "zero_days_share", "unit", "T", "period", "2025", "value",
	    "45");
	built(m);
	check_str(dec_str(&mem, staff_find(m, &k, per("2025-12"))->value), "44");
	check_str(dec_str(&mem, staff_find(m, &k, per("2025"))->value), "45");
	check(staff_find(m, &k, per("2025-11")) == NULL);
	check_str(dec_str(&mem, staff_nearest(m, &k, per("2025-01"))->value), "41");
}

int
main(void)
{
	arena_init(&mem, (size_t)64 << 20);
	r12();
	engagement();
	survey();
	disclosure();
	lookup();
	arena_end(&mem);
	return check_done();
}
