/* Attainment: the rule's cases, and its laws on random figures. */
#include "check.h"
#include "core/plan/attain.h"
#include "model_build.h"

static struct arena mem;

static struct attain_in
in(enum operator op, const char *outcome, const char *target)
{
	return (struct attain_in){.op = op,
	    .target = target != NULL ? num(target) : dec_bad(),
	    .outcome = outcome != NULL ? num(outcome) : dec_bad(),
	    .upper = dec_bad(),
	    .base = dec_bad()};
}

static enum verdict
judge(enum operator op, const char *outcome, const char *target)
{
	struct attain_in i = in(op, outcome, target);

	return attain(&i).verdict;
}

static void
thresholds(void)
{
	check(judge(OPERATOR_ge, "100", "100") == VERDICT_MET);
	check(judge(OPERATOR_ge, "99.99", "100") == VERDICT_PARTLY);
	check(judge(OPERATOR_ge, "80", "100") == VERDICT_PARTLY);
	check(judge(OPERATOR_ge, "79.999", "100") == VERDICT_NOT);
	check(judge(OPERATOR_le, "100", "100") == VERDICT_MET);
	check(judge(OPERATOR_le, "125", "100") == VERDICT_PARTLY); /* exactly 80 */
	check(judge(OPERATOR_le, "125.01", "100") == VERDICT_NOT);
	check(judge(OPERATOR_none, "7", "6") == VERDICT_MET); /* at least, where nothing is said */
	check(judge(OPERATOR_gt, "6", "6") == VERDICT_PARTLY);
	check(judge(OPERATOR_lt, "3.7", "3.7") == VERDICT_PARTLY);
	check(judge(OPERATOR_eq, "5", "5") == VERDICT_MET);
	check(judge(OPERATOR_eq, "4", "5") == VERDICT_PARTLY);
	check(judge(OPERATOR_eq, "5", "4") == VERDICT_PARTLY);
	check(judge(OPERATOR_eq, "9", "5") == VERDICT_NOT);
}

static void
undivided(void)
{
	struct attain_in i;
	struct attainment a;

	check(judge(OPERATOR_ge, "1", "0") == VERDICT_MET);
	check(judge(OPERATOR_ge, "-1", "0") == VERDICT_NOT);
	check(judge(OPERATOR_le, "0", "0") == VERDICT_MET);
	check(judge(OPERATOR_le, "3", "0") == VERDICT_NOT);
	check(judge(OPERATOR_ge, "-5", "-10") == VERDICT_MET); /* a loss smaller than allowed */
	check(judge(OPERATOR_ge, "-11", "-10") == VERDICT_NOT);
	check(judge(OPERATOR_ge, "5", NULL) == VERDICT_NONE);
	check(judge(OPERATOR_ge, NULL, "5") == VERDICT_NONE);
	i = in(OPERATOR_ge, "0", "0");
	a = attain(&i);
	check(a.verdict == VERDICT_MET && !dec_ok(a.percent));
	i = in(OPERATOR_increase, "6", NULL);
	check(attain(&i).verdict == VERDICT_NONE); /* no base */
	i.base = num("5");
	check(attain(&i).verdict == VERDICT_MET);
	i.base = num("6");
	check(attain(&i).verdict == VERDICT_NOT);
	i.op = OPERATOR_no_increase;
	check(attain(&i).verdict == VERDICT_MET);
	i = in(OPERATOR_interval, "12", "10");
	check(attain(&i).verdict == VERDICT_NONE); /* no upper bound */
	i.upper = num("14");
	check(attain(&i).verdict == VERDICT_MET);
	i.outcome = num("15");
	check(attain(&i).verdict == VERDICT_PARTLY);
	i.outcome = num("28");
	check(attain(&i).verdict == VERDICT_NOT);
	i.upper = num("9");
	check(attain(&i).verdict == VERDICT_NONE); /* bounds reversed */
	i = in(OPERATOR_ge, "9", "10");
	i.method = METHOD_none;
	check(attain(&i).verdict == VERDICT_NOT); /* met or not, nothing between */
}

static void
answers(void)
{
	struct attain_in i = in(OPERATOR_yes, NULL, NULL);

	i.kind = VALUE_KIND_yesno;
	check(attain(&i).verdict == VERDICT_NONE);
	i.answer = STR("ja");
	check(attain(&i).verdict == VERDICT_MET);
	i.answer = STR("delvis");
	check(attain(&i).verdict == VERDICT_PARTLY);
	i.answer = STR("nej");
	check(attain(&i).verdict == VERDICT_NOT);
	i.answer = STR("kanske");
	check(attain(&i).verdict == VERDICT_NONE);
	i.answer = STR("");
	i.outcome = num("1");
	check(attain(&i).verdict == VERDICT_MET);
	i = in(OPERATOR_none, NULL, NULL);
	i.kind = VALUE_KIND_text;
	check(attain(&i).verdict == VERDICT_NONE);
}

static void
rounded(void)
{
	struct attain_in i = in(OPERATOR_lt, "3.7", "3.7");

	i.rounded = true;
	check(attain(&i).verdict == VERDICT_UNSHOWN);
	i.outcome = num("3.6");
	check(attain(&i).verdict == VERDICT_MET);
	i.outcome = num("3.8");
	check(attain(&i).verdict == VERDICT_PARTLY);
	i.op = OPERATOR_le;
	i.outcome = num("3.7");
	check(attain(&i).verdict == VERDICT_MET); /* printed as finely as the target */
	i.outcome = num("4");
	i.target = num("4.2");
	check(attain(&i).verdict == VERDICT_UNSHOWN); /* 4 may be 4,4 */
	i.target = num("4.6");
	check(attain(&i).verdict == VERDICT_MET);
}

static void
travel(void)
{
	struct attain_in i = in(OPERATOR_le, "6800", "5945");
	struct attainment a;

	i.base = num("6994");
	a = attain(&i);
	check(a.verdict == VERDICT_PARTLY);
	check_str(attain_arithmetic(&mem, &a, LANG_SV),
	    "5\xc2\xa0"
	    "945 / 6\xc2\xa0"
	    "800 = 87,4\xc2\xa0%");
	check_str(attain_target(&mem, &a, LANG_SV),
	    "högst 5\xc2\xa0"
	    "945");
	i.method = METHOD_change;
	a = attain(&i);
	check(a.verdict == VERDICT_NOT);
	check_str(dec_str(&mem, dec_rescale(a.percent, 0, DEC_HALF_UP)), "18");
	check(a.version == 1 && a.why != NULL);
	i.base = num("5000"); /* the target asks for no decrease */
	a = attain(&i);
	check(a.verdict == VERDICT_NOT && !dec_ok(a.percent));
	i = in(OPERATOR_ge, "9.2", "29.5");
	check_str(dec_str(&mem, dec_rescale(attain(&i).percent, 1, DEC_HALF_UP)), "31.2");
	i.target = num("32.6");
	check_str(dec_str(&mem, dec_rescale(attain(&i).percent, 1, DEC_HALF_UP)), "28.2");
	i = in(OPERATOR_ge, "99.97", "100");
	a = attain(&i);
	check_str(attain_arithmetic(&mem, &a, LANG_SV), "99,97 / 100 = 99,97\xc2\xa0%");
}

static uint64_t
next(uint64_t *s)
{
	*s ^= *s << 13;
	*s ^= *s >> 7;
	*s ^= *s << 17;
	return *s;
}

static const int rank[VERDICT__COUNT] = {
    [VERDICT_MET] = 3, [VERDICT_PARTLY] = 2, [VERDICT_NOT] = 1};

/* (P5): scale changes nothing, better is never worse; and lower is the mirror of
 * higher. */
static void
laws(uint64_t seed)
{
	static const enum operator ops[] = {OPERATOR_ge, OPERATOR_gt, OPERATOR_le, OPERATOR_lt};
	uint64_t s = seed;

	printf("seed %llu\n", (unsigned long long)seed);
	for (int round = 0; round < 20000; round++) {
		enum operator op = ops[next(&s) % 4];
		bool higher = op == OPERATOR_ge || op == OPERATOR_gt;
		struct attain_in i = {.op = op,
		    .method = next(&s) % 2 != 0 ? METHOD_level : METHOD_change,
		    .upper = dec_bad(),
		    .target = dec_of((int64_t)(next(&s) % 400) - 100, 1),
		    .base = dec_of((int64_t)(next(&s) % 400) - 100, 1),
		    .outcome = dec_of((int64_t)(next(&s) % 400) - 100, 1)};
		struct attainment a = attain(&i), b;
		struct attain_in j = i;
		dec k = dec_int((int64_t)(next(&s) % 999) + 1);
		j.target = dec_mul(i.target, k);
		j.base = dec_mul(i.base, k);
		j.outcome = dec_mul(i.outcome, k);
		b = attain(&j);
		check(a.verdict == b.verdict);
		j = i;
		j.outcome = (higher ? dec_add : dec_sub)(i.outcome,
		    dec_of((int64_t)(next(&s) % 50), 1));
		check(rank[attain(&j).verdict] >= rank[a.verdict]);
		if (dec_ok(a.percent) && dec_cmp(a.percent, dec_int(100)) < 0)
			check(a.verdict != VERDICT_MET);
		if (i.method == METHOD_level) { /* swapping the two swaps the direction */
			j = i;
			j.op = op == OPERATOR_ge ? OPERATOR_le
			    : op == OPERATOR_le  ? OPERATOR_ge
			    : op == OPERATOR_gt  ? OPERATOR_lt
			                         : OPERATOR_gt;
			j.outcome = i.target;
			j.target = i.outcome;
			b = attain(&j);
			check(dec_ok(a.percent) == dec_ok(b.percent) || dec_sign(i.target) == 0 ||
			    dec_sign(i.outcome) == 0);
			if (dec_ok(a.percent) && dec_ok(b.percent))
				check(dec_cmp(a.percent, b.percent) == 0 && a.verdict == b.verdict);
		}
	}
}

int
main(void)
{
	arena_init(&mem, (size_t)64 << 20);
	thresholds();
	undivided();
	answers();
	rounded();
	travel();
	laws(0x7e271a1);
	arena_end(&mem);
	return check_done();
}
