/* pdf_theme.h -- what a page looks like, as data: colours, styles, margins.
 *
 * pdf_theme_default holds the measures and the house's own colours; pdf_theme_of
 * puts an organisation's theme (doc/theme.h) over them. */
#ifndef TERTIAL_DOC_PDF_THEME_H
#define TERTIAL_DOC_PDF_THEME_H

#include "doc/theme.h"

enum pdf_color {
	PC_INK,
	PC_MUTED,
	PC_LINE, /* hairlines */
	PC_PAPER,
	PC_TINT, /* behind header rows and boxes */
	PC_ACCENT,
	PC_DEEP,  /* title page, headings */
	PC_PALE,  /* text on PC_DEEP */
	PC_RISE0, /* the blocks of the title page */
	PC_RISE1,
	PC_RISE2,
	PC_S0, /* chart series */
	PC_S1,
	PC_S2,
	PC_S3,
	PC_MET,
	PC_PARTLY,
	PC_NOT,
	PC_NEUTRAL,
	PC_MET_TINT,
	PC_PARTLY_TINT,
	PC_NOT_TINT,
	PC_NEUTRAL_TINT,
	PC__COUNT
};

/* Which of the embedded faces a text is set in. */
enum pdf_face {
	PF_REGULAR,
	PF_ITALIC,
	PF_BOLD,
	PF_BOLD_ITALIC,
	PF_HOUSE, /* fallbacks; no style asks for them.  The house's, beside a theme's */
	PF_HEBREW,
	PF_ARABIC,
	PF__COUNT
};

enum pdf_style_id {
	PS_BODY,
	PS_H1,
	PS_H2,
	PS_H3,
	PS_H4,
	PS_H5,
	PS_H6,
	PS_LIST,
	PS_QUOTE,
	PS_CAPTION,
	PS_CELL,
	PS_CELL_HEAD,
	PS_SOURCE,
	PS_REMARK,
	PS_NOTE,
	PS_DEFS,
	PS_KEY_LABEL, /* key figures */
	PS_KEY_VALUE,
	PS_TOC1,
	PS_TOC2,
	PS_TOC3,
	PS_RUNNING,
	PS_TITLE,
	PS_SUBTITLE,
	PS_TITLE_ORG,
	PS_TITLE_META,
	PS__COUNT
};

struct pdf_style {
	enum pdf_face face;
	enum pdf_color color;
	double size, lead;    /* points; lead is from baseline to baseline */
	double before, after; /* of two neighbours the larger counts */
	bool whole_words;     /* divide only what is wider than the line */
};

struct pdf_theme {
	double page_w, page_h;
	double left, right, top, bottom; /* margins of a portrait page */
	double indent;                   /* from the left margin to the text column */
	double header_y, footer_y;       /* baselines, from the top edge */
	double box_pad;
	double cell_pad_x, cell_pad_y;
	double list_indent;
	bool chapter_on_new_page;
	uint32_t color[PC__COUNT]; /* 0xRRGGBB, sRGB */
	struct pdf_style style[PS__COUNT];
	const struct doc_image *logo; /* on the title page; NULL none */
	const str *face;              /* TF__COUNT font files; NULL: the house's */
};

extern const struct pdf_theme pdf_theme_default;

/* The page look of a theme; NULL gives the default.  Borrows from `t`. */
const struct pdf_theme *pdf_theme_of(struct arena *mem, const struct doc_theme *t);

#endif
