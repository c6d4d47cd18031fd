#include "core/report/outline.h"

const struct outline_section outline[] = {
#define SECTION(kind, id, level, sv, en, body) \
	{REPORT_KIND_##kind, id, level, {[LANG_SV] = sv, [LANG_EN] = en}, body},
#include "outlines.def"
#undef SECTION
};

const size_t outline_n = COUNTOF(outline);

enum report_kind
outline_of(const struct report *r)
{
	if (r->kind != REPORT_KIND_efter_period)
		return r->kind;
	if (date_ok(r->dated) && date_cmp(r->dated, r->period.from) < 0)
		return REPORT_KIND_plan;
	if (r->period.kind == PERIOD_MONTH)
		return REPORT_KIND_manadsrapport;
	return period_last_month(r->period) == 12 ? REPORT_KIND_arsrapport
	                                          : REPORT_KIND_delarsrapport;
}

size_t
outline_own(struct arena *mem, const struct model *m, enum report_kind kind,
    const struct outline_part ***out)
{
	const struct outline_part **v = arena_array(mem, m->n_outline_part + 1,
	    const struct outline_part *);
	size_t n = 0;

	for (size_t i = 0; i < m->n_outline_part; i++) {
		const struct outline_part *p = &m->outline_part[i];
		size_t k = n;
		if (p->kind != kind)
			continue;
		for (; k > 0 && p->sort < v[k - 1]->sort; k--)
			v[k] = v[k - 1];
		v[k] = p;
		n++;
	}
	*out = v;
	return n;
}
