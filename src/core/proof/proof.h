/* proof.h -- a report's own tree, proved figure by figure.
 *
 * The tree is read as a finished document is (core/claims): headings, paragraphs,
 * lists and tables as text.  A figure that is a fact is bound: it has a source, and
 * the checks answer for it.  A typed one is what the document itself, and the database
 * where it is given, can say of it.
 *
 * Ownership: everything lives in the arena; it borrows the tree.
 *
 * Invariants
 *   (PR1) every DOC_FACT of the tree that is printed in running text or a table has
 *         one mark; a typed figure has one for each stretch of text it stands in.
 *   (PR2) marks come in reading order; those of one node do not overlap.
 *   (PR3) a bound figure is PROOF_BOUND unless an error of the text names it. */
#ifndef TERTIAL_CORE_PROOF_PROOF_H
#define TERTIAL_CORE_PROOF_PROOF_H

#include "core/claims/claims.h"
#include "doc/doc.h"

enum proof_state {
	PROOF_BOUND,  /* a fact: verified by its source */
	PROOF_AGREES, /* typed; the report's own tables or sentences agree */
	PROOF_TYPED,  /* typed, and nothing to hold it against */
	PROOF_DOUBT,  /* a warning names it */
	PROOF_WRONG,  /* an error names it */
	PROOF__STATES
};

struct proof_mark {
	const struct doc_node *node; /* DOC_FACT, or the DOC_TEXT it stands in */
	size_t from, end;            /* in the node's text */
	enum proof_state state;
	str why[LANG__COUNT]; /* "" for what is bound */
	size_t section;
};

struct proof_section {
	str title, anchor; /* of the heading; "" before the first */
	size_t n[PROOF__STATES];
};

struct proof_error {
	const struct claims_finding *finding;
	size_t section;
};

struct proof {
	struct proof_mark *mark;
	size_t n_mark;
	struct proof_section *section;
	size_t n_section;
	size_t n[PROOF__STATES];
	struct claims_result claims; /* of the tree as text */
	struct proof_error *error;   /* findings of severity error or warning */
	size_t n_error;
};

struct facts;
/* The tree must have passed doc_finish.  With `facts` (NULL: without) a typed figure is held
 * against them too, and a bound one against the fact it prints. */
bool proof_of(const struct doc *d, struct facts *facts, struct arena *mem, struct proof *out,
    struct err *e) MUST_USE;
/* "bunden", "skriven" ... and the sign that says the same without colour. */
str proof_word(enum proof_state s, enum lang lang);
const char *proof_sign(enum proof_state s);
const char *proof_id(enum proof_state s); /* "bound", in class names */

#endif
