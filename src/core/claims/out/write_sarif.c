/* write_sarif.c -- the findings of a finished document as SARIF. */
#include "core/claims/claims.h"
#include "core/claims/rule_list.h"
#include "fmt/sarif.h"

#include <string.h>

#define EXIT_FINDINGS 6 /* as the command ends on an error */

static void
put_rules(struct json *j, enum lang lang)
{
	for (size_t i = 0; i < claims_rule_n; i++) {
		const struct claims_rule *r = &claims_rule[i];
		sarif_rule(j,
		    &(struct sarif_rule){.id = str_of(r->id),
		        .title = str_of(r->what[lang]),
		        .why = str_of(r->why[lang]),
		        .level = r->worst});
	}
}

/* Code points from the beginning of the line to a place, from 1. */
static int
column_of(str text, size_t off)
{
	int n = 1;

	for (size_t i = off; i > 0 && text.p[i - 1] != '\n'; i--)
		n += ((unsigned char)text.p[i - 1] & 0xC0) != 0x80;
	return n;
}

static struct sarif_region
region_of(const struct claims_doc *d, const struct claims_finding *f)
{
	struct sarif_region at = {.line = f->line, .line_end = f->line_end, .snippet = f->quote};
	int lines = 0;

	for (size_t i = f->off; i < f->end && i < d->text.n; i++)
		lines += d->text.p[i] == '\n';
	/* A finding may begin in another place than its lines say: then the lines alone. */
	if (f->off < f->end && f->end <= d->text.n && lines == f->line_end - f->line) {
		at.column = column_of(d->text, f->off);
		at.column_end = column_of(d->text, f->end);
	}
	return at;
}

static void
put_proof(struct json *j, const struct claims_result *r, const struct claims_proof *p)
{
	json_object(j);
	if (p->fact.n > 0) /* a fact of the database stands in no file */
		sarif_name(j, p->fact);
	else
		sarif_file(j, p->other ? r->other : r->doc.name, p->other ? 1 : 0,
		    (struct sarif_region){.line = p->line, .line_end = p->line_end});
	if (p->text.n > 0)
		sarif_text(j, "message", p->text);
	json_end(j);
}

static void
put_result(struct json *j, const struct claims_result *r, const struct claims_finding *f,
    enum lang lang)
{
	const struct claims_rule *rule = claims_rule_find(f->rule);

	must(rule != NULL);
	sarif_result(j, str_of(f->rule), (size_t)(rule - claims_rule), f->sev, f->message[lang]);
	json_key(j, STR("locations"));
	json_array(j);
	json_object(j);
	sarif_file(j, r->doc.name, 0, region_of(&r->doc, f));
	json_end(j);
	json_end(j);
	json_key(j, STR("relatedLocations"));
	json_array(j);
	for (int i = 0; i < f->n_by; i++)
		put_proof(j, r, &f->by[i]);
	json_end(j);
	json_end(j);
}

void
claims_write_sarif(struct sb *b, const struct claims_result *r, enum lang lang)
{
	str file[2] = {r->doc.name, r->other};
	struct json j;

	json_init(&j, b, true);
	sarif_begin(&j);
	put_rules(&j, lang);
	sarif_run(&j, r->n_sev[SEV_ERROR] > 0 ? EXIT_FINDINGS : 0, file, r->other.n > 0 ? 2 : 1);
	for (size_t i = 0; i < r->n_finding; i++)
		put_result(&j, r, &r->finding[i], lang);
	sarif_end(&j);
	must(json_whole(&j));
}
