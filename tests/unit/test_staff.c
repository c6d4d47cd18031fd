/* Staff figures: windows, engagement, survey implications, disclosure. */
#include "check.h"
#include "core/staff/staff.h"
#include "model_build.h"

#include <string.h>

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

/* Two sexes in two ages: hiding one cell takes three others, for every sum would tell it. */
static void
across(void)
{
	struct model *m = model_new(&mem);

	headcount(m, "T", "alla", "", "100");
	headcount(m, "T", "kvinna", "", "60");
	headcount(m, "T", "man", "", "40");
	headcount(m, "T", "kvinna", "-49", "25");
	headcount(m, "T", "kvinna", "50-", "35");
	headcount(m, "T", "man", "-49", "8");
	headcount(m, "T", "man", "50-", "32");
	headcount(m, "T", "alla", "-49", "33");
	headcount(m, "T", "alla", "50-", "67");
	built(m);
	check(disclosed(m, "T", SEX_man, "-49") == DISCLOSE_SMALL);
	check(disclosed(m, "T", SEX_man, "50-") == DISCLOSE_COMPLEMENT);
	check(disclosed(m, "T", SEX_kvinna, "-49") == DISCLOSE_COMPLEMENT);
	check(disclosed(m, "T", SEX_kvinna, "50-") == DISCLOSE_COMPLEMENT);
	check(disclosed(m, "T", SEX_alla, "-49") == DISCLOSE_SHOW);
	check(disclosed(m, "T", SEX_man, "") == DISCLOSE_SHOW);
	/* Two hidden groups that are few together: their sum would be a small group too. */
	m = model_new(&mem);
	headcount(m, "T", "alla", "", "60");
	headcount(m, "T", "alla", "-29", "4");
	headcount(m, "T", "alla", "30-49", "5");
	headcount(m, "T", "alla", "50-", "51");
	built(m);
	check(disclosed(m, "T", SEX_alla, "30-49") == DISCLOSE_SMALL);
	check(disclosed(m, "T", SEX_alla, "50-") == DISCLOSE_COMPLEMENT);
}

/* Units, sexes and ages with all their totals: 48 groups in the sums of three directions. */
#define CUBE_UNITS 4
#define CUBE_SEXES 3
#define CUBE_AGES 4
#define CUBE (CUBE_UNITS * CUBE_SEXES * CUBE_AGES)
#define OTHER_PRIME INT64_C(1000000007)

static size_t
cube_at(size_t u, size_t s, size_t a)
{
	return (u * CUBE_SEXES + s) * CUBE_AGES + a;
}

/* One row for the sum whose parts run over one direction; index 0 of each is the total. */
static void
cube_sum(int64_t *row, const bool *hidden, const size_t at[3], int over)
{
	static const size_t n[3] = {CUBE_UNITS, CUBE_SEXES, CUBE_AGES};

	memset(row, 0, CUBE * sizeof *row);
	for (size_t k = 0; k < n[over]; k++) {
		size_t i[3] = {at[0], at[1], at[2]};
		i[over] = k;
		size_t c = cube_at(i[0], i[1], i[2]);
		if (hidden[c])
			row[c] = k == 0 ? OTHER_PRIME - 1 : 1;
	}
}

static int64_t
power(int64_t a, int64_t e)
{
	int64_t out = 1;

	for (; e > 0; e >>= 1, a = a * a % OTHER_PRIME)
		if (e & 1)
			out = out * a % OTHER_PRIME;
	return out;
}

/* How many hidden groups the sums tell, solved by another prime than the program's. */
static int
cube_told(const bool *hidden)
{
	static int64_t a[3 * CUBE][CUBE];
	size_t n = 0, rank = 0;
	int told = 0;

	for (size_t u = 0; u < CUBE_UNITS; u++)
		for (size_t s = 0; s < CUBE_SEXES; s++)
			for (size_t g = 0; g < CUBE_AGES; g++) {
				size_t at[3] = {u, s, g};
				for (int over = 0; over < 3; over++)
					if (at[over] == 0)
						cube_sum(a[n++], hidden, at, over);
			}
	for (size_t c = 0; c < CUBE; c++) {
		size_t p = rank;
		while (p < n && a[p][c] == 0)
			p++;
		if (p == n)
			continue;
		int64_t inv = power(a[p][c], OTHER_PRIME - 2), t;
		for (size_t k = 0; k < CUBE; k++) {
			t = a[p][k] * inv % OTHER_PRIME;
			a[p][k] = a[rank][k];
			a[rank][k] = t;
		}
		for (size_t r = 0; r < n; r++) {
			int64_t f = a[r][c];
			for (size_t k = 0; k < CUBE && r != rank && f != 0; k++)
				a[r][k] = (a[r][k] + (OTHER_PRIME - f) * a[rank][k]) % OTHER_PRIME;
		}
		rank++;
	}
	for (size_t r = 0; r < rank; r++) {
		int filled = 0;
		for (size_t c = 0; c < CUBE; c++)
			filled += a[r][c] != 0;
		told += filled == 1;
	}
	return told;
}

static const char *const cube_unit[] = {"T", "A", "B", "C"};
static const char *const cube_sex[] = {"alla", "kvinna", "man"};
static const char *const cube_age[] = {"", "-29", "30-49", "50-"};

/* Groups of the sizes given, and every total of them. */
static void
cube_fill(struct model *m, const int size[3][2][3])
{
	int64_t n[CUBE] = {0};

	for (size_t u = 0; u < 3; u++)
		for (size_t s = 0; s < 2; s++)
			for (size_t a = 0; a < 3; a++)
				for (int up = 0; up < 8; up++)
					n[cube_at((up & 1) ? 0 : u + 1, (up & 2) ? 0 : s + 1,
					    (up & 4) ? 0 : a + 1)] += size[u][s][a];
	put(m, KIND_unit, "id", "T", "name", "Topp");
	for (size_t u = 1; u < CUBE_UNITS; u++)
		put(m, KIND_unit, "id", cube_unit[u], "name", cube_unit[u], "parent", "T");
	for (size_t i = 0; i < CUBE; i++)
		headcount(m, cube_unit[i / (CUBE_SEXES * CUBE_AGES)],
		    cube_sex[i / CUBE_AGES % CUBE_SEXES], cube_age[i % CUBE_AGES],
		    str_z(&mem, str_fmt(&mem, "%lld", (long long)n[i])));
	built(m);
}

/* No hidden group can be worked out from what is shown, whatever the sizes; in the first table
 * that takes all sums at once: each of them alone has two hidden groups or none. */
static void
together(void)
{
	static const int first[3][2][3] = {{{10, 1, 96}, {56, 81, 49}}, {{65, 3, 79}, {1, 7, 68}},
	    {{58, 14, 3}, {53, 1, 77}}};
	uint64_t x = 20251231;

	for (int round = 0; round < 40; round++) {
		int size[3][2][3];
		for (int i = 0; i < 18; i++) {
			x = x * 6364136223846793005u + 1442695040888963407u;
			int r = (int)(x >> 33) % 100;
			(&size[0][0][0])[i] = round == 0 ? (&first[0][0][0])[i]
			    : r < 45                     ? 1 + r % 14
			                                 : r;
		}
		struct model *m = model_new(&mem);
		cube_fill(m, (const int(*)[2][3])size);
		bool hidden[CUBE];
		int shown = 0;
		for (size_t i = 0; i < CUBE; i++) {
			hidden[i] = disclosed(m, cube_unit[i / (CUBE_SEXES * CUBE_AGES)],
			                (enum sex)(i / CUBE_AGES % CUBE_SEXES),
			                cube_age[i % CUBE_AGES]) != DISCLOSE_SHOW;
			shown += !hidden[i];
		}
		check_i64(cube_told(hidden), 0);
		check(shown > 0);
	}
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
	across();
	together();
	lookup();
	arena_end(&mem);
	return check_done();
}
