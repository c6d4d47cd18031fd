/* Segments and blocks, read back: whole, and a line's voucher out of its block. */
#include "core/ledger/messages.h"
#include "core/ledger/read_priv.h"

#include "ledger.sql.h"

bool
seg_texts(struct packer *z, struct arena *mem, const struct ledger_segs_of_unit_row *r,
    struct seg *out, struct err *e)
{
	struct unpack u;

	return (unsqueeze(z, mem, r->texts, &u) && seg_decode_texts(mem, &u, out)) ||
	    fail(e, RC_IO, MSG_ledger_damaged, ARG("ledger_seg"));
}

bool
seg_open(struct packer *z, struct arena *mem, int64_t org, const struct ledger_segs_of_unit_row *r,
    bool texts, struct seg *out, struct err *e)
{
	struct unpack u;
	const int64_t key[] = {org, r->year, r->period, r->unit, r->file, r->first, r->n};

	if (r->crc != key_crc(key, COUNTOF(key), r->data, r->texts) ||
	    !unsqueeze(z, mem, r->data, &u) || r->first <= 0 || r->first > UINT32_MAX ||
	    !seg_decode(mem, &u, (uint32_t)r->first, out) || out->n != (size_t)r->n)
		return fail(e, RC_IO, MSG_ledger_damaged, ARG("ledger_seg"));
	return !texts || seg_texts(z, mem, r, out, e);
}

bool
vblk_bytes(struct packer *z, struct arena *mem, int64_t org, int64_t file,
    const struct ledger_vblks_row *r, struct unpack *out, struct err *e)
{
	const int64_t key[] = {org, file, r->first, r->n};

	return (r->crc == key_crc(key, COUNTOF(key), r->data, STR("")) &&
	           unsqueeze(z, mem, r->data, out)) ||
	    fail(e, RC_IO, MSG_ledger_damaged, ARG("ledger_vblk"));
}

bool
vblk_open(struct packer *z, struct arena *mem, int64_t org, int64_t file,
    const struct ledger_vblks_row *r, struct vou **v, size_t *n, struct forms *f, struct err *e)
{
	struct unpack u;

	return vblk_bytes(z, mem, org, file, r, &u, e) &&
	    ((vblk_decode(mem, &u, v, n, f) && *n == (size_t)r->n) ||
	        fail(e, RC_IO, MSG_ledger_damaged, ARG("ledger_vblk")));
}

struct file_blocks *
blocks_of(struct blocks *c, int64_t file)
{
	for (size_t i = 0; i < c->n; i++)
		if (c->v[i].file == file)
			return &c->v[i];
	return NULL;
}

bool
blocks_init(struct blocks *c, struct err *e)
{
	struct ledger_file *f;
	size_t n;

	if (!ledger_files(c->db, c->org, c->mem, &f, &n, e))
		return false;
	c->v = arena_array(c->mem, n + 1, struct file_blocks);
	for (size_t i = 0; i < n; i++) {
		if (f[i].vouchers < 0 || f[i].vouchers > UINT32_MAX)
			return fail(e, RC_IO, MSG_ledger_damaged, ARG("ledger_file"));
		size_t n_block = ((size_t)f[i].vouchers + VBLK_MAX - 1) / VBLK_MAX;
		c->v[c->n++] = (struct file_blocks){.file = f[i].id,
		    .n_block = n_block,
		    .block = arena_array(c->mem, n_block + 1, struct block *),
		    .n_voucher = (size_t)f[i].vouchers};
	}
	return true;
}

static bool
block_read(struct blocks *c, int64_t file, uint32_t voucher, struct block *b, struct err *e)
{
	struct ledger_vblk_at_row r = {0};

	if (b->bytes.p != NULL)
		return true;
	enum db_step st = ledger_vblk_at_one(c->db, c->mem,
	    &(struct ledger_vblk_at_in){c->org, file, voucher}, &r, e);
	struct ledger_vblks_row row = {r.first, r.n, r.crc, r.data};
	if (st == DB_FAIL)
		return false;
	if (st != DB_ROW || r.first != (int64_t)((voucher - 1) / VBLK_MAX * VBLK_MAX + 1))
		return fail(e, RC_IO, MSG_ledger_damaged, ARG("ledger_vblk"));
	return vblk_bytes(c->z, c->mem, c->org, file, &row, &b->bytes, e);
}

const struct vou *
voucher_at(struct blocks *c, int64_t file, uint32_t voucher, struct err *e)
{
	if (file == LEDGER_POSTED && voucher > 0 && voucher <= c->posted->n)
		return &c->posted->v[voucher - 1].v;
	struct file_blocks *f = blocks_of(c, file);
	size_t at = ((size_t)voucher - 1) / VBLK_MAX, in = ((size_t)voucher - 1) % VBLK_MAX;

	if (f != NULL && voucher != 0 && at < f->n_block) {
		struct block *b = f->block[at];
		if (b == NULL)
			b = f->block[at] = arena_new(c->mem, struct block);
		if (!block_read(c, file, voucher, b, e))
			return NULL;
		if (b->vou == NULL && b->picks++ < PICKS_MAX) {
			struct vou *v = arena_new(c->mem, struct vou);
			if (vblk_pick(c->mem, b->bytes, in, v))
				return v;
		} else if (b->vou != NULL || vblk_decode(c->mem, &b->bytes, &b->vou, &b->n, NULL)) {
			if (in < b->n)
				return &b->vou[in];
		}
	}
	fail(e, RC_IO, MSG_ledger_damaged, ARG("ledger_vblk"));
	return NULL;
}

struct ledger_line
seg_line(const struct ledger_segs_of_unit_row *r, const struct seg *g, size_t i,
    const struct vou *v)
{
	const struct id_set *x = &g->sets[g->set[i]];
	struct ledger_line l = {.file = r->file,
	    .year = (int)r->year,
	    .period = (int)r->period,
	    .voucher = g->voucher[i],
	    .row = g->row[i],
	    .series = v->series,
	    .no = v->no,
	    .day = v->day,
	    .voucher_day = v->day,
	    .account = g->account[i],
	    .unit = (uint32_t)r->unit,
	    .object = x->id,
	    .n_object = x->n,
	    .ore = g->ore[i],
	    .text = g->text[i],
	    .voucher_text = v->text,
	    .source_line = (int)(v->line + g->line[i])};

	for (size_t k = 0; k < g->n_extra; k++) {
		int64_t day = (int64_t)date_days(l.day) + g->extra[k].days;
		if (g->extra[k].voucher == i && day >= 0 && day <= DAYS_MAX)
			l.day = date_of_days((int)day);
	}
	return l;
}
