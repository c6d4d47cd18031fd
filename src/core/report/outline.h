/* outline.h -- what a report holds when nobody has written its sections.
 *
 * An outline is data: outlines.def has a row for each section of each kind of
 * report, with its text in the language of templates. */
#ifndef TERTIAL_CORE_REPORT_OUTLINE_H
#define TERTIAL_CORE_REPORT_OUTLINE_H

#include "base/date.h"

enum outline_kind { OUTLINE_ANNUAL, OUTLINE_INTERIM, OUTLINE_MONTHLY, OUTLINE_PLAN };

struct outline_section {
	enum outline_kind kind;
	const char *id;
	int level;
	const char *title[LANG__COUNT];
	const char *body;
};

extern const struct outline_section outline[];
extern const size_t outline_n;

/* Dated before its period begins: a plan.  Else by the period: a month, December's
 * end, or anything between. */
enum outline_kind outline_of(period p, date dated);

#endif
