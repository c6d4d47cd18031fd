#include "core/claims/rule_list.h"

#include <string.h>

const struct claims_rule claims_rule[] = {
#define RULE(id, sv, en, WORST, why_sv, why_en)              \
	{#id, {[LANG_SV] = sv, [LANG_EN] = en}, SEV_##WORST, \
	    {[LANG_SV] = why_sv, [LANG_EN] = why_en}},
#include "rule_list.def"
#undef RULE
};
const size_t claims_rule_n = COUNTOF(claims_rule);

const struct claims_rule *
claims_rule_find(const char *id)
{
	for (size_t i = 0; i < claims_rule_n; i++)
		if (strcmp(claims_rule[i].id, id) == 0)
			return &claims_rule[i];
	return NULL;
}
