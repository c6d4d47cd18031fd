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

/* Three to five capitals. */
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

/* "Ord ord (ABC)" or "ABC (ord ord)". */
static bool
is_explained(const struct model *m, uint32_t i)
{
	const struct tok *k = m->tok.v;

	return (i > 0 && k[i - 1].kind == TOK_SIGN && k[i - 1].c == '(') ||
	    (i + 1 < m->tok.n && k[i + 1].kind == TOK_SIGN && k[i + 1].c == '(');
}

/* By heading (+ 1): the part of the document it belongs to, its numbered chapter, or the
 * heading itself where none before it has a number. */
static int *
chapters_of(const struct model *m)
{
	int *chapter = arena_array(m->mem, m->n_heading + 1, int), last = -1;

	chapter[0] = -1;
	for (size_t h = 0; h < m->n_heading; h++) {
		if (m->heading[h].level == 1)
			last = (int)h;
		chapter[h + 1] = last >= 0 ? last : (int)h;
	}
	return chapter;
}

/* A list of abbreviations or terms explains what stands in it. */
static bool
is_glossary(const struct model *m, int section)
{
	static const char *const title[] = {"förkortning", "ordlista", "begrepp", "definition"};

	if (section < 0)
		return false;
	str s = words_lower(m->mem, m->heading[section].title);
	for (size_t i = 0; i < COUNTOF(title); i++)
		if (str_find(s, str_of(title[i]), 0) < s.n)
			return true;
	return false;
}

/* By word: the chapter (+ 2) it was last explained or told in; `always` by a glossary. */
struct abbreviations {
	int *explained, *told;
	bool *always;
	int n_told;
};

static void
tell_abbreviation(struct check *c, struct abbreviations *a, uint32_t i, int chapter)
{
	struct model *m = c->doc;
	const struct tok *k = &m->tok.v[i];
	struct place_in at = {k->off, k->end, k->line, k->line};

	if (a->always[k->word] || a->explained[k->word] == chapter + 2 ||
	    a->told[k->word] == chapter + 2 || a->n_told >= NOTES_MAX)
		return;
	a->told[k->word] = chapter + 2;
	a->n_told++;
	FOUND(c, SEV_NOTE, at, abbreviation, ARG(str_sub(m->doc.text, k->off, k->end)));
}

/* The sentences from..to-1 are one chapter: first what it explains, then what it does not. */
static void
look_at_chapter(struct check *c, struct abbreviations *a, size_t from, size_t to, int chapter)
{
	struct model *m = c->doc;

	for (int pass = 0; pass < 2; pass++)
		for (size_t n = from; n < to; n++) {
			const struct sentence *s = &m->sentence[n];
			for (uint32_t i = s->tok; i < s->tok + s->n_tok; i++) {
				if (!is_abbreviation(m, i))
					continue;
				if (pass == 1)
					tell_abbreviation(c, a, i, chapter);
				else if (is_explained(m, i))
					a->explained[m->tok.v[i].word] = chapter + 2;
			}
		}
}

/* An abbreviation is explained in each chapter that uses it: who reads one does not read all. */
static void
look_for_abbreviations(struct check *c)
{
	struct model *m = c->doc;
	struct abbreviations a = {.explained = arena_array(m->mem, m->words->n + 1, int),
	    .told = arena_array(m->mem, m->words->n + 1, int),
	    .always = arena_array(m->mem, m->words->n + 1, bool)};
	const int *chapters = chapters_of(m);

	bool glossary = false;
	for (size_t n = 0; n < m->n_sentence; n++) {
		if (n == 0 || m->sentence[n].section != m->sentence[n - 1].section)
			glossary = is_glossary(m, m->sentence[n].section);
		if (glossary)
			for (uint32_t i = 0; i < m->sentence[n].n_tok; i++)
				if (is_abbreviation(m, m->sentence[n].tok + i))
					a.always[m->tok.v[m->sentence[n].tok + i].word] = true;
	}
	for (size_t n = 0, end; n < m->n_sentence; n = end) {
		int chapter = chapters[m->sentence[n].section + 1];
		for (end = n + 1;
		     end < m->n_sentence && chapters[m->sentence[end].section + 1] == chapter;)
			end++;
		look_at_chapter(c, &a, n, end, chapter);
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
