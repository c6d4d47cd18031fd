/* serie.*, portfolj.*, uppgift.*, omrakning.*: figures as rows of the model hold them. */
#include "core/facts/facts_priv.h"

#include "core/plan/status.h"

/* A flow is added up over the months of its period, all of which must be there. */
static dec
flow_sum(struct fact_call *c, const struct series *s)
{
	int want = (c->p.to.y - c->p.from.y) * 12 + c->p.to.m - c->p.from.m + 1, got = 0;
	dec sum = dec_int(0);

	for (size_t i = 0; i < c->m->n_point; i++) {
		const struct point *q = &c->m->point[i];
		if (!str_eq(q->series, s->id))
			continue;
		if (period_eq(q->period, c->p) && q->period.kind != PERIOD_MONTH)
			return q->value;
		if (q->period.kind != PERIOD_MONTH || date_cmp(q->period.from, c->p.from) < 0 ||
		    date_cmp(q->period.to, c->p.to) > 0)
			continue;
		sum = dec_add(sum, q->value);
		got++;
	}
	return got == want ? sum : dec_bad();
}

bool
compute_series(struct fact_call *c, struct fact *out, struct err *e)
{
	const struct series *s = find_series(c->m, c->mid);
	dec value = s->kind == SERIES_KIND_flow ? flow_sum(c, s) : series_at(c->m, s, c->p);

	(void)e;
	for (int lang = 0; lang < LANG__COUNT; lang++)
		out->label[lang] = s->name;
	fact_source(out, str_fmt(c->mem, "serier/%.*s.csv", STR_ARG(s->id)));
	fact_reported(c, out, value, s->unit);
	if (!dec_ok(value))
		fact_missing(c, out, MSG_fact_miss_point, period_text(c, c->p));
	else
		trace_model_row(c, s->source, out->value, out->source[LANG_SV], KIND_point,
		    model_find(c->m, KIND_point,
		        str_fmt(c->mem, "%.*s\x1f%.*s", STR_ARG(s->id),
		            STR_ARG(period_str(c->mem, period_month(c->p.to.y, c->p.to.m))))));
	return true;
}

static str
benefit_file(struct fact_call *c)
{
	return str_fmt(c->mem, "portfolj/nyttor-%d.csv", c->p.to.y);
}

/* The row of the initiative, or of the whole; without a row of the whole the
 * initiatives are added up. */
struct benefit_sum {
	dec outcome, target;
	str unit;
	bool any;
};

static struct benefit_sum
benefit_find(struct fact_call *c)
{
	struct benefit_sum whole = {dec_bad(), dec_bad(), STR(""), false};
	struct benefit_sum parts = {dec_int(0), dec_int(0), STR(""), false};

	for (size_t i = 0; i < c->m->n_benefit; i++) {
		const struct benefit *b = &c->m->benefit[i];
		if (b->year != c->p.to.y || !slug_eq(b->measure, c->mid))
			continue;
		if (str_eq(b->initiative, c->dim[DIM_INITIATIV])) {
			whole = (struct benefit_sum){b->outcome, b->target, b->unit, true};
			trace_row(c, b->measure, b->outcome, b->note);
		} else if (c->dim[DIM_INITIATIV].n == 0) {
			parts.any = true;
			parts.unit = b->unit;
			parts.outcome = dec_add(parts.outcome, b->outcome);
			parts.target = dec_add(parts.target, b->target);
		}
	}
	return whole.any ? whole : parts;
}

bool
compute_benefit(struct fact_call *c, struct fact *out, struct err *e)
{
	bool target = str_has_suffix(str_of(c->row->def.id), STR(".malvarde"));
	struct benefit_sum b = benefit_find(c);

	(void)e;
	fact_source(out, benefit_file(c));
	fact_reported(c, out, !b.any ? dec_bad() : target ? b.target : b.outcome, b.unit);
	if (!dec_ok(out->value))
		fact_missing(c, out, MSG_fact_miss_benefit, period_text(c, c->p));
	return true;
}

bool
compute_benefit_attainment(struct fact_call *c, struct fact *out, struct err *e)
{
	bool beyond = str_has_suffix(str_of(c->row->def.id), STR(".overtraffande"));
	struct benefit_sum b = benefit_find(c);
	dec top = beyond ? dec_sub(b.outcome, b.target) : b.outcome;

	(void)e;
	fact_source(out, benefit_file(c));
	trace_formula(c, beyond ? "(utfall / mål − 1) × 100" : "utfall / mål × 100",
	    beyond ? "(outcome / target − 1) × 100" : "outcome / target × 100");
	if (!b.any || !dec_ok(b.outcome) || !dec_ok(b.target))
		fact_missing(c, out, MSG_fact_miss_benefit, period_text(c, c->p));
	else if (dec_sign(b.target) <= 0)
		fact_missing(c, out, MSG_fact_miss_quotient, STR(""));
	else
		out->value = dec_div(dec_mul(top, dec_int(100)), b.target, FACT_QUOTIENT_SCALE,
		    DEC_HALF_EVEN);
	return true;
}

bool
compute_figure(struct fact_call *c, struct fact *out, struct err *e)
{
	const struct figure *found = NULL;

	(void)e;
	for (size_t i = 0; i < c->m->n_figure; i++) {
		const struct figure *f = &c->m->figure[i];
		if (str_eq(f->name, c->mid) && period_same_end(f->period, c->p) &&
		    (found == NULL || period_eq(f->period, c->p)))
			found = f;
	}
	fact_source(out,
	    str_fmt(c->mem, "uppgifter/uppgifter-%d.yaml",
	        found != NULL ? found->year : c->p.to.y));
	if (found == NULL) {
		fact_missing(c, out, MSG_fact_miss_figure, period_text(c, c->p));
		return true;
	}
	for (int lang = 0; lang < LANG__COUNT; lang++)
		out->label[lang] = found->label;
	fact_reported(c, out, c->dim[DIM_GRANS].n > 0 ? found->upper : found->value, found->unit);
	trace_model_row(c, found->source.n > 0 ? found->source : found->label, out->value,
	    out->source[LANG_SV], KIND_figure, found);
	return true;
}

bool
compute_restatement(struct fact_call *c, struct fact *out, struct err *e)
{
	const struct restatement *r = find_restatement(c->m, c->mid);
	bool before = str_has_suffix(str_of(c->row->def.id), STR(".tidigare"));

	(void)e;
	fact_source(out, STR("uppgifter/omrakningar.yaml"));
	fact_reported(c, out, before ? r->old : r->new, r->unit);
	trace_model_row(c, r->published_in, out->value, out->source[LANG_SV], KIND_restatement, r);
	return true;
}
