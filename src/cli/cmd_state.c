#include "cli/cli.h"
#include "cli/messages.h"
#include "sys/clock.h"
#include "work/state.h"

static bool
state_named(str name, enum report_state *out)
{
	for (int i = 0; i < REPORT_STATE__COUNT; i++)
		if (str_eq(name, str_of(report_state_names[i]))) {
			*out = (enum report_state)i;
			return true;
		}
	return false;
}

int
command_state(struct cli *c, struct err *e)
{
	struct state_ask ask = {.by = cli_opt(c, "by"),
	    .now_us = clock_now_us(),
	    .lang = c->lang,
	    .paragraph = cli_opt(c, "paragraph"),
	    .case_number = cli_opt(c, "case")};
	str decided = cli_opt(c, "decided");
	struct check_list found;
	struct db *db;

	if (c->n_word != 2 || ask.by.n == 0)
		return fail(e, RC_USAGE, MSG_cli_needs, ARG("state"),
		    ARG("REPORT STATE --by NAME"));
	ask.report = c->word[0];
	if (!state_named(c->word[1], &ask.to))
		return fail(e, RC_USAGE, MSG_cli_bad_state, ARG(c->word[1]));
	if (decided.p != NULL && !date_parse(decided, &ask.decided))
		return fail(e, RC_USAGE, MSG_cli_bad_date, ARG(decided));
	if (!cli_db(c, &db, e))
		return 1;
	if (!report_set_state(db, c->org, &ask, c->mem, &found, e)) {
		struct diag d;
		diag_init(&d, c->mem, 200);
		check_to_diag(&found, &d);
		cli_complain(c, &d);
		return 1;
	}
	if (c->json)
		sb_printf(&c->out, "{\"report\":\"%.*s\",\"state\":\"%s\"}\n", STR_ARG(ask.report),
		    report_state_names[ask.to]);
	else
		sb_printf(&c->out, c->lang == LANG_SV ? "%.*s är nu %s.\n" : "%.*s is now %s.\n",
		    STR_ARG(ask.report), report_state_names[ask.to]);
	return 0;
}
