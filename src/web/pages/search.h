/* search.h -- the form of the search in vouchers. */
#ifndef TERTIAL_WEB_PAGES_SEARCH_H
#define TERTIAL_WEB_PAGES_SEARCH_H

#include "web/route.h"

struct search_field {
	str name, label, value, hint;
};

struct search_view {
	str label, submit;
	struct url action;
	struct search_field field[8];
	size_t n;
};

void tpl_search(struct html *h, const struct search_view *v);

#endif
