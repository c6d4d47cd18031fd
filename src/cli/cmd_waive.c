#include "cli/cli.h"
#include "cli/messages.h"
#include "sys/clock.h"
#include "work/state.h"

int
command_waive(struct cli *c, struct err *e)
{
	int64_t now = clock_now_us();
	struct waiver w = {.place = cli_opt(c, "place"),
	    .reason = cli_opt(c, "reason"),
	    .by = cli_opt(c, "by"),
	    .day = clock_date_utc(now)};
	struct db *db;
	str id;

	if (c->n_word != 2)
		return fail(e, RC_USAGE, MSG_cli_needs, ARG("waive"), ARG("REPORT RULE"));
	w.report = c->word[0];
	w.rule = c->word[1];
	if (!cli_db(c, &db, e) || !report_waive(db, c->org, &w, w.by, now, c->mem, &id, e))
		return 1;
	if (c->json)
		sb_printf(&c->out, "{\"waiver\":\"%.*s\"}\n", STR_ARG(id));
	else
		sb_printf(&c->out,
		    c->lang == LANG_SV ? "Avsteg %.*s är godkänt.\n" : "Waiver %.*s is signed.\n",
		    STR_ARG(id));
	return 0;
}
