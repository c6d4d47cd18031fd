/* pdf_ctx.h -- one document on its way to paper: what layout, tables, charts and
 * the front matter share.  Lives in the arena of one pdf_write. */
#ifndef TERTIAL_DOC_PDF_CTX_H
#define TERTIAL_DOC_PDF_CTX_H

#include "base/map.h"
#include "doc/pdf/pdf.h"
#include "doc/pdf/pdf_page.h"

struct pdf_par;

/* A footnote: called in a line, printed at the foot of that line's page. */
struct pdf_note {
	int number;
	struct pdf_elem *el, *label;
	struct pdf_par *par;
	int next_line; /* lines before it are printed */
	double lead;
};

#define PDF_NOTE_INDENT 14.0 /* of a footnote's text behind its number */

/* A place that links and the contents may point at. */
struct pdf_anchor {
	str id;
	int page; /* -1: not reached yet */
	double y;
};

struct pdf_heading {
	const struct doc_node *node;
	str text; /* with its number */
	int level;
	size_t anchor; /* index in pdf_ctx.anchor */
	bool in_toc;
};

/* A link annotation, written when all destinations are known. */
struct pdf_annot {
	int obj, page;
	struct pdf_elem *el;
	double x0, y0, x1, y1; /* from the top left corner */
	str href;              /* URL, or "" when `anchor` says */
	size_t anchor;
	str contents;
};

struct pdf_image {
	const struct doc_image *of;
	int obj, w, h;
};

/* A box whose background is drawn when its end, or the page's, is known. */
#define PDF_NO_FILL UINT32_MAX
struct pdf_box {
	double x, w, top;
	uint32_t fill, bar; /* 0xRRGGBB, or PDF_NO_FILL */
};
enum { PDF_BOX_DEPTH = DOC_DEPTH_MAX };

struct pdf_ctx {
	const struct doc *doc;
	const struct pdf_theme *theme;
	const struct pdf_opts *opts;
	struct arena *mem;
	struct pdf_file file;
	struct pdf_fonts fonts;
	struct pdf_tree tree;
	struct pdf_page **page;
	size_t n_page, page_room;
	struct pdf_page *at; /* the page being filled */
	/* The flow: where the next line goes. */
	double x, w;             /* text column */
	double y;                /* from the top edge */
	double gap;              /* space owed before the next block */
	bool fresh;              /* nothing stands on the page yet */
	double under_x, under_w; /* the table or figure that a remark would stand under */
	struct pdf_box box[PDF_BOX_DEPTH];
	int n_box;
	struct pdf_note **note; /* called on this page or left over from earlier */
	size_t n_note, note_room;
	double notes_h; /* height reserved for them */
	str chapter;
	/* The label of a list item, printed beside the first line that follows. */
	str label;
	double label_x;
	struct pdf_elem *label_el;
	bool repeat; /* what is printed has been printed before: an artifact */
	/* References. */
	struct map anchor_by_id;
	struct pdf_anchor *anchor;
	size_t n_anchor, anchor_room;
	struct pdf_heading *heading;
	size_t n_heading, heading_room;
	struct pdf_annot *annot;
	size_t n_annot, annot_room;
	struct pdf_image *image;
	size_t n_image, image_room;
	int n_note_made;
	struct pdf_toc *toc;
	/* A table or paragraph laid out ahead, to know how much must stay together. */
	const struct doc_node *ahead_of;
	struct pdf_table *ahead;
	struct pdf_breaker *breaker; /* scratch of the line breaker */
	struct pdf_part *part;       /* scratch of line printing */
	size_t part_room;
	struct err *err;
	bool failed;
};

static inline const struct pdf_style *
pdf_style_of(const struct pdf_ctx *c, enum pdf_style_id id)
{
	return &c->theme->style[id];
}

static inline uint32_t
pdf_rgb(const struct pdf_ctx *c, enum pdf_color color)
{
	return c->theme->color[color];
}

/* Words of the program in the document's language. */
static inline str
pdf_say(const struct pdf_ctx *c, const char *sv, const char *en)
{
	return str_of(c->doc->lang == LANG_SV ? sv : en);
}

#endif
