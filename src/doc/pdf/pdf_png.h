/* pdf_png.h -- reading PNG (ISO/IEC 15948) into plain samples.
 *
 * All colour types, depths and interlacing; transparency is laid on white, since
 * pages are.  Checksums are not compared: a wrong one harms nobody. */
#ifndef TERTIAL_DOC_PDF_PNG_H
#define TERTIAL_DOC_PDF_PNG_H

#include "base/str.h"

#define PDF_IMAGE_PIXELS_MAX (16 * 1000 * 1000)

struct png {
	int w, h;
	bool gray;
	unsigned char *px; /* w * h * (gray ? 1 : 3), rows from the top */
	str plain;         /* the packed rows, where readers of PDF take them as they are */
};

bool png_is(str data);
/* NULL when it went well, else what is wrong, in a word or two. */
const char *png_read(struct arena *mem, str data, struct png *out);
/* Only the size; the same result. */
const char *png_size(str data, int *w, int *h);

#endif
