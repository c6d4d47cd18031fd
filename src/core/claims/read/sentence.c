#include "core/claims/claims_priv.h"

#include <string.h>

const struct word *
word_at(const struct model *m, uint32_t tok)
{
	static const struct word none = {.number = -1};
	const struct tok *k = &m->tok.v[tok];

	return k->kind == TOK_WORD ? &m->words->v[k->word] : &none;
}

/* A point after one of these ends no sentence. */
static bool
is_abbreviation(const struct model *m, uint32_t tok)
{
	static const char *const list[] = {"ca", "kl", "nr", "bl", "ex", "resp", "milj", "st",
	    "dvs", "exkl", "inkl", "max", "min", "jfr", "fg", "föreg", "innev", "t.ex", "bl.a",
	    "p.g.a", "s.k", "m.m", "m.fl", "f.d", "o.d", "fr.o.m", "t.o.m", "kap", "prop", "dir",
	    "avd", "tab", "sid"};
	const struct tok *k = &m->tok.v[tok];

	if (k->kind == TOK_NUMBER)
		return tok > 0 && (word_at(m, tok - 1)->flags & W_LABEL) != 0;
	if (k->kind != TOK_WORD)
		return false;
	str w = word_at(m, tok)->lower;
	for (size_t i = 0; i < COUNTOF(list); i++)
		if (str_eq(w, str_of(list[i])))
			return true;
	return w.n == 1;
}

static bool
ends_here(const struct model *m, uint32_t i, uint32_t end)
{
	const struct tok *k = &m->tok.v[i];

	if (k->kind != TOK_SIGN || (k->c != '.' && k->c != '!' && k->c != '?'))
		return false;
	if (i + 1 >= end)
		return true;
	const struct tok *next = k + 1;
	bool gap = next->off > k->end;
	bool starts = next->kind != TOK_WORD || next->cap;
	return gap && starts && !(i > 0 && k->c == '.' && is_abbreviation(m, i - 1));
}

static void
add_sentence(struct model *m, int block, uint32_t from, uint32_t to, bool joined)
{
	if (from >= to)
		return;
	arena_grow(m->mem, m->sentence, m->n_sentence, m->room_sentence);
	m->sentence[m->n_sentence++] = (struct sentence){.tok = from,
	    .n_tok = to - from,
	    .block = block,
	    .section = m->block[block].section,
	    .line = m->tok.v[from].line,
	    .line_end = m->tok.v[to - 1].line,
	    .joined = joined};
}

/* The words of a block, without the heads and feet of the pages it runs over. */
static void
lex_block(struct model *m, const struct block *k, size_t skip)
{
	for (int l = k->line; l <= k->last;) {
		int end = l;
		if (m->furniture[l - 1]) {
			l++;
			continue;
		}
		while (end < k->last && !m->furniture[end])
			end++;
		size_t from = m->line_off[l - 1] + (l == k->line ? skip : 0);
		lex(&m->tok, m->words, m->doc.text, from, m->line_off[end], l);
		l = end + 1;
	}
}

static void
add_cards(struct model *m, int block)
{
	for (int card = 0;; card++) {
		uint32_t from = (uint32_t)m->tok.n;
		if (cards_lex(m, m->block[block].line, card) == 0)
			return;
		add_sentence(m, block, from, (uint32_t)m->tok.n, false);
	}
}

void
sentences_find(struct model *m)
{
	for (size_t b = 0; b < m->n_block; b++) {
		const struct block *k = &m->block[b];
		size_t skip = 0;
		if (k->kind == BLOCK_TABLE)
			continue;
		if (k->kind == BLOCK_CARDS) {
			add_cards(m, (int)b);
			continue;
		}
		if (k->kind == BLOCK_BULLET)
			block_is_bullet(line_text(m, k->line), &skip);
		uint32_t from = (uint32_t)m->tok.n;
		lex_block(m, k, skip);
		uint32_t end = (uint32_t)m->tok.n;
		bool joined = false;
		for (uint32_t i = from; i < end; i++)
			if (ends_here(m, i, end)) {
				add_sentence(m, (int)b, from, i + 1, joined);
				from = i + 1;
				joined = true;
			}
		add_sentence(m, (int)b, from, end, joined);
	}
}
