/* block_staff.c -- staff: headcount, sick leave, shares, survey.
 *
 * Values come as facts, which hide groups that are too small to be shown; what
 * was reported only in words is printed in words. */
#include "core/report/report_priv.h"

struct line {
	enum word label;
	int level;
	const char *fact;
	enum staff_measure measure;
	enum sex sex;
	const char *age, *length;
	int decimals;
};

#define R12 "personal.sjukfranvaro.r12", STAFF_MEASURE_sick_leave_r12

static const struct line sick_leave[] = {
    {W_all, 0, R12, SEX_alla, "", "", 1},
    {W_women_all, 1, R12, SEX_kvinna, "", "", 1},
    {W_men_all, 1, R12, SEX_man, "", "", 1},
    {W_age_young, 1, R12, SEX_alla, "-29", "", 1},
    {W_age_middle, 1, R12, SEX_alla, "30-49", "", 1},
    {W_age_old, 1, R12, SEX_alla, "50-", "", 1},
    {W_day_short, 1, R12, SEX_alla, "", "1-14", 1},
    {W_day_middle, 1, R12, SEX_alla, "", "15-180", 1},
    {W_day_long, 1, R12, SEX_alla, "", "181-", 1},
    {W_women_short, 1, R12, SEX_kvinna, "", "1-14", 1},
    {W_women_middle, 1, R12, SEX_kvinna, "", "15-180", 1},
    {W_women_long, 1, R12, SEX_kvinna, "", "181-", 1},
    {W_men_short, 1, R12, SEX_man, "", "1-14", 1},
    {W_men_middle, 1, R12, SEX_man, "", "15-180", 1},
    {W_men_long, 1, R12, SEX_man, "", "181-", 1},
    {W_over59, 0, "personal.sjukfranvaro.over59", STAFF_MEASURE_sick_over59_share, SEX_alla, "", "",
        1},
};

static const struct line headcount[] = {
    {W_women_all, 0, "personal.antal", STAFF_MEASURE_headcount, SEX_kvinna, "", "", 0},
    {W_men_all, 0, "personal.antal", STAFF_MEASURE_headcount, SEX_man, "", "", 0},
    {W_all, 0, "personal.antal", STAFF_MEASURE_headcount, SEX_alla, "", "", 0},
};

static const struct line shares[] = {
    {W_zero_days, 0, "personal.andel-noll-dagar", STAFF_MEASURE_zero_days_share, SEX_alla, "", "",
        0},
    {W_five_days, 0, "personal.andel-hogst-fem-dagar", STAFF_MEASURE_max5_days_share, SEX_alla, "",
        "", 0},
};

static const struct line survey[] = {
    {W_survey_rate, 0, "personal.enkat.svarsfrekvens", STAFF_MEASURE_survey_rate, SEX_alla, "", "",
        0},
    {W_survey_answers, 0, "personal.enkat.svarande", STAFF_MEASURE_survey_answers, SEX_alla, "", "",
        0},
    {W_survey_asked, 0, "personal.enkat.tillfragade", STAFF_MEASURE_survey_population, SEX_alla, "",
        "", 0},
    {W_hme, 0, "personal.hme", STAFF_MEASURE_hme_total, SEX_alla, "", "", 0},
    {W_hme_motivation, 1, "personal.hme.motivation", STAFF_MEASURE_hme_motivation, SEX_alla, "", "",
        0},
    {W_hme_leadership, 1, "personal.hme.ledarskap", STAFF_MEASURE_hme_ledarskap, SEX_alla, "", "",
        0},
    {W_hme_steering, 1, "personal.hme.styrning", STAFF_MEASURE_hme_styrning, SEX_alla, "", "", 0},
};

struct view {
	str unit;
	const struct line *line;
	size_t n;
	period now, then;
};

static const struct staff *
row_of(const struct build *b, str unit, const struct line *l, period p)
{
	for (size_t i = 0; i < b->m->n_staff; i++) {
		const struct staff *s = &b->m->staff[i];
		if (s->measure == l->measure && s->sex == l->sex && str_eq(s->unit, unit) &&
		    str_eq(s->age, str_of(l->age)) && str_eq(s->length, str_of(l->length)) &&
		    period_same_end(s->period, p))
			return s;
	}
	return NULL;
}

/* How many of the lines have a row for the period. */
static size_t
rows_in(const struct build *b, const struct view *v, period p)
{
	size_t n = 0;

	for (size_t i = 0; i < v->n; i++) {
		const struct staff *s = row_of(b, v->unit, &v->line[i], p);
		n += s != NULL && dec_ok(s->value);
	}
	return n;
}

/* The month of a year, up to the report's, that most is known for; the later of
 * two.  PERIOD_NONE when nothing is. */
static period
best_month(const struct build *b, const struct view *v, int year, int last)
{
	period best = {0};
	size_t most = 0;

	for (int month = last; month >= 1; month--) {
		period p = period_month(year, month);
		size_t n = rows_in(b, v, p);
		if (n > most) {
			most = n;
			best = p;
		}
	}
	return best;
}

static void
choose_periods(const struct build *b, struct view *v)
{
	int last = period_last_month(b->period);

	v->now = best_month(b, v, b->year, last);
	if (v->now.kind == PERIOD_NONE)
		v->now = period_month(b->year, last);
	v->then = period_shift_years(v->now, -1);
	if (rows_in(b, v, v->then) == 0) {
		period p = best_month(b, v, b->year - 1, 12);
		if (p.kind != PERIOD_NONE)
			v->then = p;
	}
}

static str
fact_name(const struct build *b, str unit, const struct line *l, period p)
{
	struct sb s;
	str out;

	sb_init(&s, b->mem, 1024);
	sb_printf(&s, "%s:enhet=%.*s", l->fact, STR_ARG(unit));
	if (l->sex != SEX_alla)
		sb_printf(&s, ":kon=%s", sex_names[l->sex]);
	if (l->age[0] != '\0')
		sb_printf(&s, ":alder=%s", l->age);
	if (l->length[0] != '\0')
		sb_printf(&s, ":langd=%s", l->length);
	sb_printf(&s, ":period=%.*s", STR_ARG(period_str(b->mem, p)));
	(void)!sb_done(&s, &out);
	return out;
}

static void
cell(struct build *b, struct doc_node *row, str unit, const struct line *l, period p)
{
	const struct staff *s = row_of(b, unit, l, p);
	struct fact f;
	bool known = s != NULL && fact_of(b, fact_name(b, unit, l, s->period), &f);

	if (known && dec_ok(f.value))
		dec_cell(b, row, f.name, f.value, l->decimals);
	else if (s != NULL && dec_ok(s->value) && known && f.missing[b->lang].n > 0)
		text_cell(b, row, W(b, W_suppressed));
	else if (s != NULL && s->text.n > 0)
		text_cell(b, row, s->text);
	else
		text_cell(b, row, MISSING_WORD(b));
}

static bool
any_row(const struct build *b, str unit, const struct line *l, const struct view *v)
{
	return row_of(b, unit, l, v->now) != NULL || row_of(b, unit, l, v->then) != NULL;
}

/* Some figures are known only in words, which need room to break. */
static bool
has_words(const struct build *b, const struct view *v)
{
	for (size_t i = 0; i < v->n; i++) {
		const struct staff *now = row_of(b, v->unit, &v->line[i], v->now);
		const struct staff *then = row_of(b, v->unit, &v->line[i], v->then);
		if ((now != NULL && now->text.n > 16) || (then != NULL && then->text.n > 16))
			return true;
	}
	return false;
}

static struct doc_node *
staff_table(struct build *b, struct doc_node *under, const struct tpl_call *c, const char *id,
    enum word caption, enum word unit, struct view *v)
{
	struct doc_col col[] = {{DOC_LEFT, 1}, {DOC_RIGHT, 0}, {DOC_RIGHT, 0}};

	v->unit = call_unit(b, c);
	choose_periods(b, v);
	if (has_words(b, v))
		col[0].weight = col[1].weight = col[2].weight = 1;
	struct doc_node *t = table_new(b, under,
	    &(struct table){.call = c,
	        .id = str_of(id),
	        .caption = W2(b, caption, unit_name(b, v->unit),
	            period_show(b->mem, v->now, b->lang)),
	        .unit = W(b, unit),
	        .col = col,
	        .n_col = COUNTOF(col)});
	struct doc_node *row = head_row(b, t);
	head_cell(b, row, W(b, W_group));
	head_cell(b, row, period_show(b->mem, v->then, b->lang));
	head_cell(b, row, period_show(b->mem, v->now, b->lang));
	for (size_t i = 0; i < v->n; i++) {
		const struct line *l = &v->line[i];
		if (l->level > 0 && !any_row(b, v->unit, l, v))
			continue;
		row = doc_row(b->doc, t, DOC_ROW_BODY);
		row->level = l->level;
		name_cell(b, row, W(b, l->label));
		cell(b, row, v->unit, l, v->then);
		cell(b, row, v->unit, l, v->now);
	}
	return t;
}

/* Units below the one the table is about that have a figure of their own. */
static void
unit_rows(struct build *b, struct doc_node *t, const struct view *v, const struct line *l)
{
	bool any = false;

	for (size_t i = 0; i < b->m->n_unit; i++) {
		const struct unit *u = &b->m->unit[i];
		if (str_eq(u->id, v->unit) || !any_row(b, u->id, l, v))
			continue;
		if (!any)
			name_cell(b, doc_row(b->doc, t, DOC_ROW_GROUP), W(b, W_units_of_it));
		any = true;
		struct doc_node *row = doc_row(b->doc, t, DOC_ROW_BODY);
		row->level = 1;
		name_cell(b, row, u->name);
		cell(b, row, u->id, l, v->then);
		cell(b, row, u->id, l, v->now);
	}
}

static void
window_note(struct build *b, struct doc_node *under, const struct view *v)
{
	if (period_last_month(v->now) != period_last_month(b->period))
		note_under(b, under, W1(b, W_note_window, period_show(b->mem, v->now, b->lang)));
}

bool
table_headcount(struct build *b, struct doc_node *under, const struct tpl_call *c)
{
	struct view v = {.line = headcount, .n = COUNTOF(headcount)};
	struct doc_node *t = staff_table(b, under, c, "anstallda", W_cap_headcount, W_unit_people,
	    &v);

	t->last->row_kind = DOC_ROW_TOTAL;
	window_note(b, under, &v);
	return true;
}

bool
table_sick_leave(struct build *b, struct doc_node *under, const struct tpl_call *c)
{
	struct view v = {.line = sick_leave, .n = COUNTOF(sick_leave)};
	struct doc_node *t = staff_table(b, under, c, "sjukfranvaro", W_cap_sick_leave,
	    W_unit_percent, &v);

	unit_rows(b, t, &v, &sick_leave[0]);
	note_under(b, under, W(b, W_note_r12));
	window_note(b, under, &v);
	return true;
}

bool
table_sick_shares(struct build *b, struct doc_node *under, const struct tpl_call *c)
{
	struct view v = {.line = shares, .n = COUNTOF(shares)};

	staff_table(b, under, c, "sjuktal", W_cap_sick_shares, W_unit_percent, &v);
	return true;
}

bool
table_survey(struct build *b, struct doc_node *under, const struct tpl_call *c)
{
	struct view v = {.line = survey, .n = COUNTOF(survey)};

	staff_table(b, under, c, "medarbetare", W_cap_survey, W_unit_mixed, &v);
	return true;
}

/* ---- chart ---- */

#define MONTHS_BACK 25

/* Months up to the report's that have the total, oldest first. */
static int
known_months(const struct build *b, str unit, period month[MONTHS_BACK])
{
	int y = b->year, m = period_last_month(b->period), n = 0;
	period found[MONTHS_BACK];

	for (int i = 0; i < MONTHS_BACK; i++) {
		period p = period_month(y, m);
		const struct staff *s = row_of(b, unit, &sick_leave[0], p);
		if (s != NULL && dec_ok(s->value))
			found[n++] = p;
		if (--m == 0) {
			m = 12;
			y--;
		}
	}
	for (int i = 0; i < n; i++)
		month[i] = found[n - 1 - i];
	return n;
}

static bool
row_any(const struct build *b, str unit, const struct line *l, const period *month, int n)
{
	for (int i = 0; i < n; i++) {
		const struct staff *s = row_of(b, unit, l, month[i]);
		if (s != NULL && dec_ok(s->value))
			return true;
	}
	return false;
}

bool
chart_sick_leave(struct build *b, struct doc_node *under, const struct tpl_call *c)
{
	period month[MONTHS_BACK];
	str unit = call_unit(b, c);
	int n = known_months(b, unit, month);

	if (n == 0) {
		note_under(b, under, W(b, W_no_sick_leave));
		return true;
	}
	int n_series = row_any(b, unit, &sick_leave[1], month, n) ||
	        row_any(b, unit, &sick_leave[2], month, n)
	    ? 3
	    : 1;
	struct chart *ch = chart_new(b, c, CHART_LINE, STR("sjukfranvaro"),
	    W2(b, W_cap_chart_sick, unit_name(b, unit), STR("")), W(b, W_unit_percent), n,
	    n_series);
	ch->cat_title = W(b, W_month);
	ch->decimals = 1;
	int *at = arena_array(b->mem, (size_t)n, int);
	for (int i = 0; i < n; i++)
		at[i] = 12 * period_year_of(month[i]) + period_last_month(month[i]);
	ch->at = at;
	for (int k = 0; k < n_series; k++) {
		const struct line *l = &sick_leave[k];
		ch->series[k].name = W(b, l->label);
		for (int i = 0; i < n; i++) {
			struct fact f;
			ch->cat[i] = period_show(b->mem, month[i], b->lang);
			if (row_of(b, unit, l, month[i]) == NULL ||
			    !fact_of(b, fact_name(b, unit, l, month[i]), &f))
				continue;
			ch->series[k].v[i] = f.value;
			ch->series[k].fact[i] = f.name;
		}
	}
	if (n_series == 3)
		ch->desc = W3(b, W_desc_sick, chart_extremes(b, ch, 0), chart_extremes(b, ch, 1),
		    chart_extremes(b, ch, 2));
	else
		ch->desc = W1(b, W_desc_one, chart_extremes(b, ch, 0));
	chart_put(b, under, c, ch);
	return true;
}
