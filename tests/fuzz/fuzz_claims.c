/* Any bytes as a document, as a web page and as a Word file, alone and against a
 * part of itself: places lie in the text, order holds, and the writer that the first
 * byte names ends. */
#include "core/claims/claims.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

#define INPUT_MAX 20000
#define MEM_BYTES ((size_t)1 << 30)

/* One of the writers: all four cost more than the checker. */
static void
write_one(struct sb *b, const struct claims_result *r, int writer)
{
	switch (writer) {
	case 0:
		claims_write_json(b, r, LANG_SV);
		break;
	case 1:
		claims_write_sarif(b, r, LANG_EN);
		break;
	case 2:
		claims_write_html(b, r, LANG_SV);
		break;
	default:
		claims_write_list(b, r, LANG_EN, true);
	}
}

static void
look_at(struct arena *mem, const struct claims_result *r, int writer)
{
	struct sb b;
	str out;

	for (size_t i = 0; i < r->n_claim; i++) {
		const struct claims_claim *c = &r->claim[i];
		must(c->line >= 1 && c->line <= c->line_end); /* (K1) */
		must(c->off <= c->end && c->end <= r->doc.text.n);
		for (int f = 0; f < c->n_figure; f++)
			must(c->figure[f].off < c->figure[f].end &&
			    c->figure[f].end <= r->doc.text.n);
	}
	for (size_t i = 1; i < r->n_finding; i++)
		must(r->finding[i - 1].line <= r->finding[i].line); /* (K2) */
	sb_init(&b, mem, (size_t)64 << 20);
	write_one(&b, r, writer);
	must(sb_done(&b, &out));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena mem;
	struct claims_doc doc, half;
	struct claims_result r;
	struct err e = {0};

	if (n < 1 || n > INPUT_MAX)
		return 0;
	arena_init(&mem, MEM_BYTES);
	str bytes = {(const char *)data + 1, n - 1};
	bool ok = data[0] % 4 == 1 ? claims_doc_from_html(&mem, STR("x"), bytes, &doc, &e)
	    : data[0] % 4 == 2     ? claims_doc_from_docx(&mem, STR("x"), bytes, &doc, &e)
	                           : claims_doc_from_text(&mem, STR("x"), bytes, &doc, &e);
	if (ok) {
		half = doc;
		half.text = str_sub(doc.text, doc.text.n / 3, doc.text.n);
		struct claims_against against = {.old = data[0] % 4 == 3 ? &half : NULL};
		must(claims_check(&doc, &against, &mem, &r, &e));
		look_at(&mem, &r, data[0] / 4 % 4);
	} else {
		must(e.rc != RC_OK);
	}
	arena_end(&mem);
	return 0;
}
