#include "core/economy/remark.h"

#include "core/economy/economy_priv.h"
#include "core/economy/messages.h"

struct remarks {
	struct arena *mem;
	struct remark *v;
	size_t n, room;
};

static void
add(struct remarks *r, struct msg_args m)
{
	struct remark x;

	for (int lang = 0; lang < LANG__COUNT; lang++) {
		struct sb b;
		sb_init(&b, r->mem, (size_t)1 << 16);
		msg_put(&b, &m, (enum lang)lang);
		must(sb_done(&b, &x.text[lang]));
	}
	arena_grow(r->mem, r->v, r->n, r->room);
	r->v[r->n++] = x;
}
#define REMARK(r, ...) add((r), MSG_ARGS_(__VA_ARGS__, ARG_END_))

static void
about_budget(struct remarks *r, enum budget_basis basis, bool changed)
{
	if (basis == BUDGET_ADOPTED)
		REMARK(r, MSG_remark_budget_adopted);
	else if (basis == BUDGET_DECIDED)
		REMARK(r, MSG_remark_budget_council);
	else if (changed)
		REMARK(r, MSG_remark_budget_revised);
}

struct trees {
	period period;
	date now, last;
	const struct unit_move *move;
	size_t n_move;
};

static void
about_trees(struct remarks *r, const struct trees *t)
{
	bool own = date_cmp(t->now, t->last) != 0;

	if (own)
		REMARK(r, MSG_remark_structure_own, ARG(date_str(r->mem, t->now)),
		    ARG(date_str(r->mem, t->last)));
	else if (t->n_move > 0 || date_cmp(t->now, t->period.to) != 0)
		REMARK(r, MSG_remark_structure, ARG(date_str(r->mem, t->now)));
	for (size_t i = 0; i < t->n_move; i++)
		REMARK(r, MSG_remark_move, ARG(t->move[i].unit),
		    ARG(date_str(r->mem, t->move[i].day)), ARG(t->move[i].from),
		    ARG(t->move[i].to));
}

/* The net of what is not final, in the table's scale. */
static str
net_shown(struct remarks *r, const struct result *t, bool preliminary)
{
	struct sb b;
	str out;

	sb_init(&b, r->mem, 256);
	for (size_t i = 0; i < t->n_row; i++) {
		const struct amount *a = preliminary ? &t->row[i].preliminary : &t->row[i].closing;
		if (t->row[i].kind != LINE_KIND_net)
			continue;
		dec_show(&b, dec_int(money_rounded(a->ore, t->scale)), LANG_SV);
		sb_printf(&b, " %s", t->scale == SCALE_MKR ? "Mkr" : scale_name(t->scale));
	}
	must(sb_done(&b, &out));
	return out;
}

void
result_remarks(const struct result *t, struct arena *mem, struct remark **out, size_t *n)
{
	struct remarks r = {.mem = mem};

	about_budget(&r, t->budget, t->budget_changed);
	about_trees(&r, &(struct trees){t->period, t->day_now, t->day_last, t->move, t->n_move});
	if (t->has_closing && t->no_closing)
		REMARK(&r, MSG_remark_no_closing, ARG(net_shown(&r, t, false)));
	if (t->has_preliminary && t->no_preliminary)
		REMARK(&r, MSG_remark_no_preliminary, ARG(net_shown(&r, t, true)));
	else if (t->has_preliminary)
		REMARK(&r, MSG_remark_preliminary, ARG(net_shown(&r, t, true)));
	*out = r.v;
	*n = r.n;
}

void
unit_remarks(const struct unit_table *t, struct arena *mem, struct remark **out, size_t *n)
{
	struct remarks r = {.mem = mem};

	about_budget(&r, t->budget, false);
	about_trees(&r, &(struct trees){t->period, t->day_now, t->day_last, t->move, t->n_move});
	*out = r.v;
	*n = r.n;
}

bool
economy_adjustments(const struct economy *ec, period p, str unit, struct arena *mem,
    const struct adjustment ***out, size_t *n, struct err *e)
{
	uint32_t u = economy_unit(ec, unit);

	*n = 0;
	if (u == NO_INDEX)
		return fail(e, RC_NOT_FOUND, MSG_economy_no_unit, ARG(unit));
	const bool *in = subtree_at(ec->m, u, p.to, mem);
	*out = arena_array(mem, ec->n_prelim + 1, const struct adjustment *);
	for (size_t i = 0; i < ec->n_prelim; i++) {
		const struct prelim *x = &ec->prelim[i];
		if (x->year == p.to.y && x->month <= p.to.m && in[x->unit] && x->ore != 0 &&
		    date_cmp(p.to, x->expires) <= 0)
			(*out)[(*n)++] = x->row;
	}
	return true;
}
