/* The domain on both databases: every query of the program is prepared, rows of
 * every kind go in and come out as they were, migrations refuse what is foreign. */
#include "core/model/model.h"
#include "db/migrate.h"

#include "batch.sql.h"
#include "model.sql.h"
#include "migrate.sql.h"

#include "check.h"
#include "databases.h"

#include <string.h>

static struct arena mem;

static void
prepare_all(struct db *db, const struct db_stmt *const *s)
{
	for (; *s != NULL; s++) {
		struct err e = {0};
		bool ok = db_prepare_check(db, *s, &e);
		check_at(ok, (*s)->name, 0, e.text[LANG_EN]);
	}
}

/* A text that the field's type takes. */
static str
sample(const struct field_desc *f, int i)
{
	switch (f->type) {
	case FT_TEXT:
	case FT_REF:
		return str_fmt(&mem, "v%d \"å\" <&>", i);
	case FT_MD:
		return STR("Rad ett\n\n- rad två: 5 %\n");
	case FT_INT:
		return str_fmt(&mem, "%d", i + 1);
	case FT_YEAR:
		return STR("2025");
	case FT_BOOL:
		return STR("ja");
	case FT_ORE:
		return STR("-9223372036854775807");
	case FT_DEC:
		return STR("-12.340");
	case FT_DATE:
		return STR("2025-12-31");
	case FT_PERIOD:
		return STR("2025-T3");
	case FT_ENUM:
		return str_of(f->enum_text[1]);
	}
	return STR("");
}

static void
round_trip(struct db *db)
{
	struct model *m = model_new(&mem), *back;
	struct err e = {0};

	check(db_begin(db, DB_WRITE, &e));
	for (int k = 0; k < KIND__COUNT; k++) {
		void *row = model_add(m, (enum kind_id)k);
		for (int f = 0; f < kinds[k].n_field; f++)
			check(field_set(&mem, &kinds[k].field[f], row,
			    sample(&kinds[k].field[f], f)));
		check(model_put(db, 1, (enum kind_id)k, row, &e));
		check(model_put(db, 1, (enum kind_id)k, row, &e)); /* again: the same row */
		model_index(m, (enum kind_id)k);
	}
	check(model_load(db, 1, &mem, &back, &e));
	for (int k = 0; k < KIND__COUNT; k++) {
		check_i64((int64_t)model_count(back, (enum kind_id)k), 1);
		for (int f = 0; f < kinds[k].n_field; f++)
			check_str(field_text(&mem, &kinds[k].field[f],
			              model_row(back, (enum kind_id)k, 0)),
			    str_z(&mem,
			        field_text(&mem, &kinds[k].field[f],
			            model_row(m, (enum kind_id)k, 0))));
		check(model_del(db, 1, (enum kind_id)k, model_row(m, (enum kind_id)k, 0), &e));
	}
	check(model_load(db, 1, &mem, &back, &e));
	for (int k = 0; k < KIND__COUNT; k++)
		check_i64((int64_t)model_count(back, (enum kind_id)k), 0);
	db_rollback(db);
	check(e.rc == RC_OK);
}

static void
on(const char *url)
{
	struct db *db;
	struct err e = {0};

	if (!db_open(&db, url, true, &e) || !db_migrate(db, &e)) {
		check_at(false, url, 0, e.text[LANG_EN]);
		return;
	}
	check(db_migrate(db, &e)); /* a second time is nothing */
	check(db_check_version(db, &e));
	check(db_begin(db, DB_READ, &e));
	prepare_all(db, model_stmts);
	prepare_all(db, batch_stmts);
	prepare_all(db, migrate_stmts);
	db_rollback(db);
	round_trip(db);

	check(db_begin(db, DB_WRITE, &e));
	check_at(migrate_set(db, &(struct migrate_set_in){STR("version"), STR("9999")}, &e), url, 0,
	    e.text[LANG_EN]);
	check(db_commit(db, &e));
	check(!db_check_version(db, &e) && e.rc == RC_INVALID);
	e = (struct err){0};
	check(!db_migrate(db, &e) && e.rc == RC_INVALID);
	db_close(db);
}

int
main(void)
{
	arena_init(&mem, (size_t)1 << 30);
	each_database(&mem, on);
	arena_end(&mem);
	return check_done();
}
