/* test_pdf_image.c -- PNG of every kind, JPEG headers, and images in a PDF. */
#include "doc/pdf/pdf.h"
#include "doc/pdf/pdf_jpeg.h"
#include "doc/pdf/pdf_png.h"

#include "../support/pdf_check.h"
#include "../support/png_make.h"
#include "check.h"

static unsigned
eight_bits(const struct png_kind *k, int x, int y, int ch)
{
	unsigned v = png_sample(k, x, y, ch), most = (1u << k->depth) - 1;

	return k->depth == 16 ? v >> 8 : v * 255 / most;
}

static unsigned
on_white(unsigned v, unsigned alpha)
{
	return (v * alpha + 255 * (255 - alpha) + 127) / 255;
}

/* What the reader must find for one colour of one pixel. */
static unsigned
expected(const struct png_kind *k, int x, int y, int ch)
{
	bool clear = k->trans;

	switch (k->type) {
	case 0:
		return k->trans && png_sample(k, x, y, 0) == 0 ? 255 : eight_bits(k, x, y, 0);
	case 2:
		for (int i = 0; i < 3; i++)
			clear = clear && png_sample(k, x, y, i) == 0;
		return clear ? 255 : eight_bits(k, x, y, ch);
	case 3: {
		unsigned i = png_sample(k, x, y, 0);
		return k->trans && i == 0 ? 255 : (i * 3 + (unsigned)ch) * 7 % 256;
	}
	case 4:
		return on_white(eight_bits(k, x, y, 0), eight_bits(k, x, y, 1));
	default:
		return on_white(eight_bits(k, x, y, ch), eight_bits(k, x, y, 3));
	}
}

static void
test_kind(struct arena *mem, const struct png_kind *k)
{
	struct png png = {0};
	str file = png_make(mem, k);
	const char *why = png_read(mem, file, &png);
	int wrong = 0;

	check(png_is(file));
	if (why != NULL || png.px == NULL) {
		fprintf(stderr, "type %d, depth %d: %s\n", k->type, k->depth, why);
		check(!"read");
		return;
	}
	check_i64(png.w, k->w);
	check_i64(png.h, k->h);
	int n_ch = png.gray ? 1 : 3;
	for (int y = 0; y < k->h; y++)
		for (int x = 0; x < k->w; x++)
			for (int ch = 0; ch < n_ch; ch++)
				wrong += png.px[(y * k->w + x) * n_ch + ch] !=
				    expected(k, x, y, ch);
	if (wrong != 0)
		fprintf(stderr, "type %d, depth %d, interlaced %d: ", k->type, k->depth,
		    k->interlaced);
	check_i64(wrong, 0);
}

static void
test_png(struct arena *mem)
{
	static const struct {
		int type, depth;
	} kind[] = {{0, 1}, {0, 2}, {0, 4}, {0, 8}, {0, 16}, {2, 8}, {2, 16}, {3, 1}, {3, 2},
	    {3, 4}, {3, 8}, {4, 8}, {4, 16}, {6, 8}, {6, 16}};

	for (size_t i = 0; i < COUNTOF(kind); i++) {
		for (int how = 0; how < 4; how++) {
			struct png_kind k = {.w = how < 2 ? 13 : 1,
			    .h = how < 2 ? 11 : 3,
			    .type = kind[i].type,
			    .depth = kind[i].depth,
			    .interlaced = how % 2 == 1,
			    .trans = kind[i].type < 4 && how == 1};
			test_kind(mem, &k);
		}
	}
}

static void
test_broken(struct arena *mem)
{
	struct png_kind k = {.w = 20, .h = 20, .type = 2, .depth = 8};
	str good = png_make(mem, &k);
	char *bad = arena_array(mem, good.n, char);
	struct png png;

	for (size_t cut = 0; cut < good.n - 12; cut += 7)
		check(png_read(mem, str_sub(good, 0, cut), &png) != NULL);
	for (size_t i = 0; i < good.n; i++)
		bad[i] = good.p[i];
	bad[24] = 3; /* no such depth */
	check(png_read(mem, (str){bad, good.n}, &png) != NULL);
	bad[24] = 8;
	bad[25] = 3; /* a palette that is not there */
	check(png_read(mem, (str){bad, good.n}, &png) != NULL);
}

static const unsigned char jpeg_head[] = {0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc0, 0, 17, 8,
    0, 30, 0, 40, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 0xff, 0xd9};

static void
test_jpeg(void)
{
	struct jpeg j;
	unsigned char gray[sizeof jpeg_head];
	str s = {(const char *)jpeg_head, sizeof jpeg_head};

	check(jpeg_read(s, &j) == NULL);
	check(j.w == 40 && j.h == 30 && j.components == 3);
	for (size_t i = 0; i < sizeof jpeg_head; i++)
		gray[i] = jpeg_head[i];
	gray[12] = 12; /* bits of a sample */
	check(jpeg_read((str){(const char *)gray, sizeof gray}, &j) != NULL);
	for (size_t n = 0; n < 18; n++)
		check(jpeg_read(str_sub(s, 0, n), &j) != NULL);
}

static struct doc *
doc_with(struct arena *mem, str data)
{
	struct doc *d = doc_new(mem, LANG_SV);
	struct doc_node *n;
	struct err e = {0};

	d->title = STR("Bilder");
	doc_heading(d, d->root, 1, STR("En bild"));
	n = doc_add(d, d->root, DOC_IMAGE);
	n->caption = STR("Ett mönster");
	n->image = arena_new(mem, struct doc_image);
	*n->image = (struct doc_image){.data = (const unsigned char *)data.p,
	    .n = data.n,
	    .alt = STR("Rutor i färg.")};
	check(doc_finish(d, &e));
	return d;
}

static void
test_in_pdf(struct arena *mem)
{
	static const int type[] = {0, 2, 3, 6};
	struct pdf_checked k;
	struct sb out;
	struct err e = {0};

	for (size_t i = 0; i < COUNTOF(type); i++) {
		struct png_kind kind = {.w = 60, .h = 40, .type = type[i], .depth = 8};
		sb_init(&out, mem, 16u << 20);
		check(pdf_write(doc_with(mem, png_make(mem, &kind)), NULL, &out, &e));
		check(pdf_check(&k, mem, (str){out.p, out.n}));
		check_i64((int64_t)k.n_figure, 1);
	}
	sb_init(&out, mem, 16u << 20);
	check(pdf_write(doc_with(mem, (str){(const char *)jpeg_head, sizeof jpeg_head}), NULL, &out,
	    &e));
	check(!pdf_write(doc_with(mem, STR("GIF89a")), NULL, &out, &e));
	check(e.rc == RC_INVALID);
	check(str_find(str_of(e.text[LANG_SV]), STR("PNG"), 0) < 400);
	e = (struct err){0};
	check(!pdf_write(doc_with(mem, STR("\x89PNG\r\n\x1a\nxxxx")), NULL, &out, &e));
	check(e.rc == RC_INVALID);
}

int
main(void)
{
	struct arena mem;

	arena_init(&mem, (size_t)1 << 30);
	test_png(&mem);
	test_broken(&mem);
	test_jpeg();
	test_in_pdf(&mem);
	arena_end(&mem);
	return check_done();
}
