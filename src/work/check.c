#include "work/check.h"

#include "work/report.h"

#define FINDINGS_MAX 200

bool
report_check(const struct view *v, const char *rule, date today, struct check_list *out,
    struct err *e)
{
	struct check_ask ask = {.facts = v->facts,
	    .economy = v->economy,
	    .report = check_report(v->model, v->ctx.body, v->ctx.period),
	    .rule = rule,
	    .today = today};
	struct err quiet = {0};
	struct proof proof;
	struct diag faults;
	struct doc *d;

	diag_init(&faults, v->mem, FINDINGS_MAX);
	if (ask.report != NULL) {
		if (report_document(v, LANG_SV, v->mem, &d, &faults, &quiet)) {
			if (!proof_of(d, v->facts, v->mem, &proof, e))
				return false;
			ask.proof = &proof;
		} else if (quiet.rc == RC_IO) {
			*e = quiet;
			return false;
		}
	}
	return check_run(v->mem, &ask, out, e);
}
