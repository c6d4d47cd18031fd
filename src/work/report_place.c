#include "work/report_place.h"

#include "fmt/front.h"
#include "report_place.sql.h"
#include "work/state.h"

/* Lines before the text in the file of that path; 0 where it is not kept or cannot be read. */
static bool
lines_before(const struct view *v, str path, int *lines, struct err *e)
{
	struct source_newest_row row;
	struct front f;
	struct err bad = {0};
	str file;
	enum db_step st = source_newest_one(v->db, v->mem, &(struct source_newest_in){v->org, path},
	    &row, e);

	*lines = 0;
	if (st == DB_ROW && kept_unpack(v->mem, row.bytes, row.data, &file) &&
	    front_read(v->mem, file, path, &f, &bad))
		*lines = f.body_line;
	return st == DB_ROW || st == DB_DONE;
}

bool
report_places(const struct view *v, struct diag *d, size_t from, struct err *e)
{
	str known = STR("");
	int lines = 0;

	for (size_t i = from; i < d->n; i++) {
		struct finding *f = &d->v[i];
		if (f->line < 1 || !str_has_prefix(f->file, STR("rapport/")) ||
		    !str_has_suffix(f->file, STR(".md")))
			continue;
		/* Findings come file by file. */
		if (!str_eq(f->file, known)) {
			if (!lines_before(v, f->file, &lines, e))
				return false;
			known = f->file;
		}
		f->line += lines;
	}
	return true;
}
