/* html_theme.c -- an organisation's theme as rules after the house's own.
 *
 * Light screens take the colours as they are; for dark ones each is made as light as
 * its use asks for.  Forced colours are the reader's: no rule of ours is there. */
#include "doc/html/html_priv.h"
#include "doc/theme.h"

static const uint32_t white = 0xffffff, night = 0x10171e;
static const double text_least = 4.5, sign_least = 3;

static void
put_rule(struct sb *b, const char *name, uint32_t rgb)
{
	sb_printf(b, "--%s:#%06x;", name, (unsigned)rgb);
}

/* The colours of charts and statuses, against a ground. */
static void
put_signs(struct sb *b, const struct doc_theme *t, uint32_t ground)
{
	static const char *const series[] = {"s0", "s1", "s2", "s3"};
	static const struct {
		const char *ink, *tint;
	} status[] = {{"met", "met-b"}, {"part", "part-b"}, {"not", "not-b"}, {"neu", "neu-b"}};

	for (int i = 0; i < 4; i++)
		put_rule(b, series[i], theme_readable(t->color[TC_S0 + i], ground, sign_least));
	for (int i = 0; i < 4; i++) {
		uint32_t tint = theme_mix(t->color[TC_MET + i], ground,
		    ground == white ? 0.9 : 0.78);
		uint32_t ink = theme_readable(t->color[TC_MET + i], tint, text_least);
		put_rule(b, status[i].tint, tint);
		put_rule(b, status[i].ink, ink);
		if (i == 1)
			put_rule(b, "part-ink", ink);
	}
}

static void
put_light(struct sb *b, const struct doc_theme *t)
{
	uint32_t deep = t->color[TC_DEEP];

	put_rule(b, "ink", t->color[TC_INK]);
	put_rule(b, "mut", t->color[TC_MUTED]);
	put_rule(b, "line", t->color[TC_LINE]);
	put_rule(b, "tint", t->color[TC_TINT]);
	put_rule(b, "accent", t->color[TC_ACCENT]);
	put_rule(b, "accent-ink",
	    theme_readable(t->color[TC_ACCENT], t->color[TC_TINT], text_least));
	put_rule(b, "band", deep);
	put_rule(b, "band-mut", theme_readable(theme_mix(deep, white, 0.82), deep, text_least));
	put_signs(b, t, white);
}

static void
put_dark(struct sb *b, const struct doc_theme *t)
{
	uint32_t tint = theme_mix(night, t->color[TC_ACCENT], 0.16);
	uint32_t band = theme_mix(night, t->color[TC_DEEP], 0.6);

	put_rule(b, "ink", 0xe4eaf0);
	put_rule(b, "mut", 0xa9b5c1);
	put_rule(b, "line", 0x2b3743);
	put_rule(b, "tint", tint);
	put_rule(b, "accent", theme_readable(t->color[TC_ACCENT], tint, text_least));
	put_rule(b, "accent-ink", theme_readable(t->color[TC_ACCENT], tint, 7));
	put_rule(b, "band", band);
	put_rule(b, "band-mut", theme_readable(theme_mix(band, white, 0.7), band, text_least));
	put_signs(b, t, night);
}

void
html_theme(struct sb *b, const struct doc_theme *t)
{
	if (t->font.n > 0)
		sb_printf(b,
		    ".doc{font-family:\"%.*s\",\"Source Sans 3\",system-ui,\"Segoe UI\",\"Noto Sans\",sans-serif}\n",
		    STR_ARG(t->font));
	sb_lit(b, "@media screen and (forced-colors: none){.doc{");
	put_light(b, t);
	sb_lit(b,
	    "}}\n@media screen and (forced-colors: none) and (prefers-color-scheme: dark){.doc{");
	put_dark(b, t);
	sb_lit(b, "}}\n@media print{.doc{");
	put_rule(b, "accent", t->color[TC_ACCENT]);
	put_signs(b, t, white);
	sb_printf(b, "}.page .cover{border-bottom-color:#%06x}}\n", (unsigned)t->color[TC_ACCENT]);
}
