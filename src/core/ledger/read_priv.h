/* read_priv.h -- the vouchers of lines that are being read.  Included by core/ledger/read.c
 * and search.c. */
#ifndef TERTIAL_CORE_LEDGER_READ_PRIV_H
#define TERTIAL_CORE_LEDGER_READ_PRIV_H

#include "core/ledger/store.h"

/* Voucher blocks that a query has met, so that each is read once.  All blocks of a
 * file but its last are full: a voucher's block is known by its number.  The first
 * vouchers of a block that are asked for are picked out of it; then it is decoded. */
#define PICKS_MAX 8
struct block {
	struct unpack bytes; /* p is NULL until the block has been read */
	size_t picks;
	struct vou *vou;
	size_t n;
};
struct file_blocks {
	int64_t file;
	struct block **block; /* NULL: not met */
	size_t n_block;
	uint8_t *match; /* by voucher, where the query has a text: its text holds it */
	size_t n_voucher;
};
struct blocks {
	const struct delta *posted; /* vouchers of LEDGER_POSTED, by their places from 1 */
	struct db *db;
	int64_t org;
	struct arena *mem;
	struct packer *z;
	struct file_blocks *v;
	size_t n;
};

/* The blocks of every file, none read yet; c->db, org, mem, z and posted are set. */
bool blocks_init(struct blocks *c, struct err *e) MUST_USE;
struct file_blocks *blocks_of(struct blocks *c, int64_t file); /* NULL: no such file */
/* A voucher by its number in a file, or NULL and *e. */
const struct vou *voucher_at(struct blocks *c, int64_t file, uint32_t voucher, struct err *e);

#endif
