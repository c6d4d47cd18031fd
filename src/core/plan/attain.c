#include "core/plan/attain.h"

#include "core/plan/messages.h"

enum answer { ANSWER_NO, ANSWER_YES, ANSWER_UNKNOWN };

static enum operator effective_op(const struct attain_in *in)
{
	if (in->op != OPERATOR_none)
		return in->op;
	if (in->kind == VALUE_KIND_yesno)
		return OPERATOR_yes;
	return in->direction == DIRECTION_lower ? OPERATOR_le : OPERATOR_ge;
}

/* Which way is better, by the operator: a direction in the plan that says
 * otherwise would be a contradiction, and the operator is what was decided. */
static enum direction
effective_direction(enum operator op, enum direction stated)
{
	switch (op) {
	case OPERATOR_ge:
	case OPERATOR_gt:
	case OPERATOR_increase:
		return DIRECTION_higher;
	case OPERATOR_le:
	case OPERATOR_lt:
	case OPERATOR_no_increase:
		return DIRECTION_lower;
	default:
		return stated;
	}
}

static bool
satisfied(const struct attain_in *in, dec outcome)
{
	switch (in->op) {
	case OPERATOR_ge:
		return dec_cmp(outcome, in->target) >= 0;
	case OPERATOR_gt:
		return dec_cmp(outcome, in->target) > 0;
	case OPERATOR_le:
		return dec_cmp(outcome, in->target) <= 0;
	case OPERATOR_lt:
		return dec_cmp(outcome, in->target) < 0;
	case OPERATOR_eq:
		return dec_cmp(outcome, in->target) == 0;
	case OPERATOR_interval:
		return dec_cmp(outcome, in->target) >= 0 && dec_cmp(outcome, in->upper) <= 0;
	case OPERATOR_increase:
		return dec_cmp(outcome, in->base) > 0;
	case OPERATOR_no_increase:
		return dec_cmp(outcome, in->base) <= 0;
	default:
		never("an operator without comparison");
	}
}

static dec
half_unit(dec a)
{
	return a.scale < DEC_SCALE_MAX ? dec_of(5, a.scale + 1) : dec_int(0);
}

/* (P4): an outcome printed with fewer decimals than the target can lie on either
 * side of it; so can one with as many where equality is not enough. */
static enum answer
shown(const struct attain_in *in)
{
	dec bound = in->op == OPERATOR_increase || in->op == OPERATOR_no_increase ? in->base
	                                                                          : in->target;
	bool strict = in->op == OPERATOR_gt || in->op == OPERATOR_lt || in->op == OPERATOR_increase;
	bool here = satisfied(in, in->outcome);
	dec half = half_unit(in->outcome);

	if (!in->rounded || (!strict && dec_trim(bound).scale <= in->outcome.scale))
		return here ? ANSWER_YES : ANSWER_NO;
	if (satisfied(in, dec_sub(in->outcome, half)) != here ||
	    satisfied(in, dec_add(in->outcome, half)) != here)
		return ANSWER_UNKNOWN;
	return here ? ANSWER_YES : ANSWER_NO;
}

static void
divide(struct attainment *a, dec numerator, dec denominator)
{
	a->numerator = numerator;
	a->denominator = denominator;
	a->percent = dec_div(dec_mul(numerator, dec_int(100)), denominator, ATTAIN_SCALE,
	    DEC_HALF_EVEN);
}

/* Both must be positive: across zero a quotient means nothing (P3). */
static void
quotient_level(struct attainment *a)
{
	const struct attain_in *in = &a->in;
	dec o = in->outcome, t = in->target;

	if (in->op == OPERATOR_increase || in->op == OPERATOR_no_increase)
		return; /* "ska öka" has nothing to divide by */
	if (in->op == OPERATOR_interval && dec_cmp(o, in->upper) > 0)
		t = in->upper;
	if (dec_sign(o) < 0 || dec_sign(t) < 0)
		return;
	switch (in->op) {
	case OPERATOR_ge:
	case OPERATOR_gt:
		if (dec_sign(t) > 0)
			divide(a, o, t);
		return;
	case OPERATOR_le:
	case OPERATOR_lt:
		if (dec_sign(o) > 0)
			divide(a, t, o);
		return;
	case OPERATOR_eq:
	case OPERATOR_interval:
		if (dec_sign(o) == 0 || dec_sign(t) == 0)
			return;
		if (satisfied(in, o))
			return; /* inside: there is no distance to measure */
		if (dec_cmp(o, t) < 0)
			divide(a, o, t);
		else
			divide(a, t, o);
		return;
	default:
		return;
	}
}

static void
quotient_change(struct attainment *a)
{
	const struct attain_in *in = &a->in;
	dec required = dec_sub(in->target, in->base);

	if (in->op != OPERATOR_ge && in->op != OPERATOR_gt && in->op != OPERATOR_le &&
	    in->op != OPERATOR_lt)
		return;
	/* A target on the wrong side of the base asks for no change. */
	if (dec_sign(required) != (a->in.direction == DIRECTION_higher ? 1 : -1))
		return;
	divide(a, dec_sub(in->outcome, in->base), required);
}

static void
judge_answer(struct attainment *a)
{
	str s = a->in.answer;

	a->why = MSG_plan_by_answer;
	if (str_eq(s, STR("ja")) || str_eq(s, STR("Ja")) || str_eq(s, STR("yes")))
		a->verdict = VERDICT_MET;
	else if (str_eq(s, STR("delvis")) || str_eq(s, STR("Delvis")))
		a->verdict = VERDICT_PARTLY;
	else if (str_eq(s, STR("nej")) || str_eq(s, STR("Nej")) || str_eq(s, STR("no")))
		a->verdict = VERDICT_NOT;
	else if (s.n == 0 && dec_ok(a->in.outcome))
		a->verdict = dec_sign(a->in.outcome) > 0 ? VERDICT_MET : VERDICT_NOT;
	else
		a->why = s.n == 0 ? MSG_plan_no_outcome : MSG_plan_no_answer;
}

/* What is missing, or NULL. */
static const struct msg *
missing(const struct attain_in *in)
{
	bool to_base = in->op == OPERATOR_increase || in->op == OPERATOR_no_increase;

	if (in->kind == VALUE_KIND_text && !dec_ok(in->outcome))
		return MSG_plan_only_words;
	if (!to_base && !dec_ok(in->target))
		return MSG_plan_no_target;
	if (!dec_ok(in->outcome))
		return MSG_plan_no_outcome;
	if (to_base && !dec_ok(in->base))
		return MSG_plan_no_base;
	if (in->method == METHOD_change && in->op != OPERATOR_eq && in->op != OPERATOR_interval &&
	    !dec_ok(in->base))
		return MSG_plan_no_base;
	if (in->op == OPERATOR_interval && !dec_ok(in->upper))
		return MSG_plan_no_upper;
	if (in->op == OPERATOR_interval && dec_cmp(in->upper, in->target) < 0)
		return MSG_plan_bad_interval;
	return NULL;
}

static void
judge_figure(struct attainment *a)
{
	enum answer met = shown(&a->in);
	bool equal = dec_ok(a->in.target) && dec_cmp(a->in.outcome, a->in.target) == 0;

	if (a->in.method == METHOD_change)
		quotient_change(a);
	else if (a->in.method == METHOD_level)
		quotient_level(a);
	a->why = dec_ok(a->percent) ? MSG_plan_by_quotient : MSG_plan_met_or_not;
	if (met == ANSWER_UNKNOWN) {
		a->verdict = VERDICT_UNSHOWN;
		a->why = MSG_plan_rounded_touch;
	} else if (met == ANSWER_YES) {
		a->verdict = VERDICT_MET;
	} else if (dec_ok(a->percent) && dec_cmp(a->percent, dec_int(80)) >= 0) {
		a->verdict = VERDICT_PARTLY;
		if (equal)
			a->why = MSG_plan_strict_touched;
	} else {
		a->verdict = VERDICT_NOT;
		if (equal && (a->in.op == OPERATOR_gt || a->in.op == OPERATOR_lt))
			a->why = MSG_plan_strict_touched;
	}
}

struct attainment
attain(const struct attain_in *in)
{
	struct attainment a = {.rule = ATTAIN_RULE,
	    .version = ATTAIN_VERSION,
	    .in = *in,
	    .verdict = VERDICT_NONE,
	    .numerator = dec_bad(),
	    .denominator = dec_bad(),
	    .percent = dec_bad()};

	a.in.op = effective_op(in);
	a.in.direction = effective_direction(a.in.op, in->direction);
	if (a.in.op == OPERATOR_yes) {
		judge_answer(&a);
		return a;
	}
	a.why = missing(&a.in);
	if (a.why == NULL)
		judge_figure(&a);
	must(a.why != NULL);
	must(a.verdict != VERDICT_MET || a.in.op == OPERATOR_yes || satisfied(&a.in, a.in.outcome));
	return a;
}

/* Nothing is rounded away from a threshold that it has not reached: 99,97 is
 * printed with the decimals that show it. */
static dec
percent_shown(dec percent)
{
	for (int scale = 1; scale < ATTAIN_SCALE; scale++) {
		dec r = dec_rescale(percent, scale, DEC_HALF_UP);
		if ((dec_cmp(r, dec_int(100)) >= 0) == (dec_cmp(percent, dec_int(100)) >= 0) &&
		    (dec_cmp(r, dec_int(80)) >= 0) == (dec_cmp(percent, dec_int(80)) >= 0))
			return r;
	}
	return percent;
}

str
attain_arithmetic(struct arena *mem, const struct attainment *a, enum lang lang)
{
	struct sb b;
	str out;

	if (!dec_ok(a->percent))
		return STR("");
	sb_init(&b, mem, 512);
	dec_show(&b, dec_trim(a->numerator), lang);
	sb_lit(&b, " / ");
	dec_show(&b, dec_trim(a->denominator), lang);
	sb_lit(&b, " = ");
	dec_show(&b, percent_shown(a->percent), lang);
	sb_lit(&b, "\xc2\xa0%");
	must(sb_done(&b, &out));
	return out;
}

static const char *const op_words[OPERATOR__COUNT][LANG__COUNT] = {
    [OPERATOR_none] = {"", ""},
    [OPERATOR_ge] = {"minst ", "at least "},
    [OPERATOR_gt] = {"mer än ", "more than "},
    [OPERATOR_le] = {"högst ", "at most "},
    [OPERATOR_lt] = {"mindre än ", "less than "},
    [OPERATOR_eq] = {"", ""},
    [OPERATOR_interval] = {"", ""},
    [OPERATOR_yes] = {"ja", "yes"},
    [OPERATOR_increase] = {"mer än basvärdet ", "more than the base value "},
    [OPERATOR_no_increase] = {"högst basvärdet ", "at most the base value "},
};

str
attain_target(struct arena *mem, const struct attainment *a, enum lang lang)
{
	bool to_base = a->in.op == OPERATOR_increase || a->in.op == OPERATOR_no_increase;
	dec bound = to_base ? a->in.base : a->in.target;
	struct sb b;
	str out;

	if (a->in.op != OPERATOR_yes && !dec_ok(bound))
		return STR("");
	sb_init(&b, mem, 512);
	sb_str(&b, str_of(op_words[a->in.op][lang]));
	if (a->in.op != OPERATOR_yes)
		dec_show(&b, bound, lang);
	if (a->in.op == OPERATOR_interval && dec_ok(a->in.upper)) {
		sb_lit(&b, "\xe2\x80\x93");
		dec_show(&b, a->in.upper, lang);
	}
	must(sb_done(&b, &out));
	return out;
}

str
verdict_word(enum verdict v, enum lang lang)
{
	static const char *const words[VERDICT__COUNT][LANG__COUNT] = {
	    [VERDICT_NONE] = {"Underlag saknas", "No basis"},
	    [VERDICT_MET] = {"Uppfylls helt", "Met"},
	    [VERDICT_PARTLY] = {"Uppfylls delvis", "Partly met"},
	    [VERDICT_NOT] = {"Uppfylls inte", "Not met"},
	    [VERDICT_UNSHOWN] = {"Kan inte visas", "Cannot be shown"},
	};
	must(v < VERDICT__COUNT);
	return str_of(words[v][lang]);
}

str
verdict_id(enum verdict v)
{
	static const char *const ids[VERDICT__COUNT] = {
	    [VERDICT_NONE] = "underlag_saknas",
	    [VERDICT_MET] = "helt",
	    [VERDICT_PARTLY] = "delvis",
	    [VERDICT_NOT] = "inte",
	    [VERDICT_UNSHOWN] = "kan_inte_visas",
	};
	must(v < VERDICT__COUNT);
	return str_of(ids[v]);
}

str
method_word(enum method m, enum lang lang)
{
	static const char *const words[METHOD__COUNT][LANG__COUNT] = {
	    [METHOD_level] = {"nivå (utfall mot målvärde)", "level (outcome against target)"},
	    [METHOD_change] = {"förändring (uppnådd mot krävd)",
	        "change (achieved against required)"},
	    [METHOD_none] = {"uppfyllt eller inte", "met or not"},
	};
	must(m < METHOD__COUNT);
	return str_of(words[m][lang]);
}

str
status_word(enum status s, enum lang lang)
{
	static const char *const words[STATUS__COUNT][LANG__COUNT] = {
	    [STATUS_ej_bedomt] = {"Ej bedömt", "Not assessed"},
	    [STATUS_helt] = {"Uppfylls helt", "Met"},
	    [STATUS_delvis] = {"Uppfylls delvis", "Partly met"},
	    [STATUS_inte] = {"Uppfylls inte", "Not met"},
	};
	must(s < STATUS__COUNT);
	return str_of(words[s][lang]);
}

str
execution_word(enum execution x, enum lang lang)
{
	static const char *const words[EXECUTION__COUNT][LANG__COUNT] = {
	    [EXECUTION_ej_paborjad] = {"Ej påbörjad", "Not started"},
	    [EXECUTION_pagar] = {"Pågår", "In progress"},
	    [EXECUTION_klar] = {"Klar", "Done"},
	    [EXECUTION_klar_med_avvikelse] = {"Klar med avvikelse", "Done with deviation"},
	    [EXECUTION_avbruten] = {"Avbruten", "Cancelled"},
	};
	must(x < EXECUTION__COUNT);
	return str_of(words[x][lang]);
}

bool
verdict_status(enum verdict v, enum status *out)
{
	if (v != VERDICT_MET && v != VERDICT_PARTLY && v != VERDICT_NOT)
		return false;
	*out = v == VERDICT_MET ? STATUS_helt : v == VERDICT_PARTLY ? STATUS_delvis : STATUS_inte;
	return true;
}
