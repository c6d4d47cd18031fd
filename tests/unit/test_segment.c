/* What the ledger stores, decoded, is what was encoded; damaged bytes are refused
 * or give other values, never a read past the end. */
#include "check.h"
#include "core/ledger/store.h"
#include "ledger_made.h"

static struct arena mem;

#define SETS 40
#define ROWS 700

static uint64_t state = 88172645463325252u;

static size_t
below(size_t n)
{
	return made_below(&state, n);
}

struct sample {
	struct text_pool pool;
	struct id_set set[SETS];
	struct rec rec[ROWS];
	struct rec_extra extra[ROWS];
	struct seg_input in;
};

static int64_t
some_amount(void)
{
	static const int64_t edge[] = {0, 1, -1, INT64_MAX, INT64_MIN, 63, -64, 64};

	return below(4) == 0 ? edge[below(COUNTOF(edge))] : (int64_t)below(1u << 30) - (1 << 29);
}

static struct sample *
make(struct arena *a, size_t n, size_t n_account)
{
	struct sample *s = arena_new(a, struct sample);
	uint32_t voucher = 1 + (uint32_t)below(1000000), row = 1;

	pool_init(&s->pool, a);
	for (size_t i = 1; i < SETS; i++) {
		uint32_t *id = arena_array(a, 4, uint32_t);
		size_t k = 1 + below(4);
		for (size_t j = 0; j < k; j++)
			id[j] = 1 + (uint32_t)below(100000);
		s->set[i] = (struct id_set){id, k, COMBO_UNKNOWN};
	}
	for (size_t i = 0; i < n; i++) {
		struct rec *r = &s->rec[i];
		if (below(3) == 0) {
			voucher += 1 + (uint32_t)below(300);
			row = 1;
		}
		*r = (struct rec){some_amount(), voucher, 1 + (uint32_t)below(n_account),
		    below(3) == 0 ? (uint32_t)below(SETS) : 0, 0, row, row + (uint32_t)below(3)};
		check(pool_add(&s->pool,
		    below(2) == 0 ? STR("") : str_fmt(a, "Åtgärd %zu", below(90)), &r->text));
		if (below(9) == 0)
			s->extra[s->in.n_extra++] = (struct rec_extra){voucher, row,
			    (int32_t)below(60) - 30, below(2) == 0 ? STR("") : STR("2.50"),
			    below(2) == 0 ? STR("") : STR("ÅSA")};
		row++;
	}
	s->in.rec = s->rec;
	s->in.n = n;
	s->in.set = s->set;
	s->in.n_set = SETS;
	s->in.pool = &s->pool;
	s->in.extra = s->extra;
	return s;
}

static void
same_as(const struct sample *s, const struct seg *g)
{
	size_t bad = g->n != s->in.n, x = 0;

	for (size_t i = 0; i < g->n && bad == 0; i++) {
		const struct rec *r = &s->rec[i];
		const struct id_set *a = &s->set[r->set], *b = &g->sets[g->set[i]];
		bad += g->voucher[i] != r->voucher || g->row[i] != r->row ||
		    g->line[i] != r->line || g->account[i] != r->account || g->ore[i] != r->ore ||
		    a->n != b->n || !str_eq(g->text[i], pool_get(&s->pool, r->text));
		for (size_t k = 0; k < a->n && bad == 0; k++)
			bad += a->id[k] != b->id[k];
	}
	check_i64((int64_t)bad, 0);
	check_i64((int64_t)g->n_extra, (int64_t)s->in.n_extra);
	for (; x < g->n_extra && x < s->in.n_extra; x++)
		check(g->extra[x].days == s->extra[x].days &&
		    str_eq(g->extra[x].qty, s->extra[x].qty) &&
		    str_eq(g->extra[x].sign, s->extra[x].sign));
}

/* Change bytes, cut the end: whatever comes, it comes without harm. */
static void
harm(const struct bytes *data, bool texts, uint32_t first, size_t n)
{
	for (int i = 0; i < 60; i++) {
		struct arena a;
		struct seg g;
		arena_init(&a, (size_t)256 << 20);
		size_t len = below(3) == 0 ? below(data->n + 1) : data->n;
		unsigned char *p = arena_array(&a, len + 1, unsigned char);
		memcpy(p, data->p, len);
		for (size_t k = 0; k < 1 + below(4) && len > 0; k++)
			p[below(len)] = (unsigned char)below(256);
		struct unpack u = {.p = p, .end = p + len};
		if (texts) {
			g = (struct seg){.n = n};
			(void)!seg_decode_texts(&a, &u, &g);
		} else {
			(void)!seg_decode(&a, &u, first, &g);
		}
		arena_end(&a);
	}
}

static void
segments(void)
{
	struct seg_scratch x = {.data.mem = &mem, .texts.mem = &mem, .list.mem = &mem};

	for (int i = 0; i < 60; i++) {
		struct arena a;
		struct seg g;
		arena_init(&a, (size_t)256 << 20);
		struct sample *s = make(&a, 1 + below(ROWS), i % 3 == 0 ? 2000 : 30);
		seg_encode(&x, &mem, &s->in);
		struct unpack d = {x.data.p, x.data.p + x.data.n, false};
		struct unpack t = {x.texts.p, x.texts.p + x.texts.n, false};
		check(seg_decode(&a, &d, s->rec[0].voucher, &g) && seg_decode_texts(&a, &t, &g));
		same_as(s, &g);
		harm(&x.data, false, s->rec[0].voucher, g.n);
		harm(&x.texts, true, s->rec[0].voucher, g.n);
		arena_end(&a);
	}
}

static void
blocks(void)
{
	static const char *const numbers[] = {"1", "2", "007", "", "A-12", "999999999999999999",
	    "1000000000000000000", "0", "٣"};
	struct bytes b = {.mem = &mem};

	for (int i = 0; i < 40; i++) {
		struct arena a;
		struct vou v[VBLK_MAX], *w;
		size_t n = 1 + below(VBLK_MAX), got, bad = 0;
		arena_init(&a, (size_t)256 << 20);
		for (size_t k = 0; k < n; k++) {
			uint32_t *unit = arena_array(&a, 3, uint32_t);
			for (size_t j = 0; j < 3; j++)
				unit[j] = (uint32_t)below(5000);
			v[k] = (struct vou){.series = below(2) ? STR("A") : STR("Lön"),
			    .no = below(3) == 0 ? str_of(numbers[below(COUNTOF(numbers))])
			                        : str_fmt(&a, "%zu", below(1000000)),
			    .text = str_fmt(&a, "t%zu", below(100)),
			    .sign = STR(""),
			    .year = 1990 + (int)below(60),
			    .period = 1 + (int)below(13),
			    .day = {(int16_t)(1990 + below(60)), (int8_t)(1 + below(12)), 28},
			    .reg = below(2) ? (date){0} : (date){2025, 2, 1},
			    .flags = (uint8_t)below(2),
			    .n_row = (uint32_t)below(100),
			    .hash = (uint32_t)made_next(&state),
			    .line = (uint32_t)below(1u << 31),
			    .at = made_next(&state) >> 20,
			    .len = (uint32_t)below(5000),
			    .unit = unit,
			    .n_unit = below(4)};
		}
		vblk_encode(&b, v, n, &(struct forms){0});
		struct unpack u = {b.p, b.p + b.n, false};
		check(vblk_decode(&a, &u, &w, &got, NULL));
		check_i64((int64_t)got, (int64_t)n);
		for (size_t k = 0; k < got; k++) {
			bad += !str_eq(v[k].series, w[k].series) || !str_eq(v[k].no, w[k].no) ||
			    !str_eq(v[k].text, w[k].text) || v[k].year != w[k].year ||
			    v[k].period != w[k].period || date_cmp(v[k].day, w[k].day) != 0 ||
			    v[k].reg.y != w[k].reg.y || v[k].n_row != w[k].n_row ||
			    v[k].hash != w[k].hash || v[k].line != w[k].line ||
			    v[k].at != w[k].at || v[k].len != w[k].len ||
			    v[k].n_unit != w[k].n_unit || v[k].flags != w[k].flags;
			for (size_t j = 0; j < v[k].n_unit && bad == 0; j++)
				bad += v[k].unit[j] != w[k].unit[j];
		}
		for (size_t k = 0; k < got; k++) {
			struct vou one;
			bad += !vblk_pick(&a, (struct unpack){b.p, b.p + b.n, false}, k, &one) ||
			    !str_eq(one.series, w[k].series) || !str_eq(one.no, w[k].no) ||
			    !str_eq(one.text, w[k].text) || !str_eq(one.sign, w[k].sign) ||
			    one.year != w[k].year || one.period != w[k].period ||
			    date_cmp(one.day, w[k].day) != 0 || one.n_row != w[k].n_row ||
			    one.line != w[k].line;
		}
		bad += vblk_pick(&a, (struct unpack){b.p, b.p + b.n, false}, n, &(struct vou){0});
		check_i64((int64_t)bad, 0);
		for (int k = 0; k < 60; k++) {
			unsigned char *p = arena_array(&a, b.n, unsigned char);
			memcpy(p, b.p, b.n);
			p[below(b.n)] ^= (unsigned char)(1u << below(8));
			u = (struct unpack){p, p + (below(2) ? b.n : below(b.n)), false};
			(void)!vblk_pick(&a, u, below(n), &(struct vou){0});
			(void)!vblk_decode(&a, &u, &w, &got, NULL);
		}
		arena_end(&a);
	}
}

static void
blobs(void)
{
	struct packer z;
	struct unpack u;
	const int64_t key[] = {1, 2, 3}, other[] = {1, 3, 2};

	packer_init(&z, &mem);
	for (size_t n = 0; n < 3000; n = n * 2 + 1) {
		unsigned char *p = arena_array(&mem, n + 1, unsigned char);
		for (size_t i = 0; i < n; i++)
			p[i] = (unsigned char)(i / 9);
		str blob = str_dup(&mem, squeeze(&z, p, n));
		check(unsqueeze(&z, &mem, blob, &u));
		check(u.end - u.p == (ptrdiff_t)n && memcmp(u.p, p, n) == 0);
		for (size_t cut = 0; cut < blob.n && cut < 40; cut++)
			(void)!unsqueeze(&z, &mem, str_sub(blob, 0, cut), &u);
		check(key_crc(key, 3, blob, STR("")) != key_crc(other, 3, blob, STR("")));
	}
	check(!unsqueeze(&z, &mem, STR(""), &u) && !unsqueeze(&z, &mem, STR("x123"), &u));
	struct bytes b = {.mem = &mem};
	for (int i = 0; i < 2000; i++) {
		uint64_t v = made_next(&state) >> below(64);
		b.n = 0;
		bytes_room(&b, 2 * VAR_MAX);
		put_var(&b, v);
		put_zig(&b, (int64_t)v);
		u = (struct unpack){b.p, b.p + b.n, false};
		check(get_var(&u) == v && get_zig(&u) == (int64_t)v && !u.bad && u.p == u.end);
	}
}

int
main(void)
{
	arena_init(&mem, (size_t)1 << 30);
	segments();
	blocks();
	blobs();
	arena_end(&mem);
	return check_done();
}
