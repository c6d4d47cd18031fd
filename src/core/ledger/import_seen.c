/* A voucher is known by year, series and number (L1): the numbers of the file
 * that is being read, and those that the database has. */
#include "core/ledger/import_priv.h"
#include "core/ledger/messages.h"

#include "ledger.sql.h"

#include <string.h>

#define BIT_NUMBERS ((int64_t)1 << 27) /* larger numbers go to the map */
#define CLASHES_MAX 50                 /* that are told one by one */
#define AGAIN_MAX 1000                 /* numbers of a series that may come again */

static bool
load_ranges(struct ledger_import *im, struct seen *s, struct err *e)
{
	struct ledger_vkeys_row r;
	struct db_run *q = ledger_vkeys(im->db, im->mem,
	    &(struct ledger_vkeys_in){im->org, s->year, s->series}, e);
	enum db_step st = q == NULL ? DB_FAIL : DB_ROW;
	size_t room = 0;

	while (st == DB_ROW && (st = ledger_vkeys_next(q, &r, e)) == DB_ROW) {
		if (r.file == im->file)
			continue; /* written by this very import */
		arena_grow(im->mem, s->range, s->n_range, room);
		int64_t before = s->n_range > 0 ? s->range[s->n_range - 1].hi_before : -1;
		s->range[s->n_range++] = (struct key_range){.lo = r.lo,
		    .hi = r.hi,
		    .hi_before = r.hi > before ? r.hi : before,
		    .file = r.file,
		    .first = r.first};
		s->last = r.hi > s->last ? r.hi : s->last;
	}
	return st == DB_DONE;
}

static struct seen *
seen_find(struct ledger_import *im, int year, str series, struct err *e)
{
	struct arena scratch;

	arena_init(&scratch, (size_t)4 << 20);
	str key = str_fmt(&scratch, "%d\x1f%.*s", year, STR_ARG(series));
	size_t at = map_find(&im->seen_key, key);
	if (at == MAP_NONE) {
		struct seen *s = arena_new(im->mem, struct seen);
		*s = (struct seen){.year = year, .series = str_dup(im->mem, series), .block_lo = 1};
		map_init(&s->other, im->mem, (uint64_t)im->file);
		map_init(&s->again, im->mem, (uint64_t)im->file);
		at = im->n_seen;
		if (load_ranges(im, s, e)) {
			arena_grow(im->mem, im->seen, im->n_seen, im->seen_room);
			im->seen[im->n_seen++] = s;
			map_set(&im->seen_key, str_dup(im->mem, key), at);
		}
	}
	arena_end(&scratch);
	return at < im->n_seen ? im->seen[at] : NULL;
}

/* A voucher's series is nearly always one that was met in the same year. */
struct seen *
seen_of(struct ledger_import *im, int year, uint32_t at, str series, struct err *e)
{
	size_t k = at == SIE_NONE ? 0 : (size_t)at + 1;

	if (year != im->by_series_year) {
		im->by_series_year = year;
		im->n_by_series = 0;
	}
	while (im->n_by_series <= k) {
		arena_grow(im->mem, im->by_series, im->n_by_series, im->by_series_room);
		im->by_series[im->n_by_series++] = NULL;
	}
	if (im->by_series[k] == NULL)
		im->by_series[k] = seen_find(im, year, series, e);
	return im->by_series[k];
}

/* True when the number was not there; it is now. */
static bool
mark(struct ledger_import *im, struct seen *s, str no, int64_t key)
{
	if (key < 0 || key >= BIT_NUMBERS)
		return map_add(&s->other, str_dup(im->mem, no), 0) == MAP_NONE;
	size_t word = (size_t)key / 64;
	if (word >= s->n_bit) {
		size_t n = s->n_bit == 0 ? 64 : s->n_bit;
		while (n <= word)
			n *= 2;
		uint64_t *bit = arena_array(im->mem, n, uint64_t);
		if (s->n_bit > 0)
			memcpy(bit, s->bit, s->n_bit * sizeof *bit);
		s->bit = bit;
		s->n_bit = n;
	}
	uint64_t b = (uint64_t)1 << (key % 64);
	if (s->bit[word] & b)
		return false;
	s->bit[word] |= b;
	return true;
}

/* The earlier voucher of this file with the number: in the block being filled or in
 * those that are stored. */
static bool
find_earlier(struct ledger_import *im, const struct vou *v, uint32_t *line, uint32_t *hash,
    struct err *e)
{
	struct ledger_vblks_row r;
	struct vou *have = im->block->vou;
	size_t n = im->block->n;

	if (!blocks_settle(im, e))
		return false;
	struct db_run *q = ledger_vblks(im->db, im->mem,
	    &(struct ledger_vblks_in){im->org, im->file}, e);
	enum db_step st = q == NULL ? DB_FAIL : DB_ROW;

	while (st == DB_ROW) {
		for (size_t i = 0; i < n; i++) {
			if (have[i].year != v->year || !str_eq(have[i].series, v->series) ||
			    !str_eq(have[i].no, v->no))
				continue;
			*line = have[i].line;
			*hash = have[i].hash;
			return true;
		}
		st = ledger_vblks_next(q, &r, e);
		if (st == DB_ROW &&
		    !vblk_open(&im->z, im->mem, im->org, im->file, &r, &have, &n, NULL, e))
			return false;
	}
	return st == DB_DONE; /* it was passed over, being stored by an earlier file */
}

/* Some programs number their automatic vouchers alike every month.  The later ones
 * get a number of their own; one that is the same in everything is a double. */
static bool
seen_again(struct ledger_import *im, struct seen *s, struct vou *v, struct err *e)
{
	uint32_t line = 0, hash = ~v->hash;
	size_t times = map_find(&s->again, v->no);

	if (!find_earlier(im, v, &line, &hash, e))
		return false;
	if (hash == v->hash || (times == MAP_NONE && s->n_again++ >= AGAIN_MAX))
		return fail(e, RC_CONFLICT, MSG_ledger_twice, ARG(v->series), ARG(v->no),
		    ARG(im->src.name), ARG(line), ARG(v->line));
	times = times == MAP_NONE ? 2 : times + 1;
	map_set(&s->again, str_dup(im->mem, v->no), times);
	str own = str_fmt(&im->block->mem, "%.*s~%zu", STR_ARG(v->no), times);
	diag_add(im->d, SEV_WARNING, ((struct place){im->src.name, (int)v->line, 0, STR("")}),
	    MSG_ledger_number_again, ARG(v->series), ARG(v->no), ARG(own), ARG(line), ARG(v->line));
	v->no = own;
	return mark(im, s, own, -1) ||
	    fail(e, RC_CONFLICT, MSG_ledger_twice, ARG(v->series), ARG(own), ARG(im->src.name),
	        ARG(line), ARG(v->line));
}

static bool
range_read(struct ledger_import *im, struct key_range *k, struct err *e)
{
	struct ledger_vblk_at_row r;

	if (k->vou != NULL)
		return true;
	if (ledger_vblk_at_one(im->db, im->mem,
	        &(struct ledger_vblk_at_in){im->org, k->file, k->first}, &r, e) != DB_ROW)
		return fail(e, RC_IO, MSG_ledger_damaged, ARG("ledger_vkey"));
	struct ledger_vblks_row row = {.first = r.first, .n = r.n, .crc = r.crc, .data = r.data};
	return vblk_open(&im->z, im->mem, im->org, k->file, &row, &k->vou, &k->n_vou, NULL, e);
}

static bool
file_name(struct ledger_import *im, int64_t file, str *out, struct err *e)
{
	struct ledger_file *f;
	size_t n;

	*out = STR("?");
	if (!ledger_files(im->db, im->org, im->mem, &f, &n, e))
		return false;
	for (size_t i = 0; i < n; i++)
		if (f[i].id == file)
			*out = f[i].name;
	return true;
}

/* *have is the voucher that the database has under this number, or NULL. */
static bool
stored(struct ledger_import *im, struct seen *s, const struct vou *v, int64_t key,
    const struct vou **have, int64_t *file, struct err *e)
{
	size_t lo = 0, hi = s->n_range;

	*have = NULL;
	while (lo < hi) { /* ranges that begin at or below the number */
		size_t mid = lo + (hi - lo) / 2;
		if (s->range[mid].lo <= key)
			lo = mid + 1;
		else
			hi = mid;
	}
	for (size_t i = lo; i-- > 0 && s->range[i].hi_before >= key;) {
		struct key_range *k = &s->range[i];
		if (k->hi < key)
			continue;
		if (!range_read(im, k, e))
			return false;
		for (size_t j = 0; j < k->n_vou; j++) {
			if (k->vou[j].year != v->year || !str_eq(k->vou[j].no, v->no) ||
			    !str_eq(k->vou[j].series, v->series))
				continue;
			*have = &k->vou[j];
			*file = k->file;
			return true;
		}
	}
	return true;
}

/* A voucher that is stored with other content: told, and the import ends with it. */
static bool
clashes(struct ledger_import *im, const struct vou *v, const struct vou *have, int64_t file,
    struct err *e)
{
	str name;

	if (im->n_clash++ >= CLASHES_MAX)
		return true;
	if (!file_name(im, file, &name, e))
		return false;
	diag_add(im->d, SEV_ERROR, ((struct place){im->src.name, (int)v->line, 0, STR("")}),
	    MSG_ledger_collision, ARG(v->series), ARG(v->no), ARG(name), ARG(have->line),
	    ARG(im->src.name), ARG(v->line));
	(void)fail(&im->clash, RC_CONFLICT, MSG_ledger_collision, ARG(v->series), ARG(v->no),
	    ARG(name), ARG(have->line), ARG(im->src.name), ARG(v->line));
	return true;
}

static void
meet(struct ledger_import *im, int64_t file, bool clash)
{
	size_t i = 0;

	while (i < im->n_met && im->met[i].file != file)
		i++;
	if (i == im->n_met) {
		arena_grow(im->mem, im->met, im->n_met, im->met_room);
		im->met[im->n_met++] = (struct met){.file = file};
	}
	im->met[i].vouchers++;
	im->met[i].clash |= clash;
}

bool
seen_check(struct ledger_import *im, struct seen *s, struct vou *v, bool *store, struct err *e)
{
	int64_t key = vou_key(v->no), file = 0;
	const struct vou *have = NULL;

	*store = true;
	if (!mark(im, s, v->no, key)) {
		if (!seen_again(im, s, v, e))
			return false;
		key = -1;
	}
	if (s->n_range > 0 && !stored(im, s, v, key, &have, &file, e))
		return false;
	if (have != NULL)
		meet(im, file, have->hash != v->hash);
	if (have != NULL && have->hash == v->hash) {
		*store = false;
		return true;
	}
	if (have != NULL) {
		*store = false;
		return clashes(im, v, have, file, e);
	}
	if (key < 0) {
		s->block_other = true;
		return true;
	}
	s->last = key > s->last ? key : s->last;
	if (s->block_lo > s->block_hi) {
		s->block_lo = s->block_hi = key;
		return true;
	}
	s->block_lo = key < s->block_lo ? key : s->block_lo;
	s->block_hi = key > s->block_hi ? key : s->block_hi;
	return true;
}

str
seen_number(struct ledger_import *im, struct seen *s)
{
	s->last++;
	return str_fmt(&im->block->mem, "%lld", (long long)s->last);
}

static bool
key_put(struct ledger_import *im, const struct seen *s, int64_t lo, int64_t hi, uint32_t first,
    struct err *e)
{
	return ledger_vkey_put(im->db,
	    &(struct ledger_vkey_put_in){.org = im->org,
	        .year = s->year,
	        .series = s->series,
	        .lo = lo,
	        .hi = hi,
	        .file = im->file,
	        .first = first},
	    e);
}

/* The block is full: say which numbers it holds, and begin anew. */
bool
seen_put_keys(struct ledger_import *im, uint32_t first, struct err *e)
{
	for (size_t i = 0; i < im->n_seen; i++) {
		struct seen *s = im->seen[i];
		if (s->block_lo <= s->block_hi &&
		    !key_put(im, s, s->block_lo, s->block_hi, first, e))
			return false;
		if (s->block_other && !key_put(im, s, -1, -1, first, e))
			return false;
		s->block_lo = 1;
		s->block_hi = 0;
		s->block_other = false;
	}
	return true;
}
