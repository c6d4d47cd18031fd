/* csv.h -- rows of fields from a delimited text file, and back.
 *
 * RFC 4180 as people's spreadsheets write it: separator ; , tab or | (found
 * from the first lines unless told), CRLF, LF or CR, a BOM, UTF-8 or
 * Windows-1252.  A quoted field may hold separators, line ends and "" for one
 * quote; a quote inside an unquoted field is an ordinary character.
 *
 * Ownership: fields borrow from `bytes` or lie in the arena; both must outlive
 * the result.
 *
 * Invariants
 *   (CSV1) every field is valid UTF-8 and knows the line and column it began.
 *   (CSV2) empty lines give no row; every row has at least one field.
 *   (CSV3) csv_read(written by csv_put_*) gives the same fields, if no row is
 *          a single empty field.
 *
 * Errors: a limit is RC_LIMIT, a file with NUL bytes RC_INVALID; everything
 * else is a finding and the row is kept. */
#ifndef TERTIAL_FMT_CSV_H
#define TERTIAL_FMT_CSV_H

#include "base/err.h"
#include "fmt/charset.h"

struct csv_opts {
	str file;          /* for the findings */
	char sep;          /* 0: found from the text */
	enum charset set;  /* AUTO: the bytes decide */
	size_t field_max;  /* bytes; 0 means the default of csv_read */
	size_t fields_max; /* per row */
	size_t rows_max;
};

struct csv_field {
	str text;
	int line, col; /* 1-based; col counts characters */
	bool quoted;
};

struct csv_row {
	const struct csv_field *v;
	size_t n;
	int line;
};

struct csv {
	const struct csv_row *row;
	size_t n;
	char sep;
	enum charset set;
	bool bom;
};

/* Row by row, in the same memory: a row is valid until the sink returns.  A sink
 * that has enough returns false, which ends the reading and is no error.  `out`
 * gets everything but the rows. */
struct csv_sink {
	bool (*row)(void *arg, const struct csv_row *row);
	void *arg;
};
bool csv_each(struct arena *mem, str bytes, const struct csv_opts *o, const struct csv_sink *sink,
    struct csv *out, struct diag *d, struct err *e) MUST_USE;
bool csv_read(struct arena *mem, str bytes, const struct csv_opts *o, struct csv *out,
    struct diag *d, struct err *e) MUST_USE;
/* The column of `name` in a header row (blanks around it and ASCII case are
 * ignored), or SIZE_MAX. */
size_t csv_col(const struct csv_row *head, str name);
/* Text of column i with blanks trimmed; empty when the row is shorter. */
str csv_text(const struct csv_row *row, size_t i);

struct csv_out {
	struct sb *b;
	char sep;
	bool crlf;
	bool started; /* the row has a field already */
};

void csv_out_init(struct csv_out *o, struct sb *b, char sep, bool crlf);
void csv_put_str(struct csv_out *o, str text); /* quoted only where it must be */
void csv_put_i64(struct csv_out *o, int64_t v);
void csv_put_dec(struct csv_out *o, dec v, char point); /* bad is an empty field */
void csv_put_end(struct csv_out *o);                    /* end of row */

#endif
