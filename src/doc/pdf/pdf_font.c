#include "doc/pdf/pdf_font.h"

#include <hb-ot.h>
#include <hb.h>
#include <math.h>
#include <string.h>

#include "doc/pdf/pdf_data.h"

enum { SLOTS = 8192 }; /* a power of two */

static const char *const data_name[PF__COUNT] = {
    [PF_REGULAR] = "SourceSans3-Regular.ttf",
    [PF_ITALIC] = "SourceSans3-It.ttf",
    [PF_BOLD] = "SourceSans3-Semibold.ttf",
    [PF_BOLD_ITALIC] = "SourceSans3-SemiboldIt.ttf",
    [PF_HOUSE] = "SourceSans3-Regular.ttf",
    [PF_HEBREW] = "NotoSansHebrew-Regular.ttf",
    [PF_ARABIC] = "NotoSansArabic-Regular.ttf",
};

_Static_assert((int)PF_REGULAR == TF_REGULAR && (int)PF_ITALIC == TF_ITALIC &&
        (int)PF_BOLD == TF_BOLD && (int)PF_BOLD_ITALIC == TF_BOLD_ITALIC,
    "a theme's faces stand in the order of ours");

static const struct embedded *
data_of(const char *name)
{
	for (size_t i = 0; i < pdf_data_n_files; i++)
		if (strcmp(pdf_data_files[i].name, name) == 0)
			return &pdf_data_files[i];
	never("a face that is not compiled in");
}

/* The file of a face: the theme's own, or what is compiled in. */
static str
file_of(const struct pdf_fonts *fs, enum pdf_face id)
{
	if (fs->own != NULL && (int)id < TF__COUNT && fs->own[id].n > 0)
		return fs->own[id];
	const struct embedded *d = data_of(data_name[id]);
	return (str){(const char *)d->data, d->n};
}

static void
face_free(void *p)
{
	hb_face_destroy(p);
}

static void
font_free(void *p)
{
	hb_font_destroy(p);
}

static void
buffer_free(void *p)
{
	hb_buffer_destroy(p);
}

static uint32_t
glyph_of(const struct pdf_font *f, uint32_t c)
{
	hb_codepoint_t g = 0;

	return hb_font_get_nominal_glyph(f->font, c, &g) ? g : 0;
}

static int
advance_of(struct pdf_font *f, uint32_t g)
{
	if (f->advance[g] < 0)
		f->advance[g] = (int16_t)lrint(hb_font_get_glyph_h_advance(f->font, g) * f->per_em);
	return f->advance[g];
}

static void
face_load(struct pdf_fonts *fs, enum pdf_face id)
{
	str file = file_of(fs, id);
	struct pdf_font *f = &fs->f[id];
	hb_font_extents_t ext;
	hb_blob_t *blob = hb_blob_create(file.p, (unsigned)file.n, HB_MEMORY_MODE_READONLY, NULL,
	    NULL);

	f->face = hb_face_create(blob, 0);
	hb_blob_destroy(blob);
	arena_defer(fs->mem, face_free, f->face);
	f->font = hb_font_create(f->face);
	arena_defer(fs->mem, font_free, f->font);
	f->n_glyph = hb_face_get_glyph_count(f->face);
	must(f->n_glyph > 0);
	f->per_em = 1000.0 / hb_face_get_upem(f->face);
	must(hb_font_get_h_extents(f->font, &ext));
	f->ascent = ext.ascender * f->per_em / 1000;
	f->descent = ext.descender * f->per_em / 1000;
	f->unicode = arena_array(fs->mem, f->n_glyph, uint32_t);
	f->advance = arena_array(fs->mem, f->n_glyph, int16_t);
	memset(f->advance, 0xff, f->n_glyph * sizeof *f->advance);
	f->space = glyph_of(f, ' ');
	f->hyphen = glyph_of(f, '-');
	f->box = glyph_of(f, 0x25a1);
	/* A plain space, whatever no-break space shares its glyph. */
	f->unicode[f->space] = ' ';
	advance_of(f, f->space);
	advance_of(f, f->hyphen);
}

struct pdf_font *
pdf_font_of(struct pdf_fonts *fs, enum pdf_face face)
{
	must(face < PF__COUNT);
	if (fs->f[face].face == NULL)
		face_load(fs, face);
	return &fs->f[face];
}

/* A TrueType font with outlines, a space and a hyphen, whose maker allows that
 * documents carry it (OpenType, OS/2, fsType). */
static bool
may_embed(str file)
{
	hb_blob_t *blob = hb_blob_create(file.p, (unsigned)file.n, HB_MEMORY_MODE_READONLY, NULL,
	    NULL);
	hb_face_t *face = hb_face_create(blob, 0);
	hb_font_t *font = hb_font_create(face);
	hb_blob_t *glyf = hb_face_reference_table(face, HB_TAG('g', 'l', 'y', 'f'));
	hb_blob_t *os2 = hb_face_reference_table(face, HB_TAG('O', 'S', '/', '2'));
	unsigned n, upem = hb_face_get_upem(face);
	const char *p = hb_blob_get_data(os2, &n);
	hb_codepoint_t g;
	hb_font_extents_t ext;
	bool ok = hb_face_get_glyph_count(face) > 1 && hb_blob_get_length(glyf) > 0 && upem >= 16 &&
	    upem <= 16384 && hb_font_get_h_extents(font, &ext) &&
	    hb_font_get_nominal_glyph(font, ' ', &g) && g != 0 &&
	    hb_font_get_nominal_glyph(font, '-', &g) && g != 0;

	ok = ok && (n < 10 || (p[9] & 0x0f) != 2);
	hb_blob_destroy(os2);
	hb_blob_destroy(glyf);
	hb_font_destroy(font);
	hb_face_destroy(face);
	hb_blob_destroy(blob);
	return ok;
}

bool
pdf_fonts_init(struct pdf_fonts *fs, struct arena *mem, enum lang lang, const str *own, int *bad)
{
	*fs = (struct pdf_fonts){.mem = mem, .hyphenate = lang == LANG_SV, .own = own};
	for (int i = 0; own != NULL && i < TF__COUNT; i++)
		if (own[i].n > 0 && !may_embed(own[i])) {
			*bad = i;
			return false;
		}
	fs->buf = hb_buffer_create();
	arena_defer(mem, buffer_free, fs->buf);
	fs->slot = arena_array(mem, SLOTS, struct pdf_word *);
	if (fs->hyphenate) {
		const struct embedded *d = data_of("hyph_sv.dic");
		hyph_load(&fs->hyph, mem, (str){(const char *)d->data, d->n});
	}
	return true;
}

/* Two characters that one glyph may stand for without harm: spaces, hyphens, mu. */
static uint32_t
canonical(uint32_t c)
{
	switch (c) {
	case 0xa0:
		return ' ';
	case 0x2010:
	case 0x2011:
		return '-';
	case 0xb5:
		return 0x3bc;
	default:
		return c;
	}
}

bool
pdf_is_rtl(uint32_t c)
{
	return (c >= 0x590 && c <= 0x8ff) || (c >= 0xfb1d && c <= 0xfdff) ||
	    (c >= 0xfe70 && c <= 0xfefc);
}

/* The face that has the character: the one asked for, a fallback, or none. */
static enum pdf_face
face_for(struct pdf_fonts *fs, enum pdf_face want, uint32_t c)
{
	/* The house's faces have all of Latin; a theme's may not. */
	if ((c < 0x250 && fs->own == NULL) || glyph_of(pdf_font_of(fs, want), c) != 0)
		return want;
	if (glyph_of(pdf_font_of(fs, PF_REGULAR), c) != 0)
		return PF_REGULAR;
	if (fs->own != NULL && glyph_of(pdf_font_of(fs, PF_HOUSE), c) != 0)
		return PF_HOUSE;
	if (pdf_is_rtl(c)) {
		for (int f = PF_HEBREW; f <= PF_ARABIC; f++)
			if (glyph_of(pdf_font_of(fs, (enum pdf_face)f), c) != 0)
				return (enum pdf_face)f;
	}
	return want;
}

/* Characters in the cluster that begins at byte `at` and ends at `end`. */
static int
cluster_chars(str s, size_t at, size_t end, uint32_t *first)
{
	int n = 0;

	for (size_t i = at; i < end && i < s.n; n++) {
		uint32_t c = utf8_next(s, &i);
		if (n == 0)
			*first = c;
	}
	return n;
}

/* What glyph g shows when it is one of several of a cluster: the character that
 * maps to it by itself, if there is one. */
static uint32_t
reverse_lookup(const struct pdf_font *f, uint32_t g)
{
	for (uint32_t c = 0x300; c < 0x370; c++)
		if (glyph_of(f, c) == g)
			return c;
	for (uint32_t c = 0x20; c < 0x250; c++)
		if (glyph_of(f, c) == g)
			return c;
	return 0xfffd;
}

static int16_t
per_mille(double v)
{
	return (int16_t)lrint(v < -30000 ? -30000 : v > 30000 ? 30000 : v);
}

static void
glyph_add(struct pdf_fonts *fs, struct pdf_word *w, enum pdf_face face, uint32_t gid, size_t at,
    const hb_glyph_position_t *gp)
{
	struct pdf_font *f = pdf_font_of(fs, face);
	int adv = advance_of(f, gid);

	arena_grow(fs->mem, fs->glyph, fs->n_glyph, fs->glyph_room);
	struct pdf_glyph *g = &fs->glyph[fs->n_glyph++];
	*g = (struct pdf_glyph){.gid = (uint16_t)gid,
	    .at = (uint16_t)at,
	    .face = (uint8_t)face,
	    .adv = (uint16_t)adv};
	if (gp != NULL) {
		g->adj = per_mille(adv - gp->x_advance * f->per_em);
		g->dx = per_mille(gp->x_offset * f->per_em);
		g->dy = per_mille(gp->y_offset * f->per_em);
	}
	w->w += (adv - g->adj) / 1000.0;
}

/* Where the text of glyph i's cluster ends: at the next cluster in reading order. */
static size_t
cluster_end(const hb_glyph_info_t *gi, unsigned n, unsigned i, size_t run_bytes, bool rtl)
{
	size_t at = gi[i].cluster;

	if (rtl) {
		for (unsigned k = i; k > 0; k--)
			if (gi[k - 1].cluster > at)
				return gi[k - 1].cluster;
	} else {
		for (unsigned k = i + 1; k < n; k++)
			if (gi[k].cluster > at)
				return gi[k].cluster;
	}
	return run_bytes;
}

/* Take the glyphs that HarfBuzz made of one run. */
static void
take_glyphs(struct pdf_fonts *fs, struct pdf_word *w, enum pdf_face face, str run, size_t from)
{
	struct pdf_font *f = pdf_font_of(fs, face);
	unsigned n;
	const hb_glyph_info_t *gi = hb_buffer_get_glyph_infos(fs->buf, &n);
	const hb_glyph_position_t *gp = hb_buffer_get_glyph_positions(fs->buf, &n);

	for (unsigned i = 0; i < n; i++) {
		uint32_t gid = gi[i].codepoint, c = 0;
		size_t at = gi[i].cluster;
		if (gid == 0 || gid >= f->n_glyph) {
			enum pdf_face house = fs->own != NULL ? PF_HOUSE : PF_REGULAR;
			struct pdf_font *r = pdf_font_of(fs, house);
			r->unicode[r->box] = 0x25a1;
			w->actual = true;
			glyph_add(fs, w, house, r->box, from + at, NULL);
			continue;
		}
		bool alone = (i == 0 || gi[i - 1].cluster != at) &&
		    (i + 1 == n || gi[i + 1].cluster != at);
		int n_char = cluster_chars(run, at, cluster_end(gi, n, i, run.n, w->rtl), &c);
		if (!alone || n_char != 1) {
			c = f->unicode[gid] != 0 ? f->unicode[gid] : reverse_lookup(f, gid);
			w->actual = true;
		}
		c = canonical(c);
		if (f->unicode[gid] == 0)
			f->unicode[gid] = c;
		else if (f->unicode[gid] != c)
			w->actual = true;
		glyph_add(fs, w, face, gid, from + at, &gp[i]);
	}
}

static void
shape_run(struct pdf_fonts *fs, struct pdf_word *w, enum pdf_face face, size_t from, size_t to)
{
	static const hb_feature_t feature[] = {
	    {HB_TAG('l', 'i', 'g', 'a'), 0, 0, (unsigned)-1}, /* words must be divisible */
	    {HB_TAG('c', 'l', 'i', 'g'), 0, 0, (unsigned)-1},
	};
	struct pdf_font *f = pdf_font_of(fs, face);
	str run = str_sub(w->text, from, to);

	hb_buffer_clear_contents(fs->buf);
	hb_buffer_add_utf8(fs->buf, run.p, (int)run.n, 0, (int)run.n);
	if (w->rtl) {
		hb_buffer_guess_segment_properties(fs->buf);
		hb_buffer_set_direction(fs->buf, HB_DIRECTION_RTL);
		hb_shape(f->font, fs->buf, NULL, 0);
	} else {
		hb_buffer_set_direction(fs->buf, HB_DIRECTION_LTR);
		hb_buffer_set_script(fs->buf, HB_SCRIPT_LATIN);
		hb_buffer_set_language(fs->buf, hb_language_from_string("sv", 2));
		hb_shape(f->font, fs->buf, feature, COUNTOF(feature));
	}
	take_glyphs(fs, w, face, run, from);
}

/* The end of the run of one face that begins at `from`. */
static size_t
run_end(struct pdf_fonts *fs, const struct pdf_word *w, size_t from, enum pdf_face *face)
{
	size_t i = from;
	uint32_t c = utf8_next(w->text, &i);

	*face = face_for(fs, (enum pdf_face)w->face, c);
	while (i < w->text.n) {
		size_t next = i;
		c = utf8_next(w->text, &next);
		bool mark = c >= 0x300 && c < 0x370; /* stays with its letter */
		if (!mark && face_for(fs, (enum pdf_face)w->face, c) != *face)
			break;
		i = next;
	}
	return i;
}

static void
shape_word(struct pdf_fonts *fs, struct pdf_word *w)
{
	fs->n_glyph = 0;
	for (size_t i = 0; i < w->text.n;) {
		enum pdf_face face;
		size_t end = run_end(fs, w, i, &face);
		shape_run(fs, w, face, i, end);
		i = end;
	}
	w->actual = w->actual || w->rtl;
	w->n = (uint16_t)fs->n_glyph;
	w->g = arena_array(fs->mem, fs->n_glyph + 1, struct pdf_glyph);
	memcpy(w->g, fs->glyph, fs->n_glyph * sizeof *w->g);
}

const struct pdf_word *
pdf_shape(struct pdf_fonts *fs, enum pdf_face face, str text)
{
	must(text.n <= PDF_WORD_BYTES);
	uint64_t h = str_hash(text, face);
	struct pdf_word **slot = &fs->slot[h & (SLOTS - 1)];

	for (struct pdf_word *w = *slot; w != NULL; w = w->chain)
		if (w->hash == h && w->face == face && str_eq(w->text, text))
			return w;
	struct pdf_word *w = arena_new(fs->mem, struct pdf_word);
	w->text = str_dup(fs->mem, text);
	w->hash = h;
	w->face = (uint8_t)face;
	w->n_hyph = -1;
	w->chain = *slot;
	*slot = w;
	for (size_t i = 0; i < text.n && !w->rtl;)
		w->rtl = pdf_is_rtl(utf8_next(text, &i));
	shape_word(fs, w);
	return w;
}

int
pdf_word_hyphens(struct pdf_fonts *fs, const struct pdf_word *cw, const uint16_t **out)
{
	struct pdf_word *w = NULL;

	/* The caller's pointer is const because words are shared; the cache is ours. */
	for (w = fs->slot[cw->hash & (SLOTS - 1)]; w != NULL && w != cw; w = w->chain)
		;
	must(w != NULL);
	if (w->n_hyph < 0) {
		uint16_t at[HYPH_LETTERS_MAX];
		int n = fs->hyphenate && !w->rtl ? hyph_points(&fs->hyph, w->text, at) : 0;
		int found = 0;
		w->hyph = n > 0 ? arena_array(fs->mem, (size_t)n, uint16_t) : NULL;
		for (uint16_t g = 1; g < w->n && found < n; g++)
			if (w->g[g].at == at[found])
				w->hyph[found++] = g;
		w->n_hyph = (int8_t)found;
	}
	*out = w->hyph;
	return w->n_hyph;
}

double
pdf_word_width(const struct pdf_word *w, unsigned from, unsigned to)
{
	double sum = 0;

	must(from <= to && to <= w->n);
	if (from == 0 && to == w->n)
		return w->w;
	for (unsigned i = from; i < to; i++)
		sum += (w->g[i].adv - w->g[i].adj) / 1000.0;
	return sum;
}

size_t
pdf_word_end(str s, size_t from)
{
	size_t end = from + PDF_WORD_BYTES;

	if (end >= s.n)
		return s.n;
	while (end > from + 1 && ((unsigned char)s.p[end] & 0xc0) == 0x80)
		end--;
	return end;
}

double
pdf_text_width(struct pdf_fonts *fs, enum pdf_face face, str text)
{
	double sum = 0;
	double space = advance_of(pdf_font_of(fs, face), fs->f[face].space) / 1000.0;
	str part;
	bool first = true;

	while (str_cut(&text, ' ', &part)) {
		sum += first ? 0 : space;
		first = false;
		for (size_t i = 0, end; i < part.n; i = end) {
			end = pdf_word_end(part, i);
			sum += pdf_shape(fs, face, str_sub(part, i, end))->w;
		}
	}
	return sum;
}
