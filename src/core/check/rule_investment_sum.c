/* Investments: the stated variance against budget - outcome, and the areas of a
 * year against the whole that is recorded beside them. */
#include "core/check/check_priv.h"

static str
file_of(struct check *c, int year)
{
	return str_fmt(c->mem, "investeringar/investeringar-%d.csv", year);
}

static dec
slack(dec ore)
{
	int64_t n;

	return dec_int(dec_i64(dec_trim(ore), &n) ? check_ore_slack(n) : 0);
}

static dec
row_slack(const struct investment *v)
{
	return dec_add(slack(v->variance), dec_add(slack(v->outcome), slack(v->budget)));
}

static void
row(struct check *c, const struct investment *v)
{
	dec want;

	if (!dec_ok(v->outcome) || !dec_ok(v->budget) || !dec_ok(v->variance))
		return;
	want = dec_sub(v->budget, v->outcome);
	if (dec_cmp(want, v->variance) == 0)
		return;
	struct found at = {.sev = check_within(want, v->variance, row_slack(v)) ? SEV_NOTE
	                                                                        : SEV_ERROR,
	    .place = str_fmt(c->mem, "investering/%.*s/%d-%02d", STR_ARG(v->area), v->year,
	        v->month),
	    .file = file_of(c, v->year),
	    .expected = check_ore(c, want),
	    .found = check_ore(c, v->variance)};
	FOUND(c, &at, MSG_check_investment_variance, ARG(v->name.n > 0 ? v->name : v->area),
	    ARG(at.found), ARG(at.expected));
}

struct totals {
	dec part, whole, slack;
	int n_part, n_whole, n_missing;
};

static void
gather(struct totals *t, bool whole, dec v)
{
	if (dec_ok(v))
		t->slack = dec_add(t->slack, slack(v));
	if (whole && dec_ok(v)) {
		t->whole = dec_add(t->whole, v);
		t->n_whole++;
	} else if (!whole && dec_ok(v)) {
		t->part = dec_add(t->part, v);
		t->n_part++;
	} else if (!whole) {
		t->n_missing++;
	}
}

static void
compare(struct check *c, const struct totals *t, const struct msg *m, const char *what)
{
	if (t->n_part == 0 || t->n_whole == 0 || t->n_missing > 0 ||
	    dec_cmp(t->part, t->whole) == 0)
		return;
	struct found at = {.sev = check_within(t->part, t->whole, t->slack) ? SEV_NOTE : SEV_ERROR,
	    .place = str_fmt(c->mem, "investering/%s/%d", what, c->year),
	    .file = file_of(c, c->year),
	    .expected = check_ore(c, t->part),
	    .found = check_ore(c, t->whole)};
	FOUND(c, &at, m, ARG(at.found), ARG(at.expected));
}

bool
rule_investment_sum(struct check *c, struct err *e)
{
	struct totals outcome = {dec_int(0), dec_int(0), dec_int(0), 0, 0, 0}, variance = outcome;

	(void)e;
	for (size_t i = 0; i < c->m->n_investment; i++) {
		const struct investment *v = &c->m->investment[i];
		if (v->year != c->year || v->month > c->p.to.m)
			continue;
		row(c, v);
		gather(&outcome, v->area.n == 0, v->outcome);
		gather(&variance, v->area.n == 0, v->variance);
	}
	compare(c, &outcome, MSG_check_investment_outcomes, "utfall");
	compare(c, &variance, MSG_check_investment_variances, "avvikelse");
	return true;
}
