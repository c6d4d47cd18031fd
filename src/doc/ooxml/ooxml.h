/* ooxml.h -- what DOCX and XLSX share: a package of XML parts in a zip file.
 *
 * Parts are written once, in a fixed order and with a fixed time of day, so that
 * the same document gives the same bytes.
 *
 * Invariants
 *   (O1) every text goes through xml_text: what XML 1.0 forbids becomes U+FFFD.
 *   (O2) every part has its content type; every relation leads to a part or is
 *        marked external. */
#ifndef TERTIAL_DOC_OOXML_H
#define TERTIAL_DOC_OOXML_H

#include "doc/chart.h"

/* As content or inside a double-quoted attribute. (O1) */
void xml_text(struct sb *b, str s);

struct pack {
	struct sb *out;
	struct sb dir;
	struct libdeflate_compressor *packer;
	size_t start; /* of the archive within out */
	int n;
};

void pack_init(struct pack *z, struct sb *out);
void pack_add(struct pack *z, str name, str data);
void pack_end(struct pack *z);

/* A package under construction: parts go into the zip as they are finished. */
struct pkg {
	struct arena *mem;
	struct pack pack;
	struct sb types; /* [Content_Types].xml */
};

void pkg_init(struct pkg *p, struct sb *out);
/* A part whose name begins without a slash; `type` without "application/vnd.openxmlformats-". */
void pkg_part(struct pkg *p, str name, const char *type, str data);
void pkg_raw(struct pkg *p, str name, str data); /* media: type by extension */
void pkg_end(struct pkg *p);

/* Relations of one part. */
struct rels {
	struct sb b;
	int n;
};
void rels_init(struct rels *r, struct arena *mem);
/* Returns n of "rId<n>"; `type` is the last word: "image". */
int rels_add(struct rels *r, const char *type, str target, bool external);
void rels_part(struct pkg *p, struct rels *r, str name);

/* docProps/core.xml and app.xml, and the package's own relations to `main`. */
void pkg_props(struct pkg *p, const struct doc *d, str main);

/* The document's theme, or the house's own. */
const struct doc_theme *ooxml_theme(const struct doc *d);
/* Add XML in which {deep}, {accent}, {ink}, {muted}, {line}, {tint}, {met}, {partly}, {not},
 * {neutral} and the grounds of the last four, {met-ground} ..., become colours of the
 * theme, RRGGBB, and {font} its font. */
void ooxml_themed(struct sb *b, const struct doc *d, str xml);

/* A native chart in the document's language and colours.  `sheet` is how formulas name the sheet that holds chart_table's
 * numbers ("'Figur 1'"), its header in row `row` (1-based) of column A. */
struct chart_place {
	str sheet;
	int row;
	int workbook_rel; /* rId of an embedded workbook; 0 none */
};
str chart_xml(struct arena *mem, const struct chart *c, const struct chart_place *at,
    const struct doc *d);

/* "A", "Z", "AA": the letters of a 0-based column. */
#define SHEET_COLUMN_MAX 4
void sheet_column(int col, char out[SHEET_COLUMN_MAX]);

#define XML_HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
/* Parts are built in arenas; this is more than any real report needs. */
#define OOXML_PART_MAX (256u << 20)

#endif
