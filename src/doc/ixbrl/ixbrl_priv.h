/* ixbrl_priv.h -- an Inline XBRL report under construction. */
#ifndef TERTIAL_DOC_IXBRL_PRIV_H
#define TERTIAL_DOC_IXBRL_PRIV_H

#include "base/map.h"
#include "doc/ixbrl/ixbrl.h"
#include "doc/ooxml/ooxml.h"

#define XBRL_BASE_NS "urn:tertial:facts:1"
#define XBRL_BASE_FILE "tertial-1"

/* What the tags of the report have asked for; declared when the text is done. */
struct ixbrl {
	struct arena *mem;
	const struct doc *d;
	const struct xbrl *x;
	struct sb b; /* the body */
	struct sb contexts, units;
	struct map fact;    /* name -> index */
	struct map context; /* its content -> number */
	struct map unit;    /* id -> number */
	bool *tagged;       /* by fact: stands as a number in the text */
	bool *asked;        /* by fact: the tree names it */
	size_t n_context;
	int n_note;
};

/* A number inside a printed figure: "knappt −4 076,5 miljoner kronor". */
struct printed {
	size_t from, to; /* of its digits within the text, without sign */
	dec value;       /* as printed, without sign */
	int scale;       /* power of ten from what is printed to what is reported */
	int decimals;    /* as XBRL counts them */
	bool minus;      /* the reported value is negative */
};

/* The number of `text` that is the fact's exact value, rounded.  False where there is
 * none: the figure is in words. */
bool printed_find(str text, const struct xbrl_fact *f, enum lang lang, struct printed *out);

void ixbrl_blocks(struct ixbrl *w, const struct doc_node *parent);
void ixbrl_inlines(struct ixbrl *w, const struct doc_node *parent);
void ixbrl_notes(struct ixbrl *w);
/* One DOC_FACT: tagged where it is a number or a text that the taxonomy knows. */
void ixbrl_fact(struct ixbrl *w, const struct doc_node *n);
/* Facts that the text shows only in words (X2), each once. */
void ixbrl_hidden(struct ixbrl *w, struct sb *b);

/* The prefix of a concept, dimension or member: "t" of the base, "r" of the report. */
static inline const char *
xbrl_prefix(bool own)
{
	return own ? "r" : "t";
}
str xbrl_report_ns(const struct ixbrl *w);
/* The taxonomy's files, below `folder` in the archive. */
void xbrl_taxonomy(struct ixbrl *w, struct pack *z, str folder);

#endif
