#include "cli/money.h"

void
cli_amount(struct cli_table *t, struct amount a, enum scale scale)
{
	cli_num(t, a.ok ? dec_int(money_rounded(a.ore, scale)) : dec_bad());
}

void
cli_tkr(struct cli_table *t, int64_t ore)
{
	cli_num(t, dec_int(money_rounded(ore, SCALE_TKR)));
}
