/* The example region: its made accounts, budgets and investments give every
 * printed cell of both years, and its plans the printed counts.
 *
 * Everything is summed here anew, in öre, from the files alone: neither the
 * ledger nor the result table of the program takes part.  What must come out is in
 * tests/expected, one row of a table on each line. */
#include "check.h"
#include "fmt/csv.h"
#include "fmt/yaml.h"
#include "sys/file.h"

#include <string.h>

#define EXAMPLE "examples/vasterbotten/"
#define YEAR0 2023
#define YEARS 3

static struct arena mem;

static const char *const line_id[] = {"patientintakter", "vardintakt", "tandvardsintakter",
    "vardval-primarvard", "forsaljning-tjanster", "ovriga-intakter", "personal", "ovrig-personal",
    "lakemedel", "medicinskt-material", "ovrig-direkt-produktion", "kop-verksamhet", "utomlansvard",
    "fastighet", "it-mt", "ovriga-poster", "avskrivningar"};
#define N_INCOME 6
static const char *const unit_id[] = {"REGGEM", "ADM", "PVBEST", "TVBEST", "DIG", "SERVICE"};
#define N_LINE COUNTOF(line_id)
#define N_UNIT COUNTOF(unit_id)

typedef int64_t cube[N_LINE][N_UNIT][12];
static cube outcome[YEARS], budget[YEARS];

static size_t
index_of(const char *const *ids, size_t n, str id)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(id, str_of(ids[i])))
			return i;
	fprintf(stderr, "unknown id %.*s\n", STR_ARG(id));
	exit(1);
}

/* Purchasing is part of the administration. */
static size_t
unit_of(str id)
{
	return index_of(unit_id, N_UNIT, str_eq(id, STR("INKOP")) ? STR("ADM") : id);
}

static str
read_text(str path)
{
	struct err e = {0};
	str out;

	if (!file_read(&mem, path, (size_t)1 << 24, &out, &e)) {
		fprintf(stderr, "cannot read %.*s\n", STR_ARG(path));
		exit(1);
	}
	return out;
}

static struct csv
read_csv(str path)
{
	struct csv_opts o = {.file = path, .sep = ','};
	struct diag d;
	struct err e = {0};
	struct csv c;

	diag_init(&d, &mem, 100);
	check(csv_read(&mem, read_text(path), &o, &c, &d, &e));
	return c;
}

static str
cell(const struct csv *c, size_t row, const char *name)
{
	return csv_text(&c->row[row], csv_col(&c->row[0], str_of(name)));
}

static int64_t
number(str s)
{
	int64_t v = 0;

	check(str_i64(s, &v));
	return v;
}

/* ---- the accounts ---- */

/* "-1234.05" in öre. */
static int64_t
ore_of(str s)
{
	size_t dot = str_find_byte(s, '.', 0);
	int64_t kronor = number(str_sub(s, 0, dot)), ore = number(str_sub(s, dot + 1, s.n));

	check(s.n == dot + 3);
	return kronor * 100 + (s.p[0] == '-' ? -ore : ore);
}

static size_t
line_of(const struct csv *map, str account)
{
	size_t best = 0, longest = 0;

	for (size_t r = 1; r < map->n; r++) {
		str prefix = cell(map, r, "prefix");
		if (str_has_prefix(account, prefix) && prefix.n > longest) {
			longest = prefix.n;
			best = r;
		}
	}
	check(longest > 0);
	return index_of(line_id, N_LINE, cell(map, best, "line"));
}

static str
between(str s, const char *from, char to)
{
	size_t at = str_find(s, str_of(from), 0) + strlen(from);

	return str_sub(s, at, str_find_byte(s, to, at));
}

/* #TRANS 4011 {1 "ADM"} 123.45; the voucher's sum and the books of one year grow. */
static int64_t
post(str row, const struct csv *map, int month, cube books)
{
	str account = between(row, "#TRANS ", ' ');
	int64_t ore = ore_of(str_sub(row, str_find(row, STR("} "), 0) + 2, row.n));

	if (account.p[0] >= '3')
		books[line_of(map, account)][unit_of(between(row, "{1 \"", '"'))][month] -= ore;
	return ore;
}

static void
read_accounts(int year)
{
	str text = read_text(str_fmt(&mem, EXAMPLE "sie/%d.se", year)), row;
	struct csv map = read_csv(str_fmt(&mem, EXAMPLE "ekonomi/kontoplan-%d.csv", year));
	int month = 0, vouchers = 0;
	int64_t sum = 0;

	check(text.n < 300000);
	check(str_find(text, STR("Konstruerade verifikationer"), 0) < text.n);
	while (str_cut(&text, '\n', &row)) {
		row = str_trim(row);
		if (str_has_prefix(row, STR("#VER "))) {
			/* series, number, day: the day is the third word */
			str rest = row, word;
			for (int i = 0; i < 4; i++)
				check(str_cut(&rest, ' ', &word));
			check(word.n == 8 && number(str_sub(word, 0, 4)) == year);
			month = (int)number(str_sub(word, 4, 6)) - 1;
			sum = 0;
			vouchers++;
		} else if (str_has_prefix(row, STR("#TRANS "))) {
			sum += post(row, &map, month, outcome[year - YEAR0]);
		} else if (str_eq(row, STR("}"))) {
			check_i64(sum, 0);
		}
	}
	check(vouchers > 200);
}

static void
read_budget(int year)
{
	struct csv c = read_csv(str_fmt(&mem, EXAMPLE "ekonomi/budget-%d.csv", year));

	for (size_t r = 1; r < c.n; r++)
		budget[year - YEAR0][index_of(line_id, N_LINE, cell(&c, r, "line"))]
		      [unit_of(cell(&c, r, "unit"))][number(cell(&c, r, "month")) - 1] += number(
		          cell(&c, r, "amount"));
}

static const struct yaml *list_of(const char *path, const char *name);

static str
field(const struct yaml *of, const char *name)
{
	return yaml_text(of, str_of(name));
}

/* One end of a change: equal parts from its month, cut where they add up. */
static void
move_budget(const struct yaml *c, const char *unit, const char *line, int64_t ore, cube to)
{
	int64_t first = field(c, "month").n > 0 ? number(field(c, "month")) : 1, before = 0;

	if (field(c, unit).n == 0)
		return;
	for (int64_t m = first; m <= 12; m++) {
		int64_t upto = ore * (m - first + 1) / (13 - first);
		to[index_of(line_id, N_LINE, field(c, line))][unit_of(field(c, unit))][m - 1] +=
		    upto - before;
		before = upto;
	}
}

/* The printed budget is the revised one: adopted, and what was changed. */
static void
read_changes(int year)
{
	const struct yaml *list = list_of(
	    str_z(&mem, str_fmt(&mem, EXAMPLE "ekonomi/budgetandringar-%d.yaml", year)),
	    "budget_changes");
	check(list->n >= 4);
	for (const struct yaml *c = list->first; c != NULL; c = c->next) {
		int64_t ore = number(field(c, "amount"));
		move_budget(c, "to_unit", "to_line", -ore, budget[year - YEAR0]);
		move_budget(c, "from_unit", "from_line", ore, budget[year - YEAR0]);
	}
}

/* Sum over lines [l0, l1), units [u0, u1) and months [m0, 12). */
struct box {
	size_t l0, l1, u0, u1, m0;
};

static int64_t
sum_of(cube c, struct box b)
{
	int64_t sum = 0;

	for (size_t i = b.l0; i < b.l1; i++)
		for (size_t u = b.u0; u < b.u1; u++)
			for (size_t m = b.m0; m < 12; m++)
				sum += c[i][u][m];
	return sum;
}

/* ---- the printed cells ---- */

/* a / b, half away from zero; 2 a fits with a factor of 1000 to spare. */
static int64_t
rounded(int64_t a, int64_t b)
{
	bool negative = (a < 0) != (b < 0);

	a = a < 0 ? -a : a;
	b = b < 0 ? -b : b;
	int64_t q = (2 * a + b) / (2 * b);
	return negative ? -q : q;
}

static int cells;

/* The text after "key": in the row that holds "id": "ID"; the whole file for "". */
static str
printed(str file, const char *id, const char *key)
{
	str row = file, name = str_fmt(&mem, "\"id\": \"%s\"", id);

	if (id[0] != '\0')
		for (str rest = file; str_cut(&rest, '\n', &row);)
			if (str_find(row, name, 0) < row.n)
				break;
	str found = str_fmt(&mem, "\"%s\": ", key);
	size_t at = str_find(row, found, 0);
	if (at == row.n)
		return STR("");
	size_t end = at + found.n;
	while (end < row.n && row.p[end] != ',' && row.p[end] != '}')
		end++;
	return str_sub(row, at + found.n, end);
}

/* An amount in a scale; what is printed blank must be nothing at all. */
static void
cell_is(str file, const char *id, const char *key, int64_t ore, int64_t scale)
{
	str want = printed(file, id, key);

	cells++;
	if (want.n == 0 || str_eq(want, STR("null"))) {
		check_i64(ore, 0);
		return;
	}
	str got = str_fmt(&mem, "%lld", (long long)rounded(ore, scale));
	if (!str_eq(got, want))
		fprintf(stderr, "%s %s\n", id, key);
	check(str_eq(got, want));
}

static void
percent_is(str file, const char *id, const char *key, int64_t now, int64_t base)
{
	str want = printed(file, id, key);

	cells++;
	if (str_eq(want, STR("null")) || want.n == 0)
		return;
	int64_t tenths = rounded((now - base) * 1000, base);
	int64_t a = tenths < 0 ? -tenths : tenths;
	str got = str_fmt(&mem, "%s%lld.%lld", tenths < 0 ? "-" : "", (long long)(a / 10),
	    (long long)(a % 10));
	if (!str_eq(got, want))
		fprintf(stderr, "%s %s: %.*s, not %.*s\n", id, key, STR_ARG(got), STR_ARG(want));
	check(str_eq(got, want));
}

static void
result_row(str file, const char *id, size_t l0, size_t l1)
{
	struct box year = {l0, l1, 0, N_UNIT, 0}, december = {l0, l1, 0, N_UNIT, 11};
	int64_t last = sum_of(outcome[1], year), now = sum_of(outcome[2], year);
	int64_t plan = sum_of(budget[2], year), scale = 100000;

	cell_is(file, id, "month_variance",
	    sum_of(outcome[2], december) - sum_of(budget[2], december), scale);
	cell_is(file, id, "last_year", last, scale);
	cell_is(file, id, "this_year", now, scale);
	cell_is(file, id, "budget", plan, scale);
	cell_is(file, id, "variance", now - plan, scale);
	cell_is(file, id, "full_year_budget", plan, scale);
	percent_is(file, id, "change_percent", now, last);
}

static void
result_table(void)
{
	str file = read_text(STR("tests/expected/result-2025-12-RS.json"));

	for (size_t i = 0; i < N_LINE; i++)
		result_row(file, line_id[i], i, i + 1);
	result_row(file, "summa-intakter", 0, N_INCOME);
	result_row(file, "summa-kostnader", N_INCOME, N_LINE);
	result_row(file, "nettokostnad", 0, N_LINE);
	/* A base of 493,51 kronor prints as zero, so its percentage is not given. */
	check_i64(sum_of(outcome[1], (struct box){0, 1, 0, N_UNIT, 0}), 49351);
}

static const struct {
	const char *id;
	size_t u0, u1;
} unit_rows[] = {{"REGOV", 0, 4}, {"REGGEM", 0, 1}, {"ADM", 1, 2}, {"PVBEST", 2, 3},
    {"TVBEST", 3, 4}, {"DOS", 4, 6}, {"DIG", 4, 5}, {"SERVICE", 5, 6}, {"RS", 0, 6}};

static void
unit_tables(void)
{
	str now = read_text(STR("tests/expected/units-2025-12-RS.json"));
	str before = read_text(STR("tests/expected/units-2024-12-RS.json"));
	int64_t mkr = 100000000;

	for (size_t i = 0; i < COUNTOF(unit_rows); i++) {
		struct box b = {0, N_LINE, unit_rows[i].u0, unit_rows[i].u1, 0};
		int64_t y3 = sum_of(outcome[0], b), y4 = sum_of(outcome[1], b);
		int64_t y5 = sum_of(outcome[2], b), plan4 = sum_of(budget[1], b);
		int64_t plan5 = sum_of(budget[2], b);
		const char *id = unit_rows[i].id;
		cell_is(now, id, "outcome_last_year", y4, mkr);
		cell_is(now, id, "outcome", y5, mkr);
		cell_is(now, id, "variance", y5 - plan5, mkr);
		cell_is(now, id, "full_year_budget", plan5, mkr);
		percent_is(now, id, "net_cost_development_percent", y5, y4);
		/* Of 2024 only the text is left: what it does not say is not tested. */
		if (printed(before, id, "variance").n > 0)
			cell_is(before, id, "variance", y4 - plan4, mkr);
		if (printed(before, id, "outcome").n > 0)
			cell_is(before, id, "outcome", y4, mkr);
		percent_is(before, id, "net_cost_development_percent", y4, y3);
	}
	struct box all = {0, N_LINE, 0, N_UNIT, 0};
	check_i64(rounded(sum_of(outcome[1], all) - sum_of(outcome[0], all), mkr), -213);
	check_i64(rounded(sum_of(outcome[2], all) - sum_of(outcome[1], all), mkr), -204);
}

/* ---- investments ---- */

static bool
of_the_board(str area)
{
	return !str_eq(area, STR("hjalpmedel")) && !str_eq(area, STR("regional-utveckling"));
}

static void
investments(void)
{
	struct csv c = read_csv(STR(EXAMPLE "investeringar/investeringar-2025.csv"));
	str region = read_text(STR("tests/expected/investments-2025-12-REGION.json"));
	str board = read_text(STR("tests/expected/investments-2025-12-RS.json"));
	int64_t all[2] = {0}, ours[2] = {0}, area[2] = {0}, mkr = 100000000;

	for (size_t r = 1; r < c.n; r++) {
		str id = cell(&c, r, "area");
		int64_t v[2] = {number(cell(&c, r, "outcome")), number(cell(&c, r, "budget"))};
		for (int k = 0; k < 2; k++) {
			area[k] += v[k];
			all[k] += v[k];
			ours[k] += of_the_board(id) ? v[k] : 0;
		}
		if (r + 1 < c.n && str_eq(cell(&c, r + 1, "area"), id))
			continue;
		const char *z = str_z(&mem, id);
		cell_is(region, z, "outcome", area[0], mkr);
		cell_is(region, z, "budget", area[1], mkr);
		cell_is(region, z, "variance", area[1] - area[0], mkr);
		memset(area, 0, sizeof area);
	}
	str total = str_sub(region, str_find(region, STR("\"total\""), 0), region.n);
	cell_is(total, "", "outcome", all[0], mkr);
	cell_is(total, "", "variance", all[1] - all[0], mkr);
	total = str_sub(board, str_find(board, STR("\"total\""), 0), board.n);
	cell_is(total, "", "outcome", ours[0], mkr);
	cell_is(total, "", "budget", ours[1], mkr);
	cell_is(total, "", "variance", ours[1] - ours[0], mkr);
}

/* ---- plans ---- */

static const struct yaml *
list_of(const char *path, const char *name)
{
	const struct yaml *root;
	struct err e = {0};

	if (!yaml_read(&mem, read_text(str_of(path)), str_of(path), 0, &root, &e)) {
		fprintf(stderr, "%s is not YAML\n", path);
		exit(1);
	}
	const struct yaml *list = yaml_get(root, str_of(name));
	check(list != NULL);
	return list;
}

/* How many entries of `list`, in `inner` of each, have this period and status. */
static int
count(const struct yaml *list, const char *inner, const char *period, const char *status)
{
	int n = 0;

	for (const struct yaml *o = list->first; o != NULL; o = o->next) {
		const struct yaml *in = yaml_get(o, str_of(inner));
		for (const struct yaml *a = in == NULL ? NULL : in->first; a != NULL; a = a->next)
			n += str_eq(yaml_text(a, STR("period")), str_of(period)) &&
			    str_eq(yaml_text(a, STR("status")), str_of(status));
	}
	return n;
}

static size_t
inner_count(const struct yaml *list, const char *inner)
{
	size_t n = 0;

	for (const struct yaml *o = list->first; o != NULL; o = o->next) {
		const struct yaml *in = yaml_get(o, str_of(inner));
		n += in == NULL ? 0 : in->n;
	}
	return n;
}

static void
plans(void)
{
	const struct yaml *o24 = list_of(EXAMPLE "mal/delmal-2024.yaml", "objectives");
	const struct yaml *o25 = list_of(EXAMPLE "mal/delmal-2025.yaml", "objectives");
	const struct yaml *a24 = list_of(EXAMPLE "uppdrag/uppdrag-2024.yaml", "assignments");
	const struct yaml *a25 = list_of(EXAMPLE "uppdrag/uppdrag-2025.yaml", "assignments");

	check_i64((int64_t)o24->n, 17);
	check_i64((int64_t)o25->n, 17);
	check_i64(count(o24, "assessments", "2024-T3", "helt"), 12);
	check_i64(count(o24, "assessments", "2024-T3", "delvis"), 4);
	check_i64(count(o24, "assessments", "2024-T3", "inte"), 1);
	check_i64(count(o25, "assessments", "2025-T3", "helt"), 11);
	check_i64(count(o25, "assessments", "2025-T3", "delvis"), 6);
	check_i64(count(o25, "assessments", "2025-T3", "inte"), 0);
	check_i64((int64_t)inner_count(o24, "indicators"), 29);
	check_i64((int64_t)inner_count(o25, "indicators"), 8);
	check_i64((int64_t)a24->n, 9);
	check_i64((int64_t)a25->n, 8);
	check_i64(count(a24, "followups", "2024-T3", "klar"), 7);
	check_i64(count(a24, "followups", "2024-T3", "klar_med_avvikelse"), 2);
	check_i64(count(a25, "followups", "2025-T3", "klar"), 4);
	check_i64(count(a25, "followups", "2025-T3", "klar_med_avvikelse"), 4);
}

int
main(void)
{
	arena_init(&mem, (size_t)256 << 20);
	for (int year = YEAR0; year < YEAR0 + YEARS; year++)
		read_accounts(year);
	read_budget(2024);
	read_budget(2025);
	read_changes(2025);
	result_table();
	unit_tables();
	investments();
	plans();
	printf("%d printed cells\n", cells);
	arena_end(&mem);
	return check_done();
}
