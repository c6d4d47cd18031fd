#include "cli/cli.h"
#include "cli/messages.h"
#include "core/economy/mapping.h"
#include "work/plan_files.h"

#define FINDINGS_MAX 500

static bool
year_of(struct cli *c, int *out, struct err *e)
{
	int64_t v;

	if (!str_i64(cli_opt(c, "year"), &v) || v < 1900 || v > 2200)
		return fail(e, RC_USAGE, MSG_cli_needs, ARG("mapping"), ARG("--year"));
	*out = (int)v;
	return true;
}

static int
defaults(struct cli *c, str plan, int year, struct err *e)
{
	size_t n;

	if (c->n_word != 1)
		return fail(e, RC_USAGE, MSG_cli_needs, ARG("mapping --defaults"), ARG("DIR"));
	if (!plan_write(plan, year, c->word[0], c->mem, &n, e))
		return 1;
	if (c->json)
		sb_printf(&c->out, "{\"files\":%zu}\n", n);
	else
		sb_printf(&c->out,
		    c->lang == LANG_SV
		        ? "%zu filer i %.*s/ekonomi; det är förval att rätta innan de läses in\n"
		        : "%zu files in %.*s/ekonomi; they are defaults to correct before import\n",
		    n, STR_ARG(c->word[0]));
	return 0;
}

/* The rows of the year, each with the accounts that it decides. */
static void
put_rows(struct cli *c, const struct model *m, const struct economy *ec, int year)
{
	const struct ledger_dict *d = economy_dict(ec);
	struct cli_table t;
	bool sv = c->lang == LANG_SV;

	cli_table_init(&t, c, 4, "lllr");
	cli_cell(&t, STR("prefix"));
	cli_cell(&t, sv ? STR("villkor") : STR("condition"));
	cli_cell(&t, sv ? STR("resultatrad") : STR("result line"));
	cli_cell(&t, sv ? STR("konton") : STR("accounts"));
	for (size_t i = 0; i < m->n_mapping; i++) {
		const struct mapping *p = &m->mapping[i];
		size_t n = 0;
		if (p->year != year)
			continue;
		for (size_t a = 1; a < d->n_account; a++)
			n += mapping_find(m, year, d->account[a].no, NULL, 0) == p;
		cli_cell(&t, p->prefix);
		cli_cell(&t,
		    p->dim.n == 0
		        ? STR("")
		        : str_fmt(c->mem, "%.*s = %.*s", STR_ARG(p->dim), STR_ARG(p->object)));
		cli_cell(&t, p->line);
		cli_cell(&t, str_fmt(c->mem, "%zu", n));
	}
	cli_table_end(&t);
}

int
command_mapping(struct cli *c, struct err *e)
{
	str plan = cli_opt(c, "defaults");
	struct economy *ec;
	struct model *m;
	struct diag d;
	struct db *db;
	int year = 0;

	if (!year_of(c, &year, e))
		return 1;
	if (plan.p != NULL)
		return defaults(c, plan, year, e);
	diag_init(&d, c->mem, FINDINGS_MAX);
	if (!cli_db(c, &db, e) || !db_begin(db, DB_READ, e))
		return 1;
	bool ok = model_load(db, c->org, c->mem, &m, e) &&
	    economy_load(db, c->org, m, year, year, c->mem, &ec, e) &&
	    mapping_check(m, ec, year, c->mem, &d, e);
	db_rollback(db);
	if (!ok)
		return 1;
	if (!c->json && !cli_flag(c, "check"))
		put_rows(c, m, ec, year);
	cli_findings(c, &d);
	return d.n_err > 0 ? CLI_FINDINGS : 0;
}
