/* svg.h -- a drawing as inline SVG.
 *
 * Colours are classes (f-… for fill, k-… for stroke) that the style sheet of the
 * page gives meaning in light, dark, print and forced colours.  A standalone
 * file carries the light colours as attributes instead. */
#ifndef TERTIAL_DOC_HTML_SVG_H
#define TERTIAL_DOC_HTML_SVG_H

#include "doc/chart.h"

struct svg_opts {
	str id; /* of the title; "": title and description are one label */
	str css_class;
	str title;
	str desc;         /* standalone: the description goes into the file */
	str described_by; /* inline: the id of the description in the page */
	bool standalone;
};

void svg_write(const struct drawing *g, const struct svg_opts *o, struct sb *b);

#endif
