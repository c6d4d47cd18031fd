#include "doc/pdf/pdf_struct.h"

#include <string.h>

void
pdf_tree_init(struct pdf_tree *t, struct arena *mem)
{
	*t = (struct pdf_tree){.mem = mem};
	t->made_end = &t->made;
	t->root = pdf_elem_new(t, NULL, "Document");
	t->root->attached = true;
}

struct pdf_elem *
pdf_elem_new(struct pdf_tree *t, struct pdf_elem *parent, const char *type)
{
	struct pdf_elem *el = arena_new(t->mem, struct pdf_elem);

	el->type = type;
	el->parent = parent;
	*t->made_end = el;
	t->made_end = &el->next_made;
	return el;
}

static struct pdf_kid *
kid_add(struct pdf_tree *t, struct pdf_elem *el)
{
	struct pdf_kid *k = arena_new(t->mem, struct pdf_kid);

	if (el->last == NULL)
		el->first = k;
	else
		el->last->next = k;
	el->last = k;
	return k;
}

void
pdf_elem_attach(struct pdf_tree *t, struct pdf_elem *el)
{
	if (el->attached)
		return;
	pdf_elem_attach(t, el->parent);
	kid_add(t, el->parent)->elem = el;
	el->attached = true;
}

void
pdf_elem_mark(struct pdf_tree *t, struct pdf_elem *el, int page, int mcid)
{
	pdf_elem_attach(t, el);
	struct pdf_kid *k = kid_add(t, el);
	k->page = page;
	k->mcid = mcid;
}

void
pdf_elem_annot(struct pdf_tree *t, struct pdf_elem *el, int annot_obj, int page)
{
	pdf_elem_attach(t, el);
	struct pdf_kid *k = kid_add(t, el);
	k->annot = annot_obj;
	k->page = page;
}

void
pdf_tree_objects(struct pdf_tree *t, struct pdf_file *f)
{
	for (struct pdf_elem *el = t->made; el != NULL; el = el->next_made)
		if (el->attached)
			el->obj = pdf_obj_new(f);
}

static void
attributes(struct sb *b, const struct pdf_elem *el)
{
	static const char *const scope[] =
	    {[SCOPE_COLUMN] = "Column", [SCOPE_ROW] = "Row", [SCOPE_BOTH] = "Both"};
	static const char *const numbering[] =
	    {[LIST_NONE] = "None", [LIST_DISC] = "Disc", [LIST_DECIMAL] = "Decimal"};

	if (el->scope != SCOPE_NONE || el->col_span > 1) {
		sb_lit(b, "/A<</O/Table");
		if (el->scope != SCOPE_NONE) {
			sb_lit(b, "/Scope/");
			sb_str(b, str_of(scope[el->scope]));
		}
		if (el->col_span > 1) {
			sb_lit(b, "/ColSpan ");
			sb_i64(b, el->col_span);
		}
		sb_lit(b, ">>");
	} else if (el->numbering != LIST_NOT) {
		sb_lit(b, "/A<</O/List/ListNumbering/");
		sb_str(b, str_of(numbering[el->numbering]));
		sb_lit(b, ">>");
	} else if (el->has_box) {
		sb_lit(b, "/A<</O/Layout/Placement/Block/BBox[");
		for (int i = 0; i < 4; i++)
			pdf_num2(b, el->box[i]);
		sb_lit(b, "]>>");
	}
	if (el->alt.n > 0) {
		sb_lit(b, "/Alt");
		pdf_text_string(b, el->alt);
	}
	if (el->actual.n > 0) {
		sb_lit(b, "/ActualText");
		pdf_text_string(b, el->actual);
	}
	if (el->lang.n > 0) {
		sb_lit(b, "/Lang");
		pdf_text_string(b, el->lang);
	}
	if (el->title.n > 0) {
		sb_lit(b, "/T");
		pdf_text_string(b, el->title);
	}
	if (el->note > 0) {
		sb_printf(b, "/ID(fn%06d)", el->note);
	}
}

static void
kids(struct sb *b, const struct pdf_elem *el, const int *page_obj, int home)
{
	sb_lit(b, "/K[");
	for (const struct pdf_kid *k = el->first; k != NULL; k = k->next) {
		if (k->elem != NULL) {
			pdf_ref(b, k->elem->obj);
		} else if (k->annot != 0) {
			sb_lit(b, "<</Type/OBJR/Obj ");
			pdf_ref(b, k->annot);
			if (k->page != home) {
				sb_lit(b, "/Pg ");
				pdf_ref(b, page_obj[k->page]);
			}
			sb_lit(b, ">>");
		} else if (k->page == home) {
			sb_i64(b, k->mcid);
			sb_chr(b, ' ');
		} else {
			sb_lit(b, "<</Type/MCR/Pg ");
			pdf_ref(b, page_obj[k->page]);
			sb_lit(b, "/MCID ");
			sb_i64(b, k->mcid);
			sb_lit(b, ">>");
		}
	}
	sb_lit(b, "]");
}

void
pdf_tree_write(struct pdf_tree *t, struct pdf_file *f, int root_obj, const int *page_obj)
{
	struct sb b;

	sb_init(&b, f->mem, PDF_TEXT_LIMIT);
	for (const struct pdf_elem *el = t->made; el != NULL; el = el->next_made) {
		int home = -1;
		if (!el->attached)
			continue;
		b.n = 0;
		sb_lit(&b, "<</S/");
		sb_str(&b, str_of(el->type));
		sb_lit(&b, "/P ");
		pdf_ref(&b, el->parent == NULL ? root_obj : el->parent->obj);
		for (const struct pdf_kid *k = el->first; k != NULL && home < 0; k = k->next)
			if (k->elem == NULL)
				home = k->page;
		if (home < 0 && el->has_box)
			home = el->box_page;
		if (home >= 0) {
			sb_lit(&b, "/Pg ");
			pdf_ref(&b, page_obj[home]);
		}
		attributes(&b, el);
		if (el->first != NULL)
			kids(&b, el, page_obj, home);
		sb_lit(&b, ">>");
		pdf_obj_put(f, el->obj, &b);
	}
}
