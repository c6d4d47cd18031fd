/* pdf_meta.h -- what says which standards the file keeps, and whose it is: XMP,
 * the document information, the output intent. */
#ifndef TERTIAL_DOC_PDF_META_H
#define TERTIAL_DOC_PDF_META_H

#include "doc/pdf/pdf_ctx.h"

struct pdf_meta {
	int info, xmp, intent_profile;
};

/* Objects for the catalog. */
struct pdf_meta pdf_meta_write(struct pdf_ctx *c);
/* An ICC profile of the sRGB colour space (IEC 61966-2-1), made from its numbers. */
str pdf_srgb_profile(struct arena *mem);

#endif
