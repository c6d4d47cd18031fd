/* bind_priv.h -- what the parts of core/bind hand to each other. */
#ifndef TERTIAL_CORE_BIND_BIND_PRIV_H
#define TERTIAL_CORE_BIND_BIND_PRIV_H

#include "base/map.h"
#include "core/bind/bind.h"

struct known_fact {
	struct fact fact;
	str name;
	bool last_year;
};

struct bind_facts {
	struct facts *fx;
	struct arena *mem;
	struct known_fact *v;
	size_t n, room;
	struct map seen; /* canonical name to its place in v */
};

/* The words that stand around a figure. */
struct near_text {
	str sentence, before, title; /* in lower case; before: the sentence before it */
};

#define NEAR_SAFE 18 /* the words name the fact: two of its own, or one and all its parts */

struct near_text near_of(const struct bind_facts *k, str title, str text, size_t at);
/* How well the words and the period fit the fact. */
int near_score(const struct bind_facts *k, const struct near_text *near,
    const struct claims_claim *claim, const struct known_fact *x);
/* The format that prints what was typed (B1). */
void format_find(struct arena *mem, const struct fact *f, const struct bind_figure *typed,
    struct bind_proposal *p);

#endif
