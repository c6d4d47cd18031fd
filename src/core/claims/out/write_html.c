/* write_html.c -- the document as a page on which every figure is marked by its
 * verdict, in colour, shape and word, with a link to the proof.
 *
 * One file without scripts: the styles are its own, links are to places in it. */
#include "core/claims/claims.h"
#include "doc/html/html_esc.h"

/* A stretch of the text that is marked, and the claim it belongs to. */
struct stretch {
	size_t off, end, claim;
};

struct page {
	struct sb *b;
	const struct claims_result *r;
	enum lang lang;
	struct stretch *s;
	size_t n_s, at;
	size_t past;  /* a figure that runs over a line end is written up to here */
	bool *linked; /* claims with a place on the page */
	size_t section;
};

static const char style[] =
    ":root{color-scheme:light dark;--bg:#fff;--fg:#1b1b1b;--line:#c8c8c8;--focus:#005a9c;"
    "--ok:#e3f4e1;--okl:#1d6f17;--ro:#e6f0fa;--rol:#1f5c99;--su:#fff1cc;--sul:#8a5a00;"
    "--co:#fde2e0;--col:#a3160c;--unl:#767676}"
    "@media (prefers-color-scheme:dark){:root{--bg:#16181a;--fg:#ececec;--line:#4a4f55;"
    "--focus:#8cc4ff;--ok:#16351a;--okl:#6fcf73;--ro:#152c44;--rol:#7db6ee;--su:#3d2f08;"
    "--sul:#f0b93a;--co:#4a1512;--col:#ff8f85;--unl:#a0a4a8}a{color:#9ccfff}}"
    "@media print{:root{color-scheme:light}a.k{border-bottom-width:.1rem}}"
    "body{font:1rem/1.6 system-ui,sans-serif;color:var(--fg);background:var(--bg);"
    "max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "a.k{color:var(--fg);text-decoration:none;border-bottom:.2rem solid;padding:0 .1rem}"
    "a:focus-visible,table:focus-visible{outline:.2rem solid var(--focus);outline-offset:.1rem}"
    ":target{outline:.2rem solid var(--focus);outline-offset:.2rem;scroll-margin:4rem}"
    "a.verified{background:var(--ok);border-color:var(--okl)}"
    "a.rounding{background:var(--ro);border-color:var(--rol);border-bottom-style:double}"
    "a.suspicious{background:var(--su);border-color:var(--sul);border-bottom-style:dashed}"
    "a.contradicted{background:var(--co);border-color:var(--col);font-weight:700}"
    "a.unverified{border-color:var(--unl);border-bottom-style:dotted}"
    "@media (forced-colors:active){a.k{border-color:LinkText}}"
    ".vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}"
    "table{border-collapse:collapse;margin:1rem 0;display:block;overflow-x:auto;"
    "position:relative}"
    "td,th{border:1px solid var(--line);padding:.2rem .5rem;vertical-align:top}"
    "pre{overflow-x:auto;position:relative;font-size:.85rem}pre:focus-visible{outline:.2rem solid var(--focus)}"
    "h1,h2,p,li{overflow-wrap:anywhere}li{margin:.4rem 0}caption{text-align:left;font-weight:700}"
    ".sum td{text-align:right}.sum th{text-align:left;font-weight:400}"
    ".sum thead th{font-weight:700}";

static const char *
shape(enum claims_verdict v)
{
	static const char *const sign[CLAIMS__VERDICTS] = {
	    [CLAIMS_UNVERIFIED] = "○",
	    [CLAIMS_VERIFIED] = "✓",
	    [CLAIMS_ROUNDING] = "≈",
	    [CLAIMS_SUSPICIOUS] = "▲",
	    [CLAIMS_CONTRADICTED] = "✗",
	};

	return sign[v];
}

/* The figures of all claims in the order of the text, none inside another. */
static void
stretches(struct page *p, struct arena *mem)
{
	const struct claims_result *r = p->r;
	size_t n = 0, room = 0, last = 0;

	for (size_t i = 0; i < r->n_claim; i++) {
		const struct claims_claim *c = &r->claim[i];
		for (int f = 0; f < c->n_figure || (f == 0 && c->n_figure == 0); f++) {
			size_t off = c->n_figure > 0 ? c->figure[f].off : c->off;
			size_t end = c->n_figure > 0 ? c->figure[f].end : c->end;
			if (c->n_figure == 0 && c->verdict != CLAIMS_CONTRADICTED &&
			    c->verdict != CLAIMS_SUSPICIOUS)
				break;
			if (off < last || end <= off)
				continue;
			arena_grow(mem, p->s, n, room);
			p->s[n++] = (struct stretch){off, end, i};
			last = end;
		}
	}
	p->n_s = n;
}

static void
put_mark(struct page *p, size_t i)
{
	const struct stretch *s = &p->s[i];
	const struct claims_claim *c = &p->r->claim[s->claim];

	sb_lit(p->b, "<a class=\"k ");
	sb_printf(p->b, "%s\" href=\"#b%zu\"", claims_verdict_name(c->verdict), s->claim + 1);
	if (!p->linked[s->claim])
		sb_printf(p->b, " id=\"m%zu\"", s->claim + 1);
	p->linked[s->claim] = true;
	sb_chr(p->b, '>');
	html_text(p->b, str_sub(p->r->doc.text, s->off, s->end));
	sb_printf(p->b, "<span aria-hidden=\"true\"> %s</span><span class=\"vh\"> (",
	    shape(c->verdict));
	html_text(p->b, claims_verdict_word(c->verdict, p->lang));
	sb_lit(p->b, ")</span></a>");
}

/* The text [from, to) with its marks. */
static void
put_marked(struct page *p, size_t from, size_t to)
{
	from = from < p->past ? p->past : from;
	while (p->at < p->n_s && p->s[p->at].off < from)
		p->at++;
	while (p->at < p->n_s && p->s[p->at].off < to) {
		const struct stretch *s = &p->s[p->at];
		html_text(p->b, str_sub(p->r->doc.text, from, s->off));
		put_mark(p, p->at);
		from = p->past = s->end;
		p->at++;
	}
	if (from < to)
		html_text(p->b, str_sub(p->r->doc.text, from, to));
}

/* Three spaces between words: columns, which only a fixed pitch keeps. */
static bool
has_columns(str s)
{
	str t = str_trim(s);

	return str_find(t, STR("   "), 0) < t.n;
}

static bool
is_blank(str s)
{
	return str_trim(s).n == 0;
}

/* A table row: cells parted by tabs. */
static void
put_row(struct page *p, size_t from, size_t to)
{
	sb_lit(p->b, "<tr>");
	for (;;) {
		size_t end = str_find_byte(str_sub(p->r->doc.text, 0, to), '\t', from);
		sb_lit(p->b, "<td>");
		put_marked(p, from, end);
		sb_lit(p->b, "</td>");
		if (end >= to)
			break;
		from = end + 1;
	}
	sb_lit(p->b, "</tr>\n");
}

enum open { OPEN_NOTHING, OPEN_PARA, OPEN_TABLE, OPEN_PRE };

static enum open
turn(struct page *p, enum open was, enum open now)
{
	if (was == now)
		return now;
	if (was == OPEN_PARA)
		sb_lit(p->b, "</p>\n");
	if (was == OPEN_TABLE)
		sb_lit(p->b, "</tbody></table>\n");
	if (was == OPEN_PRE)
		sb_lit(p->b, "</pre>\n");
	if (now == OPEN_PRE)
		sb_lit(p->b, "<pre tabindex=\"0\">");
	if (now == OPEN_PARA)
		sb_lit(p->b, "<p>");
	if (now == OPEN_TABLE)
		sb_lit(p->b, "<table tabindex=\"0\"><tbody>\n");
	return now;
}

static void
put_text(struct page *p)
{
	str t = p->r->doc.text;
	enum open open = OPEN_NOTHING;
	int line = 1;

	for (size_t from = 0; from < t.n; line++) {
		size_t end = str_find_byte(t, '\n', from);
		str s = str_sub(t, from, end);
		while (
		    p->section + 1 < p->r->n_section && p->r->section[p->section + 1].line < line)
			p->section++;
		bool heading = p->section + 1 < p->r->n_section &&
		    p->r->section[p->section + 1].line == line;
		if (is_blank(s)) {
			open = turn(p, open, OPEN_NOTHING);
		} else if (str_find_byte(s, '\t', 0) < s.n) {
			open = turn(p, open, OPEN_TABLE);
			put_row(p, from, end);
		} else if (heading) {
			open = turn(p, open, OPEN_NOTHING);
			sb_printf(p->b, "<h2 id=\"s%zu\">", p->section + 1);
			put_marked(p, from, end);
			sb_lit(p->b, "</h2>\n");
			p->section++;
		} else if (has_columns(s)) {
			open = turn(p, open, OPEN_PRE);
			put_marked(p, from, end);
			sb_chr(p->b, '\n');
		} else {
			open = turn(p, open, OPEN_PARA);
			put_marked(p, from, end);
			sb_chr(p->b, '\n');
		}
		from = end + 1;
	}
	turn(p, open, OPEN_NOTHING);
}

static void
put_proofs(struct page *p, const struct claims_proof *by, int n)
{
	if (n == 0)
		return;
	sb_lit(p->b, "<ul>");
	for (int i = 0; i < n; i++) {
		sb_lit(p->b, "<li>");
		if (by[i].other) {
			html_text(p->b, p->r->other);
			sb_lit(p->b, ", ");
		}
		if (by[i].fact.n > 0) {
			sb_lit(p->b, "<code>");
			html_text(p->b, by[i].fact);
			sb_lit(p->b, "</code>: ");
		} else {
			sb_printf(p->b, "%s %d: ", p->lang == LANG_SV ? "rad" : "line", by[i].line);
		}
		html_text(p->b, by[i].text);
		sb_lit(p->b, "</li>");
	}
	sb_lit(p->b, "</ul>");
}

static void
put_claims(struct page *p)
{
	sb_str(p->b,
	    p->lang == LANG_SV ? STR("<h2>Underlag för varje uppgift</h2>\n<ul>\n")
	                       : STR("<h2>Proof of each figure</h2>\n<ul>\n"));
	for (size_t i = 0; i < p->r->n_claim; i++) {
		const struct claims_claim *c = &p->r->claim[i];
		if (!p->linked[i])
			continue;
		sb_printf(p->b, "<li id=\"b%zu\"><a href=\"#m%zu\">%s %d</a> %s ", i + 1, i + 1,
		    p->lang == LANG_SV ? "Rad" : "Line", c->line, shape(c->verdict));
		html_text(p->b, claims_verdict_word(c->verdict, p->lang));
		sb_lit(p->b, ": ”");
		html_text(p->b, c->quote);
		sb_lit(p->b, "” ");
		html_text(p->b, c->why[p->lang]);
		put_proofs(p, c->by, c->n_by);
		sb_lit(p->b, "</li>\n");
	}
	sb_lit(p->b, "</ul>\n");
}

static void
put_findings(struct page *p)
{
	static const char *const word[][LANG__COUNT] = {[SEV_NOTE] = {"Notis", "Note"},
	    [SEV_WARNING] = {"Varning", "Warning"},
	    [SEV_ERROR] = {"Fel", "Error"}};

	sb_str(p->b,
	    p->lang == LANG_SV ? STR("<h2>Anmärkningar</h2>\n") : STR("<h2>Findings</h2>\n"));
	if (p->r->n_finding == 0) {
		sb_str(p->b, p->lang == LANG_SV ? STR("<p>Inga.</p>\n") : STR("<p>None.</p>\n"));
		return;
	}
	sb_lit(p->b, "<ul>\n");
	for (int sev = SEV_ERROR; sev >= SEV_NOTE; sev--)
		for (size_t i = 0; i < p->r->n_finding; i++) {
			const struct claims_finding *f = &p->r->finding[i];
			if ((int)f->sev != sev)
				continue;
			sb_printf(p->b, "<li><strong>%s</strong>, %s %d: ", word[f->sev][p->lang],
			    p->lang == LANG_SV ? "rad" : "line", f->line);
			html_text(p->b, f->message[p->lang]);
			put_proofs(p, f->by, f->n_by);
			sb_lit(p->b, "</li>\n");
		}
	sb_lit(p->b, "</ul>\n");
}

static void
put_summary(struct page *p)
{
	size_t n[CLAIMS__VERDICTS] = {0};

	for (size_t i = 0; i < p->r->n_claim; i++)
		n[p->r->claim[i].verdict]++;
	sb_str(p->b,
	    p->lang == LANG_SV
	        ? STR("<table class=\"sum\"><caption>Uppgifter efter utfall</caption><thead><tr>"
	              "<th scope=\"col\">Utfall</th><th scope=\"col\">Antal</th></tr></thead><tbody>\n")
	        : STR("<table class=\"sum\"><caption>Figures by verdict</caption><thead><tr>"
	              "<th scope=\"col\">Verdict</th><th scope=\"col\">Number</th></tr></thead><tbody>\n"));
	for (int v = 0; v < CLAIMS__VERDICTS; v++) {
		sb_printf(p->b, "<tr><th scope=\"row\">%s ", shape((enum claims_verdict)v));
		html_text(p->b, claims_verdict_word((enum claims_verdict)v, p->lang));
		sb_printf(p->b, "</th><td>%zu</td></tr>\n", n[v]);
	}
	sb_lit(p->b, "</tbody></table>\n");
}

/* A title on one line of a table. */
static void
put_brief(struct sb *b, str s)
{
	size_t n = s.n < 60 ? s.n : 60;

	while (n < s.n && n > 0 && ((unsigned char)s.p[n] & 0xC0) == 0x80)
		n--;
	html_text(b, str_sub(s, 0, n));
	if (n < s.n)
		sb_lit(b, " …");
}

/* A line for each section that has figures or findings, the worst things first. */
static void
put_sections(struct page *p)
{
	static const char *const head[][LANG__COUNT] = {{"Avsnitt", "Section"}, {"Rad", "Line"},
	    {"Fel", "Errors"}, {"Varningar", "Warnings"}, {"Notiser", "Notes"},
	    {"Bekräftade", "Verified"}, {"Inom avrundning", "Within rounding"},
	    {"Obekräftade", "Unverified"}, {"LIX", "LIX"}};

	sb_str(p->b,
	    p->lang == LANG_SV
	        ? STR("<table class=\"sum\" tabindex=\"0\"><caption>Avsnitt för avsnitt</caption><thead><tr>")
	        : STR("<table class=\"sum\" tabindex=\"0\"><caption>By section</caption><thead><tr>"));
	for (size_t i = 0; i < COUNTOF(head); i++)
		sb_printf(p->b, "<th scope=\"col\">%s</th>", head[i][p->lang]);
	sb_lit(p->b, "</tr></thead><tbody>\n");
	for (size_t i = 0; i < p->r->n_section; i++) {
		const struct claims_section *s = &p->r->section[i];
		int n = s->n_finding[SEV_ERROR] + s->n_finding[SEV_WARNING] +
		    s->n_finding[SEV_NOTE];
		for (int v = 0; v < CLAIMS__VERDICTS; v++)
			n += s->n_claim[v];
		if (n == 0)
			continue;
		if (i > 0)
			sb_printf(p->b, "<tr><th scope=\"row\"><a href=\"#s%zu\">", i);
		else
			sb_lit(p->b, "<tr><th scope=\"row\">");
		put_brief(p->b, s->title.n > 0 ? s->title : STR("–"));
		sb_printf(p->b, "%s</th><td>%d</td>", i > 0 ? "</a>" : "", s->line);
		const int cell[] = {s->n_finding[SEV_ERROR], s->n_finding[SEV_WARNING],
		    s->n_finding[SEV_NOTE], s->n_claim[CLAIMS_VERIFIED],
		    s->n_claim[CLAIMS_ROUNDING], s->n_claim[CLAIMS_UNVERIFIED], s->lix};
		for (size_t k = 0; k < COUNTOF(cell); k++)
			if (cell[k] == 0)
				sb_lit(p->b, "<td>–</td>");
			else
				sb_printf(p->b, "<td>%d</td>", cell[k]);
		sb_lit(p->b, "</tr>\n");
	}
	sb_lit(p->b, "</tbody></table>\n");
}

void
claims_write_html(struct sb *b, const struct claims_result *r, enum lang lang)
{
	struct page p = {.b = b, .r = r, .lang = lang};

	p.linked = arena_array(b->mem, r->n_claim + 1, bool);
	stretches(&p, b->mem);
	sb_printf(b,
	    "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
	    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>",
	    lang == LANG_SV ? "sv" : "en");
	str title = lang == LANG_SV ? STR("Kontroll av ") : STR("Check of ");
	html_text(b, title);
	html_text(b, r->doc.name);
	sb_printf(b, "</title>\n<style>%s</style>\n</head>\n<body>\n<main>\n<h1>", style);
	html_text(b, title);
	html_text(b, r->doc.name);
	sb_lit(b, "</h1>\n");
	put_summary(&p);
	put_findings(&p);
	put_sections(&p);
	sb_lit(b, "<hr>\n<div lang=\"sv\">\n"); /* the checker reads Swedish */
	put_text(&p);
	sb_lit(b, "</div>\n<hr>\n");
	put_claims(&p);
	sb_lit(b, "</main>\n</body>\n</html>\n");
}
