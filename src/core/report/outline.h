/* outline.h -- what a report holds when nobody has written its sections.
 *
 * An outline is data: outlines.def has a row for each section of each kind of report,
 * with its text in the language of templates.  An organisation's own outline of a
 * kind (outline_part of the model) takes the place of ours. */
#ifndef TERTIAL_CORE_REPORT_OUTLINE_H
#define TERTIAL_CORE_REPORT_OUTLINE_H

#include "core/model/model.h"

struct outline_section {
	enum report_kind kind;
	const char *id;
	int level;
	const char *title[LANG__COUNT];
	const char *body;
};

extern const struct outline_section outline[];
extern const size_t outline_n;

/* What the report says; else a plan when it is dated before its period begins; else
 * by the period: a month, December's end, or anything between. */
enum report_kind outline_of(const struct report *r);
/* The organisation's own parts for a kind, by sort, then id; how many there are. */
size_t outline_own(struct arena *mem, const struct model *m, enum report_kind kind,
    const struct outline_part ***out);

#endif
