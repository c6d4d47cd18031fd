/* Import: every fault has its place and its words and changes nothing; batches add,
 * change and remove, and are taken back exactly. */
#include "check.h"
#include "db/migrate.h"
#include "databases.h"
#include "sys/file.h"
#include "sys/process.h"
#include "work/import.h"
#include "work/search.h"
#include "work/verify.h"
#include "work/view.h"

static struct arena mem;
static struct db *db;
static str root;
static int64_t now = 1000;

static bool
take(const char *name, struct import_opts o, struct import_report *r, struct diag *d, struct err *e)
{
	str path = path_join(&mem, root, str_of(name));

	*e = (struct err){0};
	diag_init(d, &mem, 100);
	o.as.p = o.as.p != NULL ? o.as.p : "";
	o.who = STR("test");
	o.now_us = now++;
	return import_paths(db, 1, &path, 1, &o, &mem, r, d, e);
}

static void
put(const char *name, const char *text)
{
	struct err e = {0};

	check(file_write(path_join(&mem, root, str_of(name)), str_of(text), &e));
}

/* What must be there for the others to refer to. */
static const char base_yaml[] =
    "organisation:\n  - id: O\n    name: Orten\n    board: N\n"
    "bodies:\n  - id: N\n    name: Nämnden\n    kind: namnd\n    unit: \"10\"\n"
    "units:\n  - id: \"10\"\n    name: Allt\n  - id: \"11\"\n    name: Del\n    parent: \"10\"\n"
    "goals:\n  id: M1\n  number: 1\n  name: Hälsa\n"
    "result_lines:\n  - id: P\n    name: Personal\n    kind: cost\n";

static const struct fault {
	const char *file, *text, *rule;
	int line;
	const char *says;
} faults[] = {
    {"a.yaml", "units:\n  - id: X\n    name: Y\n    sort: tre\n", "import_bad_value", 4, "heltal"},
    {"a.yaml", "units:\n  - id: X\n    name: Y\n    presented: kanske\n", "import_bad_value", 4,
        "ja eller nej"},
    {"a.yaml", "units:\n  - id: X\n    name: Y\n    from: 2025-02-30\n", "import_bad_value", 4,
        "datum"},
    {"a.yaml", "goals:\n  - id: X\n    name: Y\n    from: i fjol\n", "import_bad_value", 4, "2025"},
    {"a.yaml", "bodies:\n  - id: X\n    name: Y\n    kind: klubb\n", "import_bad_value", 4,
        "styrelse"},
    {"a.yaml", "reports:\n  - id: X\n    body: N\n    title: T\n    period: 2025-T4\n",
        "import_bad_value", 5, "2025-T3"},
    {"a.yaml", "variances:\n  - id: X\n    period: 2025\n    area: A\n    amount: 1,5\n",
        "import_bad_value", 5, "decimalpunkt"},
    {"a.yaml",
        "explanations:\n  - id: X\n    period: 2025\n    unit: \"10\"\n    name: A\n    amount: 1.5\n",
        "import_bad_value", 6, "ören"},
    {"a.yaml", "units:\n  - id: X\n", "import_required", 2, "name"},
    {"a.yaml", "units:\n  - id: X\n    name: Y\n    parent: \"1O\"\n", "import_bad_ref", 2, "1O"},
    {"a.yaml", "units:\n  - id: X\n    name: Y\n    nam: Z\n", "import_unknown_field", 4, "parent"},
    {"a.yaml", "units:\n  - id: X\n    name: [Y, Z]\n", "import_not_scalar", 3, "name"},
    {"a.yaml", "units: ett\n", "import_not_list", 1, "units"},
    {"a.yaml", "units:\n  - [1, 2]\n", "import_not_map", 2, "namn"},
    {"a.yaml", "- 1\n- 2\n", "import_not_map", 1, "namn"},
    {"a.yaml", "enheter:\n  - id: X\n", "import_unknown_list", 1, "enheter"},
    {"a.yaml", "units:\n  - id: X\n    name: Y\n  - id: X\n    name: Y\n", "import_twice", 4, "X"},
    {"a.yaml", "units:\n  - id: X\n    name: Y\n  - id: X\n    name: Z\n", "import_collision", 4,
        "X"},
    {"budget-2025.csv", "", "import_no_header", 1, "version"},
    {"ekonomi/budget-2025.csv", "unit,belopp\n", "import_unknown_field", 1, "belopp"},
    {"ekonomi/budget-2025.csv", "version,unit,line,month,amount\nadopted,99,P,0,5\n",
        "import_bad_ref", 2, "99"},
    {"okand.csv", "a,b\n", "import_unknown_kind", 0, "--as"},
    {"okand.md", "text\n", "import_unknown_kind", 0, "--as"},
    {"bild.png", "\x89PNG", "import_unknown_format", 0, ".yaml"},
    {"rapport/R1/a.md", "---\nlevel: hög\ntitle: T\n---\nText\n", "import_bad_value", 2, "heltal"},
};

static void
broken(void)
{
	struct import_report r;
	struct diag d;
	struct err e;

	for (size_t i = 0; i < COUNTOF(faults); i++) {
		const struct fault *f = &faults[i];
		bool found = false;
		put(f->file, f->text);
		check_at(!take(f->file, (struct import_opts){0}, &r, &d, &e), f->file, (int)i,
		    "refused");
		check(e.rc == RC_INVALID && d.n_err > 0);
		for (size_t k = 0; k < d.n; k++)
			found = found ||
			    (str_eq(str_of(d.v[k].rule), str_of(f->rule)) &&
			        d.v[k].line == f->line &&
			        str_find(d.v[k].text[LANG_SV], str_of(f->says), 0) <
			            d.v[k].text[LANG_SV].n);
		if (!found)
			for (size_t k = 0; k < d.n; k++)
				fprintf(stderr, "%zu: %s:%d %.*s\n", i, d.v[k].rule, d.v[k].line,
				    STR_ARG(d.v[k].text[LANG_SV]));
		check_at(found, f->rule, (int)i, f->says);
	}
	put("a.yaml", "units: [\n"); /* a file that cannot be read at all */
	check(!take("a.yaml", (struct import_opts){0}, &r, &d, &e) && e.rc == RC_INVALID);
	check(!take("finns-inte", (struct import_opts){0}, &r, &d, &e) && e.rc == RC_NOT_FOUND);
	check(dir_make(path_join(&mem, root, STR("tom")), &e));
	check(!take("tom", (struct import_opts){0}, &r, &d, &e) && e.rc == RC_INVALID);
}

static void
batches(void)
{
	struct import_report r;
	struct batch_info *v = NULL;
	struct verify_counts counts;
	struct diag d;
	struct err e;
	size_t n = 0;

	put("bas.yaml", base_yaml);
	check(take("bas.yaml", (struct import_opts){.dry_run = true}, &r, &d, &e) && r.batch == 0);
	check(r.n_added == 6);
	check_at(take("bas.yaml", (struct import_opts){0}, &r, &d, &e), "bas.yaml", 0,
	    e.text[LANG_EN]);
	check(r.batch == 1 && r.n_added == 6);
	check(take("bas.yaml", (struct import_opts){0}, &r, &d, &e) && r.batch == 0 &&
	    r.unchanged == 6);

	broken();

	put("u.yaml", "units:\n  - id: \"11\"\n    name: Annat\n    parent: \"10\"\n");
	check(take("u.yaml", (struct import_opts){.prune = true, .dry_run = true}, &r, &d, &e));
	check(take("u.yaml", (struct import_opts){0}, &r, &d, &e));
	check(r.batch == 2 && r.n_changed == 1 && r.change[0].n_field == 1);
	check_str(r.change[0].field[0].after, "Annat");
	put("u.txt", "id,name\n12,Tolv\n");
	check(
	    take("u.txt", (struct import_opts){.as = STR("units")}, &r, &d, &e) && r.n_added == 1);
	check(!take("u.txt", (struct import_opts){.as = STR("enheter")}, &r, &d, &e));
	put("u.yaml", "units:\n  - id: \"11\"\n    name: Tredje\n    parent: \"10\"\n");
	check(take("u.yaml", (struct import_opts){0}, &r, &d, &e) && r.batch == 4);

	/* newest first, and once */
	e = (struct err){0};
	check(!import_undo(db, 1, 2, STR("test"), now++, &mem, &r, &e) && e.rc == RC_CONFLICT);
	e = (struct err){0};
	check(!import_undo(db, 1, 99, STR("test"), now++, &mem, &r, &e) && e.rc == RC_NOT_FOUND);
	e = (struct err){0};
	check(import_undo(db, 1, 4, STR("test"), now++, &mem, &r, &e) && r.n_changed == 1);
	check(!import_undo(db, 1, 4, STR("test"), now++, &mem, &r, &e) && e.rc == RC_CONFLICT);
	e = (struct err){0};
	check(import_undo(db, 1, 2, STR("test"), now++, &mem, &r, &e) && r.n_changed == 1);
	check(import_undo(db, 1, 3, STR("test"), now++, &mem, &r, &e) && r.n_removed == 1);
	check(db_begin(db, DB_READ, &e) && import_list(db, 1, &mem, &v, &n, &e) && n == 7);
	db_rollback(db);
	check(n == 7 && v[1].undone_by == 6 && v[3].undone_by == 5);
	check(take("bas.yaml", (struct import_opts){0}, &r, &d, &e) && r.unchanged == 6);
	diag_init(&d, &mem, 10);
	check(verify_database(db, 1, &mem, &counts, &d, &e) && d.n_err == 0);
	check_i64(counts.changes, 6 + 1 + 1 + 1 + 3);
}

static const char sie[] =
    "#FLAGGA 0\n#SIETYP 4\n#FNAMN \"Orten\"\n#RAR 0 20250101 20251231\n"
    "#KONTO 1930 \"Bank\"\n#KONTO 4010 \"Lon\"\n#DIM 1 \"Enhet\"\n#OBJEKT 1 \"11\" \"Del\"\n"
    "#VER A 1 20250131 \"Hyra januari\"\n{\n#TRANS 4010 {1 \"11\"} 1234.50\n#TRANS 1930 {} -1234.50\n}\n"
    "#VER A 2 20251231 \"Hyra december\"\n{\n#TRANS 4010 {1 \"11\"} 100.00\n#TRANS 1930 {} -100.00\n}\n";

static size_t
hits(const struct view *v, struct search_ask ask)
{
	struct ledger_hits h = {0};
	struct err e = {0};

	ask.text.p = ask.text.p != NULL ? ask.text.p : "";
	ask.max = 100;
	check_at(search_vouchers(v, &ask, &mem, &h, &e), "search", 0, e.text[LANG_EN]);
	return h.n;
}

static void
searching(void)
{
	struct import_report r;
	struct ledger_hits h;
	struct diag d;
	struct err e = {0};
	struct view v;
	period jan;

	put("2025.se", sie);
	check(take("2025.se", (struct import_opts){0}, &r, &d, &e) && r.n_ledger == 1);
	check_at(view_open(db, 1, &mem, STR("N"), period_year(2025), &v, &e), "view", 0,
	    e.text[LANG_EN]);
	check(period_parse(STR("2025-01"), &jan));
	check_i64(
	    (int64_t)hits(&v, (struct search_ask){.text = STR("HYRA"), .account = STR("4010")}), 2);
	check_i64((int64_t)hits(&v,
	              (struct search_ask){.text = STR("hyra"), .span = jan, .unit = STR("11")}),
	    1);
	check_i64((int64_t)hits(&v,
	              (struct search_ask){.amount = STR("1\xc2\xa0"
	                                                "234,50")}),
	    2);
	check_i64((int64_t)hits(&v,
	              (struct search_ask){.amount = STR("-100"), .span = period_year(2025)}),
	    2);
	check_i64((int64_t)hits(&v, (struct search_ask){.text = STR("finns inte")}), 0);
	struct search_ask bad = {.text = STR(""), .amount = STR("tolv"), .max = 1};
	check(!search_vouchers(&v, &bad, &mem, &h, &e) && e.rc == RC_INVALID);
	bad = (struct search_ask){.text = STR(""), .account = STR("9999"), .max = 1};
	e = (struct err){0};
	check(!search_vouchers(&v, &bad, &mem, &h, &e) && e.rc == RC_NOT_FOUND);
	bad = (struct search_ask){.text = STR(""), .unit = STR("9999"), .max = 1};
	e = (struct err){0};
	check(!search_vouchers(&v, &bad, &mem, &h, &e) && e.rc == RC_NOT_FOUND);
	view_end(&v);
	e = (struct err){0};
	check(!view_open(db, 1, &mem, STR("Q"), period_year(2025), &v, &e) && e.rc == RC_NOT_FOUND);
	e = (struct err){0};
	check(!view_open(db, 2, &mem, STR("N"), period_year(2025), &v, &e) && e.rc == RC_NOT_FOUND);
}

static void
on(const char *url)
{
	struct err e = {0};
	char dir[] = "/tmp/test_import.XXXXXX";

	check(mkdtemp(dir) != NULL);
	root = str_of(dir);
	if (!db_open(&db, url, true, &e) || !db_migrate(db, &e)) {
		check_at(false, url, 0, e.text[LANG_EN]);
		return;
	}
	batches();
	searching();
	db_close(db);
	const char *const rm[] = {"rm", "-rf", dir, NULL};
	struct process_result r;
	check(process_run(&(struct process){.argv = rm, .out_max = 100}, &mem, &r, &e));
}

int
main(void)
{
	arena_init(&mem, (size_t)2 << 30);
	each_database(&mem, on);
	arena_end(&mem);
	return check_done();
}
