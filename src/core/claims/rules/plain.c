/* plain.c -- klarspråk: readability by section, as notes and never as errors.
 *
 * LIX = words per sentence + long words (more than six letters) in a hundred
 * words (Björnsson 1968); above 60 is the prose of authorities. */
#include "core/claims/rules/rules.h"

#define WORDS_LEAST 120 /* below this LIX says nothing */
#define LIX_HARD 62
#define LONG_SENTENCE 45
#define PASSIVE_HEAP 4 /* passive verbs in one sentence */
#define NOUN_HEAP 6    /* nouns made of verbs and adjectives in one sentence */
#define NOTES_MAX 200  /* of each kind: the rest are like the first */

struct count {
	int words, sentences, longs;
};

static size_t
letters(str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += ((unsigned char)s.p[i] & 0xC0) != 0x80;
	return n;
}

static bool
is_passive(const struct model *m, uint32_t i)
{
	static const char *const ending[] = {"ades", "ats", "eras", "erats", "erades", "ddes",
	    "tts"};
	str w = word_at(m, i)->lower;

	for (size_t k = 0; k < COUNTOF(ending); k++)
		if (w.n > 6 && str_has_suffix(w, str_of(ending[k])))
			return true;
	return false;
}

/* "genomförandet av utvärderingen": a noun that hides who does what. */
static bool
is_made_noun(const struct model *m, uint32_t i)
{
	static const char *const ending[] = {"ing", "ingen", "ingar", "ingarna", "ingens", "else",
	    "elsen", "elser", "elserna", "het", "heten", "heter", "heterna", "tion", "tionen",
	    "tioner", "tionerna", "andet", "endet"};
	str w = word_at(m, i)->lower;

	for (size_t k = 0; k < COUNTOF(ending); k++)
		if (w.n > 8 && str_has_suffix(w, str_of(ending[k])))
			return true;
	return false;
}

/* Notes told so far, by kind. */
struct told {
	int longs, passives, nouns;
};

static void
look_at_sentence(struct check *c, const struct sentence *s, struct count *n, struct told *told)
{
	struct model *m = c->doc;
	int words = 0, passive = 0, nouns = 0;

	for (uint32_t i = s->tok; i < s->tok + s->n_tok; i++) {
		if (m->tok.v[i].kind != TOK_WORD)
			continue;
		words++;
		n->longs += letters(word_at(m, i)->lower) > 6;
		passive += is_passive(m, i);
		nouns += is_made_noun(m, i);
	}
	n->words += words;
	n->sentences++;
	const struct tok *t = m->tok.v;
	struct place_in at = {t[s->tok].off, t[s->tok + s->n_tok - 1].end, s->line, s->line_end};
	if (words > LONG_SENTENCE && told->longs++ < NOTES_MAX)
		FOUND(c, SEV_NOTE, at, long_sentence, ARG((int64_t)words));
	if (passive >= PASSIVE_HEAP && told->passives++ < NOTES_MAX)
		FOUND(c, SEV_NOTE, at, passive_heap, ARG((int64_t)passive));
	if (nouns >= NOUN_HEAP && told->nouns++ < NOTES_MAX)
		FOUND(c, SEV_NOTE, at, noun_heap, ARG((int64_t)nouns));
}

/* Three to five capitals, not spelled out anywhere as "Ord ord (ABC)" or "ABC (". */
static bool
is_abbreviation(const struct model *m, uint32_t i)
{
	const struct tok *k = &m->tok.v[i];
	str s = str_sub(m->doc.text, k->off, k->end);

	if (k->kind != TOK_WORD || s.n < 3 || s.n > 5)
		return false;
	for (size_t j = 0; j < s.n; j++)
		if (s.p[j] < 'A' || s.p[j] > 'Z')
			return false;
	return true;
}

static void
look_for_abbreviations(struct check *c)
{
	struct model *m = c->doc;
	uint8_t *seen = arena_array(m->mem, m->words->n + 1,
	    uint8_t); /* 1 used, 2 explained or told */
	int told = 0;

	for (uint32_t i = 0; i < m->tok.n; i++) {
		if (!is_abbreviation(m, i))
			continue;
		bool open = i > 0 && m->tok.v[i - 1].kind == TOK_SIGN && m->tok.v[i - 1].c == '(';
		bool after = i + 1 < m->tok.n && m->tok.v[i + 1].kind == TOK_SIGN &&
		    m->tok.v[i + 1].c == '(';
		if (open || after)
			seen[m->tok.v[i].word] = 2;
	}
	for (uint32_t i = 0; i < m->tok.n && told < NOTES_MAX; i++) {
		if (!is_abbreviation(m, i) || seen[m->tok.v[i].word] == 2)
			continue;
		seen[m->tok.v[i].word] = 2;
		const struct tok *k = &m->tok.v[i];
		struct place_in at = {k->off, k->end, k->line, k->line};
		FOUND(c, SEV_NOTE, at, abbreviation, ARG(str_sub(m->doc.text, k->off, k->end)));
		told++;
	}
}

static int
part_of(const struct model *m, int section)
{
	return section >= 0 ? m->heading[section].part : 0;
}

/* Sections of the result are the document's headings; what stands before the
 * first one has none. */
void
rules_plain(struct check *c, struct claims_result *out)
{
	struct model *m = c->doc;
	struct count *n = arena_array(m->mem, m->n_heading + 1, struct count);
	struct told told = {0};

	for (size_t i = 0; i < m->n_sentence; i++) {
		const struct sentence *s = &m->sentence[i];
		enum block_kind kind = m->block[s->block].kind;
		if (kind != BLOCK_HEADING)
			look_at_sentence(c, s, &n[part_of(m, s->section)], &told);
	}
	for (size_t h = 0; h < m->n_heading; h++) {
		const struct count *k = &n[m->heading[h].part];
		if (m->heading[h].caption)
			continue;
		if (k->words < WORDS_LEAST || k->sentences == 0)
			continue;
		int lix = k->words / k->sentences + 100 * k->longs / k->words;
		out->section[m->heading[h].part].lix = lix;
		if (lix < LIX_HARD)
			continue;
		int line = m->heading[h].line;
		size_t off = m->line_off[line - 1];
		struct place_in at = {off, off + line_text(m, line).n, line, line};
		FOUND(c, SEV_NOTE, at, hard_to_read, ARG(m->heading[h].title), ARG((int64_t)lix));
	}
	look_for_abbreviations(c);
}
