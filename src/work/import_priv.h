/* import_priv.h -- what the steps of an import hand to each other. */
#ifndef TERTIAL_WORK_IMPORT_PRIV_H
#define TERTIAL_WORK_IMPORT_PRIV_H

#include "sys/file.h"
#include "work/import.h"

#define IMPORT_FILE_MAX ((size_t)1 << 30)
#define IMPORT_TEXT_MAX ((size_t)16 << 20)
#define IMPORT_BIN_MAX ((size_t)4 << 20) /* a picture, a font */

struct staged {
	enum kind_id kind;
	void *row;
	str key;
	str file;
	int line;
	bool seen_as_old; /* compare: the database has it too */
};

struct source {
	str path; /* as given to the system */
	str name; /* as the user knows it: relative to the folder given */
	struct file_bytes file;
	str bytes;
	bool accounts;    /* a SIE file, or a table of booked lines */
	bool maybe_table; /* CSV or XLSX that is no file of ours */
	int kind;         /* of a CSV file; -1 unknown */
	str sha256;       /* once asked for */
	bool known;       /* a file of accounts with these bytes is stored */
	enum intake_charset set;
	struct import_table *table; /* a table of booked lines */
};

struct import {
	struct arena *mem;
	const struct import_opts *o;
	struct diag *d;
	struct source *src;
	size_t n_src, room_src;
	struct staged *row;
	size_t n_row, room_row;
	struct map *by_key; /* one a kind: staged rows */
	const struct model *old;
	size_t room_table;
};

/* import_read.c */
bool import_gather(struct import *im, const str *paths, size_t n, struct err *e) MUST_USE;
bool import_parse(struct import *im, struct source *s, struct err *e) MUST_USE;
/* import_name.c: the kind a file's name tells, and the fields in the name. */
int import_kind_of(const struct import *im, str name, str as);
bool template_match(const char *tmpl, str name, str field, str *value);
/* Add a staged row; a key seen before is a finding that names both places. */
void import_stage(struct import *im, enum kind_id k, void *row, str file, int line);
str import_field_words(struct arena *mem, const struct kind_desc *k);
/* import_table.c: read what is a table, with the database at hand. */
bool import_tables(struct import *im, struct db *db, int64_t org, struct import_report *r,
    struct err *e) MUST_USE;
bool import_table_accounts(struct import *im, struct db *db, int64_t org, struct source *s,
    const struct ledger_source *src, struct ledger_receipt *got, struct err *e) MUST_USE;
/* import_check.c */
void import_check(struct import *im);
/* import_economy.c: budget changes and preliminary adjustments. */
void import_check_economy(struct import *im, const struct staged *s);
/* import_diff.c */
void import_diff(struct import *im, struct import_report *out);
/* The row as text, every field that is not missing: for the log of changes. */
str row_text(struct arena *mem, enum kind_id k, const void *row);
bool row_of_text(struct arena *mem, enum kind_id k, str text, void *row);
str key_shown(struct arena *mem, str key);

/* batch.c: a batch and the chained log. */
struct batch;
bool batch_open(struct db *db, int64_t org, str kind, str source, str who, int64_t now_us,
    struct arena *mem, struct batch **out, struct err *e) MUST_USE;
int64_t batch_id(const struct batch *b);
bool batch_file(struct batch *b, str path, str bytes, struct err *e) MUST_USE;
/* Store, change or remove a row and log it: `before` or `after` may be NULL. */
bool batch_change(struct batch *b, enum kind_id k, const void *before, const void *after, str place,
    struct err *e) MUST_USE;
/* What the log says of a row that is none of the model's: a batch, a kept file, a frozen
 * document.  Nothing undoes it; verify holds the row against its last seal. */
#define SEAL_BATCH "#batch"
#define SEAL_SOURCE "#source"
#define SEAL_FROZEN "#frozen"
#define SEAL_LEDGER "#ledger"
bool batch_seal(struct batch *b, const char *kind, str key, str text, struct err *e) MUST_USE;
/* Seal what the ledger's segments refer to, after a batch has changed it. */
bool batch_seal_ledger(struct batch *b, struct err *e) MUST_USE;
/* Seal a batch as it now stands. */
bool batch_seal_row(struct batch *b, int64_t id, struct err *e) MUST_USE;
struct batch_list_row;
str batch_seal_text(struct arena *mem, const struct batch_list_row *r);
str source_seal_text(struct arena *mem, int64_t bytes, str sha256);
/* What the hash of an entry must be, after the one before it. */
struct change_list_row;
str change_hash(struct arena *mem, str before_hash, const struct change_list_row *c);
bool batch_close(struct batch *b, const struct import_report *r, struct err *e) MUST_USE;

/* state.c: every kept document against its SHA-256. */
struct frozen_seal {
	str key, text;
};
bool frozen_verify(struct db *db, int64_t org, struct arena *mem, int64_t *n,
    struct frozen_seal **seals, size_t *n_seal, struct diag *d, struct err *e) MUST_USE;

#endif
