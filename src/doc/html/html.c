/* html.c -- the page around a document: head, title page, contents, notes. */
#include "doc/html/html.h"

#include "base/embed.h"
#include "doc/html/html_priv.h"
#include "doc/html/svg.h"
#include "doc/theme.h"

/* report.css, put into the binary by the build. */
extern const struct embedded doc_style_files[];

#define SPARK_WIDTH_PT 68

static const struct html_opts no_opts = {.fragment = false};

const char *
html_word(const struct html *h, enum html_word w)
{
	static const char *const word[HW__COUNT][LANG__COUNT] = {
	    [HW_SKIP] = {"Hoppa till innehållet", "Skip to content"},
	    [HW_CONTENTS] = {"Innehåll", "Contents"},
	    [HW_NOTES] = {"Noter", "Notes"},
	    [HW_NOTE] = {"Not", "Note"},
	    [HW_BACK] = {"Tillbaka till texten, not", "Back to the text, note"},
	    [HW_AS_TABLE] = {"Visa som tabell", "Show as a table"},
	    [HW_TABLE_FOR] = {"siffrorna i", "the figures of"},
	    [HW_BODY] = {"Ansvarig", "Responsible"},
	    [HW_DATED] = {"Datum", "Date"},
	    [HW_STATE] = {"Status", "Status"},
	    [HW_DECISION] = {"Beslut", "Decision"},
	    [HW_SOURCES] = {"Underlag till siffrorna", "What the figures are made of"},
	    [HW_MADE_OF] = {"Består av", "Made of"},
	    [HW_COMES_FROM] = {"Källa", "Source"},
	    [HW_NEXT] = {"Nästa", "Next"},
	    [HW_PREVIOUS] = {"Föregående", "Previous"},
	    [HW_PAGES] = {"Sidor", "Pages"},
	};

	must(w < HW__COUNT);
	return word[w][h->lang];
}

str
html_css(void)
{
	return (str){(const char *)doc_style_files[0].data, doc_style_files[0].n};
}

struct html
html_start(const struct doc *d, const struct html_opts *o, struct sb *b)
{
	struct html h = {.b = b, .d = d, .o = o != NULL ? o : &no_opts, .lang = d->lang};

	must(d->finished);
	h.heading_base = h.o->fragment && h.o->heading_base > 0 ? h.o->heading_base : 2;
	if (h.o->n_source > 0) {
		map_init(&h.sources, b->mem, 1);
		for (size_t i = 0; i < h.o->n_source; i++)
			map_add(&h.sources, h.o->source[i].fact, i);
	}
	return h;
}

void
html_head(struct html *h, str page_title)
{
	const struct doc *d = h->d;

	sb_printf(h->b, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n",
	    h->lang == LANG_SV ? "sv" : "en");
	sb_lit(h->b,
	    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	    "<meta name=\"color-scheme\" content=\"light dark\">\n"
	    "<meta name=\"generator\" content=\"Tertial\">\n<meta name=\"author\" content=\"");
	html_text(h->b, d->author);
	sb_lit(h->b, "\">\n<title>");
	html_text(h->b, page_title);
	sb_str(h->b, page_title.n > 0 ? STR(" – ") : STR(""));
	html_text(h->b, d->title);
	if (d->author.n > 0) {
		sb_lit(h->b, " – ");
		html_text(h->b, d->author);
	}
	sb_lit(h->b, "</title>\n");
	if (h->o->css_href.n > 0) {
		sb_lit(h->b, "<link rel=\"stylesheet\" href=\"");
		html_text(h->b, h->o->css_href);
		sb_lit(h->b, "\">\n");
	} else {
		sb_lit(h->b, "<style>\n");
		sb_str(h->b, html_css());
		if (d->theme != NULL)
			html_theme(h->b, d->theme);
		sb_lit(h->b, "</style>\n");
	}
	sb_lit(h->b, "</head>\n");
}

static void
put_meta(struct html *h, enum html_word label, str value)
{
	if (value.n == 0)
		return;
	sb_printf(h->b, "<div><dt>%s</dt><dd>", html_word(h, label));
	html_text(h->b, value);
	sb_lit(h->b, "</dd></div>\n");
}

static str
long_date(struct html *h, date day)
{
	return period_show(h->b->mem, (period){.kind = PERIOD_DAY, .from = day, .to = day},
	    h->lang);
}

void
html_cover(struct html *h)
{
	const struct doc *d = h->d;
	bool meta = d->author.n > 0 || date_ok(d->dated) || d->status_line.n > 0 ||
	    d->decision.n > 0;

	sb_lit(h->b, "<header class=\"cover\">\n<div>\n");
	if (d->theme != NULL && d->theme->logo != NULL) {
		sb_lit(h->b, "<p class=\"logo\">");
		html_picture(h, STR(HTML_LOGO_ID), d->theme->logo);
		sb_lit(h->b, "</p>\n");
	}
	if (d->organisation.n > 0) {
		sb_lit(h->b, "<p class=\"org\">");
		html_text(h->b, d->organisation);
		sb_lit(h->b, "</p>\n");
	}
	sb_lit(h->b, "<h1>");
	html_text(h->b, d->title);
	sb_lit(h->b, "</h1>\n");
	if (d->subtitle.n > 0) {
		sb_lit(h->b, "<p class=\"subtitle\">");
		html_text(h->b, d->subtitle);
		sb_lit(h->b, "</p>\n");
	}
	if (meta) {
		sb_lit(h->b, "<dl>\n");
		put_meta(h, HW_BODY, d->author);
		put_meta(h, HW_DATED, date_ok(d->dated) ? long_date(h, d->dated) : STR(""));
		put_meta(h, HW_STATE, d->status_line);
		put_meta(h, HW_DECISION, d->decision);
		sb_lit(h->b, "</dl>\n");
	}
	sb_lit(h->b, "</div>\n</header>\n");
}

/* The notes of a block and all under it. */
static void
put_notes_of(struct html *h, const struct doc_node *root, bool *any)
{
	for (const struct doc_node *n = root; n != NULL; n = doc_next(n, root)) {
		if (n->kind != DOC_FOOTNOTE)
			continue;
		if (!*any)
			sb_printf(h->b,
			    "<section class=\"notes\" aria-labelledby=\"notes_h\">\n"
			    "<h%d id=\"notes_h\">%s</h%d>\n<ol>\n",
			    h->heading_base, html_word(h, HW_NOTES), h->heading_base);
		*any = true;
		sb_printf(h->b, "<li id=\"note_%d\">", n->number);
		html_inlines(h, n);
		sb_printf(h->b,
		    " <a class=\"back\" href=\"#nr_%d\" aria-label=\"%s %d\">↩</a></li>\n",
		    n->number, html_word(h, HW_BACK), n->number);
	}
}

void
html_notes(struct html *h, const struct doc_node *from, const struct doc_node *to)
{
	bool any = false;

	for (const struct doc_node *n = from; n != to; n = n->next)
		put_notes_of(h, n, &any);
	if (any)
		sb_lit(h->b, "</ol>\n</section>\n");
}

void
html_foot(struct html *h)
{
	const struct doc *d = h->d;

	sb_lit(h->b, "<footer class=\"foot\"><p>");
	if (d->organisation.n > 0) {
		html_text(h->b, d->organisation);
		sb_lit(h->b, " · ");
	}
	html_text(h->b, d->title);
	if (d->status_line.n > 0) {
		sb_lit(h->b, " · ");
		html_text(h->b, d->status_line);
	}
	sb_lit(h->b, "</p></footer>\n");
}

void
html_write(const struct doc *d, const struct html_opts *o, struct sb *b)
{
	struct html h = html_start(d, o, b);

	if (h.o->fragment) {
		sb_printf(b, "<div class=\"doc\" lang=\"%s\">\n", h.lang == LANG_SV ? "sv" : "en");
		html_blocks(&h, d->root);
		html_notes(&h, d->root->first, NULL);
		sb_lit(b, "</div>\n");
		return;
	}
	html_head(&h, STR(""));
	sb_printf(b, "<body class=\"doc page\">\n<a class=\"skip\" href=\"#main_\">%s</a>\n",
	    html_word(&h, HW_SKIP));
	html_cover(&h);
	sb_lit(b, "<div class=\"frame\">\n");
	html_contents(&h);
	sb_lit(b, "<main id=\"main_\" tabindex=\"-1\">\n");
	html_blocks(&h, d->root);
	html_notes(&h, d->root->first, NULL);
	html_sources(&h);
	sb_lit(b, "</main>\n</div>\n");
	html_foot(&h);
	sb_lit(b, "</body>\n</html>\n");
}

void
html_node(const struct doc *d, const struct doc_node *n, const struct html_opts *o, struct sb *b)
{
	struct html h = html_start(d, o, b);

	if (n->kind == DOC_ROOT)
		html_blocks(&h, n);
	else if (n->kind < DOC_TEXT)
		html_block(&h, n);
	else
		html_inlines(&h, n);
}

void
html_sparkline(const struct chart *c, enum lang lang, struct sb *b)
{
	struct chart line = *c;

	line.kind = CHART_SPARK;
	svg_write(chart_draw(b->mem, &line, SPARK_WIDTH_PT, lang),
	    &(struct svg_opts){.css_class = STR("spark"), .title = c->title, .desc = c->desc}, b);
}

void
html_chart(const struct chart *c, str id, const struct html_opts *o, enum lang lang, struct sb *b)
{
	struct html h = {.b = b, .o = o != NULL ? o : &no_opts, .lang = lang, .heading_base = 2};

	html_chart_figure(&h, c, id, 0, STR(""));
}
