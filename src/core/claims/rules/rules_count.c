/* rules_count.c -- counts and the rates that go with them: a part, its whole and its
 * percentage; a number of answers and the rate that says how many were asked. */
#include "core/claims/rules/rules.h"

/* Between a count and the percentage it makes are few words. */
#define BETWEEN_MAX 40

static bool
is_count(const struct claim *k)
{
	return k->n_figure == 1 && k->role == ROLE_LEVEL && !k->zero &&
	    (k->figure[0].unit == CLAIMS_COUNT || k->figure[0].unit == CLAIMS_PLAIN) &&
	    k->figure[0].value > 0;
}

static bool
is_rate(const struct claim *k)
{
	return k->n_figure == 1 && k->figure[0].unit == CLAIMS_PERCENT && k->figure[0].value > 0 &&
	    k->role == ROLE_LEVEL;
}

/* What stands between two figures, when it is short. */
static str
between(const struct model *m, const struct claim *a, const struct claim *b)
{
	size_t from = a->figure[0].end, to = b->figure[0].off;

	return from < to && to - from <= BETWEEN_MAX ? str_sub(m->doc.text, from, to) : STR("");
}

/* "Av de 5 400 …": the word before the figure. */
static bool
out_of(const struct model *m, const struct claim *k)
{
	str s = str_sub(m->doc.text, k->off, k->figure[0].off);

	return str_has_prefix(s, STR("Av ")) || str_has_prefix(s, STR("av ")) ||
	    str_find(s, STR(" av "), 0) < s.n;
}

static bool
same_said_otherwise(str s)
{
	static const char *const word[] = {"det vill säga", "dvs", "vilket är", "vilket motsvarar",
	    "motsvarande", " eller ", "alltså"};

	for (size_t i = 0; i < COUNTOF(word); i++)
		if (str_find(s, str_of(word[i]), 0) < s.n)
			return true;
	return str_trim(s).n > 0 && str_trim(s).p[str_trim(s).n - 1] == '(';
}

/* "Av 5 400 anmälningar åtgärdades 4 968, det vill säga 92 procent." */
static void
check_share(struct check *c, size_t at)
{
	struct model *m = c->doc;
	struct claim *p = &m->claim[at], *part = p - 1, *whole = p - 2;

	if (at < 2 || !is_rate(p) || !is_count(part) || !is_count(whole) ||
	    part->sentence != p->sentence || whole->sentence != p->sentence ||
	    !same_said_otherwise(between(m, part, p)))
		return;
	/* "300 av 400 tillfrågade svarade": the part stands first. */
	str s = str_trim(between(m, whole, part));
	if (str_eq(s, STR("av")) || str_eq(s, STR("av de"))) {
		part = p - 2;
		whole = p - 1;
	} else if (!out_of(m, whole)) {
		return;
	}
	const struct figure *a = &part->figure[0], *b = &whole->figure[0], *f = &p->figure[0];
	if (b->value <= b->half || a->value > b->value)
		return;
	int64_t lo = (int64_t)((i128)(a->value - a->half) * 100 * MICRO / (b->value + b->half));
	int64_t hi = (int64_t)((i128)(a->value + a->half) * 100 * MICRO / (b->value - b->half)) + 1;
	int64_t half = f->about || a->about || b->about ? 4 * f->half : f->half;
	struct claims_proof x = proof_of_claim(c, part), y = proof_of_claim(c, whole);
	if (f->value + half >= lo && f->value - half <= hi) {
		for (int i = -2; i <= 0; i++)
			claim_verify(c, p + i, 3, i == 0 ? &x : &y,
			    MSG_ARGS_(MSG_claims_by_arithmetic, ARG(y.text), ARG(x.text),
			        ARG_END_));
		return;
	}
	struct texts have = claim_value(c->mem, p, 0);
	struct texts want = figure_show(c->mem, lo + (hi - lo) / 2, CLAIMS_PERCENT, 0, f->half);
	struct found *r = FOUND(c, SEV_ERROR, place_of_claim(p), percent_of_count, ARG(have),
	    ARG(want), ARG(claim_value(c->mem, part, 0)), ARG(claim_value(c->mem, whole, 0)));
	r->claim = p;
	r->f.found = have.text[LANG_SV];
	r->f.expected = want.text[LANG_SV];
	found_proof(r, &y);
	found_proof(r, &x);
	claim_wrong(p);
}

/* How many people work there, by the document that says it; NULL when none does. */
static const struct claim *
staff_of(const struct model *m, uint32_t employed, uint32_t number)
{
	for (size_t i = 0; i < m->n_claim; i++) {
		const struct claim *k = &m->claim[i];
		bool own = k->set.n == 1 || (k->set.n == 2 && set_has(&k->set, number));
		if (is_count(k) && !k->wrong && own && set_has(&k->set, employed) &&
		    (k->figure[0].year == 0 || k->figure[0].year == m->year))
			return k;
	}
	return NULL;
}

/* "1 112 svar och svarsfrekvensen 86 procent": 1 293 were asked, and the document (or
 * the other year's) says how many there are. */
static void
check_implied(struct check *c, size_t at, const struct claim *staff, uint32_t rate)
{
	struct model *m = c->doc;
	struct claim *p = &m->claim[at];

	if (at == 0 || staff == NULL || !is_rate(p) || !set_has(&p->set, rate) ||
	    p[-1].sentence != p->sentence || !is_count(p - 1))
		return;
	const struct figure *a = &p[-1].figure[0], *f = &p->figure[0];
	if (f->value <= f->half || a->value < 20 * MICRO)
		return;
	int64_t lo = (int64_t)((i128)a->value * 100 * MICRO / (f->value + f->half));
	int64_t hi = (int64_t)((i128)a->value * 100 * MICRO / (f->value - f->half));
	int64_t n = staff->figure[0].value;
	/* Who is asked is not quite who is employed: a twentieth is let pass. */
	if (n >= lo - lo / 20 && n <= hi + hi / 20)
		return;
	struct claims_proof q = proof_of_claim(c, staff);
	struct found *r = FOUND(c, staff->old ? SEV_NOTE : SEV_WARNING, place_of_claim(p),
	    implied_total, ARG(claim_value(c->mem, p - 1, 0)), ARG(claim_value(c->mem, p, 0)),
	    ARG(figure_show(c->mem, lo + (hi - lo) / 2, CLAIMS_COUNT, 0, MICRO / 2)),
	    ARG(staff->old ? c->old->doc.name : m->doc.name), ARG((int64_t)q.line),
	    ARG(claim_value(c->mem, staff, 0)));
	r->claim = staff->old ? NULL : p;
	found_proof(r, &q);
}

void
rules_counts(struct check *c)
{
	struct model *m = c->doc;
	uint32_t employed = words_stem_id(m->words, STR("anställd")),
	         number = words_stem_id(m->words, STR("antal")),
	         rate = words_stem_id(m->words, words_stem(STR("svarsfrekvensen")));
	const struct claim *staff = staff_of(m, employed, number);

	if (staff == NULL && c->old != NULL)
		staff = staff_of(c->old, employed, number);
	for (size_t i = 0; i < m->n_claim; i++) {
		check_share(c, i);
		check_implied(c, i, staff, rate);
	}
}
