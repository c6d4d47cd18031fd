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
int context_of(const struct model *m, int section);
void claim_verify(struct check *c, struct claim *k, int strength, const struct claims_proof *p,
    struct msg_args why);

#endif
