/* test_xlsx_doc.c -- the workbook of a report, read back by the reader of imports: every
 * table and every number of the tree, formulas that add up, frozen headers, native charts. */
#include "doc/theme.h"
#include "doc/xlsx/xlsx.h"
#include "doc_sample.h"
#include "fmt/xlsx.h"
#include "check.h"
#include "example_view.h"

#include <zip.h>

static struct arena mem;

static str
part(str file, const char *name)
{
	zip_source_t *src = zip_source_buffer_create(file.p, file.n, 0, NULL);
	zip_t *z = zip_open_from_source(src, ZIP_RDONLY | ZIP_CHECKCONS, NULL);
	zip_stat_t st;
	str out = STR("");

	check(z != NULL);
	if (z != NULL && zip_stat(z, name, 0, &st) == 0) {
		char *p = arena_alloc(&mem, st.size + 1, 1);
		zip_file_t *f = zip_fopen(z, name, 0);
		check(f != NULL && zip_fread(f, p, st.size) == (zip_int64_t)st.size);
		zip_fclose(f);
		out = (str){p, st.size};
	}
	if (z != NULL)
		zip_discard(z);
	return out;
}

static bool
has(str s, str what)
{
	return str_find(s, what, 0) < s.n;
}

/* A printed number: "−4 076,2", "5,3 %".  False for words. */
static bool
printed(str s, dec *out, int *decimals)
{
	char text[64];
	size_t n = 0;

	s = str_trim(s);
	if (str_has_suffix(s, STR("%")))
		s = str_trim(str_sub(s, 0, s.n - 1));
	*decimals = 0;
	for (size_t i = 0, after = 0; i < s.n;) {
		uint32_t c = utf8_next(s, &i);
		if (c == 0xa0 || c == ' ')
			continue;
		if (n + 1 >= sizeof text ||
		    (c != 0x2212 && c != ',' && c != '+' && (c < '0' || c > '9')))
			return false;
		if (c == '+')
			continue;
		text[n++] = c == 0x2212 ? '-' : c == ',' ? '.' : (char)c;
		*decimals += after != 0;
		after = after != 0 || c == ',';
	}
	return dec_parse((str){text, n}, '.', out);
}

static const struct xlsx_sheet *
sheet_of(const struct xlsx *book, str name, int *no)
{
	for (size_t i = 0; i < book->n; i++)
		if (str_eq(book->sheet[i].name, name)) {
			*no = (int)i;
			return &book->sheet[i];
		}
	return NULL;
}

static const struct xlsx_cell *
cell_at(const struct xlsx_sheet *s, int row, int col)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->row[i].no == row)
			return xlsx_at(&s->row[i], col);
	return NULL;
}

/* A cell of the tree and of the sheet say the same; a number is a number. */
static bool
same_cell(const struct doc_node *table, const struct doc_node *c, const struct xlsx_cell *x,
    int col, int *n_number)
{
	str text = doc_plain(&mem, c);
	bool right = table->col[col].align == DOC_RIGHT, head = c->parent->row_kind == DOC_ROW_HEAD;
	int decimals;
	dec v;

	if (x == NULL)
		return text.n == 0;
	if (x->kind == XLSX_NUMBER) {
		(*n_number)++;
		return printed(text, &v, &decimals) &&
		    dec_cmp(dec_rescale(x->num, decimals, DEC_HALF_UP), v) == 0;
	}
	/* Under a column of numbers nothing that is a number may be text. */
	if (right && !head && printed(text, &v, &decimals))
		return false;
	return str_eq(x->text, text) ||
	    (head &&
	        str_eq(x->text, str_fmt(&mem, "%.*s, %.*s", STR_ARG(text), STR_ARG(table->unit))));
}

/* Returns how many numbers the sheet has. */
static int
check_table(const struct doc_node *t, const struct xlsx *book)
{
	int no = 0, row = XLSX_CHART_ROW, n_number = 0, off = 0;
	const struct xlsx_sheet *s = sheet_of(book, str_fmt(&mem, "Tabell %d", t->number), &no);

	check(s != NULL);
	if (s == NULL)
		return 0;
	check(has(cell_at(s, 1, 0)->text, t->caption));
	check(t->unit.n == 0 || has(cell_at(s, 2, 0)->text, t->unit));
	check(t->source.n == 0 || has(cell_at(s, 3, 0)->text, t->source));
	for (const struct doc_node *r = t->first; r != NULL; r = r->next, row++) {
		int col = 0;
		for (const struct doc_node *c = r->first; c != NULL && col < t->n_col;
		     c = c->next) {
			bool ok = same_cell(t, c, cell_at(s, row, col), col, &n_number);
			off += !ok;
			if (!ok)
				fprintf(stderr, "%.*s: row %d column %d: %.*s\n", STR_ARG(s->name),
				    row, col, STR_ARG(doc_plain(&mem, c)));
			col += c->span;
		}
		/* The names of the row's figures stand in the column after. */
		const struct xlsx_cell *names = cell_at(s, row, t->n_col);
		for (const struct doc_node *n = r; n != NULL; n = doc_next(n, r))
			if (n->kind == DOC_FACT && n->fact.n > 0)
				off += names == NULL || !has(names->text, n->fact);
	}
	check_i64(off, 0);
	return n_number;
}

/* Each formula is a sum that gives the value kept beside it.  Returns how many. */
static int
check_sums(str xml, const struct xlsx_sheet *s)
{
	int n = 0;

	for (size_t at = 0; (at = str_find(xml, STR("<f>SUM("), at)) < xml.n; n++) {
		size_t end = str_find_byte(xml, ')', at);
		str list = str_sub(xml, at + 7, end), ref;
		dec sum = dec_int(0), kept;
		while (str_cut(&list, ',', &ref)) {
			int64_t row = 0;
			check(str_i64(str_sub(ref, 1, ref.n), &row));
			const struct xlsx_cell *c = cell_at(s, (int)row, ref.p[0] - 'A');
			if (c != NULL && c->kind == XLSX_NUMBER)
				sum = dec_add(sum, c->num);
		}
		size_t v = str_find(xml, STR("<v>"), end) + 3;
		check(dec_parse(str_sub(xml, v, str_find_byte(xml, '<', v)), '.', &kept) &&
		    dec_cmp(sum, kept) == 0);
		at = end;
	}
	return n;
}

static void
check_book(const struct doc *d, int least_numbers, int least_sums)
{
	struct err e = {0};
	struct diag found;
	struct xlsx book;
	struct sb b;
	str file, again;
	int n_number = 0, n_sum = 0, n_table = 0, n_chart = 0;

	sb_init(&b, &mem, 64u << 20);
	xlsx_write(d, &b);
	check(sb_done(&b, &file));
	sb_init(&b, &mem, 64u << 20);
	xlsx_write(d, &b);
	check(sb_done(&b, &again) && str_eq(file, again)); /* (S4) */
	diag_init(&found, &mem, 20);
	check(xlsx_read(&mem, file, STR("report.xlsx"), &book, &found, &e) && found.n == 0);
	for (const struct doc_node *n = d->root; n != NULL; n = doc_next(n, d->root)) {
		bool table = n->kind == DOC_TABLE;
		int no;
		if (!table && n->kind != DOC_CHART)
			continue;
		n_table += table;
		n_chart += !table;
		if (table)
			n_number += check_table(n, &book);
		/* Sheets stand in the order of the tree, after the contents. */
		str name = str_fmt(&mem, "%s %d", table ? "Tabell" : "Figur", n->number);
		const struct xlsx_sheet *s = sheet_of(&book, name, &no);
		check(s != NULL && no == n_table + n_chart);
		if (s == NULL)
			continue;
		str xml = part(file, str_fmt(&mem, "xl/worksheets/sheet%d.xml", no).p);
		check(has(xml, STR("state=\"frozen\"")));
		n_sum += check_sums(xml, s);
		if (table)
			continue;
		check(has(xml, STR("<drawing r:id=")));
		str chart = part(file, str_fmt(&mem, "xl/charts/chart%d.xml", n_chart).p);
		check(has(chart, str_fmt(&mem, "<c:f>'%.*s'!", STR_ARG(name))));
		check(has(part(file, str_fmt(&mem, "xl/drawings/drawing%d.xml", n_chart).p),
		    STR(" descr=\"")));
	}
	if (n_number < least_numbers || n_sum < least_sums)
		fprintf(stderr, "%d numbers, %d sums\n", n_number, n_sum);
	check(n_number >= least_numbers && n_sum >= least_sums);
	check_i64((int64_t)book.n, n_table + n_chart + 2);
	/* The last sheet: every figure of the text once, with its number. */
	const struct xlsx_sheet *facts = &book.sheet[book.n - 1];
	size_t lost = 0;
	for (const struct doc_node *n = d->root; n != NULL; n = doc_next(n, d->root)) {
		bool there = n->kind != DOC_FACT || n->fact.n == 0;
		for (size_t i = 0; !there && i < facts->n; i++) {
			const struct xlsx_cell *c = xlsx_at(&facts->row[i], 0);
			there = c != NULL && str_eq(c->text, n->fact);
		}
		lost += !there;
	}
	check_i64((int64_t)lost, 0);
}

/* (S3): text that looks like a formula stays text. */
static void
text_is_text(void)
{
	static const struct doc_col col[] = {{DOC_LEFT, 1}, {DOC_RIGHT, 0}};
	struct doc *d = doc_new(&mem, LANG_SV);
	struct doc_node *t = doc_table(d, d->root, STR("=1+1"), STR("tkr"), col, 2), *r;
	struct diag found;
	struct xlsx book;
	struct err e;
	struct sb b;
	str file;

	r = doc_row(d, t, DOC_ROW_HEAD);
	doc_cell(d, r, STR("=A1"));
	doc_cell(d, r, STR("Utfall"));
	r = doc_row(d, t, DOC_ROW_BODY);
	doc_cell(d, r, STR("@SUM(A1)"));
	doc_cell(d, r, STR("=2+2"));
	d->title = d->author = STR("+cmd");
	check(doc_finish(d, &e));
	sb_init(&b, &mem, 4u << 20);
	xlsx_write(d, &b);
	diag_init(&found, &mem, 5);
	check(sb_done(&b, &file) && xlsx_read(&mem, file, STR("t"), &book, &found, &e));
	check(!has(part(file, "xl/worksheets/sheet1.xml"), STR("<f>")));
	const struct xlsx_cell *c = cell_at(&book.sheet[1], XLSX_CHART_ROW + 1, 1);
	check(c != NULL && c->kind == XLSX_TEXT && str_eq(c->text, STR("=2+2")));
	c = cell_at(&book.sheet[1], XLSX_CHART_ROW, 1);
	check(c != NULL && str_eq(c->text, STR("Utfall, tkr")));
}

/* The sheets take the theme's colours and font, and none of the house's. */
static void
check_theme(struct doc *d)
{
	struct doc_theme pale = doc_theme_house;
	struct sb b;
	str file;

	for (int i = 0; i < TC__COUNT; i++)
		pale.color[i] = 0xabc000 + (uint32_t)i;
	pale.font = STR("Atkinson Hyperlegible");
	d->theme = &pale;
	sb_init(&b, &mem, 64u << 20);
	xlsx_write(d, &b);
	check(sb_done(&b, &file));
	str xml = part(file, "xl/styles.xml");
	check(has(xml, STR("rgb=\"FFABC00")) && has(xml, STR("val=\"Atkinson Hyperlegible\"")));
	check(!has(xml, STR("Calibri")));
	for (int k = 0; k < TC__COUNT; k++)
		check(
		    !has(xml, str_fmt(&mem, "rgb=\"FF%06X\"", (unsigned)doc_theme_house.color[k])));
	d->theme = NULL;
}

/* What stands right under a table in the document stands under it on its sheet, too, and
 * the heading above it in the list of sheets. */
static void
check_remarks(void)
{
	const struct doc_col col[] = {{DOC_LEFT, 1}, {DOC_RIGHT, 0}};
	struct doc *d = doc_new(&mem, LANG_SV);
	struct doc_node *t, *row;
	struct diag found;
	struct xlsx book;
	struct err e = {0};
	struct sb b;
	str file;

	doc_heading(d, d->root, 1, STR("Delmålet som står ovanför"));
	t = doc_table(d, d->root, STR("Indikatorer"), STR(""), col, 2);
	doc_cell(d, row = doc_row(d, t, DOC_ROW_HEAD), STR("Rad"));
	doc_cell(d, row, STR("Tal"));
	doc_cell(d, row = doc_row(d, t, DOC_ROW_BODY), STR("A"));
	doc_cell(d, row, STR("1"));
	doc_para(d, d->root, STR("En anmärkning."))->remark = true;
	doc_para(d, d->root, STR("Ingen anmärkning."));
	check(doc_finish(d, &e));
	sb_init(&b, &mem, 4u << 20);
	xlsx_write(d, &b);
	check(sb_done(&b, &file));
	str list = part(file, "xl/worksheets/sheet3.xml"),
	    sheet = part(file, "xl/worksheets/sheet1.xml");
	check(has(sheet, STR("En anmärkning.")) && !has(sheet, STR("Ingen anmärkning.")));
	check(has(list, STR("Delmålet som står ovanför")) && has(sheet, STR("Avsnitt: Delmålet")));
	diag_init(&found, &mem, 20);
	check(xlsx_read(&mem, file, STR("r.xlsx"), &book, &found, &e) && found.n == 0);
}

int
main(void)
{
	struct example x = {0};
	struct err e;

	arena_init(&mem, (size_t)1 << 30);
	text_is_text();
	struct doc *d = sample_doc(&mem);
	check(doc_finish(d, &e));
	check_book(d, 20, 1);
	check_theme(d);
	check_remarks();
	check(example_open(&mem, "xlsxdoc", "2025-T3", &x));
	if (x.d == NULL)
		return check_done();
	check_book(x.d, 300, 20);
	example_end(&x);
	arena_end(&mem);
	return check_done();
}
