/* pdf_jpeg.h -- what a page must know of a JPEG file (ITU-T T.81); its data goes into
 * the PDF as it is. */
#ifndef TERTIAL_DOC_PDF_JPEG_H
#define TERTIAL_DOC_PDF_JPEG_H

#include "base/str.h"

struct jpeg {
	int w, h;
	int components; /* 1 grey, 3 colour, 4 for the press */
};

bool jpeg_is(str data);
/* NULL when it went well, else what is wrong, in a word or two. */
const char *jpeg_read(str data, struct jpeg *out);

#endif
