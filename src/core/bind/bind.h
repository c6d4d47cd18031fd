/* bind.h -- typed figures of a text, and the facts that each could be.
 *
 * A section's text is read as the claims checker reads a finished document; its holes
 * and blocks are blanked out first, so that what is left are the figures somebody
 * typed.  Each is held against every fact of the report's context, this year's and
 * last year's: value within its own rounding, unit, the words around it, period.
 *
 * Ownership: everything lives in the arena; it borrows the text.
 *
 * Invariants
 *   (B1) a proposal with a format prints exactly what was typed; a no-break space and
 *        a space, and the two signs for minus, count as the same.
 *   (B2) proposals come best first; `safe` is set for at most one, the first, and only
 *        when it can be bound, the words name it, and no other fact is as near.
 *   (B3) the same text and facts give the same proposals. */
#ifndef TERTIAL_CORE_BIND_BIND_H
#define TERTIAL_CORE_BIND_BIND_H

#include "core/claims/claims.h"
#include "core/facts/facts.h"

#define BIND_PROPOSALS_MAX 8 /* for one figure; the rest are worse */

struct bind_proposal {
	str fact;   /* canonical name */
	str name;   /* the shortest that means the same in the report: "x:period=-1" */
	str format; /* words after "|" */
	bool can;   /* a format was found (B1) */
	size_t end; /* the hole takes the place of [figure.off, end) */
	str shown;  /* the fact as printed */
	str label[LANG__COUNT];
	int score;
};

struct bind_figure {
	size_t off, end; /* in the text, unit included */
	int line, col;   /* from 1; bytes */
	str typed;
	enum claims_verdict verdict; /* against the text itself */
	struct bind_proposal *proposal;
	size_t n_proposal;
	bool safe; /* the first proposal can be bound without asking (B2) */
};

struct bind_list {
	struct bind_figure *v;
	size_t n;
};

/* The facts that typed figures are held against: those of the context and of the same
 * period a year earlier.  Made once, used for many texts. */
struct bind_facts;
bool bind_facts_new(struct facts *fx, struct arena *mem, struct bind_facts **out,
    struct err *e) MUST_USE;

/* The typed figures of one text; `title` is the heading it stands under. */
bool bind_scan(struct bind_facts *known, str title, str text, struct bind_list *out,
    struct err *e) MUST_USE;
/* The hole that takes a figure's place: "{{ekonomi.nettokostnad | mkr}}". */
str bind_hole(struct arena *mem, const struct bind_proposal *p);
/* The text with the figures of `pick` bound: pick[i] is a proposal of list->v[i] that
 * can be bound, or NULL. */
str bind_text(struct arena *mem, str text, const struct bind_list *list,
    const struct bind_proposal *const *pick);
/* Texts that print the same but for spaces and the sign for minus (B1). */
bool bind_same(struct arena *mem, str a, str b);

#endif
