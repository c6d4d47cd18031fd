/* themed.c -- templates of XML whose {names} become the theme's colours and font. */
#include "doc/ooxml/ooxml.h"
#include "doc/theme.h"

static const uint32_t white = 0xffffff;
static const double tint_white = 0.9; /* of white in the ground of a status */

const struct doc_theme *
ooxml_theme(const struct doc *d)
{
	return d->theme != NULL ? d->theme : &doc_theme_house;
}

static bool
color_of(const struct doc_theme *t, str name, uint32_t *rgb)
{
	static const struct {
		const char *name;
		enum theme_color color;
		bool ground; /* the pale ground behind a text of the colour */
	} known[] = {
	    {"deep", TC_DEEP, false},
	    {"accent", TC_ACCENT, false},
	    {"ink", TC_INK, false},
	    {"muted", TC_MUTED, false},
	    {"line", TC_LINE, false},
	    {"tint", TC_TINT, false},
	    {"met", TC_MET, false},
	    {"partly", TC_PARTLY, false},
	    {"not", TC_NOT, false},
	    {"neutral", TC_NEUTRAL, false},
	    {"met-ground", TC_MET, true},
	    {"partly-ground", TC_PARTLY, true},
	    {"not-ground", TC_NOT, true},
	    {"neutral-ground", TC_NEUTRAL, true},
	};

	for (size_t i = 0; i < COUNTOF(known); i++) {
		if (!str_eq(name, str_of(known[i].name)))
			continue;
		*rgb = t->color[known[i].color];
		if (known[i].ground)
			*rgb = theme_mix(*rgb, white, tint_white);
		return true;
	}
	return false;
}

void
ooxml_themed(struct sb *b, const struct doc *d, str xml)
{
	const struct doc_theme *t = ooxml_theme(d);

	while (xml.n > 0) {
		size_t open = str_find_byte(xml, '{', 0), close;
		uint32_t rgb;

		sb_str(b, str_sub(xml, 0, open));
		if (open == xml.n)
			return;
		close = str_find_byte(xml, '}', open);
		must(close < xml.n);
		str name = str_sub(xml, open + 1, close);
		if (str_eq(name, STR("font"))) {
			xml_text(b, t->font.n > 0 ? t->font : STR("Calibri"));
		} else {
			must(color_of(t, name, &rgb));
			sb_printf(b, "%06X", (unsigned)(rgb & white));
		}
		xml = str_sub(xml, close + 1, xml.n);
	}
}
