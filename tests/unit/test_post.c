/* Posted vouchers: in every sum, list and search at once, the same after the fold as
 * before it, and the same as if a file had brought them; on both databases. */
#include "check.h"
#include "databases.h"
#include "db/migrate.h"
#include "fmt/sie4.h"
#include "ledger_made.h"

static struct arena mem;

/* ---- by names, so that ids do not matter ---- */

#define NAMES 64

struct picture {
	int64_t cell[NAMES][NAMES][14]; /* account, unit, period */
	int64_t parts[NAMES];           /* counterparty of the year's lines */
	size_t lines, found;
	int64_t sum;
};

static size_t
index_of(str no, bool account)
{
	int64_t v;

	if (no.n == 0)
		return 0;
	check(str_i64(account ? no : str_sub(no, 1, no.n), &v));
	return account ? (size_t)((v - 1900) / 170 + 1) : (size_t)v + 1;
}

static void
take(struct db *db, int64_t org, int year, struct picture *p)
{
	struct arena own;
	struct ledger_dict *d;
	struct ledger_cell *c;
	struct ledger_hits h;
	struct ledger_share *s;
	struct err e = {0};
	size_t n;

	memset(p, 0, sizeof *p);
	arena_init(&own, (size_t)2 << 30);
	check(db_begin(db, DB_READ, &e));
	check(ledger_dict_load(db, org, &own, &d, &e));
	check(ledger_cells(db, org, year, d, &own, &c, &n, &e));
	for (size_t i = 0; i < n; i++)
		p->cell[index_of(d->account[c[i].account].no, true)]
		       [index_of(d->object[c[i].unit].no, false)][c[i].period] += c[i].ore;
	struct ledger_query q = {.year = year, .max = 10};
	check(ledger_shares(db, org, d, &q, 20, &own, &s, &n, &e));
	for (size_t i = 0; i < n; i++)
		p->parts[index_of(d->object[s[i].object].no, false)] += s[i].ore;
	check(ledger_lines(db, org, d, &q, &own, &h, &e));
	p->lines = h.n_all;
	p->sum = h.sum_ore;
	q.text = STR("nyare");
	check(ledger_lines(db, org, d, &q, &own, &h, &e));
	p->found = h.n_all;
	db_rollback(db);
	arena_end(&own);
}

static void
same_picture(const struct picture *a, const struct picture *b)
{
	check(memcmp(a->cell, b->cell, sizeof a->cell) == 0);
	check(memcmp(a->parts, b->parts, sizeof a->parts) == 0);
	check_i64((int64_t)a->lines, (int64_t)b->lines);
	check_i64((int64_t)a->found, (int64_t)b->found);
	check_i64(a->sum, b->sum);
}

static int64_t
faults(struct db *db, int64_t org, int64_t *vouchers)
{
	struct arena own;
	struct ledger_verdict v;
	struct diag d;
	struct err e = {0};

	arena_init(&own, (size_t)2 << 30);
	diag_init(&d, &own, 50);
	check(db_begin(db, DB_READ, &e));
	check(ledger_verify(db, org, &own, &v, &d, &e));
	db_rollback(db);
	arena_end(&own);
	if (vouchers != NULL)
		*vouchers = v.vouchers;
	return (int64_t)d.n_err;
}

static void
import(struct db *db, int64_t org, const struct made *m, const char *name, int64_t batch)
{
	struct arena own;
	struct ledger_import *im;
	struct ledger_receipt got;
	struct diag d;
	struct err e = {0};
	struct ledger_source src = {.batch = batch,
	    .at = 1,
	    .name = str_of(name),
	    .bytes = m->bytes};

	arena_init(&own, (size_t)2 << 30);
	diag_init(&d, &own, 10);
	check(db_begin(db, DB_WRITE, &e));
	check(ledger_import_open(db, org, &src, &own, &d, &im, &e));
	check(ledger_import_add(im, &m->f, &m->b, NULL, &e));
	check(ledger_import_close(im, &m->f, &got, &e));
	check(db_commit(db, &e));
	arena_end(&own);
}

static int64_t
waiting(struct db *db, int64_t org)
{
	struct err e = {0};
	int64_t vouchers, lines;

	check(db_begin(db, DB_READ, &e));
	check(ledger_posted_count(db, org, &mem, &vouchers, &lines, &e));
	db_rollback(db);
	return vouchers;
}

/* Post a batch; the findings stay in *d. */
static enum rc
post(struct db *db, const struct sie *f, const struct sie_batch *b, struct ledger_posted **out,
    size_t *n, struct diag *d)
{
	struct err e = {0};
	const struct ledger_post p = {.batch = 7, .at = 5, .closing_series = STR("BOKSLUT")};

	diag_init(d, &mem, 50);
	check(db_begin(db, DB_WRITE, &e));
	if (!ledger_post(db, 1, &p, STR("post"), f, b, &mem, out, n, d, &e)) {
		db_rollback(db);
		return e.rc;
	}
	check(db_commit(db, &e));
	return RC_OK;
}

/* What a text says, as one batch. */
struct caught {
	struct sie f;
	struct ledger_posted *v;
	size_t n;
	struct diag d;
	struct db *db;
	enum rc rc;
};

static bool catch (void *arg, const struct sie *f, const struct sie_batch *b, struct err *e)
{
	struct caught *c = arg;

	(void)e;
	c->rc = post(c->db, f, b, &c->v, &c->n, &c->d);
	return true;
}

static struct caught
post_text(struct db *db, const char *vouchers)
{
	struct caught c = {.db = db};
	struct diag none;
	struct err e = {0};
	str text = str_fmt(&mem, "#FLAGGA 0\n#SIETYP 4\n%s", vouchers);

	diag_init(&none, &mem, 5);
	check(sie4_read(&mem, text, &(struct sie4_opts){.set = CHARSET_UTF8},
	    &(struct sie_sink){catch, &c}, &c.f, &none, &e));
	return c;
}

static struct db *
open_fresh(const char *url)
{
	struct db *db;
	struct err e = {0};

	check(db_open(&db, url, true, &e));
	check(db_migrate(db, &e));
	return db;
}

/* ---- the law: posted, folded, imported are one ---- */

static void
law(struct db *db)
{
	struct made old, new, third;
	struct picture posted, folded, imported;
	struct ledger_posted *v;
	struct ledger_voucher *w;
	struct ledger_dict *dict;
	struct diag d;
	struct err e = {0};
	int64_t vouchers;
	size_t n;

	made_ledger(&old, &mem,
	    &(struct made_opts){.seed = 3,
	        .year = 2024,
	        .month_from = 1,
	        .month_to = 12,
	        .n_ver = 900,
	        .first_no = 1,
	        .series = "A",
	        .text = "äldre"});
	made_ledger(&new, &mem,
	    &(struct made_opts){.seed = 4,
	        .year = 2024,
	        .month_from = 3,
	        .month_to = 9,
	        .n_ver = 60,
	        .first_no = 5000,
	        .series = "A",
	        .text = "nyare"});
	made_ledger(&third, &mem,
	    &(struct made_opts){.seed = 5,
	        .year = 2023,
	        .month_from = 1,
	        .month_to = 2,
	        .n_ver = 5,
	        .first_no = 1,
	        .series = "A",
	        .text = "annat år"});
	import(db, 1, &old, "gamla.se", 1);
	import(db, 2, &old, "gamla.se", 1);
	import(db, 2, &new, "nya.se", 2);
	take(db, 2, 2024, &imported);
	check(imported.found > 60);

	check_i64(post(db, &new.f, &new.b, &v, &n, &d), RC_OK);
	check_i64((int64_t)n, 60);
	check_str(v[0].no, "5000");
	check_i64(waiting(db, 1), 60);
	take(db, 1, 2024, &posted);
	same_picture(&posted, &imported);
	check_i64(faults(db, 1, &vouchers), 0);
	check_i64(vouchers, 960);

	/* The next import makes a file of them. */
	import(db, 1, &third, "annat.se", 3);
	check_i64(waiting(db, 1), 0);
	take(db, 1, 2024, &folded);
	same_picture(&folded, &imported);
	check_i64(faults(db, 1, &vouchers), 0);
	check_i64(vouchers, 965);
	check(db_begin(db, DB_READ, &e));
	check(ledger_dict_load(db, 1, &mem, &dict, &e));
	check(ledger_voucher(db, 1, dict, 2024, STR("A"), STR("5003"), &mem, &w, &e));
	check(w->file != LEDGER_POSTED && w->file_name.n > 0 && w->batch == 0);
	check(str_has_prefix(w->original, STR("#VER A 5003 ")));
	check_i64(w->sum_ore, 0);
	db_rollback(db);

	/* Undoing that import takes its own file back, and not what was posted. */
	int64_t n_file;
	check(db_begin(db, DB_WRITE, &e));
	check(ledger_undo(db, 1, 3, &n_file, &e));
	check(db_commit(db, &e));
	check_i64(n_file, 1);
	take(db, 1, 2024, &folded);
	same_picture(&folded, &imported);
}

/* ---- numbers, periods and what is refused ---- */

static void
numbers(struct db *db)
{
	struct ledger_voucher *w;
	struct ledger_dict *dict;
	struct err e = {0};

#define ROWS "{\n#TRANS 4280 {1 E1 20 M13} 10\n#TRANS 4450 {} -10\n}\n"

	struct caught c = post_text(db,
	    "#VER A \"\" 20240315 \"Första\"\n" ROWS "#VER A \"\" 20240316 \"Andra\"\n" ROWS);
	check_i64(c.rc, RC_OK);
	check_i64((int64_t)c.n, 2);
	check_str(c.v[0].no, "5060"); /* after those of the files */
	check_str(c.v[1].no, "5061");
	c = post_text(db, "#VER Ny \"\" 20240315 \"Egen serie\"\n" ROWS);
	check_str(c.v[0].no, "1");
	c = post_text(db, "#VER BOKSLUT \"\" 20241231 \"Bokslut\"\n" ROWS);
	check_i64(c.v[0].period, LEDGER_CLOSING);

	/* One that waits, and one in a file. */
	check_i64(post_text(db, "#VER A 5060 20240315 x\n" ROWS).rc, RC_CONFLICT);
	check_i64(post_text(db, "#VER A 17 20240315 x\n" ROWS).rc, RC_CONFLICT);
	check_i64(post_text(db, "#VER A 17 20250315 x\n" ROWS).rc, RC_OK); /* another year */

	/* All or none. */
	int64_t before = waiting(db, 1);
	c = post_text(db,
	    "#VER Z 1 20240315 x\n" ROWS
	    "#VER Z 2 20240315 x\n{\n#TRANS 4280 {} 10\n#TRANS 4450 {} -9\n}\n"
	    "#VER Z 3 20240315 x\n{\n#TRANS 4281 {} 10\n#TRANS 4450 {} -10\n}\n"
	    "#VER Z 4 20240315 x\n{\n#TRANS 4280 {1 E99} 9\n#TRANS 4450 {} -9\n}\n"
	    "#VER Z 5 \"\" x\n" ROWS "#VER Z 6 20240315 x\n{\n#TRANS 4280 {} 5\n#BTRANS 4280 {} 5\n"
	    "#TRANS 4450 {} -5\n}\n");
	check_i64(c.rc, RC_INVALID);
	check_i64((int64_t)c.d.n_err, 5);
	check_i64(waiting(db, 1), before);

	check(db_begin(db, DB_READ, &e));
	check(ledger_dict_load(db, 1, &mem, &dict, &e));
	check(ledger_voucher(db, 1, dict, 2024, STR("A"), STR("5061"), &mem, &w, &e));
	check_i64(w->file, LEDGER_POSTED);
	check_i64(w->batch, 7);
	check_str(w->text, "Andra");
	check_i64((int64_t)w->n_line, 2);
	check_i64((int64_t)w->line[0].n_object, 1);
	check_i64(w->line[0].ore, 1000);
	check_str(w->original,
	    "#VER A 5061 20240316 Andra\n{\n\t#TRANS 4280 {1 E1 20 M13} "
	    "10.00\n\t#TRANS 4450 {} -10.00\n}\n");
	db_rollback(db);
	check_i64(faults(db, 1, NULL), 0);
}

/* ---- broken fiscal years ---- */

static void
fiscal(struct db *db)
{
	struct ledger_receipt got;
	struct diag d;
	struct err e = {0};
	struct ledger_source src = {.batch = 20,
	    .at = 1,
	    .name = STR("brutet.se"),
	    .bytes = STR("#FLAGGA 0\n#SIETYP 4\n#RAR 0 20300501 20310430\n#KONTO 4280 Lön\n"
	                 "#KONTO 4450 Annat\n#VER A 1 20300601 x\n{\n#TRANS 4280 {1 E1} 10\n"
	                 "#TRANS 4450 {} -10\n}\n")};

	diag_init(&d, &mem, 10);
	check(db_begin(db, DB_WRITE, &e));
	check(ledger_import_sie(db, 1, &src, &mem, &got, &d, &e));
	check(db_commit(db, &e));
	struct caught c = post_text(db, "#VER A \"\" 20310210 x\n" ROWS);
	check_i64(c.rc, RC_OK);
	check_i64(c.v[0].year, 2030);
	check_i64(c.v[0].period, 10);
	check_str(c.v[0].no, "2");
	/* What is left of the calendar year beside a broken one is in no year. */
	check_i64(post_text(db, "#VER A \"\" 20300210 x\n" ROWS).rc, RC_INVALID);
	check_i64(post_text(db, "#VER A \"\" 20310501 x\n" ROWS).rc, RC_INVALID);
	check(db_begin(db, DB_WRITE, &e));
	check(ledger_fold_posted(db, 1, 6, &mem, &e));
	check(db_commit(db, &e));
	check_i64(waiting(db, 1), 0);
	check_i64(faults(db, 1, NULL), 0);
	struct ledger_dict *dict;
	struct ledger_voucher *w;
	check(db_begin(db, DB_READ, &e));
	check(ledger_dict_load(db, 1, &mem, &dict, &e));
	check(ledger_voucher(db, 1, dict, 2030, STR("A"), STR("2"), &mem, &w, &e));
	check_i64(w->period, 10);
	db_rollback(db);
}

/* ---- many, and damage ---- */

static void
threshold(struct db *db)
{
	int64_t before, after;

	check_i64(faults(db, 1, &before), 0);
	for (int i = 0; i < LEDGER_DELTA_MAX - 1; i++)
		if (post_text(db, "#VER M \"\" 20240401 m\n" ROWS).rc != RC_OK)
			check(false);
	check_i64(waiting(db, 1), LEDGER_DELTA_MAX - 1);
	check_i64(post_text(db, "#VER M \"\" 20240401 m\n" ROWS).rc, RC_OK);
	check_i64(waiting(db, 1), 0);
	check_i64(faults(db, 1, &after), 0);
	check_i64(after - before, LEDGER_DELTA_MAX);
	check_str(post_text(db, "#VER M \"\" 20240401 m\n" ROWS).v[0].no, "501");
}

static void
damage(struct db *db)
{
	static const char *const harm[] = {
	    "UPDATE ledger_delta SET period = 5",
	    "UPDATE ledger_delta SET series = 'Q'",
	    "UPDATE ledger_delta SET num = num + 1",
	    "UPDATE ledger_delta SET combos = '0'",
	    "UPDATE ledger_delta SET crc = crc + 1",
	    "UPDATE ledger_delta SET batch = 99",
	};
	struct err e = {0};

	for (size_t i = 0; i < COUNTOF(harm); i++) {
		struct arena own;
		struct ledger_verdict v;
		struct diag d;
		arena_init(&own, (size_t)2 << 30);
		diag_init(&d, &own, 10);
		check(db_begin(db, DB_WRITE, &e));
		check(db_script(db, harm[i], &e));
		check(ledger_verify(db, 1, &own, &v, &d, &e));
		if (d.n_err != 1)
			fprintf(stderr, "not found: %s\n", harm[i]);
		check_i64((int64_t)d.n_err, 1);
		db_rollback(db);
		arena_end(&own);
	}
}

static void
on(const char *url)
{
	struct db *db = open_fresh(url);

	law(db);
	numbers(db);
	fiscal(db);
	threshold(db);
	damage(db);
	db_close(db);
}

int
main(void)
{
	arena_init(&mem, (size_t)8 << 30);
	each_database(&mem, on);
	arena_end(&mem);
	return check_done();
}
