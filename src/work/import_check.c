/* Checking: what is staged must be whole, refer to what exists, and say each thing once. */
#include "work/import_priv.h"
#include "work/messages.h"

#include <string.h>

str
key_shown(struct arena *mem, str key)
{
	struct sb b;
	str part, rest = key, out;

	sb_init(&b, mem, (size_t)1 << 16);
	while (str_cut(&rest, '\x1f', &part)) {
		if (part.n == 0)
			continue;
		if (b.n > 0)
			sb_lit(&b, " / ");
		sb_str(&b, part);
	}
	(void)!sb_done(&b, &out);
	return out;
}

void
import_stage(struct import *im, enum kind_id k, void *row, str file, int line)
{
	str key = row_key(im->mem, k, row);
	size_t was = map_find(&im->by_key[k], key);
	struct place here = {file, line, 0, STR("")};

	if (was != MAP_NONE) {
		const struct staged *o = &im->row[was];
		bool same = str_eq(row_text(im->mem, k, o->row), row_text(im->mem, k, row));
		if (same)
			diag_add(im->d, SEV_ERROR, here, MSG_import_twice,
			    ARG(kinds[k].title[LANG_SV]), ARG(key_shown(im->mem, key)),
			    ARG(o->file), ARG(o->line));
		else
			diag_add(im->d, SEV_ERROR, here, MSG_import_collision,
			    ARG(kinds[k].title[LANG_SV]), ARG(key_shown(im->mem, key)),
			    ARG(o->file), ARG(o->line));
		return;
	}
	arena_grow(im->mem, im->row, im->n_row, im->room_row);
	im->row[im->n_row] = (struct staged){k, row, key, file, line, false};
	map_set(&im->by_key[k], key, im->n_row);
	im->n_row++;
}

static bool
exists(const struct import *im, enum kind_id k, str id)
{
	return map_find(&im->by_key[k], id) != MAP_NONE || model_find(im->old, k, id) != NULL;
}

/* Edit distance of two short words, at most `max`+1. */
static int
distance(str a, str b, int max)
{
	int row[64];

	if (a.n >= COUNTOF(row) || b.n >= COUNTOF(row))
		return max + 1;
	for (size_t j = 0; j <= b.n; j++)
		row[j] = (int)j;
	for (size_t i = 1; i <= a.n; i++) {
		int diag = row[0];
		row[0] = (int)i;
		for (size_t j = 1; j <= b.n; j++) {
			int sub = diag + (a.p[i - 1] != b.p[j - 1]);
			diag = row[j];
			int del = row[j] + 1, ins = row[j - 1] + 1;
			row[j] = sub < del ? sub : del;
			if (ins < row[j])
				row[j] = ins;
		}
	}
	return row[b.n];
}

/* " Menade du X?" or nothing. */
static str
suggestion(struct import *im, enum kind_id k, str id)
{
	str best = STR("");
	int least = 3;

	for (size_t i = 0; i < im->n_row; i++) {
		if (im->row[i].kind != k)
			continue;
		int d = distance(id, im->row[i].key, least);
		if (d < least) {
			least = d;
			best = im->row[i].key;
		}
	}
	for (size_t i = 0; i < model_count(im->old, k); i++) {
		str key = row_key(im->mem, k, model_row(im->old, k, i));
		int d = distance(id, key, least);
		if (d < least) {
			least = d;
			best = key;
		}
	}
	return best.n == 0 ? STR("") : str_fmt(im->mem, " (%.*s?)", STR_ARG(best));
}

static void
check_fields(struct import *im, const struct staged *s)
{
	const struct kind_desc *k = &kinds[s->kind];
	struct place here = {s->file, s->line, 0, s->key};

	for (int i = 0; i < k->n_field; i++) {
		const struct field_desc *f = &k->field[i];
		str text = field_text(im->mem, f, s->row);
		if (f->required && text.n == 0 && f->type != FT_INT)
			diag_add(im->d, SEV_ERROR, here, MSG_import_required, ARG(f->name),
			    ARG(k->list));
		else if (f->type == FT_REF && text.n > 0 && !exists(im, f->ref, text))
			diag_add(im->d, SEV_ERROR, here, MSG_import_bad_ref, ARG(f->name),
			    ARG(text), ARG(kinds[f->ref].list), ARG(suggestion(im, f->ref, text)));
	}
}

static const struct indicator *
indicator_of(const struct import *im, str id)
{
	size_t at = map_find(&im->by_key[KIND_indicator], id);

	return at != MAP_NONE ? im->row[at].row : model_find(im->old, KIND_indicator, id);
}

/* A target of zero cannot be divided by: it needs an operator that does not. */
static void
check_target(struct import *im, const struct staged *s)
{
	const struct target *t = s->row;
	const struct indicator *i = indicator_of(im, t->indicator);

	if (i == NULL || !dec_ok(t->value) || dec_sign(t->value) != 0 || i->method != METHOD_level)
		return;
	if (i->operator== OPERATOR_none || i->operator== OPERATOR_ge || i->operator== OPERATOR_gt)
		diag_add(im->d, SEV_ERROR, ((struct place){s->file, s->line, 0, s->key}),
		    MSG_import_zero_target, ARG(i->name));
}

void
import_check(struct import *im)
{
	for (size_t i = 0; i < im->n_row; i++) {
		check_fields(im, &im->row[i]);
		if (im->row[i].kind == KIND_target)
			check_target(im, &im->row[i]);
		import_check_economy(im, &im->row[i]);
	}
}
