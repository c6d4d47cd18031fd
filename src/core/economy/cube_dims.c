/* Which dimensions the ledger's cube must keep: those that mappings ask for. */
#include "core/economy/result.h"

#include "economy.sql.h"

bool
economy_cube_dims(struct db *db, int64_t org, struct arena *mem, int **out, size_t *n,
    struct err *e)
{
	struct economy_mapping_dims_row r;
	struct db_run *q = economy_mapping_dims(db, mem, &(struct economy_mapping_dims_in){org}, e);
	enum db_step st = q == NULL ? DB_FAIL : DB_ROW;
	size_t room = 0;
	int64_t dim;

	*out = NULL;
	*n = 0;
	while (st == DB_ROW && (st = economy_mapping_dims_next(q, &r, e)) == DB_ROW) {
		if (!str_i64(r.dim, &dim) || dim < 0 || dim > INT32_MAX)
			continue;
		arena_grow(mem, *out, *n, room);
		(*out)[(*n)++] = (int)dim;
	}
	return st == DB_DONE;
}
