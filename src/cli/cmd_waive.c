#include "cli/cli.h"
#include "cli/messages.h"
#include "sys/clock.h"
#include "work/state.h"

int
command_waive(struct cli *c, struct err *e)
{
	int64_t now = clock_now_us();
	struct waive_ask ask = {.waiver = {.place = cli_opt(c, "place"),
	                            .reason = cli_opt(c, "reason"),
	                            .by = cli_opt(c, "by"),
	                            .day = clock_date_utc(now)},
	    .today = clock_date_utc(now),
	    .now_us = now};
	struct db *db;
	size_t n;
	str id;

	if (c->n_word != 2)
		return fail(e, RC_USAGE, MSG_cli_needs, ARG("waive"), ARG("REPORT RULE"));
	ask.waiver.report = c->word[0];
	ask.waiver.rule = c->word[1];
	if (!cli_db(c, &db, e) || !report_waive(db, c->org, &ask, c->mem, &id, &n, e))
		return 1;
	if (c->json)
		sb_printf(&c->out, "{\"waiver\":\"%.*s\",\"waived\":%zu}\n", STR_ARG(id), n);
	else
		sb_printf(&c->out,
		    c->lang == LANG_SV ? "%zu anmärkningar är godkända, från avsteg %.*s.\n"
		                       : "%zu findings are waived, from waiver %.*s.\n",
		    n, STR_ARG(id));
	return 0;
}
