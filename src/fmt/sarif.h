/* sarif.h -- findings as SARIF 2.1.0 (OASIS), for editors and continuous integration: the
 * shell of a log with one run.
 *
 *     sarif_begin, sarif_rule..., sarif_run,
 *     (sarif_result, places and locations by the caller, json_end)..., sarif_end
 *
 * What the standard asks for is written: version and runs, a tool with a named driver, an id
 * for a rule, a message for a result, executionSuccessful for an invocation, a kind for a
 * suppression, and suppressions for all results of a run or for none.  There is no helpUri: the
 * documentation has no public address; the help is text. */
#ifndef TERTIAL_FMT_SARIF_H
#define TERTIAL_FMT_SARIF_H

#include "base/err.h"
#include "fmt/json.h"

struct sarif_rule {
	str id, title, why;
	str help;            /* what to read or do; "" none */
	enum severity level; /* the gravest it uses */
};

/* Lines and columns from 1; columns in code points, the end is the one after the last.  A
 * column or end of 0 is not told. */
struct sarif_region {
	int line, column, line_end, column_end;
	str snippet; /* the text of it; "" not told */
};

/* Up to the rules. */
void sarif_begin(struct json *j);
void sarif_rule(struct json *j, const struct sarif_rule *r);
/* After the rules: how the run ended and which files were looked at; up to the results. */
void sarif_run(struct json *j, int exit_code, const str *file, size_t n_file);
/* Opens a result; the caller adds "locations" and more and ends it. */
void sarif_result(struct json *j, str rule, size_t rule_index, enum severity level, str message);
/* "physicalLocation" of a file; `index` among the run's files, SIZE_MAX for none. */
void sarif_file(struct json *j, str file, size_t index, struct sarif_region at);
/* "logicalLocations" with one name. */
void sarif_name(struct json *j, str name);
void sarif_text(struct json *j, const char *key, str text);
void sarif_end(struct json *j);

#endif
