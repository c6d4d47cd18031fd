/* test_docx_fill.c -- a customer's document: its controls filled, its styles used by name,
 * the rest byte for byte; and templates that are broken.  `test_docx_fill FILE` writes one. */
#include "doc/docx/docx.h"
#include "doc/docx/docx_fill.h"
#include "doc_sample.h"
#include "check.h"

#include <expat.h>
#include <string.h>
#include <zip.h>

#include "doc/ooxml/ooxml.h"

static struct arena mem;

#define W "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define SDT(props, content) \
	"<w:sdt><w:sdtPr>" props "</w:sdtPr><w:sdtContent>" content "</w:sdtContent></w:sdt>"
#define TAG(t) "<w:tag w:val=\"" t "\"/>"

static const char styles[] =
    "<w:styles " W
    "><w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"Rubrik1\"><w:name w:val=\"heading 1\"/></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"Brdtext\"><w:name w:val=\"Body Text\"/></w:style></w:styles>";
static const char types[] =
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
    "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>"
    "<Override PartName=\"/word/styles.xml\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/></Types>";
static const char package_rels[] =
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" "
    "Target=\"word/document.xml\"/></Relationships>";
static const char rels[] =
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    "<Relationship Id=\"rId7\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" "
    "Target=\"styles.xml\"/></Relationships>";

/* A document with that body; `with` adds numbering and notes of the customer's own. */
static str
template_of(const char *body, bool with)
{
	struct pack z;
	struct sb b;
	str s;

	sb_init(&b, &mem, 4u << 20);
	pack_init(&z, &b);
	pack_add(&z, STR("[Content_Types].xml"), str_of(types));
	pack_add(&z, STR("_rels/.rels"), str_of(package_rels));
	pack_add(&z, STR("word/document.xml"),
	    str_fmt(&mem,
	        "<?xml version=\"1.0\"?><w:document " W
	        "><w:body>%s<w:sectPr><w:pgSz w:w=\"11906\" "
	        "w:h=\"16838\"/><w:pgMar w:left=\"1500\" w:right=\"1500\"/></w:sectPr></w:body></w:document>",
	        body));
	pack_add(&z, STR("word/_rels/document.xml.rels"), str_of(rels));
	pack_add(&z, STR("word/styles.xml"), str_of(styles));
	pack_add(&z, STR("word/media/logo.png"), STR("\x89PNG logo"));
	if (with) {
		pack_add(&z, STR("word/numbering.xml"),
		    STR("<w:numbering " W
		        "><w:abstractNum w:abstractNumId=\"4\"/><w:num w:numId=\"6\">"
		        "<w:abstractNumId w:val=\"4\"/></w:num></w:numbering>"));
		pack_add(&z, STR("word/footnotes.xml"),
		    STR("<w:footnotes " W
		        " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
		        "<w:footnote w:id=\"3\"><w:p/></w:footnote></w:footnotes>"));
	}
	pack_end(&z);
	check(sb_done(&b, &s));
	return s;
}

static str
part(str file, const char *name)
{
	zip_source_t *src = zip_source_buffer_create(file.p, file.n, 0, NULL);
	zip_t *z = zip_open_from_source(src, ZIP_RDONLY | ZIP_CHECKCONS, NULL);
	zip_stat_t st;
	zip_file_t *f;
	char *p;

	check(z != NULL);
	if (z == NULL || zip_stat(z, name, 0, &st) != 0)
		return STR("");
	p = arena_alloc(&mem, st.size + 1, 1);
	f = zip_fopen(z, name, 0);
	check(f != NULL && zip_fread(f, p, st.size) == (zip_int64_t)st.size);
	zip_fclose(f);
	zip_close(z);
	return (str){p, st.size};
}

static bool
has(str s, const char *what)
{
	return str_find(s, str_of(what), 0) < s.n;
}

static bool
well_formed(str s)
{
	XML_Parser p = XML_ParserCreateNS(NULL, '|');
	bool ok = XML_Parse(p, s.p, (int)s.n, 1) == XML_STATUS_OK;

	if (!ok)
		fprintf(stderr, "%s at %ld\n", XML_ErrorString(XML_GetErrorCode(p)),
		    XML_GetCurrentByteIndex(p));
	XML_ParserFree(p);
	return ok;
}

static bool
fill(const struct doc *d, str template, str *out, struct err *e)
{
	struct sb b;

	*e = (struct err){0};
	sb_init(&b, &mem, 64u << 20);
	return docx_fill(d, template, &b, e) && sb_done(&b, out);
}

static struct doc *
sample(void)
{
	struct err e;
	struct doc *d = sample_doc(&mem);

	check(doc_finish(d, &e));
	return d;
}

/* Relations lead to parts that are there, with a content type; ids are used once. */
static void
check_package(str file)
{
	str r = part(file, "word/_rels/document.xml.rels"), t = part(file, "[Content_Types].xml");
	str doc = part(file, "word/document.xml");
	static const char *const xml[] = {"[Content_Types].xml", "word/document.xml",
	    "word/styles.xml", "word/numbering.xml", "word/_rels/document.xml.rels"};

	for (size_t i = 0; i < COUNTOF(xml); i++)
		check(well_formed(part(file, xml[i])));
	for (size_t at = 0; (at = str_find(r, STR("Target=\""), at)) < r.n;) {
		at += 8;
		str target = str_sub(r, at, str_find_byte(r, '"', at));
		str rest = str_sub(r, at, str_find(r, STR("/>"), at));
		if (has(rest, "External"))
			continue;
		const char *name = str_fmt(&mem, "word/%.*s", STR_ARG(target)).p;
		check(part(file, name).n > 0);
		check(has(t, str_fmt(&mem, "\"/%s\"", name).p) ||
		    str_has_suffix(target, STR(".png")));
	}
	for (size_t at = 0; (at = str_find(r, STR(" Id=\""), at)) < r.n; at++) {
		str id = str_sub(r, at, str_find_byte(r, '"', at + 5) + 1);
		check(str_find(r, id, at + 1) == r.n);
	}
	for (size_t at = 0; (at = str_find(doc, STR("r:id=\""), at)) < doc.n;) {
		at += 6;
		str id = str_sub(doc, at, str_find_byte(doc, '"', at));
		check(has(r, str_fmt(&mem, " Id=\"%.*s\"", STR_ARG(id)).p));
	}
	/* Every style that is named is there. */
	str st = part(file, "word/styles.xml");
	size_t lost = 0;
	for (size_t at = 0; (at = str_find(doc, STR("Style w:val=\""), at)) < doc.n;) {
		at += 13;
		str id = str_sub(doc, at, str_find_byte(doc, '"', at));
		bool there = has(st, str_fmt(&mem, "w:styleId=\"%.*s\"", STR_ARG(id)).p);
		lost += !there;
		if (!there)
			fprintf(stderr, "no style %.*s\n", STR_ARG(id));
	}
	check_i64((int64_t)lost, 0);
}

/* What the whole document writes between its contents and its end. */
static void
whole(void)
{
	const struct doc *d = sample();
	const char *body = "<w:p><w:r><w:t>Före &amp; \xc3\xa5</w:t></w:r></w:p>" SDT(
	    TAG("kundnummer"),
	    "<w:p><w:r><w:t>42</w:t></w:r></w:p>") SDT(TAG("rapport") "<w:showingPlcHdr/>",
	    "<w:p><w:r><w:t>Klicka</w:t></w:r></w:p>") "<w:p><w:pPr><w:pStyle w:val=\"Rubrik1\"/></w:pPr>" SDT(TAG("rapport.titel"),
	    "<w:r><w:rPr><w:b/></w:rPr><w:t>X</w:t></w:r>") "</w:p>"
	                                                    "<w:p><w:r><w:t>Efter</w:t></w:r></w:p>";
	struct err e;
	str file, again, template = template_of(body, true);

	check(fill(d, template, &file, &e));
	check(fill(d, template, &again, &e) && str_eq(file, again));
	check_package(file);
	str doc = part(file, "word/document.xml");
	check(has(doc,
	    "<w:p><w:r><w:t>Före &amp; \xc3\xa5</w:t></w:r></w:p><w:sdt><w:sdtPr><w:tag w:val=\"kundnummer\"/>"
	    "</w:sdtPr><w:sdtContent><w:p><w:r><w:t>42</w:t></w:r></w:p></w:sdtContent></w:sdt>"));
	check(!has(doc, "Klicka") && !has(doc, "showingPlcHdr"));
	check(has(doc,
	    "<w:sdtContent><w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">Årsrapport 2025</w:t></w:r></w:sdtContent>"));
	check(has(doc, "<w:p><w:r><w:t>Efter</w:t></w:r></w:p>"));
	check(
	    has(doc, "<w:pStyle w:val=\"Rubrik1\"/>") && has(doc, "<w:pStyle w:val=\"Brdtext\"/>"));
	check(!has(doc, "\"Heading1\"") && !has(doc, "\"BodyText\""));
	/* Every text of the tree, in its order. */
	size_t at = str_find(doc, STR("\"rapport\""), 0);
	for (const struct doc_node *n = d->root; n != NULL; n = doc_next(n, d->root)) {
		struct sb b;
		str s;
		if (n->text.n == 0 || n->parent->kind == DOC_FOOTNOTE)
			continue;
		sb_init(&b, &mem, 1u << 20);
		sb_lit(&b, "<w:t xml:space=\"preserve\">");
		xml_text(&b, n->text);
		sb_lit(&b, "</w:t>");
		check(sb_done(&b, &s));
		size_t found = str_find(doc, s, at);
		check(found < doc.n);
		at = found < doc.n ? found : at;
	}
	/* The customer's lists, notes and pictures are there as they were. */
	str nums = part(file, "word/numbering.xml"), notes = part(file, "word/footnotes.xml");
	check(has(nums, "<w:num w:numId=\"6\"><w:abstractNumId w:val=\"4\"/></w:num>"));
	check(has(nums, "<w:abstractNum w:abstractNumId=\"5\">") &&
	    has(nums, "<w:num w:numId=\"7\">"));
	check(str_find(nums, STR("<w:abstractNum w:abstractNumId=\"6\">"), 0) <
	    str_find(nums, STR("<w:num "), 0));
	check(has(notes, "<w:footnote w:id=\"3\"><w:p/></w:footnote><w:footnote w:id=\"4\">"));
	check(has(doc, "<w:footnoteReference w:id=\"4\"/>") && well_formed(notes));
	check(has(part(file, "word/_rels/document.xml.rels"), "Target=\"footnotes.xml\""));
	check_str(part(file, "word/media/logo.png"), "\x89PNG logo");
	check(str_eq(part(file, "_rels/.rels"), str_of(package_rels)));
	check(has(part(file, "word/styles.xml"),
	    "w:styleId=\"Rubrik1\"><w:name w:val=\"heading 1\"/></w:style>"));
}

static void
parts(void)
{
	const struct doc *d = sample();
	struct err e;
	str file, doc;
	char body[400];

	/* A heading's section, up to the next of its level, without numbering or notes there. */
	snprintf(body, sizeof body, SDT(TAG("ekonomi"), "") "<w:p/>");
	check(fill(d, template_of(body, false), &file, &e));
	check_package(file);
	doc = part(file, "word/document.xml");
	check(has(doc, "Ekonomi</w:t>") && !has(doc, "Sammanfattning</w:t>"));
	/* An element that closes itself is opened. */
	check(fill(d,
	    template_of("<w:sdt><w:sdtPr>" TAG("rapport") "</w:sdtPr><w:sdtContent/></w:sdt>",
	        false),
	    &file, &e));
	check_package(file);
	/* A paragraph's own properties stay with a line of text. */
	check(fill(d,
	    template_of(SDT(TAG("rapport.organ"),
	                    "<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:r/></w:p>"),
	        false),
	    &file, &e));
	check(has(part(file, "word/document.xml"),
	    "<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:r><w:t xml:space=\"preserve\">Regionstyrelsen</w:t></w:r></w:p>"));
}

static void
faults(void)
{
	static const struct {
		const char *body, *says;
	} row[] = {
	    {"<w:p/>", "no content control"},
	    {SDT(TAG("kundnummer"), "<w:p/>"), "no content control"},
	    {SDT("", "<w:p/>") SDT(TAG(""), "<w:p/>"), "no content control"},
	    {SDT(TAG("rapport"), "<w:p x:y=\"1\"/>"), "word/document.xml"},
	    {SDT(TAG("rapport.tittel"), "<w:p/>"), "rapport.tittel"},
	    {"<w:p>" SDT(TAG("rapport"), "<w:r/>") "</w:p>", "\xe2\x80\x9crapport\xe2\x80\x9d"},
	    {SDT(TAG("rapport") "<w:text/>", "<w:p/>"), "\xe2\x80\x9crapport\xe2\x80\x9d"},
	    {"<w:sdt><w:sdtPr>" TAG("rapport") "</w:sdtPr></w:sdt>",
	        "\xe2\x80\x9crapport\xe2\x80\x9d"},
	    {"<w:p><w:r></w:p>", "word/document.xml"},
	};
	const struct doc *d = sample();
	struct err e;
	str file;

	for (size_t i = 0; i < COUNTOF(row); i++) {
		check(!fill(d, template_of(row[i].body, false), &file, &e));
		check(e.rc == RC_INVALID && strstr(e.text[LANG_EN], row[i].says) != NULL);
		if (strstr(e.text[LANG_EN], row[i].says) == NULL)
			fprintf(stderr, "%zu: %s\n", i, e.text[LANG_EN]);
	}
	check(!fill(d, STR("no zip at all"), &file, &e) && e.rc == RC_INVALID);
	/* Cut anywhere, or with a byte turned, a template is refused or filled; never worse. */
	str whole_file = template_of(SDT(TAG("rapport"), "<w:p/>"), true);
	for (size_t n = 0; n < whole_file.n; n += 37) {
		(void)!fill(d, str_sub(whole_file, 0, n), &file, &e);
		char *turned = arena_alloc(&mem, whole_file.n, 1);
		memcpy(turned, whole_file.p, whole_file.n);
		turned[n] ^= 0x15;
		(void)!fill(d, (str){turned, whole_file.n}, &file, &e);
	}
	/* A builder that is too small says so. */
	struct sb b;
	sb_init(&b, &mem, 300);
	check(!(docx_fill(d, whole_file, &b, &e) && sb_done(&b, &file)));
}

int
main(int argc, char **argv)
{
	struct err e;
	str file;

	arena_init(&mem, (size_t)4 << 30);
	if (argc > 1) {
		bool ok = fill(sample(),
		    template_of("<w:p><w:r><w:t>Kundens text</w:t></w:r></w:p>" SDT(TAG("rapport"),
		                    "<w:p/>"),
		        true),
		    &file, &e);
		FILE *f = fopen(argv[1], "wb");
		ok = ok && f != NULL && fwrite(file.p, 1, file.n, f) == file.n && fclose(f) == 0;
		arena_end(&mem);
		return !ok;
	}
	whole();
	parts();
	faults();
	arena_end(&mem);
	return check_done();
}
