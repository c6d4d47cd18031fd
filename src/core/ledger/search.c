/* Lines that a query asks for, out of segments and what is posted, and their sums by
 * counterparty. */
#include "core/ledger/messages.h"
#include "core/ledger/read_priv.h"

#include "ledger.sql.h"

#include <stdlib.h>
#include <string.h>

/* A query while it runs. */
struct search {
	struct db *db;
	int64_t org;
	const struct ledger_dict *d;
	const struct ledger_query *q;
	struct arena *mem;
	struct packer z;
	struct blocks blocks;
	struct delta posted; /* of the years */
	struct piece piece[PIECES_MAX];
	size_t n_piece;
	bool *account, *object; /* by id, where the query names some */
	str needle;             /* folded */
	bool (*hit)(struct search *s, const struct ledger_segs_of_unit_row *r, const struct seg *g,
	    size_t i, struct err *e);
	void *arg;
};

static bool
match_at(str hay, size_t i, str needle)
{
	size_t k = 0;

	while (k < needle.n) {
		if (i >= hay.n ||
		    utf8_lower(utf8_next(hay, &i)) != utf8_lower(utf8_next(needle, &k)))
			return false;
	}
	return true;
}

static bool
has_text(str hay, str needle)
{
	unsigned char c = (unsigned char)needle.p[0];
	/* The first byte of either case; a letter outside ASCII differs in the next one. */
	char lo = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
	char up = (char)(c >= 'a' && c <= 'z' ? c - 32 : c);

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
		int64_t a = g->ore[i] == INT64_MIN ? INT64_MAX
		    : g->ore[i] < 0                ? -g->ore[i]
		                                   : g->ore[i];
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

/* Which vouchers of the files have the text: asked once, before the lines. */
static bool
match_vouchers(struct search *s, struct err *e)
{
	for (size_t i = 0; i < s->blocks.n; i++) {
		struct file_blocks *f = &s->blocks.v[i];
		struct ledger_vblks_row r;
		struct db_run *q = ledger_vblks(s->db, s->mem,
		    &(struct ledger_vblks_in){s->org, f->file}, e);
		enum db_step st = q == NULL ? DB_FAIL : DB_ROW;
		f->match = arena_array(s->mem, f->n_voucher + 1, uint8_t);
		while (st == DB_ROW && (st = ledger_vblks_next(q, &r, e)) == DB_ROW) {
			struct arena one;
			struct vou *v;
			size_t n;
			arena_init(&one, (size_t)256 << 20);
			bool ok = vblk_open(&s->z, &one, s->org, f->file, &r, &v, &n, NULL, e);
			for (size_t k = 0; ok && k < n; k++)
				if (r.first > 0 && (size_t)r.first + k <= f->n_voucher)
					f->match[(size_t)r.first + k] = has_text(v[k].text,
					    s->needle);
			arena_end(&one);
			if (!ok)
				return false;
		}
		if (st != DB_DONE)
			return false;
	}
	return true;
}

/* Can any line of the segment have the text?  The texts lie in one piece. */
static bool
text_possible(struct search *s, struct arena *mem, const struct ledger_segs_of_unit_row *r,
    const struct seg *g, struct err *e, bool *possible)
{
	const struct file_blocks *f = blocks_of(&s->blocks, r->file);
	struct unpack u;

	*possible = false;
	for (size_t i = 0; f != NULL && i < g->n && !*possible; i++)
		*possible = g->voucher[i] <= f->n_voucher && f->match[g->voucher[i]];
	if (*possible)
		return true;
	if (!unsqueeze(&s->z, mem, r->texts, &u))
		return fail(e, RC_IO, MSG_ledger_damaged, ARG("ledger_seg"));
	*possible = has_text((str){(const char *)u.p, (size_t)(u.end - u.p)}, s->needle);
	return true;
}

static bool
has_needle(const struct search *s, const struct ledger_segs_of_unit_row *r, const struct seg *g,
    size_t i)
{
	struct blocks c = s->blocks;
	const struct file_blocks *f = blocks_of(&c, r->file);

	if (f != NULL && g->voucher[i] <= f->n_voucher && f->match[g->voucher[i]])
		return true;
	return has_text(g->text[i], s->needle);
}

/* The lines of one segment that match. */
static bool
search_segment(struct search *s, struct arena *mem, const struct ledger_segs_of_unit_row *r,
    bool texts, struct err *e)
{
	struct seg g;
	bool any = false;

	if (!seg_open(&s->z, mem, s->org, r, false, &g, e))
		return false;
	if (s->needle.n > 0 && (!text_possible(s, mem, r, &g, e, &any) || !any))
		return e->rc == RC_OK;
	any = false;
	for (size_t i = 0; i < g.n && !any; i++)
		any = line_matches(s, (uint32_t)r->unit, &g, i);
	if (!any)
		return true;
	if (texts && !seg_texts(&s->z, mem, r, &g, e))
		return false;
	for (size_t i = 0; i < g.n; i++)
		if (line_matches(s, (uint32_t)r->unit, &g, i) &&
		    (s->needle.n == 0 || has_needle(s, r, &g, i)) && !s->hit(s, r, &g, i, e))
			return false;
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
posted_asked(const struct search *s, const struct delta_vou *v, uint32_t unit)
{
	const struct ledger_query *q = s->q;
	bool asked = false;

	for (size_t i = 0; i < s->n_piece; i++)
		asked |= v->v.year == s->piece[i].year && v->v.period >= s->piece[i].from &&
		    v->v.period <= s->piece[i].to;
	if (!asked)
		return false;
	for (size_t i = 0; i < q->n_unit; i++)
		if (q->unit[i] == unit)
			return true;
	return q->n_unit == 0;
}

/* A posted row as a segment of one line. */
static bool
search_posted_row(struct search *s, const struct delta_vou *v, uint32_t at, size_t k, struct err *e)
{
	const struct delta_row *row = &v->row[k];
	uint32_t voucher = at, no = (uint32_t)k + 1, account = row->account, set = 1,
	         line = (uint32_t)k;
	int64_t ore = row->ore;
	struct id_set sets[] = {{0}, {row->object, row->n_object, 0}};
	struct rec_extra extra = {.days = (int32_t)(date_days(row->day) - date_days(v->v.day))};
	const struct ledger_segs_of_unit_row r = {.year = v->v.year,
	    .period = v->v.period,
	    .unit = row->unit,
	    .file = LEDGER_POSTED,
	    .first = at,
	    .n = 1};
	const struct seg g = {.n = 1,
	    .voucher = &voucher,
	    .row = &no,
	    .account = &account,
	    .line = &line,
	    .set = &set,
	    .ore = &ore,
	    .sets = sets,
	    .n_sets = COUNTOF(sets),
	    .text = &(str){row->text.p, row->text.n},
	    .extra = &extra,
	    .n_extra = extra.days != 0};

	if (!posted_asked(s, v, row->unit) || !line_matches(s, row->unit, &g, 0) ||
	    (s->needle.n > 0 && !has_text(row->text, s->needle) && !has_text(v->v.text, s->needle)))
		return true;
	return s->hit(s, &r, &g, 0, e);
}

static bool
search_posted(struct search *s, struct err *e)
{
	for (size_t i = 0; i < s->posted.n; i++)
		for (size_t k = 0; k < s->posted.v[i].v.n_row; k++)
			if (!search_posted_row(s, &s->posted.v[i], (uint32_t)i + 1, k, e))
				return false;
	return true;
}

static bool
search_piece(struct search *s, const struct piece *p, bool texts, struct err *e)
{
	const struct ledger_query *q = s->q;

	if (q->n_unit == 0) {
		/* Same columns as segs_of_unit, so its reader serves both. */
		struct db_run *run = ledger_segs_of_period(s->db, s->mem,
		    &(struct ledger_segs_of_period_in){s->org, p->year, p->from, p->to}, e);
		return search_rows(s, run, texts, e);
	}
	for (size_t i = 0; i < q->n_unit; i++) {
		struct db_run *run = ledger_segs_of_unit(s->db, s->mem,
		    &(struct ledger_segs_of_unit_in){s->org, p->year, p->from, p->to, q->unit[i]},
		    e);
		if (!search_rows(s, run, texts, e))
			return false;
	}
	return true;
}

/* Which periods of which fiscal years are asked for. */
static bool
search_pieces(struct search *s, struct err *e)
{
	const struct ledger_query *q = s->q;
	const int to = q->period_to == 0 ? LEDGER_PERIODS : q->period_to;
	struct ledger_fiscal *v;
	size_t n;

	s->piece[0] = (struct piece){.year = q->year, .from = q->period_from, .to = to};
	s->n_piece = 1;
	if (!q->calendar)
		return true;
	if (!ledger_fiscal_list(s->db, s->org, s->mem, &v, &n, e))
		return false;
	s->n_piece = pieces_of_calendar(v, n, q->year, q->period_from > 0 ? q->period_from : 1, to,
	    s->piece);
	return true;
}

static bool
search_files(struct search *s, bool texts, struct err *e)
{
	for (size_t i = 0; i < s->n_piece; i++)
		if (!search_piece(s, &s->piece[i], texts, e))
			return false;
	return true;
}

static bool
search_run(struct search *s, bool texts, struct err *e)
{
	const struct ledger_query *q = s->q;

	packer_init(&s->z, s->mem);
	s->blocks = (struct blocks){.db = s->db,
	    .org = s->org,
	    .mem = s->mem,
	    .z = &s->z,
	    .posted = &s->posted};
	if (!flags_of(s->mem, q->account, q->n_account, s->d->n_account, &s->account) ||
	    !flags_of(s->mem, q->object, q->n_object, s->d->n_object, &s->object))
		return false;
	s->needle = q->text;
	if (!search_pieces(s, e))
		return false;
	int first = q->year, last = q->year;
	for (size_t i = 0; i < s->n_piece; i++) {
		first = s->piece[i].year < first ? s->piece[i].year : first;
		last = s->piece[i].year > last ? s->piece[i].year : last;
	}
	return delta_load(s->db, s->org, first, last, s->d, s->mem, &s->posted, e) &&
	    blocks_init(&s->blocks, e) && (s->needle.n == 0 || match_vouchers(s, e)) &&
	    search_files(s, texts, e) && search_posted(s, e);
}

/* What a hit points at goes with the segment: a copy stays. */
static struct ledger_line
line_keep(struct arena *mem, struct ledger_line l)
{
	str objects = {(const char *)l.object, l.n_object * sizeof *l.object};

	l.object = (const uint32_t *)(const void *)str_dup(mem, objects).p;
	l.series = str_dup(mem, l.series);
	l.no = str_dup(mem, l.no);
	l.text = str_dup(mem, l.text);
	l.voucher_text = str_dup(mem, l.voucher_text);
	return l;
}

struct hits {
	struct ledger_hits *out;
	struct arena *mem;
	size_t room;
};

static bool
hit_line(struct search *s, const struct ledger_segs_of_unit_row *r, const struct seg *g, size_t i,
    struct err *e)
{
	struct hits *h = s->arg;
	size_t at = h->out->n_all++;

	if (__builtin_add_overflow(h->out->sum_ore, g->ore[i], &h->out->sum_ore))
		return fail(e, RC_LIMIT, MSG_ledger_overflow, ARG(s->d->account[g->account[i]].no),
		    ARG("ledger_seg"));
	if (at < s->q->skip || at - s->q->skip >= s->q->max)
		return true;
	const struct vou *v = voucher_at(&s->blocks, r->file, g->voucher[i], e);
	if (v == NULL)
		return false;
	arena_grow(h->mem, h->out->line, h->out->n, h->room);
	h->out->line[h->out->n++] = line_keep(h->mem, seg_line(r, g, i, v));
	return true;
}

bool
ledger_lines(struct db *db, int64_t org, const struct ledger_dict *d, const struct ledger_query *q,
    struct arena *mem, struct ledger_hits *out, struct err *e)
{
	struct arena scratch;
	struct hits h = {.out = out, .mem = mem};

	*out = (struct ledger_hits){0};
	arena_init(&scratch, (size_t)4 << 30);
	struct search s =
	    {.db = db, .org = org, .d = d, .q = q, .mem = &scratch, .hit = hit_line, .arg = &h};
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
    struct err *e)
{
	struct shares *h = s->arg;
	const struct id_set *x = &g->sets[g->set[i]];
	uint32_t o = 0;

	(void)r;
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
ledger_shares(struct db *db, int64_t org, const struct ledger_dict *d, const struct ledger_query *q,
    int dim, struct arena *mem, struct ledger_share **out, size_t *n, struct err *e)
{
	struct arena scratch;
	struct shares h = {dim, arena_array(mem, d->n_object, struct ledger_share)};

	arena_init(&scratch, (size_t)4 << 30);
	struct search s =
	    {.db = db, .org = org, .d = d, .q = q, .mem = &scratch, .hit = hit_share, .arg = &h};
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
