/* The sRGB colour space as an ICC profile, version 4 (ISO 15076-1): primaries and
 * white point adapted to D50, and the transfer curve as its parameters. */
#include "doc/pdf/pdf_meta.h"

/* A number as s15Fixed16: 16 bits before and after the binary point. */
#define FIXED(v) ((uint32_t)(int32_t)((v)*65536 + ((v) < 0 ? -0.5 : 0.5)))
#define TAG(a, b, c, d) \
	((uint32_t)(a) << 24 | (uint32_t)(b) << 16 | (uint32_t)(c) << 8 | (uint32_t)(d))

static void
be32(struct sb *b, uint32_t v)
{
	char t[4] = {(char)(v >> 24), (char)(v >> 16), (char)(v >> 8), (char)v};

	sb_put(b, t, sizeof t);
}

static void
xyz(struct sb *b, double x, double y, double z)
{
	be32(b, TAG('X', 'Y', 'Z', ' '));
	be32(b, 0);
	be32(b, FIXED(x));
	be32(b, FIXED(y));
	be32(b, FIXED(z));
}

/* A text in English as a multiLocalizedUnicode element, padded to four bytes. */
static void
mluc(struct sb *b, str text)
{
	be32(b, TAG('m', 'l', 'u', 'c'));
	be32(b, 0);
	be32(b, 1);
	be32(b, 12);
	be32(b, TAG('e', 'n', 'U', 'S'));
	be32(b, (uint32_t)(2 * text.n));
	be32(b, 28);
	for (size_t i = 0; i < text.n; i++) {
		sb_chr(b, 0);
		sb_chr(b, text.p[i]);
	}
	if (text.n % 2 != 0)
		sb_put(b, "\0\0", 2);
}

static void
elements(struct sb *b, size_t at[9])
{
	/* Bradford adaptation from D65 to D50. */
	static const double chad[9] = {1.0478112, 0.0228866, -0.0501270, 0.0295424, 0.9904844,
	    -0.0170491, -0.0092345, 0.0150436, 0.7521316};
	static const double curve[5] = {2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045};
	int n = 0;

	at[n++] = b->n;
	mluc(b, STR("sRGB"));
	at[n++] = b->n;
	mluc(b, STR("Public domain"));
	at[n++] = b->n;
	xyz(b, 0.9642, 1, 0.8249);
	at[n++] = b->n;
	be32(b, TAG('s', 'f', '3', '2'));
	be32(b, 0);
	for (size_t i = 0; i < COUNTOF(chad); i++)
		be32(b, FIXED(chad[i]));
	at[n++] = b->n;
	xyz(b, 0.4360747, 0.2225045, 0.0139322);
	at[n++] = b->n;
	xyz(b, 0.3850649, 0.7168786, 0.0971045);
	at[n++] = b->n;
	xyz(b, 0.1430804, 0.0606169, 0.7141733);
	at[n++] = b->n;
	be32(b, TAG('p', 'a', 'r', 'a'));
	be32(b, 0);
	be32(b, 3u << 16);
	for (size_t i = 0; i < COUNTOF(curve); i++)
		be32(b, FIXED(curve[i]));
	at[n] = b->n;
}

str
pdf_srgb_profile(struct arena *mem)
{
	static const uint32_t sig[9] = {TAG('d', 'e', 's', 'c'), TAG('c', 'p', 'r', 't'),
	    TAG('w', 't', 'p', 't'), TAG('c', 'h', 'a', 'd'), TAG('r', 'X', 'Y', 'Z'),
	    TAG('g', 'X', 'Y', 'Z'), TAG('b', 'X', 'Y', 'Z'), TAG('r', 'T', 'R', 'C'),
	    TAG('g', 'T', 'R', 'C')};
	const uint32_t n_tag = 10, head = 128 + 4 + 12 * n_tag;
	struct sb data, b;
	size_t at[9];
	str out;

	sb_init(&data, mem, 4096);
	elements(&data, at);
	sb_init(&b, mem, 4096);
	be32(&b, head + (uint32_t)data.n);
	be32(&b, 0);
	be32(&b, 0x04200000);
	be32(&b, TAG('m', 'n', 't', 'r'));
	be32(&b, TAG('R', 'G', 'B', ' '));
	be32(&b, TAG('X', 'Y', 'Z', ' '));
	/* The space was published in 1999. */
	be32(&b, 1999u << 16 | 10);
	be32(&b, 18u << 16);
	be32(&b, 0);
	be32(&b, TAG('a', 'c', 's', 'p'));
	for (int i = 0; i < 7; i++)
		be32(&b, 0);
	be32(&b, FIXED(0.9642));
	be32(&b, FIXED(1.0));
	be32(&b, FIXED(0.8249));
	while (b.n < 128)
		sb_chr(&b, 0);
	be32(&b, n_tag);
	for (uint32_t i = 0; i < n_tag; i++) {
		/* The three curves are one. */
		uint32_t k = i < 8 ? i : 7;
		be32(&b, i < 9 ? sig[i] : TAG('b', 'T', 'R', 'C'));
		be32(&b, head + (uint32_t)at[k]);
		be32(&b, (uint32_t)(at[k + 1] - at[k]));
	}
	sb_put(&b, data.p, data.n);
	must(sb_done(&b, &out));
	return out;
}
