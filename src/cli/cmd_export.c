#include "cli/cli.h"
#include "cli/messages.h"
#include "work/export.h"

int
command_export(struct cli *c, struct err *e)
{
	struct db *db;
	size_t n;

	if (c->n_word == 0)
		return fail(e, RC_USAGE, MSG_cli_needs, ARG("export"), ARG("DIR"));
	if (c->n_word > 2)
		return fail(e, RC_USAGE, MSG_cli_too_many, ARG("export"), ARG(c->word[2]));
	str dir = c->word[c->n_word - 1];
	if (!cli_db(c, &db, e) ||
	    !export_dir(db, c->org, c->n_word == 2 ? c->word[0] : STR(""), dir, c->mem, &n, e))
		return 1;
	if (c->json)
		sb_printf(&c->out, "{\"files\":%zu}\n", n);
	else
		sb_printf(&c->out,
		    c->lang == LANG_SV ? "%zu filer i %.*s\n" : "%zu files in %.*s\n", n,
		    STR_ARG(dir));
	return 0;
}
