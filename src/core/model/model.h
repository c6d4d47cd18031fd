/* model.h -- the organisation as it stands in the database, loaded whole.
 *
 * A `struct model` is an immutable picture: every kind of domain.model as an
 * array of typed rows, sorted by key, read in one transaction.  What is computed
 * (status, tables, facts, checks) is computed from it and from the ledger's cube,
 * by functions without a database: the same picture gives the same figures.
 *
 * Ownership: everything lives in the arena given to model_load.
 *
 * Invariants
 *   (M1) rows of a kind are sorted by key, bytewise, in the order of key fields.
 *   (M2) a reference that is not empty names a row that exists.
 *   (M3) a missing dec is not dec_ok, a missing date has y 0, a missing period is
 *        PERIOD_NONE, a missing text is empty, a missing enum is its first value. */
#ifndef TERTIAL_CORE_MODEL_MODEL_H
#define TERTIAL_CORE_MODEL_MODEL_H

#include "base/date.h"
#include "base/err.h"
#include "base/map.h"
#include "db/db.h"

#include "model.gen.h" /* structs, enums, struct model, KIND_x, typed finders */

enum field_type {
	FT_TEXT,
	FT_MD,
	FT_INT,
	FT_BOOL,
	FT_ORE,
	FT_DEC,
	FT_DATE,
	FT_PERIOD,
	FT_YEAR,
	FT_ENUM,
	FT_REF
};

struct field_desc {
	const char *name;
	enum field_type type;
	bool key, required;
	size_t offset;                /* in the kind's struct */
	const char *const *enum_text; /* FT_ENUM: NULL-terminated */
	enum kind_id ref;             /* FT_REF */
};

/* STORE_BIN: a file whose name is the id and whose bytes are `data`, in base64. */
enum storage { STORE_YAML, STORE_CSV, STORE_MD, STORE_BIN };

struct kind_desc {
	const char *name;
	const char *list; /* key of the list in YAML */
	const char *title[LANG__COUNT];
	enum storage storage;
	const char *file; /* template: "mal/delmal-{objective.year}.yaml" */
	const struct field_desc *field;
	int n_field, n_key;
	int under;       /* enum kind_id, or -1 */
	int under_field; /* index of the field the nesting implies */
	size_t row_size;
	const struct db_stmt *load, *put, *del;
};

extern const struct kind_desc kinds[KIND__COUNT];

/* Read the whole organisation; needs a transaction. */
bool model_load(struct db *db, int64_t org, struct arena *mem, struct model **out,
    struct err *e) MUST_USE;
/* An empty model to build by hand (tests, imports): model_add gives a new row of
 * missing fields, valid until the next model_add of its kind; model_index sorts
 * the rows and makes them findable (their keys must be unique). */
struct model *model_new(struct arena *mem);
void *model_add(struct model *m, enum kind_id k);
void model_index(struct model *m, enum kind_id k);

/* Generic access: row i of a kind; the text of a field as it stands in YAML and
 * CSV ("" when missing); setting it from text. */
void *model_row(const struct model *m, enum kind_id k, size_t i);
size_t model_count(const struct model *m, enum kind_id k);
str field_text(struct arena *mem, const struct field_desc *f, const void *row);
/* false when the text is not of the field's type; the row is then unchanged. */
bool field_set(struct arena *mem, const struct field_desc *f, void *row, str text) MUST_USE;
void row_clear(enum kind_id k, void *row); /* every field missing */
struct db_val field_to_db(struct arena *mem, const struct field_desc *f, const void *row);
bool field_from_db(struct arena *mem, const struct field_desc *f, void *row,
    const struct db_val *v) MUST_USE;
/* The key of a row as one text: fields joined by '\x1f'. */
str row_key(struct arena *mem, enum kind_id k, const void *row);
/* The row with that key, or NULL. */
void *model_find(const struct model *m, enum kind_id k, str key);
const char *enum_name(const char *const *names, int value);

/* Store or remove one row; needs a write transaction.  Only work/ calls these. */
bool model_put(struct db *db, int64_t org, enum kind_id k, const void *row, struct err *e) MUST_USE;
bool model_del(struct db *db, int64_t org, enum kind_id k, const void *row, struct err *e) MUST_USE;

#endif
