/* match.h -- claims held against evidence. */
#ifndef TERTIAL_CORE_CLAIMS_MATCH_H
#define TERTIAL_CORE_CLAIMS_MATCH_H

#include "core/claims/match/evid.h"

struct match {
	struct check *c;
	struct evids e;
	uint32_t found[CANDIDATES_MAX];
	size_t *by_value, *by_value_at; /* claims in order of value, and where each stands */
};

void match_claims(struct check *c);
void match_cells(struct match *x); /* cells.c */
void match_twins(struct match *x); /* twins.c */
/* The claim agrees with the cell: each is the other's proof. */
void match_cell_told(struct match *x, const struct evid *claim, const struct evid *cell);
/* scope.c: the heading that says whose figures a section holds; -1 when they are the whole
 * body's. */
int context_of(const struct model *m, int section);
/* The section repeats the rest of the document. */
bool match_in_summary(const struct model *m, int section);
/* Whether evidence `v` of the same thing may be held against figure `a` of the claim. */
bool match_may_contradict(const struct match *x, const struct claim *c, const struct evid *a,
    const struct evid *v);
/* No direction of one is the opposite of the other's. */
bool match_same_direction(const struct evid *a, const struct evid *b);
/* contradict.c: the claim's figure `a` is wrong by `v`; `third`: both tell of a third year. */
void match_contradict(struct match *x, struct claim *c, const struct evid *a, const struct evid *v,
    enum severity sev, bool third);
void claim_verify(struct check *c, struct claim *k, int strength, const struct claims_proof *p,
    struct msg_args why);

#endif
