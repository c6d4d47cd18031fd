#include "core/claims/claims_priv.h"

/* Words of English grammar that make a document, not a quotation. */
#define ENGLISH_LEAST 8

/* The text between two places as one line: white space becomes single spaces, and a
 * word parted by a soft hyphen is whole again. */
str
quote_of(struct arena *mem, str text, size_t from, size_t to)
{
	struct sb b;
	str out;
	bool gap = false;

	sb_init(&b, mem, to - from + 1);
	for (size_t i = from; i < to;) {
		size_t n = lex_space(text, i);
		if (n == 1) {
			gap = b.n > 0;
			i++;
			continue;
		}
		if (gap)
			sb_chr(&b, ' ');
		gap = false;
		/* A word parted at the end of a line is one word. */
		if (n == 0 && i + 2 < to && (unsigned char)text.p[i] == 0xC2 &&
		    (unsigned char)text.p[i + 1] == 0xAD) {
			for (i += 2; i < to && (n = lex_space(text, i)) > 0;)
				i += n;
			continue;
		}
		n = n > 0 ? n : 1;
		sb_put(&b, text.p + i, n);
		i += n;
	}
	if (!sb_done(&b, &out))
		never("a quote is never longer than its text");
	return out;
}

/* The words that hold sentences together, in one language and the other. */
static bool
is_english(const struct model *m)
{
	static const char *const swedish[] = {"och", "att", "det", "som", "av", "är", "för", "på",
	    "med", "till", "har", "den"};
	static const char *const english[] = {"the", "and", "of", "to", "is", "was", "for", "with",
	    "that", "has", "by", "are"};
	int8_t *lang = arena_array(m->mem, m->words->n + 2 * COUNTOF(swedish) + 1,
	    int8_t); /* by word: 1 Swedish, 2 English */
	size_t n[3] = {0};

	for (size_t k = 0; k < COUNTOF(swedish); k++) {
		lang[words_id(m->words, str_of(swedish[k]))] = 1;
		lang[words_id(m->words, str_of(english[k]))] = 2;
	}
	for (size_t i = 0; i < m->tok.n; i++)
		if (m->tok.v[i].kind == TOK_WORD)
			n[lang[m->tok.v[i].word]]++;
	return n[2] >= ENGLISH_LEAST && n[2] > 2 * n[1];
}

void
model_make(struct model *m, struct arena *mem, struct words *w, const struct claims_doc *doc)
{
	bool old = m->old;

	*m = (struct model){.mem = mem,
	    .words = w,
	    .doc = *doc,
	    .old = old,
	    .body = UINT32_MAX,
	    .tok = {.mem = mem}};
	blocks_find(m);
	sentences_find(m);
	labels_find(m);
	m->english = doc->n_bound == 0 && is_english(m); /* bound figures say what they are */
	if (!m->english)
		extract_claims(m);
	for (size_t i = 0; i < m->n_table && m->english; i++)
		m->table[i].contents =
		    true; /* "1,009" and "1,009" are two numbers in two languages */
}
