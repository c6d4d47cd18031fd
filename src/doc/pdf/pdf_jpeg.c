#include "doc/pdf/pdf_jpeg.h"

enum {
	SOI = 0xd8,
	EOI = 0xd9,
	SOF0 = 0xc0, /* baseline, extended and progressive are C0 to C2 */
	SOF2 = 0xc2,
	DHT = 0xc4,
	JPG = 0xc8,
	DAC = 0xcc,
	SOF15 = 0xcf,
	TEM = 0x01,
	RST0 = 0xd0
};

bool
jpeg_is(str data)
{
	return data.n > 3 && (unsigned char)data.p[0] == 0xff && (unsigned char)data.p[1] == SOI &&
	    (unsigned char)data.p[2] == 0xff;
}

static bool
is_frame(unsigned marker)
{
	return marker >= SOF0 && marker <= SOF15 && marker != DHT && marker != JPG && marker != DAC;
}

const char *
jpeg_read(str data, struct jpeg *out)
{
	const unsigned char *p = (const unsigned char *)data.p;
	size_t i = 2;

	if (!jpeg_is(data))
		return "SOI";
	while (i + 10 <= data.n) {
		unsigned marker = p[i + 1];
		if (p[i] != 0xff)
			return "marker";
		if (marker == 0xff) { /* padding */
			i++;
			continue;
		}
		if (marker == TEM || (marker >= RST0 && marker <= EOI)) {
			i += 2;
			continue;
		}
		if (is_frame(marker)) {
			*out = (struct jpeg){.h = p[i + 5] << 8 | p[i + 6],
			    .w = p[i + 7] << 8 | p[i + 8],
			    .components = p[i + 9]};
			bool known = marker <= SOF2 && p[i + 4] == 8;
			bool counted = out->components == 1 || out->components == 3 ||
			    out->components == 4;
			return known && counted && out->w > 0 && out->h > 0 ? NULL : "SOF";
		}
		i += 2 + ((size_t)p[i + 2] << 8 | p[i + 3]);
	}
	return "SOF";
}
