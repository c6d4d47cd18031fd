/* Files: originals, the list, undo; and the dictionary at the end of an import. */
#include "core/ledger/import_priv.h"
#include "core/ledger/messages.h"

#include "ledger.sql.h"

#include <string.h>

bool
ledger_files(struct db *db, int64_t org, struct arena *mem, struct ledger_file **out, size_t *n,
    struct err *e)
{
	struct ledger_file_list_row r;
	struct db_run *q = ledger_file_list(db, mem, &(struct ledger_file_list_in){org}, e);
	enum db_step st = q == NULL ? DB_FAIL : DB_ROW;
	size_t room = 0;

	*out = NULL;
	*n = 0;
	while (st == DB_ROW && (st = ledger_file_list_next(q, &r, e)) == DB_ROW) {
		arena_grow(mem, *out, *n, room);
		(*out)[(*n)++] = (struct ledger_file){.id = r.id,
		    .batch = r.batch,
		    .at = r.at,
		    .name = r.name,
		    .sha256 = r.sha256,
		    .bytes = r.bytes,
		    .charset = (int)r.charset,
		    .year_from = (int)r.year_from,
		    .year_to = (int)r.year_to,
		    .vouchers = r.vouchers,
		    .lines = r.lines,
		    .debit_ore = r.debit,
		    .result_ore = r.result,
		    .cube_dims = r.cube_dims};
	}
	return st == DB_DONE;
}

bool
file_remove(struct db *db, int64_t org, int64_t file, struct err *e)
{
	return ledger_drop_segs(db, &(struct ledger_drop_segs_in){org, file}, e) &&
	    ledger_drop_vblks(db, &(struct ledger_drop_vblks_in){org, file}, e) &&
	    ledger_drop_vkeys(db, &(struct ledger_drop_vkeys_in){org, file}, e) &&
	    ledger_drop_cube(db, &(struct ledger_drop_cube_in){org, file}, e) &&
	    ledger_drop_original(db, &(struct ledger_drop_original_in){org, file}, e) &&
	    ledger_drop_file(db, &(struct ledger_drop_file_in){org, file}, e);
}

bool
ledger_undo(struct db *db, int64_t org, int64_t batch, int64_t *n_file, struct err *e)
{
	struct arena mem;
	struct ledger_file *f;
	size_t n;

	*n_file = 0;
	arena_init(&mem, (size_t)256 << 20);
	bool ok = ledger_files(db, org, &mem, &f, &n, e);
	for (size_t i = 0; ok && i < n; i++) {
		if (f[i].batch != batch)
			continue;
		ok = file_remove(db, org, f[i].id, e);
		*n_file += 1;
	}
	arena_end(&mem);
	return ok;
}

static bool
store_accounts(struct ledger_import *im, const struct sie *f, struct err *e)
{
	struct ledger_dict *d = im->dict;

	for (size_t i = 0; i < im->n_account_of; i++) {
		uint32_t id = im->account_of[i].id;
		if (id == 0)
			continue;
		struct ledger_account *a = &d->account[id];
		const struct sie_account *s = &f->account[i];
		/* A file that does not say what an account is does not change what is known. */
		char type = s->type == 0 && a->type != 0 ? a->type : sie_account_type(s);
		str name = s->name.n > 0 ? s->name : a->name;
		if (a->type != 0 && a->type == type && str_eq(a->name, name))
			continue;
		a->type = type != 0 ? type : 'K';
		a->name = str_dup(d->mem, name);
		if (!ledger_account_put(im->db,
		        &(struct ledger_account_put_in){.org = im->org,
		            .id = id,
		            .no = a->no,
		            .name = a->name,
		            .type = (str){&a->type, 1}},
		        e))
			return false;
	}
	return true;
}

static bool
store_objects(struct ledger_import *im, const struct sie *f, size_t n_before, struct err *e)
{
	struct ledger_dict *d = im->dict;

	for (size_t i = 0; i < im->n_object_of; i++) {
		uint32_t id = im->object_of[i].id;
		if (id == 0)
			continue;
		struct ledger_object *o = &d->object[id];
		str name = f->object[i].name.n > 0 ? f->object[i].name : o->name;
		if (id < n_before && str_eq(o->name, name))
			continue;
		o->name = str_dup(d->mem, name);
		if (!ledger_object_put(im->db,
		        &(struct ledger_object_put_in){.org = im->org,
		            .id = id,
		            .dim = o->dim,
		            .no = o->no,
		            .name = o->name},
		        e))
			return false;
	}
	for (size_t i = 0; i < f->n_dim; i++) {
		if (f->dim[i].name.n == 0)
			continue;
		dict_dim(d, f->dim[i].no, f->dim[i].name);
		if (!ledger_dim_put(im->db,
		        &(struct ledger_dim_put_in){.org = im->org,
		            .no = f->dim[i].no,
		            .name = f->dim[i].name},
		        e))
			return false;
	}
	return true;
}

bool
dict_store(struct ledger_import *im, const struct sie *f, struct err *e)
{
	return store_accounts(im, f, e) && store_objects(im, f, im->n_object_before, e) &&
	    combos_store(im->db, im->org, im->dict, im->n_combo_before, e);
}
