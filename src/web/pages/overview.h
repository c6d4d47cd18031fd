/* overview.h -- what the first page shows. */
#ifndef TERTIAL_WEB_PAGES_OVERVIEW_H
#define TERTIAL_WEB_PAGES_OVERVIEW_H

#include "web/route.h"

struct overview_key {
	str label, value;
	struct url href;
};

struct overview_objective {
	str title;
	struct url href;
	struct html_part status;
	str meta;
};

struct overview_goal {
	str name;
	struct html_part counts;
	struct overview_objective *objective;
	size_t n;
};

struct overview_view {
	str title;
	enum lang l;
	struct overview_key key[6];
	size_t n_key;
	struct html_part status_chart, unit_chart;
	struct overview_goal *goal;
	size_t n_goal;
	str goals_title, keys_title;
	struct url report, report_pdf;
	str report_text, pdf_text;
};

void tpl_overview(struct html *h, const struct overview_view *v);

#endif
