/* xlsx.c -- the workbook: its list of sheets, its figures, its parts. */
#include "doc/xlsx/xlsx.h"

#include "base/map.h"
#include "doc/xlsx/xlsx_priv.h"

#define CONTENTS_WIDE 60 /* characters of the columns of texts, as its cols say */

const char *
xlsx_word(enum lang lang, const char *sv, const char *en)
{
	return lang == LANG_SV ? sv : en;
}

void
sheet_close(struct book *k, struct sheet s, str before, str data, str after, struct rels *r)
{
	int no = (int)k->n + 1;
	size_t cut;
	struct sb b;
	str part;

	sb_init(&b, k->mem, OOXML_PART_MAX);
	sb_lit(&b,
	    XML_HEAD
	    "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
	    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">");
	/* Views, the usual height, then columns: the schema wants this order. */
	cut = str_find(before, STR("<cols>"), 0);
	sb_str(&b, str_sub(before, 0, cut));
	sb_lit(&b, "<sheetFormatPr defaultRowHeight=\"16\" customHeight=\"1\"/>");
	sb_str(&b, str_sub(before, cut, before.n));
	sb_lit(&b, "<sheetData>");
	sb_str(&b, data);
	sb_lit(&b, "</sheetData>");
	sb_str(&b, after);
	sb_lit(&b, "</worksheet>");
	if (!sb_done(&b, &part)) {
		k->pkg.pack.out->full = true;
		return;
	}
	pkg_part(&k->pkg, str_fmt(k->mem, "xl/worksheets/sheet%d.xml", no),
	    "officedocument.spreadsheetml.worksheet+xml", part);
	if (r != NULL && r->n > 0)
		rels_part(&k->pkg, r, str_fmt(k->mem, "xl/worksheets/_rels/sheet%d.xml.rels", no));
	rels_add(&k->rels, "worksheet", str_fmt(k->mem, "worksheets/sheet%d.xml", no), false);
	arena_grow(k->mem, k->v, k->n, k->room);
	k->v[k->n++] = s;
}

static str
sheet_name(struct book *k, const struct doc_node *n)
{
	return n->kind == DOC_TABLE
	    ? str_fmt(k->mem, "%s %d", xlsx_word(k->d->lang, "Tabell", "Table"), n->number)
	    : str_fmt(k->mem, "%s %d", xlsx_word(k->d->lang, "Figur", "Figure"), n->number);
}

static void
put_tables(struct book *k)
{
	for (const struct doc_node *n = k->d->root; n != NULL; n = doc_next(n, k->d->root)) {
		if (n->kind == DOC_TABLE) {
			sheet_table(k, n, sheet_name(k, n), NULL, n);
		} else if (n->kind == DOC_CHART) {
			struct doc *t = doc_new(k->mem, k->d->lang);
			struct doc_node *numbers = chart_table(t, t->root, n->chart);

			numbers->source = n->source;
			sheet_table(k, numbers, sheet_name(k, n), n->chart, n);
		}
	}
}

/* The first sheet: what the others hold, with a way there. */
static void
put_contents(struct book *k, const struct sheet *list, size_t n_list)
{
	enum lang lang = k->d->lang;
	const char *const head[] = {xlsx_word(lang, "Blad", "Sheet"),
	    xlsx_word(lang, "Innehåll", "Contents"), xlsx_word(lang, "Enhet", "Unit"),
	    xlsx_word(lang, "Källa", "Source"), xlsx_word(lang, "Avsnitt", "Section")};
	struct look plain = {.border = XBORDER_ROW, .align = XALIGN_LEFT, .wrap = true},
	            look = plain;
	struct grid g = {.book = k};
	struct sb links;
	str data, after;

	sb_init(&g.b, k->mem, OOXML_PART_MAX);
	sb_init(&links, k->mem, OOXML_PART_MAX);
	grid_row_lines(&g, 1, 2);
	grid_text(&g, 0, (struct look){.font = XFONT_TITLE, .align = XALIGN_LEFT}, k->d->title);
	grid_row(&g, 2);
	grid_text(&g, 0, (struct look){.font = XFONT_MUTED, .align = XALIGN_LEFT}, k->d->author);
	grid_row(&g, 4);
	look = (struct look){.font = XFONT_BOLD, .border = XBORDER_HEAD, .align = XALIGN_LEFT};
	for (size_t i = 0; i < COUNTOF(head); i++)
		grid_text(&g, (int)i, look, str_of(head[i]));
	for (size_t i = 0; i < n_list; i++) {
		look = plain;
		look.font = XFONT_LINK;
		look.wrap = false;
		int lines = text_lines(list[i].caption, CONTENTS_WIDE - 4),
		    under = text_lines(list[i].under, CONTENTS_WIDE - 4);
		grid_row_lines(&g, 5 + (int)i, lines > under ? lines : under);
		grid_text(&g, 0, look, list[i].name);
		grid_text(&g, 1, plain, list[i].caption);
		grid_text(&g, 2, plain, list[i].unit);
		grid_text(&g, 3, plain, list[i].source);
		grid_text(&g, 4, plain, list[i].under);
		sb_str(&links, i == 0 ? STR("<hyperlinks>") : STR(""));
		sb_printf(&links, "<hyperlink ref=\"A%d\" location=\"'%.*s'!A1\"/>", 5 + (int)i,
		    STR_ARG(list[i].name));
	}
	grid_end(&g);
	if (n_list > 0)
		sb_lit(&links, "</hyperlinks>");
	sb_lit(&links, "<pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/>");
	if (!sb_done(&g.b, &data) || !sb_done(&links, &after)) {
		k->pkg.pack.out->full = true;
		return;
	}
	sheet_close(k, (struct sheet){.name = str_of(xlsx_word(lang, "Innehåll", "Contents"))},
	    STR("<sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews><sheetView showGridLines=\"0\" tabSelected=\"1\" workbookViewId=\"0\">"
	        "<pane ySplit=\"4\" topLeftCell=\"A5\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>"
	        "<cols><col min=\"1\" max=\"1\" width=\"12\" customWidth=\"1\"/><col min=\"2\" max=\"2\" width=\"60\" "
	        "customWidth=\"1\"/><col min=\"3\" max=\"3\" width=\"22\" customWidth=\"1\"/><col min=\"4\" max=\"4\" "
	        "width=\"48\" customWidth=\"1\"/><col min=\"5\" max=\"5\" width=\"60\" customWidth=\"1\"/></cols>"),
	    data, after, NULL);
}

/* Every figure once: its name, what the document prints, and the number. */
void
sheet_facts(struct book *k)
{
	enum lang lang = k->d->lang;
	const char *const head[] = {xlsx_word(lang, "Uppgift", "Figure"),
	    xlsx_word(lang, "Visas som", "Shown as"), xlsx_word(lang, "Värde", "Value")};
	struct look plain = {.border = XBORDER_ROW, .align = XALIGN_LEFT},
	            look = {.font = XFONT_BOLD, .border = XBORDER_HEAD, .align = XALIGN_LEFT};
	struct grid g = {.book = k};
	struct map seen;
	int row = 3;
	str data;

	sb_init(&g.b, k->mem, OOXML_PART_MAX);
	map_init(&seen, k->mem, 0);
	grid_row_lines(&g, 1, 2);
	grid_text(&g, 0, (struct look){.font = XFONT_TITLE, .align = XALIGN_LEFT},
	    str_of(xlsx_word(lang, "Alla uppgifter i dokumentet", "All figures of the document")));
	grid_row(&g, row);
	for (size_t i = 0; i < COUNTOF(head); i++)
		grid_text(&g, (int)i, look, str_of(head[i]));
	for (const struct doc_node *n = k->d->root; n != NULL; n = doc_next(n, k->d->root)) {
		struct shown v = {0};

		if (n->kind != DOC_FACT || n->fact.n == 0 || map_add(&seen, n->fact, 1) != MAP_NONE)
			continue;
		grid_row(&g, ++row);
		grid_text(&g, 0, plain, n->fact);
		look = plain;
		look.align = XALIGN_RIGHT;
		grid_text(&g, 1, look, n->text);
		if (n->has_value || parse_shown(k->mem, n->text, lang, &v))
			grid_number(&g, 2, look, n->has_value ? n->value : v.value, STR(""));
	}
	grid_end(&g);
	if (!sb_done(&g.b, &data)) {
		k->pkg.pack.out->full = true;
		return;
	}
	sheet_close(k,
	    (struct sheet){.name = str_of(xlsx_word(lang, "Uppgifter", "Figures")),
	        .caption = str_of(
	            xlsx_word(lang, "Alla uppgifter i dokumentet", "All figures of the document"))},
	    STR("<sheetViews><sheetView showGridLines=\"0\" workbookViewId=\"0\"><pane ySplit=\"3\" topLeftCell=\"A4\" "
	        "activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><cols><col min=\"1\" max=\"1\" "
	        "width=\"70\" customWidth=\"1\"/><col min=\"2\" max=\"3\" width=\"24\" customWidth=\"1\"/></cols>"),
	    data, STR(""), NULL);
}

/* The names of figures are for reading on a screen: they are not printed. */
static void
put_print_area(struct book *k, size_t sheet, size_t place, struct sb *b)
{
	const struct sheet *s = &k->v[sheet];
	char col[SHEET_COLUMN_MAX];

	if (s->n_row == 0)
		return;
	sheet_column(s->n_col - 1, col);
	sb_printf(b,
	    "<definedName name=\"_xlnm.Print_Area\" localSheetId=\"%zu\">'%.*s'!$A$1:$%s$%d</definedName>",
	    place, STR_ARG(s->name), col, XLSX_CHART_ROW + s->n_row - 1);
}

/* The contents are made last but stand first: order[0] is their number. */
static void
put_workbook(struct book *k, bool contents_last)
{
	struct sb b, names;
	str s, n;

	sb_init(&b, k->mem, OOXML_PART_MAX);
	sb_init(&names, k->mem, OOXML_PART_MAX);
	sb_lit(&b,
	    XML_HEAD
	    "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
	    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><bookViews>"
	    "<workbookView/></bookViews><sheets>");
	for (size_t i = 0; i < k->n; i++) {
		size_t at = !contents_last ? i : i == 0 ? k->n - 1 : i - 1;
		const struct sheet *sh = &k->v[at];

		sb_lit(&b, "<sheet name=\"");
		xml_text(&b, sh->name);
		sb_printf(&b, "\" sheetId=\"%zu\" r:id=\"rId%zu\"/>", at + 1, at + 1);
		if (sh->head_rows > 0)
			sb_printf(&names,
			    "<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"%zu\">'%.*s'!$%d:$%d"
			    "</definedName>",
			    i, STR_ARG(sh->name), XLSX_CHART_ROW,
			    XLSX_CHART_ROW + sh->head_rows - 1);
	}
	sb_lit(&b, "</sheets>");
	for (size_t i = 0; i < k->n; i++)
		put_print_area(k, i, contents_last ? (i + 1) % k->n : i, &names);
	must(sb_done(&names, &n));
	if (n.n > 0) {
		sb_lit(&b, "<definedNames>");
		sb_str(&b, n);
		sb_lit(&b, "</definedNames>");
	}
	sb_lit(&b, "</workbook>");
	must(sb_done(&b, &s));
	pkg_part(&k->pkg, STR("xl/workbook.xml"), "officedocument.spreadsheetml.sheet.main+xml", s);
	sb_init(&b, k->mem, OOXML_PART_MAX);
	styles_xml(&k->styles, k->d, &b);
	must(sb_done(&b, &s));
	pkg_part(&k->pkg, STR("xl/styles.xml"), "officedocument.spreadsheetml.styles+xml", s);
	rels_add(&k->rels, "styles", STR("styles.xml"), false);
	rels_part(&k->pkg, &k->rels, STR("xl/_rels/workbook.xml.rels"));
	pkg_props(&k->pkg, k->d, STR("xl/workbook.xml"));
	pkg_end(&k->pkg);
}

static void
book_init(struct book *k, const struct doc *d, struct sb *b)
{
	*k = (struct book){.mem = b->mem, .d = d};
	pkg_init(&k->pkg, b);
	rels_init(&k->rels, b->mem);
	style_of(k->mem, &k->styles, (struct look){0}); /* number 0 is the plain cell */
}

void
xlsx_write(const struct doc *d, struct sb *b)
{
	struct book k;

	must(d->finished);
	book_init(&k, d, b);
	put_tables(&k);
	sheet_facts(&k);
	put_contents(&k, k.v, k.n);
	put_workbook(&k, true);
}

void
xlsx_write_chart(const struct doc *d, const struct chart *c, struct sb *b)
{
	struct doc *t = doc_new(b->mem, d->lang);
	struct book k;

	book_init(&k, d, b);
	sheet_table(&k, chart_table(t, t->root, c), STR(XLSX_CHART_SHEET), NULL, NULL);
	put_workbook(&k, false);
}
