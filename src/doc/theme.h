/* theme.h -- what an organisation's documents look like, the same in every format.
 *
 * A theme is data: colours, a logo, margins, fonts.  Whatever it does not say is the
 * house's own, writer by writer.  Tints, the text on dark ground and the colours
 * of a dark screen are made from it.
 *
 * Ownership: a theme borrows its bytes and texts; it lives as long as the document. */
#ifndef TERTIAL_DOC_THEME_H
#define TERTIAL_DOC_THEME_H

#include "doc/doc.h"

enum theme_color {
	TC_DEEP,   /* the title page and headings */
	TC_ACCENT, /* rules, numbers, links */
	TC_INK,
	TC_MUTED,
	TC_LINE, /* hairlines */
	TC_TINT, /* behind header rows and boxes */
	TC_S0,   /* series of charts */
	TC_S1,
	TC_S2,
	TC_S3,
	TC_MET,
	TC_PARTLY,
	TC_NOT,
	TC_NEUTRAL,
	TC__COUNT
};

enum theme_face { TF_REGULAR, TF_ITALIC, TF_BOLD, TF_BOLD_ITALIC, TF__COUNT };

struct doc_theme {
	uint32_t color[TC__COUNT]; /* 0xRRGGBB, sRGB */
	const struct doc_image *logo;
	double side, top, bottom; /* margins, in points; 0: the house's */
	double indent;            /* from the margin to the text column; below 0: the house's */
	str font;                 /* a family's name, for screens and word processors; "" none */
	str face[TF__COUNT];      /* TrueType files, for PDF; "" the house's */
};

extern const struct doc_theme doc_theme_house;

/* "#083f78" or "#08f"; false for anything else. */
bool theme_color_read(str text, uint32_t *rgb) MUST_USE;
/* Contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio"). */
double theme_contrast(uint32_t a, uint32_t b);
/* `part` of b in a, channel by channel: 0 is a, 1 is b. */
uint32_t theme_mix(uint32_t a, uint32_t b, double part);
/* The colour, moved towards black or white as little as gives the ratio against `ground`. */
uint32_t theme_readable(uint32_t rgb, uint32_t ground, double ratio);

/* What must be told apart from what: text at 4.5 : 1, signs and lines of charts at
 * 3 : 1 (WCAG 2.2, 1.4.3 and 1.4.11).  Call with i = 0, 1 ... until it is false;
 * `ratio` is what the theme gives, `least` what is asked for. */
struct theme_pair {
	enum theme_color color;
	uint32_t rgb, ground;
	double ratio, least;
};
bool theme_pair_at(const struct doc_theme *t, size_t i, struct theme_pair *out);

#endif
