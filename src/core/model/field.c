/* One field of one row: to and from the text of YAML and CSV, to and from the
 * database.  Every type is written in exactly one way, so that equal rows have
 * equal texts. */
#include "core/model/model.h"
#include "core/model/model_priv.h"

#include <string.h>

static void *
slot(const struct field_desc *f, void *row)
{
	return (char *)row + f->offset;
}

static const void *
slot_const(const struct field_desc *f, const void *row)
{
	return (const char *)row + f->offset;
}

const char *
enum_name(const char *const *names, int value)
{
	for (int i = 0; i <= value; i++)
		must(names[i] != NULL);
	return names[value];
}

static str
year_text(struct arena *mem, int year)
{
	return year == 0 ? STR("") : str_fmt(mem, "%d", year);
}

str
field_text(struct arena *mem, const struct field_desc *f, const void *row)
{
	const void *p = slot_const(f, row);

	switch (f->type) {
	case FT_TEXT:
	case FT_MD:
	case FT_REF:
		return *(const str *)p;
	case FT_INT:
		return *(const int *)p == 0 && !f->key ? STR("")
		                                       : str_fmt(mem, "%d", *(const int *)p);
	case FT_YEAR:
		return year_text(mem, *(const int *)p);
	case FT_BOOL:
		return *(const bool *)p ? STR("ja") : STR("");
	case FT_ORE:
		return str_fmt(mem, "%lld", (long long)*(const int64_t *)p);
	case FT_DEC:
		return dec_ok(*(const dec *)p) ? dec_str(mem, *(const dec *)p) : STR("");
	case FT_DATE:
		return date_ok(*(const date *)p) ? date_str(mem, *(const date *)p) : STR("");
	case FT_PERIOD:
		return period_str(mem, *(const period *)p);
	case FT_ENUM: {
		int v = (int)*(const unsigned *)p;
		return v == 0 && !f->key ? STR("") : str_of(enum_name(f->enum_text, v));
	}
	}
	never("field type");
}

static bool
set_number(const struct field_desc *f, void *p, str text)
{
	int64_t v = 0;

	if (text.n > 0 && !str_i64(text, &v))
		return false;
	if (f->type == FT_ORE) {
		*(int64_t *)p = v;
		return true;
	}
	if (v > INT32_MAX || v < INT32_MIN ||
	    (f->type == FT_YEAR && v != 0 && (v < 1000 || v > 9999)))
		return false;
	*(int *)p = (int)v;
	return true;
}

static bool
set_bool(void *p, str text)
{
	if (text.n == 0 || str_eq(text, STR("nej"))) {
		*(bool *)p = false;
		return true;
	}
	if (str_eq(text, STR("ja"))) {
		*(bool *)p = true;
		return true;
	}
	return false;
}

static bool
set_enum(const struct field_desc *f, void *p, str text)
{
	for (unsigned i = 0; f->enum_text[i] != NULL; i++)
		if ((i == 0 && text.n == 0) || str_eq(text, str_of(f->enum_text[i]))) {
			*(unsigned *)p = i;
			return true;
		}
	return false;
}

bool
field_set(struct arena *mem, const struct field_desc *f, void *row, str text)
{
	void *p = slot(f, row);
	dec d = dec_bad();
	date day = {0};
	period per = {0};

	switch (f->type) {
	case FT_TEXT:
	case FT_MD:
	case FT_REF:
		*(str *)p = str_dup(mem, text);
		return true;
	case FT_INT:
	case FT_YEAR:
	case FT_ORE:
		return set_number(f, p, text);
	case FT_BOOL:
		return set_bool(p, text);
	case FT_ENUM:
		return set_enum(f, p, text);
	case FT_DEC:
		if (text.n > 0 && !dec_parse(text, '.', &d))
			return false;
		*(dec *)p = d;
		return true;
	case FT_DATE:
		if (text.n > 0 && !date_parse(text, &day))
			return false;
		*(date *)p = day;
		return true;
	case FT_PERIOD:
		if (text.n > 0 && !period_parse(text, &per))
			return false;
		*(period *)p = per;
		return true;
	}
	never("field type");
}

void
row_clear(enum kind_id k, void *row)
{
	memset(row, 0, kinds[k].row_size);
	for (int f = 0; f < kinds[k].n_field; f++)
		if (kinds[k].field[f].type == FT_DEC)
			*(dec *)slot(&kinds[k].field[f], row) = dec_bad();
}

static bool
is_integer(const struct field_desc *f)
{
	return f->type == FT_INT || f->type == FT_YEAR || f->type == FT_ORE || f->type == FT_BOOL;
}

struct db_val
field_to_db(struct arena *mem, const struct field_desc *f, const void *row)
{
	const void *p = slot_const(f, row);

	switch (f->type) {
	case FT_INT:
	case FT_YEAR:
		return (struct db_val){.type = DB_I64, .i = *(const int *)p};
	case FT_BOOL:
		return (struct db_val){.type = DB_I64, .i = *(const bool *)p};
	case FT_ORE:
		return (struct db_val){.type = DB_I64, .i = *(const int64_t *)p};
	case FT_TEXT:
	case FT_MD:
	case FT_REF:
	case FT_DEC:
	case FT_DATE:
	case FT_PERIOD:
	case FT_ENUM:
		break;
	}
	return (struct db_val){.type = DB_STR, .s = field_text(mem, f, row)};
}

bool
field_from_db(struct arena *mem, const struct field_desc *f, void *row, const struct db_val *v)
{
	if (!is_integer(f))
		return field_set(mem, f, row, v->s);
	if (f->type == FT_BOOL)
		*(bool *)slot(f, row) = v->i != 0;
	else if (f->type == FT_ORE)
		*(int64_t *)slot(f, row) = v->i;
	else if (v->i < INT32_MIN || v->i > INT32_MAX)
		return false;
	else
		*(int *)slot(f, row) = (int)v->i;
	return true;
}
