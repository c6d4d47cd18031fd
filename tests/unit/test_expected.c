/* The example, imported and computed by the program, gives what tests/expected says:
 * result, unit and investment tables, goals and assignments of both years.
 *
 * An expected file is the JSON that the command line prints; what it leaves out is
 * not compared. */
#include "check.h"
#include "core/economy/result.h"
#include "core/model/model.h"
#include "core/plan/status.h"
#include "db/migrate.h"
#include "sys/file.h"
#include "work/import.h"

#include <string.h>
#include <unistd.h>

static struct arena mem;

/* ---- a JSON tree, just enough to compare two ---- */

struct node {
	char kind; /* '{' '[' '"', or '0' for numbers and words */
	str key, text;
	struct node *first, *next;
};

static void
blanks(str s, size_t *i)
{
	while (*i < s.n && (s.p[*i] == ' ' || s.p[*i] == '\n' || s.p[*i] == ','))
		(*i)++;
}

static str
quoted(str s, size_t *i)
{
	size_t from = ++*i;

	while (*i < s.n && s.p[*i] != '"')
		*i += s.p[*i] == '\\' ? 2 : 1;
	return str_sub(s, from, (*i)++);
}

/* Recursion is as deep as our own files and writers nest. */
static struct node *
parse(str s, size_t *i)
{
	struct node *n = arena_new(&mem, struct node), **tail = &n->first;

	blanks(s, i);
	n->kind = *i < s.n ? s.p[*i] : '\0';
	if (n->kind == '"') {
		n->text = quoted(s, i);
		return n;
	}
	if (n->kind != '{' && n->kind != '[') {
		size_t from = *i;
		n->kind = '0';
		while (*i < s.n && s.p[*i] != ',' && s.p[*i] != '}' && s.p[*i] != ']' &&
		    s.p[*i] != '\n')
			(*i)++;
		n->text = str_trim(str_sub(s, from, *i));
		return n;
	}
	char close = n->kind == '{' ? '}' : ']';
	for ((*i)++, blanks(s, i); *i < s.n && s.p[*i] != close; blanks(s, i)) {
		str key = STR("");
		if (n->kind == '{') {
			key = quoted(s, i);
			(*i)++; /* the colon */
		}
		*tail = parse(s, i);
		(*tail)->key = key;
		tail = &(*tail)->next;
	}
	(*i)++;
	return n;
}

static const struct node *
member(const struct node *of, str key)
{
	for (const struct node *n = of == NULL ? NULL : of->first; n != NULL; n = n->next)
		if (str_eq(n->key, key))
			return n;
	return NULL;
}

static size_t
length(const struct node *of)
{
	size_t n = 0;

	for (const struct node *c = of->first; c != NULL; c = c->next)
		n++;
	return n;
}

/* "5.0" and "5" are one number. */
static str
plain_number(str s)
{
	if (str_find_byte(s, '.', 0) < s.n)
		while (s.n > 0 && (s.p[s.n - 1] == '0' || s.p[s.n - 1] == '.')) {
			bool point = s.p[s.n - 1] == '.';
			s.n--;
			if (point)
				break;
		}
	return s;
}

static bool same(const struct node *want, const struct node *got, str where);

static const struct node *
with_id(const struct node *list, const struct node *like)
{
	const struct node *id = member(like, STR("id"));

	for (const struct node *n = list->first; n != NULL && id != NULL; n = n->next) {
		const struct node *other = member(n, STR("id"));
		if (other != NULL && str_eq(other->text, id->text))
			return n;
	}
	return NULL;
}

/* In order and complete; or, where only some rows are known, those by id. */
static bool
same_list(const struct node *want, const struct node *got, str where)
{
	size_t n_want = length(want), n_got = length(got), i = 0;
	const struct node *g = got->first;
	bool ok = n_want <= n_got;

	if (!ok)
		fprintf(stderr, "%.*s: %zu entries, not %zu\n", STR_ARG(where), n_got, n_want);
	for (const struct node *w = want->first; w != NULL; w = w->next, i++) {
		ok = same(w, n_want < n_got ? with_id(got, w) : g,
		         str_fmt(&mem, "%.*s[%zu]", STR_ARG(where), i)) &&
		    ok;
		g = g == NULL ? NULL : g->next;
	}
	return ok;
}

static bool
same(const struct node *want, const struct node *got, str where)
{
	bool ok = true;

	if (got == NULL || want->kind != got->kind) {
		fprintf(stderr, "%.*s: %.*s, not %.*s\n", STR_ARG(where),
		    STR_ARG(got == NULL ? STR("missing") : got->text), STR_ARG(want->text));
		return false;
	}
	if (want->kind == '[')
		return same_list(want, got, where);
	if (want->kind == '{') {
		for (const struct node *w = want->first; w != NULL; w = w->next)
			ok = same(w, member(got, w->key),
			         str_fmt(&mem, "%.*s.%.*s", STR_ARG(where), STR_ARG(w->key))) &&
			    ok;
		return ok;
	}
	ok = want->kind == '"' ? str_eq(want->text, got->text)
	                       : str_eq(plain_number(want->text), plain_number(got->text));
	if (!ok)
		fprintf(stderr, "%.*s: %.*s, not %.*s\n", STR_ARG(where), STR_ARG(got->text),
		    STR_ARG(want->text));
	return ok;
}

static void
compare(const char *file, str text)
{
	str path = str_fmt(&mem, "tests/expected/%s", file), bytes;
	struct err e = {0};
	size_t i = 0, k = 0;

	check(file_read(&mem, path, (size_t)1 << 20, &bytes, &e));
	const struct node *want = parse(bytes, &i), *got = parse(text, &k);
	check(want->first != NULL);
	check(same(want, got, str_of(file)));
}

static void
check_ok(bool ok, const struct err *e)
{
	if (!ok)
		fprintf(stderr, "%s\n", e->text[LANG_EN]);
	check(ok);
}

/* ---- the database ---- */

static void
import_example(struct db *db)
{
	static const str example = {"examples/vasterbotten", 21};
	struct import_opts o = {.who = STR("test"), .now_us = 1};
	struct import_report r = {0};
	struct diag d;
	struct err e = {0};

	diag_init(&d, &mem, 100);
	check_ok(import_paths(db, 1, &example, 1, &o, &mem, &r, &d, &e), &e);
	for (size_t i = 0; i < d.n; i++)
		fprintf(stderr, "%.*s:%d: %.*s\n", STR_ARG(d.v[i].file), d.v[i].line,
		    STR_ARG(d.v[i].text[LANG_EN]));
	check_i64((int64_t)d.n, 0);
	check_i64((int64_t)r.n_ledger, 3);
	check(r.n_added > 1500);

	/* The same again changes nothing. */
	memset(&r, 0, sizeof r);
	check_ok(import_paths(db, 1, &example, 1, &o, &mem, &r, &d, &e), &e);
	check_i64((int64_t)(r.n_added + r.n_changed + r.n_removed), 0);
	for (size_t i = 0; i < r.n_change && i < 5; i++)
		fprintf(stderr, "%.*s changed\n", STR_ARG(r.change[i].key));
}

/* ---- money ---- */

static period
month(int year, int m)
{
	return period_month(year, m);
}

static void
result_is(const struct economy *ec)
{
	struct result *t;
	struct err e = {0};
	str text;

	check_ok(result_table(ec, &(struct table_ask){month(2025, 12), STR("RS"), SCALE_TKR}, &mem,
	             &t, &e),
	    &e);
	check_ok(result_json(t, &mem, &text, &e), &e);
	compare("result-2025-12-RS.json", text);
	check_i64((int64_t)t->n_row, 20);
	check(!t->has_unmapped);
	check(t->n_note > 0);
}

static void
units_are(const struct economy *ec, int year, const char *file)
{
	struct unit_table *t;
	struct err e = {0};
	str text;

	check_ok(unit_table(ec, &(struct table_ask){month(year, 12), STR("RS"), SCALE_MKR}, &mem,
	             &t, &e),
	    &e);
	check_ok(unit_table_json(t, &mem, &text, &e), &e);
	compare(file, text);
	check_i64((int64_t)t->n_row, 9);
}

static void
investments_are(const struct model *m, int year, str unit, const char *file)
{
	struct investment_table *t;
	struct err e = {0};
	str text;

	check_ok(investment_table(m, month(year, 12), unit, SCALE_MKR, &mem, &t, &e), &e);
	check_ok(investment_table_json(t, &mem, &text, &e), &e);
	compare(file, text);
}

/* ---- plans ---- */

static void
status_is(const struct model *m, period p, const char *file)
{
	struct plan_status s;
	struct err e = {0};
	struct json j;
	struct sb b;
	str text;

	check_ok(plan_status(&mem, m, STR("RS"), p, &s, &e), &e);
	sb_init(&b, &mem, (size_t)1 << 20);
	json_init(&j, &b, false);
	status_json(&j, &s);
	check(sb_done(&b, &text));
	compare(file, text);
}

int
main(void)
{
	const char *dir = getenv("TERTIAL_TMP");
	struct economy *ec;
	struct model *m;
	struct err e = {0};
	struct db *db;

	arena_init(&mem, (size_t)1 << 30);
	char *path = (char *)(uintptr_t)str_z(&mem,
	    str_fmt(&mem, "%s/expected-XXXXXX", dir != NULL ? dir : "/tmp"));
	check(mkdtemp(path) != NULL);
	const char *file = str_z(&mem, str_fmt(&mem, "%s/t.db", path));
	check_ok(db_open(&db, file, true, &e), &e);
	check_ok(db_migrate(db, &e), &e);
	import_example(db);

	check_ok(db_begin(db, DB_READ, &e), &e);
	check_ok(model_load(db, 1, &mem, &m, &e), &e);
	check_ok(economy_load(db, 1, m, 2023, 2025, &mem, &ec, &e), &e);
	result_is(ec);
	units_are(ec, 2025, "units-2025-12-RS.json");
	units_are(ec, 2024, "units-2024-12-RS.json");
	investments_are(m, 2025, STR("REGION"), "investments-2025-12-REGION.json");
	investments_are(m, 2025, STR("RS"), "investments-2025-12-RS.json");
	investments_are(m, 2024, STR("REGION"), "investments-2024-12-REGION.json");
	status_is(m, period_tertial(2024, 3), "status-2024-T3-RS.json");
	status_is(m, period_tertial(2025, 2), "status-2025-T2-RS.json");
	status_is(m, period_tertial(2025, 3), "status-2025-T3-RS.json");
	db_rollback(db);
	db_close(db);
	for (const char *const *s = (const char *const[]){"t.db", "t.db-wal", "t.db-shm", NULL};
	     *s != NULL; s++)
		(void)unlink(str_z(&mem, str_fmt(&mem, "%s/%s", path, *s)));
	check(rmdir(path) == 0);
	arena_end(&mem);
	return check_done();
}
