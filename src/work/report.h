/* report.h -- the report of a view's body and period, as a tree and as files. */
#ifndef TERTIAL_WORK_REPORT_H
#define TERTIAL_WORK_REPORT_H

#include "doc/doc.h"
#include "work/view.h"

/* The stored report, in the language it is written in, or the default outline in `lang`. */
bool report_document(const struct view *v, enum lang lang, struct arena *mem, struct doc **out,
    struct diag *d, struct err *e) MUST_USE;

/* What differs between two reports as a document of its own: those of two views, which may
 * be of two databases, and the report against the same body's for another period. */
bool report_changes(const struct view *then, const struct view *now, enum lang lang,
    struct arena *mem, struct doc **out, struct diag *d, struct err *e) MUST_USE;
bool report_changes_since(const struct view *v, period old, enum lang lang, struct arena *mem,
    struct doc **out, struct diag *d, struct err *e) MUST_USE;

/* The formats a report is written in: name, file ending, whole file in `b`; or, where
 * `write` is NULL, a folder of files. */
struct report_format {
	const char *name, *ext;
	bool (*write)(const struct view *v, const struct doc *d, struct sb *b, struct err *e);
	bool (*write_folder)(const struct view *v, const struct doc *d, str dir, struct err *e);
};
extern const struct report_format report_formats[];
extern const size_t n_report_formats;
const struct report_format *report_format_named(str name);

/* Write one format below `dir` as ID.EXT, or as the folder ID; *path is where it lies. */
bool report_write(const struct view *v, const struct doc *d, const struct report_format *f, str dir,
    str *path, struct err *e) MUST_USE;

/* The report in a customer's own Word document, as ID.docx below `dir`; see doc/docx/docx_fill.h. */
bool report_fill(const struct view *v, const struct doc *d, str template_path, str dir, str *path,
    struct err *e) MUST_USE;

/* Every format of a list ("html,pdf": all known) below `dir`: what was decided as it was
 * kept, byte for byte, anything else as it is now.  `r` is the stored report or NULL. */
struct report;
bool report_files(const struct view *v, const struct report *r, const struct doc *d, str formats,
    str dir, str **path, size_t *n, struct err *e) MUST_USE;

#endif
