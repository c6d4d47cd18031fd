#include "cli/cli.h"
#include "cli/messages.h"
#include "db/migrate.h"

int
command_restore(struct cli *c, struct err *e)
{
	struct db *db;

	if (c->n_word != 1)
		return fail(e, RC_USAGE, MSG_cli_needs, ARG("restore"), ARG("FILE"));
	const char *path = str_z(c->mem, c->word[0]), *url = str_z(c->mem, c->db_url);
	if (path == NULL || url == NULL || !db_open(&db, url, true, e))
		return 1;
	bool ok = db_restore(db, path, e) && db_check_version(db, e);
	db_close(db);
	if (!ok)
		return 1;
	if (c->json)
		sb_lit(&c->out, "{\"ok\":true}\n");
	else
		sb_printf(&c->out,
		    c->lang == LANG_SV
		        ? "%s är återställd i %s. Pröva den med: tertial --db %s verify\n"
		        : "%s is restored into %s. Prove it with: tertial --db %s verify\n",
		    path, url, url);
	return 0;
}
