/* html_source.c -- what each figure is made of, at the end of the page or on one of its own. */
#include "doc/html/html_priv.h"

bool
html_has_source(const struct html *h, str fact)
{
	return h->o->n_source > 0 && map_find(&h->sources, fact) != MAP_NONE;
}

void
html_source_anchor(struct html *h, str fact)
{
	if (h->site != NULL)
		html_text(h->b, h->site->source_page);
	sb_printf(h->b, "#u_%zu", map_find(&h->sources, fact) + 1);
}

static void
put_line(struct html *h, const char *class, str text)
{
	if (text.n == 0)
		return;
	sb_printf(h->b, "<p class=\"%s\">", class);
	html_text(h->b, text);
	sb_lit(h->b, "</p>\n");
}

static void
put_inputs(struct html *h, const struct html_source *s)
{
	if (s->n_input == 0)
		return;
	sb_printf(h->b, "<p>%s:</p>\n<ul>\n", html_word(h, HW_MADE_OF));
	for (size_t i = 0; i < s->n_input; i++) {
		sb_lit(h->b, "<li>");
		html_text(h->b, s->input[i].label);
		sb_str(h->b, s->input[i].value.n > 0 ? STR(": ") : STR(""));
		html_text(h->b, s->input[i].value);
		sb_lit(h->b, "</li>\n");
	}
	sb_lit(h->b, "</ul>\n");
}

void
html_source_list(struct html *h)
{
	sb_lit(h->b, "<ol class=\"sources\">\n");
	for (size_t i = 0; i < h->o->n_source; i++) {
		const struct html_source *s = &h->o->source[i];
		sb_printf(h->b, "<li id=\"u_%zu\"><p><strong>", i + 1);
		html_text(h->b, s->label);
		sb_lit(h->b, "</strong>: ");
		html_text(h->b, s->value);
		sb_lit(h->b, "</p>\n");
		put_line(h, "formula", s->formula);
		put_inputs(h, s);
		if (s->from.n > 0) {
			sb_printf(h->b, "<p>%s: ", html_word(h, HW_COMES_FROM));
			html_text(h->b, s->from);
			sb_lit(h->b, "</p>\n");
		}
		sb_lit(h->b, "<p><code>");
		html_text(h->b, s->fact);
		sb_lit(h->b, "</code></p></li>\n");
	}
	sb_lit(h->b, "</ol>\n");
}

/* A browser that is sent to an anchor inside unfolds what it stands in. */
void
html_sources(struct html *h)
{
	if (h->o->n_source == 0)
		return;
	sb_printf(h->b, "<details class=\"behind\"><summary>%s</summary>\n",
	    html_word(h, HW_SOURCES));
	html_source_list(h);
	sb_lit(h->b, "</details>\n");
}
