/* front.h -- a Markdown file with YAML front matter.
 *
 *     ---
 *     kapitel: ekonomi
 *     ---
 *     The text.
 *
 * Front matter is there only when the very first line is `---` (a BOM and
 * blanks after it are tolerated); it ends at the next line that is `---`. */
#ifndef TERTIAL_FMT_FRONT_H
#define TERTIAL_FMT_FRONT_H

#include "fmt/yaml.h"

struct front {
	const struct yaml *meta; /* NULL when there is none or it is empty */
	str body;                /* borrowed from the input */
	int body_line;           /* lines of the file before the body */
};

bool front_read(struct arena *mem, str bytes, str file, struct front *out, struct err *e) MUST_USE;
/* The file front_read gives back; `meta` may be NULL. */
void front_write(struct sb *b, const struct yaml *meta, str body);

#endif
