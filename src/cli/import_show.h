/* import_show.h -- what an import tells of accounts and tables. */
#ifndef TERTIAL_CLI_IMPORT_SHOW_H
#define TERTIAL_CLI_IMPORT_SHOW_H

#include "cli/cli.h"
#include "fmt/json.h"
#include "work/import.h"

str import_kronor(struct cli *c, int64_t ore);
/* How each table was read: layout, first rows, sums. */
void import_show_tables(struct cli *c, const struct import_report *r);
/* A line for each file of accounts, and the accounts that go nowhere. */
void import_show_accounts(struct cli *c, const struct import_report *r);
void import_json_tables(struct json *j, const struct import_report *r);

#endif
