/* collate.c -- names in the order Swedish readers expect (å ä ö after z).
 *
 * ICU's collation is compiled with it and fixed to "sv": neither the locale of
 * the machine nor of the database has a say. */
#include "core/report/report_priv.h"

#include <unicode/ucol.h>
#include <unicode/ustring.h>

struct sorted {
	const uint8_t *key;
	str name;
	size_t at;
};

static const uint8_t *
sort_key(struct arena *mem, UCollator *co, str s)
{
	UErrorCode status = U_ZERO_ERROR;
	int32_t n = 0, room = (int32_t)(s.n < 100000 ? s.n : 100000);
	UChar *u = arena_array(mem, (size_t)room + 1, UChar);

	u_strFromUTF8WithSub(u, room + 1, &n, s.p, room, 0xfffd, NULL, &status);
	int32_t need = ucol_getSortKey(co, u, n, NULL, 0);
	uint8_t *key = arena_array(mem, (size_t)need + 1, uint8_t);
	ucol_getSortKey(co, u, n, key, need);
	return key;
}

static int
sorted_cmp(const struct sorted *a, const struct sorted *b)
{
	if (a->key != NULL && b->key != NULL) {
		int c = str_cmp(str_of((const char *)a->key), str_of((const char *)b->key));
		if (c != 0)
			return c;
	}
	int c = str_cmp(a->name, b->name);
	if (c != 0)
		return c;
	return a->at < b->at ? -1 : a->at > b->at;
}

void
sort_names(struct arena *mem, const str *name, size_t n, size_t *order)
{
	UErrorCode status = U_ZERO_ERROR;
	UCollator *co = ucol_open("sv", &status);
	struct sorted *v = arena_array(mem, n, struct sorted);

	for (size_t i = 0; i < n; i++) {
		v[i] = (struct sorted){.name = name[i], .at = i};
		if (U_SUCCESS(status))
			v[i].key = sort_key(mem, co, name[i]);
	}
	if (U_SUCCESS(status))
		ucol_close(co);
	/* Lists of a report are short; insertion keeps equal names in order. */
	for (size_t i = 1; i < n; i++) {
		struct sorted x = v[i];
		size_t k = i;
		for (; k > 0 && sorted_cmp(&x, &v[k - 1]) < 0; k--)
			v[k] = v[k - 1];
		v[k] = x;
	}
	for (size_t i = 0; i < n; i++)
		order[i] = v[i].at;
}
