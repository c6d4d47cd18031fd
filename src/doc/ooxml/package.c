/* package.c -- content types, relations and properties. */
#include "doc/ooxml/ooxml.h"

#define TYPE "application/vnd.openxmlformats-"
#define REL "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

void
pkg_init(struct pkg *p, struct sb *out)
{
	p->mem = out->mem;
	pack_init(&p->pack, out);
	sb_init(&p->types, out->mem, OOXML_PART_MAX);
	sb_lit(&p->types,
	    XML_HEAD
	    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
	    "<Default Extension=\"rels\" ContentType=\"" TYPE "package.relationships+xml\"/>"
	    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
	    "<Default Extension=\"png\" ContentType=\"image/png\"/>"
	    "<Default Extension=\"jpeg\" ContentType=\"image/jpeg\"/>"
	    "<Default Extension=\"xlsx\" ContentType=\"" TYPE
	    "officedocument.spreadsheetml.sheet\"/>");
}

void
pkg_raw(struct pkg *p, str name, str data)
{
	pack_add(&p->pack, name, data);
}

void
pkg_part(struct pkg *p, str name, const char *type, str data)
{
	sb_lit(&p->types, "<Override PartName=\"/");
	xml_text(&p->types, name);
	sb_printf(&p->types, "\" ContentType=\"%s%s\"/>", TYPE, type);
	pkg_raw(p, name, data);
}

void
pkg_end(struct pkg *p)
{
	str types;

	sb_lit(&p->types, "</Types>");
	must(sb_done(&p->types, &types));
	pkg_raw(p, STR("[Content_Types].xml"), types);
	pack_end(&p->pack);
}

void
rels_init(struct rels *r, struct arena *mem)
{
	r->n = 0;
	sb_init(&r->b, mem, OOXML_PART_MAX);
	sb_lit(&r->b,
	    XML_HEAD
	    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
}

int
rels_add(struct rels *r, const char *type, str target, bool external)
{
	sb_printf(&r->b, "<Relationship Id=\"rId%d\" Type=\"%s%s\" Target=\"", ++r->n, REL, type);
	xml_text(&r->b, target);
	sb_str(&r->b, external ? STR("\" TargetMode=\"External\"/>") : STR("\"/>"));
	return r->n;
}

void
rels_part(struct pkg *p, struct rels *r, str name)
{
	str s;

	sb_lit(&r->b, "</Relationships>");
	if (!sb_done(&r->b, &s))
		p->pack.out->full = true;
	else
		pkg_raw(p, name, s);
}

void
pkg_props(struct pkg *p, const struct doc *d, str main)
{
	str when = date_ok(d->dated) ? date_str(p->mem, d->dated) : STR("1980-01-01");
	struct sb b;
	str s;

	sb_init(&b, p->mem, OOXML_PART_MAX);
	sb_lit(&b,
	    XML_HEAD
	    "<cp:coreProperties "
	    "xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" "
	    "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" "
	    "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>");
	xml_text(&b, d->title);
	sb_lit(&b, "</dc:title><dc:subject>");
	xml_text(&b, d->subtitle);
	sb_lit(&b, "</dc:subject><dc:creator>");
	xml_text(&b, d->author);
	sb_printf(&b,
	    "</dc:creator><dc:language>%s</dc:language>"
	    "<dcterms:created xsi:type=\"dcterms:W3CDTF\">%.*sT00:00:00Z</dcterms:created>"
	    "<dcterms:modified xsi:type=\"dcterms:W3CDTF\">%.*sT00:00:00Z</dcterms:modified>"
	    "</cp:coreProperties>",
	    d->lang == LANG_SV ? "sv-SE" : "en-GB", STR_ARG(when), STR_ARG(when));
	must(sb_done(&b, &s));
	pkg_part(p, STR("docProps/core.xml"), "package.core-properties+xml", s);
	sb_init(&b, p->mem, OOXML_PART_MAX);
	sb_lit(&b,
	    XML_HEAD
	    "<Properties "
	    "xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">"
	    "<Application>Tertial</Application><Company>");
	xml_text(&b, d->organisation);
	sb_lit(&b, "</Company></Properties>");
	must(sb_done(&b, &s));
	pkg_part(p, STR("docProps/app.xml"), "officedocument.extended-properties+xml", s);
	pkg_raw(p, STR("_rels/.rels"),
	    str_fmt(p->mem,
	        XML_HEAD
	        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
	        "<Relationship Id=\"rId1\" Type=\"" REL "officeDocument\" Target=\"%.*s\"/>"
	        "<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/"
	        "relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>"
	        "<Relationship Id=\"rId3\" Type=\"" REL "extended-properties\" "
	        "Target=\"docProps/app.xml\"/></Relationships>",
	        STR_ARG(main)));
}

void
sheet_column(int col, char out[SHEET_COLUMN_MAX])
{
	int n = 0;

	must(col >= 0 && col < 16384);
	if (col >= 702)
		out[n++] = (char)('A' + (col - 702) / 676);
	if (col >= 26)
		out[n++] = (char)('A' + (col - 26) / 26 % 26);
	out[n++] = (char)('A' + col % 26);
	out[n] = '\0';
}
