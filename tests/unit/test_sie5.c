/* SIE 5: the official samples where they are, and small files of our own. */
#include "check.h"
#include "fmt/sie5.h"

#include <string.h>

static struct arena mem;
static struct sie f;
static struct diag diag;
static struct err err;
static size_t n_struck, n_off;
static str input;

static bool
take(void *arg, const struct sie *s, const struct sie_batch *b, struct err *e)
{
	(void)arg;
	(void)e;
	for (size_t i = 0; i < b->n_ver; i++) {
		int64_t all = 0;

		check(str_has_prefix(str_sub(input, b->ver_at[i], input.n), STR("<JournalEntry")));
		check(str_has_suffix(str_sub(input, 0, b->ver_at[i] + b->ver_len[i]), STR(">")));
		for (uint32_t r = b->ver_row[i]; r < b->ver_row[i + 1]; r++) {
			str row = str_sub(input, b->row_at[r], b->row_at[r] + b->row_len[r]);

			check(str_has_prefix(row, STR("<LedgerEntry")) &&
			    str_has_suffix(row, STR(">")));
			check(b->row_account[r] < s->n_account);
			all += b->row_ore[r];
			n_struck += b->row_kind[r] == SIE_BTRANS;
		}
		n_off += all != 0;
	}
	return true;
}

static bool
read(str bytes)
{
	struct sie_sink sink = {.batch = take};

	n_struck = n_off = 0;
	err = (struct err){0};
	diag_init(&diag, &mem, 20);
	input = str_dup(&mem, bytes);
	return sie5_read(&mem, input, STR("t.sie"), &sink, &f, &diag, &err);
}

static str
sample(const char *name)
{
	const char *env = getenv("TERTIAL_SIE_SAMPLES");
	char path[1024], *p = arena_array(&mem, 1 << 20, char);
	size_t n;
	FILE *in;

	snprintf(path, sizeof path, "%s/files/sie.se__official/%s",
	    env != NULL ? env : "../shared/sie", name);
	in = fopen(path, "rb");
	if (in == NULL)
		return (str){0};
	n = fread(p, 1, 1 << 20, in);
	fclose(in);
	return (str){p, n};
}

/* What EXPECTED.tsv says of a file: the row whose second field begins so. */
static str
expected(const char *file, const char *what)
{
	static char text[1 << 20];
	const char *env = getenv("TERTIAL_SIE_SAMPLES");
	char path[512];

	snprintf(path, sizeof path, "%s/EXPECTED.tsv", env != NULL ? env : "../shared/sie");
	FILE *in = fopen(path, "rb");
	if (in == NULL)
		return STR("");
	str rest = {text, fread(text, 1, sizeof text, in)}, row, field;
	fclose(in);
	while (str_cut(&rest, '\n', &row)) {
		if (!str_cut(&row, '\t', &field) || !str_has_suffix(field, str_of(file)) ||
		    !str_cut(&row, '\t', &field) || !str_has_prefix(field, str_of(what)))
			continue;
		check(str_cut(&row, '\t', &field));
		return field;
	}
	check(false);
	return STR("");
}

/* Closing balances of this year of assets and liabilities. */
static int64_t
closing(void)
{
	int64_t sum = 0;

	for (size_t i = 0; i < f.n_balance; i++) {
		const char t = f.account[f.balance[i].account].type;
		if (f.balance[i].kind == SIE_UB && f.balance[i].year == 0 && (t == 'T' || t == 'S'))
			sum += f.balance[i].ore;
	}
	return sum;
}

static void
official(void)
{
	str s = sample("Sample.sie");
	struct sie_recon rec;

	if (s.n == 0) {
		printf("skipped: the official samples are not here (TERTIAL_SIE_SAMPLES)\n");
		return;
	}
	check(read(s));
	check_str(str_of(err.text[LANG_EN]), "");
	check_str(f.program, "Edison Ekonomi");
	check_str(f.program_version, "6.0B");
	check_str(f.gen_sign, "LH");
	check_str(f.orgnr, "555555-5555");
	check_str(f.currency, "SEK");
	check(f.n_year == 2 && f.year[0].no == -1 && f.year[1].no == 0);
	check(!f.entry && f.n_account == 316 && f.n_dim == 2 && f.n_object == 11);
	check_str(f.account[0].name, "Balanserade utgifter");
	check_i64((int64_t)f.n_ver, 91);
	check_i64((int64_t)(f.n_row[SIE_TRANS] + f.n_row[SIE_BTRANS]), 353);
	check_i64((int64_t)f.n_row[SIE_BTRANS], 10);
	check(n_struck == 10 && n_off == 4 && f.n_unbalanced == 0 && diag.n == 0);
	rec = sie_reconcile(&f, &mem);
	check_i64((int64_t)rec.n_ok, (int64_t)rec.n);
	check(rec.n >= 68);
	/* The first account of the customers' ledger is not read: it is told last. */
	str told = str_fmt(&mem, "%.*s %.*s; %.*s; %zu; %.*s; %.*s %.*s %s; %zu (%d %.*s); ",
	    STR_ARG(f.program), STR_ARG(f.program_version), STR_ARG(f.gen_sign), f.n_year,
	    STR_ARG(f.currency), STR_ARG(f.account[0].no), STR_ARG(f.account[0].name),
	    f.account[0].type == 'T' ? "asset" : "?", f.n_dim, f.dim[0].no, STR_ARG(f.dim[0].name));
	check(str_has_prefix(expected("/Sample.sie", "product"), told));
	told = str_fmt(&mem,
	    "68 of 68 accounts; %llu entries; %llu overstruck lines; %zu entries unbalanced",
	    (unsigned long long)f.n_ver, (unsigned long long)f.n_row[SIE_BTRANS], n_off);
	check(str_has_prefix(expected("/Sample.sie", "OB + "), told));
	told = str_fmt(&mem, "asset+liability = %.*s",
	    STR_ARG(dec_str(&mem, ore_as(closing(), 2))));
	check(str_has_suffix(expected("/Sample.sie", "OB + "), told));
	check(read(sample("SampleEntry.sie")) && f.entry && f.n_account == 2);
	told = str_fmt(&mem, "%.*s %.*s; %.*s; %zu (%.*s %.*s, %.*s)", STR_ARG(f.program),
	    STR_ARG(f.program_version), STR_ARG(f.orgnr), f.n_account, STR_ARG(f.account[0].no),
	    STR_ARG(f.account[0].name), STR_ARG(f.account[1].no));
	check(str_eq(expected("/SampleEntry.sie", "product"), told));
	check_str(f.account[1].name, "Bank");
}

#define HEAD                                                                          \
	"<?xml version='1.0'?>\n<Sie xmlns='http://www.sie.se/sie5' xmlns:x='urn:x'>" \
	"<FileInfo><FiscalYears><FiscalYear start='2023-01' end='2023-12'/>"          \
	"<FiscalYear start='2022-01' end='2022-12'/>"                                 \
	"<FiscalYear start='2024-01' end='2024-12' primary='1'/></FiscalYears></FileInfo>"

static void
small(void)
{
	check(read(STR(HEAD "<Accounts><Account id='1930' name='B&amp;k' type='asset'>"
	                    "<OpeningBalance month='2024-01' amount='5.5' quantity='2'/>"
	                    "<OpeningBalance month='2024-01' amount='3'>"
	                    "<ObjectReference dimId='1' objectId='A'/></OpeningBalance>"
	                    "<ClosingBalance month='2023-12' amount='5.5'/>"
	                    "<Budget month='2024-03' amount='7'/>"
	                    "<Budget month='2030-03' amount='7'/></Account>"
	                    "<Account id='4010' type='cost'>"
	                    "<ClosingBalance month='2024-12' amount='x'/>"
	                    "<ClosingBalance month='2024-12' amount='9'/></Account></Accounts>"
	                    "<x:Junk><Account id='9'/></x:Junk>"
	                    "<Journal id='A'><JournalEntry id='1' journalDate='2024-02-30'>"
	                    "<EntryInfo date='2024-03-01T10:00:00' by='ab'/>"
	                    "<LedgerEntry accountId='' amount='1'/>"
	                    "<LedgerEntry accountId='1930' amount='1'>"
	                    "<ObjectReference dimId='1' objectId='A'/>"
	                    "<ObjectReference dimId='x' objectId='A'/></LedgerEntry>"
	                    "</JournalEntry></Journal></Sie>")));
	check(f.year[0].no == -1 && f.year[1].no == -2 && f.year[2].no == 0);
	check(f.n_account == 2 && f.account[0].type == 'T' && f.account[1].type == 'K');
	check_str(f.account[0].name, "B&k");
	check_i64((int64_t)f.n_balance, 5);
	check(f.balance[0].kind == SIE_IB && f.balance[0].ore == 550 && f.balance[0].has_qty);
	check(f.balance[1].kind == SIE_OIB && f.balance[1].n_obj == 1);
	check(f.balance[2].kind == SIE_UB && f.balance[2].year == -1);
	check(f.balance[3].kind == SIE_PBUDGET && f.balance[3].period == 202403);
	check(f.balance[4].kind == SIE_RES && f.balance[4].ore == 900);
	check(f.n_ver == 1 && f.n_row[0] == 1 && f.n_unbalanced == 1);
	check(diag.n_err == 5);
	/* ISO-8859-1, as the format asks readers to take */
	check(read(STR("<?xml version='1.0' encoding='ISO-8859-1'?><SieEntry "
	               "xmlns='http://www.sie.se/sie5'><FileInfo><Company name='\xc5m\xe5l'/>"
	               "</FileInfo></SieEntry>")));
	check_str(f.name, "Åmål");
}

static void
refused(void)
{
	char deep[4000];
	size_t n = 0;

	check(!read(STR("#FLAGGA 0\n")) && err.rc == RC_INVALID);
	check(!read(STR("")) && err.rc == RC_INVALID);
	check(!read(STR("<html/>")) && err.rc == RC_INVALID);
	check(!read(STR(HEAD)) && err.rc == RC_INVALID);
	check(!read(STR("<!DOCTYPE a [<!ENTITY b 'c'>]><Sie xmlns='http://www.sie.se/sie5'/>")));
	check(str_find(str_of(err.text[LANG_EN]), STR("DOCTYPE"), 0) < str_of(err.text[LANG_EN]).n);
	check(!read(STR(HEAD "&nbsp;</Sie>")) && err.rc == RC_INVALID);
	n += (size_t)snprintf(deep, sizeof deep, "%s", HEAD);
	for (int i = 0; i < 100; i++)
		n += (size_t)snprintf(deep + n, sizeof deep - n, "<a>");
	check(!read((str){deep, n}) && err.rc == RC_LIMIT);
	check(sie5_sniff(STR(HEAD)) && !sie5_sniff(STR("#FLAGGA 0\n")));
}

int
main(void)
{
	arena_init(&mem, (size_t)512 << 20);
	official();
	small();
	refused();
	arena_end(&mem);
	return check_done();
}
