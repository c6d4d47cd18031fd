/* write_list.c -- the result as a reader of a terminal wants it: what is wrong
 * first, with its proof, then a line for each section. */
#include "core/claims/claims.h"
#include "core/claims/rule_list.h"

static void
put_severity(struct sb *b, enum severity sev, enum lang lang, bool color)
{
	static const char *const word[][LANG__COUNT] = {
	    [SEV_NOTE] = {"notis", "note"},
	    [SEV_WARNING] = {"varning", "warning"},
	    [SEV_ERROR] = {"FEL", "ERROR"},
	};
	static const char *const paint[] =
	    {[SEV_NOTE] = "\033[36m", [SEV_WARNING] = "\033[33m", [SEV_ERROR] = "\033[1;31m"};

	sb_printf(b, "%s%s%s", color ? paint[sev] : "", word[sev][lang], color ? "\033[0m" : "");
}

/* Text for a terminal: control characters of the document must not act on it. */
static void
put_safe(struct sb *b, str s, size_t most)
{
	size_t i = 0;

	for (; i < s.n && i < most; i++) {
		unsigned char c = (unsigned char)s.p[i];
		unsigned char d = i + 1 < s.n ? (unsigned char)s.p[i + 1] : 0;
		if (c == 0xC2 && d < 0xA0) { /* U+0080..U+009F: controls of eight bits */
			sb_chr(b, ' ');
			i++;
			continue;
		}
		sb_chr(b, c < 0x20 || c == 0x7F ? ' ' : (char)c);
	}
	while (i < s.n && ((unsigned char)s.p[i] & 0xC0) == 0x80)
		sb_chr(b, s.p[i++]);
	if (i < s.n)
		sb_lit(b, " …");
}

static void
put_finding(struct sb *b, const struct claims_result *r, const struct claims_finding *f,
    enum lang lang, bool color)
{
	put_safe(b, r->doc.name, 200);
	sb_printf(b, ":%d: ", f->line);
	put_severity(b, f->sev, lang, color);
	sb_lit(b, ": ");
	put_safe(b, f->message[lang], 1500);
	sb_printf(b, " [%s]\n", f->rule);
	if (f->sev == SEV_NOTE)
		return;
	sb_lit(b, "    ”");
	put_safe(b, f->quote, 300);
	sb_lit(b, "”\n");
	for (int i = 0; i < f->n_by; i++) {
		const struct claims_proof *p = &f->by[i];
		sb_lit(b, "    ");
		if (p->fact.n > 0) {
			put_safe(b, p->fact, 300);
		} else {
			put_safe(b, p->other ? r->other : STR(""), 200);
			sb_printf(b, "%s%s %d", p->other ? ", " : "",
			    lang == LANG_SV ? "rad" : "line", p->line);
		}
		if (p->line_end > p->line)
			sb_printf(b, "–%d", p->line_end);
		sb_lit(b, ": ");
		put_safe(b, p->text, 200);
		sb_chr(b, '\n');
	}
}

static void
put_sections(struct sb *b, const struct claims_result *r, enum lang lang)
{
	sb_str(b,
	    lang == LANG_SV
	        ? STR("\nAvsnitt (bekräftade/avrundning/misstänkta/motsagda/obekräftade)\n")
	        : STR("\nSections (verified/rounding/suspicious/contradicted/unverified)\n"));
	for (size_t i = 0; i < r->n_section; i++) {
		const struct claims_section *s = &r->section[i];
		int n = 0;
		for (int v = 0; v < CLAIMS__VERDICTS; v++)
			n += s->n_claim[v];
		if (n == 0 && s->n_finding[SEV_ERROR] + s->n_finding[SEV_WARNING] == 0)
			continue;
		sb_printf(b, "%5d  %d/%d/%d/%d/%d  ", s->line, s->n_claim[CLAIMS_VERIFIED],
		    s->n_claim[CLAIMS_ROUNDING], s->n_claim[CLAIMS_SUSPICIOUS],
		    s->n_claim[CLAIMS_CONTRADICTED], s->n_claim[CLAIMS_UNVERIFIED]);
		put_safe(b, s->title.n > 0 ? s->title : STR("–"), 80);
		if (s->lix > 0)
			sb_printf(b, "  LIX %d", s->lix);
		sb_chr(b, '\n');
	}
}

void
claims_write_list(struct sb *b, const struct claims_result *r, enum lang lang, bool color)
{
	static const enum severity order[] = {SEV_ERROR, SEV_WARNING, SEV_NOTE};
	size_t n[CLAIMS__VERDICTS] = {0};

	for (size_t k = 0; k < COUNTOF(order); k++)
		for (size_t i = 0; i < r->n_finding; i++)
			if (r->finding[i].sev == order[k])
				put_finding(b, r, &r->finding[i], lang, color);
	put_sections(b, r, lang);
	for (size_t i = 0; i < r->n_claim; i++)
		n[r->claim[i].verdict]++;
	sb_printf(b,
	    lang == LANG_SV
	        ? "\n%zu uppgifter: %zu bekräftade, %zu inom avrundning, %zu misstänkta, "
	          "%zu motsagda, %zu obekräftade. %zu fel, %zu varningar, %zu notiser.\n"
	        : "\n%zu claims: %zu verified, %zu within rounding, %zu suspicious, "
	          "%zu contradicted, %zu unverified. %zu errors, %zu warnings, %zu notes.\n",
	    r->n_claim, n[CLAIMS_VERIFIED], n[CLAIMS_ROUNDING], n[CLAIMS_SUSPICIOUS],
	    n[CLAIMS_CONTRADICTED], n[CLAIMS_UNVERIFIED], r->n_sev[SEV_ERROR],
	    r->n_sev[SEV_WARNING], r->n_sev[SEV_NOTE]);
}
