/* docx_fill_priv.h -- a template: its parts, and the controls in its text. */
#ifndef TERTIAL_DOC_DOCX_FILL_PRIV_H
#define TERTIAL_DOC_DOCX_FILL_PRIV_H

#include "base/map.h"
#include "doc/docx/docx_fill.h"
#include "doc/docx/docx_priv.h"
#include "doc/messages.h"

/* A range of bytes of word/document.xml. */
struct range {
	size_t from, to;
};

struct control {
	str tag;
	struct range content;     /* between the tags of w:sdtContent, or all of an empty one */
	bool empty;               /* <w:sdtContent/>: the element itself is replaced */
	struct range placeholder; /* w:showingPlcHdr, which has to go; empty: none */
	struct range props;       /* first w:rPr or w:pPr inside: kept for a line of text */
	bool in_para;             /* stands among runs, not among paragraphs */
	bool plain;               /* a control that takes text alone */
	bool has_content;
};

struct template_part {
	str name, bytes;
};

struct template
{
	struct arena *mem;
	struct template_part *part;
	size_t n_part, room_part;
	struct control *control; /* in the order of the document, outermost only */
	size_t n_control, room_control;
	str root; /* the tag that opens the document: its namespaces */
	int room; /* width of the text in twips; 0 unknown */
};

/* Read the package and find its controls. */
bool template_read(struct arena *mem, str bytes, struct template *t, struct err *e) MUST_USE;
/* A part by its name, or NULL. */
struct template_part *template_part(struct template *t, str name);
struct template_part *template_add(struct template *t, str name, str bytes);
/* Replace the part's bytes by themselves with `what` before the last `mark`.  False where
 * there is no such mark. */
bool template_insert(struct template *t, struct template_part *p, str mark, str what);
/* The greatest number that follows `before` in the text (w:id="...), at least 0. */
int template_number_max(str text, str before);

#endif
