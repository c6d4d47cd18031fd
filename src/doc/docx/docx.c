/* docx.c -- the blocks of a document, its title page and contents. */
#include "doc/docx/docx.h"

#include "doc/docx/docx_priv.h"
#include "doc/theme.h"

#define TOC_LEVELS 2
#define LIST_LEVELS 9
#define TEXT_PT 10.5
#define TERM_MIN 1700 /* the column of labels */
#define TERM_MAX 5400
#define LOGO_MAX 3400 /* the widest a logo is on the title page */

const char *
docx_word(const struct docx *w, const char *sv, const char *en)
{
	return w->d->lang == LANG_SV ? sv : en;
}

int
docx_text_width(const struct docx *w)
{
	return w->room > 0 ? w->room : (w->wide ? PAGE_H : PAGE_W) - 2 * MARGIN;
}

void
docx_para(struct docx *w, const struct doc_node *n, const char *style, str extra)
{
	bool cell = n->kind == DOC_CELL;

	/* Words in bold that stand alone lead in what follows. */
	bool leads = n->kind == DOC_PARA && n->next != NULL && n->first != NULL &&
	    n->first->kind == DOC_STRONG && n->first->next == NULL;
	sb_printf(&w->b, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/>%s%.*s</w:pPr>", style,
	    leads ? "<w:keepNext/>" : "", STR_ARG(extra));
	docx_open_bookmark(w, cell ? STR("") : n->id);
	docx_inlines(w, &w->b, n);
	docx_close_bookmark(w, cell ? STR("") : n->id);
	sb_lit(&w->b, "</w:p>");
}

static void
put_heading(struct docx *w, const struct doc_node *n)
{
	sb_printf(&w->b, "<w:p><w:pPr><w:pStyle w:val=\"Heading%d\"/></w:pPr>", n->level);
	docx_open_bookmark(w, n->id);
	if (n->numbering.n > 0) {
		docx_run(w, &w->b, n->numbering, "");
		sb_lit(&w->b, "<w:r><w:t xml:space=\"preserve\"> </w:t></w:r>");
	}
	docx_inlines(w, &w->b, n);
	docx_close_bookmark(w, n->id);
	sb_lit(&w->b, "</w:p>");
}

static void
put_item(struct docx *w, const struct doc_node *it, int num)
{
	bool first = true;
	int level = w->list_depth - 1 < LIST_LEVELS ? w->list_depth - 1 : LIST_LEVELS - 1;

	for (const struct doc_node *n = it->first; n != NULL; n = n->next) {
		if (n->kind != DOC_PARA) {
			docx_block(w, n, "ListParagraph");
			continue;
		}
		docx_para(w, n, "ListParagraph",
		    first ? str_fmt(w->mem,
		                "<w:numPr><w:ilvl w:val=\"%d\"/><w:numId w:val=\"%d\"/></w:numPr>",
		                level, num)
		          : str_fmt(w->mem, "<w:ind w:left=\"%d\"/>", 360 * (level + 1)));
		first = false;
	}
}

static void
put_list(struct docx *w, const struct doc_node *n)
{
	int num = w->bullets;

	if (n->ordered) {
		num = ++w->n_num;
		sb_printf(&w->nums, "<w:num w:numId=\"%d\"><w:abstractNumId w:val=\"%d\"/>", num,
		    w->ordered);
		for (int i = 0; i < LIST_LEVELS; i++)
			sb_printf(&w->nums,
			    "<w:lvlOverride w:ilvl=\"%d\"><w:startOverride w:val=\"1\"/></w:lvlOverride>",
			    i);
		sb_lit(&w->nums, "</w:num>");
	}
	w->list_depth++;
	for (const struct doc_node *it = n->first; it != NULL; it = it->next)
		put_item(w, it, num);
	w->list_depth--;
}

/* As wide as the longest label, within reason. */
static int
term_width(struct docx *w, const struct doc_node *defs)
{
	int most = TERM_MIN;

	for (const struct doc_node *t = defs->first; t != NULL; t = t->next) {
		double wide = t->kind == DOC_TERM
		    ? chart_text_width(doc_plain(w->mem, t), TEXT_PT, false) * 20 + 240
		    : 0;

		if (wide > most)
			most = wide > TERM_MAX ? TERM_MAX : (int)wide;
	}
	return most;
}

/* Label and value on one line, the values under each other. */
static void
put_defs(struct docx *w, const struct doc_node *n)
{
	int column = term_width(w, n);
	bool open = false;

	w->strong = doc_is_key_figures(w->mem, n);

	for (const struct doc_node *t = n->first; t != NULL; t = t->next) {
		if (open && t->kind == DOC_TERM)
			sb_lit(&w->b, "</w:p>");
		if (t->kind == DOC_DESC && open)
			sb_lit(&w->b, "<w:r><w:tab/></w:r>");
		else
			sb_printf(&w->b,
			    "<w:p><w:pPr><w:pStyle w:val=\"Term\"/><w:tabs><w:tab w:val=\"left\" w:pos=\"%d\"/>"
			    "</w:tabs><w:ind w:left=\"%d\" w:hanging=\"%d\"/></w:pPr>",
			    column, column, t->kind == DOC_TERM ? column : 0);
		docx_inlines(w, &w->b, t);
		open = t->kind == DOC_TERM;
		if (!open)
			sb_lit(&w->b, "</w:p>");
	}
	if (open)
		sb_lit(&w->b, "</w:p>");
	w->strong = false;
	sb_lit(&w->b, "<w:p><w:pPr><w:pStyle w:val=\"AfterTable\"/></w:pPr></w:p>");
}

/* The box of a notice says by its colours how much it weighs. */
static const char *
notice_style(enum doc_status st)
{
	static const char *const style[DOC_ST__COUNT] = {
	    [DOC_ST_NONE] = "Notice",
	    [DOC_ST_MET] = "NoticeMet",
	    [DOC_ST_PARTLY] = "NoticePartly",
	    [DOC_ST_NOT] = "NoticeNot",
	    [DOC_ST_INFO] = "NoticeInfo",
	};

	return style[st];
}

/* A wide table lies on its own page, with the headings that stand right above it. */
static bool
starts_wide(const struct doc_node *n)
{
	while (n != NULL && n->kind == DOC_HEADING)
		n = n->next;
	return n != NULL && n->kind == DOC_TABLE && n->landscape;
}

static void
turn_page(struct docx *w, bool wide)
{
	if (w->wide == wide || w->filling)
		return;
	docx_section(w, &w->b, false);
	w->wide = wide;
}

void
docx_block(struct docx *w, const struct doc_node *n, const char *style)
{
	switch (n->kind) {
	case DOC_HEADING:
		put_heading(w, n);
		break;
	case DOC_PARA:
		docx_para(w, n, n->remark ? "Remark" : style, STR(""));
		break;
	case DOC_LIST:
		put_list(w, n);
		break;
	case DOC_QUOTE:
		docx_blocks(w, n, "Quote");
		break;
	case DOC_NOTICE:
		docx_blocks(w, n, notice_style(n->status));
		break;
	case DOC_SECTION:
		docx_open_bookmark(w, n->id);
		docx_close_bookmark(w, n->id);
		docx_blocks(w, n, style);
		break;
	case DOC_TABLE:
		docx_table(w, n);
		break;
	case DOC_CHART:
		docx_chart(w, n);
		break;
	case DOC_IMAGE:
		docx_image(w, n);
		break;
	case DOC_DEFS:
		put_defs(w, n);
		break;
	case DOC_PAGE_BREAK:
		sb_lit(&w->b, "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>");
		break;
	default:
		break; /* the contents have their place after the title page */
	}
}

void
docx_blocks(struct docx *w, const struct doc_node *parent, const char *style)
{
	bool pages = parent->kind == DOC_ROOT || parent->kind == DOC_SECTION;

	for (const struct doc_node *n = parent->first; n != NULL; n = n->next) {
		if (pages && n->kind != DOC_SECTION)
			turn_page(w, starts_wide(n));
		docx_block(w, n, style);
	}
}

static void
put_title_line(struct docx *w, const char *style, str text)
{
	if (text.n == 0)
		return;
	sb_printf(&w->b, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/></w:pPr>", style);
	docx_run(w, &w->b, text, "");
	sb_lit(&w->b, "</w:p>");
}

static void
put_title_data(struct docx *w, const char *label, str value)
{
	if (value.n == 0)
		return;
	sb_printf(&w->b,
	    "<w:p><w:pPr><w:pStyle w:val=\"TitleMeta\"/></w:pPr><w:r><w:t>%s</w:t></w:r><w:r><w:tab/></w:r>",
	    label);
	docx_run(w, &w->b, value, "<w:b/>");
	sb_lit(&w->b, "</w:p>");
}

static void
put_title_page(struct docx *w)
{
	const struct doc *d = w->d;
	const struct doc_image *logo = ooxml_theme(d)->logo;

	if (logo != NULL)
		docx_picture(w, logo, d->organisation, "TitleOrg", LOGO_MAX);
	else
		put_title_line(w, "TitleOrg", d->organisation);
	put_title_line(w, "Title", d->title);
	put_title_line(w, "Subtitle", d->subtitle);
	put_title_line(w, "TitleAuthor", d->author);
	if (date_ok(d->dated))
		put_title_data(w, docx_word(w, "Datum", "Date"),
		    period_show(w->mem,
		        (period){.kind = PERIOD_DAY, .from = d->dated, .to = d->dated}, d->lang));
	put_title_data(w, "Status", d->status_line);
	put_title_data(w, docx_word(w, "Beslut", "Decision"), d->decision);
}

/* A contents field whose lines are there already: page numbers come when the
 * reader's program brings the field up to date. */
static void
put_contents(struct docx *w)
{
	const struct doc_node *root = w->d->root;
	bool first = true;

	sb_printf(&w->b,
	    "<w:p><w:pPr><w:pStyle w:val=\"TOCHeading\"/><w:pageBreakBefore/></w:pPr><w:r><w:t>%s</w:t></w:r></w:p>",
	    docx_word(w, "Innehåll", "Contents"));
	for (const struct doc_node *n = root; n != NULL; n = doc_next(n, root)) {
		if (n->kind != DOC_HEADING || n->level > TOC_LEVELS || n->not_in_toc)
			continue;
		sb_printf(&w->b, "<w:p><w:pPr><w:pStyle w:val=\"TOC%d\"/></w:pPr>", n->level);
		if (first)
			sb_printf(&w->b,
			    "<w:r><w:fldChar w:fldCharType=\"begin\" w:dirty=\"true\"/></w:r><w:r><w:instrText "
			    "xml:space=\"preserve\"> TOC \\o \"1-%d\" \\h \\z \\u </w:instrText></w:r><w:r>"
			    "<w:fldChar w:fldCharType=\"separate\"/></w:r>",
			    TOC_LEVELS);
		first = false;
		sb_printf(&w->b, "<w:hyperlink w:anchor=\"%.*s\" w:history=\"1\">",
		    STR_ARG(docx_bookmark(w->mem, n->id)));
		if (n->numbering.n > 0) {
			docx_run(w, &w->b, n->numbering, "");
			sb_lit(&w->b, "<w:r><w:t xml:space=\"preserve\"> </w:t></w:r>");
		}
		docx_run(w, &w->b, doc_plain(w->mem, n), "");
		sb_lit(&w->b, "</w:hyperlink></w:p>");
	}
	/* A page that lies begins its own page; any other needs to be told. */
	if (!first)
		sb_printf(&w->b, "<w:p><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>%s</w:p>",
		    starts_wide(root->first) ? "" : "<w:r><w:br w:type=\"page\"/></w:r>");
}

void
docx_section(struct docx *w, struct sb *b, bool last)
{
	sb_str(b, last ? STR("") : STR("<w:p><w:pPr><w:pStyle w:val=\"AfterTable\"/>"));
	sb_printf(b,
	    "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId%d\"/>"
	    "<w:footerReference w:type=\"default\" r:id=\"rId%d\"/>",
	    w->wide ? 3 : 1, w->wide ? 4 : 2);
	sb_printf(b,
	    "<w:pgSz w:w=\"%d\" w:h=\"%d\"%s/><w:pgMar w:top=\"1417\" w:right=\"%d\" w:bottom=\"1304\" "
	    "w:left=\"%d\" w:header=\"624\" w:footer=\"567\" w:gutter=\"0\"/>%s</w:sectPr>",
	    w->wide ? PAGE_H : PAGE_W, w->wide ? PAGE_W : PAGE_H,
	    w->wide ? " w:orient=\"landscape\"" : "", MARGIN, MARGIN,
	    w->n_section++ == 0 ? "<w:titlePg/>" : "");
	sb_str(b, last ? STR("") : STR("</w:pPr></w:p>"));
}

static void
put_document(struct docx *w)
{
	str s;

	sb_lit(&w->b,
	    XML_HEAD
	    "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
	    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" "
	    "xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" "
	    "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "
	    "xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\" "
	    "xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\"><w:body>");
	put_title_page(w);
	put_contents(w);
	docx_blocks(w, w->d->root, "BodyText");
	docx_section(w, &w->b, true);
	sb_lit(&w->b, "</w:body></w:document>");
	if (!sb_done(&w->b, &s)) {
		w->pkg.pack.out->full = true;
		return;
	}
	pkg_part(&w->pkg, STR("word/document.xml"),
	    "officedocument.wordprocessingml.document.main+xml", s);
	rels_part(&w->pkg, &w->rels, STR("word/_rels/document.xml.rels"));
}

void
docx_write(const struct doc *d, struct sb *b)
{
	struct docx w =
	    {.mem = b->mem, .d = d, .n_num = 1, .bullets = 1, .ordered = 1, .part_prefix = ""};

	must(d->finished);
	pkg_init(&w.pkg, b);
	rels_init(&w.rels, b->mem);
	sb_init(&w.b, b->mem, OOXML_PART_MAX);
	sb_init(&w.notes, b->mem, OOXML_PART_MAX);
	sb_init(&w.nums, b->mem, OOXML_PART_MAX);
	/* docx_section counts on the first four. */
	rels_add(&w.rels, "header", STR("header1.xml"), false);
	rels_add(&w.rels, "footer", STR("footer1.xml"), false);
	rels_add(&w.rels, "header", STR("header2.xml"), false);
	rels_add(&w.rels, "footer", STR("footer2.xml"), false);
	rels_add(&w.rels, "styles", STR("styles.xml"), false);
	rels_add(&w.rels, "numbering", STR("numbering.xml"), false);
	rels_add(&w.rels, "settings", STR("settings.xml"), false);
	rels_add(&w.rels, "footnotes", STR("footnotes.xml"), false);
	put_document(&w);
	docx_static_parts(&w);
	pkg_props(&w.pkg, d, STR("word/document.xml"));
	pkg_end(&w.pkg);
}
