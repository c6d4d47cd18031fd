#include "cli/cli.h"
#include "cli/messages.h"
#include "core/ledger/ledger.h"
#include "core/model/model.h"
#include "db/migrate.h"
#include "fmt/json.h"

#include "version.h"

#include <libpq-fe.h>
#include <sqlite3.h>

static void
line(struct cli *c, struct json *j, const char *key, const char *sv, const char *en, str value)
{
	if (c->json) {
		json_key(j, str_of(key));
		json_str(j, value);
		return;
	}
	sb_printf(&c->out, "%s: %.*s\n", c->lang == LANG_SV ? sv : en, STR_ARG(value));
}

/* What the database holds, if it can be read at all. */
static bool
contents(struct cli *c, struct json *j, struct db *db, struct err *e)
{
	struct model *m;
	struct ledger_file *f;
	size_t n, rows = 0;
	int64_t lines = 0, posted, waiting;

	if (!db_begin(db, DB_READ, e))
		return false;
	bool ok = model_load(db, c->org, c->mem, &m, e) &&
	    ledger_files(db, c->org, c->mem, &f, &n, e) &&
	    ledger_posted_count(db, c->org, c->mem, &posted, &waiting, e);
	db_rollback(db);
	if (!ok)
		return false;
	for (int k = 0; k < KIND__COUNT; k++)
		rows += model_count(m, (enum kind_id)k);
	for (size_t i = 0; i < n; i++)
		lines += f[i].lines;
	lines += waiting;
	line(c, j, "organisation", "organisation", "organisation",
	    m->n_org > 0 ? m->org[0].name : STR("-"));
	line(c, j, "entries", "poster", "entries", str_fmt(c->mem, "%zu", rows));
	line(c, j, "accounts", "bokföringsfiler", "files of accounts", str_fmt(c->mem, "%zu", n));
	line(c, j, "lines", "bokförda rader", "booked lines",
	    str_fmt(c->mem, "%lld", (long long)lines));
	return true;
}

int
command_doctor(struct cli *c, struct err *e)
{
	struct db *db;
	struct json j;

	json_init(&j, &c->out, true);
	if (c->json)
		json_object(&j);
	line(c, &j, "version", "Tertial", "Tertial", STR(TERTIAL_VERSION));
	line(c, &j, "sqlite", "SQLite", "SQLite", str_of(sqlite3_libversion()));
	line(c, &j, "libpq", "libpq", "libpq", str_fmt(c->mem, "%d", PQlibVersion()));
	line(c, &j, "database", "databas", "database", c->db_url);
	line(c, &j, "known_version", "känner databasversion", "knows database version",
	    str_fmt(c->mem, "%lld", (long long)db_known_version()));
	bool ok = cli_db(c, &db, e) && contents(c, &j, db, e);
	line(c, &j, "state", "tillstånd", "state", ok ? STR("ok") : str_of(e->text[c->lang]));
	if (c->json) {
		json_end(&j);
		sb_chr(&c->out, '\n');
	}
	return 0;
}
