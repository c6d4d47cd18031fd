#include "pdf_check.h"

#include <stdlib.h>
#include <string.h>

struct walk {
	struct pdf_checked *k;
	size_t page; /* Pg in force */
	bool in_toc;
	bool in_flow; /* not in a row, a list, a note or the contents */
};

static bool
one_of(str s, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(s, str_of(list[i])))
			return true;
	return false;
}

/* Elements whose text is a unit of its own. */
static bool
is_unit(str type)
{
	static const char *const list[] = {"P", "H1", "H2", "H3", "H4", "H5", "H6", "TH", "TD",
	    "Caption", "Lbl", "LBody", "Note", "Title", "Figure", "TOCI"};

	return one_of(type, list, COUNTOF(list));
}

static bool
is_known(str type)
{
	static const char *const list[] = {"Document", "Sect", "Div", "BlockQuote", "Table",
	    "THead", "TBody", "TR", "L", "LI", "TOC", "Link", "Span", "Reference"};

	return is_unit(type) || one_of(type, list, COUNTOF(list));
}

static size_t
page_of(struct pdf_checked *k, size_t id)
{
	for (size_t i = 0; i < k->n_page; i++)
		if (k->page_id[i] == id)
			return i;
	return SIZE_MAX;
}

static const struct pv *
attribute(struct pdf_checked *k, const struct pv *el, const char *key)
{
	return pdf_key(&k->r, pdf_key(&k->r, el, "A"), key);
}

/* Text of one marked content; claims it for an element. */
static str
claim(struct walk *w, size_t page, const struct pv *mcid)
{
	struct pdf_checked *k = w->k;
	size_t i = (size_t)mcid->number;

	if (page >= k->n_page || i >= k->page[page].n || k->page[page].begun[i] == 0) {
		pdf_fault(k, "an element claims content that is not there", STR(""));
		return STR("");
	}
	if (!k->placed && k->page[page].y[i] >= 0) {
		k->placed = true;
		k->unit_page = page;
		k->unit_y = k->page[page].y[i];
	}
	if (k->page[page].seen[i]++ > 0)
		pdf_fault(k, "two elements claim the same content", k->page[page].text[i]);
	return k->page[page].text[i];
}

static size_t
own_page(struct walk *w, const struct pv *el)
{
	const struct pv *pg = pdf_key_raw(el, "Pg");

	return pg->kind == PV_REF ? page_of(w->k, (size_t)pg->number) : w->page;
}

static void
check_annot(struct walk *w, const struct pv *objr, size_t el_id)
{
	struct pdf_checked *k = w->k;
	struct pdf_reader *r = &k->r;
	const struct pv *a = pdf_key(r, objr, "Obj");
	const struct pv *parents = pdf_key(r,
	    pdf_key(r, pdf_key(r, &r->trailer, "Root"), "StructTreeRoot"), "ParentTree");
	const struct pv *nums = pdf_key(r, parents, "Nums"), *key = pdf_key(r, a, "StructParent");
	bool found = false;

	k->n_link++;
	if (pdf_key(r, a, "Contents")->text.n == 0)
		pdf_fault(k, "a link without Contents", STR(""));
	if ((int)pdf_key(r, a, "F")->number != 4)
		pdf_fault(k, "a link that is not printed", STR(""));
	for (size_t i = 0; i + 1 < nums->n; i += 2)
		found = found ||
		    (key->kind == PV_NUMBER && (int)nums->v[i].number == (int)key->number &&
		        nums->v[i + 1].kind == PV_REF && (size_t)nums->v[i + 1].number == el_id);
	if (!found)
		pdf_fault(k, "a link that the parent tree does not lead back to", STR(""));
}

/* All text under an element that is not in units of their own. */
static void
inline_text(struct walk w, const struct pv *el, size_t id, str parent_type, struct sb *out,
    bool *any)
{
	struct pdf_reader *r = &w.k->r;
	const struct pv *kids = pdf_key(r, el, "K");
	size_t page = own_page(&w, el);
	bool link = pv_is_name(pdf_key(r, el, "S"), "Link"), has_annot = false;
	const struct pv *actual = pdf_key(r, el, "ActualText");
	size_t start = out->n;

	(void)parent_type;
	w.page = page;
	for (size_t i = 0; i < kids->n; i++) {
		const struct pv *raw = &kids->v[i], *kid = pdf_get(r, raw);
		if (kid->kind == PV_NUMBER) {
			sb_str(out, claim(&w, page, kid));
			*any = true;
		} else if (pv_is_name(pdf_key_raw(kid, "Type"), "MCR")) {
			const struct pv *pg = pdf_key_raw(kid, "Pg");
			sb_str(out,
			    claim(&w, pg->kind == PV_REF ? page_of(w.k, (size_t)pg->number) : page,
			        pdf_key(r, kid, "MCID")));
			*any = true;
		} else if (pv_is_name(pdf_key_raw(kid, "Type"), "OBJR")) {
			check_annot(&w, kid, id);
			has_annot = true;
		} else {
			str type = pdf_key(r, kid, "S")->text, mine = pdf_key(r, el, "S")->text;
			bool label = str_eq(type, STR("Lbl")) && str_eq(mine, STR("Note"));
			if (!is_unit(type) || label)
				inline_text(w, kid, (size_t)raw->number, mine, out, any);
		}
	}
	if (actual->kind == PV_STRING) {
		out->n = start;
		sb_str(out, pv_utf8(w.k->mem, actual));
	}
	if (link && !has_annot)
		pdf_fault(w.k, "a Link without annotation", STR(""));
}

static int
columns_of(struct pdf_checked *k, const struct pv *tr)
{
	const struct pv *kids = pdf_key(&k->r, tr, "K");
	int n = 0;

	for (size_t i = 0; i < kids->n; i++) {
		const struct pv *cell = pdf_get(&k->r, &kids->v[i]),
		                *span = attribute(k, cell, "ColSpan");
		str type = pdf_key(&k->r, cell, "S")->text;
		if (!str_eq(type, STR("TH")) && !str_eq(type, STR("TD")))
			pdf_fault(k, "something else than a cell in a row", type);
		n += span->kind == PV_NUMBER ? (int)span->number : 1;
	}
	return n;
}

static void
check_table(struct pdf_checked *k, const struct pv *table)
{
	const struct pv *parts = pdf_key(&k->r, table, "K");
	int columns = -1;

	k->n_table++;
	for (size_t i = 0; i < parts->n; i++) {
		const struct pv *part = pdf_get(&k->r, &parts->v[i]),
		                *rows = pdf_key(&k->r, part, "K");
		static const char *const order[] = {"Caption", "THead", "TBody"};
		if (i >= COUNTOF(order) || !pv_is_name(pdf_key(&k->r, part, "S"), order[i]))
			pdf_fault(k, "a table that is not Caption, THead, TBody",
			    pdf_key(&k->r, part, "S")->text);
		for (size_t t = 0; i > 0 && t < rows->n; t++) {
			const struct pv *tr = pdf_get(&k->r, &rows->v[t]);
			if (!pv_is_name(pdf_key(&k->r, tr, "S"), "TR"))
				pdf_fault(k, "something else than a row in a table",
				    pdf_key(&k->r, tr, "S")->text);
			int n = columns_of(k, tr);
			if (columns >= 0 && n != columns)
				pdf_fault(k, "rows of different lengths in a table", STR(""));
			columns = n;
		}
	}
}

static void
check_list(struct pdf_checked *k, const struct pv *list)
{
	const struct pv *items = pdf_key(&k->r, list, "K");

	if (attribute(k, list, "ListNumbering")->kind != PV_NAME)
		pdf_fault(k, "a list without ListNumbering", STR(""));
	for (size_t i = 0; i < items->n; i++) {
		const struct pv *li = pdf_get(&k->r, &items->v[i]),
		                *parts = pdf_key(&k->r, li, "K");
		if (!pv_is_name(pdf_key(&k->r, li, "S"), "LI"))
			pdf_fault(k, "something else than an item in a list", STR(""));
		for (size_t p = 0; p < parts->n; p++) {
			str type = pdf_key(&k->r, pdf_get(&k->r, &parts->v[p]), "S")->text;
			if (!str_eq(type, STR("LBody")) && (p > 0 || !str_eq(type, STR("Lbl"))))
				pdf_fault(k, "an item that is not Lbl, LBody", type);
		}
	}
}

static void
check_element(struct walk *w, const struct pv *el, str type)
{
	struct pdf_checked *k = w->k;

	if (!is_known(type))
		pdf_fault(k, "an unknown structure type", type);
	if (type.n == 2 && type.p[0] == 'H') {
		int level = type.p[1] - '0';
		if (level > k->heading + 1)
			pdf_fault(k, "a heading skips a level", type);
		k->heading = level;
	} else if (str_eq(type, STR("TH"))) {
		k->n_th++;
		if (attribute(k, el, "Scope")->kind != PV_NAME)
			pdf_fault(k, "a TH without Scope", STR(""));
	} else if (str_eq(type, STR("TD"))) {
		k->n_td++;
	} else if (str_eq(type, STR("Figure"))) {
		k->n_figure++;
		if (pdf_key(&k->r, el, "Alt")->text.n <= 2)
			pdf_fault(k, "a Figure without Alt", STR(""));
		if (attribute(k, el, "BBox")->n != 4)
			pdf_fault(k, "a Figure without BBox", STR(""));
	} else if (str_eq(type, STR("Note"))) {
		k->n_note++;
		if (pdf_key(&k->r, el, "ID")->text.n == 0)
			pdf_fault(k, "a Note without ID", STR(""));
	} else if (str_eq(type, STR("TOCI"))) {
		k->n_toci++;
	} else if (str_eq(type, STR("Table"))) {
		check_table(k, el);
	} else if (str_eq(type, STR("L"))) {
		check_list(k, el);
	}
}

/* What is read later stands later. */
static void
check_place(struct pdf_checked *k, str type, str text)
{
	bool flows = str_eq(type, STR("P")) || str_eq(type, STR("Title")) ||
	    str_eq(type, STR("Caption")) || (type.n == 2 && type.p[0] == 'H');

	if (!flows || !k->placed)
		return;
	if (k->unit_page < k->flow_page ||
	    (k->unit_page == k->flow_page && k->unit_y > k->flow_y + 0.01))
		pdf_fault(k, "read later, but stands before", text);
	k->flow_page = k->unit_page;
	k->flow_y = k->unit_y;
}

static void
element(struct walk w, size_t id, size_t parent, int depth)
{
	struct pdf_checked *k = w.k;
	const struct pv *el = pdf_object_value(&k->r, id), *kids = pdf_key(&k->r, el, "K");
	str type = pdf_key(&k->r, el, "S")->text;
	const struct pv *up = pdf_key_raw(el, "P");
	struct sb text;
	bool any = false;

	if (depth > 200) {
		pdf_fault(k, "structure too deep", type);
		return;
	}
	check_element(&w, el, type);
	if (up->kind != PV_REF || (size_t)up->number != parent)
		pdf_fault(k, "an element with another parent than it says", type);
	w.page = own_page(&w, el);
	w.in_toc = w.in_toc || str_eq(type, STR("TOC"));
	w.in_flow = w.in_flow && !w.in_toc && !str_eq(type, STR("TR")) && !str_eq(type, STR("L")) &&
	    !str_eq(type, STR("Note"));
	k->placed = false;
	if (is_unit(type)) {
		sb_init(&text, k->mem, 1 << 24);
		inline_text(w, el, id, type, &text, &any);
		if (w.in_flow)
			check_place(k, type, (str){text.p, text.n});
		bool cell = str_eq(type, STR("TH")) || str_eq(type, STR("TD"));
		if (any || (cell && kids->n == 0)) {
			arena_grow(k->mem, k->unit, k->n_unit, k->unit_room);
			struct pdf_unit *u = &k->unit[k->n_unit++];
			*u = (struct pdf_unit){.type = type,
			    .text = {text.p != NULL ? text.p : "", text.n},
			    .in_toc = w.in_toc};
			if (str_eq(type, STR("Figure")))
				u->text = pv_utf8(k->mem, pdf_key(&k->r, el, "Alt"));
		}
	}
	for (size_t i = 0; i < kids->n; i++) {
		const struct pv *kid = pdf_get(&k->r, &kids->v[i]);
		str s = kid->kind == PV_DICT ? pdf_key(&k->r, kid, "S")->text : STR("");
		bool label = str_eq(s, STR("Lbl")) && str_eq(type, STR("Note"));
		if (s.n == 0 || label)
			continue;
		/* Inline elements were read with their unit; units inside them come now. */
		element(w, (size_t)kids->v[i].number, id, depth + 1);
	}
}

static void
pages(struct pdf_checked *k, const struct pv *root)
{
	const struct pv *kids = pdf_key(&k->r, pdf_key(&k->r, root, "Pages"), "Kids");

	k->n_page = kids->n;
	k->page = arena_array(k->mem, k->n_page + 1, struct pdf_page_text);
	k->page_dict = arena_array(k->mem, k->n_page + 1, const struct pv *);
	k->page_id = arena_array(k->mem, k->n_page + 1, size_t);
	for (size_t i = 0; i < k->n_page; i++) {
		const struct pv *p = pdf_get(&k->r, &kids->v[i]);
		k->page_id[i] = (size_t)kids->v[i].number;
		k->page_dict[i] = p;
		if (!pv_is_name(pdf_key(&k->r, p, "Tabs"), "S"))
			pdf_fault(k, "a page without tab order by structure", STR(""));
		if (pdf_key(&k->r, p, "Resources")->kind != PV_DICT)
			pdf_fault(k, "a page without Resources", STR(""));
		if ((size_t)pdf_key(&k->r, p, "StructParents")->number != i)
			pdf_fault(k, "a page with a wrong StructParents", STR(""));
		pdf_check_content(k, i);
	}
}

static void
catalog(struct pdf_checked *k, const struct pv *root)
{
	struct pdf_reader *r = &k->r;
	const struct pv *meta = pdf_key_raw(root, "Metadata"), *mark = pdf_key(r, root, "MarkInfo");
	str xmp = meta->kind == PV_REF ? r->object[(size_t)meta->number].stream : STR("");

	if (pdf_key(r, mark, "Marked")->number < 1 || pdf_key(r, mark, "Suspects")->number > 0)
		pdf_fault(k, "MarkInfo", STR("not marked, or suspect"));
	if (pdf_key(r, root, "Lang")->text.n < 2)
		pdf_fault(k, "no language", STR(""));
	if (pdf_key(r, pdf_key(r, root, "ViewerPreferences"), "DisplayDocTitle")->number < 1)
		pdf_fault(k, "the title is not displayed", STR(""));
	if (str_find(xmp, STR("<pdfuaid:part>1<"), 0) >= xmp.n ||
	    str_find(xmp, STR("<pdfaid:conformance>A<"), 0) >= xmp.n ||
	    str_find(xmp, STR("<pdfaExtension:schemas>"), 0) >= xmp.n ||
	    str_find(r->file, xmp, 0) >= r->file.n)
		pdf_fault(k, "metadata", STR("does not name the standards, or is packed"));
	if (pdf_key(r, root, "OutputIntents")->n != 1)
		pdf_fault(k, "no output intent", STR(""));
}

bool
pdf_check(struct pdf_checked *k, struct arena *mem, str file)
{
	*k = (struct pdf_checked){.mem = mem};
	if (pdf_open(&k->r, mem, file))
		return pdf_check_opened(k);
	sb_init(&k->report, mem, 1 << 20);
	pdf_fault(k, "cannot be read", str_of(k->r.why));
	return false;
}

bool
pdf_check_opened(struct pdf_checked *k)
{
	sb_init(&k->report, k->mem, 1 << 20);
	const struct pv *root = pdf_key(&k->r, &k->r.trailer, "Root");
	const struct pv *tree = pdf_key(&k->r, root, "StructTreeRoot"),
	                *top = pdf_key(&k->r, tree, "K");
	catalog(k, root);
	pages(k, root);
	if (top->n != 1 || top->v[0].kind != PV_REF) {
		pdf_fault(k, "not one element at the top", STR(""));
		return false;
	}
	k->flow_y = 1e9;
	element((struct walk){.k = k, .in_flow = true}, (size_t)top->v[0].number,
	    (size_t)pdf_key_raw(root, "StructTreeRoot")->number, 0);
	for (size_t i = 0; i < k->n_page; i++)
		for (size_t m = 0; m < k->page[i].n; m++)
			if (k->page[i].seen[m] != 1)
				pdf_fault(k, "content that no element claims", k->page[i].text[m]);
	return k->faults == 0;
}
