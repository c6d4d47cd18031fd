/* Numbers that each agree with their neighbours and yet cannot all be right: no
 * unrounded values explain every printed sum and variance at once (C2). */
#include "core/check/check_priv.h"
#include "core/check/relation.h"

struct printed {
	str key, label;
	struct relation_number number;
};

struct link {
	struct relation r;
	str label; /* of what it says: the total or the variance */
};

/* The numbers and relations of one unit of measure. */
struct together {
	struct check *c;
	struct printed *number;
	struct link *link;
	int n, n_link;
	size_t room, room_link;
};

static int
find(const struct together *t, str key)
{
	for (int i = 0; i < t->n; i++)
		if (str_eq(t->number[i].key, key))
			return i;
	return -1;
}

static int
add(struct together *t, str key, str label, struct relation_number v)
{
	int at = find(t, key);

	if (at >= 0)
		return at;
	arena_grow(t->c->mem, t->number, (size_t)t->n, t->room);
	t->number[t->n] = (struct printed){key, label, v};
	return t->n++;
}

static void
relate(struct together *t, str label, const int *at, const int *sign, int n)
{
	int *at_copy = arena_array(t->c->mem, (size_t)n, int);
	int *sign_copy = arena_array(t->c->mem, (size_t)n, int);

	for (int i = 0; i < n; i++) {
		at_copy[i] = at[i];
		sign_copy[i] = sign[i];
	}
	arena_grow(t->c->mem, t->link, (size_t)t->n_link, t->room_link);
	t->link[t->n_link++] = (struct link){{at_copy, sign_copy, n}, label};
}

static bool
holds_alone(struct together *t, const struct relation *r, const struct relation_number *v)
{
	return relation_solve(t->c->mem, v, t->n, r, 1) != RELATION_NO;
}

/* What breaks a relation by itself is told by the rule for that relation. */
static void
tell(struct together *t, str place, str file)
{
	struct arena *mem = t->c->mem;
	struct relation_number *v = arena_array(mem, (size_t)t->n + 1, struct relation_number);
	struct relation *r = arena_array(mem, (size_t)t->n_link + 1, struct relation);
	str *label = arena_array(mem, (size_t)t->n_link + 1, str);
	bool *keep = arena_array(mem, (size_t)t->n_link + 1, bool);
	struct sb b;
	str names;
	int n = 0;

	for (int i = 0; i < t->n; i++)
		v[i] = t->number[i].number;
	for (int i = 0; i < t->n_link; i++) {
		if (!holds_alone(t, &t->link[i].r, v))
			continue;
		label[n] = t->link[i].label;
		r[n++] = t->link[i].r;
	}
	if (n < 2 || relation_blame(mem, v, t->n, r, n, keep) != RELATION_NO)
		return;
	sb_init(&b, mem, (size_t)1 << 16);
	for (int i = 0; i < n; i++)
		if (keep[i])
			sb_printf(&b, "%s%.*s", b.n > 0 ? "; " : "", STR_ARG(label[i]));
	if (!sb_done(&b, &names))
		return;
	struct found at = {.sev = SEV_ERROR, .place = place, .file = file, .found = names};
	FOUND(t->c, &at, MSG_check_together, ARG(names));
}

/* ---- reported figures that say what they are the sum of ---- */

#define PARTS_MAX 40
#define SCALE 6 /* decimals that printed figures can have and take part */

static bool
figure_number(const struct figure *f, struct relation_number *out)
{
	bool counted = str_eq(f->unit, STR("antal"));
	dec half = counted ? dec_int(0) : check_slack(f->value);

	return dec_ok(f->value) && f->value.scale < SCALE &&
	    dec_i64(dec_mul(f->value, dec_int(1000000)), &out->value) &&
	    dec_i64(dec_mul(half, dec_int(1000000)), &out->half);
}

static const struct figure *
figure_named(const struct check *c, str name)
{
	for (size_t i = 0; i < c->m->n_figure; i++)
		if (str_eq(c->m->figure[i].name, name) &&
		    period_same_end(c->m->figure[i].period, c->p))
			return &c->m->figure[i];
	return NULL;
}

static void
figure_sum(struct together *t, const struct figure *total)
{
	int at[PARTS_MAX], sign[PARTS_MAX], n = 0;
	str rest = total->sum_of, name;
	struct relation_number v;

	if (!figure_number(total, &v))
		return;
	at[0] = add(t, total->name, total->label, v);
	sign[n++] = -1;
	while (str_cut(&rest, ' ', &name)) {
		const struct figure *part = figure_named(t->c, str_trim(name));
		if (str_trim(name).n == 0)
			continue;
		if (part == NULL || n == PARTS_MAX || !str_eq(part->unit, total->unit) ||
		    !figure_number(part, &v))
			return;
		at[n] = add(t, part->name, part->label, v);
		sign[n++] = 1;
	}
	relate(t, total->label, at, sign, n);
}

static bool
first_of_unit(const struct check *c, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (str_eq(c->m->figure[i].unit, c->m->figure[at].unit))
			return false;
	return true;
}

static void
figures(struct check *c)
{
	for (size_t i = 0; i < c->m->n_figure; i++) {
		struct together t = {.c = c};
		if (!first_of_unit(c, i))
			continue;
		for (size_t k = 0; k < c->m->n_figure; k++)
			if (str_eq(c->m->figure[k].unit, c->m->figure[i].unit) &&
			    str_trim(c->m->figure[k].sum_of).n > 0 &&
			    period_same_end(c->m->figure[k].period, c->p))
				figure_sum(&t, &c->m->figure[k]);
		tell(&t, check_place(c, "uppgift", c->m->figure[i].unit),
		    str_fmt(c->mem, "uppgifter/uppgifter-%d.yaml", c->year));
	}
}

/* ---- investments: budget - outcome = variance, and the areas make the whole ---- */

enum { OUTCOME, BUDGET, VARIANCE, COLUMNS };

static dec
column(const struct investment *v, int col)
{
	return col == OUTCOME ? v->outcome : col == BUDGET ? v->budget : v->variance;
}

/* A column of an area so far this year; false where a row does not have it. */
static bool
area_sum(const struct check *c, str area, int col, struct relation_number *out)
{
	int rows = 0;

	*out = (struct relation_number){0, 0};
	for (size_t i = 0; i < c->m->n_investment; i++) {
		const struct investment *v = &c->m->investment[i];
		int64_t ore;
		if (v->year != c->year || v->month > c->p.to.m || !str_eq(v->area, area) ||
		    v->project.n > 0)
			continue;
		if (!dec_ok(column(v, col)) || !dec_i64(dec_trim(column(v, col)), &ore) ||
		    __builtin_add_overflow(out->value, ore, &out->value))
			return false;
		out->half += check_ore_slack(ore);
		rows++;
	}
	return rows > 0;
}

/* All three columns of an area, and the relation between them. */
static void
area_row(struct together *t, str area, str label, int at[COLUMNS])
{
	static const int sign[COLUMNS] = {-1, 1, -1};
	static const char *const names[COLUMNS] = {"utfall", "budget", "avvikelse"};
	bool all = true;

	for (int col = 0; col < COLUMNS; col++) {
		struct relation_number v;
		at[col] = -1;
		if (area_sum(t->c, area, col, &v))
			at[col] = add(t, str_fmt(t->c->mem, "%.*s/%s", STR_ARG(area), names[col]),
			    label, v);
		all = all && at[col] >= 0;
	}
	if (all)
		relate(t, label, at, sign, COLUMNS);
}

static void
investments(struct check *c)
{
	struct together t = {.c = c};
	int whole[COLUMNS], part[COLUMNS];
	int at[COLUMNS][PARTS_MAX], sign[PARTS_MAX], n[COLUMNS] = {0};
	bool complete[COLUMNS] = {true, true, true};

	area_row(&t, STR(""), check_words(c, "Investeringar totalt", "Investments, total"), whole);
	for (size_t i = 0; i < c->m->n_area && i < PARTS_MAX - 1; i++) {
		area_row(&t, c->m->area[i].id, c->m->area[i].name, part);
		for (int col = 0; col < COLUMNS; col++) {
			complete[col] = complete[col] && part[col] >= 0;
			at[col][n[col]++] = part[col];
		}
	}
	for (int i = 0; i < PARTS_MAX; i++)
		sign[i] = 1;
	for (int col = 0; col < COLUMNS; col++) {
		if (whole[col] < 0 || !complete[col] || c->m->n_area >= PARTS_MAX - 1)
			continue;
		sign[n[col]] = -1;
		at[col][n[col]] = whole[col];
		relate(&t, t.number[whole[col]].label, at[col], sign, n[col] + 1);
		sign[n[col]] = 1;
	}
	tell(&t, str_fmt(c->mem, "investering/%d", c->year),
	    str_fmt(c->mem, "investeringar/investeringar-%d.csv", c->year));
}

bool
rule_printed_together(struct check *c, struct err *e)
{
	(void)e;
	figures(c);
	investments(c);
	return true;
}
