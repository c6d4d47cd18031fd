/* bench_ledger FILE.se DB -- import one SIE file into a fresh database and ask for
 * what people ask for; one line a measurement, in milliseconds.
 *
 * DB is a path (removed first, unless it is only asked) or a postgresql:// URL of an empty database. */
#include "core/economy/result.h"
#include "db/migrate.h"
#include "sys/clock.h"
#include "sys/file.h"

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
import(struct db *db, str bytes, struct ledger_receipt *got)
{
	struct arena mem;
	struct err e = {0};
	struct diag d;

	arena_init(&mem, (size_t)16 << 30);
	diag_init(&d, &mem, 20);
	double t = now_ms();
	check(db_begin(db, DB_WRITE, &e), &e);
	struct ledger_source src = {.batch = 1, .at = 1, .name = STR("bench.se"), .bytes = bytes};
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
reports(struct db *db)
{
	double v[21];
	struct arena mem;
	struct err e = {0};
	struct ledger_dict *d;

	arena_init(&mem, (size_t)16 << 30);
	check(db_begin(db, DB_READ, &e), &e);
	check(ledger_dict_load(db, 1, &mem, &d, &e), &e);
	struct model *m = made_model(&mem, d);
	for (size_t i = 0; i < COUNTOF(v); i++) {
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
	print("result report", v, COUNTOF(v));
	db_rollback(db);
	arena_end(&mem);
}

static void
drills(struct db *db)
{
	double cell[300], voucher[300], text[5];
	struct arena mem;
	struct err e = {0};
	struct ledger_dict *d;
	uint64_t s = 88172645463325252u;

	arena_init(&mem, (size_t)16 << 30);
	check(db_begin(db, DB_READ, &e), &e);
	check(ledger_dict_load(db, 1, &mem, &d, &e), &e);
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
		str no = str_fmt(&one, "%u", (unsigned)(s >> 40) % 100000 + 1);
		t = now_ms();
		check(ledger_voucher(db, 1, d, 2025, STR("A"), no, &one, &w, &e), &e);
		voucher[i] = now_ms() - t;
		arena_end(&one);
	}
	print("a cell's lines", cell, COUNTOF(cell));
	print("a whole voucher", voucher, COUNTOF(voucher));
	for (size_t i = 0; i < COUNTOF(text); i++) {
		struct arena one;
		struct ledger_hits h;
		arena_init(&one, (size_t)8 << 30);
		struct ledger_query q = {.year = 2025, .text = STR("sjukresor 4711"), .max = 50};
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

int
main(int argc, char **argv)
{
	struct arena mem;
	struct err e = {0};
	struct db *db;
	str bytes;
	struct ledger_receipt got;

	if (argc < 3) {
		fprintf(stderr, "usage: bench_ledger FILE.se DB [import | ask]\n");
		return 2;
	}
	bool ask = argc > 3 && strcmp(argv[3], "ask") == 0; /* of what is there already */
	if (strncmp(argv[2], "postgres", 8) != 0 && !ask)
		unlink(argv[2]);
	arena_init(&mem, (size_t)4 << 30);
	check(file_read(&mem, str_of(argv[1]), (size_t)2 << 30, &bytes, &e), &e);
	check(db_open(&db, argv[2], true, &e), &e);
	check(db_migrate(db, &e), &e);
	if (!ask)
		import(db, bytes, &got);
	if (argc == 3 || ask) {
		reports(db);
		drills(db);
		verify(db);
	}
	db_close(db);
	arena_end(&mem);
	return 0;
}
