/* The fonts of the file: subsets with their glyph numbers kept, widths and the
 * way back from glyph to character (ISO 32000-1, 9.7 and 9.10). */
#include <hb-subset.h>
#include <stdio.h>
#include <string.h>

#include "doc/pdf/pdf_font.h"

static const struct {
	const char *name;
	int weight, italic, cap_height;
} about[PF__COUNT] = {
    [PF_REGULAR] = {"SourceSans3-Regular", 80, 0, 660},
    [PF_ITALIC] = {"SourceSans3-It", 76, -11, 660},
    [PF_BOLD] = {"SourceSans3-Semibold", 120, 0, 660},
    [PF_BOLD_ITALIC] = {"SourceSans3-SemiboldIt", 114, -11, 660},
    [PF_HOUSE] = {"SourceSans3-Regular", 80, 0, 660},
    [PF_HEBREW] = {"NotoSansHebrew", 80, 0, 714},
    [PF_ARABIC] = {"NotoSansArabic", 80, 0, 714},
};

void
pdf_fonts_objects(struct pdf_fonts *fs, struct pdf_file *f)
{
	for (int i = 0; i < PF__COUNT; i++)
		if (fs->f[i].face != NULL) {
			fs->f[i].obj = pdf_obj_new(f);
			fs->f[i].soft_obj = fs->f[i].soft_used ? pdf_obj_new(f) : 0;
		}
}

void
pdf_fonts_resources(const struct pdf_fonts *fs, struct sb *b)
{
	for (int i = 0; i < PF__COUNT; i++) {
		if (fs->f[i].face != NULL) {
			sb_printf(b, "/F%d ", i);
			pdf_ref(b, fs->f[i].obj);
		}
		if (fs->f[i].soft_used) {
			sb_printf(b, "/F%d ", i + PF__COUNT);
			pdf_ref(b, fs->f[i].soft_obj);
		}
	}
}

static bool
subset_write(struct pdf_font *f, struct pdf_file *file, int obj)
{
	/* Layout is done; a reader of the PDF needs outlines and metrics only. */
	static const hb_tag_t drop[] = {HB_TAG('G', 'S', 'U', 'B'), HB_TAG('G', 'P', 'O', 'S'),
	    HB_TAG('G', 'D', 'E', 'F'), HB_TAG('n', 'a', 'm', 'e'), HB_TAG('p', 'o', 's', 't'),
	    HB_TAG('O', 'S', '/', '2'), HB_TAG('k', 'e', 'r', 'n'), HB_TAG('S', 'T', 'A', 'T'),
	    HB_TAG('D', 'S', 'I', 'G'), HB_TAG('g', 'a', 's', 'p'), HB_TAG('c', 'm', 'a', 'p'),
	    HB_TAG('B', 'A', 'S', 'E'), HB_TAG('m', 'e', 't', 'a')};
	hb_subset_input_t *in = hb_subset_input_create_or_fail();
	must(in != NULL);
	hb_set_t *glyphs = hb_subset_input_glyph_set(in);
	hb_set_t *dropped = hb_subset_input_set(in, HB_SUBSET_SETS_DROP_TABLE_TAG);

	for (unsigned g = 0; g < f->n_glyph; g++)
		if (f->unicode[g] != 0)
			hb_set_add(glyphs, g);
	for (size_t i = 0; i < COUNTOF(drop); i++)
		hb_set_add(dropped, drop[i]);
	hb_subset_input_set_flags(in, HB_SUBSET_FLAGS_RETAIN_GIDS | HB_SUBSET_FLAGS_NO_HINTING);
	hb_face_t *subset = hb_subset_or_fail(f->face, in);
	hb_subset_input_destroy(in);
	if (subset == NULL)
		return false;
	hb_blob_t *blob = hb_face_reference_blob(subset);
	unsigned n;
	const char *p = hb_blob_get_data(blob, &n);
	char dict[40];
	snprintf(dict, sizeof dict, "/Length1 %u", n);
	pdf_obj_stream(file, obj, dict, (str){p, n}, true);
	hb_blob_destroy(blob);
	hb_face_destroy(subset);
	return true;
}

/* Six letters that tell this subset from others, from the glyphs in it. */
static void
subset_tag(const struct pdf_font *f, char tag[7])
{
	uint64_t h = UINT64_C(14695981039346656037);

	for (unsigned g = 0; g < f->n_glyph; g++)
		if (f->unicode[g] != 0)
			h = (h ^ g) * UINT64_C(1099511628211);
	for (int i = 0; i < 6; i++, h /= 26)
		tag[i] = (char)('A' + h % 26);
	tag[6] = '\0';
}

static void
cmap_begin(struct sb *b)
{
	sb_lit(b,
	    "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
	    "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
	    "/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n"
	    "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n");
}

static void
cmap_char(struct sb *b, unsigned glyph, uint32_t c)
{
	sb_chr(b, '<');
	pdf_hex16(b, glyph);
	sb_lit(b, "><");
	if (c > 0xffff) {
		pdf_hex16(b, 0xd800 + ((c - 0x10000) >> 10));
		pdf_hex16(b, 0xdc00 + ((c - 0x10000) & 0x3ff));
	} else {
		pdf_hex16(b, c);
	}
	sb_lit(b, ">\n");
}

static void
cmap_end(struct sb *b, struct pdf_file *file, int obj)
{
	sb_lit(b, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend");
	pdf_obj_stream(file, obj, "", (str){b->p, b->n}, true);
}

static void
to_unicode_write(const struct pdf_font *f, struct pdf_file *file, int obj)
{
	struct sb b;
	unsigned left = 0;

	sb_init(&b, file->mem, PDF_TEXT_LIMIT);
	cmap_begin(&b);
	for (unsigned g = 0; g < f->n_glyph; g++)
		left += f->unicode[g] != 0;
	for (unsigned g = 0, n = 0; g < f->n_glyph; g++) {
		if (f->unicode[g] == 0)
			continue;
		if (n == 0) {
			n = left < 100 ? left : 100; /* the most one block may hold */
			sb_i64(&b, n);
			sb_lit(&b, " beginbfchar\n");
		}
		cmap_char(&b, g, f->unicode[g]);
		left--;
		if (--n == 0)
			sb_lit(&b, "endbfchar\n");
	}
	cmap_end(&b, file, obj);
}

/* The same font with one character: the hyphen of a divided word. */
static void
soft_write(const struct pdf_font *f, struct pdf_file *file, const char *name, int cid)
{
	int to_unicode = pdf_obj_new(file);
	struct sb b;

	sb_init(&b, file->mem, PDF_TEXT_LIMIT);
	cmap_begin(&b);
	sb_lit(&b, "1 beginbfchar\n");
	cmap_char(&b, f->hyphen, 0xad);
	sb_lit(&b, "endbfchar\n");
	cmap_end(&b, file, to_unicode);
	b.n = 0;
	sb_printf(&b,
	    "<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H"
	    "/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>",
	    name, cid, to_unicode);
	pdf_obj_put(file, f->soft_obj, &b);
}

static void
widths(const struct pdf_font *f, struct sb *b)
{
	sb_lit(b, "/DW 0/W[");
	for (unsigned g = 0; g < f->n_glyph; g++) {
		if (f->unicode[g] == 0)
			continue;
		sb_i64(b, g);
		sb_chr(b, '[');
		for (; g < f->n_glyph && f->unicode[g] != 0; g++) {
			sb_i64(b, f->advance[g]);
			sb_chr(b, ' ');
		}
		sb_chr(b, ']');
	}
	sb_chr(b, ']');
}

static bool
font_write(struct pdf_font *f, int id, const char *base, struct pdf_file *file)
{
	int data = pdf_obj_new(file), desc = pdf_obj_new(file), cid = pdf_obj_new(file);
	int to_unicode = pdf_obj_new(file);
	char tag[7], name[64];
	struct sb b;

	if (!subset_write(f, file, data))
		return false;
	to_unicode_write(f, file, to_unicode);
	subset_tag(f, tag);
	snprintf(name, sizeof name, "%s+%s", tag, base);
	sb_init(&b, file->mem, PDF_TEXT_LIMIT);
	sb_printf(&b,
	    "<</Type/FontDescriptor/FontName/%s/Flags %d/FontBBox[-600 -400 2000 1200]"
	    "/ItalicAngle %d/Ascent %.0f/Descent %.0f/CapHeight %d/StemV %d/FontFile2 %d 0 R>>",
	    name, about[id].italic != 0 ? 68 : 4, about[id].italic, f->ascent * 1000,
	    f->descent * 1000, about[id].cap_height, about[id].weight, data);
	pdf_obj_put(file, desc, &b);
	b.n = 0;
	sb_printf(&b,
	    "<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)"
	    "/Ordering(Identity)/Supplement 0>>/FontDescriptor %d 0 R/CIDToGIDMap/Identity",
	    name, desc);
	widths(f, &b);
	sb_lit(&b, ">>");
	pdf_obj_put(file, cid, &b);
	b.n = 0;
	sb_printf(&b,
	    "<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H"
	    "/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>",
	    name, cid, to_unicode);
	pdf_obj_put(file, f->obj, &b);
	if (f->soft_used)
		soft_write(f, file, name, cid);
	return true;
}

bool
pdf_fonts_write(struct pdf_fonts *fs, struct pdf_file *f)
{
	static const char *const own[TF__COUNT] = {[TF_REGULAR] = "Theme-Regular",
	    [TF_ITALIC] = "Theme-Italic",
	    [TF_BOLD] = "Theme-Bold",
	    [TF_BOLD_ITALIC] = "Theme-BoldItalic"};

	for (int i = 0; i < PF__COUNT; i++) {
		bool theirs = fs->own != NULL && i < TF__COUNT && fs->own[i].n > 0;
		if (fs->f[i].face != NULL &&
		    !font_write(&fs->f[i], i, theirs ? own[i] : about[i].name, f))
			return false;
	}
	return true;
}
