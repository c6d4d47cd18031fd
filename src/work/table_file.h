/* table_file.h -- tables as files to work on: the one way a list leaves the program,
 * from a page and from the command line alike.
 *
 * What is a number in the tree is a number in the file, exact and without the blanks
 * that group digits on paper. */
#ifndef TERTIAL_WORK_TABLE_FILE_H
#define TERTIAL_WORK_TABLE_FILE_H

#include "doc/doc.h"

struct table_format {
	const char *name;  /* as asked for: "csv" */
	const char *title; /* "CSV" */
	const char *type;  /* MIME */
	bool (*write)(struct doc *d, struct sb *b, struct err *e);
};

extern const struct table_format table_formats[];
extern const size_t n_table_formats;

/* The table with an id, alone in a document of its own; NULL when there is none.  The
 * table leaves the document it was in. */
struct doc *table_alone(struct doc *d, str id);
/* All tables of a document in one file: as CSV (UTF-8, semicolons, decimal comma) one
 * after the other with an empty line between, as XLSX a sheet each. */
bool table_write(const struct table_format *f, struct doc *d, struct sb *b, struct err *e) MUST_USE;

#endif
