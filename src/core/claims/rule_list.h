/* rule_list.h -- every rule the checker applies, its name and its reason. */
#ifndef TERTIAL_CORE_CLAIMS_RULE_LIST_H
#define TERTIAL_CORE_CLAIMS_RULE_LIST_H

#include "base/err.h"

struct claims_rule {
	const char *id;
	const char *what[LANG__COUNT];
	enum severity worst; /* the gravest it uses */
	const char *why[LANG__COUNT];
};

extern const struct claims_rule claims_rule[];
extern const size_t claims_rule_n;
/* NULL when no rule has the name. */
const struct claims_rule *claims_rule_find(const char *id);

#endif
