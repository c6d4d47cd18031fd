/* xlsx_priv.h -- one reading of a workbook, shared by xlsx*.c. */
#ifndef TERTIAL_FMT_XLSX_PRIV_H
#define TERTIAL_FMT_XLSX_PRIV_H

#include "fmt/messages.h"
#include "fmt/xlsx.h"

#include <expat.h>
#include <zip.h>

typedef const XML_Char **xlsx_atts;

struct xlsx_book {
	struct arena *mem;
	str file;
	struct diag *d;
	struct err *e;
	zip_t *zip;
	uint64_t unpacked; /* bytes, of all parts */
	bool from_1904;
	const str *shared; /* shared strings */
	size_t n_shared;
	const bool *is_date; /* for each cell style */
	size_t n_style;
	size_t n_cell;
	const struct xlsx_sink *sink; /* NULL: rows are kept */
	bool enough;                  /* the sink said so */
	struct arena row_mem;         /* texts of the rows passed on */
};

/* A part being parsed: `name` is the element's local name. */
struct xlsx_part {
	struct xlsx_book *book;
	const char *path;
	XML_Parser p;
	bool ok;
	int depth;
	void *arg;
	void (*start)(struct xlsx_part *x, const char *name, xlsx_atts a);
	void (*end)(struct xlsx_part *x, const char *name);
	bool collect; /* gather text into buf, after what is there */
	char *buf;
	size_t n, room;
};

/* *found is false when the workbook has no such part. */
bool xlsx_parse(struct xlsx_book *b, const char *path, struct xlsx_part *x, bool *found) MUST_USE;
/* Stop with the error that has been set. */
void xlsx_stop(struct xlsx_part *x);
/* The value of an attribute, or NULL. */
const char *xlsx_attr(xlsx_atts a, const char *name);
/* What was gathered while `collect` was set; valid until the next text. */
str xlsx_collected(const struct xlsx_part *x);

bool xlsx_read_sheet(struct xlsx_book *b, const char *path, struct xlsx_sheet *out) MUST_USE;

/* A number as Excel stores it ("1.10000000000000001", "1E-3"), rounded half-up
 * to 15 digits; bad when it is none or does not fit. */
dec xlsx_number(str s);
/* Does a number format show a date or a time? */
bool xlsx_format_is_date(int id, str code);
/* The day of a serial number; false when it is none. */
bool xlsx_day(dec serial, bool from_1904, date *out) MUST_USE;

#endif
