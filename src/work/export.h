/* export.h -- the whole organisation as the files that import reads.
 *
 * Export, import, export gives the same bytes: rows are written in a fixed order
 * (sort, then key), every value in its one spelling, what is missing left out. */
#ifndef TERTIAL_WORK_EXPORT_H
#define TERTIAL_WORK_EXPORT_H

#include "core/ledger/export_sie.h"
#include "core/model/model.h"

struct export_file {
	str path; /* relative to the folder exported to */
	str bytes;
};

/* The file a row is written to: its kind's template with the fields filled in. */
str export_file_of(struct arena *mem, const struct model *m, enum kind_id k, const void *row);
/* All files of the model, by path; `only` is a kind or its list, "" for all. */
bool export_files(struct arena *mem, const struct model *m, str only, struct export_file **out,
    size_t *n, struct err *e) MUST_USE;
/* Write them, and the original files of accounts under sie/, below `dir`. */
bool export_dir(struct db *db, int64_t org, str only, str dir, struct arena *mem, size_t *n_files,
    struct err *e) MUST_USE;
/* A year of the ledger as a SIE file of any type, to `path`; *n_lost counts characters
 * that code page 437 lacks. */
bool export_sie(struct db *db, int64_t org, enum sie_export type, int year, date today, str path,
    struct arena *mem, size_t *n_lost, struct err *e) MUST_USE;
/* The commented files of an empty organisation, for `init --skeleton`. */
bool skeleton_dir(str dir, struct arena *mem, size_t *n_files, struct err *e) MUST_USE;

#endif
