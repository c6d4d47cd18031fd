/* pdf_font.h -- faces, shaped words and font subsets.
 *
 * A word is shaped once per face and document and kept; lines are made of whole
 * words or of runs of a word's glyphs.  Glyphs are in visual order.
 *
 * Invariants
 *   (F1) every glyph that reaches a page is in the subset of its face and has a
 *        Unicode value there; no page shows glyph 0.
 *   (F2) a word whose glyphs' Unicode values do not spell its text (a letter no
 *        face has, right-to-left script) says `actual`; pdf_par.c gives it an
 *        element of its own that holds the text (ActualText). */
#ifndef TERTIAL_DOC_PDF_FONT_H
#define TERTIAL_DOC_PDF_FONT_H

#include "doc/pdf/pdf_hyph.h"
#include "doc/pdf/pdf_obj.h"
#include "doc/pdf/pdf_theme.h"

struct hb_face_t;
struct hb_font_t;
struct hb_buffer_t;

struct pdf_glyph {
	uint16_t gid;
	uint16_t at;    /* byte offset in the word of what it shows */
	int16_t adj;    /* to take from the advance, in 1/1000 em: kerning */
	int16_t dx, dy; /* offset, in 1/1000 em */
	uint16_t adv;   /* the face's own advance, in 1/1000 em */
	uint8_t face;
};

struct pdf_word {
	str text;
	uint64_t hash;
	struct pdf_word *chain;
	struct pdf_glyph *g;
	uint16_t n;
	uint8_t face;
	bool rtl;
	bool actual;
	int8_t n_hyph;  /* -1: not asked yet */
	uint16_t *hyph; /* glyphs before which a hyphen may stand */
	double w;       /* em */
};

struct pdf_font {
	struct hb_face_t *face; /* NULL until it is needed */
	struct hb_font_t *font;
	double per_em;          /* 1000 / units per em */
	double ascent, descent; /* em; descent is negative */
	unsigned n_glyph;
	uint32_t *unicode;           /* by glyph; 0 is not used */
	int16_t *advance;            /* 1/1000 em; -1 not asked */
	uint32_t space, hyphen, box; /* glyphs; box stands for what no face has */
	/* A second font of the same glyphs in which the hyphen reads U+00AD: where a word
	 * is divided. */
	bool soft_used;
	int obj, soft_obj;
};

struct pdf_fonts {
	struct arena *mem;
	struct pdf_font f[PF__COUNT];
	struct hb_buffer_t *buf;
	struct pdf_word **slot;
	struct pdf_glyph *glyph; /* of the word being shaped */
	size_t n_glyph, glyph_room;
	struct hyph hyph;
	bool hyphenate;
	const str *own; /* the theme's faces */
};

/* `own`: TF__COUNT files of a theme, "" where the house's face is meant; NULL none.
 * False when one of them is not a font that may be embedded; *bad says which. */
bool pdf_fonts_init(struct pdf_fonts *fs, struct arena *mem, enum lang lang, const str *own,
    int *bad) MUST_USE;
/* The face, loaded. */
struct pdf_font *pdf_font_of(struct pdf_fonts *fs, enum pdf_face face);
/* Is the character of a script written from right to left? */
bool pdf_is_rtl(uint32_t c);
/* A shaped word; `text` is copied.  At most PDF_WORD_BYTES. */
enum { PDF_WORD_BYTES = 240 };
const struct pdf_word *pdf_shape(struct pdf_fonts *fs, enum pdf_face face, str text);
/* The end of the piece of `s` from `from` that is short enough to be shaped. */
size_t pdf_word_end(str s, size_t from);
/* Glyph numbers before which `w` may be divided; w's cache is filled. */
int pdf_word_hyphens(struct pdf_fonts *fs, const struct pdf_word *w, const uint16_t **out);
/* Width of glyphs [from, to) in em. */
double pdf_word_width(const struct pdf_word *w, unsigned from, unsigned to);
/* One line of text, measured at size 1. */
double pdf_text_width(struct pdf_fonts *fs, enum pdf_face face, str text);
/* Write the subsets of all faces in use; objects were given by pdf_fonts_objects. */
void pdf_fonts_objects(struct pdf_fonts *fs, struct pdf_file *f);
/* False when a theme's font turns out to be broken. */
bool pdf_fonts_write(struct pdf_fonts *fs, struct pdf_file *f) MUST_USE;
/* "/F0 12 0 R /F2 14 0 R": the resource entries of the faces in use.  Soft fonts are
 * numbered from PF__COUNT on. */
void pdf_fonts_resources(const struct pdf_fonts *fs, struct sb *b);

#endif
