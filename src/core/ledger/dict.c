/* What ids mean: the accounts, objects and combinations of an organisation. */
#include "core/ledger/store.h"

#include "ledger.sql.h"

#include <string.h>

#define SEED 0x7465727469616cu

/* Keys: an account's number as it is; an object's with its dimension before it; a
 * combination's ids in decimal. */
static str
object_key(struct arena *mem, int dim, str no)
{
	struct sb b;
	str out;

	sb_init(&b, mem, no.n + 16);
	sb_i64(&b, dim);
	sb_chr(&b, '\x1f');
	sb_str(&b, no);
	must(sb_done(&b, &out));
	return out;
}

static str
combo_text(struct arena *mem, const uint32_t *object, size_t n)
{
	struct sb b;
	str out;

	sb_init(&b, mem, (size_t)1 << 16);
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			sb_chr(&b, ' ');
		sb_i64(&b, object[i]);
	}
	must(sb_done(&b, &out));
	return out;
}

static void
add_account(struct ledger_dict *d, size_t id, struct ledger_account a)
{
	while (d->n_account <= id) { /* ids that no row has stay empty */
		arena_grow(d->mem, d->account, d->n_account, d->account_room);
		d->account[d->n_account++] = (struct ledger_account){0};
	}
	d->account[id] = a;
	map_set(&d->account_no, a.no, id);
}

static void
add_object(struct ledger_dict *d, size_t id, struct ledger_object o)
{
	while (d->n_object <= id) {
		arena_grow(d->mem, d->object, d->n_object, d->object_room);
		d->object[d->n_object++] = (struct ledger_object){0};
	}
	d->object[id] = o;
	map_set(&d->object_no, object_key(d->mem, o.dim, o.no), id);
}

static void
add_combo(struct ledger_dict *d, size_t id, struct ledger_combo c, str key)
{
	while (d->n_combo <= id) {
		arena_grow(d->mem, d->combo, d->n_combo, d->combo_room);
		d->combo[d->n_combo++] = (struct ledger_combo){0};
	}
	d->combo[id] = c;
	map_set(&d->combo_key, key, id);
}

void
dict_dim(struct ledger_dict *d, int no, str name)
{
	size_t at = 0;

	while (at < d->n_dim && d->dim[at].no < no)
		at++;
	if (at < d->n_dim && d->dim[at].no == no) {
		d->dim[at].name = str_dup(d->mem, name);
		return;
	}
	arena_grow(d->mem, d->dim, d->n_dim, d->dim_room);
	memmove(d->dim + at + 1, d->dim + at, (d->n_dim - at) * sizeof *d->dim);
	d->dim[at] = (struct ledger_dim){.no = no, .name = str_dup(d->mem, name)};
	d->n_dim++;
}

static bool
load_accounts(struct db *db, int64_t org, struct ledger_dict *d, struct err *e)
{
	struct ledger_accounts_row r;
	struct db_run *q = ledger_accounts(db, d->mem, &(struct ledger_accounts_in){org}, e);
	enum db_step st = q == NULL ? DB_FAIL : DB_ROW;

	while (st == DB_ROW && (st = ledger_accounts_next(q, &r, e)) == DB_ROW) {
		if (r.id <= 0 || r.id > INT32_MAX)
			continue;
		add_account(d, (size_t)r.id,
		    (struct ledger_account){r.no, r.name, r.type.n > 0 ? r.type.p[0] : '\0'});
	}
	return st == DB_DONE;
}

static bool
load_objects(struct db *db, int64_t org, struct ledger_dict *d, struct err *e)
{
	struct ledger_objects_row r;
	struct db_run *q = ledger_objects(db, d->mem, &(struct ledger_objects_in){org}, e);
	enum db_step st = q == NULL ? DB_FAIL : DB_ROW;

	while (st == DB_ROW && (st = ledger_objects_next(q, &r, e)) == DB_ROW) {
		if (r.id <= 0 || r.id > INT32_MAX)
			continue;
		add_object(d, (size_t)r.id, (struct ledger_object){(int)r.dim, r.no, r.name});
	}
	return st == DB_DONE;
}

static bool
load_combos(struct db *db, int64_t org, struct ledger_dict *d, struct err *e)
{
	struct ledger_combos_row r;
	struct db_run *q = ledger_combos(db, d->mem, &(struct ledger_combos_in){org}, e);
	enum db_step st = q == NULL ? DB_FAIL : DB_ROW;

	while (st == DB_ROW && (st = ledger_combos_next(q, &r, e)) == DB_ROW) {
		if (r.id <= 0 || r.id > INT32_MAX)
			continue;
		uint32_t *id = arena_array(d->mem, r.objects.n + 1, uint32_t);
		size_t n = 0;
		str rest = r.objects, part;
		int64_t v;
		while (str_cut(&rest, ' ', &part))
			if (str_i64(part, &v) && v > 0 && v < (int64_t)d->n_object)
				id[n++] = (uint32_t)v;
		add_combo(d, (size_t)r.id, (struct ledger_combo){id, n}, r.objects);
	}
	return st == DB_DONE;
}

static bool
load_dims(struct db *db, int64_t org, struct ledger_dict *d, struct err *e)
{
	struct ledger_dims_row r;
	struct db_run *q = ledger_dims(db, d->mem, &(struct ledger_dims_in){org}, e);
	enum db_step st = q == NULL ? DB_FAIL : DB_ROW;

	while (st == DB_ROW && (st = ledger_dims_next(q, &r, e)) == DB_ROW)
		dict_dim(d, (int)r.no, r.name);
	return st == DB_DONE;
}

static struct ledger_dict *
dict_new(struct arena *mem)
{
	struct ledger_dict *d = arena_new(mem, struct ledger_dict);

	d->mem = mem;
	map_init(&d->account_no, mem, SEED);
	map_init(&d->object_no, mem, SEED);
	map_init(&d->combo_key, mem, SEED);
	return d;
}

bool
ledger_dict_load(struct db *db, int64_t org, struct arena *mem, struct ledger_dict **out,
    struct err *e)
{
	struct ledger_dict *d = dict_new(mem);

	arena_grow(mem, d->account, d->n_account, d->account_room);
	arena_grow(mem, d->object, d->n_object, d->object_room);
	arena_grow(mem, d->combo, d->n_combo, d->combo_room);
	d->n_account = d->n_object = d->n_combo = 1; /* (L5) */
	if (!load_accounts(db, org, d, e) || !load_objects(db, org, d, e) ||
	    !load_combos(db, org, d, e) || !load_dims(db, org, d, e))
		return false;
	*out = d;
	return true;
}

bool
dict_ask(struct db *db, int64_t org, struct arena *mem, struct ledger_dict **out, struct err *e)
{
	struct ledger_dict *d = dict_new(mem);
	struct ledger_dict_size_row n;

	d->ask = db;
	d->org = org;
	if (ledger_dict_size_one(db, mem, &(struct ledger_dict_size_in){org}, &n, e) != DB_ROW)
		return false;
	must(n.account >= 0 && n.object >= 0 && n.combo >= 0);
	d->n_account = d->account_room = (size_t)n.account + 1; /* (L5) */
	d->n_object = d->object_room = (size_t)n.object + 1;
	d->n_combo = d->combo_room = (size_t)n.combo + 1;
	d->account = arena_array(mem, d->n_account, struct ledger_account);
	d->object = arena_array(mem, d->n_object, struct ledger_object);
	d->combo = arena_array(mem, d->n_combo, struct ledger_combo);
	*out = d;
	return load_dims(db, org, d, e);
}

/* Read the account, if the database has it; the next two alike. */
static void
ask_account(struct ledger_dict *d, str no)
{
	struct ledger_account_of_row r;

	if (d->ask != NULL && d->bad.rc == RC_OK &&
	    ledger_account_of_one(d->ask, d->mem, &(struct ledger_account_of_in){d->org, no}, &r,
	        &d->bad) == DB_ROW &&
	    r.id > 0 && r.id <= INT32_MAX)
		add_account(d, (size_t)r.id,
		    (struct ledger_account){str_dup(d->mem, no), r.name,
		        r.type.n > 0 ? r.type.p[0] : '\0'});
}

static void
ask_object(struct ledger_dict *d, int dim, str no)
{
	struct ledger_object_of_row r;

	if (d->ask != NULL && d->bad.rc == RC_OK &&
	    ledger_object_of_one(d->ask, d->mem, &(struct ledger_object_of_in){d->org, dim, no}, &r,
	        &d->bad) == DB_ROW &&
	    r.id > 0 && r.id <= INT32_MAX)
		add_object(d, (size_t)r.id,
		    (struct ledger_object){dim, str_dup(d->mem, no), r.name});
}

static bool
ask_combo(struct ledger_dict *d, str key, size_t *id)
{
	struct ledger_combo_of_row r;

	if (d->ask == NULL || d->bad.rc != RC_OK ||
	    ledger_combo_of_one(d->ask, d->mem, &(struct ledger_combo_of_in){d->org, key}, &r,
	        &d->bad) != DB_ROW ||
	    r.id <= 0 || r.id > INT32_MAX)
		return false;
	*id = (size_t)r.id;
	return true;
}

uint32_t
ledger_account_find(const struct ledger_dict *d, str no)
{
	size_t id = map_find(&d->account_no, no);

	return id == MAP_NONE ? 0 : (uint32_t)id;
}

uint32_t
ledger_object_find(const struct ledger_dict *d, int dim, str no)
{
	struct arena scratch;

	arena_init(&scratch, (size_t)4 << 20);
	size_t id = map_find(&d->object_no, object_key(&scratch, dim, no));
	arena_end(&scratch);
	return id == MAP_NONE ? 0 : (uint32_t)id;
}

uint32_t
dict_account(struct ledger_dict *d, str no)
{
	uint32_t id = ledger_account_find(d, no);

	if (id == 0) {
		ask_account(d, no);
		id = ledger_account_find(d, no);
	}
	if (id == 0) {
		id = (uint32_t)d->n_account;
		add_account(d, id, (struct ledger_account){.no = str_dup(d->mem, no)});
	}
	return id;
}

uint32_t
dict_object(struct ledger_dict *d, int dim, str no)
{
	uint32_t id = ledger_object_find(d, dim, no);

	if (id == 0) {
		ask_object(d, dim, no);
		id = ledger_object_find(d, dim, no);
	}
	if (id == 0) {
		id = (uint32_t)d->n_object;
		add_object(d, id, (struct ledger_object){.dim = dim, .no = str_dup(d->mem, no)});
	}
	return id;
}

uint32_t
combo_of_objects(struct ledger_dict *d, const uint32_t *object, size_t n, const int *cube_dim,
    size_t n_cube_dim)
{
	uint32_t id[64];
	size_t k = 0;

	for (size_t i = 0; i < n && k < COUNTOF(id); i++) {
		uint32_t o = object[i];
		size_t at = 0;
		while (at < n_cube_dim && d->object[o].dim != cube_dim[at])
			at++;
		if (at == n_cube_dim)
			continue;
		for (at = k++; at > 0 && id[at - 1] > o; at--)
			id[at] = id[at - 1];
		id[at] = o;
	}
	return dict_combo(d, id, k);
}

bool
combos_store(struct db *db, int64_t org, const struct ledger_dict *d, size_t from, struct err *e)
{
	struct arena scratch;
	bool ok = true;

	arena_init(&scratch, (size_t)256 << 20);
	for (size_t i = from; ok && i < d->n_combo; i++)
		ok = ledger_combo_put(db,
		    &(struct ledger_combo_put_in){.org = org,
		        .id = (int64_t)i,
		        .objects = combo_text(&scratch, d->combo[i].object, d->combo[i].n)},
		    e);
	arena_end(&scratch);
	return ok;
}

str
dims_text(struct arena *mem, const int *dim, size_t n)
{
	struct sb b;
	str out;

	sb_init(&b, mem, 4096);
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			sb_chr(&b, ' ');
		sb_i64(&b, dim[i]);
	}
	must(sb_done(&b, &out));
	return n > 0 ? out : STR("");
}

void
dims_add(int dim[CUBE_DIMS_MAX], size_t *n, int no)
{
	for (size_t i = 0; i < *n; i++)
		if (dim[i] == no)
			return;
	if (*n < CUBE_DIMS_MAX)
		dim[(*n)++] = no;
}

size_t
dims_parse(str text, int out[CUBE_DIMS_MAX])
{
	size_t n = 0;
	int64_t v;
	str part;

	while (str_cut(&text, ' ', &part))
		if (str_i64(part, &v) && v >= 0 && v <= INT32_MAX)
			dims_add(out, &n, (int)v);
	return n;
}

uint32_t
dict_combo(struct ledger_dict *d, const uint32_t *object, size_t n)
{
	if (n == 0)
		return 0;
	str key = combo_text(d->mem, object, n);
	size_t id = map_find(&d->combo_key, key);
	if (id != MAP_NONE)
		return (uint32_t)id;
	uint32_t *copy = arena_array(d->mem, n, uint32_t);
	memcpy(copy, object, n * sizeof *copy);
	if (!ask_combo(d, key, &id))
		id = d->n_combo;
	add_combo(d, id, (struct ledger_combo){copy, n}, key);
	return (uint32_t)id;
}
