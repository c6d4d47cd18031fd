#include "doc/pdf/pdf_meta.h"

static const char producer[] = "Tertial";

static void
xml_text(struct sb *b, str s)
{
	for (size_t i = 0; i < s.n;) {
		uint32_t c = utf8_next(s, &i);
		if (c == '&')
			sb_lit(b, "&amp;");
		else if (c == '<')
			sb_lit(b, "&lt;");
		else if (c == '>')
			sb_lit(b, "&gt;");
		else if (c >= 0x20 && c != 0x7f && (c & 0xfffe) != 0xfffe)
			sb_utf8(b, c);
	}
}

static const char extension_schema[] =
    "<rdf:Description rdf:about=\"\" xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""
    " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\""
    " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
    "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">"
    "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">"
    "<pdfaProperty:name>part</pdfaProperty:name>"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>Part of ISO 14289 the file conforms to</pdfaProperty:description>"
    "</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>\n"
    "</rdf:Description>\n";

static void
xmp(const struct pdf_ctx *c, struct sb *b)
{
	const struct doc *d = c->doc;

	sb_lit(b,
	    "<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
	    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
	    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
	    "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
	    " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\""
	    " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\""
	    " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n"
	    "<dc:format>application/pdf</dc:format>\n"
	    "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">");
	xml_text(b, d->title);
	sb_lit(b, "</rdf:li></rdf:Alt></dc:title>\n");
	if (d->author.n > 0) {
		sb_lit(b, "<dc:creator><rdf:Seq><rdf:li>");
		xml_text(b, d->author);
		sb_lit(b, "</rdf:li></rdf:Seq></dc:creator>\n");
	}
	sb_printf(b, "<dc:language><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:language>\n",
	    d->lang == LANG_SV ? "sv-SE" : "en-GB");
	if (date_ok(d->dated))
		sb_printf(b, "<xmp:CreateDate>%04d-%02d-%02dT00:00:00Z</xmp:CreateDate>\n",
		    d->dated.y, d->dated.m, d->dated.d);
	sb_printf(b,
	    "<pdf:Producer>%s</pdf:Producer>\n<pdfaid:part>%d</pdfaid:part>"
	    "<pdfaid:conformance>A</pdfaid:conformance>\n<pdfuaid:part>1</pdfuaid:part>\n"
	    "</rdf:Description>\n",
	    producer, c->opts->n_attach > 0 ? 3 : 2);
	sb_put(b, extension_schema, sizeof extension_schema - 1);
	sb_lit(b, "</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>");
}

struct pdf_meta
pdf_meta_write(struct pdf_ctx *c)
{
	const struct doc *d = c->doc;
	struct pdf_meta m = {pdf_obj_new(&c->file), pdf_obj_new(&c->file), pdf_obj_new(&c->file)};
	struct sb b;

	sb_init(&b, c->mem, PDF_TEXT_LIMIT);
	xmp(c, &b);
	/* Not packed: archives read it without knowing PDF. */
	pdf_obj_stream(&c->file, m.xmp, "/Type/Metadata/Subtype/XML", (str){b.p, b.n}, false);
	b.n = 0;
	sb_lit(&b, "<</Title");
	pdf_text_string(&b, d->title);
	if (d->author.n > 0) {
		sb_lit(&b, "/Author");
		pdf_text_string(&b, d->author);
	}
	if (date_ok(d->dated))
		sb_printf(&b, "/CreationDate(D:%04d%02d%02d000000Z)", d->dated.y, d->dated.m,
		    d->dated.d);
	sb_printf(&b, "/Producer(%s)>>", producer);
	pdf_obj_put(&c->file, m.info, &b);
	pdf_obj_stream(&c->file, m.intent_profile, "/N 3", pdf_srgb_profile(c->mem), true);
	return m;
}
