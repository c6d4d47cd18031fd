/* clause.h -- one clause at a time: its figures, its names, what its words say. */
#ifndef TERTIAL_CORE_CLAIMS_CLAUSE_H
#define TERTIAL_CORE_CLAIMS_CLAUSE_H

#include "core/claims/claims_priv.h"

#define FIGURES_IN_SENTENCE 48

/* A stretch of one sentence that one figure belongs to. */
struct span {
	uint32_t from, at, after, to; /* words before, the figure, and words after */
};

struct work {
	struct model *m;
	const struct sentence *s;
	int sentence;
	struct figure fig[FIGURES_IN_SENTENCE];
	uint32_t from[FIGURES_IN_SENTENCE], to[FIGURES_IN_SENTENCE];
	int n;
	uint32_t investing;
	bool gaps; /* the block has columns in its lines: a layout, not running text */
};

/* What a stretch of words says, apart from names. */
struct seen {
	bool variance, change, develop, target, limit, refers, budget, outcome, part, body;
	bool total, previous, say_or, up, down, signed_, month, forecast, other;
	bool than;      /* "bättre än budget", "överskred sin budget" */
	bool than_year; /* "mer än året innan" */
	bool compared;  /* with last year: "jämfört med 2024", "än i fjol" */
	bool cost;      /* speaks of what something costs: more is worse */
	int8_t dir_variance, dir_change, dir_signed;
	int8_t than_dir; /* "mer", "högre", "dyrare" +1; "mindre", "lägre", "billigare" -1 */
};

bool clause_word(const struct model *m, uint32_t tok, const char *w);
/* A word or sign after which another subject begins. */
bool clause_break(const struct model *m, uint32_t tok);
/* A word that may name what the sentence is about. */
bool clause_names(const struct model *m, uint32_t tok);
void clause_add_names(const struct model *m, struct set *s, uint32_t from, uint32_t to);
void clause_add_qualifiers(struct work *w, struct set *s, uint32_t from, uint32_t to);
struct seen clause_look(const struct model *m, uint32_t from, uint32_t to);
/* A claim over the tokens [from, to) of the sentence. */
struct claim *clause_add_claim(struct work *w, uint32_t from, uint32_t to);

/* subject.c: the subject of a variance is what follows "avvikelse för", else the names
 * of the clause; of what has no name, the heading's, or that of what was just said. */
void subject_of_variance(struct work *w, struct claim *c, struct span p);
void subject_of_heading(struct work *w, struct claim *c, uint32_t from, uint32_t to);
void subject_of_sentence_before(struct work *w, struct claim *c, const struct seen *x);
/* What "det" or "den" in the clause stands for: the subject of the sentence before. */
void subject_of_pronoun(struct work *w, struct claim *c, uint32_t from, uint32_t to);
void subject_take_over(struct claim *c, const struct claim *last, const struct seen *x);
void subject_share_role(const struct work *w, struct claim *c, const struct claim *last,
    const struct span *p);
/* The section, block or sentence speaks of investments. */
bool subject_invests(const struct work *w, const struct span *p);
/* Where the clause begins that is the claim's own, in [from, at). */
uint32_t subject_start(const struct model *m, uint32_t from, uint32_t at);

/* role.c */
enum role
role_in(const struct work *w, const struct seen *x, const struct figure *f, const struct span *p);
void role_direction(struct claim *c, const struct seen *x);
bool role_spans_years(const struct model *m, uint32_t from, uint32_t to);
bool role_far_year(const struct model *m, uint32_t from, uint32_t to);
bool role_against_year(const struct model *m, const struct span *p);
bool role_explains(const struct model *m, const struct span *p);

/* compare.c: "mer än 2024", "under budget", "året innan": what a figure is held against. */
void compare_look(const struct model *m, uint32_t from, uint32_t to, uint32_t i, struct seen *x);
/* Tokens of "året innan", "i fjol", "föregående år" or last year's number from i on; 0. */
uint32_t compare_last_year(const struct model *m, uint32_t i, uint32_t to);
/* +1 for "mer", "högre", "dyrare", -1 for "mindre", "lägre", "billigare"; 0. */
int compare_how(const struct model *m, uint32_t i);

/* The sentence as a whole and its parts; false when it is no such sentence. */
bool extract_partition(struct work *w); /* partition.c */

#endif
