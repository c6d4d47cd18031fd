/* input.h -- text being gathered out of a page or a Word file. */
#ifndef TERTIAL_CORE_CLAIMS_INPUT_H
#define TERTIAL_CORE_CLAIMS_INPUT_H

#include "core/claims/claims.h"
#include "core/claims/messages.h"

struct text_out {
	struct sb b;
	bool gap; /* white space was seen and not yet written */
};

void text_out_init(struct text_out *t, struct arena *mem);
void text_out_space(struct text_out *t);
void text_out_put(struct text_out *t, str s);
void text_out_line(struct text_out *t, bool block);
void text_out_tab(struct text_out *t);
bool text_out_done(struct text_out *t, str name, struct claims_doc *out, struct err *e) MUST_USE;

#endif
