/* plan_files.h -- default result lines and account mappings for known account plans.
 *
 * They are drafts to correct, marked as such in the notes of the lines: files of the
 * same form that export writes and import reads. */
#ifndef TERTIAL_WORK_PLAN_FILES_H
#define TERTIAL_WORK_PLAN_FILES_H

#include "base/err.h"

/* "region-bas, kommun-bas" */
str plan_names(struct arena *mem);
/* ekonomi/resultatrader.yaml and ekonomi/kontoplan-YEAR.csv of a plan below `dir`; a file
 * that is there already is left as it is, and *n counts those that were written. */
bool plan_write(str plan, int year, str dir, struct arena *mem, size_t *n, struct err *e) MUST_USE;

#endif
