#include "core/report/outline.h"

const struct outline_section outline[] = {
#define SECTION(kind, id, level, sv, en, body) \
	{kind, id, level, {[LANG_SV] = sv, [LANG_EN] = en}, body},
#include "outlines.def"
#undef SECTION
};

const size_t outline_n = COUNTOF(outline);

enum outline_kind
outline_of(period p, date dated)
{
	if (date_ok(dated) && date_cmp(dated, p.from) < 0)
		return OUTLINE_PLAN;
	if (p.kind == PERIOD_MONTH)
		return OUTLINE_MONTHLY;
	return period_last_month(p) == 12 ? OUTLINE_ANNUAL : OUTLINE_INTERIM;
}
