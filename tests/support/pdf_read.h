/* pdf_read.h -- a small reader of PDF files for the tests: objects, streams, the
 * structure tree and the text of marked content.
 *
 * It reads what modern writers make (cross-reference streams, object streams, Flate
 * without predictors), and judges nothing; pdf_check.h does. */
#ifndef TERTIAL_TESTS_PDF_READ_H
#define TERTIAL_TESTS_PDF_READ_H

#include "base/str.h"

enum pv_kind { PV_NULL, PV_BOOL, PV_NUMBER, PV_NAME, PV_STRING, PV_ARRAY, PV_DICT, PV_REF };

struct pv {
	enum pv_kind kind;
	double number; /* also 0/1 of a boolean, and the object of a reference */
	str text;      /* name without slash; string as bytes */
	struct pv *v;  /* array: elements; dict: name and value in turn */
	size_t n;      /* elements, or pairs */
};

struct pdf_object {
	bool there;
	str body;   /* the value's bytes */
	str stream; /* unpacked; p is NULL when it is no stream */
	struct pv value;
	bool parsed;
};

struct pdf_reader {
	struct arena *mem;
	str file;
	struct pdf_object *object;
	size_t n;
	struct pv trailer;
	const char *why; /* what could not be read */
};

bool pdf_open(struct pdf_reader *r, struct arena *mem, str file);
/* Follow references; never NULL. */
const struct pv *pdf_get(struct pdf_reader *r, const struct pv *v);
const struct pv *pdf_object_value(struct pdf_reader *r, size_t id);
/* The value under a key of a dictionary (followed), or a null value. */
const struct pv *pdf_key(struct pdf_reader *r, const struct pv *dict, const char *key);
/* The same, not followed. */
const struct pv *pdf_key_raw(const struct pv *dict, const char *key);
bool pv_is_name(const struct pv *v, const char *name);
/* Parse one value at *at. */
bool pv_parse(struct arena *mem, str s, size_t *at, int depth, struct pv *out);
/* A text string as UTF-8. */
str pv_utf8(struct arena *mem, const struct pv *v);

#endif
