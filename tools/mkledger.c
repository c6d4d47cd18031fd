/* mkledger -- a large SIE 4 file of made vouchers, for measuring and for tests.
 *
 *   mkledger LINES [SEED [MONTH_FROM MONTH_TO]] >FILE
 *
 * 1 500 accounts, 800 units in four levels, 300 projects; the same arguments give
 * the same bytes.  Text is cp437, as most real files have it.  Every voucher
 * balances: the last row takes what is left. */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ACCOUNTS = 1500, UNITS = 800, PROJECTS = 300, LEAVES = 600, USED = 120 };

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
static char units[UNITS][8];
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

static void
add_unit(int number)
{
	snprintf(units[n_unit++], sizeof units[0], "%d", number);
}

/* 8 administrations, 40 areas, 152 units, 600 cost centres. */
static void
make_units(void)
{
	int third = 0, fourth = 0;

	for (int a = 1; a <= 8; a++) {
		add_unit(a);
		for (int b = 1; b <= 5; b++) {
			add_unit(a * 10 + b);
			for (int c = 1; c <= (third % 5 == 4 ? 3 : 4); c++) {
				add_unit((a * 10 + b) * 100 + c);
				for (int d = 1; d <= (fourth % 19 == 18 ? 3 : 4) && n_leaf < LEAVES;
				     d++) {
					leaves[n_leaf++] = n_unit;
					add_unit(((a * 10 + b) * 100 + c) * 100 + d);
				}
				fourth++;
			}
			third++;
		}
	}
}

static void
header(int n)
{
	printf(
	    "#FLAGGA 0\n#FORMAT PC8\n#SIETYP 4\n#PROGRAM \"mkledger\" 1\n#GEN 20260101\n"
	    "#FNAMN \"M\x84tning\"\n#RAR 0 20250101 20251231\n#DIM 1 \"Ansvar\"\n#DIM 6 \"Projekt\"\n");
	for (int i = 0; i < ACCOUNTS; i++)
		printf("#KONTO %d \"Konto %d\"\n", accounts[i], accounts[i]);
	for (int i = 0; i < n; i++)
		printf("#OBJEKT 1 \"%s\" \"Enhet %s\"\n", units[i], units[i]);
	for (int i = 0; i < PROJECTS; i++)
		printf("#OBJEKT 6 \"%d\" \"Projekt %d\"\n", 90001 + i, i + 1);
}

/* A unit books on a few accounts of its own, mostly the first of them. */
static int
account_of(int leaf)
{
	uint32_t r = below(USED) * below(USED) / USED;
	uint32_t h = (uint32_t)leaf * 2654435761u + r * 40503u;

	h ^= h >> 13;
	return accounts[300 + h % (ACCOUNTS - 300)];
}

static void
amount(int64_t ore)
{
	printf("%s%lld.%02lld", ore < 0 ? "-" : "", (long long)(llabs(ore) / 100),
	    (long long)(llabs(ore) % 100));
}

static const char *const words[] = {"L\x84kemedel", "F\x94rbrukning", "Hyra", "L\x94n", "Sjukresor",
    "V\x86rdcentral", "R\x94ntgen",
    "St\x84"
    "d",
    "M\x86ltider", "IT-drift", "Telefoni", "Utbildning", "F\x94rs\x84ljning", "Bidrag",
    "Patientavgift", "Tandv\x86rd", "Hj\x84lpmedel", "Transport"};

static int
voucher(int month, int no, char series)
{
	int leaf = (int)below(LEAVES), n = 2 + (int)below(6);
	int64_t left = 0;

	printf("#VER %c %d 2025%02d%02d \"%s %d\"\n{\n", series, no, month, 1 + (int)below(28),
	    words[below(sizeof words / sizeof *words)], 1000 + (int)below(9000));
	for (int i = 0; i + 1 < n; i++) {
		int64_t ore = (int64_t)(1 + below(2000)) * (1 + below(500));
		int at = below(4) == 0 ? (int)below(LEAVES) : leaf, account = account_of(at);
		if (account < 4000)
			ore = -ore;
		left += ore;
		printf("#TRANS %d {1 \"%s\"", account, units[leaves[at]]);
		if (below(10) == 0)
			printf(" 6 \"%d\"", 90001 + (int)below(PROJECTS));
		printf("} ");
		amount(ore);
		if (below(4) == 0)
			printf(" \"\" \"%s\"", words[below(sizeof words / sizeof *words)]);
		putchar('\n');
	}
	printf("#TRANS %d {} ", left > 0 ? 2440 : 1510);
	amount(-left);
	printf("\n}\n");
	return n;
}

int
main(int argc, char **argv)
{
	static char buffer[1 << 20];
	long lines = argc > 1 ? strtol(argv[1], NULL, 10) : 0;
	int from = argc > 4 ? (int)strtol(argv[3], NULL, 10) : 1;
	int to = argc > 4 ? (int)strtol(argv[4], NULL, 10) : 12;

	if (lines <= 0 || from < 1 || to > 12 || from > to) {
		fprintf(stderr, "usage: mkledger LINES [SEED [MONTH_FROM MONTH_TO]]\n");
		return 2;
	}
	state = 0x9e3779b97f4a7c15u * (uint64_t)((argc > 2 ? strtol(argv[2], NULL, 10) : 1) + 1);
	setvbuf(stdout, buffer, _IOFBF, sizeof buffer);
	make_accounts();
	make_units();
	header(n_unit);
	int no[2] = {1, 1};
	for (long done = 0; done < lines;) {
		int month = from + (int)(done * (to - from + 1) / lines);
		bool other = below(5) == 0;
		done += voucher(month, no[other], other ? 'B' : 'A');
		no[other]++;
	}
	return ferror(stdout) || fflush(stdout) != 0;
}
