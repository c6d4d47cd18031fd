#include "core/claims/claims_priv.h"

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
	extract_claims(m);
}
