/* docx_parts.c -- styles, numbering, settings, notes, header and footer. */
#include "doc/docx/docx_priv.h"

#define W_NS "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define R_NS "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""

struct para_style {
	const char *id, *name, *based, *next;
	const char *para; /* paragraph properties */
	const char *run;  /* character properties */
};

#define SPACE(before, after) "<w:spacing w:before=\"" #before "\" w:after=\"" #after "\"/>"
#define TIGHT(before, after)                                    \
	"<w:spacing w:before=\"" #before "\" w:after=\"" #after \
	"\" w:line=\"240\" w:lineRule=\"auto\"/>"
#define SIZE(half) "<w:sz w:val=\"" #half "\"/><w:szCs w:val=\"" #half "\"/>"
#define COLOR(rgb) "<w:color w:val=\"" rgb "\"/>"
#define HEADING(n, before, after, half, color)                          \
	{                                                               \
		"Heading" #n, "heading " #n, "Normal", "BodyText",      \
		    "<w:keepNext/><w:keepLines/>" TIGHT(before, after), \
		    "<w:b/><w:bCs/>" COLOR(color) SIZE(half)            \
	}
#define RULE(side, width, gap, color)                                          \
	"<w:" side " w:val=\"single\" w:sz=\"" width "\" w:space=\"" gap "\" " \
	"w:color=\"" color "\"/>"
#define BAR(color, ground)                                                                          \
	"<w:keepLines/><w:pBdr>" RULE("top", "4", "5",                                              \
	    ground) "<w:left w:val=\"single\" w:sz=\"24\" w:space=\"8\" "                           \
	            "w:color=\"" color "\"/>" RULE("bottom", "4", "5",                              \
	                ground) "</w:pBdr><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"" ground \
	                        "\"/>" SPACE(60, 140) "<w:ind w:left=\"240\" w:right=\"120\"/>"
#define LEADER "<w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"9638\"/></w:tabs>"

static const struct para_style para_style[] = {
    {"BodyText", "Body Text", "Normal", NULL, SPACE(0, 140), ""},
    HEADING(1, 480, 200, 44, "{deep}"),
    HEADING(2, 400, 120, 30, "{deep}"),
    HEADING(3, 320, 80, 25, "{deep}"),
    HEADING(4, 260, 60, 22, "{ink}"),
    HEADING(5, 220, 60, 21, "{ink}"),
    HEADING(6, 200, 60, 21, "{muted}"),
    {"Title", "Title", "Normal", "Subtitle", TIGHT(0, 120),
        "<w:b/><w:bCs/>" COLOR("{deep}") SIZE(80)},
    {"Subtitle", "Subtitle", "Normal", "BodyText",
        "<w:pBdr>" RULE("bottom", "36", "22", "{accent}") "</w:pBdr>" TIGHT(0, 900),
        COLOR("{muted}") SIZE(36)},
    {"TitleOrg", "Title Organisation", "Normal", "Title", SPACE(0, 3600),
        "<w:b/><w:bCs/>" COLOR("{deep}") SIZE(26)},
    {"TitleAuthor", "Title Author", "Normal", "TitleMeta", SPACE(0, 240),
        "<w:b/><w:bCs/>" COLOR("{deep}") SIZE(30)},
    {"TitleMeta", "Title Data", "Normal", NULL,
        "<w:pBdr>" RULE("bottom", "4", "4", "{line}") RULE("between", "4", "4",
            "{line}") "</w:pBdr>"
                      "<w:tabs><w:tab w:val=\"left\" w:pos=\"1700\"/></w:tabs>" TIGHT(60, 60),
        SIZE(22)},
    {"TOCHeading", "TOC Heading", "Normal", NULL, SPACE(0, 240),
        "<w:b/><w:bCs/>" COLOR("{deep}") SIZE(44)},
    {"TOC1", "toc 1", "Normal", NULL, LEADER TIGHT(160, 40), "<w:b/>" COLOR("{deep}")},
    {"TOC2", "toc 2", "Normal", NULL, LEADER TIGHT(0, 40) "<w:ind w:left=\"360\"/>", ""},
    {"ListParagraph", "List Paragraph", "Normal", NULL, SPACE(0, 60), ""},
    {"Quote", "Quote", "Normal", NULL,
        "<w:pBdr>" RULE("left", "18", "10", "{line}") "</w:pBdr>" SPACE(60,
            120) "<w:ind w:left=\"300\" w:right=\"300\"/>",
        COLOR("{muted}")},
    {"Notice", "Notice", "Normal", NULL, BAR("{neutral}", "{neutral-ground}"), ""},
    {"NoticeMet", "Notice Met", "Normal", NULL, BAR("{met}", "{met-ground}"), ""},
    {"NoticePartly", "Notice Partly", "Normal", NULL, BAR("{partly}", "{partly-ground}"), ""},
    {"NoticeNot", "Notice Important", "Normal", NULL, BAR("{not}", "{not-ground}"), ""},
    {"NoticeInfo", "Notice Information", "Normal", NULL, BAR("{accent}", "{tint}"), ""},
    {"Term", "Term", "Normal", NULL,
        "<w:pBdr>" RULE("bottom", "4", "2", "{line}")
            RULE("between", "4", "2", "{line}") "</w:pBdr>" TIGHT(40, 40),
        SIZE(20)},
    {"Caption", "caption", "Normal", "BodyText", "<w:keepLines/>" TIGHT(280, 100),
        "<w:b/><w:bCs/>" SIZE(19)},
    {"Source", "Source", "Normal", "BodyText", TIGHT(80, 160), COLOR("{muted}") SIZE(17)},
    {"Remark", "Table Remark", "Normal", "BodyText", TIGHT(80, 160), COLOR("{muted}") SIZE(17)},
    {"Description", "Figure Description", "Normal", "BodyText", TIGHT(40, 200),
        COLOR("{muted}") SIZE(17)},
    {"Figure", "Figure", "Normal", "Description", "<w:keepNext/>" SPACE(0, 0), ""},
    {"AfterTable", "After Table", "Normal", "BodyText", TIGHT(0, 120), SIZE(8)},
    {"Cell", "Cell", "Normal", NULL, TIGHT(44, 44), SIZE(18)},
    {"CellStrong", "Cell Strong", "Cell", NULL, TIGHT(44, 44), "<w:b/><w:bCs/>" COLOR("{deep}")},
    {"CellWide", "Cell Wide", "Normal", NULL, TIGHT(36, 36), SIZE(16)},
    {"CellWideStrong", "Cell Wide Strong", "CellWide", NULL, TIGHT(36, 36),
        "<w:b/><w:bCs/>" COLOR("{deep}")},
    {"CellDense", "Cell Dense", "Normal", NULL, TIGHT(32, 32), SIZE(15)},
    {"CellDenseStrong", "Cell Dense Strong", "CellDense", NULL, TIGHT(32, 32),
        "<w:b/><w:bCs/>" COLOR("{deep}")},
    {"FootnoteText", "footnote text", "Normal", NULL, TIGHT(0, 40), SIZE(17)},
    {"Header", "header", "Normal", NULL,
        "<w:pBdr>" RULE("bottom", "4", "6",
            "{line}") "</w:pBdr>"
                      "<w:tabs><w:tab w:val=\"right\" w:pos=\"9638\"/></w:tabs>" TIGHT(0, 0),
        COLOR("{muted}") SIZE(17)},
    {"Footer", "footer", "Normal", NULL,
        "<w:tabs><w:tab w:val=\"right\" w:pos=\"9638\"/></w:tabs>" TIGHT(0, 0),
        COLOR("{muted}") SIZE(17)},
    {"HeaderWide", "Header Wide", "Header", NULL,
        "<w:tabs><w:tab w:val=\"clear\" w:pos=\"9638\"/><w:tab w:val=\"right\" w:pos=\"14570\"/></w:tabs>",
        ""},
    {"FooterWide", "Footer Wide", "Footer", NULL,
        "<w:tabs><w:tab w:val=\"clear\" w:pos=\"9638\"/><w:tab w:val=\"right\" w:pos=\"14570\"/></w:tabs>",
        ""},
};

static void
start(struct docx *w, struct sb *b)
{
	sb_init(b, w->mem, OOXML_PART_MAX);
	sb_lit(b, XML_HEAD);
}

static void
finish(struct docx *w, struct sb *b, const char *name, const char *type)
{
	str s;

	if (!sb_done(b, &s))
		w->pkg.pack.out->full = true;
	else
		pkg_part(&w->pkg, str_of(name), type, s);
}

static void
put_style(const struct docx *w, struct sb *b, const struct para_style *s, int outline)
{
	sb_printf(b,
	    "<w:style w:type=\"paragraph\" w:styleId=\"%s\"><w:name w:val=\"%s\"/>"
	    "<w:basedOn w:val=\"%s\"/>",
	    s->id, s->name, s->based);
	if (s->next != NULL)
		sb_printf(b, "<w:next w:val=\"%s\"/>", s->next);
	sb_lit(b, "<w:qFormat/><w:pPr>");
	ooxml_themed(b, w->d, str_of(s->para));
	if (outline >= 0)
		sb_printf(b, "<w:outlineLvl w:val=\"%d\"/>", outline);
	sb_lit(b, "</w:pPr><w:rPr>");
	ooxml_themed(b, w->d, str_of(s->run));
	sb_lit(b, "</w:rPr></w:style>");
}

static const struct para_style *
style_with(str id)
{
	for (size_t i = 0; i < COUNTOF(para_style); i++)
		if (str_eq(id, str_of(para_style[i].id)))
			return &para_style[i];
	return NULL;
}

str
docx_style_name(str id)
{
	const struct para_style *s = style_with(id);

	return s != NULL                           ? str_of(s->name)
	    : str_eq(id, STR("Hyperlink"))         ? id
	    : str_eq(id, STR("FootnoteReference")) ? STR("footnote reference")
	    : str_eq(id, STR("TertialTable"))      ? STR("Tertial Table")
	                                           : STR("");
}

/* The styles that are no paragraph's. */
static const char other_styles[] =
    "<w:style w:type=\"character\" w:styleId=\"Hyperlink\"><w:name w:val=\"Hyperlink\"/><w:rPr>"
    "<w:color w:val=\"{accent}\"/><w:u w:val=\"single\"/></w:rPr></w:style>"
    "<w:style w:type=\"character\" w:styleId=\"FootnoteReference\"><w:name w:val=\"footnote reference\"/>"
    "<w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr></w:style>"
    "<w:style w:type=\"table\" w:styleId=\"TertialTable\"><w:name w:val=\"Tertial Table\"/>"
    "<w:tblPr><w:tblBorders>"
    "<w:bottom w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"{deep}\"/>"
    "<w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"{line}\"/></w:tblBorders>"
    "<w:tblCellMar><w:left w:w=\"80\" w:type=\"dxa\"/><w:right w:w=\"80\" w:type=\"dxa\"/></w:tblCellMar>"
    "</w:tblPr></w:style>";

str
docx_style_xml(struct docx *w, str id)
{
	const struct para_style *s = style_with(id);
	str all = str_of(other_styles), out = STR("");
	struct sb b;

	if (s == NULL) {
		size_t from = str_find(all, str_fmt(w->mem, " w:styleId=\"%.*s\"", STR_ARG(id)), 0);
		size_t to = str_find(all, STR("</w:style>"), from);
		while (from < all.n && from > 0 && all.p[from] != '<')
			from--;
		if (from == all.n)
			return out;
		sb_init(&b, w->mem, 1 << 16);
		ooxml_themed(&b, w->d, str_sub(all, from, to + 10));
		must(sb_done(&b, &out));
		return out;
	}
	sb_init(&b, w->mem, 1 << 16);
	put_style(w, &b, s, str_has_prefix(id, STR("Heading")) && id.n == 8 ? id.p[7] - '1' : -1);
	must(sb_done(&b, &out));
	return out;
}

static void
put_styles(struct docx *w)
{
	struct sb b;
	const char *lang = docx_word(w, "sv-SE", "en-GB");

	start(w, &b);
	ooxml_themed(&b, w->d,
	    STR("<w:styles " W_NS
	        "><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"{font}\" "
	        "w:hAnsi=\"{font}\" w:eastAsia=\"{font}\" w:cs=\"{font}\"/><w:color w:val=\"{ink}\"/>"));
	sb_printf(&b,
	    "<w:sz w:val=\"21\"/><w:szCs w:val=\"21\"/><w:lang w:val=\"%s\" w:eastAsia=\"%s\" w:bidi=\"ar-SA\"/>"
	    "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after=\"120\" w:line=\"276\" "
	    "w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>"
	    "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>"
	    "<w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\">"
	    "<w:name w:val=\"Default Paragraph Font\"/></w:style>",
	    lang, lang);
	for (size_t i = 0; i < COUNTOF(para_style); i++) {
		const struct para_style *s = &para_style[i];
		bool heading = str_has_prefix(str_of(s->id), STR("Heading"));

		put_style(w, &b, s, heading ? s->id[7] - '1' : -1);
	}
	sb_lit(&b,
	    "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:tblPr>"
	    "<w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:left w:w=\"80\" w:type=\"dxa\"/>"
	    "<w:right w:w=\"80\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>");
	ooxml_themed(&b, w->d, str_of(other_styles));
	sb_lit(&b, "</w:styles>");
	finish(w, &b, "word/styles.xml", "officedocument.wordprocessingml.styles+xml");
}

void
docx_levels(struct sb *b, bool ordered)
{
	static const char *const bullet[] = {"•", "–", "▪"};

	for (int i = 0; i < 9; i++) {
		sb_printf(b, "<w:lvl w:ilvl=\"%d\"><w:start w:val=\"1\"/><w:numFmt w:val=\"%s\"/>",
		    i,
		    !ordered         ? "bullet"
		        : i % 2 == 0 ? "decimal"
		                     : "lowerLetter");
		if (ordered)
			sb_printf(b, "<w:lvlText w:val=\"%%%d.\"/>", i + 1);
		else
			sb_printf(b, "<w:lvlText w:val=\"%s\"/>", bullet[i % 3]);
		sb_printf(b,
		    "<w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"%d\" w:hanging=\"360\"/></w:pPr></w:lvl>",
		    360 * (i + 1));
	}
}

static void
put_numbering(struct docx *w)
{
	struct sb b;
	str nums;

	start(w, &b);
	sb_lit(&b,
	    "<w:numbering " W_NS
	    "><w:abstractNum w:abstractNumId=\"0\"><w:multiLevelType w:val=\"hybridMultilevel\"/>");
	docx_levels(&b, false);
	sb_lit(&b,
	    "</w:abstractNum><w:abstractNum w:abstractNumId=\"1\"><w:multiLevelType w:val=\"hybridMultilevel\"/>");
	docx_levels(&b, true);
	sb_lit(&b, "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>");
	if (sb_done(&w->nums, &nums))
		sb_str(&b, nums);
	sb_lit(&b, "</w:numbering>");
	finish(w, &b, "word/numbering.xml", "officedocument.wordprocessingml.numbering+xml");
}

static void
put_notes(struct docx *w)
{
	struct sb b;
	str notes;

	start(w, &b);
	sb_lit(&b,
	    "<w:footnotes " W_NS " " R_NS
	    "><w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p>"
	    "</w:footnote><w:footnote w:type=\"continuationSeparator\" w:id=\"0\"><w:p><w:r>"
	    "<w:continuationSeparator/></w:r></w:p></w:footnote>");
	if (sb_done(&w->notes, &notes))
		sb_str(&b, notes);
	sb_lit(&b, "</w:footnotes>");
	finish(w, &b, "word/footnotes.xml", "officedocument.wordprocessingml.footnotes+xml");
}

static void
put_settings(struct docx *w)
{
	struct sb b;

	start(w, &b);
	sb_printf(&b,
	    "<w:settings " W_NS "><w:zoom w:percent=\"100\"/>"
	    "<w:defaultTabStop w:val=\"720\"/><w:autoHyphenation/><w:hyphenationZone w:val=\"425\"/>"
	    "<w:footnotePr><w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/></w:footnotePr>"
	    "<w:compat><w:compatSetting w:name=\"compatibilityMode\" "
	    "w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>"
	    "<w:themeFontLang w:val=\"%s\"/><w:decimalSymbol w:val=\"%s\"/><w:listSeparator w:val=\";\"/></w:settings>",
	    docx_word(w, "sv-SE", "en-GB"), docx_word(w, ",", "."));
	finish(w, &b, "word/settings.xml", "officedocument.wordprocessingml.settings+xml");
}

static void
put_field(struct sb *b, const char *name)
{
	sb_printf(b, "<w:fldSimple w:instr=\" %s \"><w:r><w:t>1</w:t></w:r></w:fldSimple>", name);
}

/* The same twice: the tab of a page that lies is further to the right. */
static void
put_header_footer(struct docx *w, bool wide)
{
	struct sb b;

	start(w, &b);
	sb_printf(&b, "<w:hdr " W_NS "><w:p><w:pPr><w:pStyle w:val=\"%s\"/></w:pPr>",
	    wide ? "HeaderWide" : "Header");
	docx_run(w, &b, w->d->organisation, "");
	sb_lit(&b, "<w:r><w:tab/></w:r>");
	docx_run(w, &b, w->d->title, "");
	sb_lit(&b, "</w:p></w:hdr>");
	finish(w, &b, wide ? "word/header2.xml" : "word/header1.xml",
	    "officedocument.wordprocessingml.header+xml");
	start(w, &b);
	sb_printf(&b, "<w:ftr " W_NS "><w:p><w:pPr><w:pStyle w:val=\"%s\"/></w:pPr>",
	    wide ? "FooterWide" : "Footer");
	docx_run(w, &b, w->d->status_line, "");
	sb_printf(&b, "<w:r><w:tab/></w:r><w:r><w:t xml:space=\"preserve\">%s </w:t></w:r>",
	    docx_word(w, "Sida", "Page"));
	put_field(&b, "PAGE");
	sb_printf(&b, "<w:r><w:t xml:space=\"preserve\"> %s </w:t></w:r>",
	    docx_word(w, "av", "of"));
	put_field(&b, "NUMPAGES");
	sb_lit(&b, "</w:p></w:ftr>");
	finish(w, &b, wide ? "word/footer2.xml" : "word/footer1.xml",
	    "officedocument.wordprocessingml.footer+xml");
}

void
docx_static_parts(struct docx *w)
{
	put_styles(w);
	put_numbering(w);
	put_settings(w);
	put_notes(w);
	put_header_footer(w, false);
	put_header_footer(w, true);
}
