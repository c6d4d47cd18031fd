#include "cli/cli.h"
#include "cli/messages.h"
#include "work/verify.h"

int
command_verify(struct cli *c, struct err *e)
{
	struct db *db;
	struct diag d;
	struct verify_counts n;

	diag_init(&d, c->mem, 200);
	if (!cli_db(c, &db, e) || !verify_database(db, c->org, c->mem, &n, &d, e))
		return 1;
	if (c->json)
		cli_findings(c, &d);
	else
		cli_complain(c, &d);
	if (d.n_err > 0)
		return fail(e, RC_INVALID, MSG_cli_verify_failed, ARG((int64_t)d.n_err));
	if (!c->json)
		sb_printf(&c->out,
		    c->lang == LANG_SV
		        ? "Allt stämmer: %lld ändringar i loggen, %lld poster, %lld originalfiler,\n"
		          "%lld bokföringsfiler, %lld verifikationer, %lld segment, %lld summor.\n"
		        : "All is well: %lld changes in the log, %lld entries, %lld original files,\n"
		          "%lld files of accounts, %lld vouchers, %lld segments, %lld sums.\n",
		    (long long)n.changes, (long long)n.rows, (long long)n.originals,
		    (long long)n.ledger.files, (long long)n.ledger.vouchers,
		    (long long)n.ledger.segments, (long long)n.ledger.cells);
	return 0;
}
