/* pdf_struct.h -- the structure tree (ISO 32000-1, 14.7 and 14.8).
 *
 * An element joins its parent when its first content is marked, or when
 * pdf_elem_attach says so: kids are therefore in reading order even where
 * elements are made ahead of their content.  Elements never attached are
 * not written. */
#ifndef TERTIAL_DOC_PDF_STRUCT_H
#define TERTIAL_DOC_PDF_STRUCT_H

#include "doc/pdf/pdf_obj.h"

enum pdf_scope { SCOPE_NONE, SCOPE_COLUMN, SCOPE_ROW, SCOPE_BOTH };
enum pdf_numbering { LIST_NOT, LIST_NONE, LIST_DISC, LIST_DECIMAL };

struct pdf_kid {
	struct pdf_kid *next;
	struct pdf_elem *elem; /* a child element, or NULL */
	int page;              /* marked content: page index and number on it */
	int mcid;
	int annot; /* an annotation's object, or 0 */
};

struct pdf_elem {
	const char *type; /* a standard structure type: "P", "TH" */
	struct pdf_elem *parent, *next_made;
	struct pdf_kid *first, *last;
	bool attached;
	uint8_t scope, numbering;
	int col_span;
	int obj;
	int note; /* Note: its number, for the ID */
	bool has_box;
	int box_page;
	double box[4]; /* PDF coordinates */
	str alt, lang;
	str actual; /* what the content says, where its glyphs do not */
	str title;  /* headings and sections */
};

struct pdf_tree {
	struct arena *mem;
	struct pdf_elem *root;
	struct pdf_elem *made, **made_end; /* in order of creation */
};

void pdf_tree_init(struct pdf_tree *t, struct arena *mem);
struct pdf_elem *pdf_elem_new(struct pdf_tree *t, struct pdf_elem *parent, const char *type);
void pdf_elem_attach(struct pdf_tree *t, struct pdf_elem *el);
void pdf_elem_mark(struct pdf_tree *t, struct pdf_elem *el, int page, int mcid);
void pdf_elem_annot(struct pdf_tree *t, struct pdf_elem *el, int annot_obj, int page);
/* Give every attached element its object number: before pages refer to them. */
void pdf_tree_objects(struct pdf_tree *t, struct pdf_file *f);
/* Write the elements; `root_obj` is the StructTreeRoot's number. */
void pdf_tree_write(struct pdf_tree *t, struct pdf_file *f, int root_obj, const int *page_obj);

#endif
