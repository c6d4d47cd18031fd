/* bench_ledger MODE DB [FILE] -- import one SIE file into a fresh database and ask for
 * what people ask for; one line a measurement, in milliseconds.
 *
 *   all DB FILE      import, ask, verify
 *   import DB FILE [MIB]   only the import, in so much memory
 *   ask DB           what is there already
 *   report DB        one result report, from opening the database
 *   sums DB          group of accounts | top unit | month | öre, as mkledger says it
 *   post DB          post vouchers of two rows, each durably
 *
 * DB is a path (removed before an import) or a postgresql:// URL of an empty database. */
#include "core/economy/result.h"
#include "db/migrate.h"
#include "fmt/sie4.h"
#include "sys/clock.h"
#include "sys/file.h"
#include "sys/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

static double
now_ms(void)
{
	struct timespec t;

	/* Time of the processor where asked for: a shared machine measures badly. */
	clock_gettime(getenv("CPU") != NULL ? CLOCK_PROCESS_CPUTIME_ID : CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void
check(bool ok, const struct err *e)
{
	if (ok)
		return;
	fprintf(stderr, "%s\n", e->text[LANG_EN]);
	exit(1);
}

static int
by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static void
print(const char *what, double *v, size_t n)
{
	qsort(v, n, sizeof *v, by_value);
	printf("%-28s median %9.3f  p99 %9.3f ms\n", what, v[n / 2], v[n * 99 / 100]);
}

static void
let_go(void *f, size_t from, size_t to)
{
	file_let_go(f, from, to);
}

static void
import(struct db *db, struct file_bytes *f, size_t memory, struct ledger_receipt *got)
{
	const str bytes = f->bytes;
	struct arena mem;
	struct err e = {0};
	struct diag d;

	arena_init(&mem, (size_t)16 << 30);
	diag_init(&d, &mem, 20);
	double t = now_ms();
	check(db_begin(db, DB_WRITE, &e), &e);
	struct ledger_source src = {.batch = 1,
	    .at = 1,
	    .name = STR("bench.se"),
	    .bytes = bytes,
	    .memory = memory,
	    .large = memory_large,
	    .let_go = let_go,
	    .arg = f};
	if (!ledger_import_sie(db, 1, &src, &mem, got, &d, &e)) {
		for (size_t i = 0; i < d.n; i++)
			fprintf(stderr, "%.*s\n", STR_ARG(d.v[i].text[LANG_EN]));
		check(false, &e);
	}
	double w = now_ms();
	check(db_commit(db, &e), &e);
	double all = now_ms() - t;
	struct rusage u;
	getrusage(RUSAGE_SELF, &u);
	printf("%-28s %9.1f ms (commit %.1f), %lld lines, %.1f MB/s, peak %ld MiB\n", "import", all,
	    now_ms() - w, (long long)got->lines, (double)bytes.n / 1e3 / all, u.ru_maxrss / 1024);
	printf("%-28s %9.2f bytes a line; original %.2f\n", "stored",
	    (double)got->bytes / (double)got->lines,
	    (double)got->original_bytes / (double)got->lines);
	arena_end(&mem);
}

/* Units by their numbers in four levels, 24 result lines of 250 accounts. */
static struct model *
made_model(struct arena *mem, const struct ledger_dict *d)
{
	struct model *m = model_new(mem);

	for (size_t o = 0; o < d->n_object; o++) {
		if (o > 0 && d->object[o].dim != 1)
			continue;
		struct unit *u = model_add(m, KIND_unit);
		str no = o == 0 ? STR("ALL") : d->object[o].no;
		*u = (struct unit){.id = no,
		    .name = no,
		    .presented = true,
		    .parent = o == 0 ? STR("") : STR("ALL")};
	}
	for (int i = 0; i < 24; i++) {
		struct result_line *l = model_add(m, KIND_result_line);
		l->id = l->name = str_fmt(mem, "r%02d", i);
		l->kind = i < 4 ? LINE_KIND_income : LINE_KIND_cost;
		l->sort = i;
	}
	for (int i = 0; i < 60; i++) {
		struct mapping *a = model_add(m, KIND_mapping);
		*a = (struct mapping){.year = 2025,
		    .prefix = str_fmt(mem, "%d", 30 + i),
		    .line = str_fmt(mem, "r%02d", i * 24 / 60)};
	}
	for (int k = 0; k < KIND__COUNT; k++)
		model_index(m, (enum kind_id)k);
	return m;
}

static void
reports(struct db *db, size_t times)
{
	double v[21];
	struct arena mem;
	struct err e = {0};
	struct ledger_dict *d;

	arena_init(&mem, (size_t)16 << 30);
	check(db_begin(db, DB_READ, &e), &e);
	check(ledger_dict_load(db, 1, &mem, &d, &e), &e);
	struct model *m = made_model(&mem, d);
	must(times <= COUNTOF(v));
	for (size_t i = 0; i < times; i++) {
		struct arena one;
		struct economy *ec;
		struct result *r;
		arena_init(&one, (size_t)4 << 30);
		double t = now_ms();
		check(economy_load(db, 1, m, 2025, 2025, &one, &ec, &e), &e);
		check(result_table(ec,
		          &(struct table_ask){period_month(2025, 12), STR("ALL"), SCALE_TKR}, &one,
		          &r, &e),
		    &e);
		v[i] = now_ms() - t;
		arena_end(&one);
	}
	print("result report", v, times);
	db_rollback(db);
	arena_end(&mem);
}

/* The largest number of series L: there is a voucher for each below it. */
static unsigned
last_number(struct db *db, const struct ledger_dict *d, struct arena *mem)
{
	unsigned lo = 1, hi = 1u << 24;

	while (lo < hi) {
		unsigned mid = lo + (hi - lo + 1) / 2;
		struct ledger_voucher *v;
		struct err e = {0};
		if (ledger_voucher(db, 1, d, 2025, STR("L"), str_fmt(mem, "%u", mid), mem, &v, &e))
			lo = mid;
		else
			hi = mid - 1;
	}
	return lo;
}

static void
drills(struct db *db)
{
	double cell[300], voucher[300], text[5];
	struct arena mem;
	struct err e = {0};
	struct ledger_dict *d;
	uint64_t s = 88172645463325252u;
	unsigned largest;

	arena_init(&mem, (size_t)16 << 30);
	check(db_begin(db, DB_READ, &e), &e);
	check(ledger_dict_load(db, 1, &mem, &d, &e), &e);
	largest = last_number(db, d, &mem);
	for (size_t i = 0; i < COUNTOF(cell); i++) {
		struct arena one;
		struct ledger_hits h;
		struct ledger_voucher *w;
		arena_init(&one, (size_t)4 << 30);
		uint32_t unit = 0, account = 1;
		do {
			s ^= s << 13;
			s ^= s >> 7;
			s ^= s << 17;
			unit = (uint32_t)(s >> 33) % (uint32_t)d->n_object;
		} while (unit == 0 || d->object[unit].dim != 1);
		account = (uint32_t)(s >> 20) % (uint32_t)(d->n_account - 1) + 1;
		int month = (int)(s % 12) + 1;
		struct ledger_query q = {.year = 2025,
		    .period_from = month,
		    .period_to = month,
		    .unit = &unit,
		    .n_unit = 1,
		    .account = &account,
		    .n_account = 1,
		    .max = 100};
		double t = now_ms();
		check(ledger_lines(db, 1, d, &q, &one, &h, &e), &e);
		cell[i] = now_ms() - t;
		str no = str_fmt(&one, "%u", (unsigned)(s >> 40) % largest + 1);
		t = now_ms();
		check(ledger_voucher(db, 1, d, 2025, STR("L"), no, &one, &w, &e), &e);
		voucher[i] = now_ms() - t;
		arena_end(&one);
	}
	print("a cell's lines", cell, COUNTOF(cell));
	print("a whole voucher", voucher, COUNTOF(voucher));
	for (size_t i = 0; i < COUNTOF(text); i++) {
		struct arena one;
		struct ledger_hits h;
		arena_init(&one, (size_t)8 << 30);
		struct ledger_query q = {.year = 2025, .text = STR("sjukresor 471"), .max = 50};
		double t = now_ms();
		check(ledger_lines(db, 1, d, &q, &one, &h, &e), &e);
		text[i] = now_ms() - t;
		if (i == 0)
			printf("%-28s %zu lines\n", "text search finds", h.n_all);
		arena_end(&one);
	}
	print("text search", text, COUNTOF(text));
	db_rollback(db);
	arena_end(&mem);
}

/* As the SQL of the peers sums it; units are numbered so that the first digit is the
 * top unit's. */
static void
sums(struct db *db)
{
	static int64_t sum[24][10][13];
	struct arena mem;
	struct err e = {0};
	struct ledger_dict *d;
	struct ledger_cell *c;
	size_t n;
	int64_t no;

	arena_init(&mem, (size_t)16 << 30);
	check(db_begin(db, DB_READ, &e), &e);
	check(ledger_dict_load(db, 1, &mem, &d, &e), &e);
	check(ledger_cells(db, 1, 2025, d, &mem, &c, &n, &e), &e);
	for (size_t i = 0; i < n; i++)
		if (c[i].unit != 0 && c[i].period <= 12 &&
		    str_i64(d->account[c[i].account].no, &no) && no >= 3000 && no < 9000)
			sum[(no - 3000) / 250][d->object[c[i].unit].no.p[0] - '0'][c[i].period] +=
			    c[i].ore;
	for (int g = 0; g < 24; g++)
		for (int u = 0; u < 10; u++)
			for (int m = 1; m <= 12; m++)
				if (sum[g][u][m] != 0)
					printf("%d|%d|%d|%lld\n", g, u, m, (long long)sum[g][u][m]);
	db_rollback(db);
	arena_end(&mem);
}

struct posting {
	struct db *db;
	struct arena *mem;
	struct diag *d;
};

static bool
post_batch(void *arg, const struct sie *f, const struct sie_batch *b, struct err *e)
{
	struct posting *p = arg;
	struct ledger_posted *out;
	size_t n;

	return ledger_post(p->db, 1, &(struct ledger_post){.batch = 2, .at = 2}, STR("x"), f, b,
	    p->mem, &out, &n, p->d, e);
}

/* One voucher at a time into what is there, each read, checked and durable before the
 * next. */
static void
post(struct db *db)
{
	double v[51];

	for (size_t i = 0; i < COUNTOF(v); i++) {
		struct arena mem;
		struct err e = {0};
		struct diag d;
		struct sie f;
		arena_init(&mem, (size_t)1 << 30);
		diag_init(&d, &mem, 20);
		str text = str_fmt(&mem,
		    "#FLAGGA 0\n#SIETYP 4\n#VER X \"\" 20250601 \"Post\"\n{\n"
		    "#TRANS 4000 {1 \"110101\"} 1.%02zu\n#TRANS 1500 {} -1.%02zu\n}\n",
		    i, i);
		struct posting p = {db, &mem, &d};
		double t = now_ms();
		check(db_begin(db, DB_WRITE, &e), &e);
		check(sie4_read(&mem, text,
		          &(struct sie4_opts){.set = CHARSET_UTF8, .general_only = true},
		          &(struct sie_sink){post_batch, &p}, &f, &d, &e),
		    &e);
		check(db_commit(db, &e), &e);
		v[i] = now_ms() - t;
		arena_end(&mem);
	}
	print("one voucher posted", v, COUNTOF(v));
}

static void
verify(struct db *db)
{
	struct arena mem;
	struct err e = {0};
	struct diag d;
	struct ledger_verdict v;

	arena_init(&mem, (size_t)32 << 30);
	diag_init(&d, &mem, 20);
	check(db_begin(db, DB_READ, &e), &e);
	double t = now_ms();
	check(ledger_verify(db, 1, &mem, &v, &d, &e), &e);
	printf("%-28s %9.1f ms, %zu faults\n", "verify", now_ms() - t, d.n);
	db_rollback(db);
	arena_end(&mem);
}

static bool
is(const char *a, const char *b)
{
	return strcmp(a, b) == 0;
}

int
main(int argc, char **argv)
{
	struct arena mem;
	struct err e = {0};
	struct db *db;
	struct ledger_receipt got;
	const char *mode = argc > 2 ? argv[1] : "";
	const size_t memory = argc > 4 ? (size_t)strtoul(argv[4], NULL, 10) << 20 : 0;
	bool fresh = argc > 3 && (is(mode, "all") || is(mode, "import"));

	if (!fresh && !is(mode, "ask") && !is(mode, "report") && !is(mode, "sums") &&
	    !is(mode, "post")) {
		fprintf(stderr,
		    "usage: bench_ledger all|import|ask|report|sums|post DB [FILE [MIB]]\n");
		return 2;
	}
	if (fresh && strncmp(argv[2], "postgres", 8) != 0)
		unlink(argv[2]);
	arena_init(&mem, (size_t)4 << 30);
	check(db_open(&db, argv[2], fresh, &e), &e);
	if (fresh) {
		struct file_bytes f;
		check(db_migrate(db, &e), &e);
		check(file_map(&mem, str_of(argv[3]), (size_t)3 << 30, &f, &e), &e);
		import(db, &f, memory, &got);
		check(file_unchanged(&f, &e), &e);
	}
	if (is(mode, "all") || is(mode, "ask")) {
		reports(db, 21);
		drills(db);
		verify(db);
	}
	if (is(mode, "report"))
		reports(db, 1);
	if (is(mode, "sums"))
		sums(db);
	if (is(mode, "post"))
		post(db);
	db_close(db);
	arena_end(&mem);
	return 0;
}
