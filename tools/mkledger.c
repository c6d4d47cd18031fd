/* mkledger -- large made accounts in several forms, for measuring and for tests.
 *
 *   mkledger FORM LINES [SEED [MONTH_FROM MONTH_TO]] >FILE
 *
 * FORM is sie, slow (the same with tabs, quotes and blanks that few programs write),
 * csv, journal (of hledger and ledger), accounts, units, or sums: group of accounts,
 * top unit, month, öre, which is what a result report of the lines must give.
 *
 * 1 500 accounts, 800 units in four levels, 300 projects; the same arguments give the
 * same accounts in every form.  Six series from two rows a voucher (bank) to three
 * hundred (wages), four rows in ten with a text, one in five with a project: 60 bytes a
 * row as SIE.  SIE is in cp437, as most real files are.  Every voucher balances: the
 * last row takes what is left. */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	ACCOUNTS = 1500,
	UNITS = 800,
	PROJECTS = 300,
	LEAVES = 600,
	USED = 120, /* accounts of a unit */
	ROWS_MAX = 300,
	GROUPS = 24, /* of 250 account numbers from 3000 on */
	GROUP_FROM = 3000,
	GROUP_SIZE = 250
};

enum form { SIE, SLOW, CSV, JOURNAL, ACCOUNT_LIST, UNIT_LIST, SUMS, FORMS };
static const char *const form_name[FORMS] = {"sie", "slow", "csv", "journal", "accounts", "units",
    "sums"};

static uint64_t state;

static uint32_t
below(uint32_t n)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (uint32_t)((state >> 32) * n >> 32);
}

static int accounts[ACCOUNTS];
static struct unit {
	char no[8];
	int parent, level;
} units[UNITS];
static int leaves[LEAVES], n_unit, n_leaf;

/* 150-300 accounts in each class, as a plan of accounts has them. */
static void
make_accounts(void)
{
	static const int per_class[9] = {0, 150, 150, 300, 250, 200, 200, 150, 100};
	int n = 0;

	for (int c = 1; c <= 8; c++)
		for (int i = 0; i < per_class[c]; i++)
			accounts[n++] = c * 1000 + i * 1000 / per_class[c];
}

static int
add_unit(int number, int parent)
{
	struct unit *u = &units[n_unit];

	snprintf(u->no, sizeof u->no, "%d", number);
	u->parent = parent;
	u->level = parent < 0 ? 1 : units[parent].level + 1;
	return n_unit++;
}

/* 8 administrations, 40 areas, 152 units, 600 cost centres. */
static void
make_units(void)
{
	int third = 0, fourth = 0;

	for (int a = 1; a <= 8; a++) {
		int first = add_unit(a, -1);
		for (int b = 1; b <= 5; b++) {
			int second = add_unit(a * 10 + b, first);
			for (int c = 1; c <= (third % 5 == 4 ? 3 : 4); c++) {
				int three = add_unit((a * 10 + b) * 100 + c, second);
				for (int d = 1; d <= (fourth % 19 == 18 ? 3 : 4) && n_leaf < LEAVES;
				     d++)
					leaves[n_leaf++] = add_unit(
					    ((a * 10 + b) * 100 + c) * 100 + d, three);
				fourth++;
			}
			third++;
		}
	}
}

static int
top_of(int unit)
{
	while (units[unit].parent >= 0)
		unit = units[unit].parent;
	return unit;
}

static int
group_of(int account)
{
	return account < GROUP_FROM ? -1 : (account - GROUP_FROM) / GROUP_SIZE;
}

static const char *const words[] = {"Läkemedel", "Förbrukningsmaterial", "Hyra", "Lön", "Sjukresor",
    "Vårdcentral", "Röntgen", "Städ", "Måltider", "IT-drift", "Telefoni", "Utbildning",
    "Försäljning", "Bidrag", "Patientavgift", "Tandvård", "Hjälpmedel", "Transport", "Underhåll",
    "Inhyrd personal", "Laboratorium", "Övriga kostnader", "Avskrivning", "Ambulans"};

/* The Swedish letters of UTF-8 to cp437; nothing else above 127 is written here. */
static void
put_cp437(const char *s)
{
	for (; *s != '\0'; s++) {
		if ((unsigned char)*s != 0xc3) {
			putchar(*s);
			continue;
		}
		switch ((unsigned char)*++s) {
		case 0xa5:
			putchar(0x86);
			break; /* å */
		case 0xa4:
			putchar(0x84);
			break; /* ä */
		case 0xb6:
			putchar(0x94);
			break; /* ö */
		case 0x96:
			putchar(0x99);
			break; /* Ö */
		default:
			abort();
		}
	}
}

struct text {
	const char *word; /* NULL: none */
	int number;
};

struct row {
	int account, unit, project; /* unit: index, -1 none; project: 0 none */
	int64_t ore;
	struct text text;
};

struct voucher {
	char series;
	bool dated; /* its rows' texts follow their day, not "" */
	int no, month, day;
	struct text text;
	int n_row;
	struct row row[ROWS_MAX];
};

/* A unit books on a few accounts of its own, mostly the first of them. */
static int
account_of(int leaf)
{
	uint32_t r = below(USED) * below(USED) / USED;
	uint32_t h = (uint32_t)leaf * 2654435761u + r * 40503u;

	h ^= h >> 13;
	return accounts[300 + h % (ACCOUNTS - 300)];
}

static struct text
make_text(int numbers)
{
	return (
	    struct text){words[below(sizeof words / sizeof *words)], (int)below((uint32_t)numbers)};
}

/* The kinds of vouchers: share of vouchers in thousands, rows from and to. */
static const struct kind {
	char series;
	int share, from, to;
	bool dated;
} kinds[] = {{'A', 50, 2, 20, false}, {'B', 260, 2, 3, false}, {'I', 180, 2, 5, false},
    {'K', 170, 3, 5, true}, {'L', 336, 3, 6, true}, {'P', 4, 20, ROWS_MAX, true}};
enum { KINDS = sizeof kinds / sizeof *kinds };

static void
make_voucher(struct voucher *v, int month, int no[KINDS])
{
	int at = (int)below(1000), kind = 0;
	int leaf = (int)below(LEAVES);
	int64_t left = 0;

	while (at >= kinds[kind].share)
		at -= kinds[kind++].share;
	const struct kind *k = &kinds[kind];
	*v = (struct voucher){.series = k->series,
	    .dated = k->dated,
	    .no = ++no[kind],
	    .month = month,
	    .day = 1 + (int)below(28),
	    .text = make_text(100000)};
	v->n_row = k->from + (int)below((uint32_t)(k->to - k->from + 1));
	for (int i = 0; i < v->n_row; i++) {
		struct row *r = &v->row[i];
		bool last = i + 1 == v->n_row;
		int own = below(k->series == 'P' ? 1 : 6) == 0 ? (int)below(LEAVES) : leaf;
		r->account = last ? accounts[left > 0 ? 216 : 75] : account_of(own);
		r->unit = last ? -1 : leaves[own];
		r->project = !last && below(5) == 0 ? 90001 + (int)below(PROJECTS) : 0;
		r->ore = last ? -left : (int64_t)(1 + below(2000)) * (1 + below(900));
		if (!last && r->account < 4000)
			r->ore = -r->ore;
		if (below(10) < 4)
			r->text = make_text(10000);
		left += last ? 0 : r->ore;
	}
}

static void
put_amount(int64_t ore)
{
	printf("%s%lld.%02lld", ore < 0 ? "-" : "", (long long)(llabs(ore) / 100),
	    (long long)(llabs(ore) % 100));
}

static void
sie_header(void)
{
	printf(
	    "#FLAGGA 0\r\n#FORMAT PC8\r\n#SIETYP 4\r\n#PROGRAM \"mkledger\" 2\r\n#GEN 20260101\r\n"
	    "#FNAMN \"");
	put_cp437("Mätning");
	printf("\"\r\n#RAR 0 20250101 20251231\r\n#DIM 1 \"Ansvar\"\r\n#DIM 6 \"Projekt\"\r\n");
	for (int i = 0; i < ACCOUNTS; i++)
		printf("#KONTO %d \"Konto %d\"\r\n", accounts[i], accounts[i]);
	for (int i = 0; i < n_unit; i++)
		printf("#OBJEKT 1 \"%s\" \"Enhet %s\"\r\n", units[i].no, units[i].no);
	for (int i = 0; i < PROJECTS; i++)
		printf("#OBJEKT 6 \"%d\" \"Projekt %d\"\r\n", 90001 + i, i + 1);
}

static void
put_sie_text(struct text t, bool stray)
{
	printf(stray ? "\"\"%s" : "\"%s", "");
	put_cp437(t.word);
	printf(" %d%s", t.number, stray ? " \"x\" \"" : "\"");
}

static void
put_sie(const struct voucher *v, bool slow)
{
	const char *gap = slow ? "\t" : " ";

	printf("#VER%s%c%s%d%s2025%02d%02d%s", gap, v->series, gap, v->no, gap, v->month, v->day,
	    gap);
	put_sie_text(v->text, false);
	printf("%s2025%02d%02d\r\n{\r\n", gap, v->month, v->day);
	for (int i = 0; i < v->n_row; i++) {
		const struct row *r = &v->row[i];
		printf("%s#TRANS%s%d%s{", slow ? "\t" : "   ", gap, r->account, gap);
		if (r->unit >= 0)
			printf(slow ? "\"1\"\t\"%s\"" : "1 \"%s\"", units[r->unit].no);
		if (r->project != 0)
			printf(slow ? "\t\"6\"\t\"%d\"" : " 6 \"%d\"", r->project);
		printf("}%s", gap);
		put_amount(r->ore);
		if (r->text.word != NULL) {
			if (v->dated)
				printf("%s2025%02d%02d%s", gap, v->month, v->day, gap);
			else
				printf("%s\"\"%s", gap, gap);
			put_sie_text(r->text, slow);
		}
		printf("\r\n");
	}
	printf("}\r\n");
}

/* As a table: series, number, day, text, account, unit, project, öre, text. */
static void
put_csv(const struct voucher *v)
{
	for (int i = 0; i < v->n_row; i++) {
		const struct row *r = &v->row[i];
		printf("%c,%d,2025%02d%02d,%s %d,%d,%s,", v->series, v->no, v->month, v->day,
		    v->text.word, v->text.number, r->account,
		    r->unit >= 0 ? units[r->unit].no : "");
		if (r->project != 0)
			printf("%d", r->project);
		printf(",%lld,", (long long)r->ore);
		if (r->text.word != NULL)
			printf("%s %d", r->text.word, r->text.number);
		putchar('\n');
	}
}

/* Accounts are named group, top unit, account, unit: depth 2 is the report. */
static void
put_journal(const struct voucher *v)
{
	printf("2025-%02d-%02d (%c%d) %s %d\n", v->month, v->day, v->series, v->no, v->text.word,
	    v->text.number);
	for (int i = 0; i < v->n_row; i++) {
		const struct row *r = &v->row[i];
		int group = r->unit >= 0 ? group_of(r->account) : -1;
		if (group >= 0)
			printf("    G%02d:U%s:%d:%s  ", group, units[top_of(r->unit)].no,
			    r->account, units[r->unit].no);
		else
			printf("    Balans:U0:%d  ", r->account);
		put_amount(r->ore);
		printf(" SEK\n");
	}
	putchar('\n');
}

static int64_t sums[GROUPS][10][13];

static void
add_sums(const struct voucher *v)
{
	for (int i = 0; i < v->n_row; i++) {
		const struct row *r = &v->row[i];
		if (r->unit >= 0 && group_of(r->account) >= 0)
			sums[group_of(r->account)][units[top_of(r->unit)].no[0] - '0'][v->month] +=
			    r->ore;
	}
}

static void
put_lists(enum form form)
{
	for (int i = 0; form == ACCOUNT_LIST && i < ACCOUNTS; i++)
		printf("%d,%d,Konto %d\n", accounts[i], group_of(accounts[i]), accounts[i]);
	for (int i = 0; form == UNIT_LIST && i < n_unit; i++)
		printf("%s,%s,%d,%s,Enhet %s\n", units[i].no,
		    units[i].parent >= 0 ? units[units[i].parent].no : "", units[i].level,
		    units[top_of(i)].no, units[i].no);
	for (int g = 0; form == SUMS && g < GROUPS; g++)
		for (int u = 0; u < 10; u++)
			for (int m = 1; m <= 12; m++)
				if (sums[g][u][m] != 0)
					printf("%d|%d|%d|%lld\n", g, u, m,
					    (long long)sums[g][u][m]);
}

int
main(int argc, char **argv)
{
	static char buffer[1 << 20];
	static struct voucher v;
	enum form form = SIE;
	long lines = argc > 2 ? strtol(argv[2], NULL, 10) : 0;
	int from = argc > 5 ? (int)strtol(argv[4], NULL, 10) : 1;
	int to = argc > 5 ? (int)strtol(argv[5], NULL, 10) : 12;
	int no[KINDS] = {0};

	while (argc > 1 && form < FORMS && strcmp(argv[1], form_name[form]) != 0)
		form++;
	if (form == FORMS || lines <= 0 || from < 1 || to > 12 || from > to) {
		fprintf(stderr,
		    "usage: mkledger sie|slow|csv|journal|accounts|units|sums LINES "
		    "[SEED [MONTH_FROM MONTH_TO]]\n");
		return 2;
	}
	state = 0x9e3779b97f4a7c15u * (uint64_t)((argc > 3 ? strtol(argv[3], NULL, 10) : 1) + 1);
	setvbuf(stdout, buffer, _IOFBF, sizeof buffer);
	make_accounts();
	make_units();
	if (form == SIE || form == SLOW)
		sie_header();
	for (long done = 0; form != ACCOUNT_LIST && form != UNIT_LIST && done < lines;) {
		make_voucher(&v, from + (int)(done * (to - from + 1) / lines), no);
		done += v.n_row;
		if (form == SIE || form == SLOW)
			put_sie(&v, form == SLOW);
		else if (form == CSV)
			put_csv(&v);
		else if (form == JOURNAL)
			put_journal(&v);
		else
			add_sums(&v);
	}
	put_lists(form);
	return ferror(stdout) || fflush(stdout) != 0;
}
