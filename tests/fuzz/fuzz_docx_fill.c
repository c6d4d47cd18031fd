/* Any bytes as the text of a customer's Word document: refused, or filled so that it is
 * still XML. */
#include "doc/docx/docx_fill.h"
#include "doc/ooxml/ooxml.h"

#include <expat.h>
#include <zip.h>

#define W "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static str
template_with(struct arena *mem, str document)
{
	struct pack z;
	struct sb b;
	str out;

	sb_init(&b, mem, (size_t)64 << 20);
	pack_init(&z, &b);
	pack_add(&z, STR("[Content_Types].xml"), STR("<Types></Types>"));
	pack_add(&z, STR("word/document.xml"), document);
	pack_add(&z, STR("word/_rels/document.xml.rels"), STR("<Relationships></Relationships>"));
	pack_add(&z, STR("word/styles.xml"),
	    STR("<w:styles xmlns:w=\"" W
	        "\"><w:style w:styleId=\"R1\"><w:name w:val=\"heading 1\"/></w:style></w:styles>"));
	pack_end(&z);
	must(sb_done(&b, &out));
	return out;
}

/* A heading, a figure, a list, a note and a table: what brings parts of its own. */
static struct doc *
small_doc(struct arena *mem)
{
	static const struct doc_col col[] = {{DOC_LEFT, 1}, {DOC_RIGHT, 0}};
	struct doc *d = doc_new(mem, LANG_SV);
	struct err e;

	d->title = STR("T");
	d->id = STR("x");
	doc_heading(d, d->root, 1, STR("Ett"));
	struct doc_node *p = doc_para(d, d->root, STR("a"));
	doc_text(d, doc_add(d, p, DOC_FOOTNOTE), STR("not"));
	struct doc_node *l = doc_add(d, d->root, DOC_LIST);
	l->ordered = true;
	doc_para(d, doc_add(d, l, DOC_ITEM), STR("b"));
	struct doc_node *t = doc_table(d, d->root, STR("c"), STR(""), col, 2);
	doc_cell(d, doc_row(d, t, DOC_ROW_HEAD), STR("d"));
	must(doc_finish(d, &e));
	return d;
}

static void
check_xml(struct arena *mem, str file)
{
	zip_source_t *src = zip_source_buffer_create(file.p, file.n, 0, NULL);
	zip_t *z = zip_open_from_source(src, ZIP_RDONLY, NULL);
	zip_stat_t st;
	XML_Parser x = XML_ParserCreateNS(NULL, '|');

	must(z != NULL && zip_stat(z, "word/document.xml", 0, &st) == 0);
	char *p = arena_alloc(mem, st.size + 1, 1);
	zip_file_t *f = zip_fopen(z, "word/document.xml", 0);
	must(f != NULL && zip_fread(f, p, st.size) == (zip_int64_t)st.size);
	zip_fclose(f);
	zip_discard(z);
	must(XML_Parse(x, p, (int)st.size, 1) == XML_STATUS_OK);
	XML_ParserFree(x);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena mem;
	struct err e = {0};
	struct sb b;
	str out;

	arena_init(&mem, (size_t)1 << 30);
	sb_init(&b, &mem, (size_t)64 << 20);
	if (docx_fill(small_doc(&mem), template_with(&mem, (str){(const char *)data, n}), &b, &e)) {
		if (sb_done(&b, &out))
			check_xml(&mem, out);
	} else {
		must(e.rc != RC_OK);
	}
	arena_end(&mem);
	return 0;
}
