/* A generated file against the totals that its generator wrote down: every account, cost
 * centre and project to the öre, with and without history rows (#RTRANS).
 *
 * GEN_SIE_VOUCHERS=1000000 is a file of 200 MB; the suite's is small. */
#include "check.h"
#include "core/ledger/ledger.h"
#include "db/migrate.h"
#include "sys/file.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define GENERATOR "../shared/sie/gen_sie.py"
#define YEAR 2024

static struct arena mem;
static char folder[] = "/tmp/tertial-gen-XXXXXX";

static bool
generate(const char *rtrans)
{
	const char *n = getenv("GEN_SIE_VOUCHERS");
	str cmd = str_fmt(&mem,
	    "python3 " GENERATOR " %s/g.si --vouchers %s --year %d --rtrans %s --oracle %s/g.json "
	    ">%s/log 2>&1",
	    folder, n != NULL ? n : "2000", YEAR, rtrans, folder, folder);

	return system(str_z(&mem, cmd)) == 0;
}

static bool
import(struct db *db, str bytes, struct ledger_receipt *got)
{
	struct err e = {0};
	struct diag d;
	struct ledger_source src = {.batch = 1, .at = 1, .name = STR("g.si"), .bytes = bytes};

	diag_init(&d, &mem, 20);
	bool ok = db_migrate(db, &e) && db_begin(db, DB_WRITE, &e) &&
	    ledger_import_sie(db, 1, &src, &mem, got, &d, &e) && db_commit(db, &e);
	if (!ok)
		printf("%s\n", e.text[LANG_EN]);
	return ok;
}

/* How many members of a table of the oracle differ from what `ours` says of them. */
static int64_t
differing(const json_t *oracle, const char *table, const int64_t *ours, const struct ledger_dict *d,
    int dim)
{
	const char *key;
	json_t *value;
	int64_t wrong = 0;

	json_object_foreach(json_object_get(oracle, table), key, value)
	{
		uint32_t id = dim == 0 ? ledger_account_find(d, str_of(key))
		                       : ledger_object_find(d, dim, str_of(key));
		wrong += (id == 0 ? 0 : ours[id]) != json_integer_value(value);
	}
	return wrong;
}

static void
compare(struct db *db, const json_t *oracle)
{
	struct err e = {0};
	struct diag bad;
	struct ledger_dict *d = NULL;
	struct ledger_cell *c = NULL;
	struct ledger_share *s = NULL;
	struct ledger_verdict verdict;
	size_t n = 0;

	check(db_begin(db, DB_READ, &e) && ledger_dict_load(db, 1, &mem, &d, &e) &&
	    ledger_cells(db, 1, YEAR, d, &mem, &c, &n, &e));
	if (d == NULL)
		return;
	int64_t *account = arena_array(&mem, d->n_account, int64_t);
	int64_t *object = arena_array(&mem, d->n_object, int64_t);
	for (size_t i = 0; i < n; i++) {
		account[c[i].account] += c[i].ore;
		object[c[i].unit] += c[i].ore;
	}
	check_i64(differing(oracle, "movement_ore", account, d, 0), 0);
	check_i64(differing(oracle, "dim1_ore", object, d, 1), 0);
	const struct ledger_query all = {.year = YEAR};
	check(ledger_shares(db, 1, d, &all, 6, &mem, &s, &n, &e));
	for (size_t i = 0; i < n; i++)
		object[s[i].object] = s[i].ore;
	check_i64(differing(oracle, "dim6_ore", object, d, 6), 0);
	diag_init(&bad, &mem, 20);
	check(ledger_verify(db, 1, &mem, &verdict, &bad, &e) && bad.n == 0);
	db_rollback(db);
}

static void
agrees(const char *rtrans)
{
	struct err e = {0};
	struct db *db;
	struct ledger_receipt got;
	str bytes;
	json_error_t je;
	const char *path = str_z(&mem, str_fmt(&mem, "%s/g.db", folder));

	check(generate(rtrans));
	json_t *oracle = json_load_file(str_z(&mem, str_fmt(&mem, "%s/g.json", folder)), 0, &je);
	check(oracle != NULL);
	check(file_read(&mem, str_fmt(&mem, "%s/g.si", folder), (size_t)2 << 30, &bytes, &e));
	check(db_open(&db, path, true, &e));
	if (oracle != NULL && import(db, bytes, &got)) {
		check_i64(got.vouchers, json_integer_value(json_object_get(oracle, "vouchers")));
		check_i64(got.lines, json_integer_value(json_object_get(oracle, "trans")));
		compare(db, oracle);
	} else {
		check(!"imported");
	}
	db_close(db);
	unlink(path);
	json_decref(oracle);
}

int
main(void)
{
	if (access(GENERATOR, R_OK) != 0 || system("python3 --version >/dev/null 2>&1") != 0)
		return check_skip("the generator (../shared) or python3 is not here");
	arena_init(&mem, (size_t)16 << 30);
	check(mkdtemp(folder) != NULL);
	agrees("0");
	agrees("0.05");
	(void)!system(str_z(&mem, str_fmt(&mem, "rm -rf %s", folder)));
	arena_end(&mem);
	return check_done();
}
