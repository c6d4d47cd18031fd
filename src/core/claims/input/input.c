/* input.c -- bytes of a file as a document's text. */
#include "core/claims/input/input.h"

#include "fmt/charset.h"

bool
claims_doc_from_text(struct arena *mem, str name, str bytes, struct claims_doc *out, struct err *e)
{
	if (bytes.n > CLAIMS_BYTES_MAX)
		return fail(e, RC_LIMIT, MSG_claims_too_long,
		    ARG((int64_t)(CLAIMS_BYTES_MAX >> 20)));
	struct charset_vote vote = charset_vote(bytes, CHARSET_CP1252);
	if (vote.bom)
		bytes = str_sub(bytes, 3, bytes.n);
	if (str_find_byte(bytes, '\0', 0) < bytes.n)
		return fail(e, RC_INVALID, MSG_claims_not_text, ARG(name));
	str text = charset_utf8(mem, bytes, vote.set);
	*out = (struct claims_doc){.name = name, .text = text};
	return true;
}

/* What is written while a page or a Word file is read. */
void
text_out_init(struct text_out *t, struct arena *mem)
{
	*t = (struct text_out){.gap = false};
	sb_init(&t->b, mem, CLAIMS_BYTES_MAX);
}

void
text_out_space(struct text_out *t)
{
	t->gap = true;
}

void
text_out_put(struct text_out *t, str s)
{
	if (s.n == 0)
		return;
	if (t->gap && t->b.n > 0 && t->b.p[t->b.n - 1] != '\n' && t->b.p[t->b.n - 1] != '\t')
		sb_chr(&t->b, ' ');
	t->gap = false;
	sb_str(&t->b, s);
}

/* A new line; a second one in a row makes the blank line between blocks. */
void
text_out_line(struct text_out *t, bool block)
{
	size_t n = t->b.n;

	t->gap = false;
	if (n == 0)
		return;
	bool fresh = t->b.p[n - 1] == '\n';
	bool blank = fresh && n > 1 && t->b.p[n - 2] == '\n';
	if (!fresh)
		sb_chr(&t->b, '\n');
	if (block && !blank)
		sb_chr(&t->b, '\n');
}

void
text_out_tab(struct text_out *t)
{
	t->gap = false;
	sb_chr(&t->b, '\t');
}

bool
text_out_done(struct text_out *t, str name, struct claims_doc *out, struct err *e)
{
	str text;

	if (!sb_done(&t->b, &text))
		return fail(e, RC_LIMIT, MSG_claims_too_long,
		    ARG((int64_t)(CLAIMS_BYTES_MAX >> 20)));
	*out = (struct claims_doc){.name = name, .text = text};
	return true;
}

static bool
ends_in(str name, const char *ext)
{
	str e = str_of(ext);

	if (name.n < e.n)
		return false;
	for (size_t i = 0; i < e.n; i++) {
		char c = name.p[name.n - e.n + i];
		if ((c >= 'A' && c <= 'Z' ? (char)(c + 32) : c) != e.p[i])
			return false;
	}
	return true;
}

bool
claims_doc_from_file(struct arena *mem, str name, str bytes, struct claims_doc *out, struct err *e)
{
	if (ends_in(name, ".pdf") || str_has_prefix(bytes, STR("%PDF-")))
		return fail(e, RC_INVALID, MSG_claims_pdf, ARG(name));
	if (ends_in(name, ".docx") || str_has_prefix(bytes, STR("PK\003\004")))
		return claims_doc_from_docx(mem, name, bytes, out, e);
	if (ends_in(name, ".html") || ends_in(name, ".htm") || ends_in(name, ".xhtml"))
		return claims_doc_from_html(mem, name, bytes, out, e);
	return claims_doc_from_text(mem, name, bytes, out, e);
}
