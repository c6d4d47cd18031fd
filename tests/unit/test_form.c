/* Originals made again from the rows: whatever way a file is written, it comes back byte
 * for byte, whole and voucher by voucher, and what is written in one of a few ways is
 * not kept a second time. */
#include "check.h"
#include "core/ledger/store.h"
#include "db/migrate.h"
#include "ledger_made.h"
#include "databases.h"

#include <unistd.h>

static struct arena mem;
static int64_t batch;

static const char head[] = "#FLAGGA 0\n#SIETYP 4\n#FNAMN \"Form\"\n#RAR 0 20250101 20251231\n"
                           "#DIM 1 \"Ansvar\"\n#DIM 6 \"Projekt\"\n#KONTO 1930 \"Bank\"\n"
                           "#KONTO 4010 \"Inköp\"\n#OBJEKT 1 \"A1\" \"Ett\"\n";

/* Import, read back, compare; how many bytes of it are kept. */
static int64_t
comes_back(struct db *db, str bytes, enum charset set, const char *what)
{
	struct err e = {0};
	struct diag d;
	struct ledger_receipt got = {0};
	struct ledger_verdict verdict;
	struct ledger_file *f;
	size_t n;
	int64_t n_file;
	str back = {0}, kept = {0};

	diag_init(&d, &mem, 20);
	batch++;
	struct ledger_source src = {.batch = batch,
	    .at = batch,
	    .name = STR("f.se"),
	    .bytes = bytes};
	bool ok = db_begin(db, DB_WRITE, &e) &&
	    ledger_import_sie(db, 1, &src, &mem, &got, &d, &e) && db_commit(db, &e);
	check(ok);
	if (!ok) {
		printf("%s: %s\n", what, e.text[LANG_EN]);
		db_rollback(db);
		return -1;
	}
	check(db_begin(db, DB_READ, &e));
	check(ledger_files(db, 1, &mem, &f, &n, &e) && n == 1 && f[0].charset == (int)set);
	check(ledger_original(db, 1, got.file, &mem, &back, &e));
	check(str_eq(back, bytes));
	check(original_kept(db, 1, got.file, 0, (uint64_t)1 << 30, &mem, &kept, &e));
	diag_init(&d, &mem, 20);
	check(ledger_verify(db, 1, &mem, &verdict, &d, &e) && d.n == 0);
	db_rollback(db);
	check(db_begin(db, DB_WRITE, &e) && ledger_undo(db, 1, batch, &n_file, &e) &&
	    db_commit(db, &e));
	return (int64_t)kept.n;
}

/* Each is one voucher, said so that every way a row can be written is there; `kept`
 * tells that the form is none of ours. */
static const struct {
	const char *text;
	bool kept;
} ways[] = {
    {"#VER A 1 20250102 \"Hyra\"\n{\n#TRANS 4010 {1 \"A1\"} 10.00\n#TRANS 1930 {} -10.00\n}",
        false},
    {"#VER \"A\" \"2\" 20250102 \"\" 20250103 \"sign\"\n{\n   #TRANS 4010 {1 A1} 10.00\n   #TRANS "
     "1930 {} -10.00\n}",
        false},
    {"#VER A 3 20250102\r\n{\r\n#TRANS 4010 {1 \"A1\" 6 \"P\"} 10 20250104 \"Rad\"\r\n#TRANS 1930 "
     "{6 \"P\" 1 \"A1\"} -10 \"\" \"\"\r\n}",
        false},
    {" #VER A 4 20250102 \"citat \\\"x\\\" slut\"\n  {\n#TRANS 4010 {1 \"A1\" 1 \"A2\"} 0.50\n#TRANS "
     "1930 {} -0.50\n    }",
        false},
    {"#VER A 5 20250102 \"\"\n{\n#TRANS 4010 {6 P 1 \"A1\"} 100.5 20250102\n#TRANS 1930 {} -100.5 "
     "\"\" \"t\"\n}",
        false},
    {"#VER A 6 20250102\n{\n\t#TRANS 4010 {} 1.00\n#TRANS 1930 {} -1.00\n}", true},
    {"#VER A 7 20250102\n{\n#TRANS 4010 {} 1,00\n#TRANS 1930 {} -1.00\n}", true},
    {"#VER A 8 20250102\n{\n#TRANS 4010  {} 1.00\n#TRANS 1930 {} -1.00 \n}", true},
    {"#VER A 9 20250102\n{\n#RTRANS 4010 {} 1.00\n#TRANS 4010 {} 1.00\n#TRANS 1930 {} -1.00\n}",
        true},
    {"#VER A 10 20250102\n{\n#TRANS 4010 {} 1.00 20250102 \"t\" 2.5\n#TRANS 1930 {} -1.00\n}",
        true},
    {"#VER A 11 20250102\n{\n#TRANS 4010 {} 1.00\n\n#TRANS 1930 {} -1.00\n#EGET x\n}", true},
    {"#VER A 12 20250102\n{\n#TRANS 4010 {} 01.00\n#TRANS 1930 {} -1.00\n}", true},
    {"#VER \"\" \"\" 20250102 t\n{\n#TRANS 4010 {} 1.00\n#TRANS 1930 {} -1.00\n}", true},
};

static void
alone(struct db *db)
{
	for (size_t i = 0; i < COUNTOF(ways); i++) {
		struct sb b;
		str text;
		int64_t kept[2];
		/* Once and forty times: only what has no form grows. */
		for (int times = 0; times < 2; times++) {
			sb_init(&b, &mem, (size_t)1 << 20);
			sb_str(&b, str_of(head));
			for (int k = 0; k < (times == 0 ? 1 : 40); k++) {
				str way = str_of(ways[i].text);
				size_t from = str_find(way, STR("VER "), 0) + 4;
				size_t day = str_find(way, STR("20250102"), 0);
				bool quoted = way.p[from] == '"', named = way.p[from + 1] != '"';
				sb_str(&b, str_sub(way, 0, from));
				if (named)
					sb_printf(&b, quoted ? "\"S\" \"%d\" " : "S %d ", k + 1);
				sb_str(&b, str_sub(way, named ? day : from, way.n));
				sb_chr(&b, '\n');
			}
			check(sb_done(&b, &text));
			kept[times] = comes_back(db, text, CHARSET_UTF8, ways[i].text);
		}
		check(ways[i].kept ? kept[1] - kept[0] > 39 * 40 : kept[1] - kept[0] <= 39 * 2);
	}
}

/* All ways in one file, in random order, in each character set. */
static void
mixed(struct db *db)
{
	static const enum charset sets[] = {CHARSET_UTF8, CHARSET_CP437, CHARSET_CP1252};
	uint64_t seed = 4711;

	for (size_t s = 0; s < COUNTOF(sets); s++) {
		struct sb b;
		str text;
		size_t lost = 0;
		sb_init(&b, &mem, (size_t)4 << 20);
		sb_str(&b, str_of(head));
		for (int k = 0; k < 1500; k++) {
			str way = str_of(ways[made_below(&seed, COUNTOF(ways))].text);
			size_t at = str_find(way, STR("20250102"), 0);
			size_t from = str_find(way, STR("VER "), 0) + 4;
			sb_str(&b, str_sub(way, 0, from));
			sb_printf(&b, made_below(&seed, 2) ? "\"Å%d\" %d " : "Å%d %d ", k % 3, k);
			sb_str(&b, str_sub(way, at, way.n));
			sb_lit(&b, "\n");
			if (made_below(&seed, 50) == 0)
				sb_lit(&b, "\r\n  \n");
		}
		sb_lit(&b, "\n#SLUT ö");
		check(sb_done(&b, &text));
		text = charset_bytes(&mem, text, sets[s], &lost);
		(void)comes_back(db, text, sets[s], "mixed");
	}
}

/* A voucher alone, as it stands in the file: with a form and without. */
static void
one_by_one(struct db *db)
{
	struct err e = {0};
	struct diag d;
	struct ledger_receipt got;
	struct ledger_dict *dict;
	struct ledger_voucher *v;
	struct sb b;
	str text;

	sb_init(&b, &mem, (size_t)1 << 20);
	sb_str(&b, str_of(head));
	for (size_t i = 0; i < 12; i++)
		sb_printf(&b, "%s\n", ways[i].text);
	check(sb_done(&b, &text));
	diag_init(&d, &mem, 20);
	struct ledger_source src = {.batch = 99, .at = 99, .name = STR("f.se"), .bytes = text};
	check(db_begin(db, DB_WRITE, &e) && ledger_import_sie(db, 1, &src, &mem, &got, &d, &e) &&
	    ledger_dict_load(db, 1, &mem, &dict, &e));
	for (size_t i = 0; i < 12; i++) {
		str no = str_fmt(&mem, "%zu", i + 1), want = str_of(ways[i].text);
		check(ledger_voucher(db, 1, dict, 2025, STR("A"), no, &mem, &v, &e));
		want = str_sub(want, str_find(want, STR("#VER"), 0), want.n);
		check(str_has_suffix(v->original, want) || str_eq(v->original, want));
	}
	db_rollback(db);
}

static void
on(const char *url)
{
	struct db *db;
	struct err e = {0};

	check(db_open(&db, url, true, &e));
	check(db_migrate(db, &e));
	alone(db);
	mixed(db);
	one_by_one(db);
	db_close(db);
}

int
main(void)
{
	arena_init(&mem, (size_t)4 << 30);
	each_database(&mem, on);
	arena_end(&mem);
	return check_done();
}
