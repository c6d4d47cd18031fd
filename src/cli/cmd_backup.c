#include "cli/cli.h"
#include "cli/messages.h"

int
command_backup(struct cli *c, struct err *e)
{
	struct db *db;

	if (c->n_word != 1)
		return fail(e, RC_USAGE, MSG_cli_needs, ARG("backup"), ARG("FILE"));
	const char *path = str_z(c->mem, c->word[0]);
	if (path == NULL || !cli_db(c, &db, e) || !db_backup(db, path, e))
		return 1;
	if (c->json)
		sb_lit(&c->out, "{\"ok\":true}\n");
	else
		sb_printf(&c->out,
		    c->lang == LANG_SV ? "Säkerhetskopian ligger i %s\n"
		                       : "The backup lies in %s\n",
		    path);
	return 0;
}
