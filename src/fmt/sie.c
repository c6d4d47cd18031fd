/* Questions about a SIE file that has been read: years, account types, and how
 * far its balances agree with its vouchers. */
#include "fmt/sie.h"

#include "fmt/messages.h"

/* Days as numbers in their order; asked of every voucher. */
static inline int
day_key(date d)
{
	return d.y * 65536 + d.m * 256 + d.d;
}

bool
sie_year_of_day(const struct sie *f, date day, int *out)
{
	const int key = day_key(day);

	for (size_t i = 0; i < f->n_year; i++) {
		const struct sie_year *y = &f->year[i];

		if (y->from.y == 0 || key < day_key(y->from) || key > day_key(y->to))
			continue;
		*out = y->no;
		return true;
	}
	return false;
}

bool
sie_year_of_period(const struct sie *f, int yyyymm, int *out)
{
	for (size_t i = 0; i < f->n_year; i++) {
		const struct sie_year *y = &f->year[i];

		if (y->from.y == 0 || yyyymm < y->from.y * 100 + y->from.m ||
		    yyyymm > y->to.y * 100 + y->to.m)
			continue;
		*out = y->no;
		return true;
	}
	return false;
}

char
sie_account_type(const struct sie_account *a)
{
	static const char BY_CLASS[] = "?TSIKKKKI";

	if (a->type != 0)
		return a->type;
	if (a->no.n == 0 || a->no.p[0] < '1' || a->no.p[0] > '8')
		return 0;
	return BY_CLASS[a->no.p[0] - '0'];
}

/* The figures of year 0, one for each account. */
struct figures {
	int64_t ib, ub, res;
	int64_t total; /* PSALDO rows with an empty object list */
	int64_t part;  /* PSALDO rows of objects */
	bool any_balance, any_res, any_psaldo, any_part;
	bool bad;
};

static void
add(struct figures *g, int64_t *to, int64_t ore)
{
	if (__builtin_add_overflow(*to, ore, to))
		g->bad = true;
}

static struct figures *
gather(const struct sie *f, struct arena *mem)
{
	struct figures *all = arena_array(mem, f->n_account, struct figures);

	for (size_t i = 0; i < f->n_balance; i++) {
		const struct sie_balance *v = &f->balance[i];
		struct figures *g = &all[v->account];

		if (v->year != 0)
			continue;
		switch (v->kind) {
		case SIE_IB:
			add(g, &g->ib, v->ore);
			g->any_balance = true;
			break;
		case SIE_UB:
			add(g, &g->ub, v->ore);
			g->any_balance = true;
			break;
		case SIE_RES:
			add(g, &g->res, v->ore);
			g->any_res = true;
			break;
		case SIE_PSALDO:
			add(g, v->n_obj == 0 ? &g->total : &g->part, v->ore);
			g->any_psaldo |= v->n_obj == 0;
			g->any_part |= v->n_obj > 0;
			break;
		case SIE_OIB:
		case SIE_OUB:
		case SIE_PBUDGET:
			break;
		}
	}
	return all;
}

/* What the balances say has moved on an account in year 0. */
static int64_t
balance_move(struct figures *g)
{
	int64_t v = g->res;

	if (g->any_res)
		return v;
	if (__builtin_sub_overflow(g->ub, g->ib, &v))
		g->bad = true;
	return v;
}

static bool
agrees(const struct sie_account *a, struct figures *g)
{
	return balance_move(g) == a->moved_ore && !g->bad && !a->moved_bad;
}

/* Does the account take part? */
static bool
counts(const struct sie_account *a, const struct figures *g)
{
	return g->any_balance || g->any_res || a->moved;
}

/* A file of vouchers alone has nothing to agree with. */
static bool
has_balances(const struct sie *f)
{
	for (size_t i = 0; i < f->n_balance; i++)
		if (f->balance[i].year == 0 && f->balance[i].kind <= SIE_RES)
			return true;
	return false;
}

struct sie_recon
sie_reconcile(const struct sie *f, struct arena *mem)
{
	struct figures *all = gather(f, mem);
	struct sie_recon r = {0};

	if (!has_balances(f))
		return r;
	for (size_t i = 0; i < f->n_account; i++) {
		int64_t both;

		if (__builtin_add_overflow(all[i].ub, all[i].res, &both) ||
		    __builtin_add_overflow(r.ub_res_ore, both, &r.ub_res_ore))
			r.bad = true;
		if (!counts(&f->account[i], &all[i]))
			continue;
		r.n++;
		r.n_ok += agrees(&f->account[i], &all[i]);
		r.bad |= all[i].bad;
	}
	return r;
}

void
sie_reconcile_report(const struct sie *f, struct arena *mem, str file, struct diag *d)
{
	struct figures *all = gather(f, mem);

	if (!has_balances(f))
		return;
	for (size_t i = 0; i < f->n_account; i++) {
		const struct sie_account *a = &f->account[i];

		if (!counts(a, &all[i]) || agrees(a, &all[i]))
			continue;
		diag_add(d, SEV_WARNING, ((struct place){.file = file, .line = a->line}),
		    MSG_sie_account_off, ARG(a->no),
		    ARG(dec_str(mem, dec_of(balance_move(&all[i]), 2))),
		    ARG(dec_str(mem, dec_of(a->moved_ore, 2))));
	}
}

struct sie_psaldo_test
sie_psaldo_test(const struct sie *f, struct arena *mem)
{
	struct figures *all = gather(f, mem);
	struct sie_psaldo_test t = {0};
	bool any_part = false;

	for (size_t i = 0; i < f->n_account; i++) {
		struct figures *g = &all[i];
		int64_t want = balance_move(g), both = 0;

		if (!g->any_psaldo && !g->any_balance && !g->any_res)
			continue;
		if (__builtin_add_overflow(g->total, g->part, &both))
			g->bad = true;
		any_part |= g->any_part;
		t.n++;
		t.n_total_ok += !g->bad && g->total == want;
		t.n_rest_ok += !g->bad && both == want;
	}
	if (t.n > 0)
		t.reading = any_part && t.n_rest_ok > t.n_total_ok ? SIE_PSALDO_REST
		                                                   : SIE_PSALDO_TOTAL;
	return t;
}
