/* Comparing: what the files say against what the database holds. */
#include "fmt/yaml.h"
#include "work/import_priv.h"

#include "work/export.h"

#include <string.h>

str
row_text(struct arena *mem, enum kind_id k, const void *row)
{
	struct sb b;
	struct yaml_out o;
	str out;

	sb_init(&b, mem, (size_t)64 << 20);
	yaml_out_init(&o, &b);
	yaml_put_map(&o);
	for (int i = 0; i < kinds[k].n_field; i++) {
		str t = field_text(mem, &kinds[k].field[i], row);
		if (t.n > 0)
			yaml_put_pair(&o, str_of(kinds[k].field[i].name), t);
	}
	yaml_put_end(&o);
	must(sb_done(&b, &out));
	return out;
}

bool
row_of_text(struct arena *mem, enum kind_id k, str text, void *row)
{
	const struct yaml *y;
	struct err e = {0};

	row_clear(k, row);
	if (!yaml_read(mem, text, STR("change"), 0, &y, &e))
		return false;
	for (int i = 0; i < kinds[k].n_field; i++) {
		const struct yaml *v = yaml_get(y, str_of(kinds[k].field[i].name));
		if (v != NULL && !field_set(mem, &kinds[k].field[i], row, v->text))
			return false;
	}
	return true;
}

static void
add_change(struct import *im, struct import_report *r, size_t *room, struct import_change c)
{
	arena_grow(im->mem, r->change, r->n_change, *room);
	r->change[r->n_change++] = c;
	r->n_added += c.op == IMPORT_ADDED;
	r->n_changed += c.op == IMPORT_CHANGED;
	r->n_removed += c.op == IMPORT_REMOVED;
}

/* The fields that differ; 0 when the rows are alike. */
static size_t
differing(struct import *im, enum kind_id k, const void *a, const void *b,
    struct import_field **out)
{
	struct import_field *v = arena_array(im->mem, (size_t)kinds[k].n_field,
	    struct import_field);
	size_t n = 0;

	for (int i = 0; i < kinds[k].n_field; i++) {
		const struct field_desc *f = &kinds[k].field[i];
		str x = field_text(im->mem, f, a), y = field_text(im->mem, f, b);
		if (!str_eq(x, y))
			v[n++] = (struct import_field){f->name, x, y};
	}
	*out = v;
	return n;
}

/* Was a file imported that rows of this kind and place belong to? */
static bool
in_imported_file(struct import *im, enum kind_id k, const void *row)
{
	str file = export_file_of(im->mem, im->old, k, row);

	for (size_t i = 0; i < im->n_src; i++)
		if (str_eq(im->src[i].path, file) ||
		    str_has_suffix(im->src[i].path, str_fmt(im->mem, "/%.*s", STR_ARG(file))))
			return true;
	return false;
}

static void
diff_missing(struct import *im, struct import_report *r, size_t *room)
{
	for (int k = 0; k < KIND__COUNT; k++) {
		for (size_t i = 0; i < model_count(im->old, (enum kind_id)k); i++) {
			const void *row = model_row(im->old, (enum kind_id)k, i);
			str key = row_key(im->mem, (enum kind_id)k, row);
			if (map_find(&im->by_key[k], key) != MAP_NONE ||
			    !in_imported_file(im, (enum kind_id)k, row))
				continue;
			if (im->o->prune)
				add_change(im, r, room,
				    (struct import_change){.kind = (enum kind_id)k,
				        .op = IMPORT_REMOVED,
				        .key = key});
			else
				r->missing++;
		}
	}
}

void
import_diff(struct import *im, struct import_report *out)
{
	size_t room = 0;

	out->files = im->n_src;
	out->rows = im->n_row;
	for (size_t i = 0; i < im->n_row; i++) {
		struct staged *s = &im->row[i];
		const void *old = model_find(im->old, s->kind, s->key);
		struct import_change c = {.kind = s->kind,
		    .op = IMPORT_ADDED,
		    .key = s->key,
		    .file = s->file,
		    .line = s->line};
		if (old != NULL) {
			c.op = IMPORT_CHANGED;
			c.n_field = differing(im, s->kind, old, s->row, &c.field);
			if (c.n_field == 0) {
				out->unchanged++;
				continue;
			}
		}
		add_change(im, out, &room, c);
	}
	diff_missing(im, out, &room);
}
