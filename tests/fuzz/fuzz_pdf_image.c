/* PNG and JPEG from strangers: what is read must be whole, or be refused. */
#include "doc/pdf/pdf_jpeg.h"
#include "doc/pdf/pdf_png.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena mem;
	struct png png = {0};
	struct jpeg jpeg = {0};
	str s = {(const char *)data, n};
	int w, h;

	arena_init(&mem, (size_t)1 << 30);
	/* Small pictures find the same faults as large ones, sooner. */
	if (png_is(s) && png_size(s, &w, &h) == NULL && (int64_t)w * h < 1 << 16 &&
	    png_read(&mem, s, &png) == NULL) {
		unsigned sum = 0;
		for (size_t i = 0; i < (size_t)w * (size_t)h * (png.gray ? 1 : 3); i++)
			sum += png.px[i];
		must(sum <= 255u * 3 * (1 << 16));
	}
	if (jpeg_read(s, &jpeg) == NULL)
		must(jpeg.w > 0 && jpeg.h > 0);
	arena_end(&mem);
	return 0;
}
