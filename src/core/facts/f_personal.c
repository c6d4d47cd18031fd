/* personal.*: staff figures as they were reported, behind the disclosure rule. */
#include "core/facts/facts_priv.h"

#include "core/staff/staff.h"

static const struct {
	const char *id;
	enum staff_measure measure;
} measures[] = {
    {"personal.antal", STAFF_MEASURE_headcount},
    {"personal.sjukfranvaro.r12", STAFF_MEASURE_sick_leave_r12},
    {"personal.sjukfranvaro.over59", STAFF_MEASURE_sick_over59_share},
    {"personal.frisktal.noll", STAFF_MEASURE_zero_days_share},
    {"personal.frisktal.max5", STAFF_MEASURE_max5_days_share},
    {"personal.enkat.svarsfrekvens", STAFF_MEASURE_survey_rate},
    {"personal.enkat.svarande", STAFF_MEASURE_survey_answers},
    {"personal.enkat.tillfragade", STAFF_MEASURE_survey_population},
    {"personal.hme", STAFF_MEASURE_hme_total},
    {"personal.hme.motivation", STAFF_MEASURE_hme_motivation},
    {"personal.hme.ledarskap", STAFF_MEASURE_hme_ledarskap},
    {"personal.hme.styrning", STAFF_MEASURE_hme_styrning},
};

static struct staff_key
key_of(const struct fact_call *c)
{
	struct staff_key k = {.unit = c->dim[DIM_ENHET],
	    .age = c->dim[DIM_ALDER],
	    .length = c->dim[DIM_LANGD]};
	size_t i = 0;

	while (i < COUNTOF(measures) && !str_eq(str_of(measures[i].id), str_of(c->row->def.id)))
		i++;
	must(i < COUNTOF(measures));
	k.measure = measures[i].measure;
	for (int s = 0; s < SEX__COUNT; s++)
		if (str_eq(c->dim[DIM_KON], str_of(enum_name(sex_names, s))))
			k.sex = (enum sex)s;
	return k;
}

static dec
hme_part(const struct model *m, struct staff_key k, enum staff_measure measure, period p)
{
	const struct staff *s;

	k.measure = measure;
	s = staff_find(m, &k, p);
	return s != NULL ? s->value : dec_bad();
}

/* The total where it was not reported but its three parts were. */
static dec
hme_from_parts(struct fact_call *c, const struct staff_key *k)
{
	return hme_total(hme_part(c->m, *k, STAFF_MEASURE_hme_motivation, c->p),
	    hme_part(c->m, *k, STAFF_MEASURE_hme_ledarskap, c->p),
	    hme_part(c->m, *k, STAFF_MEASURE_hme_styrning, c->p));
}

bool
compute_staff(struct fact_call *c, struct fact *out, struct err *e)
{
	struct staff_key k = key_of(c);
	struct staff_group group = {.unit = k.unit, .sex = k.sex, .age = k.age};
	const struct staff *s = staff_find(c->m, &k, c->p), *near;

	(void)e;
	fact_source(out, STR("personal/personal.csv"));
	if (c->row->def.disclosure && staff_disclosure(c->m, &group, c->p) != DISCLOSE_SHOW) {
		fact_missing(c, out, MSG_fact_miss_small, STR(""));
		return true;
	}
	if (s != NULL && dec_ok(s->value)) {
		out->value = s->value;
		out->decimals = s->value.scale > out->decimals && s->value.scale < 9
		    ? s->value.scale
		    : out->decimals;
		trace_model_row(c, s->source, s->value, STR("personal/personal.csv"), KIND_staff,
		    s);
		return true;
	}
	if (k.measure == STAFF_MEASURE_hme_total) {
		out->value = hme_from_parts(c, &k);
		out->decimals = 1;
		trace_formula(c, "medel av motivation, ledarskap och styrning",
		    "mean of motivation, leadership and steering");
		if (dec_ok(out->value))
			return true;
	}
	if (s != NULL && s->text.n > 0) {
		out->text = s->text;
		return true;
	}
	near = staff_nearest(c->m, &k, c->p);
	if (near != NULL && near->period.to.y == c->p.to.y)
		fact_missing(c, out, MSG_fact_miss_staff_other, period_text(c, near->period));
	else
		fact_missing(c, out, MSG_fact_miss_staff, period_text(c, c->p));
	return true;
}
