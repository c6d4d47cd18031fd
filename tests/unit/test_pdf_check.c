/* test_pdf_check.c -- the checker of tagged PDF finds what it says it finds: each kind
 * of fault is made in a sound file, and must be told. */
#include <string.h>

#include "doc/pdf/pdf.h"

#include "../support/pdf_check.h"
#include "check.h"
#include "doc_sample.h"

static str
sound(struct arena *mem)
{
	struct doc *d = sample_doc(mem);
	struct err e = {0};
	struct sb out;
	str s;

	check(doc_finish(d, &e));
	sb_init(&out, mem, 16u << 20);
	check(pdf_write(d, NULL, &out, &e));
	check(sb_done(&out, &s));
	return s;
}

/* Values are const to readers; a mutant is made in our own copy. */
static struct pv *
writable(const struct pv *v)
{
	struct pv *w;

	memcpy(&w, &v, sizeof w);
	return w;
}

/* The first structure element of a type, or any dictionary with that name under key. */
static struct pv *
dict_with(struct pdf_reader *r, const char *key, const char *name, int nth)
{
	for (size_t i = 1; i < r->n; i++) {
		const struct pv *v = pdf_object_value(r, i);
		if (v->kind == PV_DICT && pv_is_name(pdf_key_raw(v, key), name) && nth-- == 0)
			return writable(v);
	}
	return NULL;
}

static void
drop_key(const struct pv *dict, const char *key)
{
	bool found = false;

	for (size_t i = 0; dict != NULL && i + 1 < 2 * dict->n; i += 2)
		if (pv_is_name(&dict->v[i], key)) {
			dict->v[i].text = STR("Xx");
			found = true;
		}
	check(found);
}

static void
set_name(const struct pv *dict, const char *key, const char *to)
{
	struct pv *v = writable(pdf_key_raw(dict, key));

	check(v->kind == PV_NAME);
	v->text = str_of(to);
}

/* Overwrite the first `from` in some content stream with `to`, of the same length. */
static void
edit_content(struct pdf_checked *k, const char *from, const char *to)
{
	bool found = false;

	for (size_t i = 1; i < k->r.n && !found; i++) {
		str s = k->r.object[i].stream;
		size_t at = s.p != NULL ? str_find(s, str_of(from), 0) : s.n;
		if (at >= s.n)
			continue;
		char *copy = arena_array(k->mem, s.n, char);
		memcpy(copy, s.p, s.n);
		memcpy(copy + at, to, strlen(to));
		k->r.object[i].stream = (str){copy, s.n};
		found = true;
	}
	check(found);
}

static void
no_scope(struct pdf_checked *k)
{
	drop_key(pdf_key(&k->r, dict_with(&k->r, "S", "TH", 0), "A"), "Scope");
}

static void
no_alt(struct pdf_checked *k)
{
	drop_key(dict_with(&k->r, "S", "Figure", 0), "Alt");
}

static void
no_bbox(struct pdf_checked *k)
{
	drop_key(pdf_key(&k->r, dict_with(&k->r, "S", "Figure", 0), "A"), "BBox");
}

static void
skipped_level(struct pdf_checked *k)
{
	set_name(dict_with(&k->r, "S", "H2", 0), "S", "H4");
}

static void
unknown_type(struct pdf_checked *k)
{
	set_name(dict_with(&k->r, "S", "P", 3), "S", "Paragraph");
}

static void
no_note_id(struct pdf_checked *k)
{
	drop_key(dict_with(&k->r, "S", "Note", 0), "ID");
}

static void
no_numbering(struct pdf_checked *k)
{
	drop_key(pdf_key(&k->r, dict_with(&k->r, "S", "L", 0), "A"), "ListNumbering");
}

static void
short_row(struct pdf_checked *k)
{
	struct pv *row = dict_with(&k->r, "S", "TR", 1);

	writable(pdf_key(&k->r, row, "K"))->n--;
}

static void
link_without_words(struct pdf_checked *k)
{
	drop_key(dict_with(&k->r, "Subtype", "Link", 0), "Contents");
}

static void
link_lost(struct pdf_checked *k)
{
	struct pv *v = writable(
	    pdf_key_raw(dict_with(&k->r, "Subtype", "Link", 0), "StructParent"));

	v->number += 1000;
}

static void
unmarked(struct pdf_checked *k)
{
	const struct pv *root = pdf_key(&k->r, &k->r.trailer, "Root");

	drop_key(pdf_key(&k->r, root, "MarkInfo"), "Marked");
}

static void
no_language(struct pdf_checked *k)
{
	drop_key(pdf_key(&k->r, &k->r.trailer, "Root"), "Lang");
}

static void
no_intent(struct pdf_checked *k)
{
	drop_key(pdf_key(&k->r, &k->r.trailer, "Root"), "OutputIntents");
}

static void
no_tab_order(struct pdf_checked *k)
{
	drop_key(dict_with(&k->r, "Type", "Page", 1), "Tabs");
}

static void
not_embedded(struct pdf_checked *k)
{
	drop_key(dict_with(&k->r, "Type", "FontDescriptor", 0), "FontFile2");
}

static void
artifact_gone(struct pdf_checked *k)
{
	edit_content(k, "/Artifact BMC", "            ");
	edit_content(k, "Q\nEMC", "Q    ");
}

static void
mark_left_open(struct pdf_checked *k)
{
	edit_content(k, "EMC", "   ");
}

static void
claimed_twice(struct pdf_checked *k)
{
	edit_content(k, "/MCID 1>", "/MCID 0>");
}

/* Two paragraphs in a row change places in the tree but not on the page. */
static void
other_order(struct pdf_checked *k)
{
	const struct pv *root = pdf_key(&k->r, &k->r.trailer, "Root");
	const struct pv *tree = pdf_key(&k->r, root, "StructTreeRoot");
	const struct pv *doc = pdf_get(&k->r, &pdf_key(&k->r, tree, "K")->v[0]);
	struct pv *kids = writable(pdf_key(&k->r, doc, "K"));
	struct pv first = kids->v[0];

	kids->v[0] = kids->v[1];
	kids->v[1] = first;
}

static const struct {
	void (*make)(struct pdf_checked *k);
	const char *told;
} fault[] = {
    {no_scope, "a TH without Scope"},
    {no_alt, "a Figure without Alt"},
    {no_bbox, "a Figure without BBox"},
    {skipped_level, "a heading skips a level"},
    {unknown_type, "an unknown structure type"},
    {no_note_id, "a Note without ID"},
    {no_numbering, "a list without ListNumbering"},
    {short_row, "rows of different lengths"},
    {link_without_words, "a link without Contents"},
    {link_lost, "the parent tree does not lead back to"},
    {unmarked, "MarkInfo"},
    {no_language, "no language"},
    {no_intent, "no output intent"},
    {no_tab_order, "tab order"},
    {not_embedded, "a font is not embedded"},
    {artifact_gone, "outside structure and artifacts"},
    {mark_left_open, "marked content inside"},
    {claimed_twice, "that is not there"},
    {other_order, "read later, but stands before"},
};

int
main(void)
{
	struct arena mem;
	str file;

	arena_init(&mem, (size_t)1 << 30);
	file = sound(&mem);
	for (size_t i = 0; i <= COUNTOF(fault); i++) {
		struct pdf_checked k = {.mem = &mem};
		check(pdf_open(&k.r, &mem, file));
		if (i < COUNTOF(fault))
			fault[i].make(&k);
		bool ok = pdf_check_opened(&k);
		str report = {k.report.p, k.report.n};
		if (i == COUNTOF(fault)) {
			check(ok); /* the file nothing was done to */
			continue;
		}
		bool told = str_find(report, str_of(fault[i].told), 0) < report.n;
		if (ok || !told)
			fprintf(stderr, "fault %zu, \"%s\": %.*s\n", i, fault[i].told,
			    STR_ARG(report));
		check(!ok && told);
	}
	arena_end(&mem);
	return check_done();
}
