/* An empty, commented organisation: every file that import reads, with its fields.
 *
 * It is written from the declaration of the domain, so it never says less than the
 * program knows. */
#include "sys/file.h"
#include "work/export.h"

#include <string.h>

static void
put_type(struct sb *b, struct arena *mem, const struct field_desc *f)
{
	static const char *const word[] = {[FT_TEXT] = "text",
	    [FT_MD] = "text, flera rader efter |",
	    [FT_INT] = "heltal",
	    [FT_BOOL] = "ja eller nej",
	    [FT_ORE] = "hela ören",
	    [FT_DEC] = "tal med decimalpunkt",
	    [FT_DATE] = "datum 2025-12-31",
	    [FT_PERIOD] = "period 2025-T3, 2025-12 eller 2025",
	    [FT_YEAR] = "år"};

	(void)mem;
	if (f->type == FT_REF) {
		sb_printf(b, "id i %s", kinds[f->ref].list);
	} else if (f->type == FT_ENUM) {
		for (int i = 0; f->enum_text[i] != NULL; i++)
			sb_printf(b, "%s%s", i > 0 ? " | " : "", f->enum_text[i]);
	} else {
		sb_str(b, str_of(word[f->type]));
	}
	if (f->required)
		sb_lit(b, "; måste finnas");
}

static void
put_yaml_kind(struct sb *b, struct arena *mem, int k, int depth)
{
	int pad = depth * 4;

	sb_printf(b, "#%*s %s:   # %s\n", pad, "", kinds[k].list, kinds[k].title[LANG_SV]);
	for (int f = 0, n = 0; f < kinds[k].n_field; f++) {
		if (kinds[k].under >= 0 && f == kinds[k].under_field)
			continue;
		sb_printf(b, "#%*s   %s %s:   # ", pad, "", n++ == 0 ? "-" : " ",
		    kinds[k].field[f].name);
		put_type(b, mem, &kinds[k].field[f]);
		sb_chr(b, '\n');
	}
	for (int c = 0; c < KIND__COUNT; c++)
		if (kinds[c].under == k)
			put_yaml_kind(b, mem, c, depth + 1);
}

/* The template's name with words for its holes: "budget-AR.csv". */
static str
sample_name(struct arena *mem, const char *tmpl)
{
	struct sb b;
	str t = str_of(tmpl), out;

	sb_init(&b, mem, 4096);
	for (size_t i = 0; i < t.n; i++) {
		if (t.p[i] != '{') {
			sb_chr(&b, t.p[i]);
			continue;
		}
		size_t close = str_find_byte(t, '}', i);
		str hole = str_sub(t, i + 1, close);
		if (str_has_suffix(hole, STR("year")))
			sb_lit(&b, "2026");
		else if (str_has_suffix(hole, STR("period")))
			sb_lit(&b, "2026-T1");
		else
			sb_str(&b, hole);
		i = close;
	}
	(void)!sb_done(&b, &out);
	return out;
}

static void
put_yaml_file(struct sb *b, struct arena *mem, const char *tmpl)
{
	sb_lit(b,
	    "# Ta bort # framför det som ska gälla. Fält som saknas lämnas bort.\n"
	    "# Formatet beskrivs i docs/format/organisation.md.\n");
	for (int k = 0; k < KIND__COUNT; k++)
		if (kinds[k].storage == STORE_YAML && kinds[k].under < 0 &&
		    strcmp(kinds[k].file, tmpl) == 0)
			put_yaml_kind(b, mem, k, 0);
}

static void
put_csv_file(struct sb *b, int k)
{
	for (int f = 0; f < kinds[k].n_field; f++)
		sb_printf(b, "%s%s", f > 0 ? "," : "", kinds[k].field[f].name);
	sb_chr(b, '\n');
}

static void
put_md_file(struct sb *b, struct arena *mem, int k)
{
	sb_lit(b, "---\n");
	for (int f = 0; f < kinds[k].n_field; f++) {
		if (kinds[k].field[f].type == FT_MD)
			continue;
		sb_printf(b, "# %s:   # ", kinds[k].field[f].name);
		put_type(b, mem, &kinds[k].field[f]);
		sb_chr(b, '\n');
	}
	sb_lit(b,
	    "---\n\nTexten skrivs här i Markdown. Mallspråket beskrivs i docs/format/template.md.\n");
}

/* Is this the first kind written to its file? */
static bool
first_of_file(int k)
{
	for (int i = 0; i < k; i++)
		if (kinds[i].under < 0 && strcmp(kinds[i].file, kinds[k].file) == 0)
			return false;
	return true;
}

bool
skeleton_dir(str dir, struct arena *mem, size_t *n_files, struct err *e)
{
	*n_files = 0;
	for (int k = 0; k < KIND__COUNT; k++) {
		struct sb b;
		str text;
		if (kinds[k].under >= 0 || !first_of_file(k) || kinds[k].storage == STORE_BIN)
			continue;
		sb_init(&b, mem, (size_t)1 << 20);
		if (kinds[k].storage == STORE_YAML)
			put_yaml_file(&b, mem, kinds[k].file);
		else if (kinds[k].storage == STORE_CSV)
			put_csv_file(&b, k);
		else
			put_md_file(&b, mem, k);
		must(sb_done(&b, &text));
		str path = path_join(mem, dir, sample_name(mem, kinds[k].file));
		if (kinds[k].storage ==
		    STORE_MD) /* a form, not a section: import passes README over */
			path = path_join(mem, dir, STR("rapport/README.md"));
		if (file_exists(path))
			continue; /* never over what somebody wrote */
		if (!file_write(path, text, e))
			return false;
		(*n_files)++;
	}
	return true;
}
