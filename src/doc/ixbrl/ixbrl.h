/* ixbrl.h -- a document tree as an Inline XBRL 1.1 report in a report package.
 *
 * The package (Report Packages 1.0, ending .xbri) holds the report as XHTML with
 * every figure tagged, a base taxonomy that is the same for everyone, and an
 * extension with what this report adds: concepts of its own and the members of the
 * dimensions.  The tree says what is printed; `struct xbrl` says what each figure
 * of the tree is.  Only elements of XHTML 1.1 are used, which is what the schema of
 * Inline XBRL allows: charts are pictures with their table below.
 *
 * Ownership: everything borrowed; what is written lies in the builder.
 *
 * Invariants
 *   (X1) what is tagged, read back by scale, sign and format, is the figure's exact
 *        value rounded to what is printed, and `decimals` says to where.
 *   (X2) a figure whose printed form is no number (a word, "drygt hälften") is
 *        reported once, exactly, in ix:hidden.
 *   (X3) every context, unit and member that is declared is used.
 *   (X4) every text goes through xml_text; the same input gives the same bytes.
 *
 * Sources: Inline XBRL 1.1, XBRL 2.1, XBRL Dimensions 1.0, Calculations 1.1,
 * Transformation Rules Registry 4, Report Packages 1.0 (xbrl.org). */
#ifndef TERTIAL_DOC_IXBRL_H
#define TERTIAL_DOC_IXBRL_H

#include "doc/doc.h"

enum xbrl_type {
	XBRL_MONEY,   /* value in kronor */
	XBRL_PERCENT, /* value 5,3 for 5,3 %: reported as 0,053 */
	XBRL_PURE,    /* counts and indices */
	XBRL_HOURS,
	XBRL_NUMBER, /* a fact: with a unit of its own; a concept: with any */
	XBRL_TEXT
};

/* Ids are NCNames: see xbrl_name. */
struct xbrl_concept {
	str id;
	str label[LANG__COUNT];
	enum xbrl_type type;
	bool instant;  /* else a duration */
	bool own;      /* of this report, not of the base taxonomy */
	bool abstract; /* a heading of the list */
	size_t under;  /* index of that heading */
	uint32_t dims; /* bit n: dimension n applies */
};
struct xbrl_dim {
	str id;
	str label[LANG__COUNT];
	str whole[LANG__COUNT]; /* what leaving it out means: the domain's label */
	bool optional;
};
struct xbrl_member {
	size_t dim;
	str id;
	str label[LANG__COUNT];
};
/* The total is the weighted sum of its parts, where contexts are the same. */
struct xbrl_calc {
	size_t total, part;
	int weight; /* 1 or -1 */
};

#define XBRL_DIMS_MAX 8
struct xbrl_fact {
	str name; /* as DOC_FACT has it */
	size_t concept;
	enum xbrl_type type; /* the concept's, or any number where that is XBRL_NUMBER */
	date from, to;       /* an instant: to */
	size_t member[XBRL_DIMS_MAX];
	int n_member;
	str unit;  /* XBRL_NUMBER: its own unit, as an NCName; else "" */
	dec value; /* exact; not dec_ok for texts */
	str text;  /* XBRL_TEXT */
};

struct xbrl {
	str entity_scheme, entity; /* who reports: a scheme and an identifier in it */
	const struct xbrl_concept *concept;
	size_t n_concept;
	const struct xbrl_dim *dim;
	size_t n_dim;
	const uint32_t *cube; /* every set of dimensions that a concept of the base or of
	                       * any report has, each once, without the empty one */
	size_t n_cube;
	const struct xbrl_member *member;
	size_t n_member;
	const struct xbrl_calc *calc;
	size_t n_calc;
	const struct xbrl_fact *fact;
	size_t n_fact;
};

/* The tree must have passed doc_finish; what does not fit sets the builder's `full`. */
void ixbrl_write(const struct doc *d, const struct xbrl *x, struct sb *b);
/* Any text as an NCName: what may not stand in one becomes _hex. */
str xbrl_name(struct arena *mem, str text);

#endif
