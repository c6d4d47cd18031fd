/* docx_inline.c -- runs, links, notes and bookmarks. */
#include "doc/docx/docx_priv.h"
#include "doc/theme.h"

void
docx_run(struct docx *w, struct sb *b, str text, const char *props)
{
	bool rtl = doc_has_rtl(text);

	(void)w;
	if (text.n == 0)
		return;
	sb_lit(b, "<w:r>");
	if (rtl || props[0] != '\0')
		sb_printf(b, "<w:rPr>%s%s</w:rPr>", props, rtl ? "<w:rtl/>" : "");
	sb_lit(b, "<w:t xml:space=\"preserve\">");
	xml_text(b, text);
	sb_lit(b, "</w:t></w:r>");
}

str
docx_bookmark(struct arena *mem, str id)
{
	struct sb b;
	str s;

	/* The beginning for people, the hash for certainty. */
	sb_init(&b, mem, 64);
	sb_chr(&b, 'b');
	for (size_t i = 0; i < id.n && i < 20; i++)
		sb_chr(&b, id.p[i] == '-' ? '_' : id.p[i]);
	sb_printf(&b, "_%016llx", (unsigned long long)str_hash(id, 0));
	must(sb_done(&b, &s));
	return s;
}

void
docx_open_bookmark(struct docx *w, str id)
{
	if (id.n == 0)
		return;
	sb_printf(&w->b, "<w:bookmarkStart w:id=\"%d\" w:name=\"%.*s\"/>", ++w->n_bookmark,
	    STR_ARG(docx_bookmark(w->mem, id)));
}

void
docx_close_bookmark(struct docx *w, str id)
{
	if (id.n > 0)
		sb_printf(&w->b, "<w:bookmarkEnd w:id=\"%d\"/>", w->n_bookmark);
}

struct format {
	bool strong, emph, link, muted;
	str lang;
	enum doc_status status;
	bool has_status;
};

static const char *
props_of(struct docx *w, const struct format *f)
{
	static const enum theme_color color[DOC_ST__COUNT] = {
	    [DOC_ST_NONE] = TC_NEUTRAL,
	    [DOC_ST_MET] = TC_MET,
	    [DOC_ST_PARTLY] = TC_PARTLY,
	    [DOC_ST_NOT] = TC_NOT,
	    [DOC_ST_INFO] = TC_ACCENT,
	};
	struct sb b;
	str s;

	sb_init(&b, w->mem, 1024);
	if (f->link)
		sb_lit(&b, "<w:rStyle w:val=\"Hyperlink\"/>");
	if (f->strong || f->has_status)
		sb_lit(&b, "<w:b/>");
	if (f->emph)
		sb_lit(&b, "<w:i/>");
	if (f->muted && !f->has_status)
		sb_printf(&b, "<w:color w:val=\"%06X\"/>",
		    (unsigned)(ooxml_theme(w->d)->color[TC_MUTED] & 0xffffff));
	if (f->has_status)
		sb_printf(&b, "<w:color w:val=\"%06X\"/>",
		    (unsigned)(ooxml_theme(w->d)->color[color[f->status]] & 0xffffff));
	if (f->lang.n > 0 && f->lang.n < 36) {
		sb_lit(&b, "<w:lang w:val=\"");
		xml_text(&b, f->lang);
		sb_lit(&b, "\"/>");
	}
	sb_chr(&b, '\0');
	must(sb_done(&b, &s));
	return s.p;
}

static void
put_inlines(struct docx *w, struct sb *b, const struct doc_node *parent, struct format f);

static void
put_status(struct docx *w, struct sb *b, const struct doc_node *n, struct format f)
{
	/* A shape that any font has, before the word. */
	static const char *const mark[DOC_ST__COUNT] = {
	    [DOC_ST_NONE] = "○\xc2\xa0",
	    [DOC_ST_MET] = "●\xc2\xa0",
	    [DOC_ST_PARTLY] = "▲\xc2\xa0",
	    [DOC_ST_NOT] = "■\xc2\xa0",
	    [DOC_ST_INFO] = "◆\xc2\xa0",
	};

	f.has_status = true;
	f.status = n->status;
	docx_run(w, b, str_of(mark[n->status]), props_of(w, &f));
	docx_run(w, b, n->text, props_of(w, &f));
}

static void
put_link(struct docx *w, struct sb *b, const struct doc_node *n, struct format f)
{
	bool anchor = str_has_prefix(n->href, STR("#"));
	bool link = !w->in_link && doc_href_ok(n->href) && (anchor || !w->in_note);

	if (anchor && link)
		sb_printf(b, "<w:hyperlink w:anchor=\"%.*s\" w:history=\"1\">",
		    STR_ARG(docx_bookmark(w->mem, str_sub(n->href, 1, n->href.n))));
	else if (link)
		sb_printf(b, "<w:hyperlink r:id=\"rId%d\" w:history=\"1\">",
		    rels_add(&w->rels, "hyperlink", n->href, true));
	f.link = f.link || link;
	put_inlines(w, b, n, f);
	if (link)
		sb_lit(b, "</w:hyperlink>");
}

static void
put_note(struct docx *w, struct sb *b, const struct doc_node *n)
{
	bool was = w->in_note;

	sb_printf(b,
	    "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr>"
	    "<w:footnoteReference w:id=\"%d\"/></w:r>",
	    n->number + w->note_base);
	w->in_note = true;
	sb_printf(&w->notes,
	    "<w:footnote w:id=\"%d\"><w:p><w:pPr><w:pStyle w:val=\"FootnoteText\"/></w:pPr>"
	    "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteRef/></w:r>"
	    "<w:r><w:t xml:space=\"preserve\"> </w:t></w:r>",
	    n->number + w->note_base);
	docx_inlines(w, &w->notes, n);
	sb_lit(&w->notes, "</w:p></w:footnote>");
	w->in_note = was;
}

static void
put_inlines(struct docx *w, struct sb *b, const struct doc_node *parent, struct format f)
{
	for (const struct doc_node *n = parent->first; n != NULL; n = n->next) {
		struct format in = f;

		if (n->lang.n > 0)
			in.lang = n->lang;
		switch (n->kind) {
		case DOC_TEXT:
		case DOC_FACT:
			docx_run(w, b, n->text, props_of(w, &in));
			break;
		case DOC_STRONG:
			in.strong = true;
			put_inlines(w, b, n, in);
			break;
		case DOC_EMPH:
			in.emph = true;
			put_inlines(w, b, n, in);
			break;
		case DOC_STATUS:
			put_status(w, b, n, in);
			break;
		case DOC_LINK:
			put_link(w, b, n, in);
			break;
		case DOC_FOOTNOTE:
			put_note(w, b, n);
			break;
		case DOC_LINE_BREAK:
			sb_lit(b, "<w:r><w:br/></w:r>");
			break;
		default:
			never("a block among inlines: doc_finish lets none through");
		}
	}
}

void
docx_inlines(struct docx *w, struct sb *b, const struct doc_node *parent)
{
	put_inlines(w, b, parent,
	    (struct format){.lang = parent->lang,
	        .muted = parent->kind == DOC_TERM,
	        .strong = w->strong && parent->kind == DOC_DESC});
}
