/* The findings as SARIF.  A place is a file of the organisation where there is one, and
 * always a logical location. */
#include "core/check/check.h"
#include "fmt/sarif.h"

#define EXIT_FINDINGS 6 /* as the command ends on an error */

static void
put_rules(struct json *j, enum lang lang)
{
	for (size_t i = 0; i < check_rules_n; i++) {
		const struct check_rule *r = &check_rules[i];
		sarif_rule(j,
		    &(struct sarif_rule){.id = str_of(r->id),
		        .title = str_of(r->title[lang]),
		        .why = str_of(r->why[lang]),
		        .help = str_of(r->source[lang]),
		        .level = r->worst});
	}
}

/* All results tell whether they are waived, or none does. */
static void
put_suppressions(struct json *j, const struct check_finding *f)
{
	json_key(j, STR("suppressions"));
	json_array(j);
	if (f->waiver != NULL) {
		json_object(j);
		json_key(j, STR("kind"));
		json_str(j, STR("external"));
		json_key(j, STR("status"));
		json_str(j, STR("accepted"));
		json_key(j, STR("justification"));
		json_str(j, f->waiver->reason);
		json_end(j);
	}
	json_end(j);
}

static void
put_result(struct json *j, const struct check_finding *f, enum lang lang)
{
	sarif_result(j, str_of(f->rule->id), (size_t)(f->rule - check_rules), f->sev,
	    f->text[lang]);
	json_key(j, STR("locations"));
	json_array(j);
	json_object(j);
	if (f->file.n > 0)
		sarif_file(j, f->file, SIZE_MAX, (struct sarif_region){.line = f->line});
	sarif_name(j, f->place);
	json_end(j);
	json_end(j);
	put_suppressions(j, f);
	json_end(j);
}

void
check_sarif(struct json *j, const struct check_list *l, enum lang lang)
{
	sarif_begin(j);
	put_rules(j, lang);
	sarif_run(j, l->count[SEV_ERROR] > 0 ? EXIT_FINDINGS : 0, NULL, 0);
	for (size_t i = 0; i < l->n; i++)
		put_result(j, &l->v[i], lang);
	sarif_end(j);
}
