/* 500 documents, each with one fault: a figure that stands in a printed relation
 * moved beyond what rounding explains, or its sign, unit or direction word turned.
 *
 * What is changed is drawn from the structured facts of two real reports
 * (../shared/facts), not from what the checker knows.  A fault is found when an
 * error that the unchanged document does not have names its line or a line it
 * is held against. */
#include "core/claims/claims.h"
#include "check.h"

#include <ctype.h>
#include <jansson.h>
#include <string.h>

#define N_DOCUMENTS 500
#define SITES_MAX 4000
#define LINES_MAX 3000
#define MEM_BYTES ((size_t)1 << 30)

enum change { CHANGE_NUMBER, CHANGE_SIGN, CHANGE_WORD };

/* A place that can be changed, and by how much at least for it to be a fault. */
struct site {
	int doc; /* 0 the earlier report, 1 the later */
	int line, line_end;
	enum change kind;
	int cell;      /* of a tab-separated row; -1 in running text */
	char from[64]; /* the text to change, in running text */
	char to[64];   /* CHANGE_WORD: what it becomes */
	int64_t least; /* steps of the last digit */
	const char *relation;
};

static struct site *site;
static size_t n_site;
static char *text[2];
static size_t text_n[2];
static char *line_at[2][LINES_MAX];
static int n_line[2];
static uint64_t rng_state;

static uint64_t
rng(void)
{
	rng_state ^= rng_state << 13;
	rng_state ^= rng_state >> 7;
	rng_state ^= rng_state << 17;
	return rng_state;
}

static char *
read_all(const char *name, size_t *n)
{
	FILE *f = fopen(name, "rb");

	if (f == NULL)
		return NULL;
	fseek(f, 0, SEEK_END);
	long size = ftell(f);
	rewind(f);
	char *p = calloc((size_t)size + 1, 1);
	*n = fread(p, 1, (size_t)size, f);
	fclose(f);
	return p;
}

static void
add_site(struct site s)
{
	if (n_site < SITES_MAX)
		site[n_site++] = s;
}

static size_t
line_length(int doc, int line)
{
	const char *p = line_at[doc][line - 1];
	const char *end = strchr(p, '\n');

	return end != NULL ? (size_t)(end - p) : strlen(p);
}

/* The place of `what` on lines first..last, NULL when it is not there. */
static char *
find_on(int doc, int first, int last, const char *what)
{
	if (first < 1 || last > n_line[doc])
		return NULL;
	char *from = line_at[doc][first - 1];
	char *to = line_at[doc][last - 1] + line_length(doc, last);
	size_t n = strlen(what);
	for (char *p = from; p + n <= to; p++) {
		if (memcmp(p, what, n) != 0)
			continue;
		bool digit_before = p > from && (isdigit((unsigned char)p[-1]) || p[-1] == ',');
		bool digit_after = isdigit((unsigned char)p[n]) ||
		    (p[n] == ',' && isdigit((unsigned char)p[n + 1]));
		if (isdigit((unsigned char)what[0]) && (digit_before || digit_after))
			continue;
		return p;
	}
	return NULL;
}

static void
add_number(int doc, int first, int last, const char *digits, int64_t least, const char *relation)
{
	struct site s = {.doc = doc,
	    .line = first,
	    .line_end = last,
	    .kind = CHANGE_NUMBER,
	    .cell = -1,
	    .least = least,
	    .relation = relation};

	if (strlen(digits) >= sizeof s.from || find_on(doc, first, last, digits) == NULL)
		return;
	snprintf(s.from, sizeof s.from, "%s", digits);
	add_site(s);
}

static void
add_word(int doc, int first, int last, const char *from, const char *to, const char *relation)
{
	struct site s = {.doc = doc,
	    .line = first,
	    .line_end = last,
	    .kind = CHANGE_WORD,
	    .cell = -1,
	    .relation = relation};

	if (find_on(doc, first, last, from) == NULL)
		return;
	snprintf(s.from, sizeof s.from, "%s", from);
	snprintf(s.to, sizeof s.to, "%s", to);
	add_site(s);
}

static void
add_cell(int line, int cell, enum change kind, int64_t least, const char *relation)
{
	add_site((struct site){.doc = 1,
	    .line = line,
	    .line_end = line,
	    .kind = kind,
	    .cell = cell,
	    .least = least,
	    .relation = relation});
}

static int64_t
cell_value(json_t *row, size_t i)
{
	const char *s = json_string_value(json_array_get(json_object_get(row, "raw"), i));
	int64_t v = 0;

	for (; s != NULL && *s != '\0'; s++)
		if (isdigit((unsigned char)*s))
			v = v * 10 + (*s - '0');
	return v;
}

static int
line_of_row(json_t *row)
{
	return (int)json_integer_value(json_object_get(row, "line"));
}

/* Variance, percentage and sums of the result table; blocks have 6 and 11 rows. */
static void
sites_of_result(json_t *table)
{
	size_t i;
	json_t *row;

	json_array_foreach(json_object_get(table, "rows"), i, row)
	{
		const char *kind = json_string_value(json_object_get(row, "kind"));
		if (kind == NULL || strcmp(kind, "header") == 0)
			continue;
		int line = line_of_row(row);
		int64_t sum = strcmp(kind, "intäkt") == 0 ? 5
		    : strcmp(kind, "kostnad") == 0        ? 10
		                                          : 4;
		static const int summed[] = {0, 1, 2, 3, 4, 6};
		for (size_t k = 0; k < sizeof summed / sizeof *summed; k++)
			if (cell_value(row, (size_t)summed[k]) != 0)
				add_cell(line, summed[k] + 1, CHANGE_NUMBER, sum, "sum");
		if (cell_value(row, 2) == 0 || cell_value(row, 3) == 0)
			continue;
		for (int c = 2; c <= 4; c++)
			add_cell(line, c + 1, CHANGE_NUMBER, 3, "variance");
		add_cell(line, 5, CHANGE_SIGN, 0, "variance");
		if (cell_value(row, 1) > 5000)
			add_cell(line, 6, CHANGE_NUMBER, 2, "percent");
		if (cell_value(row, 5) > 2)
			add_cell(line, 6, CHANGE_SIGN, 0, "percent");
	}
}

static void
sites_of_units(json_t *table)
{
	size_t i;
	json_t *row;

	json_array_foreach(json_object_get(table, "rows"), i, row)
	{
		int line = line_of_row(row);
		for (int c = 0; c < 5; c++)
			if (c != 2)
				add_cell(line, c + 1, CHANGE_NUMBER, 5, "sum");
		add_cell(line, 2, CHANGE_NUMBER, 3, "variance");
		add_cell(line, 4, CHANGE_NUMBER, 3, "variance");
		add_cell(line, 5, CHANGE_NUMBER, 3, "variance");
		add_cell(line, 4, CHANGE_SIGN, 0, "variance");
		add_cell(line, 3, CHANGE_NUMBER, 12, "percent");
		add_cell(line, 3, CHANGE_SIGN, 0, "percent");
	}
}

static void
sites_of_investments(json_t *table)
{
	size_t i;
	json_t *row;

	json_array_foreach(json_object_get(table, "rows"), i, row)
	{
		int line = line_of_row(row);
		for (int c = 0; c < 3; c++) {
			add_cell(line, c + 1, CHANGE_NUMBER, 3, "variance");
			add_cell(line, c + 1, CHANGE_NUMBER, 6, "sum");
		}
		if (cell_value(row, 2) > 2)
			add_cell(line, 3, CHANGE_SIGN, 0, "variance");
	}
}

/* The plan is 85 per cent of 2023; the total repeats December. */
static void
sites_of_travel(json_t *table)
{
	size_t i;
	json_t *row;

	json_array_foreach(json_object_get(table, "rows"), i, row)
	{
		add_cell(line_of_row(row), 2, CHANGE_NUMBER, 4, "ratio");
		add_cell(line_of_row(row), 3, CHANGE_NUMBER, 4, "ratio");
		if (i >= 11)
			add_cell(line_of_row(row), 1, CHANGE_NUMBER, 3, "total");
	}
}

static const char *const opposite[][2] = {
    {"negativ ", "positiv "},
    {"positiv ", "negativ "},
    {"positivt ", "negativt "},
    {"överskott ", "underskott "},
    {"underskott ", "överskott "},
    {"minus ", "plus "},
    {"ökat ", "minskat "},
    {"minskat ", "ökat "},
    {"ökning ", "minskning "},
    {"minskning ", "ökning "},
    {"minskade till", "ökade till"},
    {"minskar ", "ökar "},
    {"under målsättningen", "över målsättningen"},
};

/* The direction word of a snippet, turned. */
static void
add_direction(int doc, int first, int last, const char *snippet, const char *relation)
{
	for (size_t i = 0; i < sizeof opposite / sizeof *opposite; i++) {
		if (strstr(snippet, opposite[i][0]) == NULL)
			continue;
		char from[256], to[256];
		const char *at = strstr(snippet, opposite[i][0]);
		snprintf(from, sizeof from, "%.*s",
		    (int)(strlen(opposite[i][0]) + 14) < 60 ? (int)(strlen(opposite[i][0]) + 14)
		                                            : 60,
		    at);
		snprintf(to, sizeof to, "%s%s", opposite[i][1], from + strlen(opposite[i][0]));
		while (from[0] != '\0' && ((unsigned char)from[strlen(from) - 1] & 0x80)) {
			from[strlen(from) - 1] = '\0';
			to[strlen(to) - 1] = '\0';
		}
		if (strlen(from) < 60 && strlen(to) < 60)
			add_word(doc, first, last, from, to, relation);
		return;
	}
}

static void
unit_word(int doc, int first, int last, const char *digits, const char *relation)
{
	static const char *const unit[][2] = {{" miljoner kronor", " tkr"},
	    {" miljoner kronor", " miljarder kronor"}, {" miljoner \nkronor", " tkr"}};

	for (size_t i = 0; i < 3; i++) {
		char from[64], to[64];
		snprintf(from, sizeof from, "%s%s", digits, unit[i][0]);
		snprintf(to, sizeof to, "%s%s", digits, unit[i][1]);
		add_word(doc, first, last, from, to, relation);
	}
}

/* Units whose variance is printed in table or sum, by the facts' own list. */
static void
sites_of_prose(json_t *list, int doc)
{
	size_t i;
	json_t *x;

	json_array_foreach(list, i, x)
	{
		json_t *v = json_object_get(x, "avvikelse_mkr");
		const char *unit = json_string_value(json_object_get(x, "enhet"));
		const char *snippet = json_string_value(json_object_get(x, "snippet"));
		if (!json_is_integer(v) || strncmp(unit, "varav", 5) == 0)
			continue;
		int line = (int)json_integer_value(json_object_get(x, "line"));
		char digits[32];
		snprintf(digits, sizeof digits, "%lld", llabs(json_integer_value(v)));
		int64_t least = doc == 0 && strcmp(unit, "Regionstyrelsen") != 0 ? 5 : 1;
		add_number(doc, line, line + 1, digits, least, doc == 0 ? "sum" : "table");
		add_direction(doc, line, line + 1, snippet, doc == 0 ? "sum" : "table");
		unit_word(doc, line, line + 1, digits, "unit");
	}
}

static void
sites_of_text_2025(void)
{
	static const struct {
		int line, last;
		const char *digits;
		int64_t least;
		const char *relation;
	} f[] = {
	    {36, 36, "5,3", 1, "table"},
	    {40, 40, "1 009", 1, "table"},
	    {40, 40, "15", 1, "table"},
	    {40, 40, "27", 1, "table"},
	    {40, 40, "21", 1, "table"},
	    {40, 40, "36", 1, "table"},
	    {44, 44, "4,7", 1, "summary"},
	    {44, 44, "4,2", 1, "summary"},
	    {46, 46, "17", 1, "sum"},
	    {46, 46, "11", 1, "sum"},
	    {46, 46, "6", 1, "sum"},
	    {132, 132, "17", 1, "sum"},
	    {194, 194, "1091", 1, "sum"},
	    {194, 194, "511", 1, "sum"},
	    {194, 194, "580", 1, "sum"},
	    {428, 428, "9,2", 2, "parts"},
	    {428, 428, "6,7", 2, "parts"},
	    {428, 428, "2,5", 2, "parts"},
	    {546, 546, "6,8", 1, "table"},
	    {546, 546, "2,8", 2, "percent"},
	    {546, 546, "194 000", 30, "percent"},
	    {598, 598, "86", 1, "year"},
	    {622, 622, "4,7", 1, "summary"},
	    {622, 622, "4,2", 1, "summary"},
	    {632, 632, "63", 1, "year"},
	    {634, 634, "41", 1, "year"},
	    {682, 682, "4 076", 1, "table"},
	    {682, 682, "204", 3, "percent"},
	    {682, 682, "5,3", 1, "percent"},
	    {754, 754, "15", 1, "table"},
	    {756, 756, "27", 1, "table"},
	    {758, 758, "21", 1, "table"},
	};

	for (size_t i = 0; i < sizeof f / sizeof *f; i++)
		add_number(1, f[i].line, f[i].last, f[i].digits, f[i].least, f[i].relation);
	static const struct {
		int line;
		const char *snippet;
	} d[] = {
	    {40, "negativ avvikelse mot budget på 15"},
	    {40, "negativ avvikelse på 27"},
	    {40, "negativ avvikelse på 21"},
	    {40, "positiv avvikelse på 36"},
	    {44, "minskade till 4,2"},
	    {546, "minskning med 2,8"},
	    {622, "minskade till 4,2"},
	    {632, "ökat från 63"},
	    {634, "ökat från 41"},
	    {624, "minskning av sjukfrånvaron för kvinnor"},
	    {638, "minskar inom HR"},
	    {682, "ökning med 204"},
	    {754, "negativ avvikelse mot budget på 15"},
	};
	for (size_t i = 0; i < sizeof d / sizeof *d; i++)
		add_direction(1, d[i].line, d[i].line, d[i].snippet, "direction");
	static const struct {
		int line;
		const char *digits;
	} u[] = {{40, "1 009"}, {40, "15"}, {40, "27"}, {40, "21"}, {40, "36"}, {546, "6,8"},
	    {682, "4 076"}, {682, "204"}, {754, "15"}, {756, "27"}, {758, "21"}};
	for (size_t i = 0; i < sizeof u / sizeof *u; i++)
		unit_word(1, u[i].line, u[i].line, u[i].digits, "unit");
	add_word(1, 687, 696, "Belopp i miljoner kronor", "Belopp i tkr", "unit");
	add_word(1, 744, 752, "Investeringar 2025, Mkr", "Investeringar 2025, tkr", "unit");
}

/* The labelled statements of the earlier report that agree with another printed figure. */
static void
sites_of_labels(const char *name)
{
	size_t n;
	char *all = read_all(name, &n);

	for (char *row = all; row != NULL && *row != '\0';) {
		char *end = strchr(row, '\n'), *field[13] = {row};
		if (end != NULL)
			*end = '\0';
		int k = 1;
		for (char *p = row; *p != '\0' && k < 13; p++)
			if (*p == '\t') {
				*p = '\0';
				field[k++] = p + 1;
			}
		bool partner = k == 13 && field[11][0] != '\0' &&
		    strstr(field[11], "implicit") == NULL &&
		    strncmp(field[11], "pension", 7) != 0 && strncmp(field[11], "2025", 4) != 0;
		bool moves = k == 13 && strchr(field[6], ';') != NULL;
		bool right = k == 13 &&
		    (strncmp(field[12], "stämmer", 8) == 0 ||
		        strncmp(field[12], "avrundning", 10) == 0);
		if (right && strcmp(field[4], "tal") == 0 && (partner || moves)) {
			int first = (int)strtol(field[2], NULL, 10),
			    last = (int)strtol(field[3], NULL, 10);
			bool sum = strstr(field[11], "summa") != NULL ||
			    strstr(field[11], "-82") != NULL || strstr(field[11], "% av") != NULL ||
			    strstr(field[11], "FVIS") != NULL;
			bool percent = strstr(field[11], "13,4") != NULL ||
			    strstr(field[11], "213/") != NULL;
			if (!moves && strstr(field[11], "% av") == NULL &&
			    strstr(field[11], "26 < 30") == NULL &&
			    strstr(field[11], "når målet") == NULL)
				add_number(0, first, last, field[6],
				    percent   ? 3
				        : sum ? 5
				              : 1,
				    "label");
			if (strstr(field[11], "% av") == NULL &&
			    strstr(field[11], "når målet") == NULL)
				add_direction(0, first, last, field[5], "direction");
			if (moves) {
				/* The direction word may stand before the snippet. */
				for (size_t w = 6; w < 10; w++)
					if (strstr(field[9], w == 6 || w == 8 ? "ök" : "minsk") !=
					        NULL &&
					    find_on(0, first, last, opposite[w][0]) != NULL &&
					    strstr(field[5], opposite[w][0]) != NULL) {
						add_direction(0, first, last, field[5],
						    "direction");
						break;
					}
			}
		}
		row = end != NULL ? end + 1 : NULL;
	}
	free(all);
}

static bool
load(void)
{
	static const char *const name[2] = {"../shared/seeds/arsrapport-2024.txt",
	    "../shared/seeds/arsrapport-2025.txt"};
	json_error_t je;

	for (int d = 0; d < 2; d++) {
		text[d] = read_all(name[d], &text_n[d]);
		if (text[d] == NULL)
			return false;
		for (char *p = text[d]; p != NULL && *p != '\0' && n_line[d] < LINES_MAX;) {
			line_at[d][n_line[d]++] = p;
			p = strchr(p, '\n');
			p = p != NULL ? p + 1 : NULL;
		}
	}
	json_t *a = json_load_file("../shared/facts/facts-2024.json", 0, &je);
	json_t *b = json_load_file("../shared/facts/facts-2025.json", 0, &je);
	if (a == NULL || b == NULL)
		return false;
	json_t *fin = json_object_get(b, "finance");
	sites_of_result(json_object_get(fin, "result_table"));
	sites_of_units(json_object_get(fin, "unit_table"));
	sites_of_investments(json_object_get(json_object_get(b, "investments"), "table"));
	sites_of_travel(json_object_get(json_object_get(b, "travel"), "table"));
	sites_of_prose(json_object_get(fin, "budgetavvikelser_prosa"), 1);
	sites_of_prose(json_object_get(json_object_get(a, "finance"), "budgetavvikelser_prosa"), 0);
	sites_of_text_2025();
	sites_of_labels("../shared/facts/claims-2024.tsv");
	json_decref(a);
	json_decref(b);
	return true;
}

/* The bounds of a cell's text in its line. */
static char *
cell_of(int doc, int line, int cell, size_t *n)
{
	char *p = line_at[doc][line - 1];
	char *end = p + line_length(doc, line);

	while (cell > 0 && p < end) {
		char *tab = memchr(p, '\t', (size_t)(end - p));
		if (tab == NULL)
			return NULL;
		p = tab + 1;
		cell--;
	}
	char *tab = memchr(p, '\t', (size_t)(end - p));
	*n = (size_t)((tab != NULL ? tab : end) - p);
	return p;
}

/* A printed number moved by so many steps of its last digit; false when it would
 * change its sign or vanish. */
static bool
moved(const char *from, size_t n, int64_t steps, char *to, size_t room)
{
	char digits[32];
	size_t k = 0, decimals = 0;
	bool comma = false, percent = false, grouped = false;
	const char *sign = n > 0 && from[0] == '-' ? "-" : "";

	for (size_t i = 0; i < n && k < 20; i++) {
		if (isdigit((unsigned char)from[i])) {
			digits[k++] = from[i];
			decimals += comma;
		}
		comma |= from[i] == ',' || from[i] == '.';
		percent |= from[i] == '%';
		grouped |= from[i] == ' ';
	}
	digits[k] = '\0';
	int64_t v = strtoll(digits, NULL, 10) + steps;
	if (k == 0 || v < 1)
		return false;
	char whole[40], out[64];
	int64_t scale = 1;
	for (size_t i = 0; i < decimals; i++)
		scale *= 10;
	snprintf(whole, sizeof whole, "%lld", (long long)(v / scale));
	size_t len = strlen(whole), o = 0;
	for (size_t i = 0; i < len; i++) {
		if (i > 0 && (len - i) % 3 == 0 && (grouped || len > 4))
			out[o++] = ' ';
		out[o++] = whole[i];
	}
	out[o] = '\0';
	if (decimals > 0)
		snprintf(to, room, "%s%s,%0*lld%s", sign, out, (int)decimals,
		    (long long)(v % scale), percent ? "%" : "");
	else
		snprintf(to, room, "%s%s%s", sign, out, percent ? "%" : "");
	return true;
}

static int64_t
steps_for(const struct site *s, const char *from, size_t n)
{
	int64_t v = 0;

	for (size_t i = 0; i < n; i++)
		if (isdigit((unsigned char)from[i]))
			v = v * 10 + (from[i] - '0');
	/* "194 000" is told in thousands. */
	int64_t unit = v >= 100000 && v % 1000 == 0 ? 1000 : 1;
	int64_t most = v / 2 / unit;
	int64_t by = s->least + (int64_t)(rng() % (uint64_t)(most > 1 ? most : 1));
	return (rng() & 1 ? by : -by) * unit;
}

/* The changed document, or NULL when this draw makes none. */
static char *
change(const struct site *s, size_t *n)
{
	char *at, to[160];
	size_t len;

	if (s->cell >= 0) {
		at = cell_of(s->doc, s->line, s->cell, &len);
		if (at == NULL || len == 0)
			return NULL;
	} else {
		at = find_on(s->doc, s->line, s->line_end, s->from);
		len = strlen(s->from);
		if (at == NULL)
			return NULL;
	}
	if (s->kind == CHANGE_WORD) {
		snprintf(to, sizeof to, "%s", s->to);
	} else if (s->kind == CHANGE_SIGN) {
		if (at[0] == '-')
			snprintf(to, sizeof to, "%.*s", (int)len - 1, at + 1);
		else
			snprintf(to, sizeof to, "-%.*s", (int)len, at);
	} else if (!moved(at, len, steps_for(s, at, len), to, sizeof to)) {
		return NULL;
	}
	size_t head = (size_t)(at - text[s->doc]);
	char *out = calloc(text_n[s->doc] + sizeof to, 1);
	memcpy(out, text[s->doc], head);
	memcpy(out + head, to, strlen(to));
	memcpy(out + head + strlen(to), at + len, text_n[s->doc] - head - len);
	*n = text_n[s->doc] - len + strlen(to);
	return out;
}

static bool
check_text(struct arena *mem, int doc, const char *p, size_t n, struct claims_result *r)
{
	static struct err e;
	struct claims_doc a = {STR("report"), {p, n}};
	struct claims_doc b = {STR("other year"), {text[1 - doc], text_n[1 - doc]}};

	return claims_check(&a, &(struct claims_against){.old = &b}, mem, r, &e);
}

static bool
in_base(const struct claims_result *base, const struct claims_finding *f)
{
	for (size_t i = 0; i < base->n_finding; i++)
		if (base->finding[i].sev == SEV_ERROR && base->finding[i].line == f->line &&
		    str_eq(base->finding[i].message[LANG_SV], f->message[LANG_SV]))
			return true;
	return false;
}

static bool
names(const struct claims_finding *f, const struct site *s)
{
	if (f->line <= s->line_end && f->line_end >= s->line)
		return true;
	for (int i = 0; i < f->n_by; i++)
		if (!f->by[i].other && f->by[i].line <= s->line_end && f->by[i].line_end >= s->line)
			return true;
	return false;
}

static bool
is_found(const struct claims_result *r, const struct claims_result *base, const struct site *s)
{
	for (size_t i = 0; i < r->n_finding; i++)
		if (r->finding[i].sev == SEV_ERROR && !in_base(base, &r->finding[i]) &&
		    names(&r->finding[i], s))
			return true;
	return false;
}

/* How many of each kind of relation were changed, and found. */
#define KINDS_MAX 16
static struct kind {
	const char *relation;
	int sites, made, found;
} kind[KINDS_MAX];
static size_t n_kind;

static struct kind *
kind_of(const char *relation)
{
	for (size_t i = 0; i < n_kind; i++)
		if (strcmp(kind[i].relation, relation) == 0)
			return &kind[i];
	check(n_kind < KINDS_MAX);
	kind[n_kind] = (struct kind){.relation = relation};
	return &kind[n_kind++];
}

/* Of each kind so many at least, whose places may be few; then any place. */
#define OF_EACH_KIND 10

static const struct site *
draw(int made)
{
	if (made >= OF_EACH_KIND * (int)n_kind)
		return &site[rng() % n_site];
	const struct kind *k = &kind[(size_t)made / OF_EACH_KIND];
	uint64_t at = rng() % (uint64_t)k->sites;

	for (size_t i = 0;; i++)
		if (strcmp(site[i].relation, k->relation) == 0 && at-- == 0)
			return &site[i];
}

int
main(void)
{
	const char *seed = getenv("TERTIAL_SEED");
	struct arena base_mem;
	struct claims_result base[2];
	int found = 0, made = 0, tried = 0;

	site = calloc(SITES_MAX, sizeof *site);
	if (!load()) {
		free(site);
		return check_skip("../shared is not here");
	}
	rng_state = seed != NULL ? strtoull(seed, NULL, 10) : 20251231;
	printf("seed %llu, %zu places in printed relations\n", (unsigned long long)rng_state,
	    n_site);
	for (size_t i = 0; i < n_site; i++)
		kind_of(site[i].relation)->sites++;
	arena_init(&base_mem, MEM_BYTES);
	for (int d = 0; d < 2; d++)
		check(check_text(&base_mem, d, text[d], text_n[d], &base[d]));
	check_i64((int64_t)base[0].n_sev[SEV_ERROR], 2);
	check_i64((int64_t)base[1].n_sev[SEV_ERROR], 1);
	while (made < N_DOCUMENTS && tried++ < N_DOCUMENTS * 4) {
		const struct site *s = draw(made);
		size_t n;
		char *p = change(s, &n);
		struct arena mem;
		struct claims_result r;
		if (p == NULL)
			continue;
		made++;
		arena_init(&mem, MEM_BYTES);
		check(check_text(&mem, s->doc, p, n, &r));
		bool ok = is_found(&r, &base[s->doc], s);
		found += ok;
		kind_of(s->relation)->made++;
		kind_of(s->relation)->found += ok;
		if (!ok) {
			size_t len;
			char *c = s->cell >= 0 ? cell_of(s->doc, s->line, s->cell, &len) : NULL;
			size_t i = 0;
			while (p[i] == text[s->doc][i])
				i++;
			size_t from = i > 20 ? i - 20 : 0;
			printf("not found: %s %d:%d %s%.*s -> %.60s\n", s->relation, s->doc + 2024,
			    s->line, s->from, c != NULL ? (int)len : 0, c != NULL ? c : "",
			    p + from);
		}
		arena_end(&mem);
		free(p);
	}
	for (size_t i = 0; i < n_kind; i++) {
		printf("%-10s %3d of %3d found, %d places\n", kind[i].relation, kind[i].found,
		    kind[i].made, kind[i].sites);
		check(kind[i].made >= OF_EACH_KIND);
	}
	printf("%d of %d found\n", found, made);
	check(made == N_DOCUMENTS);
	check(found * 100 >= made * 95);
	arena_end(&base_mem);
	for (int d = 0; d < 2; d++)
		free(text[d]);
	free(site);
	return check_done();
}
