/* The ledger's sums as a source of money, and what stands behind a cell. */
#include "core/economy/drill.h"
#include "core/facts/facts_priv.h"

/* So few vouchers are told one by one; more are told by account.  What is left out
 * is one line, so that children always add up to their parent. */
#define ACCOUNTS_MAX 60
#define TELL_LINES_MAX 5 /* accounts: with more of them vouchers would hide the picture */
#define LINES_MAX 20     /* of one account */

struct source {
	const struct economy *ec;
	struct db *db;
	int64_t org;
	struct arena *mem;
};

static bool
ask(const struct source *s, const struct money_query *q, enum cell_kind what, struct amount *out,
    struct err *e)
{
	const struct cell_ask a = {.what = what,
	    .unit = q->unit,
	    .line = q->line,
	    .span = q->span,
	    .structure_day = q->structure_day};

	return economy_cell(s->ec, &a, out, e);
}

static bool
cell(void *ctx, const struct money_query *q, int64_t *ore, bool *has, struct err *e)
{
	static const enum cell_kind kinds_of[] = {
	    [MONEY_OUTCOME] = CELL_OUTCOME,
	    [MONEY_BUDGET] = CELL_BUDGET,
	    [MONEY_BUDGET_ADOPTED] = CELL_ADOPTED,
	    [MONEY_FORECAST] = CELL_FORECAST,
	};
	const struct source *s = ctx;
	struct amount a, council = {0};

	if (!ask(s, q, kinds_of[q->kind], &a, e))
		return false;
	if (q->kind == MONEY_BUDGET_ADOPTED && !ask(s, q, CELL_COUNCIL, &council, e))
		return false;
	*has = a.ok || council.ok;
	if (__builtin_add_overflow(a.ok ? a.ore : 0, council.ok ? council.ore : 0, ore))
		return fail(e, RC_LIMIT, MSG_fact_overflow, ARG(q->line));
	return true;
}

static struct fact_node *
node(struct arena *mem, struct fact_node *under, str label, int64_t ore)
{
	struct fact_node *n = fact_node_add(mem, under);

	n->label[LANG_SV] = n->label[LANG_EN] = label;
	n->unit = FACT_KR;
	n->value = ore_as(ore, 2);
	return n;
}

static void
rest_node(struct arena *mem, struct fact_node *under, size_t n, int64_t ore, const char *sv,
    const char *en)
{
	struct fact_node *r = node(mem, under, str_fmt(mem, "%zu %s", n, sv), ore);

	r->label[LANG_EN] = str_fmt(mem, "%zu %s", n, en);
}

/* The vouchers behind an account of `rest` öre, with the file and line they were
 * read at. */
static bool
add_lines(struct source *s, const struct drill_place *at, int64_t rest, struct arena *mem,
    struct fact_node *under, struct err *e)
{
	struct ledger_hits hits;
	struct ledger_file *file;
	size_t n_file;

	if (!drill_lines(s->ec, s->db, s->org, at, 0, LINES_MAX, mem, &hits, e) ||
	    !ledger_files(s->db, s->org, mem, &file, &n_file, e))
		return false;
	for (size_t i = 0; i < hits.n; i++) {
		const struct ledger_line *l = &hits.line[i];
		int64_t ore;
		/* The ledger has debit +, results revenue +. */
		if (__builtin_sub_overflow((int64_t)0, l->ore, &ore) ||
		    __builtin_sub_overflow(rest, ore, &rest))
			return fail(e, RC_LIMIT, MSG_fact_overflow, ARG(at->line));
		struct fact_node *v = node(mem, under,
		    str_fmt(mem, "verifikation %.*s %.*s, %.*s, %.*s", STR_ARG(l->series),
		        STR_ARG(l->no), STR_ARG(date_str(mem, l->day)),
		        STR_ARG(l->text.n > 0 ? l->text : l->voucher_text)),
		    ore);
		v->label[LANG_EN] = str_fmt(mem, "voucher %.*s",
		    STR_ARG(str_sub(v->label[LANG_SV], 13, v->label[LANG_SV].n)));
		if (l->file == LEDGER_POSTED) {
			v->source[LANG_SV] = STR("bokförd i Tertial");
			v->source[LANG_EN] = STR("posted in Tertial");
		}
		for (size_t f = 0; f < n_file; f++)
			if (file[f].id == l->file)
				v->source[LANG_SV] = v->source[LANG_EN] = str_fmt(mem, "%.*s:%d",
				    STR_ARG(file[f].name), l->source_line);
	}
	if (hits.n_all > hits.n)
		rest_node(mem, under, hits.n_all - hits.n, rest, "rader till", "more lines");
	return true;
}

static bool
add_accounts(struct source *s, const struct drill_place *at, struct arena *mem,
    struct fact_node *under, struct err *e)
{
	struct drill_account *v;
	size_t n;
	int64_t rest = 0;

	if (!drill_accounts(s->ec, s->db, s->org, at, mem, &v, &n, e))
		return false;
	for (size_t i = 0; i < n; i++) {
		if (i >= ACCOUNTS_MAX) {
			if (__builtin_add_overflow(rest, v[i].ore, &rest))
				return fail(e, RC_LIMIT, MSG_fact_overflow, ARG(at->line));
			continue;
		}
		struct fact_node *a = node(mem, under,
		    str_fmt(mem, "konto %.*s %.*s", STR_ARG(v[i].no), STR_ARG(v[i].name)),
		    v[i].ore);
		a->label[LANG_EN] = str_fmt(mem, "account %.*s %.*s", STR_ARG(v[i].no),
		    STR_ARG(v[i].name));
		a->link_unit = at->unit;
		a->link_line = at->line;
		a->link_span = at->period;
		struct drill_place of = *at;
		of.account = v[i].no;
		if (n <= TELL_LINES_MAX && !add_lines(s, &of, v[i].ore, mem, a, e))
			return false;
	}
	if (n > ACCOUNTS_MAX)
		rest_node(mem, under, n - ACCOUNTS_MAX, rest, "konton till", "more accounts");
	return true;
}

static bool
explain(void *ctx, const struct money_query *q, struct arena *mem, struct fact_node *under,
    struct err *e)
{
	struct source *s = ctx;
	struct drill_place at = {.period = q->span, .unit = q->unit, .line = q->line};
	date jan = {q->span.to.y, 1, 1};

	if (s->db == NULL || q->kind != MONEY_OUTCOME)
		return true;
	if (q->span.kind == PERIOD_MONTH)
		at.month = true;
	else if (date_cmp(q->span.from, jan) != 0)
		return true; /* drill-down stands on the year so far, or on one month */
	return add_accounts(s, &at, mem, under, e);
}

struct fact_money *
facts_money_economy(struct arena *mem, const struct economy *ec, struct db *db, int64_t org)
{
	struct source *s = arena_new(mem, struct source);
	struct fact_money *f = arena_new(mem, struct fact_money);

	*s = (struct source){.ec = ec, .db = db, .org = org, .mem = mem};
	*f = (struct fact_money){.ctx = s, .cell = cell, .explain = explain};
	return f;
}
