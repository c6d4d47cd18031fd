#include "cli/cli.h"
#include "cli/messages.h"
#include "sys/clock.h"
#include "work/export.h"

/* A SIE file of one type, made of the ledger. */
static int
sie_file(struct cli *c, str type, struct err *e)
{
	enum sie_export t;
	int64_t year = 0;
	size_t lost;
	struct db *db;
	date today = clock_date_utc(clock_now_us());

	if (!sie_export_parse(type, &t))
		return fail(e, RC_USAGE, MSG_cli_bad_sie_type, ARG(type));
	if (!str_i64(cli_opt(c, "year"), &year) || year < 1900 || year > 2200)
		return fail(e, RC_USAGE, MSG_cli_needs, ARG("export sie --type"), ARG("--year"));
	if (c->n_word != 2 || !str_eq(c->word[0], STR("sie")))
		return fail(e, RC_USAGE, MSG_cli_needs, ARG("export"), ARG("sie FILE"));
	if (!cli_db(c, &db, e) ||
	    !export_sie(db, c->org, t, (int)year, today, c->word[1], c->mem, &lost, e))
		return 1;
	if (c->json)
		sb_printf(&c->out, "{\"files\":1,\"lost_characters\":%zu}\n", lost);
	else
		sb_printf(&c->out,
		    c->lang == LANG_SV ? "SIE %.*s för %lld i %.*s\n"
		                       : "SIE %.*s of %lld in %.*s\n",
		    STR_ARG(type), (long long)year, STR_ARG(c->word[1]));
	if (lost > 0)
		cli_say(c,
		    "Några tecken finns inte i SIE-filers teckentabell och blev frågetecken.",
		    "Some characters are not in the code page of SIE files and became question marks.");
	return 0;
}

int
command_export(struct cli *c, struct err *e)
{
	struct db *db;
	size_t n;

	str type = cli_opt(c, "type");
	if (type.p != NULL)
		return sie_file(c, type, e);
	if (c->n_word == 0)
		return fail(e, RC_USAGE, MSG_cli_needs, ARG("export"), ARG("DIR"));
	if (c->n_word > 2)
		return fail(e, RC_USAGE, MSG_cli_too_many, ARG("export"), ARG(c->word[2]));
	str dir = c->word[c->n_word - 1];
	if (!cli_db(c, &db, e) ||
	    !export_dir(db, c->org, c->n_word == 2 ? c->word[0] : STR(""), dir, c->mem, &n, e))
		return 1;
	cli_files(c, n, dir);
	return 0;
}
