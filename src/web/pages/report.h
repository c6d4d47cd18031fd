/* report.h -- what the report page shows. */
#ifndef TERTIAL_WEB_PAGES_REPORT_H
#define TERTIAL_WEB_PAGES_REPORT_H

#include "web/html.h"

struct report_legend {
	str id; /* "mark mark-bound": the class that looks like the mark */
	str sign, word;
	int64_t n;
};

struct report_view {
	str title, marks_text, pdf_text, legend_title, panel_title;
	struct url marks, pdf; /* marks on or off; the report as PDF */
	bool on;               /* marks are shown */
	const struct report_legend *legend;
	size_t n_legend;
	struct html_part panel, paper;
};

void tpl_report(struct html *h, const struct report_view *v);

#endif
