/* money.h -- sums of money in the columns of a table. */
#ifndef TERTIAL_CLI_MONEY_H
#define TERTIAL_CLI_MONEY_H

#include "cli/cli.h"
#include "core/economy/result.h"

/* A sum rounded to the scale as money_rounded does; nothing where there is none. */
void cli_amount(struct cli_table *t, struct amount a, enum scale scale);
/* A sum that is always there, in tkr. */
void cli_tkr(struct cli_table *t, int64_t ore);

#endif
