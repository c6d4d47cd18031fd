/* layout.h -- what stands around every page: header, menu, periods, foot. */
#ifndef TERTIAL_WEB_LAYOUT_H
#define TERTIAL_WEB_LAYOUT_H

#include "web/route.h"

struct layout_item {
	struct url href;
	str text;
	bool current;
	bool above; /* the page lies somewhere below it */
};

struct layout_view {
	str lang, title, organisation, body_name, version;
	struct url css[4], home, search, other_lang, accessibility, sources;
	str other_lang_text, other_lang_code, query;
	struct layout_item *menu;
	size_t n_menu;
	struct layout_item *period;
	size_t n_period;
	struct html_part content;
	enum lang l;
};

/* Above a page's content: the way down to it, its title, a form. */
struct head_view {
	const struct req_step *step;
	size_t n_step;
	str title;
	struct html_part form;
	enum lang l;
};

struct problem_view {
	str title, text;
	struct url home;
	enum lang l;
};

void tpl_layout(struct html *h, const struct layout_view *v);
void tpl_head(struct html *h, const struct head_view *v);
void tpl_problem(struct html *h, const struct problem_view *v);
/* The whole page: `content` inside the layout. */
void layout_put(struct req *rq, struct html_part content, struct html *h);

#endif
