#include "xlsx_make.h"

#include "base/dec.h"

#include <string.h>
#include <zlib.h>

struct piece {
	str name, text;
	bool deflated;
};

static void
le(struct sb *b, uint32_t v, int bytes)
{
	for (int i = 0; i < bytes; i++)
		sb_chr(b, (char)(v >> (8 * i)));
}

static str
deflated(struct arena *mem, str s)
{
	uLong room = compressBound(s.n) + 64;
	char *p = arena_array(mem, room, char);
	z_stream z = {.next_in = (Bytef *)(uintptr_t)s.p,
	    .avail_in = (uInt)s.n,
	    .next_out = (Bytef *)p,
	    .avail_out = (uInt)room};

	must(deflateInit2(&z, 9, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY) == Z_OK);
	must(deflate(&z, Z_FINISH) == Z_STREAM_END);
	size_t n = z.total_out;
	deflateEnd(&z);
	return (str){p, n};
}

static str
archive(struct arena *mem, const struct piece *p, size_t n)
{
	struct sb b;
	uint32_t at[16], size[16];
	str out;

	must(n <= COUNTOF(at));
	sb_init(&b, mem, (size_t)1 << 28);
	for (size_t i = 0; i < n; i++) {
		str body = p[i].deflated ? deflated(mem, p[i].text) : p[i].text;
		at[i] = (uint32_t)b.n;
		size[i] = (uint32_t)body.n;
		sb_put(&b, "PK\x03\x04\x14\0\0\0", 8);
		le(&b, p[i].deflated ? 8 : 0, 2);
		sb_put(&b, "\0\0\x21\0", 4);
		le(&b, (uint32_t)crc32(0, (const unsigned char *)p[i].text.p, (uInt)p[i].text.n),
		    4);
		le(&b, size[i], 4);
		le(&b, (uint32_t)p[i].text.n, 4);
		le(&b, (uint32_t)p[i].name.n, 2);
		le(&b, 0, 2);
		sb_str(&b, p[i].name);
		sb_str(&b, body);
	}
	uint32_t dir = (uint32_t)b.n;
	for (size_t i = 0; i < n; i++) {
		sb_put(&b, "PK\x01\x02\x14\0\x14\0\0\0", 10);
		le(&b, p[i].deflated ? 8 : 0, 2);
		sb_put(&b, "\0\0\x21\0", 4);
		le(&b, (uint32_t)crc32(0, (const unsigned char *)p[i].text.p, (uInt)p[i].text.n),
		    4);
		le(&b, size[i], 4);
		le(&b, (uint32_t)p[i].text.n, 4);
		le(&b, (uint32_t)p[i].name.n, 2);
		for (int k = 0; k < 12; k++)
			sb_chr(&b, 0);
		le(&b, at[i], 4);
		sb_str(&b, p[i].name);
	}
	uint32_t end = (uint32_t)b.n;
	sb_put(&b, "PK\x05\x06\0\0\0\0", 8);
	le(&b, (uint32_t)n, 2);
	le(&b, (uint32_t)n, 2);
	le(&b, end - dir, 4);
	le(&b, dir, 4);
	le(&b, 0, 2);
	must(sb_done(&b, &out));
	return out;
}

str
zip_make(struct arena *mem, const struct zip_part *p, size_t n)
{
	struct piece v[16];

	must(n <= COUNTOF(v));
	for (size_t i = 0; i < n; i++)
		v[i] = (struct piece){str_of(p[i].name), str_of(p[i].text), false};
	return archive(mem, v, n);
}

#define REL "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

static str
book_of(struct arena *mem, const char *name, str xml, bool packed)
{
	str workbook = str_fmt(mem,
	    "<workbook xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' "
	    "xmlns:r='" REL "'><sheets><sheet name='%s' sheetId='1' r:id='rId1'/></sheets>"
	    "</workbook>",
	    name);
	const struct piece p[] = {{STR("xl/workbook.xml"), workbook, packed},
	    {STR("xl/_rels/workbook.xml.rels"),
	        STR("<Relationships "
	            "xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
	            "<Relationship Id='rId1' Type='" REL
	            "/worksheet' Target='worksheets/sheet1.xml'/>"
	            "<Relationship Id='rId2' Type='" REL "/styles' Target='styles.xml'/>"
	            "</Relationships>"),
	        packed},
	    {STR("xl/styles.xml"),
	        STR("<styleSheet><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs>"
	            "</styleSheet>"),
	        packed},
	    {STR("xl/worksheets/sheet1.xml"), xml, packed}};

	return archive(mem, p, COUNTOF(p));
}

str
xlsx_of_sheet(struct arena *mem, str xml, bool packed)
{
	return book_of(mem, "Blad1", xml, packed);
}

static void
put_cell(struct sb *b, size_t row, size_t col, str text)
{
	dec v;

	sb_printf(b, "<c r='%c%zu'", (char)('A' + col), row);
	if (str_has_prefix(text, STR("d:")))
		sb_printf(b, " s='1'><v>%.*s</v></c>", STR_ARG(str_sub(text, 2, text.n)));
	else if (dec_parse(text, '.', &v))
		sb_printf(b, "><v>%.*s</v></c>", STR_ARG(text));
	else
		sb_printf(b, " t='str'><v>%.*s</v></c>", STR_ARG(text));
}

str
xlsx_make(struct arena *mem, const char *sheet, const char *const *cell, size_t n)
{
	struct sb b;
	size_t row = 1, col = 0;
	str xml;

	sb_init(&b, mem, (size_t)64 << 20);
	sb_lit(&b, "<worksheet><sheetData>");
	for (size_t i = 0; i < n; i++) {
		if (col == 0)
			sb_printf(&b, "<row r='%zu'>", row);
		if (cell[i] == NULL) {
			sb_lit(&b, "</row>");
			row++;
			col = 0;
			continue;
		}
		if (cell[i][0] != '\0')
			put_cell(&b, row, col, str_of(cell[i]));
		col++;
	}
	sb_lit(&b, "</sheetData></worksheet>");
	must(sb_done(&b, &xml));
	return book_of(mem, sheet, xml, true);
}
