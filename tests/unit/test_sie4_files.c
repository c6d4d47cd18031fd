/* Real SIE files: every count, sum and reconciliation their manifest states.
 *
 * The files are not part of the source; where they are missing the test is
 * skipped.  TERTIAL_SIE_SAMPLES names the folder that holds MANIFEST.tsv. */
#include "check.h"
#include "fmt/csv.h"
#include "fmt/sie4.h"
#include "fmt/sie4_write.h"

#include <string.h>

enum { FILE_MAX_BYTES = 32 << 20 };

static const char *folder;
static struct csv expectations; /* EXPECTED.tsv */
static size_t n_expected;

struct tally {
	struct arena *mem;
	str input;
	uint64_t turnover;
	int64_t moved;
	size_t n_ver, n_row;
};

static str
read_file(struct arena *mem, const char *path)
{
	FILE *f = fopen(path, "rb");
	char *p;
	size_t n;

	if (f == NULL)
		return (str){0};
	p = arena_array(mem, FILE_MAX_BYTES, char);
	n = fread(p, 1, FILE_MAX_BYTES, f);
	fclose(f);
	/* A copy of its exact size, so that a stray read past it is caught. */
	return str_dup(mem, (str){p, n});
}

static bool
count_batch(void *arg, const struct sie *f, const struct sie_batch *b, struct err *e)
{
	struct tally *t = arg;

	(void)e;
	for (size_t i = 0; i < b->n_ver; i++) {
		str whole = str_sub(t->input, b->ver_at[i], b->ver_at[i] + b->ver_len[i]);

		check(str_has_prefix(whole, STR("#VER")));
		check(b->ver_series[i] < f->n_series);
	}
	for (size_t i = 0; i < b->n_row; i++) {
		str line = str_sub(t->input, b->row_at[i], b->row_at[i] + b->row_len[i]);
		int64_t v = b->row_ore[i];

		check(line.n > 6 && str_find(line, STR("TRANS"), 0) <= 2);
		check(b->row_account[i] < f->n_account);
		if (b->row_kind[i] != SIE_TRANS)
			continue;
		t->turnover += (uint64_t)(v < 0 ? -v : v);
		t->moved += v;
	}
	for (size_t i = 0; i < b->n_obj; i++)
		check(b->obj[i] < f->n_object);
	t->n_ver += b->n_ver;
	t->n_row += b->n_row;
	return true;
}

static size_t
balances(const struct sie *f, enum sie_balance_kind kind)
{
	size_t n = 0;

	for (size_t i = 0; i < f->n_balance; i++)
		n += f->balance[i].kind == kind;
	return n;
}

static int64_t
sum_year0(const struct sie *f, enum sie_balance_kind kind)
{
	int64_t sum = 0;

	for (size_t i = 0; i < f->n_balance; i++)
		if (f->balance[i].kind == kind && f->balance[i].year == 0)
			sum += f->balance[i].ore;
	return sum;
}

struct manifest {
	const struct csv_row *head, *row;
	str path;
};

static str
want(const struct manifest *m, const char *col)
{
	return csv_text(m->row, csv_col(m->head, str_of(col)));
}

static void
same(const struct manifest *m, const char *col, uint64_t got)
{
	int64_t v = 0;
	str text = want(m, col);

	if (text.n > 0 && str_i64(text, &v) && (uint64_t)v == got)
		check(true);
	else if (text.n > 0) {
		fprintf(stderr, "%.*s %s: want %.*s, got %llu\n", STR_ARG(m->path), col,
		    STR_ARG(text), (unsigned long long)got);
		check(false);
	}
}

static void
same_ore(const struct manifest *m, const char *col, int64_t got)
{
	dec d, cents = dec_of(got, 2);
	str text = want(m, col);

	if (text.n == 0)
		return;
	if (dec_parse(text, '.', &d) && dec_cmp(d, cents) == 0) {
		check(true);
		return;
	}
	fprintf(stderr, "%.*s %s: want %.*s, got %lld ore\n", STR_ARG(m->path), col, STR_ARG(text),
	    (long long)got);
	check(false);
}

/* Records, so that what stands twice counts twice. */
static size_t
declared(const struct sie *f, const char *what, const struct diag *d)
{
	size_t n = 0;

	for (size_t i = 0; i < d->n; i++)
		n += strcmp(d->v[i].rule, "sie_declared_twice") == 0 &&
		    str_find(d->v[i].text[LANG_EN], str_of(what), 0) == 1;

	if (strcmp(what, "KONTO") == 0)
		for (size_t i = 0; i < f->n_account; i++)
			n += f->account[i].declared;
	else if (strcmp(what, "OBJEKT") == 0)
		for (size_t i = 0; i < f->n_object; i++)
			n += f->object[i].declared;
	else
		for (size_t i = 0; i < f->n_dim; i++)
			n += f->dim[i].declared && (f->dim[i].super != 0) == (what[0] == 'U');
	return n;
}

/* "IB+TRANS=UB/RES: 90/90 accounts; PSALDO=dUB/RES: 2/3; UB+RES=0.00" */
static void
reconciliation(struct arena *mem, const struct manifest *m, const struct sie *f)
{
	struct sie_recon rec = sie_reconcile(f, mem);
	struct sie_psaldo_test ps = sie_psaldo_test(f, mem);
	str rest = want(m, "reconciliation"), part;
	char got[200];

	if (rest.n == 0)
		return;
	while (str_cut(&rest, ';', &part)) {
		part = str_trim(part);
		if (str_has_prefix(part, STR("IB+")))
			snprintf(got, sizeof got, "IB+TRANS=UB/RES: %zu/%zu accounts", rec.n_ok,
			    rec.n);
		else if (str_has_prefix(part, STR("PSALDO")))
			snprintf(got, sizeof got, "PSALDO=dUB/RES: %zu/%zu", ps.n_total_ok, ps.n);
		else
			snprintf(got, sizeof got, "UB+RES=%s%lld.%02lld",
			    rec.ub_res_ore < 0 ? "-" : "", llabs(rec.ub_res_ore / 100),
			    llabs(rec.ub_res_ore % 100));
		check_n++;
		if (str_eq(part, str_of(got)))
			continue;
		check_failed++;
		fprintf(stderr, "%.*s: want %.*s, got %s\n", STR_ARG(m->path), STR_ARG(part), got);
	}
}

static bool
read_one(struct arena *mem, const struct manifest *m, struct sie *f, struct tally *t,
    struct diag *d, struct err *e)
{
	char path[1024];
	struct sie_sink sink = {.batch = count_batch, .arg = t};
	struct sie4_opts o = {.file = m->path};

	snprintf(path, sizeof path, "%s/%.*s", folder, STR_ARG(m->path));
	t->input = read_file(mem, path);
	check(t->input.n > 0);
	diag_init(d, mem, 1000);
	return sie4_read(mem, t->input, &o, &sink, f, d, e);
}

static bool
keep(void *arg, str bytes, struct err *e)
{
	(void)e;
	sb_str(arg, bytes);
	return true;
}

static bool
pass_on(void *arg, const struct sie *f, const struct sie_batch *b, struct err *e)
{
	return sie4_write_batch(arg, f, b, e);
}

static str
write_again(struct arena *mem, str bytes, bool sum, bool utf8)
{
	struct sie4_opts o = {.file = STR("again"), .accept_sum = true};
	struct sb b;
	struct sie4_out w = {.write = keep, .arg = &b, .mem = mem, .sum = sum, .utf8 = utf8};
	struct sie_sink sink = {.batch = pass_on, .arg = &w};
	struct sie f;
	struct diag d;
	struct err e = {0};
	str out = {0};

	diag_init(&d, mem, 20);
	sb_init(&b, mem, (size_t)64 << 20);
	check(sie4_read(mem, bytes, &o, NULL, &f, &d, &e));
	check(sie4_write_head(&w, &f, &e));
	check(sie4_read(mem, bytes, &o, &sink, &f, &d, &e));
	check(sie4_write_end(&w, &e) && sb_done(&b, &out));
	check(utf8 || w.n_lost == f.vote.replaced * (f.set == CHARSET_UTF8));
	return out;
}

/* Import, export, import: the same values, with both code pages and a sum. */
static void
fixed_point(struct arena *mem, const struct manifest *m, str bytes)
{
	str one = write_again(mem, bytes, true, false);
	str up = write_again(mem, bytes, true, true);

	check_n++;
	if (str_eq(write_again(mem, one, true, false), one) &&
	    str_eq(write_again(mem, up, true, true), up))
		return;
	check_failed++;
	fprintf(stderr, "%.*s: writing is no fixed point\n", STR_ARG(m->path));
}

/* Faults that others have found in these files, by line. */
static void
known_faults(const struct manifest *m, const struct diag *d)
{
	static const struct {
		const char *file, *rule;
		int line;
	} FAULT[] = {{"BL0001_typ4I.SI", "sie_value_missing", 7},
	    {"Enskild_Firma_2010.se", "sie_value_missing", 76},
	    {"Enskild_Firma_2010.se", "sie_value_missing", 79},
	    {"Enskild_Firma_2010.se", "sie_value_missing", 82},
	    {"Enskild_Firma_2010.se", "sie_value_missing", 85},
	    {"files__Sie4.se", "sie_value_missing", 593},
	    {"files__Sie4.se", "sie_quote_open", 1041}, {"files__Sie4.si", "sie_value_missing", 9},
	    {"SIE_exempelfil.se", "sie_value_missing", 8},
	    {"testWrite.se", "sie_ver_unbalanced", 1368},
	    {"bad-balance.se", "sie_ver_unbalanced", 3905},
	    {"XE_SIE_4_20151125095119.SE", "sie_ver_unbalanced", 1356},
	    {"test_sie4.se", "sie_text_for_date", 53},
	    {"unknown_entries.se", "sie_unknown_label", 21}};

	for (size_t i = 0; i < COUNTOF(FAULT); i++) {
		bool seen = !str_has_suffix(m->path, str_of(FAULT[i].file));

		for (size_t k = 0; k < d->n; k++)
			seen |= strcmp(d->v[k].rule, FAULT[i].rule) == 0 &&
			    d->v[k].line == FAULT[i].line;
		if (!seen)
			fprintf(stderr, "%.*s: no %s on line %d\n", STR_ARG(m->path), FAULT[i].rule,
			    FAULT[i].line);
		check(seen);
	}
}

/* #SRU records without a code are counted by the manifest and left out by us. */
static size_t
missing_codes(const struct diag *d)
{
	size_t n = 0;

	for (size_t i = 0; i < d->n; i++)
		n += strcmp(d->v[i].rule, "sie_value_missing") == 0 &&
		    str_find(d->v[i].text[LANG_EN], STR("#SRU"), 0) < d->v[i].text[LANG_EN].n;
	return n;
}

/* The last line cut off between two #KSUMMA: found, and the file refused. */
static void
cut_short(struct arena *mem, const struct manifest *m, str bytes)
{
	struct sie f;
	struct diag d;
	struct err e = {0};
	size_t end = bytes.n;

	while (end > 0 && (bytes.p[end - 1] == '\n' || bytes.p[end - 1] == '\r'))
		end--;
	while (end > 0 && bytes.p[end - 1] != '\n' && bytes.p[end - 1] != '\r')
		end--;
	diag_init(&d, mem, 50);
	check(!sie4_read(mem, str_sub(bytes, 0, end), &(struct sie4_opts){.file = m->path}, NULL,
	    &f, &d, &e));
	check(e.rc == RC_INVALID && f.sum == SIE_SUM_TRUNCATED);
}

static str
first_account(struct arena *mem, const struct sie *f)
{
	if (f->n_account == 0)
		return STR("");
	return str_fmt(mem, "%.*s %.*s", STR_ARG(f->account[0].no), STR_ARG(f->account[0].name));
}

static int64_t
opening(const struct sie *f, const char *account)
{
	for (size_t i = 0; i < f->n_balance; i++)
		if (f->balance[i].kind == SIE_IB && f->balance[i].year == 0 &&
		    str_eq(f->account[f->balance[i].account].no, str_of(account)))
			return f->balance[i].ore;
	return 0;
}

/* What other readers of the same files expect, by EXPECTED.tsv. */
static void
expected_row(struct arena *mem, const struct sie *f, str what, str want)
{
	int64_t n = 0;

	n_expected++;
	if (str_has_prefix(what, STR("#KSUMMA"))) {
		check(str_i64(want, &n) && f->sum == SIE_SUM_OK && f->sum_found == (uint32_t)n);
	} else if (str_has_suffix(what, STR("#VER count"))) {
		check(str_i64(want, &n) && f->n_ver == (uint64_t)n);
		check(!str_has_prefix(what, STR("unknown")) || f->n_unknown > 0);
	} else if (str_eq(what, STR("top-level records"))) {
		/* Those in vouchers stand in braces. */
		check(str_i64(want, &n) &&
		    f->n_record - f->n_row[0] - f->n_row[1] - f->n_row[2] == (uint64_t)n);
	} else if (str_eq(what, STR("first #KONTO"))) {
		check(str_eq(first_account(mem, f), want));
	} else if (str_eq(what, STR("#FNAMN"))) {
		check(str_eq(f->name, want));
	} else if (str_has_prefix(what, STR("FNAMN; ORGNR"))) {
		check_str(f->name, "Övningsbolaget AB");
		check_str(f->orgnr, "555555-5555");
		check(opening(f, "1910") == 133900);
		for (size_t i = 0; i < f->n_year; i++)
			check(f->year[i].no != 0 ||
			    (f->year[i].from.y == 2021 && f->year[i].to.d == 31));
	} else if (str_has_prefix(what, STR("FNAMN; #VER"))) {
		check_str(f->name, "Testföretaget");
		check(f->n_ver == 2);
	} else {
		n_expected--; /* the manifest has it too, or it is told by line: known_faults */
	}
}

static void
expected(struct arena *mem, const struct manifest *m, const struct sie *f)
{
	for (size_t i = 1; i < expectations.n; i++)
		if (str_eq(csv_text(&expectations.row[i], 0), m->path))
			expected_row(mem, f, csv_text(&expectations.row[i], 1),
			    csv_text(&expectations.row[i], 2));
}

static void
one_file(struct manifest *m)
{
	static struct arena mem;
	struct tally t = {0};
	struct sie f;
	struct diag d;
	struct err e = {0};
	bool ok;

	arena_init(&mem, (size_t)1 << 30);
	ok = read_one(&mem, m, &f, &t, &d, &e);
	if (str_has_prefix(want(m, "sie_type"), STR("not")) ||
	    str_has_prefix(want(m, "sie_type"), STR("5"))) {
		check(!ok && e.rc == RC_INVALID);
		arena_end(&mem);
		return;
	}
	if (!ok)
		fprintf(stderr, "%.*s: %s\n", STR_ARG(m->path), e.text[LANG_EN]);
	check(ok);
	check(t.n_ver == f.n_ver && t.n_row == f.n_row[0] + f.n_row[1] + f.n_row[2]);
	same(m, "sie_type", (uint64_t)f.type);
	same(m, "VER", f.n_ver);
	same(m, "TRANS", f.n_row[SIE_TRANS]);
	same(m, "RTRANS", f.n_row[SIE_RTRANS]);
	same(m, "BTRANS", f.n_row[SIE_BTRANS]);
	same(m, "KONTO", declared(&f, "KONTO", &d));
	same(m, "OBJEKT", declared(&f, "OBJEKT", &d));
	same(m, "DIM", declared(&f, "DIM", &d));
	same(m, "UNDERDIM", declared(&f, "UNDERDIM", &d));
	same(m, "SRU", f.n_sru + missing_codes(&d));
	same(m, "IB", balances(&f, SIE_IB));
	same(m, "UB", balances(&f, SIE_UB));
	same(m, "RES", balances(&f, SIE_RES));
	same(m, "OIB", balances(&f, SIE_OIB));
	same(m, "OUB", balances(&f, SIE_OUB));
	same(m, "PSALDO", balances(&f, SIE_PSALDO));
	same(m, "PBUDGET", balances(&f, SIE_PBUDGET));
	same(m, "records", f.n_record);
	same(m, "unbalanced_VER", f.n_unbalanced);
	same(m, "empty_VER", f.n_empty);
	same_ore(m, "sum_IB0", sum_year0(&f, SIE_IB));
	same_ore(m, "sum_UB0", sum_year0(&f, SIE_UB));
	same_ore(m, "sum_RES0", sum_year0(&f, SIE_RES));
	same_ore(m, "turnover_abs", (int64_t)t.turnover);
	check((f.sum == SIE_SUM_OK) == (want(m, "KSUMMA").n > 0));
	str enc = want(m, "encoding");
	check((f.set == CHARSET_CP437) == str_has_prefix(enc, STR("cp437")));
	reconciliation(&mem, m, &f);
	known_faults(m, &d);
	fixed_point(&mem, m, t.input);
	expected(&mem, m, &f);
	if (f.sum == SIE_SUM_OK)
		cut_short(&mem, m, t.input);
	arena_end(&mem);
}

int
main(void)
{
	struct arena mem;
	struct csv c;
	struct diag d;
	struct err e = {0};
	const char *env = getenv("TERTIAL_SIE_SAMPLES");
	char path[1024];
	str text;

	folder = env != NULL ? env : "../shared/sie";
	arena_init(&mem, (size_t)256 << 20);
	snprintf(path, sizeof path, "%s/MANIFEST.tsv", folder);
	text = read_file(&mem, path);
	if (text.n == 0)
		return check_skip("the sample files are not here (TERTIAL_SIE_SAMPLES)");
	diag_init(&d, &mem, 10);
	snprintf(path, sizeof path, "%s/EXPECTED.tsv", folder);
	check(csv_read(&mem, read_file(&mem, path),
	    &(struct csv_opts){.file = STR("EXPECTED.tsv"), .sep = '\t'}, &expectations, &d, &e));
	check(csv_read(&mem, text, &(struct csv_opts){.file = STR("MANIFEST.tsv"), .sep = '\t'}, &c,
	    &d, &e));
	for (size_t i = 1; i < c.n; i++) {
		struct manifest m = {&c.row[0], &c.row[i], csv_text(&c.row[i], 0)};

		one_file(&m);
	}
	check(n_expected >= 14);
	arena_end(&mem);
	return check_done();
}
