/* Rules and facts on the example region: what the real reports got wrong is found,
 * nothing that is right is called an error, and a fact is its table's cell. */
#include "check.h"
#include "core/check/check.h"
#include "db/migrate.h"
#include "work/import.h"
#include "work/view.h"

#include <string.h>
#include <unistd.h>

static struct arena mem;

static struct check_list
run(struct db *db, const char *period_text)
{
	struct check_list l = {0};
	struct err e = {0};
	struct view v;
	period p;

	check(period_parse(str_of(period_text), &p));
	if (!view_open(db, 1, &mem, STR("RS"), p, &v, &e) ||
	    !check_run(&mem, &(struct check_ask){.facts = v.facts, .economy = v.economy}, &l, &e)) {
		fprintf(stderr, "%s: %s\n", period_text, e.text[LANG_SV]);
		exit(1);
	}
	view_end(&v);
	if (getenv("TERTIAL_SHOW") != NULL)
		printf("%s\n%.*s\n", period_text, STR_ARG(check_text(&mem, &l, LANG_SV)));
	return l;
}

/* Is there a finding of the rule whose place holds the words? */
static const struct check_finding *
found(const struct check_list *l, const char *rule, const char *place)
{
	for (size_t i = 0; i < l->n; i++)
		if (strcmp(l->v[i].rule->id, rule) == 0 &&
		    str_find(l->v[i].place, str_of(place), 0) < l->v[i].place.n)
			return &l->v[i];
	return NULL;
}

/* Every figure that the three reports bind exists. */
static void
no_errors(const struct check_list *l)
{
	for (size_t i = 0; i < l->n; i++) {
		if (l->v[i].sev != SEV_ERROR)
			continue;
		fprintf(stderr, "%s %.*s: %.*s\n", l->v[i].rule->id, STR_ARG(l->v[i].place),
		    STR_ARG(l->v[i].text[LANG_SV]));
		check(false);
	}
	check_i64((int64_t)l->count[SEV_ERROR], 0);
}

static void
year_2024(const struct check_list *l)
{
	no_errors(l);
	check(found(l, "deadline", "2024-U2") != NULL);           /* 24:884 */
	check(found(l, "part_whole", "hyrpersonal") != NULL);     /* 24:797-799 */
	check(found(l, "window", "RS/man") != NULL);              /* 24:1208 */
	check(found(l, "restated", "tjansteresor-2023") != NULL); /* 24:935 against 25:543 */
	check(found(l, "restated", "friskandel") != NULL);        /* 24:1226-1229 */
	check(found(l, "explained", "enhet=DOS") != NULL);        /* 24:1335: 82, explained 58 */
	const struct check_finding *f = found(l, "explained", "enhet=DOS");
	if (f != NULL) {
		check_str(f->found[LANG_SV],
		    "\xe2\x88\x92"
		    "58\xc2\xa0Mkr");
		check_str(f->expected[LANG_SV],
		    "\xe2\x88\x92"
		    "82\xc2\xa0Mkr");
	}
}

static void
year_2025(const struct check_list *l)
{
	no_errors(l);
	check(found(l, "strict_target", "hyrpersonal") != NULL);    /* 25:446 */
	check(found(l, "two_methods", "resor") != NULL);            /* 25:529-546 */
	check(found(l, "restated", "investeringar-2025") != NULL);  /* 25:754 */
	check(found(l, "outline", "antal-anstallda") != NULL);      /* gone since 2024 */
	check(found(l, "percent_base", "patientintakter") != NULL); /* 25:660 */
	check(found(l, "result_rounding", "summa-kostnader") != NULL);
	check(found(l, "survey", "RS") != NULL); /* 1 112 answers at 86 percent */
	check(found(l, "no_basis", "2025-M1.1") != NULL);
	check(found(l, "unmapped", "") == NULL);
	check(found(l, "share_subset", "") == NULL);
	check(found(l, "published", "") == NULL);
}

/* What a derivation shows of the ledger adds up, at every level. */
static size_t
adds_up(const struct fact_node *n, bool money)
{
	size_t deepest = 0;
	dec sum = dec_int(0);

	for (const struct fact_node *k = n->first; k != NULL; k = k->next) {
		size_t below = adds_up(k, true);
		deepest = below > deepest ? below : deepest;
		sum = dec_add(sum, k->value);
	}
	if (money && n->first != NULL)
		check(dec_cmp(sum, n->value) == 0);
	return deepest + 1;
}

static void
derivations(struct db *db)
{
	static const char *const names[] = {"ekonomi.utfall:rad=personal", "ekonomi.nettokostnad",
	    "ekonomi.manadsavvikelse", "ekonomi.avvikelse:enhet=DOS",
	    "ekonomi.utfall:period=2025-T2"};
	static const int deep[] = {3, 2, 2, 2, 1};
	struct err e = {0};
	struct view v;

	check(view_open(db, 1, &mem, STR("RS"), period_tertial(2025, 3), &v, &e));
	for (size_t i = 0; i < COUNTOF(names); i++) {
		struct fact_node *n;
		size_t depth = 0;
		check(fact_explain(v.facts, str_of(names[i]), &n, &e));
		for (const struct fact_node *k = n->first; k != NULL; k = k->next) {
			size_t below = adds_up(k, true);
			depth = below > depth ? below : depth;
		}
		/* Cell, account, and vouchers where the accounts are few; a span that begins within
		 * the year stops at the cell. */
		check_i64((int64_t)depth, deep[i]);
	}
	view_end(&v);
}

/* The value of a fact is the value of the cell that names it, in every table. */
static void
same(struct view *v, str name, const struct amount *a)
{
	struct err e = {0};
	struct fact f;

	if (name.n == 0 || !a->ok)
		return;
	if (!fact_get(v->facts, name, &f, &e) || !dec_ok(f.value) ||
	    dec_cmp(f.unit == FACT_PERCENT ? dec_rescale(f.value, 1, DEC_HALF_UP) : f.value,
	        f.unit == FACT_PERCENT ? a->percent : ore_as(a->ore, 2)) != 0) {
		fprintf(stderr, "%.*s differs from its cell. %s\n", STR_ARG(name), e.text[LANG_SV]);
		check(false);
	}
	check(true);
}

static void
area(struct view *v, const char *dim, str id, const struct investment_row *r)
{
	static const char *const what[] = {"utfall", "budget", "avvikelse"};
	const struct amount *a[] = {&r->outcome, &r->budget, &r->variance};

	for (int i = 0; i < 3; i++)
		same(v, str_fmt(&mem, "investering.%s:%s=%.*s", what[i], dim, STR_ARG(id)), a[i]);
}

static void
cells(struct db *db, const char *period_text)
{
	struct investment_table *it;
	struct err e = {0};
	struct result *t;
	struct view v;
	period p;

	check(period_parse(str_of(period_text), &p));
	check(view_open(db, 1, &mem, STR("RS"), p, &v, &e));
	check(result_table(v.economy, &(struct table_ask){p, STR("RS"), SCALE_TKR}, &mem, &t, &e));
	for (size_t i = 0; i < t->n_row; i++)
		for (int c = 0; c < COL__COUNT; c++)
			same(&v, result_fact(&mem, t, i, (enum result_col)c), &t->row[i].cell[c]);
	for (int top = 0; top < 2; top++) {
		str unit = top ? STR("REGION") : STR("RS");
		check(investment_table(v.model, p, unit, SCALE_MKR, &mem, &it, &e));
		for (size_t i = 0; i < it->n_row; i++)
			area(&v, "omrade", it->row[i].id, &it->row[i]);
		area(&v, "enhet", unit, &it->total);
	}
	view_end(&v);
}

int
main(void)
{
	char path[] = "/tmp/tertial-check-XXXXXX";
	str dir = STR("examples/vasterbotten");
	struct import_report r;
	struct db *db = NULL;
	struct err e = {0};
	struct diag d;

	arena_init(&mem, (size_t)1 << 30);
	diag_init(&d, &mem, 100);
	if (mkdtemp(path) == NULL)
		return check_skip("no temporary folder");
	const char *file = str_z(&mem, str_fmt(&mem, "%s/t.db", path));
	struct import_opts o = {.who = STR("test"), .now_us = 1};
	if (!db_open(&db, file, true, &e) || !db_migrate(db, &e) ||
	    !import_paths(db, 1, &dir, 1, &o, &mem, &r, &d, &e)) {
		fprintf(stderr, "%s\n", e.text[LANG_SV]);
		return 1;
	}
	struct check_list a = run(db, "2024-T3"), b = run(db, "2025-T3"), c = run(db, "2025-T2");
	year_2024(&a);
	year_2025(&b);
	no_errors(&c);
	/* (C4): the same data gives the same list. */
	struct check_list again = run(db, "2025-T3");
	check_str(check_text(&mem, &again, LANG_SV), str_z(&mem, check_text(&mem, &b, LANG_SV)));
	derivations(db);
	cells(db, "2025-T3");
	cells(db, "2024-T3");
	cells(db, "2025-T2");
	db_close(db);
	unlink(file);
	rmdir(path);
	arena_end(&mem);
	return check_done();
}
