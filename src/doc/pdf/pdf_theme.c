#include "doc/pdf/pdf_theme.h"

const struct pdf_theme pdf_theme_default =
    {
        .page_w = 595.276,
        .page_h = 841.89,
        .left = 62,
        .right = 62,
        .top = 86,
        .bottom = 78,
        .indent = 76,
        .header_y = 50,
        .footer_y = 800,
        .box_pad = 11,
        .cell_pad_x = 5,
        .cell_pad_y = 3.4,
        .list_indent = 15,
        .chapter_on_new_page = true,
        .color =
            {
                [PC_INK] = 0x1b2430,
                [PC_MUTED] = 0x55606e,
                [PC_LINE] = 0xcdd3da,
                [PC_PAPER] = 0xffffff,
                [PC_TINT] = 0xeef3f8,
                [PC_ACCENT] = 0x0b5cab,
                [PC_DEEP] = 0x083f78,
                [PC_PALE] = 0xdbe8f6,
                [PC_RISE0] = 0x0b4a8c,
                [PC_RISE1] = 0x0f5ba8,
                [PC_RISE2] = 0x2a76c2,
                [PC_S0] = 0x0b5cab,
                [PC_S1] = 0xb04a00,
                [PC_S2] = 0x0a7d6c,
                [PC_S3] = 0x6b3fa0,
                [PC_MET] = 0x176b32,
                [PC_PARTLY] = 0x7a4d00,
                [PC_NOT] = 0xa8201a,
                [PC_NEUTRAL] = 0x4b5563,
                [PC_MET_TINT] = 0xe6f4ea,
                [PC_PARTLY_TINT] = 0xfff3d6,
                [PC_NOT_TINT] = 0xfdeceb,
                [PC_NEUTRAL_TINT] = 0xeef0f3,
            },
        .style =
            {
                [PS_BODY] = {PF_REGULAR, PC_INK, 10.5, 15, 0, 7.5},
                [PS_H1] = {PF_BOLD, PC_DEEP, 25, 30, 34, 16, true},
                [PS_H2] = {PF_BOLD, PC_DEEP, 16, 20.5, 24, 7, true},
                [PS_H3] = {PF_BOLD, PC_DEEP, 13, 17, 19, 5, true},
                [PS_H4] = {PF_BOLD, PC_INK, 11.5, 15.5, 16, 3.5, true},
                [PS_H5] = {PF_BOLD, PC_INK, 10.5, 14.5, 13, 2.5, true},
                [PS_H6] = {PF_BOLD_ITALIC, PC_INK, 10.5, 14.5, 10, 2, true},
                [PS_LIST] = {PF_REGULAR, PC_INK, 10.5, 15, 0, 3},
                [PS_QUOTE] = {PF_ITALIC, PC_INK, 10.5, 15, 0, 6},
                [PS_CAPTION] = {PF_BOLD, PC_INK, 9.5, 13, 16, 5, true},
                [PS_CELL] = {PF_REGULAR, PC_INK, 9, 11.8, 0, 0},
                [PS_CELL_HEAD] = {PF_BOLD, PC_DEEP, 8.8, 11.2, 0, 0, true},
                [PS_SOURCE] = {PF_REGULAR, PC_MUTED, 8.5, 11.5, 5, 14},
                [PS_REMARK] = {PF_REGULAR, PC_MUTED, 8.5, 11.5, 4, 14},
                [PS_NOTE] = {PF_REGULAR, PC_INK, 8.6, 11.6, 0, 2},
                [PS_DEFS] = {PF_REGULAR, PC_INK, 10, 14, 0, 4.4},
                [PS_KEY_LABEL] = {PF_REGULAR, PC_MUTED, 9, 12, 0, 0, true},
                [PS_KEY_VALUE] = {PF_BOLD, PC_DEEP, 19, 25, 0, 0, true},
                [PS_TOC1] = {PF_BOLD, PC_DEEP, 11, 15, 9, 2, true},
                [PS_TOC2] = {PF_REGULAR, PC_INK, 10.5, 14.5, 0, 1.5, true},
                [PS_TOC3] = {PF_REGULAR, PC_MUTED, 9.8, 13.5, 0, 1, true},
                [PS_RUNNING] = {PF_REGULAR, PC_MUTED, 8.5, 11, 0, 0},
                [PS_TITLE] = {PF_BOLD, PC_PAPER, 42, 48, 0, 10, true},
                [PS_SUBTITLE] = {PF_REGULAR, PC_PALE, 20, 26, 0, 0, true},
                [PS_TITLE_ORG] = {PF_BOLD, PC_PAPER, 13, 18, 0, 0, true},
                [PS_TITLE_META] = {PF_REGULAR, PC_INK, 11, 16, 0, 4},
            },
};

const struct pdf_theme *
pdf_theme_of(struct arena *mem, const struct doc_theme *t)
{
	static const enum pdf_color as[TC__COUNT] = {[TC_DEEP] = PC_DEEP,
	    [TC_ACCENT] = PC_ACCENT,
	    [TC_INK] = PC_INK,
	    [TC_MUTED] = PC_MUTED,
	    [TC_LINE] = PC_LINE,
	    [TC_TINT] = PC_TINT,
	    [TC_S0] = PC_S0,
	    [TC_S1] = PC_S1,
	    [TC_S2] = PC_S2,
	    [TC_S3] = PC_S3,
	    [TC_MET] = PC_MET,
	    [TC_PARTLY] = PC_PARTLY,
	    [TC_NOT] = PC_NOT,
	    [TC_NEUTRAL] = PC_NEUTRAL};

	if (t == NULL)
		return &pdf_theme_default;
	struct pdf_theme *p = arena_new(mem, struct pdf_theme);
	*p = pdf_theme_default;
	for (int i = 0; i < TC__COUNT; i++)
		p->color[as[i]] = t->color[i];
	/* What goes with these colours, as the house's own goes with its. */
	uint32_t deep = t->color[TC_DEEP], accent = t->color[TC_ACCENT], white = 0xffffff;
	p->color[PC_PALE] = theme_readable(theme_mix(deep, white, 0.86), deep, 4.5);
	p->color[PC_RISE0] = theme_mix(deep, accent, 0.4);
	p->color[PC_RISE1] = theme_mix(deep, accent, 0.9);
	p->color[PC_RISE2] = theme_mix(accent, white, 0.14);
	for (int i = 0; i < 4; i++)
		p->color[PC_MET_TINT + i] = theme_mix(p->color[PC_MET + i], white, 0.9);
	if (t->side > 0)
		p->left = p->right = t->side;
	if (t->top > 0) {
		p->header_y += t->top - p->top;
		p->top = t->top;
	}
	if (t->bottom > 0) {
		p->footer_y += p->bottom - t->bottom;
		p->bottom = t->bottom;
	}
	if (t->indent >= 0)
		p->indent = t->indent;
	p->logo = t->logo;
	for (int i = 0; i < TF__COUNT; i++)
		if (t->face[i].n > 0)
			p->face = t->face;
	return p;
}
