#include "cli/cli.h"
#include "cli/messages.h"
#include "db/migrate.h"
#include "work/export.h"

static int
skeleton(struct cli *c, str dir, struct err *e)
{
	size_t n;

	if (!skeleton_dir(dir, c->mem, &n, e))
		return 1;
	cli_files(c, n, dir);
	return 0;
}

int
command_init(struct cli *c, struct err *e)
{
	str dir = cli_opt(c, "skeleton");
	struct db *db;

	if (dir.p != NULL)
		return skeleton(c, dir, e);
	if (c->n_word > 1)
		return fail(e, RC_USAGE, MSG_cli_too_many, ARG("init"), ARG(c->word[1]));
	str where = c->n_word == 1 ? c->word[0] : c->db_url;
	const char *url = str_z(c->mem, where);
	if (url == NULL || !db_open(&db, url, true, e))
		return 1;
	bool ok = db_migrate(db, e);
	db_close(db);
	if (!ok)
		return 1;
	if (c->json)
		sb_printf(&c->out, "{\"version\":%lld}\n", (long long)db_known_version());
	else
		sb_printf(&c->out,
		    c->lang == LANG_SV ? "Databasen %.*s är klar (version %lld).\n"
		                       : "The database %.*s is ready (version %lld).\n",
		    STR_ARG(where), (long long)db_known_version());
	return 0;
}
