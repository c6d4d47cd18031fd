/* pdf_obj.h -- the objects of a PDF file: numbers, object streams, the
 * cross-reference stream (ISO 32000-1, 7.5).
 *
 * An object is numbered first (pdf_obj_new) and written later, once: a body goes
 * into the open object stream, a stream goes straight to the output.  */
#ifndef TERTIAL_DOC_PDF_OBJ_H
#define TERTIAL_DOC_PDF_OBJ_H

#include "base/str.h"

#define PDF_TEXT_LIMIT ((size_t)1 << 30) /* bytes of one inner buffer */

struct libdeflate_compressor;

struct pdf_xref {
	uint8_t kind; /* 0 not written, 1 at `at` in the file, 2 in an object stream */
	uint16_t nth; /* place in the object stream */
	uint32_t at;  /* byte offset, or number of the object stream */
};

struct pdf_file {
	struct arena *mem;
	struct sb *out;
	size_t start; /* where in `out` the file begins */
	struct libdeflate_compressor *z;
	char *zbuf; /* reused for every packed stream */
	size_t zroom;
	struct pdf_xref *xref; /* 1 .. n */
	size_t n, room;
	struct sb os_head, os_body; /* the open object stream */
	size_t os_first;            /* objects before this one have their stream's number */
	int os_n;
};

void pdf_file_begin(struct pdf_file *f, struct arena *mem, struct sb *out);
int pdf_obj_new(struct pdf_file *f);
void pdf_obj_put(struct pdf_file *f, int id, const struct sb *body);
/* `dict` is what the stream's dictionary holds besides Length and Filter. */
void pdf_obj_stream(struct pdf_file *f, int id, const char *dict, str data, bool packed);
/* As pdf_obj_stream, for data that is packed already; dict names its filter. */
void pdf_obj_raw(struct pdf_file *f, int id, const char *dict, str data);
/* The cross-reference stream and the end of the file. */
void pdf_file_end(struct pdf_file *f, int catalog, int info);

/* Numbers and strings as PDF spells them. */
void pdf_num(struct sb *b, double v);      /* at most three decimals */
void pdf_num2(struct sb *b, double v);     /* at most two, and a space */
void pdf_text_string(struct sb *b, str s); /* UTF-16 with byte order mark, hexadecimal */
void pdf_ref(struct sb *b, int id);        /* "12 0 R " */
void pdf_hex16(struct sb *b, uint32_t v);
/* A literal string of ASCII, escaped; other bytes are percent-encoded (URIs). */
void pdf_uri_string(struct sb *b, str s);

#endif
