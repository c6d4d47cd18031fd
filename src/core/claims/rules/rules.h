/* rules.h -- what must hold inside a sentence, a paragraph, a document. */
#ifndef TERTIAL_CORE_CLAIMS_RULES_H
#define TERTIAL_CORE_CLAIMS_RULES_H

#include "base/date.h"
#include "core/claims/match/match.h"

void rules_arithmetic(struct check *c); /* rules_arith.c: sums, differences, percentages */
void rules_parts(struct check *c);      /* rules_parts.c: a sum and its parts */
void rules_targets(struct check *c);    /* rules_target.c: bounds, targets, part and whole */
void rules_shares(struct check *c);     /* rules_share.c: subsets, months, percent and points */
void rules_structure(struct check *c);  /* rules_tree.c: units that add up to the whole */
void rules_years(struct check *c);      /* rules_year.c: against the other document */
void rules_counts(struct check *c);     /* rules_count.c: counts and their rates */
void rules_tables(struct check *c);     /* rules_table.c: units, totals and owners of tables */
void rules_titles(struct check *c);     /* rules_title.c: one title in two spellings */
void rules_style(struct check *c);      /* rules_style.c: wording, decimal points, deadlines */
void rules_plain(struct check *c, struct claims_result *out); /* plain.c: readability */

struct place_in place_of_claim(const struct claim *c);
int64_t claims_magnitude(int64_t v);
struct texts claim_value(struct arena *mem, const struct claim *c, int figure);
/* The figures of a claim that an error names are no evidence for others. */
void claim_wrong(struct claim *c);
bool claim_is_amount(const struct claim *c);
/* The claim holds by the arithmetic of these; b may be NULL. */
void claims_hold(struct check *c, struct claim *k, const struct claim *a, const struct claim *b);
bool claim_says(const struct model *m, const struct claim *c, const char *word);

#endif
