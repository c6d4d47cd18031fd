/* Images: read once each, written as image objects. */
#include <stdio.h>

#include "doc/pdf/messages.h"
#include "doc/pdf/pdf_flow.h"
#include "doc/pdf/pdf_jpeg.h"
#include "doc/pdf/pdf_png.h"

/* The compressed rows of most PNG files can go into a PDF as they are; they have been
 * read to know that they are whole. */
static void
png_object(struct pdf_ctx *c, struct pdf_image *im, const struct png *png)
{
	char dict[220];

	if (png->plain.p != NULL) {
		snprintf(dict, sizeof dict,
		    "/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/Device%s"
		    "/BitsPerComponent 8/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors %d/Columns %d>>",
		    im->w, im->h, png->gray ? "Gray" : "RGB", png->gray ? 1 : 3, im->w);
		pdf_obj_raw(&c->file, im->obj, dict, png->plain);
		return;
	}
	snprintf(dict, sizeof dict,
	    "/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/Device%s/BitsPerComponent 8",
	    im->w, im->h, png->gray ? "Gray" : "RGB");
	str px = {(const char *)png->px, (size_t)png->w * (size_t)png->h * (png->gray ? 1 : 3)};
	pdf_obj_stream(&c->file, im->obj, dict, px, true);
}

static bool
png_load(struct pdf_ctx *c, struct pdf_image *im, str data)
{
	struct png png = {0};
	struct arena mem; /* pixels are many and needed only here */
	const char *why = png_size(data, &im->w, &im->h);

	if (why != NULL)
		return fail(c->err, RC_INVALID, MSG_pdf_image_broken, ARG(im->of->alt), ARG(why));
	if ((int64_t)im->w * im->h > PDF_IMAGE_PIXELS_MAX)
		return fail(c->err, RC_LIMIT, MSG_pdf_image_large, ARG(im->of->alt), ARG(im->w),
		    ARG(im->h), ARG(PDF_IMAGE_PIXELS_MAX));
	arena_init(&mem, (size_t)PDF_IMAGE_PIXELS_MAX * 16 + data.n);
	why = png_read(&mem, data, &png);
	if (why == NULL) {
		im->obj = pdf_obj_new(&c->file);
		png_object(c, im, &png);
	}
	arena_end(&mem);
	return why == NULL ||
	    fail(c->err, RC_INVALID, MSG_pdf_image_broken, ARG(im->of->alt), ARG(why));
}

static bool
jpeg_load(struct pdf_ctx *c, struct pdf_image *im, str data)
{
	struct jpeg jpeg;
	const char *why = jpeg_read(data, &jpeg);
	char dict[200];

	if (why != NULL)
		return fail(c->err, RC_INVALID, MSG_pdf_image_broken, ARG(im->of->alt), ARG(why));
	if (jpeg.components == 4)
		return fail(c->err, RC_INVALID, MSG_pdf_image_cmyk, ARG(im->of->alt));
	im->w = jpeg.w;
	im->h = jpeg.h;
	im->obj = pdf_obj_new(&c->file);
	snprintf(dict, sizeof dict,
	    "/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/Device%s/BitsPerComponent 8"
	    "/Filter/DCTDecode",
	    im->w, im->h, jpeg.components == 1 ? "Gray" : "RGB");
	pdf_obj_raw(&c->file, im->obj, dict, data);
	return true;
}

static bool
image_load(struct pdf_ctx *c, struct pdf_image *im)
{
	str data = {(const char *)im->of->data, im->of->n};

	if (png_is(data))
		return png_load(c, im, data);
	if (jpeg_is(data))
		return jpeg_load(c, im, data);
	return fail(c->err, RC_INVALID, MSG_pdf_image_unknown, ARG(im->of->alt));
}

int
pdf_image_of(struct pdf_ctx *c, const struct doc_image *of)
{
	struct pdf_image im = {.of = of};

	for (size_t i = 0; i < c->n_image; i++)
		if (c->image[i].of == of)
			return (int)i;
	if (c->failed || !image_load(c, &im)) {
		c->failed = true;
		return -1;
	}
	arena_grow(c->mem, c->image, c->n_image, c->image_room);
	c->image[c->n_image] = im;
	return (int)c->n_image++;
}

void
pdf_image_put(struct pdf_ctx *c, int i, double x, double y, double w, double h)
{
	struct pdf_page *pg = c->at;
	struct sb *b = &pg->front.b;

	arena_grow(c->mem, pg->image, pg->n_image, pg->image_room);
	pg->image[pg->n_image++] = i;
	sb_lit(b, "q ");
	pdf_num2(b, w);
	sb_lit(b, "0 0 ");
	pdf_num2(b, h);
	pdf_num2(b, x);
	pdf_num2(b, pg->h - y - h);
	sb_printf(b, "cm /I%d Do Q\n", i);
}
