/* rules_parts.c -- a sum and its parts, told one after the other. */
#include "core/claims/rules/rules.h"

#include <string.h>

#define PARTS_MAX 8
/* From a sum to its first part, in bytes, where nothing but a sign need stand between. */
#define APART_MAX 24

static str
between(const struct model *m, const struct claim *a, const struct claim *b)
{
	size_t from = a->figure[0].end, to = b->figure[0].off;

	return from < to ? str_sub(m->doc.text, from, to) : STR("");
}

/* "1 153 anställda (637 …", "300 personer, 180 …", "av de 300 som svarade var 180 …". */
static bool
set_apart(const struct model *m, const struct claim *whole, const struct claim *part)
{
	str s = between(m, whole, part);
	str first = str_sub(m->doc.text, whole->off, whole->figure[0].off);

	if (str_find_byte(s, '(', 0) < s.n)
		return true;
	bool of = str_has_prefix(first, STR("Av ")) || str_has_prefix(first, STR("Bland "));
	return s.n <= APART_MAX &&
	    (of || str_find_byte(s, ',', 0) < s.n || str_find_byte(s, ':', 0) < s.n);
}

/* "1 153 anställda (637 kvinnor och 516 män)": the sexes are the whole. */
static void
check_sexes(struct check *c, size_t at, uint32_t woman, uint32_t man)
{
	struct model *m = c->doc;
	struct claim *w = &m->claim[at];

	if (at == 0 || at + 1 >= m->n_claim || !claim_is_amount(w) || !claim_is_amount(w - 1) ||
	    !claim_is_amount(w + 1))
		return;
	bool order = set_has(&w[0].set, woman) && set_has(&w[1].set, man);
	order = order ||
	    (set_has(&w[0].set, man) && set_has(&w[1].set, woman) && !set_has(&w[0].set, woman));
	if (!order || w[-1].sentence != w->sentence || w[1].sentence != w->sentence)
		return;
	if (w[-1].role != ROLE_LEVEL || set_has(&w[-1].set, woman) || set_has(&w[-1].set, man))
		return;
	bool bracket = set_apart(m, w - 1, w);
	/* A third group in the bracket makes the sexes less than all. */
	for (size_t i = w[1].figure[0].end; i < m->doc.text.n && m->doc.text.p[i] != ')'; i++)
		if (m->doc.text.p[i] >= '0' && m->doc.text.p[i] <= '9')
			return;
	int64_t sum = w[0].figure[0].value + w[1].figure[0].value, all = w[-1].figure[0].value;
	if (!bracket)
		return;
	if (sum == all) {
		for (int i = -1; i <= 1; i++)
			claims_hold(c, w + i, w - 1, w + 1);
		return;
	}
	struct texts have = claim_value(c->mem, w - 1, 0);
	struct texts want = figure_show(c->mem, sum, CLAIMS_COUNT, 0, MICRO / 2);
	struct place_in place = {w[-1].off, w[1].end, w[-1].line, w[1].line_end};
	struct found *r = FOUND(c, SEV_ERROR, place, parts_of_whole, ARG(have), ARG(want));
	r->claim = w - 1;
	r->f.expected = want.text[LANG_SV];
	r->f.found = have.text[LANG_SV];
	for (int i = -1; i <= 1; i++) {
		struct claims_proof p = proof_of_claim(c, w + i);
		found_proof(r, &p);
		claim_wrong(w + i);
	}
}

static bool
has_word(str s, const char *const *word, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_find(s, str_of(word[i]), 0) < s.n)
			return true;
	return false;
}

/* "sänkningen på lokaler … och sänkningen på resor": the same noun, in the form that
 * means all of it, heads both parts. */
static bool
same_noun(const struct model *m, const struct claim *a, const struct claim *b)
{
	const struct sentence *s = &m->sentence[a->sentence];

	for (uint32_t i = s->tok; i < s->tok + s->n_tok && m->tok.v[i].off < a->figure[0].off;
	     i++) {
		const struct word *w = word_at(m, i);
		if (m->tok.v[i].off < a->off || w->lower.n < 7 ||
		    !(str_has_suffix(w->lower, STR("en")) || str_has_suffix(w->lower, STR("et"))))
			continue;
		for (uint32_t k = i + 1; k < s->tok + s->n_tok; k++)
			if (m->tok.v[k].off > a->figure[0].off && m->tok.v[k].off >= b->off &&
			    m->tok.v[k].off < b->figure[0].off &&
			    str_eq(word_at(m, k)->lower, w->lower))
				return true;
	}
	return false;
}

enum told { TOLD_NOT, TOLD_SOME, TOLD_ALL };

/* How the parts follow the sum: as all of it ("fördelat på", a colon, one noun for both), or
 * as some of it. */
static enum told
how_told(const struct model *m, const struct claim *whole, const struct claim *a,
    const struct claim *last)
{
	static const char *const some[] = {"bland annat", "t.ex.", "till exempel", "exempelvis",
	    "främst", "störst", "varav", "därav", "till stor del"};
	static const char *const all[] = {"fördela", "uppdela", "består av", "bestod av"};
	static const char *const of[] = {"Av dessa", "Av detta", "av dessa", "Av dem", "varav",
	    "därav"};
	str s = between(m, whole, a), inside = between(m, a, last);

	if (has_word(s, some, COUNTOF(some)) || has_word(inside, some, COUNTOF(some)))
		return has_word(s, of, COUNTOF(of)) ? TOLD_SOME : TOLD_NOT;
	if (has_word(s, all, COUNTOF(all)))
		return TOLD_ALL;
	if (whole->sentence == a->sentence) {
		str t = str_trim(s);
		return t.n > 0 && t.p[0] == ':' ? TOLD_ALL : TOLD_NOT;
	}
	if (same_noun(m, a, last) && last == a + 1)
		return TOLD_ALL;
	if (has_word(s, of, COUNTOF(of)))
		return TOLD_SOME;
	return last == a + 1 && a->role == last->role && set_common(&a->set, &last->set) > 0 &&
	        !set_eq(&a->set, &last->set)
	    ? TOLD_SOME
	    : TOLD_NOT;
}

/* The parts of one sentence after the sum, the last of them after "och". */
static size_t
parts_after(const struct model *m, size_t at)
{
	const struct claim *whole = &m->claim[at], *k = whole + 1;
	size_t n = 0;

	for (; at + 1 + n < m->n_claim && n < PARTS_MAX; k++, n++)
		if (!claim_is_amount(k) || k->whole >= 0 || k->sentence != whole[1].sentence ||
		    k->figure[0].unit != whole->figure[0].unit || k->figure[0].value < 0)
			break;
	if (n < 2 || whole[1].sentence > whole->sentence + 1 || whole[1].block != whole->block)
		return 0;
	str s = between(m, whole + n - 1, whole + n);
	return str_find(s, STR(" och "), 0) < s.n || str_find(s, STR(" samt "), 0) < s.n ? n : 0;
}

static void
tell(struct check *c, struct claim *whole, size_t n, int64_t sum, enum severity sev)
{
	const struct figure *f = &whole[1].figure[0];
	struct texts have = claim_value(c->mem, whole, 0);
	struct texts want = figure_show(c->mem, sum, (enum claims_unit)f->unit, f->scale, f->half);
	struct found *r = sev == SEV_ERROR
	    ? FOUND(c, sev, place_of_claim(whole), parts_of_whole, ARG(have), ARG(want))
	    : FOUND(c, sev, place_of_claim(whole), parts_beyond, ARG(have), ARG(want));

	r->claim = whole;
	r->f.expected = want.text[LANG_SV];
	r->f.found = have.text[LANG_SV];
	for (size_t i = 1; i <= n; i++) {
		struct claims_proof p = proof_of_claim(c, whole + i);
		found_proof(r, &p);
		if (sev == SEV_ERROR)
			claim_wrong(whole + i);
	}
	if (sev == SEV_ERROR)
		claim_wrong(whole);
}

/* A sum, and after it, or in the next sentence, the same thing in parts. */
static void
check_parts(struct check *c, size_t at)
{
	struct model *m = c->doc;
	struct claim *whole = &m->claim[at];
	size_t n = claim_is_amount(whole) && whole->whole < 0 ? parts_after(m, at) : 0;
	int64_t sum = 0, slack = n > 0 ? whole->figure[0].half : 0;
	bool about = whole->figure[0].about;

	enum told told = n > 0 ? how_told(m, whole, whole + 1, whole + n) : TOLD_NOT;
	if (told == TOLD_NOT)
		return;
	for (size_t i = 1; i <= n; i++) {
		sum += whole[i].figure[0].value;
		slack += whole[i].figure[0].half;
		about |= whole[i].figure[0].about;
	}
	int64_t all = claims_magnitude(whole->figure[0].value), off = claims_magnitude(sum - all);
	if (off <= slack) {
		for (size_t i = 0; i <= n; i++)
			claims_hold(c, whole + i, i == 0 ? whole + 1 : whole,
			    i == n ? whole + 1 : whole + n);
	} else if (off * 2 <= all && !about) {
		if (told == TOLD_ALL)
			tell(c, whole, n, sum, SEV_ERROR);
		else if (sum > all)
			tell(c, whole, n, sum, SEV_WARNING);
	}
}

void
rules_parts(struct check *c)
{
	struct model *m = c->doc;
	uint32_t woman = words_stem_id(m->words, STR("kvinna")),
	         man = words_stem_id(m->words, STR("man"));

	for (size_t i = 0; i < m->n_claim; i++) {
		check_sexes(c, i, woman, man);
		check_parts(c, i);
	}
}
