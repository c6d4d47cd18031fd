/* explain.h -- how an assessment was made, as rows that can be printed: rule and
 * version, inputs, arithmetic, suggestion, judgement, reason, who and when. */
#ifndef TERTIAL_CORE_PLAN_EXPLAIN_H
#define TERTIAL_CORE_PLAN_EXPLAIN_H

#include "core/plan/status.h"

struct explain_row {
	str label[LANG__COUNT];
	str value[LANG__COUNT];
	int indent; /* 1: belongs to the last row of indent 0 */
};

struct explain {
	struct arena *mem;
	struct explain_row *row;
	size_t n, room;
};

/* An objective, indicator or assignment by its id.  RC_NOT_FOUND otherwise. */
bool plan_explain(struct arena *mem, const struct model *m, str id, period p, struct explain *out,
    struct err *e) MUST_USE;
void explain_attainment(struct explain *x, const struct attainment *a, str unit, int indent);
/* "label: value" lines. */
str explain_text(struct arena *mem, const struct explain *x, enum lang lang);

#endif
