/* partition.c -- a whole and its counted parts in one sentence. */
#include "core/claims/read/clause.h"

/* "Av nio mål nås sex, ett nås inte och två nås delvis": the whole and then its parts, each a claim. */
static bool
is_count(const struct model *m, uint32_t i)
{
	return (m->tok.v[i].kind == TOK_NUMBER && m->tok.v[i].step == MICRO) ||
	    ((word_at(m, i)->flags & W_NUMBER) && word_at(m, i)->number > 0);
}

static struct figure
count_figure(const struct model *m, uint32_t i)
{
	const struct tok *k = &m->tok.v[i];
	bool word = k->kind == TOK_WORD;
	int64_t v = word ? word_at(m, i)->number * MICRO : k->value;

	return (struct figure){.off = k->off,
	    .end = k->end,
	    .line = k->line,
	    .line_end = k->line,
	    .value = v,
	    .high = v,
	    .half = MICRO / 2,
	    .unit = CLAIMS_COUNT,
	    .word = word};
}

static bool
is_reached(const struct model *m, uint32_t from, uint32_t to)
{
	for (uint32_t i = from; i < to; i++)
		if ((word_at(m, i)->flags & W_REACH) || clause_word(m, i, "klara") ||
		    clause_word(m, i, "klart"))
			return true;
	return false;
}

/* The part "fyra delvis uppnås": its words are its subject, "inte" and "delvis" too. */
static void
part_claim(struct work *w, uint32_t i, uint32_t to, uint32_t noun, int whole)
{
	const struct model *m = w->m;
	struct claim *c = clause_add_claim(w, i, to);

	c->role = ROLE_LEVEL;
	c->figure[0] = count_figure(m, i);
	c->n_figure = 1;
	c->whole = whole;
	c->strict = true;
	set_add(&c->set, noun);
	set_add(&c->set, words_stem_id(w->m->words, STR("#nås")));
	for (uint32_t k = i + 1; k < to; k++) {
		str s = word_at(m, k)->lower;
		if (str_eq(s, STR("inte")) || str_eq(s, STR("ej")))
			set_add(&c->set, words_stem_id(w->m->words, STR("inte")));
		else if (str_eq(s, STR("delvis")) || str_eq(s, STR("helt")))
			set_add(&c->set, words_stem_id(w->m->words, s));
	}
}

bool
extract_partition(struct work *w)
{
	struct model *m = w->m;
	uint32_t from = w->s->tok, end = from + w->s->n_tok;

	if (w->s->n_tok < 8 || !clause_word(m, from, "av"))
		return false;
	uint32_t count = is_count(m, from + 1) ? from + 1 : from + 2; /* "av 9", "av de 9" */
	if (!is_count(m, count) || m->tok.v[count + 1].kind != TOK_WORD ||
	    (word_at(m, count + 1)->flags & W_UNIT))
		return false;
	uint32_t at[16], n = 0;
	for (uint32_t i = count + 2; i < end; i++)
		if (str_has_prefix(word_at(m, i)->lower, STR("rest")) ||
		    str_has_prefix(word_at(m, i)->lower, STR("övrig")) ||
		    clause_word(m, i, "ingen") || clause_word(m, i, "inget") ||
		    clause_word(m, i, "varav"))
			return false; /* not all parts have a figure */
	for (uint32_t i = count + 2; i < end && n < COUNTOF(at); i++)
		if (is_count(m, i))
			at[n++] = i;
	if (n < 2)
		return false;
	/* "Av 9 mål nås sex helt och tre delvis": the verb may stand before the first. */
	bool before = is_reached(m, count + 2, at[0]);
	for (uint32_t k = 0; k < n; k++)
		if (!before && !is_reached(m, at[k], k + 1 < n ? at[k + 1] : end))
			return false;
	struct claim *c = clause_add_claim(w, from, count + 2);
	uint32_t noun = word_at(m, count + 1)->stem;
	int whole = (int)m->n_claim - 1;
	c->role = ROLE_LEVEL;
	c->figure[0] = count_figure(m, count);
	c->n_figure = 1;
	c->strict = true;
	set_add(&c->set, noun);
	for (uint32_t k = 0; k < n; k++) {
		uint32_t to = k + 1 < n ? at[k + 1] : end;
		while (to > at[k] + 1 &&
		    (m->tok.v[to - 1].kind == TOK_SIGN || clause_word(m, to - 1, "och")))
			to--;
		part_claim(w, at[k], to, noun, whole);
	}
	return true;
}
