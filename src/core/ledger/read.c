/* Lines and whole vouchers, read back from segments and blocks. */
#include "core/ledger/messages.h"
#include "core/ledger/store.h"

#include "ledger.sql.h"

#include <stdlib.h>
#include <string.h>

bool
seg_open(struct packer *z, struct arena *mem, int64_t org,
    const struct ledger_segs_of_unit_row *r, bool texts, struct seg *out, struct err *e)
{
	struct unpack u;
	const int64_t key[] = {org, r->year, r->period, r->unit, r->file, r->first, r->n};

	if (r->crc != key_crc(key, COUNTOF(key), r->data, r->texts) ||
	    !unsqueeze(z, mem, r->data, &u) || r->first <= 0 || r->first > UINT32_MAX ||
	    !seg_decode(mem, &u, (uint32_t)r->first, out) || out->n != (size_t)r->n)
		return fail(e, RC_IO, MSG_ledger_damaged, ARG("ledger_seg"));
	if (!texts)
		return true;
	if (!unsqueeze(z, mem, r->texts, &u) || !seg_decode_texts(mem, &u, out))
		return fail(e, RC_IO, MSG_ledger_damaged, ARG("ledger_seg"));
	return true;
}

bool
vblk_open(struct packer *z, struct arena *mem, int64_t org, int64_t file,
    const struct ledger_vblks_row *r, struct vou **v, size_t *n, struct err *e)
{
	struct unpack u;
	const int64_t key[] = {org, file, r->first, r->n};

	if (r->crc != key_crc(key, COUNTOF(key), r->data, STR("")) ||
	    !unsqueeze(z, mem, r->data, &u) || !vblk_decode(mem, &u, v, n) || *n != (size_t)r->n)
		return fail(e, RC_IO, MSG_ledger_damaged, ARG("ledger_vblk"));
	return true;
}

/* Voucher blocks that a query has met, so that each is read once. */
struct blocks {
	struct db *db;
	int64_t org;
	struct arena *mem;
	struct packer *z;
	struct block {
		int64_t file, first;
		struct vou *vou;
		size_t n;
	} *v;
	size_t n, room, last;
};

static const struct vou *
in_block(const struct block *b, int64_t file, uint32_t voucher)
{
	if (b->file != file || voucher < b->first || voucher >= b->first + (int64_t)b->n)
		return NULL;
	return &b->vou[voucher - b->first];
}

static const struct vou *
voucher_at(struct blocks *c, int64_t file, uint32_t voucher, struct err *e)
{
	struct ledger_vblk_at_row r = {0};
	const struct vou *v;

	if (c->n > 0 && (v = in_block(&c->v[c->last], file, voucher)) != NULL)
		return v;
	for (c->last = 0; c->last < c->n; c->last++)
		if ((v = in_block(&c->v[c->last], file, voucher)) != NULL)
			return v;
	arena_grow(c->mem, c->v, c->n, c->room);
	struct block *b = &c->v[c->n];
	*b = (struct block){.file = file};
	enum db_step st = ledger_vblk_at_one(c->db, c->mem,
	    &(struct ledger_vblk_at_in){c->org, file, voucher}, &r, e);
	if (st == DB_FAIL)
		return NULL;
	struct ledger_vblks_row row = {.first = r.first, .n = r.n, .crc = r.crc, .data = r.data};
	if (st == DB_ROW && !vblk_open(c->z, c->mem, c->org, file, &row, &b->vou, &b->n, e))
		return NULL;
	b->first = st == DB_ROW ? r.first : 0;
	c->last = c->n++;
	v = in_block(b, file, voucher);
	if (v == NULL)
		fail(e, RC_IO, MSG_ledger_damaged, ARG("ledger_vblk"));
	return v;
}

/* A query while it runs. */
struct search {
	struct db *db;
	int64_t org;
	const struct ledger_dict *d;
	const struct ledger_query *q;
	struct arena *mem;
	struct packer z;
	struct blocks blocks;
	bool *account, *object; /* by id, where the query names some */
	str needle;             /* folded */
	bool (*hit)(struct search *s, const struct ledger_segs_of_unit_row *r, const struct seg *g,
	    size_t i, const struct vou *v, struct err *e);
	void *arg;
};

static uint32_t
fold(uint32_t c)
{
	if (c >= 'A' && c <= 'Z')
		return c + 32;
	if (c >= 0xc0 && c <= 0xde && c != 0xd7)
		return c + 32;
	return c;
}

static bool
match_at(str hay, size_t i, str needle)
{
	size_t k = 0;

	while (k < needle.n) {
		if (i >= hay.n || fold(utf8_next(hay, &i)) != fold(utf8_next(needle, &k)))
			return false;
	}
	return true;
}

static bool
has_text(str hay, str needle)
{
	unsigned char c = (unsigned char)needle.p[0];
	/* The first byte of either case; a letter outside ASCII differs in the next one. */
	char lo = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c), up = (char)(c >= 'a' && c <= 'z' ? c - 32 : c);

	for (size_t i = 0; i < hay.n; i++)
		if ((hay.p[i] == lo || hay.p[i] == up) && match_at(hay, i, needle))
			return true;
	return false;
}

static bool
flags_of(struct arena *mem, const uint32_t *id, size_t n, size_t n_all, bool **out)
{
	*out = NULL;
	if (n == 0)
		return true;
	*out = arena_array(mem, n_all + 1, bool);
	for (size_t i = 0; i < n; i++)
		if (id[i] < n_all)
			(*out)[id[i]] = true;
	return true;
}

static bool
line_matches(const struct search *s, uint32_t unit, const struct seg *g, size_t i)
{
	const struct ledger_query *q = s->q;
	const struct id_set *x = &g->sets[g->set[i]];

	if (s->account != NULL && (g->account[i] >= s->d->n_account || !s->account[g->account[i]]))
		return false;
	if (q->has_amount) {
		int64_t a = g->ore[i] == INT64_MIN ? INT64_MAX : g->ore[i] < 0 ? -g->ore[i] : g->ore[i];
		if (a < q->amount_min || a > q->amount_max)
			return false;
	}
	if (q->keep != NULL && !q->keep(q->keep_arg, g->account[i], unit, x->id, x->n))
		return false;
	if (s->object == NULL)
		return true;
	for (size_t k = 0; k < x->n; k++)
		if (x->id[k] < s->d->n_object && s->object[x->id[k]])
			return true;
	return false;
}

/* The lines of one segment that match; vouchers are read where they are asked for. */
static bool
search_segment(struct search *s, struct arena *mem, const struct ledger_segs_of_unit_row *r,
    bool texts, struct err *e)
{
	struct seg g;
	bool any = false;

	if (!seg_open(&s->z, mem, s->org, r, false, &g, e))
		return false;
	for (size_t i = 0; i < g.n && !any; i++)
		any = line_matches(s, (uint32_t)r->unit, &g, i);
	if (!any)
		return true;
	if (texts && !seg_open(&s->z, mem, s->org, r, true, &g, e))
		return false;
	for (size_t i = 0; i < g.n; i++) {
		const struct vou *v = NULL;
		if (!line_matches(s, (uint32_t)r->unit, &g, i))
			continue;
		if (s->needle.n > 0 && !has_text(g.text[i], s->needle)) {
			v = voucher_at(&s->blocks, r->file, g.voucher[i], e);
			if (v == NULL)
				return false;
			if (!has_text(v->text, s->needle))
				continue;
		}
		if (!s->hit(s, r, &g, i, v, e))
			return false;
	}
	return true;
}

static bool
search_rows(struct search *s, struct db_run *run, bool texts, struct err *e)
{
	struct ledger_segs_of_unit_row r;
	enum db_step st = run == NULL ? DB_FAIL : DB_ROW;

	while (st == DB_ROW && (st = ledger_segs_of_unit_next(run, &r, e)) == DB_ROW) {
		struct arena mem;
		arena_init(&mem, (size_t)1 << 30);
		bool ok = search_segment(s, &mem, &r, texts, e);
		arena_end(&mem);
		if (!ok)
			return false;
	}
	return st == DB_DONE;
}

static bool
search_run(struct search *s, bool texts, struct err *e)
{
	const struct ledger_query *q = s->q;
	int64_t from = q->period_from, to = q->period_to == 0 ? LEDGER_PERIODS : q->period_to;

	packer_init(&s->z, s->mem);
	s->blocks = (struct blocks){.db = s->db, .org = s->org, .mem = s->mem, .z = &s->z};
	if (!flags_of(s->mem, q->account, q->n_account, s->d->n_account, &s->account) ||
	    !flags_of(s->mem, q->object, q->n_object, s->d->n_object, &s->object))
		return false;
	s->needle = q->text;
	if (q->n_unit == 0) {
		/* Same columns as segs_of_unit, so its reader serves both. */
		struct db_run *run = ledger_segs_of_period(s->db, s->mem,
		    &(struct ledger_segs_of_period_in){s->org, q->year, from, to}, e);
		return search_rows(s, run, texts, e);
	}
	for (size_t i = 0; i < q->n_unit; i++) {
		struct db_run *run = ledger_segs_of_unit(s->db, s->mem,
		    &(struct ledger_segs_of_unit_in){s->org, q->year, from, to, q->unit[i]}, e);
		if (!search_rows(s, run, texts, e))
			return false;
	}
	return true;
}

static struct ledger_line
line_of(struct arena *mem, const struct ledger_segs_of_unit_row *r, const struct seg *g, size_t i,
    const struct vou *v)
{
	const struct id_set *x = &g->sets[g->set[i]];
	uint32_t *object = arena_array(mem, x->n + 1, uint32_t);
	struct ledger_line l = {.file = r->file, .year = (int)r->year, .period = (int)r->period,
	    .voucher = g->voucher[i], .row = g->row[i], .series = str_dup(mem, v->series),
	    .no = str_dup(mem, v->no), .day = v->day, .account = g->account[i],
	    .unit = (uint32_t)r->unit, .object = object, .n_object = x->n, .ore = g->ore[i],
	    .text = str_dup(mem, g->text[i]), .voucher_text = str_dup(mem, v->text),
	    .source_line = (int)(v->line + g->line[i])};

	if (x->n > 0)
		memcpy(object, x->id, x->n * sizeof *object);
	for (size_t k = 0; k < g->n_extra; k++)
		if (g->extra[k].voucher == i && g->extra[k].days != 0)
			l.day = date_add_days(l.day, g->extra[k].days);
	return l;
}

struct hits {
	struct ledger_hits *out;
	struct arena *mem;
	size_t room;
};

static bool
hit_line(struct search *s, const struct ledger_segs_of_unit_row *r, const struct seg *g, size_t i,
    const struct vou *v, struct err *e)
{
	struct hits *h = s->arg;
	size_t at = h->out->n_all++;

	if (__builtin_add_overflow(h->out->sum_ore, g->ore[i], &h->out->sum_ore))
		return fail(e, RC_LIMIT, MSG_ledger_overflow, ARG(s->d->account[g->account[i]].no),
		    ARG("ledger_seg"));
	if (at < s->q->skip || at - s->q->skip >= s->q->max)
		return true;
	if (v == NULL && (v = voucher_at(&s->blocks, r->file, g->voucher[i], e)) == NULL)
		return false;
	arena_grow(h->mem, h->out->line, h->out->n, h->room);
	h->out->line[h->out->n++] = line_of(h->mem, r, g, i, v);
	return true;
}

bool
ledger_lines(struct db *db, int64_t org, const struct ledger_dict *d,
    const struct ledger_query *q, struct arena *mem, struct ledger_hits *out, struct err *e)
{
	struct arena scratch;
	struct hits h = {.out = out, .mem = mem};

	*out = (struct ledger_hits){0};
	arena_init(&scratch, (size_t)4 << 30);
	struct search s = {.db = db, .org = org, .d = d, .q = q, .mem = &scratch, .hit = hit_line,
	    .arg = &h};
	bool ok = search_run(&s, q->text.n > 0 || q->max > 0, e);
	arena_end(&scratch);
	return ok;
}

struct shares {
	int dim;
	struct ledger_share *by_object; /* index is the object's id */
};

static bool
hit_share(struct search *s, const struct ledger_segs_of_unit_row *r, const struct seg *g, size_t i,
    const struct vou *v, struct err *e)
{
	struct shares *h = s->arg;
	const struct id_set *x = &g->sets[g->set[i]];
	uint32_t o = 0;

	(void)r;
	(void)v;
	for (size_t k = 0; k < x->n && o == 0; k++)
		if (x->id[k] < s->d->n_object && s->d->object[x->id[k]].dim == h->dim)
			o = x->id[k];
	h->by_object[o].lines++;
	if (__builtin_add_overflow(h->by_object[o].ore, g->ore[i], &h->by_object[o].ore))
		return fail(e, RC_LIMIT, MSG_ledger_overflow, ARG(s->d->account[g->account[i]].no),
		    ARG("ledger_seg"));
	return true;
}

static int
share_cmp(const void *pa, const void *pb)
{
	const struct ledger_share *a = pa, *b = pb;
	uint64_t x = a->ore < 0 ? 0 - (uint64_t)a->ore : (uint64_t)a->ore;
	uint64_t y = b->ore < 0 ? 0 - (uint64_t)b->ore : (uint64_t)b->ore;

	if (x != y)
		return x < y ? 1 : -1;
	return (a->object > b->object) - (a->object < b->object);
}

bool
ledger_shares(struct db *db, int64_t org, const struct ledger_dict *d,
    const struct ledger_query *q, int dim, struct arena *mem, struct ledger_share **out,
    size_t *n, struct err *e)
{
	struct arena scratch;
	struct shares h = {dim, arena_array(mem, d->n_object, struct ledger_share)};

	arena_init(&scratch, (size_t)4 << 30);
	struct search s = {.db = db, .org = org, .d = d, .q = q, .mem = &scratch, .hit = hit_share,
	    .arg = &h};
	bool ok = search_run(&s, q->text.n > 0, e);
	arena_end(&scratch);
	if (!ok)
		return false;
	*n = 0;
	for (uint32_t o = 0; o < d->n_object; o++) {
		h.by_object[o].object = o;
		if (h.by_object[o].lines > 0)
			h.by_object[(*n)++] = h.by_object[o];
	}
	if (*n > 0)
		qsort(h.by_object, *n, sizeof *h.by_object, share_cmp);
	*out = h.by_object;
	return true;
}
