#include "doc/theme.h"

#include <math.h>

static const double text_least = 4.5, sign_least = 3;
static const double tint_white = 0.9; /* of white in the ground of a status */

const struct doc_theme doc_theme_house = {
    .color =
        {
            [TC_DEEP] = 0x083f78,
            [TC_ACCENT] = 0x0b5cab,
            [TC_INK] = 0x1b2430,
            [TC_MUTED] = 0x55606e,
            [TC_LINE] = 0xcdd3da,
            [TC_TINT] = 0xeef3f8,
            [TC_S0] = 0x0b5cab,
            [TC_S1] = 0xb04a00,
            [TC_S2] = 0x0a7d6c,
            [TC_S3] = 0x6b3fa0,
            [TC_MET] = 0x176b32,
            [TC_PARTLY] = 0x7a4d00,
            [TC_NOT] = 0xa8201a,
            [TC_NEUTRAL] = 0x4b5563,
        },
    .indent = -1,
};

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool
theme_color_read(str text, uint32_t *rgb)
{
	uint32_t v = 0;

	if ((text.n != 4 && text.n != 7) || text.p[0] != '#')
		return false;
	for (size_t i = 1; i < text.n; i++) {
		int d = hex_digit(text.p[i]);
		if (d < 0)
			return false;
		v = v << 4 | (uint32_t)d;
		if (text.n == 4) /* each digit stands for two */
			v = v << 4 | (uint32_t)d;
	}
	*rgb = v;
	return true;
}

/* Relative luminance (WCAG 2.2). */
static double
luminance(uint32_t rgb)
{
	static const double share[] = {0.2126, 0.7152, 0.0722};
	double sum = 0;

	for (int i = 0; i < 3; i++) {
		double c = (rgb >> (16 - 8 * i) & 0xff) / 255.0;
		sum += share[i] * (c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4));
	}
	return sum;
}

double
theme_contrast(uint32_t a, uint32_t b)
{
	double la = luminance(a), lb = luminance(b);

	return (fmax(la, lb) + 0.05) / (fmin(la, lb) + 0.05);
}

uint32_t
theme_mix(uint32_t a, uint32_t b, double part)
{
	uint32_t v = 0;

	for (int shift = 16; shift >= 0; shift -= 8) {
		double ca = a >> shift & 0xff, cb = b >> shift & 0xff;
		v = v << 8 | (uint32_t)lrint(ca + (cb - ca) * part);
	}
	return v;
}

uint32_t
theme_readable(uint32_t rgb, uint32_t ground, double ratio)
{
	uint32_t to = luminance(ground) > 0.18 ? 0x000000 : 0xffffff, v = rgb;

	for (int step = 1; step <= 20 && theme_contrast(v, ground) < ratio; step++)
		v = theme_mix(rgb, to, step / 20.0);
	return v;
}

bool
theme_pair_at(const struct doc_theme *t, size_t i, struct theme_pair *out)
{
	enum ground { ON_WHITE, ON_TINT, ON_OWN_TINT };
	static const struct {
		enum theme_color color;
		enum ground ground;
		const double *least;
	} pair[] = {
	    {TC_DEEP, ON_WHITE, &text_least},
	    {TC_DEEP, ON_TINT, &text_least},
	    {TC_ACCENT, ON_WHITE, &text_least},
	    {TC_INK, ON_WHITE, &text_least},
	    {TC_INK, ON_TINT, &text_least},
	    {TC_MUTED, ON_WHITE, &text_least},
	    {TC_S0, ON_WHITE, &sign_least},
	    {TC_S1, ON_WHITE, &sign_least},
	    {TC_S2, ON_WHITE, &sign_least},
	    {TC_S3, ON_WHITE, &sign_least},
	    {TC_MET, ON_OWN_TINT, &text_least},
	    {TC_PARTLY, ON_OWN_TINT, &text_least},
	    {TC_NOT, ON_OWN_TINT, &text_least},
	    {TC_NEUTRAL, ON_OWN_TINT, &text_least},
	};

	if (i >= COUNTOF(pair))
		return false;
	uint32_t rgb = t->color[pair[i].color], ground = 0xffffff;
	if (pair[i].ground == ON_TINT)
		ground = t->color[TC_TINT];
	else if (pair[i].ground == ON_OWN_TINT)
		ground = theme_mix(rgb, 0xffffff, tint_white);
	*out = (struct theme_pair){.color = pair[i].color,
	    .rgb = rgb,
	    .ground = ground,
	    .ratio = theme_contrast(rgb, ground),
	    .least = *pair[i].least};
	return true;
}
