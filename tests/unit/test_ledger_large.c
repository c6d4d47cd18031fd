/* A file that is large enough to be read in a thread of its own: the same bytes give the
 * same database, byte for byte, and the same findings, however the threads run; what the
 * header says after the vouchers counts from there. */
#include "check.h"
#include "db/migrate.h"
#include "ledger_made.h"
#include "sys/file.h"
#include "sys/memory.h"

#include <unistd.h>

#define VOUCHERS 40000
#define TIMES 3

static struct arena mem;

/* Vouchers of two rows; number `bad` does not balance, `twice` comes twice.  Halfway
 * account 3999 is said to be of the balance sheet, and thereafter it is used. */
static str
made_file(int bad, int twice)
{
	struct sb b;
	str out;

	sb_init(&b, &mem, (size_t)64 << 20);
	sb_lit(&b,
	    "#FLAGGA 0\n#SIETYP 4\n#RAR 0 20250101 20251231\n#DIM 1 Ansvar\n"
	    "#KONTO 1500 Fordran\n#KONTO 3000 Avgift\n#KONTO 3999 Annat\n#OBJEKT 1 100 Enhet\n");
	for (int k = 1; k <= VOUCHERS; k++) {
		const int i = k == twice ? k - 1 : k;
		const char *to = i > VOUCHERS / 2 ? "3999" : "3000";
		if (i == VOUCHERS / 2)
			sb_lit(&b, "#KTYP 3999 T\n");
		if (i % 7000 == 0)
			sb_printf(&b, "#HITTEPA %d\n", i);
		sb_printf(&b,
		    "#VER A %d 2025%02d%02d \"Avgift %d\"\n{\n"
		    "\t#TRANS 1500 {1 \"100\"} %d.%02d \"\" \"rad %d\"\n"
		    "\t#TRANS %s {1 \"100\"} -%d.%02d\n}\n",
		    i, i % 12 + 1, i % 28 + 1, i, i, i % 100, i % 13, to, i + (i == bad), i % 100);
	}
	check(sb_done(&b, &out));
	check(out.n > (size_t)4 << 20);
	return out;
}

struct told {
	struct err e;
	struct diag d;
	struct ledger_receipt got;
	str database; /* its file's bytes, after an import that went well */
};

/* What was told of the file while it was read: places that rise, in either pass. */
struct seen_so_far {
	size_t n, to, let_go_to, n_pass;
	int64_t lines;
};

static void
let_go(void *arg, size_t from, size_t to)
{
	struct seen_so_far *s = arg;

	check(from < to);
	s->n_pass += from == 0;
	check(from == 0 || from == s->let_go_to);
	s->let_go_to = to;
}

static void
progress(void *arg, size_t to, int64_t lines)
{
	struct seen_so_far *s = arg;

	check(to > s->to && lines >= s->lines);
	s->to = to;
	s->lines = lines;
	s->n++;
}

static bool
import(const char *path, str bytes, size_t memory, struct told *out)
{
	struct seen_so_far so_far = {0};
	struct db *db;
	struct err e = {0};
	struct ledger_verdict v;
	struct diag faults;
	str again;

	*out = (struct told){0};
	diag_init(&out->d, &mem, 100);
	diag_init(&faults, &mem, 10);
	check(db_open(&db, path, true, &e) && db_migrate(db, &e));
	check(db_begin(db, DB_WRITE, &e));
	bool ok = ledger_import_sie(db, 1,
	    &(struct ledger_source){.batch = 1,
	        .at = 1,
	        .name = STR("stor.se"),
	        .bytes = bytes,
	        .memory = memory,
	        .large = memory_large,
	        .let_go = let_go,
	        .progress = progress,
	        .arg = &so_far},
	    &mem, &out->got, &out->d, &out->e);
	if (ok) {
		check(so_far.n > 1 && so_far.to <= bytes.n && so_far.n_pass == 2);
		check(so_far.lines <= 2 * VOUCHERS);
		check(db_commit(db, &e));
		check(db_begin(db, DB_READ, &e));
		check(ledger_verify(db, 1, &mem, &v, &faults, &e));
		check_i64((int64_t)faults.n, 0);
		check(ledger_original(db, 1, out->got.file, &mem, &again, &e));
		check(str_eq(again, bytes));
	}
	db_rollback(db);
	db_close(db);
	if (ok)
		check(file_read(&mem, str_of(path), (size_t)1 << 30, &out->database, &e));
	return ok;
}

static void
same_findings(const struct diag *a, const struct diag *b)
{
	check_i64((int64_t)a->n, (int64_t)b->n);
	check_i64((int64_t)a->n_err, (int64_t)b->n_err);
	for (size_t i = 0; i < a->n && i < b->n; i++) {
		check_i64(a->v[i].line, b->v[i].line);
		check(str_eq(a->v[i].text[LANG_EN], b->v[i].text[LANG_EN]));
	}
}

static void
refused(const char *path, str bytes, enum rc rc)
{
	struct told first, next;

	for (int i = 0; i < TIMES; i++) {
		unlink(path);
		check(!import(path, bytes, 0, &next));
		if (i == 0)
			first = next;
		check(next.e.rc == rc);
		check(strcmp(next.e.text[LANG_EN], first.e.text[LANG_EN]) == 0);
		same_findings(&next.d, &first.d);
	}
}

int
main(void)
{
	char path[] = "/tmp/tertial-large-XXXXXX";
	struct told first, next;

	arena_init(&mem, (size_t)8 << 30);
	close(mkstemp(path));
	str good = made_file(0, 0);
	for (int i = 0; i < TIMES; i++) {
		unlink(path);
		check(import(path, good, 0, &next));
		if (i == 0)
			first = next;
		check_i64(next.got.vouchers, VOUCHERS);
		check_i64(next.got.lines, 2 * VOUCHERS);
		check(str_eq(next.database, first.database));
		check(str_eq(next.got.sha256, first.got.sha256));
		same_findings(&next.d, &first.d);
	}
	/* In less memory: other segments, the same lines and sums. */
	for (int i = 0; i < 2; i++) {
		unlink(path);
		check(import(path, good, (size_t)2 << 20, &next));
		check(next.got.segments > 3 * first.got.segments);
		check_i64(next.got.lines, 2 * VOUCHERS);
		check_i64(next.got.debit_ore, first.got.debit_ore);
		check_i64(next.got.result_ore, first.got.result_ore);
		same_findings(&next.d, &first.d);
	}
	/* Half of the income went to an account that had become one of the balance sheet. */
	int64_t ore = 0;
	for (int i = 1; i <= VOUCHERS / 2; i++)
		ore -= (int64_t)i * 100 + i % 100;
	check_i64(first.got.result_ore, ore);
	check(first.d.n >= 4); /* the labels nobody knows */
	refused(path, made_file(VOUCHERS / 3, 0), RC_INVALID);
	refused(path, made_file(0, VOUCHERS / 3), RC_CONFLICT);
	unlink(path);
	arena_end(&mem);
	return check_done();
}
