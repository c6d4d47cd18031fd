/* The mapping of accounts to result lines: which row decides, and what is said of a
 * mapping that is not whole. */
#include "check.h"
#include "core/economy/mapping.h"
#include "model_build.h"

#include <string.h>

static struct arena mem;
static struct diag d;

static const char *
line_of(const struct model *m, const char *account, int dim, const char *object)
{
	const struct mapping_object o = {dim, str_of(object)};
	const struct mapping *p = mapping_find(m, 2025, str_of(account), &o, 1);

	return p == NULL ? "" : str_z(&mem, p->line);
}

static void
finds(void)
{
	struct model *m = model_new(&mem);

	put(m, KIND_mapping, "year", "2025", "prefix", "4", "line", "personal");
	put(m, KIND_mapping, "year", "2025", "prefix", "46", "line", "ovrig");
	put(m, KIND_mapping, "year", "2025", "prefix", "6", "dim", "21", "object", "I1", "line",
	    "it");
	put(m, KIND_mapping, "year", "2025", "prefix", "64", "line", "fastighet");
	put(m, KIND_mapping, "year", "2025", "prefix", "64", "dim", "21", "object", "I1", "line",
	    "data");
	put(m, KIND_mapping, "year", "2024", "prefix", "5", "line", "annat");
	built(m);
	check_str(str_of(line_of(m, "4011", 1, "RS")), "personal");
	check_str(str_of(line_of(m, "4611", 1, "RS")), "ovrig");
	check_str(str_of(line_of(m, "6411", 1, "RS")), "fastighet");
	check_str(str_of(line_of(m, "6411", 21, "I1")), "data");
	check_str(str_of(line_of(m, "6011", 21, "I1")), "it");
	check_str(str_of(line_of(m, "6011", 21, "I2")), "");
	check_str(str_of(line_of(m, "5011", 1, "RS")), "");
}

static size_t
said(const char *rule, const char *node)
{
	size_t n = 0;

	for (size_t i = 0; i < d.n; i++)
		n += strcmp(d.v[i].rule, rule) == 0 &&
		    (*node == '\0' || str_eq(d.v[i].node, str_of(node)));
	return n;
}

static struct ledger_dict *
dict(const char *const *account, size_t n)
{
	struct ledger_dict *l = arena_new(&mem, struct ledger_dict);

	l->n_account = n + 1;
	l->account = arena_array(&mem, n + 1, struct ledger_account);
	for (size_t i = 0; i < n; i++)
		l->account[i + 1] = (struct ledger_account){.no = str_of(account[i]),
		    .name = STR("Namn"),
		    .type = account[i][0] == '3' ? 'I'
		        : account[i][0] == '1'   ? 'T'
		                                 : 'K'};
	l->n_object = 2;
	l->object = arena_array(&mem, 2, struct ledger_object);
	l->object[1] = (struct ledger_object){1, STR("RS"), STR("RS")};
	l->n_combo = 1;
	l->combo = arena_array(&mem, 1, struct ledger_combo);
	return l;
}

static void
checks(void)
{
	static const char *const account[] = {"1910", "3011", "4011", "4012", "9011"};
	const struct ledger_cell cell[] = {{1, 1, 0, 1, 500}, {1, 2, 0, 1, -900}, {1, 3, 0, 1, 300},
	    {1, 5, 0, 1, 60}, {1, 5, 0, 2, 40}};
	struct model *m = model_new(&mem);
	struct err e = {0};

	put(m, KIND_unit, "id", "RS", "name", "RS");
	put(m, KIND_result_line, "id", "in", "name", "In", "kind", "income");
	put(m, KIND_result_line, "id", "ut", "name", "Ut", "kind", "cost");
	put(m, KIND_result_line, "id", "tom", "name", "Tom", "kind", "cost");
	put(m, KIND_result_line, "id", "sum", "name", "Summa", "kind", "total");
	put(m, KIND_mapping, "year", "2025", "prefix", "3", "line", "in");
	put(m, KIND_mapping, "year", "2025", "prefix", "4", "line", "ut");
	put(m, KIND_mapping, "year", "2025", "prefix", "401", "line", "ut");
	put(m, KIND_mapping, "year", "2025", "prefix", "5", "line", "sum");
	put(m, KIND_mapping, "year", "2025", "prefix", "6", "dim", "21", "object", "A", "line",
	    "ut");
	put(m, KIND_mapping, "year", "2025", "prefix", "6", "dim", "6", "object", "P", "line",
	    "in");
	put(m, KIND_mapping, "year", "2025", "prefix", "7", "dim", "motpart", "object", "A", "line",
	    "ut");
	built(m);
	struct economy *ec = economy_new(m, dict(account, COUNTOF(account)), 2025, 2025, &mem);
	economy_add(ec, 2025, cell, COUNTOF(cell));
	diag_init(&d, &mem, 100);
	check(mapping_check(m, ec, 2025, &mem, &d, &e));
	check(said("mapping_gap", "9011") == 1 && said("mapping_gap", "") == 1);
	for (size_t i = 0; i < d.n; i++)
		if (strcmp(d.v[i].rule, "mapping_gap") == 0)
			check(str_find(d.v[i].text[LANG_EN], STR("-1.00"), 0) <
			    d.v[i].text[LANG_EN].n);
	check(said("mapping_idle", "401") == 1 && said("mapping_idle", "") == 1);
	check(said("mapping_not_leaf", "5") == 1);
	check(said("mapping_overlap", "6") == 1);
	check(said("mapping_bad_dim", "7") == 1);
	check(said("mapping_unused", "5") == 1 && said("mapping_unused", "4") == 1);
	check(said("mapping_unused", "401") == 0 && said("mapping_unused", "3") == 0);
	check(said("mapping_line_empty", "") == 1);
	check(d.n_err == 3);
	diag_init(&d, &mem, 100);
	check(mapping_check(m, ec, 2026, &mem, &d, &e) && said("mapping_none", "") == 1);
}

int
main(void)
{
	arena_init(&mem, (size_t)64 << 20);
	finds();
	checks();
	arena_end(&mem);
	return check_done();
}
