/* test_pdf_hyph.c -- where Swedish words are divided. */
#include "doc/pdf/pdf_data.h"
#include "doc/pdf/pdf_hyph.h"

#include <string.h>

#include "check.h"

static str
divided(struct arena *mem, const struct hyph *h, const char *z)
{
	uint16_t at[HYPH_LETTERS_MAX];
	str word = str_of(z), out;
	int n = hyph_points(h, word, at);
	struct sb b;

	sb_init(&b, mem, 1024);
	for (size_t i = 0, k = 0; i < word.n; i++) {
		if (k < (size_t)n && at[k] == i) {
			sb_chr(&b, '|');
			k++;
		}
		sb_chr(&b, word.p[i]);
	}
	check(sb_done(&b, &out));
	return out;
}

int
main(void)
{
	static const struct {
		const char *word, *parts;
	} want[] = {
	    {"sjukfrånvaro", "sjuk|från|varo"},
	    {"Verksamhetsområde", "Verk|sam|hets|om|råde"},
	    {"regionfullmäktige", "regi|on|full|mäk|tige"},
	    {"hälso", "hälso"}, /* too short */
	    {"planen", "planen"},
	    {"(utvecklingen).", "(utveck|lingen)."},
	    {"Русский-алфавит", "Русский-алфавит"}, /* not our letters */
	    {"2025-12-31", "2025-12-31"},
	    {"", ""},
	};
	struct arena mem;
	struct hyph h;

	arena_init(&mem, (size_t)64 << 20);
	for (size_t i = 0; i < pdf_data_n_files; i++)
		if (strcmp(pdf_data_files[i].name, "hyph_sv.dic") == 0)
			hyph_load(&h, &mem,
			    (str){(const char *)pdf_data_files[i].data, pdf_data_files[i].n});
	for (size_t i = 0; i < COUNTOF(want); i++)
		check_str(divided(&mem, &h, want[i].word), want[i].parts);
	/* No word is too long or too strange. */
	char many[4000];
	memset(many, 'a', sizeof many);
	uint16_t at[HYPH_LETTERS_MAX];
	for (size_t n = 0; n < sizeof many; n += 13)
		check(hyph_points(&h, (str){many, n}, at) < HYPH_LETTERS_MAX);
	arena_end(&mem);
	return check_done();
}
