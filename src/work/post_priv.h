/* post_priv.h -- rows as given and rows of a CSV file, as the SIE text that is posted,
 * in UTF-8. */
#ifndef TERTIAL_WORK_POST_PRIV_H
#define TERTIAL_WORK_POST_PRIV_H

#include "work/post.h"

bool post_rows_text(struct db *db, int64_t org, const struct post_ask *a, struct arena *mem,
    str *out, struct err *e) MUST_USE;
bool post_csv_text(struct db *db, int64_t org, const struct post_ask *a, str file, str bytes,
    struct arena *mem, str *out, struct diag *d, struct err *e) MUST_USE;

#endif
